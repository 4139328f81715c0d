// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "DiscordDouble.h"

#include "support/TelegramMultipart.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QNetworkRequest>

namespace souffleur::test {
namespace {

constexpr int DirectMessages = 1 << 12;
constexpr int DirectReactions = 1 << 13;
constexpr int DirectTyping = 1 << 14;
constexpr int ServerMessages = 1 << 9;
constexpr int ServerReactions = 1 << 10;
constexpr int ServerTyping = 1 << 11;
constexpr int MessageContent = 1 << 15;
constexpr qsizetype MaxPayload = 4096;
constexpr int MaxText = 2000;
constexpr qint64 MaxFile = 10 * 1024 * 1024;
constexpr qint64 MaxRequest = 25 * 1024 * 1024;

QByteArray compact(const QJsonValue& value) {
    return value.isArray() ? QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact)
                           : QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact);
}

//! In the form that Discord has, with microseconds.
QString nowText() {
    return QDateTime::currentDateTimeUtc().toString(u"yyyy-MM-ddTHH:mm:ss.zzz"_s) + u"000+00:00"_s;
}

} // namespace

DiscordDouble::DiscordDouble(QObject* parent)
    : QObject(parent), m_gateway(u"gateway"_s, QWebSocketServer::NonSecureMode) {
    m_http.setHandler(
        [this](const HttpDoubleRequest& request, const ExchangePtr& exchange) { handle(request, exchange); });
    connect(&m_gateway, &QWebSocketServer::newConnection, this, &DiscordDouble::accept);
}

bool DiscordDouble::listen() {
    return m_http.listen() && m_gateway.listen(QHostAddress::LocalHost);
}

// ------------------------------------------------------------------------------------------------ what customers
// do

QString DiscordDouble::nextId() {
    m_nextId += 4'194'304; // a millisecond
    return QString::number(m_nextId);
}

