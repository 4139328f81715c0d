// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Commands.h"
#include "TemporaryPostgres.h"

#include "assist/Comparison.h"
#include "store/FullTextBaseline.h"
#include "store/Storage.h"
#include "store/Store.h"

namespace souffleur::tool {
namespace {

//! What is learned from, and what is asked, of a team's own history.
constexpr double OwnTrainShare = 0.8;
constexpr int MaxOwnPairs = 1'000'000;

struct Compared {
    QString engine;
    QString text; //!< "questions" or "everything"
    std::optional<assist::EvaluationReport> report;
    QString note; //!< why there is none
};

class Comparison {
public:
    Comparison(const assist::EvaluationSet& set, int maxQueries, const QString& connection)
        : m_set(set), m_maxQueries(maxQueries), m_connection(connection) {}

    QList<Compared> run(Tool& tool) {
        QList<assist::ComparedText> texts{assist::ComparedText::Questions};
        if (assist::hasAnswers(m_set))
            texts.append(assist::ComparedText::Everything);
        TemporaryPostgres server;
        QString problem;
        if (m_connection.isEmpty()) {
            tool.progress(u"starting PostgreSQL"_s);
            if (auto started = server.start())
                m_connection = *started;
            else
                problem = started.error().toString();
        }
        for (const assist::ComparedText text : std::as_const(texts)) {
            const assist::ComparisonTask task = assist::comparisonTask(m_set, text, m_maxQueries);
            tool.progress(u"asking the others"_s);
            QList<double> times;
            const assist::ComparisonHits hits = assist::askXapian(task, times);
            add(u"xapian"_s, text, assist::comparisonReport(task, hits, times));
            add(u"fts5"_s, text, task, store::askFts5(task.documents, task.queryTexts, task.language));
            if (problem.isEmpty())
                add(u"postgres"_s, text, task,
                    store::askPostgres(m_connection, task.documents, task.queryTexts, task.language));
            else
                m_rows.append({u"postgres"_s, name(text), {}, problem});
        }
        return m_rows;
    }

private:
    static QString name(assist::ComparedText text) {
        return text == assist::ComparedText::Questions ? u"questions"_s : u"everything"_s;
    }
    void add(const QString& engine, assist::ComparedText text, const assist::EvaluationReport& report) {
        m_rows.append({engine, name(text), report, {}});
    }
    void add(const QString& engine, assist::ComparedText text, const assist::ComparisonTask& task,
             const Result<store::FullTextAnswers>& answers) {
        if (answers)
            add(engine, text, assist::comparisonReport(task, answers->hits, answers->milliseconds));
        else
            m_rows.append({engine, name(text), {}, answers.error().toString()});
    }

