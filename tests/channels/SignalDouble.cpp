// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "SignalDouble.h"

#include <QJsonDocument>
#include <QLocalSocket>
#include <QRegularExpression>
#include <QTcpSocket>

namespace souffleur::test {
namespace {

QByteArray compact(const QJsonObject& object) {
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace

SignalDouble::SignalDouble(QObject* parent) : QObject(parent) {
    connect(&m_tcp, &QTcpServer::newConnection, this, [this] { accept(m_tcp.nextPendingConnection()); });
    connect(&m_local, &QLocalServer::newConnection, this, [this] { accept(m_local.nextPendingConnection()); });
}

//! Its sockets go with the servers, after what hears of their end.
SignalDouble::~SignalDouble() {
    for (QObject* server : {static_cast<QObject*>(&m_tcp), static_cast<QObject*>(&m_local)})
        for (QIODevice* socket : server->findChildren<QIODevice*>())
            socket->disconnect(this);
}

bool SignalDouble::listen() {
    return m_tcp.listen(QHostAddress::LocalHost);
}

bool SignalDouble::listenAt(const QString& path) {
    return m_local.listen(path);
}

void SignalDouble::accept(QIODevice* client) {
    drop();
    m_silent = false;
    m_client = client;
    m_buffer.clear();
    connect(client, &QIODevice::readyRead, this, &SignalDouble::read);
    const auto gone = [this, client] {
        client->deleteLater();
        if (client == m_client) {
            m_client = nullptr;
            m_subscribed = false;
        }
    };
    if (auto* tcp = qobject_cast<QTcpSocket*>(client)) {
        tcp->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        connect(tcp, &QTcpSocket::disconnected, this, gone);
    } else if (auto* local = qobject_cast<QLocalSocket*>(client))
        connect(local, &QLocalSocket::disconnected, this, gone);
}

void SignalDouble::drop() {
    m_subscribed = false;
    const QPointer<QIODevice> client = std::exchange(m_client, nullptr);
    // What was handed over is on its way: only then is the end.
    if (auto* tcp = qobject_cast<QTcpSocket*>(client.data()))
        tcp->disconnectFromHost();
    else if (auto* local = qobject_cast<QLocalSocket*>(client.data()))
        local->disconnectFromServer();
}

void SignalDouble::sendLine(const QByteArray& line) {
    if (m_client)
        m_client->write(line + '\n');
}

void SignalDouble::read() {
    if (!m_client)
        return;
    m_buffer += m_client->readAll();
    for (qsizetype end = m_buffer.indexOf('\n'); end >= 0 && m_client; end = m_buffer.indexOf('\n')) {
        const QByteArray line = m_buffer.left(end);
        m_buffer.remove(0, end + 1);
        const QJsonObject request = QJsonDocument::fromJson(line).object();
        if (request[u"jsonrpc"].toString() != u"2.0" || !request[u"method"].isString() ||
            !request.contains(u"id")) {
            ++malformed;
            sendLine(R"({"jsonrpc":"2.0","error":{"code":-32600,"message":"method field must be set"},"id":null})");
            continue;
        }
        if (answersAtAll && !m_silent)
            handle(request);
    }
}

void SignalDouble::answer(const QString& id, const QJsonValue& result) {
    sendLine(compact({{u"jsonrpc"_s, u"2.0"_s}, {u"result"_s, result}, {u"id"_s, id}}));
}

void SignalDouble::refuse(const QString& id, int code, const QString& message, const QJsonObject& data) {
    QJsonObject error{{u"code"_s, code}, {u"message"_s, message}};
    error[u"data"] = data.isEmpty() ? QJsonValue() : QJsonValue(data);
    sendLine(compact({{u"jsonrpc"_s, u"2.0"_s}, {u"error"_s, error}, {u"id"_s, id}}));
}

void SignalDouble::unregister() {
    m_served = false;
    m_subscribed = false;
}

bool SignalDouble::isOurs(const QJsonObject& params) const {
    return manyAccounts ? params[u"account"].toString() == account : !params.contains(u"account");
}

void SignalDouble::handle(const QJsonObject& request) {
    const QString id = request[u"id"].toString();
    const QString method = request[u"method"].toString();
    const QJsonObject params = request[u"params"].toObject();
    if (method == u"version")
        return answer(id, QJsonObject{{u"version"_s, u"0.14.6"_s}});
    if (method == u"listAccounts") {
        if (!manyAccounts)
            return refuse(id, -32601, u"Method not implemented"_s);
        QJsonArray accounts{QJsonObject{{u"number"_s, u"+491510000000"_s}}};
        if (m_subscriptionFault == Fault::NotServed)
            m_subscriptionFault.reset();
        else if (m_served)
            accounts += QJsonObject{{u"number"_s, account}};
        return answer(id, accounts);
    }
    if (method == u"subscribeReceive") {
        if (params.contains(u"account") && !isOurs(params))
            return refuse(id, -32602, u"Specified account does not exist"_s);
        if (const auto fault = std::exchange(m_subscriptionFault, std::nullopt)) {
            if (!applyFault(*fault, id))
                drop();
            return;
        }
        if (m_subscribed)
            ++malformed; // everything would come twice
        ++subscriptions;
        subscribedTo = params[u"account"].toString();
        m_subscribed = true;
        answer(id, subscriptions);
        return handOver();
    }
    if (method == u"unsubscribeReceive") {
        if (!m_subscribed || params[u"subscription"] != subscriptions)
            return refuse(id, -1, u"Unknown subscription id"_s);
        m_subscribed = false;
        return answer(id, QJsonObject());
    }
    if (!isOurs(params))
        return refuse(id, -32602, u"Method requires valid account parameter"_s);
    if (method == u"send")
        return send(id, params);
    if (method == u"sendTyping") {
        ++typings;
        return answer(id, QJsonObject{{u"timestamp"_s, ++m_time}});
    }
    if (method == u"getAttachment") {
        const auto file = m_files.constFind(params[u"id"].toString());
        if (file == m_files.cend() || params[u"recipient"].toString().isEmpty())
            return refuse(id, -1, u"Could not find attachment"_s);
        return answer(id, QJsonObject{{u"data"_s, QString::fromLatin1(file->toBase64())}});
    }
    refuse(id, -32601, u"Method not implemented"_s);
}

bool SignalDouble::applyFault(Fault fault, const QString& id) {
    switch (fault) {
    case Fault::Drop:
        drop();
        return true;
    case Fault::Silence:
        return true;
    case Fault::RateLimit: {
        const QJsonObject limited{{u"type"_s, u"RATE_LIMIT_FAILURE"_s}, {u"retryAfterSeconds"_s, 7}};
        refuse(id, -5, u"Rate limit"_s,
               {{u"response"_s, QJsonObject{{u"timestamp"_s, m_time}, {u"results"_s, QJsonArray{limited}}}}});
        return true;
    }
    case Fault::IoError:
        refuse(id, -3, u"Failed to send message"_s);
        return true;
    case Fault::Internal:
        refuse(id, -32603, u"Internal error"_s);
        return true;
    case Fault::Garbage:
        answer(id, QJsonObject());
        return true;
    case Fault::NotServed:
        refuse(id, -32602, u"Specified account does not exist"_s);
        return true;
    default:
        return false;
    }
}

void SignalDouble::send(const QString& id, const QJsonObject& params) {
    std::optional<Fault> fault;
    if (!m_faults.isEmpty()) {
        fault = m_faults.first().first;
        if (--m_faults.first().second <= 0)
            m_faults.removeFirst();
    }
    if (fault && applyFault(*fault, id))
        return;
    Sent sent;
    sent.recipient = params[u"recipient"][0].toString();
    sent.text = params[u"message"].toString();
    sent.quoteTimestamp = params[u"quoteTimestamp"].toInteger();
    sent.quoteAuthor = params[u"quoteAuthor"].toString();
    for (const QJsonValue& file : params[u"attachments"].toArray())
        sent.attachments += file.toString();
    if (sent.recipient.isEmpty() || (sent.text.isEmpty() && sent.attachments.isEmpty()) ||
        (sent.quoteTimestamp > 0) != !sent.quoteAuthor.isEmpty())
        return refuse(id, -1, u"Invalid parameters"_s);
    static const QRegularExpression style(u"^(\\d+):(\\d+):(BOLD|ITALIC|STRIKETHROUGH|MONOSPACE)$"_s);
    for (const QJsonValue& value : params[u"textStyle"].toArray()) {
        const auto match = style.match(value.toString());
        if (!match.hasMatch() || match.captured(1).toInt() + match.captured(2).toInt() > sent.text.size())
            return refuse(id, -1, u"Invalid textStyle syntax"_s);
        sent.styles += value.toString();
    }
    for (const QString& file : std::as_const(sent.attachments))
        if (!file.startsWith(u"data:") || !file.contains(u";base64,"))
            return refuse(id, -1, u"Failed to add attachment"_s);
    QString type = u"SUCCESS"_s;
    if (fault == Fault::Untrusted)
        type = u"IDENTITY_FAILURE"_s;
    else if (fault == Fault::Unregistered)
        type = u"UNREGISTERED_FAILURE"_s;
    else if (fault == Fault::Network)
        type = u"NETWORK_FAILURE"_s;
    sent.timestamp = ++m_time;
    const QJsonObject response{
        {u"timestamp"_s, sent.timestamp},
        {u"results"_s, QJsonArray{QJsonObject{{u"recipientAddress"_s, QJsonObject{{u"uuid"_s, sent.recipient}}},
                                              {u"type"_s, type}}}}};
    if (type != u"SUCCESS")
        return refuse(id, type == u"IDENTITY_FAILURE" ? -4 : -1, u"Failed to send message"_s,
                      {{u"response"_s, response}});
    m_sent += sent;
    if (fault == Fault::LostAnswer)
        return drop();
    answer(id, response);
}

// ------------------------------------------------------------------------------------------------ what customers
// do

void SignalDouble::deliver(const QString& uuid, const QJsonObject& content) {
    QJsonObject envelope{{u"source"_s, uuid},     {u"sourceNumber"_s, QJsonValue()},
                         {u"sourceUuid"_s, uuid}, {u"sourceName"_s, u"Kim"_s},
                         {u"sourceDevice"_s, 1},  {u"timestamp"_s, m_time}};
    for (auto it = content.begin(); it != content.end(); ++it)
        envelope[it.key()] = it.value();
    m_waiting += envelope;
    handOver();
}

//! Once: what was handed over is gone here.
void SignalDouble::handOver() {
    while (isSubscribed() && !m_silent && !m_waiting.isEmpty()) {
        m_handedOver = m_waiting.takeFirst();
        const QJsonObject result{{u"envelope"_s, m_handedOver}, {u"account"_s, account}};
        sendLine(compact({{u"jsonrpc"_s, u"2.0"_s},
                          {u"method"_s, u"receive"_s},
                          {u"params"_s, QJsonObject{{u"subscription"_s, subscriptions}, {u"result"_s, result}}}}));
    }
}

void SignalDouble::repeats() {
    if (m_handedOver.isEmpty())
        return;
    m_waiting += m_handedOver;
    handOver();
}

bool SignalDouble::isWaiting(qint64 time) const {
    return std::any_of(m_waiting.cbegin(), m_waiting.cend(),
                       [time](const QJsonObject& one) { return one[u"timestamp"].toInteger() == time; });
}

qint64 SignalDouble::customerWrites(const QString& uuid, const QString& text, const QJsonObject& more) {
    ++m_time;
    QJsonObject data{{u"timestamp"_s, m_time}, {u"message"_s, text}, {u"expiresInSeconds"_s, 0}};
    for (auto it = more.begin(); it != more.end(); ++it)
        data[it.key()] = it.value();
    const qint64 time = m_time;
    deliver(uuid, {{u"dataMessage"_s, data}});
    return time;
}

qint64 SignalDouble::customerEdits(const QString& uuid, qint64 target, const QString& text) {
    ++m_time;
    const qint64 time = m_time;
    deliver(uuid, {{u"editMessage"_s,
                    QJsonObject{{u"targetSentTimestamp"_s, target},
                                {u"dataMessage"_s, QJsonObject{{u"timestamp"_s, time}, {u"message"_s, text}}}}}});
    return time;
}

void SignalDouble::customerDeletes(const QString& uuid, qint64 target) {
    ++m_time;
    deliver(uuid, {{u"dataMessage"_s, QJsonObject{{u"timestamp"_s, m_time},
                                                  {u"message"_s, QJsonValue()},
                                                  {u"remoteDelete"_s, QJsonObject{{u"timestamp"_s, target}}}}}});
}

void SignalDouble::customerReacts(const QString& uuid, qint64 target, bool ours, const QString& emoji,
                                  bool removed) {
    ++m_time;
    const QJsonObject reaction{{u"emoji"_s, emoji},
                               {u"targetAuthorUuid"_s, ours ? u"00000000-own"_s : uuid},
                               {u"targetSentTimestamp"_s, target},
                               {u"isRemove"_s, removed}};
    deliver(uuid, {{u"dataMessage"_s, QJsonObject{{u"timestamp"_s, m_time}, {u"reaction"_s, reaction}}}});
}

void SignalDouble::customerReads(const QString& uuid, const QList<qint64>& times) {
    QJsonArray list;
    for (const qint64 time : times)
        list += time;
    deliver(uuid, {{u"receiptMessage"_s, QJsonObject{{u"when"_s, ++m_time},
                                                     {u"isDelivery"_s, false},
                                                     {u"isRead"_s, true},
                                                     {u"isViewed"_s, false},
                                                     {u"timestamps"_s, list}}}});
}

void SignalDouble::customerTypes(const QString& uuid) {
    deliver(uuid, {{u"typingMessage"_s, QJsonObject{{u"action"_s, u"STARTED"_s}, {u"timestamp"_s, ++m_time}}}});
}

QJsonObject SignalDouble::attachment(const QString& id, const QString& type, const QByteArray& content,
                                     const QString& name) {
    m_files.insert(id, content);
    return {{u"id"_s, id}, {u"contentType"_s, type}, {u"filename"_s, name}, {u"size"_s, content.size()}};
}

} // namespace souffleur::test
