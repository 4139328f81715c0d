// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/signal/SignalParser.h"

#include "channels/kit/FileKinds.h"
#include "channels/kit/HttpAnswer.h"
#include "channels/kit/Json.h"
#include "channels/kit/Markdown.h"
#include "channels/kit/StyledText.h"
#include "domain/Rules.h"

#include <algorithm>

#include <QJsonArray>
#include <QJsonDocument>

namespace souffleur::channels::signal {
namespace {

constexpr int MaxEmoji = 32;
constexpr qsizetype MaxMentions = 100;

//! A uuid or a number with its "+": what signal-cli takes as a recipient.
bool isAddress(const QString& text) {
    return !text.isEmpty() && text.size() <= 64 && std::all_of(text.cbegin(), text.cend(), [](QChar c) {
        return (c.isLetterOrNumber() && c.unicode() < 128) || c == u'-' || c == u'+' || c == u'_';
    });
}

QString customerOf(const QJsonObject& envelope) {
    for (const QStringView key : {QStringView(u"sourceUuid"), QStringView(u"sourceNumber"), QStringView(u"source")})
        if (const QString address = envelope[key].toString(); isAddress(address))
            return address;
    return {};
}

Sender senderOf(const QJsonObject& envelope, const QString& customer) {
    Sender sender;
    sender.externalId = customer;
    sender.handle = rules::oneLine(envelope[u"sourceNumber"].toString(), 64);
    sender.displayName = rules::oneLine(envelope[u"sourceName"].toString(), 120);
    if (sender.displayName.isEmpty())
        sender.displayName = sender.handle.isEmpty() ? customer : sender.handle;
    return sender;
}

//! The words in our Markdown. A mention stands in the text as one object replacement character.
QString readable(const QJsonObject& message) {
    static const QHash<QString, kit::Styles> styles{{u"BOLD"_s, kit::Style::Bold},
                                                    {u"ITALIC"_s, kit::Style::Italic},
                                                    {u"STRIKETHROUGH"_s, kit::Style::Strike},
                                                    {u"MONOSPACE"_s, kit::Style::Code}};
    kit::StyledText text{message[u"message"].toString(), {}};
    for (const QJsonValue& style : message[u"textStyles"].toArray())
        if (const kit::Styles known = styles.value(style[u"style"].toString()))
            text.ranges += {style[u"start"].toInt(-1), style[u"length"].toInt(), known};
    const QJsonArray mentions = message[u"mentions"].toArray();
    QList<std::pair<qsizetype, QString>> names;
    for (const QJsonValue& mention : mentions) {
        if (names.size() >= MaxMentions)
            break;
        QString name = rules::oneLine(mention[u"name"].toString(), 80);
        if (name.isEmpty())
            name = rules::oneLine(mention[u"number"].toString(), 80);
        const qsizetype at = mention[u"start"].toInt(-1);
        if (!name.isEmpty() && at >= 0 && at < text.text.size() &&
            text.text.at(at) == QChar::ObjectReplacementCharacter)
            names.append({at, u'@' + name});
    }
    std::sort(names.begin(), names.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    for (const auto& [at, name] : std::as_const(names))
        if (text.text.at(at) == QChar::ObjectReplacementCharacter)
            text.replace(at, 1, name);
    return text.ranges.isEmpty() ? text.text : kit::toMarkdown(kit::fromStyled(text));
}

AttachmentKind kindOf(const QString& mimeType) {
    if (mimeType == u"audio/aac" || mimeType == u"audio/mp4" || mimeType == u"audio/ogg")
        return AttachmentKind::Voice; // Signal's own recordings; it marks them, signal-cli does not say so
    return kit::attachmentKindOf(mimeType);
}

QList<Attachment> attachmentsOf(const QJsonArray& list, const QString& customer) {
    QList<Attachment> attachments;
    for (const QJsonValue& value : list) {
        const QString id = value[u"id"].toString();
        if (id.isEmpty() || id.size() > 200 || id.contains(u'|') || id.contains(u'/'))
            continue;
        Attachment one;
        one.mimeType = value[u"contentType"].toString().section(u';', 0, 0).trimmed().left(120);
        one.kind = kindOf(one.mimeType);
        // Without a name of its own signal-cli's id is one, with an ending that fits.
        const QString name = value[u"filename"].toString();
        one.fileName = rules::cleanFileName(name.isEmpty() ? id : name);
        one.size = std::max<qint64>(0, value[u"size"].toInteger());
        one.pixelSize = QSize(value[u"width"].toInt(), value[u"height"].toInt());
        if (one.pixelSize.isEmpty())
            one.pixelSize = QSize();
        one.remoteRef = toRemoteRef({id, customer, one.size});
        attachments += one;
    }
    return attachments;
}

QString cardOf(const QJsonValue& contact) {
    QStringList words;
    const QJsonValue name = contact[u"name"];
    for (const QStringView key : {QStringView(u"display"), QStringView(u"given"), QStringView(u"family")})
        if (const QString part = rules::oneLine(name[key].toString(), 80); !part.isEmpty()) {
            words += part;
            if (key == u"display")
                break;
        }
    QString text = words.join(u' ');
    if (const QString phone = rules::oneLine(contact[u"phone"][0][u"value"].toString(), 40); !phone.isEmpty())
        text += (text.isEmpty() ? QString() : u", "_s) + phone;
    return text;
}

class EnvelopeReader {
public:
    EnvelopeReader(const QJsonObject& envelope, EditTimes& edits, Timestamp now)
        : m_envelope(envelope), m_edits(edits), m_now(now), m_customer(customerOf(envelope)) {}

    QList<ChannelEvent> read() const {
        if (m_customer.isEmpty())
            return m_envelope.contains(u"dataMessage") ? reject(u"missing_sender"_s) : QList<ChannelEvent>();
        if (m_envelope.contains(u"dataMessage"))
            return data(m_envelope[u"dataMessage"].toObject());
        if (m_envelope.contains(u"editMessage"))
            return edit(m_envelope[u"editMessage"].toObject());
        if (m_envelope.contains(u"receiptMessage"))
            return receipts(m_envelope[u"receiptMessage"].toObject());
        if (m_envelope[u"typingMessage"][u"action"].toString() == u"STARTED" &&
            !m_envelope[u"typingMessage"].toObject().contains(u"groupId"))
            return {Typing{m_customer}};
        return {};
    }

private:
    QList<ChannelEvent> reject(const QString& problem) const {
        return {kit::rejected({}, problem, QJsonDocument(m_envelope).toJson(QJsonDocument::Compact))};
    }

    //! The message that somebody names by author and time: the customer's, or else ours.
    QString target(const QJsonValue& uuid, const QJsonValue& number, const QJsonValue& time) const {
        const qint64 ms = time.toInteger();
        if (ms <= 0)
            return {};
        const bool customers = uuid == m_envelope[u"sourceUuid"] && !uuid.toString().isEmpty();
        const bool byNumber = number == m_envelope[u"sourceNumber"] && !number.toString().isEmpty();
        return customers || byNumber ? externalIdOf(m_customer, m_edits.original(m_customer, ms))
                                     : ownIdOf(m_customer, ms);
    }

    QList<ChannelEvent> data(const QJsonObject& message) const {
        if (message.contains(u"groupInfo") || message.contains(u"storyContext"))
            return {};
        if (const QJsonObject gone = message[u"remoteDelete"].toObject(); !gone.isEmpty())
            return {MessageDeleted{
                externalIdOf(m_customer, m_edits.original(m_customer, gone[u"timestamp"].toInteger()))}};
        if (const QJsonObject reaction = message[u"reaction"].toObject(); !reaction.isEmpty())
            return react(reaction);
        const qint64 time = message[u"timestamp"].toInteger(m_envelope[u"timestamp"].toInteger());
        if (time <= 0)
            return reject(u"missing_timestamp"_s);
        InboundMessage inbound;
        inbound.externalId = externalIdOf(m_customer, time);
        inbound.sender = senderOf(m_envelope, m_customer);
        inbound.sentAt = kit::plausibleTime(time, m_now);
        inbound.text = readable(message);
        if (const QJsonObject quote = message[u"quote"].toObject(); !quote.isEmpty())
            inbound.replyToExternalId = target(quote[u"authorUuid"], quote[u"authorNumber"], quote[u"id"]);
        // To be seen once, so not to be kept.
        if (message[u"viewOnce"].toBool())
            inbound.kind = MessageKind::Unsupported;
        else
            inbound.attachments = attachmentsOf(message[u"attachments"].toArray(), m_customer);
        if (!inbound.attachments.isEmpty()) {
            inbound.kind = kit::messageKindOf(inbound.attachments);
        } else if (message.contains(u"sticker")) {
            inbound.kind = MessageKind::Sticker;
        } else if (const QJsonArray contacts = message[u"contacts"].toArray(); !contacts.isEmpty()) {
            inbound.kind = MessageKind::ContactCard;
            inbound.text = cardOf(contacts.first());
        } else if (message.contains(u"pollCreate")) {
            inbound.kind = MessageKind::Unsupported;
            inbound.text = message[u"pollCreate"][u"question"].toString();
        } else if (inbound.text.isEmpty() && inbound.kind == MessageKind::Text) {
            return {}; // a new timer, a key, a pin: nothing that somebody said
        }
        return {inbound};
    }

    QList<ChannelEvent> react(const QJsonObject& reaction) const {
        const QString id = target(reaction[u"targetAuthorUuid"], reaction[u"targetAuthorNumber"],
                                  reaction[u"targetSentTimestamp"]);
        const QString emoji = rules::oneLine(reaction[u"emoji"].toString(), MaxEmoji);
        if (id.isEmpty() || emoji.isEmpty())
            return {};
        // One each: a new one takes the place of the old.
        ReactionChanged changed{id, {}, m_customer, ReactionChanged::Change::All};
        if (!reaction[u"isRemove"].toBool())
            changed.reactions = {{emoji, m_customer}};
        return {changed};
    }

    QList<ChannelEvent> edit(const QJsonObject& edit) const {
        const QJsonObject message = edit[u"dataMessage"].toObject();
        const qint64 target = edit[u"targetSentTimestamp"].toInteger();
        const qint64 time = message[u"timestamp"].toInteger(m_envelope[u"timestamp"].toInteger());
        if (target <= 0 || message.contains(u"groupInfo") || !message[u"message"].isString())
            return {};
        const qint64 original = m_edits.original(m_customer, target);
        if (time > 0)
            m_edits.add(m_customer, time, original);
        return {MessageEdited{.externalId = externalIdOf(m_customer, original),
                              .text = readable(message),
                              .at = kit::plausibleTime(time, m_now)}};
    }

    QList<ChannelEvent> receipts(const QJsonObject& receipt) const {
        MessageStatus status = MessageStatus::Delivered;
        if (receipt[u"isRead"].toBool() || receipt[u"isViewed"].toBool())
            status = MessageStatus::Read;
        else if (!receipt[u"isDelivery"].toBool())
            return {};
        QList<ChannelEvent> events;
        for (const QJsonValue& time : receipt[u"timestamps"].toArray())
            if (time.toInteger() > 0)
                events += StatusChanged{ownIdOf(m_customer, time.toInteger()), status, {}};
        return events;
    }

    const QJsonObject& m_envelope;
    EditTimes& m_edits;
    const Timestamp m_now;
    const QString m_customer;
};

ErrorCode codeOf(const QString& type) {
    if (type == u"UNREGISTERED_FAILURE")
        return ErrorCode::RecipientBlocked;
    if (type == u"RATE_LIMIT_FAILURE")
        return ErrorCode::RateLimited;
    if (type == u"NETWORK_FAILURE")
        return ErrorCode::Unclear;
    return ErrorCode::Rejected;
}

} // namespace

Result<RpcMessage> parseRpc(const QByteArray& line) {
    const auto object = kit::objectOf(line);
    if (!object)
        return makeError(ErrorCode::Damaged, u"not JSON"_s);
    RpcMessage message;
    message.id = (*object)[u"id"].toString();
    message.method = (*object)[u"method"].toString();
    if (!message.method.isEmpty()) {
        message.content = (*object)[u"params"];
        return message;
    }
    if (message.id.isEmpty())
        return makeError(ErrorCode::Damaged, u"neither an answer nor a notification"_s);
    message.content = (*object)[u"result"];
    if (const QJsonObject error = (*object)[u"error"].toObject(); !error.isEmpty()) {
        // A message that reached nobody comes as an error with the same answer inside.
        const auto reached = sentAt(error[u"data"][u"response"]);
        const Error own = errorOf(error[u"code"].toInt(), error[u"message"].toString());
        message.error = error[u"data"][u"response"].isObject() && !reached ? reached.error() : own;
    }
    return message;
}

Error errorOf(int code, const QString& message) {
    const QString detail = u"%1 %2"_s.arg(code).arg(rules::oneLine(message, 200)).trimmed();
    switch (code) {
    case -3: // input and output: it went to Signal's servers, or did not
        return makeError(ErrorCode::Unclear, detail);
    case -4: // the customer's key has changed
        return makeError(ErrorCode::Rejected, detail);
    case -5:
        return Error{ErrorCode::RateLimited, detail, 60};
    case -6: // captcha
        return makeError(ErrorCode::NotConfigured, detail);
    case -32601:
        return makeError(ErrorCode::Unsupported, detail);
    case -32602: // the account is not registered, or not any more
        return makeError(ErrorCode::NotConfigured, u"account"_s);
    case -32603: // its own fault, after nobody knows what
        return makeError(ErrorCode::Unclear, detail);
    default:
        return makeError(ErrorCode::Rejected, detail);
    }
}

Result<qint64> sentAt(const QJsonValue& result) {
    const qint64 time = result[u"timestamp"].toInteger();
    for (const QJsonValue& one : result[u"results"].toArray()) {
        const QString type = one[u"type"].toString();
        if (type.isEmpty() || type == u"SUCCESS")
            continue;
        const ErrorCode code = codeOf(type);
        return Error{code, rules::oneLine(type, 60),
                     code == ErrorCode::RateLimited ? kit::boundedWait(one[u"retryAfterSeconds"].toDouble(60)) : 0};
    }
    if (time <= 0)
        return makeError(ErrorCode::Unclear, u"accepted without a time"_s);
    return time;
}

void EditTimes::add(const QString& author, qint64 edited, qint64 original) {
    m_originals.insert(u"%1:%2"_s.arg(edited, 19, 10, QChar(u'0')).arg(author), original);
    while (m_originals.size() > Max)
        m_originals.erase(m_originals.begin());
}

qint64 EditTimes::original(const QString& author, qint64 time) const {
    return m_originals.value(u"%1:%2"_s.arg(time, 19, 10, QChar(u'0')).arg(author), time);
}

QByteArray EditTimes::write() const {
    QJsonObject object;
    for (auto it = m_originals.constBegin(); it != m_originals.constEnd(); ++it)
        object.insert(it.key(), it.value());
    return QJsonDocument(QJsonObject{{u"edits"_s, object}}).toJson(QJsonDocument::Compact);
}

EditTimes EditTimes::read(const QByteArray& bytes) {
    EditTimes times;
    const QJsonObject object = QJsonDocument::fromJson(bytes)[u"edits"].toObject();
    for (auto it = object.constBegin(); it != object.constEnd(); ++it)
        if (it.value().toInteger() > 0)
            times.m_originals.insert(it.key(), it.value().toInteger());
    return times;
}

QList<ChannelEvent> parseReceive(const QJsonObject& params, const QString& account, EditTimes& edits,
                                 Timestamp now) {
    // With a subscription of our own it is one level further in.
    const QJsonObject result = params.contains(u"result") ? params[u"result"].toObject() : params;
    const QString whose = result[u"account"].toString();
    if (!account.isEmpty() && !whose.isEmpty() && whose != account)
        return {};
    return EnvelopeReader(result[u"envelope"].toObject(), edits, now).read();
}

QString externalIdOf(const QString& customer, qint64 time) {
    return customer + u':' + QString::number(time);
}

QString ownIdOf(const QString& customer, qint64 time) {
    return customer + u":me:"_s + QString::number(time);
}

std::optional<MessageName> nameOf(const QString& externalId) {
    MessageName name;
    name.customer = externalId.section(u':', 0, 0);
    name.time = externalId.section(u':', -1).toLongLong();
    name.own = externalId.section(u':', 1, -2) == u"me";
    return isAddress(name.customer) && name.time > 0 ? std::optional(name) : std::nullopt;
}

QString toRemoteRef(const FileRef& ref) {
    return ref.id + u'|' + ref.customer + u'|' + QString::number(ref.size);
}

Result<FileRef> fromRemoteRef(const QString& remoteRef) {
    const QStringList parts = remoteRef.split(u'|');
    if (parts.size() != 3 || parts.at(0).isEmpty() || !isAddress(parts.at(1)))
        return makeError(ErrorCode::InvalidInput, u"not a file reference"_s);
    return FileRef{parts.at(0), parts.at(1), parts.at(2).toLongLong()};
}

} // namespace souffleur::channels::signal
