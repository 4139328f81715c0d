// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "assist/Comparison.h"
#include "assist/Evaluation.h"
#include "support/TestCase.h"

#include <QFile>
#include <QTemporaryDir>

using namespace souffleur;
using namespace souffleur::assist;

namespace {
void write(const QString& path, const QByteArray& content) {
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
}

const QByteArray Faq = R"({"id":"a","lang":"en","question":"Where is my parcel?","answer":"On its way."}
{"id":"b","lang":"en","question":"How do I pay?","tags":["payment methods"]}

{"id":"c","lang":"en","question":"","answer":"Bonus points expire after two years."}
)";
const QByteArray Queries = R"({"id":"1","lang":"en","text":"my parcel?","relevant":["a"]}
{"id":"2","lang":"en","text":"do bonus points expire","relevant":["c"]}
{"id":"3","lang":"en","text":"coughing up money","relevant":["b"]}
{"id":"4","lang":"en","text":"xyzzy","relevant":[]}
)";
} // namespace

class tst_Evaluation : public test::TestCase {
    Q_OBJECT
private slots:
    void figuresByHand() {
        // Four in scope: found first, second (of two relevant), never, sixth. Two out of scope.
        const QList<QueryOutcome> outcomes{{{u"a"_s}, {u"a"_s, u"b"_s}, 0.9, 1},
                                           {{u"a"_s, u"b"_s}, {u"x"_s, u"a"_s, u"b"_s}, 0.8, 2},
                                           {{u"z"_s}, {}, 0.7, 3},
                                           {{u"f"_s}, {u"a"_s, u"b"_s, u"c"_s, u"d"_s, u"e"_s, u"f"_s}, 0.4, 4},
                                           {{}, {u"a"_s}, 0.8, 5},
                                           {{}, {u"b"_s}, 0.1, 100}};
        const EvaluationReport r = report(outcomes);
        QCOMPARE(r.queries, 6);
        QCOMPARE(r.inScope, 4);
        QCOMPARE(*r.successAt1, 0.25);
        QCOMPARE(*r.successAt3, 0.5);
        QCOMPARE(*r.successAt5, 0.5);
        QCOMPARE(*r.mrrAt10, (1 + 0.5 + 0 + 1.0 / 6) / 4);
        QCOMPARE(*r.map, (1 + (1.0 / 2 + 2.0 / 3) / 2 + 0 + 1.0 / 6) / 4);
        // Inside 0.9, 0.8, 0 (no hit), 0.4 against 0.8, 0.1: wins 2 + 1.5 + 0 + 1 of 8.
        QCOMPARE(*r.auroc, 4.5 / 8);
        QCOMPARE(*r.coverageAt95, 0.25);
        // Right: 0.9; wrong: 0.8, 0 (nothing offered), 0.4, 0.8, 0.1.
        QCOMPARE(*r.aurocCorrect, 1.0);
        QCOMPARE(*r.shownAt90, 1.0 / 6);
        QCOMPARE(*r.rightAt90, 1.0);
        QCOMPARE(*r.quietOutside, 1.0);
        QCOMPARE(*r.latencyP50Ms, 3.0);
        QCOMPARE(*r.latencyP99Ms, 100.0);
    }

    void reliabilityByHand() {
        const QList<std::pair<double, bool>> tops{
            {0.05, false}, {0.15, true}, {0.19, false}, {0.95, true}, {1.0, true}};
        const QList<ReliabilityBin> bins = reliabilityOf(tops);
        QCOMPARE(bins.size(), 10);
        QCOMPARE(bins.at(1).count, 2);
        QCOMPARE(bins.at(1).promised, 0.17);
        QCOMPARE(bins.at(1).right, 0.5);
        QCOMPARE(bins.at(9).count, 2);
        QCOMPARE(bins.at(5), ReliabilityBin{});
        // |0.05 - 0| + 2 * |0.17 - 0.5| + 2 * |0.975 - 1| over five.
        QVERIFY(std::abs(calibrationGapOf(bins) - (0.05 + 0.66 + 0.05) / 5) < 1e-12);
        QCOMPARE(calibrationGapOf({}), 0.0);
    }

