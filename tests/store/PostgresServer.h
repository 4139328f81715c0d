// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"

#include <QTemporaryDir>

namespace souffleur::store::test {

//! A PostgreSQL server of the test's own: newest installed version, data and socket in a temporary directory, no
//! network, run by a user without rights when the test is root.
class PostgresServer {
public:
    PostgresServer();
    ~PostgresServer();
    //! Folder of initdb and pg_ctl; empty: PostgreSQL is not installed.
    static QString programs();
    Status start();
    //! A connection string to a new, empty schema.
    Result<QString> newSchema();

private:
    Status run(const QString& program, const QStringList& arguments);

    QTemporaryDir m_directory;
    QString m_user;
    bool m_started = false;
    int m_schemas = 0;
};

} // namespace souffleur::store::test
