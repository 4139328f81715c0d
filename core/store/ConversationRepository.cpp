// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/Counters.h"
#include "store/Statements.h"
#include "store/Store.h"

#include <QtEndian>

namespace souffleur::store {
namespace {

constexpr qint64 Late = LateKey;

const QString Columns = u"c.id, c.contact, k.name, c.channel, c.channel_kind, c.episode, c.state, c.assignee, "
                        u"a.name, c.priority, c.tags, "
                        u"c.language, c.address, c.last_sequence, c.last_activity_at, c.preview, "
                        u"c.preview_direction, c.preview_status, "
                        u"c.preview_kind, c.waiting_since, c.due_at, c.unread, c.mentioned, c.snoozed_until, "
                        u"c.draft_preview, c.rating, "
                        u"c.blocked, c.sample"_s;
// LEFT JOIN keeps the conversations' index in charge of the order.
const QString From = u" FROM conversations c LEFT JOIN contacts k ON k.id = c.contact "
                     u"LEFT JOIN agents a ON a.id = c.assignee "_s;

QString selecting(const QString& rest, const QString& extra = {}) {
    return u"SELECT "_s + Columns + extra + From + rest;
}

Conversation readConversation(Row& row) {
    Conversation c;
    c.id = row.id<ConversationId>();
    c.contact = row.id<ContactId>();
    c.contactName = row.text();
    c.channel = row.id<ChannelId>();
    c.channelKind = row.text();
    c.episode = row.id<EpisodeId>();
    c.state = row.enumeration<EpisodeState>();
    c.assignee = row.optionalId<AgentId>();
    c.assigneeName = row.text();
    c.priority = row.enumeration<Priority>();
    c.tags = row.list();
    c.language = row.text();
    c.address = row.enumeration<FormOfAddress>();
    c.lastSequence = row.number();
    c.lastActivityAt = row.time();
    c.preview = row.text();
    c.previewDirection = row.enumeration<Direction>();
    c.previewStatus = row.enumeration<MessageStatus>();
    c.previewKind = row.enumeration<MessageKind>();
    c.waitingSince = row.optionalTime();
    c.dueAt = row.optionalTime();
    c.unread = row.integer();
    c.mentioned = row.flag();
    c.snoozedUntil = row.optionalTime();
    c.draftPreview = row.text();
    c.rating = row.optionalInteger();
    c.blocked = row.flag();
    c.sample = row.flag();
    return c;
}

//! The stored sort keys: all ascending, so that one comparison pages through each order.
struct Keys {
    explicit Keys(const Conversation& c)
        : wait(c.waitingSince ? toMs(*c.waitingSince) : 2 * Late - toMs(c.lastActivityAt)),
          activity(-toMs(c.lastActivityAt)),
          priority(((qint64(Priority::Urgent) - qint64(c.priority)) << 52) + wait) {
        if (c.state == EpisodeState::Open && c.waitingSince)
            due = c.dueAt ? toMs(*c.dueAt) : Late;
        if (c.state == EpisodeState::Snoozed && c.snoozedUntil)
            wake = c.snoozedUntil;
    }
    qint64 wait;
    qint64 activity;
    qint64 priority;
    std::optional<qint64> due;
    OptionalTimestamp wake;
};

//! An UPDATE of what is written always and of what has changed.
class ChangedColumns {
public:
    ChangedColumns(const QString& assignments, QVariantList args)
        : m_assignments(assignments), m_args(std::move(args)) {}
    template <class T>
    void add(const QString& column, const T& before, const T& after) {
        if (before == after)
            return;
        m_assignments += u", "_s + column + u" = ?"_s;
        m_args += bound(after);
    }
    Result<int> write(Statements& sql, ConversationId id) {
        m_args += bound(id);
        return sql.execWith(u"UPDATE conversations SET "_s + m_assignments + u" WHERE id = ?"_s, m_args);
    }

private:
    QString m_assignments;
    QVariantList m_args;
};

QString viewCondition(InboxView view) {
    // Literals, so that the partial indexes are found.
    switch (view) {
    case InboxView::Mine:
    case InboxView::Unassigned:
        return u"c.state = 0 AND c.assignee = ?"_s;
    case InboxView::Mentioned:
        return u"c.mentioned = 1"_s;
    case InboxView::Snoozed:
        return u"c.state = 1"_s;
    case InboxView::AllOpen:
        return u"c.state = 0"_s;
    case InboxView::Resolved:
        return u"c.state = 2"_s;
    }
    return {};
}

QString orderColumn(InboxOrder order) {
    switch (order) {
    case InboxOrder::LongestWaiting:
        return u"c.wait_key"_s;
    case InboxOrder::Newest:
        return u"c.activity_key"_s;
    case InboxOrder::Priority:
        return u"c.priority_key"_s;
    }
    return {};
}

//! View, order, key and id of a page's last row.
QByteArray cursorOf(const ConversationQuery& query, qint64 key, const QByteArray& id) {
    QByteArray cursor;
    cursor.append(static_cast<char>(query.view));
    cursor.append(static_cast<char>(query.order));
    QByteArray number(8, '\0');
    qToBigEndian(key, number.data());
    return cursor + number + id;
}

Status writeTags(Statements& sql, ConversationId id, const QStringList& tags) {
    for (const QString& tag : tags) {
        SOUFFLEUR_CHECK(sql.execute(u"INSERT INTO conversation_tags(conversation, tag) VALUES(?, ?) "
                                    u"ON CONFLICT(conversation, tag) DO NOTHING"_s,
                                    id, tag));
    }
    return ok();
}

} // namespace

Result<Conversation> ConversationRepository::find(ConversationId id) {
    static const QString sql = selecting(u"WHERE c.id = ?"_s);
    SOUFFLEUR_TRY(auto conversation, m_sql.first(readConversation, sql, id));
    if (!conversation)
        return makeError(ErrorCode::NotFound, u"conversation "_s + id.toString());
    return *std::move(conversation);
}

Result<std::optional<Conversation>> ConversationRepository::findByContact(ContactId contact) {
    static const QString sql =
        selecting(u"WHERE c.contact = ? ORDER BY c.last_activity_at DESC, c.id DESC LIMIT 1"_s);
    return m_sql.first(readConversation, sql, contact);
}

Status ConversationRepository::insert(const Conversation& c) {
    const Keys keys(c);
    SOUFFLEUR_CHECK(m_sql.execute(
        u"INSERT INTO conversations(id, contact, channel, channel_kind, episode, state, assignee, priority, tags, "
        u"language, address, last_sequence, last_activity_at, preview, preview_direction, preview_status, "
        u"preview_kind, "
        u"waiting_since, due_at, unread, mentioned, snoozed_until, draft_preview, rating, blocked, sample, "
        u"wait_key, "
        u"activity_key, priority_key, due_key, wake_key) "
        u"VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
        c.id, c.contact, c.channel, c.channelKind, c.episode, c.state, c.assignee, c.priority, c.tags, c.language,
        c.address, c.lastSequence, c.lastActivityAt, c.preview, c.previewDirection, c.previewStatus, c.previewKind,
        c.waitingSince, c.dueAt, c.unread, c.mentioned, c.snoozedUntil, c.draftPreview, c.rating, c.blocked,
        c.sample, keys.wait, keys.activity, keys.priority, keys.due, keys.wake));
    SOUFFLEUR_CHECK(writeTags(m_sql, c.id, c.tags));
    SOUFFLEUR_CHECK(counters::move(m_sql, nullptr, &c));
    SOUFFLEUR_CHECK(m_sql.note(EntityKind::Conversation, ChangeKind::Added, c.id.uuid(), c.id));
    return ok();
}

Status ConversationRepository::update(const Conversation& before, const Conversation& after) {
    if (before.id != after.id)
        return makeError(ErrorCode::Bug, u"two conversations"_s);
    // Only the index entries that really move are written: each of them is a page of its own to encrypt.
    const Keys from(before);
    const Keys keys(after);
    ChangedColumns changed(
        u"channel = ?, channel_kind = ?, episode = ?, priority = ?, tags = ?, language = ?, address = ?, "
        u"last_sequence = ?, last_activity_at = ?, preview = ?, preview_direction = ?, preview_status = ?, "
        u"preview_kind = ?, due_at = ?, unread = ?, snoozed_until = ?, rating = ?"_s,
        {bound(after.channel), bound(after.channelKind), bound(after.episode), bound(after.priority),
         bound(after.tags), bound(after.language), bound(after.address), bound(after.lastSequence),
         bound(after.lastActivityAt), bound(after.preview), bound(after.previewDirection),
         bound(after.previewStatus), bound(after.previewKind), bound(after.dueAt), bound(after.unread),
         bound(after.snoozedUntil), bound(after.rating)});
    changed.add(u"contact"_s, before.contact, after.contact);
    changed.add(u"state"_s, before.state, after.state);
    changed.add(u"assignee"_s, before.assignee, after.assignee);
    changed.add(u"waiting_since"_s, before.waitingSince, after.waitingSince);
    changed.add(u"mentioned"_s, before.mentioned, after.mentioned);
    changed.add(u"sample"_s, before.sample, after.sample);
    changed.add(u"wait_key"_s, from.wait, keys.wait);
    changed.add(u"activity_key"_s, from.activity, keys.activity);
    changed.add(u"priority_key"_s, from.priority, keys.priority);
    changed.add(u"due_key"_s, from.due, keys.due);
    changed.add(u"wake_key"_s, from.wake, keys.wake);
    // Other repositories keep these two: they are written only by who changed them.
    changed.add(u"draft_preview"_s, before.draftPreview, after.draftPreview);
    changed.add(u"blocked"_s, before.blocked, after.blocked);
    SOUFFLEUR_TRY(const int rows, changed.write(m_sql, after.id));
    if (rows == 0)
        return makeError(ErrorCode::NotFound, u"conversation "_s + after.id.toString());
    if (before.tags != after.tags) {
        SOUFFLEUR_CHECK(m_sql.execute(u"DELETE FROM conversation_tags WHERE conversation = ?"_s, after.id));
        SOUFFLEUR_CHECK(writeTags(m_sql, after.id, after.tags));
    }
    SOUFFLEUR_CHECK(counters::move(m_sql, &before, &after));
    SOUFFLEUR_CHECK(m_sql.note(EntityKind::Conversation, ChangeKind::Updated, after.id.uuid(), after.id));
    return ok();
}

Result<ConversationPage> ConversationRepository::page(const ConversationQuery& query, AgentId me) {
    const QString key = orderColumn(query.order);
    const int limit = std::clamp(query.limit, 1, 1000);
    QVariantList args;
    QString where = u"WHERE "_s + viewCondition(query.view);
    if (query.view == InboxView::Mine)
        args.append(bound(me));
    else if (query.view == InboxView::Unassigned)
        args.append(bound(AgentId()));
    if (query.channel) {
        where += u" AND c.channel = ?"_s;
        args.append(bound(*query.channel));
    }
    if (query.tag) {
        where += u" AND EXISTS(SELECT 1 FROM conversation_tags t WHERE t.conversation = c.id AND t.tag = ?)"_s;
        args.append(bound(*query.tag));
    }
    if (!query.after.isEmpty()) {
        if (query.after.size() != 26 || query.after.at(0) != static_cast<char>(query.view) ||
            query.after.at(1) != static_cast<char>(query.order))
            return makeError(ErrorCode::InvalidInput, u"cursor of another list"_s);
        where += u" AND ("_s + key + u", c.id) > (?, ?)"_s;
        args.append(bound(qFromBigEndian<qint64>(query.after.constData() + 2)));
        args.append(bound(query.after.mid(10)));
    }
    args.append(bound(limit + 1));
    qint64 lastKey = 0;
    const auto read = [&](Row& row) {
        Conversation c = readConversation(row);
        return std::pair(std::move(c), row.number());
    };
    SOUFFLEUR_TRY(
        auto rows,
        m_sql.listWith(read, selecting(where + u" ORDER BY "_s + key + u", c.id LIMIT ?"_s, u", "_s + key), args));
    ConversationPage page;
    const bool more = rows.size() > limit;
    if (more)
        rows.removeLast();
    for (auto& [conversation, sortKey] : rows) {
        page.conversations.append(std::move(conversation));
        lastKey = sortKey;
    }
    if (more)
        page.next = cursorOf(query, lastKey, page.conversations.constLast().id.toBytes());
    return page;
}

Result<QList<Conversation>> ConversationRepository::findAll(const QList<ConversationId>& ids) {
    QList<Conversation> found;
    static const QString sql = selecting(u"WHERE c.id = ?"_s);
    for (const ConversationId& id : ids) {
        SOUFFLEUR_TRY(const auto conversation, m_sql.first(readConversation, sql, id));
        if (conversation)
            found.append(*conversation);
    }
    return found;
}

Result<std::optional<Conversation>> ConversationRepository::nextWaiting(AgentId me,
                                                                        std::optional<ConversationId> except) {
    static const QString sql = selecting(u"WHERE c.assignee = ? AND c.due_key IS NOT NULL AND c.due_key > 0 "
                                         u"ORDER BY c.due_key, c.waiting_since LIMIT 2"_s);
    std::optional<Conversation> best;
    const auto urgency = [](const Conversation& c) {
        return std::pair(c.dueAt ? toMs(*c.dueAt) : Late, *c.waitingSince);
    };
    for (const AgentId& assignee : {me, AgentId()}) {
        SOUFFLEUR_TRY(const auto rows, m_sql.list(readConversation, sql, assignee));
        for (const Conversation& row : rows) {
            if (except && row.id == *except)
                continue;
            if (!best || urgency(row) < urgency(*best))
                best = row;
        }
        if (me.isNull())
            break;
    }
    return best;
}

Result<InboxCounts> ConversationRepository::counts(AgentId me, Timestamp now) {
    InboxCounts counts;
    const QByteArray mine = bound(me).toByteArray();
    SOUFFLEUR_TRY(const auto rows,
                  m_sql.list(
                      [](Row& row) {
                          const auto kind = row.enumeration<Counter>();
                          const QByteArray id = row.bytes();
                          return std::tuple(kind, id, row.number());
                      },
                      u"SELECT kind, id, value FROM counters WHERE kind IN (0, 1, 2, 3, 4, 5, 7)"_s));
    for (const auto& [kind, id, value] : rows) {
        const int number = static_cast<int>(std::max<qint64>(0, kind == Counter::LastReply ? 0 : value));
        switch (kind) {
        case Counter::Open:
            counts.allOpen = number;
            break;
        case Counter::Mine:
            if (id.isEmpty())
                counts.unassigned = number;
            else if (id == mine)
                counts.mine = number;
            break;
        case Counter::Waiting:
            if (id.isEmpty() || id == mine)
                counts.waiting += number;
            break;
        case Counter::Snoozed:
            counts.snoozed = number;
            break;
        case Counter::Mentioned:
            counts.mentioned = number;
            break;
        case Counter::Channel:
            if (number > 0)
                counts.openByChannel.insert(ChannelId::fromBytes(id), number);
            break;
        case Counter::LastReply:
            counts.lastReplyAt = fromMs(value);
            break;
        default:
            break;
        }
    }
    for (const AgentId& assignee : {me, AgentId()}) {
        SOUFFLEUR_TRY(const auto overdue,
                      m_sql.first([](Row& row) { return row.integer(); },
                                  u"SELECT count(*) FROM conversations WHERE assignee = ? AND due_key IS NOT NULL "
                                  u"AND due_key < ?"_s,
                                  assignee, now));
        counts.overdue += overdue.value_or(0);
        if (me.isNull())
            break;
    }
    return counts;
}

Result<QList<Conversation>> ConversationRepository::dueSnoozes(Timestamp now) {
    static const QString sql =
        selecting(u"WHERE c.wake_key IS NOT NULL AND c.wake_key <= ? ORDER BY c.wake_key LIMIT 1000"_s);
    return m_sql.list(readConversation, sql, now);
}

Result<OptionalTimestamp> ConversationRepository::nextSnooze() {
    SOUFFLEUR_TRY(const auto time, m_sql.first([](Row& row) { return row.time(); },
                                               u"SELECT wake_key FROM conversations WHERE wake_key IS NOT NULL "
                                               u"AND wake_key > -1 ORDER BY wake_key LIMIT 1"_s));
    return OptionalTimestamp(time);
}

Result<QStringList> ConversationRepository::allTags() {
    SOUFFLEUR_TRY(const auto tags,
                  m_sql.list([](Row& row) { return QString::fromUtf8(row.bytes()); },
                             u"SELECT id FROM counters WHERE kind = ? AND value > 0"_s, Counter::Tag));
    QStringList sorted(tags);
    sorted.sort(Qt::CaseInsensitive);
    return sorted;
}

} // namespace souffleur::store
