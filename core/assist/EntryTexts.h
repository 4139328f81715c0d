// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "assist/LanguageModel.h"
#include "assist/Vocabulary.h"

namespace souffleur::assist {

//! A word of a question as vocabulary number.
struct QuestionWord {
    quint32 id : 31;
    quint32 stop : 1; //!< a function word
};

//! One question or variant of an entry.
struct QuestionText {
    int number = 0;   //!< within FaqIndex::questionsOf
    size_t first = 0; //!< its words, each once, within EntryText::questionWords
    size_t end = 0;
    int functionWords = 0;
    double weight = 0; //!< of its words (Vocabulary::inverseFrequencyOf)
    double contentWeight = 0;
    std::vector<std::pair<int, int>> pairs; //!< neighbours
    std::vector<int> repeated;              //!< words once more for each time they come again
};

//! An entry in one language as numbers. An entry may have hundreds of questions, which every message is compared
//! with: what that needs stands side by side in memory.
struct EntryText {
    std::vector<QuestionText> questions;
    std::vector<QuestionWord> questionWords;         //!< question by question
    std::vector<float> meanings;                     //!< of the questions that have one, side by side
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
    void clear() {
        m_texts.clear();
        m_words.clear();
    }
    //! Whose word vectors give the meanings; none: no meanings. Meanings are renewed when next asked for, words
    //! stay.
    void setModel(std::shared_ptr<const LanguageModel> model) {
        m_model = std::move(model);
        m_words.clear();
        ++m_models;
    }
    //! Drops what belongs to other versions or left.
    void forget(FaqEntryId id) { m_texts.remove(id); }

private:
    struct Kept {
        int version = 0;
        Timestamp updatedAt{};
        int models = 0;  //!< m_models when its meanings were made
        int weights = 0; //!< Vocabulary::weightsRevision when its weights were added
        std::shared_ptr<EntryText> text;
    };
    EntryText analyse(const FaqEntry& entry) const;
    void renewMeanings(EntryText& text);
    void renewWeights(EntryText& text) const;
    const LanguageModel::WordMeaning& meaningOf(int word);
    Vocabulary& m_vocabulary;
    std::shared_ptr<const LanguageModel> m_model;
    int m_models = 0;
    std::unordered_map<int, LanguageModel::WordMeaning> m_words; // of this model
    QHash<FaqEntryId, Kept> m_texts;
};

} // namespace souffleur::assist
