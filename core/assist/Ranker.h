// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "assist/FeatureExtractor.h"

namespace souffleur::assist {

//! Scores an entry for a query: a weighted sum of its features. The shipped weights were fitted as a softmax over
//! the candidates of development sets (README.md); a team's own will replace them.
class Ranker {
public:
    using Weights = std::array<double, FeatureCount>;
    static const Weights& shippedWeights();
    explicit Ranker(const Weights& weights = shippedWeights()) : m_weights(weights) {}
    double score(const Features& features) const;

private:
    Weights m_weights;
};

//! What the calibrator sees of a ranking.
struct Confidence {
    double score = 0;        //!< the entry's
    double gap = 0;          //!< to the next other entry's score (for the first), to the first's (else; negative)
    double cosine = 0;       //!< Feature::BestCosine
    double contentShare = 0; //!< Feature::TextShare
    double unknown = 0;      //!< share of the query's content words that the FAQ does not know
    double length = 0;       //!< log2(1 + content words)
    double share = 0;        //!< of exp(score) among all candidates: what the ranker itself believes
};

//! Turns a score into the probability that the entry answers the query.
class Calibrator {
public:
    static constexpr size_t InputCount = 8;
    using Weights = std::array<double, InputCount>; //!< constant, then Confidence in order
    static const Weights& shippedWeights();
    explicit Calibrator(const Weights& weights = shippedWeights()) : m_weights(weights) {}
    static std::array<double, InputCount> inputs(const Confidence& confidence);
    double probability(const Confidence& confidence) const;

private:
    Weights m_weights;
};

//! From these probabilities on; below Possible the bot is silent.
namespace bands {
constexpr double VeryGood = 0.65;
constexpr double Good = 0.35;
constexpr double Possible = 0.12;
} // namespace bands

} // namespace souffleur::assist
