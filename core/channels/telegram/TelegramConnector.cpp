// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/telegram/TelegramConnector.h"

#include "base/Log.h"
#include "channels/telegram/TelegramParser.h"

namespace souffleur::channels::telegram {
namespace {
//! A server that does not hold the poll open shall not be asked in a tight loop.
constexpr Milliseconds ShortestPoll{1000};
//! Typing is shown for five seconds.
constexpr Milliseconds TypingPause{4000};
//! After a conflict, a poll that stood this long without another one says that we are alone.
constexpr int ConflictProbeSeconds = 10;
constexpr int MaxPartAttempts = 6;
constexpr int MaxRememberedPartials = 1000;
} // namespace

TelegramConnector::TelegramConnector(ConnectorContext context, net::Backoff::Random random)
    : m_context(std::move(context)), m_backoff(1s, 60s, std::move(random)) {
    m_health.channel = m_context.channel.id;
    m_offset = m_context.cursor.toLongLong();
}

TelegramConnector::~TelegramConnector() {
    // Nobody may wait for ever. What is on its way may have arrived; what waited has not left.
    for (auto& [chat, jobs] : m_jobs)
        for (const JobPtr& job : jobs) {
            const bool left = job->http || !job->accepted.isEmpty();
            job->promise.addResult(
                makeError(left ? ErrorCode::Unclear : ErrorCode::Busy, u"the channel was closed"_s));
            job->promise.finish();
        }
}

int TelegramConnector::pollSeconds() const {
    return std::clamp(m_context.channel.settings[u"poll_seconds"].toInt(MaxPollSeconds), 0, MaxPollSeconds);
}

void TelegramConnector::start() {
    if (m_running)
        return;
    ++m_generation;
    auto builder = TelegramBuilder::create(m_context.channel.settings, m_context.secrets);
    if (!builder) {
        setHealth(ChannelState::Failed, builder.error());
        return;
    }
    m_builder = *builder;
    m_running = true;
    m_conflict = false;
    m_backoff.reset();
    setHealth(ChannelState::Connecting, m_health.error);
    connectNow();
}

void TelegramConnector::stop() {
    ++m_generation;
    m_running = false;
    m_poll.reset();
    m_timer.reset();
    setHealth(ChannelState::Off, {});
}

void TelegramConnector::again(Milliseconds delay, void (TelegramConnector::*what)()) {
    m_timer = m_context.clock->callAfter(delay, this, [this, what] {
        if (m_running)
            (this->*what)();
    });
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
    m_health.account = user.isEmpty() ? (*answer)[u"first_name"].toString().left(64) : u'@' + user;
    setHealth(ChannelState::Connected, {});
    poll();
}

void TelegramConnector::poll() {
    const int seconds = m_conflict ? std::min(pollSeconds(), ConflictProbeSeconds) : pollSeconds();
    m_polledAt = m_context.clock->now();
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
    auto parsed = parseUpdates(response->body, m_context.clock->now());
    if (!parsed)
        return failed(result ? parsed.error() : result.error());
    if (parsed->updates > 0 && parsed->nextOffset == 0)
        return failed(makeError(ErrorCode::Damaged, u"updates without ids"_s));
    m_conflict = false;
    if (parsed->updates == 0) {
        m_backoff.reset();
        if (m_health.state != ChannelState::Connected)
            setHealth(ChannelState::Connected, {});
        const auto stood = m_context.clock->now() - m_polledAt;
        if (stood < ShortestPoll)
            return again(ShortestPoll - stood, &TelegramConnector::poll);
        return poll();
    }
    EventBatch batch;
    batch.channel = m_context.channel.id;
    batch.events = std::move(parsed->events);
    batch.cursor = QByteArray::number(parsed->nextOffset);
    store(std::move(batch), parsed->nextOffset, parsed->callbackIds);
}

void TelegramConnector::store(EventBatch batch, qint64 nextOffset, const QStringList& callbackIds) {
    const bool anything = !batch.events.isEmpty();
    thenOn(m_context.sink->ingest(std::move(batch)), this,
           [this, nextOffset, callbackIds, anything, generation = m_generation](const Status& status) {
               // The next poll confirms; without a commit it asks for the same updates once more.
               const bool moved = status && nextOffset != m_offset;
               if (status)
                   m_offset = nextOffset;
               if (generation != m_generation || !m_running)
                   return;
               if (!status)
                   return failed(status.error());
               m_backoff.reset();
               for (const QString& id : callbackIds)
                   callLoosely(m_builder->answerCallback(id), {});
               if (anything)
                   m_health.lastEventAt = m_context.clock->now();
               setHealth(ChannelState::Connected, {});
               if (moved)
                   return poll();
               again(ShortestPoll, &TelegramConnector::poll);
           });
}

void TelegramConnector::failed(const Error& error) {
    if (error.code == ErrorCode::Unauthorized) {
        qCInfo(lcChannels).noquote() << "telegram" << m_context.channel.id.toString() << errorName(error.code);
        m_running = false;
        setHealth(ChannelState::Failed, error);
        return;
    }
    holdBack(error);
    m_conflict = error.code == ErrorCode::Conflict;
    Milliseconds wait = m_backoff.next();
    if (error.retryAfterSeconds > 0)
        wait = std::chrono::seconds(error.retryAfterSeconds);
    else if (m_conflict)
        wait = std::max(wait, Milliseconds(3000));
    qCInfo(lcChannels).noquote() << "telegram" << m_context.channel.id.toString() << errorName(error.code)
                                 << "next attempt in" << wait.count() << "ms";
    setHealth(ChannelState::Waiting, error, m_context.clock->now() + wait);
    again(wait, &TelegramConnector::connectNow);
}

void TelegramConnector::setHealth(ChannelState state, std::optional<Error> error, OptionalTimestamp nextAttempt) {
    m_health.state = state;
    m_health.error = std::move(error);
    m_health.nextAttemptAt = nextAttempt;
    emit healthChanged(m_health);
}

int TelegramConnector::secondsToWait() const {
    const auto wait = m_notBefore - m_context.clock->now();
    return wait <= Milliseconds::zero() ? 0 : int((wait.count() + 999) / 1000);
}

void TelegramConnector::holdBack(const Error& error) {
    if (error.code == ErrorCode::RateLimited)
        m_notBefore = std::max(m_notBefore, m_context.clock->now() +
                                                Milliseconds(1000ll * std::max(1, error.retryAfterSeconds)));
}

QFuture<Result<SendReceipt>> TelegramConnector::send(const OutboundMessage& message) {
    // Also while the channel waits: the network may be back earlier than the next poll.
    const auto builder = TelegramBuilder::create(m_context.channel.settings, m_context.secrets);
    if (!builder)
        return readyFuture(Result<SendReceipt>(builder.error()));
    auto requests = builder->send(message);
    if (!requests)
        return readyFuture(Result<SendReceipt>(requests.error()));
    auto& jobs = m_jobs[message.recipientExternalId];
    for (const JobPtr& job : jobs)
        if (job->message.id == message.id && !message.id.isNull())
            return readyFuture(Result<SendReceipt>(makeError(ErrorCode::Busy, u"already on its way"_s)));
    auto job = std::make_shared<Job>();
    job->message.id = message.id;
    job->message.recipientExternalId = message.recipientExternalId;
    job->requests = std::move(*requests);
    job->accepted = m_partial.value(message.id);
    job->promise.start();
    auto future = job->promise.future();
    jobs.push_back(std::move(job));
    if (jobs.size() == 1)
        runNext(message.recipientExternalId);
    return future;
}

void TelegramConnector::runNext(const QString& chat) {
    const auto it = m_jobs.find(chat);
    if (it == m_jobs.end())
        return;
    if (it->second.empty()) {
        m_jobs.erase(it);
        return;
    }
    const JobPtr& job = it->second.front();
    if (!std::exchange(job->running, true))
        sendPart(job);
}

void TelegramConnector::sendPart(const JobPtr& job) {
    if (job->accepted.size() >= job->requests.size()) {
        m_partial.remove(job->message.id);
        return finish(job, SendReceipt{job->accepted, m_context.clock->now()});
    }
    if (const int seconds = secondsToWait(); seconds > 0)
        return partFailed(job, Error{ErrorCode::RateLimited, u"the bot waits"_s, seconds});
    const std::weak_ptr<Job> weak = job;
    job->http =
        m_context.http->send(job->requests.at(job->accepted.size()), [this, weak](const net::HttpOutcome& outcome) {
            if (const JobPtr answered = weak.lock()) {
                answered->http.reset();
                partAnswered(answered, resultOf(outcome, CallKind::Send));
            }
        });
}

void TelegramConnector::partAnswered(const JobPtr& job, const Result<QJsonValue>& answer) {
    if (!answer)
        return partFailed(job, answer.error());
    const qint64 id = (*answer)[u"message_id"].toInteger();
    const qint64 chat = (*answer)[u"chat"][u"id"].toInteger(job->message.recipientExternalId.toLongLong());
    if (id <= 0)
        return partFailed(job, makeError(ErrorCode::Unclear, u"accepted without a message id"_s));
    job->accepted += externalIdOf(chat, id);
    job->backoff.reset();
    if (job->requests.size() > 1) {
        if (m_partial.size() >= MaxRememberedPartials && !m_partial.contains(job->message.id))
            m_partial.erase(m_partial.begin());
        m_partial.insert(job->message.id, job->accepted);
    }
    sendPart(job);
}

void TelegramConnector::partFailed(const JobPtr& job, const Error& error) {
    holdBack(error);
    if (job->accepted.isEmpty())
        return finish(job, error);
    // The customer already has the beginning. Only this connector knows that, so it tries on by itself for a while;
    // then a person has to decide, and a further attempt sends only what is missing.
    if (errorGroup(error.code) == ErrorGroup::Retryable && job->backoff.failures() < MaxPartAttempts &&
        error.retryAfterSeconds <= 120) {
        Milliseconds wait = job->backoff.next();
        if (error.retryAfterSeconds > 0)
            wait = std::chrono::seconds(error.retryAfterSeconds);
        const std::weak_ptr<Job> weak = job;
        job->timer = m_context.clock->callAfter(wait, this, [this, weak] {
            if (const JobPtr waiting = weak.lock())
                sendPart(waiting);
        });
        return;
    }
    finish(job, makeError(ErrorCode::Unclear, u"%1 of %2 parts accepted, then %3"_s.arg(job->accepted.size())
                                                  .arg(job->requests.size())
                                                  .arg(error.toString())));
}

void TelegramConnector::finish(const JobPtr& job, Result<SendReceipt> result) {
    job->promise.addResult(std::move(result));
    job->promise.finish();
    const QString chat = job->message.recipientExternalId;
    if (const auto it = m_jobs.find(chat); it != m_jobs.end() && !it->second.empty() && it->second.front() == job)
        it->second.pop_front();
    QMetaObject::invokeMethod(
        this, [this, chat] { runNext(chat); }, Qt::QueuedConnection);
}

void TelegramConnector::callLoosely(const net::HttpRequest& request, Answer answer) {
    const quint64 number = ++m_lastLoose;
    m_loose[number] = m_context.http->send(request, [this, number, answer](const net::HttpOutcome& outcome) {
        const auto keep = m_loose.extract(number);
        if (answer)
            answer(resultOf(outcome, CallKind::Read));
    });
}

void TelegramConnector::sendTyping(const QString& recipientExternalId) {
    if (!m_builder || !m_running || secondsToWait() > 0)
        return;
    const Timestamp now = m_context.clock->now();
    if (const auto it = m_typedAt.constFind(recipientExternalId); it != m_typedAt.cend() && now - *it < TypingPause)
        return;
    if (m_typedAt.size() > 1000)
        m_typedAt.clear();
    m_typedAt.insert(recipientExternalId, now);
    // A courtesy: whether it worked changes nothing.
    callLoosely(m_builder->typing(recipientExternalId), {});
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
    struct Pending {
        QPromise<Bytes> promise;
        bool done = false;
        ~Pending() {
            if (!done)
                finish(makeError(ErrorCode::Cancelled));
        }
        void finish(Bytes result) {
            done = true;
            promise.addResult(std::move(result));
            promise.finish();
        }
    };
    auto pending = std::make_shared<Pending>();
    pending->promise.start();
    auto future = pending->promise.future();
    callLoosely(builder->getFile(ref->fileId), [this, pending,
                                                builder = *builder](const Result<QJsonValue>& answer) {
        if (!answer)
            return pending->finish(answer.error());
        if ((*answer)[u"file_size"].toInteger() > MaxDownloadBytes)
            return pending->finish(makeError(ErrorCode::TooLarge));
        const auto request = builder.download((*answer)[u"file_path"].toString());
        if (!request)
            return pending->finish(request.error());
        const quint64 number = ++m_lastLoose;
        m_loose[number] = m_context.http->send(*request, [this, number, pending](const net::HttpOutcome& outcome) {
            const auto keep = m_loose.extract(number);
            if (const auto* failure = std::get_if<net::HttpError>(&outcome))
                return pending->finish(failure->error);
            const auto& response = std::get<net::HttpResponse>(outcome);
            if (response.status == 200)
                return pending->finish(response.body);
            const auto problem = resultOf(outcome, CallKind::Read);
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
