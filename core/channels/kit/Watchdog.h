// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"

namespace souffleur::channels::kit {

//! Barks when nothing was heard for a while: a connection may be half-open, with nobody at its other end. fed() is
//! cheap; the timer behind it fires at most once per limit. One thread.
class Watchdog {
public:
    //! bark is called in context's thread, once; start() arms it again.
    Watchdog(Clock& clock, QObject* context, std::function<void()> bark);
    void start(Milliseconds limit);
    void stop() { m_timer.reset(); }
    //! Something was heard.
    void fed() { m_fedAt = m_clock.now(); }

private:
    void arm(Milliseconds wait);

    Clock& m_clock;
    QObject* m_context;
    std::function<void()> m_bark;
    Milliseconds m_limit{};
    Timestamp m_fedAt{};
    std::shared_ptr<void> m_timer;
};

} // namespace souffleur::channels::kit
