// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/mattermost/MattermostBuilder.h"

#include "channels/kit/BaseUrl.h"
#include "channels/kit/Markdown.h"
#include "channels/kit/TextSplit.h"
#include "channels/mattermost/MattermostParser.h"
#include "domain/Rules.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace souffleur::channels::mattermost {
namespace {
//! Uploading takes as long as it takes; only standing still counts.
constexpr Milliseconds UploadTimeout{60'000};

void give(net::HttpRequest& request, const QJsonObject& body) {
    request.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    request.contentType = "application/json";
}
} // namespace

Result<QList<OutboundPost>> postsOf(const OutboundMessage& message) {
    for (const auto& file : message.files) {
        if (file.content.size() > MaxFileBytes)
            return makeError(ErrorCode::TooLarge, rules::cleanFileName(file.fileName));
        if (file.content.isEmpty())
            return makeError(ErrorCode::InvalidInput, u"an empty file"_s);
    }
    QList<OutboundPost> posts;
    const auto theirs = [](const QString& text) {
        return kit::toMarkdown(kit::fromMarkdown(text), kit::MarkdownDialect::Mattermost);
    };
    const auto measure = [&](const QString& text) { return theirs(text).size(); };
    for (const QString& piece : kit::splitText(message.text, MaxText, measure))
        posts += OutboundPost{theirs(piece), {}, {}};
    for (const auto& file : message.files) {
        if (posts.isEmpty() || posts.last().files.size() >= MaxFilesPerPost)
            posts += OutboundPost{};
        posts.last().files += file;
    }
    if (posts.isEmpty())
        return makeError(ErrorCode::InvalidInput, u"nothing to send"_s);
    for (qsizetype i = 0; i < posts.size(); ++i)
        posts[i].key = message.id.toString() + u'-' + QString::number(i);
    return posts;
}

Result<MattermostBuilder> MattermostBuilder::create(const QJsonObject& settings, const QJsonObject& secrets) {
    const QString address = settings[u"base_url"].toString();
    if (address.trimmed().isEmpty())
        return makeError(ErrorCode::NotConfigured, u"no server"_s);
    SOUFFLEUR_TRY(const QUrl base, kit::checkedBaseUrl(address, {}));
    const QString token = secrets[u"token"].toString().trimmed();
    if (token.isEmpty())
        return makeError(ErrorCode::NotConfigured, u"no token"_s);
    return MattermostBuilder(base, token);
}

net::HttpRequest MattermostBuilder::call(const QByteArray& method, const QString& path) const {
    net::HttpRequest request;
    request.method = method;
    request.url = kit::below(m_base, u"/api/v4/"_s + path);
    request.headers += {"Authorization", "Bearer " + m_token.toLatin1()};
    request.reuseConnection = true;
    return request;
}

net::HttpRequest MattermostBuilder::ping() const {
    auto request = call("GET", u"system/ping"_s);
    request.headers.clear();
    request.timeout = Milliseconds(15'000);
    return request;
}

net::HttpRequest MattermostBuilder::me() const {
    auto request = call("GET", u"users/me"_s);
    request.timeout = Milliseconds(15'000);
    return request;
}

net::HttpRequest MattermostBuilder::myChannels() const {
    auto request = call("GET", u"users/me/channels"_s);
    request.maxResponseBytes = 32 * 1024 * 1024;
    return request;
}

net::HttpRequest MattermostBuilder::profiles(const QStringList& users) const {
    auto request = call("POST", u"users/ids"_s);
    request.body = QJsonDocument(QJsonArray::fromStringList(users)).toJson(QJsonDocument::Compact);
    request.contentType = "application/json";
    return request;
}

net::HttpRequest MattermostBuilder::postsSince(const QString& channel, qint64 ms) const {
    auto request = call("GET", u"channels/%1/posts"_s.arg(channel));
    request.url.setQuery(u"since=%1"_s.arg(ms));
    request.maxResponseBytes = 64 * 1024 * 1024;
    return request;
}

net::HttpRequest MattermostBuilder::postsPage(const QString& channel, int page) const {
    auto request = call("GET", u"channels/%1/posts"_s.arg(channel));
    request.url.setQuery(u"page=%1&per_page=200"_s.arg(page));
    request.maxResponseBytes = 64 * 1024 * 1024;
    return request;
}

net::HttpRequest MattermostBuilder::post(const QString& id) const {
    return call("GET", u"posts/"_s + id);
}

net::HttpRequest MattermostBuilder::upload(const QString& channel, const OutboundMessage::File& file) const {
    auto request = call("POST", u"files"_s);
    request.parts += {u"channel_id"_s, {}, {}, channel.toUtf8()};
    request.parts += {u"files"_s, rules::cleanFileName(file.fileName), file.mimeType, file.content};
    request.timeout = UploadTimeout;
    return request;
}

net::HttpRequest MattermostBuilder::send(const QString& channel, const QString& root, const OutboundPost& post,
                                         const QStringList& fileIds, const QString& ownUser) const {
    auto request = call("POST", u"posts"_s);
    QJsonObject body{{u"channel_id"_s, channel},
                     {u"message"_s, post.text},
                     {u"pending_post_id"_s, ownUser + u':' + post.key},
                     {u"props"_s, QJsonObject{{u"souffleur"_s, post.key}}}};
    if (!root.isEmpty())
        body[u"root_id"] = root;
    if (!fileIds.isEmpty())
        body[u"file_ids"] = QJsonArray::fromStringList(fileIds);
    give(request, body);
    return request;
}

net::HttpRequest MattermostBuilder::viewed(const QString& channel) const {
    auto request = call("POST", u"channels/members/me/view"_s);
    give(request, {{u"channel_id"_s, channel}});
    return request;
}

net::HttpRequest MattermostBuilder::download(const QString& file) const {
    auto request = call("GET", u"files/"_s + file);
    request.maxResponseBytes = MaxFileBytes;
    request.timeout = UploadTimeout;
    return request;
}

net::WebSocketRequest MattermostBuilder::socket(const QString& connection, qint64 sequence) const {
    net::WebSocketRequest request;
    request.url = kit::below(m_base, u"/api/v4/websocket"_s);
    request.url.setScheme(m_base.scheme() == u"https" ? u"wss"_s : u"ws"_s);
    request.url.setQuery(u"connection_id=%1&sequence_number=%2"_s.arg(connection).arg(sequence));
    // Going on with an earlier connection asks for the token before the first message.
    request.headers += {"Authorization", "Bearer " + m_token.toLatin1()};
    return request;
}

QByteArray MattermostBuilder::challenge(int number) const {
    return action(number, u"authentication_challenge"_s, {{u"token"_s, m_token}});
}

QByteArray MattermostBuilder::action(int number, const QString& name, const QJsonObject& data) {
    QJsonObject action{{u"seq"_s, number}, {u"action"_s, name}};
    if (!data.isEmpty())
        action[u"data"] = data;
    return QJsonDocument(action).toJson(QJsonDocument::Compact);
}

} // namespace souffleur::channels::mattermost
