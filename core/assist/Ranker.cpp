// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "assist/Ranker.h"

#include <algorithm>
#include <cmath>

namespace souffleur::assist {

namespace {
template <size_t N>
std::array<double, N> mixed(const std::array<std::array<double, N>, Experience::States>& states,
                            const Experience& experience) {
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
    static constexpr std::array<Weights, Experience::States> states{
        // nothing but the FAQ
        Weights{0.825, 1.251, 1.336, 1.042, 0.000, 1.001, 1.865, 0.000, 1.788, 0.272, 1.439, 1.820,
                0.000, 1.542, 1.941, 0.000, 0.000, 0.000, 0.206, 0.717, 1.069, 0.000, 0.000, 0.000,
                0.893, 0.000, 0.000, 3.297, 0.000, 0.328, 0.000, 0.497, 0.000, 0.698, 0.000, 3.725},
        // messages without labels
        Weights{0.000, 0.351, 1.260, 0.103, 0.000, 0.746, 1.734, 0.202, 1.796, 0.407, 1.167, 2.071,
                0.000, 1.318, 1.981, 0.657, 0.480, 1.373, 0.864, 1.104, 0.734, 0.000, 0.000, 0.000,
                0.577, 0.000, 0.000, 0.138, 0.000, 0.313, 0.000, 0.237, 0.000, 0.603, 0.034, 3.764},
        // 3 accepted wordings per entry
        Weights{0.000, 0.000, 1.095, 0.000, 0.000, 1.084, 1.593, 0.369, 2.115, 0.484, 1.109, 1.949,
                0.000, 1.441, 1.984, 0.306, 0.042, 1.244, 0.632, 0.994, 1.084, 0.000, 0.114, 0.000,
                0.335, 0.000, 0.000, 0.000, 0.000, 0.198, 0.000, 0.374, 0.000, 0.674, 0.028, 3.806},
        // 10
        Weights{0.113, 0.278, 0.982, 0.000, 0.000, 1.077, 1.352, 0.707, 2.231, 0.342, 0.917, 1.765,
                0.000, 1.507, 1.985, 0.160, 0.000, 0.600, 0.222, 0.935, 1.431, 0.000, 0.000, 0.000,
                0.029, 0.000, 0.269, 0.341, 0.000, 0.132, 0.000, 0.448, 0.000, 0.713, 0.024, 3.828},
        // 50 and more
        Weights{0.000, 0.000, 0.987, 0.000, 0.000, 1.085, 1.287, 0.616, 2.283, 0.000, 0.858, 1.738,
                0.000, 1.523, 1.985, 0.000, 0.000, 0.125, 0.000, 0.920, 1.893, 0.110, 0.420, 0.000,
                0.000, 0.000, 0.000, 0.269, 0.088, 0.133, 0.000, 0.467, 0.000, 0.722, 0.023, 3.833}};
    return mixed(states, experience);
}

Calibrator::Weights Calibrator::shippedWeights(const Experience& experience) {
    static constexpr std::array<Weights, Experience::States> states{
        Weights{-4.636, 0.261, 0.201, 1.266, -0.673, 0.824, 0.053, -0.426, 0.755, 0.726, -0.243, 0.689, -0.263,
                -0.100, 0.100},
        // messages without labels
        Weights{-4.060, 0.248, 0.370, 1.562, -0.737, 0.423, -0.697, 0.053, 0.686, 0.591, 0.045, 0.697, 0.441,
                -0.112, 0.005},
        // 3 accepted wordings per entry
        Weights{-3.313, 0.332, 0.378, 1.341, -0.567, 0.215, -1.143, 0.314, 0.767, 0.523, -0.650, 0.311, 0.683,
                -0.132, -0.019},
        // 10
        Weights{-3.780, 0.339, 0.448, 1.041, -0.534, 0.576, -1.593, 0.327, 1.283, 0.605, -0.709, 0.240, 0.604,
                -0.466, -0.036},
        // 50 and more
        Weights{-4.568, 0.460, 0.449, 0.491, -0.322, 1.217, -1.772, -0.318, 1.857, 1.332, -1.230, 0.143, 1.015,
                -2.095, -0.048}};
    return mixed(states, experience);
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
