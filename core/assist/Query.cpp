// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "assist/Query.h"

namespace souffleur::assist {

namespace {
constexpr int MaxWords = 60; // of one message; the Xapian query takes the rarest of them
constexpr int MaxMeanings = 6;
} // namespace

Query Query::analyse(const QString& cleaned, Vocabulary& vocabulary) {
    Query query;
    query.text = cleaned;
    query.language = vocabulary.language();
    QHash<QString, int> seen;
    int before = -1;
    int sentence = -1;
    for (const knowledge::Token& token : vocabulary.analyser().tokens(cleaned, 400)) {
        int id = vocabulary.id(token.stem);
        if (id >= 0 && vocabulary.frequency(id) == 0)
            id = -1;
        if (token.sentence != sentence)
            before = -1;
        sentence = token.sentence;
        if (before >= 0 && id >= 0)
            query.pairs.push_back({before, id});
        before = id;
        const QString stem = QString::fromStdString(token.stem);
        if (seen.contains(stem) || query.words.size() >= size_t(MaxWords))
            continue;
        seen.insert(stem, 1);
        QueryWord word;
        word.token = token;
        word.id = id;
        if (id >= 0) {
            word.weight = vocabulary.inverseFrequencyOf(id);
            word.meanings.push_back({id, 1.0F});
        }
        // A known function word means itself.
        if (!(token.stop && id >= 0)) {
            for (const SimilarWord& meaning : vocabulary.similar(token, MaxMeanings))
                word.meanings.push_back(meaning);
        }
        if (id < 0) {
            word.weight = word.meanings.empty() ? vocabulary.unknownWeight(token.stem)
                                                : vocabulary.inverseFrequencyOf(word.meanings.front().id);
        }
        query.weight += word.weight;
        if (!token.stop) {
            query.contentWeight += word.weight;
            ++query.content;
            query.unknownContent += word.meanings.empty();
            query.unknownWeight += word.meanings.empty() ? word.weight : 0.0;
        }
        query.words.push_back(std::move(word));
    }
    return query;
}

} // namespace souffleur::assist
