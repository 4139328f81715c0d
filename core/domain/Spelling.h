// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace souffleur {

//! A word of the team's own that no dictionary has: from now on it is right, or, with forget, no longer.
struct LearnWord {
    QString word;
    bool forget = false;
};

namespace spellingsettings {
inline constexpr auto OwnWords = "spelling_words"; //!< array of strings, sorted; written by LearnWord
inline constexpr int MaxOwnWords = 5000;
inline constexpr int MaxWordLength = 60;
} // namespace spellingsettings

} // namespace souffleur
