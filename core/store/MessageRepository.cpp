// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/Counters.h"
#include "store/MessageRows.h"
#include "store/SearchText.h"
#include "store/Store.h"
#include "store/StoreJson.h"

namespace souffleur::store {
namespace messagerows {
namespace {

Attachment readAttachment(Row& row) {
    Attachment a;
    a.id = row.id<AttachmentId>();
    a.kind = row.enumeration<AttachmentKind>();
    a.fileName = row.text();
    a.mimeType = row.text();
    a.size = row.number();
    const int width = row.integer();
    a.pixelSize = QSize(width, row.integer());
    a.durationSeconds = row.integer();
    a.state = row.enumeration<AttachmentState>();
    a.remoteRef = row.text();
    return a;
}

Status addAttachments(Statements& sql, MessageRow* row) {
    if (row->attachments == 0)
        return ok();
    SOUFFLEUR_TRY(
        row->message.attachments,
        sql.list(readAttachment,
                 u"SELECT id, kind, file_name, mime_type, size, width, height, duration, state, remote_ref "
                 u"FROM attachments WHERE message = ? ORDER BY position"_s,
                 row->message.id));
    return ok();
}

} // namespace

MessageRow readMessage(Row& row) {
    MessageRow result;
    Message& m = result.message;
    m.id = row.id<MessageId>();
    m.conversation = row.id<ConversationId>();
    m.episode = row.id<EpisodeId>();
    m.channel = row.id<ChannelId>();
    m.channelKind = row.text();
    m.sequence = row.number();
    m.direction = row.enumeration<Direction>();
    m.kind = row.enumeration<MessageKind>();
    m.text = row.text();
    m.authorName = row.text();
    m.author = row.optionalId<AgentId>();
    m.status = row.enumeration<MessageStatus>();
    if (const QString error = row.text(); !error.isEmpty())
        m.error = json::toError(QJsonDocument::fromJson(error.toUtf8()).object());
    m.sentAt = row.time();
    m.receivedAt = row.time();
    m.editedAt = row.optionalTime();
    m.deleted = row.flag();
    m.replyTo = row.optionalId<MessageId>();
    m.quotedText = row.text();
    result.attachments = row.integer();
    if (const QString location = row.text(); !location.isEmpty())
        m.location = json::toLocation(QJsonDocument::fromJson(location.toUtf8()).object());
    if (const QString reactions = row.text(); !reactions.isEmpty())
        m.reactions = json::toReactions(QJsonDocument::fromJson(reactions.toUtf8()).array());
    m.fromFaq = row.optionalId<FaqEntryId>();
    m.dueAt = row.optionalTime();
    return result;
}

Result<QList<Message>> list(Statements& sql, const QString& rest, const QVariantList& args) {
    SOUFFLEUR_TRY(auto rows,
                  sql.listWith(readMessage, u"SELECT "_s + Columns + u" FROM messages m "_s + rest, args));
    QList<Message> messages;
    messages.reserve(rows.size());
    for (MessageRow& row : rows) {
        SOUFFLEUR_CHECK(addAttachments(sql, &row));
        messages.append(std::move(row.message));
    }
    return messages;
}

Result<std::optional<Message>> first(Statements& sql, const QString& rest, const QVariantList& args) {
    SOUFFLEUR_TRY(auto messages, list(sql, rest, args));
    return messages.isEmpty() ? std::optional<Message>() : std::optional<Message>(std::move(messages.first()));
}

} // namespace messagerows

namespace {

QString textOf(const QJsonObject& object) {
    return object.isEmpty() ? QString() : json::compact(object);
}
QString textOf(const QList<Reaction>& reactions) {
    return reactions.isEmpty()
               ? QString()
               : QString::fromUtf8(QJsonDocument(json::ofReactions(reactions)).toJson(QJsonDocument::Compact));
}

//! PostgreSQL's words; in SQLCipher triggers follow what is edited and deleted.
Status indexWords(Statements& sql, MessageId id, const QString& text) {
    if (sql.dialect() != Dialect::Postgres)
        return ok();
    return sql.execute(u"INSERT INTO message_fts(message, words) VALUES(?, to_tsvector('simple', ?)) "
                       u"ON CONFLICT(message) DO UPDATE SET words = excluded.words"_s,
                       id, searchtext::foldText(text));
}

//! Right behind the message's own row.
Status indexNewWords(Statements& sql, MessageId id, const QString& text) {
    if (sql.dialect() == Dialect::Cipher)
        return sql.execute(u"INSERT INTO message_fts(rowid, text) VALUES(last_insert_rowid(), ?)"_s, text);
    return indexWords(sql, id, text);
}

Status insertExternalIds(Statements& sql, MessageId id, ChannelId channel, const QStringList& externalIds) {
    int position = 0;
    for (const QString& externalId : externalIds) {
        if (externalId.isEmpty())
            continue;
        SOUFFLEUR_CHECK(sql.execute(u"INSERT INTO external_ids(channel, external_id, message, position) "
                                    u"VALUES(?, ?, ?, ?) ON CONFLICT(channel, external_id) DO NOTHING"_s,
                                    channel, externalId, id, position++));
    }
    return ok();
}

} // namespace

Result<Message> MessageRepository::find(MessageId id) {
    SOUFFLEUR_TRY(auto message, messagerows::first(m_sql, u"WHERE m.id = ?"_s, {bound(id)}));
    if (!message)
        return makeError(ErrorCode::NotFound, u"message "_s + id.toString());
    return *std::move(message);
}

Result<std::optional<Message>> MessageRepository::findByExternalId(ChannelId channel, const QString& externalId) {
    return messagerows::first(
        m_sql, u"WHERE m.id = (SELECT e.message FROM external_ids e WHERE e.channel = ? AND e.external_id = ?)"_s,
        {bound(channel), bound(externalId)});
}

Result<Message> MessageRepository::findByAttachment(AttachmentId attachment) {
    SOUFFLEUR_TRY(auto message,
                  messagerows::first(m_sql, u"WHERE m.id = (SELECT a.message FROM attachments a WHERE a.id = ?)"_s,
                                     {bound(attachment)}));
    if (!message)
        return makeError(ErrorCode::NotFound, u"attachment "_s + attachment.toString());
    return *std::move(message);
}

Result<bool> MessageRepository::insert(const Message& m, const QStringList& externalIds) {
    for (const QString& externalId : externalIds) {
        SOUFFLEUR_TRY(const auto known,
                      m_sql.first([](Row& row) { return row.integer(); },
                                  u"SELECT 1 FROM external_ids WHERE channel = ? AND external_id = ?"_s, m.channel,
                                  externalId));
        if (known)
            return false;
    }
    SOUFFLEUR_CHECK(m_sql.execute(
        u"INSERT INTO messages(id, conversation, episode, channel, channel_kind, sequence, direction, kind, text, "
        u"author_name, author, status, error, sent_at, received_at, edited_at, deleted, reply_to, quoted_text, "
        u"attachments, location, reactions, from_faq, due_at) "
        u"VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
        m.id, m.conversation, m.episode, m.channel, m.channelKind, m.sequence, m.direction, m.kind, m.text,
        m.authorName, m.author, m.status, textOf(json::ofError(m.error)), m.sentAt, m.receivedAt, m.editedAt,
        m.deleted, m.replyTo, m.quotedText, static_cast<int>(m.attachments.size()),
        textOf(json::ofLocation(m.location)), textOf(m.reactions), m.fromFaq, m.dueAt));
    SOUFFLEUR_CHECK(indexNewWords(m_sql, m.id, m.text));
    int position = 0;
    for (const Attachment& a : m.attachments) {
        SOUFFLEUR_CHECK(
            m_sql.execute(u"INSERT INTO attachments(id, message, position, kind, file_name, mime_type, size, "
                          u"width, height, duration, state, remote_ref) "
                          u"VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
                          a.id, m.id, position++, a.kind, a.fileName, a.mimeType, a.size, a.pixelSize.width(),
                          a.pixelSize.height(), a.durationSeconds, a.state, a.remoteRef));
    }
    SOUFFLEUR_CHECK(insertExternalIds(m_sql, m.id, m.channel, externalIds));
    if (m.direction == Direction::Outbound && m.author)
        SOUFFLEUR_CHECK(counters::raise(m_sql, Counter::LastReply, toMs(m.receivedAt)));
    SOUFFLEUR_CHECK(m_sql.note(EntityKind::Message, ChangeKind::Added, m.id.uuid(), m.conversation, m.sequence));
    return true;
}

Status MessageRepository::update(const Message& m) {
    SOUFFLEUR_TRY(const int rows,
                  m_sql.exec(u"UPDATE messages SET text = ?, status = ?, error = ?, edited_at = ?, deleted = ?, "
                             u"reactions = ?, due_at = ?, from_faq = ? WHERE id = ?"_s,
                             m.text, m.status, textOf(json::ofError(m.error)), m.editedAt, m.deleted,
                             textOf(m.reactions), m.dueAt, m.fromFaq, m.id));
    if (rows == 0)
        return makeError(ErrorCode::NotFound, u"message "_s + m.id.toString());
    SOUFFLEUR_CHECK(indexWords(m_sql, m.id, m.text));
    SOUFFLEUR_CHECK(m_sql.note(EntityKind::Message, ChangeKind::Updated, m.id.uuid(), m.conversation, m.sequence));
    return ok();
}

Status MessageRepository::setExternalIds(MessageId id, ChannelId channel, const QStringList& externalIds) {
    SOUFFLEUR_CHECK(m_sql.execute(u"DELETE FROM external_ids WHERE message = ?"_s, id));
    return insertExternalIds(m_sql, id, channel, externalIds);
}

Result<QStringList> MessageRepository::externalIds(MessageId id) {
    SOUFFLEUR_TRY(const auto ids,
                  m_sql.list([](Row& row) { return row.text(); },
                             u"SELECT external_id FROM external_ids WHERE message = ? ORDER BY position"_s, id));
    return QStringList(ids);
}

Status MessageRepository::updateAttachment(MessageId message, const Attachment& a) {
    SOUFFLEUR_TRY(const auto place, m_sql.first(
                                        [](Row& row) {
                                            const auto conversation = row.id<ConversationId>();
                                            return std::pair(conversation, row.number());
                                        },
                                        u"SELECT conversation, sequence FROM messages WHERE id = ?"_s, message));
    SOUFFLEUR_TRY(const int rows,
                  m_sql.exec(u"UPDATE attachments SET kind = ?, file_name = ?, mime_type = ?, size = ?, width = ?, "
                             u"height = ?, duration = ?, state = ?, remote_ref = ? WHERE id = ? AND message = ?"_s,
                             a.kind, a.fileName, a.mimeType, a.size, a.pixelSize.width(), a.pixelSize.height(),
                             a.durationSeconds, a.state, a.remoteRef, a.id, message));
    if (!place || rows == 0)
        return makeError(ErrorCode::NotFound, u"attachment "_s + a.id.toString());
    SOUFFLEUR_CHECK(
        m_sql.note(EntityKind::Attachment, ChangeKind::Updated, a.id.uuid(), place->first, place->second));
    return ok();
}

Status MessageRepository::parkEvent(ChannelId channel, const QString& externalId, const ChannelEvent& event,
                                    Timestamp now) {
    return m_sql.execute(u"INSERT INTO parked_events(channel, external_id, event, at) VALUES(?, ?, ?, ?)"_s,
                         channel, externalId, json::ofEvent(event), now);
}

Result<bool> MessageRepository::hasParked() {
    SOUFFLEUR_TRY(const auto any, m_sql.first([](Row& row) { return row.integer(); },
                                              u"SELECT 1 FROM parked_events WHERE rid > ? LIMIT 1"_s, 0));
    return any.has_value();
}

Result<QList<ChannelEvent>> MessageRepository::takeParked(ChannelId channel, const QString& externalId) {
    SOUFFLEUR_TRY(
        const auto parked,
        m_sql.list([](Row& row) { return row.json().object(); },
                   u"SELECT event FROM parked_events WHERE channel = ? AND external_id = ? ORDER BY rid"_s, channel,
                   externalId));
    if (parked.isEmpty())
        return QList<ChannelEvent>();
    SOUFFLEUR_CHECK(
        m_sql.execute(u"DELETE FROM parked_events WHERE channel = ? AND external_id = ?"_s, channel, externalId));
    QList<ChannelEvent> events;
    for (const QJsonObject& object : parked) {
        if (auto event = json::toEvent(object))
            events.append(*std::move(event));
    }
    return events;
}

Status MessageRepository::keepRejected(ChannelId channel, const RejectedEvent& event, Timestamp now) {
    constexpr int MaxRaw = 256 * 1024;
    constexpr int MaxKept = 10'000;
    SOUFFLEUR_TRY(const auto row,
                  m_sql.first([](Row& r) { return r.number(); },
                              u"INSERT INTO rejected_events(channel, external_id, problem, raw, at) "
                              u"VALUES(?, ?, ?, ?, ?) RETURNING rid"_s,
                              channel, event.externalId, event.problem, event.raw.left(MaxRaw), now));
    // A flood of broken events must not fill the disk.
    return m_sql.execute(u"DELETE FROM rejected_events WHERE rid <= ?"_s, row.value_or(0) - MaxKept);
}

} // namespace souffleur::store
