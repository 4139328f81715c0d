// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Strings.h"

#include <QStringList>

namespace souffleur::assist {

struct LanguageGuess {
    QString language;  //!< ISO 639-1; empty: no idea
    bool sure = false; //!< enough to overrule what the conversation was in before
};

//! By function words and letters for German and English, which short messages carry more reliably than any
//! statistics; by CLD2 for longer texts in other languages.
LanguageGuess guessLanguage(const QString& text);

//! The turns' language: what they say themselves, else `known` (of the conversation), else the earlier turns', else
//! the team's.
QString chooseLanguage(const QStringList& turns, const QStringList& earlier, const QString& known,
                       const QString& team);

} // namespace souffleur::assist
