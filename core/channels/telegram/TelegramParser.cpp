// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/telegram/TelegramParser.h"

#include "channels/kit/Json.h"
#include "channels/kit/Markdown.h"
#include "channels/kit/StyledText.h"
#include "domain/Rules.h"

#include <cmath>

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

namespace souffleur::channels::telegram {
namespace {

using kit::integer;
using kit::Problem;
using kit::Read;

Timestamp date(const QJsonValue& value, Timestamp now) {
    qint64 ms = value.toInteger(0);
    // Telegram gives seconds; some servers speaking its protocol give milliseconds.
    if (ms > 0 && ms < 1'000'000'000'000)
        ms *= 1000;
    return kit::plausibleTime(ms, now);
}

QString fullName(const QJsonObject& person) {
    const QString name = person[u"first_name"].toString() + u' ' + person[u"last_name"].toString();
    return rules::oneLine(name.trimmed(), 120);
}

Sender senderOf(qint64 chatId, const QJsonObject& from, const QJsonObject& chat) {
    Sender sender;
    sender.externalId = QString::number(chatId);
    const QJsonObject& person = from.isEmpty() ? chat : from;
    const QString user = rules::oneLine(person[u"username"].toString(), 64);
    if (!user.isEmpty())
        sender.handle = u'@' + user;
    sender.displayName = fullName(person);
    if (sender.displayName.isEmpty())
        sender.displayName = user.isEmpty() ? sender.externalId : user;
    sender.language = from[u"language_code"].toString().left(16);
    return sender;
}

bool isPrivate(const QJsonObject& chat) {
    const QString type = chat[u"type"].toString();
    return type == u"private" || type.isEmpty();
}

//! The words under that key, in our Markdown where some of them look different or hide an address.
QString wordsOf(const QJsonObject& message, const QString& key) {
    static const QHash<QString, kit::Styles> styles{{u"bold"_s, kit::Style::Bold},
                                                    {u"underline"_s, kit::Style::Bold},
                                                    {u"italic"_s, kit::Style::Italic},
                                                    {u"strikethrough"_s, kit::Style::Strike},
                                                    {u"code"_s, kit::Style::Code}};
    kit::StyledText text{message[key].toString(), {}};
    for (const auto& entity : message[key == u"text" ? u"entities"_s : u"caption_entities"_s].toArray()) {
        kit::StyledText::Range range{.start = qsizetype(entity[u"offset"].toInteger(-1)),
                                     .length = qsizetype(entity[u"length"].toInteger())};
        const QString type = entity[u"type"].toString();
        range.styles = styles.value(type);
        if (type == u"text_link")
            range.link = entity[u"url"].toString();
        else if (type == u"pre")
            range.block = kit::Line::Kind::Code;
        else if (type == u"blockquote" || type == u"expandable_blockquote")
            range.block = kit::Line::Kind::Quote;
        else if (!range.styles)
            continue; // addresses, hashtags, mentions: they stand in the words
        text.ranges += range;
    }
    return text.ranges.isEmpty() ? text.text : kit::toMarkdown(kit::fromStyled(text));
}

struct Content {
    MessageKind kind = MessageKind::Unsupported;
    QString text;
    QList<Attachment> attachments;
    std::optional<Location> location;
};

std::optional<Attachment> file(const QJsonObject& object, AttachmentKind kind, const QString& mimeType,
                               const QString& fallbackName) {
    const QString id = object[u"file_id"].toString();
    if (id.isEmpty())
        return std::nullopt;
    Attachment attachment;
    attachment.kind = kind;
    attachment.size = std::max<qint64>(0, object[u"file_size"].toInteger());
    attachment.mimeType = object[u"mime_type"].toString(mimeType).left(120);
    attachment.fileName = rules::cleanFileName(object[u"file_name"].toString(fallbackName));
    attachment.pixelSize = QSize(object[u"width"].toInt(), object[u"height"].toInt());
    if (attachment.pixelSize.isEmpty())
        attachment.pixelSize = QSize();
    attachment.durationSeconds = std::max(0, object[u"duration"].toInt());
    attachment.remoteRef = toRemoteRef({id, object[u"file_unique_id"].toString(), attachment.size});
    return attachment;
}

std::optional<QJsonObject> largestPhoto(const QJsonArray& sizes) {
    std::optional<QJsonObject> best;
    qint64 most = -1;
    for (const auto& value : sizes) {
        const QJsonObject size = value.toObject();
        const qint64 pixels = qint64(size[u"width"].toInt()) * size[u"height"].toInt();
        if (!size[u"file_id"].toString().isEmpty() && pixels >= most) {
            most = pixels;
            best = size;
        }
    }
    return best;
}

std::optional<Location> location(const QJsonObject& object, const QString& title) {
    const QJsonValue latitude = object[u"latitude"];
    const QJsonValue longitude = object[u"longitude"];
    if (!latitude.isDouble() || !longitude.isDouble() || std::abs(latitude.toDouble()) > 90 ||
        std::abs(longitude.toDouble()) > 180)
        return std::nullopt;
    return Location{latitude.toDouble(), longitude.toDouble(), title};
}

Read<Content> media(const QJsonObject& message, const std::optional<Attachment>& attachment, MessageKind kind) {
    if (!attachment)
        return Problem{u"missing_file"_s};
    return Content{kind, wordsOf(message, u"caption"_s), {*attachment}, std::nullopt};
}

QString stickerType(const QJsonObject& sticker) {
    if (sticker[u"is_animated"].toBool())
        return u"application/x-tgsticker"_s;
    return sticker[u"is_video"].toBool() ? u"video/webm"_s : u"image/webp"_s;
}

Read<Content> placeContent(const QJsonObject& place, const QString& title) {
    const auto where = location(place, title);
    if (!where)
        return Problem{u"bad_location"_s};
    return Content{MessageKind::Location, {}, {}, where};
}

//! Things that happened to the chat, not things somebody said.
bool isServiceMessage(const QJsonObject& message) {
    static constexpr QStringView Keys[] = {u"pinned_message",       u"message_auto_delete_timer_changed",
                                           u"write_access_allowed", u"users_shared",
                                           u"chat_shared",          u"connected_website",
                                           u"new_chat_members",     u"left_chat_member",
                                           u"new_chat_title",       u"new_chat_photo",
                                           u"delete_chat_photo",    u"group_chat_created",
                                           u"migrate_to_chat_id",   u"migrate_from_chat_id",
                                           u"chat_background_set",  u"forum_topic_created",
                                           u"forum_topic_edited",   u"forum_topic_closed",
                                           u"forum_topic_reopened", u"proximity_alert_triggered",
                                           u"boost_added"};
    return std::any_of(std::begin(Keys), std::end(Keys), [&](QStringView key) { return message.contains(key); });
}

//! nullopt: nothing to show.
Read<std::optional<Content>> contentOf(const QJsonObject& m, qint64 id) {
    const auto named = [id](QStringView base, QStringView extension) {
        return u"%1-%2.%3"_s.arg(base).arg(id).arg(extension);
    };
    const auto wrap = [](Read<Content> read) -> Read<std::optional<Content>> {
        if (auto* problem = std::get_if<Problem>(&read))
            return *problem;
        return std::optional(std::get<Content>(std::move(read)));
    };
    if (m.contains(u"text")) {
        if (!m[u"text"].isString())
            return Problem{u"bad_text"_s};
        return std::optional(Content{MessageKind::Text, wordsOf(m, u"text"_s), {}, std::nullopt});
    }
    if (m.contains(u"photo")) {
        const auto best = largestPhoto(m[u"photo"].toArray());
        return wrap(media(
            m, file(best.value_or(QJsonObject()), AttachmentKind::Image, u"image/jpeg"_s, named(u"photo", u"jpg")),
            MessageKind::Image));
    }
    // An animation also fills "document", for clients older than animations.
    if (m.contains(u"animation"))
        return wrap(media(
            m, file(m[u"animation"].toObject(), AttachmentKind::Video, u"video/mp4"_s, named(u"animation", u"mp4")),
            MessageKind::Video));
    if (m.contains(u"live_photo"))
        return wrap(media(
            m,
            file(m[u"live_photo"].toObject(), AttachmentKind::Video, u"video/mp4"_s, named(u"live-photo", u"mp4")),
            MessageKind::Video));
    if (m.contains(u"document"))
        return wrap(media(m,
                          file(m[u"document"].toObject(), AttachmentKind::Document, u"application/octet-stream"_s,
                               named(u"document", u"bin")),
                          MessageKind::Document));
    if (m.contains(u"video"))
        return wrap(
            media(m, file(m[u"video"].toObject(), AttachmentKind::Video, u"video/mp4"_s, named(u"video", u"mp4")),
                  MessageKind::Video));
    if (m.contains(u"video_note"))
        return wrap(media(
            m,
            file(m[u"video_note"].toObject(), AttachmentKind::Video, u"video/mp4"_s, named(u"video-note", u"mp4")),
            MessageKind::Video));
    if (m.contains(u"audio"))
        return wrap(
            media(m, file(m[u"audio"].toObject(), AttachmentKind::Audio, u"audio/mpeg"_s, named(u"audio", u"mp3")),
                  MessageKind::Audio));
    if (m.contains(u"voice"))
        return wrap(
            media(m, file(m[u"voice"].toObject(), AttachmentKind::Voice, u"audio/ogg"_s, named(u"voice", u"ogg")),
                  MessageKind::Voice));
    if (m.contains(u"sticker")) {
        const QJsonObject sticker = m[u"sticker"].toObject();
        auto read =
            media(m, file(sticker, AttachmentKind::Sticker, stickerType(sticker), named(u"sticker", u"webp")),
                  MessageKind::Sticker);
        if (auto* content = std::get_if<Content>(&read))
            content->text = sticker[u"emoji"].toString();
        return wrap(std::move(read));
    }
    // A venue also fills "location".
    if (m.contains(u"venue")) {
        const QJsonObject venue = m[u"venue"].toObject();
        QString title = venue[u"title"].toString();
        if (const QString address = venue[u"address"].toString(); !address.isEmpty())
            title += title.isEmpty() ? address : u", "_s + address;
        return wrap(placeContent(venue[u"location"].toObject(), rules::oneLine(title, 240)));
    }
    if (m.contains(u"location"))
        return wrap(placeContent(m[u"location"].toObject(), {}));
    if (m.contains(u"contact")) {
        const QJsonObject card = m[u"contact"].toObject();
        const QString text = fullName(card) + u", "_s + rules::oneLine(card[u"phone_number"].toString(), 40);
        return std::optional(Content{MessageKind::ContactCard, text, {}, std::nullopt});
    }
    if (m.contains(u"dice"))
        return std::optional(
            Content{MessageKind::Text,
                    m[u"dice"][u"emoji"].toString() + u' ' + QString::number(m[u"dice"][u"value"].toInt()),
                    {},
                    std::nullopt});
    if (m.contains(u"web_app_data"))
        return std::optional(
            Content{MessageKind::ButtonPress, m[u"web_app_data"][u"button_text"].toString(), {}, std::nullopt});
    if (isServiceMessage(m))
        return std::optional<Content>();
    // Words in it are kept; what it was is not a customer's words and stays out of the text.
    QString words = wordsOf(m, u"caption"_s);
    if (m.contains(u"poll"))
        words = m[u"poll"][u"question"].toString();
    return std::optional(Content{MessageKind::Unsupported, words, {}, std::nullopt});
}

struct MessageHead {
    qint64 chatId = 0;
    qint64 messageId = 0;
    QJsonObject chat;
    QJsonObject from;
};

Read<MessageHead> headOf(const QJsonObject& message) {
    MessageHead head;
    head.chat = message[u"chat"].toObject();
    head.from = message[u"from"].toObject();
    const auto chat = integer(head.chat[u"id"]);
    const auto id = integer(message[u"message_id"]);
    if (!chat)
        return Problem{u"missing_chat"_s};
    if (!id)
        return Problem{u"missing_message_id"_s};
    head.chatId = *chat;
    head.messageId = *id;
    return head;
}

//! One update; nullopt: passed over.
class UpdateReader {
public:
    UpdateReader(const QJsonObject& update, Timestamp now, QStringList& callbackIds)
        : m_update(update), m_now(now), m_callbackIds(callbackIds) {}

