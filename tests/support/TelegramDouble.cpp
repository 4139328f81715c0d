// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "TelegramDouble.h"

#include "TelegramMultipart.h"

#include <QDateTime>
#include <QJsonDocument>

namespace souffleur::test {
namespace {

constexpr int MaxHoldSeconds = 50;
constexpr qint64 MaxDownload = 20 * 1024 * 1024;
constexpr qint64 MaxUpload = 50 * 1024 * 1024;
constexpr qint64 MaxPhoto = 10 * 1024 * 1024;

//! Without `allowed_updates`, reactions and member changes of others do not come.
const QStringList DefaultUpdates{u"message"_s, u"edited_message"_s, u"callback_query"_s, u"my_chat_member"_s};

qint64 number(const QJsonValue& value) {
    return value.isString() ? value.toString().toLongLong() : value.toInteger();
}

bool looksLikeImage(const QByteArray& bytes) {
    return bytes.startsWith("\x89PNG\r\n\x1a\n") || bytes.startsWith("\xff\xd8\xff") ||
           (bytes.startsWith("RIFF") && bytes.mid(8, 4) == "WEBP");
}

QByteArray compact(const QJsonObject& object) {
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace

TelegramDouble::TelegramDouble(QObject* parent) : QObject(parent) {
    m_http.setHandler(
        [this](const HttpDoubleRequest& request, const ExchangePtr& exchange) { handle(request, exchange); });
    connect(&m_http, &HttpDouble::disconnected, this, [this] {
        if (m_poll && !m_poll->exchange->isOpen())
            m_poll.reset();
    });
}

// ---------------------------------------------------------------------------------------------- what customers do

QJsonObject TelegramDouble::messageFrom(qint64 chatId, const QString& name, qint64 messageId) const {
    const QJsonObject person{{u"id"_s, chatId}, {u"first_name"_s, name}, {u"language_code"_s, u"de"_s}};
    QJsonObject from = person;
    from[u"is_bot"] = false;
    QJsonObject chat = person;
    chat.remove(u"language_code");
    chat[u"type"] = u"private"_s;
    return {{u"message_id"_s, messageId},
            {u"from"_s, from},
            {u"chat"_s, chat},
            {u"date"_s, QDateTime::currentSecsSinceEpoch()}};
}

QJsonObject TelegramDouble::newMessage(qint64 chatId, const QString& name) {
    Chat& chat = m_chats[chatId];
    chat.name = name;
    chat.messages.insert(m_nextMessageId);
    return messageFrom(chatId, name, m_nextMessageId++);
}

qint64 TelegramDouble::customerSends(qint64 chatId, const QString& name, const QJsonObject& content) {
    QJsonObject message = newMessage(chatId, name);
    for (auto it = content.begin(); it != content.end(); ++it)
        message[it.key()] = it.value();
    deliver(u"message"_s, message);
    return message[u"message_id"].toInteger();
}

qint64 TelegramDouble::customerWrites(qint64 chatId, const QString& name, const QString& text, qint64 replyTo) {
    QJsonObject content{{u"text"_s, text}};
    if (replyTo > 0)
        content[u"reply_to_message"] = messageFrom(chatId, name, replyTo);
    return customerSends(chatId, name, content);
}

QJsonObject TelegramDouble::addFile(const QByteArray& content, const QString& path) {
    const QString id = u"file-%1"_s.arg(m_files.size() + 1);
    m_files.insert(id, {path.arg(m_files.size() + 1), content});
    return {{u"file_id"_s, id}, {u"file_unique_id"_s, u"u"_s + id}, {u"file_size"_s, content.size()}};
}

qint64 TelegramDouble::customerSendsPhoto(qint64 chatId, const QString& name, const QByteArray& image,
                                          const QString& caption) {
    QJsonObject small = addFile(image.left(100), u"photos/thumb_%1.jpg"_s);
    small[u"width"] = 90;
    small[u"height"] = 60;
    QJsonObject large = addFile(image, u"photos/file_%1.jpg"_s);
    large[u"width"] = 1280;
    large[u"height"] = 853;
    QJsonObject content{{u"photo"_s, QJsonArray{small, large}}};
    if (!caption.isEmpty())
        content[u"caption"] = caption;
    return customerSends(chatId, name, content);
}

qint64 TelegramDouble::customerSendsDocument(qint64 chatId, const QString& name, const QString& fileName,
                                             const QByteArray& content, const QString& caption) {
    QJsonObject document = addFile(content, u"documents/file_%1"_s);
    document[u"file_name"] = fileName;
    document[u"mime_type"] = u"application/octet-stream"_s;
    QJsonObject message{{u"document"_s, document}};
    if (!caption.isEmpty())
        message[u"caption"] = caption;
    return customerSends(chatId, name, message);
}

void TelegramDouble::customerEdits(qint64 chatId, qint64 messageId, const QString& text) {
    QJsonObject message = messageFrom(chatId, m_chats.value(chatId).name, messageId);
    message[u"text"] = text;
    message[u"edit_date"] = QDateTime::currentSecsSinceEpoch();
    deliver(u"edited_message"_s, message);
}

QString TelegramDouble::customerPresses(qint64 chatId, qint64 messageId, const QString& data) {
    const QJsonObject message = messageFrom(chatId, m_chats.value(chatId).name, messageId);
    const QString id = QString::number(4'382'000'000'000'000'000 + m_openCallbacks.size());
    m_openCallbacks.insert(id);
    deliver(u"callback_query"_s, {{u"id"_s, id},
                                  {u"from"_s, message[u"from"]},
                                  {u"message"_s, message},
                                  {u"chat_instance"_s, u"-42"_s},
                                  {u"data"_s, data}});
    return id;
}

void TelegramDouble::customerBlocks(qint64 chatId, bool blocked) {
    m_chats[chatId].blocked = blocked;
    const QJsonObject message = messageFrom(chatId, m_chats[chatId].name, 0);
    const auto member = [](const QString& status) { return QJsonObject{{u"status"_s, status}}; };
    deliver(u"my_chat_member"_s, {{u"chat"_s, message[u"chat"]},
                                  {u"from"_s, message[u"from"]},
                                  {u"date"_s, message[u"date"]},
                                  {u"old_chat_member"_s, member(blocked ? u"member"_s : u"kicked"_s)},
                                  {u"new_chat_member"_s, member(blocked ? u"kicked"_s : u"member"_s)}});
}

qint64 TelegramDouble::deliver(const QString& kind, const QJsonObject& content) {
    const qint64 id = m_nextUpdateId++;
    push({id, kind, compact({{u"update_id"_s, id}, {kind, content}})});
    return id;
}

void TelegramDouble::deliverBroken(const QByteArray& rest) {
    const qint64 id = m_nextUpdateId++;
    push({id, {}, "{\"update_id\":" + QByteArray::number(id) + "," + rest});
}

void TelegramDouble::push(Update update) {
    const QStringList& allowed = m_allowed.isEmpty() ? DefaultUpdates : m_allowed;
    if (!update.kind.isEmpty() && !allowed.contains(update.kind))
        return;
    m_updates.emplace(update.id, std::move(update));
    answerPoll(false);
}

// ---------------------------------------------------------------------------------------------- the server

void TelegramDouble::failNext(Fault fault, int times, const QString& method, int seconds, int after) {
    m_faults.append({fault, times, method, seconds, after});
}

std::optional<TelegramDouble::Fault> TelegramDouble::faultFromName(const QString& name) {
    static const QHash<QString, Fault> names{
        {u"rate_limited"_s, Fault::RateLimited},  {u"server_error"_s, Fault::ServerError},
        {u"bad_gateway"_s, Fault::BadGateway},    {u"garbage"_s, Fault::Garbage},
        {u"unauthorized"_s, Fault::Unauthorized}, {u"reset"_s, Fault::Reset},
        {u"lost_answer"_s, Fault::LostAnswer},    {u"hang"_s, Fault::Hang}};
    const auto it = names.constFind(name);
    return it == names.cend() ? std::nullopt : std::optional(*it);
}

void TelegramDouble::resetPoll() {
    if (const auto poll = std::exchange(m_poll, nullptr))
        poll->exchange->reset();
}

QList<TelegramDouble::Sent> TelegramDouble::sentTo(qint64 chatId) const {
    QList<Sent> list;
    for (const Sent& sent : m_sent)
        if (sent.chatId == chatId)
            list += sent;
    return list;
}

QJsonObject TelegramDouble::state() const {
    QJsonObject calls;
    for (auto it = m_calls.cbegin(); it != m_calls.cend(); ++it)
        calls[it.key()] = it.value();
    return {{u"sent"_s, m_sent.size()},   {u"unconfirmed"_s, qint64(m_updates.size())},
            {u"polling"_s, isPolling()},  {u"conflicts"_s, m_conflicts},
            {u"calls"_s, calls},          {u"last_update_id"_s, lastUpdateId()},
            {u"chats"_s, m_chats.size()}, {u"malformed"_s, m_http.malformed}};
}

void TelegramDouble::handle(const HttpDoubleRequest& request, const ExchangePtr& exchange) {
    const QStringList parts = request.path.split(u'/');
    if (m_control && parts.value(1) == u"_control")
        return m_control(request, exchange);
    Call call;
    call.exchange = exchange;
    if (parts.value(1) == u"file") {
        if (parts.value(2) != u"bot"_s + token)
            return refuse(call, 401, u"Unauthorized"_s);
        return handleFile(request.path.section(u'/', 3), exchange);
    }
    if (parts.size() != 3 || !parts.at(1).startsWith(u"bot"))
        return refuse(call, 404, u"Not Found"_s);
    call.method = parts.at(2);
    ++m_calls[call.method];
    if (parts.at(1).mid(3) != token)
        return refuse(call, 401, u"Unauthorized"_s);
    if (!readArguments(request, call))
        return refuse(call, 400, u"Bad Request: can't parse request"_s);
    m_loseAnswer = false;
    if (!applyFault(call))
        dispatch(call);
    m_loseAnswer = false;
}

bool TelegramDouble::readArguments(const HttpDoubleRequest& request, Call& call) {
    for (const auto& [name, value] : request.query.queryItems(QUrl::FullyDecoded))
        call.arguments[name] = value;
    const QByteArray type = request.headers.value("content-type");
    if (request.method == "GET" || request.body.isEmpty())
        return true;
    if (type.startsWith("application/json")) {
        QJsonParseError error;
        const QJsonDocument document = QJsonDocument::fromJson(request.body, &error);
        if (error.error != QJsonParseError::NoError || !document.isObject())
            return false;
        const QJsonObject body = document.object();
        for (auto it = body.begin(); it != body.end(); ++it)
            call.arguments[it.key()] = it.value();
        return true;
    }
    if (type.startsWith("application/x-www-form-urlencoded")) {
        const QUrlQuery form(QString::fromLatin1(request.body).replace(u'+', u"%20"_s));
        for (const auto& [name, value] : form.queryItems(QUrl::FullyDecoded))
            call.arguments[name] = value;
        return true;
    }
    if (!type.startsWith("multipart/form-data"))
        return false;
    const auto fields = parseMultipart(request.body, type);
    if (!fields)
        return false;
    for (const MultipartField& field : *fields) {
        if (field.isFile) {
            call.fileField = field.name;
            call.fileName = field.fileName;
            call.fileType = field.mimeType;
            call.file = field.content;
        } else {
            const QJsonDocument nested = QJsonDocument::fromJson(field.content);
            call.arguments[field.name] =
                nested.isObject() ? QJsonValue(nested.object()) : QJsonValue(QString::fromUtf8(field.content));
        }
    }
    return true;
}

bool TelegramDouble::applyFault(const Call& call) {
    for (qsizetype i = 0; i < m_faults.size(); ++i) {
        PlannedFault& planned = m_faults[i];
        if (planned.method.isEmpty() ? call.method == u"getUpdates" : planned.method != call.method)
            continue;
        if (planned.after > 0) {
            --planned.after;
            continue;
        }
        const Fault fault = planned.fault;
        const int seconds = planned.seconds;
        if (--planned.times <= 0)
            m_faults.removeAt(i);
        switch (fault) {
        case Fault::RateLimited:
            refuse(call, 429, u"Too Many Requests: retry after %1"_s.arg(seconds), {{u"retry_after"_s, seconds}});
            return true;
        case Fault::ServerError:
            refuse(call, 500, u"Internal Server Error"_s);
            return true;
        case Fault::BadGateway:
            call.exchange->respond(502, "<html><h1>502 Bad Gateway</h1></html>", "text/html");
            return true;
        case Fault::Garbage:
            call.exchange->respond(200, "<html>Welcome to our WiFi</html>", "text/html");
            return true;
        case Fault::Unauthorized:
            refuse(call, 401, u"Unauthorized"_s);
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

void TelegramDouble::ok(const Call& call, const QJsonValue& result) {
    if (m_loseAnswer)
        return call.exchange->reset();
    call.exchange->respond(200, compact({{u"ok"_s, true}, {u"result"_s, result}}));
}

void TelegramDouble::refuse(const Call& call, int code, const QString& description, const QJsonObject& parameters) {
    ++m_refused[call.method];
    QJsonObject answer{{u"ok"_s, false}, {u"error_code"_s, code}, {u"description"_s, description}};
    if (!parameters.isEmpty())
        answer[u"parameters"] = parameters;
    call.exchange->respond(code, compact(answer));
}

void TelegramDouble::dispatch(const Call& call) {
    static const QStringList Sends{u"sendMessage"_s, u"sendPhoto"_s, u"sendDocument"_s,
                                   u"sendAudio"_s,   u"sendVideo"_s, u"sendVoice"_s};
    if (call.method == u"getUpdates")
        return getUpdates(call);
    if (Sends.contains(call.method))
        return send(call);
    if (call.method == u"getMe")
        return ok(call, QJsonObject{{u"id"_s, 123456},
                                    {u"is_bot"_s, true},
                                    {u"first_name"_s, u"Test shop"_s},
                                    {u"username"_s, botName}});
    if (call.method == u"getWebhookInfo")
        return ok(call, QJsonObject{{u"url"_s, m_webhook},
                                    {u"has_custom_certificate"_s, false},
                                    {u"pending_update_count"_s, qint64(m_updates.size())}});
    if (call.method == u"setWebhook" || call.method == u"deleteWebhook") {
        m_webhook = call.method == u"setWebhook" ? call.arguments[u"url"].toString() : QString();
        return ok(call, true);
    }
    if (call.method == u"sendChatAction") {
        const qint64 chat = number(call.arguments[u"chat_id"]);
        if (!m_chats.contains(chat))
            return refuse(call, 400, u"Bad Request: chat not found"_s);
        if (call.arguments[u"action"].toString() != u"typing")
            return refuse(call, 400, u"Bad Request: wrong parameter action in request"_s);
        return ok(call, true);
    }
    if (call.method == u"answerCallbackQuery")
        return answerCallback(call);
    if (call.method == u"getFile")
        return getFile(call);
    refuse(call, 404, u"Not Found"_s);
}

void TelegramDouble::getUpdates(const Call& call) {
    if (!m_webhook.isEmpty()) {
        auto poll = std::make_unique<Poll>();
        poll->exchange = call.exchange;
        return endPollWithConflict(std::move(poll),
                                   u"Conflict: can't use getUpdates method while webhook is active; use "
                                   "deleteWebhook to delete the webhook first"_s);
    }
    if (auto first = std::exchange(m_poll, nullptr); first && first->exchange->isOpen())
        endPollWithConflict(std::move(first), u"Conflict: terminated by other getUpdates request; make sure that "
                                              "only one bot instance is running"_s);
    const qint64 offset = number(call.arguments[u"offset"]);
    int limit = std::clamp(int(number(call.arguments[u"limit"])), 1, 100);
    if (!call.arguments.contains(u"limit"))
        limit = 100;
    int seconds = std::clamp(int(number(call.arguments[u"timeout"])), 0, MaxHoldSeconds);
    if (call.arguments.contains(u"allowed_updates")) {
        m_allowed.clear();
        for (const auto& kind : call.arguments[u"allowed_updates"].toArray())
            m_allowed += kind.toString();
    }
    // Whoever asks for the same once more right away is slowed down.
    if (offset == m_lastOffset && m_lastPolled.isValid()) {
        if (m_lastPolled.elapsed() < 3000)
            seconds = std::min(seconds, 3);
        if (m_lastPolled.elapsed() < 500)
            limit = 1;
    }
    m_lastOffset = offset;
    m_lastPolled.start();
    m_updates.erase(m_updates.begin(), m_updates.lower_bound(offset));
    m_poll = std::make_unique<Poll>();
    m_poll->exchange = call.exchange;
    m_poll->limit = limit;
    if (!m_updates.empty() || seconds == 0 || !holdPolls)
        return answerPoll(true);
    m_poll->timer = std::make_unique<QTimer>();
    m_poll->timer->setSingleShot(true);
    connect(
        m_poll->timer.get(), &QTimer::timeout, this, [this] { answerPoll(true); }, Qt::QueuedConnection);
    m_poll->timer->start(seconds * 1000);
}

void TelegramDouble::answerPoll(bool evenEmpty) {
    if (!m_poll || (m_updates.empty() && !evenEmpty))
        return;
    const auto poll = std::exchange(m_poll, nullptr);
    if (poll->timer)
        poll->timer.release()->deleteLater();
    if (!poll->exchange->isOpen())
        return;
    QByteArray body = "{\"ok\":true,\"result\":[";
    int count = 0;
    for (const auto& [id, update] : m_updates) {
        if (count == poll->limit)
            break;
        body += (count++ ? ",\n" : "") + update.raw;
        ++m_deliveries[id];
    }
    poll->exchange->respond(200, body + "]}");
}

void TelegramDouble::endPollWithConflict(std::unique_ptr<Poll> poll, const QString& description) {
    ++m_conflicts;
    QTimer::singleShot(conflictDelay, this, [this, exchange = poll->exchange, description] {
        Call call;
        call.method = u"getUpdates"_s;
        call.exchange = exchange;
        refuse(call, 409, description);
    });
}

//! An array in a JSON body, a string in a form.
QJsonArray TelegramDouble::entitiesOf(const Call& call) {
    const QJsonValue value = call.arguments[call.method == u"sendMessage" ? u"entities"_s : u"caption_entities"_s];
    return value.isString() ? QJsonDocument::fromJson(value.toString().toUtf8()).array() : value.toArray();
}

QString TelegramDouble::problemOf(const Call& call, const QString& text) const {
    const QJsonObject reply = call.arguments[u"reply_parameters"].toObject();
    if (!reply.isEmpty() && !reply[u"allow_sending_without_reply"].toBool() &&
        !m_chats.value(number(call.arguments[u"chat_id"])).messages.contains(number(reply[u"message_id"])))
        return u"message to be replied not found"_s;
    if (call.arguments.contains(u"parse_mode"))
        return u"unsupported parse_mode"_s;
    static const QStringList entities{u"bold"_s, u"italic"_s, u"strikethrough"_s,
                                      u"code"_s, u"pre"_s,    u"text_link"_s};
    for (const auto& entity : entitiesOf(call)) {
        const qint64 offset = number(entity[u"offset"]);
        const qint64 length = number(entity[u"length"]);
        if (!entities.contains(entity[u"type"].toString()) || offset < 0 || length <= 0 ||
            offset + length > text.size())
            return u"can't parse entities"_s;
        if (entity[u"type"].toString() == u"text_link" && !entity[u"url"].toString().startsWith(u"http"))
            return u"can't parse entities"_s;
    }
    if (call.method == u"sendMessage") {
        if (text.trimmed().isEmpty())
            return u"message text is empty"_s;
        return text.size() > 4096 ? u"message is too long"_s : QString();
    }
    const QString field = call.method.mid(4).toLower();
    if (call.fileField != field)
        return u"there is no %1 in the request"_s.arg(field);
    if (call.fileName.isEmpty() || call.file.isEmpty())
        return u"file must be non-empty"_s;
    if (text.size() > 1024)
        return u"message caption is too long"_s;
    if (field == u"photo" && call.file.size() > MaxPhoto)
        return u"file is too big"_s;
    if (field == u"photo" && !looksLikeImage(call.file))
        return u"IMAGE_PROCESS_FAILED"_s;
    return {};
}

void TelegramDouble::send(const Call& call) {
    const qint64 chatId = number(call.arguments[u"chat_id"]);
    if (call.file.size() > MaxUpload)
        return refuse(call, 413, u"Request Entity Too Large"_s);
    const auto chat = m_chats.find(chatId);
    if (chat == m_chats.end())
        return refuse(call, 400, u"Bad Request: chat not found"_s);
    if (chat->blocked)
        return refuse(call, 403, u"Forbidden: bot was blocked by the user"_s);
    const QString text =
        call.arguments[call.method == u"sendMessage" ? u"text"_s : u"caption"_s].toVariant().toString();
    if (const QString problem = problemOf(call, text); !problem.isEmpty())
        return refuse(call, 400, u"Bad Request: "_s + problem);
    Sent sent;
    sent.chatId = chatId;
    sent.messageId = m_nextMessageId++;
    sent.method = call.method;
    sent.text = text;
    sent.replyTo = number(call.arguments[u"reply_parameters"][u"message_id"]);
    sent.fileName = call.fileName;
    sent.mimeType = call.fileType;
    sent.content = call.file;
    sent.answered = !m_loseAnswer;
    chat->messages.insert(sent.messageId);
    m_sent += sent;
    QJsonObject message = messageFrom(chatId, chat->name, sent.messageId);
    message[u"from"] = QJsonObject{{u"id"_s, 123456}, {u"is_bot"_s, true}, {u"first_name"_s, u"Test shop"_s}};
    message[call.method == u"sendMessage" ? u"text"_s : u"caption"_s] = text;
    ok(call, message);
}

void TelegramDouble::answerCallback(const Call& call) {
    const QString id = call.arguments[u"callback_query_id"].toString();
    if (!m_openCallbacks.remove(id))
        return refuse(call, 400,
                      u"Bad Request: query is too old and response timeout expired or query ID is invalid"_s);
    m_answeredCallbacks.insert(id);
    ok(call, true);
}

void TelegramDouble::getFile(const Call& call) {
    const QString id = call.arguments[u"file_id"].toString();
    const auto it = m_files.constFind(id);
    if (it == m_files.cend())
        return refuse(call, 400, u"Bad Request: wrong file_id or the file is temporarily unavailable"_s);
    if (it->second.size() > MaxDownload)
        return refuse(call, 400, u"Bad Request: file is too big"_s);
    ok(call, QJsonObject{{u"file_id"_s, id},
                         {u"file_unique_id"_s, u"u"_s + id},
                         {u"file_size"_s, it->second.size()},
                         {u"file_path"_s, it->first}});
}

void TelegramDouble::handleFile(const QString& path, const ExchangePtr& exchange) {
    for (const auto& [name, content] : m_files)
        if (name == path)
            return exchange->respond(200, content, "application/octet-stream");
    Call call;
    call.exchange = exchange;
    refuse(call, 404, u"Not Found"_s);
}

} // namespace souffleur::test
