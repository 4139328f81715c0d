// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/mattermost/MattermostConnector.h"

#include "base/Log.h"
#include "channels/kit/Json.h"
#include "channels/mattermost/MattermostErrors.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace souffleur::channels::mattermost {
namespace {
constexpr qint64 MarginMs = 60'000;
//! Where nothing was stored yet, so much of what was written before is news; and conversations that rested longer
//! are not asked about at every connection.
constexpr qint64 HistoryMs = 3 * 86'400'000ll;
constexpr qsizetype MostSince = 1000; //!< posts in one answer
constexpr int MaxPages = 50;
constexpr qsizetype MaxFrames = 20'000;
constexpr qsizetype MaxRemembered = 5000;
constexpr Milliseconds TypingPause{4000};
constexpr int Challenge = 1;
constexpr int Ping = 2;
} // namespace

//! What was missed, channel by channel.
struct MattermostConnector::CatchUp {
    qint64 since = 0;
    QStringList channels;
    int page = -1; //!< of the channel in front; -1: by time
    QList<Post> posts;
    QList<QByteArray> unreadable;
};

//! One post on its way to a channel.
struct MattermostConnector::Delivery {
    QString channel;
    QString replyTo;
    QString root;
    OutboundPost post;
    QStringList fileIds;
    bool threadKnown = false;
    bool lookedUp = false;
    kit::SendQueue::Done done;
    std::shared_ptr<void> call;
};

MattermostConnector::MattermostConnector(ConnectorContext context, net::Backoff::Random random)
    : kit::ConnectorBase(std::move(context), random), m_asked(m_context.http), m_calls(m_context.http),
      m_queue(*m_context.clock, kit::SendQueue::Holds::All, {}, random),
      m_events([this](EventBatch batch,
                      std::function<void(const Status&, bool)> done) { ingest(std::move(batch), std::move(done)); },
               [this](const Error& error) { failed(error); }),
      m_storedAt(m_context.cursor.toLongLong()), m_madeAtMs(toMs(clock().now())) {
    m_queue.repeatsAreSafe();
    if (auto builder = MattermostBuilder::create(channel().settings, m_context.secrets))
        m_builder = *builder;
    for (const auto& id : channel().settings[u"channels"].toArray())
        m_chosen.insert(id.toString());
}

MattermostConnector::~MattermostConnector() {
    dropSocket();
}

void MattermostConnector::ask(const net::HttpRequest& request, Answer answer) {
    m_asked.send(request, [this, answer = std::move(answer)](const net::HttpOutcome& outcome) {
        answer(resultOf(outcome, clock().now()));
    });
}

// ------------------------------------------------------------------------------------------------------ connecting

void MattermostConnector::start() {
    if (!beginRun())
        return;
    auto builder = MattermostBuilder::create(channel().settings, m_context.secrets);
    if (!builder)
        return refused(builder.error());
    m_builder = *builder;
    connectNow();
}

void MattermostConnector::stop() {
    m_asked.clear();
    dropSocket();
    m_frames.clear();
    m_events.clear();
    m_busy = m_catching = false;
    m_connection.clear();
    endRun();
}

void MattermostConnector::dropSocket() {
    if (!m_socket)
        return;
    m_socket->disconnect(this);
    m_socket->close();
    std::exchange(m_socket, nullptr)->deleteLater();
}

void MattermostConnector::failed(const Error& error) {
    m_asked.clear();
    dropSocket();
    m_frames.clear();
    m_events.clear();
    m_busy = m_catching = false;
    m_connection.clear();
    m_queue.holdBack({}, error);
    lost(error, [this] { connectNow(); });
}

void MattermostConnector::connectNow() {
    ask(m_builder->me(), [this](const Bytes& answer) {
        if (!answer)
            return failed(answer.error());
        const auto profile = readProfile(kit::objectOf(*answer).value_or(QJsonObject()));
        if (!profile)
            return failed(makeError(ErrorCode::ServerError, u"an answer without a user"_s));
        m_own = profile->user;
        m_account = u'@' + profile->username;
        openSocket();
    });
}

