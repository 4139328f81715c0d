// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "channels/kit/RichText.h"

namespace souffleur::channels::kit {

//! Words, and beside them which of them look how: as Telegram and Signal send text. Positions are UTF-16 units.
struct StyledText {
    struct Range {
        qsizetype start = 0;
        qsizetype length = 0;
        Styles styles{};
        QString link{};                      //!< the address behind the words
        Line::Kind block = Line::Kind::Text; //!< Code and Quote: the lines are
        bool operator==(const Range&) const = default;
    };
    QString text;
    QList<Range> ranges;

    //! Puts other words in place of some; the ranges stay with theirs.
    void replace(qsizetype at, qsizetype length, const QString& words);
};

enum class Links {
    Ranges, //!< http and https as ranges; others, which Telegram drops, as words
    Words,  //!< "text (address)"
};

//! Is there anything that signs stand for? Lists and quotes are their signs.
bool hasMarkup(const RichText& text);
//! Ranges that do not fit the text are passed over, as are those behind the first two hundred.
RichText fromStyled(const StyledText& text);
//! Lists and quotes by their signs.
StyledText toStyled(const RichText& text, Links links);

} // namespace souffleur::channels::kit
