// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Gap.h"

namespace souffleur::assist {

//! Text without what tells who wrote it: names (the given ones, and who introduces or is addressed by name), e-mail
//! addresses, links, IBANs, telephone numbers, street addresses with postcodes, and every number of three digits or
//! more. Each becomes a word in angle quotes: "‹name›", "‹email›", "‹link›", "‹iban›", "‹phone›", "‹address›",
//! "‹number›". Pure.
QString maskPersonal(const QString& text, const QStringList& names = {});

struct GapOptions {
    Timestamp now{};
    int minCount = 1; //!< conversations that a cluster needs
    int limit = 50;
};

//! What customers ask and the FAQ does not answer: turns that share their telling words, by language. Leader
//! clustering on the cosine of tf-idf weighted stems, one pass to find the leaders, one to put every turn to its
//! nearest, then near clusters are joined; the same turns give the same clusters in whatever order they come.
//! The dearest first: conversations times their mean wait (GapCluster::cost), each wait counted to a day at most,
//! so that one forgotten conversation does not outweigh what everybody asks. Any thread; blocking (2,000 turns:
//! well below a second).
QList<GapCluster> findGaps(QList<GapTurn> turns, const GapOptions& options);

} // namespace souffleur::assist
