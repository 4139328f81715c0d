// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "TelegramMultipart.h"

#include <QRegularExpression>
#include <QSet>

namespace souffleur::test {
namespace {
QString attribute(const QString& header, const QString& name) {
    const QRegularExpression pattern(u"[;\\s]%1=\"([^\"]*)\""_s.arg(name));
    return pattern.match(header).captured(1).replace(u"%22"_s, u"\""_s);
}
} // namespace

std::optional<QList<MultipartField>> parseMultipart(const QByteArray& body, const QByteArray& contentType) {
    const qsizetype at = contentType.indexOf("boundary=");
    if (at < 0)
        return std::nullopt;
    QByteArray boundary = contentType.mid(at + 9);
    if (boundary.startsWith('"'))
        boundary = boundary.mid(1, boundary.indexOf('"', 1) - 1);
    if (boundary.isEmpty() || boundary.size() > 70)
        return std::nullopt;
    const QByteArray line = "--" + boundary;
    if (!body.startsWith(line + "\r\n"))
        return std::nullopt;
    QList<MultipartField> fields;
    QSet<QString> names;
    qsizetype start = line.size() + 2;
    while (true) {
        const qsizetype headEnd = body.indexOf("\r\n\r\n", start);
        const qsizetype end = body.indexOf("\r\n" + line, start);
        if (headEnd < 0 || end < 0 || headEnd > end)
            return std::nullopt;
        MultipartField field;
        for (const QByteArray& raw : body.mid(start, headEnd - start).split('\n')) {
            const QString header = QString::fromUtf8(raw).trimmed();
            if (header.startsWith(u"Content-Disposition: form-data", Qt::CaseInsensitive)) {
                field.name = attribute(header, u"name"_s);
                field.fileName = attribute(header, u"filename"_s);
                field.isFile = header.contains(u"filename="_s);
            } else if (header.startsWith(u"Content-Type:", Qt::CaseInsensitive)) {
                field.mimeType = header.mid(13).trimmed();
            }
        }
        field.content = body.mid(headEnd + 4, end - headEnd - 4);
        if (field.name.isEmpty() || names.contains(field.name))
            return std::nullopt;
        names.insert(field.name);
        fields += field;
        const qsizetype next = end + 2 + line.size();
        if (body.mid(next) == "--\r\n" || body.mid(next) == "--")
            return fields;
        if (body.mid(next, 2) != "\r\n")
            return std::nullopt;
        start = next + 2;
    }
}

} // namespace souffleur::test
