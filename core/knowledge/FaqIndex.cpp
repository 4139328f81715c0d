// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "knowledge/FaqIndex.h"

#include "base/Log.h"
#include "knowledge/IndexBuilder.h"
#include "knowledge/XapianGuard.h"

#include <QCryptographicHash>
#include <QScopeGuard>
#include <QtEndian>

namespace souffleur::knowledge {

namespace {
// The sealed file: magic, SHA-256 of the rest, the single-file glass database. The sum keeps a damaged file away
// from Xapian, whose readers before 1.4.32 trust what they read.
const QByteArray Magic = QByteArrayLiteral("SFIX0001");
constexpr qsizetype SumSize = 32;
// So many differing entries are brought up to date one by one; beyond, a rebuild is quicker.
constexpr int CatchUpLimit = 200;

std::optional<QString>& folderForTests() {
    static std::optional<QString> folder;
    return folder;
}

struct Slot {
    FaqEntryId id;
    QString language;
    int version = 0;
    int length = 0;
    bool alive = false;
};
} // namespace

struct FaqIndex::Private {
    SealedFile file;
    QHash<FaqEntryId, FaqEntry> entries;
    Analysers analysers;

    std::optional<Xapian::Database> sealed;
    Xapian::WritableDatabase recent;
    Xapian::Database all;
    std::vector<Slot> sealedSlots; // by document number
    std::vector<Slot> recentSlots;
    QHash<FaqEntryId, QList<quint32>> sealedDocuments;
    QHash<FaqEntryId, QList<quint32>> recentDocuments;
    std::unordered_map<std::string, int> deadFrequency;
    QHash<QString, int> documents;
    QHash<QString, qint64> words;
    std::optional<MemoryFile> built; // the sealed part as it was built, until something changes or it was written
    bool rebuilt = false;
    bool changed = false;
    int generation = 0;
    int revision = 0;

    void join() {
        all = Xapian::Database();
        if (sealed)
            all.add_database(*sealed);
        all.add_database(recent);
    }

    void clear() {
        built.reset();
        sealed.reset();
        recent = Xapian::WritableDatabase(std::string(), Xapian::DB_BACKEND_INMEMORY);
        sealedSlots.clear();
        recentSlots.clear();
        sealedDocuments.clear();
        recentDocuments.clear();
        deadFrequency.clear();
        documents.clear();
        words.clear();
        join();
        ++generation;
        ++revision;
    }

    void count(const Slot& slot, int sign) {
        documents[slot.language] += sign;
        words[slot.language] += sign * slot.length;
    }

    void bury(FaqEntryId id) {
        for (const quint32 number : sealedDocuments.take(id)) {
            Slot& slot = sealedSlots[number];
            slot.alive = false;
            count(slot, -1);
            for (auto it = sealed->termlist_begin(number); it != sealed->termlist_end(number); ++it)
                ++deadFrequency[*it];
        }
        for (const quint32 number : recentDocuments.take(id)) {
            count(recentSlots[number], -1);
            recentSlots[number].alive = false;
            recent.delete_document(number);
        }
    }

    void put(const FaqEntry& entry) {
        for (const QString& language : FaqIndex::languagesOf(entry)) {
            Slot slot{entry.id, language, entry.version, 0, true};
            Xapian::Document document = makeDocument(entry, language, analysers.of(language), &slot.length);
            document.add_value(RecentSlot, "1");
            const Xapian::docid number = recent.add_document(document);
            if (recentSlots.size() <= number)
                recentSlots.resize(number + 1);
            recentSlots[number] = slot;
            recentDocuments[entry.id].append(number);
            count(slot, 1);
        }
    }

    std::optional<IndexedDocument> standsFor(bool inRecent, quint32 number) const {
        const auto& slotList = inRecent ? recentSlots : sealedSlots;
        if (number >= slotList.size() || !slotList[number].alive)
            return std::nullopt;
        const auto found = entries.constFind(slotList[number].id);
        if (found == entries.cend())
            return std::nullopt;
        return IndexedDocument{&*found, slotList[number].language};
    }

