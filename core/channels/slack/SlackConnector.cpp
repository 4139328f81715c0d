// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/slack/SlackConnector.h"

#include "channels/kit/Json.h"
#include "channels/kit/Media.h"
#include "channels/slack/SlackSend.h"
#include "domain/Rules.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace souffleur::channels::slack {
namespace {
constexpr int RememberedPeople = 2000;
constexpr int RememberedMessages = 5000;
constexpr Milliseconds HelloWithin{10'000};
//! A page of HTML where a file should be: the token may not read files.
bool isLoginPage(const QByteArray& bytes, const QString& mimeType) {
    return !mimeType.startsWith(u"text/") && bytes.left(64).trimmed().toLower().startsWith("<!doctype html");
}
} // namespace

SlackConnector::SlackConnector(ConnectorContext context, net::Backoff::Random random)
    : ConnectorBase(std::move(context), random), m_profileCalls(m_context.http), m_profiles(RememberedPeople),
      m_threads(RememberedMessages), m_lastThread(RememberedMessages),
      m_events([this](EventBatch batch, auto done) { ingest(std::move(batch), std::move(done)); },
               [this](const Error& error) { failed(error); }),
      m_sending(clock(), kit::SendQueue::Holds::Lane, {3, 1s}, random), m_calls(m_context.http) {}

SlackConnector::~SlackConnector() {
    dropSockets();
}

void SlackConnector::start() {
    if (isRunning())
        return;
    const auto builder = SlackBuilder::create(m_context.channel.settings, m_context.secrets);
    if (!builder)
        return refused(builder.error());
    m_builder = *builder;
    beginRun();
    connectNow();
}

void SlackConnector::stop() {
    dropSockets();
    endRun();
}

void SlackConnector::dropSockets() {
    m_call.reset();
    m_helloTimer.reset();
    m_overlap.reset();
    m_patience.reset();
    m_profileCalls.clear();
    m_learning.clear();
    m_deliveries.clear();
    m_events.clear();
    QList<net::WebSocket*> all = std::exchange(m_old, {});
    all += {std::exchange(m_next, nullptr), std::exchange(m_socket, nullptr)};
    for (net::WebSocket* socket : all)
        if (socket) {
            socket->close();
            socket->deleteLater();
        }
}

// ------------------------------------------------------------------------------------------------ connecting

void SlackConnector::connectNow() {
    m_call = m_context.http->send(m_builder->authTest(), [this](const net::HttpOutcome& outcome) {
        m_call.reset();
        const auto answer = resultOf(outcome, CallKind::Read, clock().now());
        if (!answer)
            return notOpened(answer.error());
        m_botUser = (*answer)[u"user_id"].toString();
        setAccount(accountOf(*answer));
        m_call = m_context.http->send(m_builder->openConnection(), [this](const net::HttpOutcome& opened) {
            m_call.reset();
            const auto connection = resultOf(opened, CallKind::Read, clock().now());
            if (!connection)
                return notOpened(connection.error());
            openSocket(QUrl((*connection)[u"url"].toString()));
        });
    });
}

void SlackConnector::notOpened(const Error& error) {
    if (!m_socket || error.code == ErrorCode::Unauthorized)
        return failed(error);
    // The one that is to be replaced still stands.
    const Milliseconds wait =
        std::max<Milliseconds>(backoff().next(), std::chrono::seconds(error.retryAfterSeconds));
    later(wait, [this] {
        if (!m_next && !m_call)
            connectNow();
    });
}

void SlackConnector::openSocket(const QUrl& url) {
    if (!m_builder->isOurs(url) || (url.scheme() != u"wss" && url.scheme() != u"ws"))
        return failed(makeError(ErrorCode::Rejected, u"not an address of Slack's"_s));
    auto* socket = new net::WebSocket(clock(), this);
    m_next = socket;
    connect(socket, &net::WebSocket::received, this,
            [this, socket](const QByteArray& bytes) { received(socket, bytes); });
    connect(socket, &net::WebSocket::closed, this,
            [this, socket](int, const Error& error) { closed(socket, error); });
    m_helloTimer = clock().callAfter(HelloWithin, this, [this, socket] {
        if (socket == m_next)
            closed(socket, makeError(ErrorCode::Timeout, u"no hello"_s));
    });
    net::WebSocketRequest request;
    request.url = url;
    socket->open(request);
}

void SlackConnector::received(net::WebSocket* socket, const QByteArray& bytes) {
    SlackFrame frame = parseFrame(bytes);
    switch (frame.kind) {
    case SlackFrame::Kind::Hello:
        if (socket != m_next)
            return;
        m_helloTimer.reset();
        m_next = nullptr;
        if (m_socket)
            retire(m_socket);
        m_socket = socket;
        connected();
        return;
    case SlackFrame::Kind::Disconnect:
        return disconnecting(socket, frame.reason);
    case SlackFrame::Kind::Envelope:
        break;
    case SlackFrame::Kind::Other:
        // Kept for a person to look at where it is no JSON at all; there is nothing to answer.
        if (!bytes.startsWith('{'))
            m_events.add({kit::rejected({}, u"not_json"_s, bytes)}, {}, {});
        return;
    }
    m_deliveries.push_back({std::move(frame), socket});
    pump();
}

void SlackConnector::disconnecting(net::WebSocket* socket, const QString& reason) {
    if (reason == u"link_disabled")
        return failed(makeError(ErrorCode::NotConfigured, u"Socket Mode is off"_s));
    if (reason == u"too_many_websockets")
        return failed(makeError(ErrorCode::Conflict, reason));
    // "warning" comes ten seconds before "refresh_requested"; the next connection stands before this one goes.
    if (socket == m_socket && !m_next && !m_call)
        connectNow();
}

void SlackConnector::retire(net::WebSocket* socket) {
    m_old += socket;
    m_overlap = clock().callAfter(Overlap, this, [this] {
        for (net::WebSocket* old : std::exchange(m_old, {})) {
            old->close();
            old->deleteLater();
        }
    });
}

void SlackConnector::closed(net::WebSocket* socket, const Error& error) {
    socket->deleteLater();
    socket->disconnect(this);
    if (m_old.removeOne(socket))
        return;
    if (socket == m_next) {
        m_next = nullptr;
        m_helloTimer.reset();
    }
    if (socket == m_socket) {
        m_socket = nullptr;
        // It went before the next one stood: that one goes on.
        if (m_next || m_call)
            return;
    }
    // A ticket that is too old is refused with 403; the next one is fresh.
    const bool ticket = error.code == ErrorCode::PermissionDenied && error.detail.startsWith(u"HTTP");
    notOpened(ticket ? makeError(ErrorCode::ServerError, error.detail) : error);
}

void SlackConnector::failed(const Error& error) {
    dropSockets();
    if (error.code == ErrorCode::PermissionDenied)
        return refused(error);
    lost(error, [this] { connectNow(); });
}

// ------------------------------------------------------------------------------------------------ receiving

void SlackConnector::pump() {
    while (!m_deliveries.empty() && !m_patience) {
        QStringList unknown;
        for (const QString& user : m_deliveries.front().frame.users)
            if (!m_profiles.contains(user))
                unknown += user;
        if (!unknown.isEmpty())
            return learn(unknown);
        const Delivery delivery = std::move(m_deliveries.front());
        m_deliveries.pop_front();
        take(delivery);
    }
}

void SlackConnector::learn(const QStringList& users) {
    m_learning = users;
    const auto settle = [this](const QString& user, Profile profile) {
        const bool awaited = m_learning.removeOne(user);
        if (awaited || !profile.name.isEmpty())
            m_profiles.insert(user, new Profile(std::move(profile)));
        if (!awaited)
            return;
        if (m_learning.isEmpty()) {
            m_patience.reset();
            pump();
        }
    };
    // A name is worth a moment, not a message.
    m_patience = clock().callAfter(ProfilePatience, this, [this, settle] {
        const QStringList late = m_learning;
        for (const QString& user : late)
            settle(user, {});
    });
    for (const QString& user : users)
        m_profileCalls.send(m_builder->userInfo(user), [this, user, settle](const net::HttpOutcome& outcome) {
            const auto answer = resultOf(outcome, CallKind::Read, clock().now());
            settle(user, answer ? slack::profileOf(*answer) : Profile{});
        });
}

Profile SlackConnector::profileOf(const QString& user) const {
    const Profile* known = m_profiles.object(user);
    return known ? *known : Profile{};
}

void SlackConnector::take(const Delivery& delivery) {
    QStringList channels;
    for (const auto& value : channel().settings[u"channels"].toArray())
        channels += value.toString();
    const SlackView view{m_botUser, channels, [this](const QString& user) { return profileOf(user); }};
    SlackEvents events = parseEnvelope(delivery.frame, view, clock().now());
    for (const auto& [message, root] : events.threads)
        m_threads.insert(message, new QString(root));
    for (const ChannelEvent& event : events.events)
        if (const auto* message = std::get_if<InboundMessage>(&event);
            message && m_threads.contains(message->externalId))
            m_lastThread.insert(message->sender.externalId, new QString(*m_threads.object(message->externalId)));
    const QByteArray acknowledgement =
        QJsonDocument(QJsonObject{{u"envelope_id"_s, delivery.frame.envelopeId}}).toJson(QJsonDocument::Compact);
    m_events.add(std::move(events.events), {},
                 [this, from = delivery.from, acknowledgement, revoked = events.revoked] {
                     // Gone meanwhile: Slack repeats it on another connection, and ingest knows it.
                     if (from)
                         from->send(acknowledgement);
                     if (revoked)
                         failed(makeError(ErrorCode::Unauthorized, u"token_revoked"_s));
                 });
}

// ------------------------------------------------------------------------------------------------ sending

QString SlackConnector::threadFor(const OutboundMessage& message) const {
    const QString channelId = channelOf(message.recipientExternalId);
    if (const QString ts = tsOf(message.replyToExternalId, channelId); !ts.isEmpty()) {
        const QString* root = m_threads.object(message.replyToExternalId);
        return root ? *root : ts;
    }
    // A direct message is a thread of its own; in a shared channel the customer's thread is.
    const QString* root =
        channelId == message.recipientExternalId ? nullptr : m_lastThread.object(message.recipientExternalId);
    return root ? *root : QString();
}

QFuture<Result<SendReceipt>> SlackConnector::send(const OutboundMessage& message) {
    const auto refuse = [](const Error& error) { return readyFuture(Result<SendReceipt>(error)); };
    const auto builder = SlackBuilder::create(channel().settings, m_context.secrets);
    if (!builder)
        return refuse(builder.error());
    const SlackPlace place{channelOf(message.recipientExternalId), threadFor(message)};
    if (place.channel.isEmpty())
        return refuse(makeError(ErrorCode::InvalidInput, u"no recipient"_s));
    for (const auto& file : message.files) {
        if (file.content.size() > MaxUploadBytes)
            return refuse(makeError(ErrorCode::TooLarge, rules::cleanFileName(file.fileName)));
        if (file.content.isEmpty())
            return refuse(makeError(ErrorCode::InvalidInput, u"an empty file"_s));
    }
    QStringList pieces = textPieces(message.text);
    if (pieces.isEmpty() && message.files.isEmpty())
        return refuse(makeError(ErrorCode::InvalidInput, u"nothing to send"_s));
    QString comment;
    if (!message.files.isEmpty() && pieces.size() == 1)
        comment = pieces.takeFirst();

    QList<kit::SendQueue::Part> parts;
    for (const QString& piece : pieces)
        parts +=
            {[this, builder = *builder, place, piece,
              clientId = message.id.toString() + u'/' + QString::number(parts.size())](kit::SendQueue::Done done) {
                return postText(*m_context.http, clock(), builder, place, piece, clientId, std::move(done));
            }};
    if (!message.files.isEmpty())
        parts += {[this, builder = *builder, place, comment, files = message.files](kit::SendQueue::Done done) {
            return postFiles(*m_context.http, clock(), builder, place, comment, files, std::move(done));
        }};
    return m_sending.add(message.id, place.channel, std::move(parts));
}

QFuture<Result<QByteArray>> SlackConnector::fetch(const Attachment& attachment) {
    using Bytes = Result<QByteArray>;
    const auto builder = SlackBuilder::create(channel().settings, m_context.secrets);
    if (!builder)
        return readyFuture(Bytes(builder.error()));
    const auto ref = fromRemoteRef(attachment.remoteRef);
    if (!ref)
        return readyFuture(Bytes(ref.error()));
    if (std::max(ref->size, attachment.size) > MaxDownloadBytes)
        return readyFuture(Bytes(makeError(ErrorCode::TooLarge, QString::number(ref->size))));
    auto pending = std::make_shared<kit::Answer<Bytes>>();
    auto future = pending->future();
    const auto download = [this, pending, builder = *builder, mimeType = attachment.mimeType](const QUrl& url) {
        kit::MediaRequest request;
        request.url = url;
        request.base = builder.base();
        request.hosts = {u"slack.com"_s, u"slack-edge.com"_s, u"slack-files.com"_s};
        request.credentials = {builder.credentials()};
        request.credentialHosts = {u"slack.com"_s};
        request.maxBytes = MaxDownloadBytes;
        thenOn(kit::fetchMedia(*m_context.http, request, this), this, [pending, mimeType](const Bytes& bytes) {
            if (bytes && isLoginPage(*bytes, mimeType))
                return pending->finish(makeError(ErrorCode::PermissionDenied, u"files:read"_s));
            pending->finish(bytes);
        });
    };
    if (!ref->url.isEmpty()) {
        download(ref->url);
        return future;
    }
    // A file of a shared channel comes without its address.
    m_calls.send(builder->fileInfo(ref->id), [this, pending, download](const net::HttpOutcome& outcome) {
        const auto answer = resultOf(outcome, CallKind::Read, clock().now());
        if (!answer)
            return pending->finish(answer.error());
        download(QUrl((*answer)[u"file"][u"url_private_download"].toString()));
    });
    return future;
}

ChannelCapabilities SlackConnector::capabilities() {
    ChannelCapabilities c;
    c.kind = u"slack"_s;
    c.displayName = u"Slack"_s;
    c.shortName = u"SL"_s;
    c.colour = u"#611F69"_s;
    c.maxTextLength = MaxText;
    c.maxCaptionLength = MaxText;
    c.maxUploadBytes = MaxUploadBytes;
    c.maxImageBytes = MaxUploadBytes;
    c.maxDownloadBytes = MaxDownloadBytes;
    c.attachmentKinds = {AttachmentKind::Image, AttachmentKind::Document, AttachmentKind::Audio,
                         AttachmentKind::Video, AttachmentKind::Voice};
    c.canReplyTo = true;
    c.fields = {
        {.key = u"bot_token"_s, .kind = ChannelField::Kind::Secret, .required = true, .check = u"token"_s},
        {.key = u"app_token"_s, .kind = ChannelField::Kind::Secret, .required = true, .check = u"receive"_s},
        {.key = u"channels"_s, .kind = ChannelField::Kind::List, .advanced = true},
        {.key = u"base_url"_s,
         .kind = ChannelField::Kind::Address,
         .advanced = true,
         .fallback = StandardBaseUrl.toString(),
         .check = u"address"_s},
    };
    c.checks = {u"address"_s, u"token"_s, u"receive"_s};
    return c;
}

} // namespace souffleur::channels::slack
