// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"

#include <QHash>
#include <QString>

namespace souffleur::channels::kit {

//! `burst` requests at once, then one each `every`. The default: no pace of our own.
struct Pace {
    int burst = 1;
    Milliseconds every{0};
};

//! When the next request may go: a pace of our own, and what the server said. A bucket is whatever the channel
//! counts by: a chat, a route, the header X-RateLimit-Bucket. One thread.
class RateLimiter {
public:
    explicit RateLimiter(Clock& clock, Pace pace = {});

    //! The server said so: nothing in this bucket (holdAll: in any) before the wait is over. Never shortens one.
    void hold(const QString& bucket, Milliseconds wait);
    void holdAll(Milliseconds wait);
    //! X-RateLimit-Remaining and -Reset-After: holds the bucket when nothing remains.
    void told(const QString& bucket, int remaining, Milliseconds resetAfter);
    //! A request goes out now; counts for the pace.
    void took(const QString& bucket);

    //! How long the server wants us to wait; zero: not at all.
    Milliseconds held(const QString& bucket) const;
    //! The same in whole seconds, rounded up.
    int heldSeconds(const QString& bucket) const;
    //! How long our own pace waits; short.
    Milliseconds paced(const QString& bucket) const;

private:
    void forgetOld();

    Clock& m_clock;
    const Pace m_pace;
    Timestamp m_allUntil{};
    QHash<QString, Timestamp> m_until;
    QHash<QString, Timestamp> m_next; //!< by bucket: when its burst would be whole again
};

} // namespace souffleur::channels::kit
