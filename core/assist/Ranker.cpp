// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "assist/Ranker.h"

#include <algorithm>
#include <cmath>

namespace souffleur::assist {

// In the order of Feature. Written by tests/bench/train_ranker.
const Ranker::Weights& Ranker::shippedWeights() {
    static constexpr Weights weights{1.75, 2.18, 1.00, 2.00, 0.25, 1.42, 1.56, 0.60, 1.99, 0.76, 1.39, 1.25, 1.01};
    return weights;
}

const Calibrator::Weights& Calibrator::shippedWeights() {
    static constexpr Weights weights{-4.010, 0.089, 0.390, 0.442, 0.829, 0.581, 0.195, 0.921};
    return weights;
}

double Ranker::score(const Features& features) const {
    double sum = 0;
    for (size_t i = 0; i < FeatureCount; ++i)
        sum += m_weights[i] * features[i];
    return sum;
}

std::array<double, Calibrator::InputCount> Calibrator::inputs(const Confidence& c) {
    return {1.0, c.score, c.gap, c.cosine, c.contentShare, c.unknown, c.length, c.share};
}

double Calibrator::probability(const Confidence& confidence) const {
    const auto values = inputs(confidence);
    double sum = 0;
    for (size_t i = 0; i < InputCount; ++i)
        sum += m_weights[i] * values[i];
    return 1.0 / (1.0 + std::exp(-std::clamp(sum, -30.0, 30.0)));
}

} // namespace souffleur::assist
