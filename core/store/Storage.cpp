// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/Storage.h"

#include "base/Log.h"
#include "store/StorePrivate.h"

#include <atomic>
#include <deque>
#include <future>
#include <mutex>

#include <QElapsedTimer>

namespace souffleur::store {
namespace {

// One commit's share: enough to spread the cost of syncing and of pages that many messages touch, shorter when a
// reader waits for it.
constexpr size_t MaxJobs = 512;
constexpr qint64 MaxMicroseconds = 60'000;
constexpr qint64 MaxMicrosecondsBeforeRead = 8000;

} // namespace

struct Storage::State : std::enable_shared_from_this<State> {
    explicit State(Storage* owner, Executor& storageThread, std::unique_ptr<Store> opened)
        : storage(owner), executor(storageThread), store(std::move(opened)) {}

    Storage* storage;
    Executor& executor;

    std::mutex mutex; // guards the queues and `scheduled`
    std::deque<std::function<void(Store&)>> reads;
    std::deque<Job> writes;
    bool scheduled = false;

    // The rest belongs to the Storage thread.
    std::unique_ptr<Store> store;
    std::atomic<QThread*> thread = nullptr;
    std::deque<Changes> announcements;
    bool announcing = false;

    void schedule(std::unique_lock<std::mutex>& lock);
    void runReads();
    void commitSome();
    void announce(const Changes& changes);
};

Storage::Storage(std::unique_ptr<Store> store, Executor& executor)
    : m_state(std::make_shared<State>(this, executor, std::move(store))) {
    executor.post([state = m_state] { state->thread = QThread::currentThread(); });
}

Storage::~Storage() {
    State* state = m_state.get();
    // What was accepted is still written; then the store is closed in the thread its connection belongs to.
    const auto finish = [this, state] {
        drain();
        state->storage = nullptr;
        state->store.reset();
    };
    if (state->thread == QThread::currentThread()) {
        finish();
        return;
    }
    std::promise<void> finished;
    state->executor.post([&] {
        finish();
        finished.set_value();
    });
    finished.get_future().wait();
}

void Storage::enqueueWrite(Job job) {
    std::unique_lock lock(m_state->mutex);
    m_state->writes.push_back(std::move(job));
    m_state->schedule(lock);
}

void Storage::enqueueRead(std::function<void(Store&)> fn) {
    std::unique_lock lock(m_state->mutex);
    m_state->reads.push_back(std::move(fn));
    m_state->schedule(lock);
}

void Storage::State::schedule(std::unique_lock<std::mutex>& lock) {
    if (scheduled)
        return;
    scheduled = true;
    lock.unlock();
    executor.post([self = shared_from_this()] {
        if (self->storage)
            self->storage->drain();
    });
}

void Storage::drain() {
    State& state = *m_state;
    while (true) {
        {
            std::unique_lock lock(state.mutex);
            if (state.reads.empty() && state.writes.empty()) {
                state.scheduled = false;
                return;
            }
        }
        // In turns: somebody who reads without a pause must not keep replies from being stored.
        state.runReads();
        state.commitSome();
    }
}

void Storage::State::runReads() {
    std::deque<std::function<void(Store&)>> waiting;
    {
        const std::lock_guard lock(mutex);
        waiting.swap(reads);
    }
    for (auto& read : waiting)
        read(*store);
}

void Storage::State::commitSome() {
    {
        const std::lock_guard lock(mutex);
        if (writes.empty())
            return;
    }
    Statements& sql = *store->m_d->sql;
    std::vector<Job> jobs;
    std::optional<Error> failure;
    if (const Status begun = sql.begin(); !begun)
        failure = begun.error();

    QElapsedTimer timer;
    timer.start();
    while (jobs.size() < MaxJobs) {
        {
            const std::lock_guard lock(mutex);
            const qint64 limit = reads.empty() ? MaxMicroseconds : MaxMicrosecondsBeforeRead;
            if (writes.empty() || (!jobs.empty() && timer.nsecsElapsed() >= limit * 1000))
                break;
            jobs.push_back(std::move(writes.front()));
            writes.pop_front();
        }
        if (failure)
            continue; // all that wait now get the same answer
        // The first one needs no savepoint: when it fails there is nothing else to keep. (A savepoint around a
        // large job, an import for instance, is costly: SQLite's journal of it grows with every page and is walked
        // at every statement.)
        const bool alone = jobs.size() == 1;
        if (const Status saved = alone ? ok() : sql.savepoint(); !saved) {
            failure = saved.error();
            break;
        }
        const std::optional<Error> error = jobs.back().work(*store);
        Status closed;
        if (alone && error) {
            sql.rollback();
            closed = sql.begin();
        } else if (!alone) {
            closed = error ? sql.rollbackToSavepoint() : sql.release();
        }
        if (!closed) {
            // SQLite gave the whole transaction up (disk full, read error): nobody's work of it is there.
            failure = error ? *error : closed.error();
            break;
        }
    }

    Changes changes;
    if (failure) {
        sql.rollback();
    } else {
        changes = sql.noted();
        if (const Status committed = sql.commit(); !committed)
            failure = committed.error();
    }
    if (failure) {
        changes.clear();
        qCWarning(lcStore) << "commit failed:" << failure->toString() << "jobs:" << jobs.size();
    }

    // From here on new work may come from the callbacks; with an InlineExecutor it is run at once.
    {
        const std::lock_guard lock(mutex);
        scheduled = false;
    }
    announce(changes);
    for (Job& job : jobs)
        job.done(failure);
    const std::lock_guard lock(mutex);
    scheduled = true;
}

void Storage::State::announce(const Changes& changes) {
    if (changes.isEmpty())
        return;
    announcements.push_back(changes);
    if (announcing)
        return; // a receiver writes: its changes follow when everybody has heard the present ones
    announcing = true;
    while (!announcements.empty()) {
        const Changes next = std::move(announcements.front());
        announcements.pop_front();
        emit storage->committed(next);
    }
    announcing = false;
}

} // namespace souffleur::store
