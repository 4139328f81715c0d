// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "assist/Pipeline.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace souffleur::assist {

namespace {
// Taken from the model beside what Xapian finds: by margin and by nearest text.
constexpr int LearnedCandidates = 15;
// A message of fewer content words ("ok", "yes please") means something else in each conversation.
constexpr int LeastContent = 2;
// Ratings move an entry by less; what was refused for such words or helped nobody falls below.
constexpr double SpeaksAgainst = -2.0;
// Where agents decided differently for the same words, the score counts as much as so many of their decisions.
constexpr double ScoreDecides = 2.0;
} // namespace

Pipeline::Language& Pipeline::language(const QString& language) {
    auto& found = m_languages[language.toStdString()];
    if (!found) {
        found = std::make_unique<Language>(m_index, language);
        found->vocabulary.setSynonyms(m_synonyms);
        found->setModel(m_model ? m_model->language(language) : nullptr);
    }
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

void Pipeline::setModel(std::shared_ptr<const Model> model) {
    m_model = std::move(model);
    for (auto& [name, language] : m_languages) {
        language->setModel(m_model ? m_model->language(QString::fromStdString(name)) : nullptr);
    }
}

void Pipeline::setSynonyms(const QList<SynonymGroup>& groups) {
    m_synonyms = groups;
    for (auto& [name, language] : m_languages)
        language->vocabulary.setSynonyms(groups);
}

void Pipeline::forget(FaqEntryId id) {
    for (auto& [name, language] : m_languages)
        language->texts.forget(id);
}

void Pipeline::indexChanged() {
    for (auto& [name, language] : m_languages)
        this->language(QString::fromStdString(name));
}

Ranking Pipeline::rank(const QString& cleaned, const QString& languageCode,
                       const std::function<bool(const FaqEntry&)>& eligible,
                       const std::function<Standing(const FaqEntry&)>& standing, int limit, int noneFitted) {
    Language& language = this->language(languageCode);
    Ranking result;
    result.query = Query::analyse(cleaned, language.vocabulary);
    CandidateSearch::Found found = CandidateSearch::run(m_index, result.query, language.vocabulary, eligible);
    result.candidates = found.matching;
    const Experience experience{m_averageLearned, language.model ? language.model->background.count : 0,
                                language.model && !language.model->linear.isEmpty()};
    const RankerTuning* tuning = m_tuning ? &*m_tuning : language.model ? &language.model->tuning : nullptr;
    const Ranker::Weights shipped = Ranker::shippedWeights(experience);
    const Ranker ranker(tuning ? tuning->apply(shipped) : shipped);
    const Calibrator calibrator(Calibrator::shippedWeights(experience));
    LanguageModel::Scores learned;
    DenseVector meaning;
    if (language.model) {
        const TextView view = language.model->viewOf(language.vocabulary.analyser().tokens(cleaned, 400));
        meaning = view.meaning;
        learned = language.model->score(view);
        QSet<FaqEntryId> there;
        for (const FaqEntry* entry : std::as_const(found.entries))
            there.insert(entry->id);
        for (const int index : learned.best(LearnedCandidates)) {
            const FaqEntry* entry = m_index.entry(language.model->linear.entries().at(index));
            if (entry && !there.contains(entry->id) && eligible(*entry))
                found.entries.append(entry);
        }
    }
    double questions = 0;
    double grams = 0;
    for (const FaqEntry* entry : std::as_const(found.entries)) {
        const EntryText& text = language.texts.of(*entry);
        questions += text.questionLength;
        grams += text.gramLength;
    }
    const double count = std::max(1.0, double(found.entries.size()));
    const FeatureExtractor extractor(result.query, language.vocabulary, m_index.averageLength(languageCode),
                                     questions / count, grams / count);
    for (const FaqEntry* entry : std::as_const(found.entries)) {
        Ranked ranked;
        ranked.entry = entry;
        const int index = language.model ? language.model->indexOf(entry->id) : -1;
        ranked.features = extractor.extract(language.texts.of(*entry),
                                            index < 0 ? LearnedScore() : learned.entries[size_t(index)], meaning,
                                            m_averageLearned);
        if (index >= 0 && language.model->linear.hasNone())
            ranked.confidence.none =
                1 / (1 + std::exp(double(LinearModel::Sharpness) *
                                  double(learned.entries[size_t(index)].margin - learned.none)));
        result.entries.push_back(std::move(ranked));
    }
    std::vector<Features*> candidates;
    for (Ranked& ranked : result.entries)
        candidates.push_back(&ranked.features);
    extractor.relate(candidates);
    std::vector<int> decisions;
    for (Ranked& ranked : result.entries) {
        ranked.parts = ranker.parts(ranked.features);
        const Standing known = standing ? standing(*ranked.entry) : Standing();
        ranked.parts.experience = known.bonus;
        ranked.score = ranker.score(ranked.features) + ranked.parts.experience;
        // A question that an admin wrote is a decision too.
        decisions.push_back(std::max(1, known.decisions));
        ranked.parts.sameWords = result.query.content >= LeastContent && ranked.parts.experience > SpeaksAgainst &&
                                 ranked.features[size_t(Feature::Exact)] > 0 && noneFitted <= decisions.back();
    }
    double best = -std::numeric_limits<double>::infinity();
    for (const Ranked& ranked : result.entries)
        best = std::max(best, ranked.score);
    double sum = 0;
    for (const Ranked& ranked : result.entries)
        sum += std::exp(ranked.score - best);
    // What a model generalises from many texts does not outweigh what somebody decided for these very words.
    for (size_t i = 0; i < result.entries.size(); ++i) {
        Ranked& ranked = result.entries[i];
        if (ranked.parts.sameWords)
            ranked.decided = decisions[i] + ScoreDecides * std::exp(ranked.score - best) / sum;
    }
    std::stable_sort(result.entries.begin(), result.entries.end(), [](const Ranked& a, const Ranked& b) {
        if (a.decided != b.decided)
            return a.decided > b.decided;
        return a.score != b.score ? a.score > b.score : a.entry->id < b.entry->id;
    });
    if (result.entries.size() > size_t(limit) + 1)
        result.entries.resize(size_t(limit) + 1); // one more for the gap
    for (size_t i = 0; i < result.entries.size(); ++i) {
        Ranked& ranked = result.entries[i];
        Confidence& confidence = ranked.confidence;
        confidence.score = ranked.score;
        if (i > 0)
            confidence.gap = ranked.score - result.entries.front().score;
        else
            confidence.gap = result.entries.size() > 1 ? ranked.score - result.entries[1].score : ranked.score;
        confidence.share = std::exp(ranked.score - best) / sum;
        confidence.features = ranked.features;
        confidence.words = std::log1p(double(result.query.content));
        confidence.unknown =
            result.query.contentWeight > 0 ? result.query.unknownWeight / result.query.contentWeight : 0.0;
        const Recalibration recalibration = language.model ? language.model->recalibration : Recalibration();
        ranked.probability = recalibration.apply(calibrator.probability(confidence));
        if (ranked.parts.sameWords)
            ranked.probability = std::max(ranked.probability, bands::Good);
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
