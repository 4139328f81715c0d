// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/ChannelEvent.h"

#include <QJsonObject>
#include <QSet>
#include <QUrl>

//! Discord's Gateway and REST API, version 10 (https://discord.com/developers/docs, November 2026)
namespace souffleur::channels::discord {

//! Ids are snowflakes: unsigned 64-bit numbers as text, rising with time.
bool isSnowflake(const QString& id);
//! a is later than b; by number, not by text.
bool isLater(const QString& a, const QString& b);

//! One message of the gateway.
struct GatewayFrame {
    int op = -1;
    std::optional<qint64> sequence;
    QString type; //!< of a dispatch: "MESSAGE_CREATE"
    QJsonValue data;
};
//! Damaged: no JSON object with an "op".
Result<GatewayFrame> parseFrame(const QByteArray& text);

//! Whose messages are taken: direct ones, and those of the chosen channels.
struct Scope {
    QString self; //!< the bot's own user id
    QSet<QString> channels;
};

//! Events of a dispatch; none: nothing of interest. A message that cannot be read becomes a RejectedEvent. `now`
//! stands in for dates that are missing or more than a day ahead.
QList<ChannelEvent> parseDispatch(const GatewayFrame& frame, const Scope& scope, Timestamp now);

//! What a message of the history or of the gateway says. direct: its channel is a direct one (the history does not
//! say so).
std::optional<ChannelEvent> parseMessage(const QJsonObject& message, const Scope& scope, bool direct,
                                         Timestamp now);

//! "<channel>:<message>"
QString externalIdOf(const QString& channel, const QString& message);
//! The channel or the message in it; empty: it is none of ours.
QString channelOf(const QString& externalId);
QString messageOf(const QString& externalId);

//! Whom to answer: "<user>" directly, "<user>@<channel>" in a channel of a server.
struct Recipient {
    QString user;
    QString channel; //!< empty: directly
};
QString toExternalId(const Recipient& recipient);
std::optional<Recipient> toRecipient(const QString& externalId);

//! Attachment::remoteRef: "<channel>|<message>|<attachment>|<size>|<url>". The address is signed and expires; with
//! the ids a new one is asked for.
struct FileRef {
    QString channel;
    QString message;
    QString attachment;
    qint64 size = 0;
    QUrl url;
};
QString toRemoteRef(const FileRef& ref);
Result<FileRef> fromRemoteRef(const QString& remoteRef);

} // namespace souffleur::channels::discord
