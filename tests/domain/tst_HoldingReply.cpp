// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/HoldingReply.h"
#include "support/TestCase.h"

#include <QTimeZone>

using namespace souffleur;
using namespace souffleur::rules;

namespace {
QDateTime at(int day, int hour, int minute) { // November 2026; the 27th is a Friday
    return QDateTime(QDate(2026, 11, day), QTime(hour, minute), QTimeZone("Europe/Berlin"));
}
} // namespace

class TestHoldingReply : public test::TestCase {
    Q_OBJECT
private slots:
    void textsInTheCustomersWay_data() {
        QTest::addColumn<QString>("language");
        QTest::addColumn<int>("address");
        QTest::addColumn<QDateTime>("promised");
        QTest::addColumn<QString>("text");
        const auto row = [](const char* name, const QString& language, FormOfAddress address,
                            const QDateTime& promised, const QString& text) {
            QTest::newRow(name) << language << int(address) << promised << text;
        };
        using enum FormOfAddress;
        row("German, formal", u"de"_s, Formal, at(27, 15, 30),
            u"Ich kläre das und melde mich bis 15:30 Uhr bei Ihnen."_s);
        row("German, informal", u"de"_s, Informal, at(27, 9, 5),
            u"Ich kläre das und melde mich bis 9:05 Uhr bei dir."_s);
        row("German, unknown", u"de"_s, Unknown, at(28, 10, 0),
            u"Ich kläre das und melde mich bis morgen, 10:00 Uhr bei Ihnen."_s);
        row("German, another day", u"de_AT"_s, Formal, at(30, 10, 0),
            u"Ich kläre das und melde mich bis Montag, 30. November, 10:00 Uhr bei Ihnen."_s);
        row("English", u"en"_s, Informal, at(27, 15, 30),
            u"I am checking this and will get back to you by 3:30 PM."_s);
        row("English, tomorrow", u"en"_s, Formal, at(28, 10, 0),
            u"I am checking this and will get back to you by tomorrow at 10:00 AM."_s);
        row("another language", u"fr"_s, Formal, at(30, 10, 0),
            u"I am checking this and will get back to you by Monday, November 30, at 10:00 AM."_s);
    }
    void textsInTheCustomersWay() {
        QFETCH(QString, language);
        QFETCH(int, address);
        QFETCH(QDateTime, promised);
        QFETCH(QString, text);
        const HoldingReply reply = holdingReply(language, FormOfAddress(address), promised, at(27, 8, 50));
        QCOMPARE(reply.text, text);
        QVERIFY(!reply.time.isEmpty() && reply.text.contains(reply.time));
    }

    void timesToPromise_data() {
        QTest::addColumn<QDateTime>("now");
        QTest::addColumn<QList<QDateTime>>("times");
        using Times = QList<QDateTime>;
        QTest::newRow("in the morning") << at(26, 9, 7) << Times{at(26, 10, 15), at(26, 17, 0), at(27, 10, 0)};
        QTest::newRow("on the quarter") << at(26, 9, 0) << Times{at(26, 10, 0), at(26, 17, 0), at(27, 10, 0)};
        QTest::newRow("before five") << at(26, 16, 20) << Times{at(26, 17, 30), at(27, 10, 0)};
        QTest::newRow("in the evening") << at(26, 21, 0) << Times{at(27, 10, 0)};
        QTest::newRow("early") << at(26, 6, 0) << Times{at(26, 17, 0), at(27, 10, 0)};
        QTest::newRow("Friday evening") << at(27, 17, 30) << Times{at(30, 10, 0)};
        QTest::newRow("Saturday") << at(28, 11, 0) << Times{at(30, 10, 0)};
    }
    void timesToPromise() {
        QFETCH(QDateTime, now);
        QFETCH(QList<QDateTime>, times);
        QCOMPARE(promiseTimes(now), times);
    }

    void comesBackInTime() {
        const Timestamp now = fromDateTime(at(27, 9, 0));
        QCOMPARE(followUpAt(now + 60min, now), now + 50min);
        QCOMPARE(followUpAt(now + 20min, now), now + 15min);
        QCOMPARE(followUpAt(now - 5min, now), now - 5min);
    }
};

SOUFFLEUR_TEST_MAIN(TestHoldingReply)
#include "tst_HoldingReply.moc"