    Read<std::optional<ChannelEvent>> read() {
        if (m_update.contains(u"message"))
            return readMessage(m_update[u"message"].toObject());
        if (m_update.contains(u"edited_message"))
            return readEdit(m_update[u"edited_message"].toObject());
        if (m_update.contains(u"callback_query"))
            return readButton(m_update[u"callback_query"].toObject());
        if (m_update.contains(u"my_chat_member"))
            return readMember(m_update[u"my_chat_member"].toObject());
        if (m_update.contains(u"message_reaction"))
            return readReaction(m_update[u"message_reaction"].toObject());
        return std::optional<ChannelEvent>();
    }

private:
    using Outcome = Read<std::optional<ChannelEvent>>;
    static Outcome nothing() { return std::optional<ChannelEvent>(); }

    Outcome readMessage(const QJsonObject& message) {
        auto read = headOf(message);
        if (auto* problem = std::get_if<Problem>(&read))
            return *problem;
        const auto& head = std::get<MessageHead>(read);
        // Groups and channels are not conversations with a customer; bots are not customers.
        if (!isPrivate(head.chat) || head.from[u"is_bot"].toBool())
            return nothing();
        auto content = contentOf(message, head.messageId);
        if (auto* problem = std::get_if<Problem>(&content))
            return *problem;
        auto& found = std::get<std::optional<Content>>(content);
        if (!found)
            return nothing();
        InboundMessage inbound;
        inbound.externalId = externalIdOf(head.chatId, head.messageId);
        inbound.sender = senderOf(head.chatId, head.from, head.chat);
        inbound.kind = found->kind;
        inbound.text = std::move(found->text);
        inbound.attachments = std::move(found->attachments);
        inbound.location = found->location;
        inbound.sentAt = date(message[u"date"], m_now);
        if (const auto reply = integer(message[u"reply_to_message"][u"message_id"]))
            inbound.replyToExternalId = externalIdOf(head.chatId, *reply);
        // A link like t.me/shop_bot?start=order-17 says where the customer came from.
        if (inbound.text.startsWith(u"/start ") && inbound.kind == MessageKind::Text)
            inbound.sender.fields.insert(u"start"_s, rules::oneLine(inbound.text.mid(7), 64));
        return std::optional<ChannelEvent>(std::move(inbound));
    }

