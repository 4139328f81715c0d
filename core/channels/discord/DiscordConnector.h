// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "channels/discord/DiscordBuilder.h"
#include "channels/discord/DiscordCursor.h"
#include "channels/discord/DiscordErrors.h"
#include "channels/discord/DiscordGateway.h"
#include "channels/discord/DiscordSender.h"
#include "channels/kit/ConnectorBase.h"
#include "channels/kit/EventQueue.h"

namespace souffleur::channels::discord {

//! A Discord bot: direct messages to it, and the chosen channels of its servers. Receives over the gateway, whose
//! session is resumed after every interruption from the last stored event on; when the session is lost, what was
//! written meanwhile is read from each known channel's history. (A first direct message by somebody new in just
//! that gap is in no list that Discord gives to bots.)
//!
//! Settings: "channels" (ids of server channels; none: direct messages only), "base_url" (default
//! https://discord.com/api/v10). Secrets: "token". Cursor: DiscordCursor.
class DiscordConnector final : public kit::ConnectorBase {
    Q_OBJECT
public:
    explicit DiscordConnector(ConnectorContext context, net::Backoff::Random random = {});

    void start() override;
    void stop() override;
    QFuture<Result<SendReceipt>> send(const OutboundMessage& message) override { return m_sender.send(message); }
    QFuture<Result<QByteArray>> fetch(const Attachment& attachment) override;
    void sendTyping(const QString& recipientExternalId) override;

    static ChannelCapabilities capabilities();

private:
    void connectNow();
    void greeted(const net::HttpOutcome& outcome);
    void openGateway(const QString& said);
    void closeGateway();
    void gatewayLost(const Closing& closing, bool asked);
    void dispatched(const GatewayFrame& frame);
    void ready(const QJsonObject& data);
    //! Adds events with the cursor that stands behind them.
    void keep(QList<ChannelEvent> events);
    void storeFailed(const Error& error);

    void catchUp();
    void endCatchUp();
    void caughtUp(const QString& channel, const net::HttpOutcome& outcome);
    void lookAtChosen();
    bool isChosen(const QString& channel) const { return m_scope.channels.contains(channel); }

    net::Backoff::Random m_random;
    std::optional<DiscordBuilder> m_builder;
    Scope m_scope;
    DiscordCursor m_stored; //!< as it is in the store
    DiscordCursor m_ahead;  //!< behind what waits to be stored
    //! The latest message seen live in channels whose history is still to be read.
    QHash<QString, QString> m_live;
    std::unique_ptr<DiscordGateway> m_gateway;
    kit::EventQueue m_events;
    kit::Calls m_calls;
    kit::Calls m_catchUpCalls;
    DiscordSender m_sender;
    net::Backoff m_catchUpBackoff;
    std::shared_ptr<void> m_catchUpTimer;
    bool m_catchingUp = false;
    int m_resumeFailures = 0;
};

} // namespace souffleur::channels::discord
