// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "knowledge/TextAnalysis.h"
#include "support/TestCase.h"

using namespace souffleur;
using namespace souffleur::knowledge;

class tst_TextAnalysis : public test::TestCase {
    Q_OBJECT
private slots:
    void germanFormsMeet_data() {
        QTest::addColumn<QString>("one");
        QTest::addColumn<QString>("other");
        QTest::newRow("umlaut and digraph") << u"Rückgabe"_s << u"rueckgabe"_s;
        QTest::newRow("umlaut and vowel") << u"Rückgabe"_s << u"ruckgabe"_s;
        QTest::newRow("sharp s") << u"Größe"_s << u"groesse"_s;
        QTest::newRow("plural") << u"Bestellungen"_s << u"Bestellung"_s;
        QTest::newRow("dative") << u"Konten"_s << u"Konten"_s;
        QTest::newRow("decomposed") << u"Ru\u0308ckgabe"_s << u"Rückgabe"_s;
        QTest::newRow("full width") << u"ＰＡＫＥＴ"_s << u"Paket"_s;
    }
    void germanFormsMeet() {
        QFETCH(QString, one);
        QFETCH(QString, other);
        const TextAnalyser german(u"de"_s);
        QCOMPARE(german.tokens(one).front().stem, german.tokens(other).front().stem);
    }

    void vowelsBeforeUeStay() {
        const TextAnalyser german(u"de"_s);
        QVERIFY(german.stem(u"steuer"_s) != german.stem(u"steür"_s));
        QCOMPARE(german.stem(u"neues"_s), german.stem(u"neue"_s));
    }

    void tokensKnowSentencesAndStopWords() {
        const TextAnalyser english(u"en"_s);
        const auto tokens = english.tokens(u"Where's the customer's parcel? I don't know."_s);
        QStringList folded;
        for (const Token& token : tokens)
            folded.append(token.folded);
        QCOMPARE(folded,
                 (QStringList{u"where"_s, u"the"_s, u"customer"_s, u"parcel"_s, u"i"_s, u"dont"_s, u"know"_s}));
        QCOMPARE(tokens.at(3).sentence, 0);
        QCOMPARE(tokens.at(4).sentence, 1);
        QVERIFY(tokens.at(1).stop);
        QVERIFY(!tokens.at(3).stop);
        QCOMPARE(tokens.at(3).start, 23);
    }

    void hugeWordsStayBelowXapiansLimit() {
        const TextAnalyser german(u"de"_s);
        const auto tokens = german.tokens(QString(5000, u'ü') + u' ' + QString(100'000, u'x') + u" 你好"_s);
        for (const Token& token : tokens)
            QVERIFY(token.stem.size() <= 200);
        QCOMPARE(int(tokens.size()), 4);
    }

    void keysIgnoreCaseAndPunctuation() {
        QCOMPARE(TextAnalyser::normalisedKey(u"  Wo ist mein Paket?! "_s),
                 TextAnalyser::normalisedKey(u"wo ist MEIN paket"_s));
        QVERIFY(TextAnalyser::normalisedKey(u"a b"_s) != TextAnalyser::normalisedKey(u"ab"_s));
    }
};

SOUFFLEUR_TEST_MAIN(tst_TextAnalysis)
#include "tst_TextAnalysis.moc"
