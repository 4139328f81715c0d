// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "domain/Faq.h"

#include <QSet>

//! The files of an evaluation set as entries and queries; formats in Evaluation.h.
namespace souffleur::assist {

struct EvaluationQuery {
    QString id;
    QString language;
    QString text;
    QSet<QString> relevant;
};

struct TrainingPair {
    QString text;
    QString faqId; //!< empty: no suggestion was taken
};

struct EvaluationSet {
    QString name;
    QList<FaqEntry> entries;
    QHash<QString, FaqEntryId> ids;
    QHash<FaqEntryId, QString> names;
    QList<EvaluationQuery> queries;
    QString language; //!< of most entries
};

Result<EvaluationSet> readEvaluationSet(const QString& faqFile, const QString& queriesFile);
Result<QList<TrainingPair>> readPairs(const QString& path);
//! Adds each accepted text as a learned variant of its entry, once.
void learnVariants(EvaluationSet& set, const QList<TrainingPair>& pairs);

} // namespace souffleur::assist
