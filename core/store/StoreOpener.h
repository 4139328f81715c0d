// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "store/StoreKey.h"

#include <memory>

namespace souffleur::store {

class Store;

//! A workspace is a directory: workspace.json (id, format), key.json (KeyFile), souffleur.db (SQLCipher),
//! attachments/, faq.index (encrypted Xapian), model (encrypted, what was trained), souffleur.lock.
struct WorkspacePaths {
    QString directory;
    QString workspaceFile() const { return directory + u"/workspace.json"_s; }
    QString keyFile() const { return directory + u"/key.json"_s; }
    QString database() const { return directory + u"/souffleur.db"_s; }
    QString attachments() const { return directory + u"/attachments"_s; }
    QString index() const { return directory + u"/faq.index"_s; }
    QString model() const { return directory + u"/model"_s; }
    QString lockFile() const { return directory + u"/souffleur.lock"_s; }
};

//! Fail-closed opening (ARCHITECTURE section 4): key, cipher_version not empty, schema readable, pragmas, header
//! bytes, schema version known, migrations. Errors: WrongPassphrase (key does not fit), Damaged, NewerSchema,
//! NotEncrypted, AlreadyOpen (lock held), DiskFull, IoError. Call in the Storage thread; the connection belongs to
//! it.
class StoreOpener {
public:
    static Result<std::unique_ptr<Store>> createCipher(const WorkspacePaths& paths, const StoreKey& key);
    static Result<std::unique_ptr<Store>> openCipher(const WorkspacePaths& paths, const StoreKey& key);
    //! PostgreSQL by libpq connection string; attachments stay in the given directory. Used by the hub.
    static Result<std::unique_ptr<Store>> openPostgres(const QString& connection, const QString& attachments,
                                                       const StoreKey& key);
    //! Creates the directory with owner-only rights and workspace.json; gives the workspace id.
    static Result<QString> createDirectory(const WorkspacePaths& paths);
    static Result<QString> workspaceId(const WorkspacePaths& paths);
    static int schemaVersion(); //!< the newest this program knows
};

} // namespace souffleur::store
