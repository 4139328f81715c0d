// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/Migrations.h"

#include <algorithm>
#include <array>

namespace souffleur::store::migrations {
namespace {

struct Migration {
    int number;
    //! Statements, each ended by ";;". One that begins with {{cipher}} or {{postgres}} is for that dialect only.
    const char* sql;
};

constexpr const char* Inbox = R"sql(
CREATE TABLE changes(
    number {{autokey}}, entity {{bigint}} NOT NULL, kind {{bigint}} NOT NULL, id {{blob}} NOT NULL,
    conversation {{blob}} NOT NULL, sequence {{bigint}} NOT NULL);;
CREATE TABLE counters(
    kind {{bigint}} NOT NULL, id {{blob}} NOT NULL, value {{bigint}} NOT NULL, PRIMARY KEY(kind, id)) {{keyed}};;
CREATE TABLE agents(id {{blob}} PRIMARY KEY, name TEXT NOT NULL) {{keyed}};;
CREATE TABLE settings(name TEXT PRIMARY KEY, value TEXT NOT NULL) {{keyed}};;
CREATE TABLE commands(id {{blob}} PRIMARY KEY, reply TEXT NOT NULL, at {{bigint}} NOT NULL) {{keyed}};;

CREATE TABLE channels(
    id {{blob}} PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, settings TEXT NOT NULL, enabled {{bigint}} NOT NULL,
    sample {{bigint}} NOT NULL);;
CREATE TABLE channel_secrets(channel {{blob}} PRIMARY KEY, secrets TEXT NOT NULL);;
CREATE TABLE channel_cursors(channel {{blob}} PRIMARY KEY, position {{blob}} NOT NULL) {{keyed}};;

CREATE TABLE contacts(
    id {{blob}} PRIMARY KEY, name TEXT NOT NULL, name_folded TEXT NOT NULL, language TEXT NOT NULL,
    address {{bigint}} NOT NULL, remark TEXT NOT NULL, tags TEXT NOT NULL, fields TEXT NOT NULL,
    created_at {{bigint}} NOT NULL) {{keyed}};;
CREATE TABLE identities(
    id {{blob}} PRIMARY KEY, contact {{blob}} NOT NULL REFERENCES contacts(id) ON DELETE CASCADE,
    channel {{blob}} NOT NULL, channel_kind TEXT NOT NULL, external_id TEXT NOT NULL, handle TEXT NOT NULL,
    display_name TEXT NOT NULL, blocked {{bigint}} NOT NULL) {{keyed}};;
CREATE UNIQUE INDEX identities_external ON identities(channel, external_id);;
CREATE INDEX identities_contact ON identities(contact, channel);;

CREATE TABLE conversations(
    id {{blob}} PRIMARY KEY, contact {{blob}} NOT NULL REFERENCES contacts(id) ON DELETE CASCADE,
    channel {{blob}} NOT NULL, channel_kind TEXT NOT NULL, episode {{blob}} NOT NULL, state {{bigint}} NOT NULL,
    assignee {{blob}} NOT NULL, priority {{bigint}} NOT NULL, tags TEXT NOT NULL, language TEXT NOT NULL,
    address {{bigint}} NOT NULL, last_sequence {{bigint}} NOT NULL, last_activity_at {{bigint}} NOT NULL,
    preview TEXT NOT NULL, preview_direction {{bigint}} NOT NULL, preview_status {{bigint}} NOT NULL,
    preview_kind {{bigint}} NOT NULL, waiting_since {{bigint}}, due_at {{bigint}}, unread {{bigint}} NOT NULL,
    mentioned {{bigint}} NOT NULL, snoozed_until {{bigint}}, draft_preview TEXT NOT NULL, rating {{bigint}},
    blocked {{bigint}} NOT NULL, sample {{bigint}} NOT NULL,
    wait_key {{bigint}} NOT NULL, activity_key {{bigint}} NOT NULL, priority_key {{bigint}} NOT NULL,
    due_key {{bigint}}, wake_key {{bigint}}) {{keyed}};;
CREATE INDEX conversations_wait ON conversations(state, wait_key, id);;
CREATE INDEX conversations_activity ON conversations(state, activity_key, id);;
CREATE INDEX conversations_priority ON conversations(state, priority_key, id);;
CREATE INDEX conversations_agent_wait ON conversations(state, assignee, wait_key, id) WHERE state = 0;;
CREATE INDEX conversations_agent_activity ON conversations(state, assignee, activity_key, id) WHERE state = 0;;
CREATE INDEX conversations_agent_priority ON conversations(state, assignee, priority_key, id) WHERE state = 0;;
CREATE INDEX conversations_mentioned ON conversations(mentioned, wait_key, id) WHERE mentioned = 1;;
CREATE INDEX conversations_due ON conversations(assignee, due_key, waiting_since) WHERE due_key IS NOT NULL;;
CREATE INDEX conversations_wake ON conversations(wake_key) WHERE wake_key IS NOT NULL;;
CREATE INDEX conversations_contact ON conversations(contact);;
CREATE INDEX conversations_sample ON conversations(sample) WHERE sample = 1;;
CREATE TABLE conversation_tags(
    conversation {{blob}} NOT NULL REFERENCES conversations(id) ON DELETE CASCADE, tag TEXT NOT NULL,
    PRIMARY KEY(conversation, tag)) {{keyed}};;

CREATE TABLE messages(
    rid {{autokey}}, id {{blob}} NOT NULL UNIQUE,
    conversation {{blob}} NOT NULL REFERENCES conversations(id) ON DELETE CASCADE, episode {{blob}} NOT NULL,
    channel {{blob}} NOT NULL, channel_kind TEXT NOT NULL, sequence {{bigint}} NOT NULL, direction {{bigint}} NOT NULL,
    kind {{bigint}} NOT NULL, text TEXT NOT NULL, author_name TEXT NOT NULL, author {{blob}} NOT NULL,
    status {{bigint}} NOT NULL, error TEXT NOT NULL, sent_at {{bigint}} NOT NULL, received_at {{bigint}} NOT NULL,
    edited_at {{bigint}}, deleted {{bigint}} NOT NULL, reply_to {{blob}} NOT NULL, quoted_text TEXT NOT NULL,
    attachments {{bigint}} NOT NULL, location TEXT NOT NULL, reactions TEXT NOT NULL, from_faq {{blob}} NOT NULL,
    due_at {{bigint}});;
CREATE UNIQUE INDEX messages_thread ON messages(conversation, sequence);;
CREATE INDEX messages_outbound ON messages(conversation, sequence) WHERE direction = 1;;
CREATE TABLE external_ids(
    channel {{blob}} NOT NULL, external_id TEXT NOT NULL,
    message {{blob}} NOT NULL REFERENCES messages(id) ON DELETE CASCADE, position {{bigint}} NOT NULL,
    PRIMARY KEY(channel, external_id)) {{keyed}};;
CREATE INDEX external_ids_message ON external_ids(message, position);;
CREATE TABLE attachments(
    id {{blob}} PRIMARY KEY, message {{blob}} NOT NULL REFERENCES messages(id) ON DELETE CASCADE,
    position {{bigint}} NOT NULL, kind {{bigint}} NOT NULL, file_name TEXT NOT NULL, mime_type TEXT NOT NULL,
    size {{bigint}} NOT NULL, width {{bigint}} NOT NULL, height {{bigint}} NOT NULL, duration {{bigint}} NOT NULL,
    state {{bigint}} NOT NULL, remote_ref TEXT NOT NULL) {{keyed}};;
CREATE INDEX attachments_message ON attachments(message, position);;
CREATE TABLE notes(
    id {{blob}} PRIMARY KEY, conversation {{blob}} NOT NULL REFERENCES conversations(id) ON DELETE CASCADE,
    episode {{blob}} NOT NULL, sequence {{bigint}} NOT NULL, author {{blob}} NOT NULL, author_name TEXT NOT NULL,
    text TEXT NOT NULL, created_at {{bigint}} NOT NULL);;
CREATE UNIQUE INDEX notes_thread ON notes(conversation, sequence);;
CREATE TABLE marks(
    conversation {{blob}} NOT NULL REFERENCES conversations(id) ON DELETE CASCADE, sequence {{bigint}} NOT NULL,
    kind {{bigint}} NOT NULL, episode {{blob}} NOT NULL, at {{bigint}} NOT NULL, actor TEXT NOT NULL, text TEXT NOT NULL,
    number {{bigint}} NOT NULL, PRIMARY KEY(conversation, sequence)) {{keyed}};;

CREATE TABLE outbox(
    position {{autokey}}, message {{blob}} NOT NULL UNIQUE REFERENCES messages(id) ON DELETE CASCADE,
    conversation {{blob}} NOT NULL, channel {{blob}} NOT NULL, status {{bigint}} NOT NULL, due_at {{bigint}} NOT NULL,
    attempts {{bigint}} NOT NULL, wait_before {{bigint}});;
CREATE INDEX outbox_due ON outbox(due_at, position);;
CREATE INDEX outbox_status ON outbox(status, position);;
CREATE INDEX outbox_conversation ON outbox(conversation, position);;
CREATE TABLE drafts(
    conversation {{blob}} NOT NULL REFERENCES conversations(id) ON DELETE CASCADE, mode {{bigint}} NOT NULL,
    agent {{blob}} NOT NULL, text TEXT NOT NULL, caret {{bigint}} NOT NULL, reply_to {{blob}} NOT NULL,
    attachments TEXT NOT NULL, suggestion_set {{blob}} NOT NULL, faq_entry {{blob}} NOT NULL,
    inserted_text TEXT NOT NULL, updated_at {{bigint}} NOT NULL, PRIMARY KEY(conversation, mode, agent));;
CREATE INDEX drafts_agent ON drafts(agent);;

CREATE TABLE parked_events(
    rid {{autokey}}, channel {{blob}} NOT NULL, external_id TEXT NOT NULL, event TEXT NOT NULL, at {{bigint}} NOT NULL);;
CREATE INDEX parked_events_external ON parked_events(channel, external_id, rid);;
CREATE TABLE rejected_events(
    rid {{autokey}}, channel {{blob}} NOT NULL, external_id TEXT NOT NULL, problem TEXT NOT NULL, raw {{blob}} NOT NULL,
    at {{bigint}} NOT NULL);;
CREATE TABLE events(
    rid {{autokey}}, kind TEXT NOT NULL, at {{bigint}} NOT NULL, conversation {{blob}} NOT NULL,
    episode {{blob}} NOT NULL, agent {{blob}} NOT NULL, data TEXT NOT NULL);;
CREATE INDEX events_kind ON events(kind, rid);;
CREATE INDEX events_episode ON events(episode, kind, rid);;
CREATE INDEX events_conversation ON events(conversation);;
)sql";

// SQLCipher: an external content table that triggers keep, so that no path can forget it. PostgreSQL: a stored
// vector of words that the program has folded (see SearchText), because unaccent is an extension and not immutable.
constexpr const char* MessageSearch = R"sql(
{{cipher}} CREATE VIRTUAL TABLE message_fts USING fts5(
    text, content='messages', content_rowid='rid', tokenize='unicode61 remove_diacritics 2', prefix='2 3');;
{{cipher}} CREATE TRIGGER messages_fts_insert AFTER INSERT ON messages BEGIN
    INSERT INTO message_fts(rowid, text) VALUES(new.rid, new.text);
END;;
{{cipher}} CREATE TRIGGER messages_fts_delete AFTER DELETE ON messages BEGIN
    INSERT INTO message_fts(message_fts, rowid, text) VALUES('delete', old.rid, old.text);
END;;
{{cipher}} CREATE TRIGGER messages_fts_update AFTER UPDATE OF text ON messages WHEN old.text <> new.text BEGIN
    INSERT INTO message_fts(message_fts, rowid, text) VALUES('delete', old.rid, old.text);
    INSERT INTO message_fts(rowid, text) VALUES(new.rid, new.text);
END;;
{{postgres}} CREATE TABLE message_fts(
    message BYTEA PRIMARY KEY REFERENCES messages(id) ON DELETE CASCADE, words TSVECTOR NOT NULL);;
{{postgres}} CREATE INDEX message_fts_words ON message_fts USING GIN(words);;
)sql";

