// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"

//! Matrix client-server API 1.19, https://spec.matrix.org/v1.19/client-server-api/
namespace souffleur::channels::matrix {

//! Ids of events are only unique within a room when a server is hostile, and a person answers in several rooms: so
//! messages are known as "<room> <event>" and people as "<room> <user>". No id of Matrix has a space.
QString messageIdOf(const QString& room, const QString& event);
QString personIdOf(const QString& room, const QString& user);
//! Both are made of two ids; empty when the text is none of ours.
struct IdPair {
    QString room;
    QString other; //!< event or user
};
std::optional<IdPair> splitId(const QString& externalId);

//! 1 to 255 printable ASCII characters without spaces behind the sigil ('!', '$', '@'). Room ids and event ids of
//! new room versions have no server name.
bool isRoomId(const QString& id);
bool isEventId(const QString& id);
//! "@name:server"
bool isUserId(const QString& id);
//! What somebody is called who gave no name: "name" of "@name:server"; the whole id where nothing of that can be
//! seen.
QString nameFromId(const QString& user);

//! mxc://server/media: Attachment::remoteRef.
struct MediaRef {
    QString server;
    QString media;
};
std::optional<MediaRef> mediaOf(const QString& uri);

} // namespace souffleur::channels::matrix
