// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"
#include "channels/Connector.h"
#include "domain/Command.h"
#include "engine/MediaFetcher.h"
#include "engine/Outbox.h"
#include "store/Storage.h"

#include <QHash>
#include <QObject>
#include <QPointer>

namespace souffleur::net {
class HttpClient;
}

namespace souffleur::engine {

//! Channels, ingest, outbox and timers of one workspace. Lives in the Core thread; every public call belongs there.
class Engine : public QObject, public channels::EventSink {
    Q_OBJECT
public:
    Engine(store::Storage& storage, Clock& clock, std::unique_ptr<net::HttpClient> http, QObject* parent = nullptr);
    ~Engine() override;

    //! Before start(): the client belongs to the Core thread, so it is made there.
    void setHttp(std::unique_ptr<net::HttpClient> http);
    //! Settles what a crash left, starts outbox, timers and, with `channels`, the enabled channels.
    void start(bool channels = true);
    void stop();

    //! Runs a command's handler in the Storage thread; callable from any thread.
    static QFuture<Result<CommandReply>> execute(store::Storage& storage, const Command& command, Timestamp now);
    QFuture<Status> ingest(EventBatch batch) override;
    //! Starts, restarts or drops connectors so that they match the stored channels.
    void reloadChannels();
    void reconnect(ChannelId channel);
    //! Of all sample channels that run, and of those that start later without a speed of their own in the settings.
    void setSampleSpeed(double speed);
    void sendTyping(ConversationId conversation);
    QFuture<Result<QByteArray>> attachment(AttachmentId id);
    //! Live checks of a channel as typed in; keep the handle.
    std::shared_ptr<void> checkChannel(const Channel& channel, const QJsonObject& secrets,
                                       std::function<void(const ChannelCheck&)> report,
                                       std::function<void()> finished);

signals:
    void channelsChanged(const QList<souffleur::Channel>& channels);
    void healthChanged(const souffleur::ChannelHealth& health);
    void typing(souffleur::ConversationId conversation);
    void troubled(const souffleur::Error& error);

private:
    struct Running {
        Channel channel;
        QJsonObject secrets;
        std::unique_ptr<channels::Connector> connector;
    };
    channels::Connector* connector(ChannelId id) const;
    void startConnector(const Channel& channel, const QJsonObject& secrets, const QByteArray& cursor);
    void keepSecret(ChannelId channel, const QString& key, const QString& before, const QString& now);
    void armSnoozes();
    void wakeSnoozed();
    void onCommitted(const Changes& changes);

    store::Storage& m_storage;
    Clock& m_clock;
    std::unique_ptr<net::HttpClient> m_http;
    Outbox m_outbox;
    MediaFetcher m_media;
    std::map<ChannelId, Running> m_running;
    double m_sampleSpeed = 1;
    std::shared_ptr<void> m_snoozeTimer;
    bool m_started = false;
    bool m_channels = false;
    int m_reload = 0; //!< number of the latest reload asked for; answers to older ones are dropped
};

} // namespace souffleur::engine