void MattermostConnector::openSocket() {
    dropSocket();
    m_socket = new net::WebSocket(clock(), this);
    m_action = Ping;
    connect(m_socket, &net::WebSocket::opened, this, [this] {
        m_socket->send(m_builder->challenge(Challenge));
        // Its answer says that the server knows us, also where it goes on with an earlier connection without a
        // word.
        m_socket->send(MattermostBuilder::action(Ping, u"ping"_s));
    });
    connect(m_socket, &net::WebSocket::received, this, [this](const QByteArray& text) { received(text); });
    connect(m_socket, &net::WebSocket::closed, this, [this](int, const Error& error) {
        dropSocket();
        // While something is missing, the earlier connection is not worth going on with.
        if (m_catching)
            return failed(error);
        lost(error, [this] { connectNow(); });
    });
    m_socket->open(m_builder->socket(m_connection, m_sequence));
}

void MattermostConnector::received(const QByteArray& text) {
    Frame frame = parseFrame(text);
    if (frame.kind == Frame::Kind::Hello)
        return greeted(frame);
    if (frame.kind == Frame::Kind::Reply) {
        if (!frame.ok && (frame.replyTo == Challenge || frame.replyTo == Ping))
            return failed(makeError(ErrorCode::Unauthorized, u"the socket refuses the token"_s));
        if (frame.replyTo == Ping && !m_connection.isEmpty() && !m_catching)
            ready();
        return;
    }
    m_missed = m_missed || frame.seq > m_sequence;
    if (frame.seq >= 0)
        m_sequence = std::max(m_sequence, frame.seq + 1);
    if (qsizetype(m_frames.size()) >= MaxFrames)
        return failed(makeError(ErrorCode::Busy, u"too many events wait"_s));
    m_frames.emplace_back(std::move(frame), text);
    if (m_missed && !m_catching)
        return catchUp();
    nextFrame();
}

void MattermostConnector::greeted(const Frame& frame) {
    const bool same = !m_connection.isEmpty() && frame.connection == m_connection;
    m_connection = frame.connection;
    if (same)
        return ready();
    m_sequence = frame.seq + 1;
    if (!m_catching)
        catchUp();
}

void MattermostConnector::ready() {
    connected(m_account);
    nextFrame();
}

// ----------------------------------------------------------------------------------------------------- catching up

bool MattermostConnector::isOurs(const QString& id) const {
    return m_types.value(id) == u"D" || m_chosen.contains(id);
}

void MattermostConnector::catchUp() {
    m_catching = true;
    m_missed = false;
    ask(m_builder->myChannels(), [this](const Bytes& answer) {
        if (!answer)
            return failed(answer.error());
        qint64 newest = 0;
        QList<ChannelFact> ours;
        for (const auto& value : QJsonDocument::fromJson(*answer).array()) {
            const auto fact = readChannel(value.toObject());
            if (!fact)
                continue;
            m_types.insert(fact->id, fact->type);
            newest = std::max(newest, fact->lastPostAt);
            if (isOurs(fact->id))
                ours += *fact;
        }
        auto run = std::make_shared<CatchUp>();
        run->since = std::max<qint64>(1, m_storedAt > 0 ? m_storedAt - MarginMs : newest - HistoryMs);
        for (const ChannelFact& fact : std::as_const(ours))
            if (fact.lastPostAt > run->since || fact.lastPostAt > newest - HistoryMs)
                run->channels += fact.id;
        catchUpChannel(run);
    });
}

void MattermostConnector::catchUpChannel(const std::shared_ptr<CatchUp>& run) {
    if (run->channels.isEmpty())
        return finishCatchUp(run);
    const QString& id = run->channels.first();
    const auto request =
        run->page < 0 ? m_builder->postsSince(id, run->since) : m_builder->postsPage(id, run->page);
    ask(request, [this, run](const Bytes& answer) { addPosts(run, answer); });
}

void MattermostConnector::addPosts(const std::shared_ptr<CatchUp>& run, const Bytes& answer) {
    const auto list = answer ? parsePosts(*answer) : Result<PostList>(answer.error());
    if (!list) {
        const ErrorGroup group = errorGroup(list.error().code);
        if (group == ErrorGroup::Retryable || list.error().code == ErrorCode::Unauthorized ||
            list.error().code == ErrorCode::Damaged)
            return failed(list.error());
        qCWarning(lcChannels).noquote()
            << "mattermost" << channel().id.toString() << "a channel stays behind:" << errorName(list.error().code);
    } else {
        run->posts += list->posts;
        run->unreadable += list->unreadable;
        // An answer that is full has left something out; then page by page, back to where we know it.
        const bool older = !list->posts.isEmpty() && list->posts.first().createdAt > run->since;
        const bool more = run->page < 0 ? list->posts.size() >= MostSince : older && run->page + 1 < MaxPages;
        if (more) {
            ++run->page;
            return catchUpChannel(run);
        }
    }
    run->page = -1;
    run->channels.removeFirst();
    catchUpChannel(run);
}

