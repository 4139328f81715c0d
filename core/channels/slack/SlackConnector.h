// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "channels/kit/Calls.h"
#include "channels/kit/ConnectorBase.h"
#include "channels/kit/EventQueue.h"
#include "channels/kit/SendQueue.h"
#include "channels/slack/SlackApi.h"
#include "channels/slack/SlackParser.h"
#include "net/WebSocket.h"

#include <deque>

#include <QCache>
#include <QPointer>

namespace souffleur::channels::slack {

//! A Slack app in Socket Mode. Each delivery is acknowledged on its own connection once it is stored, and only
//! then: Slack repeats what it got no answer for. Before a connection is closed by Slack, the next one stands
//! (refresh).
//!
//! Settings: "base_url" (default https://slack.com/api), "channels" (ids of shared channels to listen in; direct
//! messages always). Secrets: "bot_token" (xoxb-), "app_token" (xapp-, connections:write). No cursor: Slack keeps
//! it.
class SlackConnector final : public kit::ConnectorBase {
    Q_OBJECT
public:
    explicit SlackConnector(ConnectorContext context, net::Backoff::Random random = {});
    ~SlackConnector() override;

    void start() override;
    //! Closes the connections; messages under way go on.
    void stop() override;
    QFuture<Result<SendReceipt>> send(const OutboundMessage& message) override;
    QFuture<Result<QByteArray>> fetch(const Attachment& attachment) override;
    //! Slack shows none for bots.
    void sendTyping(const QString&) override {}

    static ChannelCapabilities capabilities();

    //! How long a delivery waits for the profile of somebody new; Slack wants its answer within 3 s.
    static constexpr Milliseconds ProfilePatience{1500};
    //! How long an old connection stands beside the new one.
    static constexpr Milliseconds Overlap{15'000};

private:
    struct Delivery {
        SlackFrame frame;
        QPointer<net::WebSocket> from;
    };

    void connectNow();
    void notOpened(const Error& error);
    void openSocket(const QUrl& url);
    void received(net::WebSocket* socket, const QByteArray& bytes);
    void disconnecting(net::WebSocket* socket, const QString& reason);
    void retire(net::WebSocket* socket);
    void closed(net::WebSocket* socket, const Error& error);
    void failed(const Error& error);
    void dropSockets();

    void pump();
    void learn(const QStringList& users);
    void take(const Delivery& delivery);
    Profile profileOf(const QString& user) const;

    QString threadFor(const OutboundMessage& message) const;

    std::optional<SlackBuilder> m_builder;
    std::shared_ptr<void> m_call;     //!< of connecting
    net::WebSocket* m_next = nullptr; //!< opened, no hello yet
    net::WebSocket* m_socket = nullptr;
    QList<net::WebSocket*> m_old;
    std::shared_ptr<void> m_overlap;
    std::shared_ptr<void> m_helloTimer;
    QString m_botUser;

    std::deque<Delivery> m_deliveries; //!< wait for profiles, in order
    QStringList m_learning;
    std::shared_ptr<void> m_patience;
    kit::Calls m_profileCalls;
    QCache<QString, Profile> m_profiles;
    QCache<QString, QString> m_threads;    //!< message -> root of its thread
    QCache<QString, QString> m_lastThread; //!< recipient -> root of the latest
    kit::EventQueue m_events;

    kit::SendQueue m_sending;
    kit::Calls m_calls;
};

} // namespace souffleur::channels::slack
