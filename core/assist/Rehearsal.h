// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "assist/Model.h"
#include "assist/Recalibration.h"

namespace souffleur::assist {

//! Asks a bot that was trained without them some of the team's own decisions of one language, and learns how far
//! its probabilities hold. Where agents hardly ever said that nothing fits, some entries are kept from it, as there
//! are always messages that the FAQ does not answer. Identity when there are too few decisions, or when cancelled.
Recalibration rehearse(const TrainingData& data, const QString& language, const std::atomic<bool>& cancelled,
                       const std::function<std::shared_ptr<const LanguageModel>(const TrainingData&)>& train);

} // namespace souffleur::assist
