// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"
#include "base/Result.h"

#include <QByteArray>
#include <QObject>

class QSslSocket;

namespace souffleur::net {

enum class StreamSecurity {
    Tls,      //!< encrypted from the first byte
    StartTls, //!< plain until startTls(); nothing secret may be written before
    None,     //!< this machine only
};

struct StreamTarget {
    QString host;
    quint16 port = 0;
    StreamSecurity security = StreamSecurity::Tls;
    QByteArray caCertificates; //!< PEM; trusted besides the system's, for a server with a private authority
};

//! A byte stream to a mail server. TLS 1.2 or newer, certificates always verified, never a fall-back to plain text:
//! None is refused (InvalidInput) for any host but this machine. Detects a peer that is gone by TCP keep-alive; the
//! protocol above has a watchdog of its own. One thread.
class SecureStream : public QObject {
    Q_OBJECT
public:
    explicit SecureStream(QObject* parent = nullptr);
    ~SecureStream() override;

    void open(const StreamTarget& target);
    //! StartTls only. Bytes that came before are the caller's to refuse; ready() comes again once encrypted.
    void startTls();
    void write(const QByteArray& bytes);
    //! Bytes given to write() that have not left for the kernel.
    qint64 unwritten() const;
    bool isEncrypted() const;
    //! "[192.0.2.1]", our own address as an SMTP literal.
    QByteArray localLiteral() const;
    //! At once; no further signal.
    void abort();

signals:
    //! Connected, and encrypted where it has to be by now.
    void ready();
    void received(const QByteArray& bytes);
    void written();
    //! Once; the stream is dead. NetworkDown, Timeout, or PermissionDenied for a certificate that does not hold;
    //! the detail is a code's name, never a text of the server.
    void failed(const souffleur::Error& error);

private:
    void fail(const Error& error);
    QSslSocket* m_socket = nullptr;
    StreamTarget m_target;
    bool m_dead = true;
};

//! 127.0.0.0/8, ::1 or "localhost".
bool isThisMachine(const QString& host);

} // namespace souffleur::net
