// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/kit/Calls.h"

namespace souffleur::channels::kit {

void Calls::send(const net::HttpRequest& request, std::function<void(const net::HttpOutcome&)> done) {
    const quint64 number = ++m_last;
    m_open[number] = m_http->send(request, [this, number, done = std::move(done)](const net::HttpOutcome& outcome) {
        // The callback may destroy us, and the handle must outlive its own callback.
        const auto handle = m_open.extract(number);
        if (done)
            done(outcome);
    });
}

} // namespace souffleur::channels::kit
