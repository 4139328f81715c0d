// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/local/Trainer.h"

#include "assist/Language.h"
#include "base/Log.h"
#include "store/Store.h"

#include <algorithm>

#include <QCryptographicHash>
#include <QDataStream>
#include <QIODevice>

namespace souffleur::workspace {
namespace {

constexpr quint32 Magic = 0x53464c4d; // "SFLM"
constexpr quint32 FileVersion = 1;
constexpr auto StreamVersion = QDataStream::Qt_6_0;

bool mayBeOffered(const FaqEntry& entry) {
    return entry.status == FaqStatus::Published && entry.audience == FaqAudience::Public;
}

QByteArray fingerprint(const QList<FaqEntry>& entries) {
    QStringList lines;
    for (const FaqEntry& entry : entries)
        lines += entry.id.toString() + u':' + QString::number(entry.version);
    lines.sort();
    return QCryptographicHash::hash(lines.join(u'\n').toUtf8(), QCryptographicHash::Sha256);
}

} // namespace

Trainer::Trainer(store::Storage& storage, Executor& background, Clock& clock, knowledge::SealedFile file,
                 std::function<void()> remove, Limits limits)
    : m_storage(storage), m_background(background), m_clock(clock), m_file(std::move(file)),
      m_remove(std::move(remove)), m_limits(limits) {}

Trainer::Trainer(store::Storage& storage, Executor& background, Clock& clock, knowledge::SealedFile file,
                 std::function<void()> remove)
    : Trainer(storage, background, clock, std::move(file), std::move(remove), Limits()) {}

Trainer::~Trainer() {
    stop();
}

void Trainer::stop() {
    m_stopped = true;
    m_timer.reset();
    if (m_run)
        m_run->cancelled = true;
}

QByteArray Trainer::seal(const Source& source, const assist::Model& model) {
    QByteArray bytes;
    QDataStream out(&bytes, QIODevice::WriteOnly);
    out.setVersion(StreamVersion);
    out << Magic << FileVersion << quint32(assist::Model::FormatVersion) << source.epoch << qint32(source.pairs)
        << qint32(source.messages) << source.entries << model.toBytes();
    return bytes;
}

Result<Trainer::Kept> Trainer::unseal(const QByteArray& bytes) {
    QDataStream in(bytes);
    in.setVersion(StreamVersion);
    quint32 magic = 0;
    quint32 file = 0;
    quint32 format = 0;
    in >> magic >> file >> format;
    if (magic != Magic || file != FileVersion || format != quint32(assist::Model::FormatVersion))
        return makeError(ErrorCode::Damaged, u"model of another format"_s);
    Kept kept;
    qint32 pairs = 0;
    qint32 messages = 0;
    QByteArray model;
    in >> kept.source.epoch >> pairs >> messages >> kept.source.entries >> model;
    if (in.status() != QDataStream::Ok || !in.atEnd())
        return makeError(ErrorCode::Damaged, u"model file"_s);
    kept.source.pairs = pairs;
    kept.source.messages = messages;
    SOUFFLEUR_TRY(kept.model, assist::Model::fromBytes(model));
    return kept;
}

Result<Trainer::Source> Trainer::present(store::Store& store, const Limits& limits) {
    Source source;
    SOUFFLEUR_TRY(source.epoch, store.learning().epoch());
    SOUFFLEUR_TRY(source.pairs, store.learning().count());
    SOUFFLEUR_TRY(source.messages, store.learning().customerTextCount(limits.messages));
    SOUFFLEUR_TRY(QList<FaqEntry> entries, store.faq().all());
    erase_if(entries, [](const FaqEntry& entry) { return !mayBeOffered(entry); });
    source.entries = fingerprint(entries);
    source.offered = entries.size();
    return source;
}

void Trainer::open() {
    thenOn(m_storage.read([limits = m_limits](store::Store& s) { return present(s, limits); }), this,
           [this](const Result<Source>& now) {
               if (!now || m_stopped) {
                   if (!now)
                       qCWarning(lcKnowledge) << "nothing can be trained:" << now.error().toString();
                   return;
               }
               auto read = m_background.run([file = m_file]() -> Result<Kept> {
                   SOUFFLEUR_TRY(const QByteArray bytes, file.read());
                   return unseal(bytes);
               });
               thenOn(read, this, [this, now = *now](const Result<Kept>& kept) {
                   m_opened = true;
                   m_pairs += now.pairs;
                   m_messages += now.messages;
                   m_hasFaq = now.offered >= m_limits.fewestEntries;
                   if (kept && kept->source.epoch == now.epoch && !m_forced) {
                       m_trained = kept->source;
                       m_hasModel = true;
                       // An import or edits while the program was not running: who knows how many.
                       if (m_trained.entries != now.entries)
                           m_changedEntries.insert(QUuid());
                       emit trained(kept->model);
                   } else if (kept || kept.error().code != ErrorCode::NotFound) {
                       qCInfo(lcKnowledge) << "the model is made anew:"
                                           << (kept ? u"something was forgotten"_s : kept.error().toString());
                       m_remove();
                   }
                   consider();
               });
           });
}

void Trainer::apply(const Changes& changes) {
    bool removed = false;
    for (const Change& change : changes) {
        switch (change.entity) {
        case EntityKind::LearnedPair:
            m_pairs += change.kind == ChangeKind::Added ? 1 : -1;
            removed |= change.kind == ChangeKind::Removed;
            break;
        case EntityKind::Contact:
            removed |= change.kind == ChangeKind::Removed;
            break;
        case EntityKind::Message:
            m_messages += change.kind == ChangeKind::Added ? 1 : 0; // ours too: a figure to go by
            break;
        case EntityKind::FaqEntry:
            m_changedEntries.insert(change.id);
            break;
        default:
            break;
        }
    }
    if (removed)
        forget();
    else if (m_opened)
        consider();
}

void Trainer::forget() {
    if (m_stopped)
        return;
    m_remove();
    m_timer.reset();
    if (m_opened && !m_hasModel && !m_run) {
        consider(); // nothing was made of it yet
        return;
    }
    m_forced = true;
    if (m_run)
        m_run->cancelled = true; // its end begins the next
    else if (m_opened)
        start();
}

bool Trainer::worthwhile() const {
    if (m_forced)
        return true;
    if (!m_hasModel)
        return m_messages >= m_limits.fewestMessages || m_pairs >= m_limits.fewestPairs || m_hasFaq ||
               m_changedEntries.size() >= m_limits.fewestEntries;
    const int enough =
        std::clamp(int(m_limits.newShare * m_trained.pairs), m_limits.fewestPairs, m_limits.newPairs);
    const int fresh = m_pairs - m_trained.pairs;
    const bool moreHistory = m_trained.messages < m_limits.messages &&
                             m_messages >= std::max(2 * m_trained.messages, m_limits.fewestMessages);
    return fresh >= enough || moreHistory || m_changedEntries.contains(QUuid()) ||
           m_changedEntries.size() >= m_limits.fewestPairs;
}

void Trainer::consider() {
    if (m_stopped || !m_opened || m_run || m_timer || !worthwhile())
        return;
    Timestamp at = m_clock.now() + m_limits.settle;
    // A run of the FAQ alone took a second: what comes in after it, the history perhaps, need not wait.
    const bool little =
        m_hasModel && m_trained.messages < m_limits.fewestMessages && m_trained.pairs < m_limits.fewestPairs;
    if (m_lastRun && !little)
        at = std::max(at, *m_lastRun + m_limits.pause);
    m_timer = m_clock.callAfter(at - m_clock.now(), this, [this] {
        m_timer.reset();
        start();
    });
}

void Trainer::start() {
    if (m_stopped || m_run)
        return;
    m_forced = false;
    m_changedEntries.clear();
    m_lastRun = m_clock.now();
    auto run = std::make_shared<Run>();
    m_run = run;
    struct Head {
        Source source;
        QList<FaqEntry> entries;
        QList<LearnedPair> pairs;
    };
    auto head = m_storage.read([limits = m_limits](store::Store& s) -> Result<Head> {
        Head made;
        SOUFFLEUR_TRY(made.source.epoch, s.learning().epoch());
        SOUFFLEUR_TRY(made.entries, s.faq().all());
        erase_if(made.entries, [](const FaqEntry& entry) { return !mayBeOffered(entry); });
        SOUFFLEUR_TRY(made.pairs, s.learning().latest(limits.pairs));
        SOUFFLEUR_TRY(made.source.pairs, s.learning().count());
        made.source.entries = fingerprint(made.entries);
        return made;
    });
    thenOn(head, this, [this, run](const Result<Head>& made) {
        if (!made) {
            finish(run, made.error());
            return;
        }
        run->source = made->source;
        run->data.entries = made->entries;
        run->data.pairs = made->pairs;
        collect(run, 0);
    });
}

void Trainer::collect(const std::shared_ptr<Run>& run, qint64 before) {
    if (run->cancelled) {
        finish(run, makeError(ErrorCode::Cancelled));
        return;
    }
    const int wanted = std::min(m_limits.slice, m_limits.messages - int(run->texts.size()));
    thenOn(m_storage.read([before, wanted](store::Store& s) { return s.learning().customerTexts(before, wanted); }),
           this, [this, run, wanted](const Result<QList<store::CustomerText>>& texts) {
               if (!texts) {
                   finish(run, texts.error());
                   return;
               }
               run->texts += *texts;
               if (texts->size() == wanted && run->texts.size() < m_limits.messages)
                   collect(run, texts->last().position);
               else
                   train(run);
           });
}

void Trainer::train(const std::shared_ptr<Run>& run) {
    run->source.messages = int(run->texts.size());
    // What the file says is what it was made from; the run is nobody else's until it has ended.
    auto made = m_background.run([run, file = m_file]() -> Result<std::shared_ptr<const assist::Model>> {
        std::reverse(run->texts.begin(), run->texts.end());
        for (const store::CustomerText& text : std::as_const(run->texts)) {
            const QString language =
                text.language.isEmpty() ? assist::guessLanguage(text.text).language : text.language;
            if (!language.isEmpty())
                run->data.messages[language].append(text.text);
            if (run->cancelled)
                return makeError(ErrorCode::Cancelled);
        }
        run->texts.clear();
        SOUFFLEUR_TRY(const auto model, assist::trainModel(run->data, run->cancelled));
        run->data = {};
        if (run->cancelled)
            return makeError(ErrorCode::Cancelled);
        if (const Status written = file.write(seal(run->source, *model)); !written)
            qCWarning(lcKnowledge) << "the model could not be kept:" << written.error().toString();
        return model;
    });
    thenOn(made, this, [this, run](const Result<std::shared_ptr<const assist::Model>>& model) {
        if (!model || run->cancelled) {
            finish(run,
                   model ? Result<std::shared_ptr<const assist::Model>>(makeError(ErrorCode::Cancelled)) : model);
            return;
        }
        // Whatever was forgotten while it was made is in it.
        thenOn(m_storage.read([](store::Store& s) { return s.learning().epoch(); }), this,
               [this, run, model](const Result<QString>& epoch) {
                   if (!epoch || *epoch != run->source.epoch || run->cancelled) {
                       m_forced = true;
                       finish(run, makeError(ErrorCode::Cancelled));
                   } else {
                       finish(run, model);
                   }
               });
    });
}

void Trainer::finish(const std::shared_ptr<Run>& run, const Result<std::shared_ptr<const assist::Model>>& model) {
    m_run.reset();
    if (model) {
        m_trained = run->source;
        m_hasModel = true;
        ++m_runs;
        emit trained(*model);
        consider();
        return;
    }
    if (model.error().code != ErrorCode::Cancelled)
        qCWarning(lcKnowledge) << "training failed:" << model.error().toString();
    if (m_stopped)
        return;
    if (m_forced) {
        m_remove(); // it may have been written when the deletion came
        start();
    }
}

} // namespace souffleur::workspace
