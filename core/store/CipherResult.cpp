// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/CipherResult.h"

#include "base/Strings.h"
#include "store/CipherDriver.h"

#include <QSqlError>
#include <QSqlField>
#include <QSqlRecord>
#include <QVariant>

#include <sqlite3.h>

namespace souffleur::store {

CipherResult::CipherResult(const CipherDriver* driver) : QSqlResult(driver), m_driver(driver) {
    setForwardOnly(true);
}

CipherResult::~CipherResult() {
    finalize();
}

void CipherResult::finalize() {
    sqlite3_finalize(m_statement);
    m_statement = nullptr;
    m_rowWaits = false;
}

bool CipherResult::fail(int code, QSqlError::ErrorType type) {
    setLastError(CipherDriver::sqlError(m_driver->connection(), code, type));
    if (m_statement)
        sqlite3_reset(m_statement);
    m_rowWaits = false;
    setAt(QSql::AfterLastRow);
    return false;
}

bool CipherResult::prepare(const QString& query) {
    finalize();
    setSelect(false);
    if (!m_driver->connection())
        return false;
    const QByteArray sql = query.toUtf8();
    const char* tail = nullptr;
    const int code = sqlite3_prepare_v3(m_driver->connection(), sql.constData(), static_cast<int>(sql.size()) + 1,
                                        SQLITE_PREPARE_PERSISTENT, &m_statement, &tail);
    if (code != SQLITE_OK)
        return fail(code, QSqlError::StatementError);
    if (!m_statement || (tail && !QByteArray(tail).trimmed().isEmpty())) {
        finalize();
        return fail(SQLITE_MISUSE, QSqlError::StatementError);
    }
    return true;
}

bool CipherResult::reset(const QString& query) {
    return prepare(query) && exec();
}

int CipherResult::bindOne(int position, const QVariant& value, bool stays) {
    if (!value.isValid() || value.isNull())
        return sqlite3_bind_null(m_statement, position);
    switch (value.typeId()) {
    case QMetaType::Bool:
    case QMetaType::Int:
    case QMetaType::UInt:
    case QMetaType::LongLong:
        return sqlite3_bind_int64(m_statement, position, value.toLongLong());
    case QMetaType::Double:
    case QMetaType::Float:
        return sqlite3_bind_double(m_statement, position, value.toDouble());
    case QMetaType::QByteArray: {
        const auto& bytes = *static_cast<const QByteArray*>(value.constData());
        // A null pointer would bind NULL; an empty array is an empty blob.
        const char* data = bytes.isEmpty() ? "" : bytes.constData();
        return sqlite3_bind_blob64(m_statement, position, data, static_cast<sqlite3_uint64>(bytes.size()),
                                   stays ? SQLITE_STATIC : SQLITE_TRANSIENT);
    }
    default: {
        const QByteArray text = value.toString().toUtf8();
        return sqlite3_bind_text64(m_statement, position, text.isEmpty() ? "" : text.constData(),
                                   static_cast<sqlite3_uint64>(text.size()), SQLITE_TRANSIENT, SQLITE_UTF8);
    }
    }
}

bool CipherResult::bindAll() {
    const int count = sqlite3_bind_parameter_count(m_statement);
    const QVariantList* passed = m_driver->takeArguments();
    if (count != (passed ? passed->size() : boundValueCount()))
        return fail(SQLITE_MISUSE, QSqlError::StatementError);
    for (int i = 0; i < count; ++i) {
        const int code = passed ? bindOne(i + 1, passed->at(i), true) : bindOne(i + 1, boundValue(i), false);
        if (code != SQLITE_OK)
            return fail(code, QSqlError::StatementError);
    }
    return true;
}

bool CipherResult::exec() {
    if (!m_statement || !m_driver->connection())
        return false;
    sqlite3_reset(m_statement);
    m_rowWaits = false;
    m_affected = 0;
    setAt(QSql::BeforeFirstRow);
    setLastError(QSqlError());
    if (!bindAll())
        return false;
    int code = m_driver->fault(lastQuery());
    if (code == SQLITE_OK)
        code = sqlite3_step(m_statement);
    if (code != SQLITE_ROW && code != SQLITE_DONE)
        return fail(code, QSqlError::StatementError);
    m_rowWaits = code == SQLITE_ROW;
    setSelect(sqlite3_column_count(m_statement) > 0);
    if (!sqlite3_stmt_readonly(m_statement))
        m_affected = sqlite3_changes(m_driver->connection());
    if (code == SQLITE_DONE)
        sqlite3_reset(m_statement); // no read lock is left behind
    setActive(true);
    return true;
}

bool CipherResult::fetchNext() {
    if (m_rowWaits) {
        m_rowWaits = false;
        setAt(at() == QSql::BeforeFirstRow ? 0 : at() + 1);
        return true;
    }
    if (!m_statement || at() == QSql::BeforeFirstRow || at() == QSql::AfterLastRow) {
        setAt(QSql::AfterLastRow);
        return false;
    }
    const int code = sqlite3_step(m_statement);
    if (code == SQLITE_ROW) {
        setAt(at() + 1);
        return true;
    }
    if (code != SQLITE_DONE)
        return fail(code, QSqlError::ConnectionError);
    sqlite3_reset(m_statement);
    setAt(QSql::AfterLastRow);
    return false;
}

bool CipherResult::fetchFirst() {
    return at() == QSql::BeforeFirstRow && fetchNext();
}

bool CipherResult::fetchLast() {
    bool any = false;
    while (fetchNext())
        any = true;
    return any;
}

bool CipherResult::fetch(int index) {
    if (index < at())
        return false;
    while (at() < index) {
        if (!fetchNext())
            return false;
    }
    return true;
}

QVariant CipherResult::data(int index) {
    switch (sqlite3_column_type(m_statement, index)) {
    case SQLITE_INTEGER:
        return QVariant(static_cast<qlonglong>(sqlite3_column_int64(m_statement, index)));
    case SQLITE_FLOAT:
        return QVariant(sqlite3_column_double(m_statement, index));
    case SQLITE_BLOB: {
        const auto* bytes = static_cast<const char*>(sqlite3_column_blob(m_statement, index));
        return bytes ? QByteArray(bytes, sqlite3_column_bytes(m_statement, index)) : QByteArray("");
    }
    case SQLITE_NULL:
        return QVariant();
    default: {
        const void* text = sqlite3_column_text(m_statement, index);
        return QString::fromUtf8(static_cast<const char*>(text), sqlite3_column_bytes(m_statement, index));
    }
    }
}

bool CipherResult::isNull(int index) {
    return sqlite3_column_type(m_statement, index) == SQLITE_NULL;
}

QVariant CipherResult::lastInsertId() const {
    return QVariant(static_cast<qlonglong>(sqlite3_last_insert_rowid(m_driver->connection())));
}

QSqlRecord CipherResult::record() const {
    QSqlRecord record;
    for (int i = 0; i < sqlite3_column_count(m_statement); ++i)
        record.append(QSqlField(QString::fromUtf8(sqlite3_column_name(m_statement, i))));
    return record;
}

void CipherResult::detachFromResultSet() {
    if (m_statement)
        sqlite3_reset(m_statement);
    m_rowWaits = false;
}

} // namespace souffleur::store
