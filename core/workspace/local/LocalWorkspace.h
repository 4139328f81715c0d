// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Executor.h"
#include "domain/ChannelEvent.h"
#include "store/StoreOpener.h"
#include "workspace/Workspace.h"

#include <QPointer>

namespace souffleur::store {
class Storage;
class Store;
} // namespace souffleur::store
namespace souffleur::engine {
class Engine;
}
namespace souffleur::net {
class HttpClient;
}
namespace souffleur::spelling {
class Dictionaries;
}

namespace souffleur::workspace {

class PolishService;
class Housekeeper;
class Prompter;
class Trainer;

//! The workspace of somebody who works alone: the engine runs in this process. Owns three threads: Storage (all
//! SQL), Core (engine, channels, network) and Search (Xapian), one of idle priority that trains and counts, and one
//! for dictionaries once a word is checked;
//! itself lives in the thread that made it (the UI's).
class LocalWorkspace final : public Workspace {
    Q_OBJECT
public:
    struct Parts {
        store::WorkspacePaths paths;
        Clock* clock = nullptr; //!< none: the system's
        //! Called in the Core thread; none: the real client.
        std::function<std::unique_ptr<net::HttpClient>()> http;
        bool startChannels = true;
        bool create = false; //!< a new store with `agent` in it, else an existing one
        Agent agent;
    };
    using Opened = Result<std::shared_ptr<LocalWorkspace>>;
    //! Opens the store in its thread; nothing here waits. Errors: see StoreOpener.
    static QFuture<Opened> open(Parts parts, std::shared_ptr<store::StoreKey> key);
    ~LocalWorkspace() override;

    Agent me() const override { return m_me; }
    QList<Agent> agents() const override { return m_agents; }
    Clock& clock() override { return *m_clock; }
    QList<ChannelCapabilities> channelKinds() const override;
    ChannelCapabilities capabilities(const QString& channelKind) const override;
    QList<Channel> channels() const override { return m_channels; }
    ChannelHealth health(ChannelId channel) const override { return m_health.value(channel); }

    QFuture<Result<InboxCounts>> counts() override;
    QFuture<Result<ConversationPage>> conversations(const ConversationQuery& query) override;
    QFuture<Result<QList<Conversation>>> conversationsById(const QList<ConversationId>& ids) override;
    QFuture<Result<std::optional<Conversation>>> nextWaiting(std::optional<ConversationId> except) override;
    QFuture<Result<Contact>> contact(ContactId id) override;
    QFuture<Result<QList<TimelineItem>>> timeline(ContactId id) override;
    QFuture<Result<ThreadPage>> threadBefore(ConversationId id, qint64 before, int limit) override;
    QFuture<Result<ThreadPage>> threadAfter(ConversationId id, qint64 after, int limit) override;
    QFuture<Result<QList<ThreadItem>>> threadItems(ConversationId id, const QList<qint64>& sequences) override;
    QFuture<Result<std::optional<Draft>>> draft(ConversationId id, DraftMode mode) override;
    QFuture<Result<QList<SearchHit>>> search(const SearchQuery& query) override;
    QFuture<Result<QStringList>> tags() override;
    QFuture<Result<QByteArray>> attachment(AttachmentId id) override;
    QFuture<Result<Attachment>> storeAttachment(const QString& fileName, const QByteArray& content) override;
    QFuture<Result<QJsonValue>> setting(const QString& key) override;

    QFuture<Result<SuggestionSet>> suggestions(ConversationId id, int limit) override;
    QFuture<Result<SuggestionSet>> searchFaq(const QString& text, std::optional<ConversationId> id) override;
    QFuture<Result<Polished>> polish(ConversationId id, const Suggestion& suggestion) override;
    QFuture<Result<QList<FaqListItem>>> faqEntries(const FaqQuery& query) override;
    QFuture<Result<ImportPlan>> planImport(const QByteArray& content) override;
    QFuture<Result<QByteArray>> exportFaq(FaqFormat format) override;
    QFuture<Result<FaqDetail>> faqDetail(FaqEntryId id) override;
    QFuture<Result<Trial>> tryQuestion(const TrialQuery& query) override;
    QFuture<Result<QList<FaqDuplicate>>> faqDuplicates(int limit) override;
    QFuture<Result<QList<GapCluster>>> gaps(int minCount, int limit) override;
    QFuture<Result<QList<ReviewTask>>> reviewTasks(bool withClosed) override;
    QFuture<Result<QList<SynonymGroup>>> synonyms() override;
    QFuture<Result<QList<EpisodeRating>>> ratings(int limit) override;
    QFuture<Result<int>> draftCount() override;

