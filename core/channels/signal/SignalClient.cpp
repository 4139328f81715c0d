// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/signal/SignalClient.h"

#include "base/Log.h"

#include <QJsonDocument>
#include <QPointer>

namespace souffleur::channels::signal {

SignalClient::SignalClient(Clock& clock, QObject* parent) : QObject(parent), m_clock(clock), m_socket(clock) {
    connect(&m_socket, &net::LineSocket::opened, this, &SignalClient::opened);
    connect(&m_socket, &net::LineSocket::received, this, &SignalClient::read);
    connect(&m_socket, &net::LineSocket::closed, this, [this](const Error& error) {
        const QPointer<SignalClient> self(this);
        answerAll(error);
        if (self)
            emit lost(error);
    });
}

SignalClient::~SignalClient() {
    close();
}

void SignalClient::open(const net::LineTarget& target) {
    m_socket.open(target, MaxLineBytes);
}

void SignalClient::call(const QString& method, const QJsonObject& params, kit::CallKind kind, Milliseconds within,
                        Answer answer) {
    const QString id = QString::number(++m_last);
    QJsonObject request{{u"jsonrpc"_s, u"2.0"_s}, {u"method"_s, method}, {u"id"_s, id}};
    if (!params.isEmpty())
        request[u"params"] = params;
    if (!m_socket.send(QJsonDocument(request).toJson(QJsonDocument::Compact)))
        return answer(makeError(ErrorCode::NetworkDown, u"not connected"_s));
    auto timer = m_clock.callAfter(within, this, [this, id] {
        const auto late = m_open.extract(id);
        if (!late.empty())
            late.mapped().answer(unanswered(late.mapped().kind, makeError(ErrorCode::Timeout)));
    });
    m_open.emplace(id, Open{kind, std::move(answer), std::move(timer)});
}

void SignalClient::close() {
    m_socket.abort();
    answerAll(makeError(ErrorCode::NetworkDown, u"closed"_s));
}

Error SignalClient::unanswered(kit::CallKind kind, const Error& error) {
    return kind == kit::CallKind::Send ? makeError(ErrorCode::Unclear, error.toString()) : error;
}

void SignalClient::answerAll(const Error& error) {
    const auto open = std::exchange(m_open, {});
    for (const auto& [id, one] : open)
        one.answer(unanswered(one.kind, error));
}

void SignalClient::read(const QByteArray& line) {
    const auto message = parseRpc(line);
    if (!message) {
        qCInfo(lcChannels) << "signal: a line that cannot be read, bytes:" << line.size();
        return;
    }
    if (!message->method.isEmpty()) {
        emit notified(message->method, message->content.toObject());
        return;
    }
    const auto one = m_open.extract(message->id);
    if (one.empty())
        return; // too late
    if (!message->error)
        return one.mapped().answer(message->content);
    Error error = *message->error;
    // A question does no harm when it is asked again.
    if (error.code == ErrorCode::Unclear && one.mapped().kind == kit::CallKind::Read)
        error.code = ErrorCode::ServerError;
    one.mapped().answer(error);
}

} // namespace souffleur::channels::signal
