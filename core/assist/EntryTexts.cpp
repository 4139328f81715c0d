// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "assist/EntryTexts.h"

#include <algorithm>
#include <map>

namespace souffleur::assist {

// Some 1 kB each; beyond, the least effort is to start again.
static constexpr qsizetype MaxKept = 30'000;
// Of an answer; further ones count as words, but not for what stands close together.
static constexpr size_t MaxAnswerWords = 600;

EntryText EntryTexts::analyse(const FaqEntry& entry) const {
    EntryText result;
    const QString language = m_vocabulary.language();
    std::map<int, int> questionCounts;
    int number = 0;
    for (const QString& text : knowledge::FaqIndex::questionsOf(entry, language)) {
        QuestionText question;
        question.number = number++;
        question.first = result.questionWords.size();
        const auto isNew = [&](int id) {
            return std::none_of(result.questionWords.begin() + qsizetype(question.first),
                                result.questionWords.end(),
                                [&](const QuestionWord& word) { return word.id == quint32(id); });
        };
        int before = -1;
        int sentence = -1;
        for (const knowledge::Token& token : m_vocabulary.analyser().tokens(text)) {
            const int id = m_vocabulary.learn(token.stem);
            ++questionCounts[id];
            ++result.questionLength;
            if (token.sentence != sentence)
                before = -1;
            sentence = token.sentence;
            if (before >= 0)
                question.pairs.push_back({before, id});
            before = id;
            if (isNew(id)) {
                result.questionWords.push_back({quint32(id), token.stop});
                question.functionWords += token.stop;
            } else {
                question.repeated.push_back(id);
            }
        }
        question.end = result.questionWords.size();
        if (question.first < question.end)
            result.questions.push_back(std::move(question));
    }
    std::map<int, int> counts = questionCounts;
    result.length = result.questionLength;
    QString longest;
    for (const FaqAnswer& answer : entry.answers) {
        if (answer.language == language && answer.body.size() > longest.size())
            longest = answer.body;
    }
    const std::vector<knowledge::Token> answer = m_vocabulary.analyser().tokens(longest);
    int answerSentence = 0;
    std::map<quint32, quint32> grams;
    for (const knowledge::Token& token : answer) {
        const int id = m_vocabulary.learn(token.stem);
        ++counts[id];
        ++result.length;
        if (result.answerWords.size() >= MaxAnswerWords)
            continue;
        if (token.sentence != answerSentence && !result.answerWords.empty())
            result.answerWords.push_back(EntryText::SentenceEnd);
        answerSentence = token.sentence;
        result.answerWords.push_back(id);
        if (!result.questions.empty())
            continue;
        for (const quint32 gram : Vocabulary::gramsOf(m_vocabulary.stem(id))) {
            quint32& count = grams[gram];
            count = std::min(count + 1, 255U);
            ++result.gramLength;
        }
    }
    for (const auto& [gram, count] : grams)
        result.answerGrams.push_back(256 * gram + count);
    result.answerGrams.shrink_to_fit();
    for (const FaqVariant& variant : entry.variants)
        result.learned += variant.source == VariantSource::Learned && variant.language == language;
    result.questionCounts.assign(questionCounts.begin(), questionCounts.end());
    result.counts.assign(counts.begin(), counts.end());
    return result;
}

const LanguageModel::WordMeaning& EntryTexts::meaningOf(int word) {
    const auto [it, isNew] = m_words.try_emplace(word);
    if (isNew)
        it->second = m_model->meaningOf(m_vocabulary.stem(word).toStdString());
    return it->second;
}

void EntryTexts::renewWeights(EntryText& text) const {
    for (QuestionText& question : text.questions) {
        question.weight = 0;
        question.contentWeight = 0;
        for (size_t i = question.first; i < question.end; ++i) {
            const double weight = m_vocabulary.inverseFrequencyOf(int(text.questionWords[i].id));
            question.weight += weight;
            if (!text.questionWords[i].stop)
                question.contentWeight += weight;
        }
    }
}

void EntryTexts::renewMeanings(EntryText& text) {
    text.centre.clear();
    text.answer.clear();
    text.meanings.clear();
    if (!m_model)
        return;
    std::vector<const LanguageModel::WordMeaning*> words;
    for (const QuestionText& question : text.questions) {
        words.clear();
        for (size_t i = question.first; i < question.end; ++i)
            words.push_back(&meaningOf(int(text.questionWords[i].id)));
        for (const int word : question.repeated)
            words.push_back(&meaningOf(word));
        const DenseVector meaning = m_model->meaningOf(words);
        text.meanings.insert(text.meanings.end(), meaning.begin(), meaning.end());
        text.centre.resize(std::max(text.centre.size(), meaning.size()), 0.0F);
        for (size_t d = 0; d < meaning.size(); ++d)
            text.centre[d] += meaning[d];
    }
    text.meanings.shrink_to_fit();
    normalise(text.centre);
    // Words that are not the questions' are the answer's.
    words.clear();
    auto asked = text.questionCounts.cbegin();
    for (const auto& [word, count] : text.counts) {
        while (asked != text.questionCounts.cend() && asked->first < word)
            ++asked;
        const int inQuestions = asked != text.questionCounts.cend() && asked->first == word ? asked->second : 0;
        words.insert(words.end(), size_t(count - inQuestions), &meaningOf(word));
    }
    text.answer = m_model->meaningOf(words);
}

const EntryText& EntryTexts::of(const FaqEntry& entry) {
    auto known = m_texts.find(entry.id);
    if (known == m_texts.end() || known->version != entry.version || known->updatedAt != entry.updatedAt) {
        if (m_texts.size() > MaxKept)
            m_texts.clear();
        const auto text = std::make_shared<EntryText>(analyse(entry));
        known = m_texts.insert(
            entry.id, {entry.version, entry.updatedAt, m_models - 1, m_vocabulary.weightsRevision() - 1, text});
    }
    if (known->weights != m_vocabulary.weightsRevision()) {
        renewWeights(*known->text);
        known->weights = m_vocabulary.weightsRevision();
    }
    if (known->models != m_models) {
        renewMeanings(*known->text);
        known->models = m_models;
    }
    return *known->text;
}

} // namespace souffleur::assist
