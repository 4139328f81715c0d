// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "WebSocketDouble.h"

#include <QCryptographicHash>
#include <QStringDecoder>

#include <sys/socket.h>

namespace souffleur::test {
namespace {
enum Opcode { Continuation = 0, Text = 1, Close = 8, Ping = 9, Pong = 10 };
}

WebSocketDouble* WebSocketDouble::accept(HttpDouble& http, const HttpDoubleRequest& request,
                                         const ExchangePtr& exchange, QObject* parent) {
    const QByteArray key = request.headers.value("sec-websocket-key");
    if (request.method != "GET" || request.headers.value("upgrade").toLower() != "websocket" ||
        !request.headers.value("connection").toLower().contains("upgrade") ||
        request.headers.value("sec-websocket-version") != "13" || QByteArray::fromBase64(key).size() != 16) {
        exchange->respond(400, "not a handshake", "text/plain");
        return nullptr;
    }
    QTcpSocket* socket = http.takeOver(exchange);
    if (!socket)
        return nullptr;
    const QByteArray accept =
        QCryptographicHash::hash(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11", QCryptographicHash::Sha1).toBase64();
    socket->write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                  "Sec-WebSocket-Accept: " +
                  accept + "\r\n\r\n");
    return new WebSocketDouble(socket, parent);
}

WebSocketDouble::WebSocketDouble(QTcpSocket* socket, QObject* parent) : QObject(parent), m_socket(socket) {
    socket->setParent(this);
    connect(socket, &QTcpSocket::readyRead, this, &WebSocketDouble::read);
    connect(socket, &QTcpSocket::disconnected, this, [this] {
        m_closing = true;
        emit closed();
    });
}

void WebSocketDouble::read() {
    if (silent || !m_socket)
        return;
    m_buffer += m_socket->readAll();
    while (m_buffer.size() >= 2 && !silent) {
        const auto byte = [this](qsizetype at) { return quint8(m_buffer.at(at)); };
        quint64 length = byte(1) & 0x7f;
        qsizetype at = 2;
        const int more = length == 126 ? 2 : length == 127 ? 8 : 0;
        if (m_buffer.size() < at + more + 4)
            return;
        if (more > 0) {
            length = 0;
            for (int i = 0; i < more; ++i)
                length = length << 8 | byte(at++);
        }
        if (!(byte(1) & 0x80))
            return close(1002, "unmasked");
        const QByteArray mask = m_buffer.mid(at, 4);
        at += 4;
        if (quint64(m_buffer.size() - at) < length)
            return;
        QByteArray payload = m_buffer.mid(at, qsizetype(length));
        for (qsizetype i = 0; i < payload.size(); ++i)
            payload[i] = char(payload.at(i) ^ mask.at(i % 4));
        const int opcode = byte(0) & 0x0f;
        const bool last = byte(0) & 0x80;
        m_buffer.remove(0, at + qsizetype(length));
        if (opcode == Text || opcode == Continuation) {
            m_message += payload;
            if (last)
                handle(Text, std::exchange(m_message, {}));
        } else {
            handle(opcode, payload);
        }
    }
}

void WebSocketDouble::handle(int opcode, const QByteArray& payload) {
    switch (opcode) {
    case Text: {
        QStringDecoder decoder(QStringDecoder::Utf8);
        const QString text = decoder(payload);
        Q_UNUSED(text)
        if (decoder.hasError())
            return close(1007, "not UTF-8");
        emit received(payload);
        break;
    }
    case Ping:
        ++pings;
        write(Pong, payload);
        break;
    case Pong:
        ++pongs;
        break;
    case Close:
        closeCode = payload.size() >= 2 ? quint8(payload.at(0)) << 8 | quint8(payload.at(1)) : 1005;
        if (!std::exchange(m_closing, true))
            write(Close, payload.left(2));
        m_socket->disconnectFromHost();
        break;
    default:
        close(1003, "only text");
    }
}

void WebSocketDouble::write(int opcode, const QByteArray& payload, bool last) {
    QByteArray frame;
    frame += char((last ? 0x80 : 0) | opcode);
    if (payload.size() < 126) {
        frame += char(payload.size());
    } else {
        const int bytes = payload.size() < 65'536 ? 2 : 8;
        frame += char(bytes == 2 ? 126 : 127);
        for (int i = bytes - 1; i >= 0; --i)
            frame += char(quint64(payload.size()) >> (8 * i));
    }
    sendRaw(frame + payload);
}

void WebSocketDouble::sendRaw(const QByteArray& bytes) {
    if (m_socket && m_socket->state() == QAbstractSocket::ConnectedState)
        m_socket->write(bytes);
}

void WebSocketDouble::send(const QByteArray& text) {
    write(Text, text);
}

void WebSocketDouble::sendFragmented(const QByteArray& text, int frames) {
    const qsizetype size = std::max<qsizetype>(1, text.size() / frames);
    for (qsizetype at = 0; at < text.size(); at += size)
        write(at == 0 ? Text : Continuation, text.mid(at, size), at + size >= text.size());
}

void WebSocketDouble::ping(const QByteArray& payload) {
    write(Ping, payload);
}

void WebSocketDouble::close(int code, const QByteArray& reason) {
    if (!isOpen())
        return;
    QByteArray payload;
    payload += char(code >> 8);
    payload += char(code & 0xff);
    write(Close, payload + reason);
    m_closing = true;
    m_socket->disconnectFromHost();
}

void WebSocketDouble::reset() {
    if (!m_socket)
        return;
    const linger abrupt{1, 0};
    ::setsockopt(int(m_socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &abrupt, sizeof abrupt);
    m_socket->abort();
}

} // namespace souffleur::test
