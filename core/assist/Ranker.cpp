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
        Weights{-0.160, 1.443, 1.505,  0.870,  -1.000, 0.533, 1.381, 0.102, 1.281, 0.027, 1.508,  2.504, 0.000,
                1.413,  1.957, 0.312,  -0.244, 1.056,  0.489, 0.672, 2.636, 0.457, 0.179, -0.080, 1.302, 0.000,
                -0.779, 0.647, -1.000, 0.525,  -0.234, 0.461, 0.000, 0.583, 0.000, 3.675, 3.000},
        // messages without labels
        Weights{-0.393, 1.341, 1.297,  0.809, -1.000, 0.353, 1.107, 0.356, 1.135,  0.245,  1.352, 2.427, 0.000,
                1.617,  1.978, 1.252,  0.384, 2.054,  0.550, 0.646, 1.944, -0.247, -0.113, 0.025, 1.175, 0.000,
                -0.800, 0.498, -1.000, 0.323, -0.216, 0.658, 0.000, 0.731, 0.000,  3.862,  0.000},
        // 3 accepted wordings per entry
        Weights{-0.725, 1.068, 1.159,  1.036, -0.793, 0.576, 0.867, 0.328, 1.181,  0.321,  1.248, 2.360, 0.000,
                1.925,  1.996, 1.398,  0.046, 2.108,  0.382, 0.528, 2.095, -0.071, -0.134, 0.169, 0.889, 0.000,
                -0.940, 0.413, -0.971, 0.179, -0.135, 0.933, 0.000, 0.948, 0.000,  3.973,  0.000},
        // 10
        Weights{-0.634, 0.816, 1.175,  1.103,  -0.514, 0.286, 0.633, 0.419, 1.029, 0.282,  1.159,  2.260, 0.000,
                1.986,  1.999, 1.176,  -0.478, 1.410,  0.130, 0.505, 2.191, 0.424, -0.079, -0.029, 0.662, 0.000,
                -0.652, 0.523, -0.907, 0.201,  -0.117, 0.987, 0.000, 0.990, 0.000, 3.995,  0.000},
        // 50 and more
        Weights{-0.829, 0.407, 1.246,  1.159,  -0.388, 0.290, 0.683, 0.309, 1.049, 0.058, 1.283,  2.261, 0.000,
                1.997,  2.000, 1.039,  -0.677, 1.128,  0.085, 0.501, 2.039, 0.792, 0.566, -0.288, 0.528, 0.000,
                -0.857, 0.904, -0.514, 0.260,  -0.114, 0.997, 0.000, 0.998, 0.000, 3.999, 0.000}};
    return mixed(states, untrained, experience);
}

Calibrator::Weights Calibrator::shippedWeights(const Experience& experience) {
    static constexpr Weights untrained{-4.636, 0.261, 0.201,  1.266, -0.673, 0.824,  0.053,  -0.426,
                                       0.755,  0.726, -0.243, 0.000, 0.689,  -0.263, -0.100, 0.100};
    static constexpr std::array<Weights, Experience::States> states{
        // nothing but the FAQ
        Weights{-3.608, -0.075, 0.373, 2.288, 0.637, 0.515, -0.089, -0.972, 1.132, 0.917, -1.024, 1.119, 0.789,
                -0.124, -0.160, -0.249},
        // messages without labels
        Weights{-3.727, -0.129, 0.370, 1.944, 0.492, 0.544, -0.734, -0.442, 1.344, 1.100, -0.196, 2.650, 0.916,
                0.171, -0.178, -0.594},
        // 3 accepted wordings per entry
        Weights{-3.288, -0.090, 0.522, 1.529, 0.767, 0.705, -0.668, -0.623, 1.325, 1.083, -0.969, 2.936, 0.379,
                0.491, -0.215, -0.453},
        // 10
        Weights{-3.301, -0.109, 0.572, 0.637, 1.038, 1.450, -1.119, -0.856, 1.902, 1.326, -0.874, 2.932, 0.462,
                0.608, -1.059, -0.365},
        // 50 and more
        Weights{-4.336, 0.036, 0.417, 0.066, 1.460, 1.874, -1.299, -0.750, 2.002, 1.905, -0.846, 2.469, 0.416,
                0.799, -2.901, -0.322}};
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
