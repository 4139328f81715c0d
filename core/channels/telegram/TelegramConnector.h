// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "channels/kit/Calls.h"
#include "channels/kit/ConnectorBase.h"
#include "channels/kit/SendQueue.h"
#include "channels/telegram/TelegramBuilder.h"
#include "channels/telegram/TelegramErrors.h"

namespace souffleur::channels::telegram {

//! A Telegram bot. Receives by long polls, never two at once: an update is confirmed (by the next poll's offset)
//! only after the sink stored it together with that offset. Sends one message at a time per chat.
//!
//! Settings: "base_url" (default https://api.telegram.org), "poll_seconds" (0-50, default 50). Secrets: "token".
//! Cursor: the next offset as decimal text.
class TelegramConnector final : public kit::ConnectorBase {
    Q_OBJECT
public:
    explicit TelegramConnector(ConnectorContext context, net::Backoff::Random random = {});

    void start() override;
    //! Aborts the poll; messages under way go on.
    void stop() override;
    QFuture<Result<SendReceipt>> send(const OutboundMessage& message) override;
    QFuture<Result<QByteArray>> fetch(const Attachment& attachment) override;
    void sendTyping(const QString& recipientExternalId) override;

    static ChannelCapabilities capabilities();

private:
    void connectNow();
    void greeted(const Result<QJsonValue>& answer);
    void poll();
    void polled(const net::HttpOutcome& outcome);
    void store(EventBatch batch, qint64 nextOffset, const QStringList& callbackIds);
    void failed(const Error& error);
    int pollSeconds() const;

    std::optional<TelegramBuilder> m_builder;
    bool m_conflict = false; //!< somebody else polls, or a webhook is set
    qint64 m_offset = 0;
    Timestamp m_polledAt{};
    std::shared_ptr<void> m_poll;

    kit::SendQueue m_sending;
    kit::Calls m_calls; //!< courtesies and downloads
    QHash<QString, Timestamp> m_typedAt;
};

} // namespace souffleur::channels::telegram
