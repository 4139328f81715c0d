// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "assist/EvaluationSet.h"

#include <atomic>

#include <QJsonObject>

namespace souffleur::assist {

//! What to measure. All files are JSON lines:
//! faq.jsonl      {"id", "lang", "question", "answer"?, "tags"?}
//! queries.jsonl  {"id", "lang", "text", "relevant": [faq ids]}; none relevant: the bot should stay silent
//! train          {"text", "faq_id"}; texts a suggestion was accepted for; "" : none was
struct EvaluationInput {
    QString faqFile;
    QString queriesFile;
    QString trainFile;   //!< learned as the team's own pairs would be; empty: cold
    QString historyFile; //!< a train file or plain lines: only its texts are read, as unlabelled messages
    int shots = 0;       //!< at most so many pairs of an entry, the first in the file's order; 0: all
    int maxQueries = 0;  //!< 0: all
    QString runFile;     //!< writes one line per query: {"q", "hits": [[id, score] ...], "conf", "us"}; empty: none
};

//! One bar of the reliability diagram: what was promised and what came of it.
struct ReliabilityBin {
    int count = 0;
    double promised = 0; //!< mean probability of the first hits in it
    double right = 0;    //!< share of these that were right
    bool operator==(const ReliabilityBin&) const = default;
};

//! An entry that should have come first, and what came instead.
struct Confusion {
    QString entry;
    QString taken; //!< empty: nothing was offered
    int count = 0;
    QString example; //!< the first such query
    bool operator==(const Confusion&) const = default;
};

//! null where a figure does not apply.
struct EvaluationReport {
    QString name;
    int entries = 0;
    int queries = 0;
    int inScope = 0;
    int pairs = 0;    //!< learned from
    int messages = 0; //!< unlabelled history read
    std::optional<double> successAt1;
    std::optional<double> successAt3;
    std::optional<double> successAt5;
    std::optional<double> mrrAt10;
    std::optional<double> map;
    std::optional<double> auroc;          //!< top probability, in scope against out of scope
    std::optional<double> aurocCorrect;   //!< top probability when the first hit is right against when it is not
    std::optional<double> coverageAt95;   //!< share of in-scope queries answered when shown tops are right in 95 %
    std::optional<double> coverageAt90;   //!< ... in 90 %
    std::optional<double> calibrationGap; //!< expected calibration error over ten bins
    std::optional<double> shownAt90;      //!< share of queries whose first hit has a probability of 0.9 or more
    std::optional<double> rightAt90;      //!< share of these that are right
    std::optional<double> quietOutside;   //!< share of out-of-scope queries without such a hit
    std::optional<double> latencyP50Ms;   //!< of the whole pipeline, drafting included
    std::optional<double> latencyP99Ms;
    double trainingSeconds = 0;
    QList<ReliabilityBin> reliability; //!< ten: 0-0.1, 0.1-0.2 ...; empty when there are no probabilities
    QList<Confusion> confusions;       //!< most frequent first, at most 20

    QJsonObject toJson() const;
    //! Two columns, figure and value; then the reliability diagram and the confusions.
    QString toTable() const;
};

//! One query's outcome, for the figures.
struct QueryOutcome {
    QSet<QString> relevant;
    QStringList hits;      //!< best first
    double confidence = 0; //!< of the first
    double milliseconds = 0;
    QString text = {}; //!< for the confusions' examples; may be empty
};

//! Runs the very Suggester over the set. Blocking; any thread.
Result<EvaluationReport> evaluate(const EvaluationInput& input);
//! The same for a set that was read or made already; runFile as above. Cancelled soon after `cancelled` turns true.
Result<EvaluationReport> evaluate(const EvaluationSet& set, int maxQueries, const QString& runFile,
                                  const std::atomic<bool>& cancelled);
//! The files as a set: pairs and history are kept apart from the entries.
Result<EvaluationSet> readSet(const EvaluationInput& input);

//! The figures from outcomes (definitions: success@k share of in-scope queries with a relevant entry among the
//! first k; MRR@10; MAP; area under the ROC curve with ties counted half; coverage as described above; calibration
//! error: mean over the queries of |promised - right| of their bin). `probabilities`: confidence is one, so that
//! bands, bins and calibration mean something.
EvaluationReport report(const QList<QueryOutcome>& outcomes, bool probabilities = true);
std::optional<double> areaUnderCurve(const QList<double>& positive, const QList<double>& negative);
double coverageAt(double precision, const QList<std::pair<double, bool>>& tops, int inScope);
QList<ReliabilityBin> reliabilityOf(const QList<std::pair<double, bool>>& tops);
double calibrationGapOf(const QList<ReliabilityBin>& bins);
//! Nearest rank, 0 < share <= 1.
double percentile(QList<double> values, double share);

} // namespace souffleur::assist
