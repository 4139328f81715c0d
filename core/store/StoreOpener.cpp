// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/StoreOpener.h"

#include "store/CipherDriver.h"
#include "store/FileSync.h"
#include "store/Migrations.h"
#include "store/StorePrivate.h"

#include <cerrno>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSqlDatabase>
#include <QSqlError>

#include <sodium.h>
#include <sqlite3.h>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>
#else
#include <QLockFile>
#endif

namespace souffleur::store {
namespace {

constexpr auto WorkspaceFormat = u"souffleur-workspace";
constexpr qint64 MaxWorkspaceFile = 64 * 1024;

QString connectionName() {
    return u"souffleur-"_s + QUuid::createUuid().toString(QUuid::WithoutBraces);
}

Result<QJsonObject> readWorkspace(const WorkspacePaths& paths) {
    SOUFFLEUR_TRY(const QByteArray content, readWholeFile(paths.workspaceFile(), MaxWorkspaceFile));
    const QJsonObject object = QJsonDocument::fromJson(content).object();
    if (object[u"format"_s].toString() != WorkspaceFormat)
        return makeError(ErrorCode::Damaged, u"workspace.json"_s);
    if (object[u"version"_s].toInt() > 1)
        return makeError(ErrorCode::NewerSchema, u"workspace.json"_s);
    return object;
}

//! Tells a wrong key from a damaged first page; says nothing about the key itself.
QString keyCheck(const StoreKey& key) {
    return QString::fromLatin1(key.derive("check"_ba).left(16).toBase64());
}

//! The file's own first bytes: SQLCipher's are a random salt, plain SQLite's are its name.
Status checkHeader(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return makeError(ErrorCode::IoError, u"souffleur.db"_s);
    const QByteArray header = file.read(16);
    if (header.startsWith("SQLite format 3"))
        return makeError(ErrorCode::NotEncrypted, u"souffleur.db"_s);
    return ok();
}

Status setPragmas(Statements& sql) {
    // Each answers with its new value or nothing; journal_mode is the one that may refuse.
    SOUFFLEUR_TRY(const auto mode, sql.first([](Row& row) { return row.text(); }, u"PRAGMA journal_mode = WAL"_s));
    if (mode != u"wal"_s)
        return makeError(ErrorCode::IoError, u"journal mode "_s + mode.value_or(QString()));
    for (const QString& pragma : {u"synchronous = FULL"_s, u"cache_size = -65536"_s, u"temp_store = MEMORY"_s,
                                  u"foreign_keys = ON"_s, u"wal_autocheckpoint = 4000"_s, u"secure_delete = FAST"_s,
                                  u"trusted_schema = OFF"_s, u"cell_size_check = ON"_s})
        SOUFFLEUR_CHECK(sql.control(u"PRAGMA "_s + pragma));
    SOUFFLEUR_TRY(const auto keys, sql.first([](Row& row) { return row.integer(); }, u"PRAGMA foreign_keys"_s));
    if (keys != 1)
        return makeError(ErrorCode::Bug, u"foreign keys are off"_s);
    return ok();
}

//! Erased words leave the search index's segments at once (FTS5 secure-delete, SQLite 3.42 and newer; elsewhere
//! scrub).
Status setSecureDelete(Statements& sql) {
    if (sqlite3_libversion_number() < 3'042'000)
        return ok();
    SOUFFLEUR_TRY(const auto set, sql.first([](Row& row) { return row.integer(); },
                                            u"SELECT v FROM message_fts_config WHERE k = 'secure-delete'"_s));
    if (set == 1)
        return ok();
    return sql.execute(u"INSERT INTO message_fts(message_fts, rank) VALUES('secure-delete', 1)"_s);
}

Result<std::unique_ptr<Store>> openFile(const WorkspacePaths& paths, const StoreKey& key, CipherDriver::Mode mode) {
    if (sodium_init() < 0)
        return makeError(ErrorCode::Bug, u"libsodium"_s);
    const bool creating = mode == CipherDriver::Mode::Create;
    if (!QDir(paths.directory).exists())
        return makeError(ErrorCode::NotFound, u"workspace directory"_s);
    SOUFFLEUR_TRY(auto lock, StoreLock::take(paths.lockFile()));
    const QString file = paths.database();
    if (creating) {
        if (QFileInfo(file).size() > 0)
            return makeError(ErrorCode::Conflict, u"souffleur.db exists"_s);
    } else {
        if (!QFile::exists(file))
            return makeError(ErrorCode::NotFound, u"souffleur.db"_s);
        SOUFFLEUR_CHECK(checkHeader(file));
        if (QFileInfo(file).size() == 0)
            return makeError(ErrorCode::Damaged, u"souffleur.db is empty"_s);
    }

    auto driver = std::make_unique<CipherDriver>();
    if (auto opened = driver->openFile(file, key, mode); !opened) {
        const auto workspace = readWorkspace(paths);
        if (opened.error().code == ErrorCode::WrongPassphrase && workspace &&
            (*workspace)[u"keyCheck"_s].toString() == keyCheck(key))
            return makeError(ErrorCode::Damaged, opened.error().detail);
        return opened.error();
    }
    QFile::setPermissions(file, QFile::ReadOwner | QFile::WriteOwner);
    CipherDriver* connection = driver.get();
    auto d = std::make_unique<Store::Private>(std::move(lock),
                                              QSqlDatabase::addDatabase(driver.release(), connectionName()),
                                              Dialect::Cipher, paths.attachments(), key);
    // The version gate comes first: whatever is newer stays untouched.
    SOUFFLEUR_TRY(const int schema, migrations::current(*d->sql));
    if (schema > migrations::newest())
        return makeError(ErrorCode::NewerSchema, u"schema %1, known %2"_s.arg(schema).arg(migrations::newest()));
    if (schema == 0 && !creating)
        return makeError(ErrorCode::Damaged, u"no schema"_s);
    connection->leaveUntouchedOnClose(false);
    SOUFFLEUR_CHECK(setPragmas(*d->sql));
    SOUFFLEUR_CHECK(migrations::apply(*d->sql));
    SOUFFLEUR_CHECK(setSecureDelete(*d->sql));
    if (creating) {
        // Into the main file, so that its first bytes can be looked at.
        SOUFFLEUR_CHECK(d->sql->control(u"PRAGMA wal_checkpoint(TRUNCATE)"_s));
        SOUFFLEUR_CHECK(checkHeader(file));
        if (QFileInfo(file).size() < 4096)
            return makeError(ErrorCode::IoError, u"souffleur.db was not written"_s);
        if (auto workspace = readWorkspace(paths)) {
            (*workspace)[u"keyCheck"_s] = keyCheck(key);
            SOUFFLEUR_CHECK(replaceFile(paths.workspaceFile(), QJsonDocument(*workspace).toJson()));
        }
    }
    return std::make_unique<Store>(std::move(d));
}

} // namespace

#ifdef Q_OS_UNIX
StoreLock::~StoreLock() {
    if (m_file >= 0)
        ::close(m_file);
}

Result<std::unique_ptr<StoreLock>> StoreLock::take(const QString& path) {
    auto lock = std::make_unique<StoreLock>();
    lock->m_file = ::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (lock->m_file < 0)
        return makeError(errno == ENOSPC ? ErrorCode::DiskFull : ErrorCode::IoError, u"lock file"_s);
    if (::flock(lock->m_file, LOCK_EX | LOCK_NB) != 0)
        return makeError(errno == EWOULDBLOCK ? ErrorCode::AlreadyOpen : ErrorCode::IoError, u"lock file"_s);
    return lock;
}
#else
StoreLock::~StoreLock() = default;

Result<std::unique_ptr<StoreLock>> StoreLock::take(const QString& path) {
    auto lock = std::make_unique<StoreLock>();
    lock->m_file = std::make_unique<QLockFile>(path);
    lock->m_file->setStaleLockTime(0);
    if (!lock->m_file->tryLock(0))
        return makeError(lock->m_file->error() == QLockFile::LockFailedError ? ErrorCode::AlreadyOpen
                                                                             : ErrorCode::IoError,
                         u"lock file"_s);
    return lock;
}
#endif

Result<std::unique_ptr<Store>> StoreOpener::createCipher(const WorkspacePaths& paths, const StoreKey& key) {
    return openFile(paths, key, CipherDriver::Mode::Create);
}

Result<std::unique_ptr<Store>> StoreOpener::openCipher(const WorkspacePaths& paths, const StoreKey& key) {
    return openFile(paths, key, CipherDriver::Mode::Existing);
}

Result<std::unique_ptr<Store>> StoreOpener::openPostgres(const QString& connection, const QString& attachments,
                                                         const StoreKey& key) {
    QSqlDatabase database = QSqlDatabase::addDatabase(u"QPSQL"_s, connectionName());
    if (!database.isValid())
        return makeError(ErrorCode::NotConfigured, u"Qt's PostgreSQL driver is not installed"_s);
    // libpq reads options as one string of keyword=value; Qt would take a semicolon for a separator, as we do.
    database.setConnectOptions(connection);
    const bool opened = database.open();
    auto d = std::make_unique<Store::Private>(nullptr, database, Dialect::Postgres, attachments, key);
    if (!opened) {
        database = QSqlDatabase();
        return makeError(ErrorCode::NetworkDown, u"PostgreSQL does not answer"_s);
    }
    database = QSqlDatabase();
    for (const QString& setting :
         {u"SET client_min_messages = warning"_s, u"SET synchronous_commit = on"_s,
          u"SET standard_conforming_strings = on"_s, u"SELECT pg_advisory_lock(5138202)"_s})
        SOUFFLEUR_CHECK(d->sql->control(setting));
    // Several hubs may start at once: one of them migrates.
    const Status migrated = migrations::apply(*d->sql);
    SOUFFLEUR_CHECK(d->sql->control(u"SELECT pg_advisory_unlock(5138202)"_s));
    SOUFFLEUR_CHECK(migrated);
    return std::make_unique<Store>(std::move(d));
}

Result<QString> StoreOpener::createDirectory(const WorkspacePaths& paths) {
    if (QFile::exists(paths.workspaceFile()))
        return makeError(ErrorCode::Conflict, u"there is a workspace already"_s);
    for (const QString& directory : {paths.directory, paths.attachments()}) {
        if (!QDir().mkpath(directory))
            return makeError(ErrorCode::IoError, u"cannot make the directory"_s);
        // On Windows the user's own folders are private already.
        QFile::setPermissions(directory, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    const QString id = newUuid7().toString(QUuid::WithoutBraces);
    const QJsonObject workspace{
        {u"format"_s, QString::fromUtf16(WorkspaceFormat)}, {u"version"_s, 1}, {u"id"_s, id}};
    SOUFFLEUR_CHECK(replaceFile(paths.workspaceFile(), QJsonDocument(workspace).toJson()));
    return id;
}

Result<QString> StoreOpener::workspaceId(const WorkspacePaths& paths) {
    SOUFFLEUR_TRY(const QJsonObject workspace, readWorkspace(paths));
    const QString id = workspace[u"id"_s].toString();
    if (QUuid::fromString(id).isNull())
        return makeError(ErrorCode::Damaged, u"workspace.json"_s);
    return id;
}

int StoreOpener::schemaVersion() {
    return migrations::newest();
}

} // namespace souffleur::store
