// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "assist/EntryTexts.h"
#include "assist/Query.h"

#include <array>

namespace souffleur::assist {

//! How a query and an entry meet, as numbers between 0 and about 2. Order and meaning are part of the ranker's
//! format: changing them needs new weights (tests/bench/train_ranker).
enum class Feature {
    Bm25,           //!< BM25 over question and variants as plain Xapian counts it, by the query's highest weight
    Bm25Soft,       //!< the same with similar words
    AnswerBm25,     //!< soft, over the answer, by its length; 0 for an entry without a question (then see Only...)
    BestCosine,     //!< of the question or variant nearest to the query, soft, weighted by rarity
    BestQueryShare, //!< share of the query's weight that this one meets
    BestTextShare,  //!< share of its weight that the query meets
    ContentCosine,  //!< the best by content words only
    FunctionCosine, //!< of the nearest question: its function words ("where", "my", "not")
    MeanCosine,     //!< mean of the three nearest questions: many similar accepted wordings vote
    Pairs,          //!< dice of neighbouring words with the nearest question
    QuestionShare,  //!< share of the query's content weight that the questions meet
    AnswerShare,    //!< the same, met by the answer only
    Exact,          //!< 1: a question consists of the same words
    OnlyBm25,       //!< as AnswerBm25, for an entry that has nothing but its answer
    OnlyShare,      //!< share of the query's content weight that it meets
    // From here on learned; 0 where nothing was.
    MeaningBest,   //!< cosine of meanings with the nearest question
    MeaningMean,   //!< with the three nearest
    MeaningCentre, //!< with the questions' mean
    MeaningAnswer, //!< with the answer; 0 for an entry without a question
    OnlyMeaning,   //!< the same for an entry that has nothing but its answer
    Margin,        //!< of the linear model
    Lead,          //!< before the next entry
    Share,         //!< softmax of the margins
    PiecesNearest, //!< cosine of words and character n-grams with the nearest text
    PiecesMean,    //!< with the three nearest
    Popularity,    //!< ln of the entry's accepted wordings against the average
    // How plain search sees it, and what stands close together in the answer.
    Plain,          //!< BM25 over the questions as one text, words counted in questions only
    PlainRatio,     //!< Plain by the best candidate's; in German 1 for all
    CosineRatio,    //!< BestCosine by the best candidate's
    AnswerSentence, //!< share of the query's weight met by the best sentence of the answer; soft
    AnswerPairs,    //!< share of the query's neighbouring words that are neighbours in the answer
    OnlyPlain,      //!< plain BM25 over the answer; this and the next four for an entry that has nothing else
    OnlyRatio,      //!< OnlyBm25 by the best candidate's
    OnlySentence,
    OnlyPairs,
    OnlyGrams,  //!< BM25 of runs of four characters over the answer
    PlainGuard, //!< PlainRatio, the more the longer the FAQ's answers are; its weight is set, not fitted
    Count_,
};
constexpr size_t FeatureCount = size_t(Feature::Count_);
using Features = std::array<double, FeatureCount>;

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
