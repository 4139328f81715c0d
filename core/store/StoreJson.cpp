// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/StoreJson.h"

#include <algorithm>

#include <QJsonArray>
#include <QJsonDocument>

namespace souffleur::store::json {
namespace {

template <class E>
QJsonValue ofEnum(E value) {
    return QJsonValue(static_cast<int>(value));
}
template <class E>
E toEnum(const QJsonValue& value, E fallback = E{}) {
    return value.isDouble() ? static_cast<E>(value.toInt()) : fallback;
}
//! Milliseconds fit a double exactly.
QJsonValue ofTime(Timestamp t) {
    return QJsonValue(toMs(t));
}
Timestamp toTime(const QJsonValue& value) {
    return fromMs(value.toInteger());
}
QJsonValue ofDate(const QDate& date) {
    return date.isValid() ? QJsonValue(date.toString(Qt::ISODate)) : QJsonValue();
}
QDate toDate(const QJsonValue& value) {
    return QDate::fromString(value.toString(), Qt::ISODate);
}
QStringList toList(const QJsonValue& value) {
    QStringList list;
    const QJsonArray array = value.toArray();
    for (const auto& item : array)
        list.append(item.toString());
    return list;
}
QJsonObject ofMap(const QMap<QString, QString>& map) {
    QJsonObject object;
    for (auto it = map.cbegin(); it != map.cend(); ++it)
        object.insert(it.key(), it.value());
    return object;
}
QMap<QString, QString> toMap(const QJsonValue& value) {
    QMap<QString, QString> map;
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it)
        map.insert(it.key(), it.value().toString());
    return map;
}

QJsonObject ofSender(const Sender& sender) {
    return {{u"id"_s, sender.externalId},
            {u"handle"_s, sender.handle},
            {u"name"_s, sender.displayName},
            {u"language"_s, sender.language},
            {u"fields"_s, ofMap(sender.fields)}};
}
Sender toSender(const QJsonValue& value) {
    const QJsonObject o = value.toObject();
    return {o[u"id"_s].toString(), o[u"handle"_s].toString(), o[u"name"_s].toString(), o[u"language"_s].toString(),
            toMap(o[u"fields"_s])};
}

// The events' names in stored documents.
QString nameOf(const ChannelEvent& event) {
    static constexpr std::array Names = {u"message", u"edited", u"deleted", u"reaction", u"status",
                                         u"blocked", u"rated",  u"typing",  u"rejected"};
    static_assert(Names.size() == std::variant_size_v<ChannelEvent>);
    return QString::fromUtf16(Names.at(event.index()));
}

struct Writer {
    QJsonObject o;
    void operator()(const InboundMessage& e) {
        o[u"id"_s] = e.externalId;
        o[u"sender"_s] = ofSender(e.sender);
        o[u"kind"_s] = ofEnum(e.kind);
        o[u"text"_s] = e.text;
        o[u"at"_s] = ofTime(e.sentAt);
        o[u"replyTo"_s] = e.replyToExternalId;
        QJsonArray attachments;
        for (const Attachment& attachment : e.attachments)
            attachments.append(ofAttachment(attachment));
        o[u"attachments"_s] = attachments;
        if (e.location)
            o[u"location"_s] = ofLocation(e.location);
    }
    void operator()(const MessageEdited& e) {
        o[u"id"_s] = e.externalId;
        o[u"text"_s] = e.text;
        o[u"at"_s] = ofTime(e.at);
        if (!e.by.isEmpty())
            o[u"by"_s] = e.by;
    }
    void operator()(const MessageDeleted& e) { o[u"id"_s] = e.externalId; }
    void operator()(const ReactionChanged& e) {
        o[u"id"_s] = e.externalId;
        o[u"reactions"_s] = ofReactions(e.reactions);
        o[u"change"_s] = int(e.change);
        o[u"by"_s] = e.by;
    }
    void operator()(const StatusChanged& e) {
        o[u"id"_s] = e.externalId;
        o[u"status"_s] = ofEnum(e.status);
        o[u"error"_s] = ofError(e.error);
    }
    void operator()(const BlockedChanged& e) {
        o[u"sender"_s] = ofSender(e.sender);
        o[u"blocked"_s] = e.blocked;
    }
    void operator()(const Rated& e) {
        o[u"sender"_s] = ofSender(e.sender);
        o[u"stars"_s] = e.stars;
        o[u"id"_s] = e.externalId;
        if (!e.comment.isEmpty())
            o[u"comment"_s] = e.comment;
    }
    void operator()(const Typing& e) { o[u"sender"_s] = e.senderExternalId; }
    void operator()(const RejectedEvent& e) {
        o[u"id"_s] = e.externalId;
        o[u"problem"_s] = e.problem;
        o[u"raw"_s] = QString::fromLatin1(e.raw.toBase64());
    }
};

} // namespace

