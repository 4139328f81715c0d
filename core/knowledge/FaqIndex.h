// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "domain/Faq.h"

#include <functional>
#include <memory>
#include <string>

namespace Xapian {
class Database;
class Document;
class WritableDatabase;
} // namespace Xapian

namespace souffleur::knowledge {

//! Encrypts and decrypts the index file; given by the workspace so that knowledge knows no keys.
struct SealedFile {
    std::function<Result<QByteArray>()> read;
    std::function<Status(const QByteArray&)> write;
};

//! What one document of the index stands for.
struct IndexedDocument {
    const FaqEntry* entry = nullptr; //!< valid until the next update, remove, rebuild or open
    QString language;
};

//! The Xapian index over the FAQ: a cache of the store, never the truth. Kept as one sealed file and opened from an
//! anonymous memory file; later edits go into an in-memory database beside it. Xapian's exceptions end here.
//! Belongs to the Search thread.
class FaqIndex {
public:
    FaqIndex();
    ~FaqIndex();

    //! Opens the sealed file. When it is missing, damaged, of another format version or does not match `entries`
    //! (by id and version), rebuilds from entries; progress(done, total) may return false to cancel. When only a
    //! few entries differ (the program ended before save()), these are brought up to date without a rebuild.
    Status open(SealedFile file, const QList<FaqEntry>& entries,
                const std::function<bool(int, int)>& progress = {});
    //! Adds or replaces; findable at once (target: within 100 ms for 10,000 entries). Archived entries leave.
    Status update(const QList<FaqEntry>& entries);
    Status remove(const QList<FaqEntryId>& ids);
    //! Writes everything into the sealed file; called when idle and at the end. Nothing is done when nothing
    //! changed or where there is no memory file system to build in (then every open() rebuilds; see README.md).
    Status save();
    Status rebuild(const QList<FaqEntry>& entries, const std::function<bool(int, int)>& progress = {});
    //! Xapian's own check of the sealed part; empty: fine.
    QStringList check();

    int entryCount() const;
    bool rebuiltAtOpen() const;
    const FaqEntry* entry(FaqEntryId id) const;

    //! For core/assist only: all parts as one database, one document per entry and language it has an answer in.
    //! Terms are questionTerm() for words of question and variants, textTerm() for all words including the
    //! answers'. Superseded documents of the sealed part are still in there: ask document() before using one.
    Xapian::Database& database();
    static std::string questionTerm(const QString& language, const std::string& stem);
    static std::string textTerm(const QString& language, const std::string& stem);
    //! What a document number of database() stands for; nothing when it was superseded.
    std::optional<IndexedDocument> document(quint32 number) const;
    //! The same while matching: a MatchDecider sees numbers of the part the document is in, not of the whole.
    std::optional<IndexedDocument> matchedDocument(const Xapian::Document& document) const;
    //! Documents with the term, superseded ones not counted.
    int termFrequency(const std::string& term) const;
    //! Documents in the language, and words in them on average.
    int documentCount(const QString& language) const;
    double averageLength(const QString& language) const;
    QStringList languages() const;
    //! Calls fn with each stem of the language (questionTerm and textTerm alike); recentOnly: only of what came
    //! after the sealed part was opened.
    void forEachStem(const QString& language, bool recentOnly,
                     const std::function<void(const std::string&)>& fn) const;
    //! Grows with every rebuild and open: then document numbers and the vocabulary are new.
    int generation() const;
    //! Grows with every change whatever.
    int revision() const;

    //! The canonical question, the variants and the tags by which an entry is found in the language.
    static QStringList questionsOf(const FaqEntry& entry, const QString& language);
    //! Languages in which the entry can be offered: those of its answers.
    static QStringList languagesOf(const FaqEntry& entry);

    //! Where the glass tables are built before they become the memory file: a folder on a verified tmpfs or ramfs;
    //! empty: none found. Overridable in tests.
    static QString memoryFolder();
    static void setMemoryFolderForTests(const std::optional<QString>& folder);

private:
    struct Private;
    std::unique_ptr<Private> m_d;
};

} // namespace souffleur::knowledge
