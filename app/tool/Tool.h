// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Executor.h"
#include "base/Result.h"
#include "workspace/local/LocalFactory.h"

#include <future>

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QJsonValue>

namespace souffleur::tool {

//! What a command works with. Commands run straight down in a thread of their own and wait there for what the
//! workspace answers; the workspace lives in the main thread with its event loop.
class Tool {
public:
    Tool(QStringList arguments, QObject& mainContext);

    const QStringList& arguments() const { return m_arguments; } //!< after the command's name
    bool json() const { return m_json; }
    QString directory() const { return m_directory; }

    //! Value of --name, removed from the arguments; the fallback when absent.
    QString option(const QString& name, const QString& fallback = {});
    bool flag(const QString& name);
    //! Next positional argument; none when used up.
    std::optional<QString> next();
    //! InvalidInput naming the first argument nobody asked for.
    Status finishArguments() const;

    //! Runs fn in the main thread; fn gives a QFuture whose value is waited for.
    template <class F>
    auto call(F fn) {
        using T = std::decay_t<decltype(fn().result())>;
        std::promise<T> promise;
        auto future = promise.get_future();
        QMetaObject::invokeMethod(&m_main, [this, &promise, fn] {
            thenOn(fn(), &m_main, [&promise](const T& value) { promise.set_value(value); });
        });
        return future.get();
    }
    //! Runs fn in the main thread and waits for its value.
    template <class F>
    auto onMain(F fn) {
        return call([fn] { return readyFuture(fn()); });
    }

    //! Opens --workspace: SOUFFLEUR_PASSPHRASE, else the keychain, else a prompt.
    Result<std::shared_ptr<workspace::LocalWorkspace>> open(bool startChannels);
    //! Makes and opens workspaces without starting their channels.
    workspace::LocalFactory& quietFactory() { return *m_quietFactory; }
    //! SOUFFLEUR_PASSPHRASE or a prompt without echo.
    Result<QString> passphrase(const QString& question);
    //! A secret: from the environment variable, else a prompt without echo, else the first line of standard input.
    Result<QString> secret(const QByteArray& variable, const QString& question);
    //! Releases the workspace in the main thread; to be called before the command returns.
    void close();

    //! The answer: JSON when asked for, else the text.
    void print(const QJsonValue& value, const QString& text);
    void progress(const QString& line); //!< to standard error, and not with --json

    QObject& main() { return m_main; }

private:
    QStringList m_arguments;
    QObject& m_main;
    bool m_json = false;
    QString m_directory;
    std::unique_ptr<workspace::LocalFactory> m_factory;
    std::unique_ptr<workspace::LocalFactory> m_quietFactory;
    std::shared_ptr<workspace::LocalWorkspace> m_workspace;
};

struct CommandRow {
    QString name; //!< "faq import"
    QString usage;
    Status (*run)(Tool&);
};
const QList<CommandRow>& commands();

//! The directory used without --workspace.
QString defaultDirectory();

} // namespace souffleur::tool
