// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/local/Prompter.h"

#include "base/Log.h"
#include "channels/Connector.h"
#include "domain/Rules.h"
#include "store/Store.h"

namespace souffleur::workspace {
namespace {

constexpr int MaxTurns = 6;
//! Pairs that the bot looks at, the latest.
constexpr int MaxPairs = 100'000;

void warn(const Status& status) {
    if (!status)
        qCWarning(lcKnowledge) << "the bot could not follow:" << status.error().toString();
}

template <class T>
std::shared_ptr<QPromise<T>> newPromise() {
    auto promise = std::make_shared<QPromise<T>>();
    promise->start();
    return promise;
}

template <class T, class V>
void fulfil(const std::shared_ptr<QPromise<T>>& promise, V&& value) {
    promise->addResult(T(std::forward<V>(value)));
    promise->finish();
}

//! "Lena Hartmann" answers to "Lena" in du and is "Lena Hartmann" otherwise; titles are left to the agent.
QString salutation(const QString& name, FormOfAddress address) {
    const QString trimmed = name.trimmed();
    return address == FormOfAddress::Informal ? trimmed.section(u' ', 0, 0) : trimmed;
}

//! What the team writes in where a customer's way is not known.
Status addTeam(store::Store& store, assist::SuggestionRequest& request) {
    SOUFFLEUR_TRY(const QJsonValue address, store.settings().value(u"team_address"_s));
    request.teamAddress = address.toString() == u"informal" ? FormOfAddress::Informal : FormOfAddress::Formal;
    SOUFFLEUR_TRY(const QJsonValue language, store.settings().value(u"team_language"_s));
    request.teamLanguage = language.toString(u"de"_s);
    return ok();
}

} // namespace

Prompter::Prompter(store::Storage& storage, Executor& search, Clock& clock, knowledge::SealedFile file)
    : m_storage(storage), m_search(search), m_clock(clock), m_file(std::move(file)),
      m_engine(std::make_unique<Engine>()) {}

Prompter::~Prompter() {
    m_closing = true;
    m_saveTimer.reset();
}

QFuture<Status> Prompter::open() {
    auto promise = newPromise<Status>();
    m_opened = promise->future();
    (void)m_storage.read([this, promise](store::Store& s) -> Status {
        Result<QList<FaqEntry>> entries = s.faq().all();
        Result<QHash<FaqEntryId, FaqStats>> stats = s.faq().allStats();
        Result<QList<LearnedPair>> pairs = s.learning().latest(MaxPairs);
        Result<QList<SynonymGroup>> synonyms = s.learning().synonyms();
        if (!entries || !stats || !pairs || !synonyms) {
            const Error error = !entries ? entries.error()
                                : !stats ? stats.error()
                                : !pairs ? pairs.error()
                                         : synonyms.error();
            fulfil(promise, error);
            return error;
        }
        m_total = int(entries->size());
        m_search.post(
            [this, promise, entries = *entries, stats = stats->values(), pairs = *pairs, synonyms = *synonyms] {
                const Status status = m_engine->index.open(m_file, entries, [this](int done, int total) {
                    m_done = done;
                    m_total = total;
                    emit progressed(done, total);
                    return !m_closing;
                });
                if (status) {
                    m_engine->suggester = std::make_unique<assist::Suggester>(m_engine->index);
                    m_engine->suggester->setStats(stats);
                    m_engine->suggester->setSynonyms(synonyms);
                    warn(m_engine->suggester->setPairs(pairs));
                    if (m_engine->model)
                        m_engine->suggester->setModel(m_engine->model);
                    m_engine->ready = true;
                    m_engine->dirty = m_engine->index.rebuiltAtOpen();
                    if (m_engine->dirty) {
                        m_engine->dirty = false;
                        if (const Status saved = m_engine->index.save(); !saved)
                            qCWarning(lcKnowledge) << "the index could not be kept:" << saved.error().toString();
                    }
                } else if (status.error().code != ErrorCode::Cancelled) {
                    qCWarning(lcKnowledge) << "the index could not be built:" << status.error().toString();
                }
                m_done = m_total.load();
                emit progressed(m_total, m_total);
                fulfil(promise, status);
            });
        return ok();
    });
    return m_opened;
}

void Prompter::apply(const Changes& changes) {
    applyLearned(changes);
    QList<FaqEntryId> changed;
    QList<FaqEntryId> removed;
    QList<FaqEntryId> counted;
    for (const Change& change : changes) {
        if (change.entity == EntityKind::FaqEntry)
            (change.kind == ChangeKind::Removed ? removed : changed).append(FaqEntryId(change.id));
        else if (change.entity == EntityKind::FaqStats)
            counted.append(FaqEntryId(change.id));
    }
    if (changed.isEmpty() && removed.isEmpty() && counted.isEmpty())
        return;
    (void)m_storage.read([this, changed, removed, counted](store::Store& s) -> Status {
        QList<FaqEntry> entries;
        for (const FaqEntryId& id : changed)
            if (const auto entry = s.faq().find(id))
                entries.append(*entry);
        QList<FaqStats> stats;
        for (const FaqEntryId& id : counted)
            if (const auto row = s.faq().stats(id))
                stats.append(*row);
        m_search.post([this, entries, removed, stats] {
            if (!m_engine->ready)
                return;
            if (!entries.isEmpty() || !removed.isEmpty()) {
                warn(m_engine->suggester->updateEntries(entries));
                if (!removed.isEmpty())
                    warn(m_engine->suggester->removeEntries(removed));
                m_engine->dirty = true;
            }
            if (!stats.isEmpty())
                m_engine->suggester->setStats(stats);
        });
        return ok();
    });
    if (!changed.isEmpty() || !removed.isEmpty())
        scheduleSave();
}

void Prompter::applyLearned(const Changes& changes) {
    QList<LearnedPairId> added;
    QList<LearnedPairId> removed;
    bool settings = false;
    for (const Change& change : changes) {
        if (change.entity == EntityKind::LearnedPair)
            (change.kind == ChangeKind::Removed ? removed : added).append(LearnedPairId(change.id));
        settings |= change.entity == EntityKind::Setting;
    }
    if (!removed.isEmpty()) {
        // First of all: what has to be forgotten waits for nothing.
        m_search.post([this, removed] {
            if (!m_engine->ready)
                return;
            warn(m_engine->suggester->removePairs(removed));
            warn(m_engine->index.save()); // the sealed file may know the words as well
        });
    }
    if (added.isEmpty() && !settings)
        return;
    (void)m_storage.read([this, added, settings](store::Store& s) -> Status {
        // One that was removed again meanwhile is not found any more.
        SOUFFLEUR_TRY(const QList<LearnedPair> pairs, s.learning().find(added));
        SOUFFLEUR_TRY(const QList<SynonymGroup> synonyms, s.learning().synonyms());
        m_search.post([this, pairs, synonyms, settings] {
            if (!m_engine->ready)
                return;
            if (!pairs.isEmpty())
                warn(m_engine->suggester->addPairs(pairs));
            if (settings)
                m_engine->suggester->setSynonyms(synonyms);
        });
        return ok();
    });
}

void Prompter::setModel(const std::shared_ptr<const assist::Model>& model) {
    m_search.post([this, model] {
        m_engine->model = model;
        if (m_engine->ready)
            m_engine->suggester->setModel(model);
    });
}

void Prompter::noteSilence(const assist::SuggestionRequest& request, const SuggestionSet& set) {
    // FAQ search by hand and texts of nobody in particular are no gaps; neither is an empty FAQ.
    if (m_closing || set.state != SuggestionState::Silent || request.rawHits || request.turns.isEmpty() ||
        request.conversation.isNull() || request.upToSequence <= 0 ||
        m_engine->silent.value(request.conversation) >= request.upToSequence)
        return;
    m_engine->silent.insert(request.conversation, request.upToSequence);
    (void)m_storage.write([conversation = request.conversation, turn = request.upToSequence, now = request.now](
                              store::Store& s) { return s.gaps().noteSilent(conversation, turn, now); });
}

void Prompter::scheduleSave() {
    QMetaObject::invokeMethod(this,
                              [this] { m_saveTimer = m_clock.callAfter(5s, this, [this] { (void)save(); }); });
}

QFuture<Status> Prompter::save() {
    return m_search.run([this]() -> Status {
        if (!m_engine->ready || !m_engine->dirty)
            return ok();
        const Status status = m_engine->index.save();
        if (status)
            m_engine->dirty = false;
        else
            qCWarning(lcKnowledge) << "the index could not be kept:" << status.error().toString();
        return status;
    });
}

Result<assist::SuggestionRequest> Prompter::request(store::Store& store, ConversationId id, const Agent& agent,
                                                    Timestamp now) {
    SOUFFLEUR_TRY(const Conversation conversation, store.conversations().find(id));
    SOUFFLEUR_TRY(const Contact contact, store.contacts().find(conversation.contact));
    SOUFFLEUR_TRY(const QList<Message> turns, store.messages().unansweredTurns(id, MaxTurns));
    assist::SuggestionRequest request;
    request.conversation = id;
    request.now = now;
    for (const Message& turn : turns) {
        if (!turn.text.trimmed().isEmpty())
            request.turns += turn.text;
        request.upToSequence = std::max(request.upToSequence, turn.sequence);
    }
    // Earlier turns of the same episode tell language and form of address; our own, whether we have greeted.
    SOUFFLEUR_TRY(const ThreadPage page, store.messages().pageBefore(id, 0, 40));
    for (const ThreadItem& item : page.items) {
        const auto* message = std::get_if<Message>(&item);
        if (!message || message->episode != conversation.episode)
            continue;
        if (message->direction == Direction::Outbound)
            request.greeted |=
                message->status != MessageStatus::Cancelled && message->status != MessageStatus::Failed;
        else if (turns.isEmpty() || message->sequence < turns.first().sequence)
            request.earlier += message->text;
    }
    request.language = conversation.language.isEmpty() ? contact.language : conversation.language;
    request.address = contact.address != FormOfAddress::Unknown ? contact.address : conversation.address;
    SOUFFLEUR_CHECK(addTeam(store, request));
    request.channelKind = conversation.channelKind;
    if (const channels::ChannelKind* kind = channels::findChannelKind(conversation.channelKind)) {
        request.maxTextLength = kind->capabilities.maxTextLength;
        request.formalChannel = kind->capabilities.formal;
    }
    request.placeholders = contact.fields;
    request.placeholders.insert(u"name"_s, salutation(contact.displayName, request.address));
    request.placeholders.insert(u"agent"_s, agent.name);
    return request;
}

void Prompter::answer(const Promise& promise, const assist::SuggestionRequest& request) {
    m_search.post([this, promise, request] {
        SuggestionSet set;
        if (!m_engine->ready) {
            set.id = SuggestionSetId::create();
            set.conversation = request.conversation;
            set.upToSequence = request.upToSequence;
            set.state = SuggestionState::IndexBuilding;
            set.indexed = m_done;
            set.total = m_total;
        } else {
            set = m_engine->suggester->suggest(request);
            noteSilence(request, set);
        }
        fulfil(promise, set);
    });
}

QFuture<Result<SuggestionSet>> Prompter::suggestions(ConversationId conversation, const Agent& agent, int limit) {
    auto promise = newPromise<Result<SuggestionSet>>();
    auto future = promise->future();
    (void)m_storage.read(
        [this, promise, conversation, agent, limit, now = m_clock.now()](store::Store& s) -> Status {
            Result<assist::SuggestionRequest> made = request(s, conversation, agent, now);
            if (!made) {
                fulfil(promise, made.error());
                return made.error();
            }
            made->limit = limit;
            answer(promise, *made);
            return ok();
        });
    return future;
}

QFuture<Result<SuggestionSet>> Prompter::search(const QString& text, std::optional<ConversationId> conversation,
                                                const Agent& agent) {
    auto promise = newPromise<Result<SuggestionSet>>();
    auto future = promise->future();
    (void)m_storage.read(
        [this, promise, text, conversation, agent, now = m_clock.now()](store::Store& s) -> Status {
            assist::SuggestionRequest by;
            if (conversation) {
                Result<assist::SuggestionRequest> made = request(s, *conversation, agent, now);
                if (!made) {
                    fulfil(promise, made.error());
                    return made.error();
                }
                by = *made;
                // The agent's words decide what is searched; the conversation decides how it is drafted.
                by.earlier += by.turns;
            } else {
                by.now = now;
                by.placeholders.insert(u"agent"_s, agent.name);
            }
            by.turns = {text};
            by.limit = 10;
            by.rawHits = true;
            answer(promise, by);
            return ok();
        });
    return future;
}

QFuture<Result<SuggestionSet>> Prompter::suggestFor(const QString& text, const QString& language, int limit,
                                                    const Agent& agent) {
    auto promise = newPromise<Result<SuggestionSet>>();
    assist::SuggestionRequest by;
    by.turns = {text};
    by.language = language;
    by.limit = limit;
    by.now = m_clock.now();
    by.placeholders.insert(u"agent"_s, agent.name);
    answer(promise, by);
    return promise->future();
}

QFuture<Result<Trial>> Prompter::attempt(const TrialQuery& query, const Agent& agent) {
    auto promise = newPromise<Result<Trial>>();
    auto future = promise->future();
    (void)m_storage.read([this, promise, query, agent, now = m_clock.now()](store::Store& s) -> Status {
        assist::SuggestionRequest by;
        by.turns = {query.text};
        by.language = query.language;
        by.channelKind = query.channelKind;
        by.now = now;
        by.placeholders.insert(u"agent"_s, agent.name);
        if (const Status status = addTeam(s, by); !status) {
            fulfil(promise, status.error());
            return status;
        }
        m_search.post([this, promise, by, edited = query.edited] {
            if (m_engine->ready)
                fulfil(promise, m_engine->suggester->attempt(by, edited));
            else
                fulfil(promise, makeError(ErrorCode::Busy, u"index"_s));
        });
        return ok();
    });
    return future;
}

QFuture<Result<QList<FaqEntryId>>> Prompter::find(const QString& text, int limit) {
    return m_search.run([this, text, limit, now = m_clock.now()]() -> Result<QList<FaqEntryId>> {
        if (!m_engine->ready)
            return makeError(ErrorCode::Busy, u"index"_s);
        assist::SuggestionRequest by;
        by.turns = {text};
        by.rawHits = true;
        by.limit = limit;
        by.now = now;
        QList<FaqEntryId> ids;
        for (const Suggestion& suggestion : m_engine->suggester->suggest(by).suggestions)
            ids += suggestion.entry;
        return ids;
    });
}

QFuture<Result<QStringList>> Prompter::check() {
    return m_search.run([this]() -> Result<QStringList> {
        if (!m_engine->ready)
            return makeError(ErrorCode::Busy, u"index"_s);
        return m_engine->index.check();
    });
}

} // namespace souffleur::workspace