    const assist::EvaluationSet& m_set;
    int m_maxQueries;
    QString m_connection;
    QList<Compared> m_rows;
};

QJsonArray toJson(const QList<Compared>& rows) {
    QJsonArray array;
    for (const Compared& row : rows) {
        QJsonObject object{{u"engine"_s, row.engine}, {u"text"_s, row.text}};
        if (!row.report)
            object.insert(u"note"_s, row.note);
        const QJsonObject figures = row.report.value_or(assist::EvaluationReport()).toJson();
        for (const QString& key : {u"success_at_1"_s, u"success_at_3"_s, u"success_at_5"_s, u"mrr_at_10"_s,
                                   u"map"_s, u"auroc"_s, u"auroc_correct"_s, u"coverage_at_95"_s,
                                   u"coverage_at_90"_s, u"latency_p50_ms"_s, u"latency_p99_ms"_s})
            object.insert(key, figures.value(key));
        array.append(object);
    }
    return array;
}

QString toTable(const assist::EvaluationReport& own, const QList<Compared>& rows) {
    QString text = u"\nengine               S@1     S@3   AUROC   cov95  p50 ms  p99 ms\n"_s;
    const auto line = [&](const QString& name, const assist::EvaluationReport& r) {
        text += name.leftJustified(17);
        for (const auto& value : {r.successAt1, r.successAt3, r.auroc, r.coverageAt95})
            text += (value ? QString::number(*value, 'f', 3) : u"-"_s).rightJustified(8);
        for (const auto& value : {r.latencyP50Ms, r.latencyP99Ms})
            text += (value ? QString::number(*value, 'f', 2) : u"-"_s).rightJustified(8);
        text += u'\n';
    };
    line(u"souffleur"_s, own);
    for (const Compared& row : rows) {
        const QString name = row.engine + (row.text == u"questions"_s ? QString() : u"+answers"_s);
        if (row.report)
            line(name, *row.report);
        else
            text += name.leftJustified(17) + u"  "_s + row.note + u'\n';
    }
    return text;
}

//! The team's own pairs, oldest first: the first 80 % to learn from, the later ones to be asked.
Result<assist::EvaluationSet> ownSet(Tool& tool) {
    SOUFFLEUR_TRY(const auto workspace, tool.open(false));
    SOUFFLEUR_TRY(const QList<FaqEntry> entries, tool.call([&] {
        return workspace->storage().read([](store::Store& s) { return s.faq().all(); });
    }));
    SOUFFLEUR_TRY(const QList<LearnedPair> pairs, tool.call([&] {
        return workspace->storage().read([](store::Store& s) { return s.learning().latest(MaxOwnPairs); });
    }));
    assist::EvaluationSet set = assist::splitByTime(entries, pairs, OwnTrainShare);
    SOUFFLEUR_TRY(set.synonyms, tool.call([&] { return workspace->synonyms(); }));
    set.name = u"own"_s;
    if (set.queries.isEmpty())
        return makeError(ErrorCode::NotFound,
                         u"nothing to ask yet: %1 learned pairs"_s.arg(QString::number(pairs.size())));
    return set;
}

} // namespace

Status runEval(Tool& tool) {
    assist::EvaluationInput input;
    input.faqFile = tool.option(u"faq"_s);
    input.queriesFile = tool.option(u"queries"_s);
    input.trainFile = tool.option(u"train"_s);
    input.historyFile = tool.option(u"history"_s);
    input.runFile = tool.option(u"run"_s);
    bool valid = true;
    input.shots = tool.option(u"shots"_s, u"0"_s).toInt(&valid);
    if (!valid || input.shots < 0)
        return makeError(ErrorCode::InvalidInput, u"--shots is a number of pairs of each entry"_s);
    input.maxQueries = tool.option(u"limit"_s, u"0"_s).toInt(&valid);
    if (!valid || input.maxQueries < 0)
        return makeError(ErrorCode::InvalidInput, u"--limit is a number of queries"_s);
    const QString connection = tool.option(u"postgres"_s);
    const bool compare = tool.flag(u"compare"_s);
    const bool own = tool.flag(u"own"_s);
    const bool files = !input.faqFile.isEmpty() || !input.queriesFile.isEmpty() || !input.trainFile.isEmpty();
    if (own ? files : input.faqFile.isEmpty() || input.queriesFile.isEmpty())
        return makeError(ErrorCode::InvalidInput, u"eval --faq FILE --queries FILE, or eval --own"_s);
    SOUFFLEUR_CHECK(tool.finishArguments());
    SOUFFLEUR_TRY(const assist::EvaluationSet set, own ? ownSet(tool) : assist::readSet(input));
    SOUFFLEUR_TRY(const assist::EvaluationReport report,
                  assist::evaluate(set, input.maxQueries, input.runFile, false));
    QJsonObject json = report.toJson();
    QString table = report.toTable();
    if (compare) {
        const QList<Compared> rows = Comparison(set, input.maxQueries, connection).run(tool);
        json.insert(u"compare"_s, toJson(rows));
        table += toTable(report, rows);
    }
    tool.print(json, table);
    return ok();
}

} // namespace souffleur::tool
