// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Strings.h"

#include <QStringList>

namespace souffleur::polish {

//! What a text may not lose or gain when it is put in other words: placeholders, e-mail addresses, links, numbers
//! (with what stands between their digits), number words, currencies, units behind a number, months and weekdays.
//! Sorted; what occurs twice is there twice. "30 days" gives "30" and "unit:day".
QStringList factsOf(const QString& text);

//! What `after` lost ("-30") or gained ("+14") against `before`; empty: the same facts.
QStringList changedFacts(const QString& before, const QString& after);

} // namespace souffleur::polish
