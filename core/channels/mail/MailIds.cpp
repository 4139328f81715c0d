// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/mail/MailIds.h"

#include <QCryptographicHash>

namespace souffleur::channels::mail {
namespace {
constexpr QByteArrayView Mark = ".souffleur@";
constexpr int UuidLength = 36;
} // namespace

QByteArray ourMessageId(MessageId message, const QString& ownAddress) {
    const QString domain = domainOf(ownAddress);
    return message.toString().toLatin1() + Mark.toByteArray() +
           (domain.isEmpty() ? "localhost"_ba : domain.toUtf8());
}

bool isOurMessageId(const QByteArray& id, const QStringList& domains) {
    const qsizetype mark = id.indexOf(Mark);
    if (mark != UuidLength || QUuid::fromString(QString::fromLatin1(id.left(mark))).isNull())
        return false;
    return domains.contains(QString::fromUtf8(id.mid(mark + Mark.size())).toLower());
}

QByteArray findOurMessageId(const QByteArray& text, const QStringList& domains) {
    qsizetype at = 0;
    while ((at = text.indexOf(Mark, at)) >= 0) {
        if (at >= UuidLength) {
            qsizetype end = at + Mark.size();
            while (end < text.size() && text.at(end) != '>' && text.at(end) > ' ' && end - at < 300)
                ++end;
            const QByteArray id = text.mid(at - UuidLength, end - at + UuidLength);
            if (isOurMessageId(id, domains))
                return id;
        }
        at += Mark.size();
    }
    return {};
}

QString externalIdOf(const QByteArray& raw, const MimeMail& mail) {
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const char* name : {"from", "date", "subject"}) {
        hash.addData(mail.header(name).simplified());
        hash.addData("\n"_ba);
    }
    const qsizetype start = bodyStart(raw);
    QByteArray body = start < 0 ? QByteArray() : raw.mid(start);
    // Servers differ in line ends and in the last one.
    body.replace("\r\n", "\n");
    qsizetype end = body.size();
    while (end > 0 && (body.at(end - 1) == '\n' || body.at(end - 1) == '\r'))
        --end;
    body.truncate(end);
    hash.addData(body);
    const QString digest = QString::fromLatin1(hash.result().toHex());
    QByteArray id = messageIds(mail.header("message-id")).value(0);
    if (id.isEmpty())
        id = mail.header("message-id").simplified();
    if (id.isEmpty() || id.size() > 200)
        return u"sha256:"_s + digest;
    return QString::fromUtf8(id) + u'#' + digest.left(16);
}

QString domainOf(const QString& address) {
    const qsizetype at = address.lastIndexOf(u'@');
    return at < 0 ? QString() : address.mid(at + 1).trimmed().toLower();
}

QString cleanAddress(const QString& address) {
    QString clean = address.trimmed().toLower();
    const qsizetype at = clean.lastIndexOf(u'@');
    if (at <= 0 || at == clean.size() - 1 || clean.size() > 254)
        return {};
    for (const QChar c : std::as_const(clean))
        if (c.isSpace() || c.category() == QChar::Other_Control || c.category() == QChar::Other_Format ||
            c == u'<' || c == u'>' || c == u',' || c == u';' || c == u'"' || c == u'\\')
            return {};
    return clean;
}

QString toRemoteRef(const MailRef& ref) {
    return u"%1|%2|%3|"_s.arg(ref.part).arg(ref.uidValidity).arg(ref.uid) +
           QString::fromLatin1(ref.mailbox.toUtf8().toPercentEncoding()) + u'|' +
           QString::fromLatin1(ref.messageId.toUtf8().toPercentEncoding());
}

Result<MailRef> fromRemoteRef(const QString& text) {
    const QStringList fields = text.split(u'|');
    MailRef ref;
    bool part = false;
    bool validity = false;
    bool uid = false;
    if (fields.size() == 5) {
        ref.part = fields.at(0).toInt(&part);
        ref.uidValidity = fields.at(1).toUInt(&validity);
        ref.uid = fields.at(2).toUInt(&uid);
        ref.mailbox = QString::fromUtf8(QByteArray::fromPercentEncoding(fields.at(3).toLatin1()));
        ref.messageId = QString::fromUtf8(QByteArray::fromPercentEncoding(fields.at(4).toLatin1()));
    }
    if (!part || !validity || !uid)
        return makeError(ErrorCode::InvalidInput, u"attachment reference"_s);
    return ref;
}

} // namespace souffleur::channels::mail
