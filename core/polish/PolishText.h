// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Polish.h"

//! The pure parts of polishing: what leaves the process, what may come back, and what it changed.
namespace souffleur::polish {

//! The draft before its placeholders were filled: "Hallo {{name}}, ...". Nothing about the customer is in it.
QString templateOf(const FilledText& draft);
//! The template with the draft's values filled in again.
FilledText refill(const QString& text, const FilledText& draft);

//! A customer's words without what tells who it is: addresses, links, every number, and the given words (name,
//! handle, fields of the contact) become [email], [link], [number] and [name]. At most 600 UTF-16 units.
QString maskQuestion(const QString& text, const QStringList& privateWords);

//! What an assistant adds around an answer (its thoughts, a fence, quotation marks) taken away.
QString unwrapped(const QString& answer, const QString& source);
//! Why the result may not be shown, as a stable key with details: "empty", "too_long", "markup", "characters",
//! "facts: -30 +14"; empty: it may.
QString objection(const QString& source, const QString& result);

//! Words that stayed, went and came, in reading order; what went stands before what came in its place. Texts with
//! more than 2,000 words differ as a whole.
QList<DiffPart> wordDiff(const QString& before, const QString& after);

} // namespace souffleur::polish
