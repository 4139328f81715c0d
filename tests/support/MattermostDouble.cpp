// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "MattermostDouble.h"

#include "TelegramMultipart.h"

#include <QJsonDocument>

namespace souffleur::test {
namespace {

QByteArray compact(const QJsonObject& object) {
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QString text(const QJsonObject& object) {
    return QString::fromUtf8(compact(object));
}

} // namespace

QString MattermostDouble::id(const QString& name) {
    return name.leftJustified(26, u'0', true);
}

MattermostDouble::MattermostDouble(QObject* parent) : QObject(parent) {
    m_names.insert(user, u"support"_s);
    m_http.setHandler(
        [this](const HttpDoubleRequest& request, const ExchangePtr& exchange) { handle(request, exchange); });
}

// ---------------------------------------------------------------------------------------------- what customers do

QString MattermostDouble::direct(const QString& customer) {
    const QString channel = id(u"dm"_s + customer);
    m_names.insert(id(customer), customer);
    m_channels[channel] = {u"D"_s, {user, id(customer)}, 0};
    return channel;
}

QString MattermostDouble::open(const QString& name) {
    const QString channel = id(u"open"_s + name);
    m_channels[channel] = {u"O"_s, {user}, 0};
    return channel;
}

QString MattermostDouble::newPost(QJsonObject post) {
    const qint64 now = ++serverTime;
    const QString postId = id(u"post%1x"_s.arg(m_posts.size() + 1));
    post[u"id"] = postId;
    post[u"create_at"] = now;
    post[u"update_at"] = now;
    post[u"edit_at"] = 0;
    post[u"delete_at"] = 0;
    post[u"type"] = QString();
    m_posts += post;
    m_channels[post[u"channel_id"].toString()].lastPostAt = now;
    publishPost(u"posted"_s, post);
    return postId;
}

QString MattermostDouble::writes(const QString& channel, const QString& customer, const QString& words,
                                 const QString& root) {
    m_names.insert(id(customer), customer);
    return newPost(
        {{u"user_id"_s, id(customer)}, {u"channel_id"_s, channel}, {u"message"_s, words}, {u"root_id"_s, root}});
}

QString MattermostDouble::sendsFile(const QString& channel, const QString& customer, const QString& name,
                                    const QByteArray& content, const QString& words, const QString& type) {
    const QString file = id(u"file%1x"_s.arg(m_files.size() + 1));
    m_files.insert(file, {name, content});
    const QJsonObject fact{{u"id"_s, file}, {u"name"_s, name}, {u"mime_type"_s, type}, {u"size"_s, content.size()},
                           {u"width"_s, 3}, {u"height"_s, 4}};
    return newPost({{u"user_id"_s, id(customer)},
                    {u"channel_id"_s, channel},
                    {u"message"_s, words},
                    {u"file_ids"_s, QJsonArray{file}},
                    {u"metadata"_s, QJsonObject{{u"files"_s, QJsonArray{fact}}}}});
}

void MattermostDouble::edits(const QString& post, const QString& words) {
    for (QJsonObject& one : m_posts)
        if (one[u"id"].toString() == post) {
            one[u"message"] = words;
            one[u"edit_at"] = one[u"update_at"] = ++serverTime;
            publishPost(u"post_edited"_s, one);
        }
}

void MattermostDouble::deletes(const QString& post) {
    for (QJsonObject& one : m_posts)
        if (one[u"id"].toString() == post) {
            const QJsonObject before = one;
            one[u"delete_at"] = one[u"update_at"] = ++serverTime;
            publishPost(u"post_deleted"_s, before);
        }
}

void MattermostDouble::reacts(const QString& post, const QString& customer, const QString& emoji, bool removed) {
    for (const QJsonObject& one : std::as_const(m_posts))
        if (one[u"id"].toString() == post)
            publish(removed ? u"reaction_removed"_s : u"reaction_added"_s, one[u"channel_id"].toString(),
                    {{u"reaction"_s,
                      text({{u"user_id"_s, id(customer)}, {u"post_id"_s, post}, {u"emoji_name"_s, emoji}})}});
}

void MattermostDouble::types(const QString& channel, const QString& customer) {
    publish(u"typing"_s, channel, {{u"user_id"_s, id(customer)}, {u"parent_id"_s, QString()}});
}

void MattermostDouble::publishPost(const QString& event, const QJsonObject& post) {
    const QString channel = post[u"channel_id"].toString();
    QJsonObject data{{u"post"_s, text(post)}};
    if (event == u"posted") {
        data[u"channel_type"] = m_channels[channel].type;
        data[u"sender_name"] = u'@' + m_names.value(post[u"user_id"].toString());
    }
    publish(event, channel, data);
}

void MattermostDouble::publish(const QString& event, const QString& channel, const QJsonObject& data) {
    push(compact({{u"event"_s, event},
                  {u"data"_s, data},
                  {u"broadcast"_s, QJsonObject{{u"channel_id"_s, channel}}},
                  {u"seq"_s, m_connection.next}}));
}

void MattermostDouble::deliver(const QByteArray& words) {
    push(QByteArray(words).replace("%1", QByteArray::number(m_connection.next)));
}

void MattermostDouble::push(const QByteArray& words) {
    if (m_connection.id.isEmpty())
        return;
    const qint64 number = m_connection.next++;
    if (m_lose > 0) {
        --m_lose;
        return;
    }
    m_connection.kept.emplace(number, words);
    if (m_connection.kept.size() > 128)
        m_connection.kept.erase(m_connection.kept.begin());
    if (isConnected())
        m_socket->send(words);
}

void MattermostDouble::goSilent() {
    if (m_socket)
        m_socket->silent = true;
}

qsizetype MattermostDouble::postsSince(qint64 ms) const {
    return std::count_if(m_posts.cbegin(), m_posts.cend(), [&](const QJsonObject& post) {
        return post[u"create_at"].toInteger() > ms && post[u"user_id"].toString() != user;
    });
}

// ------------------------------------------------------------------------------------------------------ the server

void MattermostDouble::failNext(Fault fault, int times, const QString& call, int after) {
    m_faults.append({fault, times, call, after});
}

void MattermostDouble::cutSocket() {
    if (m_socket)
        m_socket->reset();
    m_greeted = false;
}

void MattermostDouble::ok(const ExchangePtr& exchange, const QJsonValue& value, int status) {
    if (m_loseAnswer)
        return exchange->reset();
    exchange->respond(status, value.isArray() ? QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact)
                                              : compact(value.toObject()));
}

void MattermostDouble::refuse(const ExchangePtr& exchange, int status, const QString& error) {
    exchange->respond(
        status,
        compact(
            {{u"id"_s, error}, {u"message"_s, u"words"_s}, {u"request_id"_s, u"r"_s}, {u"status_code"_s, status}}));
}

void MattermostDouble::handle(const HttpDoubleRequest& request, const ExchangePtr& exchange) {
    const QStringList s = request.path.mid(1).split(u'/');
    if (s.value(0) != u"api" || s.value(1) != u"v4")
        return exchange->respond(404, "404 page not found", "text/plain");
    const bool get = request.method == "GET";
    const QString first = s.value(2);
    QString call;
    if (first == u"system" && s.value(3) == u"ping")
        return ok(exchange, QJsonObject{{u"status"_s, u"OK"_s}});
    if (first == u"websocket")
        call = u"socket"_s;
    else if (first == u"users" && s.value(3) == u"me" && get)
        call = s.value(4) == u"channels" ? u"channels"_s : u"me"_s;
    else if (first == u"users" && s.value(3) == u"ids" && !get)
        call = u"profiles"_s;
    else if (first == u"channels" && s.value(4) == u"posts" && get)
        call = u"posts"_s;
    else if (first == u"channels" && s.value(3) == u"members" && s.value(5) == u"view" && !get)
        call = u"view"_s;
    else if (first == u"posts")
        call = get ? u"post"_s : u"send"_s;
    else if (first == u"files")
        call = get ? u"download"_s : u"upload"_s;
    if (call.isEmpty())
        return refuse(exchange, 404, u"api.context.404.app_error"_s);
    ++m_calls[call];
    if (request.headers.value("authorization") != "Bearer " + token.toLatin1())
        return refuse(exchange, 401, u"api.context.session_expired.app_error"_s);
    m_loseAnswer = false;
    if (!applyFault(call, exchange))
        dispatch(call, s, request, exchange);
    m_loseAnswer = false;
}

bool MattermostDouble::applyFault(const QString& call, const ExchangePtr& exchange) {
    for (qsizetype i = 0; i < m_faults.size(); ++i) {
        PlannedFault& planned = m_faults[i];
        if (planned.call != call)
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
            exchange->respond(429, "limit exceeded", "text/plain",
                              {{"X-Ratelimit-Reset", QByteArray::number(limitSeconds)}});
            return true;
        case Fault::ServerError:
            refuse(exchange, 500, u"app.server.app_error"_s);
            return true;
        case Fault::BadGateway:
            exchange->respond(502, "<html><h1>502 Bad Gateway</h1></html>", "text/html");
            return true;
        case Fault::Garbage:
            exchange->respond(200, "<html>please sign in</html>", "text/html");
            return true;
        case Fault::Unauthorized:
            refuse(exchange, 401, u"api.context.session_expired.app_error"_s);
            return true;
        case Fault::Reset:
            exchange->reset();
            return true;
        case Fault::Hang:
            m_hanging += exchange;
            return true;
        case Fault::LostAnswer:
            m_loseAnswer = true;
            return false;
        }
    }
    return false;
}

