// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/Executor.h"

#include <QMetaObject>

namespace souffleur {

ThreadExecutor::ThreadExecutor(const QString& name) : m_context(new QObject) {
    m_thread.setObjectName(name);
    m_context->moveToThread(&m_thread);
    m_thread.start();
}

ThreadExecutor::~ThreadExecutor() {
    // Queued behind everything posted so far; whatever is posted by those calls still runs before quit is handled.
    QMetaObject::invokeMethod(m_context, [this] {
        m_context->deleteLater();
        m_thread.quit();
    });
    m_thread.wait();
}

void ThreadExecutor::post(std::function<void()> fn) {
    QMetaObject::invokeMethod(m_context, std::move(fn), Qt::QueuedConnection);
}

} // namespace souffleur
