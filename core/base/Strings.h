// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

// u"..."_s inside namespace souffleur without a using line in every file.
namespace souffleur {
using namespace Qt::Literals::StringLiterals;
}
