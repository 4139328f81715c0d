// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Strings.h"

#include <functional>

#include <QFuture>
#include <QFutureWatcher>
#include <QObject>
#include <QPromise>
#include <QThread>

namespace souffleur {

//! Runs functions one after the other, somewhere. Values cross into it, objects do not.
class Executor {
public:
    virtual ~Executor() = default;
    virtual void post(std::function<void()> fn) = 0;

    //! Runs fn there; the future carries its value. fn must not throw.
    template <class F>
    auto run(F fn) -> QFuture<std::invoke_result_t<F>> {
        using T = std::invoke_result_t<F>;
        auto promise = std::make_shared<QPromise<T>>();
        auto future = promise->future();
        promise->start();
        post([promise, fn = std::move(fn)]() mutable {
            if constexpr (std::is_void_v<T>)
                fn();
            else
                promise->addResult(fn());
            promise->finish();
        });
        return future;
    }
};

//! One long-lived thread with an event loop; the destructor runs what was posted, then joins.
class ThreadExecutor final : public Executor {
public:
    explicit ThreadExecutor(const QString& name);
    ~ThreadExecutor() override;
    void post(std::function<void()> fn) override;
    //! Lives in the thread; parent or context for objects that shall live there.
    QObject* context() { return m_context; }

private:
    QThread m_thread;
    QObject* m_context;
};

//! Runs at once in the caller's thread; replaces threads in tests.
class InlineExecutor final : public Executor {
public:
    void post(std::function<void()> fn) override { fn(); }
};

//! The one continuation helper: when future has its result, calls fn with it in context's thread - unless context
//! has died before, then never. Must be called in context's thread. (QFuture::then(context, ...) aborts on Qt 6.4
//! when the context died first, and is banned here.)
template <class T, class F>
void thenOn(const QFuture<T>& future, QObject* context, F fn) {
    auto* watcher = new QFutureWatcher<T>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context, [watcher, fn = std::move(fn)]() mutable {
        watcher->deleteLater();
        if constexpr (std::is_void_v<T>) {
            fn();
        } else {
            if (watcher->future().resultCount() > 0)
                fn(watcher->future().result());
        }
    });
    watcher->setFuture(future);
}

//! A future that already has its value.
template <class T>
QFuture<T> readyFuture(T value) {
    QPromise<T> promise;
    auto future = promise.future();
    promise.start();
    promise.addResult(std::move(value));
    promise.finish();
    return future;
}

} // namespace souffleur
