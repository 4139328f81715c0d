// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/Clock.h"
#include "support/ManualClock.h"
#include "support/TestCase.h"

#include <QElapsedTimer>

using namespace souffleur;
using namespace souffleur::test;

class tst_Clock : public test::TestCase {
    Q_OBJECT
private slots:
    void timesAreUtcWithMilliseconds() {
        const Timestamp t = fromMs(1'700'000'000'123);
        QCOMPARE(toDateTime(t).toString(Qt::ISODateWithMs), u"2023-11-14T22:13:20.123Z"_s);
        QCOMPARE(fromDateTime(toDateTime(t)), t);
        // The same moment said in another zone.
        QCOMPARE(fromDateTime(QDateTime::fromString(u"2023-11-15T00:13:20.123+02:00"_s, Qt::ISODateWithMs)), t);
    }

    void systemClockTellsTheTime() {
        const qint64 before = QDateTime::currentMSecsSinceEpoch();
        const qint64 now = toMs(SystemClock().now());
        QVERIFY(now >= before && now <= QDateTime::currentMSecsSinceEpoch());
    }

    void systemClockCallsOnceAndNotEarly() {
        SystemClock clock;
        QObject context;
        int calls = 0;
        QElapsedTimer timer;
        timer.start();
        qint64 after = 0;
        const auto handle = clock.callAfter(30ms, &context, [&] {
            ++calls;
            after = timer.elapsed();
        });
        QCOMPARE(calls, 0);
        QTRY_COMPARE(calls, 1);
        QVERIFY2(after >= 29, qPrintable(QString::number(after)));
        // A later call of the same clock shows that the first did not come back meanwhile.
        bool later = false;
        const auto second = clock.callAfter(40ms, &context, [&] { later = true; });
        QTRY_VERIFY(later);
        QCOMPARE(calls, 1);
    }

    void systemClockForgetsADroppedHandle() {
        SystemClock clock;
        QObject context;
        bool dropped = false, kept = false;
        auto handle = clock.callAfter(1ms, &context, [&] { dropped = true; });
        handle.reset();
        const auto other = clock.callAfter(5ms, &context, [&] { kept = true; });
        QTRY_VERIFY(kept);
        QVERIFY(!dropped);
    }

    //! An answer that comes while the window is busy must not be followed by the timer it made needless.
    void systemClockForgetsEvenWhatIsDue() {
        SystemClock clock;
        QObject context;
        int calls = 0;
        auto handle = clock.callAfter(1ms, &context, [&] { ++calls; });
        QElapsedTimer busy;
        busy.start();
        while (busy.elapsed() < 5) {
        }
        handle.reset();
        QCoreApplication::processEvents();
        QCOMPARE(calls, 0);
    }

    void systemClockForgetsADeadContext() {
        SystemClock clock;
        QObject context;
        auto dying = std::make_unique<QObject>();
        bool dead = false, alive = false;
        const auto first = clock.callAfter(1ms, dying.get(), [&] { dead = true; });
        const auto second = clock.callAfter(5ms, &context, [&] { alive = true; });
        dying.reset();
        QTRY_VERIFY(alive);
        QVERIFY(!dead);
    }

    void systemClockTakesNoDelayForAtOnce() {
        SystemClock clock;
        QObject context;
        bool called = false;
        const auto handle = clock.callAfter(-5s, &context, [&] { called = true; });
        QVERIFY(!called);
        QTRY_VERIFY(called);
    }

    //! The handle may be dropped by the very call it belongs to (a timer that sets itself anew).
    void systemClockSetAnewFromItsOwnCall() {
        SystemClock clock;
        QObject context;
        std::shared_ptr<void> handle;
        int calls = 0;
        std::function<void()> tick = [&] {
            if (++calls < 3)
                handle = clock.callAfter(1ms, &context, tick);
        };
        handle = clock.callAfter(1ms, &context, tick);
        QTRY_COMPARE(calls, 3);
    }

    void manualClockRunsWhatIsDueInOrder() {
        ManualClock clock(fromMs(1000));
        QObject context;
        QStringList seen;
        const auto note = [&](const QString& name) {
            return [&, name] { seen += name + u'@' + QString::number(toMs(clock.now())); };
        };
        const auto b = clock.callAfter(20ms, &context, note(u"b"_s));
        const auto a = clock.callAfter(10ms, &context, note(u"a"_s));
        const auto c = clock.callAfter(30ms, &context, note(u"c"_s));
        auto dropped = clock.callAfter(15ms, &context, note(u"dropped"_s));
        dropped.reset();
        clock.advance(25ms);
        QCOMPARE(seen, (QStringList{u"a@1010"_s, u"b@1020"_s}));
        QCOMPARE(toMs(clock.now()), 1025);
        clock.advance(5ms);
        QCOMPARE(seen.last(), u"c@1030"_s);
        QCOMPARE(clock.pending(), size_t(0));
    }

    void manualClockRunsTimersSetByTimers() {
        ManualClock clock(fromMs(0));
        QObject context;
        std::shared_ptr<void> inner;
        qint64 innerAt = 0;
        const auto outer = clock.callAfter(
            10ms, &context, [&] { inner = clock.callAfter(10ms, &context, [&] { innerAt = toMs(clock.now()); }); });
        clock.advance(100ms);
        QCOMPARE(innerAt, 20);
        QCOMPARE(toMs(clock.now()), 100);
    }
};

SOUFFLEUR_TEST_MAIN(tst_Clock)
#include "tst_Clock.moc"
