// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "channels/Connector.h"

#include <deque>

namespace souffleur::channels::kit {

//! For channels that push: one ingest at a time, in order; what arrives meanwhile goes together into the next one.
//! Each delivery is confirmed after the commit that holds it, never before. When a commit fails, everything not
//! stored yet is dropped unconfirmed and `failed` hears of it: the connector connects anew and the server repeats.
//! One thread.
class EventQueue {
public:
    using Ingest = std::function<void(EventBatch, std::function<void(const Status&, bool sameRun)>)>;
    //! ingest is ConnectorBase::ingest.
    EventQueue(Ingest ingest, std::function<void(const Error&)> failed);

    //! cursor: where the channel stands once these are stored; empty: unchanged. confirm may be empty.
    void add(QList<ChannelEvent> events, QByteArray cursor, std::function<void()> confirm);
    //! Drops what is not on its way into the store; for a new connection, whose server repeats.
    void clear();
    bool isEmpty() const { return m_waiting.empty() && !m_busy; }

    static constexpr qsizetype MaxEvents = 500; //!< of one batch, unless one delivery has more

private:
    struct Delivery {
        QList<ChannelEvent> events;
        QByteArray cursor;
        std::function<void()> confirm;
    };
    void next();

    Ingest m_ingest;
    std::function<void(const Error&)> m_failed;
    std::deque<Delivery> m_waiting;
    bool m_busy = false;
    int m_generation = 0; //!< of clear()
};

} // namespace souffleur::channels::kit
