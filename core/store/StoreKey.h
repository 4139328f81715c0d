// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"

#include <QByteArray>
#include <QFuture>
#include <QString>

#include <memory>

namespace souffleur::store {

//! 32 random bytes that open a workspace. Held in locked memory (sodium_malloc), wiped on destruction, never
//! logged.
class StoreKey {
public:
    static StoreKey generate();
    static Result<StoreKey> fromBytes(const QByteArray& bytes);
    StoreKey(StoreKey&&) noexcept;
    StoreKey& operator=(StoreKey&&) noexcept;
    ~StoreKey();
    StoreKey clone() const;

    //! Derived 32-byte key for a purpose ("attachments", "index"): BLAKE2b keyed with this key.
    QByteArray derive(const QByteArray& purpose) const;
    const unsigned char* data() const { return m_data; }

private:
    StoreKey() = default;
    unsigned char* m_data = nullptr;
};

//! The workspace's key file (JSON: "souffleur-key" v1): the store key wrapped by a passphrase (Argon2id,
//! interactive limits of libsodium, secretbox) and by a recovery code (160 bits, base32 in groups of five). Neither
//! is stored.
struct KeyFile {
    static constexpr int MaxPassphraseBytes = 1024;
    //! New key file at path; gives the recovery code to print, for instance "ABCDE-FGHIJ-...".
    static Result<QString> create(const QString& path, const StoreKey& key, const QString& passphrase);
    static Result<StoreKey> unlock(const QString& path, const QString& passphrase);
    static Result<StoreKey> unlockWithRecoveryCode(const QString& path, const QString& code);
    static Status changePassphrase(const QString& path, const StoreKey& key, const QString& passphrase);
};

//! The operating system's keychain (QtKeychain). Never falls back to an unencrypted file.
namespace keychain {
QFuture<Result<std::shared_ptr<StoreKey>>> read(const QString& workspaceId);
QFuture<Status> write(const QString& workspaceId, const StoreKey& key);
QFuture<Status> remove(const QString& workspaceId);
} // namespace keychain

} // namespace souffleur::store
