// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Executor.h"
#include "workspace/Workspace.h"

namespace souffleur::engine {
class Engine;
}

namespace souffleur::workspace {

//! Channel checks running in the Core thread, seen from the UI thread. What was typed stands before what is stored:
//! an existing channel can be checked without its token being typed again.
class CheckTask final : public Task {
    Q_OBJECT
public:
    CheckTask(engine::Engine& engine, Executor& core, const Channel& channel, const QJsonObject& typed,
              const QFuture<Result<QJsonObject>>& stored, QObject* parent);
    ~CheckTask() override;
    void cancel() override;

private:
    struct State {
        QPromise<ChannelCheck> promise;
        std::shared_ptr<void> handle; //!< Core thread
        bool cancelled = false;       //!< Core thread
    };
    Executor& m_core;
    std::shared_ptr<State> m_state;
    QFutureWatcher<ChannelCheck> m_watcher;
    int m_count = 0;
};

} // namespace souffleur::workspace
