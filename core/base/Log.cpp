// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/Log.h"

#include <cstdio>

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QMutex>

namespace souffleur {
Q_LOGGING_CATEGORY(lcApp, "souffleur.app", QtInfoMsg)
Q_LOGGING_CATEGORY(lcStore, "souffleur.store", QtInfoMsg)
Q_LOGGING_CATEGORY(lcKnowledge, "souffleur.knowledge", QtInfoMsg)
Q_LOGGING_CATEGORY(lcAssist, "souffleur.assist", QtInfoMsg)
Q_LOGGING_CATEGORY(lcChannels, "souffleur.channels", QtInfoMsg)
Q_LOGGING_CATEGORY(lcNet, "souffleur.net", QtInfoMsg)
Q_LOGGING_CATEGORY(lcEngine, "souffleur.engine", QtInfoMsg)
Q_LOGGING_CATEGORY(lcUi, "souffleur.ui", QtInfoMsg)

namespace {
struct Sink {
    QMutex mutex;
    QFile file;
    qint64 maxBytes = 0;
    int files = 0;
};
Sink* sink() {
    static Sink instance;
    return &instance;
}

//! Owner-only from the first byte on, also after a rotation.
void openFile(Sink& s) {
    if (s.file.open(QIODevice::WriteOnly | QIODevice::Append))
        s.file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
}

void rotate(Sink& s) {
    s.file.close();
    const QString base = s.file.fileName();
    QFile::remove(base + u'.' + QString::number(s.files - 1));
    for (int i = s.files - 2; i >= 1; --i)
        QFile::rename(base + u'.' + QString::number(i), base + u'.' + QString::number(i + 1));
    QFile::rename(base, base + u".1"_s);
    openFile(s);
}

void handler(QtMsgType type, const QMessageLogContext& context, const QString& message) {
    static constexpr const char* Levels[] = {"debug", "warning", "critical", "fatal", "info"};
    QByteArray line = QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs).toLatin1() + ' ' + Levels[type] +
                      ' ' + (context.category ? context.category : "default") + ' ';
    QString escaped;
    for (const QChar c : message) {
        if (c.unicode() < 0x20 || c.unicode() == 0x7f || c.unicode() == 0x2028 || c.unicode() == 0x2029)
            escaped += u"\\x"_s + QString::number(c.unicode(), 16);
        else
            escaped += c;
    }
    line += escaped.toUtf8() + '\n';
    Sink& s = *sink();
    const QMutexLocker lock(&s.mutex);
    std::fputs(line.constData(), stderr);
    if (s.file.isOpen()) {
        if (s.file.size() + line.size() > s.maxBytes)
            rotate(s);
        s.file.write(line);
        s.file.flush();
    }
    if (type == QtFatalMsg)
        std::abort();
}
} // namespace

void installLogFile(const QString& path, qint64 maxBytes, int files) {
    Sink& s = *sink();
    {
        const QMutexLocker lock(&s.mutex);
        QDir().mkpath(QFileInfo(path).absolutePath());
        // Before the name: QFile warns about an open one, and that warning would wait for our own lock.
        s.file.close();
        s.file.setFileName(path);
        s.maxBytes = maxBytes;
        s.files = std::max(files, 2);
        openFile(s);
    }
    qInstallMessageHandler(handler);
}

} // namespace souffleur
