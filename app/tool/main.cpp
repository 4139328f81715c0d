// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Tool.h"

#include <cstdio>
#include <thread>

#include <sys/prctl.h>
#include <sys/resource.h>

using namespace souffleur;
using namespace souffleur::tool;

namespace {

void usage(FILE* to) {
    std::fputs("souffleurctl COMMAND [--workspace DIR] [--json] ...\n\n", to);
    for (const CommandRow& row : commands())
        std::fputs(qPrintable(u"  "_s + row.name + u' ' + row.usage + u'\n'), to);
    std::fputs("\nThe key comes from SOUFFLEUR_PASSPHRASE, the keychain or a prompt.\n", to);
}

} // namespace

int main(int argc, char** argv) {
    // No customer's word in a core dump.
    const rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
    ::prctl(PR_SET_DUMPABLE, 0);

    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(u"souffleurctl"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(SOUFFLEUR_VERSION));
    QStringList arguments = app.arguments().mid(1);
    if (arguments.contains(u"--version"_s)) {
        std::fputs("souffleurctl " SOUFFLEUR_VERSION "\n", stdout);
        return 0;
    }
    if (arguments.isEmpty() || arguments.contains(u"--help"_s)) {
        usage(arguments.isEmpty() ? stderr : stdout);
        return arguments.isEmpty() ? 2 : 0;
    }
    const CommandRow* found = nullptr;
    for (const CommandRow& row : commands()) {
        const QStringList words = row.name.split(u' ');
        if (arguments.mid(0, words.size()) == words) {
            found = &row;
            arguments = arguments.mid(words.size());
            break;
        }
    }
    if (!found) {
        std::fputs(qPrintable(u"souffleurctl: no command '"_s + arguments.first() + u"' (see --help)\n"_s), stderr);
        return 2;
    }
    QObject context;
    Tool tool(arguments, context);
    int code = 0;
    std::thread worker([&] {
        const Status status = found->run(tool);
        tool.close();
        if (!status) {
            std::fputs(qPrintable(u"souffleurctl: "_s + status.error().toString() + u'\n'), stderr);
            code = status.error().code == ErrorCode::InvalidInput ? 2 : 1;
        }
        QMetaObject::invokeMethod(&app, &QCoreApplication::quit, Qt::QueuedConnection);
    });
    app.exec();
    worker.join();
    return code;
}
