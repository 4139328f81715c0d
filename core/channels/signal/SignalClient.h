// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "channels/kit/HttpAnswer.h"
#include "channels/signal/SignalParser.h"
#include "net/LineSocket.h"

#include <map>

namespace souffleur::channels::signal {

//! Calls to a signal-cli daemon and its notifications, over one connection. A Send without an answer is Unclear,
//! unless it did not leave. Lives in the Core thread.
class SignalClient : public QObject {
    Q_OBJECT
public:
    using Answer = std::function<void(const Result<QJsonValue>&)>;
    explicit SignalClient(Clock& clock, QObject* parent = nullptr);
    ~SignalClient() override;

    //! Once per object.
    void open(const net::LineTarget& target);
    void call(const QString& method, const QJsonObject& params, kit::CallKind kind, Milliseconds within,
              Answer answer);
    //! What waits for an answer hears of it; no further signal.
    void close();

    //! Files come and go as base64 within a line.
    static constexpr qint64 MaxLineBytes = 48ll * 1024 * 1024;

signals:
    void opened();
    void notified(const QString& method, const QJsonObject& params);
    //! Once, and nothing comes after it.
    void lost(const souffleur::Error& error);

private:
    struct Open {
        kit::CallKind kind;
        Answer answer;
        std::shared_ptr<void> timer;
    };
    void read(const QByteArray& line);
    void answerAll(const Error& error);
    static Error unanswered(kit::CallKind kind, const Error& error);

    Clock& m_clock;
    net::LineSocket m_socket;
    std::map<QString, Open> m_open;
    quint64 m_last = 0;
};

} // namespace souffleur::channels::signal
