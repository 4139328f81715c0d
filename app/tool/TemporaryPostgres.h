// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"

#include <QTemporaryDir>

namespace souffleur::tool {

//! A PostgreSQL server for one measurement: the newest installed version, data and socket in a temporary directory,
//! no network. As PostgreSQL refuses to run as root, root lends it to the user "postgres" or "nobody".
class TemporaryPostgres {
public:
    TemporaryPostgres() = default;
    ~TemporaryPostgres();
    TemporaryPostgres(const TemporaryPostgres&) = delete;
    TemporaryPostgres& operator=(const TemporaryPostgres&) = delete;
    //! The connection string. NotConfigured: PostgreSQL's server is not installed.
    Result<QString> start();

private:
    Status run(const QString& program, const QStringList& arguments);

    QTemporaryDir m_directory;
    QString m_programs;
    QString m_user;
    bool m_started = false;
};

} // namespace souffleur::tool
