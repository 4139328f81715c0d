// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Xapian has members called slots, which Qt's keyword macro would erase.
#pragma push_macro("slots")
#undef slots
#include <xapian.h>
#pragma pop_macro("slots")
