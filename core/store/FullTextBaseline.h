// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"

#include <QList>
#include <QStringList>

//! Full-text search as the databases bring it along, for measuring the bot against it (souffleurctl eval
//! --compare). Nothing of the product's own store is touched. Blocking; any thread.
namespace souffleur::store {

struct FullTextAnswers {
    QList<QList<std::pair<int, double>>> hits; //!< for each query: document, score; best first, at most ten
    QList<double> milliseconds;                //!< for each query
};

//! SQLite FTS5 in memory: any word, bm25(), its tokenizer with Porter's stemmer for English.
Result<FullTextAnswers> askFts5(const QStringList& documents, const QStringList& queries, const QString& language);

//! PostgreSQL: the language's text search configuration, any word, ts_rank_cd, in a temporary table. connection: as
//! libpq reads it. NotConfigured: Qt's driver is missing; NetworkDown: no server there.
Result<FullTextAnswers> askPostgres(const QString& connection, const QStringList& documents,
                                    const QStringList& queries, const QString& language);

} // namespace souffleur::store