void MattermostConnector::finishCatchUp(const std::shared_ptr<CatchUp>& run) {
    QStringList users;
    for (const Post& post : std::as_const(run->posts))
        if (post.deletedAt == 0)
            users += post.user;
    withProfiles(users, [this, run] {
        std::sort(run->posts.begin(), run->posts.end(), [](const Post& a, const Post& b) {
            return std::pair(a.createdAt, a.id) < std::pair(b.createdAt, b.id);
        });
        QList<ChannelEvent> events;
        qint64 changedAt = 0;
        for (const Post& post : std::as_const(run->posts)) {
            remember(post);
            events += eventsOf(post, m_own, m_profiles, {}, clock().now());
            changedAt = std::max({changedAt, post.updatedAt, post.deletedAt});
        }
        for (const QByteArray& raw : std::as_const(run->unreadable))
            events += kit::rejected({}, u"bad_post"_s, raw);
        store(std::move(events), changedAt);
        // Missing since then: perhaps of a channel that was asked about already.
        if (m_missed)
            return catchUp();
        m_catching = false;
        ready();
    });
}

// ------------------------------------------------------------------------------------------------------ the stream

void MattermostConnector::withProfiles(const QStringList& users, std::function<void()> then) {
    QStringList unknown;
    for (const QString& user : users)
        if (user != m_own && !m_profiles.contains(user) && !unknown.contains(user) && unknown.size() < 200)
            unknown += user;
    if (unknown.isEmpty())
        return then();
    if (m_profiles.size() > MaxRemembered)
        m_profiles.clear();
    ask(m_builder->profiles(unknown), [this, then = std::move(then)](const Bytes& answer) {
        // Without it people keep the name that the event gives them.
        if (answer)
            for (const auto& value : QJsonDocument::fromJson(*answer).array())
                if (const auto profile = readProfile(value.toObject()))
                    m_profiles.insert(profile->user, *profile);
        then();
    });
}

void MattermostConnector::store(QList<ChannelEvent> events, qint64 changedAt) {
    if (events.isEmpty())
        return;
    const qint64 at = std::max(m_storedAt, changedAt);
    m_events.add(std::move(events), changedAt > 0 ? QByteArray::number(at) : QByteArray(),
                 [this, at] { m_storedAt = std::max(m_storedAt, at); });
}

void MattermostConnector::remember(const Post& post) {
    if (m_roots.size() > MaxRemembered)
        m_roots.clear();
    m_roots.insert(post.id, post.root.isEmpty() ? post.id : post.root);
    if (post.user != m_own)
        m_unread.insert(post.channel);
}

void MattermostConnector::nextFrame() {
    while (!m_catching && !m_busy && !m_frames.empty()) {
        const auto [frame, text] = std::move(m_frames.front());
        m_frames.pop_front();
        if (frame.kind == Frame::Kind::Unreadable)
            store({kit::rejected({}, frame.problem, text)}, 0);
        else
            take(frame);
    }
}

void MattermostConnector::take(const Frame& frame) {
    if (!frame.channelType.isEmpty())
        m_types.insert(frame.channel, frame.channelType);
    if (frame.kind == Frame::Kind::Other || !isOurs(frame.channel))
        return;
    switch (frame.kind) {
    case Frame::Kind::Posted:
    case Frame::Kind::Edited: {
        remember(*frame.post);
        m_busy = true;
        withProfiles({frame.post->user}, [this, post = *frame.post, name = frame.senderName] {
            m_busy = false;
            store(eventsOf(post, m_own, m_profiles, name, clock().now()), post.updatedAt);
            nextFrame();
        });
        return;
    }
    case Frame::Kind::Deleted:
        return store({MessageDeleted{frame.post->id}}, std::max(frame.post->updatedAt, frame.post->deletedAt));
    case Frame::Kind::Reaction: {
        using Change = ReactionChanged::Change;
        const QString by = personIdOf(frame.channel, frame.user);
        return store({ReactionChanged{
                         frame.postId, {{frame.emoji, by}}, by, frame.removed ? Change::Removed : Change::Added}},
                     0);
    }
    case Frame::Kind::Typing:
        if (frame.user != m_own)
            store({Typing{personIdOf(frame.channel, frame.user)}}, 0);
        return;
    default:
        return;
    }
}

// --------------------------------------------------------------------------------------------------------- sending

