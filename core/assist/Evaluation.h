// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "domain/Faq.h"

#include <QJsonObject>
#include <QSet>

namespace souffleur::assist {

//! What to measure. All files are JSON lines:
//! faq.jsonl      {"id", "lang", "question", "answer"?, "tags"?}
//! queries.jsonl  {"id", "lang", "text", "relevant": [faq ids]}; none relevant: the bot should stay silent
//! train          {"text", "faq_id"}; texts a suggestion was accepted for; "" : none was
struct EvaluationInput {
    QString faqFile;     //!< lines of {"id", "lang", "question", "answer"}
    QString queriesFile; //!< lines of {"id", "lang", "text", "relevant": [...]}
    QString trainFile;   //!< accepted pairs become learned variants; empty: cold
    QString historyFile; //!< a train file or plain lines: its texts are customers' words the speller may know;
                         //!< empty: none
    int maxQueries = 0;  //!< 0: all
    QString runFile;     //!< writes one line per query: {"q", "hits": [[id, score] ...], "conf", "us"}; empty: none
};

//! null where a figure does not apply.
struct EvaluationReport {
    QString name;
    int entries = 0;
    int queries = 0;
    int inScope = 0;
    std::optional<double> successAt1;
    std::optional<double> successAt3;
    std::optional<double> successAt5;
    std::optional<double> mrrAt10;
    std::optional<double> map;
    std::optional<double> auroc;        //!< top probability, in scope against out of scope
    std::optional<double> coverageAt95; //!< share of in-scope queries answered when shown tops are right in 95 %
    std::optional<double> latencyP50Ms; //!< of the whole pipeline, drafting included
    std::optional<double> latencyP99Ms;

    QJsonObject toJson() const;
    //! Two columns, figure and value.
    QString toTable() const;
};

//! One query's outcome, for the figures.
struct QueryOutcome {
    QSet<QString> relevant;
    QStringList hits;      //!< best first
    double confidence = 0; //!< of the first
    double milliseconds = 0;
};

//! Runs the very Suggester over the set. Blocking; any thread.
Result<EvaluationReport> evaluate(const EvaluationInput& input);

//! The figures from outcomes (definitions: success@k share of in-scope queries with a relevant entry among the
//! first k; MRR@10; MAP; area under the ROC curve with ties counted half; coverage as described above).
EvaluationReport report(const QList<QueryOutcome>& outcomes);
std::optional<double> areaUnderCurve(const QList<double>& positive, const QList<double>& negative);
double coverageAt(double precision, const QList<std::pair<double, bool>>& tops, int inScope);
//! Nearest rank, 0 < share <= 1.
double percentile(QList<double> values, double share);

} // namespace souffleur::assist
