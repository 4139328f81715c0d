// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/local/CheckTask.h"

#include "engine/Engine.h"

namespace souffleur::workspace {

CheckTask::CheckTask(engine::Engine& engine, Executor& core, const Channel& channel, const QJsonObject& typed,
                     const QFuture<Result<QJsonObject>>& stored, QObject* parent)
    : Task(parent), m_core(core), m_state(std::make_shared<State>()) {
    connect(&m_watcher, &QFutureWatcherBase::resultReadyAt, this, [this](int index) {
        ++m_count;
        emit checkChanged(m_watcher.resultAt(index));
    });
    connect(&m_watcher, &QFutureWatcherBase::finished, this, [this] {
        emit finished(m_watcher.isCanceled() ? Result<int>(makeError(ErrorCode::Cancelled)) : Result<int>(m_count));
        deleteLater();
    });
    m_state->promise.start();
    m_watcher.setFuture(m_state->promise.future());
    thenOn(stored, this, [this, &engine, channel, typed](const Result<QJsonObject>& stored) {
        // A channel that is not saved yet has no secrets; the checks say what is missing.
        QJsonObject secrets = stored ? *stored : QJsonObject();
        for (auto it = typed.constBegin(); it != typed.constEnd(); ++it)
            secrets.insert(it.key(), it.value());
        m_core.post([state = m_state, &engine, channel, secrets] {
            if (state->cancelled)
                return;
            // The callbacks hold the state, the state holds the handle: released when the checks are done or
            // cancelled.
            state->handle = engine.checkChannel(
                channel, secrets, [state](const ChannelCheck& check) { state->promise.addResult(check); },
                [state] {
                    state->promise.finish();
                    state->handle.reset();
                });
        });
    });
}

CheckTask::~CheckTask() {
    cancel();
}

void CheckTask::cancel() {
    m_watcher.cancel();
    m_core.post([state = m_state] {
        if (std::exchange(state->cancelled, true))
            return;
        state->handle.reset();
        state->promise.finish();
    });
}

} // namespace souffleur::workspace
