// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/matrix/MatrixConnector.h"

#include "base/Log.h"
#include "channels/matrix/MatrixErrors.h"
#include "channels/matrix/RoomReader.h"

namespace souffleur::channels::matrix {
namespace {
//! A server that does not hold the sync open shall not be asked in a tight loop.
constexpr Milliseconds ShortestSync{1000};
//! The place in the stream moves while nothing happens; it need not be written each time.
constexpr Milliseconds IdleStore{10min};
//! What stands in a room before we came, or before the channel was made, is news for this long.
constexpr auto FirstHistory = std::chrono::hours(24 * 3);
constexpr auto RoomHistory = std::chrono::hours(24 * 14);
constexpr int MaxPages = 40;
constexpr int MaxNewRoomPages = 3;
constexpr qsizetype MaxEchoes = 2000;
constexpr Milliseconds TypingPause{5000};
} // namespace

//! One answer of /sync on its way into the store.
struct MatrixConnector::Intake {
    SyncAnswer answer;
    qsizetype room = 0;
    int pages = 0;
};

//! One event on its way to a room.
struct MatrixConnector::Delivery {
    QString room;
    QString transaction;
    OutboundPart part;
    kit::SendQueue::Done done;
    std::shared_ptr<void> call;
};

struct MatrixConnector::Download {
    MediaRef media;
    kit::Answer<Result<QByteArray>> answer;
};

MatrixConnector::MatrixConnector(ConnectorContext context, net::Backoff::Random random)
    : kit::ConnectorBase(std::move(context), random), m_memory(SyncMemory::fromCursor(m_context.cursor)),
      m_calls(m_context.http), m_queue(*m_context.clock, kit::SendQueue::Holds::All, {}, random) {
    m_queue.repeatsAreSafe();
    // Replies may be sent while the sync waits for its next attempt.
    if (auto builder = MatrixBuilder::create(channel().settings)) {
        m_builder = *builder;
        m_builder->setToken(m_context.secrets[u"token"].toString().trimmed());
    }
}

MatrixConnector::~MatrixConnector() = default;

Result<QJsonObject> MatrixConnector::resultOf(const net::HttpOutcome& outcome) const {
    return matrix::resultOf(outcome, clock().now());
}

int MatrixConnector::pollSeconds() const {
    return std::clamp(channel().settings[u"poll_seconds"].toInt(30), 0, MaxPollSeconds);
}

Invitations MatrixConnector::invitations() const {
    const QString setting = channel().settings[u"invitations"].toString();
    if (setting == u"all")
        return Invitations::All;
    return setting.isEmpty() || setting == u"direct" ? Invitations::Direct : Invitations::None;
}

// ------------------------------------------------------------------------------------------------------- receiving

void MatrixConnector::start() {
    if (!beginRun())
        return;
    auto builder = MatrixBuilder::create(channel().settings);
    if (!builder)
        return refused(builder.error());
    const QString token = m_context.secrets[u"token"].toString().trimmed();
    const bool password =
        !m_context.secrets[u"password"].toString().isEmpty() && !channel().settings[u"user"].toString().isEmpty();
    if (token.isEmpty() && !password)
        return refused(makeError(ErrorCode::NotConfigured, u"no access token and no password"_s));
    m_builder = *builder;
    m_builder->setToken(token);
    connectNow();
}

void MatrixConnector::stop() {
    m_call.reset();
    m_joining.clear();
    endRun();
}

void MatrixConnector::connectNow() {
    const bool login = !m_builder->hasToken();
    const auto request = login ? m_builder->login(channel().settings[u"user"].toString().trimmed(),
                                                  m_context.secrets[u"password"].toString(),
                                                  u"Souffleur-"_s + channel().id.toString().right(12))
                               : m_builder->whoAmI();
    m_call = m_context.http->send(request, [this, login](const net::HttpOutcome& outcome) {
        m_call.reset();
        auto answer = resultOf(outcome);
        // A wrong password is M_FORBIDDEN; waiting does not mend it.
        if (login && !answer && answer.error().code == ErrorCode::PermissionDenied)
            answer = makeError(ErrorCode::Unauthorized, answer.error().detail);
        m_freshToken = m_freshToken || login;
        greeted(answer);
    });
}

void MatrixConnector::greeted(const Result<QJsonObject>& answer) {
    if (!answer)
        return failed(answer.error());
    const auto account = parseAccount(*answer);
    if (!account)
        return failed(account.error());
    if (!account->token.isEmpty())
        m_builder->setToken(account->token);
    m_own = account->user;
    connected(m_own);
    sync();
}

void MatrixConnector::failed(const Error& error) {
    // The token of a login runs out, or somebody signed the device out; the password gets another one.
    const bool mayLogin = !m_freshToken && !m_context.secrets[u"password"].toString().isEmpty();
    if (isTokenGone(error) && m_builder->hasToken() && mayLogin) {
        m_builder->setToken({});
        return connectNow();
    }
    m_queue.holdBack({}, error);
    lost(error, [this] { connectNow(); });
}

void MatrixConnector::sync() {
    m_askedAt = clock().now();
    const auto request = m_builder->sync(m_memory.since, m_memory.since.isEmpty() ? 0 : pollSeconds());
    m_call = m_context.http->send(request, [this](const net::HttpOutcome& outcome) {
        m_call.reset();
        synced(outcome);
    });
}

void MatrixConnector::synced(const net::HttpOutcome& outcome) {
    const auto* response = std::get_if<net::HttpResponse>(&outcome);
    const auto result = resultOf(outcome);
    // One event that is no JSON spoils the whole answer for a JSON parser, though not for ours.
    auto answer = response && response->status == 200 ? parseSync(response->body, m_own)
                                                      : Result<SyncAnswer>(makeError(ErrorCode::Damaged));
    if (!answer)
        return failed(result ? answer.error() : result.error());
    m_freshToken = false;
    auto intake = std::make_shared<Intake>();
    intake->answer = std::move(*answer);
    fillGaps(intake);
}

void MatrixConnector::fillGaps(const std::shared_ptr<Intake>& intake) {
    auto& rooms = intake->answer.joined;
    const auto isWhole = [this](const RoomUpdate& room) {
        return !room.limited || room.prevBatch.isEmpty() || m_memory.since.isEmpty();
    };
    while (intake->room < rooms.size() && isWhole(rooms.at(intake->room))) {
        ++intake->room;
        intake->pages = 0;
    }
    if (intake->room >= rooms.size())
        return read(*intake);
    const RoomUpdate& room = rooms.at(intake->room);
    // What stands in a room before we came is no gap, and the old place in the stream says nothing about it.
    const QString to = room.isNew() ? QString() : m_memory.since;
    m_call = m_context.http->send(m_builder->history(room.room, room.prevBatch, to),
                                  [this, intake](const net::HttpOutcome& outcome) {
                                      m_call.reset();
                                      addHistory(intake, outcome);
                                  });
}

void MatrixConnector::addHistory(const std::shared_ptr<Intake>& intake, const net::HttpOutcome& outcome) {
    RoomUpdate& room = intake->answer.joined[intake->room];
    const auto* response = std::get_if<net::HttpResponse>(&outcome);
    const auto result = resultOf(outcome);
    const auto page = response && response->status == 200 ? parseHistory(response->body)
                                                          : Result<HistoryPage>(makeError(ErrorCode::Damaged));
    if (!page) {
        const Error error = result ? page.error() : result.error();
        const ErrorGroup group = errorGroup(error.code);
        if (group == ErrorGroup::Retryable || isTokenGone(error))
            return failed(error); // The same sync once more.
        qCWarning(lcChannels).noquote()
            << "matrix" << channel().id.toString() << "a gap stays open:" << errorName(error.code);
        room.prevBatch.clear();
        return fillGaps(intake);
    }
    const bool isNew = room.isNew();
    room.state = page->state + room.state;
    QList<RawEvent> older;
    bool tooOld = false;
    for (auto it = page->newestFirst.crbegin(); it != page->newestFirst.crend(); ++it) {
        const qint64 ms = it->object[u"origin_server_ts"].toInteger();
        tooOld = tooOld || (isNew && ms > 0 && ms < toMs(clock().now() - RoomHistory));
        older += *it;
    }
    room.timeline = older + room.timeline;
    const int most = isNew ? MaxNewRoomPages : MaxPages;
    const bool ends = page->newestFirst.isEmpty() || page->end == room.prevBatch || page->end == m_memory.since ||
                      tooOld || ++intake->pages >= most;
    room.prevBatch = ends ? QString() : page->end;
    fillGaps(intake);
}

void MatrixConnector::read(const Intake& intake) {
    const bool first = m_memory.since.isEmpty();
    SyncMemory memory = m_memory;
    memory.since = intake.answer.nextBatch;
    EventBatch batch;
    for (const RoomUpdate& room : intake.answer.joined) {
        ReadContext context{m_own, clock().now(), std::nullopt};
        if (first || room.isNew())
            context.oldest = clock().now() - (first ? FirstHistory : RoomHistory);
        RoomReading reading = readRoom(room, context, memory);
        batch.events += std::move(reading.events);
        memory.joining.removeAll(room.room);
        if (reading.encrypted)
            m_encrypted.insert(room.room, true);
        if (!reading.lastForeignEvent.isEmpty())
            m_lastForeign.insert(room.room, reading.lastForeignEvent);
        if (m_echoes.size() > MaxEchoes)
            m_echoes.clear();
        m_echoes.insert(reading.echoes);
    }
    for (const RoomUpdate& room : intake.answer.left) {
        batch.events += readLeft(room, {m_own, clock().now(), std::nullopt});
        memory.joining.removeAll(room.room);
    }
    for (const Invitation& invitation : intake.answer.invitations) {
        const bool accept =
            invitations() == Invitations::All || (invitations() == Invitations::Direct && invitation.direct);
        if (!accept)
            batch.events += readInvitation(invitation, clock().now());
        else if (!memory.joining.contains(invitation.room))
            memory.joining += invitation.room;
        if (memory.joining.size() > SyncMemory::MaxJoining)
            memory.joining.removeFirst();
    }
    // Our own messages come back too; where something happens, the next answer may be near.
    const bool active = intake.answer.events() > 0;
    if (batch.events.isEmpty() && !memory.differsFrom(m_memory) && clock().now() - m_storedAt < IdleStore && !first)
        return stored(memory, true, active);
    m_storedAt = clock().now();
    batch.cursor = memory.toCursor();
    ingest(std::move(batch), [this, memory, active](const Status& status, bool sameRun) {
        if (status)
            return stored(memory, sameRun, active);
        // The next sync starts from the same place and brings the same events.
        m_storedAt = {};
        if (sameRun)
            failed(status.error());
    });
}

void MatrixConnector::stored(const SyncMemory& memory, bool sameRun, bool active) {
    const bool moved = memory.since != m_memory.since;
    m_memory = memory;
    if (!sameRun)
        return;
    if (health().state != ChannelState::Connected || active)
        connected();
    backoff().reset();
    joinRooms();
    syncAgain(active && moved);
}

void MatrixConnector::syncAgain(bool active) {
    const Milliseconds stood = clock().now() - m_askedAt;
    if (active || stood >= ShortestSync)
        return sync();
    later(ShortestSync - stood, [this] { sync(); });
}

void MatrixConnector::joinRooms() {
    for (const QString& room : std::as_const(m_memory.joining)) {
        if (m_joining.contains(room))
            continue;
        m_joining.insert(room);
        m_calls.send(m_builder->join(room), [this, room](const net::HttpOutcome& outcome) {
            const auto result = resultOf(outcome);
            // The room comes by the next sync. What cannot be joined now is tried after it; a refusal is final.
            m_joining.remove(room);
            if (!result && errorGroup(result.error().code) != ErrorGroup::Retryable && !isTokenGone(result.error()))
                m_memory.joining.removeAll(room);
        });
    }
}

// --------------------------------------------------------------------------------------------------------- sending

QFuture<Result<SendReceipt>> MatrixConnector::send(const OutboundMessage& message) {
    using Sent = Result<SendReceipt>;
    if (!m_builder)
        return readyFuture(Sent(makeError(ErrorCode::NotConfigured, u"base_url"_s)));
    if (!m_builder->hasToken())
        return readyFuture(Sent(Error{ErrorCode::NetworkDown, u"not signed in yet"_s, 5}));
    const auto recipient = splitId(message.recipientExternalId);
    if (!recipient)
        return readyFuture(Sent(makeError(ErrorCode::InvalidInput, u"the recipient is not in a room"_s)));
    const auto parts = partsOf(message);
    if (!parts)
        return readyFuture(Sent(parts.error()));
    QList<kit::SendQueue::Part> queued;
    for (qsizetype i = 0; i < parts->size(); ++i) {
        auto run = [this, room = recipient->room, transaction = transactionId(message, i),
                    part = parts->at(i)](kit::SendQueue::Done done) -> std::shared_ptr<void> {
            auto delivery = std::make_shared<Delivery>();
            delivery->room = room;
            delivery->transaction = transaction;
            delivery->part = part;
            delivery->done = std::move(done);
            deliver(delivery);
            return delivery;
        };
        queued += kit::SendQueue::Part{std::move(run)};
    }
    return m_queue.add(message.id, recipient->room, std::move(queued));
}

void MatrixConnector::deliver(const std::shared_ptr<Delivery>& delivery) {
    // It came back by sync: only its answer got lost.
    if (const QString event = m_echoes.value(delivery->transaction); !event.isEmpty())
        return delivery->done(messageIdOf(delivery->room, event));
    const auto known = m_encrypted.constFind(delivery->room);
    if (known == m_encrypted.cend())
        return checkRoom(delivery);
    if (*known)
        return delivery->done(makeError(ErrorCode::Unsupported, u"the room is encrypted"_s));
    upload(delivery);
}

void MatrixConnector::checkRoom(const std::shared_ptr<Delivery>& delivery) {
    delivery->call = m_context.http->send(m_builder->encryptionOf(delivery->room),
                                          [this, weak = std::weak_ptr(delivery)](const net::HttpOutcome& outcome) {
                                              const auto delivery = weak.lock();
                                              if (!delivery)
                                                  return;
                                              const auto call = std::exchange(delivery->call, nullptr);
                                              const auto result = resultOf(outcome);
                                              if (!result && result.error().code != ErrorCode::NotFound)
                                                  return delivery->done(result.error());
                                              m_encrypted.insert(delivery->room, bool(result));
                                              deliver(delivery);
                                          });
}

void MatrixConnector::upload(const std::shared_ptr<Delivery>& delivery) {
    if (!delivery->part.file || delivery->part.content.contains(u"url"))
        return put(delivery);
    delivery->call = m_context.http->send(
        m_builder->upload(*delivery->part.file),
        [this, weak = std::weak_ptr(delivery)](const net::HttpOutcome& outcome) {
            const auto delivery = weak.lock();
            if (!delivery)
                return;
            const auto call = std::exchange(delivery->call, nullptr);
            const auto result = resultOf(outcome);
            if (!result)
                return delivery->done(result.error());
            const QString uri = (*result)[u"content_uri"].toString();
            if (!mediaOf(uri))
                return delivery->done(makeError(ErrorCode::ServerError, u"an upload without an address"_s));
            delivery->part.content[u"url"] = uri;
            put(delivery);
        });
}

void MatrixConnector::put(const std::shared_ptr<Delivery>& delivery) {
    delivery->call = m_context.http->send(
        m_builder->sendEvent(delivery->room, delivery->transaction, delivery->part.content),
        [this, weak = std::weak_ptr(delivery)](const net::HttpOutcome& outcome) {
            const auto delivery = weak.lock();
            if (!delivery)
                return;
            const auto call = std::exchange(delivery->call, nullptr);
            const auto result = resultOf(outcome);
            if (!result)
                return delivery->done(result.error());
            const QString event = (*result)[u"event_id"].toString();
            if (!isEventId(event))
                return delivery->done(makeError(ErrorCode::ServerError, u"accepted without an event id"_s));
            tellRead(delivery->room);
            delivery->done(messageIdOf(delivery->room, event));
        });
}

void MatrixConnector::tellRead(const QString& room) {
    // Who answers has read. A courtesy: whether it worked changes nothing.
    if (const QString event = m_lastForeign.take(room); !event.isEmpty())
        m_calls.send(m_builder->readReceipt(room, event), {});
}

void MatrixConnector::sendTyping(const QString& recipientExternalId) {
    const auto recipient = splitId(recipientExternalId);
    if (!recipient || !isRunning() || m_own.isEmpty() || m_queue.limiter().heldSeconds(recipient->room) > 0 ||
        m_encrypted.value(recipient->room))
        return;
    const Timestamp now = clock().now();
    if (const auto it = m_typedAt.constFind(recipient->room); it != m_typedAt.cend() && now - *it < TypingPause)
        return;
    if (m_typedAt.size() > 1000)
        m_typedAt.clear();
    m_typedAt.insert(recipient->room, now);
    m_calls.send(m_builder->typing(recipient->room, m_own), {});
}

// ----------------------------------------------------------------------------------------------------------- files

QFuture<Result<QByteArray>> MatrixConnector::fetch(const Attachment& attachment) {
    using Bytes = Result<QByteArray>;
    const auto media = mediaOf(attachment.remoteRef);
    if (!media)
        return readyFuture(Bytes(makeError(ErrorCode::InvalidInput, u"not an address of a file"_s)));
    if (attachment.size > MaxDownloadBytes)
        return readyFuture(Bytes(makeError(ErrorCode::TooLarge, QString::number(attachment.size))));
    if (!m_builder || !m_builder->hasToken())
        return readyFuture(Bytes(Error{ErrorCode::NetworkDown, u"not signed in yet"_s, 5}));
    auto pending = std::make_shared<Download>();
    pending->media = *media;
    auto future = pending->answer.future();
    download(pending, MediaPath::Authenticated);
    return future;
}

void MatrixConnector::download(const std::shared_ptr<Download>& pending, MediaPath path) {
    m_calls.send(m_builder->download(pending->media, path), [this, pending, path](const net::HttpOutcome& outcome) {
        if (const auto* failure = std::get_if<net::HttpError>(&outcome))
            return pending->answer.finish(failure->error);
        const auto& response = std::get<net::HttpResponse>(outcome);
        if (response.status == 200)
            return pending->answer.finish(response.body);
        const auto problem = resultOf(outcome);
        // Servers before 1.11 know the other place only.
        if (path == MediaPath::Authenticated && (response.status == 404 || response.status == 405))
            return download(pending, MediaPath::Open);
        pending->answer.finish(problem ? makeError(ErrorCode::ServerError) : problem.error());
    });
}

ChannelCapabilities MatrixConnector::capabilities() {
    ChannelCapabilities c;
    c.kind = u"matrix"_s;
    c.displayName = u"Matrix"_s;
    c.shortName = u"MX"_s;
    c.colour = u"#0DBD8B"_s;
    c.maxTextLength = MaxText;
    c.maxCaptionLength = MaxText;
    c.maxUploadBytes = MaxUploadBytes;
    c.maxImageBytes = MaxUploadBytes;
    c.maxDownloadBytes = MaxDownloadBytes;
    c.attachmentKinds = {AttachmentKind::Image, AttachmentKind::Document, AttachmentKind::Audio,
                         AttachmentKind::Video, AttachmentKind::Voice};
    c.canReplyTo = true;
    c.showsTyping = true;
    c.tellsRead = true;
    c.idempotentSend = true;
    using Kind = ChannelField::Kind;
    c.fields = {
        {.key = u"base_url"_s, .kind = Kind::Address, .required = true, .check = u"address"_s},
        {.key = u"token"_s, .kind = Kind::Secret, .check = u"token"_s},
        {.key = u"invitations"_s,
         .kind = Kind::Choice,
         .fallback = u"direct"_s,
         .choices = {u"direct"_s, u"all"_s, u"none"_s}},
        {.key = u"user"_s, .advanced = true, .check = u"token"_s},
        {.key = u"password"_s, .kind = Kind::Secret, .advanced = true, .check = u"token"_s},
        {.key = u"poll_seconds"_s,
         .kind = Kind::Number,
         .advanced = true,
         .fallback = u"30"_s,
         .most = MaxPollSeconds},
    };
    c.checks = {u"address"_s, u"token"_s, u"receive"_s};
    return c;
}

QStringList MatrixConnector::requiredSecrets(const QJsonObject& settings) {
    return {settings[u"user"].toString().isEmpty() ? u"token"_s : u"password"_s};
}

} // namespace souffleur::channels::matrix
