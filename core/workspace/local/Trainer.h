// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "assist/Model.h"
#include "base/Clock.h"
#include "base/Executor.h"
#include "domain/Change.h"
#include "knowledge/FaqIndex.h"
#include "store/Storage.h"
#include "store/Store.h"

#include <atomic>

#include <QObject>
#include <QSet>

namespace souffleur::workspace {

//! Trains the bot's model in the background: when there is history to learn from, when enough was learned since,
//! and at once after something learned had to be forgotten. The model is kept sealed beside the index; it is made
//! anew when the file is missing, damaged, of another format or made from what must not be known any more (the
//! store's learning epoch). Lives in the thread that made it; what takes long runs in `background`.
class Trainer : public QObject {
    Q_OBJECT
public:
    struct Limits {
        int messages = 50'000; //!< the latest customers' messages that are read
        int slice = 2'000;     //!< of these at a time, so that nobody waits for the store
        int pairs = 100'000;
        int fewestMessages = 200; //!< below this and
        int fewestPairs = 10;     //!< this and
        int fewestEntries = 5;    //!< this there is nothing to train
        double newShare = 0.10;   //!< new pairs, of those known, that make it worthwhile; at least fewestPairs,
        int newPairs = 50;        //!< at most so many
        Milliseconds settle = 5s; //!< from the first reason to the run: an import should be complete
        Milliseconds pause =
            10min; //!< between two runs, unless the first had too little to learn from beside the FAQ
    };
    //! remove: takes the sealed file away.
    Trainer(store::Storage& storage, Executor& background, Clock& clock, knowledge::SealedFile file,
            std::function<void()> remove, Limits limits);
    Trainer(store::Storage& storage, Executor& background, Clock& clock, knowledge::SealedFile file,
            std::function<void()> remove);
    ~Trainer() override;

    //! Reads the sealed model, or trains one where that is worthwhile.
    void open();
    //! To be called with every commit's changes.
    void apply(const Changes& changes);
    //! No more runs; the one that is on ends soon. The background executor may go after it.
    void stop();

    int runs() const { return m_runs; } //!< completed since the start
    bool isRunning() const { return m_run != nullptr; }

signals:
    //! From the file or new.
    void trained(const std::shared_ptr<const souffleur::assist::Model>& model);

private:
    //! What a model was made from.
    struct Source {
        QString epoch;
        int pairs = 0;
        int messages = 0;
        QByteArray entries;    //!< fingerprint of ids and versions
        qsizetype offered = 0; //!< entries; not kept
    };
    struct Kept {
        Source source;
        std::shared_ptr<const assist::Model> model;
    };
    struct Run {
        std::atomic<bool> cancelled = false;
        Source source;
        assist::TrainingData data;
        QList<store::CustomerText> texts; //!< newest first
    };
    static QByteArray seal(const Source& source, const assist::Model& model);
    static Result<Kept> unseal(const QByteArray& bytes);
    static Result<Source> present(store::Store& store, const Limits& limits);

    bool worthwhile() const;
    void consider();
    void start();
    void collect(const std::shared_ptr<Run>& run, qint64 before);
    void train(const std::shared_ptr<Run>& run);
    void finish(const std::shared_ptr<Run>& run, const Result<std::shared_ptr<const assist::Model>>& model);
    void forget();

    store::Storage& m_storage;
    Executor& m_background;
    Clock& m_clock;
    knowledge::SealedFile m_file;
    std::function<void()> m_remove;
    Limits m_limits;

    Source m_trained; //!< of the latest model
    bool m_hasModel = false;
    bool m_opened = false;
    bool m_stopped = false;
    bool m_forced = false;
    int m_pairs = 0; //!< known now
    int m_messages = 0;
    bool m_hasFaq = false;        //!< enough entries when it was opened
    QSet<QUuid> m_changedEntries; //!< since the latest run
    int m_entries = 0;
    int m_runs = 0;
    OptionalTimestamp m_lastRun;
    std::shared_ptr<Run> m_run;
    std::shared_ptr<void> m_timer;
};

} // namespace souffleur::workspace