    Outcome readEdit(const QJsonObject& message) {
        auto read = headOf(message);
        if (auto* problem = std::get_if<Problem>(&read))
            return *problem;
        const auto& head = std::get<MessageHead>(read);
        const QString key = message.contains(u"text") ? u"text"_s : u"caption"_s;
        // A live location moves by edits; and some changes cannot be seen at all.
        if (!isPrivate(head.chat) || head.from[u"is_bot"].toBool() || !message[key].isString())
            return nothing();
        return std::optional<ChannelEvent>(MessageEdited{
            externalIdOf(head.chatId, head.messageId), wordsOf(message, key), date(message[u"edit_date"], m_now)});
    }

    Outcome readButton(const QJsonObject& query) {
        const QString id = query[u"id"].toString();
        if (id.isEmpty())
            return Problem{u"missing_callback_id"_s};
        m_callbackIds += id;
        const QJsonObject from = query[u"from"].toObject();
        const QJsonObject message = query[u"message"].toObject();
        const QJsonObject chat = message[u"chat"].toObject();
        const auto person = integer(from[u"id"]);
        if (!person)
            return Problem{u"missing_sender"_s};
        if (!isPrivate(chat))
            return nothing();
        InboundMessage inbound;
        inbound.externalId = u"callback:"_s + id;
        inbound.kind = MessageKind::ButtonPress;
        const qint64 chatId = integer(chat[u"id"]).value_or(*person);
        inbound.sender = senderOf(chatId, from, chat);
        inbound.text = buttonLabel(message, query[u"data"].toString());
        inbound.sentAt = m_now;
        if (const auto messageId = integer(message[u"message_id"]))
            inbound.replyToExternalId = externalIdOf(chatId, *messageId);
        return std::optional<ChannelEvent>(std::move(inbound));
    }

