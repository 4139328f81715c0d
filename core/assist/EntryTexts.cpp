// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "assist/EntryTexts.h"

#include <algorithm>
#include <cmath>
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
    const auto meaningOf = [this](const std::vector<knowledge::Token>& tokens) {
        std::vector<std::string> stems;
        for (const knowledge::Token& token : tokens)
            stems.push_back(token.stem);
        return m_model ? m_model->vectors.vectorOf(stems) : DenseVector();
    };
    for (const QString& text : knowledge::FaqIndex::questionsOf(entry, language)) {
        QuestionText question;
        int before = -1;
        int sentence = -1;
        const std::vector<knowledge::Token> tokens = m_vocabulary.analyser().tokens(text);
        for (const knowledge::Token& token : tokens) {
            const int id = m_vocabulary.learn(token.stem);
            ++questionCounts[id];
            ++result.questionLength;
            if (token.sentence != sentence)
                before = -1;
            sentence = token.sentence;
            if (before >= 0)
                question.pairs.push_back({before, id});
            before = id;
            if (std::find(question.words.begin(), question.words.end(), id) == question.words.end()) {
                question.words.push_back(id);
                question.stop.push_back(token.stop);
            }
        }
        question.meaning = meaningOf(tokens);
        if (!question.words.empty())
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
    result.answer = meaningOf(answer);
    for (const QuestionText& question : result.questions) {
        result.centre.resize(std::max(result.centre.size(), question.meaning.size()), 0.0F);
        for (size_t d = 0; d < question.meaning.size(); ++d)
            result.centre[d] += question.meaning[d];
    }
    const float length = std::sqrt(cosine(result.centre, result.centre));
    for (float& value : result.centre)
        value /= std::max(length, 1e-6F);
    for (const FaqVariant& variant : entry.variants)
        result.learned += variant.source == VariantSource::Learned && variant.language == language;
    result.questionCounts.assign(questionCounts.begin(), questionCounts.end());
    result.counts.assign(counts.begin(), counts.end());
    return result;
}

const EntryText& EntryTexts::of(const FaqEntry& entry) {
    const auto known = m_texts.constFind(entry.id);
    if (known != m_texts.cend() && known->version == entry.version && known->updatedAt == entry.updatedAt)
        return *known->text;
    if (m_texts.size() > MaxKept)
        m_texts.clear();
    return *m_texts.insert(entry.id, {entry.version, entry.updatedAt, std::make_shared<EntryText>(analyse(entry))})
                ->text;
}

} // namespace souffleur::assist
