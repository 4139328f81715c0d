// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"
#include "base/Result.h"
#include "domain/Command.h"
#include "domain/Conversation.h"
#include "domain/Learning.h"

namespace souffleur::store {
class Store;
}

//! What agents' work teaches the bot. Storage thread, inside the transaction of the work itself.
namespace souffleur::engine {

//! Replies that say at least this much of what was inserted have accepted it (rules::similarity).
inline constexpr double AcceptedSimilarity = 0.60;
//! Turns of one question: as many as a suggestion is made for.
inline constexpr int LearnedTurns = 6;

//! How much of the FAQ entry a reply says: against what was inserted where that is known, else against the entry's
//! answer that is nearest.
Result<double> keptShare(store::Store& store, const SendReply& reply, AgentId actor);

//! The channel took a reply: when it came out of a FAQ entry and says what that says, the customer's turns it
//! answered and the entry belong together.
Status learnFromReply(store::Store& store, const Message& reply, Timestamp now);

//! An agent said that the entry answers the unanswered turns.
Status learnFit(store::Store& store, const Conversation& conversation, FaqEntryId entry, Timestamp now);

//! An agent said that the entry (null: everything offered) does not answer the unanswered turns. `question` stands
//! in when no turn is open any more.
Status learnRefusal(store::Store& store, const Conversation& conversation, FaqEntryId entry,
                    const QString& question, Timestamp now);

} // namespace souffleur::engine
