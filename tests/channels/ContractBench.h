// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "Contract.h"

#include <QDeadlineTimer>
#include <QTimer>

namespace souffleur::test {

//! A connector and its peer, on a time that moves as fast as there is nothing else to do.
struct ContractSuite::Bench {
    std::unique_ptr<ContractPeer> peer;
    MemorySink sink;
    ManualClock clock;
    std::unique_ptr<net::HttpClient> http = net::createHttpClient(&clock);
    channels::ConnectorContext context;
    std::unique_ptr<channels::Connector> connector;

    explicit Bench(const Factory& factory, Timestamp now = fromMs(QDateTime::currentMSecsSinceEpoch()))
        : peer(factory()), clock(now) {
        context.channel.id = ChannelId::create();
        context.channel.kind = peer->capabilities().kind;
        peer->configure(context.channel, context.secrets);
        context.sink = &sink;
        context.http = http.get();
        context.clock = &clock;
        make();
    }
    void make() {
        context.cursor = sink.cursor;
        connector = peer->make(context);
    }
    ChannelState state() const { return connector->health().state; }

    //! Until it holds: events first; when there are none, the clock moves on. False after ten seconds.
    template <class Condition>
    bool until(Condition condition, bool clockMoves = true) {
        QTimer tick; // so that waiting for events ends, and the clock's pace
        if (clockMoves)
            QObject::connect(&tick, &QTimer::timeout, &tick, [&] {
                if (!condition())
                    moveOn();
            });
        tick.start(1);
        const auto deadline = QDeadlineTimer(10'000);
        while (!condition()) {
            if (deadline.hasExpired())
                return false;
            QCoreApplication::sendPostedEvents();
            QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        }
        return true;
    }
    //! To the next attempt, where one is waited for; else a little.
    void moveOn() {
        const auto next = connector ? connector->health().nextAttemptAt : OptionalTimestamp();
        clock.advance(next && *next > clock.now() ? *next - clock.now() : Milliseconds(50));
    }
    bool start() {
        connector->start();
        return until([&] { return peer->isListening() && state() == ChannelState::Connected; });
    }
    bool stored(const QString& externalId) {
        return until([&] { return sink.ids.contains(externalId); });
    }
    bool allConfirmed() {
        return until([&] { return peer->unconfirmed() == 0; });
    }
    //! Lets pass what is under way, without moving the clock.
    void settle() {
        until([turns = 0]() mutable { return ++turns > 8; }, false);
    }

    OutboundMessage message(int who, const QString& text) const {
        OutboundMessage m;
        m.id = MessageId::create();
        m.recipientExternalId = peer->recipient(who);
        m.text = text;
        return m;
    }
    Result<SendReceipt> send(const OutboundMessage& message) {
        const auto future = connector->send(message);
        if (!until([&] { return future.isFinished(); }))
            return makeError(ErrorCode::Bug, u"never answered"_s);
        return future.result();
    }
    //! The program ends with the message on its way, and begins again.
    Result<SendReceipt> interrupted(const OutboundMessage& message, bool late) {
        const auto future = connector->send(message);
        if (late)
            settle();
        connector.reset();
        make();
        connector->start();
        return future.result();
    }
    int deliveredTo(int who, const QString& text) const {
        int count = 0;
        for (const auto& sent : peer->sent())
            count += sent.recipient == peer->recipient(who) && sent.text == text;
        return count;
    }
};

} // namespace souffleur::test
