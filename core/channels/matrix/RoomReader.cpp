// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/matrix/RoomReader.h"

#include "channels/kit/Json.h"
#include "channels/matrix/MatrixIds.h"
#include "channels/matrix/MessageContent.h"
#include "domain/Rules.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace souffleur::channels::matrix {
namespace {

class Reader {
public:
    Reader(const RoomUpdate& update, const ReadContext& context, SyncMemory& memory)
        : m_room(update.room), m_context(context), m_memory(memory) {
        for (const QJsonObject& event : update.state)
            takeState(event);
    }

    void read(const RawEvent& raw) {
        if (raw.object.isEmpty())
            return reject({}, u"not_json"_s, raw.raw);
        const QJsonObject& event = raw.object;
        m_id = event[u"event_id"].toString();
        m_sender = event[u"sender"].toString();
        if (!isEventId(m_id))
            return reject({}, u"missing_event_id"_s, event);
        if (!isUserId(m_sender))
            return reject(m_id, u"missing_sender"_s, event);
        if (event.contains(u"state_key"))
            return readState(event);
        const bool own = m_sender == m_context.ownUser;
        // Told only to the device that sent it.
        const QString transaction = event[u"unsigned"][u"transaction_id"].toString();
        if (own && !transaction.isEmpty())
            m_reading.echoes.insert(transaction, m_id);
        const QString type = event[u"type"].toString();
        const QJsonObject content = event[u"content"].toObject();
        // A redaction may name its target outside of the content, and leaves nothing inside of what it removed.
        if (type == u"m.room.redaction")
            return readRedaction(event);
        if (content.isEmpty())
            return;
        if (type == u"m.reaction")
            return readReaction(content);
        if (content[u"m.relates_to"][u"rel_type"].toString() == u"m.replace" && type != u"m.room.encrypted")
            return own ? void() : readEdit(event);
        if (own) // What somebody wrote from another client of this account is not in our outbox.
            return transaction.isEmpty() ? void() : m_memory.addSent(m_room, m_id);
        m_memory.addSeen(m_room, m_id);
        m_reading.lastForeignEvent = m_id;
        readMessage(event, type, content);
    }

    void readEphemeral(const QJsonObject& event) {
        const QJsonObject content = event[u"content"].toObject();
        if (event[u"type"].toString() == u"m.typing") {
            for (const auto& user : content[u"user_ids"].toArray())
                if (isUserId(user.toString()) && user.toString() != m_context.ownUser)
                    m_reading.events += Typing{personIdOf(m_room, user.toString())};
            return;
        }
        if (event[u"type"].toString() != u"m.receipt")
            return;
        for (auto it = content.begin(); it != content.end(); ++it) {
            bool byOther = false;
            for (const QStringView kind : {QStringView(u"m.read"), QStringView(u"m.read.private")})
                for (const QString& user : it.value()[kind].toObject().keys())
                    byOther = byOther || user != m_context.ownUser;
            if (!byOther)
                continue;
            for (const QString& sent : m_memory.takeSentUpTo(m_room, it.key()))
                m_reading.events += StatusChanged{messageIdOf(m_room, sent), MessageStatus::Read, std::nullopt};
        }
    }

    RoomReading take() { return std::move(m_reading); }

private:
    void reject(const QString& event, const QString& problem, const QByteArray& raw) {
        m_reading.events += kit::rejected(event.isEmpty() ? QString() : messageIdOf(m_room, event), problem, raw);
    }
    void reject(const QString& event, const QString& problem, const QJsonObject& raw) {
        reject(event, problem, QJsonDocument(raw).toJson(QJsonDocument::Compact));
    }

    Timestamp date(const QJsonObject& event) const {
        return kit::plausibleTime(event[u"origin_server_ts"].toInteger(), m_context.now);
    }

    Sender sender() const {
        Sender sender;
        sender.externalId = personIdOf(m_room, m_sender);
        sender.handle = m_sender;
        sender.displayName = m_names.value(m_sender);
        if (sender.displayName.isEmpty())
            sender.displayName = nameFromId(m_sender);
        return sender;
    }

    void takeState(const QJsonObject& event) {
        const QString type = event[u"type"].toString();
        const QJsonObject content = event[u"content"].toObject();
        if (type == u"m.room.encryption")
            m_reading.encrypted = true;
        else if (type == u"m.room.member")
            m_names.insert(event[u"state_key"].toString(), rules::oneLine(content[u"displayname"].toString(), 120));
    }

    void readState(const QJsonObject& event) {
        takeState(event);
        const QString user = event[u"state_key"].toString();
        if (event[u"type"].toString() != u"m.room.member" || user == m_context.ownUser || !isUserId(user))
            return;
        const QString now = event[u"content"][u"membership"].toString();
        const QString before = event[u"unsigned"][u"prev_content"][u"membership"].toString();
        if (now == before)
            return; // A new name or picture.
        m_sender = user;
        if (now == u"leave" || now == u"ban")
            m_reading.events += BlockedChanged{sender(), true};
        else if (now == u"join")
            m_reading.events += BlockedChanged{sender(), false};
    }

