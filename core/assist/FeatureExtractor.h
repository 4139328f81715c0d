// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "assist/EntryTexts.h"
#include "assist/Features.h"
#include "assist/Query.h"

namespace souffleur::assist {

//! Which word of the FAQ a customer's word met, for "why?".
struct Meeting {
    QString word;      //!< as the customer wrote it
    bool stop = false; //!< a function word
    int id = -1;       //!< of the FAQ's word in the vocabulary
    float similarity = 0;
    double weight = 0;
    int question = -1; //!< the first that has it, by FaqIndex::questionsOf; -1: only the answer has
};

//! Computes Features for a query against many entries.
class FeatureExtractor {
public:
    //! averageLength: of an entry; averageQuestions, averageGrams: of the candidates' questions as one text and of
    //! their answers in runs of characters.
    FeatureExtractor(const Query& query, Vocabulary& vocabulary, double averageLength, double averageQuestions,
                     double averageGrams);
    //! learned: what the model says of the entry; averageLearned: accepted wordings per entry.
    Features extract(const EntryText& text, const LearnedScore& learned = {}, const DenseVector& meaning = {},
                     double averageLearned = 0) const;
    //! Fills in what depends on the other candidates.
    void relate(const std::vector<Features*>& candidates) const;
    //! Strongest first.
    std::vector<Meeting> meetings(const EntryText& text) const;

private:
    struct Meaning {
        int queryWord;
        float similarity;
    };
    struct QuestionMatch {
        double cosine = 0;
        double queryShare = 0;
        double textShare = 0;
        double contentCosine = 0;
        double functionCosine = 0;
        bool exact = false;
        const QuestionText* question = nullptr;
    };
    QuestionMatch match(const EntryText& text, const QuestionText& question, std::vector<float>& best) const;
    double pairShare(const QuestionText& question) const;
    //! Of the answer: what stands close together in it.
    struct Closeness {
        double sentence = 0;
        double pairs = 0;
        double grams = 0;
    };
    Closeness closeness(const EntryText& text) const;
    //! What a word of the vocabulary may have been to the customer.
    struct Met {
        double weight = 0; //!< Vocabulary::inverseFrequencyOf
        std::vector<Meaning> meanings;
    };
    const Met* metBy(int id) const {
        const quint16 place = size_t(id) < m_places.size() ? m_places[size_t(id)] : quint16(0);
        return place == 0 ? nullptr : &m_met[place - 1U];
    }

    const Query& m_query;
    double m_averageLength;
    double m_averageQuestions;
    double m_averageGrams;
    std::vector<quint16> m_places; // by vocabulary number: 1 + place in m_met; 0: not met
    std::vector<Met> m_met;
    std::vector<double> m_questionWeights; // of each query word, by the questions that have it
    double m_questionTotal = 0;
    std::vector<std::pair<quint32, double>> m_grams; // runs of characters with their weights
    double m_gramTotal = 0;
};

} // namespace souffleur::assist
