// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/discord/DiscordCursor.h"

#include "channels/discord/DiscordParser.h"

#include <algorithm>

#include <QJsonArray>
#include <QJsonDocument>

namespace souffleur::channels::discord {
namespace {

QMap<QString, QString> readMap(const QJsonValue& value) {
    QMap<QString, QString> map;
    const QJsonObject object = value.toObject();
    for (auto it = object.constBegin(); it != object.constEnd(); ++it)
        if (isSnowflake(it.key()) && (isSnowflake(it.value().toString()) || it.value().toString() == u"0"))
            map.insert(it.key(), it.value().toString());
    return map;
}

QJsonObject writeMap(const QMap<QString, QString>& map) {
    QJsonObject object;
    for (auto it = map.constBegin(); it != map.constEnd(); ++it)
        object.insert(it.key(), it.value());
    return object;
}

} // namespace

void DiscordCursor::saw(const QString& channel, const QString& message, bool isDirect) {
    auto& map = isDirect ? direct : servers;
    QString& last = map[channel];
    if (last.isEmpty() || isLater(message, last))
        last = message;
    if (direct.size() <= MaxDirect)
        return;
    const auto oldest = std::min_element(direct.cbegin(), direct.cend(),
                                         [](const QString& a, const QString& b) { return isLater(b, a); });
    missed.remove(oldest.key());
    direct.erase(oldest);
}

QString DiscordCursor::lastOf(const QString& channel) const {
    return direct.value(channel, servers.value(channel));
}

void DiscordCursor::endSession() {
    session.clear();
    resumeUrl.clear();
    sequence = 0;
    for (const auto* map : {&direct, &servers})
        for (auto it = map->constBegin(); it != map->constEnd(); ++it)
            missed.insert(it.key());
}

DiscordCursor DiscordCursor::read(const QByteArray& bytes) {
    const QJsonObject object = QJsonDocument::fromJson(bytes).object();
    DiscordCursor cursor;
    cursor.session = object[u"session"].toString().left(200);
    cursor.resumeUrl = object[u"resume"].toString().left(400);
    cursor.sequence = std::max<qint64>(0, object[u"seq"].toInteger());
    cursor.direct = readMap(object[u"direct"]);
    cursor.servers = readMap(object[u"servers"]);
    for (const QJsonValue& channel : object[u"missed"].toArray())
        if (!cursor.lastOf(channel.toString()).isEmpty())
            cursor.missed.insert(channel.toString());
    return cursor;
}

QByteArray DiscordCursor::write() const {
    QStringList open(missed.cbegin(), missed.cend());
    open.sort();
    return QJsonDocument(QJsonObject{{u"session"_s, session},
                                     {u"resume"_s, resumeUrl},
                                     {u"seq"_s, sequence},
                                     {u"direct"_s, writeMap(direct)},
                                     {u"servers"_s, writeMap(servers)},
                                     {u"missed"_s, QJsonArray::fromStringList(open)}})
        .toJson(QJsonDocument::Compact);
}

} // namespace souffleur::channels::discord
