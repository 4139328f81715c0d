// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/local/Housekeeper.h"

#include "base/Log.h"
#include "store/Store.h"

namespace souffleur::workspace {

Housekeeper::Housekeeper(store::Storage& storage, Clock& clock) : m_storage(storage), m_clock(clock) {}

void Housekeeper::start() {
    arm(1min);
}

void Housekeeper::arm(Milliseconds delay) {
    m_timer = m_clock.callAfter(delay, this, [this] { step(); });
}

void Housekeeper::step() {
    auto pruned = m_storage.write(
        [before = m_clock.now() - KeptCommands](store::Store& s) { return s.prune(KeptChanges, before, Step); });
    thenOn(pruned, this, [this](const Result<bool>& more) {
        if (!more)
            qCWarning(lcStore) << "old changes could not be removed:" << more.error().toString();
        arm(more && *more ? Milliseconds(200) : Milliseconds(1h));
    });
}

} // namespace souffleur::workspace
