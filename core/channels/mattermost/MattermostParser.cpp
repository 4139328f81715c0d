// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/mattermost/MattermostParser.h"

#include "channels/kit/FileKinds.h"
#include "channels/kit/Json.h"
#include "channels/kit/Markdown.h"
#include "domain/Rules.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace souffleur::channels::mattermost {
namespace {

//! The facts stand in the metadata; a server that leaves them out still names the files.
QList<FileFact> filesOf(const QJsonObject& object) {
    QHash<QString, QJsonObject> facts;
    for (const auto& value : object[u"metadata"][u"files"].toArray())
        facts.insert(value[u"id"].toString(), value.toObject());
    QList<FileFact> files;
    for (const auto& value : object[u"file_ids"].toArray()) {
        const QString id = value.toString();
        if (!isId(id) || files.size() >= 20)
            continue;
        const QJsonObject fact = facts.value(id);
        FileFact file{id, fact[u"name"].toString(), rules::oneLine(fact[u"mime_type"].toString(), 120),
                      std::max<qint64>(0, fact[u"size"].toInteger()),
                      QSize(fact[u"width"].toInt(), fact[u"height"].toInt())};
        if (file.name.isEmpty())
            file.name = u"file-%1"_s.arg(files.size() + 1);
        files += file;
    }
    return files;
}

Attachment attachmentOf(const FileFact& file) {
    Attachment attachment;
    attachment.kind = kit::attachmentKindOf(file.mimeType);
    attachment.fileName = rules::cleanFileName(file.name);
    attachment.mimeType = file.mimeType.isEmpty() ? u"application/octet-stream"_s : file.mimeType;
    attachment.size = file.size;
    if (file.pixels.width() > 0 && file.pixels.height() > 0)
        attachment.pixelSize = file.pixels;
    attachment.remoteRef = file.id;
    return attachment;
}

//! A member of `data` that is JSON in a string.
QJsonObject inner(const QJsonValue& value) {
    return QJsonDocument::fromJson(value.toString().toUtf8()).object();
}

struct Row {
    QStringView name;
    QStringView sign;
};
constexpr Row Emojis[] = {
    {u"+1", u"👍"},
    {u"thumbsup", u"👍"},
    {u"-1", u"👎"},
    {u"thumbsdown", u"👎"},
    {u"heart", u"❤️"},
    {u"smile", u"😄"},
    {u"smiley", u"😃"},
    {u"grinning", u"😀"},
    {u"laughing", u"😆"},
    {u"joy", u"😂"},
    {u"wink", u"😉"},
    {u"blush", u"😊"},
    {u"slightly_smiling_face", u"🙂"},
    {u"thinking", u"🤔"},
    {u"thinking_face", u"🤔"},
    {u"cry", u"😢"},
    {u"sob", u"😭"},
    {u"angry", u"😠"},
    {u"rage", u"😡"},
    {u"open_mouth", u"😮"},
    {u"white_check_mark", u"✅"},
    {u"heavy_check_mark", u"✔️"},
    {u"x", u"❌"},
    {u"eyes", u"👀"},
    {u"pray", u"🙏"},
    {u"clap", u"👏"},
    {u"tada", u"🎉"},
    {u"fire", u"🔥"},
    {u"100", u"💯"},
    {u"rocket", u"🚀"},
    {u"ok_hand", u"👌"},
    {u"wave", u"👋"},
    {u"raised_hands", u"🙌"},
    {u"question", u"❓"},
    {u"exclamation", u"❗"},
    {u"star", u"⭐"},
};

//! Out of the server's Markdown into ours.
QString oursOf(const QString& message) {
    return kit::toMarkdown(kit::fromMarkdown(message, kit::MarkdownDialect::Mattermost));
}

} // namespace

bool isId(const QString& id) {
    return id.size() == 26 && std::all_of(id.cbegin(), id.cend(), [](QChar c) {
               return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9');
           });
}

QString personIdOf(const QString& channel, const QString& user) {
    return channel + u' ' + user;
}

QString channelOf(const QString& personId) {
    const QStringList parts = personId.split(u' ');
    return parts.size() == 2 && isId(parts.at(0)) && isId(parts.at(1)) ? parts.at(0) : QString();
}

std::optional<Post> readPost(const QJsonObject& object) {
    Post post;
    post.id = object[u"id"].toString();
    post.user = object[u"user_id"].toString();
    post.channel = object[u"channel_id"].toString();
    if (!isId(post.id) || !isId(post.user) || !isId(post.channel))
        return std::nullopt;
    post.root = object[u"root_id"].toString();
    if (!isId(post.root))
        post.root.clear();
    post.message = object[u"message"].toString();
    post.type = object[u"type"].toString();
    post.createdAt = object[u"create_at"].toInteger();
    post.updatedAt = object[u"update_at"].toInteger();
    post.editedAt = object[u"edit_at"].toInteger();
    post.deletedAt = object[u"delete_at"].toInteger();
    const QJsonObject props = object[u"props"].toObject();
    const auto isSet = [&](QStringView key) { return props[key].toBool() || props[key].toString() == u"true"; };
    post.automatic = isSet(u"from_bot") || isSet(u"from_webhook");
    post.ourKey = props[u"souffleur"].toString();
    post.files = filesOf(object);
    return post;
}

Result<PostList> parsePosts(const QByteArray& body) {
    const auto answer = kit::objectOf(body);
    if (!answer || !(*answer)[u"posts"].isObject())
        return makeError(ErrorCode::Damaged, u"not a list of posts"_s);
    PostList list;
    const QJsonObject posts = (*answer)[u"posts"].toObject();
    for (const auto& value : posts) {
        if (auto post = readPost(value.toObject()))
            list.posts += std::move(*post);
        else
            list.unreadable += QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    }
    // "order" leaves out what was deleted.
    std::sort(list.posts.begin(), list.posts.end(), [](const Post& a, const Post& b) {
        return std::pair(a.createdAt, a.id) < std::pair(b.createdAt, b.id);
    });
    return list;
}

