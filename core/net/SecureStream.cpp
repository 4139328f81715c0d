// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/SecureStream.h"

#include <QHostAddress>
#include <QMetaEnum>
#include <QNetworkProxy>
#include <QSslConfiguration>
#include <QSslSocket>

namespace souffleur::net {

bool isThisMachine(const QString& host) {
    if (host.compare(u"localhost"_s, Qt::CaseInsensitive) == 0)
        return true;
    const QHostAddress address(host);
    return !address.isNull() && address.isLoopback();
}

SecureStream::SecureStream(QObject* parent) : QObject(parent) {}

SecureStream::~SecureStream() {
    abort();
}

void SecureStream::open(const StreamTarget& target) {
    abort();
    m_target = target;
    m_dead = false;
    if (target.host.isEmpty() || target.port == 0) {
        QMetaObject::invokeMethod(
            this, [this] { fail(makeError(ErrorCode::NotConfigured, u"server"_s)); }, Qt::QueuedConnection);
        return;
    }
    if (target.security == StreamSecurity::None && !isThisMachine(target.host)) {
        QMetaObject::invokeMethod(
            this, [this] { fail(makeError(ErrorCode::InvalidInput, u"unencrypted"_s)); }, Qt::QueuedConnection);
        return;
    }
    m_socket = new QSslSocket(this);
    if (isThisMachine(target.host))
        m_socket->setProxy(QNetworkProxy::NoProxy);
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setProtocol(QSsl::TlsV1_2OrLater);
    tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
    if (!target.caCertificates.isEmpty())
        tls.addCaCertificates(QSslCertificate::fromData(target.caCertificates, QSsl::Pem));
    m_socket->setSslConfiguration(tls);
    m_socket->setPeerVerifyName(target.host);
    connect(m_socket, &QAbstractSocket::connected, this, [this] {
        m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        m_socket->setSocketOption(QAbstractSocket::KeepAliveOption, 1);
        if (m_target.security != StreamSecurity::Tls)
            emit ready();
    });
    connect(m_socket, &QSslSocket::encrypted, this, &SecureStream::ready);
    connect(m_socket, &QIODevice::readyRead, this, [this] {
        if (m_socket)
            emit received(m_socket->readAll());
    });
    connect(m_socket, &QSslSocket::encryptedBytesWritten, this, &SecureStream::written);
    connect(m_socket, &QIODevice::bytesWritten, this, &SecureStream::written);
    // Not ignoring them is what ends the connection.
    connect(m_socket, &QSslSocket::sslErrors, this, [this](const QList<QSslError>& errors) {
        QStringList names;
        for (const QSslError& error : errors.mid(0, 3))
            names += QString::number(int(error.error()));
        fail(makeError(ErrorCode::PermissionDenied, u"certificate "_s + names.join(u',')));
    });
    connect(m_socket, &QAbstractSocket::errorOccurred, this, [this](QAbstractSocket::SocketError error) {
        const QString name =
            QString::fromLatin1(QMetaEnum::fromType<QAbstractSocket::SocketError>().valueToKey(error));
        if (error == QAbstractSocket::SslHandshakeFailedError)
            return fail(makeError(ErrorCode::PermissionDenied, u"TLS handshake"_s));
        fail(makeError(error == QAbstractSocket::SocketTimeoutError ? ErrorCode::Timeout : ErrorCode::NetworkDown,
                       name));
    });
    if (target.security == StreamSecurity::Tls)
        m_socket->connectToHostEncrypted(target.host, target.port);
    else
        m_socket->connectToHost(target.host, target.port);
}

void SecureStream::startTls() {
    if (m_socket && m_target.security == StreamSecurity::StartTls)
        m_socket->startClientEncryption();
}

void SecureStream::write(const QByteArray& bytes) {
    if (m_socket)
        m_socket->write(bytes);
}

qint64 SecureStream::unwritten() const {
    return m_socket ? m_socket->bytesToWrite() + m_socket->encryptedBytesToWrite() : 0;
}

bool SecureStream::isEncrypted() const {
    return m_socket && m_socket->isEncrypted();
}

QByteArray SecureStream::localLiteral() const {
    const QHostAddress address = m_socket ? m_socket->localAddress() : QHostAddress();
    bool v4 = false;
    const quint32 number = address.toIPv4Address(&v4);
    if (v4)
        return '[' + QHostAddress(number).toString().toLatin1() + ']';
    if (address.isNull())
        return "[127.0.0.1]";
    QHostAddress plain = address;
    plain.setScopeId({});
    return "[IPv6:" + plain.toString().toLatin1() + ']';
}

void SecureStream::abort() {
    m_dead = true;
    if (!m_socket)
        return;
    m_socket->disconnect(this);
    m_socket->abort();
    m_socket->deleteLater();
    m_socket = nullptr;
}

void SecureStream::fail(const Error& error) {
    if (m_dead)
        return;
    // What arrived before the end belongs to the caller first.
    if (m_socket && m_socket->bytesAvailable() > 0)
        emit received(m_socket->readAll());
    if (m_dead)
        return;
    abort();
    emit failed(error);
}

} // namespace souffleur::net