QFuture<Result<SendReceipt>> MattermostConnector::send(const OutboundMessage& message) {
    using Sent = Result<SendReceipt>;
    if (!m_builder)
        return readyFuture(Sent(makeError(ErrorCode::NotConfigured, u"no server or no token"_s)));
    const QString id = channelOf(message.recipientExternalId);
    if (id.isEmpty())
        return readyFuture(Sent(makeError(ErrorCode::InvalidInput, u"the recipient is not in a channel"_s)));
    const auto posts = postsOf(message);
    if (!posts)
        return readyFuture(Sent(posts.error()));
    // Made before this connector was: an earlier one may have sent it.
    const qint64 made = QUuid(message.id.toString()).toString(QUuid::Id128).left(12).toLongLong(nullptr, 16);
    QList<kit::SendQueue::Part> parts;
    for (const OutboundPost& post : *posts) {
        if (made <= m_madeAtMs)
            m_attempted.insert(post.key);
        auto run = [this, id, post,
                    replyTo = message.replyToExternalId](kit::SendQueue::Done done) -> std::shared_ptr<void> {
            auto delivery = std::make_shared<Delivery>();
            delivery->channel = id;
            delivery->replyTo = isId(replyTo) ? replyTo : QString();
            delivery->post = post;
            delivery->done = std::move(done);
            deliver(delivery);
            return delivery;
        };
        parts += kit::SendQueue::Part{std::move(run)};
    }
    return m_queue.add(message.id, id, std::move(parts));
}

void MattermostConnector::ask(const std::shared_ptr<Delivery>& delivery, const net::HttpRequest& request,
                              void (MattermostConnector::*answered)(const std::shared_ptr<Delivery>&,
                                                                    const Bytes&)) {
    delivery->call = m_context.http->send(
        request, [this, weak = std::weak_ptr(delivery), answered](const net::HttpOutcome& outcome) {
            if (const auto open = weak.lock()) {
                const auto keep = std::exchange(open->call, nullptr);
                (this->*answered)(open, resultOf(outcome, clock().now()));
            }
        });
}

void MattermostConnector::deliver(const std::shared_ptr<Delivery>& delivery) {
    if (!delivery->replyTo.isEmpty() && !delivery->threadKnown)
        return findThread(delivery);
    if (!delivery->lookedUp && m_attempted.contains(delivery->post.key))
        return lookUp(delivery);
    if (delivery->fileIds.size() < delivery->post.files.size())
        return upload(delivery);
    post(delivery);
}

void MattermostConnector::findThread(const std::shared_ptr<Delivery>& delivery) {
    delivery->root = m_roots.value(delivery->replyTo);
    delivery->threadKnown = !delivery->root.isEmpty();
    if (delivery->threadKnown)
        return deliver(delivery);
    ask(delivery, m_builder->post(delivery->replyTo), &MattermostConnector::threadFound);
}

void MattermostConnector::threadFound(const std::shared_ptr<Delivery>& delivery, const Bytes& answer) {
    if (!answer && errorGroup(answer.error().code) == ErrorGroup::Retryable)
        return delivery->done(answer.error());
    // What was answered may be gone; the answer still goes out.
    delivery->threadKnown = true;
    const auto post = answer ? readPost(kit::objectOf(*answer).value_or(QJsonObject())) : std::nullopt;
    if (post && post->channel == delivery->channel && post->deletedAt == 0)
        delivery->root = post->root.isEmpty() ? post->id : post->root;
    deliver(delivery);
}

void MattermostConnector::lookUp(const std::shared_ptr<Delivery>& delivery) {
    ask(delivery, m_builder->postsPage(delivery->channel, 0), &MattermostConnector::lookedUp);
}

void MattermostConnector::lookedUp(const std::shared_ptr<Delivery>& delivery, const Bytes& answer) {
    const auto list = answer ? parsePosts(*answer) : Result<PostList>(answer.error());
    if (!list)
        return delivery->done(list.error());
    for (const Post& post : list->posts)
        if (post.ourKey == delivery->post.key && (m_own.isEmpty() || post.user == m_own))
            return delivery->done(post.id);
    delivery->lookedUp = true;
    deliver(delivery);
}

void MattermostConnector::upload(const std::shared_ptr<Delivery>& delivery) {
    ask(delivery, m_builder->upload(delivery->channel, delivery->post.files.at(delivery->fileIds.size())),
        &MattermostConnector::uploaded);
}

