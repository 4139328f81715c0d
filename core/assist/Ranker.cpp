// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "assist/Ranker.h"

#include <algorithm>
#include <cmath>

namespace souffleur::assist {

namespace {
template <size_t N>
std::array<double, N> mixed(const std::array<std::array<double, N>, Experience::States>& states,
                            const std::array<double, N>& untrained, const Experience& experience) {
    if (!experience.trained)
        return untrained;
    const auto blend = experience.blend();
    std::array<double, N> result{};
    for (size_t s = 0; s < states.size(); ++s) {
        for (size_t i = 0; i < N; ++i)
            result[i] += blend[s] * states[s][i];
    }
    return result;
}

// So many messages make word vectors that are worth their full weight.
constexpr double EnoughMessages = 200;
} // namespace

std::array<double, Experience::States> Experience::blend() const {
    // Accepted wordings on a logarithmic scale, linear between the states.
    constexpr std::array<double, 4> nodes{0, 3, 10, 50};
    const double at = std::log1p(std::clamp(wordings, 0.0, nodes.back()));
    std::array<double, States> result{};
    std::array<double, 4> learned{};
    for (size_t i = 0; i + 1 < nodes.size(); ++i) {
        const double low = std::log1p(nodes[i]);
        const double high = std::log1p(nodes[i + 1]);
        if (at < low || at > high)
            continue;
        const double part = (at - low) / (high - low);
        learned[i] = 1 - part;
        learned[i + 1] = part;
        break;
    }
    const double heard = std::clamp(messages / EnoughMessages, 0.0, 1.0);
    result[0] = learned[0] * (1 - heard);
    result[1] = learned[0] * heard;
    for (size_t i = 1; i < learned.size(); ++i)
        result[i + 1] = learned[i];
    return result;
}

// In the order of Feature. Written by tests/bench/fit_ranker.py.
Ranker::Weights Ranker::shippedWeights(const Experience& experience) {
    // Before the first training, when all that a model tells is 0: from features without shipped word vectors.
    static constexpr Weights untrained{0.825, 1.251, 1.336, 1.042, 0.000, 1.001, 1.865, 0.000, 1.788, 0.272,
                                       1.439, 1.820, 0.000, 1.542, 1.941, 0.000, 0.000, 0.000, 0.206, 0.717,
                                       1.069, 0.000, 0.000, 0.000, 0.893, 0.000, 0.000, 3.297, 0.000, 0.328,
                                       0.000, 0.497, 0.000, 0.698, 0.000, 3.725, 0.000};
    static constexpr std::array<Weights, Experience::States> states{
        // nothing but the FAQ
        Weights{-0.146, 1.461, 1.509,  0.895,  -1.000, 0.559, 1.411, 0.093, 1.291, 0.050, 1.522,  2.495, 0.000,
                1.413,  1.956, 0.366,  -0.223, 1.067,  0.493, 0.672, 3.013, 0.453, 0.387, -0.022, 1.324, 0.000,
                -0.758, 0.671, -1.000, 0.528,  -0.228, 0.461, 0.000, 0.583, 0.000, 3.675, 3.000},
        // messages without labels
        Weights{-0.417, 1.330, 1.294,  0.822, -1.000, 0.398, 1.140, 0.324, 1.117,  0.265, 1.347, 2.391, 0.000,
                1.617,  1.978, 1.310,  0.397, 2.027,  0.543, 0.646, 2.493, -0.591, 0.058, 0.072, 1.157, 0.000,
                -0.786, 0.535, -1.000, 0.324, -0.203, 0.658, 0.000, 0.731, 0.000,  3.862, 0.000},
        // 3 accepted wordings per entry
        Weights{-0.780, 1.029, 1.153,  1.028, -0.778, 0.603, 0.918, 0.288, 1.137,  0.345, 1.249, 2.312, 0.000,
                1.925,  1.996, 1.450,  0.045, 1.972,  0.376, 0.528, 2.921, -0.447, 0.003, 0.204, 0.840, 0.000,
                -0.938, 0.455, -0.987, 0.184, -0.123, 0.933, 0.000, 0.948, 0.000,  3.973, 0.000},
        // 10
        Weights{-0.701, 0.765, 1.158,  1.110,  -0.471, 0.332, 0.678, 0.396, 0.970, 0.281, 1.144, 2.223, 0.000,
                1.985,  1.999, 1.254,  -0.502, 1.212,  0.130, 0.506, 3.134, 0.049, 0.149, 0.013, 0.589, 0.000,
                -0.653, 0.556, -0.894, 0.195,  -0.116, 0.987, 0.000, 0.990, 0.000, 3.995, 0.000},
        // 50 and more
        Weights{-0.882, 0.391, 1.232,  1.173,  -0.342, 0.348, 0.726, 0.269, 1.007, 0.060, 1.261,  2.227, 0.000,
                1.997,  2.000, 1.102,  -0.708, 0.954,  0.101, 0.501, 3.103, 0.407, 0.663, -0.241, 0.465, 0.000,
                -0.814, 0.957, -0.478, 0.254,  -0.108, 0.997, 0.000, 0.998, 0.000, 3.999, 0.000}};
    return mixed(states, untrained, experience);
}

Calibrator::Weights Calibrator::shippedWeights(const Experience& experience) {
    static constexpr Weights untrained{-4.636, 0.261, 0.201,  1.266, -0.673, 0.824,  0.053,  -0.426,
                                       0.755,  0.726, -0.243, 0.000, 0.689,  -0.263, -0.100, 0.100};
    static constexpr std::array<Weights, Experience::States> states{
        // nothing but the FAQ
        Weights{-3.595, -0.071, 0.341, 2.303, 0.658, 0.491, -0.007, -1.021, 1.442, 0.855, -1.120, 1.167, 0.815,
                -0.125, -0.223, -0.262},
        // messages without labels
        Weights{-3.781, -0.136, 0.407, 1.787, 0.595, 0.457, -0.801, -0.597, 1.622, 1.095, -0.283, 2.747, 0.948,
                0.101, -0.247, -0.536},
        // 3 accepted wordings per entry
        Weights{-3.107, -0.101, 0.568, 1.313, 0.907, 0.573, -0.983, -0.774, 1.883, 1.046, -0.987, 2.999, 0.364,
                0.387, -0.300, -0.407},
        // 10
        Weights{-3.148, -0.149, 0.532, 0.580, 1.181, 1.414, -1.409, -0.845, 2.418, 1.448, -0.806, 3.020, 0.473,
                0.531, -1.184, -0.324},
        // 50 and more
        Weights{-4.348, -0.026, 0.408, 0.096, 1.558, 1.841, -1.419, -0.694, 2.354, 1.857, -0.671, 2.529, 0.414,
                0.738, -3.064, -0.282}};
    return mixed(states, untrained, experience);
}

double Ranker::score(const Features& features) const {
    double sum = 0;
    for (size_t i = 0; i < FeatureCount; ++i)
        sum += m_weights[i] * features[i];
    return sum;
}

ScoreParts Ranker::parts(const Features& features) const {
    ScoreParts parts;
    for (size_t i = 0; i < FeatureCount; ++i) {
        const bool learned = i >= size_t(Feature::MeaningBest) && i <= size_t(Feature::Popularity);
        (learned ? parts.learned : parts.words) += m_weights[i] * features[i];
    }
    return parts;
}

std::array<double, Calibrator::InputCount> Calibrator::inputs(const Confidence& c) {
    const auto of = [&](Feature feature) { return c.features[size_t(feature)]; };
    return {1.0,
            c.score,
            c.gap,
            c.share,
            of(Feature::BestCosine) + of(Feature::OnlyShare), // one of them is 0, as below
            of(Feature::QuestionShare) + of(Feature::OnlyShare),
            of(Feature::Margin),
            of(Feature::Lead),
            of(Feature::Share),
            of(Feature::PiecesNearest),
            of(Feature::MeaningBest) + of(Feature::OnlyMeaning),
            of(Feature::MeaningCentre) + of(Feature::OnlyMeaning),
            c.words,
            c.unknown,
            c.none,
            of(Feature::OnlyShare) > 0 ? 1.0 : 0.0};
}

double Calibrator::probability(const Confidence& confidence) const {
    const auto values = inputs(confidence);
    double sum = 0;
    for (size_t i = 0; i < InputCount; ++i)
        sum += m_weights[i] * values[i];
    return 1.0 / (1.0 + std::exp(-std::clamp(sum, -30.0, 30.0)));
}

} // namespace souffleur::assist
