// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"
#include "base/Executor.h"
#include "domain/ChannelEvent.h"

#include <QFuture>
#include <QObject>

namespace souffleur::net {
class HttpClient;
}

namespace souffleur::channels {

//! Where a connector's events go. The future is ready once events and cursor are durable; only then may the
//! connector confirm them to the channel's server.
class EventSink {
public:
    virtual ~EventSink() = default;
    virtual QFuture<Status> ingest(EventBatch batch) = 0;
};

//! What every connector gets; values and seams only.
struct ConnectorContext {
    Channel channel;
    QJsonObject secrets;
    QByteArray cursor;
    EventSink* sink = nullptr;
    net::HttpClient* http = nullptr;
    Clock* clock = nullptr;
};

//! One account of one channel: a state machine over the net seam. Lives in the Core thread. Never throws; every
//! failure becomes health or an Error. Parser (bytes to events, pure) and builder (command to request, pure) stand
//! beside it.
class Connector : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    virtual void start() = 0;
    virtual void stop() = 0;
    //! Error groups: Retryable - did not leave, may be repeated; Rejected/Denied - final; Unclear - may have
    //! arrived.
    virtual QFuture<Result<SendReceipt>> send(const OutboundMessage& message) = 0;
    //! Fetches Attachment::remoteRef; TooLarge before the cap is exceeded.
    virtual QFuture<Result<QByteArray>> fetch(const Attachment& attachment) = 0;
    //! Tells the customer that somebody types; may do nothing.
    virtual void sendTyping(const QString& recipientExternalId) = 0;
    virtual ChannelHealth health() const = 0;

signals:
    void healthChanged(const souffleur::ChannelHealth& health);
    //! The channel's server gave another secret for the one under that key; whoever keeps the secrets keeps it.
    void secretRenewed(const QString& key, const QString& before, const QString& now);
};

//! What set-up by keys (souffleurctl) has to know besides capabilities.fields.
struct KeyedSetup {
    //! In place of capabilities.fields, where set-up is a dialog of its own.
    QList<ChannelField> fields = {};
    //! The secrets among the fields that these settings cannot do without.
    std::function<QStringList(const QJsonObject& settings)> requiredSecrets = {};
    //! NotConfigured names in its detail what is missing or wrong.
    std::function<Status(const QJsonObject& settings, const QJsonObject& secrets)> judge = {};
};

//! A channel kind: one row, one registration.
struct ChannelKind {
    ChannelCapabilities capabilities;
    std::function<std::unique_ptr<Connector>(const ConnectorContext&)> create;
    //! Live named checks for channel setup, those of capabilities.checks; calls report as each one changes and is
    //! ready when all are done. Keep the returned handle; destroying it cancels.
    std::function<std::shared_ptr<void>(const ConnectorContext&, QObject* context,
                                        std::function<void(const ChannelCheck&)> report,
                                        std::function<void()> finished)>
        check;
    //! The typed address as the channel's messages name their sender; none: it is no address. Missing where
    //! capabilities.canStart is false.
    std::function<std::optional<QString>(const QString& typed)> recipient = {};
    KeyedSetup keyed = {};
};

//! All kinds built in, in the order of the "add channel" page.
const QList<ChannelKind>& channelKinds();
const ChannelKind* findChannelKind(const QString& kind);

} // namespace souffleur::channels
