// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/discord/DiscordConnector.h"

#include "channels/kit/Media.h"

#include <algorithm>

#include <QJsonArray>
#include <QRandomGenerator>

namespace souffleur::channels::discord {
namespace {

constexpr int HistoryPage = 100;
//! So many vain attempts at the session's own address; then the general one.
constexpr int MaxResumeFailures = 3;
//! A whole message of the gateway; those of large servers are the largest.
constexpr qint64 MaxFrameBytes = 16ll * 1024 * 1024;

net::Backoff::Random orReal(net::Backoff::Random random) {
    return random ? std::move(random) : [] { return QRandomGenerator::global()->generateDouble(); };
}

bool isTypingOnly(const QList<ChannelEvent>& events) {
    return std::all_of(events.cbegin(), events.cend(),
                       [](const ChannelEvent& event) { return std::holds_alternative<Typing>(event); });
}

QString attachmentUrl(const QJsonValue& message, const QString& id) {
    for (const QJsonValue& attachment : message[u"attachments"].toArray())
        if (attachment[u"id"].toString() == id)
            return attachment[u"url"].toString();
    return {};
}

} // namespace

DiscordConnector::DiscordConnector(ConnectorContext context, net::Backoff::Random random)
    : ConnectorBase(std::move(context), random), m_random(orReal(random)),
      m_stored(DiscordCursor::read(m_context.cursor)), m_ahead(m_stored),
      m_events([this](EventBatch batch, auto done) { ingest(std::move(batch), std::move(done)); },
               [this](const Error& error) { storeFailed(error); }),
      m_calls(m_context.http), m_catchUpCalls(m_context.http), m_sender(m_context, random),
      m_catchUpBackoff(1s, 60s, random) {
    for (const QJsonValue& id : channel().settings[u"channels"].toArray())
        if (isSnowflake(id.toString()))
            m_scope.channels.insert(id.toString());
    // Channels that are no longer chosen are none of ours.
    for (const QString& id : m_ahead.servers.keys())
        if (!isChosen(id)) {
            m_ahead.servers.remove(id);
            m_ahead.missed.remove(id);
        }
    m_stored = m_ahead;
}

void DiscordConnector::start() {
    if (!beginRun())
        return;
    const auto builder = DiscordBuilder::create(channel().settings, m_context.secrets);
    if (!builder)
        return refused(builder.error());
    m_builder = *builder;
    m_resumeFailures = 0;
    connectNow();
}

void DiscordConnector::stop() {
    closeGateway();
    m_calls.clear();
    endCatchUp();
    m_events.clear();
    m_ahead = m_stored;
    m_live.clear();
    endRun();
}

void DiscordConnector::closeGateway() {
    if (auto* gateway = m_gateway.release()) {
        gateway->leave();
        gateway->deleteLater(); // it may be what is calling us
    }
}

void DiscordConnector::connectNow() {
    if (!m_ahead.session.isEmpty() && m_resumeFailures < MaxResumeFailures &&
        m_builder->gatewayUrl(m_ahead.resumeUrl))
        return openGateway(m_ahead.resumeUrl);
    m_calls.send(m_builder->gateway(), [this](const net::HttpOutcome& outcome) { greeted(outcome); });
}

void DiscordConnector::greeted(const net::HttpOutcome& outcome) {
    const auto answer = resultOf(outcome, kit::CallKind::Read);
    if (!answer)
        return lost(answer.error(), [this] { connectNow(); });
    const QJsonValue limit = (*answer)[u"session_start_limit"];
    // A thousand sessions a day; the one that is beyond them costs the token.
    if (m_ahead.session.isEmpty() && limit[u"remaining"].isDouble() && limit[u"remaining"].toInt() <= 0) {
        const qint64 wait = std::clamp<qint64>(limit[u"reset_after"].toInteger(), 60'000, 86'400'000);
        return lost(Error{ErrorCode::RateLimited, u"sessions of today"_s, int(wait / 1000)},
                    [this] { connectNow(); });
    }
    openGateway((*answer)[u"url"].toString());
}

void DiscordConnector::openGateway(const QString& said) {
    const auto url = m_builder->gatewayUrl(said);
    if (!url)
        return lost(url.error(), [this] { connectNow(); });
    const bool resumes = !m_ahead.session.isEmpty();
    m_gateway = std::make_unique<DiscordGateway>(clock(), m_random,
                                                 resumes ? std::optional(m_ahead.sequence) : std::nullopt);
    connect(m_gateway.get(), &DiscordGateway::dispatched, this, &DiscordConnector::dispatched);
    connect(m_gateway.get(), &DiscordGateway::lost, this, &DiscordConnector::gatewayLost);
    net::WebSocketRequest request;
    request.url = *url;
    request.headers = {{"User-Agent", DiscordBuilder::userAgent()}};
    request.maxMessageBytes = MaxFrameBytes;
    request.pingEvery = Milliseconds::zero(); // the gateway's own heartbeat does that
    m_gateway->open(request, resumes ? m_builder->resume(m_ahead.session, m_ahead.sequence)
                                     : m_builder->identify(!m_scope.channels.isEmpty()));
}

void DiscordConnector::gatewayLost(const Closing& closing, bool asked) {
    m_gateway.release()->deleteLater(); // it is what is calling us
    // What is not stored yet comes again: the session replays it, or the history has it.
    m_events.clear();
    endCatchUp();
    m_ahead = m_stored;
    m_live.clear();
    ++m_resumeFailures;
    if (closing.next == Closing::Next::Stop) {
        m_calls.clear();
        return refused(closing.error);
    }
    Milliseconds atLeast{};
    if (closing.next == Closing::Next::Identify) {
        m_ahead.endSession();
        m_stored = m_ahead;
        // As Discord wants it: one to five seconds.
        atLeast = Milliseconds(1000 + qint64(4000 * m_random()));
    }
    if (asked && m_resumeFailures == 1)
        return connectNow();
    lost(
        closing.error, [this] { connectNow(); }, atLeast);
}

void DiscordConnector::dispatched(const GatewayFrame& frame) {
    if (frame.sequence)
        m_ahead.sequence = std::max(m_ahead.sequence, *frame.sequence);
    const QJsonObject data = frame.data.toObject();
    if (frame.type == u"READY")
        return ready(data);
    if (frame.type == u"RESUMED") {
        m_resumeFailures = 0;
        connected();
        return catchUp();
    }
    if (frame.type == u"MESSAGE_CREATE" && data[u"author"][u"id"].toString() == m_scope.self)
        m_sender.sawOwn(data[u"nonce"].toString(),
                        externalIdOf(data[u"channel_id"].toString(), data[u"id"].toString()));
    QList<ChannelEvent> events = parseDispatch(frame, m_scope, clock().now());
    if (isTypingOnly(events)) {
        // Nothing that is stored: it moves the place only in memory.
        if (m_events.isEmpty())
            m_stored.sequence = m_ahead.sequence;
        if (!events.isEmpty())
            m_events.add(std::move(events), {}, {});
        return;
    }
    if (frame.type == u"MESSAGE_CREATE") {
        const QString channel = data[u"channel_id"].toString();
        const QString id = data[u"id"].toString();
        if (m_ahead.missed.contains(channel)) {
            // Its history comes first: a place behind this message would leave it out.
            if (QString& last = m_live[channel]; last.isEmpty() || isLater(id, last))
                last = id;
        } else if (isSnowflake(channel) && isSnowflake(id)) {
            m_ahead.saw(channel, id, !data.contains(u"guild_id"));
        }
    }
    keep(std::move(events));
}

void DiscordConnector::ready(const QJsonObject& data) {
    m_resumeFailures = 0;
    m_ahead.session = data[u"session_id"].toString().left(200);
    m_ahead.resumeUrl = data[u"resume_gateway_url"].toString().left(400);
    m_scope.self = data[u"user"][u"id"].toString();
    const QString name = data[u"user"][u"username"].toString().left(64);
    connected(name.isEmpty() ? QString() : u'@' + name);
    keep({});
    lookAtChosen();
    catchUp();
}

void DiscordConnector::keep(QList<ChannelEvent> events) {
    m_events.add(std::move(events), m_ahead.write(), [this, ahead = m_ahead] { m_stored = ahead; });
}

void DiscordConnector::storeFailed(const Error& error) {
    closeGateway();
    m_calls.clear();
    endCatchUp();
    m_ahead = m_stored;
    m_live.clear();
    lost(error, [this] { connectNow(); });
}

//! For channels that were chosen anew, where they stand: what was written before is not fetched.
void DiscordConnector::lookAtChosen() {
    for (const QString& id : std::as_const(m_scope.channels)) {
        if (m_ahead.servers.contains(id))
            continue;
        m_calls.send(m_builder->channel(id), [this, id](const net::HttpOutcome& outcome) {
            const auto answer = resultOf(outcome, kit::CallKind::Read);
            if (!answer || m_ahead.servers.contains(id))
                return; // the checks of set-up say what is wrong with it
            const QString last = (*answer)[u"last_message_id"].toString();
            m_ahead.servers.insert(id, isSnowflake(last) ? last : u"0"_s);
            keep({});
        });
    }
}

//! What is asked in one connection is no answer for the next: it does not know what was written in between.
void DiscordConnector::endCatchUp() {
    m_catchUpCalls.clear();
    m_catchUpTimer.reset();
    m_catchingUp = false;
}

void DiscordConnector::catchUp() {
    if (m_catchingUp || m_ahead.missed.isEmpty() || !m_gateway)
        return;
    m_catchingUp = true;
    const QString id = *m_ahead.missed.cbegin();
    m_catchUpCalls.send(m_builder->history(id, m_ahead.lastOf(id)),
                        [this, id](const net::HttpOutcome& outcome) { caughtUp(id, outcome); });
}

void DiscordConnector::caughtUp(const QString& channel, const net::HttpOutcome& outcome) {
    m_catchingUp = false;
    const auto answer = resultOf(outcome, kit::CallKind::Read);
    const bool gone = !answer && (answer.error().code == ErrorCode::NotFound ||
                                  answer.error().code == ErrorCode::PermissionDenied);
    if (!answer && !gone) {
        Milliseconds wait = m_catchUpBackoff.next();
        if (answer.error().retryAfterSeconds > 0)
            wait = std::chrono::seconds(answer.error().retryAfterSeconds);
        m_catchUpTimer = clock().callAfter(wait, this, [this] { catchUp(); });
        return;
    }
    m_catchUpBackoff.reset();
    QList<QJsonObject> messages;
    if (answer)
        for (const QJsonValue& message : answer->toArray())
            messages += message.toObject();
    std::sort(messages.begin(), messages.end(), [](const QJsonObject& a, const QJsonObject& b) {
        return isLater(b[u"id"].toString(), a[u"id"].toString());
    });
    QList<ChannelEvent> events;
    const bool direct = !isChosen(channel);
    const QString before = m_ahead.lastOf(channel);
    for (const QJsonObject& message : std::as_const(messages)) {
        if (auto event = parseMessage(message, m_scope, direct, clock().now()))
            events += std::move(*event);
        if (const QString id = message[u"id"].toString(); isSnowflake(id))
            m_ahead.saw(channel, id, direct);
    }
    const bool moved = m_ahead.lastOf(channel) != before;
    if (messages.size() < HistoryPage || !moved) {
        m_ahead.missed.remove(channel);
        if (const QString live = m_live.take(channel); !live.isEmpty())
            m_ahead.saw(channel, live, direct);
    }
    keep(std::move(events));
    catchUp();
}

void DiscordConnector::sendTyping(const QString& recipientExternalId) {
    if (isRunning())
        m_sender.sendTyping(recipientExternalId);
}

QFuture<Result<QByteArray>> DiscordConnector::fetch(const Attachment& attachment) {
    using Bytes = Result<QByteArray>;
    const auto builder = DiscordBuilder::create(channel().settings, m_context.secrets);
    if (!builder)
        return readyFuture(Bytes(builder.error()));
    const auto ref = fromRemoteRef(attachment.remoteRef);
    if (!ref)
        return readyFuture(Bytes(ref.error()));
    if (std::max(ref->size, attachment.size) > MaxDownloadBytes)
        return readyFuture(Bytes(makeError(ErrorCode::TooLarge, QString::number(ref->size))));
    auto pending = std::make_shared<kit::Answer<Bytes>>();
    auto future = pending->future();
    const auto finish = [pending](const Bytes& bytes) { pending->finish(bytes); };
    thenOn(kit::fetchMedia(*m_context.http, builder->download(ref->url), this), this,
           [this, finish, builder = *builder, ref = *ref](const Bytes& bytes) {
               const bool expired = !bytes && (bytes.error().code == ErrorCode::NotFound ||
                                               bytes.error().code == ErrorCode::PermissionDenied);
               if (!expired)
                   return finish(bytes);
               // Its address is only good for some time; the message knows the new one.
               m_calls.send(builder.message(ref.channel, ref.message),
                            [this, finish, builder, ref](const net::HttpOutcome& outcome) {
                                const auto answer = resultOf(outcome, kit::CallKind::Read);
                                if (!answer)
                                    return finish(answer.error());
                                const QUrl url(attachmentUrl(*answer, ref.attachment), QUrl::StrictMode);
                                if (!url.isValid() || url == ref.url)
                                    return finish(makeError(ErrorCode::NotFound, u"attachment"_s));
                                thenOn(kit::fetchMedia(*m_context.http, builder.download(url), this), this, finish);
                            });
           });
    return future;
}

ChannelCapabilities DiscordConnector::capabilities() {
    ChannelCapabilities c;
    c.kind = u"discord"_s;
    c.displayName = u"Discord"_s;
    c.shortName = u"DC"_s;
    c.colour = u"#5865F2"_s;
    c.maxTextLength = MaxText;
    c.maxCaptionLength = MaxText;
    c.maxUploadBytes = MaxUploadBytes;
    c.maxImageBytes = MaxUploadBytes;
    c.maxDownloadBytes = MaxDownloadBytes;
    c.attachmentKinds = {AttachmentKind::Image, AttachmentKind::Document, AttachmentKind::Audio,
                         AttachmentKind::Video, AttachmentKind::Voice};
    c.canReplyTo = true;
    c.showsTyping = true;
    c.fields = {
        {.key = u"token"_s, .kind = ChannelField::Kind::Secret, .required = true, .check = u"token"_s},
        {.key = u"channels"_s, .kind = ChannelField::Kind::List, .check = u"channels"_s},
        {.key = u"base_url"_s,
         .kind = ChannelField::Kind::Address,
         .advanced = true,
         .fallback = StandardBase.toString(),
         .check = u"address"_s},
    };
    c.checks = {u"address"_s, u"token"_s, u"gateway"_s, u"content"_s, u"channels"_s};
    return c;
}

} // namespace souffleur::channels::discord
