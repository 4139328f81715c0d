// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Conversation.h"
#include "domain/Faq.h"
#include "domain/Learning.h"
#include "domain/Spelling.h"
#include "domain/Suggestion.h"

#include <variant>

namespace souffleur {

//! Which suggestion a reply came from; similarity is computed by the handler.
struct SuggestionUse {
    SuggestionSetId set;
    FaqEntryId entry;
    int rank = 0; //!< 1-based
    QString insertedText;
};

struct SendReply {
    ConversationId conversation;
    MessageId message; //!< made by the client
    QString text;
    QList<Attachment> attachments; //!< contents already stored (Workspace::storeAttachment)
    std::optional<MessageId> replyTo;
    qint64 seenSequence = 0; //!< the last thread item the agent saw; see SendGuard
    std::optional<SuggestionUse> suggestion;
    std::optional<FaqEntryId> faqEntry;
    bool sendAnyway =
        false; //!< the agent read the guard's reasons (never lifts PlaceholderOpen, TooLong, WindowClosed)
    int holdSeconds = 5;
    bool thenResolve = false;
    //! A holding reply: the conversation is put back until then. Nothing when it is resolved, or when that is past.
    OptionalTimestamp followUpAt{};
};
struct UndoSend {
    MessageId message;
};
//! For Failed and Queued messages.
struct RetrySend {
    MessageId message;
};
//! A person says what became of an Unclear message.
struct SettleUnclear {
    MessageId message;
    bool wasSent = false; //!< false: becomes Failed and may be sent anew
};
struct AddNote {
    ConversationId conversation;
    NoteId note;
    QString text;
};
struct Assign {
    ConversationId conversation;
    std::optional<AgentId> agent;
};
struct Snooze {
    ConversationId conversation;
    OptionalTimestamp until; //!< none: until the customer writes
};
struct Resolve {
    ConversationId conversation;
};
struct Reopen {
    ConversationId conversation;
};
struct SetTags {
    ConversationId conversation;
    QStringList tags;
};
struct SetPriority {
    ConversationId conversation;
    Priority priority = Priority::Normal;
};
struct MarkRead {
    ConversationId conversation;
    qint64 upToSequence = 0;
};
struct MarkUnread {
    ConversationId conversation;
};
struct SaveDraft {
    Draft draft; //!< empty: removed
};
struct RateEpisode {
    ConversationId conversation;
    int stars = 0;
    QString comment{};
};
struct UpdateContact {
    Contact contact; //!< identities are not touched
};
struct SaveFaqEntry {
    FaqEntry entry; //!< entry.version is the version it was edited from; Conflict when it moved on
    QString comment;
};
struct CommitImport {
    ImportPlan plan;
};
struct RecordShown {
    ConversationId conversation;
    SuggestionSetId set;
    qint64 upToSequence = 0;
    QList<FaqEntryId> entries;
};
struct RecordInserted {
    ConversationId conversation;
    SuggestionSetId set;
    FaqEntryId entry;
    int rank = 0;
};
struct RecordNoneFits {
    ConversationId conversation;
    SuggestionSetId set;
    NoneFitsReason reason = NoneFitsReason::Missing;
    QString words;
    QString question; //!< the customer's turn, for the gap report
    QList<FaqEntryId> entries;
};
//! This entry does not answer the unanswered turns.
struct RecordWrong {
    ConversationId conversation;
    SuggestionSetId set;
    FaqEntryId entry;
    qint64 upToSequence = 0;
};
//! An agent says that this entry answers the unanswered turns, without sending it.
struct RecordRight {
    ConversationId conversation;
    SuggestionSetId set;
    FaqEntryId entry;
    qint64 upToSequence = 0;
};
//! The agent's latest reply becomes a draft entry: the customer's turn without what is personal, the reply with
//! placeholders. For the same reply once; the answer names the entry. NotFound: no reply, or it answered nothing.
struct ProposeFaq {
    ConversationId conversation;
};
//! Replaces the team's synonyms.
struct SaveSynonyms {
    QList<SynonymGroup> groups;
};
//! The entry was looked at; its bad run is over.
struct CloseReviewTask {
    ReviewTaskId task;
};
//! What customers' words taught the bot was wrong; it goes.
struct ForgetLearned {
    QList<LearnedPairId> pairs;
};
//! Two entries become one: wordings, missing answers, tags, figures and what was learned go over to `into`; `from`
//! is archived.
struct MergeFaqEntries {
    FaqEntryId into;
    FaqEntryId from;
};
//! Two entries only look alike; the report of duplicates does not name them again.
struct KeepFaqEntriesApart {
    FaqEntryId first;
    FaqEntryId second;
};
//! A gap that shall not be reported again: answered by an entry, or no matter for the FAQ.
struct SettleGap {
    QString language;
    QStringList words; //!< GapCluster::words
};
//! Everything of a person: identities, conversations, messages, files, drafts, and what was learned from them.
struct DeleteContact {
    ContactId contact;
};
struct SaveChannel {
    Channel channel;
    std::optional<QJsonObject> secrets; //!< those that change; what is not in it stays
};
struct RemoveChannel {
    ChannelId channel;
};
struct SetSetting {
    QString key;
    QJsonValue value;
};
//! A conversation that the agent begins, with an address on a channel whose capabilities say canStart. A person who
//! is known there keeps the conversation that exists; a resolved one gets a new episode. Nothing is sent: the first
//! message is a SendReply. The answer names the conversation.
struct StartConversation {
    ChannelId channel;
    QString address;
    QString name; //!< of the person; empty: the address
};
//! Removes what "sample data" brought, in one go.
struct RemoveSampleData {};

using CommandPayload =
    std::variant<SendReply, UndoSend, RetrySend, SettleUnclear, AddNote, Assign, Snooze, Resolve, Reopen, SetTags,
                 SetPriority, MarkRead, MarkUnread, SaveDraft, RateEpisode, UpdateContact, SaveFaqEntry,
                 CommitImport, RecordShown, RecordInserted, RecordNoneFits, SaveChannel, RemoveChannel, SetSetting,
                 RemoveSampleData, RecordWrong, SaveSynonyms, CloseReviewTask, DeleteContact, LearnWord,
                 RecordRight, ProposeFaq, ForgetLearned, MergeFaqEntries, KeepFaqEntriesApart, SettleGap,
                 StartConversation>;

//! Every write. Handling the same id twice changes nothing the second time and gives the first answer again.
struct Command {
    CommandId id;
    AgentId actor;
    CommandPayload payload;
};

template <class Payload>
Command makeCommand(AgentId actor, Payload payload) {
    return Command{CommandId::create(), actor, CommandPayload(std::move(payload))};
}

struct CommandReply {
    qint64 change = 0;           //!< number of the last change it made
    bool repeated = false;       //!< answered from memory
    FaqEntryId faqEntry;         //!< SaveFaqEntry
    ConversationId conversation; //!< StartConversation
    int count = 0;               //!< CommitImport: rows taken
};

} // namespace souffleur
