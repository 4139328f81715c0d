// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/FileSync.h"

#include <cerrno>

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <unistd.h>
#endif

namespace souffleur::store {
namespace {

Error writeError(const QFileDevice& file, int systemError) {
    const bool full = systemError == ENOSPC || systemError == EDQUOT || systemError == EFBIG ||
                      file.error() == QFileDevice::ResourceError;
    return makeError(full ? ErrorCode::DiskFull : ErrorCode::IoError, u"file error %1"_s.arg(file.error()));
}

void syncDirectory(const QString& path) {
#ifdef Q_OS_UNIX
    // Only then does the new name survive a power cut.
    const int directory = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (directory >= 0) {
        ::fsync(directory);
        ::close(directory);
    }
#else
    Q_UNUSED(path)
#endif
}

} // namespace

Status replaceFile(const QString& path, const std::function<bool(QIODevice&)>& write) {
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return writeError(file, errno);
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    errno = 0;
    if (!write(file)) {
        const Error error = writeError(file, errno);
        file.cancelWriting();
        return error;
    }
    errno = 0;
    if (!file.commit()) // flushes and syncs
        return writeError(file, errno);
    syncDirectory(QFileInfo(path).absolutePath());
    return ok();
}

Status replaceFile(const QString& path, const QByteArray& content) {
    return replaceFile(path, [&](QIODevice& file) { return file.write(content) == content.size(); });
}

Result<QByteArray> readWholeFile(const QString& path, qint64 maxBytes) {
    QFile file(path);
    if (!file.exists())
        return makeError(ErrorCode::NotFound, QFileInfo(path).fileName());
    if (!file.open(QIODevice::ReadOnly))
        return makeError(file.error() == QFileDevice::PermissionsError ? ErrorCode::PermissionDenied
                                                                       : ErrorCode::IoError,
                         QFileInfo(path).fileName());
    if (file.size() > maxBytes)
        return makeError(ErrorCode::TooLarge, QFileInfo(path).fileName());
    QByteArray content = file.readAll();
    if (file.error() != QFileDevice::NoError)
        return makeError(ErrorCode::IoError, QFileInfo(path).fileName());
    return content;
}

} // namespace souffleur::store
