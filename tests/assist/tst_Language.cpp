// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "assist/Language.h"
#include "assist/TextNormaliser.h"
#include "assist/Vocabulary.h"
#include "support/TestCase.h"

using namespace souffleur;
using namespace souffleur::assist;

class tst_Language : public test::TestCase {
    Q_OBJECT
private slots:
    void guesses_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("language");
        QTest::newRow("short German") << u"wo ist mein paket"_s << u"de"_s;
        QTest::newRow("short English") << u"where is my parcel"_s << u"en"_s;
        QTest::newRow("umlaut") << u"Rückgabe"_s << u"de"_s;
        QTest::newRow("mixed") << u"Hi, ich habe ein Problem with my account, was muss ich tun?"_s << u"de"_s;
        QTest::newRow("French") << u"Bonjour, je voudrais savoir quand ma commande sera livrée, s'il vous plaît."_s
                                << u"fr"_s;
        QTest::newRow("number") << u"4711"_s << QString();
    }
    void guesses() {
        QFETCH(QString, text);
        QTEST(guessLanguage(text).language, "language");
    }

    void fallsBack() {
        QCOMPARE(chooseLanguage({u"ok"_s}, {u"where is my parcel, it should be here"_s}, {}, u"de"_s), u"en"_s);
        QCOMPARE(chooseLanguage({u"ok"_s}, {}, u"en"_s, u"de"_s), u"en"_s);
        QCOMPARE(chooseLanguage({u"4711"_s}, {}, {}, u"de"_s), u"de"_s);
        // Who changes the language is answered in the new one.
        QCOMPARE(chooseLanguage({u"where is my parcel and when does it arrive"_s}, {}, u"de"_s, u"de"_s), u"en"_s);
    }

    void cleans_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("cleaned");
        QTest::newRow("greeting") << u"Hallo zusammen, wo ist es?"_s << u"wo ist es?"_s;
        QTest::newRow("only a greeting") << u"Hallo!"_s << u"Hallo!"_s;
        QTest::newRow("link and mail") << u"siehe https://x.example/a?b=c oder a.b@c.example hier"_s
                                       << u"siehe   oder   hier"_s;
        QTest::newRow("order number") << u"Bestellung AB-123456 fehlt"_s << u"Bestellung   fehlt"_s;
        QTest::newRow("a year stays") << u"seit 2024"_s << u"seit 2024"_s;
        QTest::newRow("signature") << u"Es fehlt\n-- \nPaula"_s << u"Es fehlt"_s;
        QTest::newRow("quote") << u"Ja\n> wirklich?"_s << u"Ja"_s;
        QTest::newRow("only a quote") << u"> wirklich?"_s << u"> wirklich?"_s;
    }
    void cleans() {
        QFETCH(QString, text);
        QTEST(cleanMessage(text), "cleaned");
    }

    void splits() {
        const knowledge::TextAnalyser german(u"de"_s);
        QCOMPARE(splitQuestions(u"Wo ist das Paket? Kann ich auf Rechnung zahlen?"_s, german).size(), 2);
        QVERIFY(splitQuestions(u"Wo ist das Paket? Es sollte da sein."_s, german).isEmpty());
        QVERIFY(splitQuestions(u"Wo ist das Paket"_s, german).isEmpty());
        QCOMPARE(splitQuestions(u"Wo ist das Paket?\n"_s.repeated(20), german).size(), 4);
    }

    void typingDistances() {
        QCOMPARE(typingDistance(u"paket", u"paket", 2), 0);
        QCOMPARE(typingDistance(u"paket", u"pakte", 2), 1);
        QCOMPARE(typingDistance(u"paket", u"packet", 2), 1);
        QCOMPARE(typingDistance(u"paket", u"pkt", 2), 2);
        QCOMPARE(typingDistance(u"paket", u"rechnung", 2), 3);
        QCOMPARE(typingDistance(u"", u"ab", 2), 2);
    }
};

SOUFFLEUR_TEST_MAIN(tst_Language)
#include "tst_Language.moc"
