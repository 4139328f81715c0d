// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/sample/SampleScript.h"
#include "support/TestCase.h"

#include <QFile>
#include <QFileInfo>

using namespace souffleur;
using namespace souffleur::channels::sample;

class tst_SampleScript : public test::TestCase {
    Q_OBJECT

    static QByteArray script(const QByteArray& steps) {
        return "{\"format\":\"souffleur-customers\",\"version\":1,\"customers\":[{\"id\":\"kim\",\"name\":\"Kim\","
               "\"handle\":\"@kim\",\"language\":\"de\",\"fields\":{\"order\":\"17\"},\"steps\":[" +
               QByteArray(steps).replace('\'', '"') + "]}]}";
    }

private slots:
    void theShippedScript() {
        const QString folder = QStringLiteral(SOUFFLEUR_SOURCE_DIR "/resources/sample/");
        QFile file(folder + u"customers.json"_s);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto parsed = parseScript(file.readAll());
        VERIFY_OK(parsed);
        QVERIFY(parsed->customers.size() >= 10);
        for (const auto& customer : parsed->customers) {
            QVERIFY(!customer.sender.displayName.isEmpty() && !customer.steps.isEmpty());
            for (const auto& step : customer.steps)
                for (const auto& message : step.messages)
                    if (!message.file.isEmpty())
                        QVERIFY2(QFileInfo::exists(folder + u"media/"_s + message.file), qPrintable(message.file));
        }
    }

    void everyKind() {
        const auto parsed = parseScript(script(
            "{'when':'start','delay_s':1.5,'messages':[{'key':'a','text':'Hallo'},{'image':'x.png','text':'so'},"
            "{'document':'y.pdf'},{'voice':'z.ogg','duration_s':9},{'sticker':'🎉'},"
            "{'location':{'latitude':52.5,'longitude':13.4,'title':'Laden'}},{'edit':'a','text':'Hallo!'}]},"
            "{'when':'reply','typing_s':2,'messages':[{'text':'danke'}],'rating':5},"
            "{'when':'silence','delay_s':60,'messages':[{'text':'?'}]}"));
        VERIFY_OK(parsed);
        const auto& customer = parsed->customers.first();
        QCOMPARE(customer.sender, (Sender{u"kim"_s, u"@kim"_s, u"Kim"_s, u"de"_s, {{u"order"_s, u"17"_s}}}));
        QCOMPARE(customer.steps.size(), 3);
        const auto& first = customer.steps.first();
        QCOMPARE(first.delaySeconds, 1.5);
        QList<MessageKind> kinds;
        for (const auto& message : first.messages)
            kinds += message.kind;
        using enum MessageKind;
        QCOMPARE(kinds, (QList<MessageKind>{Text, Image, Document, Voice, Sticker, Location, Text}));
        QCOMPARE(first.messages.at(1).text, u"so"_s);
        QCOMPARE(first.messages.at(3).durationSeconds, 9);
        QCOMPARE(first.messages.at(5).location->title, u"Laden"_s);
        QCOMPARE(first.messages.at(6).edit, u"a"_s);
        QCOMPARE(customer.steps.at(1).rating, 5);
        QCOMPARE(customer.steps.at(2).when, ScriptStep::When::Silence);
    }

    void mistakesAreNamed_data() {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("part");
        QTest::newRow("no JSON") << "{"_ba << u"not JSON"_s;
        QTest::newRow("other format") << "{\"format\":\"x\"}"_ba << u"souffleur-customers"_s;
        QTest::newRow("when") << script("{'when':'later','messages':[{'text':'x'}]}") << u"kim, step 1"_s;
        QTest::newRow("silence first") << script("{'when':'silence','messages':[{'text':'x'}]}") << u"step 1"_s;
        QTest::newRow("delay") << script("{'when':'start','delay_s':-1,'messages':[{'text':'x'}]}") << u"delay_s"_s;
        QTest::newRow("empty step") << script("{'when':'start'}") << u"an empty step"_s;
        QTest::newRow("empty message") << script("{'when':'start','messages':[{}]}") << u"without content"_s;
        QTest::newRow("path") << script("{'when':'start','messages':[{'image':'../../etc/passwd'}]}")
                              << u"file name"_s;
        QTest::newRow("unknown key") << script("{'when':'start','messages':[{'edit':'a','text':'x'}]}")
                                     << u"edits a key"_s;
        QTest::newRow("rating") << script("{'when':'start','messages':[{'text':'x'}],'rating':6}") << u"rating"_s;
        QTest::newRow("place") << script("{'when':'start','messages':[{'location':{'latitude':99,'longitude':0}}]}")
                               << u"no place"_s;
    }
    void mistakesAreNamed() {
        QFETCH(QByteArray, json);
        QFETCH(QString, part);
        const auto parsed = parseScript(json);
        QVERIFY(!parsed);
        QCOMPARE(parsed.error().code, ErrorCode::Damaged);
        QVERIFY2(parsed.error().detail.contains(part), qPrintable(parsed.error().detail));
    }

    void conversations() {
        const QByteArray lines =
            "{\"conv\":\"a\",\"turn\":0,\"role\":\"agent\",\"lang\":\"en\",\"text\":\"Hi!\"}\n"
            "{\"conv\":\"a\",\"turn\":1,\"role\":\"customer\",\"lang\":\"de\",\"text\":\"eins\"}\n"
            "{\"conv\":\"a\",\"turn\":2,\"role\":\"customer\",\"lang\":\"de\",\"text\":\"zwei\"}\n"
            "not a line\n"
            "{\"conv\":\"a\",\"turn\":3,\"role\":\"agent\",\"lang\":\"en\",\"text\":\"?\"}\n"
            "{\"conv\":\"a\",\"turn\":4,\"role\":\"customer\",\"lang\":\"de\",\"text\":\"drei\"}\n"
            "{\"conv\":\"b\",\"turn\":0,\"role\":\"customer\",\"lang\":\"en\",\"text\":\"four\"}\n"
            "{\"conv\":\"c\",\"turn\":0,\"role\":\"customer\",\"lang\":\"en\",\"text\":\"five\"}";
        const auto parsed = parseConversations(lines, true, 2, 3);
        VERIFY_OK(parsed);
        QCOMPARE(parsed->customers.size(), 2);
        const auto& first = parsed->customers.first();
        QCOMPARE(first.sender.language, u"de"_s);
        QVERIFY(!first.sender.displayName.isEmpty());
        QCOMPARE(first.steps.size(), 2);
        QCOMPARE(first.steps.at(0).messages.size(), 2);
        QCOMPARE(first.steps.at(1).when, ScriptStep::When::Reply);
        QCOMPARE(parsed->customers.last().steps.first().delaySeconds, 3.0);
        QCOMPARE(parseConversations(lines, false, 2, 3)->customers.first().steps.at(1).when,
                 ScriptStep::When::After);
        QVERIFY(!parseConversations("\n\n", true, 2, 3));
    }
};

SOUFFLEUR_TEST_MAIN(tst_SampleScript)
#include "tst_SampleScript.moc"
