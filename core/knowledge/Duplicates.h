// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Knowledge.h"

namespace souffleur::knowledge {

//! Entries that seem to say the same, the most alike first, each pair once: the same question or wording but for
//! case, punctuation and spaces (similarity 1); else telling words of two questions (weighted dice of stems, 0.7
//! and more, or 0.5 where the answers agree too). Archived entries and `apart` are left out. Pure; any thread.
QList<FaqDuplicate> findDuplicates(const QList<FaqEntry>& entries,
                                   const QList<std::pair<FaqEntryId, FaqEntryId>>& apart, int limit);

} // namespace souffleur::knowledge
