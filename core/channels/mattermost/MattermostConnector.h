// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "channels/kit/Calls.h"
#include "channels/kit/ConnectorBase.h"
#include "channels/kit/EventQueue.h"
#include "channels/kit/SendQueue.h"
#include "channels/mattermost/MattermostBuilder.h"
#include "channels/mattermost/MattermostParser.h"

#include <deque>

#include <QSet>

namespace souffleur::channels::mattermost {

//! A bot or user account of a Mattermost server. Events come over a WebSocket and are numbered; a connection that
//! was lost for a moment goes on with the number that is due. Where the server does not know it any more, or a
//! number is missing, everything since the last stored post is asked for over REST (from a minute before: posts are
//! committed out of order now and then, and ingest knows what it has). Events of the socket wait meanwhile.
//!
//! Settings: "base_url" (no default), "channels" (ids of channels besides direct conversations). Secrets: "token"
//! (of a bot, or a personal access token). Cursor: the server's time of the last stored change, in ms.
class MattermostConnector final : public kit::ConnectorBase {
    Q_OBJECT
public:
    explicit MattermostConnector(ConnectorContext context, net::Backoff::Random random = {});
    ~MattermostConnector() override;

    void start() override;
    void stop() override;
    QFuture<Result<SendReceipt>> send(const OutboundMessage& message) override;
    QFuture<Result<QByteArray>> fetch(const Attachment& attachment) override;
    void sendTyping(const QString& recipientExternalId) override;

    static ChannelCapabilities capabilities();

private:
    struct CatchUp;
    struct Delivery;
    using Bytes = Result<QByteArray>;
    using Answer = std::function<void(const Bytes&)>;

    void ask(const net::HttpRequest& request, Answer answer);
    void connectNow();
    void openSocket();
    void dropSocket();
    //! The connection is given up, and the next one begins with catching up.
    void failed(const Error& error);
    void received(const QByteArray& text);
    void greeted(const Frame& frame);
    void ready();

    void catchUp();
    void catchUpChannel(const std::shared_ptr<CatchUp>& run);
    void addPosts(const std::shared_ptr<CatchUp>& run, const Bytes& answer);
    void finishCatchUp(const std::shared_ptr<CatchUp>& run);

    void nextFrame();
    void take(const Frame& frame);
    void withProfiles(const QStringList& users, std::function<void()> then);
    void store(QList<ChannelEvent> events, qint64 changedAt);
    bool isOurs(const QString& channel) const;
    void remember(const Post& post);

    void deliver(const std::shared_ptr<Delivery>& delivery);
    void findThread(const std::shared_ptr<Delivery>& delivery);
    void lookUp(const std::shared_ptr<Delivery>& delivery);
    void upload(const std::shared_ptr<Delivery>& delivery);
    void post(const std::shared_ptr<Delivery>& delivery);
    void ask(const std::shared_ptr<Delivery>& delivery, const net::HttpRequest& request,
             void (MattermostConnector::*answered)(const std::shared_ptr<Delivery>&, const Bytes&));
    void threadFound(const std::shared_ptr<Delivery>& delivery, const Bytes& answer);
    void lookedUp(const std::shared_ptr<Delivery>& delivery, const Bytes& answer);
    void uploaded(const std::shared_ptr<Delivery>& delivery, const Bytes& answer);
    void posted(const std::shared_ptr<Delivery>& delivery, const Bytes& answer);

    std::optional<MattermostBuilder> m_builder;
    QString m_own;
    QString m_account;
    QSet<QString> m_chosen;
    kit::Calls m_asked; //!< for the stream of events; a lost socket does not end them
    kit::Calls m_calls; //!< courtesies and files
    kit::SendQueue m_queue;
    kit::EventQueue m_events;

    net::WebSocket* m_socket = nullptr;
    QString m_connection;
    qint64 m_sequence = 0; //!< the number that is due
    int m_action = 0;
    bool m_catching = false;
    bool m_missed = false; //!< a number, since the last catching up began
    bool m_busy = false;   //!< the frame in front waits for an answer
    std::deque<std::pair<Frame, QByteArray>> m_frames;

    qint64 m_storedAt = 0;
    QHash<QString, QString> m_types; //!< of channels
    Profiles m_profiles;
    QHash<QString, QString> m_roots; //!< post to the one that began its thread
    QSet<QString> m_unread;          //!< channels in which somebody wrote since our last answer
    QSet<QString> m_attempted;       //!< keys of posts that may have arrived
    const qint64 m_madeAtMs;
    QHash<QString, Timestamp> m_typedAt;
};

} // namespace souffleur::channels::mattermost
