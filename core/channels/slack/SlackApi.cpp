// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/slack/SlackApi.h"

#include "channels/kit/BaseUrl.h"
#include "channels/kit/Json.h"
#include "channels/kit/Markdown.h"
#include "channels/kit/Media.h"
#include "channels/kit/Mrkdwn.h"
#include "channels/kit/TextSplit.h"
#include "domain/Rules.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

namespace souffleur::channels::slack {
namespace {

constexpr int LookBack = 50;
constexpr Milliseconds UploadTimeout{60'000};

//! Slack's names of errors; what is not here is Rejected.
std::optional<ErrorCode> codeOf(const QString& name) {
    static const QHash<QString, ErrorCode> codes{
        {u"invalid_auth"_s, ErrorCode::Unauthorized},
        {u"not_authed"_s, ErrorCode::Unauthorized},
        {u"token_revoked"_s, ErrorCode::Unauthorized},
        {u"token_expired"_s, ErrorCode::Unauthorized},
        {u"account_inactive"_s, ErrorCode::Unauthorized},
        {u"not_allowed_token_type"_s, ErrorCode::Unauthorized},
        {u"missing_scope"_s, ErrorCode::PermissionDenied},
        {u"no_permission"_s, ErrorCode::PermissionDenied},
        {u"access_denied"_s, ErrorCode::PermissionDenied},
        {u"ekm_access_denied"_s, ErrorCode::PermissionDenied},
        {u"restricted_action"_s, ErrorCode::PermissionDenied},
        {u"user_disabled"_s, ErrorCode::RecipientBlocked},
        {u"account_disabled"_s, ErrorCode::RecipientBlocked},
        {u"msg_too_long"_s, ErrorCode::TooLong},
        {u"no_text"_s, ErrorCode::InvalidInput},
        {u"file_uploads_disabled"_s, ErrorCode::Unsupported},
        {u"file_too_large"_s, ErrorCode::TooLarge},
        {u"too_many_websockets"_s, ErrorCode::Conflict},
        {u"ratelimited"_s, ErrorCode::RateLimited},
        {u"rate_limited"_s, ErrorCode::RateLimited},
        {u"message_limit_exceeded"_s, ErrorCode::RateLimited},
    };
    const auto it = codes.constFind(name);
    return it == codes.cend() ? std::nullopt : std::optional(*it);
}

//! Something may have happened before these.
bool isServersFault(const QString& name) {
    static const QStringList names{u"internal_error"_s, u"fatal_error"_s, u"service_unavailable"_s,
                                   u"request_timeout"_s, u"team_added_to_org"_s};
    return names.contains(name);
}

bool hasShape(const QString& token, QStringView prefix) {
    static const QRegularExpression shape(u"^[A-Za-z0-9._-]{4,512}$"_s);
    return token.startsWith(prefix) && shape.match(token).hasMatch();
}

QByteArray percent(const QString& text) {
    return QUrl::toPercentEncoding(text);
}

} // namespace

QString externalIdOf(const QString& channel, const QString& ts) {
    return channel + u':' + ts;
}

QString recipientOf(const QString& channel, const QString& user) {
    return channel.startsWith(u'D') ? channel : channel + u'/' + user;
}

QString channelOf(const QString& recipient) {
    return recipient.section(u'/', 0, 0);
}

QString tsOf(const QString& externalId, const QString& channel) {
    static const QRegularExpression shape(u"^\\d{1,12}\\.\\d{1,9}$"_s);
    const QString ts = externalId.startsWith(channel + u':') ? externalId.mid(channel.size() + 1) : QString();
    return shape.match(ts).hasMatch() ? ts : QString();
}

QString toRemoteRef(const FileRef& ref) {
    return ref.id + u'|' + QString::number(ref.size) + u'|' + QString::fromLatin1(ref.url.toEncoded());
}

Result<FileRef> fromRemoteRef(const QString& remoteRef) {
    const QStringList parts = remoteRef.split(u'|');
    if (parts.size() < 3 || parts.first().isEmpty())
        return makeError(ErrorCode::InvalidInput, u"not a file reference"_s);
    return FileRef{parts.at(0), parts.at(1).toLongLong(), QUrl(remoteRef.section(u'|', 2))};
}

Result<QJsonObject> resultOf(const net::HttpOutcome& outcome, CallKind kind, Timestamp now) {
    if (const auto* failure = std::get_if<net::HttpError>(&outcome))
        return kit::transportError(*failure, kind);
    const auto& response = std::get<net::HttpResponse>(outcome);
    if (response.status == 429)
        return Error{ErrorCode::RateLimited, u"ratelimited"_s, kit::retryAfterSeconds(response, now)};
    const auto answer = kit::objectOf(response.body);
    if (!answer || !(*answer)[u"ok"].isBool()) {
        // Somebody in between answered: a proxy, a captive portal, a crashed server.
        if (response.status == 413)
            return makeError(ErrorCode::TooLarge, u"HTTP 413"_s);
        return kit::serverFault(kind, u"HTTP %1, not an answer of Slack's"_s.arg(response.status));
    }
    if ((*answer)[u"ok"].toBool())
        return *answer;
    const QString name = rules::oneLine((*answer)[u"error"].toString(), 80);
    if (isServersFault(name) || response.status >= 500)
        return kit::serverFault(kind, name);
    const ErrorCode code = codeOf(name).value_or(ErrorCode::Rejected);
    return Error{code, name, code == ErrorCode::RateLimited ? kit::retryAfterSeconds(response, now) : 0};
}

QString accountOf(const QJsonObject& authTest) {
    return rules::oneLine(authTest[u"user"].toString() + u" @ "_s + authTest[u"team"].toString(), 120);
}

bool isSlackAnswer(const net::HttpOutcome& outcome) {
    const auto* response = std::get_if<net::HttpResponse>(&outcome);
    const auto answer = response ? kit::objectOf(response->body) : std::nullopt;
    return answer && (*answer)[u"ok"].isBool();
}

Result<SlackBuilder> SlackBuilder::create(const QJsonObject& settings, const QJsonObject& secrets) {
    SOUFFLEUR_TRY(const QUrl base, kit::checkedBaseUrl(settings[u"base_url"].toString(), StandardBaseUrl));
    const QString bot = secrets[u"bot_token"].toString().trimmed();
    const QString app = secrets[u"app_token"].toString().trimmed();
    if (bot.isEmpty() || app.isEmpty())
        return makeError(ErrorCode::NotConfigured, u"no token"_s);
    if (!hasShape(bot, u"xoxb-"))
        return makeError(ErrorCode::Unauthorized, u"the bot token begins with xoxb-"_s);
    if (!hasShape(app, u"xapp-"))
        return makeError(ErrorCode::Unauthorized, u"the app token begins with xapp-"_s);
    return SlackBuilder(base, bot, app);
}

net::HttpRequest SlackBuilder::call(QStringView method, const QString& token) const {
    net::HttpRequest request;
    request.method = "POST";
    request.url = kit::below(m_base, u'/' + method.toString());
    request.headers = {{"Authorization", "Bearer " + token.toLatin1()}};
    return request;
}

net::HttpRequest SlackBuilder::form(QStringView method, const QList<std::pair<QString, QString>>& fields) const {
    auto request = call(method, m_botToken);
    request.contentType = "application/x-www-form-urlencoded";
    for (const auto& [name, value] : fields)
        request.body += (request.body.isEmpty() ? "" : "&") + percent(name) + '=' + percent(value);
    // Asking twice does no harm.
    request.reuseConnection = true;
    return request;
}

net::HttpRequest SlackBuilder::json(QStringView method, const QJsonObject& arguments) const {
    auto request = call(method, m_botToken);
    request.contentType = "application/json; charset=utf-8";
    request.body = QJsonDocument(arguments).toJson(QJsonDocument::Compact);
    return request;
}

net::HttpRequest SlackBuilder::openConnection() const {
    auto request = call(u"apps.connections.open", m_appToken);
    request.contentType = "application/x-www-form-urlencoded";
    request.reuseConnection = true;
    return request;
}

net::HttpRequest SlackBuilder::authTest() const {
    return form(u"auth.test", {});
}

net::HttpRequest SlackBuilder::userInfo(const QString& user) const {
    auto request = form(u"users.info", {{u"user"_s, user}});
    request.timeout = Milliseconds(5000);
    return request;
}

net::HttpRequest SlackBuilder::post(const QString& channel, const QString& text, const QString& thread,
                                    const QString& clientId) const {
    const SlackText shown = slackText(text);
    QJsonObject arguments{
        {u"channel"_s, channel},
        {u"text"_s, shown.text},
        {u"mrkdwn"_s, shown.mrkdwn},
        {u"unfurl_links"_s, false},
        {u"unfurl_media"_s, false},
        {u"metadata"_s, QJsonObject{{u"event_type"_s, MetadataType.toString()},
                                    {u"event_payload"_s, QJsonObject{{u"client_id"_s, clientId}}}}}};
    if (!thread.isEmpty())
        arguments[u"thread_ts"] = thread;
    return json(u"chat.postMessage", arguments);
}

net::HttpRequest SlackBuilder::latest(const QString& channel, const QString& thread) const {
    QList<std::pair<QString, QString>> fields{
        {u"channel"_s, channel}, {u"limit"_s, QString::number(LookBack)}, {u"include_all_metadata"_s, u"true"_s}};
    if (!thread.isEmpty())
        fields += {u"ts"_s, thread};
    return form(thread.isEmpty() ? QStringView(u"conversations.history") : QStringView(u"conversations.replies"),
                fields);
}

net::HttpRequest SlackBuilder::uploadAddress(const QString& fileName, qint64 size) const {
    return form(u"files.getUploadURLExternal",
                {{u"filename"_s, rules::cleanFileName(fileName)}, {u"length"_s, QString::number(size)}});
}

bool SlackBuilder::isOurs(const QUrl& url) const {
    const bool secure = url.scheme() == u"https" || url.scheme() == u"wss";
    if (secure && kit::isWithin(url.host(), {u"slack.com"_s}))
        return true;
    // A server of one's own: the same host, encrypted unless the API is not either.
    const auto sameHost = [&] {
        const QString a = url.host() == u"localhost" ? u"127.0.0.1"_s : url.host();
        const QString b = m_base.host() == u"localhost" ? u"127.0.0.1"_s : m_base.host();
        return !a.isEmpty() && a == b;
    };
    return sameHost() && url.userInfo().isEmpty() &&
           (secure || (m_base.scheme() == u"http" && (url.scheme() == u"http" || url.scheme() == u"ws")));
}

Result<net::HttpRequest> SlackBuilder::upload(const QUrl& address, const OutboundMessage::File& file) const {
    if (!isOurs(address) || (address.scheme() != u"https" && address.scheme() != u"http"))
        return makeError(ErrorCode::PermissionDenied, u"not an address of Slack's"_s);
    net::HttpRequest request;
    request.method = "POST";
    request.url = address; // its own ticket; no token goes there
    request.body = file.content;
    request.contentType = "application/octet-stream";
    request.timeout = UploadTimeout;
    return request;
}

net::HttpRequest SlackBuilder::completeUpload(const QList<Uploaded>& files, const QString& channel,
                                              const QString& thread, const QString& comment) const {
    QJsonArray list;
    for (const Uploaded& file : files)
        list += QJsonObject{{u"id"_s, file.id}, {u"title"_s, file.title}};
    QJsonObject arguments{{u"files"_s, list}, {u"channel_id"_s, channel}};
    if (!thread.isEmpty())
        arguments[u"thread_ts"] = thread;
    if (!comment.isEmpty())
        arguments[u"initial_comment"] = slackText(comment).text;
    return json(u"files.completeUploadExternal", arguments);
}

net::HttpRequest SlackBuilder::fileInfo(const QString& file) const {
    return form(u"files.info", {{u"file"_s, file}});
}

std::pair<QByteArray, QByteArray> SlackBuilder::credentials() const {
    return {"Authorization", "Bearer " + m_botToken.toLatin1()};
}

SlackText slackText(const QString& text) {
    const kit::RichText rich = kit::fromMarkdown(text);
    if (rich.isPlain())
        return {kit::escapedMrkdwn(text), false};
    return {kit::toMrkdwn(rich), true};
}

QStringList textPieces(const QString& text) {
    return kit::splitText(text, MaxText, [](const QString& piece) { return slackText(piece).text.size(); });
}

} // namespace souffleur::channels::slack
