// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/kit/SetupChecks.h"

namespace souffleur::channels::kit {

SetupChecks::SetupChecks(ConnectorContext context, QStringList names, Listener listener)
    : m_context(std::move(context)),
      m_names(std::move(names)), m_listener{listener.receiver, std::move(listener.report),
                                            std::move(listener.finished)} {}

std::shared_ptr<void> SetupChecks::launch(SetupChecks* checks) {
    auto handle = std::shared_ptr<SetupChecks>(checks, [](SetupChecks* c) {
        // It may be dropped inside its own report.
        c->m_listener.receiver = nullptr;
        c->m_call.reset();
        c->cancelled();
        c->deleteLater();
    });
    // The caller holds the handle before the first report.
    QMetaObject::invokeMethod(
        checks,
        [checks] {
            checks->tell(CheckState::Running);
            checks->begin();
        },
        Qt::QueuedConnection);
    return handle;
}

void SetupChecks::ask(const net::HttpRequest& request, std::function<void(const net::HttpOutcome&)> answer) {
    if (isCancelled())
        return;
    m_call = m_context.http->send(request, [this, answer = std::move(answer)](const net::HttpOutcome& outcome) {
        const auto keep = std::exchange(m_call, {});
        answer(outcome);
    });
}

void SetupChecks::pass(const QString& value) {
    next(CheckState::Passed, value);
}

void SetupChecks::skip() {
    next(CheckState::Skipped, {});
}

void SetupChecks::next(CheckState state, const QString& value) {
    if (m_done)
        return;
    tell(state, {}, value);
    if (++m_current < m_names.size())
        tell(CheckState::Running);
    else
        finish();
}

void SetupChecks::fail(const Error& error, const QString& value) {
    if (m_done)
        return;
    tell(CheckState::Failed, error, value);
    while (++m_current < m_names.size())
        tell(CheckState::Skipped);
    finish();
}

void SetupChecks::tell(CheckState state, std::optional<Error> error, const QString& value) {
    if (m_listener.receiver)
        m_listener.report(ChannelCheck{m_names.at(m_current), state, std::move(error), value});
}

void SetupChecks::finish() {
    m_done = true;
    if (m_listener.receiver)
        m_listener.finished();
}

} // namespace souffleur::channels::kit
