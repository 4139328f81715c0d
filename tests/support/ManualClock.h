// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"

#include <map>

#include <QPointer>

namespace souffleur::test {

//! Time that moves only by advance(), which runs the timers due on the way in order. One thread.
class ManualClock final : public Clock {
public:
    explicit ManualClock(Timestamp start = fromMs(1'764'000'000'000)) : m_now(start) {}
    Timestamp now() const override { return m_now; }
    std::shared_ptr<void> callAfter(Milliseconds delay, QObject* context, std::function<void()> fn) override;
    void advance(Milliseconds by);
    size_t pending() const { return m_timers.size(); }

private:
    struct Timer {
        QPointer<QObject> context;
        std::function<void()> fn;
        std::weak_ptr<void> handle;
    };
    Timestamp m_now;
    std::multimap<Timestamp, Timer> m_timers;
};

} // namespace souffleur::test
