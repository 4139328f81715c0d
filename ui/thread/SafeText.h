// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Suggestion.h"

#include <QString>
#include <QUrl>

namespace souffleur::ui {

//! A customer's text made fit for a QTextLayout: no direction overrides, no control or zero-width characters
//! (joiners stay), no towers of combining marks, line breaks as U+2028, cut to a cap.
struct SafeText {
    static constexpr int MaxCharacters = 4000;
    static constexpr int MaxLines = 60;
    QString text;
    bool cut = false; //!< there is more
};
SafeText makeSafeText(const QString& text, int maxCharacters = SafeText::MaxCharacters,
                      int maxLines = SafeText::MaxLines);

struct TextLink {
    TextRange range;
    QUrl url; //!< http, https, mailto or tel; nothing else is ever a link
};
QList<TextLink> findLinks(const QString& text);
bool isAllowedLink(const QUrl& url);
//! The address as it really is, host in its ASCII form: what the tooltip shows.
QString linkTarget(const QUrl& url);

//! One to six emoji and nothing else.
bool isEmojiOnly(const QString& text);

} // namespace souffleur::ui
