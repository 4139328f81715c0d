// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/kit/RateLimiter.h"

namespace souffleur::channels::kit {
namespace {
constexpr qsizetype ManyBuckets = 1000;

Milliseconds atLeastZero(Milliseconds wait) {
    return std::max(wait, Milliseconds::zero());
}
} // namespace

RateLimiter::RateLimiter(Clock& clock, Pace pace) : m_clock(clock), m_pace(pace) {}

void RateLimiter::hold(const QString& bucket, Milliseconds wait) {
    forgetOld();
    Timestamp& until = m_until[bucket];
    until = std::max(until, m_clock.now() + wait);
}

void RateLimiter::holdAll(Milliseconds wait) {
    m_allUntil = std::max(m_allUntil, m_clock.now() + wait);
}

void RateLimiter::told(const QString& bucket, int remaining, Milliseconds resetAfter) {
    if (remaining <= 0 && resetAfter > Milliseconds::zero())
        hold(bucket, resetAfter);
}

void RateLimiter::took(const QString& bucket) {
    if (m_pace.every <= Milliseconds::zero())
        return;
    forgetOld();
    Timestamp& next = m_next[bucket];
    next = std::max(next, m_clock.now()) + m_pace.every;
}

Milliseconds RateLimiter::held(const QString& bucket) const {
    const Timestamp until = std::max(m_allUntil, m_until.value(bucket));
    return atLeastZero(until - m_clock.now());
}

int RateLimiter::heldSeconds(const QString& bucket) const {
    return int((held(bucket).count() + 999) / 1000);
}

Milliseconds RateLimiter::paced(const QString& bucket) const {
    const auto next = m_next.constFind(bucket);
    if (next == m_next.cend())
        return Milliseconds::zero();
    return atLeastZero(*next - m_pace.every * (m_pace.burst - 1) - m_clock.now());
}

void RateLimiter::forgetOld() {
    const Timestamp now = m_clock.now();
    const auto isOver = [now](const auto& entry) { return entry.value() <= now; };
    if (m_until.size() > ManyBuckets)
        m_until.removeIf(isOver);
    if (m_next.size() > ManyBuckets)
        m_next.removeIf(isOver);
}

} // namespace souffleur::channels::kit