    void readRedaction(const QJsonObject& event) {
        QString target = event[u"redacts"].toString();
        if (target.isEmpty())
            target = event[u"content"][u"redacts"].toString();
        if (!isEventId(target))
            return reject(m_id, u"missing_target"_s, event);
        if (const auto reaction = m_memory.takeReaction(m_room, target))
            return tellReaction(reaction->target, reaction->user, reaction->key, ReactionChanged::Change::Removed);
        m_reading.events += MessageDeleted{messageIdOf(m_room, target)};
    }

    void readReaction(const QJsonObject& content) {
        const QJsonObject relation = content[u"m.relates_to"].toObject();
        const QString target = relation[u"event_id"].toString();
        const QString key = rules::oneLine(relation[u"key"].toString(), 16);
        if (relation[u"rel_type"].toString() != u"m.annotation" || !isEventId(target) || key.isEmpty())
            return;
        m_memory.addReaction({m_room, m_id, target, m_sender, key});
        tellReaction(target, m_sender, key, ReactionChanged::Change::Added);
    }

    void tellReaction(const QString& target, const QString& user, const QString& key,
                      ReactionChanged::Change change) {
        const QString by = personIdOf(m_room, user);
        m_reading.events += ReactionChanged{messageIdOf(m_room, target), {{key, by}}, by, change};
    }

    void readEdit(const QJsonObject& event) {
        const QJsonObject content = event[u"content"].toObject();
        const QString target = content[u"m.relates_to"][u"event_id"].toString();
        const QJsonObject now = content[u"m.new_content"].toObject();
        if (!isEventId(target) || !now[u"body"].isString())
            return reject(m_id, u"bad_edit"_s, event);
        const MessageContent read = readContent(u"m.room.message"_s, now, m_names.value(m_sender));
        m_reading.events +=
            MessageEdited{messageIdOf(m_room, target), read.text, date(event), personIdOf(m_room, m_sender)};
    }

    void readMessage(const QJsonObject& event, const QString& type, const QJsonObject& content) {
        InboundMessage message;
        message.sentAt = date(event);
        if (m_context.oldest && message.sentAt < *m_context.oldest)
            return;
        message.externalId = messageIdOf(m_room, m_id);
        message.sender = sender();
        if (type == u"m.room.encrypted") {
            // Once for each person: every further one says the same.
            m_reading.encrypted = true;
            message.externalId = messageIdOf(m_room, u"encrypted "_s + m_sender);
            message.kind = MessageKind::Encrypted;
            m_reading.events += message;
            return;
        }
        if (!isMessageType(type))
            return;
        if (type == u"m.room.message" && !content[u"body"].isString())
            return reject(m_id, u"missing_body"_s, event);
        MessageContent read = readContent(type, content, message.sender.displayName);
        message.kind = read.kind;
        message.text = std::move(read.text);
        message.attachments = std::move(read.attachments);
        message.location = read.location;
        message.automatic = read.automatic;
        if (!read.replyTo.isEmpty())
            message.replyToExternalId = messageIdOf(m_room, read.replyTo);
        m_reading.events += message;
    }

    const QString m_room;
    const ReadContext& m_context;
    SyncMemory& m_memory;
    RoomReading m_reading;
    QHash<QString, QString> m_names;
    QString m_id;
    QString m_sender;
};

} // namespace

RoomReading readRoom(const RoomUpdate& update, const ReadContext& context, SyncMemory& memory) {
    Reader reader(update, context, memory);
    for (const RawEvent& event : update.timeline)
        reader.read(event);
    for (const QJsonObject& event : update.ephemeral)
        reader.readEphemeral(event);
    return reader.take();
}

QList<ChannelEvent> readLeft(const RoomUpdate& update, const ReadContext& context) {
    QList<ChannelEvent> events;
    for (const RawEvent& raw : update.timeline) {
        const QJsonObject& event = raw.object;
        const QString by = event[u"sender"].toString();
        const QString membership = event[u"content"][u"membership"].toString();
        if (event[u"type"].toString() != u"m.room.member" || event[u"state_key"].toString() != context.ownUser ||
            by == context.ownUser || !isUserId(by) || (membership != u"leave" && membership != u"ban"))
            continue;
        Sender sender;
        sender.externalId = personIdOf(update.room, by);
        sender.handle = by;
        sender.displayName = nameFromId(by);
        events += BlockedChanged{sender, true};
    }
    return events;
}

ChannelEvent readInvitation(const Invitation& invitation, Timestamp now) {
    InboundMessage message;
    message.externalId = messageIdOf(invitation.room, u"invitation "_s + invitation.inviter);
    message.sender.externalId = personIdOf(invitation.room, invitation.inviter);
    message.sender.handle = invitation.inviter;
    message.sender.displayName = rules::oneLine(invitation.inviterName, 120);
    if (message.sender.displayName.isEmpty())
        message.sender.displayName = nameFromId(invitation.inviter);
    message.kind = MessageKind::Invitation;
    message.sentAt = now;
    return message;
}

} // namespace souffleur::channels::matrix