QJsonObject MattermostDouble::profile(const QString& who) const {
    const QString name = m_names.value(who);
    return {{u"id"_s, who},
            {u"username"_s, name},
            {u"first_name"_s, name.left(1).toUpper() + name.mid(1)},
            {u"last_name"_s, QString()},
            {u"locale"_s, u"de"_s}};
}

void MattermostDouble::dispatch(const QString& call, const QStringList& s, const HttpDoubleRequest& request,
                                const ExchangePtr& exchange) {
    if (call == u"socket")
        return openSocket(request, exchange);
    if (call == u"me")
        return ok(exchange, profile(user));
    if (call == u"channels") {
        QJsonArray list;
        for (auto it = m_channels.cbegin(); it != m_channels.cend(); ++it)
            if (it->members.contains(user))
                list +=
                    QJsonObject{{u"id"_s, it.key()}, {u"type"_s, it->type}, {u"last_post_at"_s, it->lastPostAt}};
        return ok(exchange, list);
    }
    if (call == u"profiles") {
        const QJsonDocument ids = QJsonDocument::fromJson(request.body);
        if (!ids.isArray() || ids.array().isEmpty())
            return refuse(exchange, 400, u"api.context.invalid_body_param.app_error"_s);
        QJsonArray list;
        for (const auto& value : ids.array())
            if (m_names.contains(value.toString()))
                list += profile(value.toString());
        return ok(exchange, list);
    }
    if (call == u"posts")
        return listPosts(s.value(3), request, exchange);
    if (call == u"send")
        return sendPost(request, exchange);
    if (call == u"upload")
        return upload(request, exchange);
    if (call == u"view") {
        m_viewed += QJsonDocument::fromJson(request.body)[u"channel_id"].toString();
        return ok(exchange, QJsonObject{{u"status"_s, u"OK"_s}});
    }
    if (call == u"post") {
        for (const QJsonObject& post : std::as_const(m_posts))
            if (post[u"id"].toString() == s.value(3))
                return ok(exchange, post);
        return refuse(exchange, 404, u"app.post.get.app_error"_s);
    }
    const auto file = m_files.constFind(s.value(3));
    if (file == m_files.cend())
        return refuse(exchange, 404, u"app.file_info.get.app_error"_s);
    exchange->respond(200, file->second, "application/octet-stream");
}

