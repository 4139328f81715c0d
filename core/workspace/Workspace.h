// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"
#include "base/Result.h"
#include "domain/Change.h"
#include "domain/Command.h"
#include "domain/Conversation.h"
#include "domain/Gap.h"
#include "domain/Knowledge.h"
#include "domain/Learning.h"
#include "domain/Polish.h"
#include "domain/Rules.h"
#include "domain/Search.h"

#include <QFuture>
#include <QObject>

namespace souffleur::workspace {

//! A cancellable running task with progress; lives in the UI thread.
class Task : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    virtual void cancel() = 0;
signals:
    void progressed(int done, int total);
    void checkChanged(const souffleur::ChannelCheck& check); //!< channel checks only
    void finished(const souffleur::Result<int>& result); //!< number of things done; the task deletes itself later
};

//! All that the UI sees of the rest. Lives in the UI thread; every call is asynchronous and in value types. The
//! local implementation runs the engine in this process; a remote one will talk to the hub - the UI cannot tell
//! which.
class Workspace : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    // --- who and what
    virtual Agent me() const = 0;
    virtual QList<Agent> agents() const = 0;
    virtual Clock& clock() = 0;
    virtual QList<ChannelCapabilities> channelKinds() const = 0;
    virtual ChannelCapabilities capabilities(const QString& channelKind) const = 0;
    virtual QList<Channel> channels() const = 0;
    virtual ChannelHealth health(ChannelId channel) const = 0;

    // --- reads
    virtual QFuture<Result<InboxCounts>> counts() = 0;
    virtual QFuture<Result<ConversationPage>> conversations(const ConversationQuery& query) = 0;
    virtual QFuture<Result<QList<Conversation>>> conversationsById(const QList<ConversationId>& ids) = 0;
    virtual QFuture<Result<std::optional<Conversation>>> nextWaiting(std::optional<ConversationId> except) = 0;
    virtual QFuture<Result<Contact>> contact(ContactId id) = 0;
    virtual QFuture<Result<QList<TimelineItem>>> timeline(ContactId id) = 0;
    virtual QFuture<Result<ThreadPage>> threadBefore(ConversationId id, qint64 before, int limit) = 0;
    virtual QFuture<Result<ThreadPage>> threadAfter(ConversationId id, qint64 after, int limit) = 0;
    virtual QFuture<Result<QList<ThreadItem>>> threadItems(ConversationId id, const QList<qint64>& sequences) = 0;
    virtual QFuture<Result<std::optional<Draft>>> draft(ConversationId id, DraftMode mode) = 0;
    virtual QFuture<Result<QList<SearchHit>>> search(const SearchQuery& query) = 0;
    virtual QFuture<Result<QStringList>> tags() = 0;
    virtual QFuture<Result<QByteArray>> attachment(AttachmentId id) = 0; //!< content; fetches a Remote one first
    //! Stores a file for a draft; the command that sends it refers to the id.
    virtual QFuture<Result<Attachment>> storeAttachment(const QString& fileName, const QByteArray& content) = 0;
    virtual QFuture<Result<QJsonValue>> setting(const QString& key) = 0;

    // --- the bot
    virtual QFuture<Result<SuggestionSet>> suggestions(ConversationId id, int limit) = 0;
    //! FAQ search by hand; drafts are filled for the conversation when one is given.
    virtual QFuture<Result<SuggestionSet>> searchFaq(const QString& text, std::optional<ConversationId> id) = 0;
    //! The suggestion's draft in better words, by the server an admin has set (domain/Polish.h); of the
    //! conversation only its masked question leaves the process. NotConfigured: switched off, which is the default.
    //! Rejected: the answer changed facts or is no plain text.
    virtual QFuture<Result<Polished>> polish(ConversationId id, const Suggestion& suggestion);
    virtual QFuture<Result<QList<FaqListItem>>> faqEntries(const FaqQuery& query) = 0;
    virtual QFuture<Result<ImportPlan>> planImport(const QByteArray& content) = 0;
    virtual QFuture<Result<QByteArray>> exportFaq(FaqFormat format) = 0;
    // For whoever keeps the FAQ. An implementation without them says Unsupported.
    virtual QFuture<Result<FaqDetail>> faqDetail(FaqEntryId id);
    //! What the bot would offer for a question; nothing of it is counted or learned.
    virtual QFuture<Result<Trial>> tryQuestion(const TrialQuery& query);
    virtual QFuture<Result<QList<FaqDuplicate>>> faqDuplicates(int limit);
    // What the bot learned and what it misses. An implementation without them says Unsupported.
    //! What customers asked in the latest 90 days and the FAQ does not answer, the dearest first; without those
    //! that were settled.
    virtual QFuture<Result<QList<GapCluster>>> gaps(int minCount, int limit);
    //! Open ones first, the newest first; withClosed: the settled ones too.
    virtual QFuture<Result<QList<ReviewTask>>> reviewTasks(bool withClosed);
    virtual QFuture<Result<QList<SynonymGroup>>> synonyms();
    //! The latest ratings with their comments.
    virtual QFuture<Result<QList<EpisodeRating>>> ratings(int limit);
    //! How many drafts this agent has not sent.
    virtual QFuture<Result<int>> draftCount();

    // --- spelling; an implementation without it says Unsupported
    //! Names of the dictionaries on this machine, for instance "de_AT".
    virtual QFuture<Result<QStringList>> dictionaries();
    //! Those of the words that the dictionary does not know. The team's own words (domain/Spelling.h) are not
    //! looked at.
    virtual QFuture<Result<QStringList>> misspelt(const QString& dictionary, const QStringList& words);
    //! What may have been meant, the most likely first.
    virtual QFuture<Result<QStringList>> corrections(const QString& dictionary, const QString& word, int limit);

    // --- writes
    virtual QFuture<Result<CommandReply>> execute(const Command& command) = 0;
    //! What speaks against sending this now; empty: nothing. The handler checks again.
    virtual QFuture<Result<QList<rules::GuardIssue>>> checkReply(const SendReply& reply) = 0;
    virtual void sendTyping(ConversationId id) = 0;

    // --- channel setup
    //! Live checks of a channel as typed in, before it is saved. Secrets left out are the stored ones, if there are
    //! any.
    virtual Task* checkChannel(const Channel& channel, const QJsonObject& secrets) = 0;
    virtual void reconnect(ChannelId channel) = 0;
    //! Speed of sample channels: 1 is real time; 0 pauses.
    virtual void setSampleSpeed(double speed) = 0;

    template <class Payload>
    QFuture<Result<CommandReply>> run(Payload payload) {
        return execute(makeCommand(me().id, std::move(payload)));
    }

