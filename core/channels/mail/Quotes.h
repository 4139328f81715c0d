// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Strings.h"

namespace souffleur::channels::mail {

//! A mail's text in its parts. Nothing is lost: what is not the reply stands in one of the others.
struct SplitText {
    QString reply;
    QString quoted;    //!< earlier mails below or above the reply, with their introduction
    QString signature; //!< without the separator
};

//! Splits at the introduction of a quotation ("On ... wrote:", "-----Original Message-----", a block of
//! From/Sent/To lines; English, German, French, Spanish, Italian, Dutch, Portuguese, Polish, Swedish, Danish,
//! Norwegian, Czech, Turkish, Russian), at trailing or leading ">" lines and at signatures ("-- ", "Sent from my
//! ..."). Answers between quoted lines stay as they are, and forwarded mails are never cut. Linear in time.
SplitText splitText(const QString& text);

} // namespace souffleur::channels::mail
