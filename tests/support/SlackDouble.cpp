// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "SlackDouble.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>

namespace souffleur::test {
namespace {
constexpr qsizetype HardTextLimit = 40'000;
const QString BotUser = u"U01BOT"_s;

QByteArray compact(const QJsonObject& object) {
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}
} // namespace

SlackDouble::SlackDouble(QObject* parent) : QObject(parent) {
    m_lastTs = QDateTime::currentSecsSinceEpoch() * 1'000'000;
    addUser(u"U01ALICE"_s, u"alice"_s, u"Alice Anderson"_s, u"alice@example.test"_s);
    addUser(BotUser, u"souffleur"_s, u"Souffleur"_s, {});
    m_http.setHandler(
        [this](const HttpDoubleRequest& request, const ExchangePtr& exchange) { handle(request, exchange); });
}

void SlackDouble::addUser(const QString& id, const QString& name, const QString& realName, const QString& email) {
    m_users[id] = {{u"id"_s, id},
                   {u"name"_s, name},
                   {u"is_bot"_s, id == BotUser},
                   {u"locale"_s, u"de-DE"_s},
                   {u"profile"_s, QJsonObject{{u"real_name"_s, realName}, {u"email"_s, email}}}};
    m_channels += directChannel(id);
}

QString SlackDouble::nextTs() {
    ++m_lastTs;
    return u"%1.%2"_s.arg(m_lastTs / 1'000'000).arg(m_lastTs % 1'000'000, 6, 10, QChar(u'0'));
}

// ------------------------------------------------------------------------------------------------ what customers
// do

QString SlackDouble::customerWrites(const QString& user, const QString& text, const QString& thread,
                                    const QString& channel) {
    if (!m_users.contains(user))
        addUser(user, user.toLower(), user, {});
    const QString ts = nextTs();
    const QString place = channel.isEmpty() ? directChannel(user) : channel;
    m_channels += place;
    m_texts[place + u':' + ts] = text;
    QJsonObject event{{u"type"_s, u"message"_s},
                      {u"channel"_s, place},
                      {u"channel_type"_s, channel.isEmpty() ? u"im"_s : u"channel"_s},
                      {u"user"_s, user},
                      {u"text"_s, text},
                      {u"ts"_s, ts},
                      {u"event_ts"_s, ts},
                      {u"client_msg_id"_s, u"c-"_s + ts}};
    if (!thread.isEmpty())
        event[u"thread_ts"] = thread;
    deliver(event);
    return ts;
}

QJsonObject SlackDouble::fileObject(const QString& id) const {
    const File file = m_files.value(id);
    return {{u"id"_s, id},
            {u"name"_s, file.name},
            {u"mimetype"_s, file.mimeType},
            {u"subtype"_s, file.subtype},
            {u"size"_s, file.content.size()},
            {u"mode"_s, u"hosted"_s},
            {u"url_private_download"_s, m_http.url(u"/files-pri/"_s + id + u"/download"_s).toString()}};
}

QString SlackDouble::customerSendsFile(const QString& user, const QString& name, const QString& mimeType,
                                       const QByteArray& content, const QString& text, const QString& subtype) {
    const QString id = u"F%1"_s.arg(++m_number, 6, 10, QChar(u'0'));
    m_files[id] = {name, mimeType, content, true, {}, subtype};
    const QString ts = nextTs();
    m_channels += directChannel(user);
    deliver({{u"type"_s, u"message"_s},
             {u"subtype"_s, u"file_share"_s},
             {u"channel"_s, directChannel(user)},
             {u"channel_type"_s, u"im"_s},
             {u"user"_s, user},
             {u"text"_s, text},
             {u"ts"_s, ts},
             {u"files"_s, QJsonArray{fileObject(id)}}});
    return ts;
}

void SlackDouble::customerEdits(const QString& user, const QString& ts, const QString& text) {
    const QString channel = directChannel(user);
    const QString before = std::exchange(m_texts[channel + u':' + ts], text);
    const auto message = [&](const QString& words) {
        return QJsonObject{{u"type"_s, u"message"_s},
                           {u"user"_s, user},
                           {u"text"_s, words},
                           {u"ts"_s, ts},
                           {u"edited"_s, QJsonObject{{u"user"_s, user}, {u"ts"_s, nextTs()}}}};
    };
    deliver({{u"type"_s, u"message"_s},
             {u"subtype"_s, u"message_changed"_s},
             {u"hidden"_s, true},
             {u"channel"_s, channel},
             {u"channel_type"_s, u"im"_s},
             {u"ts"_s, nextTs()},
             {u"message"_s, message(text)},
             {u"previous_message"_s, message(before)}});
}

void SlackDouble::customerDeletes(const QString& user, const QString& ts) {
    deliver({{u"type"_s, u"message"_s},
             {u"subtype"_s, u"message_deleted"_s},
             {u"hidden"_s, true},
             {u"channel"_s, directChannel(user)},
             {u"channel_type"_s, u"im"_s},
             {u"ts"_s, nextTs()},
             {u"deleted_ts"_s, ts}});
}

void SlackDouble::customerReacts(const QString& user, const QString& ts, const QString& name, bool added) {
    deliver(
        {{u"type"_s, added ? u"reaction_added"_s : u"reaction_removed"_s},
         {u"user"_s, user},
         {u"reaction"_s, name},
         {u"item"_s, QJsonObject{{u"type"_s, u"message"_s}, {u"channel"_s, directChannel(user)}, {u"ts"_s, ts}}},
         {u"event_ts"_s, nextTs()}});
}

void SlackDouble::deliver(const QJsonObject& event) {
    const QString id = u"env-%1"_s.arg(++m_number);
    const QJsonObject payload{{u"team_id"_s, u"T01"_s},
                              {u"api_app_id"_s, u"A01"_s},
                              {u"type"_s, u"event_callback"_s},
                              {u"event_id"_s, u"Ev%1"_s.arg(m_number)},
                              {u"event"_s, event}};
    deliverRaw(compact({{u"envelope_id"_s, id},
                        {u"type"_s, u"events_api"_s},
                        {u"accepts_response_payload"_s, false},
                        {u"payload"_s, payload}}),
               id);
}

void SlackDouble::deliverRaw(const QByteArray& envelope, const QString& envelopeId) {
    Envelope& waiting = m_waiting[envelopeId];
    waiting.bytes = envelope;
    push(waiting);
}

void SlackDouble::push(Envelope& envelope) {
    // The youngest connection gets it.
    for (auto it = m_sockets.rbegin(); it != m_sockets.rend(); ++it) {
        if (!*it || !(*it)->isOpen() || (*it)->silent)
            continue;
        QByteArray bytes = envelope.bytes;
        if (envelope.attempts > 0)
            bytes.replace(0, 1,
                          "{\"retry_attempt\":" + QByteArray::number(envelope.attempts) +
                              ",\"retry_reason\":\"timeout\",");
        ++envelope.attempts;
        return (*it)->send(bytes);
    }
}

void SlackDouble::redeliver() {
    for (auto& [id, envelope] : m_waiting)
        push(envelope);
}

// ------------------------------------------------------------------------------------------------ connections

void SlackDouble::accept(const HttpDoubleRequest& request, const ExchangePtr& exchange) {
    if (refusesHandshakes || !m_tickets.remove(request.query.queryItemValue(u"ticket"_s)))
        return exchange->respond(403, "ticket", "text/plain");
    auto* socket = WebSocketDouble::accept(m_http, request, exchange, this);
    if (!socket)
        return;
    m_sockets += socket;
    connect(socket, &WebSocketDouble::received, this, &SlackDouble::received);
    connect(socket, &WebSocketDouble::closed, socket, &QObject::deleteLater);
    ++helloCount;
    socket->send(compact({{u"type"_s, u"hello"_s},
                          {u"num_connections"_s, connectionsOpen()},
                          {u"connection_info"_s, QJsonObject{{u"app_id"_s, u"A01"_s}}}}));
    for (auto& [id, envelope] : m_waiting)
        push(envelope);
}

void SlackDouble::received(const QByteArray& text) {
    const QString id = QJsonDocument::fromJson(text).object()[u"envelope_id"].toString();
    if (m_waiting.erase(id) > 0)
        ++acknowledged;
    else
        ++strayAcknowledgements;
}

void SlackDouble::sendDisconnect(const QString& reason) {
    for (const auto& socket : m_sockets)
        if (socket)
            socket->send(compact({{u"type"_s, u"disconnect"_s}, {u"reason"_s, reason}}));
}

void SlackDouble::resetConnections() {
    for (const auto& socket : std::exchange(m_sockets, {}))
        if (socket)
            socket->reset();
}

void SlackDouble::goSilent() {
    for (const auto& socket : m_sockets)
        if (socket)
            socket->silent = true;
}

int SlackDouble::connectionsOpen() const {
    return int(std::count_if(m_sockets.begin(), m_sockets.end(),
                             [](const auto& socket) { return socket && socket->isOpen() && !socket->silent; }));
}

bool SlackDouble::isConnected() const {
    return connectionsOpen() > 0;
}

// ------------------------------------------------------------------------------------------------ the Web API

void SlackDouble::handle(const HttpDoubleRequest& request, const ExchangePtr& exchange) {
    if (request.path == u"/link/")
        return accept(request, exchange);
    if (request.path.startsWith(u"/files-pri/"))
        return download(request, exchange);
    if (request.path.startsWith(u"/upload/")) {
        const QString id = request.path.mid(8);
        if (request.method != "POST" || !m_files.contains(id) || m_files[id].content.size() != request.body.size())
            return exchange->respond(400, "bad upload", "text/plain");
        m_files[id].content = request.body;
        m_files[id].uploaded = true;
        return exchange->respond(200, "OK - " + QByteArray::number(request.body.size()), "text/plain");
    }
    Call call;
    call.exchange = exchange;
    call.method = request.path.section(u'/', 2);
    ++m_calls[call.method];
    m_authorization[call.method] = request.headers.value("authorization");
    if (!request.path.startsWith(u"/api/") || request.method != "POST")
        return exchange->respond(404, "not here", "text/plain");
    const QByteArray type = request.headers.value("content-type");
    if (type.startsWith("application/json")) {
        call.arguments = QJsonDocument::fromJson(request.body).object();
    } else {
        const QUrlQuery form(QString::fromLatin1(request.body));
        for (const auto& [name, value] : form.queryItems(QUrl::FullyDecoded))
            call.arguments[name] = value;
    }
    // Reading methods do not take JSON.
    static const QStringList formOnly{u"users.info"_s, u"conversations.history"_s, u"conversations.replies"_s,
                                      u"files.info"_s, u"files.getUploadURLExternal"_s};
    if (formOnly.contains(call.method) && type.startsWith("application/json"))
        return refuse(call, u"invalid_arguments"_s);
    const QByteArray token = request.headers.value("authorization").mid(7);
    if (!request.headers.value("authorization").startsWith("Bearer "))
        return refuse(call, u"not_authed"_s);
    const bool app = call.method == u"apps.connections.open";
    if (token != (app ? appToken : botToken).toLatin1())
        return refuse(call, token == (app ? botToken : appToken).toLatin1() ? u"not_allowed_token_type"_s
                                                                            : u"invalid_auth"_s);
    if (!applyFault(call))
        dispatch(call);
}

void SlackDouble::failNext(Fault fault, int times, const QString& method, int seconds) {
    m_faults.append({fault, times, method, seconds});
}

bool SlackDouble::applyFault(Call& call) {
    for (qsizetype i = 0; i < m_faults.size(); ++i) {
        PlannedFault& planned = m_faults[i];
        const bool send = call.method == u"chat.postMessage" || call.method == u"files.completeUploadExternal";
        if (planned.method.isEmpty() ? !send : planned.method != call.method)
            continue;
        const Fault fault = planned.fault;
        const int seconds = planned.seconds;
        if (--planned.times <= 0)
            m_faults.removeAt(i);
        switch (fault) {
        case Fault::RateLimited:
            call.exchange->respond(429, compact({{u"ok"_s, false}, {u"error"_s, u"ratelimited"_s}}),
                                   "application/json", {{"Retry-After", QByteArray::number(seconds)}});
            return true;
        case Fault::ServerError:
            call.exchange->respond(500, {}, "text/plain");
            return true;
        case Fault::BadGateway:
            call.exchange->respond(502, "<html><h1>502 Bad Gateway</h1></html>", "text/html");
            return true;
        case Fault::Garbage:
            call.exchange->respond(200, "<html>Welcome to our WiFi</html>", "text/html");
            return true;
        case Fault::InternalError:
            refuse(call, u"internal_error"_s);
            return true;
        case Fault::Unauthorized:
            refuse(call, u"token_revoked"_s);
            return true;
        case Fault::Reset:
            call.exchange->reset();
            return true;
        case Fault::LostAnswer:
            call.loseAnswer = true;
            return false;
        }
    }
    return false;
}

void SlackDouble::answer(const Call& call, QJsonObject result) {
    if (call.loseAnswer)
        return call.exchange->reset();
    result[u"ok"] = true;
    call.exchange->respond(200, compact(result));
}

void SlackDouble::refuse(const Call& call, const QString& error) {
    call.exchange->respond(200, compact({{u"ok"_s, false}, {u"error"_s, error}}));
}

bool SlackDouble::knowsChannel(const QString& channel) const {
    return m_channels.contains(channel);
}

void SlackDouble::dispatch(Call& call) {
    if (call.method == u"auth.test")
        return answer(call, {{u"user"_s, u"souffleur"_s}, {u"user_id"_s, BotUser}, {u"team"_s, u"Demo"_s}});
    if (call.method == u"apps.connections.open") {
        const QString ticket = u"t%1"_s.arg(++m_number);
        m_tickets += ticket;
        QUrl url = m_http.url(u"/link/"_s);
        url.setScheme(u"ws"_s);
        url.setQuery(u"ticket="_s + ticket);
        return answer(call, {{u"url"_s, url.toString()}});
    }
    if (call.method == u"users.info") {
        if (!answersProfiles)
            return;
        const QString user = call.arguments[u"user"].toString();
        if (!m_users.contains(user))
            return refuse(call, u"user_not_found"_s);
        return answer(call, {{u"user"_s, m_users.value(user)}});
    }
    if (call.method == u"chat.postMessage")
        return postMessage(call);
    if (call.method == u"conversations.history" || call.method == u"conversations.replies")
        return history(call);
    if (call.method == u"files.getUploadURLExternal")
        return uploadAddress(call);
    if (call.method == u"files.completeUploadExternal")
        return completeUpload(call);
    if (call.method == u"files.info")
        return fileInfo(call);
    refuse(call, u"unknown_method"_s);
}

void SlackDouble::postMessage(const Call& call) {
    const QString channel = call.arguments[u"channel"].toString();
    const QString text = call.arguments[u"text"].toString();
    if (!knowsChannel(channel))
        return refuse(call, u"channel_not_found"_s);
    if (text.trimmed().isEmpty())
        return refuse(call, u"no_text"_s);
    if (text.size() > HardTextLimit)
        return refuse(call, u"msg_too_long"_s);
    Sent sent;
    sent.channel = channel;
    sent.ts = nextTs();
    sent.text = text;
    sent.thread = call.arguments[u"thread_ts"].toString();
    sent.mrkdwn = call.arguments[u"mrkdwn"].toBool(true);
    sent.clientId = call.arguments[u"metadata"][u"event_payload"][u"client_id"].toString();
    m_sent += sent;
    m_texts[channel + u':' + sent.ts] = text;
    answer(call, {{u"channel"_s, channel}, {u"ts"_s, sent.ts}, {u"message"_s, QJsonObject{{u"text"_s, text}}}});
    // Slack tells an app about its own messages too.
    deliver({{u"type"_s, u"message"_s},
             {u"channel"_s, channel},
             {u"channel_type"_s, u"im"_s},
             {u"user"_s, BotUser},
             {u"bot_id"_s, u"B01"_s},
             {u"text"_s, text},
             {u"ts"_s, sent.ts}});
}

void SlackDouble::history(const Call& call) {
    const QString channel = call.arguments[u"channel"].toString();
    const QString thread = call.arguments[u"ts"].toString();
    const bool metadata = call.arguments[u"include_all_metadata"].toString() == u"true";
    QJsonArray messages;
    for (auto it = m_sent.rbegin(); it != m_sent.rend() && messages.size() < 50; ++it) {
        if (it->channel != channel || it->thread != thread)
            continue;
        QJsonObject message{{u"type"_s, u"message"_s}, {u"ts"_s, it->ts}, {u"text"_s, it->text}};
        if (metadata && !it->clientId.isEmpty())
            message[u"metadata"] = QJsonObject{{u"event_type"_s, u"souffleur_message"_s},
                                               {u"event_payload"_s, QJsonObject{{u"client_id"_s, it->clientId}}}};
        messages += message;
    }
    answer(call, {{u"messages"_s, messages}, {u"has_more"_s, false}});
}

void SlackDouble::uploadAddress(const Call& call) {
    const qint64 length = call.arguments[u"length"].toString().toLongLong();
    const QString name = call.arguments[u"filename"].toString();
    if (length <= 0 || name.isEmpty())
        return refuse(call, u"invalid_arguments"_s);
    const QString id = u"F%1"_s.arg(++m_number, 6, 10, QChar(u'0'));
    m_files[id] = {name, u"application/octet-stream"_s, QByteArray(length, '\0'), false, {}, {}};
    answer(call, {{u"upload_url"_s, m_http.url(u"/upload/"_s + id).toString()}, {u"file_id"_s, id}});
}

void SlackDouble::completeUpload(const Call& call) {
    const QString channel = call.arguments[u"channel_id"].toString();
    if (!knowsChannel(channel))
        return refuse(call, u"channel_not_found"_s);
    Sent sent;
    sent.channel = channel;
    sent.ts = nextTs();
    sent.thread = call.arguments[u"thread_ts"].toString();
    sent.text = call.arguments[u"initial_comment"].toString();
    QJsonArray files;
    for (const auto& value : call.arguments[u"files"].toArray()) {
        const QString id = value[u"id"].toString();
        if (!m_files.contains(id) || !m_files[id].uploaded || !m_files[id].shares.isEmpty())
            return refuse(call, u"file_not_found"_s);
        sent.fileNames += m_files[id].name;
        sent.contents += m_files[id].content;
        files += QJsonObject{{u"id"_s, id}};
    }
    if (sent.fileNames.isEmpty())
        return refuse(call, u"invalid_arguments"_s);
    for (const auto& value : files)
        m_files[value[u"id"].toString()].shares[channel] = sent.ts;
    m_sent += sent;
    answer(call, {{u"files"_s, files}});
}

void SlackDouble::fileInfo(const Call& call) {
    const QString id = call.arguments[u"file"].toString();
    if (!m_files.contains(id))
        return refuse(call, u"file_not_found"_s);
    QJsonObject file = fileObject(id);
    QJsonObject shares;
    for (const auto& [channel, ts] : m_files[id].shares.asKeyValueRange())
        shares[channel] = QJsonArray{QJsonObject{{u"ts"_s, ts}}};
    file[u"shares"] = QJsonObject{{u"private"_s, shares}};
    answer(call, {{u"file"_s, file}});
}

void SlackDouble::download(const HttpDoubleRequest& request, const ExchangePtr& exchange) {
    const QString id = request.path.section(u'/', 2, 2);
    // Without the token Slack shows its login page, with status 200.
    if (request.headers.value("authorization") != "Bearer " + botToken.toLatin1())
        return exchange->respond(200, "<!DOCTYPE html><title>Sign in</title>", "text/html");
    if (!m_files.contains(id))
        return exchange->respond(404, "gone", "text/plain");
    exchange->respond(200, m_files[id].content, m_files[id].mimeType.toLatin1());
}

} // namespace souffleur::test
