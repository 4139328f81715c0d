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
        Weights{-0.174, 1.523, 1.590,  0.971,  -0.915, 0.507, 1.453, -0.048, 1.290, -0.121, 1.578, 2.457, 0.000,
                1.413,  1.957, 0.329,  -0.247, 1.044,  0.471, 0.671, 3.074,  0.478, 0.316,  0.181, 1.368, 0.000,
                -0.916, 0.702, -1.000, 0.585,  -0.212, 0.461, 0.000, 0.583,  0.000, 3.676,  3.000},
        // messages without labels
        Weights{-0.463, 1.357, 1.402,  0.867, -0.980, 0.327, 1.173, 0.182, 1.059,  0.119,  1.400, 2.358, 0.000,
                1.617,  1.979, 1.252,  0.353, 2.013,  0.493, 0.639, 2.590, -0.568, -0.059, 0.312, 1.184, 0.000,
                -0.955, 0.632, -1.000, 0.405, -0.227, 0.658, 0.000, 0.732, 0.000,  3.863,  0.000},
        // 3 accepted wordings per entry
        Weights{-0.786, 1.040, 1.284,  1.062, -0.731, 0.517, 1.029, 0.177, 1.055,  0.176, 1.278, 2.261, 0.000,
                1.925,  1.996, 1.436,  0.026, 2.050,  0.277, 0.527, 2.888, -0.451, 0.007, 0.502, 0.847, 0.000,
                -1.000, 0.467, -0.979, 0.292, -0.161, 0.933, 0.000, 0.948, 0.000,  3.973, 0.000},
        // 10
        Weights{-0.634, 0.763, 1.280,  1.116,  -0.438, 0.238,  0.813, 0.270, 0.889, 0.103, 1.187, 2.166, 0.000,
                1.985,  1.999, 1.222,  -0.525, 1.296,  -0.021, 0.505, 3.111, 0.060, 0.123, 0.399, 0.624, 0.000,
                -0.746, 0.516, -0.892, 0.298,  -0.162, 0.987,  0.000, 0.990, 0.000, 3.995, 0.000},
        // 50 and more
        Weights{-0.724, 0.410, 1.333,  1.147,  -0.312, 0.206,  0.823, 0.158, 0.940, -0.109, 1.247, 2.171, 0.000,
                1.997,  2.000, 1.026,  -0.724, 1.111,  -0.127, 0.501, 3.074, 0.433, 0.549,  0.230, 0.531, 0.000,
                -0.896, 0.880, -0.461, 0.340,  -0.170, 0.997,  0.000, 0.998, 0.000, 3.999,  0.000}};
    return mixed(states, untrained, experience);
}

Calibrator::Weights Calibrator::shippedWeights(const Experience& experience) {
    static constexpr Weights untrained{-4.636, 0.261, 0.201,  1.266, -0.673, 0.824,  0.053,  -0.426,
                                       0.755,  0.726, -0.243, 0.000, 0.689,  -0.263, -0.100, 0.100};
    static constexpr std::array<Weights, Experience::States> states{
        // nothing but the FAQ
        Weights{-3.585, -0.060, 0.358, 2.279, 0.625, 0.465, -0.007, -1.011, 1.362, 0.827, -1.131, 1.211, 0.779,
                -0.121, -0.170, -0.264},
        // messages without labels
        Weights{-3.740, -0.162, 0.437, 1.742, 0.669, 0.490, -0.731, -0.674, 1.603, 0.980, -0.221, 2.857, 0.932,
                0.099, -0.189, -0.522},
        // 3 accepted wordings per entry
        Weights{-3.130, -0.106, 0.584, 1.249, 0.988, 0.567, -0.961, -0.875, 2.012, 0.937, -0.949, 3.041, 0.350,
                0.365, -0.232, -0.394},
        // 10
        Weights{-3.130, -0.131, 0.554, 0.424, 1.240, 1.403, -1.419, -0.993, 2.597, 1.292, -0.777, 2.981, 0.415,
                0.534, -1.010, -0.314},
        // 50 and more
        Weights{-4.310, 0.057, 0.415, -0.238, 1.639, 1.720, -1.582, -0.808, 2.454, 1.755, -0.648, 2.408, 0.379,
                0.787, -2.963, -0.273}};
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
