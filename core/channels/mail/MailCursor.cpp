// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/mail/MailCursor.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace souffleur::channels::mail {

QByteArray toBytes(const MailCursor& cursor) {
    QJsonObject boxes;
    for (auto it = cursor.cbegin(); it != cursor.cend(); ++it)
        boxes.insert(it.key(), QJsonObject{{u"validity"_s, qint64(it->validity)},
                                           {u"next"_s, qint64(it->next)},
                                           // 63 bits, beyond what other readers of JSON keep exact.
                                           {u"modseq"_s, QString::number(it->modSeq)},
                                           {u"since"_s, toMs(it->since)}});
    return QJsonDocument(QJsonObject{{u"version"_s, 1}, {u"mailboxes"_s, boxes}}).toJson(QJsonDocument::Compact);
}

MailCursor cursorFromBytes(const QByteArray& bytes) {
    MailCursor cursor;
    const QJsonObject root = QJsonDocument::fromJson(bytes).object();
    if (root[u"version"_s].toInt() != 1)
        return cursor;
    const QJsonObject boxes = root[u"mailboxes"_s].toObject();
    for (auto it = boxes.begin(); it != boxes.end(); ++it) {
        const QJsonObject box = it->toObject();
        cursor.insert(it.key(),
                      MailboxCursor{quint32(box[u"validity"_s].toInteger()), quint32(box[u"next"_s].toInteger()),
                                    box[u"modseq"_s].toString().toULongLong(),
                                    fromMs(box[u"since"_s].toInteger())});
    }
    return cursor;
}

} // namespace souffleur::channels::mail
