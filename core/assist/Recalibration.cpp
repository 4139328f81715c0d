// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "assist/Recalibration.h"

#include <algorithm>
#include <cmath>

#include <QDataStream>

namespace souffleur::assist {

namespace {
// As if so many decisions had confirmed the shipped slope and offset each.
constexpr double Prior = 10;
constexpr double LeastSlope = 0.2; // the order of probabilities stays
constexpr double MostSlope = 3;
constexpr double MostOffset = 3;
constexpr int Steps = 25;

double logit(double probability) {
    const double p = std::clamp(probability, 1e-4, 1 - 1e-4);
    return std::log(p / (1 - p));
}

double logistic(double value) {
    return 1 / (1 + std::exp(-value));
}
} // namespace

Recalibration Recalibration::fit(const std::vector<Decision>& decisions) {
    Recalibration result;
    if (decisions.size() < size_t(LeastDecisions))
        return result;
    // Newton's method for the penalised likelihood; it is concave.
    double slope = 1;
    double offset = 0;
    for (int step = 0; step < Steps; ++step) {
        double gradientSlope = Prior * (slope - 1);
        double gradientOffset = Prior * offset;
        double slopeSlope = Prior;
        double slopeOffset = 0;
        double offsetOffset = Prior;
        for (const Decision& decision : decisions) {
            const double x = logit(decision.probability);
            const double p = logistic(slope * x + offset);
            const double error = p - (decision.right ? 1.0 : 0.0);
            const double curvature = p * (1 - p);
            gradientSlope += error * x;
            gradientOffset += error;
            slopeSlope += curvature * x * x;
            slopeOffset += curvature * x;
            offsetOffset += curvature;
        }
        const double determinant = slopeSlope * offsetOffset - slopeOffset * slopeOffset;
        slope -= (offsetOffset * gradientSlope - slopeOffset * gradientOffset) / determinant;
        offset -= (slopeSlope * gradientOffset - slopeOffset * gradientSlope) / determinant;
        slope = std::clamp(slope, LeastSlope, MostSlope);
        offset = std::clamp(offset, -MostOffset, MostOffset);
    }
    result.m_slope = slope;
    result.m_offset = offset;
    result.m_decisions = int(decisions.size());
    return result;
}

double Recalibration::apply(double probability) const {
    if (isLearned())
        return logistic(m_slope * logit(probability) + m_offset);
    // The texts that the shipped weights were fitted on are easier than what a team's customers write.
    if (probability <= Unproven)
        return probability;
    const double limit = logit(Unproven);
    return logistic(limit + UnprovenSlope * (logit(probability) - limit));
}

QDataStream& operator<<(QDataStream& out, const Recalibration& recalibration) {
    // As texts are: the model's stream has single precision.
    return out << float(recalibration.m_slope) << float(recalibration.m_offset)
               << qint32(recalibration.m_decisions);
}

QDataStream& operator>>(QDataStream& in, Recalibration& recalibration) {
    float slope = 1;
    float offset = 0;
    qint32 decisions = 0;
    in >> slope >> offset >> decisions;
    if (!(slope > 0) || !std::isfinite(slope) || !std::isfinite(offset) || decisions < 0)
        in.setStatus(QDataStream::ReadCorruptData);
    recalibration.m_slope = double(slope);
    recalibration.m_offset = double(offset);
    recalibration.m_decisions = decisions;
    return in;
}

} // namespace souffleur::assist
