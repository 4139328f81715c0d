// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "assist/Model.h"
#include "assist/Suggester.h"
#include "base/Executor.h"
#include "domain/Change.h"
#include "domain/Conversation.h"
#include "domain/Suggestion.h"
#include "knowledge/FaqIndex.h"
#include "store/Storage.h"

#include <atomic>

#include <QObject>

namespace souffleur::workspace {

//! The bot at the agent's side: keeps index and suggester in the Search thread in step with the store, and turns a
//! conversation into a suggestion request. Public calls from any thread.
class Prompter : public QObject {
    Q_OBJECT
public:
    Prompter(store::Storage& storage, Executor& search, Clock& clock, knowledge::SealedFile file);
    ~Prompter() override;

    //! Opens or rebuilds the index; ready when it matches the store.
    QFuture<Status> open();
    QFuture<Status> opened() { return m_opened; }
    //! To be called with every commit's changes.
    void apply(const Changes& changes);

    QFuture<Result<SuggestionSet>> suggestions(ConversationId conversation, const Agent& agent, int limit);
    QFuture<Result<SuggestionSet>> search(const QString& text, std::optional<ConversationId> conversation,
                                          const Agent& agent);
    //! For a text without a conversation.
    QFuture<Result<SuggestionSet>> suggestFor(const QString& text, const QString& language, int limit,
                                              const Agent& agent);
    //! A question tried out.
    QFuture<Result<Trial>> attempt(const TrialQuery& query, const Agent& agent);
    //! Entries found by text, best first.
    QFuture<Result<QList<FaqEntryId>>> find(const QString& text, int limit);
    QFuture<Result<QStringList>> check();
    //! Writes the index now (at the end); blocks nobody but the Search thread.
    QFuture<Status> save();
    //! Before the storage goes: an index that is being built is given up, nothing more is noted.
    void close() { m_closing = true; }
    //! What was trained in the background.
    void setModel(const std::shared_ptr<const assist::Model>& model);

signals:
    void progressed(int done, int total);

private:
    using Promise = std::shared_ptr<QPromise<Result<SuggestionSet>>>;
    static Result<assist::SuggestionRequest> request(store::Store& store, ConversationId conversation,
                                                     const Agent& agent, Timestamp now);
    void answer(const Promise& promise, const assist::SuggestionRequest& request);
    void scheduleSave();
    void applyLearned(const Changes& changes);
    //! Search thread.
    void noteSilence(const assist::SuggestionRequest& request, const SuggestionSet& set);

    store::Storage& m_storage;
    Executor& m_search;
    Clock& m_clock;
    knowledge::SealedFile m_file;
    QFuture<Status> m_opened;
    std::atomic<bool> m_closing = false;
    std::atomic<int> m_done = 0;
    std::atomic<int> m_total = 0;
    std::shared_ptr<void> m_saveTimer;

    // Search thread only.
    struct Engine {
        knowledge::FaqIndex index;
        std::unique_ptr<assist::Suggester> suggester;
        std::shared_ptr<const assist::Model> model;
        QHash<ConversationId, qint64> silent; //!< noted up to
        bool ready = false;
        bool dirty = false;
    };
    std::unique_ptr<Engine> m_engine;
};

} // namespace souffleur::workspace
