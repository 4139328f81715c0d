// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "channels/kit/RichText.h"

#include <functional>

namespace souffleur::channels::kit {

//! How a dialect marks up words inside a line.
struct InlineRules {
    struct Mark {
        QString mark;  //!< "**"; longer marks before shorter ones
        Styles styles; //!< none: the mark is dropped (a spoiler)
    };
    QList<Mark> marks;
    bool backslash = true;     //!< "\\*" is a star
    bool markdownLinks = true; //!< [text](address)
    //! What stands between < and >, which a dialect writes links and mentions in; nullopt: nothing, the sign stays.
    std::function<std::optional<Span>(const QString& inside, Styles styles)> angle;
    //! The last step for words that carry no mark (entities).
    std::function<QString(const QString&)> words;
};

//! One line to spans. Linear in the length of the line but for nesting, which is bounded.
QList<Span> readInline(const QString& line, const InlineRules& rules);

} // namespace souffleur::channels::kit
