// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "HttpDouble.h"

#include <QHostAddress>

#include <cerrno>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

namespace souffleur::test {
namespace {
constexpr qsizetype MaxHead = 64 * 1024;

//! Qt sends head and body apart, and the body waits for the head's acknowledgement, which Linux delays by 40 ms.
void acknowledgeAtOnce(QTcpSocket* socket) {
    const int on = 1;
    ::setsockopt(int(socket->socketDescriptor()), IPPROTO_TCP, TCP_QUICKACK, &on, sizeof on);
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
}

//! Whether the other side has closed, also while Qt has not had the time to say so.
bool wasLeft(const QTcpSocket* socket) {
    char next = 0;
    const auto got = ::recv(int(socket->socketDescriptor()), &next, 1, MSG_PEEK | MSG_DONTWAIT);
    return got == 0 || (got < 0 && errno != EAGAIN && errno != EWOULDBLOCK);
}
} // namespace

bool HttpDoubleExchange::isOpen() const {
    return m_socket && !m_answered && m_socket->state() == QAbstractSocket::ConnectedState && !wasLeft(m_socket);
}

void HttpDoubleExchange::respond(int status, const QByteArray& body, const QByteArray& contentType,
                                 const QList<std::pair<QByteArray, QByteArray>>& headers) {
    if (!isOpen())
        return;
    QByteArray head = "HTTP/1.1 " + QByteArray::number(status) + " X\r\nContent-Type: " + contentType +
                      "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n";
    for (const auto& [name, value] : headers)
        head += name + ": " + value + "\r\n";
    head += m_close ? "Connection: close\r\n\r\n" : "\r\n";
    m_answered = true;
    m_socket->write(head + body);
    if (m_close)
        m_socket->disconnectFromHost();
}

void HttpDoubleExchange::respondRaw(const QByteArray& bytes) {
    if (!isOpen())
        return;
    m_answered = true;
    m_socket->write(bytes);
    m_socket->disconnectFromHost();
}

void HttpDoubleExchange::reset() {
    if (!isOpen())
        return;
    m_answered = true;
    const linger abrupt{1, 0};
    ::setsockopt(int(m_socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &abrupt, sizeof abrupt);
    m_socket->abort();
}

void HttpDoubleExchange::close() {
    if (!isOpen())
        return;
    m_answered = true;
    m_socket->disconnectFromHost();
}

HttpDouble::HttpDouble(QObject* parent) : QObject(parent) {
    m_server.setListenBacklogSize(512);
    connect(&m_server, &QTcpServer::newConnection, this, &HttpDouble::accept);
}

HttpDouble::~HttpDouble() {
    // The sockets die with the server, after our members.
    for (auto it = m_clients.cbegin(); it != m_clients.cend(); ++it)
        it.key()->disconnect(this);
}

bool HttpDouble::listen(quint16 port) {
    return m_server.listen(QHostAddress::LocalHost, port);
}

QUrl HttpDouble::url(const QString& path) const {
    QUrl url;
    url.setScheme(u"http"_s);
    url.setHost(u"127.0.0.1"_s);
    url.setPort(port());
    url.setPath(path);
    return url;
}

void HttpDouble::accept() {
    while (QTcpSocket* socket = m_server.nextPendingConnection()) {
        m_clients[socket].number = ++connections;
        acknowledgeAtOnce(socket);
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] {
            m_clients[socket].buffer += socket->readAll();
            acknowledgeAtOnce(socket);
            parse(socket);
        });
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
            m_clients.remove(socket);
            emit disconnected(socket);
            socket->deleteLater();
        });
    }
}

void HttpDouble::goSilent() {
    for (Client& client : m_clients) {
        client.silent = true;
        if (const auto exchange = client.pending.lock())
            exchange->m_answered = true;
    }
}

QTcpSocket* HttpDouble::takeOver(const ExchangePtr& exchange) {
    if (!exchange->isOpen())
        return nullptr;
    QTcpSocket* socket = exchange->m_socket;
    exchange->m_answered = true;
    socket->disconnect(this);
    m_clients.remove(socket);
    return socket;
}

void HttpDouble::refuse(QTcpSocket* socket, int status) {
    ++malformed;
    HttpDoubleExchange(socket, true).respond(status, "refused", "text/plain");
}

void HttpDouble::parse(QTcpSocket* socket) {
    Client& client = m_clients[socket];
    if (client.silent)
        return client.buffer.clear();
    if (client.pending.lock() && client.pending.lock()->isOpen())
        return; // No pipelining: the next request waits for this answer.
    const qsizetype headEnd = client.buffer.indexOf("\r\n\r\n");
    if (headEnd < 0) {
        if (client.buffer.size() > MaxHead)
            refuse(socket, 431);
        return;
    }
    if (headEnd > MaxHead)
        return refuse(socket, 431);
    const QList<QByteArray> lines = client.buffer.left(headEnd).split('\n');
    const QList<QByteArray> first = lines.first().trimmed().split(' ');
    if (first.size() != 3 || first.at(2) != "HTTP/1.1" || !first.at(1).startsWith('/'))
        return refuse(socket, 400);
    HttpDoubleRequest request;
    for (qsizetype i = 1; i < lines.size(); ++i) {
        const qsizetype colon = lines.at(i).indexOf(':');
        const QByteArray name = lines.at(i).left(colon).toLower();
        if (colon <= 0 || name.contains(' ') || request.headers.contains(name))
            return refuse(socket, 400);
        request.headers.insert(name, lines.at(i).mid(colon + 1).trimmed());
    }
    if (!request.headers.contains("host"))
        return refuse(socket, 400);
    if (request.headers.contains("transfer-encoding"))
        return refuse(socket, 411);
    bool number = true;
    const qint64 length = request.headers.value("content-length", "0").toLongLong(&number);
    if (!number || length < 0)
        return refuse(socket, 400);
    if (length > maxBody)
        return refuse(socket, 413);
    if (client.buffer.size() < headEnd + 4 + length)
        return;
    request.method = first.at(0);
    const QUrl target = QUrl::fromEncoded("http://x" + first.at(1), QUrl::StrictMode);
    request.target = first.at(1);
    request.path = target.path(QUrl::FullyDecoded);
    request.query = QUrlQuery(target);
    request.body = client.buffer.mid(headEnd + 4, length);
    request.connection = client.number;
    client.buffer.remove(0, headEnd + 4 + length);
    ++requests;
    const auto exchange =
        std::make_shared<HttpDoubleExchange>(socket, request.headers.value("connection").toLower() == "close");
    client.pending = exchange;
    // Not to be touched any more: the handler may take the connection over.
    if (m_handler)
        m_handler(request, exchange);
    else
        exchange->respond(404, "no handler", "text/plain");
}

} // namespace souffleur::test
