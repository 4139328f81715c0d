// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/telegram/TelegramBuilder.h"

#include "channels/kit/BaseUrl.h"
#include "channels/kit/Markdown.h"
#include "channels/kit/StyledText.h"
#include "channels/kit/TextSplit.h"
#include "channels/telegram/TelegramParser.h"
#include "domain/Rules.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

namespace souffleur::channels::telegram {
namespace {

bool isPhoto(const OutboundMessage::File& file) {
    static const QStringList Types{u"image/jpeg"_s, u"image/png"_s, u"image/webp"_s};
    return file.kind == AttachmentKind::Image && Types.contains(file.mimeType) &&
           file.content.size() <= MaxPhotoBytes;
}

//! Method and field by what the customer shall see; whatever Telegram would refuse as such goes as a document.
std::pair<QStringView, QStringView> methodFor(const OutboundMessage::File& file) {
    if (isPhoto(file))
        return {u"sendPhoto", u"photo"};
    if (file.kind == AttachmentKind::Voice && file.mimeType.startsWith(u"audio/ogg"))
        return {u"sendVoice", u"voice"};
    if (file.kind == AttachmentKind::Audio && (file.mimeType == u"audio/mpeg" || file.mimeType == u"audio/mp4"))
        return {u"sendAudio", u"audio"};
    if (file.kind == AttachmentKind::Video && file.mimeType == u"video/mp4")
        return {u"sendVideo", u"video"};
    return {u"sendDocument", u"document"};
}

//! Our Markdown as Telegram has it: the words, and entities beside them. No parse_mode, so that no sign of what the
//! agent typed means anything.
struct Shown {
    QString text;
    QJsonArray entities;
};
Shown shown(const QString& ours) {
    const kit::RichText rich = kit::fromMarkdown(ours);
    if (!kit::hasMarkup(rich))
        return {ours, {}};
    const kit::StyledText styled = kit::toStyled(rich, kit::Links::Ranges);
    Shown out{styled.text, {}};
    for (const auto& range : styled.ranges) {
        const auto add = [&](const QString& type, const QString& url = {}) {
            QJsonObject entity{{u"type"_s, type}, {u"offset"_s, range.start}, {u"length"_s, range.length}};
            if (!url.isEmpty())
                entity[u"url"] = url;
            out.entities += entity;
        };
        if (range.block == kit::Line::Kind::Code) {
            add(u"pre"_s);
            continue;
        }
        if (!range.link.isEmpty())
            add(u"text_link"_s, range.link);
        // Telegram lets code be nothing else.
        if (range.styles & kit::Style::Code) {
            add(u"code"_s);
            continue;
        }
        for (const auto& [style, type] :
             {std::pair{kit::Style::Bold, u"bold"_s}, std::pair{kit::Style::Italic, u"italic"_s},
              std::pair{kit::Style::Strike, u"strikethrough"_s}})
            if (range.styles & style)
                add(type);
    }
    return out;
}

//! Uploading takes as long as it takes; only standing still counts.
constexpr Milliseconds UploadTimeout{60'000};

} // namespace

Result<TelegramBuilder> TelegramBuilder::create(const QJsonObject& settings, const QJsonObject& secrets) {
    SOUFFLEUR_TRY(const QUrl base, kit::checkedBaseUrl(settings[u"base_url"].toString(), StandardBaseUrl));
    const QString token = secrets[u"token"].toString().trimmed();
    if (token.isEmpty())
        return makeError(ErrorCode::NotConfigured, u"no token"_s);
    static const QRegularExpression shape(u"^[0-9]{1,20}:[A-Za-z0-9_-]{3,128}$"_s);
    if (!shape.match(token).hasMatch())
        return makeError(ErrorCode::Unauthorized, u"this does not look like a token"_s);
    return TelegramBuilder(base, token);
}

QString TelegramBuilder::host() const {
    return m_base.host();
}

net::HttpRequest TelegramBuilder::call(QStringView method, const QJsonObject& arguments) const {
    net::HttpRequest request;
    request.method = "POST";
    request.url = m_base;
    request.url.setPath(m_base.path() + u"/bot"_s + m_token + u'/' + method.toString());
    request.body = QJsonDocument(arguments).toJson(QJsonDocument::Compact);
    request.contentType = "application/json";
    return request;
}

net::HttpRequest TelegramBuilder::getMe() const {
    auto request = call(u"getMe", {});
    request.reuseConnection = true;
    request.timeout = Milliseconds(15'000);
    return request;
}

net::HttpRequest TelegramBuilder::getWebhookInfo() const {
    auto request = call(u"getWebhookInfo", {});
    request.reuseConnection = true;
    return request;
}

net::HttpRequest TelegramBuilder::getUpdates(qint64 offset, int seconds, int limit) const {
    QJsonObject arguments{{u"timeout"_s, seconds},
                          {u"limit"_s, limit},
                          {u"allowed_updates"_s, QJsonArray{u"message"_s, u"edited_message"_s, u"callback_query"_s,
                                                            u"my_chat_member"_s, u"message_reaction"_s}}};
    if (offset > 0)
        arguments[u"offset"] = offset;
    auto request = call(u"getUpdates", arguments);
    request.reuseConnection = true;
    request.timeout = Milliseconds(1000 * seconds + 15'000);
    request.maxResponseBytes = 32 * 1024 * 1024;
    return request;
}

net::HttpRequest TelegramBuilder::typing(const QString& chatId) const {
    auto request = call(u"sendChatAction", {{u"chat_id"_s, chatId.toLongLong()}, {u"action"_s, u"typing"_s}});
    request.reuseConnection = true;
    request.timeout = Milliseconds(5000);
    return request;
}

net::HttpRequest TelegramBuilder::answerCallback(const QString& callbackId) const {
    auto request = call(u"answerCallbackQuery", {{u"callback_query_id"_s, callbackId}});
    request.reuseConnection = true;
    return request;
}

net::HttpRequest TelegramBuilder::getFile(const QString& fileId) const {
    auto request = call(u"getFile", {{u"file_id"_s, fileId}});
    request.reuseConnection = true;
    return request;
}

Result<net::HttpRequest> TelegramBuilder::download(const QString& filePath) const {
    // A server in local mode gives a path on its own disk, which is nothing we could fetch.
    if (filePath.isEmpty() || filePath.startsWith(u'/') || filePath.split(u'/').contains(u".."_s))
        return makeError(ErrorCode::Unsupported, u"not a path to download"_s);
    net::HttpRequest request;
    request.url = m_base;
    request.url.setPath(m_base.path() + u"/file/bot"_s + m_token + u'/' + filePath);
    request.maxResponseBytes = MaxDownloadBytes;
    return request;
}

net::HttpRequest TelegramBuilder::sendFile(const OutboundMessage::File& file, const QString& chatId,
                                           const QString& caption, const QJsonObject& reply) const {
    const auto [method, field] = methodFor(file);
    auto request = call(method, {});
    request.body.clear();
    request.contentType.clear();
    request.timeout = UploadTimeout;
    request.parts += {u"chat_id"_s, {}, {}, chatId.toUtf8()};
    if (!caption.isEmpty()) {
        const Shown words = shown(caption);
        request.parts += {u"caption"_s, {}, {}, words.text.toUtf8()};
        if (!words.entities.isEmpty())
            request.parts +=
                {u"caption_entities"_s, {}, {}, QJsonDocument(words.entities).toJson(QJsonDocument::Compact)};
    }
    if (!reply.isEmpty())
        request.parts += {u"reply_parameters"_s, {}, {}, QJsonDocument(reply).toJson(QJsonDocument::Compact)};
    request.parts += {field.toString(), rules::cleanFileName(file.fileName), file.mimeType, file.content};
    return request;
}

Result<QList<net::HttpRequest>> TelegramBuilder::send(const OutboundMessage& message) const {
    bool number = false;
    const qint64 chat = message.recipientExternalId.toLongLong(&number);
    if (!number)
        return makeError(ErrorCode::InvalidInput, u"the recipient is not a chat id"_s);
    for (const auto& file : message.files) {
        if (file.content.size() > MaxUploadBytes)
            return makeError(ErrorCode::TooLarge, rules::cleanFileName(file.fileName));
        if (file.content.isEmpty())
            return makeError(ErrorCode::InvalidInput, u"an empty file"_s);
    }
    const QString text = message.text.trimmed();
    if (text.isEmpty() && message.files.isEmpty())
        return makeError(ErrorCode::InvalidInput, u"nothing to send"_s);

    QJsonObject reply;
    if (const qint64 id = messageIdOf(message.replyToExternalId, message.recipientExternalId); id > 0)
        reply = {{u"message_id"_s, id}, {u"allow_sending_without_reply"_s, true}};

    QList<net::HttpRequest> requests;
    const bool asCaption = !message.files.isEmpty() && text.size() <= MaxCaption;
    if (!asCaption) {
        for (const QString& piece : kit::splitText(text, MaxText)) {
            const Shown words = shown(piece);
            QJsonObject arguments{{u"chat_id"_s, chat}, {u"text"_s, words.text}};
            if (!words.entities.isEmpty())
                arguments[u"entities"] = words.entities;
            if (requests.isEmpty() && !reply.isEmpty())
                arguments[u"reply_parameters"] = reply;
            requests += call(u"sendMessage", arguments);
        }
    }
    for (const auto& file : message.files) {
        const bool first = requests.isEmpty();
        requests += sendFile(file, message.recipientExternalId, first && asCaption ? text : QString(),
                             first ? reply : QJsonObject());
    }
    return requests;
}

} // namespace souffleur::channels::telegram