    //! Reads what the documents stand for; false: not ours or not whole.
    bool readSlots() {
        const Xapian::docid last = sealed->get_lastdocid();
        sealedSlots.assign(size_t(last) + 1, Slot{});
        qint64 seen = 0;
        for (auto it = sealed->valuestream_begin(IdSlot); it != sealed->valuestream_end(IdSlot); ++it, ++seen) {
            Slot& slot = sealedSlots[it.get_docid()];
            slot.id = FaqEntryId::fromBytes(QByteArray::fromStdString(*it));
            slot.alive = true;
        }
        for (auto it = sealed->valuestream_begin(LanguageSlot); it != sealed->valuestream_end(LanguageSlot); ++it)
            sealedSlots[it.get_docid()].language = QString::fromStdString(*it);
        for (auto it = sealed->valuestream_begin(VersionSlot); it != sealed->valuestream_end(VersionSlot); ++it)
            sealedSlots[it.get_docid()].version = QByteArray::fromStdString(*it).toInt();
        for (auto it = sealed->valuestream_begin(LengthSlot); it != sealed->valuestream_end(LengthSlot); ++it)
            sealedSlots[it.get_docid()].length = QByteArray::fromStdString(*it).toInt();
        for (size_t number = 1; number < sealedSlots.size(); ++number) {
            const Slot& slot = sealedSlots[number];
            if (!slot.alive)
                continue;
            sealedDocuments[slot.id].append(quint32(number));
            count(slot, 1);
        }
        return seen == qint64(sealed->get_doccount());
    }

    Status openSealed(const QByteArray& content) {
        if (!content.startsWith(Magic) || content.size() < Magic.size() + SumSize)
            return makeError(ErrorCode::Damaged, u"index: head"_s);
        const QByteArray glass = content.mid(Magic.size() + SumSize);
        if (QCryptographicHash::hash(glass, QCryptographicHash::Sha256) != content.mid(Magic.size(), SumSize))
            return makeError(ErrorCode::Damaged, u"index: sum"_s);
        SOUFFLEUR_TRY(const MemoryFile memory, MemoryFile::create(glass));
        return adopt(memory);
    }

    Status adopt(const MemoryFile& memory) {
        SOUFFLEUR_TRY(const int fd, memory.handOut());
        return guarded([&]() -> Status {
            clear();
            sealed.emplace(fd); // closes fd, also when it throws
            if (sealed->get_metadata(FormatKey) != FormatVersion || !readSlots()) {
                clear();
                return makeError(ErrorCode::Damaged, u"index: format"_s);
            }
            join();
            return ok();
        });
    }

    //! Builds the sealed part anew.
    Status buildSealed(const std::function<bool(int, int)>& progress) {
        SOUFFLEUR_TRY(MemoryFile memory, MemoryFile::create());
        std::vector<const FaqEntry*> list;
        for (const FaqEntry& entry : std::as_const(entries))
            list.push_back(&entry);
        SOUFFLEUR_CHECK(buildGlass(list, memory, progress));
        SOUFFLEUR_CHECK(adopt(memory));
        built.emplace(std::move(memory));
        return ok();
    }

    Status write() {
        if (file.write) {
            SOUFFLEUR_TRY(const QByteArray glass, built->content());
            SOUFFLEUR_CHECK(
                file.write(Magic + QCryptographicHash::hash(glass, QCryptographicHash::Sha256) + glass));
        }
        built.reset();
        changed = false;
        return ok();
    }

