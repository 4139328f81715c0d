// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/Store.h"

#include "base/Log.h"
#include "store/Counters.h"
#include "store/StoreJson.h"
#include "store/StorePrivate.h"

#include <QSet>
#include <QSqlDatabase>

namespace souffleur::store {

Store::Private::Private(std::unique_ptr<StoreLock> held, QSqlDatabase database, Dialect dialect,
                        const QString& attachmentDirectory, const StoreKey& key)
    : lock(std::move(held)), connectionName(database.connectionName()),
      sql(std::make_unique<Statements>(std::move(database), dialect)), attachments(attachmentDirectory, key),
      contacts(*sql), conversations(*sql), messages(*sql), outbox(*sql), drafts(*sql), channels(*sql), faq(*sql),
      events(*sql), settings(*sql), learning(*sql), ratings(*sql), gaps(*sql) {}

Store::Private::~Private() {
    sql.reset(); // the cached statements go before their connection
    QSqlDatabase::removeDatabase(connectionName);
}

Store::Store(std::unique_ptr<Private> d) : m_d(std::move(d)) {}
Store::~Store() = default;

ContactRepository& Store::contacts() {
    return m_d->contacts;
}
ConversationRepository& Store::conversations() {
    return m_d->conversations;
}
MessageRepository& Store::messages() {
    return m_d->messages;
}
OutboxRepository& Store::outbox() {
    return m_d->outbox;
}
DraftRepository& Store::drafts() {
    return m_d->drafts;
}
ChannelRepository& Store::channels() {
    return m_d->channels;
}
FaqRepository& Store::faq() {
    return m_d->faq;
}
EventRepository& Store::events() {
    return m_d->events;
}
SettingRepository& Store::settings() {
    return m_d->settings;
}
LearningRepository& Store::learning() {
    return m_d->learning;
}
RatingRepository& Store::ratings() {
    return m_d->ratings;
}
GapRepository& Store::gaps() {
    return m_d->gaps;
}
AttachmentStore& Store::attachments() {
    return m_d->attachments;
}
QSqlDatabase& Store::database() {
    return m_d->sql->database();
}

Result<std::optional<CommandReply>> Store::findCommand(CommandId id) {
    return m_d->sql->first([](Row& row) { return json::toReply(row.json().object()); },
                           u"SELECT reply FROM commands WHERE id = ?"_s, id);
}

Status Store::rememberCommand(CommandId id, const CommandReply& reply, Timestamp now) {
    return m_d->sql->execute(u"INSERT INTO commands(id, reply, at) VALUES(?, ?, ?)"_s, id, json::ofReply(reply),
                             now);
}

Result<Changes> Store::changesSince(qint64 number, int limit) {
    SOUFFLEUR_CHECK(m_d->sql->writeNoted());
    return m_d->sql->list(
        [](Row& row) {
            Change change;
            change.number = row.number();
            change.entity = row.enumeration<EntityKind>();
            change.kind = row.enumeration<ChangeKind>();
            change.id = row.uuid();
            change.conversation = row.id<ConversationId>();
            change.sequence = row.number();
            return change;
        },
        u"SELECT number, entity, kind, id, conversation, sequence FROM changes WHERE number > ? ORDER BY number LIMIT ?"_s,
        number, std::max(limit, 0));
}

Result<qint64> Store::lastChange() {
    return m_d->sql->lastChange();
}

Result<qint64> Store::note(EntityKind entity, ChangeKind kind, const QUuid& id, ConversationId conversation,
                           qint64 sequence) {
    return m_d->sql->note(entity, kind, id, conversation, sequence);
}

Status Store::erase(ContactId contact, QList<AttachmentId>& files) {
    Statements& sql = *m_d->sql;
    SOUFFLEUR_TRY(const auto ids, sql.list([](Row& row) { return row.id<ConversationId>(); },
                                           u"SELECT id FROM conversations WHERE contact = ?"_s, contact));
    SOUFFLEUR_TRY(const auto conversations, m_d->conversations.findAll(ids));
    for (const Conversation& conversation : conversations) {
        SOUFFLEUR_TRY(const auto attachments,
                      sql.list([](Row& row) { return row.id<AttachmentId>(); },
                               u"SELECT a.id FROM messages m JOIN attachments a ON a.message = "
                               u"m.id WHERE m.conversation = ?"_s,
                               conversation.id));
        files.append(attachments);
        SOUFFLEUR_TRY(const auto drafts,
                      sql.list([](Row& row) { return row.json().array(); },
                               u"SELECT attachments FROM drafts WHERE conversation = ?"_s, conversation.id));
        for (const QJsonArray& array : drafts) {
            for (const auto& attachment : array)
                files.append(json::toAttachment(attachment.toObject()).id);
        }
        SOUFFLEUR_CHECK(sql.execute(u"DELETE FROM events WHERE conversation = ?"_s, conversation.id));
        SOUFFLEUR_CHECK(counters::move(sql, &conversation, nullptr));
        SOUFFLEUR_CHECK(
            sql.note(EntityKind::Conversation, ChangeKind::Removed, conversation.id.uuid(), conversation.id));
    }
    SOUFFLEUR_CHECK(m_d->learning.removeOf(u"contact"_s, bound(contact)));
    // What was learned without labels is in the models too.
    SOUFFLEUR_CHECK(m_d->learning.startNewEpoch());
    SOUFFLEUR_TRY(const int rows, sql.exec(u"DELETE FROM contacts WHERE id = ?"_s, contact));
    if (rows == 0)
        return makeError(ErrorCode::NotFound, u"contact "_s + contact.toString());
    SOUFFLEUR_CHECK(sql.note(EntityKind::Contact, ChangeKind::Removed, contact.uuid()));
    return ok();
}

void Store::afterErasing(const QList<AttachmentId>& files) {
    m_d->sql->afterCommit([this, files] {
        for (const AttachmentId& file : files) {
            if (const auto removed = m_d->attachments.remove(file); !removed)
                qCWarning(lcStore) << "could not remove attachment" << file.toString()
                                   << errorName(removed.error().code);
        }
        if (const auto scrubbed = scrub(); !scrubbed)
            qCWarning(lcStore) << "could not scrub:" << scrubbed.error().toString();
    });
}

Status Store::deleteContact(ContactId id) {
    Statements& sql = *m_d->sql;
    SOUFFLEUR_TRY(const Contact contact, m_d->contacts.find(id));
    // Payloads that could not be read are kept raw; nobody knows whose they are except by the name of the sender.
    for (const Identity& identity : contact.identities) {
        const QByteArray name = identity.externalId.toUtf8();
        SOUFFLEUR_TRY(const auto kept,
                      sql.list(
                          [](Row& row) {
                              const qint64 rid = row.number();
                              return std::pair(rid, row.bytes());
                          },
                          u"SELECT rid, raw FROM rejected_events WHERE channel = ?"_s, identity.channel));
        for (const auto& [rid, raw] : kept) {
            if (!name.isEmpty() && raw.contains(name))
                SOUFFLEUR_CHECK(sql.execute(u"DELETE FROM rejected_events WHERE rid = ?"_s, rid));
        }
    }
    QList<AttachmentId> files;
    SOUFFLEUR_CHECK(erase(id, files));
    afterErasing(files);
    return ok();
}

Status Store::removeSampleData() {
    Statements& sql = *m_d->sql;
    // A contact belongs to the sample data when its conversation says so or when all its identities are on sample
    // channels.
    SOUFFLEUR_TRY(
        const auto contacts,
        sql.list([](Row& row) { return row.id<ContactId>(); },
                 u"SELECT contact FROM conversations WHERE sample = 1 UNION "
                 u"SELECT i.contact FROM identities i JOIN channels h ON h.id = i.channel WHERE h.sample = 1 "
                 u"AND NOT EXISTS(SELECT 1 FROM identities o JOIN channels p ON p.id = o.channel "
                 u"WHERE o.contact = i.contact AND p.sample = 0)"_s));
    QList<AttachmentId> files;
    for (const ContactId& contact : contacts)
        SOUFFLEUR_CHECK(erase(contact, files));
    SOUFFLEUR_TRY(const auto channels, sql.list([](Row& row) { return row.id<ChannelId>(); },
                                                u"SELECT id FROM channels WHERE sample = 1"_s));
    for (const ChannelId& channel : channels) {
        SOUFFLEUR_CHECK(sql.execute(u"DELETE FROM rejected_events WHERE channel = ?"_s, channel));
        SOUFFLEUR_CHECK(m_d->channels.remove(channel));
    }
    afterErasing(files);
    return ok();
}

Result<bool> Store::prune(qint64 keepChanges, Timestamp commandsBefore, int limit) {
    Statements& sql = *m_d->sql;
    SOUFFLEUR_TRY(const qint64 last, lastChange());
    SOUFFLEUR_TRY(const int changes,
                  sql.exec(u"DELETE FROM changes WHERE number IN (SELECT number FROM changes WHERE number <= ? "
                           u"ORDER BY number LIMIT ?)"_s,
                           last - std::max<qint64>(keepChanges, 0), limit));
    SOUFFLEUR_TRY(const int commands, sql.exec(u"DELETE FROM commands WHERE id IN (SELECT id FROM commands WHERE "
                                               u"at < ? ORDER BY at LIMIT ?)"_s,
                                               commandsBefore, limit));
    return changes == limit || commands == limit;
}

Status Store::scrub() {
    Statements& sql = *m_d->sql;
    if (sql.dialect() == Dialect::Postgres) {
        // Deleted rows go with the next vacuum; ask for it now.
        SOUFFLEUR_CHECK(sql.control(u"VACUUM messages"_s));
        return sql.control(u"VACUUM message_fts"_s);
    }
    SOUFFLEUR_CHECK(sql.execute(u"INSERT INTO message_fts(message_fts) VALUES('optimize')"_s));
    SOUFFLEUR_TRY(const auto busy,
                  sql.first([](Row& row) { return row.integer(); }, u"PRAGMA wal_checkpoint(TRUNCATE)"_s));
    if (busy.value_or(0) != 0)
        return makeError(ErrorCode::Busy, u"checkpoint"_s);
    return ok();
}

Result<QStringList> Store::check() {
    Statements& sql = *m_d->sql;
    QStringList problems;
    const auto text = [](Row& row) { return row.text(); };
    if (sql.dialect() == Dialect::Cipher) {
        SOUFFLEUR_TRY(const auto pages, sql.list(text, u"PRAGMA cipher_integrity_check"_s));
        problems.append(pages);
        // A page that fails its authentication makes the rest of the check fail as well; say what was found.
        const auto structure = sql.list(text, u"PRAGMA integrity_check(20)"_s);
        if (!structure)
            problems.append(structure.error().toString());
        else if (*structure != QList<QString>{u"ok"_s})
            problems.append(*structure);
        if (!problems.isEmpty())
            return problems;
        SOUFFLEUR_TRY(const auto keys, sql.list(
                                           [](Row& row) {
                                               const QString table = row.text();
                                               return u"row without its parent in "_s + table;
                                           },
                                           u"PRAGMA foreign_key_check"_s));
        problems.append(keys);
        if (const auto words =
                sql.execute(u"INSERT INTO message_fts(message_fts, rank) VALUES('integrity-check', 1)"_s);
            !words)
            problems.append(u"search index: "_s + words.error().toString());
    }

    // The kept counters against a count.
    SOUFFLEUR_TRY(const auto ids,
                  sql.list([](Row& row) { return row.id<ConversationId>(); }, u"SELECT id FROM conversations"_s));
    QHash<std::pair<int, QByteArray>, qint64> expected;
    for (const ConversationId& id : ids) {
        SOUFFLEUR_TRY(const Conversation conversation, m_d->conversations.find(id));
        const auto counts = counters::contributions(conversation);
        for (auto it = counts.cbegin(); it != counts.cend(); ++it)
            expected[it.key()] += it.value();
    }
    SOUFFLEUR_TRY(const auto kept, sql.list(
                                       [](Row& row) {
                                           const int kind = row.integer();
                                           const QByteArray id = row.bytes();
                                           return std::tuple(kind, id, row.number());
                                       },
                                       u"SELECT kind, id, value FROM counters WHERE kind <= ?"_s, Counter::Tag));
    for (const auto& [kind, id, value] : kept) {
        if (expected.take({kind, id}) != value)
            problems.append(u"counter %1 is off"_s.arg(kind));
    }
    if (!expected.isEmpty())
        problems.append(u"%1 counters are missing"_s.arg(expected.size()));

    SOUFFLEUR_TRY(const auto stored,
                  sql.list([](Row& row) { return row.id<AttachmentId>(); },
                           u"SELECT id FROM attachments WHERE state = ?"_s, AttachmentState::Stored));
    for (const AttachmentId& id : stored) {
        if (!m_d->attachments.contains(id))
            problems.append(u"attachment %1 is missing"_s.arg(id.toString()));
    }
    const auto damaged = m_d->attachments.verify();
    for (const AttachmentId& id : damaged)
        problems.append(u"attachment %1 is damaged"_s.arg(id.toString()));
    return problems;
}

} // namespace souffleur::store
