// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Conversation.h"
#include "store/Statements.h"

namespace souffleur::store {

//! Numbers that are kept, not counted. Stored as integers: never renumber.
enum class Counter {
    Open = 0,
    Mine = 1,    //!< open, by assignee; the null id: nobody's
    Waiting = 2, //!< open and waiting, by assignee
    Snoozed = 3,
    Mentioned = 4,
    Channel = 5,   //!< open, by channel
    Tag = 6,       //!< conversations by tag (the id is the tag's text)
    LastReply = 7, //!< time of the latest reply by a person
    FaqNumber = 8, //!< the highest number ever given
};

namespace counters {

//! Moves the kept numbers by the difference between two states of one conversation; null: it did not or does not
//! exist.
Status move(Statements& sql, const Conversation* before, const Conversation* after);
Status raise(Statements& sql, Counter counter, qint64 atLeast);
Result<qint64> value(Statements& sql, Counter counter, const QByteArray& id);
//! What a conversation counts for; for move and for checking the kept numbers.
QHash<std::pair<int, QByteArray>, qint64> contributions(const Conversation& conversation);

} // namespace counters
} // namespace souffleur::store