    QFuture<Result<QStringList>> dictionaries() override;
    QFuture<Result<QStringList>> misspelt(const QString& dictionary, const QStringList& words) override;
    QFuture<Result<QStringList>> corrections(const QString& dictionary, const QString& word, int limit) override;

    QFuture<Result<CommandReply>> execute(const Command& command) override;
    QFuture<Result<QList<rules::GuardIssue>>> checkReply(const SendReply& reply) override;
    void sendTyping(ConversationId id) override;

    Task* checkChannel(const Channel& channel, const QJsonObject& secrets) override;
    void reconnect(ChannelId channel) override;
    void setSampleSpeed(double speed) override;

    // --- for app/ and tests, not for ui/
    store::Storage& storage() { return *m_storage; }
    //! Through the real ingest; ready when durable.
    QFuture<Status> ingest(EventBatch batch);
    //! Replies by external id of the recipient, each through its own command; gives the number accepted. What
    //! refers to nobody, or is refused by the guard, is left out.
    QFuture<Result<int>> replyAll(ChannelId channel, const QList<std::pair<QString, QString>>& replies);
    QFuture<Result<QJsonObject>> channelSecrets(ChannelId channel);
    //! What the bot would offer for a text by nobody in particular; with its thresholds.
    QFuture<Result<SuggestionSet>> suggestFor(const QString& text, const QString& language, int limit);
    //! Integrity of store, attachments and index; empty: fine.
    QFuture<Result<QStringList>> check();
    //! Ready when the index matches the store.
    QFuture<Status> indexReady();
    Trainer& trainer() { return *m_trainer; }

private:
    struct Loaded;
    explicit LocalWorkspace(Parts parts);
    static Result<std::shared_ptr<Loaded>> load(const Parts& parts, const store::StoreKey& key);
    void begin(Loaded& loaded, const store::StoreKey& key);
    void onCommitted(const Changes& changes);
    QFuture<Result<QStringList>>
    askDictionaries(std::function<Result<QStringList>(spelling::Dictionaries& dictionaries)> question);
    //! For what takes long and nobody types behind.
    Executor& reports();

    SystemClock m_systemClock;
    Clock* m_clock;
    Parts m_parts;
    Agent m_me;
    QList<Agent> m_agents;
    QList<Channel> m_channels;
    QHash<ChannelId, ChannelHealth> m_health;
    Changes m_pending;
    std::shared_ptr<void> m_flush;

    // The order of these is the order of dependence; the destructor goes from the engine down.
    std::unique_ptr<ThreadExecutor> m_storageThread;
    std::unique_ptr<ThreadExecutor> m_searchThread;
    std::unique_ptr<ThreadExecutor> m_coreThread;
    std::unique_ptr<ThreadExecutor> m_trainingThread;       //!< idle priority
    std::unique_ptr<ThreadExecutor> m_reportThread;         //!< made when first needed
    std::shared_ptr<spelling::Dictionaries> m_dictionaries; //!< used in the thread below only
    std::unique_ptr<ThreadExecutor> m_spellingThread;       //!< made when first needed
    std::unique_ptr<store::Storage> m_storage;
    std::unique_ptr<Prompter> m_prompter;
    std::unique_ptr<Trainer> m_trainer;
    std::unique_ptr<Housekeeper> m_housekeeper;
    std::unique_ptr<engine::Engine> m_engine;
    std::unique_ptr<PolishService> m_polish;
};

} // namespace souffleur::workspace
