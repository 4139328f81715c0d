// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Strings.h"

#include <QLoggingCategory>

// Logs never hold message text, names, handles or secrets: ids, counts, codes and times only.
namespace souffleur {
Q_DECLARE_LOGGING_CATEGORY(lcApp)
Q_DECLARE_LOGGING_CATEGORY(lcStore)
Q_DECLARE_LOGGING_CATEGORY(lcKnowledge)
Q_DECLARE_LOGGING_CATEGORY(lcAssist)
Q_DECLARE_LOGGING_CATEGORY(lcChannels)
Q_DECLARE_LOGGING_CATEGORY(lcNet)
Q_DECLARE_LOGGING_CATEGORY(lcEngine)
Q_DECLARE_LOGGING_CATEGORY(lcUi)

//! Sends Qt's log to a file of at most maxBytes that rotates through `files` generations, besides stderr. Control
//! characters in a line are escaped, so that nobody can forge a line. Call once, early; thread-safe afterwards.
void installLogFile(const QString& path, qint64 maxBytes = 1024 * 1024, int files = 3);
} // namespace souffleur
