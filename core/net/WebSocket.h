// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"
#include "base/Result.h"

#include <QByteArray>
#include <QList>
#include <QObject>
#include <QUrl>

class QWebSocket;

namespace souffleur::net {

struct WebSocketRequest {
    QUrl url; //!< wss, or ws to this machine and private networks; may hold a ticket: never logged
    QList<std::pair<QByteArray, QByteArray>> headers;
    qint64 maxMessageBytes = 16ll * 1024 * 1024; //!< a larger one ends the connection (TooLarge)
    Milliseconds openWithin{20'000};
    //! A ping of ours each, and for how long its pong may take; zero: no pings. Detects a half-open connection
    //! where the protocol above has no heartbeat of its own. Any message counts as a pong.
    Milliseconds pingEvery{20'000};
    Milliseconds pongWithin{10'000};
    QByteArray caCertificates; //!< PEM; trusted besides the system's, for a server with a private authority
};

//! A WebSocket (RFC 6455) to a channel's server: text messages, whole. TLS 1.2 or newer, certificates always
//! verified, no compression, bounded messages, the system's proxy (never for loopback). One thread; time is the
//! clock's.
class WebSocket : public QObject {
    Q_OBJECT
public:
    explicit WebSocket(Clock& clock, QObject* parent = nullptr);
    ~WebSocket() override;

    //! Once per object.
    void open(const WebSocketRequest& request);
    bool isOpen() const;
    //! False: not open, and nothing left.
    bool send(const QByteArray& text);
    //! Says goodbye with this code; no further signal.
    void close(int code = 1000);
    //! At once and without a word, as where nobody is at the other end; no further signal.
    void abort();

signals:
    void opened();
    void received(const QByteArray& text);
    //! Once, and nothing comes after it. closeCode is the server's (RFC 6455 7.4, 4000-4999 are the channel's own),
    //! 0: it went without saying why. NetworkDown; Timeout (no handshake, no pong); TooLarge; PermissionDenied for
    //! a certificate that does not hold; a refused handshake by its status as HTTP answers are (Unauthorized,
    //! RateLimited
    //! ...). The detail is a code's name or number, never the server's text.
    void closed(int closeCode, const souffleur::Error& error);

private:
    void heard();
    void nextPing();
    void fail(const Error& error, int closeCode = 0);

    Clock& m_clock;
    WebSocketRequest m_request;
    QWebSocket* m_socket = nullptr;
    bool m_done = false;
    bool m_heard = false;
    bool m_cut = false; //!< the other side went without a goodbye
    std::shared_ptr<void> m_timer;
};

} // namespace souffleur::net
