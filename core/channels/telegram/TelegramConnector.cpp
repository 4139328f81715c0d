// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/telegram/TelegramConnector.h"

#include "channels/telegram/TelegramParser.h"

namespace souffleur::channels::telegram {
namespace {
//! A server that does not hold the poll open shall not be asked in a tight loop.
constexpr Milliseconds ShortestPoll{1000};
//! Typing is shown for five seconds.
constexpr Milliseconds TypingPause{4000};
//! After a conflict, a poll that stood this long without another one says that we are alone.
constexpr int ConflictProbeSeconds = 10;
constexpr Milliseconds ConflictPause{3000};
} // namespace

TelegramConnector::TelegramConnector(ConnectorContext context, net::Backoff::Random random)
    : ConnectorBase(std::move(context), random), m_offset(m_context.cursor.toLongLong()),
      m_sending(clock(), kit::SendQueue::Holds::All), m_calls(m_context.http) {}

int TelegramConnector::pollSeconds() const {
    return std::clamp(m_context.channel.settings[u"poll_seconds"].toInt(MaxPollSeconds), 0, MaxPollSeconds);
}

void TelegramConnector::start() {
    if (isRunning())
        return;
    auto builder = TelegramBuilder::create(m_context.channel.settings, m_context.secrets);
    if (!builder)
        return refused(builder.error());
    m_builder = *builder;
    m_conflict = false;
    beginRun();
    connectNow();
}

void TelegramConnector::stop() {
    m_poll.reset();
    endRun();
}

void TelegramConnector::connectNow() {
    if (m_conflict)
        return poll();
    m_poll = m_context.http->send(m_builder->getMe(), [this](const net::HttpOutcome& outcome) {
        m_poll.reset();
        greeted(resultOf(outcome, CallKind::Read));
    });
}

void TelegramConnector::greeted(const Result<QJsonValue>& answer) {
    if (!answer)
        return failed(answer.error());
    const QString user = (*answer)[u"username"].toString().left(64);
    // Not yet the end of the back-off: that is a poll that brought something or stood.
    setAccount(user.isEmpty() ? (*answer)[u"first_name"].toString().left(64) : u'@' + user);
    setHealth(ChannelState::Connected, {});
    poll();
}

void TelegramConnector::poll() {
    const int seconds = m_conflict ? std::min(pollSeconds(), ConflictProbeSeconds) : pollSeconds();
    m_polledAt = clock().now();
    m_poll =
        m_context.http->send(m_builder->getUpdates(m_offset, seconds), [this](const net::HttpOutcome& outcome) {
            m_poll.reset();
            polled(outcome);
        });
}

void TelegramConnector::polled(const net::HttpOutcome& outcome) {
    const auto result = resultOf(outcome, CallKind::Read);
    const auto* response = std::get_if<net::HttpResponse>(&outcome);
    // One update that is no JSON spoils the whole answer for a JSON parser, though not for ours.
    const bool mayBeReadable = result || (response && response->status == 200);
    if (!mayBeReadable)
        return failed(result.error());
    auto parsed = parseUpdates(response->body, clock().now());
    if (!parsed)
        return failed(result ? parsed.error() : result.error());
    if (parsed->updates > 0 && parsed->nextOffset == 0)
        return failed(makeError(ErrorCode::Damaged, u"updates without ids"_s));
    m_conflict = false;
    if (parsed->updates == 0) {
        backoff().reset();
        if (health().state != ChannelState::Connected)
            connected();
        const auto stood = clock().now() - m_polledAt;
        if (stood < ShortestPoll)
            return later(ShortestPoll - stood, [this] { poll(); });
        return poll();
    }
    EventBatch batch;
    batch.channel = m_context.channel.id;
    batch.events = std::move(parsed->events);
    batch.cursor = QByteArray::number(parsed->nextOffset);
    store(std::move(batch), parsed->nextOffset, parsed->callbackIds);
}

void TelegramConnector::store(EventBatch batch, qint64 nextOffset, const QStringList& callbackIds) {
    ingest(std::move(batch), [this, nextOffset, callbackIds](const Status& status, bool sameRun) {
        // The next poll confirms; without a commit it asks for the same updates once more.
        const bool moved = status && nextOffset != m_offset;
        if (status)
            m_offset = nextOffset;
        if (!sameRun)
            return;
        if (!status)
            return failed(status.error());
        for (const QString& id : callbackIds)
            m_calls.send(m_builder->answerCallback(id), {});
        connected();
        if (moved)
            return poll();
        later(ShortestPoll, [this] { poll(); });
    });
}

void TelegramConnector::failed(const Error& error) {
    m_sending.holdBack({}, error);
    m_conflict = error.code == ErrorCode::Conflict;
    lost(
        error, [this] { connectNow(); }, m_conflict ? ConflictPause : Milliseconds::zero());
}

QFuture<Result<SendReceipt>> TelegramConnector::send(const OutboundMessage& message) {
    // Also while the channel waits: the network may be back earlier than the next poll.
    const auto builder = TelegramBuilder::create(m_context.channel.settings, m_context.secrets);
    if (!builder)
        return readyFuture(Result<SendReceipt>(builder.error()));
    const auto requests = builder->send(message);
    if (!requests)
        return readyFuture(Result<SendReceipt>(requests.error()));
    QList<kit::SendQueue::Part> parts;
    for (const net::HttpRequest& request : *requests)
        parts += {[this, request, chat = message.recipientExternalId](kit::SendQueue::Done done) {
            return m_context.http->send(request, [chat, done = std::move(done)](const net::HttpOutcome& outcome) {
                done(acceptedId(outcome, chat));
            });
        }};
    return m_sending.add(message.id, message.recipientExternalId, std::move(parts));
}

void TelegramConnector::sendTyping(const QString& recipientExternalId) {
    if (!m_builder || !isRunning() || m_sending.limiter().heldSeconds(recipientExternalId) > 0)
        return;
    const Timestamp now = clock().now();
    if (const auto it = m_typedAt.constFind(recipientExternalId); it != m_typedAt.cend() && now - *it < TypingPause)
        return;
    if (m_typedAt.size() > 1000)
        m_typedAt.clear();
    m_typedAt.insert(recipientExternalId, now);
    // A courtesy: whether it worked changes nothing.
    m_calls.send(m_builder->typing(recipientExternalId), {});
}

QFuture<Result<QByteArray>> TelegramConnector::fetch(const Attachment& attachment) {
    using Bytes = Result<QByteArray>;
    const auto builder = TelegramBuilder::create(m_context.channel.settings, m_context.secrets);
    if (!builder)
        return readyFuture(Bytes(builder.error()));
    const auto ref = fromRemoteRef(attachment.remoteRef);
    if (!ref)
        return readyFuture(Bytes(ref.error()));
    if (std::max(ref->size, attachment.size) > MaxDownloadBytes)
        return readyFuture(Bytes(makeError(ErrorCode::TooLarge, QString::number(ref->size))));
    auto pending = std::make_shared<kit::Answer<Bytes>>();
    auto future = pending->future();
    m_calls.send(builder->getFile(ref->fileId),
                 [this, pending, builder = *builder](const net::HttpOutcome& outcome) {
                     const auto answer = resultOf(outcome, CallKind::Read);
                     if (!answer)
                         return pending->finish(answer.error());
                     if ((*answer)[u"file_size"].toInteger() > MaxDownloadBytes)
                         return pending->finish(makeError(ErrorCode::TooLarge));
                     const auto request = builder.download((*answer)[u"file_path"].toString());
                     if (!request)
                         return pending->finish(request.error());
                     m_calls.send(*request, [pending](const net::HttpOutcome& file) {
                         const auto* response = std::get_if<net::HttpResponse>(&file);
                         if (response && response->status == 200)
                             return pending->finish(response->body);
                         const auto problem = resultOf(file, CallKind::Read);
                         pending->finish(problem ? makeError(ErrorCode::ServerError) : problem.error());
                     });
                 });
    return future;
}

ChannelCapabilities TelegramConnector::capabilities() {
    ChannelCapabilities c;
    c.kind = u"telegram"_s;
    c.displayName = u"Telegram"_s;
    c.shortName = u"TG"_s;
    c.colour = u"#229ED9"_s;
    c.maxTextLength = MaxText;
    c.maxCaptionLength = MaxCaption;
    c.maxUploadBytes = MaxUploadBytes;
    c.maxImageBytes = MaxPhotoBytes;
    c.maxDownloadBytes = MaxDownloadBytes;
    c.attachmentKinds = {AttachmentKind::Image, AttachmentKind::Document, AttachmentKind::Audio,
                         AttachmentKind::Video, AttachmentKind::Voice};
    c.canReplyTo = true;
    c.showsTyping = true;
    c.fields = {
        {.key = u"token"_s, .kind = ChannelField::Kind::Secret, .required = true, .check = u"token"_s},
        {.key = u"base_url"_s,
         .kind = ChannelField::Kind::Address,
         .advanced = true,
         .fallback = u"https://api.telegram.org"_s,
         .check = u"address"_s},
        {.key = u"poll_seconds"_s,
         .kind = ChannelField::Kind::Number,
         .advanced = true,
         .fallback = QString::number(MaxPollSeconds),
         .most = MaxPollSeconds},
    };
    c.checks = {u"address"_s, u"token"_s, u"webhook"_s, u"receive"_s};
    return c;
}

} // namespace souffleur::channels::telegram
