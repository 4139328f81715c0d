// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "channels/kit/ConnectorBase.h"
#include "channels/kit/SendQueue.h"
#include "channels/signal/SignalClient.h"

namespace souffleur::channels::signal {

//! A number of one's own on Signal, through a signal-cli daemon on this machine: `signal-cli -a NUMBER daemon --tcp
//! --receive-mode=manual`. Direct messages only; groups are passed over.
//!
//! What the daemon has handed over it does not hand over again. So nothing handed over is let go before it is
//! stored: when a commit fails, the subscription ends (in manual mode what comes meanwhile stays with Signal) and
//! the commit is tried again, while sending goes on; and it is left in good order. What was handed over in the
//! moment when this program is killed is lost to it; the phone still has it.
//!
//! Settings: "address" ("localhost:7583", or the path of a socket), "account" (the number; needed where the daemon
//! serves several). No secrets. Cursor: the times of edits.
class SignalConnector final : public kit::ConnectorBase {
    Q_OBJECT
public:
    explicit SignalConnector(ConnectorContext context, net::Backoff::Random random = {});
    ~SignalConnector() override;

    void start() override;
    void stop() override;
    QFuture<Result<SendReceipt>> send(const OutboundMessage& message) override;
    QFuture<Result<QByteArray>> fetch(const Attachment& attachment) override;
    void sendTyping(const QString& recipientExternalId) override;

    static ChannelCapabilities capabilities();

private:
    void connectNow();
    void leave();
    void dropped(const Error& error);
    void opened();
    void accountsKnown(const Result<QJsonValue>& answer);
    void subscribe();
    void subscribed(const Result<QJsonValue>& answer);
    void unsubscribed(const Result<QJsonValue>& answer);
    void notStored(const Error& error);
    void ask();
    void stillThere(const Result<QJsonValue>& answer);
    //! A question over the connection that is there now; its answer counts only while that one stands.
    void read(const QString& method, const QJsonObject& params,
              void (SignalConnector::*then)(const Result<QJsonValue>&));
    void received(const QJsonObject& params);
    void store();
    QJsonObject withAccount(QJsonObject params) const;
    bool isReady() const { return m_client && m_ready; }

    const QString m_account; //!< as set up
    QString m_name;          //!< as the daemon calls it
    std::unique_ptr<SignalClient> m_client;
    bool m_ready = false; //!< to send
    bool m_manyAccounts = false;
    enum class Subscription {
        None,
        Asked,
        Stands,
        Ends, //!< asked to; until it is answered, some more may come
    };
    Subscription m_subscription = Subscription::None;
    int m_subscriptionId = 0;
    Error m_notStored{}; //!< why it ends
    EditTimes m_edits;
    EditTimes m_storedEdits;
    QList<ChannelEvent> m_held; //!< handed over, not stored
    bool m_storing = false;
    kit::SendQueue m_queue;
    std::shared_ptr<void> m_askTimer;
    QHash<QString, Timestamp> m_typedAt;
};

//! The accounts in an answer to "listAccounts".
QStringList accountsOf(const QJsonValue& list);

} // namespace souffleur::channels::signal
