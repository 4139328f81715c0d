// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QList>
#include <QString>

namespace souffleur::ui {

struct Emoji {
    QString symbol;
    QString english; //!< short name of the Unicode CLDR
    QString german;
    QString words; //!< all names and words to search by in both languages, lower case, between line breaks
    bool common = false;
    //! In the window's language.
    const QString& name() const;
};

//! Out of resources/emoji, read when first asked for; the common ones first.
const std::vector<Emoji>& emojiTable();

//! Those whose names or words begin with every typed word, in German or English: common ones by their names first,
//! then others by their names, then by other words. Nothing typed: all, in the table's order. Indices into the
//! table.
QList<int> findEmoji(const QString& typed, int limit);

} // namespace souffleur::ui
