// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "assist/Vocabulary.h"

namespace souffleur::assist {

//! A word of the customer's message with what it may mean.
struct QueryWord {
    knowledge::Token token;
    int id = -1;                       //!< in the vocabulary; -1: the FAQ does not have it
    double weight = 0;                 //!< inverse document frequency, also of the word it is most likely a form of
    std::vector<SimilarWord> meanings; //!< the word itself first (similarity 1), then similar ones
};

//! A message (or one question of it) ready for searching: every word once, in order.
struct Query {
    QString text;
    QString language;
    std::vector<QueryWord> words;
    std::vector<std::pair<int, int>> pairs; //!< neighbouring words, as vocabulary ids
    double weight = 0;                      //!< of all words
    double contentWeight = 0;               //!< of words that are no function words
    double unknownWeight = 0;               //!< of content words without any meaning in the FAQ
    int unknownContent = 0;                 //!< content words without any meaning in the FAQ
    int content = 0;

    static Query analyse(const QString& cleaned, Vocabulary& vocabulary);
};

} // namespace souffleur::assist
