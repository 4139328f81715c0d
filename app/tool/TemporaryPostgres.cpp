// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "TemporaryPostgres.h"

#include <QCollator>
#include <QDir>
#include <QFile>
#include <QProcess>

#include <pwd.h>
#include <unistd.h>

namespace souffleur::tool {

namespace {
//! Folder of initdb and pg_ctl, newest version first; empty: not installed.
QString programsFolder() {
    const QString root = u"/usr/lib/postgresql"_s;
    QStringList versions = QDir(root).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    QCollator collator;
    collator.setNumericMode(true);
    std::sort(versions.begin(), versions.end(), collator);
    while (!versions.isEmpty()) {
        const QString folder = root + u'/' + versions.takeLast() + u"/bin"_s;
        if (QFile::exists(folder + u"/initdb"_s) && QFile::exists(folder + u"/pg_ctl"_s))
            return folder;
    }
    return {};
}
} // namespace

TemporaryPostgres::~TemporaryPostgres() {
    if (m_started)
        (void)run(u"pg_ctl"_s,
                  {u"-D"_s, m_directory.path() + u"/data"_s, u"-m"_s, u"immediate"_s, u"-w"_s, u"stop"_s});
}

Status TemporaryPostgres::run(const QString& program, const QStringList& arguments) {
    QString command = m_programs + u'/' + program;
    QStringList all = arguments;
    if (!m_user.isEmpty()) {
        all = QStringList{u"--reuid="_s + m_user, u"--regid="_s + m_user, u"--clear-groups"_s, command} + arguments;
        command = u"setpriv"_s;
    }
    QProcess process;
    process.setWorkingDirectory(m_directory.path());
    process.setStandardInputFile(QProcess::nullDevice());
    process.setStandardOutputFile(QProcess::nullDevice());
    process.setStandardErrorFile(QProcess::nullDevice());
    process.start(command, all);
    if (!process.waitForFinished(60'000) || process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0)
        return makeError(ErrorCode::IoError, program + u" failed"_s);
    return ok();
}

Result<QString> TemporaryPostgres::start() {
    m_programs = programsFolder();
    if (m_programs.isEmpty())
        return makeError(ErrorCode::NotConfigured, u"no PostgreSQL server installed"_s);
    if (::geteuid() == 0) {
        const passwd* user = ::getpwnam("postgres");
        if (!user)
            user = ::getpwnam("nobody");
        if (!user || ::chown(QFile::encodeName(m_directory.path()).constData(), user->pw_uid, user->pw_gid) != 0)
            return makeError(ErrorCode::PermissionDenied, u"no user to run PostgreSQL"_s);
        m_user = QString::number(user->pw_uid);
    }
    const QString data = m_directory.path() + u"/data"_s;
    SOUFFLEUR_CHECK(run(u"initdb"_s, {u"-D"_s, data, u"-U"_s, u"souffleur"_s, u"--auth=trust"_s,
                                      u"--encoding=UTF8"_s, u"--locale=C"_s, u"--no-sync"_s}));
    const QString options =
        u"-k %1 -c listen_addresses='' -c fsync=off -c full_page_writes=off"_s.arg(m_directory.path());
    SOUFFLEUR_CHECK(run(u"pg_ctl"_s, {u"-D"_s, data, u"-l"_s, m_directory.path() + u"/log"_s, u"-o"_s, options,
                                      u"-w"_s, u"start"_s}));
    m_started = true;
    return u"host=%1 dbname=postgres user=souffleur"_s.arg(m_directory.path());
}

} // namespace souffleur::tool
