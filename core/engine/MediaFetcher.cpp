// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/MediaFetcher.h"

#include "base/Log.h"
#include "channels/Connector.h"
#include "store/AttachmentStore.h"
#include "store/Store.h"

namespace souffleur::engine {

MediaFetcher::MediaFetcher(store::Storage& storage, Clock& clock, FindConnector findConnector, QObject* parent)
    : QObject(parent), m_storage(storage), m_clock(clock), m_findConnector(std::move(findConnector)) {}

void MediaFetcher::enqueue(ChannelId channel, MessageId message, const Attachment& attachment) {
    if (attachment.size > AutomaticBytes || attachment.state != AttachmentState::Remote)
        return;
    m_queue.enqueue({channel, message, attachment, {}});
    next();
}

QFuture<Result<QByteArray>> MediaFetcher::fetch(ChannelId channel, MessageId message,
                                                const Attachment& attachment) {
    auto promise = std::make_shared<QPromise<Result<QByteArray>>>();
    auto future = promise->future();
    promise->start();
    if (const auto running = m_running.find(attachment.id); running != m_running.end()) {
        running->waiting.append(promise);
        return future;
    }
    m_queue.prepend({channel, message, attachment, {promise}});
    next();
    return future;
}

void MediaFetcher::next() {
    while (m_running.size() < 2 && !m_queue.isEmpty()) {
        const Job job = m_queue.dequeue();
        channels::Connector* connector = m_findConnector(job.channel);
        if (!connector) {
            for (const auto& promise : job.waiting) {
                promise->addResult(makeError(ErrorCode::NetworkDown, u"channel is off"_s));
                promise->finish();
            }
            continue;
        }
        m_running.insert(job.attachment.id, job);
        thenOn(connector->fetch(job.attachment), this,
               [this, id = job.attachment.id](const Result<QByteArray>& content) {
                   finish(m_running.value(id), content);
               });
    }
}

void MediaFetcher::finish(const Job& job, const Result<QByteArray>& content) {
    auto stored = m_storage.write([job, content](store::Store& s) -> Result<QByteArray> {
        Attachment attachment = job.attachment;
        if (content) {
            SOUFFLEUR_CHECK(s.attachments().write(attachment.id, *content));
            attachment.state = AttachmentState::Stored;
            attachment.size = content->size();
        } else {
            attachment.state =
                content.error().code == ErrorCode::TooLarge ? AttachmentState::Refused : AttachmentState::Failed;
        }
        if (const Status noted = s.messages().updateAttachment(job.message, attachment); !noted) {
            // Deleted while it was fetched: the file must not stay behind.
            if (content && noted.error().code == ErrorCode::NotFound)
                SOUFFLEUR_CHECK(s.attachments().remove(attachment.id));
            return noted.error();
        }
        return content ? *content : QByteArray();
    });
    thenOn(stored, this, [this, id = job.attachment.id, content](const Result<QByteArray>& result) {
        const Job done = m_running.take(id);
        if (!content)
            qCInfo(lcEngine) << "an attachment could not be fetched:" << errorName(content.error().code);
        for (const auto& promise : done.waiting) {
            promise->addResult(content ? result : content);
            promise->finish();
        }
        next();
    });
}

} // namespace souffleur::engine
