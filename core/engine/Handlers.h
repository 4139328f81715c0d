// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"
#include "base/Result.h"
#include "domain/Command.h"

namespace souffleur::store {
class Store;
}

namespace souffleur::engine {

//! What a handler works with. Handlers run in the Storage thread inside one transaction; an error undoes all of it.
struct HandlerContext {
    store::Store& store;
    Timestamp now;
    Agent actor;
    Milliseconds replyTarget;
};

//! Runs a command's handler once: a repeated id changes nothing and gives the first answer again.
Result<CommandReply> handleCommand(const Command& command, store::Store& store, Timestamp now);

//! One handler per command: checks, works, notes events. Idempotence by command id is handleCommand's business.
template <class Payload>
struct Handler;

#define SOUFFLEUR_HANDLER(Payload)                                                                                 \
    template <>                                                                                                    \
    struct Handler<Payload> {                                                                                      \
        static Result<CommandReply> handle(const Payload& command, HandlerContext& context);                       \
    }
SOUFFLEUR_HANDLER(SendReply);
SOUFFLEUR_HANDLER(UndoSend);
SOUFFLEUR_HANDLER(RetrySend);
SOUFFLEUR_HANDLER(SettleUnclear);
SOUFFLEUR_HANDLER(AddNote);
SOUFFLEUR_HANDLER(Assign);
SOUFFLEUR_HANDLER(Snooze);
SOUFFLEUR_HANDLER(Resolve);
SOUFFLEUR_HANDLER(Reopen);
SOUFFLEUR_HANDLER(SetTags);
SOUFFLEUR_HANDLER(SetPriority);
SOUFFLEUR_HANDLER(MarkRead);
SOUFFLEUR_HANDLER(MarkUnread);
SOUFFLEUR_HANDLER(SaveDraft);
SOUFFLEUR_HANDLER(RateEpisode);
SOUFFLEUR_HANDLER(UpdateContact);
SOUFFLEUR_HANDLER(SaveFaqEntry);
SOUFFLEUR_HANDLER(CommitImport);
SOUFFLEUR_HANDLER(RecordShown);
SOUFFLEUR_HANDLER(RecordInserted);
SOUFFLEUR_HANDLER(RecordNoneFits);
SOUFFLEUR_HANDLER(SaveChannel);
SOUFFLEUR_HANDLER(RemoveChannel);
SOUFFLEUR_HANDLER(SetSetting);
SOUFFLEUR_HANDLER(RemoveSampleData);
SOUFFLEUR_HANDLER(RecordWrong);
SOUFFLEUR_HANDLER(SaveSynonyms);
SOUFFLEUR_HANDLER(CloseReviewTask);
SOUFFLEUR_HANDLER(DeleteContact);
SOUFFLEUR_HANDLER(LearnWord);
SOUFFLEUR_HANDLER(RecordRight);
SOUFFLEUR_HANDLER(ProposeFaq);
SOUFFLEUR_HANDLER(ForgetLearned);
SOUFFLEUR_HANDLER(MergeFaqEntries);
SOUFFLEUR_HANDLER(KeepFaqEntriesApart);
SOUFFLEUR_HANDLER(SettleGap);
SOUFFLEUR_HANDLER(StartConversation);
#undef SOUFFLEUR_HANDLER

} // namespace souffleur::engine