    void confusionsAreCounted() {
        const auto miss = [](const QString& wanted, const QString& taken, const QString& text) {
            return QueryOutcome{{wanted}, taken.isEmpty() ? QStringList() : QStringList{taken}, 0.5, 1, text};
        };
        const EvaluationReport r = report({miss(u"a"_s, u"b"_s, u"one"_s), miss(u"a"_s, u"c"_s, u"two"_s),
                                           miss(u"a"_s, u"b"_s, u"three"_s), miss(u"d"_s, {}, u"four"_s),
                                           miss(u"e"_s, u"e"_s, u"right"_s)});
        QCOMPARE(r.confusions.size(), 3);
        QCOMPARE(r.confusions.first(), (Confusion{u"a"_s, u"b"_s, 2, u"one"_s}));
        QVERIFY(r.confusions.contains(Confusion{u"d"_s, {}, 1, u"four"_s}));
        QVERIFY(r.toTable().contains(u"    2  a -> b: one"_s));
        QVERIFY(r.toTable().contains(u"reliability"_s));
        // Other engines' scores are no probabilities.
        const EvaluationReport other = report({miss(u"a"_s, u"b"_s, u"one"_s)}, false);
        QVERIFY(!other.calibrationGap);
        QVERIFY(!other.shownAt90);
        QVERIFY(other.reliability.isEmpty());
    }

    void shotsAreTheFirstOnes() {
        const QList<TrainingPair> pairs{{u"1"_s, u"a"_s}, {u"2"_s, u"b"_s}, {u"3"_s, u"a"_s}, {u"4"_s, u"a"_s},
                                        {u"5"_s, {}},     {u"6"_s, {}},     {u"7"_s, {}}};
        QStringList taken;
        for (const TrainingPair& pair : firstShots(pairs, 2))
            taken.append(pair.text);
        QCOMPARE(taken, (QStringList{u"1"_s, u"2"_s, u"3"_s, u"5"_s, u"6"_s}));
        QCOMPARE(firstShots(pairs, 0).size(), pairs.size());
    }

    void splitsByTime() {
        FaqEntry entry;
        entry.id = FaqEntryId::create();
        entry.number = 7;
        entry.answers = {{u"de"_s, AnswerLength::Chat, FormOfAddress::Unknown, u"Antwort"_s}};
        QList<LearnedPair> pairs;
        const auto add = [&](int at, const QString& text, Verdict verdict, FaqEntryId id) {
            LearnedPair pair;
            pair.id = LearnedPairId::create();
            pair.at = fromMs(at);
            pair.text = text;
            pair.verdict = verdict;
            pair.entry = id;
            pairs.prepend(pair); // newest first, so that the order is the split's work
        };
        for (int i = 0; i < 8; ++i)
            add(i, u"frage %1"_s.arg(i), Verdict::Accepted, entry.id);
        add(8, u"frage 3"_s, Verdict::Accepted, entry.id); // known word for word
        add(9, u"etwas neues"_s, Verdict::Accepted, entry.id);
        add(10, u"ganz woanders"_s, Verdict::NoneFits, {});
        add(11, u"falsch"_s, Verdict::Wrong, entry.id);
        add(12, u"weg"_s, Verdict::Accepted, FaqEntryId::create());
        const EvaluationSet set = splitByTime({entry}, pairs, 8.0 / 13);
        QCOMPARE(set.pairs.size(), 8);
        QCOMPARE(set.pairs.first().text, u"frage 0"_s);
        QCOMPARE(set.history.size(), 8);
        QCOMPARE(set.language, u"de"_s);
        QCOMPARE(set.queries.size(), 2);
        QCOMPARE(set.queries.at(0).text, u"etwas neues"_s);
        QCOMPARE(set.queries.at(0).relevant, QSet<QString>{u"FAQ-7"_s});
        QVERIFY(set.queries.at(1).relevant.isEmpty());
    }

