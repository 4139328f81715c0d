// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/HttpClient.h"

namespace souffleur::net {
namespace {
QByteArray quoted(const QString& name) {
    QByteArray bytes = name.toUtf8();
    bytes.replace("\r", "%0D").replace("\n", "%0A").replace("\"", "%22").replace('\0', "");
    return '"' + bytes + '"';
}

QByteArray oneToken(const QString& mimeType) {
    QByteArray bytes;
    for (const QChar c : mimeType)
        if (c.unicode() > 0x20 && c.unicode() < 0x7f)
            bytes += char(c.unicode());
    return bytes.isEmpty() ? "application/octet-stream"_ba : bytes;
}
} // namespace

QByteArray multipartBody(const QList<HttpPart>& parts, const QByteArray& boundary) {
    QByteArray body;
    qsizetype size = 0;
    for (const HttpPart& part : parts)
        size += part.content.size() + 512;
    body.reserve(size);
    for (const HttpPart& part : parts) {
        body += "--" + boundary + "\r\nContent-Disposition: form-data; name=" + quoted(part.name);
        if (!part.fileName.isEmpty())
            body += "; filename=" + quoted(part.fileName);
        if (!part.mimeType.isEmpty() || !part.fileName.isEmpty())
            body += "\r\nContent-Type: " + oneToken(part.mimeType);
        body += "\r\n\r\n" + part.content + "\r\n";
    }
    body += "--" + boundary + "--\r\n";
    return body;
}

} // namespace souffleur::net
