// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "channels/Connector.h"
#include "net/HttpClient.h"

namespace souffleur::channels::kit {

//! What all connectors do alike: the state that is shown (health), the wait before the next attempt, and handing
//! events to the sink. A connector says what happened (connected, lost, refused), and this decides when it tries
//! again.
//!
//! Every start and stop begins a new run; what belongs to an earlier one is dropped.
class ConnectorBase : public Connector {
    Q_OBJECT
public:
    ChannelHealth health() const final { return m_health; }

protected:
    explicit ConnectorBase(ConnectorContext context, net::Backoff::Random random = {});

    bool isRunning() const { return m_running; }
    //! For start(): Connecting. False: it runs already.
    bool beginRun();
    //! For stop(): Off.
    void endRun();

    //! The channel works. An empty account keeps the name that is known.
    void connected(const QString& account = {});
    //! Lost, or refused for now: Waiting, and `again` is called after the server's own wait, or else the back-off's
    //! but no less than atLeast. An error that no waiting mends (Unauthorized, NotConfigured) fails for good.
    void lost(const Error& error, std::function<void()> again, Milliseconds atLeast = {});
    //! Failed: a person is needed, and start() begins anew.
    void refused(const Error& error);
    void setAccount(const QString& account) { m_health.account = account; }
    void setHealth(ChannelState state, std::optional<Error> error, OptionalTimestamp nextAttempt = {});

    //! Calls fn later in this run; one at a time, a second call replaces the first.
    void later(Milliseconds delay, std::function<void()> fn);
    void cancelLater() { m_timer.reset(); }

    //! Hands the batch to the sink. done hears how it ended, and whether this is still the same run: what was
    //! stored is stored, but a later run has its own idea of what comes next.
    void ingest(EventBatch batch, std::function<void(const Status& status, bool sameRun)> done);

    Clock& clock() const { return *m_context.clock; }
    net::Backoff& backoff() { return m_backoff; }
    const Channel& channel() const { return m_context.channel; }

    const ConnectorContext m_context;

private:
    ChannelHealth m_health;
    net::Backoff m_backoff;
    std::shared_ptr<void> m_timer;
    bool m_running = false;
    int m_run = 0;
};

} // namespace souffleur::channels::kit
