// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/Statements.h"
#include "store/Store.h"

namespace souffleur::store {
namespace {

Channel readChannel(Row& row) {
    Channel channel;
    channel.id = row.id<ChannelId>();
    channel.kind = row.text();
    channel.name = row.text();
    channel.settings = row.json().object();
    channel.enabled = row.flag();
    channel.sample = row.flag();
    return channel;
}

} // namespace

Result<QList<Channel>> ChannelRepository::all() {
    return m_sql.list(readChannel, u"SELECT id, kind, name, settings, enabled, sample FROM channels ORDER BY id"_s);
}

Result<Channel> ChannelRepository::find(ChannelId id) {
    SOUFFLEUR_TRY(auto channel,
                  m_sql.first(readChannel,
                              u"SELECT id, kind, name, settings, enabled, sample FROM channels WHERE id = ?"_s,
                              id));
    if (!channel)
        return makeError(ErrorCode::NotFound, u"channel "_s + id.toString());
    return *std::move(channel);
}

Status ChannelRepository::save(const Channel& channel) {
    SOUFFLEUR_CHECK(m_sql.execute(
        u"INSERT INTO channels(id, kind, name, settings, enabled, sample) VALUES(?, ?, ?, ?, ?, ?) "
        u"ON CONFLICT(id) DO UPDATE SET kind = excluded.kind, name = excluded.name, settings = excluded.settings, "
        u"enabled = excluded.enabled, sample = excluded.sample"_s,
        channel.id, channel.kind, channel.name, channel.settings, channel.enabled, channel.sample));
    SOUFFLEUR_CHECK(m_sql.note(EntityKind::Channel, ChangeKind::Updated, channel.id.uuid()));
    return ok();
}

Status ChannelRepository::remove(ChannelId id) {
    SOUFFLEUR_TRY(const int rows, m_sql.exec(u"DELETE FROM channels WHERE id = ?"_s, id));
    SOUFFLEUR_CHECK(m_sql.execute(u"DELETE FROM channel_secrets WHERE channel = ?"_s, id));
    SOUFFLEUR_CHECK(m_sql.execute(u"DELETE FROM channel_cursors WHERE channel = ?"_s, id));
    SOUFFLEUR_CHECK(m_sql.execute(u"DELETE FROM parked_events WHERE channel = ?"_s, id));
    if (rows > 0)
        SOUFFLEUR_CHECK(m_sql.note(EntityKind::Channel, ChangeKind::Removed, id.uuid()));
    return ok();
}

Result<QJsonObject> ChannelRepository::secrets(ChannelId id) {
    SOUFFLEUR_TRY(const auto secrets, m_sql.first([](Row& row) { return row.json().object(); },
                                                  u"SELECT secrets FROM channel_secrets WHERE channel = ?"_s, id));
    return secrets.value_or(QJsonObject());
}

Status ChannelRepository::saveSecrets(ChannelId id, const QJsonObject& secrets) {
    return m_sql.execute(u"INSERT INTO channel_secrets(channel, secrets) VALUES(?, ?) "
                         u"ON CONFLICT(channel) DO UPDATE SET secrets = excluded.secrets"_s,
                         id, secrets);
}

Result<QByteArray> ChannelRepository::cursor(ChannelId id) {
    SOUFFLEUR_TRY(const auto cursor, m_sql.first([](Row& row) { return row.bytes(); },
                                                 u"SELECT position FROM channel_cursors WHERE channel = ?"_s, id));
    return cursor.value_or(QByteArray());
}

Status ChannelRepository::saveCursor(ChannelId id, const QByteArray& cursor) {
    return m_sql.execute(u"INSERT INTO channel_cursors(channel, position) VALUES(?, ?) "
                         u"ON CONFLICT(channel) DO UPDATE SET position = excluded.position"_s,
                         id, cursor);
}

} // namespace souffleur::store
