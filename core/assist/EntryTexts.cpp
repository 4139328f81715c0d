// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "assist/EntryTexts.h"

#include <algorithm>
#include <map>

namespace souffleur::assist {

// Some 1 kB each; beyond, the least effort is to start again.
static constexpr qsizetype MaxKept = 30'000;

EntryText EntryTexts::analyse(const FaqEntry& entry) const {
    EntryText result;
    const QString language = m_vocabulary.language();
    std::map<int, int> questionCounts;
    for (const QString& text : knowledge::FaqIndex::questionsOf(entry, language)) {
        QuestionText question;
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
            if (std::find(question.words.begin(), question.words.end(), id) == question.words.end()) {
                question.words.push_back(id);
                question.stop.push_back(token.stop);
            }
        }
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
    for (const knowledge::Token& token : m_vocabulary.analyser().tokens(longest)) {
        ++counts[m_vocabulary.learn(token.stem)];
        ++result.length;
    }
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
