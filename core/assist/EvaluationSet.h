// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "domain/Faq.h"
#include "domain/Learning.h"

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
    QString language;         //!< of most entries
    QList<LearnedPair> pairs; //!< oldest first; what the bot may learn from
    QList<SynonymGroup> synonyms;
    QStringList history; //!< unlabelled messages, those of the pairs included
};

Result<EvaluationSet> readEvaluationSet(const QString& faqFile, const QString& queriesFile);
//! The texts of a train file, or plain lines.
Result<QStringList> readTexts(const QString& path);
Result<QList<TrainingPair>> readPairs(const QString& path);
//! At most `shots` pairs of each entry (and of none), the first ones; 0: all.
QList<TrainingPair> firstShots(const QList<TrainingPair>& pairs, int shots);
//! As the team's own pairs of as many contacts: ids and times follow the order, equal ones count within
//! LearningLimits, unknown entries are left out.
QList<LearnedPair> learnedPairs(const EvaluationSet& set, const QList<TrainingPair>& pairs);
//! Splits by time: the pairs before `share` of them stay, the later ones become the queries (a pair that nothing
//! fitted becomes one without a relevant entry, a wrong one none at all). What an earlier pair already says word
//! for word is left out of the queries.
EvaluationSet splitByTime(const QList<FaqEntry>& entries, QList<LearnedPair> pairs, double share);

} // namespace souffleur::assist
