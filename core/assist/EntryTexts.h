// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "assist/Vocabulary.h"

namespace souffleur::assist {

//! One question or variant of an entry as vocabulary numbers.
struct QuestionText {
    std::vector<int> words;                 //!< each once
    std::vector<bool> stop;                 //!< beside words
    std::vector<std::pair<int, int>> pairs; //!< neighbours
};

//! An entry in one language as numbers.
struct EntryText {
    std::vector<QuestionText> questions;
    std::vector<std::pair<int, int>> questionCounts; //!< word, times in questions; sorted by word
    std::vector<std::pair<int, int>> counts;         //!< word, times in questions and answer; sorted by word
    int questionLength = 0;
    int length = 0;
};

//! Entries as numbers, made when first needed and kept until the entry changes.
class EntryTexts {
public:
    explicit EntryTexts(Vocabulary& vocabulary) : m_vocabulary(vocabulary) {}
    const EntryText& of(const FaqEntry& entry);
    void clear() { m_texts.clear(); }
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
    QHash<FaqEntryId, Kept> m_texts;
};

} // namespace souffleur::assist
