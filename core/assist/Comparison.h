// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "assist/Evaluation.h"

//! What other search engines make of the same data: the yardstick for the bot. An engine sees one text per entry
//! and is asked the query as it stands.
namespace souffleur::assist {

enum class ComparedText {
    Questions,  //!< question, variants, learned pairs; the answer only where there is no question at all
    Everything, //!< these, the tags and the answer as one text
};

struct ComparisonTask {
    QString language;
    QStringList names;     //!< of the entries
    QStringList documents; //!< their texts, in the same order
    QList<EvaluationQuery> queries;
    QStringList queryTexts;
};

//! Number of the document and the engine's score, best first, at most ten for each query.
using ComparisonHits = QList<QList<std::pair<int, double>>>;

ComparisonTask comparisonTask(const EvaluationSet& set, ComparedText text, int maxQueries);
//! Do the two texts differ for any entry?
bool hasAnswers(const EvaluationSet& set);

//! Xapian with its defaults: TermGenerator and QueryParser with the language's stemmer, any word, BM25.
ComparisonHits askXapian(const ComparisonTask& task, QList<double>& milliseconds);

//! The figures; the engines' scores stand in for confidence, so what needs a probability is null.
EvaluationReport comparisonReport(const ComparisonTask& task, const ComparisonHits& hits,
                                  const QList<double>& milliseconds);

} // namespace souffleur::assist
