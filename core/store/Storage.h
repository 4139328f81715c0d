// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Executor.h"
#include "base/Result.h"
#include "domain/Change.h"

#include <functional>
#include <memory>
#include <optional>

namespace souffleur::store {

class Store;

//! The Storage thread with its write queue: the only way to SQL.
//! write(): fn runs inside a transaction; many waiting writes share one commit (group commit), each in its own
//! savepoint that is rolled back when fn returns an error. The future is ready only after COMMIT with
//! synchronous=FULL - what it says is durable. read(): outside a transaction, in turns with commits (all waiting
//! reads, then one commit), so neither starves the other. Callable from any thread. A write whose commit fails gets
//! the commit's error (DiskFull, IoError ...) and has left nothing behind. One commit takes at most 512 writes or 8
//! ms of work. Do not call write() or read() from inside fn.
class Storage : public QObject {
    Q_OBJECT
public:
    //! Takes over an open store. executor: the Storage thread (an InlineExecutor in tests: every write commits at
    //! once).
    Storage(std::unique_ptr<Store> store, Executor& executor);
    //! Runs what waits, then closes the store in its thread. Nobody may call write() or read() any more.
    ~Storage() override;

    template <class F>
    auto write(F fn) -> QFuture<std::invoke_result_t<F, Store&>>;
    template <class F>
    auto read(F fn) -> QFuture<std::invoke_result_t<F, Store&>>;

signals:
    //! After a commit, in ascending order; emitted in the Storage thread (connect with a context object elsewhere).
    void committed(const souffleur::Changes& changes);

private:
    struct Job {
        std::function<std::optional<Error>(Store&)> work; //!< an error rolls its savepoint back
        std::function<void(std::optional<Error>)> done;   //!< after commit, or with the commit's error
    };
    void enqueueWrite(Job job);
    void enqueueRead(std::function<void(Store&)> fn);
    void drain();

    struct State;
    std::shared_ptr<State> m_state; //!< also held by what was posted to the Storage thread
};

template <class F>
auto Storage::write(F fn) -> QFuture<std::invoke_result_t<F, Store&>> {
    using R = std::invoke_result_t<F, Store&>; // a Result<...>
    struct Slot {
        QPromise<R> promise;
        std::optional<R> result;
    };
    auto slot = std::make_shared<Slot>();
    auto future = slot->promise.future();
    slot->promise.start();
    enqueueWrite({[slot, fn = std::move(fn)](Store& s) mutable -> std::optional<Error> {
                      slot->result = fn(s);
                      return *slot->result ? std::nullopt : std::optional<Error>(slot->result->error());
                  },
                  [slot](std::optional<Error> commitError) {
                      if (commitError)
                          slot->promise.addResult(R(*commitError));
                      else
                          slot->promise.addResult(std::move(*slot->result));
                      slot->promise.finish();
                  }});
    return future;
}

template <class F>
auto Storage::read(F fn) -> QFuture<std::invoke_result_t<F, Store&>> {
    using R = std::invoke_result_t<F, Store&>;
    auto promise = std::make_shared<QPromise<R>>();
    auto future = promise->future();
    promise->start();
    enqueueRead([promise, fn = std::move(fn)](Store& s) mutable {
        promise->addResult(fn(s));
        promise->finish();
    });
    return future;
}

} // namespace souffleur::store
