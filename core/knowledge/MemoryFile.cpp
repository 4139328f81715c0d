// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "knowledge/MemoryFile.h"

#include <QDir>
#include <QFile>

#ifdef Q_OS_LINUX
#include <cerrno>
#include <fcntl.h>
#include <linux/magic.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <unistd.h>
#ifndef RAMFS_MAGIC
#define RAMFS_MAGIC 0x858458f6
#endif
#endif

namespace souffleur::knowledge {

#ifdef Q_OS_LINUX

namespace {
constexpr auto FolderPrefix = "souffleur-index-";
Error systemError(const char* what) {
    return makeError(errno == ENOSPC ? ErrorCode::DiskFull : ErrorCode::IoError, QString::fromLatin1(what));
}
} // namespace

Result<MemoryFile> MemoryFile::create(const QByteArray& content) {
    MemoryFile file(memfd_create("souffleur-index", MFD_CLOEXEC));
    if (file.m_fd < 0)
        return makeError(ErrorCode::Unsupported, u"memfd_create"_s);
    qsizetype done = 0;
    while (done < content.size()) {
        const ssize_t n = ::write(file.m_fd, content.constData() + done, size_t(content.size() - done));
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return systemError("memory file: write");
        done += n;
    }
    return file;
}

Result<int> MemoryFile::handOut() const {
    const int fd = ::fcntl(m_fd, F_DUPFD_CLOEXEC, 0);
    if (fd < 0 || ::lseek(fd, 0, SEEK_SET) < 0)
        return systemError("memory file: duplicate");
    return fd;
}

Result<QByteArray> MemoryFile::content() const {
    struct stat info {};
    if (::fstat(m_fd, &info) != 0)
        return systemError("memory file: size");
    QByteArray result(qsizetype(info.st_size), Qt::Uninitialized);
    qsizetype done = 0;
    while (done < result.size()) {
        const ssize_t n = ::pread(m_fd, result.data() + done, size_t(result.size() - done), done);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return systemError("memory file: read");
        done += n;
    }
    return result;
}

MemoryFile::~MemoryFile() {
    if (m_fd >= 0)
        ::close(m_fd);
}

bool MemoryFolder::livesInMemory(const QString& path) {
    struct statfs info {};
    if (path.isEmpty() || ::statfs(QFile::encodeName(path).constData(), &info) != 0)
        return false;
    const auto type = quint32(info.f_type);
    return type == quint32(TMPFS_MAGIC) || type == quint32(RAMFS_MAGIC);
}

QString MemoryFolder::findBase() {
    for (const QString& path : {qEnvironmentVariable("XDG_RUNTIME_DIR"), u"/dev/shm"_s}) {
        if (livesInMemory(path) && ::access(QFile::encodeName(path).constData(), W_OK | X_OK) == 0)
            return path;
    }
    return {};
}

void MemoryFolder::removeLeftOvers(const QString& below) {
    // The name carries the process; a folder whose process is gone (or is another user's, then removing fails)
    // goes.
    const QStringList names =
        QDir(below).entryList({QString::fromLatin1(FolderPrefix) + u'*'}, QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString& name : names) {
        bool isNumber = false;
        const qint64 pid = name.section(u'-', 2, 2).toLongLong(&isNumber);
        if (!isNumber || QFile::exists(u"/proc/%1"_s.arg(pid)))
            continue;
        struct stat info {};
        const QString path = below + u'/' + name;
        if (::lstat(QFile::encodeName(path).constData(), &info) == 0 && S_ISDIR(info.st_mode) &&
            info.st_uid == ::getuid())
            QDir(path).removeRecursively();
    }
}

Result<MemoryFolder> MemoryFolder::create(const QString& below) {
    if (below.isEmpty() || !livesInMemory(below))
        return makeError(ErrorCode::Unsupported, u"no memory file system"_s);
    removeLeftOvers(below);
    QByteArray name =
        QFile::encodeName(u"%1/%2%3-XXXXXX"_s.arg(below, QString::fromLatin1(FolderPrefix)).arg(::getpid()));
    if (::mkdtemp(name.data()) == nullptr) // mode 0700
        return systemError("memory folder");
    MemoryFolder folder(QFile::decodeName(name));
    // Somebody may mount a disk over it between the two looks.
    if (!livesInMemory(folder.path()))
        return makeError(ErrorCode::Unsupported, u"no memory file system"_s);
    return folder;
}

#else

Result<MemoryFile> MemoryFile::create(const QByteArray&) {
    return makeError(ErrorCode::Unsupported, u"memory file"_s);
}
Result<int> MemoryFile::handOut() const {
    return makeError(ErrorCode::Unsupported, u"memory file"_s);
}
Result<QByteArray> MemoryFile::content() const {
    return makeError(ErrorCode::Unsupported, u"memory file"_s);
}
MemoryFile::~MemoryFile() = default;
bool MemoryFolder::livesInMemory(const QString&) {
    return false;
}
QString MemoryFolder::findBase() {
    return {};
}
void MemoryFolder::removeLeftOvers(const QString&) {}
Result<MemoryFolder> MemoryFolder::create(const QString&) {
    return makeError(ErrorCode::Unsupported, u"no memory file system"_s);
}

#endif

MemoryFile::MemoryFile(MemoryFile&& other) noexcept : m_fd(std::exchange(other.m_fd, -1)) {}

MemoryFile& MemoryFile::operator=(MemoryFile&& other) noexcept {
    std::swap(m_fd, other.m_fd);
    return *this;
}

MemoryFolder::~MemoryFolder() {
    if (!m_path.isEmpty())
        QDir(m_path).removeRecursively();
}

} // namespace souffleur::knowledge
