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
        Weights{1.059, 1.492, 1.419, 1.320, 0.000, 1.078, 1.696, 0.000, 1.756, 0.267, 1.271, 1.732, 0.000,
                2.440, 2.993, 0.000, 0.000, 0.000, 0.145, 0.817, 1.197, 0.000, 0.000, 0.000, 0.972, 0.000},
        // messages without labels
        Weights{0.000, 0.184, 1.325, 0.000, 0.000, 0.790, 1.890, 0.391, 1.789, 0.589, 0.753, 2.074, 0.000,
                2.235, 3.503, 0.407, 0.409, 1.870, 1.475, 1.935, 0.802, 0.000, 0.000, 0.000, 0.706, 0.000},
        // 3 accepted wordings per entry
        Weights{0.000, 0.000, 1.537, 0.000, 0.000, 1.408, 1.108, 0.231, 3.071, 0.494, 1.187, 1.832, 0.000,
                2.000, 2.000, 0.000, 0.000, 1.933, 0.750, 0.500, 0.906, 0.000, 0.511, 0.000, 0.174, 0.000},
        // 10
        Weights{0.230, 1.163, 0.944, 0.000, 0.000, 1.060, 1.270, 0.664, 2.002, 0.378, 0.416, 1.326, 0.000,
                2.000, 2.000, 0.372, 0.000, 1.037, 0.222, 0.500, 1.491, 0.000, 0.000, 0.000, 0.000, 0.000},
        // 50 and more
        Weights{0.000, 0.000, 0.913, 0.000, 0.000, 1.283, 0.852, 0.547, 0.974, 0.000, 1.216, 1.476, 0.000,
                2.000, 2.000, 0.000, 0.000, 0.000, 0.000, 0.500, 2.739, 0.000, 0.192, 0.000, 0.000, 0.000}};
    return mixed(states, experience);
}

Calibrator::Weights Calibrator::shippedWeights(const Experience& experience) {
    static constexpr std::array<Weights, Experience::States> states{
        Weights{-2.843, 0.362, 0.044, 0.395, -0.059, 0.603, 0.142, 1.305, 0.797, -0.008, -0.850},
        Weights{-3.277, 0.219, 0.258, 0.400, 0.161, 0.569, -0.826, 0.895, 0.374, 0.279, 0.419},
        Weights{-3.120, 0.429, 0.199, 0.999, -0.505, -0.139, -1.688, 1.585, 0.717, -0.081, -1.227},
        Weights{-2.714, 0.420, 0.097, 0.438, -0.148, 0.269, -1.452, 1.960, 0.236, -0.177, -1.067},
        Weights{-1.468, 0.573, -0.306, 0.415, -0.705, 0.343, 0.790, 1.791, 1.411, -1.225, -1.365}};
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
