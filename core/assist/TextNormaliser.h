// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "knowledge/TextAnalysis.h"

#include <QStringList>

namespace souffleur::assist {

//! Takes out of a customer's message what says nothing about the matter: quoted mail, signatures, addresses, links,
//! order numbers, emoji, the greeting. When nothing would be left (somebody only says hello), the text stays.
QString cleanMessage(const QString& text);

//! The questions within a message: sentences that stand for themselves, in order; one element or none when the
//! message asks a single thing. At most 4.
QStringList splitQuestions(const QString& cleaned, const knowledge::TextAnalyser& analyser);

} // namespace souffleur::assist