void MattermostConnector::uploaded(const std::shared_ptr<Delivery>& delivery, const Bytes& answer) {
    if (!answer)
        return delivery->done(answer.error());
    const QString id = QJsonDocument::fromJson(*answer)[u"file_infos"][0][u"id"].toString();
    if (!isId(id))
        return delivery->done(makeError(ErrorCode::ServerError, u"an upload without an id"_s));
    delivery->fileIds += id;
    deliver(delivery);
}

void MattermostConnector::post(const std::shared_ptr<Delivery>& delivery) {
    if (m_attempted.size() > MaxRemembered)
        m_attempted.clear();
    m_attempted.insert(delivery->post.key);
    ask(delivery, m_builder->send(delivery->channel, delivery->root, delivery->post, delivery->fileIds, m_own),
        &MattermostConnector::posted);
}

void MattermostConnector::posted(const std::shared_ptr<Delivery>& delivery, const Bytes& answer) {
    if (!answer)
        return delivery->done(answer.error());
    const auto post = readPost(kit::objectOf(*answer).value_or(QJsonObject()));
    if (!post)
        return delivery->done(makeError(ErrorCode::ServerError, u"accepted without an id"_s));
    m_attempted.remove(delivery->post.key);
    // Who answers has read. A courtesy: whether it worked changes nothing.
    if (m_unread.remove(delivery->channel))
        m_calls.send(m_builder->viewed(delivery->channel), {});
    delivery->done(post->id);
}

void MattermostConnector::sendTyping(const QString& recipientExternalId) {
    const QString id = channelOf(recipientExternalId);
    if (id.isEmpty() || !m_socket || !m_socket->isOpen())
        return;
    const Timestamp now = clock().now();
    if (const auto it = m_typedAt.constFind(id); it != m_typedAt.cend() && now - *it < TypingPause)
        return;
    if (m_typedAt.size() > 1000)
        m_typedAt.clear();
    m_typedAt.insert(id, now);
    m_socket->send(MattermostBuilder::action(++m_action, u"user_typing"_s,
                                             {{u"channel_id"_s, id}, {u"parent_id"_s, QString()}}));
}

QFuture<Result<QByteArray>> MattermostConnector::fetch(const Attachment& attachment) {
    if (!m_builder)
        return readyFuture(Bytes(makeError(ErrorCode::NotConfigured, u"no server or no token"_s)));
    if (!isId(attachment.remoteRef))
        return readyFuture(Bytes(makeError(ErrorCode::InvalidInput, u"not a file of Mattermost"_s)));
    if (attachment.size > MaxFileBytes)
        return readyFuture(Bytes(makeError(ErrorCode::TooLarge, QString::number(attachment.size))));
    auto pending = std::make_shared<kit::Answer<Bytes>>();
    auto future = pending->future();
    m_calls.send(m_builder->download(attachment.remoteRef), [this, pending](const net::HttpOutcome& outcome) {
        const auto* response = std::get_if<net::HttpResponse>(&outcome);
        if (response && response->status == 200)
            return pending->finish(response->body);
        const auto result = resultOf(outcome, clock().now());
        pending->finish(result ? makeError(ErrorCode::ServerError) : result.error());
    });
    return future;
}

ChannelCapabilities MattermostConnector::capabilities() {
    ChannelCapabilities c;
    c.kind = u"mattermost"_s;
    c.displayName = u"Mattermost"_s;
    c.shortName = u"MM"_s;
    c.colour = u"#1E325C"_s;
    c.maxTextLength = MaxText;
    c.maxCaptionLength = MaxText;
    c.maxUploadBytes = MaxFileBytes;
    c.maxImageBytes = MaxFileBytes;
    c.maxDownloadBytes = MaxFileBytes;
    c.attachmentKinds = {AttachmentKind::Image, AttachmentKind::Document, AttachmentKind::Audio,
                         AttachmentKind::Video, AttachmentKind::Voice};
    c.canReplyTo = true;
    c.showsTyping = true;
    c.idempotentSend = true;
    using Kind = ChannelField::Kind;
    c.fields = {
        {.key = u"base_url"_s, .kind = Kind::Address, .required = true, .check = u"address"_s},
        {.key = u"token"_s, .kind = Kind::Secret, .required = true, .check = u"token"_s},
        {.key = u"channels"_s, .kind = Kind::List, .advanced = true, .check = u"receive"_s},
    };
    c.checks = {u"address"_s, u"token"_s, u"receive"_s};
    return c;
}

} // namespace souffleur::channels::mattermost
