// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/SearchText.h"
#include "store/Statements.h"
#include "store/Store.h"

namespace souffleur::store {
namespace {

const QString IdentityColumns = u"id, contact, channel, channel_kind, external_id, handle, display_name, blocked"_s;

Identity readIdentity(Row& row) {
    Identity identity;
    identity.id = row.id<IdentityId>();
    identity.contact = row.id<ContactId>();
    identity.channel = row.id<ChannelId>();
    identity.channelKind = row.text();
    identity.externalId = row.text();
    identity.handle = row.text();
    identity.displayName = row.text();
    identity.blocked = row.flag();
    return identity;
}

QJsonObject fieldsJson(const QMap<QString, QString>& fields) {
    QJsonObject object;
    for (auto it = fields.cbegin(); it != fields.cend(); ++it)
        object.insert(it.key(), it.value());
    return object;
}

Contact readContact(Row& row) {
    Contact contact;
    contact.id = row.id<ContactId>();
    contact.displayName = row.text();
    contact.language = row.text();
    contact.address = row.enumeration<FormOfAddress>();
    contact.remark = row.text();
    contact.tags = row.list();
    const QJsonObject fields = row.json().object();
    for (auto it = fields.begin(); it != fields.end(); ++it)
        contact.fields.insert(it.key(), it.value().toString());
    contact.createdAt = row.time();
    return contact;
}

} // namespace

Result<Contact> ContactRepository::find(ContactId id) {
    SOUFFLEUR_TRY(auto contact,
                  m_sql.first(readContact,
                              u"SELECT id, name, language, address, remark, tags, fields, created_at FROM contacts "
                              u"WHERE id = ?"_s,
                              id));
    if (!contact)
        return makeError(ErrorCode::NotFound, u"contact "_s + id.toString());
    static const QString identities =
        u"SELECT %1 FROM identities WHERE contact = ? ORDER BY id"_s.arg(IdentityColumns);
    SOUFFLEUR_TRY(contact->identities, m_sql.list(readIdentity, identities, id));
    return *contact;
}

Result<std::optional<Identity>> ContactRepository::findIdentity(ChannelId channel, const QString& externalId) {
    static const QString sql =
        u"SELECT %1 FROM identities WHERE channel = ? AND external_id = ?"_s.arg(IdentityColumns);
    return m_sql.first(readIdentity, sql, channel, externalId);
}

Result<std::optional<Identity>> ContactRepository::identityFor(ContactId contact, ChannelId channel) {
    // The newest one, should a contact have several on one channel.
    static const QString sql =
        u"SELECT %1 FROM identities WHERE contact = ? AND channel = ? ORDER BY id DESC LIMIT 1"_s.arg(
            IdentityColumns);
    return m_sql.first(readIdentity, sql, contact, channel);
}

Status ContactRepository::insert(const Contact& contact) {
    SOUFFLEUR_CHECK(m_sql.execute(
        u"INSERT INTO contacts(id, name, name_folded, language, address, remark, tags, fields, "
        u"created_at) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
        contact.id, contact.displayName, searchtext::foldName(contact.displayName), contact.language,
        contact.address, contact.remark, contact.tags, fieldsJson(contact.fields), contact.createdAt));
    for (const Identity& identity : contact.identities) {
        SOUFFLEUR_CHECK(
            m_sql.execute(u"INSERT INTO identities(id, contact, channel, channel_kind, external_id, handle, "
                          u"display_name, blocked) VALUES(?, ?, ?, ?, ?, ?, ?, ?)"_s,
                          identity.id, contact.id, identity.channel, identity.channelKind, identity.externalId,
                          identity.handle, identity.displayName, identity.blocked));
    }
    SOUFFLEUR_CHECK(m_sql.note(EntityKind::Contact, ChangeKind::Added, contact.id.uuid()));
    return ok();
}

Status ContactRepository::update(const Contact& contact) {
    SOUFFLEUR_TRY(
        const int rows,
        m_sql.exec(u"UPDATE contacts SET name = ?, name_folded = ?, language = ?, address = ?, remark = ?, "
                   u"tags = ?, fields = ? WHERE id = ?"_s,
                   contact.displayName, searchtext::foldName(contact.displayName), contact.language,
                   contact.address, contact.remark, contact.tags, fieldsJson(contact.fields), contact.id));
    if (rows == 0)
        return makeError(ErrorCode::NotFound, u"contact "_s + contact.id.toString());
    SOUFFLEUR_CHECK(m_sql.note(EntityKind::Contact, ChangeKind::Updated, contact.id.uuid()));
    return ok();
}

Status ContactRepository::setBlocked(IdentityId identity, bool blocked) {
    SOUFFLEUR_TRY(const auto found, m_sql.first(
                                        [](Row& row) {
                                            const auto contact = row.id<ContactId>();
                                            return std::pair(contact, row.id<ChannelId>());
                                        },
                                        u"SELECT contact, channel FROM identities WHERE id = ?"_s, identity));
    if (!found)
        return makeError(ErrorCode::NotFound, u"identity "_s + identity.toString());
    const auto& [contact, channel] = *found;
    SOUFFLEUR_CHECK(m_sql.execute(u"UPDATE identities SET blocked = ? WHERE id = ?"_s, blocked, identity));
    SOUFFLEUR_CHECK(m_sql.note(EntityKind::Contact, ChangeKind::Updated, contact.uuid()));
    SOUFFLEUR_TRY(
        const auto conversations,
        m_sql.list([](Row& row) { return row.id<ConversationId>(); },
                   u"UPDATE conversations SET blocked = ? WHERE contact = ? AND channel = ? AND blocked <> ? "
                   u"RETURNING id"_s,
                   blocked, contact, channel, blocked));
    for (const ConversationId& id : conversations)
        SOUFFLEUR_CHECK(m_sql.note(EntityKind::Conversation, ChangeKind::Updated, id.uuid(), id));
    return ok();
}

Result<QList<TimelineItem>> ContactRepository::timeline(ContactId contact, int limit) {
    // An episode's first words stand right beside its mark: one of the two is stored first.
    return m_sql.list(
        [](Row& row) {
            TimelineItem item;
            const auto kind = row.enumeration<ThreadMark::Kind>();
            item.kind = kind == ThreadMark::Kind::Rated      ? TimelineItem::Kind::Rated
                        : kind == ThreadMark::Kind::Resolved ? TimelineItem::Kind::EpisodeResolved
                                                             : TimelineItem::Kind::EpisodeOpened;
            item.at = row.time();
            const int number = row.integer();
            item.rating = item.kind == TimelineItem::Kind::Rated ? number : 0;
            item.text = searchtext::firstWords(row.text());
            const QString ofMessage = row.text();
            const QString ofConversation = row.text();
            item.channelKind = ofMessage.isEmpty() ? ofConversation : ofMessage;
            return item;
        },
        u"SELECT k.kind, k.at, k.number, m.text, m.channel_kind, c.channel_kind FROM conversations c "
        u"JOIN marks k ON k.conversation = c.id "
        u"LEFT JOIN messages m ON m.conversation = c.id AND m.sequence = (SELECT min(f.sequence) FROM messages f "
        u"WHERE f.conversation = c.id AND f.sequence >= k.sequence - 2 AND f.episode = k.episode) "
        u"WHERE c.contact = ? AND k.kind IN (?, ?, ?, ?) ORDER BY k.at DESC, k.sequence DESC LIMIT ?"_s,
        contact, ThreadMark::Kind::Opened, ThreadMark::Kind::Resolved, ThreadMark::Kind::Reopened,
        ThreadMark::Kind::Rated, limit);
}

} // namespace souffleur::store
