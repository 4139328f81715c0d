// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/CipherDriver.h"

#include "base/Log.h"
#include "store/CipherResult.h"
#include "store/StoreKey.h"

#include <array>

#include <QFile>
#include <QSqlError>
#include <QSqlQuery>

#include <sodium.h>
#include <sqlite3.h>

namespace souffleur::store {
namespace {

constexpr int BusyTimeoutMs = 5000;

//! Runs a statement and gives the first column of its first row.
int firstValue(sqlite3* connection, const char* sql, QByteArray* value) {
    sqlite3_stmt* statement = nullptr;
    int code = sqlite3_prepare_v2(connection, sql, -1, &statement, nullptr);
    if (code != SQLITE_OK)
        return code;
    code = sqlite3_step(statement);
    if (code == SQLITE_ROW && value) {
        const auto* text = static_cast<const char*>(sqlite3_column_blob(statement, 0));
        *value = QByteArray(text, sqlite3_column_bytes(statement, 0));
    }
    const int finalized = sqlite3_finalize(statement);
    if (code == SQLITE_ROW || code == SQLITE_DONE)
        return SQLITE_OK;
    return finalized != SQLITE_OK ? finalized : code;
}

} // namespace

ErrorCode errorCodeOfSqlite(int resultCode) {
    switch (resultCode & 0xff) {
    case SQLITE_FULL:
        return ErrorCode::DiskFull;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_FORMAT:
        return ErrorCode::Damaged;
    case SQLITE_IOERR:
        // A page that fails its authentication is reported as a read error of our own codec.
        return resultCode == SQLITE_IOERR_DATA ? ErrorCode::Damaged : ErrorCode::IoError;
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_NOMEM:
    case SQLITE_NOLFS:
    case SQLITE_PROTOCOL:
        return ErrorCode::IoError;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return ErrorCode::Busy;
    case SQLITE_CONSTRAINT:
        return ErrorCode::Conflict;
    case SQLITE_TOOBIG:
        return ErrorCode::TooLarge;
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return ErrorCode::PermissionDenied;
    case SQLITE_INTERRUPT:
        return ErrorCode::Cancelled;
    default:
        return ErrorCode::Bug;
    }
}

CipherDriver::CipherDriver(QObject* parent) : QSqlDriver(parent) {}

CipherDriver::~CipherDriver() {
    CipherDriver::close();
}

Status CipherDriver::openFile(const QString& path, const StoreKey& key, Mode mode) {
    const auto fail = [this](ErrorCode code, int sqlite) {
        const QString detail =
            QString::fromLatin1(sqlite3_errstr(sqlite)) + u" ("_s + QString::number(sqlite) + u')';
        if (m_connection)
            leaveUntouchedOnClose(true);
        CipherDriver::close();
        return makeError(code, detail);
    };
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (mode == Mode::Create ? SQLITE_OPEN_CREATE : 0);
    int code = sqlite3_open_v2(QFile::encodeName(path).constData(), &m_connection, flags, nullptr);
    if (code != SQLITE_OK)
        return fail(errorCodeOfSqlite(code), code);
    sqlite3_extended_result_codes(m_connection, 1);
    leaveUntouchedOnClose(true);
    // SQLCipher 4.6 writes its errors to stderr otherwise.
    firstValue(m_connection, "PRAGMA cipher_log_level = NONE", nullptr);

    // The raw key in SQLCipher's own notation: x'64 hexadecimal digits'. No key derivation, no text that could
    // leak.
    std::array<char, 3 + 64 + 1> raw{};
    raw[0] = 'x';
    raw[1] = '\'';
    sodium_bin2hex(raw.data() + 2, 65, key.data(), 32);
    raw[66] = '\'';
    code = sqlite3_key_v2(m_connection, "main", raw.data(), 67);
    sodium_memzero(raw.data(), raw.size());
    if (code != SQLITE_OK)
        return fail(errorCodeOfSqlite(code), code);

    QByteArray version;
    code = firstValue(m_connection, "PRAGMA cipher_version", &version);
    if (code != SQLITE_OK || version.isEmpty()) {
        // Some other SQLite has slipped in: it would write plain text.
        return fail(ErrorCode::NotEncrypted, code);
    }
    code = firstValue(m_connection, "SELECT count(*) FROM sqlite_master", nullptr);
    if (code != SQLITE_OK)
        return fail((code & 0xff) == SQLITE_NOTADB ? ErrorCode::WrongPassphrase : errorCodeOfSqlite(code), code);
    sqlite3_busy_timeout(m_connection, BusyTimeoutMs);
    setOpen(true);
    setOpenError(false);
    return ok();
}

void CipherDriver::leaveUntouchedOnClose(bool untouched) {
    sqlite3_db_config(m_connection, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, untouched ? 1 : 0, nullptr);
}

bool CipherDriver::hasFeature(DriverFeature feature) const {
    switch (feature) {
    case Transactions:
    case BLOB:
    case Unicode:
    case PreparedQueries:
    case PositionalPlaceholders:
    case LastInsertId:
    case SimpleLocking:
    case FinishQuery:
    case LowPrecisionNumbers:
        return true;
    default:
        return false;
    }
}

bool CipherDriver::open(const QString&, const QString&, const QString&, const QString&, int, const QString&) {
    setLastError(QSqlError(u"openFile opens this driver"_s, {}, QSqlError::ConnectionError));
    setOpenError(true);
    return false;
}

void CipherDriver::close() {
    if (!m_connection)
        return;
    // _v2: statements that are still alive keep the connection until they are finalized.
    sqlite3_close_v2(m_connection);
    m_connection = nullptr;
    setOpen(false);
    setOpenError(false);
}

QSqlResult* CipherDriver::createResult() const {
    return new CipherResult(this);
}

bool CipherDriver::run(const char* sql) {
    int code = fault(QString::fromLatin1(sql));
    if (code == SQLITE_OK)
        code = sqlite3_exec(m_connection, sql, nullptr, nullptr, nullptr);
    if (code == SQLITE_OK)
        return true;
    setLastError(sqlError(m_connection, code, QSqlError::TransactionError));
    return false;
}

bool CipherDriver::beginTransaction() {
    return run("BEGIN IMMEDIATE");
}
bool CipherDriver::commitTransaction() {
    return run("COMMIT");
}
bool CipherDriver::rollbackTransaction() {
    return run("ROLLBACK");
}

QStringList CipherDriver::tables(QSql::TableType type) const {
    QStringList names;
    if (!(type & QSql::Tables))
        return names;
    QSqlQuery query(createResult());
    query.setForwardOnly(true);
    if (query.exec(u"SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"_s)) {
        while (query.next())
            names.append(query.value(0).toString());
    }
    return names;
}

QSqlError CipherDriver::sqlError(sqlite3* connection, int code, QSqlError::ErrorType type) {
    // errmsg may quote what somebody typed into a search; only messages about constraints and SQL text are free of
    // it.
    const int primary = code & 0xff;
    QString text = QString::fromLatin1(sqlite3_errstr(code));
    if (connection && sqlite3_extended_errcode(connection) == code && primary == SQLITE_CONSTRAINT)
        text = QString::fromUtf8(sqlite3_errmsg(connection));
    return QSqlError(u"SQLCipher"_s, text, type, QString::number(code));
}

} // namespace souffleur::store
