// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"

#include <map>

namespace souffleur::channels::sample {

//! A time that runs faster or slower than a clock's, or stands. Changing the speed moves what is waited for. One
//! thread.
class VirtualTime {
public:
    //! Keeps timers alive; dropping it cancels them.
    using Timers = std::vector<std::shared_ptr<void>>;

    VirtualTime(Clock* clock, QObject* context, double speed);

    Milliseconds now() const;
    double speed() const { return m_speed; }
    void setSpeed(double speed);
    //! Nothing fires while stopped, and no time passes.
    void run(bool running);
    [[nodiscard]] std::shared_ptr<void> callAt(Milliseconds when, std::function<void()> fn);

    static constexpr double MaxSpeed = 10'000;

private:
    struct Timer {
        std::weak_ptr<void> handle;
        std::function<void()> fn;
    };
    double pace() const { return m_running ? m_speed : 0; }
    void settle();
    void arm();
    void fire();

    Clock* m_clock;
    QObject* m_context;
    double m_speed;
    bool m_running = false;
    Milliseconds m_base{}; //!< our time at m_since
    Timestamp m_since;
    std::multimap<Milliseconds, Timer> m_timers;
    std::shared_ptr<void> m_alarm;
};

} // namespace souffleur::channels::sample
