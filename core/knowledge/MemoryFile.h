// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"

#include <QByteArray>

namespace souffleur::knowledge {

//! A file that exists in memory only (memfd_create); moves, closes itself. Where the platform has none, create()
//! says Unsupported.
class MemoryFile {
public:
    static Result<MemoryFile> create(const QByteArray& content = {});
    MemoryFile(MemoryFile&& other) noexcept;
    MemoryFile& operator=(MemoryFile&& other) noexcept;
    ~MemoryFile();

    int descriptor() const { return m_fd; }
    //! A second descriptor at position 0 for someone who will close it.
    Result<int> handOut() const;
    Result<QByteArray> content() const;

private:
    explicit MemoryFile(int fd) : m_fd(fd) {}
    int m_fd = -1;
};

//! An owner-only folder on a file system that was verified to live in memory (tmpfs, ramfs); removed with its
//! content. Folders that a killed process left behind are removed by the next one.
class MemoryFolder {
public:
    static Result<MemoryFolder> create(const QString& below);
    //! The first of XDG_RUNTIME_DIR and /dev/shm that lives in memory; empty: none.
    static QString findBase();
    static bool livesInMemory(const QString& path);
    MemoryFolder(MemoryFolder&& other) noexcept : m_path(std::exchange(other.m_path, {})) {}
    MemoryFolder& operator=(MemoryFolder&&) = delete;
    ~MemoryFolder();

    const QString& path() const { return m_path; }

private:
    explicit MemoryFolder(QString path) : m_path(std::move(path)) {}
    static void removeLeftOvers(const QString& below);
    QString m_path;
};

} // namespace souffleur::knowledge
