// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "assist/Evaluation.h"
#include "assist/EvaluationSet.h"
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
        QCOMPARE(*r.latencyP50Ms, 3.0);
        QCOMPARE(*r.latencyP99Ms, 100.0);
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
        QCOMPARE(*cold->successAt1, 2.0 / 3);
        QCOMPARE(*cold->auroc, 5.0 / 6); // the third finds nothing, like the one out of scope
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
