// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/kit/ConnectorBase.h"

#include "base/Log.h"

namespace souffleur::channels::kit {

ConnectorBase::ConnectorBase(ConnectorContext context, net::Backoff::Random random)
    : m_context(std::move(context)), m_backoff(1s, 60s, std::move(random)) {
    m_health.channel = m_context.channel.id;
}

bool ConnectorBase::beginRun() {
    if (std::exchange(m_running, true))
        return false;
    ++m_run;
    m_backoff.reset();
    setHealth(ChannelState::Connecting, m_health.error);
    return true;
}

void ConnectorBase::endRun() {
    ++m_run;
    m_running = false;
    m_timer.reset();
    setHealth(ChannelState::Off, {});
}

void ConnectorBase::connected(const QString& account) {
    m_backoff.reset();
    if (!account.isEmpty())
        m_health.account = account;
    setHealth(ChannelState::Connected, {});
}

void ConnectorBase::lost(const Error& error, std::function<void()> again, Milliseconds atLeast) {
    if (error.code == ErrorCode::Unauthorized || error.code == ErrorCode::NotConfigured)
        return refused(error);
    Milliseconds wait = std::max(m_backoff.next(), atLeast);
    if (error.retryAfterSeconds > 0)
        wait = std::chrono::seconds(error.retryAfterSeconds);
    qCInfo(lcChannels).noquote() << channel().kind << channel().id.toString() << errorName(error.code)
                                 << "next attempt in" << wait.count() << "ms";
    setHealth(ChannelState::Waiting, error, clock().now() + wait);
    later(wait, std::move(again));
}

void ConnectorBase::refused(const Error& error) {
    qCInfo(lcChannels).noquote() << channel().kind << channel().id.toString() << errorName(error.code);
    ++m_run;
    m_running = false;
    m_timer.reset();
    setHealth(ChannelState::Failed, error);
}

void ConnectorBase::setHealth(ChannelState state, std::optional<Error> error, OptionalTimestamp nextAttempt) {
    m_health.state = state;
    m_health.error = std::move(error);
    m_health.nextAttemptAt = nextAttempt;
    emit healthChanged(m_health);
}

void ConnectorBase::later(Milliseconds delay, std::function<void()> fn) {
    m_timer = clock().callAfter(delay, this, [this, fn = std::move(fn)] {
        if (m_running)
            fn();
    });
}

void ConnectorBase::ingest(EventBatch batch, std::function<void(const Status&, bool)> done) {
    batch.channel = channel().id;
    const bool anything = !batch.events.isEmpty();
    thenOn(m_context.sink->ingest(std::move(batch)), this,
           [this, anything, run = m_run, done = std::move(done)](const Status& status) {
               if (status && anything)
                   m_health.lastEventAt = clock().now();
               done(status, run == m_run && m_running);
           });
}

} // namespace souffleur::channels::kit
