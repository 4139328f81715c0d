// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Strings.h"

#include <QStringList>

namespace souffleur::channels::mail {

//! HTML to plain text by an allow-list: paragraphs, line breaks, lists ("- "), quotations ("> "), tables and links
//! ("text (https://...)"; only http, https, mailto and tel, and always the real target). Everything else is dropped
//! or stands as its bare text. Nothing is ever loaded: images are their alternative text. Linear in time, bounded
//! in memory; input beyond MaxHtml units is cut off.
struct HtmlResult {
    QString text;
    QStringList inlineIds;   //!< cid: references of images
    int remoteImages = 0;    //!< http images, none of them loaded
    bool simplified = false; //!< nested too deep; tags were only stripped
};
inline constexpr qsizetype MaxHtml = 2 * 1024 * 1024;
HtmlResult htmlToText(const QString& html);

} // namespace souffleur::channels::mail