constexpr const char* Faq = R"sql(
CREATE TABLE faq_entries(
    id {{blob}} PRIMARY KEY, number {{bigint}} NOT NULL UNIQUE, status {{bigint}} NOT NULL, version {{bigint}} NOT NULL,
    updated_at {{bigint}} NOT NULL, entry TEXT NOT NULL);;
CREATE INDEX faq_entries_status ON faq_entries(status, number);;
CREATE TABLE faq_labels(
    kind {{bigint}} NOT NULL, label TEXT NOT NULL, number {{bigint}} NOT NULL,
    entry {{blob}} NOT NULL REFERENCES faq_entries(id) ON DELETE CASCADE, PRIMARY KEY(kind, label, number)) {{keyed}};;
CREATE INDEX faq_labels_entry ON faq_labels(entry);;
CREATE TABLE faq_versions(
    entry {{blob}} NOT NULL REFERENCES faq_entries(id) ON DELETE CASCADE, version {{bigint}} NOT NULL,
    at {{bigint}} NOT NULL, author TEXT NOT NULL, comment TEXT NOT NULL, content TEXT NOT NULL,
    PRIMARY KEY(entry, version));;
CREATE TABLE faq_stats(
    entry {{blob}} PRIMARY KEY REFERENCES faq_entries(id) ON DELETE CASCADE, shown {{bigint}} NOT NULL,
    inserted {{bigint}} NOT NULL, sent {{bigint}} NOT NULL, kept {{bigint}} NOT NULL, verbatim {{bigint}} NOT NULL,
    none_fits {{bigint}} NOT NULL, rating_count {{bigint}} NOT NULL, rating_sum {{real}} NOT NULL,
    last_sent_at {{bigint}}) {{keyed}};;
)sql";

