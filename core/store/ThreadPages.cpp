// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/Rules.h"
#include "store/MessageRows.h"
#include "store/Store.h"

#include <algorithm>

namespace souffleur::store {
namespace {

Note readNote(Row& row) {
    Note note;
    note.id = row.id<NoteId>();
    note.conversation = row.id<ConversationId>();
    note.episode = row.id<EpisodeId>();
    note.sequence = row.number();
    note.author = row.id<AgentId>();
    note.authorName = row.text();
    note.text = row.text();
    note.createdAt = row.time();
    return note;
}

ThreadMark readMark(Row& row) {
    ThreadMark mark;
    mark.kind = row.enumeration<ThreadMark::Kind>();
    mark.episode = row.id<EpisodeId>();
    mark.sequence = row.number();
    mark.at = row.time();
    mark.actor = row.text();
    mark.text = row.text();
    mark.number = row.integer();
    return mark;
}

//! Items of the three tables for one condition, each in the order of its own index, put together in ascending
//! order.
Result<QList<ThreadItem>> collect(Statements& sql, const QString& condition, const QVariantList& args) {
    QList<ThreadItem> items;
    SOUFFLEUR_TRY(const auto messages, messagerows::list(sql, u"WHERE m."_s + condition, args));
    for (const Message& message : messages)
        items.append(message);
    SOUFFLEUR_TRY(const auto notes,
                  sql.listWith(readNote,
                               u"SELECT id, conversation, episode, sequence, author, author_name, text, created_at "
                               u"FROM notes WHERE "_s +
                                   condition,
                               args));
    for (const Note& note : notes)
        items.append(note);
    SOUFFLEUR_TRY(
        const auto marks,
        sql.listWith(readMark,
                     u"SELECT kind, episode, sequence, at, actor, text, number FROM marks WHERE "_s + condition,
                     args));
    for (const ThreadMark& mark : marks)
        items.append(mark);
    std::sort(items.begin(), items.end(),
              [](const ThreadItem& a, const ThreadItem& b) { return sequenceOf(a) < sequenceOf(b); });
    return items;
}

Result<bool> anyBeyond(Statements& sql, ConversationId conversation, qint64 sequence, bool newer) {
    const QString compare = newer ? u"> ?"_s : u"< ?"_s;
    for (const QString& table : {u"messages"_s, u"notes"_s, u"marks"_s}) {
        SOUFFLEUR_TRY(const auto found,
                      sql.first([](Row& row) { return row.integer(); },
                                u"SELECT 1 FROM "_s + table + u" WHERE conversation = ? AND sequence "_s + compare +
                                    u" LIMIT 1"_s,
                                conversation, sequence));
        if (found)
            return true;
    }
    return false;
}

} // namespace

Status MessageRepository::insertNote(const Note& note) {
    SOUFFLEUR_CHECK(
        m_sql.execute(u"INSERT INTO notes(id, conversation, episode, sequence, author, author_name, text, "
                      u"created_at) VALUES(?, ?, ?, ?, ?, ?, ?, ?)"_s,
                      note.id, note.conversation, note.episode, note.sequence, note.author, note.authorName,
                      note.text, note.createdAt));
    SOUFFLEUR_CHECK(
        m_sql.note(EntityKind::Note, ChangeKind::Added, note.id.uuid(), note.conversation, note.sequence));
    return ok();
}

Status MessageRepository::insertMark(ConversationId conversation, const ThreadMark& mark) {
    SOUFFLEUR_CHECK(m_sql.execute(
        u"INSERT INTO marks(conversation, sequence, kind, episode, at, actor, text, number) "
        u"VALUES(?, ?, ?, ?, ?, ?, ?, ?)"_s,
        conversation, mark.sequence, mark.kind, mark.episode, mark.at, mark.actor, mark.text, mark.number));
    SOUFFLEUR_CHECK(m_sql.note(EntityKind::Mark, ChangeKind::Added, {}, conversation, mark.sequence));
    return ok();
}

Result<ThreadPage> MessageRepository::pageBefore(ConversationId conversation, qint64 before, int limit) {
    ThreadPage page;
    page.conversation = conversation;
    const qint64 end = before > 0 ? before : std::numeric_limits<qint64>::max();
    limit = std::clamp(limit, 1, 1000);
    SOUFFLEUR_TRY(page.items, collect(m_sql, u"conversation = ? AND sequence < ? ORDER BY sequence DESC LIMIT ?"_s,
                                      {bound(conversation), bound(end), bound(limit + 1)}));
    if (page.items.size() > limit) {
        page.hasOlder = true;
        page.items.remove(0, page.items.size() - limit);
    }
    if (before > 0) {
        SOUFFLEUR_TRY(page.hasNewer, anyBeyond(m_sql, conversation, before - 1, true));
    }
    return page;
}

Result<ThreadPage> MessageRepository::pageAfter(ConversationId conversation, qint64 after, int limit) {
    ThreadPage page;
    page.conversation = conversation;
    limit = std::clamp(limit, 1, 1000);
    SOUFFLEUR_TRY(page.items, collect(m_sql, u"conversation = ? AND sequence > ? ORDER BY sequence LIMIT ?"_s,
                                      {bound(conversation), bound(after), bound(limit + 1)}));
    if (page.items.size() > limit) {
        page.hasNewer = true;
        page.items.resize(limit);
    }
    SOUFFLEUR_TRY(page.hasOlder, anyBeyond(m_sql, conversation, after + 1, false));
    return page;
}

Result<QList<ThreadItem>> MessageRepository::items(ConversationId conversation, const QList<qint64>& sequences) {
    QList<ThreadItem> found;
    for (const qint64 sequence : sequences) {
        SOUFFLEUR_TRY(const auto item, collect(m_sql, u"conversation = ? AND sequence = ?"_s,
                                               {bound(conversation), bound(sequence)}));
        found.append(item);
    }
    std::sort(found.begin(), found.end(),
              [](const ThreadItem& a, const ThreadItem& b) { return sequenceOf(a) < sequenceOf(b); });
    return found;
}

Result<QList<Message>> MessageRepository::unansweredTurns(ConversationId conversation, int limit) {
    return turnsBefore(conversation, std::numeric_limits<qint64>::max(), limit);
}

Result<QList<Message>> MessageRepository::turnsBefore(ConversationId conversation, qint64 sequence, int limit) {
    // Failed and undone replies reached nobody.
    SOUFFLEUR_TRY(
        const auto reply,
        m_sql.first([](Row& row) { return row.number(); },
                    u"SELECT sequence FROM messages WHERE conversation = ? AND direction = 1 AND author <> ? "
                    u"AND status NOT IN (?, ?) AND sequence < ? ORDER BY sequence DESC LIMIT 1"_s,
                    conversation, AgentId(), MessageStatus::Failed, MessageStatus::Cancelled, sequence));
    SOUFFLEUR_TRY(
        auto turns,
        messagerows::list(
            m_sql,
            u"WHERE m.conversation = ? AND m.sequence > ? AND m.sequence < ? AND m.direction = 0 "
            u"AND m.deleted = 0 ORDER BY m.sequence DESC LIMIT ?"_s,
            {bound(conversation), bound(reply.value_or(-1)), bound(sequence), bound(std::max(limit, 0))}));
    std::reverse(turns.begin(), turns.end());
    return turns;
}

Status MessageRepository::refreshPreview(Conversation& conversation) {
    SOUFFLEUR_TRY(const auto latest, m_sql.list([](Row& row) { return row.id<MessageId>(); },
                                                u"SELECT id FROM messages WHERE conversation = ? AND status <> ? "
                                                u"ORDER BY sequence DESC LIMIT 1"_s,
                                                conversation.id, MessageStatus::Cancelled));
    if (latest.isEmpty()) {
        conversation.preview.clear();
        return ok();
    }
    SOUFFLEUR_TRY(const Message message, find(latest.first()));
    rules::applyPreview(conversation, message);
    return ok();
}

Result<QStringList> MessageRepository::latestOutboundTexts(ConversationId conversation, int limit) {
    SOUFFLEUR_TRY(const auto texts,
                  m_sql.list([](Row& row) { return row.text(); },
                             u"SELECT text FROM messages WHERE conversation = ? AND direction = 1 AND deleted = 0 "
                             u"AND status NOT IN (?, ?) ORDER BY sequence DESC LIMIT ?"_s,
                             conversation, MessageStatus::Failed, MessageStatus::Cancelled, std::max(limit, 0)));
    return QStringList(texts);
}

} // namespace souffleur::store