void MattermostDouble::listPosts(const QString& channel, const HttpDoubleRequest& request,
                                 const ExchangePtr& exchange) {
    if (!m_channels.contains(channel) || !m_channels[channel].members.contains(user))
        return refuse(exchange, 403, u"api.context.permissions.app_error"_s);
    const QString since = request.query.queryItemValue(u"since"_s);
    const bool paged = request.query.hasQueryItem(u"page"_s);
    if (!since.isEmpty() && paged)
        return refuse(exchange, 400, u"api.context.invalid_url_param.app_error"_s);
    QList<QJsonObject> found;
    for (const QJsonObject& post : std::as_const(m_posts))
        if (post[u"channel_id"].toString() == channel &&
            (since.isEmpty() ? post[u"delete_at"].toInteger() == 0
                             : post[u"update_at"].toInteger() > since.toLongLong()))
            found += post;
    if (paged) {
        const int size = request.query.queryItemValue(u"per_page"_s).toInt();
        const qsizetype end = found.size() - request.query.queryItemValue(u"page"_s).toInt() * size;
        found = end <= 0 ? QList<QJsonObject>()
                         : found.mid(std::max<qsizetype>(0, end - size), std::min<qsizetype>(size, end));
    } else {
        found = found.mid(std::max<qsizetype>(0, found.size() - 1000));
    }
    QJsonObject posts;
    QJsonArray order;
    for (const QJsonObject& post : std::as_const(found)) {
        posts[post[u"id"].toString()] = post;
        if (post[u"delete_at"].toInteger() == 0)
            order.prepend(post[u"id"]);
    }
    const QJsonObject list{{u"order"_s, order}, {u"posts"_s, posts}};
    if (std::exchange(m_holds, false))
        m_held = [this, exchange, list] { ok(exchange, list); };
    else
        ok(exchange, list);
}

