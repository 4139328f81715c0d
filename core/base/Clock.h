// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Strings.h"

#include <chrono>
#include <functional>
#include <optional>

#include <QDateTime>
#include <QObject>

namespace souffleur {

using Milliseconds = std::chrono::milliseconds;
using namespace std::chrono_literals;

//! A moment in UTC with millisecond precision.
using Timestamp = std::chrono::sys_time<Milliseconds>;
using OptionalTimestamp = std::optional<Timestamp>;

inline qint64 toMs(Timestamp t) {
    return t.time_since_epoch().count();
}
inline Timestamp fromMs(qint64 ms) {
    return Timestamp(Milliseconds(ms));
}
inline QDateTime toDateTime(Timestamp t) {
    return QDateTime::fromMSecsSinceEpoch(toMs(t), Qt::UTC);
}
inline Timestamp fromDateTime(const QDateTime& t) {
    return fromMs(t.toMSecsSinceEpoch());
}

//! Time as the program sees it, injected everywhere so that tests never sleep. Callable from any thread for now();
//! callAfter belongs to the thread of its context.
class Clock {
public:
    virtual ~Clock() = default;
    virtual Timestamp now() const = 0;
    //! Calls fn once in context's thread after delay (of this clock), unless context or the returned handle has
    //! died. Keep the handle: destroying it cancels.
    [[nodiscard]] virtual std::shared_ptr<void> callAfter(Milliseconds delay, QObject* context,
                                                          std::function<void()> fn) = 0;
};

//! The wall clock; timers are QTimers in the context's thread (call from that thread).
class SystemClock final : public Clock {
public:
    Timestamp now() const override;
    std::shared_ptr<void> callAfter(Milliseconds delay, QObject* context, std::function<void()> fn) override;
};

} // namespace souffleur
