// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "assist/Ranker.h"

#include <vector>

class QDataStream;

namespace souffleur::assist {

//! A message's candidates, and which of them an agent sent.
struct Choice {
    std::vector<Features> candidates;
    size_t sent = 0;
};

//! Fits the ranker's weights to what a team's own agents chose: the softmax over each message's candidates that the
//! shipped weights were fitted as, with a prior that keeps weights at the shipped ones while choices are few.
class RankerTuning {
public:
    //! With fewer, what is gained and what is lost are the same.
    static constexpr size_t LeastChoices = 300;
    //! Of the best that are worth telling apart from the one that was sent.
    static constexpr size_t MaxCandidates = 15;

    RankerTuning() = default;
    static RankerTuning fit(const std::vector<Choice>& choices, const Ranker::Weights& shipped);
    Ranker::Weights apply(Ranker::Weights shipped) const;
    bool isIdentity() const { return m_choices == 0; }
    int choices() const { return m_choices; }

    friend QDataStream& operator<<(QDataStream& out, const RankerTuning& tuning);
    friend QDataStream& operator>>(QDataStream& in, RankerTuning& tuning);

private:
    Ranker::Weights m_change{}; // of each weight
    int m_choices = 0;
};

} // namespace souffleur::assist
