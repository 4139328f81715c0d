// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/WebSocket.h"

#include "net/HttpClient.h"
#include "net/SecureStream.h"

#include <QMetaEnum>
#include <QNetworkProxy>
#include <QNetworkRequest>
#include <QRegularExpression>
#include <QSslConfiguration>
#include <QWebSocket>

namespace souffleur::net {
namespace {

#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
constexpr auto ErrorSignal = &QWebSocket::errorOccurred;
#else
constexpr auto ErrorSignal = qOverload<QAbstractSocket::SocketError>(&QWebSocket::error);
#endif

//! Qt says the status of a refused handshake only in its text.
int statusIn(const QString& text) {
    static const QRegularExpression pattern(u"\\b([1-5][0-9][0-9])\\b"_s);
    return pattern.match(text).captured(1).toInt();
}

Error refusedHandshake(int status) {
    const QString detail = u"HTTP %1"_s.arg(status);
    switch (status) {
    case 401:
        return makeError(ErrorCode::Unauthorized, detail);
    case 403:
        return makeError(ErrorCode::PermissionDenied, detail);
    case 404:
        return makeError(ErrorCode::NotFound, detail);
    case 429:
        return makeError(ErrorCode::RateLimited, detail);
    default:
        return makeError(status >= 500 ? ErrorCode::ServerError : ErrorCode::Rejected, detail);
    }
}

} // namespace

WebSocket::WebSocket(Clock& clock, QObject* parent) : QObject(parent), m_clock(clock) {}

WebSocket::~WebSocket() {
    abort();
}

void WebSocket::open(const WebSocketRequest& request) {
    Q_ASSERT(!m_socket && !m_done);
    m_request = request;
    const QUrl& url = request.url;
    const bool secure = url.scheme() == u"wss";
    if (!url.isValid() || url.host().isEmpty() ||
        (!secure && !(url.scheme() == u"ws" && isLocalHost(url.host())))) {
        QMetaObject::invokeMethod(
            this, [this] { fail(makeError(ErrorCode::InvalidInput, u"not a wss address"_s)); },
            Qt::QueuedConnection);
        return;
    }
    m_socket = new QWebSocket(QString(), QWebSocketProtocol::VersionLatest, this);
    m_socket->setMaxAllowedIncomingFrameSize(quint64(request.maxMessageBytes));
    m_socket->setMaxAllowedIncomingMessageSize(quint64(request.maxMessageBytes));
    if (isThisMachine(url.host()))
        m_socket->setProxy(QNetworkProxy::NoProxy);
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setProtocol(QSsl::TlsV1_2OrLater);
    tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
    if (!request.caCertificates.isEmpty())
        tls.addCaCertificates(QSslCertificate::fromData(request.caCertificates, QSsl::Pem));
    m_socket->setSslConfiguration(tls);

    connect(m_socket, &QWebSocket::connected, this, [this] {
        m_timer.reset();
        nextPing();
        emit opened();
    });
    connect(m_socket, &QWebSocket::textMessageReceived, this, [this](const QString& text) {
        heard();
        emit received(text.toUtf8());
    });
    connect(m_socket, &QWebSocket::pong, this, &WebSocket::heard);
    // Not ignoring them is what ends the connection.
    connect(m_socket, &QWebSocket::sslErrors, this, [this](const QList<QSslError>& errors) {
        QStringList names;
        for (const QSslError& error : errors.mid(0, 3))
            names += QString::number(int(error.error()));
        fail(makeError(ErrorCode::PermissionDenied, u"certificate "_s + names.join(u',')));
    });
    connect(m_socket, ErrorSignal, this, [this](QAbstractSocket::SocketError error) {
        // The end of the connection follows, and it knows the other side's code.
        if (error == QAbstractSocket::RemoteHostClosedError) {
            m_cut = true;
            return;
        }
        if (error == QAbstractSocket::SslHandshakeFailedError)
            return fail(makeError(ErrorCode::PermissionDenied, u"TLS handshake"_s));
        if (const int status = statusIn(m_socket->errorString());
            error == QAbstractSocket::ConnectionRefusedError && status != 0)
            return fail(refusedHandshake(status));
        const QString name =
            QString::fromLatin1(QMetaEnum::fromType<QAbstractSocket::SocketError>().valueToKey(error));
        fail(makeError(error == QAbstractSocket::SocketTimeoutError ? ErrorCode::Timeout : ErrorCode::NetworkDown,
                       name));
    });
    connect(m_socket, &QWebSocket::disconnected, this, [this] {
        // Without a close frame Qt reports a normal end; 1012 to 1014 it does not know, and reports 1002.
        const int reported = m_socket->closeCode();
        const int code = m_cut && reported == QWebSocketProtocol::CloseCodeNormal ? 0 : reported;
        if (code == QWebSocketProtocol::CloseCodeTooMuchData)
            return fail(makeError(ErrorCode::TooLarge, u"message"_s), code);
        fail(makeError(ErrorCode::NetworkDown, u"closed %1"_s.arg(code)), code);
    });

    QNetworkRequest handshake(url);
    handshake.setRawHeader("User-Agent", "Souffleur/" SOUFFLEUR_VERSION);
    for (const auto& [name, value] : request.headers)
        handshake.setRawHeader(name, value);
    m_timer = m_clock.callAfter(request.openWithin, this,
                                [this] { fail(makeError(ErrorCode::Timeout, u"no handshake"_s)); });
    m_socket->open(handshake);
}

bool WebSocket::isOpen() const {
    return m_socket && m_socket->state() == QAbstractSocket::ConnectedState;
}

bool WebSocket::send(const QByteArray& text) {
    if (!isOpen())
        return false;
    m_socket->sendTextMessage(QString::fromUtf8(text));
    return true;
}

void WebSocket::heard() {
    m_heard = true;
}

void WebSocket::nextPing() {
    if (m_request.pingEvery <= Milliseconds::zero())
        return;
    m_timer = m_clock.callAfter(m_request.pingEvery, this, [this] {
        m_heard = false;
        m_socket->ping();
        m_timer = m_clock.callAfter(m_request.pongWithin, this, [this] {
            if (!m_heard)
                return fail(makeError(ErrorCode::Timeout, u"no pong"_s));
            nextPing();
        });
    });
}

void WebSocket::close(int code) {
    // Before the handshake there is nobody to say goodbye to, and Qt would write to a socket that is still
    // connecting.
    if (!isOpen()) {
        abort();
        return;
    }
    if (!m_done) {
        m_done = true;
        m_timer.reset();
        m_socket->disconnect(this);
        QWebSocket* socket = std::exchange(m_socket, nullptr);
        // The goodbye needs the event loop; a peer that does not answer is not waited for.
        socket->setParent(nullptr);
        QObject::connect(socket, &QWebSocket::disconnected, socket, &QObject::deleteLater);
        socket->close(QWebSocketProtocol::CloseCode(code));
        socket->flush();
        QMetaObject::invokeMethod(socket, &QObject::deleteLater, Qt::QueuedConnection);
    }
    m_done = true;
}

void WebSocket::abort() {
    m_done = true;
    m_timer.reset();
    if (!m_socket)
        return;
    m_socket->disconnect(this);
    m_socket->abort();
    m_socket->deleteLater();
    m_socket = nullptr;
}

void WebSocket::fail(const Error& error, int closeCode) {
    if (m_done)
        return;
    abort();
    emit closed(closeCode, error);
}

} // namespace souffleur::net
