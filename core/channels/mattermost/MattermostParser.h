// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/ChannelEvent.h"

#include <QHash>
#include <QJsonObject>

//! Mattermost REST API and WebSocket, version 4, https://developers.mattermost.com/api-documentation/
namespace souffleur::channels::mattermost {

//! Ids are 26 letters and digits.
bool isId(const QString& id);
//! A person answers in several channels, and a reply goes back to where it came from: "<channel> <user>".
QString personIdOf(const QString& channel, const QString& user);
//! The channel in it; empty when it is none of ours.
QString channelOf(const QString& personId);

struct FileFact {
    QString id;
    QString name;
    QString mimeType;
    qint64 size = 0;
    QSize pixels;
};

struct Post {
    QString id;
    QString user;
    QString channel;
    QString root; //!< the post that began the thread; empty: none
    QString message;
    QString type; //!< empty: written by somebody; "system_...": something that happened
    qint64 createdAt = 0;
    qint64 updatedAt = 0;
    qint64 editedAt = 0;
    qint64 deletedAt = 0;
    bool automatic = false; //!< a bot or a webhook
    QList<FileFact> files;
    QString ourKey; //!< what we put into the posts we send
};

//! nullopt: no id, author or channel.
std::optional<Post> readPost(const QJsonObject& object);

struct PostList {
    QList<Post> posts; //!< oldest first
    QList<QByteArray> unreadable;
};
//! Damaged: not a list of posts.
Result<PostList> parsePosts(const QByteArray& body);

//! A text message of the WebSocket.
struct Frame {
    enum class Kind {
        Hello,
        Reply, //!< to an action of ours
        Posted,
        Edited,
        Deleted,
        Reaction,
        Typing,
        Other,
        Unreadable,
    };
    Kind kind = Kind::Other;
    qint64 seq = -1;    //!< events count from 0; -1: none
    qint64 replyTo = 0; //!< of a reply: the action's number
    bool ok = false;    //!< of a reply
    QString connection; //!< of a hello
    QString channel;
    QString channelType; //!< "D": a conversation of two
    QString senderName;
    QString user;
    std::optional<Post> post;
    QString postId;       //!< of a reaction
    QString emoji;        //!< of a reaction
    bool removed = false; //!< of a reaction
    QString problem;
};
Frame parseFrame(const QByteArray& text);

struct Profile {
    QString user;
    QString username;
    QString displayName;
    QString language;
    bool bot = false;
};
std::optional<Profile> readProfile(const QJsonObject& object);

struct ChannelFact {
    QString id;
    QString type; //!< D, G, O, P
    qint64 lastPostAt = 0;
};
std::optional<ChannelFact> readChannel(const QJsonObject& object);

//! A reaction's name as a sign; ":name:" where it is none that we know.
QString emojiOf(const QString& name);
using Profiles = QHash<QString, Profile>;
//! A post to events: a message, and what became of it since. None for our own and for what only happened.
QList<ChannelEvent> eventsOf(const Post& post, const QString& ownUser, const Profiles& profiles,
                             const QString& senderName, Timestamp now);

} // namespace souffleur::channels::mattermost
