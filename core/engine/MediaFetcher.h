// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"
#include "domain/Message.h"
#include "store/Storage.h"

#include <functional>

#include <QHash>
#include <QObject>
#include <QQueue>

namespace souffleur::channels {
class Connector;
}

namespace souffleur::engine {

//! Fetches customers' attachments into the encrypted store, two at a time. Lives in the Core thread.
class MediaFetcher : public QObject {
    Q_OBJECT
public:
    using FindConnector = std::function<channels::Connector*(ChannelId)>;
    MediaFetcher(store::Storage& storage, Clock& clock, FindConnector findConnector, QObject* parent = nullptr);

    //! In the background; what is larger than AutomaticBytes waits until somebody asks for it.
    void enqueue(ChannelId channel, MessageId message, const Attachment& attachment);
    //! Now; the content when it is stored.
    QFuture<Result<QByteArray>> fetch(ChannelId channel, MessageId message, const Attachment& attachment);

    static constexpr qint64 AutomaticBytes = 5 * 1024 * 1024;

private:
    struct Job {
        ChannelId channel;
        MessageId message;
        Attachment attachment;
        QList<std::shared_ptr<QPromise<Result<QByteArray>>>> waiting;
    };
    void next();
    void finish(const Job& job, const Result<QByteArray>& content);

    store::Storage& m_storage;
    Clock& m_clock;
    FindConnector m_findConnector;
    QQueue<Job> m_queue;
    QHash<AttachmentId, Job> m_running;
};

} // namespace souffleur::engine
