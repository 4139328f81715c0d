// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "assist/LanguageModel.h"
#include "assist/Vocabulary.h"

namespace souffleur::assist {

//! One question or variant of an entry as vocabulary numbers.
struct QuestionText {
    std::vector<int> words;                 //!< each once
    std::vector<bool> stop;                 //!< beside words
    std::vector<std::pair<int, int>> pairs; //!< neighbours
    DenseVector meaning;
};

//! An entry in one language as numbers.
struct EntryText {
    std::vector<QuestionText> questions;
    std::vector<std::pair<int, int>> questionCounts; //!< word, times in questions; sorted by word
    std::vector<std::pair<int, int>> counts;         //!< word, times in questions and answer; sorted by word
    static constexpr int SentenceEnd = -1;
    std::vector<int> answerWords; //!< in order, with SentenceEnd in between
    std::vector<quint32>
        answerGrams;    //!< without questions: Vocabulary::gramsOf its words, ascending: 256 * gram + count
    int gramLength = 0; //!< grams with repetitions
    int questionLength = 0;
    int length = 0;
    DenseVector centre; //!< of the questions' meanings
    DenseVector answer; //!< meaning of the answer
    int learned = 0;    //!< questions that came from customers
};

//! Entries as numbers, made when first needed and kept until the entry changes.
class EntryTexts {
public:
    explicit EntryTexts(Vocabulary& vocabulary) : m_vocabulary(vocabulary) {}
    const EntryText& of(const FaqEntry& entry);
    void clear() { m_texts.clear(); }
    //! Whose word vectors give the meanings; none: no meanings.
    void setModel(std::shared_ptr<const LanguageModel> model) {
        m_model = std::move(model);
        clear();
    }
    //! Drops what belongs to other versions or left.
    void forget(FaqEntryId id) { m_texts.remove(id); }

private:
    struct Kept {
        int version = 0;
        Timestamp updatedAt{};
        std::shared_ptr<const EntryText> text;
    };
    EntryText analyse(const FaqEntry& entry) const;
    Vocabulary& m_vocabulary;
    std::shared_ptr<const LanguageModel> m_model;
    QHash<FaqEntryId, Kept> m_texts;
};

} // namespace souffleur::assist
