// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/discord/DiscordParser.h"

#include "channels/kit/FileKinds.h"
#include "channels/kit/Json.h"
#include "channels/kit/Markdown.h"
#include "domain/Rules.h"

#include <algorithm>

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

namespace souffleur::channels::discord {
namespace {

constexpr int MaxEmoji = 64;

constexpr int VoiceFlag = 1 << 13; //!< of a message

enum class MessageType {
    Default = 0,
    Reply = 19,
};

QString snowflake(const QJsonValue& value) {
    const QString id = value.toString();
    return isSnowflake(id) ? id : QString();
}

Timestamp timeOf(const QJsonValue& value, Timestamp now) {
    const QDateTime time = QDateTime::fromString(value.toString().left(40), Qt::ISODateWithMs);
    return time.isValid() ? kit::plausibleTime(time.toMSecsSinceEpoch(), now) : now;
}

Sender senderOf(const QJsonObject& author, const QJsonObject& member, const QString& externalId) {
    Sender sender;
    sender.externalId = externalId;
    sender.handle = rules::oneLine(author[u"username"].toString(), 64);
    for (const QJsonValue& name : {member[u"nick"], author[u"global_name"], author[u"username"]}) {
        sender.displayName = rules::oneLine(name.toString(), 120);
        if (!sender.displayName.isEmpty())
            break;
    }
    if (sender.displayName.isEmpty())
        sender.displayName = author[u"id"].toString();
    sender.language = author[u"locale"].toString().left(16);
    return sender;
}

//! Mentions stand in the text as numbers in angle brackets; people see names.
QString named(const QString& text, const QJsonObject& message) {
    if (!text.contains(u'<'))
        return text;
    QHash<QString, QString> names;
    for (const QJsonValue& person : message[u"mentions"].toArray()) {
        QString name = rules::oneLine(person[u"global_name"].toString(), 80);
        if (name.isEmpty())
            name = rules::oneLine(person[u"username"].toString(), 80);
        names.insert(person[u"id"].toString(), name);
    }
    static const QRegularExpression token(u"<@!?(\\d{1,20})>"_s);
    QString out;
    qsizetype from = 0;
    for (auto it = token.globalMatch(text); it.hasNext();) {
        const auto match = it.next();
        const QString name = names.value(match.captured(1));
        if (name.isEmpty())
            continue;
        out += QStringView(text).mid(from, match.capturedStart() - from);
        out += u'@' + name;
        from = match.capturedEnd();
    }
    out += QStringView(text).mid(from);
    return out;
}

//! Out of Discord's Markdown into ours; emoji of a server have names there.
QString readable(const QString& text, const QJsonObject& message) {
    return kit::toMarkdown(kit::fromMarkdown(named(text, message), kit::MarkdownDialect::Discord));
}

QList<Attachment> attachmentsOf(const QJsonObject& content, const QString& channel, const QString& message) {
    QList<Attachment> list;
    const bool voice = (content[u"flags"].toInt() & VoiceFlag) != 0;
    for (const QJsonValue& value : content[u"attachments"].toArray()) {
        const QString id = snowflake(value[u"id"]);
        const QUrl url(value[u"url"].toString(), QUrl::StrictMode);
        if (id.isEmpty() || !url.isValid())
            continue;
        Attachment one;
        one.mimeType = value[u"content_type"].toString().section(u';', 0, 0).trimmed().left(120);
        one.kind = voice ? AttachmentKind::Voice : kit::attachmentKindOf(one.mimeType);
        one.fileName = rules::cleanFileName(value[u"filename"].toString());
        one.size = std::max<qint64>(0, value[u"size"].toInteger());
        one.pixelSize = QSize(value[u"width"].toInt(), value[u"height"].toInt());
        if (one.pixelSize.isEmpty())
            one.pixelSize = QSize();
        one.durationSeconds = int(std::clamp(value[u"duration_secs"].toDouble(), 0.0, 86'400.0));
        one.remoteRef = toRemoteRef({channel, message, id, one.size, url});
        list += one;
    }
    return list;
}

//! PNG, APNG, Lottie (which is no picture) and GIF.
std::optional<Attachment> stickerOf(const QJsonValue& sticker, const QString& channel, const QString& message) {
    const QString id = snowflake(sticker[u"id"]);
    const int format = sticker[u"format_type"].toInt();
    if (id.isEmpty() || format < 1 || format > 4 || format == 3)
        return std::nullopt;
    const bool gif = format == 4;
    Attachment one;
    one.kind = AttachmentKind::Sticker;
    one.mimeType = gif ? u"image/gif"_s : u"image/png"_s;
    one.fileName = rules::cleanFileName(sticker[u"name"].toString().left(60) + (gif ? u".gif"_s : u".png"_s));
    one.remoteRef = toRemoteRef(
        {channel, message, id, 0,
         QUrl((gif ? u"https://media.discordapp.net/stickers/"_s : u"https://cdn.discordapp.com/stickers/"_s) + id +
              (gif ? u".gif"_s : u".png"_s))});
    return one;
}

QString emojiOf(const QJsonValue& emoji) {
    const QString name = rules::oneLine(emoji[u"name"].toString(), MaxEmoji);
    // One of a server's own has a name and a picture; its name stands for it.
    return name.isEmpty() || emoji[u"id"].toString().isEmpty() ? name : u':' + name + u':';
}

RejectedEvent rejected(const QString& externalId, const QString& problem, const QJsonObject& message) {
    return kit::rejected(externalId, problem, QJsonDocument(message).toJson(QJsonDocument::Compact));
}

class DispatchReader {
public:
    DispatchReader(const QJsonObject& data, const Scope& scope, Timestamp now)
        : m_data(data), m_scope(scope), m_now(now), m_channel(snowflake(data[u"channel_id"])),
          m_direct(!data.contains(u"guild_id")) {}

    bool isOurs() const { return !m_channel.isEmpty() && (m_direct || m_scope.channels.contains(m_channel)); }

    QList<ChannelEvent> message() const {
        if (auto event = parseMessage(m_data, m_scope, m_direct, m_now))
            return {std::move(*event)};
        return {};
    }

    QList<ChannelEvent> edited() const {
        const QString id = snowflake(m_data[u"id"]);
        const QJsonObject author = m_data[u"author"].toObject();
        // The preview of a link arrives as an update too, without an edit's time.
        if (id.isEmpty() || !m_data[u"edited_timestamp"].isString() || !m_data[u"content"].isString() ||
            author[u"bot"].toBool() || author[u"id"].toString() == m_scope.self || m_data.contains(u"webhook_id"))
            return {};
        return {MessageEdited{.externalId = externalIdOf(m_channel, id),
                              .text = readable(m_data[u"content"].toString(), m_data),
                              .at = timeOf(m_data[u"edited_timestamp"], m_now)}};
    }

    QList<ChannelEvent> deleted() const {
        QList<ChannelEvent> events;
        QJsonArray ids = m_data[u"ids"].toArray();
        if (ids.isEmpty())
            ids = {m_data[u"id"]};
        for (const QJsonValue& value : ids)
            if (const QString id = snowflake(value); !id.isEmpty())
                events += MessageDeleted{externalIdOf(m_channel, id)};
        return events;
    }

    QList<ChannelEvent> reaction(ReactionChanged::Change change) const {
        const QString message = snowflake(m_data[u"message_id"]);
        const QString user = snowflake(m_data[u"user_id"]);
        const QString emoji = emojiOf(m_data[u"emoji"]);
        if (message.isEmpty() || user.isEmpty() || emoji.isEmpty() || user == m_scope.self ||
            m_data[u"member"][u"user"][u"bot"].toBool())
            return {};
        const QString by = toExternalId({user, m_direct ? QString() : m_channel});
        return {ReactionChanged{externalIdOf(m_channel, message), {{emoji, by}}, by, change}};
    }

    QList<ChannelEvent> typing() const {
        const QString user = snowflake(m_data[u"user_id"]);
        if (user.isEmpty() || user == m_scope.self)
            return {};
        return {Typing{toExternalId({user, m_direct ? QString() : m_channel})}};
    }

private:
    const QJsonObject& m_data;
    const Scope& m_scope;
    const Timestamp m_now;
    const QString m_channel;
    const bool m_direct;
};

} // namespace

bool isSnowflake(const QString& id) {
    bool number = false;
    const bool digits = !id.isEmpty() && id.size() <= 20 &&
                        std::all_of(id.cbegin(), id.cend(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    return digits && id.toULongLong(&number) > 0 && number;
}

bool isLater(const QString& a, const QString& b) {
    return a.toULongLong() > b.toULongLong();
}

Result<GatewayFrame> parseFrame(const QByteArray& text) {
    const QJsonObject object = QJsonDocument::fromJson(text).object();
    if (!object[u"op"].isDouble())
        return makeError(ErrorCode::Damaged, u"not a gateway message"_s);
    GatewayFrame frame;
    frame.op = object[u"op"].toInt(-1);
    if (object[u"s"].isDouble())
        frame.sequence = std::max<qint64>(0, object[u"s"].toInteger());
    frame.type = object[u"t"].toString();
    frame.data = object[u"d"];
    return frame;
}

std::optional<ChannelEvent> parseMessage(const QJsonObject& message, const Scope& scope, bool direct,
                                         Timestamp now) {
    const QJsonObject author = message[u"author"].toObject();
    const QString channel = snowflake(message[u"channel_id"]);
    const QString id = snowflake(message[u"id"]);
    const QString user = snowflake(author[u"id"]);
    if (channel.isEmpty() || id.isEmpty())
        return rejected({}, u"missing_message_id"_s, message);
    if (user.isEmpty())
        return rejected(externalIdOf(channel, id), u"missing_author"_s, message);
    const auto type = MessageType(message[u"type"].toInt());
    // Bots, webhooks and we ourselves are no customers; joins, pins and calls are nothing that somebody said.
    if (author[u"bot"].toBool() || author[u"system"].toBool() || user == scope.self ||
        message.contains(u"webhook_id") || (type != MessageType::Default && type != MessageType::Reply))
        return std::nullopt;
    InboundMessage inbound;
    inbound.externalId = externalIdOf(channel, id);
    inbound.sender =
        senderOf(author, message[u"member"].toObject(), toExternalId({user, direct ? QString() : channel}));
    inbound.sentAt = timeOf(message[u"timestamp"], now);
    QJsonObject content = message;
    if (const QJsonObject forwarded = message[u"message_snapshots"][0][u"message"].toObject(); !forwarded.isEmpty())
        content = forwarded;
    else if (const QString reply = snowflake(message[u"message_reference"][u"message_id"]); !reply.isEmpty())
        inbound.replyToExternalId = externalIdOf(channel, reply);
    inbound.text = readable(content[u"content"].toString(), content);
    inbound.attachments = attachmentsOf(content, channel, id);
    const QJsonArray stickers = content[u"sticker_items"].toArray();
    for (const QJsonValue& sticker : stickers)
        if (const auto one = stickerOf(sticker, channel, id))
            inbound.attachments += *one;
    if (!inbound.attachments.isEmpty()) {
        inbound.kind = kit::messageKindOf(inbound.attachments);
    } else if (inbound.text.isEmpty() && !stickers.isEmpty()) {
        inbound.kind = MessageKind::Sticker;
        inbound.text = rules::oneLine(stickers.first()[u"name"].toString(), 60);
    } else if (inbound.text.isEmpty()) {
        inbound.kind = MessageKind::Unsupported;
        inbound.text = content[u"poll"][u"question"][u"text"].toString();
    }
    return inbound;
}

QList<ChannelEvent> parseDispatch(const GatewayFrame& frame, const Scope& scope, Timestamp now) {
    const QJsonObject data = frame.data.toObject();
    const DispatchReader reader(data, scope, now);
    if (!reader.isOurs())
        return {};
    if (frame.type == u"MESSAGE_CREATE")
        return reader.message();
    if (frame.type == u"MESSAGE_UPDATE")
        return reader.edited();
    if (frame.type == u"MESSAGE_DELETE" || frame.type == u"MESSAGE_DELETE_BULK")
        return reader.deleted();
    if (frame.type == u"MESSAGE_REACTION_ADD")
        return reader.reaction(ReactionChanged::Change::Added);
    if (frame.type == u"MESSAGE_REACTION_REMOVE")
        return reader.reaction(ReactionChanged::Change::Removed);
    if (frame.type == u"TYPING_START")
        return reader.typing();
    return {};
}

QString externalIdOf(const QString& channel, const QString& message) {
    return channel + u':' + message;
}

QString channelOf(const QString& externalId) {
    const QString channel = externalId.section(u':', 0, 0);
    return isSnowflake(channel) && isSnowflake(externalId.section(u':', 1)) ? channel : QString();
}

QString messageOf(const QString& externalId) {
    return channelOf(externalId).isEmpty() ? QString() : externalId.section(u':', 1);
}

QString toExternalId(const Recipient& recipient) {
    return recipient.channel.isEmpty() ? recipient.user : recipient.user + u'@' + recipient.channel;
}

std::optional<Recipient> toRecipient(const QString& externalId) {
    const Recipient recipient{externalId.section(u'@', 0, 0), externalId.section(u'@', 1)};
    if (!isSnowflake(recipient.user) || (!recipient.channel.isEmpty() && !isSnowflake(recipient.channel)))
        return std::nullopt;
    return recipient;
}

QString toRemoteRef(const FileRef& ref) {
    return QStringList{ref.channel, ref.message, ref.attachment, QString::number(ref.size),
                       QString::fromLatin1(ref.url.toEncoded())}
        .join(u'|');
}

Result<FileRef> fromRemoteRef(const QString& remoteRef) {
    FileRef ref{remoteRef.section(u'|', 0, 0), remoteRef.section(u'|', 1, 1), remoteRef.section(u'|', 2, 2),
                remoteRef.section(u'|', 3, 3).toLongLong(), QUrl(remoteRef.section(u'|', 4), QUrl::StrictMode)};
    if (!isSnowflake(ref.channel) || !isSnowflake(ref.message) || !isSnowflake(ref.attachment) ||
        !ref.url.isValid())
        return makeError(ErrorCode::InvalidInput, u"not a file reference"_s);
    return ref;
}

} // namespace souffleur::channels::discord
