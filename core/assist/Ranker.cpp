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
        Weights{-0.246, 1.504, 1.592,  0.867,  -1.000, 0.802, 1.672, 0.425, 1.674,  0.272, 1.533,  2.393, 0.000,
                1.413,  1.956, 0.470,  -0.270, 1.813,  0.430, 0.674, 1.979, -0.162, 0.180, -0.616, 0.878, 0.000,
                -0.545, 0.697, -1.000, 0.586,  -0.246, 0.461, 0.000, 0.583, 0.000,  3.675, 3.000},
        // messages without labels
        Weights{-0.536, 1.369, 1.422,  0.744, -1.000, 0.565, 1.280, 0.590, 1.509,  0.524, 1.290,  2.281, 0.000,
                1.617,  1.977, 1.276,  0.206, 2.947,  0.494, 0.654, 1.332, -0.350, 0.325, -0.856, 0.450, 0.000,
                -0.640, 0.615, -1.000, 0.416, -0.247, 0.658, 0.000, 0.731, 0.000,  3.861, 0.000},
        // 3 accepted wordings per entry
        Weights{-0.816, 1.184, 1.300,  0.931,  -0.975, 0.865, 1.042, 0.631, 1.605,  0.674, 1.086,  2.170, 0.000,
                1.925,  1.996, 1.428,  -0.166, 3.491,  0.300, 0.530, 1.304, -0.317, 0.588, -0.837, 0.137, 0.000,
                -0.770, 0.446, -0.841, 0.293,  -0.201, 0.933, 0.000, 0.948, 0.000,  3.973, 0.000},
        // 10
        Weights{-0.537, 1.115, 1.309,  1.058,  -0.775, 0.708, 0.831, 0.848, 1.574,  0.499, 0.839,  2.082,  0.000,
                1.986,  1.999, 1.308,  -0.661, 3.095,  0.049, 0.506, 1.603, -0.139, 0.373, -1.000, -0.243, 0.000,
                -0.435, 0.450, -0.676, 0.312,  -0.198, 0.987, 0.000, 0.990, 0.000,  3.995, 0.000},
        // 50 and more
        Weights{-0.631, 0.787, 1.356,  1.146,  -0.630, 0.768,  0.872, 0.795, 1.605, 0.069, 0.908,  2.080,  0.000,
                1.997,  1.999, 1.195,  -0.923, 2.658,  -0.014, 0.501, 1.747, 0.162, 0.650, -1.000, -0.432, 0.000,
                -0.802, 0.629, -0.219, 0.347,  -0.198, 0.997,  0.000, 0.998, 0.000, 3.999, 0.000}};
    return mixed(states, untrained, experience);
}

Calibrator::Weights Calibrator::shippedWeights(const Experience& experience) {
    static constexpr Weights untrained{-4.636, 0.261, 0.201,  1.266, -0.673, 0.824,  0.053, -0.426,
                                       0.755,  0.726, -0.243, 0.689, -0.263, -0.100, 0.100};
    static constexpr std::array<Weights, Experience::States> states{
        // nothing but the FAQ
        Weights{-4.173, 0.001, 0.371, 2.563, 0.467, 0.314, -1.052, -0.284, 0.939, 0.952, 0.211, 0.720, -0.157,
                -0.376, 0.280},
        // messages without labels
        Weights{-4.122, 0.035, 0.434, 2.107, 0.147, 0.205, -1.524, 0.427, 1.060, 0.590, 0.785, 0.739, 0.188, -0.409,
                0.193},
        // 3 accepted wordings per entry
        Weights{-3.597, 0.189, 0.534, 1.895, 0.215, 0.053, -1.738, 0.480, 0.926, 0.721, -0.360, 0.243, 0.542,
                -0.483, 0.138},
        // 10
        Weights{-3.996, 0.354, 0.568, 1.126, -0.091, 0.588, -2.277, 0.391, 1.031, 0.918, -0.760, 0.352, 0.663,
                -1.059, 0.103},
        // 50 and more
        Weights{-5.015, 0.356, 0.518, 0.423, -0.004, 1.389, -2.054, -0.023, 1.345, 1.937, -0.557, 0.250, 1.008,
                -2.970, 0.084}};
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
            of(Feature::BestCosine) + of(Feature::OnlyShare), // one of them is 0
            of(Feature::QuestionShare) + of(Feature::OnlyShare),
            of(Feature::Margin),
            of(Feature::Lead),
            of(Feature::Share),
            of(Feature::PiecesNearest),
            of(Feature::MeaningBest),
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
