// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "assist/Ranker.h"

#include <algorithm>
#include <cmath>

namespace souffleur::assist {

// In the order of Feature. Written by tests/bench/train_ranker.
const Ranker::Weights& Ranker::shippedWeights() {
    static constexpr Weights weights{2.0, 3.0, 1.5, 4.0, 0.5, 0.5, 1.0, 0.7, 0.5, 0.5, 1.0, 0.3, 2.0};
    return weights;
}

const Calibrator::Weights& Calibrator::shippedWeights() {
    static constexpr Weights weights{-2.5, 0.2, 0.8, 2.0, 1.0, -1.0, 0.0};
    return weights;
}

double Ranker::score(const Features& features) const {
    double sum = 0;
    for (size_t i = 0; i < FeatureCount; ++i)
        sum += m_weights[i] * features[i];
    return sum;
}

std::array<double, Calibrator::InputCount> Calibrator::inputs(const Confidence& c) {
    return {1.0, c.score, c.gap, c.cosine, c.contentShare, c.unknown, c.length};
}

double Calibrator::probability(const Confidence& confidence) const {
    const auto values = inputs(confidence);
    double sum = 0;
    for (size_t i = 0; i < InputCount; ++i)
        sum += m_weights[i] * values[i];
    return 1.0 / (1.0 + std::exp(-std::clamp(sum, -30.0, 30.0)));
}

} // namespace souffleur::assist
