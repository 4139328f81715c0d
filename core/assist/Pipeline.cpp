// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "assist/Pipeline.h"

#include <algorithm>
#include <cmath>

namespace souffleur::assist {

Pipeline::Language& Pipeline::language(const QString& language) {
    auto& found = m_languages[language.toStdString()];
    if (!found)
        found = std::make_unique<Language>(m_index, language);
    if (found->generation != m_index.generation()) {
        found->texts.clear(); // the vocabulary's numbers are new
        found->generation = m_index.generation();
    }
    found->vocabulary.refresh();
    return *found;
}

Vocabulary& Pipeline::vocabulary(const QString& language) {
    return this->language(language).vocabulary;
}

void Pipeline::indexChanged() {
    for (auto& [name, language] : m_languages)
        this->language(QString::fromStdString(name));
}

Ranking Pipeline::rank(const QString& cleaned, const QString& languageCode,
                       const std::function<bool(const FaqEntry&)>& eligible,
                       const std::function<double(const FaqEntry&)>& bonus, int limit) {
    Language& language = this->language(languageCode);
    Ranking result;
    result.query = Query::analyse(cleaned, language.vocabulary);
    const CandidateSearch::Found found = CandidateSearch::run(m_index, result.query, language.vocabulary, eligible);
    result.candidates = found.matching;
    const FeatureExtractor extractor(result.query, language.vocabulary, m_index.averageLength(languageCode));
    for (const FaqEntry* entry : found.entries) {
        Ranked ranked;
        ranked.entry = entry;
        ranked.features = extractor.extract(language.texts.of(*entry));
        ranked.score = m_ranker.score(ranked.features) + (bonus ? bonus(*entry) : 0.0);
        result.entries.push_back(std::move(ranked));
    }
    std::stable_sort(result.entries.begin(), result.entries.end(), [](const Ranked& a, const Ranked& b) {
        return a.score != b.score ? a.score > b.score : a.entry->id < b.entry->id;
    });
    double sum = 0;
    for (const Ranked& ranked : result.entries)
        sum += std::exp(ranked.score - result.entries.front().score);
    if (result.entries.size() > size_t(limit) + 1)
        result.entries.resize(size_t(limit) + 1); // one more for the gap
    const Query& query = result.query;
    for (size_t i = 0; i < result.entries.size(); ++i) {
        Ranked& ranked = result.entries[i];
        Confidence& confidence = ranked.confidence;
        confidence.score = ranked.score;
        if (i > 0)
            confidence.gap = ranked.score - result.entries.front().score;
        else
            confidence.gap = result.entries.size() > 1 ? ranked.score - result.entries[1].score : ranked.score;
        confidence.cosine = ranked.features[size_t(Feature::BestCosine)];
        confidence.contentShare = ranked.features[size_t(Feature::TextShare)];
        confidence.unknown = query.content > 0 ? double(query.unknownContent) / query.content : 0.0;
        confidence.length = std::log2(1.0 + query.content);
        confidence.share = std::exp(ranked.score - result.entries.front().score) / sum;
        ranked.probability = m_calibrator.probability(confidence);
        // A lower place is never surer than a higher one.
        if (i > 0)
            ranked.probability = std::min(ranked.probability, result.entries[i - 1].probability);
    }
    if (result.entries.size() > size_t(limit))
        result.entries.resize(size_t(limit));
    for (Ranked& ranked : result.entries)
        ranked.meetings = extractor.meetings(language.texts.of(*ranked.entry));
    return result;
}

} // namespace souffleur::assist
