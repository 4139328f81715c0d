// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "channels/Connector.h"

namespace souffleur::test {

//! Between a connector and its sink: what the connector knows to be stored. For peers of channels whose server is
//! confirmed nothing.
class WatchedSink final : public QObject, public channels::EventSink {
public:
    QFuture<Status> ingest(EventBatch batch) override {
        auto future = inner->ingest(batch);
        thenOn(future, this, [this, batch = std::move(batch)](const Status& status) {
            if (status)
                stored(batch);
        });
        return future;
    }
    //! The same context, with this in between.
    channels::ConnectorContext watch(channels::ConnectorContext context) {
        inner = context.sink;
        context.sink = this;
        return context;
    }

    channels::EventSink* inner = nullptr;
    std::function<void(const EventBatch&)> stored;
};

} // namespace souffleur::test