    //! What the customer read on the button; the data behind it when the keyboard is not there.
    static QString buttonLabel(const QJsonObject& message, const QString& data) {
        for (const auto& row : message[u"reply_markup"][u"inline_keyboard"].toArray())
            for (const auto& button : row.toArray())
                if (button[u"callback_data"].toString() == data && !button[u"text"].toString().isEmpty())
                    return button[u"text"].toString();
        return data;
    }

    Outcome readMember(const QJsonObject& change) {
        const QJsonObject chat = change[u"chat"].toObject();
        const auto chatId = integer(chat[u"id"]);
        if (!chatId)
            return Problem{u"missing_chat"_s};
        const QString status = change[u"new_chat_member"][u"status"].toString();
        if (!isPrivate(chat) || (status != u"kicked" && status != u"member"))
            return nothing();
        return std::optional<ChannelEvent>(
            BlockedChanged{senderOf(*chatId, change[u"from"].toObject(), chat), status == u"kicked"});
    }

    Outcome readReaction(const QJsonObject& change) {
        const QJsonObject chat = change[u"chat"].toObject();
        const auto chatId = integer(chat[u"id"]);
        const auto messageId = integer(change[u"message_id"]);
        if (!chatId || !messageId)
            return Problem{u"missing_message_id"_s};
        if (!isPrivate(chat))
            return nothing();
        ReactionChanged reaction;
        reaction.externalId = externalIdOf(*chatId, *messageId);
        reaction.by = QString::number(integer(change[u"user"][u"id"]).value_or(*chatId));
        for (const auto& value : change[u"new_reaction"].toArray()) {
            const QString type = value[u"type"].toString();
            // The picture of a custom emoji is a file of its own; a star stands for it and for a paid one.
            const QString emoji = type == u"emoji" ? value[u"emoji"].toString().left(16) : u"⭐"_s;
            if (!emoji.isEmpty())
                reaction.reactions += Reaction{emoji, reaction.by};
        }
        return std::optional<ChannelEvent>(std::move(reaction));
    }

