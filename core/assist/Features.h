// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>

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

} // namespace souffleur::assist
