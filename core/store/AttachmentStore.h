// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "domain/Ids.h"

#include <QByteArray>
#include <QString>

namespace souffleur::store {

class StoreKey;

//! Attachments as encrypted files (libsodium secretstream XChaCha20-Poly1305, 64 KiB chunks, key derived from the
//! store key) in one directory, named by id: nothing in clear text on disk, a changed byte is noticed. Thread-safe;
//! writes are atomic (QSaveFile) and synced before they are acknowledged.
class AttachmentStore {
public:
    AttachmentStore(QString directory, const StoreKey& key);
    ~AttachmentStore();

    Status write(AttachmentId id, const QByteArray& content);
    Result<QByteArray> read(AttachmentId id) const;
    bool contains(AttachmentId id) const;
    Status remove(AttachmentId id);
    //! Ids on disk.
    QList<AttachmentId> list() const;
    //! Reads and authenticates every file; the damaged ones.
    QList<AttachmentId> verify() const;
    //! The same encryption for other files of the workspace, for instance the search index. Atomic.
    Status writeFile(const QString& path, const QByteArray& content) const;
    Result<QByteArray> readFile(const QString& path) const;

private:
    QString m_directory;
    QByteArray m_key;
};

} // namespace souffleur::store
