// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "assist/FeatureExtractor.h"

#include <algorithm>
#include <cmath>

namespace souffleur::assist {

namespace {
// Xapian's defaults: BM25Weight(k1 = 1, k2 = 0, k3 = 1, b = 0.5, min_normlen = 0.5).
constexpr double K1 = 1.0;
constexpr double B = 0.5;
constexpr double MinNormalLength = 0.5;
constexpr double ShortEntry = 30; // words

double lengthNorm(double length, double average) {
    const double normal = average > 0 ? std::max(length / average, MinNormalLength) : 1.0;
    return K1 * (normal * B + (1 - B));
}

double countPart(double count, double norm) {
    return count * (K1 + 1) / (norm + count);
}

int countOf(const std::vector<std::pair<int, int>>& counts, int id) {
    const auto it = std::lower_bound(counts.begin(), counts.end(), id,
                                     [](const std::pair<int, int>& a, int wanted) { return a.first < wanted; });
    return it != counts.end() && it->first == id ? it->second : 0;
}

double share(double part, double whole) {
    return whole > 0 ? part / whole : 0.0;
}
} // namespace

FeatureExtractor::FeatureExtractor(const Query& query, Vocabulary& vocabulary, double averageLength,
                                   double averageQuestions, double averageGrams)
    : m_query(query), m_averageLength(averageLength), m_averageQuestions(averageQuestions),
      m_averageGrams(averageGrams), m_places(size_t(vocabulary.size()), quint16(0)) {
    for (size_t i = 0; i < query.words.size(); ++i) {
        const QueryWord& word = query.words[i];
        for (const SimilarWord& meaning : word.meanings) {
            quint16& place = m_places[size_t(meaning.id)];
            if (place == 0) {
                m_met.push_back({vocabulary.inverseFrequencyOf(meaning.id), {}});
                place = quint16(m_met.size());
            }
            m_met[place - 1U].meanings.push_back({int(i), meaning.similarity});
        }
        const int frequency = word.id >= 0 ? vocabulary.questionFrequency(word.id) : 0;
        m_questionWeights.push_back(frequency > 0 ? vocabulary.inverseFrequency(frequency) : 0.0);
        m_questionTotal += m_questionWeights.back();
        for (const quint32 gram : Vocabulary::gramsOf(QString::fromStdString(word.token.stem)))
            m_grams.push_back({gram, 0.0});
    }
    std::sort(m_grams.begin(), m_grams.end());
    m_grams.erase(std::unique(m_grams.begin(), m_grams.end()), m_grams.end());
    for (auto& [gram, weight] : m_grams) {
        weight = vocabulary.gramWeight(gram);
        m_gramTotal += weight;
    }
}

FeatureExtractor::QuestionMatch FeatureExtractor::match(const EntryText& text, const QuestionText& question,
                                                        std::vector<float>& best) const {
    QuestionMatch result;
    result.question = &question;
    double textMet = 0;
    double contentMet = 0;
    double functionMet = 0;
    int same = 0;
    bool any = false;
    for (size_t i = question.first; i < question.end; ++i) {
        const QuestionWord word = text.questionWords[i];
        const Met* const found = metBy(int(word.id));
        if (!found)
            continue;
        if (!any)
            std::fill(best.begin(), best.end(), 0.0F);
        any = true;
        double met = 0;
        for (const Meaning& meaning : found->meanings) {
            met = std::max(met, double(meaning.similarity));
            best[size_t(meaning.queryWord)] = std::max(best[size_t(meaning.queryWord)], meaning.similarity);
            same += meaning.similarity == 1.0F;
        }
        textMet += found->weight * met;
        if (word.stop)
            functionMet += met >= 1.0 ? 1 : 0;
        else
            contentMet += found->weight * met;
    }
    if (!any)
        return result;
    double queryMet = 0;
    double queryContentMet = 0;
    int queryFunction = 0;
    for (size_t i = 0; i < best.size(); ++i) {
        const QueryWord& word = m_query.words[i];
        queryMet += word.weight * double(best[i]);
        if (word.token.stop)
            ++queryFunction;
        else
            queryContentMet += word.weight * double(best[i]);
    }
    result.queryShare = share(queryMet, m_query.weight);
    result.textShare = share(textMet, question.weight);
    result.cosine = std::sqrt(result.queryShare * result.textShare);
    result.contentCosine =
        std::sqrt(share(queryContentMet, m_query.contentWeight) * share(contentMet, question.contentWeight));
    result.functionCosine = question.functionWords > 0 && queryFunction > 0
                                ? functionMet / std::sqrt(double(question.functionWords) * queryFunction)
                                : 0.0;
    result.exact = same == int(question.end - question.first) && same == int(m_query.words.size());
    return result;
}

double FeatureExtractor::pairShare(const QuestionText& question) const {
    if (question.pairs.empty() || m_query.pairs.empty())
        return 0;
    int common = 0;
    for (const auto& pair : m_query.pairs)
        common += std::find(question.pairs.begin(), question.pairs.end(), pair) != question.pairs.end();
    return 2.0 * common / double(question.pairs.size() + m_query.pairs.size());
}

FeatureExtractor::Closeness FeatureExtractor::closeness(const EntryText& text) const {
    Closeness result;
    std::vector<float> met(m_query.words.size());
    std::vector<bool> together(m_query.pairs.size());
    double weight = 0;
    int before = -1;
    for (const int id : text.answerWords) {
        if (id == EntryText::SentenceEnd) {
            result.sentence = std::max(result.sentence, weight);
            std::fill(met.begin(), met.end(), 0.0F);
            weight = 0;
            before = -1;
            continue;
        }
        const Met* const found = metBy(id);
        if (!found) {
            before = -1;
            continue;
        }
        for (const Meaning& meaning : found->meanings) {
            float& best = met[size_t(meaning.queryWord)];
            if (meaning.similarity <= best)
                continue;
            weight += m_query.words[size_t(meaning.queryWord)].weight * double(meaning.similarity - best);
            best = meaning.similarity;
        }
        for (size_t i = 0; before >= 0 && i < m_query.pairs.size(); ++i) {
            if (m_query.pairs[i] == std::pair(before, id))
                together[i] = true;
        }
        before = id;
    }
    result.sentence = share(std::max(result.sentence, weight), m_query.weight);
    result.pairs = share(double(std::count(together.begin(), together.end(), true)),
                         double(std::max<size_t>(1, together.size())));
    if (!text.questions.empty())
        return result;
    const double norm = lengthNorm(text.gramLength, m_averageGrams);
    double grams = 0;
    auto at = text.answerGrams.begin();
    for (const auto& [gram, gramWeight] : m_grams) {
        at = std::lower_bound(at, text.answerGrams.end(), 256 * gram);
        if (at != text.answerGrams.end() && *at / 256 == gram)
            grams += gramWeight * countPart(*at % 256, norm);
    }
    result.grams = share(grams, m_gramTotal);
    return result;
}

void FeatureExtractor::relate(const std::vector<Features*>& candidates) const {
    using Pair = std::pair<Feature, Feature>;
    for (const auto& [value, ratio] :
         {Pair{Feature::Plain, Feature::PlainRatio}, Pair{Feature::BestCosine, Feature::CosineRatio},
          Pair{Feature::OnlyBm25, Feature::OnlyRatio}}) {
        double best = 0;
        for (const Features* features : candidates)
            best = std::max(best, (*features)[size_t(value)]);
        // Where words are joined and inflected, plain words tell too little to go by: no entry is before another.
        const bool even = ratio == Feature::PlainRatio && m_query.language == u"de"_s;
        for (Features* features : candidates)
            (*features)[size_t(ratio)] = even ? 1.0 : share((*features)[size_t(value)], best);
    }
    const double longness = std::clamp(m_averageLength / ShortEntry - 1, 0.0, 1.0);
    for (Features* features : candidates)
        (*features)[size_t(Feature::PlainGuard)] = longness * (*features)[size_t(Feature::PlainRatio)];
}

Features FeatureExtractor::extract(const EntryText& text, const LearnedScore& learned, const DenseVector& meaning,
                                   double averageLearned) const {
    Features features{};
    const auto set = [&](Feature feature, double value) { features[size_t(feature)] = value; };

    // A question is short by nature: its length says nothing against it.
    const double questionNorm = K1;
    const double questionsNorm = lengthNorm(text.questionLength, m_averageQuestions);
    const double answerNorm = lengthNorm(text.length - text.questionLength, m_averageLength);
    double exact = 0;
    double plain = 0;
    double answerPlain = 0;
    double soft = 0;
    double answer = 0;
    double questionMet = 0;
    double answerMet = 0;
    for (size_t i = 0; i < m_query.words.size(); ++i) {
        const QueryWord& word = m_query.words[i];
        double bestAnswer = 0;
        double bestQuestion = 0;
        double metByQuestion = 0;
        double metByAnswer = 0;
        for (const SimilarWord& meaning : word.meanings) {
            const int count = countOf(text.counts, meaning.id);
            if (count == 0)
                continue;
            const auto similarity = double(meaning.similarity);
            const int inQuestion = countOf(text.questionCounts, meaning.id);
            if (inQuestion > 0) {
                const double part = countPart(inQuestion, questionNorm);
                if (meaning.id == word.id) {
                    exact += word.weight * part;
                    plain += m_questionWeights[i] * countPart(inQuestion, questionsNorm);
                }
                bestQuestion = std::max(bestQuestion, similarity * part);
                metByQuestion = std::max(metByQuestion, similarity);
            }
            if (count > inQuestion) {
                const double part = countPart(count - inQuestion, answerNorm);
                if (meaning.id == word.id)
                    answerPlain += word.weight * part;
                bestAnswer = std::max(bestAnswer, similarity * part);
                metByAnswer = std::max(metByAnswer, similarity);
            }
        }
        soft += word.weight * bestQuestion;
        answer += word.weight * bestAnswer;
        if (!word.token.stop) {
            questionMet += word.weight * metByQuestion;
            answerMet += word.weight * std::max(0.0, metByAnswer - metByQuestion);
        }
    }
    set(Feature::Bm25, share(exact, m_query.weight));
    set(Feature::Plain, share(plain, m_questionTotal));
    set(Feature::Bm25Soft, share(soft, m_query.weight));
    set(Feature::QuestionShare, share(questionMet, m_query.contentWeight));
    const bool asked = !text.questions.empty();
    // Long answers mention everything: beside a question they say the less, the longer they are.
    const double trust = asked ? std::sqrt(std::min(1.0, ShortEntry / std::max(1.0, m_averageLength))) : 1.0;
    set(asked ? Feature::AnswerBm25 : Feature::OnlyBm25, trust * share(answer, m_query.weight));
    set(asked ? Feature::AnswerShare : Feature::OnlyShare, trust * share(answerMet, m_query.contentWeight));

    if (answer > 0) {
        const Closeness close = closeness(text);
        set(asked ? Feature::AnswerSentence : Feature::OnlySentence, trust * close.sentence);
        set(asked ? Feature::AnswerPairs : Feature::OnlyPairs, trust * close.pairs);
        if (!asked) {
            set(Feature::OnlyGrams, close.grams);
            set(Feature::OnlyPlain, share(answerPlain, m_query.weight));
        }
    }

    std::vector<float> best(m_query.words.size());
    QuestionMatch nearest;
    double bestContent = 0;
    bool sameWords = false;
    std::array<double, 3> top{};
    for (const QuestionText& one : text.questions) {
        const QuestionMatch found = match(text, one, best);
        bestContent = std::max(bestContent, found.contentCosine);
        sameWords |= found.exact;
        if (found.cosine > nearest.cosine || !nearest.question)
            nearest = found;
        double value = found.cosine;
        for (double& place : top) {
            if (value > place)
                std::swap(value, place);
        }
    }
    if (nearest.question) {
        set(Feature::BestCosine, nearest.cosine);
        set(Feature::BestQueryShare, nearest.queryShare);
        set(Feature::BestTextShare, nearest.textShare);
        set(Feature::ContentCosine, bestContent);
        set(Feature::FunctionCosine, nearest.functionCosine);
        const double places = double(std::min<size_t>(3, text.questions.size()));
        set(Feature::MeanCosine, (top[0] + top[1] + top[2]) / places);
        set(Feature::Pairs, pairShare(*nearest.question));
        set(Feature::Exact, sameWords ? 1.0 : 0.0);
    }
    if (!meaning.empty()) {
        std::array<float, 3> near{};
        const size_t counted = text.meanings.size() / meaning.size();
        for (float value : cosines(text.meanings, meaning)) {
            for (float& place : near) {
                if (value > place)
                    std::swap(value, place);
            }
        }
        set(Feature::MeaningBest, double(near[0]));
        set(Feature::MeaningMean, double(near[0] + near[1] + near[2]) / std::clamp(double(counted), 1.0, 3.0));
        set(Feature::MeaningCentre, double(cosine(meaning, text.centre)));
        set(asked ? Feature::MeaningAnswer : Feature::OnlyMeaning, double(cosine(meaning, text.answer)));
    }
    if (learned.known) {
        set(Feature::Margin, double(learned.margin));
        set(Feature::Lead, double(learned.lead));
        set(Feature::Share, double(learned.share));
        set(Feature::PiecesNearest, double(learned.nearest));
        set(Feature::PiecesMean, double(learned.neighbours));
    }
    if (averageLearned > 0)
        set(Feature::Popularity, std::log((1 + text.learned) / (1 + averageLearned)));
    return features;
}

std::vector<Meeting> FeatureExtractor::meetings(const EntryText& text) const {
    std::vector<Meeting> result;
    for (const QueryWord& word : m_query.words) {
        Meeting meeting;
        for (const SimilarWord& meaning : word.meanings) {
            const bool inQuestion = countOf(text.questionCounts, meaning.id) > 0;
            if (!inQuestion && countOf(text.counts, meaning.id) == 0)
                continue;
            const double weight = double(meaning.similarity) * (inQuestion ? 1.0 : 0.6) * word.weight;
            if (weight > meeting.weight)
                meeting = {word.token.text, word.token.stop, meaning.id, meaning.similarity, weight};
        }
        if (meeting.id < 0)
            continue;
        const auto first = std::find_if(text.questions.begin(), text.questions.end(), [&](const QuestionText& one) {
            return std::any_of(text.questionWords.begin() + qsizetype(one.first),
                               text.questionWords.begin() + qsizetype(one.end),
                               [&](const QuestionWord& known) { return known.id == quint32(meeting.id); });
        });
        if (first != text.questions.end())
            meeting.question = first->number;
        result.push_back(meeting);
    }
    std::stable_sort(result.begin(), result.end(),
                     [](const Meeting& a, const Meeting& b) { return a.weight > b.weight; });
    return result;
}

} // namespace souffleur::assist
