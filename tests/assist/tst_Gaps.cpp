// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "assist/Gaps.h"

#include "support/TestCase.h"

#include <random>

#include <QElapsedTimer>

using namespace souffleur;
using namespace souffleur::assist;

namespace {

constexpr Timestamp Now = Timestamp(1'764'000'000'000ms);

GapTurn makeTurn(const QString& text, Milliseconds ago = 5h, const QString& reply = {}, Milliseconds wait = 1h) {
    GapTurn turn;
    turn.conversation = ConversationId::create();
    turn.contactName = u"Kim Berger"_s;
    turn.text = text;
    turn.language = u"de"_s;
    turn.at = Now - ago;
    if (!reply.isEmpty()) {
        turn.reply = reply;
        turn.repliedAt = turn.at + wait;
    }
    return turn;
}

GapOptions options() {
    GapOptions made;
    made.now = Now;
    return made;
}

} // namespace

class tst_Gaps : public test::TestCase {
    Q_OBJECT
private slots:
    void personalDataIsMasked_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("masked");
        QTest::newRow("mail") << u"Schreibt an kim.berger+x@mail.example.de bitte"_s
                              << u"Schreibt an ‹email› bitte"_s;
        QTest::newRow("link") << u"siehe https://shop.example/o?kim=1 oder"_s << u"siehe ‹link› oder"_s;
        QTest::newRow("iban") << u"IBAN DE89 3704 0044 0532 0130 00 stimmt"_s << u"IBAN ‹iban› stimmt"_s;
        QTest::newRow("iban in one") << u"Auf DE89370400440532013000!"_s << u"Auf ‹iban›!"_s;
        QTest::newRow("mobile") << u"ruft +49 171 2345678 an"_s << u"ruft ‹phone› an"_s;
        QTest::newRow("landline") << u"Tel. 0351/123 45 67 geht"_s << u"Tel. ‹phone› geht"_s;
        QTest::newRow("street") << u"Ich wohne Lindenstraße 12a, 01067 Dresden"_s << u"Ich wohne ‹address›"_s;
        QTest::newRow("street without town") << u"an den Birkenweg 7 bitte"_s << u"an den ‹address› bitte"_s;
        QTest::newRow("at the market") << u"Am Alten Markt 3 steht niemand"_s << u"‹address› steht niemand"_s;
        QTest::newRow("english street")
            << u"sent to 12 High Street yesterday"_s << u"sent to ‹address› yesterday"_s;
        QTest::newRow("postcode") << u"Liefert ihr nach 01067 Dresden?"_s << u"Liefert ihr nach ‹address›?"_s;
        QTest::newRow("order") << u"Bestellung AB-20418 fehlt"_s << u"Bestellung ‹number› fehlt"_s;
        QTest::newRow("small numbers stay") << u"2 von 10 Stück"_s << u"2 von 10 Stück"_s;
        QTest::newRow("the contact") << u"Gruß Kim Berger, Bergers Katze"_s << u"Gruß ‹name›, ‹name› Katze"_s;
        QTest::newRow("lower case") << u"ich bins, berger"_s << u"ich bins, ‹name›"_s;
        QTest::newRow("introduced") << u"Mein Name ist Hans Wurst und ich"_s << u"Mein Name ist ‹name› und ich"_s;
        QTest::newRow("addressed") << u"Hallo Lena, danke"_s << u"Hallo ‹name›, danke"_s;
        QTest::newRow("title") << u"Frau Schulze sagte"_s << u"Frau ‹name› sagte"_s;
        QTest::newRow("words stay") << u"Bergeweise Kimonos am Weg"_s << u"Bergeweise Kimonos am Weg"_s;
    }
    void personalDataIsMasked() {
        QFETCH(QString, text);
        QFETCH(QString, masked);
        QCOMPARE(maskPersonal(text, {u"Kim Berger"_s}), masked);
    }

    void theSameMatterComesTogether() {
        QList<GapTurn> turns;
        for (const QString& text :
             {u"Habt ihr Parkplätze?"_s, u"Gibt es bei euch einen Parkplatz für Kunden?"_s,
              u"Wo kann ich parken, gibt es Parkplätze am Laden?"_s, u"parkplatz vorhanden??"_s})
            turns += makeTurn(text);
        for (const QString& text : {u"Kann man bei euch mit Bitcoin bezahlen?"_s, u"Nehmt ihr Bitcoin?"_s})
            turns += makeTurn(text);
        turns += makeTurn(u"Verleiht ihr auch Zelte?"_s);
        GapTurn english = makeTurn(u"Do you have any parking spaces at the shop?"_s);
        english.language = u"en"_s;
        turns += english;
        const QList<GapCluster> gaps = findGaps(turns, options());
        QCOMPARE(gaps.size(), 4);
        QCOMPARE(gaps[0].count, 4);
        QVERIFY(gaps[0].question.contains(u"park"_s, Qt::CaseInsensitive));
        QVERIFY(gaps[0].words.first().startsWith(u"park"_s));
        QCOMPARE(gaps[0].waiting, 4);
        QCOMPARE(gaps[0].examples.size(), 3);
        QCOMPARE(gaps[1].count, 2);
        QVERIFY(gaps[1].words.contains(u"bitcoin"_s));
        GapOptions two = options();
        two.minCount = 2;
        QCOMPARE(findGaps(turns, two).size(), 2);
        two.limit = 1;
        QCOMPARE(findGaps(turns, two).size(), 1);
    }

    void orderDoesNotMatter() {
        QList<GapTurn> turns;
        const QStringList things{u"Zelte"_s, u"Kajaks"_s, u"Skier"_s, u"Fahrräder"_s};
        for (int i = 0; i < 40; ++i)
            turns += makeTurn(
                (i % 2 ? u"Verleiht ihr auch %1?"_s : u"Kann ich %1 bei euch leihen?"_s).arg(things[i % 4]),
                Milliseconds(i * 1000));
        const auto summary = [](const QList<GapCluster>& gaps) {
            QStringList lines;
            for (const GapCluster& gap : gaps)
                lines += u"%1 %2 %3"_s.arg(gap.question).arg(gap.count).arg(gap.cost);
            return lines;
        };
        const QStringList expected = summary(findGaps(turns, options()));
        std::mt19937 random(7);
        for (int i = 0; i < 5; ++i) {
            std::shuffle(turns.begin(), turns.end(), random);
            QCOMPARE(summary(findGaps(turns, options())), expected);
        }
    }

    void oneConversationCountsOnce() {
        QList<GapTurn> turns;
        const GapTurn first = makeTurn(u"Habt ihr Parkplätze?"_s);
        for (int i = 0; i < 100; ++i) {
            turns += makeTurn(u"PARKPLATZ JETZT"_s);
            turns.last().conversation = first.conversation;
        }
        turns += first;
        turns += makeTurn(u"parkplatz?"_s);
        const QList<GapCluster> gaps = findGaps(turns, options());
        QCOMPARE(gaps.size(), 1);
        QCOMPARE(gaps[0].count, 2);
    }

    void frequencyTimesWaitRanks() {
        QList<GapTurn> turns;
        // Many with short waits, few with long ones, and one that nobody answered for weeks.
        for (int i = 0; i < 30; ++i)
            turns += makeTurn(u"Habt ihr Parkplätze?"_s, 48h, u"Ja, hinter dem Haus sind zwölf."_s, 1h);
        for (int i = 0; i < 3; ++i)
            turns += makeTurn(u"Nehmt ihr Bitcoin?"_s, 48h, u"Nein, das geht nicht bei uns."_s, 20h);
        turns += makeTurn(u"Verleiht ihr Zelte?"_s, 24h * 30);
        const QList<GapCluster> gaps = findGaps(turns, options());
        QCOMPARE(gaps.size(), 3);
        QVERIFY(gaps[0].question.contains(u"Bitcoin"_s));
        QCOMPARE(gaps[0].cost, 60.0);
        QCOMPARE(gaps[0].meanWait, Milliseconds(20h));
        QVERIFY(gaps[1].question.contains(u"Parkplätze"_s));
        QCOMPARE(gaps[1].cost, 30.0);
        QCOMPARE(gaps[2].cost, 24.0);
        QCOMPARE(gaps[2].draft, QString());
    }

    void theBestAnswerIsTheOneThatManyGave() {
        QList<GapTurn> turns;
        turns += makeTurn(u"Habt ihr Parkplätze?"_s, 9h, u"Ja"_s);
        turns += makeTurn(u"Parkplätze?"_s, 8h, u"Hallo Kim, hinter dem Haus sind zwölf freie Parkplätze."_s);
        turns += makeTurn(u"parkplatz?"_s, 7h, u"Hinter dem Haus sind zwölf freie Parkplätze, Frau Berger."_s);
        turns += makeTurn(u"Gibt es Parkplätze"_s, 6h, u"Ja"_s);
        turns += makeTurn(u"Parkplatz frei?"_s, 5h,
                          u"Das weiß ich leider auch nicht so genau, bitte fragen Sie vor Ort."_s);
        const QList<GapCluster> gaps = findGaps(turns, options());
        QCOMPARE(gaps.size(), 1);
        QVERIFY2(gaps[0].draft.contains(u"inter dem Haus"_s), qPrintable(gaps[0].draft));
        QVERIFY(!gaps[0].draft.contains(u"Kim"_s) && !gaps[0].draft.contains(u"Berger"_s));
        QCOMPARE(gaps[0].draftUses, 2);
        for (const QString& text : gaps[0].examples + QStringList{gaps[0].question})
            QVERIFY(!text.contains(u"Kim"_s));
    }

    void nothingIsNoGap() {
        QVERIFY(findGaps({}, options()).isEmpty());
        QVERIFY(findGaps({makeTurn(u"👍"_s), makeTurn(u""_s)}, options()).isEmpty());
    }

    void thousandsAreQuick() {
        std::mt19937 random(3);
        QList<GapTurn> turns;
        for (int i = 0; i < 2000; ++i) {
            QStringList words;
            for (int w = 0; w < 8; ++w)
                words += u"wort%1x"_s.arg(QChar(u'a' + int(random() % 26))) + QChar(u'a' + int(random() % 26));
            turns += makeTurn(words.join(u' '), Milliseconds(i));
        }
        QElapsedTimer timer;
        timer.start();
        QVERIFY(!findGaps(turns, options()).isEmpty());
        QVERIFY2(timer.elapsed() < 5000, qPrintable(QString::number(timer.elapsed())));
    }
};

SOUFFLEUR_TEST_MAIN(tst_Gaps)
#include "tst_Gaps.moc"
