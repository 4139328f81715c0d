// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Ids.h"

#include <QList>

namespace souffleur {

enum class EntityKind {
    Conversation, //!< the row, its state, waits, unread, tags
    Message,
    Note,
    Mark,
    Draft,
    Contact,
    Channel,
    FaqEntry,
    FaqStats,
    Setting,
    Attachment,
    LearnedPair,
    ReviewTask,
};

enum class ChangeKind {
    Added,
    Updated,
    Removed,
};

//! Every write is a numbered change: a replica that comes back asks "everything since N".
struct Change {
    qint64 number = 0;
    EntityKind entity = EntityKind::Conversation;
    ChangeKind kind = ChangeKind::Updated;
    QUuid id;                    //!< of the entity; null for Setting
    ConversationId conversation; //!< null where none
    qint64 sequence = 0;         //!< Message, Note, Mark: place in the thread
    bool operator==(const Change&) const = default;
};

using Changes = QList<Change>;

} // namespace souffleur
