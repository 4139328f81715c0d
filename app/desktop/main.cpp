// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Demo.h"
#include "DesktopApp.h"

#include "base/Log.h"

#include <cstdio>

#include <sys/prctl.h>
#include <sys/resource.h>

#include <QApplication>
#include <QCommandLineParser>
#include <QStandardPaths>

using namespace souffleur;

int main(int argc, char** argv) {
    // No customer's word in a core dump, and nobody else may read this process.
    const rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
    ::prctl(PR_SET_DUMPABLE, 0);

    QApplication application(argc, argv);
    QApplication::setApplicationName(u"souffleur"_s);
    QApplication::setApplicationDisplayName(u"Souffleur"_s);
    QApplication::setApplicationVersion(QStringLiteral(SOUFFLEUR_VERSION));
    QApplication::setDesktopFileName(u"org.souffleur.Souffleur"_s);
    // First run closes its window before the main window is there.
    QApplication::setQuitOnLastWindowClosed(true);

    QCommandLineParser parser;
    parser.setApplicationDescription(u"Support inbox with a prompter"_s);
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption workspaceOption(u"workspace"_s, u"Folder of the workspace."_s, u"dir"_s);
    const QCommandLineOption languageOption(u"language"_s, u"de or en; else the settings' or the system's."_s,
                                            u"code"_s);
    const QCommandLineOption demoOption(
        u"demo"_s,
        u"Plays the main job with sample customers in a temporary workspace and tells it in the terminal."_s);
    const QCommandLineOption picturesOption(u"pictures"_s, u"With --demo: saves pictures of the window here."_s,
                                            u"dir"_s);
    const QCommandLineOption allOption(u"all-screens"_s, u"With --pictures: every screen, not the inbox only."_s);
    parser.addOptions({workspaceOption, languageOption, demoOption, picturesOption, allOption});
    parser.addPositionalArgument(u"link"_s, u"souffleur:conversation/ID: shows this conversation."_s, u"[link]"_s);
    parser.process(application);

    // Else a window would open, and whoever waits for pictures would wait for ever.
    for (const auto& [option, wanted] :
         {std::pair{&picturesOption, &demoOption}, std::pair{&allOption, &picturesOption}})
        if (parser.isSet(*option) && !parser.isSet(*wanted)) {
            std::fputs(qPrintable(u"souffleur: --%1 goes with --%2 only (see --help)\n"_s.arg(
                           option->names().first(), wanted->names().first())),
                       stderr);
            return 2;
        }

    desktop::Options options;
    options.directory = parser.value(workspaceOption);
    options.language = parser.value(languageOption);
    options.demo = parser.isSet(demoOption);
    options.pictures = parser.value(picturesOption);
    options.allScreens = parser.isSet(allOption);
    options.link = parser.positionalArguments().value(0);
    if (options.demo)
        return desktop::runDemo(application, options);

    installLogFile(QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) +
                   u"/souffleur/souffleur.log"_s);
    desktop::DesktopApp app(application, options);
    if (!app.start()) {
        qCInfo(lcApp) << "Souffleur is already open; its window was brought to the front.";
        return 0;
    }
    return application.exec();
}
