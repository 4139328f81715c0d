// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"
#include "base/Result.h"
#include "domain/ChannelEvent.h"
#include "store/Storage.h"
#include "store/Store.h"

#include <functional>

#include <QObject>
#include <QSet>

namespace souffleur::channels {
class Connector;
}

namespace souffleur::engine {

//! Sends what is due: hold, retry with back-off, "unclear". Lives in the Core thread. A delivery is marked Sending
//! in a commit of its own before it leaves, so that after a crash nothing is sent twice silently: what was on its
//! way then becomes Unclear, or is repeated under the same key where the channel knows one.
class Outbox : public QObject {
    Q_OBJECT
public:
    using FindConnector = std::function<channels::Connector*(ChannelId)>;
    Outbox(store::Storage& storage, Clock& clock, FindConnector findConnector, QObject* parent = nullptr);

    //! Settles what a crash left behind, then works.
    void start();
    void stop();
    //! Something may have become due: after commits.
    void wake();
    //! The channel is reachable again: what failed meanwhile goes out now and not minutes later.
    void channelIsBack(ChannelId channel);
    int inFlight() const { return int(m_inFlight.size()); }

    //! 5 s, 10 s, 20 s ... at most 10 minutes. An answer that names its own wait (429) is not counted as a failure.
    static Milliseconds backoff(int attempts);
    static constexpr int MaxInFlight = 16;

private:
    struct Delivery {
        store::OutboxItem item;
        OutboundMessage message;
    };
    void pump();
    void arm(OptionalTimestamp nextDue);
    void dispatch(Delivery delivery);
    void finish(const store::OutboxItem& item, const Result<SendReceipt>& result);

    static Result<std::optional<Delivery>> take(store::Store& store, const store::OutboxItem& item, Timestamp now);
    static Status settle(store::Store& store, const store::OutboxItem& item, const Result<SendReceipt>& result,
                         Timestamp now);
    static Status recover(store::Store& store, Timestamp now);

    store::Storage& m_storage;
    Clock& m_clock;
    FindConnector m_findConnector;
    QSet<MessageId> m_inFlight;
    std::shared_ptr<void> m_timer;
    bool m_running = false;
    bool m_pumping = false;
    bool m_again = false;
};

} // namespace souffleur::engine
