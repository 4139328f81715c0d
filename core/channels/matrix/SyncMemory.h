// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Strings.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QStringList>

namespace souffleur::channels::matrix {

//! What has to be known to read the next events: the channel's cursor, stored together with the events that made
//! it. Everything in it is bounded; the oldest makes room.
class SyncMemory {
public:
    //! An empty or unreadable cursor begins anew.
    static SyncMemory fromCursor(const QByteArray& cursor);
    QByteArray toCursor() const;
    //! Would the cursor differ in more than the place in the stream?
    bool differsFrom(const SyncMemory& other) const;

    QString since;
    QStringList joining; //!< rooms whose invitation was accepted, until the server let us in

    //! A message of ours that nobody has read yet.
    void addSent(const QString& room, const QString& event);
    //! A foreign event: a receipt for it speaks of everything before. Not in the cursor.
    void addSeen(const QString& room, const QString& event);
    //! Takes out our messages in this room up to the event, oldest first.
    QStringList takeSentUpTo(const QString& room, const QString& event);

    struct KnownReaction {
        QString room;
        QString event; //!< the reaction's own id: a redaction names nothing else
        QString target;
        QString user;
        QString key;
    };
    void addReaction(const KnownReaction& reaction);
    std::optional<KnownReaction> takeReaction(const QString& room, const QString& event);

    static constexpr int MaxSent = 100;
    static constexpr int MaxReactions = 64;
    static constexpr int MaxJoining = 100;
    static constexpr int MaxSeen = 1000;

private:
    struct Passed {
        QString room;
        QString event;
        bool sent = false;
    };
    void add(const Passed& passed, int most);
    void trim(bool sent, int most);
    QList<Passed> m_passed; //!< in the order of the timelines
    QList<KnownReaction> m_reactions;
};

} // namespace souffleur::channels::matrix
