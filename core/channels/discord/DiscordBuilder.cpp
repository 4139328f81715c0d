// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/discord/DiscordBuilder.h"

#include "channels/kit/BaseUrl.h"
#include "channels/kit/Markdown.h"
#include "channels/kit/TextSplit.h"
#include "domain/Rules.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QUrlQuery>

namespace souffleur::channels::discord {
namespace {

QByteArray compact(const QJsonObject& object) {
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

//! Uploading takes as long as it takes; only standing still counts.
constexpr Milliseconds UploadTimeout{60'000};

} // namespace

QByteArray DiscordBuilder::userAgent() {
    // The form that Discord asks for: name, address, version.
    return "DiscordBot (https://souffleur.invalid, 1)";
}

Result<DiscordBuilder> DiscordBuilder::create(const QJsonObject& settings, const QJsonObject& secrets) {
    SOUFFLEUR_TRY(const QUrl base, kit::checkedBaseUrl(settings[u"base_url"].toString(), StandardBase));
    QString token = secrets[u"token"].toString().trimmed();
    // Copied out of an example: "Bot ..." is how it is sent, not what it is.
    if (token.startsWith(u"Bot "))
        token = token.mid(4).trimmed();
    if (token.isEmpty())
        return makeError(ErrorCode::NotConfigured, u"no token"_s);
    static const QRegularExpression shape(u"^[A-Za-z0-9_\\-.=]{20,200}$"_s);
    if (!shape.match(token).hasMatch())
        return makeError(ErrorCode::Unauthorized, u"this does not look like a token"_s);
    return DiscordBuilder(base, token);
}

net::HttpRequest DiscordBuilder::call(const QByteArray& method, const QString& path) const {
    net::HttpRequest request;
    request.method = method;
    request.url = kit::below(m_base, path);
    request.headers = {{"Authorization", "Bot " + m_token.toLatin1()}, {"User-Agent", userAgent()}};
    return request;
}

net::HttpRequest DiscordBuilder::post(const QString& path, const QJsonObject& body) const {
    auto request = call("POST", path);
    request.body = compact(body);
    request.contentType = "application/json";
    return request;
}

net::HttpRequest DiscordBuilder::gateway() const {
    return call("GET", u"/gateway/bot"_s);
}

net::HttpRequest DiscordBuilder::me() const {
    return call("GET", u"/users/@me"_s);
}

net::HttpRequest DiscordBuilder::application() const {
    return call("GET", u"/applications/@me"_s);
}

net::HttpRequest DiscordBuilder::channel(const QString& id) const {
    return call("GET", u"/channels/"_s + id);
}

net::HttpRequest DiscordBuilder::message(const QString& channel, const QString& id) const {
    return call("GET", u"/channels/"_s + channel + u"/messages/"_s + id);
}

net::HttpRequest DiscordBuilder::history(const QString& channel, const QString& after) const {
    auto request = call("GET", u"/channels/"_s + channel + u"/messages"_s);
    QUrlQuery query;
    query.addQueryItem(u"after"_s, after.isEmpty() ? u"0"_s : after);
    query.addQueryItem(u"limit"_s, u"100"_s);
    request.url.setQuery(query);
    request.maxResponseBytes = 32 * 1024 * 1024;
    return request;
}

net::HttpRequest DiscordBuilder::openDirect(const QString& user) const {
    return post(u"/users/@me/channels"_s, {{u"recipient_id"_s, user}});
}

net::HttpRequest DiscordBuilder::typing(const QString& channel) const {
    auto request = post(u"/channels/"_s + channel + u"/typing"_s, {});
    request.reuseConnection = true;
    request.timeout = Milliseconds(5000);
    return request;
}

Result<QList<net::HttpRequest>> DiscordBuilder::send(const QString& channel, const OutboundMessage& message,
                                                     const QString& mention) const {
    for (const auto& file : message.files) {
        if (file.content.size() > MaxUploadBytes)
            return makeError(ErrorCode::TooLarge, rules::cleanFileName(file.fileName));
        if (file.content.isEmpty())
            return makeError(ErrorCode::InvalidInput, u"an empty file"_s);
    }
    const QString text = message.text.trimmed();
    if (text.isEmpty() && message.files.isEmpty())
        return makeError(ErrorCode::InvalidInput, u"nothing to send"_s);
    const QString path = u"/channels/"_s + channel + u"/messages"_s;

    // Nobody is called by what an agent types; in a server the customer is.
    QJsonObject allowed{{u"parse"_s, QJsonArray()}};
    QJsonObject reference;
    QString prefix;
    if (channelOf(message.replyToExternalId) == channel) {
        reference = {{u"message_id"_s, messageOf(message.replyToExternalId)}, {u"fail_if_not_exists"_s, false}};
        allowed[u"replied_user"] = true;
    } else if (!mention.isEmpty()) {
        prefix = u"<@"_s + mention + u"> "_s;
        allowed[u"users"] = QJsonArray{mention};
    }

    const auto theirs = [](const QString& piece) {
        return kit::toMarkdown(kit::fromMarkdown(piece), kit::MarkdownDialect::Discord);
    };
    const auto measure = [&](const QString& piece) { return theirs(piece).size(); };
    QStringList pieces = kit::splitText(text, MaxText - int(prefix.size()), measure);
    QList<net::HttpRequest> requests;
    qsizetype next = 0;
    do {
        QJsonObject body{{u"nonce"_s, nonceOf(message.id, int(requests.size()))},
                         {u"enforce_nonce"_s, true},
                         {u"allowed_mentions"_s, allowed}};
        if (requests.isEmpty() && !reference.isEmpty())
            body[u"message_reference"] = reference;
        if (!pieces.isEmpty())
            body[u"content"] = (requests.isEmpty() ? prefix : QString()) + theirs(pieces.takeFirst());
        // The files go with the last piece of the text.
        if (!pieces.isEmpty() || message.files.isEmpty()) {
            requests += post(path, body);
            continue;
        }
        auto request = call("POST", path);
        request.timeout = UploadTimeout;
        QJsonArray attachments;
        qint64 bytes = 0;
        for (int index = 0; next < message.files.size() && index < MaxFilesPerMessage; ++index, ++next) {
            const auto& file = message.files.at(next);
            if (index > 0 && bytes + file.content.size() > MaxRequestBytes - 64 * 1024)
                break;
            bytes += file.content.size();
            const QString name = rules::cleanFileName(file.fileName);
            attachments += QJsonObject{{u"id"_s, index}, {u"filename"_s, name}};
            request.parts += {u"files[%1]"_s.arg(index), name, file.mimeType, file.content};
        }
        body[u"attachments"] = attachments;
        request.parts.prepend({u"payload_json"_s, {}, u"application/json"_s, compact(body)});
        requests += request;
    } while (!pieces.isEmpty() || next < message.files.size());
    return requests;
}

bool DiscordBuilder::isOwnServer() const {
    return !kit::isWithin(m_base.host(), {u"discord.com"_s});
}

kit::MediaRequest DiscordBuilder::download(const QUrl& url) const {
    kit::MediaRequest request;
    request.url = url;
    if (isOwnServer())
        request.base = m_base;
    request.hosts = {u"cdn.discordapp.com"_s, u"media.discordapp.net"_s};
    request.maxBytes = MaxDownloadBytes;
    return request;
}

Result<QUrl> DiscordBuilder::gatewayUrl(const QString& said) const {
    QUrl url(said.trimmed(), QUrl::StrictMode);
    const bool discords = url.scheme() == u"wss" && kit::isWithin(url.host(), {u"discord.gg"_s});
    const bool own = isOwnServer() && url.host() == m_base.host() &&
                     (url.scheme() == u"wss" || (url.scheme() == u"ws" && net::isLocalHost(url.host())));
    if (!url.isValid() || (!discords && !own) || !url.userInfo().isEmpty())
        return makeError(ErrorCode::PermissionDenied, u"not a gateway of Discord"_s);
    if (url.path().isEmpty())
        url.setPath(u"/"_s);
    QUrlQuery query;
    query.addQueryItem(u"v"_s, u"10"_s);
    query.addQueryItem(u"encoding"_s, u"json"_s);
    url.setQuery(query);
    url.setFragment({});
    return url;
}

QByteArray DiscordBuilder::identify(bool servers) const {
    const QJsonObject properties{
        {u"os"_s, u"linux"_s}, {u"browser"_s, u"souffleur"_s}, {u"device"_s, u"souffleur"_s}};
    return compact({{u"op"_s, 2},
                    {u"d"_s, QJsonObject{{u"token"_s, m_token},
                                         {u"intents"_s, DirectIntents | (servers ? ServerIntents : 0)},
                                         {u"properties"_s, properties}}}});
}

QByteArray DiscordBuilder::resume(const QString& session, qint64 sequence) const {
    return compact(
        {{u"op"_s, 6},
         {u"d"_s, QJsonObject{{u"token"_s, m_token}, {u"session_id"_s, session}, {u"seq"_s, sequence}}}});
}

QByteArray DiscordBuilder::heartbeat(std::optional<qint64> sequence) {
    return compact({{u"op"_s, 1}, {u"d"_s, sequence ? QJsonValue(*sequence) : QJsonValue()}});
}

QString nonceOf(MessageId message, int part) {
    const QByteArray id =
        message.uuid().toRfc4122().toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    return QString::fromLatin1(id) + u'.' + QString::number(part % 100);
}

} // namespace souffleur::channels::discord
