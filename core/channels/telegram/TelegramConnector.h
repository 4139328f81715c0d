// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "channels/Connector.h"
#include "channels/telegram/TelegramBuilder.h"
#include "channels/telegram/TelegramErrors.h"

#include <deque>

namespace souffleur::channels::telegram {

//! A Telegram bot. Receives by long polls, never two at once: an update is confirmed (by the next poll's offset)
//! only after the sink stored it together with that offset. Sends one message at a time per chat.
//!
//! Settings: "base_url" (default https://api.telegram.org), "poll_seconds" (0-50, default 50). Secrets: "token".
//! Cursor: the next offset as decimal text.
class TelegramConnector final : public Connector {
    Q_OBJECT
public:
    explicit TelegramConnector(ConnectorContext context, net::Backoff::Random random = {});
    ~TelegramConnector() override;

    void start() override;
    //! Aborts the poll; messages under way go on.
    void stop() override;
    QFuture<Result<SendReceipt>> send(const OutboundMessage& message) override;
    QFuture<Result<QByteArray>> fetch(const Attachment& attachment) override;
    void sendTyping(const QString& recipientExternalId) override;
    ChannelHealth health() const override { return m_health; }

    static ChannelCapabilities capabilities();

private:
    struct Job {
        OutboundMessage message;
        QList<net::HttpRequest> requests;
        QStringList accepted; //!< external ids, one per request that was accepted
        net::Backoff backoff;
        bool running = false;
        QPromise<Result<SendReceipt>> promise;
        std::shared_ptr<void> http;
        std::shared_ptr<void> timer;
    };
    using JobPtr = std::shared_ptr<Job>;
    using Answer = std::function<void(Result<QJsonValue>)>;

    void connectNow();
    void greeted(const Result<QJsonValue>& answer);
    void poll();
    void polled(const net::HttpOutcome& outcome);
    void store(EventBatch batch, qint64 nextOffset, const QStringList& callbackIds);
    void failed(const Error& error);
    void again(Milliseconds delay, void (TelegramConnector::*what)());
    int pollSeconds() const;

    void runNext(const QString& chat);
    void sendPart(const JobPtr& job);
    void partAnswered(const JobPtr& job, const Result<QJsonValue>& answer);
    void partFailed(const JobPtr& job, const Error& error);
    void finish(const JobPtr& job, Result<SendReceipt> result);
    int secondsToWait() const;
    void holdBack(const Error& error);

    void callLoosely(const net::HttpRequest& request, Answer answer);
    void setHealth(ChannelState state, std::optional<Error> error, OptionalTimestamp nextAttempt = {});

    const ConnectorContext m_context;
    std::optional<TelegramBuilder> m_builder;
    ChannelHealth m_health;
    net::Backoff m_backoff;
    bool m_running = false;
    bool m_conflict = false; //!< somebody else polls, or a webhook is set
    qint64 m_offset = 0;
    Timestamp m_polledAt{};
    int m_generation = 0; //!< of start/stop; late answers of the sink belong to an earlier one
    std::shared_ptr<void> m_poll;
    std::shared_ptr<void> m_timer;

    std::map<QString, std::deque<JobPtr>> m_jobs; //!< by chat, in order
    Timestamp m_notBefore{};                      //!< the whole bot was told to wait until then
    //! What was accepted of messages that did not get through as a whole, so that a retry sends only the rest.
    QHash<MessageId, QStringList> m_partial;
    QHash<QString, Timestamp> m_typedAt;
    std::map<quint64, std::shared_ptr<void>> m_loose;
    quint64 m_lastLoose = 0;
};

} // namespace souffleur::channels::telegram
