// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "knowledge/Duplicates.h"
#include "support/TestCase.h"

#include <QElapsedTimer>

using namespace souffleur;

namespace {

FaqEntry entry(int number, const QString& question, const QString& answer = {}) {
    FaqEntry made;
    made.id = FaqEntryId::create();
    made.number = number;
    made.questions.insert(u"de"_s, question);
    made.status = FaqStatus::Published;
    if (!answer.isEmpty())
        made.answers = {{u"de"_s, AnswerLength::Chat, FormOfAddress::Unknown, answer}};
    return made;
}

} // namespace

class tst_Duplicates : public test::TestCase {
    Q_OBJECT
private slots:
    void theSameWordsAreTheSame() {
        const QList<FaqEntry> entries{entry(2, u"Wo ist mein Paket?"_s), entry(1, u"wo ist mein paket"_s),
                                      entry(3, u"Was kostet der Versand?"_s)};
        const auto found = knowledge::findDuplicates(entries, {}, 9);
        QCOMPARE(found.size(), 1);
        QCOMPARE(found.first().similarity, 1.0);
        QCOMPARE(found.first().first, entries[1].id); // the older number first
        QCOMPARE(found.first().secondTitle, u"Wo ist mein Paket?"_s);
    }

    void likeQuestionsNeedTheAnswersToAgree_data() {
        QTest::addColumn<QString>("question");
        QTest::addColumn<QString>("answer");
        QTest::addColumn<int>("count");
        const QString same = u"Die Rücksendung ist kostenlos, das Etikett liegt im Paket bei."_s;
        QTest::newRow("other order") << u"Was kostet die Rücksendung aus Österreich?"_s << QString() << 1;
        QTest::newRow("one of few words less") << u"Was kostet die Rücksendung?"_s << QString() << 0;
        QTest::newRow("same answer") << u"Rücksendung: was kostet das Etikett?"_s << same << 1;
        QTest::newRow("other answer") << u"Rücksendung: was kostet das Etikett?"_s
                                      << u"Unsere Hotline hilft Ihnen gern weiter."_s << 0;
        QTest::newRow("other subject") << u"Welche Größe passt mir?"_s << same << 0;
    }
    void likeQuestionsNeedTheAnswersToAgree() {
        QFETCH(QString, question);
        QFETCH(QString, answer);
        QList<FaqEntry> entries{entry(1, u"Aus Österreich: was kostet die Rücksendung?"_s,
                                      u"Die Rücksendung ist kostenlos, das Etikett liegt im Paket bei."_s),
                                entry(2, question, answer)};
        // Others, so that common words weigh little.
        for (const QString& other : {u"Wo ist mein Paket?"_s, u"Kann ich in Raten zahlen?"_s,
                                     u"Wie lösche ich mein Konto?"_s, u"Gibt es Studentenrabatt?"_s})
            entries += entry(int(entries.size()) + 1, other);
        QTEST(int(knowledge::findDuplicates(entries, {}, 9).size()), "count");
    }

    void archivedAndSettledOnesAreLeftOut() {
        QList<FaqEntry> entries{entry(1, u"Wo ist mein Paket?"_s), entry(2, u"Wo ist mein Paket?"_s)};
        QVERIFY(knowledge::findDuplicates(entries, {{entries[1].id, entries[0].id}}, 9).isEmpty());
        entries[1].status = FaqStatus::Archived;
        QVERIFY(knowledge::findDuplicates(entries, {}, 9).isEmpty());
    }

    void variantsOfOneEntryAreNoDuplicates() {
        QList<FaqEntry> entries{entry(1, u"Wo ist mein Paket?"_s)};
        entries[0].variants = {{u"wo ist mein paket"_s, u"de"_s, VariantSource::Written}};
        QVERIFY(knowledge::findDuplicates(entries, {}, 9).isEmpty());
    }
};

SOUFFLEUR_TEST_MAIN(tst_Duplicates)
#include "tst_Duplicates.moc"
