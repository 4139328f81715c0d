// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ManualClock.h"

namespace souffleur::test {

std::shared_ptr<void> ManualClock::callAfter(Milliseconds delay, QObject* context, std::function<void()> fn) {
    auto handle = std::make_shared<int>(0);
    m_timers.emplace(m_now + std::max(delay, Milliseconds::zero()), Timer{context, std::move(fn), handle});
    return handle;
}

void ManualClock::advance(Milliseconds by) {
    const Timestamp until = m_now + by;
    while (!m_timers.empty() && m_timers.begin()->first <= until) {
        m_now = std::max(m_now, m_timers.begin()->first);
        const Timer timer = std::move(m_timers.begin()->second);
        m_timers.erase(m_timers.begin());
        if (!timer.handle.expired() && timer.context)
            timer.fn();
    }
    m_now = until;
}

} // namespace souffleur::test