constexpr const char* Learning = R"sql(
CREATE TABLE learned_pairs(
    position {{autokey}}, id {{blob}} NOT NULL UNIQUE, entry {{blob}} NOT NULL, verdict {{bigint}} NOT NULL,
    contact {{blob}} NOT NULL REFERENCES contacts(id) ON DELETE CASCADE,
    conversation {{blob}} NOT NULL REFERENCES conversations(id) ON DELETE CASCADE, language TEXT NOT NULL,
    text TEXT NOT NULL, words {{blob}} NOT NULL, at {{bigint}} NOT NULL);;
CREATE UNIQUE INDEX learned_pairs_contact ON learned_pairs(contact, entry, verdict, words);;
CREATE INDEX learned_pairs_words ON learned_pairs(entry, verdict, words);;
CREATE INDEX learned_pairs_conversation ON learned_pairs(conversation);;
CREATE TABLE ratings(
    episode {{blob}} PRIMARY KEY, conversation {{blob}} NOT NULL REFERENCES conversations(id) ON DELETE CASCADE,
    stars {{bigint}} NOT NULL, comment TEXT NOT NULL, author TEXT NOT NULL, at {{bigint}} NOT NULL) {{keyed}};;
CREATE INDEX ratings_conversation ON ratings(conversation);;
CREATE INDEX ratings_at ON ratings(at);;
CREATE TABLE rating_credits(
    entry {{blob}} NOT NULL REFERENCES faq_entries(id) ON DELETE CASCADE, episode {{blob}} NOT NULL,
    stars {{bigint}} NOT NULL, at {{bigint}} NOT NULL, PRIMARY KEY(entry, episode)) {{keyed}};;
