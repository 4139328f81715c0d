// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/slack/SlackParser.h"

#include "channels/kit/FileKinds.h"
#include "channels/kit/Json.h"
#include "channels/kit/Markdown.h"
#include "channels/kit/Mrkdwn.h"
#include "channels/slack/SlackApi.h"
#include "domain/Rules.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

namespace souffleur::channels::slack {
namespace {

bool isId(const QString& text) {
    static const QRegularExpression shape(u"^[A-Z][A-Z0-9]{1,31}$"_s);
    return shape.match(text).hasMatch();
}

bool isTs(const QString& text) {
    return !tsOf(u"C:"_s + text, u"C"_s).isEmpty();
}

Timestamp timeOf(const QString& ts, Timestamp now) {
    const qint64 seconds = ts.section(u'.', 0, 0).toLongLong();
    const qint64 micros = ts.section(u'.', 1).left(6).leftJustified(6, u'0').toLongLong();
    return kit::plausibleTime(seconds > 0 ? seconds * 1000 + micros / 1000 : 0, now);
}

std::optional<Attachment> attachmentOf(const QJsonObject& file) {
    FileRef ref;
    ref.id = file[u"id"].toString();
    // "tombstone": deleted meanwhile; "hidden_by_limit": too old for a free plan.
    const QString mode = file[u"mode"].toString();
    if (!isId(ref.id) || mode == u"tombstone" || mode == u"hidden_by_limit")
        return std::nullopt;
    ref.size = std::max<qint64>(0, file[u"size"].toInteger());
    QString address = file[u"url_private_download"].toString();
    if (address.isEmpty())
        address = file[u"url_private"].toString();
    if (address.size() <= 2048)
        ref.url = QUrl(address, QUrl::StrictMode);
    Attachment attachment;
    attachment.mimeType = rules::oneLine(file[u"mimetype"].toString(u"application/octet-stream"_s), 120);
    attachment.kind = file[u"subtype"].toString() == u"slack_audio" ? AttachmentKind::Voice
                                                                    : kit::attachmentKindOf(attachment.mimeType);
    QString name = file[u"name"].toString();
    if (name.isEmpty())
        name = file[u"title"].toString();
    attachment.fileName = rules::cleanFileName(name);
    attachment.size = ref.size;
    attachment.durationSeconds = int(std::clamp<qint64>(file[u"duration_ms"].toInteger() / 1000, 0, 86'400));
    attachment.pixelSize = QSize(file[u"original_w"].toInt(), file[u"original_h"].toInt());
    if (attachment.pixelSize.isEmpty())
        attachment.pixelSize = QSize();
    attachment.remoteRef = toRemoteRef(ref);
    return attachment;
}

class EventReader {
public:
    EventReader(const SlackFrame& frame, const SlackView& view, Timestamp now)
        : m_frame(frame), m_view(view), m_now(now) {}

    SlackEvents read() {
        const auto envelope = kit::objectOf(m_frame.raw);
        if (!envelope)
            return reject({}, u"not_json"_s);
        const QString type = (*envelope)[u"type"].toString();
        const QJsonObject payload = (*envelope)[u"payload"].toObject();
        if (type == u"events_api") {
            m_eventId = rules::oneLine(payload[u"event_id"].toString(), 64);
            // "app_rate_limited" has no event inside.
            if (payload.contains(u"event"))
                event(payload[u"event"].toObject());
        } else if (type == u"interactive") {
            interactive(payload);
        }
        return std::move(m_result);
    }

private:
    SlackEvents reject(const QString& id, const QString& problem) {
        m_result.events += kit::rejected(id, problem, m_frame.raw);
        return std::move(m_result);
    }
    void bad(const QString& problem) {
        m_result.events +=
            kit::rejected(m_eventId.isEmpty() ? QString() : u"event:"_s + m_eventId, problem, m_frame.raw);
    }

    bool isListenedTo(const QString& channel, const QString& channelType) const {
        return channelType == u"im" || (channelType.isEmpty() && channel.startsWith(u'D')) ||
               m_view.channels.contains(channel);
    }

    QString words(const QString& mrkdwn) const {
        return kit::toMarkdown(kit::fromMrkdwn(mrkdwn, [this](const QString& id) {
            return id.startsWith(u'U') || id.startsWith(u'W') ? m_view.profile(id).name : QString();
        }));
    }

    void event(const QJsonObject& event) {
        const QString type = event[u"type"].toString();
        if (type == u"message" || type == u"app_mention")
            return message(event);
        if (type == u"reaction_added" || type == u"reaction_removed")
            return reaction(event, type == u"reaction_added");
        if (type == u"tokens_revoked" || type == u"app_uninstalled")
            m_result.revoked = true;
        else if (type.isEmpty())
            bad(u"missing_type"_s);
    }

    void message(const QJsonObject& event) {
        const QString channel = event[u"channel"].toString();
        if (!isId(channel))
            return bad(u"missing_channel"_s);
        if (!isListenedTo(channel, event[u"channel_type"].toString()))
            return;
        const QString subtype = event[u"subtype"].toString();
        if (subtype == u"message_changed")
            return changed(event, channel);
        if (subtype == u"message_deleted") {
            const QString ts = event[u"deleted_ts"].toString();
            if (!isTs(ts))
                return bad(u"missing_ts"_s);
            m_result.events += MessageDeleted{externalIdOf(channel, ts)};
            return;
        }
        static const QStringList written{QString(), u"file_share"_s, u"thread_broadcast"_s, u"me_message"_s};
        // Joins, topics, pins: not somebody's words.
        if (!written.contains(subtype))
            return;
        const QString user = event[u"user"].toString();
        if (event.contains(u"bot_id") || user == m_view.botUser)
            return;
        const QString ts = event[u"ts"].toString();
        if (!isTs(ts))
            return bad(u"missing_ts"_s);
        if (!isId(user))
            return bad(u"missing_user"_s);
        const Profile profile = m_view.profile(user);
        if (profile.isBot)
            return;
        InboundMessage inbound;
        inbound.externalId = externalIdOf(channel, ts);
        inbound.sender = senderOf(channel, user, profile);
        inbound.text = words(event[u"text"].toString());
        inbound.sentAt = timeOf(ts, m_now);
        const QString root = event[u"thread_ts"].toString();
        if (isTs(root) && root != ts)
            inbound.replyToExternalId = externalIdOf(channel, root);
        for (const auto& file : event[u"files"].toArray())
            if (const auto attachment = attachmentOf(file.toObject());
                attachment && inbound.attachments.size() < 50)
                inbound.attachments += *attachment;
        takeShared(event, inbound);
        inbound.kind = kit::messageKindOf(inbound.attachments);
        if (inbound.attachments.isEmpty() && inbound.text.trimmed().isEmpty())
            inbound.kind = MessageKind::Unsupported;
        m_result.threads += {inbound.externalId, isTs(root) ? root : ts};
        m_result.events += std::move(inbound);
    }

    //! A message that was passed on from elsewhere: its words as a quote, and its files. Previews of links are not.
    void takeShared(const QJsonObject& event, InboundMessage& inbound) const {
        for (const auto& value : event[u"attachments"].toArray()) {
            if (!value[u"is_share"].toBool())
                continue;
            QString text = words(value[u"text"].toString()).trimmed();
            if (!text.isEmpty())
                inbound.text += (inbound.text.isEmpty() ? u"> "_s : u"\n> "_s) + text.replace(u'\n', u"\n> "_s);
            for (const auto& file : value[u"files"].toArray())
                if (const auto attachment = attachmentOf(file.toObject());
                    attachment && inbound.attachments.size() < 50)
                    inbound.attachments += *attachment;
        }
    }

    static Sender senderOf(const QString& channel, const QString& user, const Profile& profile) {
        Sender sender;
        sender.externalId = recipientOf(channel, user);
        sender.displayName = profile.name.isEmpty() ? user : profile.name;
        sender.handle = profile.handle.isEmpty() ? user : u'@' + profile.handle;
        sender.language = profile.locale.section(u'-', 0, 0).left(16);
        if (!profile.email.isEmpty())
            sender.fields.insert(u"email"_s, profile.email);
        return sender;
    }

    void changed(const QJsonObject& event, const QString& channel) {
        const QJsonObject message = event[u"message"].toObject();
        const QString ts = message[u"ts"].toString();
        if (!isTs(ts))
            return bad(u"missing_ts"_s);
        if (message[u"subtype"].toString() == u"tombstone") {
            m_result.events += MessageDeleted{externalIdOf(channel, ts)};
            return;
        }
        if (message.contains(u"bot_id") || message[u"user"].toString() == m_view.botUser)
            return;
        // An unfurled link changes the message too, but not its words.
        const QJsonObject before = event[u"previous_message"].toObject();
        if (!before.isEmpty() && before[u"text"].toString() == message[u"text"].toString())
            return;
        m_result.events += MessageEdited{externalIdOf(channel, ts), words(message[u"text"].toString()),
                                         timeOf(message[u"edited"][u"ts"].toString(), m_now)};
    }

    void reaction(const QJsonObject& event, bool added) {
        const QJsonObject item = event[u"item"].toObject();
        if (item[u"type"].toString(u"message"_s) != u"message")
            return;
        const QString channel = item[u"channel"].toString();
        const QString ts = item[u"ts"].toString();
        const QString user = event[u"user"].toString();
        if (!isId(channel) || !isTs(ts) || !isId(user))
            return bad(u"missing_item"_s);
        if (!isListenedTo(channel, {}) || user == m_view.botUser)
            return;
        if (const QString emoji = emojiOf(event[u"reaction"].toString()); !emoji.isEmpty())
            m_result.events +=
                ReactionChanged{externalIdOf(channel, ts),
                                {Reaction{emoji, user}},
                                user,
                                added ? ReactionChanged::Change::Added : ReactionChanged::Change::Removed};
    }

    void interactive(const QJsonObject& payload) {
        if (payload[u"type"].toString() != u"block_actions")
            return;
        const QString user = payload[u"user"][u"id"].toString();
        const QString channel = payload[u"channel"][u"id"].toString();
        const QJsonObject action = payload[u"actions"].toArray().first().toObject();
        const QString actionTs = action[u"action_ts"].toString();
        if (!isId(user) || !isId(channel) || actionTs.isEmpty())
            return bad(u"missing_action"_s);
        if (!isListenedTo(channel, {}))
            return;
        InboundMessage inbound;
        inbound.externalId = u"action:%1:%2"_s.arg(user, actionTs.left(40));
        inbound.kind = MessageKind::ButtonPress;
        inbound.sender = senderOf(channel, user, m_view.profile(user));
        inbound.text = action[u"text"][u"text"].toString();
        if (inbound.text.isEmpty())
            inbound.text = action[u"selected_option"][u"text"][u"text"].toString();
        if (inbound.text.isEmpty())
            inbound.text = action[u"value"].toString();
        inbound.sentAt = timeOf(actionTs, m_now);
        if (const QString ts = payload[u"message"][u"ts"].toString(); isTs(ts))
            inbound.replyToExternalId = externalIdOf(channel, ts);
        m_result.events += std::move(inbound);
    }

    const SlackFrame& m_frame;
    const SlackView& m_view;
    const Timestamp m_now;
    QString m_eventId;
    SlackEvents m_result;
};

} // namespace

Profile profileOf(const QJsonObject& answer) {
    const QJsonObject user = answer[u"user"].toObject();
    const QJsonObject about = user[u"profile"].toObject();
    Profile profile;
    for (const QString& name : {about[u"real_name"].toString(), user[u"real_name"].toString(),
                                about[u"display_name"].toString(), user[u"name"].toString()})
        if (profile.name.isEmpty())
            profile.name = rules::oneLine(name, 120);
    profile.handle = rules::oneLine(user[u"name"].toString(), 64);
    profile.email = rules::oneLine(about[u"email"].toString(), 200);
    profile.locale = user[u"locale"].toString().left(16);
    profile.isBot = user[u"is_bot"].toBool();
    return profile;
}

SlackFrame parseFrame(const QByteArray& bytes) {
    SlackFrame frame;
    frame.raw = bytes;
    const auto object = kit::objectOf(bytes);
    if (!object)
        return frame;
    const QString type = (*object)[u"type"].toString();
    if (type == u"hello") {
        frame.kind = SlackFrame::Kind::Hello;
        return frame;
    }
    if (type == u"disconnect") {
        frame.kind = SlackFrame::Kind::Disconnect;
        frame.reason = (*object)[u"reason"].toString().left(64);
        return frame;
    }
    frame.envelopeId = (*object)[u"envelope_id"].toString();
    if (frame.envelopeId.isEmpty() || frame.envelopeId.size() > 256)
        return frame;
    frame.kind = SlackFrame::Kind::Envelope;
    const QJsonObject payload = (*object)[u"payload"].toObject();
    const QJsonObject event = payload[u"event"].toObject();
    QStringList users{event[u"user"].toString(), payload[u"user"][u"id"].toString()};
    for (const QJsonObject& words : {event, event[u"message"].toObject()})
        users += kit::mentionsIn(words[u"text"].toString());
    for (const QString& user : users)
        if (isId(user) && !frame.users.contains(user) && frame.users.size() < 20)
            frame.users += user;
    return frame;
}

SlackEvents parseEnvelope(const SlackFrame& frame, const SlackView& view, Timestamp now) {
    return EventReader(frame, view, now).read();
}

QString emojiOf(const QString& name) {
    static const QHash<QString, QString> names{{u"+1"_s, u"👍"_s},
                                               {u"thumbsup"_s, u"👍"_s},
                                               {u"-1"_s, u"👎"_s},
                                               {u"thumbsdown"_s, u"👎"_s},
                                               {u"heart"_s, u"❤️"_s},
                                               {u"tada"_s, u"🎉"_s},
                                               {u"clap"_s, u"👏"_s},
                                               {u"pray"_s, u"🙏"_s},
                                               {u"ok_hand"_s, u"👌"_s},
                                               {u"eyes"_s, u"👀"_s},
                                               {u"white_check_mark"_s, u"✅"_s},
                                               {u"heavy_check_mark"_s, u"✔️"_s},
                                               {u"x"_s, u"❌"_s},
                                               {u"fire"_s, u"🔥"_s},
                                               {u"rocket"_s, u"🚀"_s},
                                               {u"100"_s, u"💯"_s},
                                               {u"wave"_s, u"👋"_s},
                                               {u"smile"_s, u"😄"_s},
                                               {u"slightly_smiling_face"_s, u"🙂"_s},
                                               {u"grinning"_s, u"😀"_s},
                                               {u"laughing"_s, u"😆"_s},
                                               {u"joy"_s, u"😂"_s},
                                               {u"wink"_s, u"😉"_s},
                                               {u"blush"_s, u"😊"_s},
                                               {u"heart_eyes"_s, u"😍"_s},
                                               {u"thinking_face"_s, u"🤔"_s},
                                               {u"open_mouth"_s, u"😮"_s},
                                               {u"cry"_s, u"😢"_s},
                                               {u"sob"_s, u"😭"_s},
                                               {u"rage"_s, u"😡"_s},
                                               {u"angry"_s, u"😠"_s},
                                               {u"disappointed"_s, u"😞"_s},
                                               {u"star"_s, u"⭐"_s},
                                               {u"raised_hands"_s, u"🙌"_s},
                                               {u"muscle"_s, u"💪"_s},
                                               {u"question"_s, u"❓"_s},
                                               {u"warning"_s, u"⚠️"_s},
                                               {u"bulb"_s, u"💡"_s}};
    // "thumbsup::skin-tone-3"
    const QString plain = name.section(u"::"_s, 0, 0).left(64);
    if (plain.isEmpty())
        return {};
    const auto it = names.constFind(plain);
    return it == names.cend() ? u':' + rules::oneLine(plain, 60) + u':' : *it;
}

} // namespace souffleur::channels::slack