signals:
    //! Committed changes, in order, at most every 50 ms.
    void changed(const souffleur::Changes& changes);
    void channelsChanged();
    void healthChanged(const souffleur::ChannelHealth& health);
    void typing(souffleur::ConversationId conversation);
    //! The index is (re)built; done == total: ready.
    void indexProgress(int done, int total);
    //! Something that needs the agent's attention and has no other place, for instance DiskFull while storing
    //! messages.
    void troubled(const souffleur::Error& error);
};

struct CreateOptions {
    QString directory;
    QString passphrase;
    bool rememberInKeychain = false;
    QString agentName;
    QString language = QStringLiteral("de");
    bool sampleFaq = false;
    bool sampleCustomers = false;
    QByteArray importedFaq; //!< CSV or JSON; rows that are broken are left out
};

struct OpenOptions {
    QString directory;
    QString passphrase;   //!< empty: keychain
    QString recoveryCode; //!< instead of the passphrase
};

struct Created {
    std::shared_ptr<Workspace> workspace;
    QString recoveryCode;
    bool keychainFailed = false; //!< asked for, but there is none
};

//! Makes workspaces; what first run and unlock screens see.
class WorkspaceFactory {
public:
    virtual ~WorkspaceFactory() = default;
    virtual bool exists(const QString& directory) const = 0;
    virtual QFuture<Result<Created>> create(const CreateOptions& options) = 0;
    virtual QFuture<Result<std::shared_ptr<Workspace>>> open(const OpenOptions& options) = 0;
};

} // namespace souffleur::workspace