CREATE INDEX rating_credits_latest ON rating_credits(entry, at);;
CREATE TABLE review_tasks(
    id {{blob}} PRIMARY KEY, entry {{blob}} NOT NULL REFERENCES faq_entries(id) ON DELETE CASCADE,
    reason {{bigint}} NOT NULL, ratings {{bigint}} NOT NULL, low {{bigint}} NOT NULL, opened_at {{bigint}} NOT NULL,
    closed_at {{bigint}}, closed_by TEXT NOT NULL) {{keyed}};;
CREATE UNIQUE INDEX review_tasks_open ON review_tasks(entry, reason) WHERE closed_at IS NULL;;
CREATE INDEX review_tasks_opened ON review_tasks(opened_at);;
ALTER TABLE faq_stats ADD COLUMN recent_ratings {{bigint}} NOT NULL DEFAULT 0;;
ALTER TABLE faq_stats ADD COLUMN recent_low {{bigint}} NOT NULL DEFAULT 0;;
ALTER TABLE faq_stats ADD COLUMN ratings_since {{bigint}} NOT NULL DEFAULT 0;;
CREATE INDEX commands_at ON commands(at);;
)sql";

// New messages are indexed by MessageRepository::insert. A trigger makes the statement one that writes to several
// tables: SQLite then opens a savepoint around each, at which FTS5 writes out all it has gathered.
constexpr const char* IndexNewMessages = R"sql(
{{cipher}} DROP TRIGGER messages_fts_insert;;
)sql";

