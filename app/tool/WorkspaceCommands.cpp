// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Commands.h"

#include <csignal>

#include <fcntl.h>
#include <unistd.h>

#include <QSocketNotifier>

namespace souffleur::tool {
namespace {

int stopPipe[2] = {-1, -1};

void onSignal(int) {
    // The only thing a signal handler may do: wake the event loop.
    [[maybe_unused]] const ssize_t written = ::write(stopPipe[1], "x", 1);
}

QString stateName(ChannelState state) {
    static constexpr const char* Names[] = {"off", "connecting", "connected", "waiting", "failed"};
    return QLatin1String(Names[int(state)]);
}

} // namespace

Status runInit(Tool& tool) {
    workspace::CreateOptions options;
    options.agentName = tool.option(u"agent"_s, qEnvironmentVariable("USER", u"Agent"_s));
    options.language = tool.option(u"language"_s, u"de"_s);
    options.sampleFaq = tool.flag(u"sample-faq"_s);
    options.sampleCustomers = tool.flag(u"sample-customers"_s);
    options.rememberInKeychain = tool.flag(u"keychain"_s);
    options.directory = tool.directory();
    SOUFFLEUR_CHECK(tool.finishArguments());
    SOUFFLEUR_TRY(options.passphrase, tool.passphrase(u"New passphrase"_s));
    // The channels of a new workspace start with `serve`, not here.
    auto created = tool.call([&] { return tool.quietFactory().create(options); });
    if (!created)
        return created.error();
    const QString code = created->recoveryCode;
    const bool keychainFailed = created->keychainFailed;
    (void)tool.onMain([&created] {
        created->workspace.reset();
        return true;
    });
    tool.print(QJsonObject{{u"workspace"_s, tool.directory()},
                           {u"recovery_code"_s, code},
                           {u"in_keychain"_s, options.rememberInKeychain && !keychainFailed}},
               u"Workspace made in %1\nRecovery code (write it down, it is shown only now): %2"_s.arg(
                   tool.directory(), code));
    return ok();
}

Status runCheck(Tool& tool) {
    SOUFFLEUR_CHECK(tool.finishArguments());
    SOUFFLEUR_TRY(const auto workspace, tool.open(false));
    SOUFFLEUR_CHECK(tool.call([&] { return workspace->indexReady(); }));
    SOUFFLEUR_TRY(const QStringList problems, tool.call([&] { return workspace->check(); }));
    tool.print(QJsonObject{{u"ok"_s, problems.isEmpty()}, {u"problems"_s, QJsonArray::fromStringList(problems)}},
               problems.isEmpty() ? u"Store, attachments and index are sound."_s : problems.join(u'\n'));
    if (!problems.isEmpty())
        return makeError(ErrorCode::Damaged, QString::number(problems.size()) + u" problem(s)"_s);
    return ok();
}

Status runServe(Tool& tool) {
    const int seconds = tool.option(u"for"_s, u"0"_s).toInt();
    SOUFFLEUR_CHECK(tool.finishArguments());
    SOUFFLEUR_TRY(const auto workspace, tool.open(true));
    if (::pipe2(stopPipe, O_CLOEXEC | O_NONBLOCK) != 0)
        return makeError(ErrorCode::IoError, u"pipe"_s);
    std::signal(SIGINT, onSignal);
    std::signal(SIGTERM, onSignal);
    auto stopped = tool.call([&] {
        auto promise = std::make_shared<QPromise<bool>>();
        promise->start();
        auto* notifier = new QSocketNotifier(stopPipe[0], QSocketNotifier::Read, &tool.main());
        auto finish = [promise, notifier] {
            notifier->setEnabled(false);
            notifier->deleteLater();
            promise->addResult(true);
            promise->finish();
        };
        QObject::connect(notifier, &QSocketNotifier::activated, &tool.main(), finish);
        QObject::connect(workspace.get(), &workspace::Workspace::healthChanged, &tool.main(),
                         [&tool](const ChannelHealth& health) {
                             tool.progress(u"channel %1: %2%3"_s.arg(
                                 health.channel.toString(), stateName(health.state),
                                 health.error ? u" ("_s + health.error->toString() + u')' : QString()));
                         });
        QObject::connect(workspace.get(), &workspace::Workspace::troubled, &tool.main(),
                         [&tool](const Error& error) { tool.progress(u"trouble: "_s + error.toString()); });
        if (seconds > 0)
            QMetaObject::invokeMethod(&tool.main(), [&tool, seconds, finish] {
                static SystemClock clock;
                static std::shared_ptr<void> timer;
                timer = clock.callAfter(std::chrono::seconds(seconds), &tool.main(), finish);
            });
        tool.progress(u"serving"_s);
        return promise->future();
    });
    (void)stopped;
    tool.progress(u"stopped"_s);
    return ok();
}

} // namespace souffleur::tool
