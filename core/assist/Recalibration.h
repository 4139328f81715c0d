// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

class QDataStream;

namespace souffleur::assist {

//! What was promised for the first entry of a message, and whether it was the one that an agent sent.
struct Decision {
    double probability = 0;
    bool right = false;
};

//! Brings the shipped probabilities in line with what a team's own agents decide: a line through their logits
//! (Platt 1999) that a prior keeps at the shipped ones while decisions are few. It never changes the order of
//! probabilities, so the bands' limits in probability are limits of the team's own in scores. Without decisions it
//! promises less than the shipped probabilities where these are nearly sure.
class Recalibration {
public:
    static constexpr int LeastDecisions = 200; //!< with fewer nothing is learned
    //! Of shipped probabilities so much is believed, and of the log-odds above it such a part.
    static constexpr double Unproven = 0.8;
    static constexpr double UnprovenSlope = 0.5;

    Recalibration() = default;
    static Recalibration fit(const std::vector<Decision>& decisions);
    double apply(double probability) const;
    bool isLearned() const { return m_decisions > 0; }
    int decisions() const { return m_decisions; }

    friend QDataStream& operator<<(QDataStream& out, const Recalibration& recalibration);
    friend QDataStream& operator>>(QDataStream& in, Recalibration& recalibration);

private:
    double m_slope = 1;
    double m_offset = 0;
    int m_decisions = 0;
};

} // namespace souffleur::assist