void MattermostDouble::sendPost(const HttpDoubleRequest& request, const ExchangePtr& exchange) {
    const QJsonObject body = QJsonDocument::fromJson(request.body).object();
    const QString channel = body[u"channel_id"].toString();
    if (channel.isEmpty())
        return refuse(exchange, 400, u"api.context.invalid_body_param.app_error"_s);
    if (!m_channels.contains(channel) || !m_channels[channel].members.contains(user))
        return refuse(exchange, 403, u"api.context.permissions.app_error"_s);
    if (body[u"message"].toString().toUcs4().size() > 16'383)
        return refuse(exchange, 400, u"model.post.is_valid.message_length.app_error"_s);
    for (const auto& file : body[u"file_ids"].toArray())
        if (!m_files.contains(file.toString()))
            return refuse(exchange, 400, u"api.post.create_post.attach_files.error"_s);
    if (const QString root = body[u"root_id"].toString(); !root.isEmpty()) {
        const auto is = [&](const QJsonObject& post) {
            return post[u"id"].toString() == root && post[u"root_id"].toString().isEmpty();
        };
        if (std::none_of(m_posts.cbegin(), m_posts.cend(), is))
            return refuse(exchange, 400, u"api.post.create_post.root_id.app_error"_s);
    }
    const QString pending = body[u"pending_post_id"].toString();
    if (const QString known = m_pending.value(pending); !pending.isEmpty() && !known.isEmpty()) {
        for (const QJsonObject& post : std::as_const(m_posts))
            if (post[u"id"].toString() == known)
                return ok(exchange, post, 201);
    }
    QJsonObject post = body;
    post[u"user_id"] = user;
    post.remove(u"pending_post_id");
    const QString postId = newPost(post);
    if (!pending.isEmpty())
        m_pending.insert(pending, postId);
    m_sent += m_posts.last();
    ok(exchange, m_posts.last(), 201);
}

void MattermostDouble::upload(const HttpDoubleRequest& request, const ExchangePtr& exchange) {
    const auto fields = parseMultipart(request.body, request.headers.value("content-type"));
    QString channel;
    QJsonArray infos;
    if (fields)
        for (const MultipartField& field : *fields) {
            if (!field.isFile) {
                channel = field.name == u"channel_id" ? QString::fromUtf8(field.content) : channel;
                continue;
            }
            const QString file = id(u"file%1x"_s.arg(m_files.size() + 1));
            m_files.insert(file, {field.fileName, field.content});
            infos += QJsonObject{{u"id"_s, file}, {u"name"_s, field.fileName}};
        }
    if (infos.isEmpty())
        return refuse(exchange, 400, u"api.file.upload_file.incorrect_number_of_files.app_error"_s);
    if (!m_channels.contains(channel))
        return refuse(exchange, 403, u"api.context.permissions.app_error"_s);
    ok(exchange, QJsonObject{{u"file_infos"_s, infos}, {u"client_ids"_s, QJsonArray()}}, 201);
}

void MattermostDouble::openSocket(const HttpDoubleRequest& request, const ExchangePtr& exchange) {
    const QString wanted = request.query.queryItemValue(u"connection_id"_s);
    const qint64 number = request.query.queryItemValue(u"sequence_number"_s).toLongLong();
    WebSocketDouble* socket = WebSocketDouble::accept(m_http, request, exchange, this);
    if (!socket)
        return;
    if (m_socket)
        m_socket->deleteLater();
    m_socket = socket;
    connect(socket, &WebSocketDouble::received, this, [this](const QByteArray& words) { action(words); });
    const bool known = !wanted.isEmpty() && wanted == m_connection.id && number <= m_connection.next &&
                       (number == m_connection.next || m_connection.kept.count(number) > 0);
    m_greeted = true;
    if (known) {
        // No word about it: the events simply go on.
        ++resumed;
        for (auto it = m_connection.kept.lower_bound(number); it != m_connection.kept.end(); ++it)
            socket->send(it->second);
        return;
    }
    m_connection = {u"connection%1"_s.arg(++m_connections), 1, {}};
    socket->send(
        compact({{u"event"_s, u"hello"_s},
                 {u"data"_s, QJsonObject{{u"connection_id"_s, m_connection.id}, {u"server_version"_s, u"10.0"_s}}},
                 {u"broadcast"_s, QJsonObject()},
                 {u"seq"_s, 0}}));
}

void MattermostDouble::action(const QByteArray& words) {
    const QJsonObject action = QJsonDocument::fromJson(words).object();
    const QString name = action[u"action"].toString();
    if (action[u"seq"].toInteger() <= 0 || name.isEmpty()) {
        m_socket->send(compact({{u"status"_s, u"FAIL"_s}, {u"seq_reply"_s, action[u"seq"]}}));
        return;
    }
    // Who is known by the handshake's header gets no answer to the challenge.
    if (name == u"authentication_challenge")
        return;
    typings += name == u"user_typing" && action[u"data"][u"channel_id"].isString() ? 1 : 0;
    m_socket->send(compact({{u"status"_s, u"OK"_s}, {u"seq_reply"_s, action[u"seq"]}}));
}

} // namespace souffleur::test
