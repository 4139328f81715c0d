// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"
#include "base/Result.h"

#include <QByteArray>
#include <QObject>

class QIODevice;

namespace souffleur::net {

//! Where a program on this machine listens: "localhost:7583" or the path of a socket.
struct LineTarget {
    QString path; //!< absolute; empty: a port
    QString host;
    quint16 port = 0;
};
//! InvalidInput: neither. PermissionDenied: another machine - what goes over it is neither encrypted nor signed.
Result<LineTarget> toLineTarget(const QString& text);

//! Lines of text to and from a program on this machine, over TCP or a unix socket. Bounded lines. One thread.
class LineSocket : public QObject {
    Q_OBJECT
public:
    explicit LineSocket(Clock& clock, QObject* parent = nullptr);
    ~LineSocket() override;

    //! Once per object.
    void open(const LineTarget& target, qint64 maxLineBytes);
    //! Without its line break. False: not open, and nothing left.
    bool send(const QByteArray& line);
    //! At once; no further signal.
    void abort();

    static constexpr Milliseconds OpenWithin{10'000};

signals:
    void opened();
    void received(const QByteArray& line);
    //! Once, and nothing comes after it. NetworkDown, Timeout, or TooLarge for an endless line.
    void closed(const souffleur::Error& error);

private:
    void read();
    void fail(const Error& error);

    Clock& m_clock;
    QIODevice* m_device = nullptr;
    qint64 m_maxLine = 0;
    QByteArray m_buffer;
    bool m_open = false;
    bool m_over = false;
    std::shared_ptr<void> m_timer;
};

} // namespace souffleur::net
