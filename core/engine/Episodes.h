// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"
#include "base/Result.h"
#include "domain/Command.h"
#include "domain/Conversation.h"
#include "domain/Rules.h"

namespace souffleur::store {
class Store;
}

//! Steps that several handlers, ingest and the outbox share. Storage thread, inside a transaction.
namespace souffleur::engine {

inline constexpr auto ReplyTargetSetting = "reply_target_minutes";
Result<Milliseconds> replyTarget(store::Store& store);

//! Appends a line to the thread and moves conversation.lastSequence; the caller updates the conversation.
Status appendMark(store::Store& store, Conversation& conversation, ThreadMark mark);

//! A reply that closed the conversation or put it back did not go out: it is open again, so that somebody sees it.
void reopenAfter(Conversation& conversation, const Message& message);

//! Stars for the conversation's latest episode; credited to the FAQ entries whose answers were sent in it. A second
//! rating of the same episode replaces the first.
//! Raises a review task for an entry that has a bad run.
Status rateEpisode(store::Store& store, Conversation& conversation, int stars, const QString& by, Timestamp now,
                   const QString& comment = {});

//! Counts a reply that came out of a FAQ entry (direction +1), or takes it back (-1: undone, failed).
Status creditReply(store::Store& store, const Message& message, int direction, Timestamp now);

//! What the send guard looks at, gathered from the store.
Result<rules::GuardInput> guardInput(store::Store& store, const SendReply& reply, AgentId actor, Timestamp now);

} // namespace souffleur::engine
