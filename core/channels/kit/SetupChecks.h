// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "channels/Connector.h"
#include "net/HttpClient.h"

#include <QPointer>

namespace souffleur::channels::kit {

//! The live checks of a channel's setup, one after the other: begin() starts the first, pass(), skip() and fail()
//! say how the current one ended. After a failure the rest is Skipped, for nothing more can be said.
class SetupChecks : public QObject {
public:
    struct Listener {
        QObject* receiver;
        std::function<void(const ChannelCheck&)> report;
        std::function<void()> finished;
    };

    //! ChannelKind::check for a class of checks.
    template <class Checks>
    static std::shared_ptr<void> run(const ConnectorContext& context, QObject* receiver,
                                     std::function<void(const ChannelCheck&)> report,
                                     std::function<void()> finished) {
        return launch(new Checks(context, Listener{receiver, std::move(report), std::move(finished)}));
    }

protected:
    SetupChecks(ConnectorContext context, QStringList names, Listener listener);

    virtual void begin() = 0;
    //! Also drops what is under way besides `ask`.
    virtual void cancelled() {}

    //! One request at a time; the answer comes unless the checks were cancelled.
    void ask(const net::HttpRequest& request, std::function<void(const net::HttpOutcome&)> answer);
    void pass(const QString& value = {});
    void skip();
    void fail(const Error& error, const QString& value = {});
    bool isCancelled() const { return !m_listener.receiver || m_done; }

    const ConnectorContext m_context;

private:
    static std::shared_ptr<void> launch(SetupChecks* checks);
    void tell(CheckState state, std::optional<Error> error = {}, const QString& value = {});
    void next(CheckState state, const QString& value);
    void finish();

    const QStringList m_names;
    struct {
        QPointer<QObject> receiver;
        std::function<void(const ChannelCheck&)> report;
        std::function<void()> finished;
    } m_listener;
    std::shared_ptr<void> m_call;
    qsizetype m_current = 0;
    bool m_done = false;
};

} // namespace souffleur::channels::kit
