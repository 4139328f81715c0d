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
        Weights{0.000, 0.297, 1.340, 0.033, 0.000, 0.459, 1.584, 0.076, 1.176, 0.375, 1.069, 2.095,
                0.000, 1.013, 2.331, 0.878, 0.869, 2.132, 0.674, 1.129, 0.742, 0.000, 0.000, 0.000,
                0.329, 0.000, 0.000, 0.000, 0.000, 0.314, 0.000, 0.129, 0.000, 0.338, 0.044, 3.969},
        // 3 accepted wordings per entry
        Weights{0.000, 0.000, 1.303, 0.000, 0.000, 0.763, 1.447, 0.143, 1.100, 0.424, 0.999, 2.111,
                0.000, 1.189, 2.272, 0.568, 0.183, 2.546, 0.383, 1.016, 1.003, 0.000, 0.148, 0.000,
                0.026, 0.000, 0.000, 0.000, 0.000, 0.275, 0.000, 0.285, 0.000, 0.456, 0.036, 3.974},
        // 10
        Weights{0.105, 0.237, 1.329, 0.005, 0.000, 0.824, 1.248, 0.627, 1.088, 0.315, 0.960, 2.049,
                0.000, 1.284, 2.239, 0.619, 0.000, 2.183, 0.087, 0.955, 1.385, 0.000, 0.030, 0.000,
                0.000, 0.000, 0.120, 0.168, 0.000, 0.315, 0.000, 0.368, 0.000, 0.520, 0.031, 3.976},
        // 50 and more
        Weights{0.000, 0.000, 1.380, 0.000, 0.000, 0.926, 1.162, 0.566, 1.096, 0.000, 0.959, 2.062,
                0.000, 1.307, 2.232, 0.232, 0.000, 1.681, 0.000, 0.941, 1.736, 0.191, 0.429, 0.000,
                0.000, 0.000, 0.000, 0.085, 0.198, 0.356, 0.000, 0.388, 0.000, 0.535, 0.030, 3.976}};
    return mixed(states, experience);
}

Calibrator::Weights Calibrator::shippedWeights(const Experience& experience) {
    static constexpr std::array<Weights, Experience::States> states{
        Weights{-4.636, 0.261, 0.201, 1.266, -0.673, 0.824, 0.053, -0.426, 0.755, 0.726, -0.243, 0.689, -0.263,
                -0.100, 0.100},
        // messages without labels
        Weights{-4.511, 0.229, 0.399, 1.471, -0.675, 0.592, -0.734, -0.120, 1.245, 0.563, 0.202, 0.818, 0.286,
                0.033, 0.215},
        // 3 accepted wordings per entry
        Weights{-3.888, 0.457, 0.423, 0.869, -0.580, 0.150, -1.161, 0.113, 1.461, 0.314, -0.769, 0.279, 0.698,
                0.040, 0.157},
        // 10
        Weights{-4.189, 0.487, 0.500, 0.472, -0.621, 0.576, -1.904, 0.226, 1.561, 0.389, -0.772, 0.285, 0.549,
                -0.598, 0.121},
        // 50 and more
        Weights{-4.656, 0.567, 0.451, -0.126, -0.339, 1.073, -2.097, -0.304, 2.001, 1.253, -1.049, 0.135, 0.809,
                -2.442, 0.105}};
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
