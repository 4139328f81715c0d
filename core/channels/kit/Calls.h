// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/HttpClient.h"

#include <map>

#include <QPromise>

namespace souffleur::channels::kit {

//! Requests under way that nobody needs to hold one by one. Destroying it, or clear(), aborts them; their callbacks
//! are then not called. One thread.
class Calls {
public:
    explicit Calls(net::HttpClient* http) : m_http(http) {}
    void send(const net::HttpRequest& request, std::function<void(const net::HttpOutcome&)> done);
    void clear() { m_open.clear(); }
    size_t size() const { return m_open.size(); }

private:
    net::HttpClient* m_http;
    std::map<quint64, std::shared_ptr<void>> m_open;
    quint64 m_last = 0;
};

//! A promise that never leaves anybody waiting: dropped unanswered, it says Cancelled.
template <class Outcome>
class Answer {
public:
    Answer() { m_promise.start(); }
    ~Answer() {
        if (!m_done)
            finish(makeError(ErrorCode::Cancelled));
    }
    Answer(const Answer&) = delete;
    Answer& operator=(const Answer&) = delete;
    QFuture<Outcome> future() { return m_promise.future(); }
    void finish(Outcome outcome) {
        m_done = true;
        m_promise.addResult(std::move(outcome));
        m_promise.finish();
    }

private:
    QPromise<Outcome> m_promise;
    bool m_done = false;
};

} // namespace souffleur::channels::kit
