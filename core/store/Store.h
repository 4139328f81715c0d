// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"
#include "base/Result.h"
#include "domain/Change.h"
#include "domain/ChannelEvent.h"
#include "domain/Command.h"
#include "domain/Conversation.h"
#include "domain/Faq.h"
#include "domain/Gap.h"
#include "domain/Learning.h"
#include "domain/Search.h"

#include <memory>

class QSqlDatabase;

namespace souffleur::store {

class Statements;

//! 32 random bytes that open the store; never logged, wiped on destruction.
class StoreKey;

//! Rows of one aggregate each. All calls belong to the Storage thread; writes must run inside Storage::write. Every
//! write notes a Change in the numbered change log. SQL text is the same for SQLCipher and PostgreSQL except where
//! Dialect says otherwise.

struct OutboxItem {
    MessageId message;
    ConversationId conversation;
    ChannelId channel;
    MessageStatus status = MessageStatus::Held; //!< Held, Queued or Sending
    Timestamp dueAt{};
    int attempts = 0;
    OptionalTimestamp waitBefore; //!< waiting_since that this reply ended; restored when it is undone or fails
};

class ContactRepository {
public:
    explicit ContactRepository(Statements& sql) : m_sql(sql) {}
    Result<Contact> find(ContactId id);
    Result<std::optional<Identity>> findIdentity(ChannelId channel, const QString& externalId);
    Result<std::optional<Identity>> identityFor(ContactId contact, ChannelId channel);
    Status insert(const Contact& contact); //!< with its identities
    Status update(const Contact& contact); //!< without its identities
    Status setBlocked(IdentityId identity, bool blocked);
    Result<QList<TimelineItem>> timeline(ContactId contact, int limit);

private:
    Statements& m_sql;
};

class ConversationRepository {
public:
    explicit ConversationRepository(Statements& sql) : m_sql(sql) {}
    Result<Conversation> find(ConversationId id);
    Result<std::optional<Conversation>> findByContact(ContactId contact);
    Status insert(const Conversation& conversation);
    //! Writes the row and moves the kept counters by the difference to `before`.
    Status update(const Conversation& before, const Conversation& after);
    Result<ConversationPage> page(const ConversationQuery& query, AgentId me);
    //! Position in the view's order for keeping the selection; none when not in the view.
    Result<QList<Conversation>> findAll(const QList<ConversationId>& ids);
    //! Most urgent first: due time, then waitingSince; only open conversations that wait, mine or nobody's.
    Result<std::optional<Conversation>> nextWaiting(AgentId me, std::optional<ConversationId> except);
    Result<InboxCounts> counts(AgentId me, Timestamp now);
    //! Snoozed ones whose time has come.
    Result<QList<Conversation>> dueSnoozes(Timestamp now);
    Result<OptionalTimestamp> nextSnooze();
    Result<QStringList> allTags();

private:
    Statements& m_sql;
};

class MessageRepository {
public:
    explicit MessageRepository(Statements& sql) : m_sql(sql) {}
    Result<Message> find(MessageId id);
    Result<std::optional<Message>> findByExternalId(ChannelId channel, const QString& externalId);
    //! With attachments and full-text row. Inbound: externalIds has the channel's id (unique per channel).
    //! False: there was one with that external id already; nothing written.
    Result<bool> insert(const Message& message, const QStringList& externalIds);
    Status update(const Message& message); //!< text, status, error, edited, deleted, reactions, dueAt, fromFaq
    Status setExternalIds(MessageId id, ChannelId channel, const QStringList& externalIds);
    Result<QStringList> externalIds(MessageId id);
    Status updateAttachment(MessageId message, const Attachment& attachment);
    Result<Message> findByAttachment(AttachmentId attachment);

    Status insertNote(const Note& note);
    Status insertMark(ConversationId conversation, const ThreadMark& mark);

    //! limit items before/after the given sequence (exclusive); before=0: the newest.
    Result<ThreadPage> pageBefore(ConversationId conversation, qint64 before, int limit);
    Result<ThreadPage> pageAfter(ConversationId conversation, qint64 after, int limit);
    Result<QList<ThreadItem>> items(ConversationId conversation, const QList<qint64>& sequences);
    //! Customer messages behind the last public reply by a person, oldest first, at most `limit` latest ones.
    Result<QList<Message>> unansweredTurns(ConversationId conversation, int limit);
    //! The same for an earlier time: customer messages between a person's last reply before the sequence and it.
    Result<QList<Message>> turnsBefore(ConversationId conversation, qint64 sequence, int limit);
    //! Sets the conversation's preview fields from its latest message that was not cancelled.
    Status refreshPreview(Conversation& conversation);
    Result<QStringList> latestOutboundTexts(ConversationId conversation, int limit);
    Result<QList<SearchHit>> search(const SearchQuery& query);

