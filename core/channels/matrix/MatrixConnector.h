// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "channels/kit/Calls.h"
#include "channels/kit/ConnectorBase.h"
#include "channels/kit/SendQueue.h"
#include "channels/matrix/MatrixBuilder.h"
#include "channels/matrix/MatrixParser.h"
#include "channels/matrix/SyncMemory.h"

namespace souffleur::channels::matrix {

//! Which invitations to rooms are accepted.
enum class Invitations {
    None,
    Direct, //!< to a conversation of two
    All,
};

//! A Matrix account. Receives by /sync, one after the other: the next one names the place up to which the sink
//! stored everything. Where a timeline has a gap, the events before it are fetched first. Sends one message at a
//! time per room; a request is repeated with the same transaction id and is then the same message, and an own event
//! that comes back by /sync is as good as the answer that got lost.
//!
//! Settings: "base_url" (the homeserver, no default), "invitations" ("direct", "all" or "none"; default "direct"),
//! "poll_seconds" (0-60, default 30), "user" (with a password). Secrets: "token" (access token), or "password".
//! Cursor: SyncMemory.
class MatrixConnector final : public kit::ConnectorBase {
    Q_OBJECT
public:
    explicit MatrixConnector(ConnectorContext context, net::Backoff::Random random = {});
    ~MatrixConnector() override;

    void start() override;
    //! Aborts the sync; messages under way go on.
    void stop() override;
    QFuture<Result<SendReceipt>> send(const OutboundMessage& message) override;
    QFuture<Result<QByteArray>> fetch(const Attachment& attachment) override;
    void sendTyping(const QString& recipientExternalId) override;

    static ChannelCapabilities capabilities();
    //! A password for a user that is named, else a token.
    static QStringList requiredSecrets(const QJsonObject& settings);

private:
    struct Intake;
    struct Delivery;
    struct Download;
    using Answer = std::function<void(const Result<QJsonObject>&)>;

    void connectNow();
    void greeted(const Result<QJsonObject>& answer);
    void sync();
    void synced(const net::HttpOutcome& outcome);
    void fillGaps(const std::shared_ptr<Intake>& intake);
    void addHistory(const std::shared_ptr<Intake>& intake, const net::HttpOutcome& outcome);
    void read(const Intake& intake);
    void stored(const SyncMemory& memory, bool sameRun, bool active);
    void syncAgain(bool active);
    void joinRooms();
    void failed(const Error& error);
    Invitations invitations() const;
    int pollSeconds() const;

    void deliver(const std::shared_ptr<Delivery>& delivery);
    void checkRoom(const std::shared_ptr<Delivery>& delivery);
    void upload(const std::shared_ptr<Delivery>& delivery);
    void put(const std::shared_ptr<Delivery>& delivery);
    void tellRead(const QString& room);
    void download(const std::shared_ptr<Download>& download, MediaPath path);
    Result<QJsonObject> resultOf(const net::HttpOutcome& outcome) const;

    std::optional<MatrixBuilder> m_builder;
    QString m_own; //!< our user id
    SyncMemory m_memory;
    Timestamp m_storedAt{};
    Timestamp m_askedAt{};
    bool m_freshToken = false; //!< out of a login, and no request has shown yet that it works
    std::shared_ptr<void> m_call;
    kit::Calls m_calls;
    kit::SendQueue m_queue;
    QHash<QString, bool> m_encrypted;      //!< by room, as far as known
    QHash<QString, QString> m_echoes;      //!< transaction id to event, of our messages that came back
    QHash<QString, QString> m_lastForeign; //!< by room: what a reply shows that we have read
    QSet<QString> m_joining;               //!< under way
    QHash<QString, Timestamp> m_typedAt;
};

} // namespace souffleur::channels::matrix