QString compact(const QJsonObject& object) {
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

QJsonObject ofError(const std::optional<Error>& error) {
    if (!error)
        return {};
    return {{u"code"_s, errorName(error->code)},
            {u"detail"_s, error->detail},
            {u"retryAfter"_s, error->retryAfterSeconds}};
}

std::optional<Error> toError(const QJsonObject& object) {
    if (object.isEmpty())
        return std::nullopt;
    Error error;
    error.code = errorFromName(object[u"code"_s].toString()).value_or(ErrorCode::Bug);
    error.detail = object[u"detail"_s].toString();
    error.retryAfterSeconds = object[u"retryAfter"_s].toInt();
    return error;
}

QJsonObject ofAttachment(const Attachment& a) {
    return {{u"id"_s, a.id.toString()},
            {u"kind"_s, ofEnum(a.kind)},
            {u"fileName"_s, a.fileName},
            {u"mimeType"_s, a.mimeType},
            {u"size"_s, a.size},
            {u"width"_s, a.pixelSize.width()},
            {u"height"_s, a.pixelSize.height()},
            {u"duration"_s, a.durationSeconds},
            {u"state"_s, ofEnum(a.state)},
            {u"remoteRef"_s, a.remoteRef}};
}

Attachment toAttachment(const QJsonObject& o) {
    Attachment a;
    a.id = AttachmentId::fromString(o[u"id"_s].toString());
    a.kind = toEnum(o[u"kind"_s], AttachmentKind::Document);
    a.fileName = o[u"fileName"_s].toString();
    a.mimeType = o[u"mimeType"_s].toString();
    a.size = o[u"size"_s].toInteger();
    a.pixelSize = QSize(o[u"width"_s].toInt(-1), o[u"height"_s].toInt(-1));
    a.durationSeconds = o[u"duration"_s].toInt();
    a.state = toEnum<AttachmentState>(o[u"state"_s]);
    a.remoteRef = o[u"remoteRef"_s].toString();
    return a;
}

QJsonArray ofReactions(const QList<Reaction>& reactions) {
    QJsonArray array;
    for (const Reaction& reaction : reactions)
        array.append(QJsonObject{{u"emoji"_s, reaction.emoji}, {u"by"_s, reaction.by}});
    return array;
}

QList<Reaction> toReactions(const QJsonArray& array) {
    QList<Reaction> reactions;
    for (const auto& item : array)
        reactions.append({item[u"emoji"_s].toString(), item[u"by"_s].toString()});
    return reactions;
}

QJsonObject ofLocation(const std::optional<Location>& location) {
    if (!location)
        return {};
    return {
        {u"latitude"_s, location->latitude}, {u"longitude"_s, location->longitude}, {u"title"_s, location->title}};
}

std::optional<Location> toLocation(const QJsonObject& o) {
    if (o.isEmpty())
        return std::nullopt;
    return Location{o[u"latitude"_s].toDouble(), o[u"longitude"_s].toDouble(), o[u"title"_s].toString()};
}

QJsonObject ofFaqEntry(const FaqEntry& entry) {
    QJsonArray variants;
    for (const FaqVariant& variant : entry.variants)
        variants.append(QJsonObject{
            {u"text"_s, variant.text}, {u"language"_s, variant.language}, {u"source"_s, ofEnum(variant.source)}});
    QJsonArray answers;
    for (const FaqAnswer& answer : entry.answers)
        answers.append(QJsonObject{{u"language"_s, answer.language},
                                   {u"length"_s, ofEnum(answer.length)},
                                   {u"address"_s, ofEnum(answer.address)},
                                   {u"body"_s, answer.body}});
    return {{u"format"_s, 1},
            {u"id"_s, entry.id.toString()},
            {u"number"_s, entry.number},
            {u"questions"_s, ofMap(entry.questions)},
            {u"variants"_s, variants},
            {u"answers"_s, answers},
            {u"status"_s, ofEnum(entry.status)},
            {u"audience"_s, ofEnum(entry.audience)},
            {u"tags"_s, QJsonArray::fromStringList(entry.tags)},
            {u"phase"_s, ofEnum(entry.phase)},
            {u"validFrom"_s, ofDate(entry.validFrom)},
            {u"validUntil"_s, ofDate(entry.validUntil)},
            {u"owner"_s, entry.owner},
            {u"reviewDays"_s, entry.reviewDays},
            {u"reviewedAt"_s, ofDate(entry.reviewedAt)},
            {u"channels"_s, QJsonArray::fromStringList(entry.channels)},
            {u"version"_s, entry.version},
            {u"createdAt"_s, ofTime(entry.createdAt)},
            {u"updatedAt"_s, ofTime(entry.updatedAt)}};
}

FaqEntry toFaqEntry(const QJsonObject& o) {
    FaqEntry entry;
    entry.id = FaqEntryId::fromString(o[u"id"_s].toString());
    entry.number = o[u"number"_s].toInt();
    entry.questions = toMap(o[u"questions"_s]);
    const QJsonArray variants = o[u"variants"_s].toArray();
    for (const auto& v : variants)
        entry.variants.append(
            {v[u"text"_s].toString(), v[u"language"_s].toString(), toEnum<VariantSource>(v[u"source"_s])});
    const QJsonArray answers = o[u"answers"_s].toArray();
    for (const auto& a : answers)
        entry.answers.append({a[u"language"_s].toString(), toEnum(a[u"length"_s], AnswerLength::Chat),
                              toEnum<FormOfAddress>(a[u"address"_s]), a[u"body"_s].toString()});
    entry.status = toEnum<FaqStatus>(o[u"status"_s]);
    entry.audience = toEnum<FaqAudience>(o[u"audience"_s]);
    entry.tags = toList(o[u"tags"_s]);
    entry.phase = toEnum<JourneyPhase>(o[u"phase"_s]);
    entry.validFrom = toDate(o[u"validFrom"_s]);
    entry.validUntil = toDate(o[u"validUntil"_s]);
    entry.owner = o[u"owner"_s].toString();
    entry.reviewDays = o[u"reviewDays"_s].toInt(90);
    entry.reviewedAt = toDate(o[u"reviewedAt"_s]);
    entry.channels = toList(o[u"channels"_s]);
    entry.version = o[u"version"_s].toInt();
    entry.createdAt = toTime(o[u"createdAt"_s]);
    entry.updatedAt = toTime(o[u"updatedAt"_s]);
    return entry;
}

QJsonObject ofEvent(const ChannelEvent& event) {
    Writer writer;
    writer.o[u"event"_s] = nameOf(event);
    std::visit(writer, event);
    return writer.o;
}

std::optional<ChannelEvent> toEvent(const QJsonObject& o) {
    const QString name = o[u"event"_s].toString();
    const QString id = o[u"id"_s].toString();
    if (name == u"message") {
        InboundMessage e;
        e.externalId = id;
        e.sender = toSender(o[u"sender"_s]);
        e.kind = toEnum<MessageKind>(o[u"kind"_s]);
        e.text = o[u"text"_s].toString();
        e.sentAt = toTime(o[u"at"_s]);
        e.replyToExternalId = o[u"replyTo"_s].toString();
        const QJsonArray attachments = o[u"attachments"_s].toArray();
        for (const auto& attachment : attachments)
            e.attachments.append(toAttachment(attachment.toObject()));
        e.location = toLocation(o[u"location"_s].toObject());
        return e;
    }
    if (name == u"edited")
        return MessageEdited{id, o[u"text"_s].toString(), toTime(o[u"at"_s]), o[u"by"_s].toString()};
    if (name == u"deleted")
        return MessageDeleted{id};
    if (name == u"reaction")
        return ReactionChanged{id, toReactions(o[u"reactions"_s].toArray()), o[u"by"_s].toString(),
                               ReactionChanged::Change(std::clamp(o[u"change"_s].toInt(), 0, 2))};
    if (name == u"status")
        return StatusChanged{id, toEnum(o[u"status"_s], MessageStatus::Delivered),
                             toError(o[u"error"_s].toObject())};
    if (name == u"blocked")
        return BlockedChanged{toSender(o[u"sender"_s]), o[u"blocked"_s].toBool()};
    if (name == u"rated")
        return Rated{toSender(o[u"sender"_s]), o[u"stars"_s].toInt(), id, o[u"comment"_s].toString()};
    if (name == u"typing")
        return Typing{o[u"sender"_s].toString()};
    if (name == u"rejected")
        return RejectedEvent{id, o[u"problem"_s].toString(),
                             QByteArray::fromBase64(o[u"raw"_s].toString().toLatin1())};
    return std::nullopt;
}

QJsonObject ofReply(const CommandReply& reply) {
    return {{u"change"_s, reply.change},
            {u"faqEntry"_s, reply.faqEntry.toString()},
            {u"conversation"_s, reply.conversation.toString()},
            {u"count"_s, reply.count}};
}

CommandReply toReply(const QJsonObject& o) {
    CommandReply reply;
    reply.change = o[u"change"_s].toInteger();
    reply.faqEntry = FaqEntryId::fromString(o[u"faqEntry"_s].toString());
    reply.conversation = ConversationId::fromString(o[u"conversation"_s].toString());
    reply.count = o[u"count"_s].toInt();
    return reply;
}

} // namespace souffleur::store::json