    //! Receipts, edits, deletions and reactions that came before their message: kept, applied at insert.
    Status parkEvent(ChannelId channel, const QString& externalId, const ChannelEvent& event, Timestamp now);
    Result<QList<ChannelEvent>> takeParked(ChannelId channel, const QString& externalId);
    Result<bool> hasParked(); //!< for any message of any channel
    Status keepRejected(ChannelId channel, const RejectedEvent& event, Timestamp now);

private:
    Statements& m_sql;
};

class OutboxRepository {
public:
    explicit OutboxRepository(Statements& sql) : m_sql(sql) {}
    Status insert(const OutboxItem& item);
    Status update(const OutboxItem& item);
    Status remove(MessageId message);
    Result<std::optional<OutboxItem>> find(MessageId message);
    //! Held or Queued with dueAt <= now; per conversation only the oldest, and none where one is Sending.
    Result<QList<OutboxItem>> due(Timestamp now, int limit);
    Result<QList<OutboxItem>> sending();
    Result<OptionalTimestamp> nextDue();
    //! What waits for its next attempt over this channel (not what is held) becomes due now.
    Status bringForward(ChannelId channel, Timestamp now);

private:
    Statements& m_sql;
};

class DraftRepository {
public:
    explicit DraftRepository(Statements& sql) : m_sql(sql) {}
    Result<std::optional<Draft>> find(ConversationId conversation, DraftMode mode, AgentId agent);
    Status save(const Draft& draft, AgentId agent); //!< empty: removes
    Result<int> count(AgentId agent);

private:
    Statements& m_sql;
};

class ChannelRepository {
public:
    explicit ChannelRepository(Statements& sql) : m_sql(sql) {}
    Result<QList<Channel>> all();
    Result<Channel> find(ChannelId id);
    Status save(const Channel& channel);
    Status remove(ChannelId id); //!< conversations stay
    Result<QJsonObject> secrets(ChannelId id);
    Status saveSecrets(ChannelId id, const QJsonObject& secrets);
    Result<QByteArray> cursor(ChannelId id);
    Status saveCursor(ChannelId id, const QByteArray& cursor);

private:
    Statements& m_sql;
};

class FaqRepository {
public:
    explicit FaqRepository(Statements& sql) : m_sql(sql) {}
    Result<QList<FaqEntry>> all();
    Result<FaqEntry> find(FaqEntryId id);
    Result<QList<FaqListItem>> list(const FaqQuery& query); //!< filters only; text search is knowledge's business
    Result<int> count();
    //! Adds a version; entry.version must be the stored one (0 for new), else Conflict. Gives number and version
    //! back.
    Result<FaqEntry> save(const FaqEntry& entry, const QString& author, const QString& comment, Timestamp now);
    Result<QList<FaqVersion>> versions(FaqEntryId id);
    Result<QHash<FaqEntryId, FaqStats>> allStats();
    Result<FaqStats> stats(FaqEntryId id);
    Status saveStats(const FaqStats& stats);
    Status remove(FaqEntryId id);

private:
    Statements& m_sql;
};

//! Facts that reports and learning are computed from, appended only.
struct Event {
    QString kind; //!< "suggestion_shown", "suggestion_inserted", "suggestion_sent", "none_fits", "reply",
                  //!< "resolved" ...
    Timestamp at{};
    std::optional<ConversationId> conversation;
    std::optional<EpisodeId> episode;
    std::optional<AgentId> agent;
    QJsonObject data;
};

class EventRepository {
public:
    explicit EventRepository(Statements& sql) : m_sql(sql) {}
    Status append(const Event& event);
    Result<QList<Event>> byKind(const QString& kind, int limit);
    Result<QList<Event>> byEpisode(EpisodeId episode, const QString& kind);

private:
    Statements& m_sql;
};

class SettingRepository {
public:
    explicit SettingRepository(Statements& sql) : m_sql(sql) {}
    Result<QJsonValue> value(const QString& key); //!< Undefined when absent
    Status set(const QString& key, const QJsonValue& value);
    Result<QList<Agent>> agents();
    Status saveAgent(const Agent& agent);

private:
    Statements& m_sql;
};

//! What a customer wrote, for training; position is its place in the order of arrival.
struct CustomerText {
    qint64 position = 0;
    QString language; //!< of the conversation, else of the contact; empty: not known
    QString text;
};

//! What the bot learned from agents' work. Pairs are customers' text: they go with the contact, the conversation,
//! the FAQ entry and the message they came from.
class LearningRepository {
public:
    explicit LearningRepository(Statements& sql) : m_sql(sql) {}
    //! False: the same words are known, or the contact or the entry has enough (LearningLimits); nothing written.
    //! The latest verdict about the same words of the same contact replaces an earlier one that contradicts it.
    Result<bool> add(const LearnedPair& pair);
    Result<QList<LearnedPair>> find(const QList<LearnedPairId>& ids); //!< those that are still there, oldest first
    Result<QList<LearnedPair>> latest(int limit);                     //!< oldest first
    Result<int> count();
    //! The author deleted or changed a message: pairs of the conversation that hold its words go.
    Status forget(ConversationId conversation, const QString& words);
    Result<QList<LearnedPair>> of(FaqEntryId entry); //!< accepted ones, the newest first
    Status forget(const QList<LearnedPairId>& ids) { return remove(ids); }
    //! What was learned for one entry belongs to another from now on, within its limits.
    Status move(FaqEntryId from, FaqEntryId to);
    //! Changes whenever something learned was removed: what was computed before must not be used any more.
    Result<QString> epoch();
    //! Customers' messages, the newest first, behind `before` (0: from the newest).
    Result<int> customerTextCount(int limit); //!< at most limit
    Result<QList<CustomerText>> customerTexts(qint64 before, int limit);