    Status buildInMemory(const std::function<bool(int, int)>& progress) {
        return guarded([&]() -> Status {
            clear();
            int done = 0;
            for (const FaqEntry& entry : std::as_const(entries)) {
                put(entry);
                ++done;
                if (progress && done % 64 == 0 && !progress(done, int(entries.size()))) {
                    clear();
                    return makeError(ErrorCode::Cancelled);
                }
            }
            return ok();
        });
    }
};

FaqIndex::FaqIndex() : m_d(std::make_unique<Private>()) {
    m_d->clear();
}
FaqIndex::~FaqIndex() = default;

QString FaqIndex::memoryFolder() {
    return folderForTests() ? *folderForTests() : MemoryFolder::findBase();
}
void FaqIndex::setMemoryFolderForTests(const std::optional<QString>& folder) {
    folderForTests() = folder;
}

std::string FaqIndex::questionTerm(const QString& language, const std::string& stem) {
    return "Q" + language.toStdString() + ":" + stem;
}

std::string FaqIndex::textTerm(const QString& language, const std::string& stem) {
    return "T" + language.toStdString() + ":" + stem;
}

QStringList FaqIndex::languagesOf(const FaqEntry& entry) {
    QStringList result;
    for (const FaqAnswer& answer : entry.answers) {
        if (!answer.body.trimmed().isEmpty() && !result.contains(answer.language))
            result.append(answer.language);
    }
    return result;
}

QStringList FaqIndex::questionsOf(const FaqEntry& entry, const QString& language) {
    QStringList result;
    const QString question = entry.question(language);
    if (!question.trimmed().isEmpty())
        result.append(question);
    for (const FaqVariant& variant : entry.variants) {
        if ((variant.language == language || variant.language.isEmpty()) && !variant.text.trimmed().isEmpty())
            result.append(variant.text);
    }
    // Tags are the matter in a few words; taken together they are found like a question.
    if (!entry.tags.isEmpty())
        result.append(entry.tags.join(u' '));
    return result;
}

Status FaqIndex::open(SealedFile file, const QList<FaqEntry>& entries,
                      const std::function<bool(int, int)>& progress) {
    m_d->file = std::move(file);
    m_d->rebuilt = false;
    m_d->entries.clear();
    QHash<FaqEntryId, FaqEntry> wanted;
    for (const FaqEntry& entry : entries) {
        if (entry.status != FaqStatus::Archived)
            wanted.insert(entry.id, entry);
    }
    Status status = makeError(ErrorCode::NotFound);
    if (m_d->file.read) {
        const Result<QByteArray> content = m_d->file.read();
        status = content ? m_d->openSealed(*content) : Status(content.error());
    }
    if (status) {
        QList<FaqEntryId> gone;
        QList<FaqEntry> different;
        for (auto it = m_d->sealedDocuments.cbegin(); it != m_d->sealedDocuments.cend(); ++it) {
            if (!wanted.contains(it.key()))
                gone.append(it.key());
        }
        for (const FaqEntry& entry : std::as_const(wanted)) {
            const QList<quint32> documents = m_d->sealedDocuments.value(entry.id);
            const QStringList languages = languagesOf(entry);
            bool same = documents.size() == languages.size();
            for (const quint32 number : documents) {
                const Slot& slot = m_d->sealedSlots[number];
                same = same && slot.version == entry.version && languages.contains(slot.language);
            }
            if (!same)
                different.append(entry);
        }
        if (gone.size() + different.size() <= std::min<qsizetype>(CatchUpLimit, wanted.size() / 2)) {
            m_d->entries = std::move(wanted);
            m_d->changed = false;
            SOUFFLEUR_CHECK(remove(gone));
            return update(different);
        }
        status = makeError(ErrorCode::Damaged, u"index: of other entries"_s);
    }
    if (status.error().code != ErrorCode::NotFound)
        qCInfo(lcKnowledge) << "index is built anew:" << status.error().toString();
    m_d->rebuilt = true;
    return rebuild(entries, progress);
}

Status FaqIndex::rebuild(const QList<FaqEntry>& entries, const std::function<bool(int, int)>& progress) {
    m_d->entries.clear();
    for (const FaqEntry& entry : entries) {
        if (entry.status != FaqStatus::Archived)
            m_d->entries.insert(entry.id, entry);
    }
    m_d->changed = true;
    Status status = m_d->buildSealed(progress);
    if (!status && status.error().code != ErrorCode::Cancelled) {
        qCInfo(lcKnowledge) << "index is built without a memory file:" << status.error().toString();
        status = m_d->buildInMemory(progress);
    }
    if (!status) {
        m_d->entries.clear();
        m_d->clear();
    }
    return status;
}

Status FaqIndex::update(const QList<FaqEntry>& entries) {
    if (entries.isEmpty())
        return ok();
    return guarded([&]() -> Status {
        m_d->changed = true;
        m_d->built.reset();
        ++m_d->revision;
        for (const FaqEntry& entry : entries) {
            m_d->bury(entry.id);
            if (entry.status == FaqStatus::Archived) {
                m_d->entries.remove(entry.id);
                continue;
            }
            m_d->entries.insert(entry.id, entry);
            m_d->put(entry);
        }
        return ok();
    });
}

Status FaqIndex::remove(const QList<FaqEntryId>& ids) {
    if (ids.isEmpty())
        return ok();
    return guarded([&]() -> Status {
        m_d->changed = true;
        m_d->built.reset();
        ++m_d->revision;
        for (const FaqEntryId& id : ids) {
            m_d->bury(id);
            m_d->entries.remove(id);
        }
        return ok();
    });
}

Status FaqIndex::save() {
    if (!m_d->changed)
        return ok();
    if (!m_d->built) {
        if (const Status status = m_d->buildSealed({}); !status)
            return status.error().code == ErrorCode::Unsupported ? ok() : status;
    }
    return m_d->write();
}

QStringList FaqIndex::check() {
    QStringList problems;
    if (!m_d->sealed)
        return problems;
    const Status status = guarded([&]() -> Status {
        // Walks everything that a query could meet; Database::check() wants a path.
        qint64 postings = 0;
        for (auto term = m_d->sealed->allterms_begin(); term != m_d->sealed->allterms_end(); ++term) {
            qint64 count = 0;
            for (auto it = m_d->sealed->postlist_begin(*term); it != m_d->sealed->postlist_end(*term); ++it)
                ++count;
            if (count != qint64(term.get_termfreq()))
                problems.append(u"a posting list has %1 of %2 documents"_s.arg(count).arg(term.get_termfreq()));
            postings += count;
        }
        qint64 terms = 0;
        for (size_t number = 1; number < m_d->sealedSlots.size(); ++number) {
            if (m_d->sealedSlots[number].id.isNull())
                continue;
            for (auto it = m_d->sealed->termlist_begin(Xapian::docid(number));
                 it != m_d->sealed->termlist_end(Xapian::docid(number)); ++it)
                ++terms;
        }
        if (terms != postings)
            problems.append(u"%1 terms of documents, %2 postings"_s.arg(terms).arg(postings));
        return ok();
    });
    if (!status)
        problems.append(status.error().toString());
    return problems;
}

int FaqIndex::entryCount() const {
    return int(m_d->entries.size());
}
bool FaqIndex::rebuiltAtOpen() const {
    return m_d->rebuilt;
}

const FaqEntry* FaqIndex::entry(FaqEntryId id) const {
    const auto it = m_d->entries.constFind(id);
    return it == m_d->entries.cend() ? nullptr : &*it;
}

Xapian::Database& FaqIndex::database() {
    return m_d->all;
}

std::optional<IndexedDocument> FaqIndex::document(quint32 number) const {
    if (number == 0)
        return std::nullopt;
    // Xapian deals the numbers of several databases out in turn (shard = (number - 1) % shards).
    const bool two = m_d->sealed.has_value();
    const bool inRecent = !two || (number - 1) % 2 == 1;
    return m_d->standsFor(inRecent, two ? (number - 1) / 2 + 1 : number);
}

std::optional<IndexedDocument> FaqIndex::matchedDocument(const Xapian::Document& document) const {
    return m_d->standsFor(!document.get_value(RecentSlot).empty(), document.get_docid());
}

int FaqIndex::termFrequency(const std::string& term) const {
    try {
        const auto dead = m_d->deadFrequency.find(term);
        return int(m_d->all.get_termfreq(term)) - (dead == m_d->deadFrequency.end() ? 0 : dead->second);
    } catch (const Xapian::Error&) {
        return 0;
    }
}

int FaqIndex::documentCount(const QString& language) const {
    return m_d->documents.value(language);
}

double FaqIndex::averageLength(const QString& language) const {
    const int documents = m_d->documents.value(language);
    return documents > 0 ? double(m_d->words.value(language)) / documents : 0;
}

QStringList FaqIndex::languages() const {
    QStringList result;
    for (auto it = m_d->documents.cbegin(); it != m_d->documents.cend(); ++it) {
        if (it.value() > 0)
            result.append(it.key());
    }
    result.sort();
    return result;
}

void FaqIndex::forEachStem(const QString& language, bool recentOnly,
                           const std::function<void(const std::string&)>& fn) const {
    const std::string prefix = textTerm(language, {});
    try {
        const Xapian::Database& from = recentOnly ? m_d->recent : m_d->all;
        for (auto it = from.allterms_begin(prefix); it != from.allterms_end(prefix); ++it)
            fn((*it).substr(prefix.size()));
    } catch (const Xapian::Error& e) {
        qCWarning(lcKnowledge) << "vocabulary not readable:" << e.get_type();
    }
}

int FaqIndex::generation() const {
    return m_d->generation;
}
int FaqIndex::revision() const {
    return m_d->revision;
}

} // namespace souffleur::knowledge
