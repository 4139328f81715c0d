// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/HttpClient.h"

#include <QRandomGenerator>

namespace souffleur::net {

Backoff::Backoff(Milliseconds base, Milliseconds cap, Random random)
    : m_base(base), m_cap(cap), m_random(std::move(random)) {
    if (!m_random)
        m_random = [] { return QRandomGenerator::global()->generateDouble(); };
}

Milliseconds Backoff::next() {
    // The exponent is bounded before it could overflow; the cap is reached long before.
    const int exponent = std::min(m_failures, 30);
    ++m_failures;
    Milliseconds wait = m_cap;
    if (m_base.count() <= (m_cap.count() >> exponent))
        wait = m_base * (qint64(1) << exponent);
    return Milliseconds(qint64(double(wait.count()) * (0.5 + 0.5 * m_random())));
}

} // namespace souffleur::net
