// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "assist/Features.h"
#include "domain/Suggestion.h"

namespace souffleur::assist {

//! How much the bot has to learn from. Weights are fitted for five such states and mixed in between.
struct Experience {
    double wordings = 0; //!< accepted wordings per entry
    int messages = 0;    //!< customers' messages that the word vectors were counted from
    bool trained = true; //!< false: before the first training

    static constexpr size_t States = 5; //!< FAQ alone; with messages; 3, 10, 50 and more wordings per entry
    //! Shares of the states, 1 in all.
    std::array<double, States> blend() const;
};

//! Scores an entry for a query: a weighted sum of its features. The shipped weights were fitted as a softmax over
//! the candidates of development sets (README.md).
class Ranker {
public:
    using Weights = std::array<double, FeatureCount>;
    static Weights shippedWeights(const Experience& experience);
    explicit Ranker(const Weights& weights = shippedWeights({})) : m_weights(weights) {}
    double score(const Features& features) const;
    //! What the score is made of, for "why?"; without experience.
    ScoreParts parts(const Features& features) const;

private:
    Weights m_weights;
};

//! What the calibrator sees of a ranking.
struct Confidence {
    double score = 0;   //!< the entry's
    double gap = 0;     //!< to the next other entry's score (for the first), to the first's (else; negative)
    double share = 0;   //!< of exp(score) among all candidates: what the ranker itself believes
    Features features;  //!< the entry's
    double words = 0;   //!< ln(1 + the query's content words)
    double unknown = 0; //!< share of its content weight that the FAQ does not know
    double none = 0;    //!< how much the linear model prefers "nothing fits", 0 to 1; 0 where it never saw that
};

//! Turns a score into the probability that the entry answers the query.
class Calibrator {
public:
    static constexpr size_t InputCount = 16;
    using Weights = std::array<double, InputCount>; //!< in the order of inputs()
    static Weights shippedWeights(const Experience& experience);
    explicit Calibrator(const Weights& weights = shippedWeights({})) : m_weights(weights) {}
    static std::array<double, InputCount> inputs(const Confidence& confidence);
    double probability(const Confidence& confidence) const;

private:
    Weights m_weights;
};

//! From these probabilities on; below Possible the bot is silent.
namespace bands {
constexpr double VeryGood = 0.75;
constexpr double Good = 0.45;
constexpr double Possible = 0.20;
} // namespace bands

} // namespace souffleur::assist
