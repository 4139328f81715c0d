// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/HttpClient.h"
#include "support/TestCase.h"

using namespace souffleur;
using net::Backoff;

class tst_Backoff : public test::TestCase {
    Q_OBJECT
private slots:
    void growsToTheCap() {
        Backoff backoff(1s, 60s, [] { return 1.0; });
        QList<qint64> waits;
        for (int i = 0; i < 9; ++i)
            waits += backoff.next().count();
        QCOMPARE(waits, (QList<qint64>{1000, 2000, 4000, 8000, 16000, 32000, 60000, 60000, 60000}));
        QCOMPARE(backoff.failures(), 9);
        backoff.reset();
        QCOMPARE(backoff.next(), 1000ms);
    }

    void jitterTakesHalfAtMost() {
        Backoff low(1s, 60s, [] { return 0.0; });
        QCOMPARE(low.next(), 500ms);
        QCOMPARE(low.next(), 1000ms);
        Backoff real(1s, 60s);
        QSet<qint64> seen;
        for (int i = 0; i < 200; ++i) {
            real.reset();
            const auto wait = real.next();
            QVERIFY(wait >= 500ms && wait <= 1000ms);
            seen.insert(wait.count());
        }
        QVERIFY2(seen.size() > 50, "two hundred machines must not come back at the same moment");
    }

    void staysAtTheCapForEver() {
        Backoff backoff(1s, 60s, [] { return 1.0; });
        for (int i = 0; i < 1000; ++i)
            QVERIFY(backoff.next() <= 60s);
        QCOMPARE(backoff.next(), 60s);
    }
};

SOUFFLEUR_TEST_MAIN(tst_Backoff)
#include "tst_Backoff.moc"
