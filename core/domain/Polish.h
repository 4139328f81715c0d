// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Suggestion.h"

namespace souffleur {

enum class DiffKind {
    Same,
    Removed,
    Added,
};

//! A run of words (with the white space behind them) of a comparison.
struct DiffPart {
    DiffKind kind = DiffKind::Same;
    QString text;
    bool operator==(const DiffPart&) const = default;
};

//! A draft in other words, for an agent to take or to drop. Facts are those of the draft.
struct Polished {
    FilledText filled;
    QList<DiffPart> changes; //!< from the draft to it
    bool operator==(const Polished&) const = default;
};

//! Names of the settings. The key is a secret: it is written through SetSetting and never read back.
namespace polishsettings {
inline constexpr auto Enabled = "polish_enabled"; //!< bool, false unless an admin says otherwise
inline constexpr auto Url = "polish_url";         //!< base of an OpenAI-compatible API, "http://localhost:8080/v1"
inline constexpr auto Model = "polish_model";     //!< may be empty
inline constexpr auto Key = "secret.polish_key";  //!< may be missing
} // namespace polishsettings

} // namespace souffleur
