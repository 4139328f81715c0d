// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Suggestion.h"

namespace souffleur::assist {

//! Fills {{name}}, {{agent}}, {{date}}, {{date:+14d}}, {{order}} ... from values; dates are written for the language.
//! What has no value keeps its {{name}} and is reported unresolved. Values are never read for placeholders themselves.
FilledText fillPlaceholders(const QString& body, const QMap<QString, QString>& values, const QString& language,
                            const QDate& today);

} // namespace souffleur::assist
