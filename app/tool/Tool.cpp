// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Tool.h"

#include <cstdio>

#include <termios.h>
#include <unistd.h>

#include <QStandardPaths>
#include <QTextStream>

namespace souffleur::tool {

QString defaultDirectory() {
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/souffleur/workspace"_s;
}

Tool::Tool(QStringList arguments, QObject& mainContext) : m_arguments(std::move(arguments)), m_main(mainContext) {
    m_json = flag(u"json"_s);
    m_directory = option(u"workspace"_s, defaultDirectory());
    const workspace::LocalFactory::Samples samples{u":/sample/faq.json"_s, u":/sample/customers.json"_s};
    m_factory = std::make_unique<workspace::LocalFactory>(samples);
    workspace::LocalWorkspace::Parts quiet;
    quiet.startChannels = false;
    m_quietFactory = std::make_unique<workspace::LocalFactory>(samples, quiet);
}

QString Tool::option(const QString& name, const QString& fallback) {
    const QString flag = u"--"_s + name;
    for (qsizetype i = 0; i < m_arguments.size(); ++i) {
        if (m_arguments.at(i) == flag && i + 1 < m_arguments.size()) {
            const QString value = m_arguments.at(i + 1);
            m_arguments.remove(i, 2);
            return value;
        }
        if (m_arguments.at(i).startsWith(flag + u'='))
            return m_arguments.takeAt(i).mid(flag.size() + 1);
    }
    return fallback;
}

bool Tool::flag(const QString& name) {
    return m_arguments.removeAll(u"--"_s + name) > 0;
}

std::optional<QString> Tool::next() {
    if (m_arguments.isEmpty())
        return std::nullopt;
    return m_arguments.takeFirst();
}

Status Tool::finishArguments() const {
    if (m_arguments.isEmpty())
        return ok();
    return makeError(ErrorCode::InvalidInput, u"unknown argument "_s + m_arguments.first());
}

Result<QString> Tool::secret(const QByteArray& variable, const QString& question) {
    if (qEnvironmentVariableIsSet(variable.constData()))
        return qEnvironmentVariable(variable.constData());
    const bool terminal = ::isatty(STDIN_FILENO) == 1;
    termios before{};
    if (terminal) {
        std::fputs(qPrintable(question + u": "_s), stderr);
        ::tcgetattr(STDIN_FILENO, &before);
        termios silent = before;
        silent.c_lflag &= ~tcflag_t(ECHO);
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
    }
    // One line and no more: a further secret may stand in the next one.
    char input[4096] = {};
    const QString line = QString::fromUtf8(std::fgets(input, sizeof input, stdin)).trimmed();
    if (terminal) {
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
        std::fputs("\n", stderr);
    }
    if (line.isEmpty())
        return makeError(ErrorCode::InvalidInput,
                         QString::fromLatin1(variable) + u" is not set and nothing was typed"_s);
    return line;
}

Result<QString> Tool::passphrase(const QString& question) {
    return secret("SOUFFLEUR_PASSPHRASE"_ba, question);
}

Result<std::shared_ptr<workspace::LocalWorkspace>> Tool::open(bool startChannels) {
    if (!m_factory->exists(m_directory))
        return makeError(ErrorCode::NotFound,
                         u"no workspace in "_s + m_directory + u" (souffleurctl init makes one)"_s);
    workspace::LocalFactory& factory = startChannels ? *m_factory : *m_quietFactory;
    const auto attempt = [&](const QString& passphrase) {
        return call([&factory, passphrase, directory = m_directory] {
            return factory.openLocal({directory, passphrase, {}});
        });
    };
    workspace::LocalWorkspace::Opened opened = makeError(ErrorCode::KeychainUnavailable);
    if (!qEnvironmentVariableIsSet("SOUFFLEUR_PASSPHRASE"))
        opened = attempt({});
    if (!opened &&
        (opened.error().code == ErrorCode::KeychainUnavailable || opened.error().code == ErrorCode::NotFound)) {
        SOUFFLEUR_TRY(const QString words, passphrase(u"Passphrase"_s));
        opened = attempt(words);
    }
    if (!opened)
        return opened.error();
    m_workspace = *opened;
    return m_workspace;
}

void Tool::close() {
    QMetaObject::invokeMethod(
        &m_main, [workspace = std::exchange(m_workspace, nullptr)]() mutable { workspace.reset(); },
        Qt::QueuedConnection);
    (void)onMain([] { return true; });
}

void Tool::print(const QJsonValue& value, const QString& text) {
    QTextStream out(stdout);
    if (!m_json)
        out << text << (text.endsWith(u'\n') || text.isEmpty() ? "" : "\n");
    else if (value.isArray())
        out << QString::fromUtf8(QJsonDocument(value.toArray()).toJson(QJsonDocument::Indented));
    else
        out << QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Indented));
}

void Tool::progress(const QString& line) {
    if (!m_json)
        std::fputs(qPrintable(line + u'\n'), stderr);
}

} // namespace souffleur::tool
