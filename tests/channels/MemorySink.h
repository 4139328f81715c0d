// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "channels/Connector.h"

#include <QSet>

namespace souffleur::test {

//! Keeps what a connector brought, as the engine would: idempotent by external id.
class MemorySink final : public channels::EventSink {
public:
    QFuture<Status> ingest(EventBatch batch) override {
        ++calls;
        if (failures > 0) {
            --failures;
            return readyFuture(Status(makeError(ErrorCode::DiskFull)));
        }
        if (hold) {
            held = std::make_shared<QPromise<Status>>();
            held->start();
            heldBatch = std::move(batch);
            return held->future();
        }
        keep(batch);
        return readyFuture(ok());
    }

    void release() {
        keep(heldBatch);
        const auto promise = std::exchange(held, nullptr);
        promise->addResult(ok());
        promise->finish();
    }

    void keep(const EventBatch& batch) {
        if (!batch.cursor.isEmpty())
            cursor = batch.cursor;
        for (const ChannelEvent& event : batch.events) {
            if (const auto* message = std::get_if<InboundMessage>(&event)) {
                if (ids.contains(message->externalId)) {
                    ++duplicates;
                    continue;
                }
                ids.insert(message->externalId);
                messages += *message;
            }
            events += event;
        }
    }

    template <class T>
    QList<T> all() const {
        QList<T> found;
        for (const ChannelEvent& event : events)
            if (const auto* one = std::get_if<T>(&event))
                found += *one;
        return found;
    }
    QStringList texts() const {
        QStringList list;
        for (const InboundMessage& message : messages)
            list += message.text;
        return list;
    }

    QList<ChannelEvent> events;
    QList<InboundMessage> messages;
    QSet<QString> ids;
    QByteArray cursor;
    int calls = 0;
    int failures = 0; //!< the next ingests that fail
    int duplicates = 0;
    bool hold = false;
    std::shared_ptr<QPromise<Status>> held;
    EventBatch heldBatch;
};

} // namespace souffleur::test
