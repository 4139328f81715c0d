// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/Statements.h"

namespace souffleur::store {

//! The numbered steps of the schema. A step that was released is never changed, only followed by another.
namespace migrations {

int newest();
//! Number of the store's schema; 0: empty.
Result<int> current(Statements& sql);
//! Brings the schema to `upTo` (0: the newest), each step in one transaction. A newer schema: NewerSchema,
//! untouched.
Status apply(Statements& sql, int upTo = 0);

} // namespace migrations
} // namespace souffleur::store
