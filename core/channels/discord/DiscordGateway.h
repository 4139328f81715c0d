// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "channels/discord/DiscordErrors.h"
#include "channels/discord/DiscordParser.h"
#include "net/WebSocket.h"

namespace souffleur::channels::discord {

//! One connection to the gateway: waits for Hello, greets (identify or resume), keeps the heart beating and notices
//! when nobody answers it. What comes next is the connector's business. Lives in the Core thread.
class DiscordGateway : public QObject {
    Q_OBJECT
public:
    //! sequence: of what was seen in this session; none in a new one.
    DiscordGateway(Clock& clock, net::Backoff::Random random, std::optional<qint64> sequence,
                   QObject* parent = nullptr);

    //! Once per object.
    void open(const net::WebSocketRequest& request, const QByteArray& greeting);
    //! Leaves the session as it is, so that it can be resumed.
    void leave();

    static constexpr Milliseconds HelloWithin{20'000};

signals:
    //! An event of the session, READY and RESUMED among them.
    void dispatched(const souffleur::channels::discord::GatewayFrame& frame);
    //! Once, and nothing comes after it. asked: the gateway wants us to come back at once.
    void lost(const souffleur::channels::discord::Closing& closing, bool asked);

private:
    void read(const QByteArray& text);
    void hello(const QJsonObject& data);
    void beat();
    void end(const Closing& closing, bool asked = false);

    Clock& m_clock;
    net::Backoff::Random m_random;
    net::WebSocket m_socket;
    std::optional<qint64> m_sequence;
    QByteArray m_greeting;
    Milliseconds m_interval{};
    bool m_answered = true; //!< the latest beat was
    bool m_over = false;
    std::shared_ptr<void> m_timer;
};

} // namespace souffleur::channels::discord
