// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "HttpDouble.h"

namespace souffleur::test {

//! The server's end of one WebSocket (RFC 6455), taken over from an HttpDouble: well-behaved or not, as the test
//! wants. It refuses what a real server refuses: a handshake without its headers, an unmasked frame, bad UTF-8 (by
//! closing). One thread; dies with its parent or by deleteLater.
class WebSocketDouble : public QObject {
    Q_OBJECT
public:
    //! Answers the handshake; null, with 400 sent, when it is none.
    static WebSocketDouble* accept(HttpDouble& http, const HttpDoubleRequest& request, const ExchangePtr& exchange,
                                   QObject* parent);

    void send(const QByteArray& text);
    //! In so many frames.
    void sendFragmented(const QByteArray& text, int frames);
    //! Any bytes, as they are.
    void sendRaw(const QByteArray& bytes);
    void ping(const QByteArray& payload = "souffleur");
    void close(int code, const QByteArray& reason = {});
    //! Ends the connection as a crash would, without a close frame.
    void reset();
    //! True: nothing is read or answered any more, as when the other side's network is gone.
    bool silent = false;

    bool isOpen() const { return m_socket && m_socket->state() == QAbstractSocket::ConnectedState && !m_closing; }
    int pings = 0; //!< from the client
    int pongs = 0;
    int closeCode = 0; //!< from the client

signals:
    void received(const QByteArray& text);
    void closed();

private:
    WebSocketDouble(QTcpSocket* socket, QObject* parent);
    void read();
    void handle(int opcode, const QByteArray& payload);
    void write(int opcode, const QByteArray& payload, bool last = true);

    QPointer<QTcpSocket> m_socket;
    QByteArray m_buffer;
    QByteArray m_message;
    bool m_closing = false;
};

} // namespace souffleur::test
