// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSqlError>
#include <QSqlResult>

struct sqlite3_stmt;

namespace souffleur::store {

class CipherDriver;

//! One prepared statement of CipherDriver; forward only. Reused with new values it is reset, not prepared again.
class CipherResult final : public QSqlResult {
public:
    explicit CipherResult(const CipherDriver* driver);
    ~CipherResult() override;

protected:
    QVariant data(int index) override;
    bool isNull(int index) override;
    bool reset(const QString& query) override;
    bool fetch(int index) override;
    bool fetchFirst() override;
    bool fetchLast() override;
    bool fetchNext() override;
    int size() override { return -1; }
    int numRowsAffected() override { return m_affected; }
    QVariant lastInsertId() const override;
    QSqlRecord record() const override;
    bool prepare(const QString& query) override;
    bool exec() override;
    void detachFromResultSet() override;

private:
    bool bindAll();
    int bindOne(int position, const QVariant& value, bool stays);
    bool fail(int code, QSqlError::ErrorType type);
    void finalize();

    const CipherDriver* m_driver;
    sqlite3_stmt* m_statement = nullptr;
    bool m_rowWaits = false; //!< exec has stepped to the first row already
    int m_affected = 0;
};

} // namespace souffleur::store
