// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"
#include "domain/Ids.h"

#include <QList>
#include <QMap>
#include <QStringList>

namespace souffleur {

enum class FormOfAddress {
    Unknown,
    Formal,   //!< Sie
    Informal, //!< du
};

//! A contact's handle on one channel.
struct Identity {
    IdentityId id;
    ContactId contact;
    ChannelId channel;
    QString channelKind;
    QString externalId; //!< the channel's own id of the person or chat; unique within the channel
    QString handle;     //!< "@name", address or number as people read it
    QString displayName;
    bool blocked = false; //!< the customer blocked us or the account is gone
    bool operator==(const Identity&) const = default;
};

//! A person.
struct Contact {
    ContactId id;
    QString displayName;
    QString language; //!< ISO 639-1 or empty
    FormOfAddress address = FormOfAddress::Unknown;
    QString remark;
    QStringList tags;
    QMap<QString, QString> fields; //!< "order", "tracking" ...: fill {{order}} and so on
    Timestamp createdAt{};
    QList<Identity> identities;
    bool operator==(const Contact&) const = default;
};

//! One line of the customer column's timeline.
struct TimelineItem {
    enum class Kind {
        EpisodeOpened,
        EpisodeResolved,
        Rated,
    };
    Kind kind = Kind::EpisodeOpened;
    Timestamp at{};
    QString channelKind;
    QString text;   //!< first words of the episode
    int rating = 0; //!< Rated only
};

} // namespace souffleur
