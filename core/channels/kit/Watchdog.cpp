// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/kit/Watchdog.h"

namespace souffleur::channels::kit {

Watchdog::Watchdog(Clock& clock, QObject* context, std::function<void()> bark)
    : m_clock(clock), m_context(context), m_bark(std::move(bark)) {}

void Watchdog::start(Milliseconds limit) {
    m_limit = limit;
    fed();
    arm(limit);
}

void Watchdog::arm(Milliseconds wait) {
    m_timer = m_clock.callAfter(wait, m_context, [this] {
        // A clock set back would silence it for as long.
        const auto silent = std::max(m_clock.now() - m_fedAt, Milliseconds::zero());
        if (silent < m_limit)
            return arm(m_limit - silent);
        m_timer.reset();
        m_bark();
    });
}

} // namespace souffleur::channels::kit
