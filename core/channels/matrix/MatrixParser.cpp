// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/matrix/MatrixParser.h"

#include "channels/matrix/EventSplit.h"
#include "channels/matrix/MatrixIds.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace souffleur::channels::matrix {
namespace {

//! The answer, and its events one by one where it cannot be read as a whole.
class Answer {
public:
    static std::optional<Answer> read(const QByteArray& body) {
        QJsonParseError problem;
        QJsonDocument document = QJsonDocument::fromJson(body, &problem);
        Answer answer;
        if (problem.error != QJsonParseError::NoError) {
            EventSplit split = splitEvents(body, {"events", "chunk", "state"});
            document = QJsonDocument::fromJson(split.skeleton, &problem);
            answer.m_members = std::move(split.members);
        }
        if (problem.error != QJsonParseError::NoError || !document.isObject())
            return std::nullopt;
        answer.root = document.object();
        return answer;
    }

    QList<RawEvent> events(const QJsonValue& list) const {
        QList<RawEvent> events;
        for (const auto& value : list.toArray())
            events += one(value);
        return events;
    }
    QList<QJsonObject> objects(const QJsonValue& list) const {
        QList<QJsonObject> objects;
        for (const RawEvent& event : events(list))
            if (!event.object.isEmpty())
                objects += event.object;
        return objects;
    }

    QJsonObject root;

private:
    RawEvent one(const QJsonValue& value) const {
        if (value.isObject())
            return {value.toObject(), {}};
        const qint64 number = value.toInteger(-1);
        if (number < 0 || number >= m_members.size())
            return {{}, QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact)};
        const QByteArray& raw = m_members.at(number);
        const QJsonDocument document = QJsonDocument::fromJson(raw);
        return {document.object(), raw};
    }

    QList<QByteArray> m_members;
};

RoomUpdate readRoom(const Answer& answer, const QString& room, const QJsonObject& o) {
    RoomUpdate update;
    update.room = room;
    update.state = answer.objects(o[u"state"][u"events"]);
    update.timeline = answer.events(o[u"timeline"][u"events"]);
    update.ephemeral = answer.objects(o[u"ephemeral"][u"events"]);
    update.prevBatch = o[u"timeline"][u"prev_batch"].toString();
    update.limited = o[u"timeline"][u"limited"].toBool();
    return update;
}

std::optional<Invitation> readInvitation(const Answer& answer, const QString& room, const QJsonObject& o,
                                         const QString& own) {
    const QList<QJsonObject> events = answer.objects(o[u"invite_state"][u"events"]);
    Invitation invitation;
    invitation.room = room;
    for (const QJsonObject& event : events) {
        if (event[u"type"].toString() != u"m.room.member" || event[u"state_key"].toString() != own ||
            event[u"content"][u"membership"].toString() != u"invite")
            continue;
        invitation.inviter = event[u"sender"].toString();
        invitation.direct = event[u"content"][u"is_direct"].toBool();
    }
    if (!isUserId(invitation.inviter))
        return std::nullopt;
    for (const QJsonObject& event : events)
        if (event[u"type"].toString() == u"m.room.member" && event[u"state_key"].toString() == invitation.inviter)
            invitation.inviterName = event[u"content"][u"displayname"].toString();
    return invitation;
}

} // namespace

bool RoomUpdate::isNew() const {
    const auto creates = [](const QJsonObject& event) {
        return event[u"type"].toString() == u"m.room.create" && event.contains(u"state_key");
    };
    return std::any_of(state.cbegin(), state.cend(), creates) ||
           std::any_of(timeline.cbegin(), timeline.cend(),
                       [&](const RawEvent& event) { return creates(event.object); });
}

qsizetype SyncAnswer::events() const {
    qsizetype count = invitations.size();
    for (const auto* rooms : {&joined, &left})
        for (const RoomUpdate& room : *rooms)
            count += room.timeline.size() + room.ephemeral.size();
    return count;
}

Result<SyncAnswer> parseSync(const QByteArray& body, const QString& ownUser) {
    const auto read = Answer::read(body);
    if (!read || !read->root[u"next_batch"].isString() || read->root[u"next_batch"].toString().isEmpty())
        return makeError(ErrorCode::Damaged, u"not the answer of a sync"_s);
    SyncAnswer answer;
    answer.nextBatch = read->root[u"next_batch"].toString();
    const auto each = [&](QStringView key, const auto& take) {
        const QJsonObject rooms = read->root[u"rooms"][key].toObject();
        for (auto it = rooms.begin(); it != rooms.end(); ++it)
            if (isRoomId(it.key()))
                take(it.key(), it.value().toObject());
    };
    each(u"join", [&](const QString& room, const QJsonObject& o) { answer.joined += readRoom(*read, room, o); });
    each(u"leave", [&](const QString& room, const QJsonObject& o) { answer.left += readRoom(*read, room, o); });
    each(u"invite", [&](const QString& room, const QJsonObject& o) {
        if (auto invitation = readInvitation(*read, room, o, ownUser))
            answer.invitations += *invitation;
    });
    return answer;
}

Result<HistoryPage> parseHistory(const QByteArray& body) {
    const auto read = Answer::read(body);
    if (!read || !read->root[u"chunk"].isArray())
        return makeError(ErrorCode::Damaged, u"not a page of messages"_s);
    return HistoryPage{read->events(read->root[u"chunk"]), read->objects(read->root[u"state"]),
                       read->root[u"end"].toString()};
}

Result<Account> parseAccount(const QJsonObject& answer) {
    Account account{answer[u"user_id"].toString(), answer[u"device_id"].toString().left(255),
                    answer[u"access_token"].toString()};
    if (!isUserId(account.user))
        return makeError(ErrorCode::Damaged, u"an answer without a user id"_s);
    return account;
}

} // namespace souffleur::channels::matrix
