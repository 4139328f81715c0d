// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/matrix/MatrixBuilder.h"

#include "channels/kit/BaseUrl.h"
#include "channels/kit/Html.h"
#include "channels/kit/Markdown.h"
#include "channels/kit/TextSplit.h"
#include "domain/Rules.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace souffleur::channels::matrix {
namespace {

const QString Client = u"/_matrix/client/v3"_s;
//! Uploading takes as long as it takes; only standing still counts.
constexpr Milliseconds UploadTimeout{60'000};
constexpr int TypingMs = 8000;
//! An event is 65,536 bytes with everything around its content.
constexpr qsizetype MaxContentBytes = 60'000;

QByteArray compact(const QJsonObject& object) {
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QString text(const QJsonObject& object) {
    return QString::fromUtf8(compact(object));
}

QString encoded(const QString& text) {
    return QString::fromLatin1(QUrl::toPercentEncoding(text));
}

//! What /sync shall bring: nothing about presence, and of the state only what says who is who and what is
//! encrypted. Names come with every answer, so that none has to be remembered.
QJsonObject syncFilter() {
    const QJsonArray messages{u"m.room.message"_s,    u"m.sticker"_s,
                              u"m.reaction"_s,        u"m.room.redaction"_s,
                              u"m.room.encrypted"_s,  u"m.room.member"_s,
                              u"m.room.encryption"_s, u"m.room.create"_s,
                              u"m.poll.start"_s,      u"org.matrix.msc3381.poll.start"_s};
    const QJsonArray nothing;
    return {
        {u"presence"_s, QJsonObject{{u"types"_s, nothing}}},
        {u"account_data"_s, QJsonObject{{u"types"_s, nothing}}},
        {u"room"_s,
         QJsonObject{
             {u"account_data"_s, QJsonObject{{u"types"_s, nothing}}},
             {u"ephemeral"_s, QJsonObject{{u"types"_s, QJsonArray{u"m.typing"_s, u"m.receipt"_s}}}},
             {u"state"_s,
              QJsonObject{{u"types"_s, QJsonArray{u"m.room.member"_s, u"m.room.encryption"_s, u"m.room.create"_s}},
                          {u"lazy_load_members"_s, true},
                          {u"include_redundant_members"_s, true}}},
             {u"timeline"_s,
              QJsonObject{{u"types"_s, messages}, {u"limit"_s, TimelineLimit}, {u"lazy_load_members"_s, true}}}}}};
}

QJsonObject historyFilter() {
    return {{u"lazy_load_members"_s, true}, {u"types"_s, syncFilter()[u"room"][u"timeline"][u"types"]}};
}

QJsonObject textContent(const QString& text) {
    QJsonObject content{{u"msgtype"_s, u"m.text"_s}, {u"body"_s, text}};
    const kit::RichText rich = kit::fromMarkdown(text);
    if (rich.isPlain())
        return content;
    QJsonObject formatted = content;
    formatted[u"format"] = u"org.matrix.custom.html"_s;
    formatted[u"formatted_body"] = kit::toMatrixHtml(rich);
    // Our Markdown reads well where nothing renders it, so that an event too large goes without.
    return compact(formatted).size() <= MaxContentBytes ? formatted : content;
}

QString messageType(AttachmentKind kind) {
    switch (kind) {
    case AttachmentKind::Image:
    case AttachmentKind::Sticker:
        return u"m.image"_s;
    case AttachmentKind::Audio:
    case AttachmentKind::Voice:
        return u"m.audio"_s;
    case AttachmentKind::Video:
        return u"m.video"_s;
    case AttachmentKind::Document:
        break;
    }
    return u"m.file"_s;
}

QJsonObject fileContent(const OutboundMessage::File& file) {
    const QString name = rules::cleanFileName(file.fileName);
    QJsonObject content{{u"msgtype"_s, messageType(file.kind)},
                        {u"body"_s, name},
                        {u"filename"_s, name},
                        {u"info"_s, QJsonObject{{u"mimetype"_s, file.mimeType}, {u"size"_s, file.content.size()}}}};
    if (file.kind == AttachmentKind::Voice)
        content[u"org.matrix.msc3245.voice"] = QJsonObject();
    return content;
}

} // namespace

Result<QUrl> checkedHomeserver(const QString& text) {
    if (text.trimmed().isEmpty())
        return makeError(ErrorCode::NotConfigured, u"no homeserver"_s);
    return kit::checkedBaseUrl(text, {});
}

Result<QList<OutboundPart>> partsOf(const OutboundMessage& message) {
    for (const auto& file : message.files) {
        if (file.content.size() > MaxUploadBytes)
            return makeError(ErrorCode::TooLarge, rules::cleanFileName(file.fileName));
        if (file.content.isEmpty())
            return makeError(ErrorCode::InvalidInput, u"an empty file"_s);
    }
    QList<OutboundPart> parts;
    for (const QString& piece : kit::splitText(message.text, MaxText))
        parts += OutboundPart{textContent(piece), std::nullopt};
    for (const auto& file : message.files)
        parts += OutboundPart{fileContent(file), file};
    if (parts.isEmpty())
        return makeError(ErrorCode::InvalidInput, u"nothing to send"_s);
    const auto answered = splitId(message.replyToExternalId);
    const auto recipient = splitId(message.recipientExternalId);
    if (answered && recipient && answered->room == recipient->room && isEventId(answered->other))
        parts.first().content[u"m.relates_to"] =
            QJsonObject{{u"m.in_reply_to"_s, QJsonObject{{u"event_id"_s, answered->other}}}};
    return parts;
}

QString transactionId(const OutboundMessage& message, qsizetype part) {
    return u"souffleur-"_s + message.id.toString() + u'-' + QString::number(part);
}

Result<MatrixBuilder> MatrixBuilder::create(const QJsonObject& settings) {
    SOUFFLEUR_TRY(const QUrl base, checkedHomeserver(settings[u"base_url"].toString()));
    return MatrixBuilder(base);
}

net::HttpRequest MatrixBuilder::call(const QByteArray& method, const QString& api,
                                     const QStringList& segments) const {
    net::HttpRequest request;
    request.method = method;
    QString path = m_base.path(QUrl::FullyEncoded) + api;
    // Ids hold signs that mean something in a path: '/', '+', '#', '%'.
    for (const QString& segment : segments)
        path += u'/' + encoded(segment);
    request.url = m_base;
    request.url.setPath(path, QUrl::TolerantMode);
    if (!m_token.isEmpty())
        request.headers += {"Authorization", "Bearer " + m_token.toLatin1()};
    // Repeating any of our requests does no harm.
    request.reuseConnection = true;
    return request;
}

net::HttpRequest MatrixBuilder::post(const QByteArray& method, const QStringList& segments,
                                     const QJsonObject& body) const {
    auto request = call(method, Client, segments);
    request.body = compact(body);
    request.contentType = "application/json";
    return request;
}

net::HttpRequest MatrixBuilder::versions() const {
    auto request = call("GET", u"/_matrix/client"_s, {u"versions"_s});
    request.timeout = Milliseconds(15'000);
    return request;
}

net::HttpRequest MatrixBuilder::login(const QString& user, const QString& password, const QString& device) const {
    auto request = post("POST", {u"login"_s},
                        {{u"type"_s, u"m.login.password"_s},
                         {u"identifier"_s, QJsonObject{{u"type"_s, u"m.id.user"_s}, {u"user"_s, user}}},
                         {u"password"_s, password},
                         {u"device_id"_s, device},
                         {u"initial_device_display_name"_s, u"Souffleur"_s}});
    request.headers.clear();
    return request;
}

net::HttpRequest MatrixBuilder::whoAmI() const {
    auto request = call("GET", Client, {u"account"_s, u"whoami"_s});
    request.timeout = Milliseconds(15'000);
    return request;
}

net::HttpRequest MatrixBuilder::ask(const QStringList& segments,
                                    const QList<std::pair<QString, QString>>& query) const {
    auto request = call("GET", Client, segments);
    QStringList items;
    for (const auto& [key, value] : query)
        if (!value.isEmpty())
            items += key + u'=' + encoded(value);
    request.url.setQuery(items.join(u'&'));
    return request;
}

net::HttpRequest MatrixBuilder::sync(const QString& since, int seconds) const {
    auto request = ask({u"sync"_s}, {{u"timeout"_s, QString::number(1000 * seconds)},
                                     {u"set_presence"_s, u"offline"_s},
                                     {u"filter"_s, text(syncFilter())},
                                     {u"since"_s, since}});
    request.timeout = Milliseconds(1000 * seconds + 30'000);
    request.maxResponseBytes = 64 * 1024 * 1024;
    return request;
}

net::HttpRequest MatrixBuilder::probe() const {
    QJsonObject filter = syncFilter();
    filter[u"room"] = QJsonObject{{u"rooms"_s, QJsonArray()}};
    return ask({u"sync"_s},
               {{u"timeout"_s, u"0"_s}, {u"set_presence"_s, u"offline"_s}, {u"filter"_s, text(filter)}});
}

net::HttpRequest MatrixBuilder::history(const QString& room, const QString& from, const QString& to) const {
    auto request = ask({u"rooms"_s, room, u"messages"_s}, {{u"dir"_s, u"b"_s},
                                                           {u"limit"_s, u"100"_s},
                                                           {u"from"_s, from},
                                                           {u"to"_s, to},
                                                           {u"filter"_s, text(historyFilter())}});
    request.maxResponseBytes = 32 * 1024 * 1024;
    return request;
}

net::HttpRequest MatrixBuilder::join(const QString& room) const {
    return post("POST", {u"rooms"_s, room, u"join"_s}, {});
}

net::HttpRequest MatrixBuilder::encryptionOf(const QString& room) const {
    return call("GET", Client, {u"rooms"_s, room, u"state"_s, u"m.room.encryption"_s});
}

net::HttpRequest MatrixBuilder::upload(const OutboundMessage::File& file) const {
    auto request = call("POST", u"/_matrix/media/v3"_s, {u"upload"_s});
    request.url.setQuery(u"filename="_s + encoded(rules::cleanFileName(file.fileName)));
    request.body = file.content;
    request.contentType = file.mimeType.isEmpty() ? "application/octet-stream"_ba : file.mimeType.toLatin1();
    request.timeout = UploadTimeout;
    return request;
}

net::HttpRequest MatrixBuilder::sendEvent(const QString& room, const QString& transaction,
                                          const QJsonObject& content) const {
    return post("PUT", {u"rooms"_s, room, u"send"_s, u"m.room.message"_s, transaction}, content);
}

net::HttpRequest MatrixBuilder::typing(const QString& room, const QString& ownUser) const {
    auto request =
        post("PUT", {u"rooms"_s, room, u"typing"_s, ownUser}, {{u"typing"_s, true}, {u"timeout"_s, TypingMs}});
    request.timeout = Milliseconds(5000);
    return request;
}

net::HttpRequest MatrixBuilder::readReceipt(const QString& room, const QString& event) const {
    return post("POST", {u"rooms"_s, room, u"receipt"_s, u"m.read"_s, event}, {});
}

net::HttpRequest MatrixBuilder::download(const MediaRef& media, MediaPath path) const {
    const QString api =
        path == MediaPath::Authenticated ? u"/_matrix/client/v1/media/download"_s : u"/_matrix/media/v3/download"_s;
    auto request = call("GET", api, {media.server, media.media});
    if (path == MediaPath::Open)
        request.headers.clear();
    request.maxResponseBytes = MaxDownloadBytes;
    return request;
}

} // namespace souffleur::channels::matrix
