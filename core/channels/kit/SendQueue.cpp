// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/kit/SendQueue.h"

namespace souffleur::channels::kit {
namespace {
constexpr int LongestOwnWaitSeconds = 120;
}

SendQueue::SendQueue(Clock& clock, Holds holds, Pace pace, net::Backoff::Random random, QObject* parent)
    : QObject(parent), m_clock(clock), m_holds(holds), m_limiter(clock, pace), m_random(std::move(random)) {}

SendQueue::~SendQueue() {
    for (auto& [lane, jobs] : m_jobs)
        for (const JobPtr& job : jobs) {
            const bool left = !m_repeatsAreSafe && (job->left || !job->accepted.isEmpty());
            job->promise.addResult(
                makeError(left ? ErrorCode::Unclear : ErrorCode::Busy, u"the channel was closed"_s));
            job->promise.finish();
        }
}

QFuture<Result<SendReceipt>> SendQueue::add(const MessageId& id, const QString& lane, QList<Part> parts) {
    auto& jobs = m_jobs[lane];
    for (const JobPtr& job : jobs)
        if (job->id == id && !id.isNull())
            return readyFuture(Result<SendReceipt>(makeError(ErrorCode::Busy, u"already on its way"_s)));
    auto job = std::make_shared<Job>();
    job->id = id;
    job->lane = lane;
    job->parts = std::move(parts);
    job->accepted = m_partial.value(id);
    job->backoff = net::Backoff(1s, 60s, m_random);
    job->promise.start();
    auto future = job->promise.future();
    jobs.push_back(std::move(job));
    if (jobs.size() == 1)
        runNext(lane);
    return future;
}

void SendQueue::runNext(const QString& lane) {
    const auto it = m_jobs.find(lane);
    if (it == m_jobs.end())
        return;
    if (it->second.empty()) {
        m_jobs.erase(it);
        return;
    }
    const JobPtr job = it->second.front();
    if (!std::exchange(job->running, true))
        sendPart(job);
}

void SendQueue::wait(const JobPtr& job, Milliseconds delay) {
    job->timer = m_clock.callAfter(delay, this, [this, weak = std::weak_ptr<Job>(job)] {
        if (const JobPtr waiting = weak.lock())
            sendPart(waiting);
    });
}

void SendQueue::sendPart(const JobPtr& job) {
    if (job->accepted.size() >= job->parts.size()) {
        m_partial.remove(job->id);
        return finish(job, SendReceipt{job->accepted, m_clock.now()});
    }
    if (const int seconds = m_limiter.heldSeconds(job->lane); seconds > 0)
        return partFailed(job, Error{ErrorCode::RateLimited, u"the channel waits"_s, seconds});
    if (const Milliseconds pause = m_limiter.paced(job->lane); pause > Milliseconds::zero())
        return wait(job, pause);
    m_limiter.took(job->lane);
    job->left = true;
    const qsizetype part = job->accepted.size();
    auto call = job->parts.at(part).run([this, weak = std::weak_ptr<Job>(job)](const Result<QString>& result) {
        if (const JobPtr open = weak.lock(); open && std::exchange(open->left, false))
            answered(open, result);
    });
    // It may have been answered at once.
    if (job->left && job->accepted.size() == part)
        job->call = std::move(call);
}

void SendQueue::answered(const JobPtr& job, const Result<QString>& result) {
    // The call may be what is calling us.
    const auto call = std::exchange(job->call, nullptr);
    if (!result)
        return partFailed(job, result.error());
    job->accepted += *result;
    job->backoff.reset();
    if (job->parts.size() > 1) {
        if (m_partial.size() >= MaxRememberedPartials && !m_partial.contains(job->id))
            m_partial.erase(m_partial.begin());
        m_partial.insert(job->id, job->accepted);
    }
    sendPart(job);
}

void SendQueue::holdBack(const QString& lane, const Error& error) {
    if (error.code != ErrorCode::RateLimited)
        return;
    const Milliseconds wait = std::chrono::seconds(std::max(1, error.retryAfterSeconds));
    if (m_holds == Holds::All)
        m_limiter.holdAll(wait);
    else
        m_limiter.hold(lane, wait);
}

void SendQueue::partFailed(const JobPtr& job, const Error& error) {
    holdBack(job->lane, error);
    const bool retryable = errorGroup(error.code) == ErrorGroup::Retryable;
    if (job->accepted.isEmpty() || (retryable && m_repeatsAreSafe))
        return finish(job, error);
    if (retryable && job->backoff.failures() < MaxPartAttempts &&
        error.retryAfterSeconds <= LongestOwnWaitSeconds) {
        const Milliseconds own = job->backoff.next();
        return wait(job, error.retryAfterSeconds > 0 ? std::chrono::seconds(error.retryAfterSeconds) : own);
    }
    finish(job, makeError(ErrorCode::Unclear, u"%1 of %2 parts accepted, then %3"_s.arg(job->accepted.size())
                                                  .arg(job->parts.size())
                                                  .arg(error.toString())));
}

void SendQueue::finish(const JobPtr& job, Result<SendReceipt> result) {
    const QString lane = job->lane;
    if (const auto it = m_jobs.find(lane); it != m_jobs.end() && !it->second.empty() && it->second.front() == job)
        it->second.pop_front();
    job->promise.addResult(std::move(result));
    job->promise.finish();
    QMetaObject::invokeMethod(
        this, [this, lane] { runNext(lane); }, Qt::QueuedConnection);
}

} // namespace souffleur::channels::kit
