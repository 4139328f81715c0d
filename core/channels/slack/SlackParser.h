// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/ChannelEvent.h"

#include <functional>

//! Socket Mode and the Events API (docs.slack.dev, November 2026).
namespace souffleur::channels::slack {

//! Who somebody is, from users.info.
struct Profile {
    QString name;
    QString handle;
    QString email;
    QString locale;
    bool isBot = false;
};
Profile profileOf(const QJsonObject& userInfoAnswer);

//! What the parser has to know to read an event.
struct SlackView {
    QString botUser;      //!< ours: what it wrote is no customer's
    QStringList channels; //!< shared channels to listen in, besides direct messages
    std::function<Profile(const QString& user)> profile;
};

struct SlackFrame {
    enum class Kind {
        Hello,
        Disconnect,
        Envelope,
        Other, //!< unknown, or no JSON: nothing to answer
    };
    Kind kind = Kind::Other;
    QString envelopeId;
    QString reason;    //!< of a disconnect
    QStringList users; //!< whose profiles are needed to read it
    QByteArray raw;
};

//! One message of the WebSocket. Pure; never fails.
SlackFrame parseFrame(const QByteArray& bytes);

struct SlackEvents {
    QList<ChannelEvent> events;
    //! Roots of threads: message's external id -> the ts that a reply belongs under.
    QList<std::pair<QString, QString>> threads;
    bool revoked = false; //!< tokens_revoked or app_uninstalled
};

//! The events of an envelope. Pure. What cannot be read becomes a RejectedEvent; what does not concern customers is
//! passed over.
SlackEvents parseEnvelope(const SlackFrame& frame, const SlackView& view, Timestamp now);

//! "thumbsup" -> 👍; ":name:" for a picture of the workspace's own.
QString emojiOf(const QString& name);

} // namespace souffleur::channels::slack
