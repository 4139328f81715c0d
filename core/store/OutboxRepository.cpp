// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/Statements.h"
#include "store/Store.h"

namespace souffleur::store {
namespace {

const QString Columns = u"o.message, o.conversation, o.channel, o.status, o.due_at, o.attempts, o.wait_before"_s;

//! Head of its conversation's queue, so that replies leave in the order in which they were written, also when an
//! earlier one waits for its next attempt.
const QString Heads = u" FROM outbox o WHERE o.due_at <= ? AND o.status <> 3 AND NOT EXISTS(SELECT 1 FROM outbox p "
                      u"WHERE p.conversation = o.conversation AND (p.position < o.position OR p.status = 3)) "
                      u"ORDER BY o.due_at, o.position LIMIT ?"_s;
static_assert(static_cast<int>(MessageStatus::Sending) == 3, "the statement above holds the number");

OutboxItem readItem(Row& row) {
    OutboxItem item;
    item.message = row.id<MessageId>();
    item.conversation = row.id<ConversationId>();
    item.channel = row.id<ChannelId>();
    item.status = row.enumeration<MessageStatus>();
    item.dueAt = row.time();
    item.attempts = row.integer();
    item.waitBefore = row.optionalTime();
    return item;
}

} // namespace

Status OutboxRepository::insert(const OutboxItem& item) {
    return m_sql.execute(
        u"INSERT INTO outbox(message, conversation, channel, status, due_at, attempts, wait_before) "
        u"VALUES(?, ?, ?, ?, ?, ?, ?)"_s,
        item.message, item.conversation, item.channel, item.status, item.dueAt, item.attempts, item.waitBefore);
}

Status OutboxRepository::update(const OutboxItem& item) {
    SOUFFLEUR_TRY(const int rows,
                  m_sql.exec(u"UPDATE outbox SET channel = ?, status = ?, due_at = ?, attempts = ?, "
                             u"wait_before = ? WHERE message = ?"_s,
                             item.channel, item.status, item.dueAt, item.attempts, item.waitBefore, item.message));
    if (rows == 0)
        return makeError(ErrorCode::NotFound, u"outbox "_s + item.message.toString());
    return ok();
}

Status OutboxRepository::remove(MessageId message) {
    return m_sql.execute(u"DELETE FROM outbox WHERE message = ?"_s, message);
}

Result<std::optional<OutboxItem>> OutboxRepository::find(MessageId message) {
    static const QString sql = u"SELECT "_s + Columns + u" FROM outbox o WHERE o.message = ?"_s;
    return m_sql.first(readItem, sql, message);
}

Result<QList<OutboxItem>> OutboxRepository::due(Timestamp now, int limit) {
    static const QString sql = u"SELECT "_s + Columns + Heads;
    return m_sql.list(readItem, sql, now, limit);
}

Result<QList<OutboxItem>> OutboxRepository::sending() {
    static const QString sql = u"SELECT "_s + Columns + u" FROM outbox o WHERE o.status = ? ORDER BY o.position"_s;
    return m_sql.list(readItem, sql, MessageStatus::Sending);
}

Result<OptionalTimestamp> OutboxRepository::nextDue() {
    static const QString sql = u"SELECT o.due_at"_s + Heads;
    SOUFFLEUR_TRY(const auto time,
                  m_sql.first([](Row& row) { return row.time(); }, sql, std::numeric_limits<qint64>::max(), 1));
    return OptionalTimestamp(time);
}

Status OutboxRepository::bringForward(ChannelId channel, Timestamp now) {
    return m_sql.execute(u"UPDATE outbox SET due_at = ? WHERE channel = ? AND status = ? AND due_at > ?"_s, now,
                         channel, MessageStatus::Queued, now);
}

} // namespace souffleur::store
