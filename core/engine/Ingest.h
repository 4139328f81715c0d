// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "assist/Language.h"
#include "base/Clock.h"
#include "base/Result.h"
#include "domain/ChannelEvent.h"
#include "domain/Conversation.h"

namespace souffleur::store {
class Store;
}

namespace souffleur::engine {

//! Stores a batch: its events and the cursor that confirms them, in the transaction of the caller (Storage thread).
//! Idempotent by (channel, external id); receipts, edits, deletions and reactions may come before their message and
//! are parked until it comes. An event that cannot be stored as what it claims to be is kept raw and does not stop
//! the others; an error of the store fails the whole batch, so that nothing is confirmed that is not durable.
struct IngestOutcome {
    QList<ConversationId> typing;                    //!< shown, never stored
    QList<std::pair<MessageId, Attachment>> toFetch; //!< attachments still at the channel
    int stored = 0;
    int repeated = 0;
};

class Ingest {
public:
    Ingest(store::Store& store, const Channel& channel, Timestamp now, Milliseconds replyTarget);
    //! languages: what guessLanguages gave for this batch; guessed here when there are none.
    Result<IngestOutcome> run(const EventBatch& batch, const QList<assist::LanguageGuess>& languages = {});

    //! One guess per event. Needs no store: in any thread, so that the Storage thread has less to do.
    static QList<assist::LanguageGuess> guessLanguages(const EventBatch& batch);

    //! A longer text is cut here for the thread and kept whole as an attachment.
    static constexpr qsizetype MaxTextLength = 100'000;

private:
    Status applyMessage(const InboundMessage& event, const assist::LanguageGuess& guess);
    Status apply(const InboundMessage& event);
    Status apply(const MessageEdited& event);
    Status apply(const MessageDeleted& event);
    Status apply(const ReactionChanged& event);
    Status apply(const StatusChanged& event);
    Status apply(const BlockedChanged& event);
    Status apply(const Rated& event);
    Status apply(const Typing& event);
    Status apply(const RejectedEvent& event);

    Result<std::optional<Conversation>> findConversation(const Sender& sender);
    Result<Conversation> createConversation(const Sender& sender);
    Result<bool> isStored(const QString& externalId);
    //! Changed conversations are written once per batch, however many messages each one got.
    void remember(const Conversation& stored, const Conversation& now);
    Status writeOpen();
    //! The message, or none after parking the event until it comes.
    template <class Event>
    Result<std::optional<Message>> messageOrPark(const Event& event);
    Status applyParked(const QString& externalId);

    store::Store& m_store;
    const Channel& m_channel;
    Timestamp m_now;
    Milliseconds m_replyTarget;
    IngestOutcome m_outcome;
    struct Open {
        Conversation stored;
        Conversation now;
    };
    QHash<ContactId, Open> m_open;
    QList<ContactId> m_openOrder;
    QHash<QString, ContactId> m_senders; //!< by external id
    std::optional<bool> m_anyParked;     //!< whether to look for parked events at all
};

} // namespace souffleur::engine
