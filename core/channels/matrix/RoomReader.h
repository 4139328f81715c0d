// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "channels/matrix/MatrixParser.h"
#include "channels/matrix/SyncMemory.h"
#include "domain/ChannelEvent.h"

namespace souffleur::channels::matrix {

struct ReadContext {
    QString ownUser;
    Timestamp now{};
    OptionalTimestamp oldest; //!< messages before it are history and are passed over
};

struct RoomReading {
    QList<ChannelEvent> events;
    //! Our own events by the transaction id we gave them: the answer to a send whose own answer got lost.
    QHash<QString, QString> echoes;
    QString lastForeignEvent; //!< what a read receipt of ours would name
    bool encrypted = false;   //!< the room is, or has become, encrypted
};

//! Events of a room to events of a channel. Pure but for the memory, which is part of what is stored. Our own
//! messages are never a customer's words. An edit is only known by who wrote it, so that it cannot change another's
//! words.
RoomReading readRoom(const RoomUpdate& update, const ReadContext& context, SyncMemory& memory);

//! We were put out of the room: its people cannot be reached any more.
QList<ChannelEvent> readLeft(const RoomUpdate& update, const ReadContext& context);

//! "An invitation": shown where it is not accepted.
ChannelEvent readInvitation(const Invitation& invitation, Timestamp now);

} // namespace souffleur::channels::matrix
