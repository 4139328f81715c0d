// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include <QString>
#include <QStringList>

namespace souffleur::channels::kit {

//! Pieces of at most max UTF-16 units, cut at the last paragraph, line, sentence or word end in the second half,
//! else anywhere but inside a surrogate pair or before a combining character. White space at the cuts is dropped.
QStringList splitText(const QString& text, int max);

//! How long a text gets on its way, where that is not its number of UTF-16 units.
using Measure = std::function<qsizetype(const QString&)>;
//! The same where the limit holds for what `measure` gives (bytes, escaped text, code points).
QStringList splitText(const QString& text, int max, const Measure& measure);

} // namespace souffleur::channels::kit
