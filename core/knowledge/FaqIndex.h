// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "domain/Faq.h"

#include <functional>
#include <memory>

namespace Xapian {
class Database;
class WritableDatabase;
} // namespace Xapian

namespace souffleur::knowledge {

//! Encrypts and decrypts the index file; given by the workspace so that knowledge knows no keys.
struct SealedFile {
    std::function<Result<QByteArray>()> read;
    std::function<Status(const QByteArray&)> write;
};

//! The Xapian index over the FAQ: a cache of the store, never the truth. Kept as one sealed file and opened from an
//! anonymous memory file; later edits go into an in-memory database beside it. Xapian's exceptions end here.
//! Belongs to the Search thread.
class FaqIndex {
public:
    FaqIndex();
    ~FaqIndex();

    //! Opens the sealed file. When it is missing, damaged, of another format version or does not match `entries` (by id
    //! and version), rebuilds from entries; progress(done, total) may return false to cancel.
    Status open(SealedFile file, const QList<FaqEntry>& entries, const std::function<bool(int, int)>& progress = {});
    //! Adds or replaces; findable at once (target: within 100 ms for 10,000 entries). Archived entries leave.
    Status update(const QList<FaqEntry>& entries);
    Status remove(const QList<FaqEntryId>& ids);
    //! Compacts the in-memory part into the sealed file; called when idle and at the end.
    Status save();
    Status rebuild(const QList<FaqEntry>& entries, const std::function<bool(int, int)>& progress = {});
    //! Xapian's own check of the sealed part; empty: fine.
    QStringList check();

    int entryCount() const;
    bool rebuiltAtOpen() const;
    const FaqEntry* entry(FaqEntryId id) const;

    //! For core/assist only.
    Xapian::Database& database();

private:
    struct Private;
    std::unique_ptr<Private> m_d;
};

} // namespace souffleur::knowledge
