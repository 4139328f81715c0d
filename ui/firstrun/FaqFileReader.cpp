// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/firstrun/FaqFileReader.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QSaveFile>

namespace souffleur::ui {
namespace {

Error errorOf(const QFileDevice& file) {
    switch (file.error()) {
    case QFileDevice::PermissionsError:
        return makeError(ErrorCode::PermissionDenied, file.errorString());
    case QFileDevice::ResourceError:
        return makeError(ErrorCode::DiskFull, file.errorString());
    default:
        return makeError(QFileInfo::exists(file.fileName()) ? ErrorCode::IoError : ErrorCode::NotFound,
                         file.errorString());
    }
}

Result<QByteArray> readFile(const QString& path) {
    QFile file(path);
    if (QFileInfo(path).isDir())
        return makeError(ErrorCode::InvalidInput, u"folder"_s);
    if (!file.open(QIODevice::ReadOnly))
        return errorOf(file);
    // A device or pipe has no size; never read more than allowed of those either.
    QByteArray content = file.read(FaqFileReader::MaximumSize + 1);
    if (content.size() > FaqFileReader::MaximumSize)
        return makeError(ErrorCode::TooLarge);
    if (file.error() != QFileDevice::NoError)
        return errorOf(file);
    if (content.trimmed().isEmpty())
        return makeError(ErrorCode::InvalidInput, u"empty"_s);
    if (path.endsWith(u".json", Qt::CaseInsensitive)) {
        QJsonParseError error;
        if (QJsonDocument::fromJson(content, &error).isNull())
            return makeError(ErrorCode::InvalidInput, u"JSON, "_s + error.errorString());
    }
    return content;
}

Status writeFile(const QString& path, const QByteArray& content) {
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return errorOf(file);
    if (file.write(content) != content.size() || !file.commit())
        return errorOf(file);
    return ok();
}

} // namespace

QFuture<Result<QByteArray>> FaqFileReader::read(const QString& path) {
    return m_thread.run([path] { return readFile(path); });
}

QFuture<Status> FaqFileReader::write(const QString& path, const QByteArray& content) {
    return m_thread.run([path, content] { return writeFile(path, content); });
}

} // namespace souffleur::ui
