// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"
#include "base/Result.h"
#include "domain/Ids.h"

#include <QJsonObject>
#include <QList>
#include <QStringList>

namespace souffleur {

enum class AttachmentKind {
    Image,
    Document,
    Audio,
    Video,
    Voice,
    Sticker,
};

//! One thing a person enters to set up a channel; set-up dialog and souffleurctl are made of these. Label, example
//! and help are ui/'s (ui/channels/SetupTexts), by kind and key.
struct ChannelField {
    enum class Kind {
        Text,
        Secret,  //!< kept in the secrets under its key, never in the settings
        Address, //!< of a server: "https://...", "host:port" or a path
        Number,
        Choice,
        Switch,
        List, //!< of words; entered with commas between them, a JSON list in the settings
    };
    QString key{}; //!< in Channel::settings
    Kind kind = Kind::Text;
    bool required = false;
    bool advanced = false; //!< folded away: what a hosted service does not need
    QString fallback{};    //!< what the connector takes when nothing is entered
    QStringList choices{}; //!< Choice: stable keys
    int least = 0;         //!< Number
    int most = 0;
    QString check{}; //!< the check that judges it, see ChannelCapabilities::checks
    bool operator==(const ChannelField&) const = default;
};

//! What a channel can do. One constant row per channel kind; composer, linter, help and tests all read it.
struct ChannelCapabilities {
    QString kind;                //!< "telegram", "sample" ...; the key everywhere
    QString displayName;         //!< a brand name, not translated
    QString shortName;           //!< two letters for the badge
    QString colour;              //!< "#RRGGBB" of the badge
    int maxTextLength = 4096;    //!< UTF-16 units of one text message
    int maxCaptionLength = 1024; //!< text sent together with one attachment
    qint64 maxUploadBytes = 0;   //!< 0: no attachments
    qint64 maxImageBytes = 0;
    qint64 maxDownloadBytes = 0;
    QList<AttachmentKind> attachmentKinds;
    bool canReplyTo = false;
    bool canEdit = false;
    bool canDelete = false;
    bool canReact = false;
    bool showsTyping = false; //!< we can tell the customer that somebody types
    bool tellsDelivered = false;
    bool tellsRead = false;
    bool idempotentSend = false; //!< a repeated send with the same key is the same message
    bool enterSends = true;      //!< chat; false: e-mail, Ctrl+Enter
    int holdSeconds = 5;         //!< default hold before dispatch
    int replyWindowHours = 0;    //!< 0: none
    bool formal = false;         //!< prefers e-mail length answers
    bool addable = true;         //!< false: comes by itself
    QList<ChannelField> fields;  //!< of set-up, in the order in which they are asked for
    QStringList checks;          //!< names of set-up's checks, in the order in which they run
    bool canStart = false;       //!< we may write first, to an address
};

//! A configured account of a channel kind. Secrets are not here: ChannelRepository keeps them apart.
struct Channel {
    ChannelId id;
    QString kind;
    QString name;
    QJsonObject settings; //!< per kind, documented in the channel's folder; never a secret
    bool enabled = true;
    bool sample = false; //!< created with the sample data, removed with it
    bool operator==(const Channel&) const = default;
};

enum class ChannelState {
    Off,
    Connecting,
    Connected,
    Waiting, //!< lost; tries again at nextAttempt
    Failed,  //!< needs a person, for instance a revoked token
};

struct ChannelHealth {
    ChannelId channel;
    ChannelState state = ChannelState::Off;
    std::optional<Error> error; //!< the last one, kept until the next success
    OptionalTimestamp lastEventAt;
    OptionalTimestamp nextAttemptAt;
    QString account; //!< the name the channel's server gives us, for instance "@shop_bot"
};

enum class CheckState {
    Running,
    Passed,
    Failed,
    Skipped,
};

//! One live, named check of channel setup. The name is a stable key ("token", "receive" ...); ui/ makes the
//! sentence.
struct ChannelCheck {
    QString name;
    CheckState state = CheckState::Running;
    std::optional<Error> error;
    QString value; //!< what was found, for instance the bot's name; never a secret
};

} // namespace souffleur
