// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/kit/EventQueue.h"

namespace souffleur::channels::kit {

EventQueue::EventQueue(Ingest ingest, std::function<void(const Error&)> failed)
    : m_ingest(std::move(ingest)), m_failed(std::move(failed)) {}

void EventQueue::add(QList<ChannelEvent> events, QByteArray cursor, std::function<void()> confirm) {
    m_waiting.push_back({std::move(events), std::move(cursor), std::move(confirm)});
    next();
}

void EventQueue::clear() {
    m_waiting.clear();
    ++m_generation;
}

void EventQueue::next() {
    if (m_busy || m_waiting.empty())
        return;
    EventBatch batch;
    QList<std::function<void()>> confirms;
    while (!m_waiting.empty()) {
        Delivery& first = m_waiting.front();
        if (!batch.events.isEmpty() && batch.events.size() + first.events.size() > MaxEvents)
            break;
        batch.events += std::move(first.events);
        if (!first.cursor.isEmpty())
            batch.cursor = std::move(first.cursor);
        if (first.confirm)
            confirms += std::move(first.confirm);
        m_waiting.pop_front();
    }
    const auto stored = [this, generation = m_generation, confirms](const Status& status, bool sameRun) {
        m_busy = false;
        if (!sameRun || generation != m_generation)
            return next();
        if (!status) {
            clear();
            return m_failed(status.error());
        }
        for (const auto& confirm : confirms)
            confirm();
        next();
    };
    // Nothing to store and nowhere to move: confirmed in its turn all the same.
    if (batch.events.isEmpty() && batch.cursor.isEmpty())
        return stored(ok(), true);
    m_busy = true;
    m_ingest(std::move(batch), stored);
}

} // namespace souffleur::channels::kit
