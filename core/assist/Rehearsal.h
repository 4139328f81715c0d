// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "assist/Model.h"
#include "assist/RankerTuning.h"
#include "assist/Recalibration.h"

namespace souffleur::assist {

//! What a team's own decisions say of the shipped weights and probabilities.
struct Rehearsal {
    RankerTuning tuning;
    Recalibration recalibration;
};

//! Asks a bot that was trained without them some of the team's own decisions of one language, and learns which
//! weights would have chosen as the agents did and how far probabilities hold. Where agents hardly ever said that
//! nothing fits, some entries are kept from it, as there are always messages that the FAQ does not answer.
//! Nothing learned when there are too few decisions, or when cancelled.
Rehearsal rehearse(const TrainingData& data, const QString& language, const std::atomic<bool>& cancelled,
                   const std::function<std::shared_ptr<const LanguageModel>(const TrainingData&)>& train);

} // namespace souffleur::assist
