// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"

#include <memory>

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>
#include <QUrlQuery>

namespace souffleur::test {

struct HttpDoubleRequest {
    QByteArray method;
    QString path;      //!< decoded
    QByteArray target; //!< as it came
    QUrlQuery query;
    QHash<QByteArray, QByteArray> headers; //!< names in lower case
    QByteArray body;
    quint64 connection = 0; //!< counts connections, so that reuse can be seen
};

//! The answer to one request, now or later, well-behaved or not. Nothing happens when the client has gone.
class HttpDoubleExchange {
public:
    HttpDoubleExchange(QTcpSocket* socket, bool close) : m_socket(socket), m_close(close) {}
    void respond(int status, const QByteArray& body, const QByteArray& contentType = "application/json",
                 const QList<std::pair<QByteArray, QByteArray>>& headers = {});
    //! The bytes as they are; the connection is closed afterwards.
    void respondRaw(const QByteArray& bytes);
    //! Ends the connection as a crash would: TCP reset, no answer.
    void reset();
    //! Ends it in good order, but without an answer.
    void close();
    bool isOpen() const;
    QTcpSocket* socket() const { return m_socket; }

private:
    friend class HttpDouble;
    QPointer<QTcpSocket> m_socket;
    bool m_close = false;
    bool m_answered = false;
};
using ExchangePtr = std::shared_ptr<HttpDoubleExchange>;

//! A small HTTP/1.1 server on loopback with a bounded parser: 64 KiB of head, maxBody bytes of body, no chunked
//! bodies. What breaks the rules gets 400, 411, 413 or 431 and is counted. One thread.
class HttpDouble : public QObject {
    Q_OBJECT
public:
    using Handler = std::function<void(const HttpDoubleRequest&, const ExchangePtr&)>;
    explicit HttpDouble(QObject* parent = nullptr);
    ~HttpDouble() override;
    bool listen(quint16 port = 0);
    void stopListening() { m_server.close(); }
    //! The connections that stand now are half-open from here on: nothing that comes over them is seen, and nothing
    //! is answered, not even what was asked before. New ones are fine.
    void goSilent();
    quint16 port() const { return m_server.serverPort(); }
    QUrl url(const QString& path = {}) const;
    //! Hands the connection to somebody who speaks another protocol over it; null when the client has gone.
    QTcpSocket* takeOver(const ExchangePtr& exchange);
    void setHandler(Handler handler) { m_handler = std::move(handler); }

    qint64 maxBody = 64 * 1024 * 1024;
    int requests = 0;
    int malformed = 0;
    quint64 connections = 0;

signals:
    //! A client went away; its exchange can no longer be answered.
    void disconnected(QTcpSocket* socket);

private:
    struct Client {
        QByteArray buffer;
        quint64 number = 0;
        std::weak_ptr<HttpDoubleExchange> pending;
        bool silent = false;
    };
    void accept();
    void parse(QTcpSocket* socket);
    void refuse(QTcpSocket* socket, int status);

    QTcpServer m_server;
    QHash<QTcpSocket*, Client> m_clients;
    Handler m_handler;
};

} // namespace souffleur::test