    const QJsonObject& m_update;
    const Timestamp m_now;
    QStringList& m_callbackIds;
};

class UpdatesReader {
public:
    explicit UpdatesReader(Timestamp now) : m_now(now) {}

    void add(const QJsonValue& value, const QByteArray& raw) {
        ++m_result.updates;
        if (!value.isObject())
            return reject(std::nullopt, u"not_an_object"_s, raw);
        const QJsonObject update = value.toObject();
        const auto id = integer(update[u"update_id"]);
        if (!id || *id < 0 || *id == std::numeric_limits<qint64>::max())
            return reject(std::nullopt, u"missing_update_id"_s, raw);
        m_result.nextOffset = std::max(m_result.nextOffset, *id + 1);
        auto outcome = UpdateReader(update, m_now, m_result.callbackIds).read();
        if (const auto* problem = std::get_if<Problem>(&outcome))
            return reject(id, problem->key,
                          raw.isEmpty() ? QJsonDocument(update).toJson(QJsonDocument::Compact) : raw);
        if (auto& event = std::get<std::optional<ChannelEvent>>(outcome))
            m_result.events += std::move(*event);
    }

    //! A member that is no JSON at all.
    void addUnreadable(const QByteArray& raw) {
        ++m_result.updates;
        static const QRegularExpression pattern(u"\"update_id\"\\s*:\\s*(\\d{1,18})\\b"_s);
        const auto match = pattern.match(QString::fromLatin1(raw.left(4096)));
        std::optional<qint64> id;
        if (match.hasMatch()) {
            id = match.captured(1).toLongLong();
            m_result.nextOffset = std::max(m_result.nextOffset, *id + 1);
        }
        reject(id, u"not_json"_s, raw);
    }

    ParsedUpdates take() { return std::move(m_result); }

private:
    void reject(std::optional<qint64> id, const QString& problem, const QByteArray& raw) {
        m_result.events += kit::rejected(id ? u"update:%1"_s.arg(*id) : QString(), problem, raw);
    }

    const Timestamp m_now;
    ParsedUpdates m_result;
};

} // namespace

QString externalIdOf(qint64 chatId, qint64 messageId) {
    return QString::number(chatId) + u':' + QString::number(messageId);
}

qint64 messageIdOf(const QString& externalId, const QString& chatId) {
    const QString prefix = chatId + u':';
    return externalId.startsWith(prefix) ? externalId.mid(prefix.size()).toLongLong() : 0;
}

QString toRemoteRef(const FileRef& ref) {
    return ref.fileId + u'|' + ref.uniqueId + u'|' + QString::number(ref.size);
}

Result<FileRef> fromRemoteRef(const QString& remoteRef) {
    const QStringList parts = remoteRef.split(u'|');
    if (parts.size() != 3 || parts.first().isEmpty())
        return makeError(ErrorCode::InvalidInput, u"not a file reference"_s);
    return FileRef{parts.at(0), parts.at(1), parts.at(2).toLongLong()};
}

Result<ParsedUpdates> parseUpdates(const QByteArray& body, Timestamp now) {
    UpdatesReader reader(now);
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(body, &problem);
    if (problem.error == QJsonParseError::NoError) {
        if (!document[u"result"].isArray())
            return makeError(ErrorCode::Damaged, u"no update list"_s);
        for (const auto& value : document[u"result"].toArray())
            reader.add(value, {});
        return reader.take();
    }
    // One member may be broken, for instance nested beyond the parser's limit; the others shall not suffer.
    const auto members = kit::splitArray(body, "result");
    if (!members)
        return makeError(ErrorCode::Damaged, u"not JSON"_s);
    for (const QByteArray& raw : *members) {
        const QJsonDocument single = QJsonDocument::fromJson(raw, &problem);
        if (problem.error == QJsonParseError::NoError && single.isObject())
            reader.add(single.object(), raw);
        else
            reader.addUnreadable(raw);
    }
    return reader.take();
}

} // namespace souffleur::channels::telegram
