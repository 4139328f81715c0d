// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"

#include <functional>
#include <utility>

#include <QSqlDriver>
#include <QSqlError>
#include <QVariant>

struct sqlite3;

namespace souffleur::store {

class StoreKey;

//! Qt SQL driver over the program's own, hidden SQLCipher; registered in process with QSqlDatabase::addDatabase(new
//! CipherDriver, name), so there is no plugin to deploy or to take for another. Opened by openFile only: a key
//! never travels through Qt's connection strings. Native error codes are SQLite's extended result codes. One
//! thread.
class CipherDriver final : public QSqlDriver {
    Q_OBJECT
public:
    enum class Mode {
        Existing,
        Create,
    };
    //! Asked before every execution; anything but 0 (SQLITE_OK) becomes its result. For fault injection in tests.
    using FaultHook = std::function<int(const QString& sql)>;

    explicit CipherDriver(QObject* parent = nullptr);
    ~CipherDriver() override;

    //! Opens and keys the file and proves that the library is SQLCipher and that the key fits, in this order.
    //! Errors: WrongPassphrase (the key does not fit, or page 1 is damaged), Damaged, NotEncrypted, IoError,
    //! DiskFull, Busy.
    Status openFile(const QString& path, const StoreKey& key, Mode mode);
    //! Closing neither checkpoints nor removes the WAL: whoever is refused leaves the file as it was.
    void leaveUntouchedOnClose(bool untouched);
    void setFaultHook(FaultHook hook) { m_faultHook = std::move(hook); }
    int fault(const QString& sql) const { return m_faultHook ? m_faultHook(sql) : 0; }
    sqlite3* connection() const { return m_connection; }
    //! Values for the next execution in place of those bound to the query: QSqlQuery names and copies each value at
    //! every binding. They stay where they are until the query is finished.
    void passArguments(const QVariantList* arguments) { m_arguments = arguments; }
    const QVariantList* takeArguments() const { return std::exchange(m_arguments, nullptr); }

    bool hasFeature(DriverFeature feature) const override;
    bool open(const QString& name, const QString& user, const QString& password, const QString& host, int port,
              const QString& options) override;
    void close() override;
    QSqlResult* createResult() const override;
    bool beginTransaction() override;
    bool commitTransaction() override;
    bool rollbackTransaction() override;
    QStringList tables(QSql::TableType type) const override;

    //! Type, message and native code as QSqlError; message without values from the statement.
    static QSqlError sqlError(sqlite3* connection, int code, QSqlError::ErrorType type);

private:
    bool run(const char* sql);

    sqlite3* m_connection = nullptr;
    FaultHook m_faultHook;
    mutable const QVariantList* m_arguments = nullptr;
};

//! Our code for a SQLite result code. NOTADB is Damaged here; only opening may take it for a wrong key.
ErrorCode errorCodeOfSqlite(int resultCode);

} // namespace souffleur::store