    void plainXapianFindsWords() {
        QTemporaryDir folder;
        write(folder.filePath(u"faq.jsonl"_s), Faq);
        write(folder.filePath(u"queries.jsonl"_s), Queries);
        EvaluationInput input;
        input.faqFile = folder.filePath(u"faq.jsonl"_s);
        input.queriesFile = folder.filePath(u"queries.jsonl"_s);
        const auto set = readSet(input);
        VERIFY_OK(set);
        QVERIFY(hasAnswers(*set));
        const ComparisonTask questions = comparisonTask(*set, ComparedText::Questions, 0);
        QCOMPARE(questions.documents, (QStringList{u"Where is my parcel?"_s, u"How do I pay?"_s,
                                                   u"Bonus points expire after two years."_s}));
        const ComparisonTask all = comparisonTask(*set, ComparedText::Everything, 2);
        QCOMPARE(all.documents.at(0), u"Where is my parcel?\nOn its way."_s);
        QCOMPARE(all.documents.at(1), u"How do I pay?\npayment methods\n"_s);
        QCOMPARE(all.queries.size(), 2);
        QList<double> times;
        const EvaluationReport r = comparisonReport(questions, askXapian(questions, times), times);
        QCOMPARE(times.size(), 4);
        QCOMPARE(*r.successAt1, 2.0 / 3);
        QVERIFY(!r.calibrationGap);
    }

    void coverageCountsTiesTogether() {
        const QList<std::pair<double, bool>> tops{{0.9, true}, {0.8, true}, {0.8, false}, {0.7, true}};
        QCOMPARE(coverageAt(0.95, tops, 4), 0.25);
        QCOMPARE(coverageAt(0.75, tops, 4), 0.75);
        QCOMPARE(coverageAt(0.95, {}, 0), 0.0);
        QVERIFY(!areaUnderCurve({1}, {}));
        QCOMPARE(*areaUnderCurve({1, 1}, {1, 1}), 0.5);
    }

    void whatDoesNotApplyIsNull() {
        const EvaluationReport r = report({{{u"a"_s}, {u"a"_s}, 0.9, 1}});
        const QJsonObject json = r.toJson();
        for (const QString& key :
             {u"success_at_1"_s, u"success_at_3"_s, u"success_at_5"_s, u"mrr_at_10"_s, u"map"_s, u"auroc"_s,
              u"coverage_at_95"_s, u"latency_p50_ms"_s, u"latency_p99_ms"_s})
            QVERIFY2(json.contains(key), qPrintable(key));
        QVERIFY(json.value(u"auroc"_s).isNull());
        QCOMPARE(json.value(u"success_at_1"_s).toDouble(), 1.0);
        QVERIFY(r.toTable().contains(u"auroc"_s));
    }

    void runsASet() {
        QTemporaryDir folder;
        write(folder.filePath(u"faq.jsonl"_s), Faq);
        write(folder.filePath(u"queries.jsonl"_s), Queries);
        write(folder.filePath(u"train.jsonl"_s), R"({"text":"coughing up the money","faq_id":"b"}
{"text":"hm","faq_id":""}
)");
        EvaluationInput input;
        input.faqFile = folder.filePath(u"faq.jsonl"_s);
        input.queriesFile = folder.filePath(u"queries.jsonl"_s);
        const auto cold = evaluate(input);
        VERIFY_OK(cold);
        QCOMPARE(cold->entries, 3);
        QCOMPARE(cold->inScope, 3);
        // The third shares no word with its entry: found or not, the bot is less sure of it.
        QVERIFY(*cold->successAt1 >= 2.0 / 3);
        QVERIFY(*cold->auroc >= 5.0 / 6);
        input.trainFile = folder.filePath(u"train.jsonl"_s);
        input.historyFile = input.trainFile;
        input.runFile = folder.filePath(u"run.jsonl"_s);
        const auto learned = evaluate(input);
        VERIFY_OK(learned);
        QCOMPARE(*learned->successAt1, 1.0);
        QFile run(input.runFile);
        QVERIFY(run.open(QIODevice::ReadOnly));
        QCOMPARE(run.readAll().count('\n'), 4);
    }

    void badSetsAreErrors() {
        QTemporaryDir folder;
        EvaluationInput input;
        input.faqFile = folder.filePath(u"faq.jsonl"_s);
        input.queriesFile = folder.filePath(u"queries.jsonl"_s);
        QCOMPARE(evaluate(input).error().code, ErrorCode::NotFound);
        write(folder.filePath(u"faq.jsonl"_s), "{\"id\":\"a\"}\nnonsense\n");
        const auto result = evaluate(input);
        QCOMPARE(result.error().code, ErrorCode::InvalidInput);
        QCOMPARE(result.error().detail, u"faq.jsonl line 2"_s);
    }
};

SOUFFLEUR_TEST_MAIN(tst_Evaluation)
#include "tst_Evaluation.moc"