QString DiscordDouble::directChannel(const QString& user) {
    QString& channel = m_direct[user];
    if (channel.isEmpty())
        channel = QString::number(600'000'000'000'000'000 + m_direct.size());
    return channel;
}

QString DiscordDouble::place(const QString& user, const QString& channel) {
    return channel.isEmpty() ? directChannel(user) : channel;
}

QJsonObject DiscordDouble::userOf(const QString& user) const {
    return {{u"id"_s, user},
            {u"username"_s, nameOf(user)},
            {u"global_name"_s, u"Kim "_s + user.right(3)},
            {u"discriminator"_s, u"0"_s},
            {u"avatar"_s, QJsonValue()}};
}

QString DiscordDouble::customerWrites(const QString& user, const QString& text, const QString& channel,
                                      const QJsonObject& more) {
    const QString where = place(user, channel);
    QJsonObject message{{u"id"_s, nextId()},
                        {u"channel_id"_s, where},
                        {u"author"_s, userOf(user)},
                        {u"content"_s, text},
                        {u"timestamp"_s, nowText()},
                        {u"edited_timestamp"_s, QJsonValue()},
                        {u"type"_s, 0},
                        {u"attachments"_s, QJsonArray()},
                        {u"mentions"_s, QJsonArray()},
                        {u"embeds"_s, QJsonArray()},
                        {u"pinned"_s, false},
                        {u"flags"_s, 0}};
    for (auto it = more.begin(); it != more.end(); ++it)
        message[it.key()] = it.value();
    m_messages[where] += message;
    QJsonObject live = withAddresses(message);
    if (!channel.isEmpty())
        live[u"guild_id"] = u"800000000000000001"_s;
    dispatch(u"MESSAGE_CREATE"_s, live);
    return message[u"id"].toString();
}

QJsonObject& DiscordDouble::stored(const QString& channel, const QString& message) {
    for (QJsonObject& one : m_messages[channel])
        if (one[u"id"].toString() == message)
            return one;
    qFatal("the double has no message %s", qPrintable(message));
}

void DiscordDouble::customerEdits(const QString& user, const QString& message, const QString& text,
                                  const QString& channel) {
    QJsonObject& one = stored(place(user, channel), message);
    one[u"content"] = text;
    one[u"edited_timestamp"] = nowText();
    QJsonObject live = withAddresses(one);
    if (!channel.isEmpty())
        live[u"guild_id"] = u"800000000000000001"_s;
    dispatch(u"MESSAGE_UPDATE"_s, live);
}

void DiscordDouble::customerDeletes(const QString& user, const QString& message, const QString& channel) {
    const QString where = place(user, channel);
    m_messages[where].removeIf([&](const QJsonObject& one) { return one[u"id"].toString() == message; });
    QJsonObject data{{u"id"_s, message}, {u"channel_id"_s, where}};
    if (!channel.isEmpty())
        data[u"guild_id"] = u"800000000000000001"_s;
    dispatch(u"MESSAGE_DELETE"_s, data);
}

void DiscordDouble::customerReacts(const QString& user, const QString& message, const QString& emoji, bool added,
                                   const QString& channel) {
    QJsonObject data{{u"user_id"_s, user},
                     {u"channel_id"_s, place(user, channel)},
                     {u"message_id"_s, message},
                     {u"emoji"_s, QJsonObject{{u"id"_s, QJsonValue()}, {u"name"_s, emoji}}}};
    if (!channel.isEmpty())
        data[u"guild_id"] = u"800000000000000001"_s;
    dispatch(added ? u"MESSAGE_REACTION_ADD"_s : u"MESSAGE_REACTION_REMOVE"_s, data);
}

void DiscordDouble::customerTypes(const QString& user, const QString& channel) {
    QJsonObject data{{u"user_id"_s, user},
                     {u"channel_id"_s, place(user, channel)},
                     {u"timestamp"_s, QDateTime::currentSecsSinceEpoch()}};
    if (!channel.isEmpty())
        data[u"guild_id"] = u"800000000000000001"_s;
    dispatch(u"TYPING_START"_s, data);
}

QJsonObject DiscordDouble::attachment(const QString& name, const QString& type, const QByteArray& content) {
    const QString id = nextId();
    m_files.insert(id, {name, content});
    return {{u"id"_s, id}, {u"filename"_s, name}, {u"content_type"_s, type}, {u"size"_s, content.size()}};
}

//! Addresses are made anew whenever a message is given out.
QJsonObject DiscordDouble::withAddresses(QJsonObject message) const {
    QJsonArray files = message[u"attachments"].toArray();
    for (QJsonValueRef value : files) {
        QJsonObject file = value.toObject();
        file[u"url"] = m_http.url(u"/attachments/"_s + file[u"id"].toString()).toString() + u"?ex="_s +
                       QString::number(m_addressRound);
        value = file;
    }
    message[u"attachments"] = files;
    return message;
}

// --------------------------------------------------------------------------------------------------------- gateway

bool DiscordDouble::wants(const QString& type, const QJsonObject& data) const {
    const bool server = data.contains(u"guild_id");
    int needed = server ? ServerMessages : DirectMessages;
    if (type.startsWith(u"MESSAGE_REACTION"))
        needed = server ? ServerReactions : DirectReactions;
    else if (type == u"TYPING_START")
        needed = server ? ServerTyping : DirectTyping;
    return (m_session->intents & needed) != 0;
}

void DiscordDouble::dispatch(const QString& type, const QJsonObject& data) {
    const bool always = type == u"READY" || type == u"RESUMED";
    if (!m_session || (!always && !wants(type, data)))
        return;
    QJsonObject given = data;
    // Without the privilege the words of others in servers are left out.
    if (data.contains(u"guild_id") && (m_session->intents & MessageContent) == 0 && data.contains(u"content"))
        given[u"content"] = QString();
    const QByteArray text =
        compact(QJsonObject{{u"op"_s, 0}, {u"s"_s, ++m_session->sequence}, {u"t"_s, type}, {u"d"_s, given}});
    if (!always)
        m_session->replay.append({m_session->sequence, text});
    sendRaw(text);
}

void DiscordDouble::sendRaw(const QByteArray& text) {
    if (isConnected() && !m_silent)
        m_client->sendTextMessage(QString::fromUtf8(text));
}

void DiscordDouble::sendNow(const QJsonObject& payload) {
    if (m_client && !m_silent)
        m_client->sendTextMessage(QString::fromUtf8(compact(payload)));
}

void DiscordDouble::accept() {
    auto* client = m_gateway.nextPendingConnection();
    if (m_client)
        m_client->abort();
    const QUrl url = client->requestUrl();
    if (client->request().rawHeader("User-Agent").isEmpty()) {
        ++refusedHandshakes;
        client->abort();
        client->deleteLater();
        return;
    }
    m_client = client;
    m_identified = false;
    m_silent = false;
    m_received = 0;
    connect(client, &QWebSocket::disconnected, client, &QObject::deleteLater);
    connect(client, &QWebSocket::textMessageReceived, this, [this, client](const QString& text) {
        if (client == m_client)
            received(text.toUtf8());
    });
    if (!url.query().contains(u"v=10") || !url.query().contains(u"encoding=json"))
        return refuseClient(4012);
    sendNow({{u"op"_s, 10}, {u"d"_s, QJsonObject{{u"heartbeat_interval"_s, heartbeatMs}}}});
}

void DiscordDouble::refuseClient(int code) {
    closedWith += code;
    closeGateway(code);
}

void DiscordDouble::closeGateway(int code) {
    if (m_client)
        m_client->close(QWebSocketProtocol::CloseCode(code));
    m_client = nullptr;
    m_identified = false;
}

void DiscordDouble::dropGateway() {
    if (m_client)
        m_client->abort();
    m_client = nullptr;
    m_identified = false;
}

void DiscordDouble::forgetSession() {
    m_session.reset();
}

void DiscordDouble::askReconnect() {
    sendNow({{u"op"_s, 7}, {u"d"_s, QJsonValue()}});
}

void DiscordDouble::invalidate(bool resume) {
    if (!resume)
        forgetSession();
    sendNow({{u"op"_s, 9}, {u"d"_s, resume}});
}

void DiscordDouble::received(const QByteArray& text) {
    if (text.size() > MaxPayload)
        return refuseClient(4002);
    if (++m_received > 120)
        return refuseClient(4008);
    const QJsonObject payload = QJsonDocument::fromJson(text).object();
    if (!payload[u"op"].isDouble())
        return refuseClient(4002);
    switch (payload[u"op"].toInt()) {
    case 1:
        ++heartbeats;
        if (acksHeartbeats)
            sendNow({{u"op"_s, 11}});
        return;
    case 2:
        return identify(payload[u"d"].toObject());
    case 6:
        return resume(payload[u"d"].toObject());
    default:
        return refuseClient(m_identified ? 4001 : 4003);
    }
}

void DiscordDouble::identify(const QJsonObject& data) {
    if (m_identified)
        return refuseClient(4005);
    ++identifies;
    --sessionsLeft;
    if (data[u"token"].toString() != token)
        return refuseClient(4004);
    if (!data[u"intents"].isDouble() || data[u"properties"][u"os"].toString().isEmpty())
        return refuseClient(4002);
    const int intents = data[u"intents"].toInt();
    if ((intents & MessageContent) != 0 && !mayReadContent)
        return refuseClient(4014);
    m_session = Session{u"session-%1"_s.arg(++m_sessions), intents, 0, {}};
    m_identified = true;
    dispatch(u"READY"_s,
             {{u"v"_s, 10},
              {u"user"_s, QJsonObject{{u"id"_s, selfId}, {u"username"_s, u"shop_bot"_s}, {u"bot"_s, true}}},
              {u"guilds"_s, QJsonArray()},
              {u"session_id"_s, m_session->id},
              {u"resume_gateway_url"_s, u"ws://127.0.0.1:%1"_s.arg(m_gateway.serverPort())},
              {u"application"_s, QJsonObject{{u"id"_s, selfId}, {u"flags"_s, 0}}}});
}

void DiscordDouble::resume(const QJsonObject& data) {
    if (m_identified)
        return refuseClient(4005);
    ++resumes;
    if (data[u"token"].toString() != token)
        return refuseClient(4004);
    if (!m_session || data[u"session_id"].toString() != m_session->id)
        return sendNow({{u"op"_s, 9}, {u"d"_s, false}});
    const qint64 sequence = data[u"seq"].toInteger(-1);
    if (sequence < 0 || sequence > m_session->sequence)
        return refuseClient(4007);
    m_identified = true;
    for (const auto& [number, text] : std::as_const(m_session->replay))
        if (number > sequence)
            sendRaw(text);
    dispatch(u"RESUMED"_s, {});
}

// -------------------------------------------------------------------------------------------------------------
// REST

void DiscordDouble::failNext(Fault fault, int times, const QString& route, double seconds, int after) {
    m_faults.append({fault, times, route, seconds, after});
}

void DiscordDouble::setBucket(int remaining, double resetAfter) {
    m_limits = {{"X-RateLimit-Limit", "5"},
                {"X-RateLimit-Remaining", QByteArray::number(remaining)},
                {"X-RateLimit-Reset-After", QByteArray::number(resetAfter)},
                {"X-RateLimit-Bucket", "abcd1234"}};
}

void DiscordDouble::answer(const ExchangePtr& exchange, int status, const QJsonValue& body) {
    if (m_loseAnswer)
        return exchange->reset();
    exchange->respond(status, status == 204 ? QByteArray() : compact(body), "application/json", m_limits);
}

void DiscordDouble::refuse(const ExchangePtr& exchange, int status, int code, const QString& message) {
    answer(exchange, status, QJsonObject{{u"message"_s, message}, {u"code"_s, code}});
}

void DiscordDouble::handle(const HttpDoubleRequest& request, const ExchangePtr& exchange) {
    if (request.path.startsWith(u"/attachments/"))
        return serveFile(request, exchange);
    // What stands before Discord's API turns away whoever does not say what it is.
    if (!request.headers.value("user-agent").startsWith("DiscordBot ("))
        return exchange->respond(403, "<html>error code: 1010</html>", "text/html");
    const QStringList parts = request.path.mid(qsizetype(QStringView(u"/api/v10/").size())).split(u'/');
    QString name = u"unknown"_s;
    if (parts == QStringList{u"gateway"_s, u"bot"_s})
        name = u"gateway"_s;
    else if (parts == QStringList{u"users"_s, u"@me"_s})
        name = u"me"_s;
    else if (parts == QStringList{u"applications"_s, u"@me"_s})
        name = u"application"_s;
    else if (parts == QStringList{u"users"_s, u"@me"_s, u"channels"_s} && request.method == "POST")
        name = u"direct"_s;
    else if (parts.value(0) == u"channels" && parts.size() == 2)
        name = u"channel"_s;
    else if (parts.value(2) == u"messages" && parts.size() == 3)
        name = request.method == "POST" ? u"messages"_s : u"history"_s;
    else if (parts.value(2) == u"messages" && parts.size() == 4)
        name = u"message"_s;
    else if (parts.value(2) == u"typing" && request.method == "POST")
        name = u"typing"_s;
    ++m_calls[name];
    if (request.headers.value("authorization") != "Bot " + token.toLatin1())
        return refuse(exchange, 401, 0, u"401: Unauthorized"_s);
    if (!applyFault(name, request, exchange))
        route(name, request, exchange);
    m_loseAnswer = false;
}

bool DiscordDouble::applyFault(const QString& name, const HttpDoubleRequest&, const ExchangePtr& exchange) {
    for (qsizetype i = 0; i < m_faults.size(); ++i) {
        Planned& planned = m_faults[i];
        if (planned.route != name)
            continue;
        if (planned.after > 0) {
            --planned.after;
            continue;
        }
        const Planned now = planned;
        if (--planned.times <= 0)
            m_faults.removeAt(i);
        const bool global = now.fault == Fault::GlobalLimit;
        switch (now.fault) {
        case Fault::RateLimited:
        case Fault::GlobalLimit:
            exchange->respond(429,
                              compact(QJsonObject{{u"message"_s, u"You are being rate limited."_s},
                                                  {u"retry_after"_s, now.seconds},
                                                  {u"global"_s, global}}),
                              "application/json",
                              {{"Retry-After", QByteArray::number(int(now.seconds) + 1)},
                               {"X-RateLimit-Scope", global ? "global" : "user"}});
            return true;
        case Fault::ServerError:
            refuse(exchange, 500, 0, u"500: Internal Server Error"_s);
            return true;
        case Fault::BadGateway:
            exchange->respond(502, "<html><h1>502 Bad Gateway</h1></html>", "text/html");
            return true;
        case Fault::Garbage:
            exchange->respond(200, "<html>Welcome to our WiFi</html>", "text/html");
            return true;
        case Fault::Unauthorized:
            refuse(exchange, 401, 0, u"401: Unauthorized"_s);
            return true;
        case Fault::Reset:
            exchange->reset();
            return true;
        case Fault::LostAnswer:
            m_loseAnswer = true;
            return false;
        }
    }
    return false;
}

void DiscordDouble::route(const QString& name, const HttpDoubleRequest& request, const ExchangePtr& exchange) {
    const QStringList parts = request.path.mid(qsizetype(QStringView(u"/api/v10/").size())).split(u'/');
    const QString channel = parts.value(1);
    if (name == u"gateway")
        return answer(exchange, 200,
                      QJsonObject{{u"url"_s, u"ws://127.0.0.1:%1"_s.arg(m_gateway.serverPort())},
                                  {u"shards"_s, 1},
                                  {u"session_start_limit"_s, QJsonObject{{u"total"_s, 1000},
                                                                         {u"remaining"_s, sessionsLeft},
                                                                         {u"reset_after"_s, 14'400'000},
                                                                         {u"max_concurrency"_s, 1}}}});
    if (name == u"me")
        return answer(exchange, 200,
                      QJsonObject{{u"id"_s, selfId}, {u"username"_s, u"shop_bot"_s}, {u"bot"_s, true}});
    if (name == u"application")
        return answer(exchange, 200, QJsonObject{{u"id"_s, selfId}, {u"flags"_s, mayReadContent ? 1 << 19 : 0}});
    if (name == u"direct") {
        const QString user = QJsonDocument::fromJson(request.body)[u"recipient_id"].toString();
        if (user.isEmpty())
            return refuse(exchange, 400, 50035, u"Invalid Form Body"_s);
        return answer(exchange, 200, QJsonObject{{u"id"_s, directChannel(user)}, {u"type"_s, 1}});
    }
    const QString user = m_direct.key(channel);
    if (user.isEmpty() && !serverChannels.contains(channel))
        return refuse(exchange, 404, 10003, u"Unknown Channel"_s);
    if (name == u"channel") {
        const QList<QJsonObject>& all = m_messages[channel];
        return answer(exchange, 200,
                      QJsonObject{{u"id"_s, channel},
                                  {u"name"_s, u"support"_s},
                                  {u"type"_s, user.isEmpty() ? 0 : 1},
                                  {u"last_message_id"_s, all.isEmpty() ? QJsonValue() : all.last()[u"id"]}});
    }
    if (name == u"history")
        return history(channel, request, exchange);
    if (name == u"message") {
        for (const QJsonObject& message : m_messages[channel])
            if (message[u"id"].toString() == parts.value(3))
                return answer(exchange, 200, withAddresses(message));
        return refuse(exchange, 404, 10008, u"Unknown Message"_s);
    }
    if (name == u"typing")
        return answer(exchange, 204, {});
    if (name == u"messages")
        return post(channel, request, exchange);
    refuse(exchange, 404, 0, u"404: Not Found"_s);
}

void DiscordDouble::history(const QString& channel, const HttpDoubleRequest& request, const ExchangePtr& exchange) {
    const qint64 after = request.query.queryItemValue(u"after"_s).toLongLong();
    const int limit = request.query.queryItemValue(u"limit"_s).toInt();
    if (limit < 1 || limit > 100)
        return refuse(exchange, 400, 50035, u"Invalid Form Body"_s);
    QList<QJsonObject> page;
    for (const QJsonObject& message : m_messages[channel])
        if (message[u"id"].toString().toLongLong() > after && page.size() < limit)
            page += message;
    QJsonArray newestFirst;
    for (auto it = page.crbegin(); it != page.crend(); ++it)
        newestFirst += withAddresses(*it);
    if (std::exchange(m_holdsHistory, false)) {
        m_heldHistory = [this, exchange, newestFirst] { answer(exchange, 200, newestFirst); };
        return;
    }
    answer(exchange, 200, newestFirst);
}

void DiscordDouble::post(const QString& channel, const HttpDoubleRequest& request, const ExchangePtr& exchange) {
    Sent sent;
    sent.channel = channel;
    QByteArray json = request.body;
    qint64 bytes = 0;
    const QByteArray type = request.headers.value("content-type");
    if (type.startsWith("multipart/form-data")) {
        const auto fields = parseMultipart(request.body, type);
        if (!fields)
            return refuse(exchange, 400, 50035, u"Invalid Form Body"_s);
        for (const MultipartField& field : *fields) {
            if (field.name == u"payload_json") {
                json = field.content;
            } else if (field.isFile && field.name == u"files[%1]"_s.arg(sent.files.size())) {
                sent.files.append({field.fileName, field.content});
                bytes += field.content.size();
                if (field.content.size() > MaxFile)
                    return refuse(exchange, 413, 40005, u"Request entity too large"_s);
            }
        }
    } else if (!type.startsWith("application/json")) {
        return refuse(exchange, 400, 50109, u"The request body contains invalid JSON."_s);
    }
    if (bytes > MaxRequest || sent.files.size() > 10)
        return refuse(exchange, 413, 40005, u"Request entity too large"_s);
    QJsonParseError problem;
    const QJsonDocument body = QJsonDocument::fromJson(json, &problem);
    if (problem.error != QJsonParseError::NoError || !body.isObject())
        return refuse(exchange, 400, 50109, u"The request body contains invalid JSON."_s);
    sent.content = body[u"content"].toString();
    sent.nonce = body[u"nonce"].toString();
    sent.replyTo = body[u"message_reference"][u"message_id"].toString();
    for (const QJsonValue& user : body[u"allowed_mentions"][u"users"].toArray())
        sent.mentioned += user.toString();
    if (sent.content.size() > MaxText || sent.nonce.size() > 25 ||
        body[u"attachments"].toArray().size() != sent.files.size())
        return refuse(exchange, 400, 50035, u"Invalid Form Body"_s);
    if (sent.content.isEmpty() && sent.files.isEmpty())
        return refuse(exchange, 400, 50006, u"Cannot send an empty message"_s);
    if (m_closed.contains(m_direct.key(channel)))
        return refuse(exchange, 403, 50007, u"Cannot send messages to this user"_s);
    if (body[u"enforce_nonce"].toBool() && keepsNonces && m_nonces.contains(sent.nonce))
        return answer(exchange, 200, stored(channel, m_nonces.value(sent.nonce)));
    sent.id = nextId();
    m_nonces.insert(sent.nonce, sent.id);
    QJsonObject message{
        {u"id"_s, sent.id},
        {u"channel_id"_s, channel},
        {u"content"_s, sent.content},
        {u"nonce"_s, sent.nonce},
        {u"type"_s, sent.replyTo.isEmpty() ? 0 : 19},
        {u"timestamp"_s, nowText()},
        {u"edited_timestamp"_s, QJsonValue()},
        {u"author"_s, QJsonObject{{u"id"_s, selfId}, {u"username"_s, u"shop_bot"_s}, {u"bot"_s, true}}}};
    m_sent += sent;
    m_messages[channel] += message;
    answer(exchange, 200, message);
    if (!m_direct.key(channel).isEmpty())
        return dispatch(u"MESSAGE_CREATE"_s, message);
    message[u"guild_id"] = u"800000000000000001"_s;
    dispatch(u"MESSAGE_CREATE"_s, message);
}

void DiscordDouble::echoLast() {
    const Sent& last = m_sent.last();
    dispatch(u"MESSAGE_CREATE"_s, stored(last.channel, last.id));
}

void DiscordDouble::serveFile(const HttpDoubleRequest& request, const ExchangePtr& exchange) {
    if (request.headers.contains("authorization"))
        ++tokensElsewhere;
    const auto file = m_files.constFind(request.path.section(u'/', 2, 2));
    if (file == m_files.cend() || request.query.queryItemValue(u"ex"_s).toInt() != m_addressRound)
        return exchange->respond(404, "This content is no longer available.", "text/plain");
    exchange->respond(200, file->content, "application/octet-stream");
}

} // namespace souffleur::test