constexpr std::array Steps = {
    Migration{1, Inbox},    Migration{2, MessageSearch},    Migration{3, Faq},
    Migration{4, Learning}, Migration{5, IndexNewMessages},
};
static_assert(std::ranges::adjacent_find(Steps, [](const Migration& a,
                                                   const Migration& b) { return b.number != a.number + 1; }) ==
                      Steps.end() &&
                  Steps.front().number == 1,
              "migrations are numbered 1, 2, 3 ...");

Status applyStep(Statements& sql, const Migration& step) {
    SOUFFLEUR_CHECK(sql.begin());
    const auto run = [&]() -> Status {
        const QStringList statements = QString::fromUtf8(step.sql).split(u";;"_s);
        for (const QString& raw : statements) {
            QString text = raw.trimmed();
            const bool cipherOnly = text.startsWith(u"{{cipher}}"_s);
            const bool postgresOnly = text.startsWith(u"{{postgres}}"_s);
            if (text.isEmpty() || (cipherOnly && sql.dialect() != Dialect::Cipher) ||
                (postgresOnly && sql.dialect() != Dialect::Postgres))
                continue;
            text.remove(u"{{cipher}}"_s).remove(u"{{postgres}}"_s);
            SOUFFLEUR_CHECK(sql.control(text));
        }
        return sql.execute(u"INSERT INTO schema_steps(number) VALUES(?)"_s, step.number);
    };
    if (const Status done = run(); !done) {
        sql.rollback();
        return done;
    }
    return sql.commit();
}

} // namespace

int newest() {
    return Steps.back().number;
}

Result<int> current(Statements& sql) {
    const QString exists =
        sql.dialect() == Dialect::Cipher
            ? u"SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'schema_steps'"_s
            : u"SELECT count(*) FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'schema_steps'"_s;
    SOUFFLEUR_TRY(const auto tables, sql.first([](Row& row) { return row.integer(); }, exists));
    if (tables.value_or(0) == 0)
        return 0;
    SOUFFLEUR_TRY(const auto number, sql.first([](Row& row) { return row.integer(); },
                                               u"SELECT coalesce(max(number), 0) FROM schema_steps"_s));
    return number.value_or(0);
}

Status apply(Statements& sql, int upTo) {
    SOUFFLEUR_TRY(const int now, current(sql));
    if (now > newest())
        return makeError(ErrorCode::NewerSchema, u"schema %1, known %2"_s.arg(now).arg(newest()));
    if (now == 0)
        SOUFFLEUR_CHECK(sql.control(u"CREATE TABLE IF NOT EXISTS schema_steps(number {{bigint}} PRIMARY KEY)"_s));
    for (const Migration& step : Steps) {
        if (step.number > now && (upTo == 0 || step.number <= upTo))
            SOUFFLEUR_CHECK(applyStep(sql, step));
    }
    return ok();
}

} // namespace souffleur::store::migrations
