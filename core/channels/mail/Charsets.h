// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Strings.h"

#include <QByteArray>

namespace souffleur::channels::mail {

//! Bytes to text by what the mail claims, and by what the bytes say where the claim is missing, unknown or false:
//! UTF-8 if the bytes are valid UTF-8, else windows-1252. iso-8859-1 is read as windows-1252, as browsers do.
//! Line ends become \n; NUL and other control characters but tab are dropped. Never fails.
QString decodeText(const QByteArray& bytes, const QByteArray& charset);

//! format=flowed (RFC 3676): soft line breaks joined, space-stuffing removed, quote depth kept as "> ".
QString unflow(const QString& text, bool deleteSpace);

//! \r\n and \r to \n; no control characters but tab and line feed.
QString cleanText(const QString& text);

} // namespace souffleur::channels::mail
