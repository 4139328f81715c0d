// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/LineSocket.h"

#include "net/SecureStream.h"

#include <QLocalSocket>
#include <QNetworkProxy>
#include <QTcpSocket>

namespace souffleur::net {

Result<LineTarget> toLineTarget(const QString& text) {
    const QString address = text.trimmed();
    if (address.startsWith(u'/'))
        return LineTarget{address, {}, 0};
    bool number = false;
    const uint port = address.section(u':', -1).toUInt(&number);
    QString host = address.section(u':', 0, -2);
    if (host.startsWith(u'[') && host.endsWith(u']'))
        host = host.mid(1, host.size() - 2);
    if (!number || port == 0 || port > 65'535 || host.isEmpty())
        return makeError(ErrorCode::InvalidInput, u"not host:port or a path"_s);
    if (!isThisMachine(host))
        return makeError(ErrorCode::PermissionDenied, u"another machine"_s);
    return LineTarget{{}, host, quint16(port)};
}

LineSocket::LineSocket(Clock& clock, QObject* parent) : QObject(parent), m_clock(clock) {}

LineSocket::~LineSocket() {
    abort();
}

void LineSocket::open(const LineTarget& target, qint64 maxLineBytes) {
    m_maxLine = maxLineBytes;
    m_timer = m_clock.callAfter(OpenWithin, this, [this] { fail(makeError(ErrorCode::Timeout, u"open"_s)); });
    const auto ready = [this] {
        m_open = true;
        m_timer.reset();
        emit opened();
    };
    const auto lost = [this](const QString& why) { fail(makeError(ErrorCode::NetworkDown, why)); };
    if (target.path.isEmpty()) {
        auto* socket = new QTcpSocket(this);
        m_device = socket;
        socket->setProxy(QNetworkProxy::NoProxy);
        connect(socket, &QTcpSocket::connected, this, [socket, ready] {
            // Short lines that wait for nobody: else each second one waits for an acknowledgement.
            socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
            ready();
        });
        connect(socket, &QTcpSocket::errorOccurred, this,
                [lost](QAbstractSocket::SocketError error) { lost(u"socket error %1"_s.arg(int(error))); });
        connect(socket, &QTcpSocket::disconnected, this, [lost] { lost(u"closed"_s); });
        connect(socket, &QIODevice::readyRead, this, &LineSocket::read);
        socket->connectToHost(target.host, target.port);
        return;
    }
    auto* socket = new QLocalSocket(this);
    m_device = socket;
    connect(socket, &QLocalSocket::connected, this, ready);
    connect(socket, &QLocalSocket::errorOccurred, this,
            [lost](QLocalSocket::LocalSocketError error) { lost(u"socket error %1"_s.arg(int(error))); });
    connect(socket, &QLocalSocket::disconnected, this, [lost] { lost(u"closed"_s); });
    connect(socket, &QIODevice::readyRead, this, &LineSocket::read);
    socket->connectToServer(target.path);
}

bool LineSocket::send(const QByteArray& line) {
    return m_open && !m_over && m_device->write(line + '\n') >= 0;
}

void LineSocket::abort() {
    m_over = true;
    m_open = false;
    m_timer.reset();
    if (!m_device)
        return;
    m_device->disconnect(this);
    if (auto* tcp = qobject_cast<QTcpSocket*>(m_device))
        tcp->abort();
    else if (auto* local = qobject_cast<QLocalSocket*>(m_device))
        local->abort();
    // It may be what is calling us.
    m_device->deleteLater();
    m_device = nullptr;
}

void LineSocket::fail(const Error& error) {
    if (m_over)
        return;
    abort();
    emit closed(error);
}

void LineSocket::read() {
    const qsizetype known = m_buffer.size();
    m_buffer += m_device->readAll();
    qsizetype from = 0;
    qsizetype search = known;
    while (!m_over) {
        const qsizetype end = m_buffer.indexOf('\n', search);
        if (end < 0)
            break;
        const QByteArray line = m_buffer.mid(from, end - from);
        from = search = end + 1;
        if (!line.trimmed().isEmpty())
            emit received(line);
    }
    m_buffer.remove(0, from);
    if (m_buffer.size() > m_maxLine)
        fail(makeError(ErrorCode::TooLarge, u"a line without an end"_s));
}

} // namespace souffleur::net
