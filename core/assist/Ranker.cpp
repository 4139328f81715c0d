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
    static constexpr Weights untrained{0.825, 1.251, 1.336, 1.042, 0.000, 1.001, 1.865, 0.000, 1.788,
                                       0.272, 1.439, 1.820, 0.000, 1.542, 1.941, 0.000, 0.000, 0.000,
                                       0.206, 0.717, 1.069, 0.000, 0.000, 0.000, 0.893, 0.000, 0.000,
                                       3.297, 0.000, 0.328, 0.000, 0.497, 0.000, 0.698, 0.000, 3.725};
    static constexpr std::array<Weights, Experience::States> states{
        // nothing but the FAQ
        Weights{0.644, 1.179, 1.356, 0.933, 0.000, 0.748, 1.431, 0.000, 1.429, 0.212, 1.214, 1.815,
                0.000, 1.394, 2.151, 0.584, 0.444, 1.334, 0.328, 0.904, 1.319, 0.000, 0.000, 0.000,
                0.559, 0.000, 0.000, 3.168, 0.000, 0.313, 0.000, 0.448, 0.000, 0.574, 0.000, 3.829},
        // messages without labels
        Weights{0.000, 0.363, 1.399, 0.078, 0.000, 0.313, 1.010, 0.208, 0.793, 0.226, 0.931, 2.167,
                0.000, 1.014, 2.334, 1.429, 0.955, 3.234, 0.631, 1.332, 0.731, 0.000, 0.000, 0.000,
                0.103, 0.000, 0.000, 0.039, 0.000, 0.314, 0.000, 0.137, 0.000, 0.344, 0.035, 3.946},
        // 3 accepted wordings per entry
        Weights{0.000, 0.000, 1.312, 0.000, 0.000, 0.543, 0.764, 0.296, 0.574, 0.247, 0.887, 2.130,
                0.000, 1.190, 2.274, 1.371, 0.448, 3.889, 0.404, 1.183, 0.931, 0.000, 0.142, 0.000,
                0.000, 0.000, 0.000, 0.000, 0.000, 0.220, 0.003, 0.291, 0.000, 0.461, 0.028, 3.955},
        // 10
        Weights{0.042, 0.214, 1.292, 0.010, 0.000, 0.551, 0.667, 0.671, 0.513, 0.213, 0.928, 2.053,
                0.000, 1.285, 2.242, 1.365, 0.067, 3.514, 0.092, 1.102, 1.366, 0.000, 0.072, 0.000,
                0.000, 0.000, 0.000, 0.062, 0.000, 0.218, 0.000, 0.374, 0.000, 0.524, 0.024, 3.960},
        // 50 and more
        Weights{0.000, 0.000, 1.326, 0.000, 0.000, 0.634, 0.672, 0.559, 0.513, 0.000, 0.993, 2.057,
                0.000, 1.308, 2.234, 1.233, 0.000, 2.982, 0.004, 1.082, 1.717, 0.100, 0.485, 0.000,
                0.000, 0.000, 0.000, 0.000, 0.218, 0.244, 0.000, 0.394, 0.000, 0.539, 0.023, 3.960}};
    return mixed(states, untrained, experience);
}

Calibrator::Weights Calibrator::shippedWeights(const Experience& experience) {
    static constexpr Weights untrained{-4.636, 0.261, 0.201,  1.266, -0.673, 0.824,  0.053, -0.426,
                                       0.755,  0.726, -0.243, 0.689, -0.263, -0.100, 0.100};
    static constexpr std::array<Weights, Experience::States> states{
        // nothing but the FAQ
        Weights{-4.538, 0.145, 0.196, 1.139, -0.122, 0.865, -0.425, -0.001, 1.340, -0.022, 0.686, 0.690, -0.190,
                -0.257, 0.364},
        // messages without labels
        Weights{-4.183, 0.152, 0.455, 1.516, -0.185, 0.621, -1.028, 0.091, 0.904, 0.348, 0.356, 0.748, 0.292,
                -0.289, -0.093},
        // 3 accepted wordings per entry
        Weights{-3.712, 0.302, 0.478, 1.190, 0.047, 0.350, -1.290, 0.265, 1.101, 0.517, -1.004, 0.306, 0.667,
                -0.351, -0.085},
        // 10
        Weights{-4.320, 0.465, 0.499, 0.593, -0.068, 0.627, -2.022, 0.364, 1.406, 0.486, -1.153, 0.329, 0.623,
                -0.890, -0.079},
        // 50 and more
        Weights{-5.058, 0.495, 0.477, 0.121, 0.087, 1.155, -2.182, -0.254, 1.831, 1.341, -1.016, 0.211, 0.754,
                -2.988, -0.078}};
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