Frame parseFrame(const QByteArray& text) {
    Frame frame;
    const auto object = kit::objectOf(text);
    if (!object) {
        frame.kind = Frame::Kind::Unreadable;
        frame.problem = u"not_json"_s;
        return frame;
    }
    const QJsonObject& o = *object;
    if (o.contains(u"seq_reply")) {
        frame.kind = Frame::Kind::Reply;
        frame.replyTo = o[u"seq_reply"].toInteger();
        frame.ok = o[u"status"].toString() == u"OK";
        return frame;
    }
    frame.seq = kit::integer(o[u"seq"]).value_or(-1);
    const QJsonObject data = o[u"data"].toObject();
    const QString event = o[u"event"].toString();
    frame.channel = o[u"broadcast"][u"channel_id"].toString();
    const auto takePost = [&](Frame::Kind kind) {
        frame.post = readPost(inner(data[u"post"]));
        frame.kind = frame.post ? kind : Frame::Kind::Unreadable;
        if (!frame.post) {
            frame.problem = u"bad_post"_s;
            return;
        }
        frame.channel = frame.post->channel;
        frame.channelType = data[u"channel_type"].toString();
        frame.senderName = rules::oneLine(data[u"sender_name"].toString(), 64);
    };
    if (event == u"hello") {
        frame.kind = Frame::Kind::Hello;
        frame.connection = data[u"connection_id"].toString().left(64);
    } else if (event == u"posted") {
        takePost(Frame::Kind::Posted);
    } else if (event == u"post_edited") {
        takePost(Frame::Kind::Edited);
    } else if (event == u"post_deleted") {
        takePost(Frame::Kind::Deleted);
    } else if (event == u"reaction_added" || event == u"reaction_removed") {
        const QJsonObject reaction = inner(data[u"reaction"]);
        frame.user = reaction[u"user_id"].toString();
        frame.postId = reaction[u"post_id"].toString();
        frame.emoji = emojiOf(reaction[u"emoji_name"].toString());
        frame.removed = event == u"reaction_removed";
        if (!isId(frame.channel))
            frame.channel = reaction[u"channel_id"].toString();
        const bool good = isId(frame.user) && isId(frame.postId) && isId(frame.channel);
        frame.kind = good ? Frame::Kind::Reaction : Frame::Kind::Unreadable;
        if (!good)
            frame.problem = u"bad_reaction"_s;
    } else if (event == u"typing") {
        frame.user = data[u"user_id"].toString();
        frame.kind = isId(frame.user) && isId(frame.channel) ? Frame::Kind::Typing : Frame::Kind::Other;
    }
    return frame;
}

std::optional<Profile> readProfile(const QJsonObject& object) {
    Profile profile;
    profile.user = object[u"id"].toString();
    if (!isId(profile.user))
        return std::nullopt;
    profile.username = rules::oneLine(object[u"username"].toString(), 64);
    profile.displayName =
        rules::oneLine((object[u"first_name"].toString() + u' ' + object[u"last_name"].toString()).trimmed(), 120);
    if (profile.displayName.isEmpty())
        profile.displayName = rules::oneLine(object[u"nickname"].toString(), 120);
    if (profile.displayName.isEmpty())
        profile.displayName = profile.username;
    profile.language = object[u"locale"].toString().left(16);
    profile.bot = object[u"is_bot"].toBool();
    return profile;
}

std::optional<ChannelFact> readChannel(const QJsonObject& object) {
    ChannelFact fact{object[u"id"].toString(), object[u"type"].toString(), object[u"last_post_at"].toInteger()};
    return isId(fact.id) ? std::optional(fact) : std::nullopt;
}

QString emojiOf(const QString& name) {
    for (const Row& row : Emojis)
        if (name == row.name)
            return row.sign.toString();
    return u':' + rules::oneLine(name, 14) + u':';
}

QList<ChannelEvent> eventsOf(const Post& post, const QString& ownUser, const Profiles& profiles,
                             const QString& senderName, Timestamp now) {
    if (post.deletedAt > 0)
        return {MessageDeleted{post.id}};
    if (post.user == ownUser || post.type.startsWith(u"system_"))
        return {};
    InboundMessage message;
    message.externalId = post.id;
    message.sender.externalId = personIdOf(post.channel, post.user);
    const Profile profile = profiles.value(post.user);
    const QString handle = senderName.startsWith(u'@') ? senderName : u'@' + senderName;
    message.sender.handle = !profile.username.isEmpty() ? u'@' + profile.username
                            : senderName.isEmpty()      ? QString()
                                                        : handle;
    message.sender.displayName = profile.displayName;
    if (message.sender.displayName.isEmpty())
        message.sender.displayName = senderName.isEmpty() ? post.user : handle.mid(1);
    message.sender.language = profile.language;
    message.text = oursOf(post.message);
    message.sentAt = kit::plausibleTime(post.createdAt, now);
    message.replyToExternalId = post.root;
    message.automatic = post.automatic || profile.bot;
    for (const FileFact& file : post.files)
        message.attachments += attachmentOf(file);
    if (!message.attachments.isEmpty())
        message.kind = kit::messageKindOf(message.attachments);
    else if (message.text.isEmpty())
        message.kind = MessageKind::Unsupported;
    QList<ChannelEvent> events{message};
    if (post.editedAt > 0)
        events += MessageEdited{post.id, message.text, kit::plausibleTime(post.editedAt, now)};
    return events;
}

} // namespace souffleur::channels::mattermost
