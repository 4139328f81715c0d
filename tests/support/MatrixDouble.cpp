// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "MatrixDouble.h"

#include <QJsonDocument>

namespace souffleur::test {
namespace {

constexpr qsizetype MaxEventBytes = 65'536;
constexpr qint64 MaxUpload = 50 * 1024 * 1024;

QByteArray compact(const QJsonObject& object) {
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

//! "s12": behind event 12; "t12": before it. -1: neither.
qint64 placeOf(const QString& text) {
    bool number = false;
    const qint64 place = text.mid(1).toLongLong(&number);
    if (!number || place < 0)
        return -1;
    return text.startsWith(u's') ? place : text.startsWith(u't') ? place - 1 : -1;
}

bool allows(const QJsonValue& filter, const QString& type) {
    return !filter[u"types"].isArray() || filter[u"types"].toArray().contains(type);
}

//! A filter with a key of the wrong type is refused, as real servers do.
bool isGoodFilter(const QJsonObject& filter) {
    for (const QStringView key : {QStringView(u"room"), QStringView(u"presence"), QStringView(u"account_data")})
        if (filter.contains(key) && !filter[key].isObject())
            return false;
    const QJsonObject timeline = filter[u"room"][u"timeline"].toObject();
    if (timeline.contains(u"limit") && timeline[u"limit"].toInt() <= 0)
        return false;
    return !timeline.contains(u"types") || timeline[u"types"].isArray();
}

} // namespace

MatrixDouble::MatrixDouble(QObject* parent) : QObject(parent) {
    m_tokens.insert(token);
    m_http.setHandler(
        [this](const HttpDoubleRequest& request, const ExchangePtr& exchange) { handle(request, exchange); });
    connect(&m_http, &HttpDouble::disconnected, this, [this] {
        if (m_sync && !m_sync->exchange->isOpen())
            m_sync.reset();
    });
}

// ---------------------------------------------------------------------------------------------- what customers do

QString MatrixDouble::append(const QString& room, Event event) {
    event.place = ++m_place;
    QString id = u"$ev/%1+x_"_s.arg(m_place);
    if (event.raw.isEmpty()) {
        if (event.object.contains(u"event_id"))
            id = event.object[u"event_id"].toString();
        event.object[u"event_id"] = id;
        if (m_redacted.contains(id))
            event.object[u"content"] = QJsonObject();
        if (!event.object.contains(u"origin_server_ts"))
            event.object[u"origin_server_ts"] = serverTime + event.place;
    }
    m_rooms[room].events += event;
    // From the event loop, so that what happens at once arrives at once.
    QMetaObject::invokeMethod(
        this, [this] { answerSync(false); }, Qt::QueuedConnection);
    return id;
}

QJsonObject MatrixDouble::memberEvent(const QString& who, const Member& member) const {
    return {{u"type"_s, u"m.room.member"_s},
            {u"state_key"_s, who},
            {u"sender"_s, who},
            {u"content"_s, QJsonObject{{u"membership"_s, member.membership}, {u"displayname"_s, member.name}}}};
}

QString MatrixDouble::createRoom(const QString& customer, const QString& name) {
    const QString id = u"!room%1:example.org"_s.arg(m_rooms.size() + 1);
    Room& room = m_rooms[id];
    room.members.insert(customer, {name, u"join"_s});
    room.members.insert(user, {u"Support"_s, u"join"_s});
    room.joinedAt = ++m_place;
    return id;
}

QString MatrixDouble::invite(const QString& customer, const QString& name, bool direct) {
    const QString id = u"!invited%1:example.org"_s.arg(m_rooms.size() + 1);
    Room& room = m_rooms[id];
    room.members.insert(customer, {name, u"join"_s});
    room.members.insert(user, {u"Support"_s, u"invite"_s});
    room.inviter = customer;
    room.direct = direct;
    room.invitedAt = ++m_place;
    QMetaObject::invokeMethod(
        this, [this] { answerSync(false); }, Qt::QueuedConnection);
    return id;
}

QString MatrixDouble::sends(const QString& room, const QString& customer, const QString& type,
                            const QJsonObject& content) {
    return append(room, {0, type, {{u"type"_s, type}, {u"sender"_s, customer}, {u"content"_s, content}}, {}});
}

QString MatrixDouble::writes(const QString& room, const QString& customer, const QString& text, const QString& id) {
    const QJsonObject content{{u"msgtype"_s, u"m.text"_s}, {u"body"_s, text}};
    if (id.isEmpty())
        return sends(room, customer, u"m.room.message"_s, content);
    const QJsonObject event{
        {u"type"_s, u"m.room.message"_s}, {u"sender"_s, customer}, {u"content"_s, content}, {u"event_id"_s, id}};
    return append(room, {0, u"m.room.message"_s, event, {}});
}

QString MatrixDouble::edits(const QString& room, const QString& customer, const QString& target,
                            const QString& text) {
    const QJsonObject content{{u"msgtype"_s, u"m.text"_s}, {u"body"_s, text}};
    QJsonObject outer = content;
    outer[u"body"] = u"* "_s + text;
    outer[u"m.new_content"] = content;
    outer[u"m.relates_to"] = QJsonObject{{u"rel_type"_s, u"m.replace"_s}, {u"event_id"_s, target}};
    return sends(room, customer, u"m.room.message"_s, outer);
}

QString MatrixDouble::reacts(const QString& room, const QString& customer, const QString& target,
                             const QString& key) {
    return sends(room, customer, u"m.reaction"_s,
                 {{u"m.relates_to"_s,
                   QJsonObject{{u"rel_type"_s, u"m.annotation"_s}, {u"event_id"_s, target}, {u"key"_s, key}}}});
}

QString MatrixDouble::redacts(const QString& room, const QString& customer, const QString& target) {
    m_redacted.insert(target);
    for (Event& event : m_rooms[room].events)
        if (event.object[u"event_id"].toString() == target)
            event.object[u"content"] = QJsonObject();
    return append(room, {0,
                         u"m.room.redaction"_s,
                         {{u"type"_s, u"m.room.redaction"_s},
                          {u"sender"_s, customer},
                          {u"content"_s, QJsonObject{{u"redacts"_s, target}}}},
                         {}});
}

void MatrixDouble::reads(const QString& room, const QString& customer, const QString& event) {
    const QJsonObject by{{customer, QJsonObject{{u"ts"_s, serverTime + m_place}}}};
    m_rooms[room].ephemeral +=
        {++m_place, QJsonObject{{u"type"_s, u"m.receipt"_s},
                                {u"content"_s, QJsonObject{{event, QJsonObject{{u"m.read"_s, by}}}}}}};
    answerSync(false);
}

void MatrixDouble::types(const QString& room, const QString& customer) {
    m_rooms[room].ephemeral +=
        {++m_place, QJsonObject{{u"type"_s, u"m.typing"_s},
                                {u"content"_s, QJsonObject{{u"user_ids"_s, QJsonArray{customer, user}}}}}};
    answerSync(false);
}

void MatrixDouble::leaves(const QString& room, const QString& customer) {
    Member& member = m_rooms[room].members[customer];
    member.membership = u"leave"_s;
    QJsonObject event = memberEvent(customer, member);
    event[u"unsigned"] = QJsonObject{{u"prev_content"_s, QJsonObject{{u"membership"_s, u"join"_s}}}};
    append(room, {0, u"m.room.member"_s, event, {}});
}

void MatrixDouble::encrypts(const QString& room) {
    m_rooms[room].encrypted = true;
    append(room, {0,
                  u"m.room.encryption"_s,
                  {{u"type"_s, u"m.room.encryption"_s},
                   {u"state_key"_s, QString()},
                   {u"sender"_s, user},
                   {u"content"_s, QJsonObject{{u"algorithm"_s, u"m.megolm.v1.aes-sha2"_s}}}},
                  {}});
}

void MatrixDouble::deliverBroken(const QString& room, const QByteArray& raw) {
    append(room, {0, u"m.room.message"_s, {}, raw});
}

QString MatrixDouble::addMedia(const QByteArray& content) {
    const QString id = u"media%1"_s.arg(m_media.size() + 1);
    m_media.insert(id, content);
    return u"mxc://example.org/"_s + id;
}

// ------------------------------------------------------------------------------------------------------ the server

void MatrixDouble::failNext(Fault fault, int times, const QString& call, int after) {
    m_faults.append({fault, times, call, after});
}

qsizetype MatrixDouble::unconfirmed() const {
    qsizetype count = 0;
    for (const auto& [id, room] : m_rooms)
        count += std::count_if(room.events.cbegin(), room.events.cend(), [this](const Event& event) {
            return event.place > m_confirmed && event.object[u"sender"].toString() != user;
        });
    return count;
}

void MatrixDouble::resetSync() {
    if (const auto sync = std::exchange(m_sync, nullptr))
        sync->exchange->reset();
}

void MatrixDouble::ok(const Call& call, const QJsonObject& answer, const QList<QByteArray>& raws) {
    if (m_loseAnswer)
        return call.exchange->reset();
    QByteArray body = compact(answer);
    for (qsizetype i = 0; i < raws.size(); ++i)
        body.replace("\"@raw" + QByteArray::number(i) + "@\"", raws.at(i));
    call.exchange->respond(200, body);
}

void MatrixDouble::refuse(const Call& call, int status, const QString& code, const QString& words) {
    QJsonObject answer{{u"errcode"_s, code}, {u"error"_s, words}};
    if (status == 429)
        answer[u"retry_after_ms"] = limitMilliseconds;
    call.exchange->respond(status, compact(answer));
}

void MatrixDouble::handle(const HttpDoubleRequest& request, const ExchangePtr& exchange) {
    // Ids hold slashes, so the path is taken apart before it is decoded.
    Call call;
    call.request = &request;
    call.exchange = exchange;
    for (const QByteArray& segment : request.target.split('?').first().split('/'))
        call.segments += QUrl::fromPercentEncoding(segment);
    const QString path = request.path;
    const auto under = [&](QStringView prefix) { return path.startsWith(prefix); };
    const QByteArray& method = request.method;
    const QString last = call.segments.last();
    if (under(u"/_matrix/client/versions"))
        return ok(call, {{u"versions"_s, QJsonArray{u"v1.1"_s, authenticatedMedia ? u"v1.11"_s : u"v1.10"_s}}});
    if (under(u"/_matrix/client/v3/sync"))
        call.name = u"sync"_s;
    else if (under(u"/_matrix/client/v3/account/whoami"))
        call.name = u"whoami"_s;
    else if (under(u"/_matrix/client/v3/login"))
        call.name = u"login"_s;
    else if (under(u"/_matrix/media/v3/upload"))
        call.name = u"upload"_s;
    else if (under(u"/_matrix/media/v3/download/"))
        call.name = u"download"_s;
    else if (under(u"/_matrix/client/v1/media/download/"))
        call.name = u"download"_s;
    else if (under(u"/_matrix/client/v3/rooms/") && call.segments.size() >= 7)
        call.name = call.segments.at(6);
    ++m_calls[call.name];
    const bool put = call.name == u"send" || call.name == u"typing";
    const bool post =
        call.name == u"join" || call.name == u"receipt" || call.name == u"upload" || call.name == u"login";
    if (call.name.isEmpty())
        return refuse(call, 404, u"M_UNRECOGNIZED"_s, u"Unrecognized request"_s);
    if (method != (put ? "PUT" : post ? "POST" : "GET"))
        return refuse(call, 405, u"M_UNRECOGNIZED"_s, u"Method not allowed"_s);
    const bool open = call.name == u"login" || under(u"/_matrix/media/v3/download/");
    const QByteArray authorization = request.headers.value("authorization");
    if (!open && authorization.isEmpty())
        return refuse(call, 401, u"M_MISSING_TOKEN"_s, u"Missing access token"_s);
    if (!open &&
        !(authorization.startsWith("Bearer ") && m_tokens.contains(QString::fromLatin1(authorization.mid(7)))))
        return refuse(call, 401, u"M_UNKNOWN_TOKEN"_s, u"Unrecognised access token"_s);
    if ((put || post) && call.name != u"upload") {
        QJsonParseError problem;
        const QJsonDocument document = QJsonDocument::fromJson(request.body, &problem);
        if (problem.error != QJsonParseError::NoError || !document.isObject())
            return refuse(call, 400, u"M_NOT_JSON"_s, u"Content not JSON"_s);
        call.body = document.object();
    }
    m_loseAnswer = false;
    if (!applyFault(call))
        dispatch(call);
    m_loseAnswer = false;
}

bool MatrixDouble::applyFault(const Call& call) {
    for (qsizetype i = 0; i < m_faults.size(); ++i) {
        PlannedFault& planned = m_faults[i];
        if (planned.call != call.name)
            continue;
        if (planned.after > 0) {
            --planned.after;
            continue;
        }
        const Fault fault = planned.fault;
        if (--planned.times <= 0)
            m_faults.removeAt(i);
        switch (fault) {
        case Fault::RateLimited:
            refuse(call, 429, u"M_LIMIT_EXCEEDED"_s, u"Too Many Requests"_s);
            return true;
        case Fault::ServerError:
            refuse(call, 500, u"M_UNKNOWN"_s, u"Internal server error"_s);
            return true;
        case Fault::BadGateway:
            call.exchange->respond(502, "<html><h1>502 Bad Gateway</h1></html>", "text/html");
            return true;
        case Fault::Garbage:
            call.exchange->respond(200, "<html>please sign in</html>", "text/html");
            return true;
        case Fault::Unauthorized:
            refuse(call, 401, u"M_UNKNOWN_TOKEN"_s, u"Token is not active"_s);
            return true;
        case Fault::Reset:
            call.exchange->reset();
            return true;
        case Fault::Hang:
            m_hanging += call.exchange;
            return true;
        case Fault::LostAnswer:
            m_loseAnswer = true;
            return false;
        }
    }
    return false;
}

void MatrixDouble::dispatch(Call& call) {
    const QString room = call.segments.value(5);
    const bool ofRoom = call.request->path.startsWith(u"/_matrix/client/v3/rooms/");
    if (ofRoom && call.name != u"join" && (!m_rooms.contains(room) || !isJoined(room)))
        return refuse(call, 403, u"M_FORBIDDEN"_s, u"User %1 not in room %2"_s.arg(user, room));
    if (call.name == u"whoami")
        return ok(call, {{u"user_id"_s, user}, {u"device_id"_s, u"DEV"_s}});
    if (call.name == u"login")
        return login(call);
    if (call.name == u"sync")
        return sync(call);
    if (call.name == u"messages")
        return messages(call);
    if (call.name == u"send")
        return send(call);
    if (call.name == u"upload")
        return upload(call);
    if (call.name == u"download")
        return download(call, call.request->path.startsWith(u"/_matrix/client/"));
    if (call.name == u"join")
        return join(call);
    if (call.name == u"state")
        return m_rooms[room].encrypted ? ok(call, {{u"algorithm"_s, u"m.megolm.v1.aes-sha2"_s}})
                                       : refuse(call, 404, u"M_NOT_FOUND"_s, u"Event not found."_s);
    if (call.name == u"typing") {
        if (call.segments.value(7) != user)
            return refuse(call, 403, u"M_FORBIDDEN"_s, u"Cannot type for somebody else"_s);
        ++typings;
        return ok(call, {});
    }
    if (call.name == u"receipt" && call.segments.value(7) == u"m.read" && call.segments.value(8).startsWith(u'$')) {
        m_receipts += call.segments.value(8);
        return ok(call, {});
    }
    refuse(call, 404, u"M_UNRECOGNIZED"_s, u"Unrecognized request"_s);
}

void MatrixDouble::login(const Call& call) {
    if (call.body[u"type"] != QJsonValue(u"m.login.password"_s) ||
        call.body[u"identifier"][u"type"] != QJsonValue(u"m.id.user"_s))
        return refuse(call, 400, u"M_UNKNOWN"_s, u"Unknown login type"_s);
    const QString who = call.body[u"identifier"][u"user"].toString();
    if ((who != user && u'@' + who + u":example.org"_s != user) || call.body[u"password"].toString() != password)
        return refuse(call, 403, u"M_FORBIDDEN"_s, u"Invalid username or password"_s);
    token = u"syt_login_%1"_s.arg(++logins);
    m_tokens = {token};
    ok(call, {{u"user_id"_s, user}, {u"access_token"_s, token}, {u"device_id"_s, call.body[u"device_id"]}});
}

void MatrixDouble::sync(const Call& call) {
    const QUrlQuery& query = call.request->query;
    auto sync = std::make_unique<PendingSync>();
    sync->exchange = call.exchange;
    QJsonParseError problem;
    sync->filter =
        QJsonDocument::fromJson(query.queryItemValue(u"filter"_s, QUrl::FullyDecoded).toUtf8(), &problem).object();
    if (problem.error != QJsonParseError::NoError || !isGoodFilter(sync->filter))
        return refuse(call, 400, u"M_INVALID_PARAM"_s, u"Invalid filter"_s);
    const QString since = query.queryItemValue(u"since"_s, QUrl::FullyDecoded);
    sync->first = since.isEmpty();
    sync->since = sync->first ? 0 : placeOf(since);
    if (sync->since < 0 || sync->since > m_place)
        return refuse(call, 400, u"M_INVALID_PARAM"_s, u"Invalid stream token"_s);
    bool number = true;
    const int timeout = query.hasQueryItem(u"timeout"_s) ? query.queryItemValue(u"timeout"_s).toInt(&number) : 0;
    if (!number)
        return refuse(call, 400, u"M_INVALID_PARAM"_s, u"Invalid timeout"_s);
    m_confirmed = std::max(m_confirmed, sync->since);
    m_sync = std::move(sync);
    if (m_loseAnswer) {
        resetSync();
        return;
    }
    answerSync(timeout == 0 || !holdSyncs);
    if (!m_sync)
        return;
    m_sync->timer = std::make_unique<QTimer>();
    connect(m_sync->timer.get(), &QTimer::timeout, this, [this] { answerSync(true); });
    m_sync->timer->start(timeout);
}

QJsonObject MatrixDouble::roomAnswer(Room& room, const PendingSync& sync, QList<QByteArray>& raws, bool& anything) {
    const QJsonValue filter = sync.filter[u"room"];
    const bool isNew = sync.first || room.joinedAt > sync.since;
    QList<const Event*> news;
    for (const Event& event : room.events)
        if ((isNew || event.place > sync.since) && allows(filter[u"timeline"], event.type))
            news += &event;
    const qsizetype limit = filter[u"timeline"][u"limit"].toInt(10);
    const bool limited = news.size() > limit;
    const QList<const Event*> shown = news.mid(std::max<qsizetype>(0, news.size() - limit));
    QJsonArray timeline;
    QSet<QString> senders;
    for (const Event* event : shown) {
        if (event->raw.isEmpty()) {
            timeline += event->object;
            senders.insert(event->object[u"sender"].toString());
        } else {
            timeline += u"@raw%1@"_s.arg(raws.size());
            raws += event->raw;
        }
    }
    QJsonArray ephemeral;
    for (const auto& [place, object] : room.ephemeral)
        if (place > sync.since && allows(filter[u"ephemeral"], object[u"type"].toString()))
            ephemeral += object;
    QJsonArray state;
    if (isNew && allows(filter[u"state"], u"m.room.create"_s))
        state += QJsonObject{
            {u"type"_s, u"m.room.create"_s}, {u"state_key"_s, QString()}, {u"content"_s, QJsonObject()}};
    if (isNew && room.encrypted)
        state += QJsonObject{
            {u"type"_s, u"m.room.encryption"_s}, {u"state_key"_s, QString()}, {u"content"_s, QJsonObject()}};
    const bool redundant = filter[u"state"][u"include_redundant_members"].toBool();
    for (auto it = room.members.cbegin(); it != room.members.cend(); ++it)
        if (isNew || (redundant && senders.contains(it.key())))
            state += memberEvent(it.key(), *it);
    anything = anything || !timeline.isEmpty() || !ephemeral.isEmpty() || isNew;
    QJsonObject line{{u"events"_s, timeline}, {u"limited"_s, limited}};
    line[u"prev_batch"] = u"t%1"_s.arg(shown.isEmpty() ? m_place + 1 : shown.first()->place);
    return {{u"timeline"_s, line},
            {u"state"_s, QJsonObject{{u"events"_s, state}}},
            {u"ephemeral"_s, QJsonObject{{u"events"_s, ephemeral}}}};
}

void MatrixDouble::answerSync(bool evenEmpty) {
    if (!m_sync)
        return;
    QJsonObject joined;
    QJsonObject invited;
    QList<QByteArray> raws;
    bool anything = false;
    const QJsonValue rooms = m_sync->filter[u"room"][u"rooms"];
    for (auto& [id, room] : m_rooms) {
        if (rooms.isArray() && !rooms.toArray().contains(id))
            continue;
        const QString membership = room.members.value(user).membership;
        if (membership == u"join") {
            bool here = false;
            const QJsonObject answer = roomAnswer(room, *m_sync, raws, here);
            if (here)
                joined[id] = answer;
            anything = anything || here;
        } else if (membership == u"invite" && room.invitedAt > m_sync->since) {
            QJsonObject own = memberEvent(user, room.members.value(user));
            own[u"sender"] = room.inviter;
            QJsonObject content = own[u"content"].toObject();
            content[u"is_direct"] = room.direct;
            own[u"content"] = content;
            invited[id] = QJsonObject{
                {u"invite_state"_s,
                 QJsonObject{
                     {u"events"_s, QJsonArray{own, memberEvent(room.inviter, room.members.value(room.inviter))}}}}};
            anything = true;
        }
    }
    if (!anything && !evenEmpty)
        return;
    const auto sync = std::exchange(m_sync, nullptr);
    Call call;
    call.exchange = sync->exchange;
    ok(call,
       {{u"next_batch"_s, u"s%1"_s.arg(m_place)},
        {u"rooms"_s, QJsonObject{{u"join"_s, joined}, {u"invite"_s, invited}}}},
       raws);
}

void MatrixDouble::messages(const Call& call) {
    const QUrlQuery& query = call.request->query;
    const qint64 from = placeOf(query.queryItemValue(u"from"_s));
    const QString toText = query.queryItemValue(u"to"_s);
    const qint64 to = toText.isEmpty() ? 0 : placeOf(toText);
    if (query.queryItemValue(u"dir"_s) != u"b" || from < 0 || to < 0)
        return refuse(call, 400, u"M_INVALID_PARAM"_s, u"Bad parameter"_s);
    Room& room = m_rooms[call.segments.at(5)];
    const qsizetype limit = std::min<qsizetype>(query.queryItemValue(u"limit"_s).toInt(), pageSize);
    QJsonArray chunk;
    QList<QByteArray> raws;
    qint64 lowest = 0;
    for (auto it = room.events.crbegin(); it != room.events.crend() && chunk.size() < limit; ++it) {
        if (it->place > from || it->place <= to)
            continue;
        if (it->raw.isEmpty()) {
            chunk += it->object;
        } else {
            chunk += u"@raw%1@"_s.arg(raws.size());
            raws += it->raw;
        }
        lowest = it->place;
    }
    QJsonArray state;
    for (auto it = room.members.cbegin(); it != room.members.cend(); ++it)
        state += memberEvent(it.key(), *it);
    QJsonObject answer{{u"chunk"_s, chunk}, {u"state"_s, state}};
    if (lowest > 0)
        answer[u"end"] = u"t%1"_s.arg(lowest);
    ok(call, answer, raws);
}

void MatrixDouble::send(const Call& call) {
    const QString room = call.segments.at(5);
    const QString type = call.segments.value(7);
    const QString transaction = call.segments.value(8);
    if (type.isEmpty() || transaction.isEmpty() || call.segments.size() != 9)
        return refuse(call, 404, u"M_UNRECOGNIZED"_s, u"Unrecognized request"_s);
    if (compact(call.body).size() > MaxEventBytes)
        return refuse(call, 413, u"M_TOO_LARGE"_s, u"event too large"_s);
    if (!call.body[u"msgtype"].isString() || !call.body[u"body"].isString())
        return refuse(call, 400, u"M_BAD_JSON"_s, u"'body' not in content"_s);
    if (const QString known = m_transactions.value(transaction); !known.isEmpty())
        return ok(call, {{u"event_id"_s, known}});
    const QString id = append(room, {0,
                                     type,
                                     {{u"type"_s, type},
                                      {u"sender"_s, user},
                                      {u"content"_s, call.body},
                                      {u"unsigned"_s, QJsonObject{{u"transaction_id"_s, transaction}}}},
                                     {}});
    m_transactions.insert(transaction, id);
    m_sent += {room, id, transaction, call.body};
    ok(call, {{u"event_id"_s, id}});
}

void MatrixDouble::upload(const Call& call) {
    if (call.request->body.size() > MaxUpload)
        return refuse(call, 413, u"M_TOO_LARGE"_s, u"Cannot upload files larger than 50M"_s);
    ok(call, {{u"content_uri"_s, addMedia(call.request->body)}});
}

void MatrixDouble::download(const Call& call, bool authenticated) {
    if (authenticated && !authenticatedMedia)
        return refuse(call, 404, u"M_UNRECOGNIZED"_s, u"Unrecognized request"_s);
    // What was uploaded since then is only for those who show a token.
    const auto it = m_media.constFind(call.segments.last());
    if (it == m_media.cend() || (!authenticated && authenticatedMedia))
        return refuse(call, 404, u"M_NOT_FOUND"_s, u"Not found"_s);
    call.exchange->respond(200, *it, "application/octet-stream");
}

void MatrixDouble::join(const Call& call) {
    const QString id = call.segments.at(5);
    if (!m_rooms.contains(id) || m_rooms[id].members.value(user).membership.isEmpty())
        return refuse(call, 403, u"M_FORBIDDEN"_s, u"You are not invited to this room."_s);
    Room& room = m_rooms[id];
    if (room.members.value(user).membership != u"join") {
        room.members[user].membership = u"join"_s;
        room.joinedAt = ++m_place;
        QMetaObject::invokeMethod(
            this, [this] { answerSync(false); }, Qt::QueuedConnection);
    }
    ok(call, {{u"room_id"_s, id}});
}

} // namespace souffleur::test
