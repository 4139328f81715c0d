// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/Theme.h"

namespace souffleur::ui {

//! The style sheet for these colours; every "Npx" above 1 is scaled by percent, hairlines stay hairlines.
QString makeStyleSheet(const Tokens& tokens, int percent);
QPalette makePalette(const Tokens& tokens);

} // namespace souffleur::ui
