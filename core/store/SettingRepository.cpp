// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/Statements.h"
#include "store/Store.h"

namespace souffleur::store {
namespace {

Event readEvent(Row& row) {
    Event event;
    event.kind = row.text();
    event.at = row.time();
    event.conversation = row.optionalId<ConversationId>();
    event.episode = row.optionalId<EpisodeId>();
    event.agent = row.optionalId<AgentId>();
    event.data = row.json().object();
    return event;
}

} // namespace

Result<QJsonValue> SettingRepository::value(const QString& key) {
    // Wrapped in an object, because a JSON document is an array or an object in Qt.
    SOUFFLEUR_TRY(const auto value, m_sql.first([](Row& row) { return row.json().object().value(u"value"_s); },
                                                u"SELECT value FROM settings WHERE name = ?"_s, key));
    return value.value_or(QJsonValue(QJsonValue::Undefined));
}

Status SettingRepository::set(const QString& key, const QJsonValue& value) {
    if (value.isUndefined()) {
        SOUFFLEUR_CHECK(m_sql.execute(u"DELETE FROM settings WHERE name = ?"_s, key));
    } else {
        SOUFFLEUR_CHECK(m_sql.execute(u"INSERT INTO settings(name, value) VALUES(?, ?) "
                                      u"ON CONFLICT(name) DO UPDATE SET value = excluded.value"_s,
                                      key, QJsonObject{{u"value"_s, value}}));
    }
    SOUFFLEUR_CHECK(m_sql.note(EntityKind::Setting, ChangeKind::Updated, {}));
    return ok();
}

Result<QList<Agent>> SettingRepository::agents() {
    return m_sql.list(
        [](Row& row) {
            Agent agent;
            agent.id = row.id<AgentId>();
            agent.name = row.text();
            return agent;
        },
        u"SELECT id, name FROM agents ORDER BY id"_s);
}

Status SettingRepository::saveAgent(const Agent& agent) {
    SOUFFLEUR_CHECK(m_sql.execute(u"INSERT INTO agents(id, name) VALUES(?, ?) "
                                  u"ON CONFLICT(id) DO UPDATE SET name = excluded.name"_s,
                                  agent.id, agent.name));
    SOUFFLEUR_CHECK(m_sql.note(EntityKind::Setting, ChangeKind::Updated, {}));
    return ok();
}

Status EventRepository::append(const Event& event) {
    return m_sql.execute(
        u"INSERT INTO events(kind, at, conversation, episode, agent, data) VALUES(?, ?, ?, ?, ?, ?)"_s, event.kind,
        event.at, event.conversation, event.episode, event.agent, event.data);
}

Result<QList<Event>> EventRepository::byKind(const QString& kind, int limit) {
    return m_sql.list(readEvent,
                      u"SELECT kind, at, conversation, episode, agent, data FROM events WHERE kind = ? "
                      u"ORDER BY rid DESC LIMIT ?"_s,
                      kind, std::max(limit, 0));
}

Result<QList<Event>> EventRepository::byEpisode(EpisodeId episode, const QString& kind) {
    return m_sql.list(
        readEvent,
        u"SELECT kind, at, conversation, episode, agent, data FROM events WHERE episode = ? AND kind = ? "
        u"ORDER BY rid"_s,
        episode, kind);
}

} // namespace souffleur::store
