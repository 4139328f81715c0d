// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "assist/FaqProposal.h"
#include "support/TestCase.h"

using namespace souffleur;
using namespace souffleur::assist;

class TestFaqProposal : public test::TestCase {
    Q_OBJECT
private slots:
    void namesBecomePlaceholders_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("result");
        const auto row = [](const char* name, const QString& text, const QString& result) {
            QTest::newRow(name) << text << result;
        };
        row("first name", u"Hallo Miriam, gern."_s, u"Hallo {{name}}, gern."_s);
        row("whole name", u"Liebe Miriam Kessler!"_s, u"Liebe {{name}}!"_s);
        row("family name with title", u"Guten Tag Frau Dr. Kessler,"_s, u"Guten Tag {{name}},"_s);
        row("English title", u"Dear Ms. Kessler,"_s, u"Dear {{name}},"_s);
        row("the agent", u"Viele Grüße\nJana Vogt"_s, u"Viele Grüße\n{{agent}}"_s);
        row("an order", u"Ihre Bestellung 20418 (LH204180773DE) kommt."_s,
            u"Ihre Bestellung {{order}} ({{tracking}}) kommt."_s);
        row("part of a number", u"Nummer 204181."_s, u"Nummer 204181."_s);
        row("part of a word", u"Die Kesslerstraße."_s, u"Die Kesslerstraße."_s);
        row("a name that is a word, too", u"Der Kessler ist kein kessler."_s, u"Der {{name}} ist kein kessler."_s);
        row("too short to tell", u"Größe M passt."_s, u"Größe M passt."_s);
        row("nothing", u"Das geht bis 30 Tage nach Kauf."_s, u"Das geht bis 30 Tage nach Kauf."_s);
    }
    void namesBecomePlaceholders() {
        QFETCH(QString, text);
        QFETCH(QString, result);
        ProposalInput input;
        input.contactName = u"Miriam Kessler"_s;
        input.agentName = u"Jana Vogt"_s;
        input.fields = {{u"order"_s, u"20418"_s}, {u"tracking"_s, u"LH204180773DE"_s}, {u"size"_s, u"M"_s}};
        QCOMPARE(withPlaceholders(text, input), result);
    }

    void aDraftForReview() {
        ProposalInput input;
        input.question = u"Hallo, ich bin Miriam Kessler.\nKann ich die Vase (Bestellung 20418) gravieren lassen? "
                         "miriam@example.org"_s;
        input.answer = u"Guten Tag Frau Kessler, ja: Sie finden das Feld \"Gravur\" im Warenkorb.  "_s;
        input.contactName = u"Miriam Kessler"_s;
        input.agentName = u"Jana Vogt"_s;
        input.language = u"de"_s;
        const FaqEntry entry = proposeEntry(input);
        QCOMPARE(entry.status, FaqStatus::Draft);
        QVERIFY(!entry.id.isNull());
        QCOMPARE(entry.version, 0);
        const QString question = entry.questions.value(u"de"_s);
        for (const QString& secret : {u"Miriam"_s, u"Kessler"_s, u"20418"_s, u"example.org"_s})
            QVERIFY2(!question.contains(secret, Qt::CaseInsensitive), qPrintable(question));
        QVERIFY(question.contains(u"gravieren lassen?"_s));
        QCOMPARE(entry.answers.first().body,
                 u"Guten Tag {{name}}, ja: Sie finden das Feld \"Gravur\" im Warenkorb."_s);
        QCOMPARE(entry.answers.first().length, AnswerLength::Short);
        QCOMPARE(entry.answers.first().address, FormOfAddress::Formal);
        input.answer = QString(200, u'x');
        QCOMPARE(proposeEntry(input).answers.first().length, AnswerLength::Chat);
        input.formalChannel = true;
        QCOMPARE(proposeEntry(input).answers.first().length, AnswerLength::Email);
        // A customer without a name, a shop without a language.
        const FaqEntry bare = proposeEntry({u"Wie geht das?"_s, u"So."_s, {}, {}, {}, {}});
        QCOMPARE(bare.questions.value(u"de"_s), u"Wie geht das?"_s);
        QCOMPARE(bare.answers.first().body, u"So."_s);
    }
};

SOUFFLEUR_TEST_MAIN(TestFaqProposal)
#include "tst_FaqProposal.moc"
