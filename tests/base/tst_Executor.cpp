// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/Executor.h"
#include "support/TestCase.h"

#include <atomic>

#include <QSemaphore>

using namespace souffleur;
using namespace souffleur::test;

class tst_Executor : public test::TestCase {
    Q_OBJECT
private slots:
    void runsInItsOwnThreadAndInOrder() {
        ThreadExecutor executor(u"Order"_s);
        QList<int> order; // touched by that thread only until the last future is ready
        std::atomic<QThread*> thread = nullptr;
        for (int i = 0; i < 1000; ++i)
            executor.post([&, i] { order += i; });
        const QString name = await(executor.run([&] {
            thread = QThread::currentThread();
            return QThread::currentThread()->objectName();
        }));
        QCOMPARE(name, u"Order"_s);
        QVERIFY(thread != QThread::currentThread());
        QCOMPARE(executor.context()->thread(), thread.load());
        QCOMPARE(order.size(), 1000);
        QVERIFY(std::is_sorted(order.begin(), order.end()));
    }

    void destructorRunsWhatWasPosted() {
        int done = 0;
        {
            ThreadExecutor executor(u"Last"_s);
            QSemaphore started, go;
            executor.post([&] {
                started.release();
                go.acquire();
            });
            started.acquire();
            for (int i = 0; i < 100; ++i)
                executor.post([&] { ++done; });
            go.release();
        }
        QCOMPARE(done, 100);
    }

    void objectsOfTheThreadDieWithIt() {
        QThread* diedIn = nullptr;
        QThread* livedIn = nullptr;
        {
            ThreadExecutor executor(u"Objects"_s);
            livedIn = executor.context()->thread();
            await(executor.run([&] {
                auto* object = new QObject(executor.context());
                connect(
                    object, &QObject::destroyed, object, [&] { diedIn = QThread::currentThread(); },
                    Qt::DirectConnection);
                return true;
            }));
        }
        QVERIFY(livedIn);
        QCOMPARE(diedIn, livedIn);
    }

    void inlineRunsAtOnce() {
        InlineExecutor executor;
        const auto future = executor.run([] { return 7; });
        QVERIFY(future.isFinished());
        QCOMPARE(future.result(), 7);
        const QFuture<void> nothing = executor.run([] {});
        QVERIFY(nothing.isFinished());
    }

    void continuationComesInTheContextsThread() {
        ThreadExecutor executor(u"Away"_s);
        QObject context;
        int value = 0;
        QThread* thread = nullptr;
        thenOn(executor.run([] { return 42; }), &context, [&](int result) {
            value = result;
            thread = QThread::currentThread();
        });
        QCOMPARE(value, 0); // never before control returns to the event loop
        QTRY_COMPARE(value, 42);
        QCOMPARE(thread, QThread::currentThread());
    }

    void continuationOfAFutureThatIsReady() {
        QObject context;
        Result<QString> seen;
        thenOn(readyFuture(Result<QString>(u"there"_s)), &context, [&](const Result<QString>& r) { seen = r; });
        QTRY_VERIFY(seen.hasValue());
        QCOMPARE(*seen, u"there"_s);
    }

    void continuationWithoutAValue() {
        ThreadExecutor executor(u"Void"_s);
        QObject context;
        bool called = false;
        thenOn(executor.run([] {}), &context, [&] { called = true; });
        QTRY_VERIFY(called);
    }

    //! What QFuture::then(context, ...) aborts on in Qt 6.4.
    void continuationDiesWithItsContext() {
        ThreadExecutor executor(u"Late"_s);
        QSemaphore go;
        auto context = std::make_unique<QObject>();
        bool called = false;
        const auto future = executor.run([&] {
            go.acquire();
            return 1;
        });
        thenOn(future, context.get(), [&](int) { called = true; });
        context.reset();
        go.release();
        QCOMPARE(await(future), 1);
        QCoreApplication::processEvents();
        QVERIFY(!called);
    }

    void continuationThatDestroysItsContext() {
        auto* context = new QObject;
        int calls = 0;
        thenOn(readyFuture(1), context, [&](int) {
            ++calls;
            delete context;
        });
        QTRY_COMPARE(calls, 1);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QCOMPARE(calls, 1);
    }

    //! A promise that dies unkept (its thread ended) must not call anybody with a value that does not exist.
    void cancelledFutureCallsNobody() {
        QObject context;
        bool called = false;
        QFuture<int> future;
        {
            QPromise<int> promise;
            future = promise.future();
            promise.start();
        }
        thenOn(future, &context, [&](int) { called = true; });
        QTRY_VERIFY(future.isFinished());
        QCoreApplication::processEvents();
        QVERIFY(!called);
    }
};

SOUFFLEUR_TEST_MAIN(tst_Executor)
#include "tst_Executor.moc"
