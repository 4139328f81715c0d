// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "assist/Query.h"

namespace souffleur::assist {

//! Finds the entries worth ranking with Xapian: the rarest words with their similar ones, question words counted
//! again. `eligible` decides before the best are chosen, so that hidden entries take nobody's place.
class CandidateSearch {
public:
    //! So many entries are ranked.
    static constexpr int Limit = 60;
    //! So many words of a message are searched, the rarest first (10-word OR: 2 ms at 100,000 entries).
    static constexpr int MaxWords = 12;
    //! Beside the three rarest, words are searched until so many places in the index were read: in a large FAQ the
    //! common words cost most and tell least.
    static constexpr qint64 MaxPostings = 100'000;

    struct Found {
        QList<const FaqEntry*> entries; //!< best first by Xapian's score
        int matching = 0;               //!< estimate of all that matched
    };
    static Found run(knowledge::FaqIndex& index, const Query& query, Vocabulary& vocabulary,
                     const std::function<bool(const FaqEntry&)>& eligible, qint64 maxPostings = MaxPostings);
};

} // namespace souffleur::assist
