// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "channels/discord/DiscordBuilder.h"
#include "channels/kit/Calls.h"
#include "channels/kit/SendQueue.h"

namespace souffleur::channels::discord {

//! The way out: direct channels are opened when needed, limits are kept by what Discord's headers say, and a
//! message whose answer got lost is sent again under the same nonce while Discord still knows it - a few minutes,
//! in which a repetition gives the message that is there. Lives in the Core thread.
class DiscordSender : public QObject {
    Q_OBJECT
public:
    DiscordSender(const ConnectorContext& context, net::Backoff::Random random, QObject* parent = nullptr);

    QFuture<Result<SendReceipt>> send(const OutboundMessage& message);
    void sendTyping(const QString& recipientExternalId);
    //! One of our own messages came through the gateway: the answer to its nonce, however the request ended.
    void sawOwn(const QString& nonce, const QString& externalId);

    //! As long as Discord keeps a nonce, with a good distance.
    static constexpr Milliseconds NonceLives{120'000};

private:
    struct Attempt;
    using AttemptPtr = std::shared_ptr<Attempt>;
    using WithChannel = std::function<void(const Result<QString>&)>;

    void withChannel(const Recipient& recipient, WithChannel done);
    std::shared_ptr<void> runPart(const OutboundMessage& message, const Recipient& recipient, int part,
                                  kit::SendQueue::Done done);
    void attempt(const AttemptPtr& one);
    void answered(const AttemptPtr& one, const net::HttpOutcome& outcome);
    void finish(const AttemptPtr& one, const Result<QString>& result);

    const ConnectorContext m_context;
    net::Backoff::Random m_random;
    kit::Calls m_calls;
    kit::SendQueue m_queue;
    QHash<QString, QString> m_direct; //!< user to channel
    QHash<QString, Timestamp> m_typedAt;
    QHash<QString, std::weak_ptr<Attempt>> m_open; //!< by nonce
};

} // namespace souffleur::channels::discord
