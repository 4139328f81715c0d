// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"

#include <QByteArray>
#include <QMap>

namespace souffleur::channels::mail {

//! How far a mailbox was read: everything below `next` is stored. The numbers mean nothing once `validity` changed;
//! then everything since `since` is looked at again, and ingest knows what it has.
struct MailboxCursor {
    quint32 validity = 0;
    quint32 next = 0;
    quint64 modSeq = 0; //!< RFC 7162; 0: the server has none
    Timestamp since{};  //!< of the latest time everything was read
    bool operator==(const MailboxCursor&) const = default;
};

//! By name of the mailbox. Stored as JSON, version 1.
using MailCursor = QMap<QString, MailboxCursor>;
QByteArray toBytes(const MailCursor& cursor);
//! What cannot be read is an empty one: then the mail of the first days is looked at again.
MailCursor cursorFromBytes(const QByteArray& bytes);

} // namespace souffleur::channels::mail
