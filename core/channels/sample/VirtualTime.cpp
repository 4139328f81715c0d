// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/sample/VirtualTime.h"

#include <cmath>

namespace souffleur::channels::sample {

VirtualTime::VirtualTime(Clock* clock, QObject* context, double speed)
    : m_clock(clock), m_context(context), m_speed(std::isfinite(speed) ? std::clamp(speed, 0.0, MaxSpeed) : 1.0),
      m_since(clock->now()) {}

Milliseconds VirtualTime::now() const {
    const double passed = double((m_clock->now() - m_since).count());
    return m_base + Milliseconds(qint64(std::max(0.0, passed) * pace()));
}

void VirtualTime::settle() {
    m_base = now();
    m_since = m_clock->now();
}

void VirtualTime::setSpeed(double speed) {
    if (!std::isfinite(speed))
        return;
    settle();
    m_speed = std::clamp(speed, 0.0, MaxSpeed);
    arm();
}

void VirtualTime::run(bool running) {
    settle();
    m_running = running;
    arm();
}

std::shared_ptr<void> VirtualTime::callAt(Milliseconds when, std::function<void()> fn) {
    auto handle = std::make_shared<int>(0);
    m_timers.emplace(when, Timer{handle, std::move(fn)});
    arm();
    return handle;
}

void VirtualTime::arm() {
    while (!m_timers.empty() && m_timers.begin()->second.handle.expired())
        m_timers.erase(m_timers.begin());
    m_alarm.reset();
    if (m_timers.empty() || pace() <= 0)
        return;
    const double wait = std::ceil(double((m_timers.begin()->first - now()).count()) / pace());
    m_alarm = m_clock->callAfter(Milliseconds(qint64(std::clamp(wait, 0.0, 86'400'000.0))), m_context,
                                 [this] { fire(); });
}

void VirtualTime::fire() {
    // What a timer starts for "now" waits for the next round: the event loop shall breathe at high speed.
    const Milliseconds until = now();
    std::vector<Timer> due;
    while (!m_timers.empty() && m_timers.begin()->first <= until) {
        due.push_back(std::move(m_timers.begin()->second));
        m_timers.erase(m_timers.begin());
    }
    for (const Timer& timer : due)
        if (!timer.handle.expired())
            timer.fn();
    arm();
}

} // namespace souffleur::channels::sample