    Result<QList<SynonymGroup>> synonyms();
    Status saveSynonyms(const QList<SynonymGroup>& groups);
    Result<QList<SettledGap>> settledGaps();

private:
    friend class Store;
    friend class FaqRepository;
    Status remove(const QList<LearnedPairId>& ids);
    Status removeOf(const QString& column, const QVariant& value);
    Status startNewEpoch();

    Statements& m_sql;
};

//! Ratings of episodes, what they mean for FAQ entries, and the work that follows.
class RatingRepository {
public:
    explicit RatingRepository(Statements& sql) : m_sql(sql) {}
    Result<std::optional<EpisodeRating>> find(EpisodeId episode);
    Status save(const EpisodeRating& rating); //!< replaces the episode's earlier one
    Result<QList<EpisodeRating>> latest(int limit);
    //! Counts the stars of an episode for an entry; a second time for the same episode it replaces the first.
    //! Gives the entry's figures as they are now.
    Result<FaqStats> credit(FaqEntryId entry, EpisodeId episode, int stars, Timestamp now);

    //! False: one is open already.
    Result<bool> open(const ReviewTask& task);
    //! The latest ratings count from anew. NotFound when it is closed or was never open.
    Status close(ReviewTaskId task, const QString& by, Timestamp now);
    //! The entry was put right: closes what is open for it, if anything.
    Status closeAll(FaqEntryId entry, const QString& by, Timestamp now);
    Result<QList<ReviewTask>> tasks(bool withClosed, int limit); //!< open ones first, the newest first

private:
    Status startAnew(FaqEntryId entry, Timestamp now);

    Statements& m_sql;
};

class GapRepository {
public:
    explicit GapRepository(Statements& sql) : m_sql(sql) {}
    //! The bot was silent about the turn that ends at the sequence; once per turn.
    Status noteSilent(ConversationId conversation, qint64 upToSequence, Timestamp now);
    //! Turns since then that the FAQ did not answer: one per conversation, the surest sign first, at most limit.
    Result<QList<GapTurn>> turns(Timestamp since, int limit);

private:
    Result<std::optional<GapTurn>> turnAt(ConversationId conversation, qint64 upToSequence, GapKind kind);

    Statements& m_sql;
};

//! Encrypted files beside the database (libsodium secretstream, key derived from the store key), named by their id.
class AttachmentStore;

//! An open store: the connection, its repositories and the change log.
class Store {
public:
    struct Repositories;
    ~Store();

    ContactRepository& contacts();
    ConversationRepository& conversations();
    MessageRepository& messages();
    OutboxRepository& outbox();
    DraftRepository& drafts();
    ChannelRepository& channels();
    FaqRepository& faq();
    EventRepository& events();
    SettingRepository& settings();
    LearningRepository& learning();
    RatingRepository& ratings();
    GapRepository& gaps();
    AttachmentStore& attachments();

    //! Remembers what a command answered; find gives it back for a repeated id.
    Result<std::optional<CommandReply>> findCommand(CommandId id);
    Status rememberCommand(CommandId id, const CommandReply& reply, Timestamp now);

    Result<Changes> changesSince(qint64 number, int limit);
    Result<qint64> lastChange();
    //! Notes a change; repositories call it. Returns its number.
    Result<qint64> note(EntityKind entity, ChangeKind kind, const QUuid& id, ConversationId conversation = {},
                        qint64 sequence = 0);

    //! Removes everything that belongs to sample channels and contacts, FTS and WAL residue included.
    Status removeSampleData();
    //! Removes a person: identities, conversations with all they hold, files, search words, what was learned, and
    //! kept payloads that name them; FTS and WAL residue included. NotFound when there is none.
    Status deleteContact(ContactId contact);
    //! Forgets the oldest changes beyond keepChanges and answers to commands from before `commandsBefore`, at most
    //! `limit` rows of each. True: there is more to do.
    Result<bool> prune(qint64 keepChanges, Timestamp commandsBefore, int limit);
    //! Integrity of pages (cipher_integrity_check), schema and foreign keys; empty: fine. Rows are technical texts.
    Result<QStringList> check();
    //! After erasing: FTS optimise and TRUNCATE checkpoint, so that no deleted word stays behind.
    Status scrub();

    QSqlDatabase& database();

    struct Private;
    explicit Store(std::unique_ptr<Private> d);

private:
    friend class Storage;
    Status erase(ContactId contact, QList<AttachmentId>& files);
    void afterErasing(const QList<AttachmentId>& files);
    std::unique_ptr<Private> m_d;
};

} // namespace souffleur::store
