// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/local/LocalWorkspace.h"

#include "channels/Connector.h"
#include "engine/Engine.h"
#include "engine/Episodes.h"
#include "engine/Handlers.h"
#include "knowledge/FaqFile.h"
#include "net/HttpClient.h"
#include "spelling/Dictionaries.h"
#include "store/AttachmentStore.h"
#include "store/Storage.h"
#include "store/Store.h"
#include "workspace/local/CheckTask.h"
#include "workspace/local/Housekeeper.h"
#include "workspace/local/PolishService.h"
#include "workspace/local/Prompter.h"
#include "workspace/local/Trainer.h"

#include <QCoreApplication>
#include <QFile>
#include <QMimeDatabase>

namespace souffleur::workspace {
namespace {

constexpr auto MeSetting = "me";
//! Changes reach the screens at most this often; a flood of messages must not become a flood of repaints.
constexpr auto FlushInterval = 50ms;

AttachmentKind kindOf(const QString& mimeType) {
    if (mimeType == u"image/png" || mimeType == u"image/jpeg" || mimeType == u"image/gif" ||
        mimeType == u"image/webp")
        return AttachmentKind::Image;
    if (mimeType.startsWith(u"audio/"))
        return AttachmentKind::Audio;
    if (mimeType.startsWith(u"video/"))
        return AttachmentKind::Video;
    return AttachmentKind::Document;
}

} // namespace

struct LocalWorkspace::Loaded {
    std::unique_ptr<store::Store> store;
    Agent me;
    QList<Agent> agents;
    QList<Channel> channels;
};

LocalWorkspace::LocalWorkspace(Parts parts)
    : m_clock(parts.clock ? parts.clock : &m_systemClock), m_parts(std::move(parts)) {
    m_storageThread = std::make_unique<ThreadExecutor>(u"storage"_s);
    m_searchThread = std::make_unique<ThreadExecutor>(u"search"_s);
    m_coreThread = std::make_unique<ThreadExecutor>(u"core"_s);
    m_trainingThread = std::make_unique<ThreadExecutor>(u"training"_s);
    m_trainingThread->post([] { QThread::currentThread()->setPriority(QThread::IdlePriority); });
}

QFuture<LocalWorkspace::Opened> LocalWorkspace::open(Parts parts, std::shared_ptr<store::StoreKey> key) {
    auto promise = std::make_shared<QPromise<Opened>>();
    auto future = promise->future();
    promise->start();
    const std::shared_ptr<LocalWorkspace> workspace(new LocalWorkspace(std::move(parts)));
    auto loaded = workspace->m_storageThread->run([parts = workspace->m_parts, key] { return load(parts, *key); });
    // Not in the workspace's own context: when opening fails, this continuation holds the last reference to it.
    thenOn(loaded, QCoreApplication::instance(),
           [workspace, promise, key](const Result<std::shared_ptr<Loaded>>& result) {
               if (result) {
                   workspace->begin(**result, *key);
                   promise->addResult(Opened(workspace));
               } else {
                   promise->addResult(Opened(result.error()));
               }
               promise->finish();
           });
    return future;
}

Result<std::shared_ptr<LocalWorkspace::Loaded>> LocalWorkspace::load(const Parts& parts,
                                                                     const store::StoreKey& key) {
    auto loaded = std::make_shared<Loaded>();
    if (parts.create) {
        SOUFFLEUR_TRY(loaded->store, store::StoreOpener::createCipher(parts.paths, key));
        SOUFFLEUR_CHECK(loaded->store->settings().saveAgent(parts.agent));
        SOUFFLEUR_CHECK(loaded->store->settings().set(QLatin1String(MeSetting), parts.agent.id.toString()));
    } else {
        SOUFFLEUR_TRY(loaded->store, store::StoreOpener::openCipher(parts.paths, key));
    }
    SOUFFLEUR_TRY(loaded->agents, loaded->store->settings().agents());
    SOUFFLEUR_TRY(const QJsonValue me, loaded->store->settings().value(QLatin1String(MeSetting)));
    for (const Agent& agent : std::as_const(loaded->agents))
        if (agent.id == AgentId::fromString(me.toString()))
            loaded->me = agent;
    if (loaded->me.id.isNull())
        return makeError(ErrorCode::Damaged, u"no agent"_s);
    SOUFFLEUR_TRY(loaded->channels, loaded->store->channels().all());
    return loaded;
}

void LocalWorkspace::begin(Loaded& loaded, const store::StoreKey& key) {
    m_me = loaded.me;
    m_agents = loaded.agents;
    m_channels = loaded.channels;
    m_storage = std::make_unique<store::Storage>(std::move(loaded.store), *m_storageThread);
    connect(m_storage.get(), &store::Storage::committed, this, &LocalWorkspace::onCommitted);

    // The index is sealed with a key of its own purpose.
    auto sealer = std::make_shared<store::AttachmentStore>(m_parts.paths.attachments(), key);
    const QString path = m_parts.paths.index();
    m_prompter = std::make_unique<Prompter>(*m_storage, *m_searchThread, *m_clock,
                                            knowledge::SealedFile{[sealer, path] { return sealer->readFile(path); },
                                                                  [sealer, path](const QByteArray& content) {
                                                                      return sealer->writeFile(path, content);
                                                                  }});
    connect(m_prompter.get(), &Prompter::progressed, this, &Workspace::indexProgress);
    (void)m_prompter->open();

    const QString modelPath = m_parts.paths.model();
    m_trainer =
        std::make_unique<Trainer>(*m_storage, *m_trainingThread, *m_clock,
                                  knowledge::SealedFile{[sealer, modelPath]() -> Result<QByteArray> {
                                                            if (!QFile::exists(modelPath))
                                                                return makeError(ErrorCode::NotFound, u"model"_s);
                                                            return sealer->readFile(modelPath);
                                                        },
                                                        [sealer, modelPath](const QByteArray& content) {
                                                            return sealer->writeFile(modelPath, content);
                                                        }},
                                  [modelPath] { QFile::remove(modelPath); });
    connect(m_trainer.get(), &Trainer::trained, m_prompter.get(), &Prompter::setModel);
    m_trainer->open();
    m_housekeeper = std::make_unique<Housekeeper>(*m_storage, *m_clock);
    m_housekeeper->start();

    // Constructed here, at home in the Core thread: connectors and timers are made there.
    auto http = m_parts.http;
    auto* engine = new engine::Engine(*m_storage, *m_clock, nullptr);
    engine->moveToThread(m_coreThread->context()->thread());
    m_engine.reset(engine);
    connect(engine, &engine::Engine::channelsChanged, this, [this](const QList<Channel>& channels) {
        m_channels = channels;
        emit channelsChanged();
    });
    connect(engine, &engine::Engine::healthChanged, this, [this](const ChannelHealth& health) {
        m_health.insert(health.channel, health);
        emit healthChanged(health);
    });
    connect(engine, &engine::Engine::typing, this, &Workspace::typing);
    connect(engine, &engine::Engine::troubled, this, &Workspace::troubled);
    m_polish = std::make_unique<PolishService>(
        http ? http : [] { return net::createHttpClient(); }, *m_clock);
    m_polish->moveToThread(m_coreThread->context()->thread());
    m_coreThread->post([engine, http, channels = m_parts.startChannels] {
        engine->setHttp(http ? http() : net::createHttpClient());
        engine->start(channels);
    });
}

LocalWorkspace::~LocalWorkspace() {
    qDeleteAll(findChildren<CheckTask*>()); // they post to the Core thread
    if (m_polish)
        m_coreThread->post([polish = m_polish.release()] { delete polish; });
    // Training ends soon after it was told to; it writes nothing but its file.
    if (m_trainer)
        m_trainer->stop();
    m_trainingThread.reset();
    m_reportThread.reset();
    m_spellingThread.reset();
    m_trainer.reset();
    m_housekeeper.reset();
    // From the top down: no new events, then what is written, then the index, then the threads' ends.
    if (m_engine)
        m_coreThread->post([engine = m_engine.release()] { delete engine; });
    m_coreThread.reset();
    if (m_prompter) {
        m_prompter->close();
        m_searchThread->run([] {}).waitForFinished(); // nothing in there writes to the store any more
        (void)m_prompter->save();
    }
    if (m_storage)
        m_storageThread->post([storage = m_storage.release()] { delete storage; });
    m_storageThread.reset();
    m_searchThread.reset();
}

Executor& LocalWorkspace::reports() {
    if (!m_reportThread)
        m_reportThread = std::make_unique<ThreadExecutor>(u"reports"_s);
    return *m_reportThread;
}

void LocalWorkspace::onCommitted(const Changes& changes) {
    m_prompter->apply(changes);
    m_trainer->apply(changes);
    m_pending += changes;
    if (m_flush)
        return;
    m_flush = m_systemClock.callAfter(FlushInterval, this, [this] {
        m_flush.reset();
        const Changes pending = std::exchange(m_pending, {});
        emit changed(pending);
    });
}

QList<ChannelCapabilities> LocalWorkspace::channelKinds() const {
    QList<ChannelCapabilities> kinds;
    for (const channels::ChannelKind& kind : channels::channelKinds())
        kinds += kind.capabilities;
    return kinds;
}

ChannelCapabilities LocalWorkspace::capabilities(const QString& channelKind) const {
    const channels::ChannelKind* kind = channels::findChannelKind(channelKind);
    return kind ? kind->capabilities : ChannelCapabilities{};
}

QFuture<Result<InboxCounts>> LocalWorkspace::counts() {
    return m_storage->read(
        [me = m_me.id, now = m_clock->now()](store::Store& s) { return s.conversations().counts(me, now); });
}

QFuture<Result<ConversationPage>> LocalWorkspace::conversations(const ConversationQuery& query) {
    return m_storage->read([query, me = m_me.id](store::Store& s) { return s.conversations().page(query, me); });
}

QFuture<Result<QList<Conversation>>> LocalWorkspace::conversationsById(const QList<ConversationId>& ids) {
    return m_storage->read([ids](store::Store& s) { return s.conversations().findAll(ids); });
}

QFuture<Result<std::optional<Conversation>>> LocalWorkspace::nextWaiting(std::optional<ConversationId> except) {
    return m_storage->read(
        [except, me = m_me.id](store::Store& s) { return s.conversations().nextWaiting(me, except); });
}

QFuture<Result<Contact>> LocalWorkspace::contact(ContactId id) {
    return m_storage->read([id](store::Store& s) { return s.contacts().find(id); });
}

QFuture<Result<QList<TimelineItem>>> LocalWorkspace::timeline(ContactId id) {
    return m_storage->read([id](store::Store& s) { return s.contacts().timeline(id, 20); });
}

QFuture<Result<ThreadPage>> LocalWorkspace::threadBefore(ConversationId id, qint64 before, int limit) {
    return m_storage->read(
        [id, before, limit](store::Store& s) { return s.messages().pageBefore(id, before, limit); });
}

QFuture<Result<ThreadPage>> LocalWorkspace::threadAfter(ConversationId id, qint64 after, int limit) {
    return m_storage->read(
        [id, after, limit](store::Store& s) { return s.messages().pageAfter(id, after, limit); });
}

QFuture<Result<QList<ThreadItem>>> LocalWorkspace::threadItems(ConversationId id, const QList<qint64>& sequences) {
    return m_storage->read([id, sequences](store::Store& s) { return s.messages().items(id, sequences); });
}

QFuture<Result<std::optional<Draft>>> LocalWorkspace::draft(ConversationId id, DraftMode mode) {
    return m_storage->read([id, mode, me = m_me.id](store::Store& s) { return s.drafts().find(id, mode, me); });
}

QFuture<Result<QList<SearchHit>>> LocalWorkspace::search(const SearchQuery& query) {
    return m_storage->read([query](store::Store& s) { return s.messages().search(query); });
}

QFuture<Result<QStringList>> LocalWorkspace::tags() {
    return m_storage->read([](store::Store& s) { return s.conversations().allTags(); });
}

QFuture<Result<QByteArray>> LocalWorkspace::attachment(AttachmentId id) {
    auto promise = std::make_shared<QPromise<Result<QByteArray>>>();
    auto future = promise->future();
    promise->start();
    m_coreThread->post([engine = m_engine.get(), promise, id] {
        thenOn(engine->attachment(id), engine, [promise](const Result<QByteArray>& content) {
            promise->addResult(content);
            promise->finish();
        });
    });
    return future;
}

QFuture<Result<Attachment>> LocalWorkspace::storeAttachment(const QString& fileName, const QByteArray& content) {
    return m_storage->write([fileName, content](store::Store& s) -> Result<Attachment> {
        Attachment attachment;
        attachment.id = AttachmentId::create();
        attachment.fileName = rules::cleanFileName(fileName);
        attachment.mimeType = QMimeDatabase().mimeTypeForFileNameAndData(attachment.fileName, content).name();
        attachment.kind = kindOf(attachment.mimeType);
        attachment.size = content.size();
        attachment.state = AttachmentState::Stored;
        SOUFFLEUR_CHECK(s.attachments().write(attachment.id, content));
        return attachment;
    });
}

QFuture<Result<QJsonValue>> LocalWorkspace::setting(const QString& key) {
    // A secret is written and used, but never shown again: whether it is there is all that can be asked.
    if (key.startsWith(u"secret."_s))
        return m_storage->read([key](store::Store& s) -> Result<QJsonValue> {
            SOUFFLEUR_TRY(const QJsonValue value, s.settings().value(key));
            return QJsonValue(!value.toString().isEmpty());
        });
    return m_storage->read([key](store::Store& s) { return s.settings().value(key); });
}

QFuture<Result<SuggestionSet>> LocalWorkspace::suggestions(ConversationId id, int limit) {
    return m_prompter->suggestions(id, m_me, limit);
}

QFuture<Result<Polished>> LocalWorkspace::polish(ConversationId id, const Suggestion& suggestion) {
    auto promise = std::make_shared<QPromise<Result<Polished>>>();
    auto future = promise->future();
    promise->start();
    const auto fulfil = [promise](const Result<Polished>& result) {
        promise->addResult(result);
        promise->finish();
    };
    thenOn(m_storage->read([id, suggestion](store::Store& s) { return PolishService::prepare(s, id, suggestion); }),
           this, [this, fulfil](const Result<PolishService::Prepared>& prepared) {
               if (!prepared)
                   fulfil(prepared.error());
               else
                   m_coreThread->post(
                       [service = m_polish.get(), task = *prepared, fulfil] { service->ask(task, fulfil); });
           });
    return future;
}

QFuture<Result<SuggestionSet>> LocalWorkspace::searchFaq(const QString& text, std::optional<ConversationId> id) {
    return m_prompter->search(text, id, m_me);
}

QFuture<Result<QList<FaqListItem>>> LocalWorkspace::faqEntries(const FaqQuery& query) {
    if (query.text.trimmed().isEmpty())
        return m_storage->read([query](store::Store& s) { return s.faq().list(query); });
    auto promise = std::make_shared<QPromise<Result<QList<FaqListItem>>>>();
    auto future = promise->future();
    promise->start();
    thenOn(m_prompter->find(query.text, query.limit), this, [this, promise](const Result<QList<FaqEntryId>>& ids) {
        const auto answer = [promise](const Result<QList<FaqListItem>>& items) {
            promise->addResult(items);
            promise->finish();
        };
        if (!ids) {
            answer(ids.error());
            return;
        }
        auto items = m_storage->read([ids = *ids](store::Store& s) -> Result<QList<FaqListItem>> {
            QList<FaqListItem> found;
            for (const FaqEntryId& id : ids) {
                SOUFFLEUR_TRY(const FaqEntry entry, s.faq().find(id));
                SOUFFLEUR_TRY(const FaqStats stats, s.faq().stats(id));
                found.append({entry, stats});
            }
            return found;
        });
        thenOn(items, this, answer);
    });
    return future;
}

QFuture<Result<ImportPlan>> LocalWorkspace::planImport(const QByteArray& content) {
    auto promise = std::make_shared<QPromise<Result<ImportPlan>>>();
    auto future = promise->future();
    promise->start();
    thenOn(m_storage->read([](store::Store& s) { return s.faq().all(); }), this,
           [this, promise, content](const Result<QList<FaqEntry>>& existing) {
               m_searchThread->post([promise, content, existing, now = m_clock->now()] {
                   promise->addResult(existing ? knowledge::FaqFile::plan(
                                                     content, knowledge::FaqFile::sniff(content), *existing, now)
                                               : Result<ImportPlan>(existing.error()));
                   promise->finish();
               });
           });
    return future;
}

QFuture<Result<QByteArray>> LocalWorkspace::exportFaq(FaqFormat format) {
    return m_storage->read([format](store::Store& s) -> Result<QByteArray> {
        SOUFFLEUR_TRY(const QList<FaqEntry> entries, s.faq().all());
        return format == FaqFormat::Json ? knowledge::FaqFile::toJson(entries) : knowledge::FaqFile::toCsv(entries);
    });
}

QFuture<Result<QList<ReviewTask>>> LocalWorkspace::reviewTasks(bool withClosed) {
    return m_storage->read([withClosed](store::Store& s) { return s.ratings().tasks(withClosed, 500); });
}

QFuture<Result<QList<SynonymGroup>>> LocalWorkspace::synonyms() {
    return m_storage->read([](store::Store& s) { return s.learning().synonyms(); });
}

QFuture<Result<QList<EpisodeRating>>> LocalWorkspace::ratings(int limit) {
    return m_storage->read([limit](store::Store& s) { return s.ratings().latest(limit); });
}

QFuture<Result<QStringList>>
LocalWorkspace::askDictionaries(std::function<Result<QStringList>(spelling::Dictionaries& dictionaries)> question) {
    if (!m_spellingThread) {
        m_dictionaries = std::make_shared<spelling::Dictionaries>();
        m_spellingThread = std::make_unique<ThreadExecutor>(u"spelling"_s);
    }
    return m_spellingThread->run(
        [dictionaries = m_dictionaries, question = std::move(question)] { return question(*dictionaries); });
}

QFuture<Result<QStringList>> LocalWorkspace::dictionaries() {
    return askDictionaries(
        [](spelling::Dictionaries& dictionaries) -> Result<QStringList> { return dictionaries.names(); });
}

QFuture<Result<QStringList>> LocalWorkspace::misspelt(const QString& dictionary, const QStringList& words) {
    return askDictionaries([dictionary, words](spelling::Dictionaries& dictionaries) {
        return dictionaries.misspelt(dictionary, words);
    });
}

QFuture<Result<QStringList>> LocalWorkspace::corrections(const QString& dictionary, const QString& word,
                                                         int limit) {
    return askDictionaries([dictionary, word, limit](spelling::Dictionaries& dictionaries) {
        return dictionaries.corrections(dictionary, word, limit);
    });
}

QFuture<Result<int>> LocalWorkspace::draftCount() {
    return m_storage->read([me = me().id](store::Store& s) { return s.drafts().count(me); });
}

QFuture<Result<CommandReply>> LocalWorkspace::execute(const Command& command) {
    // Commands go straight to the Storage thread; the engine hears of them by the commit.
    return engine::Engine::execute(*m_storage, command, m_clock->now());
}

QFuture<Result<QList<rules::GuardIssue>>> LocalWorkspace::checkReply(const SendReply& reply) {
    return m_storage->read(
        [reply, me = m_me.id, now = m_clock->now()](store::Store& s) -> Result<QList<rules::GuardIssue>> {
            SOUFFLEUR_TRY(const rules::GuardInput input, engine::guardInput(s, reply, me, now));
            return rules::sendGuard(input);
        });
}

void LocalWorkspace::sendTyping(ConversationId id) {
    m_coreThread->post([engine = m_engine.get(), id] { engine->sendTyping(id); });
}

Task* LocalWorkspace::checkChannel(const Channel& channel, const QJsonObject& secrets) {
    return new CheckTask(*m_engine, *m_coreThread, channel, secrets, channelSecrets(channel.id), this);
}

void LocalWorkspace::reconnect(ChannelId channel) {
    m_coreThread->post([engine = m_engine.get(), channel] { engine->reconnect(channel); });
}

void LocalWorkspace::setSampleSpeed(double speed) {
    m_coreThread->post([engine = m_engine.get(), speed] { engine->setSampleSpeed(speed); });
}

QFuture<Status> LocalWorkspace::ingest(EventBatch batch) {
    auto promise = std::make_shared<QPromise<Status>>();
    auto future = promise->future();
    promise->start();
    m_coreThread->post([engine = m_engine.get(), promise, batch = std::move(batch)] {
        thenOn(engine->ingest(batch), engine, [promise](const Status& status) {
            promise->addResult(status);
            promise->finish();
        });
    });
    return future;
}

QFuture<Result<QStringList>> LocalWorkspace::check() {
    auto promise = std::make_shared<QPromise<Result<QStringList>>>();
    auto future = promise->future();
    promise->start();
    auto stored = m_storage->read([](store::Store& s) -> Result<QStringList> {
        SOUFFLEUR_TRY(QStringList problems, s.check());
        for (const AttachmentId& id : s.attachments().verify())
            problems += u"attachment "_s + id.toString();
        return problems;
    });
    thenOn(stored, this, [this, promise](const Result<QStringList>& problems) {
        thenOn(m_prompter->check(), this, [promise, problems](const Result<QStringList>& index) {
            if (!problems || !index)
                promise->addResult(Result<QStringList>(problems ? index.error() : problems.error()));
            else
                promise->addResult(Result<QStringList>(*problems + *index));
            promise->finish();
        });
    });
    return future;
}

QFuture<Result<int>> LocalWorkspace::replyAll(ChannelId channel,
                                              const QList<std::pair<QString, QString>>& replies) {
    return m_storage->write([channel, replies, me = m_me.id, now = m_clock->now()](store::Store& s) -> Result<int> {
        int accepted = 0;
        for (const auto& [recipient, text] : replies) {
            SOUFFLEUR_TRY(const std::optional<Identity> identity, s.contacts().findIdentity(channel, recipient));
            if (!identity)
                continue;
            SOUFFLEUR_TRY(const std::optional<Conversation> conversation,
                          s.conversations().findByContact(identity->contact));
            if (!conversation)
                continue;
            SendReply reply;
            reply.conversation = conversation->id;
            reply.message = MessageId::create();
            reply.text = text;
            reply.seenSequence = conversation->lastSequence;
            reply.holdSeconds = 0;
            reply.sendAnyway = true;
            const Result<CommandReply> done = engine::handleCommand(makeCommand(me, reply), s, now);
            if (done)
                ++accepted;
            else if (errorGroup(done.error().code) != ErrorGroup::Rejected)
                return done.error();
        }
        return accepted;
    });
}

QFuture<Result<QJsonObject>> LocalWorkspace::channelSecrets(ChannelId channel) {
    return m_storage->read([channel](store::Store& s) { return s.channels().secrets(channel); });
}

QFuture<Result<SuggestionSet>> LocalWorkspace::suggestFor(const QString& text, const QString& language, int limit) {
    return m_prompter->suggestFor(text, language, limit, m_me);
}

QFuture<Status> LocalWorkspace::indexReady() {
    return m_prompter->opened();
}

} // namespace souffleur::workspace
