// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Strings.h"

#include <QFlags>
#include <QList>
#include <QString>

//! Formatted text between a channel's dialect and ours. Ours is a small part of Markdown, written so that it reads
//! well where nothing renders it: **bold**, _italic_, ~~strike~~, `code`, fenced code, > quotes, - and 1. lists,
//! [text](address). Nothing that can be shown is lost on the way: what a dialect does not know is written as words.
namespace souffleur::channels::kit {

enum class Style {
    Bold = 1,
    Italic = 2,
    Strike = 4,
    Code = 8,
};
Q_DECLARE_FLAGS(Styles, Style)
Q_DECLARE_OPERATORS_FOR_FLAGS(Styles)

struct Span {
    QString text;
    Styles styles;
    QString link{}; //!< the address behind the text; empty: none
    bool operator==(const Span&) const = default;
};

struct Line {
    enum class Kind {
        Text,
        Quote,
        Bullet,
        Number,
        Code, //!< of a block; one unstyled span
    };
    Kind kind = Kind::Text;
    int level = 0;  //!< of lists and quotes; 0: the outermost
    int number = 0; //!< of a numbered line
    QList<Span> spans{};
    bool operator==(const Line&) const = default;
};

struct RichText {
    QList<Line> lines;
    bool operator==(const RichText&) const = default;

    //! True: nothing but plain lines.
    bool isPlain() const;
};

//! Appends, joining what looks alike; nothing for an empty text.
void append(QList<Span>& spans, const Span& span);

//! An address that may stand behind a text: http, https, mailto or tel, without control characters.
bool isLinkAddress(const QString& address);
//! A span with a link; only words when the address is none: "text (address)".
Span linkSpan(const QString& text, const QString& address, Styles styles = {});

//! Readers do not go deeper than this; what is nested further loses its style, never its words.
inline constexpr int MaxNesting = 16;
inline constexpr int MaxLevel = 8;

} // namespace souffleur::channels::kit
