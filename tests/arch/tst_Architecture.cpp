// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "SourceRules.h"
#include "support/TestCase.h"

#include <QDirIterator>
#include <QFile>

using namespace souffleur;
using namespace souffleur::test;

namespace {
constexpr auto Top = SOUFFLEUR_SOURCE_DIR;

//! Relative paths of all files below the folders whose name fits one of the patterns, sorted.
QStringList filesIn(const QStringList& folders, const QStringList& patterns) {
    QStringList found;
    const QDir top(QString::fromUtf8(Top));
    for (const QString& folder : folders) {
        QDirIterator it(top.filePath(folder), patterns, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (it.hasNext())
            found += top.relativeFilePath(it.next());
    }
    found.sort();
    return found;
}

QString read(const QString& path) {
    QFile file(QString::fromUtf8(Top) + u'/' + path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s cannot be read", qPrintable(path));
    return QString::fromUtf8(file.readAll());
}

using Rule = QStringList (*)(const QString&, const QString&);

//! All breaches of a rule in the tree; fails when the search itself went astray and saw too few files.
void checkTree(const QStringList& paths, qsizetype atLeast, Rule rule) {
    QVERIFY2(paths.size() >= atLeast, qPrintable(u"only %1 files were looked at"_s.arg(paths.size())));
    QStringList breaches;
    for (const QString& path : paths)
        breaches += rule(path, read(path));
    QVERIFY2(breaches.isEmpty(), qPrintable(u'\n' + breaches.join(u'\n')));
}

const QStringList Sources{u"*.cpp"_s, u"*.h"_s};
} // namespace

class tst_Architecture : public test::TestCase {
    Q_OBJECT
private slots:
    void includesPointDown() {
        checkTree(filesIn({u"core"_s, u"ui"_s, u"app"_s}, Sources), 40, rules::includeBreaches);
    }

    void nothingBlocks() { checkTree(filesIn({u"core"_s, u"ui"_s}, Sources), 40, rules::callBreaches); }

    void everySourceNamesItsLicence() {
        checkTree(filesIn({u"core"_s, u"ui"_s, u"app"_s, u"tests"_s}, Sources) +
                      filesIn({u"packaging"_s, u".ci"_s}, {u"*.sh"_s, u"*.cmake"_s, u"run"_s}),
                  45, rules::licenceBreaches);
    }

    void noFileIsTooLong() {
        checkTree(filesIn({u"core"_s, u"ui"_s, u"app"_s, u"tests"_s}, Sources), 40, rules::lengthBreaches);
    }

    void linksPointDown() {
        QStringList lists = filesIn({u"core"_s, u"ui"_s}, {u"CMakeLists.txt"_s});
        lists.removeOne(u"core/CMakeLists.txt"_s);
        checkTree(lists, 11, rules::linkBreaches);
    }

    //! A table with a cycle would allow everything it seems to forbid.
    void orderHasNoCycle() {
        for (const QString& module : {u"base"_s, u"domain"_s, u"net"_s, u"store"_s, u"knowledge"_s, u"channels"_s,
                                      u"assist"_s, u"engine"_s, u"workspace"_s, u"workspace/local"_s, u"ui"_s}) {
            QVERIFY2(rules::isKnownModule(module), qPrintable(module));
            for (const QString& below : rules::allowedModules(module)) {
                QVERIFY2(!rules::allowedModules(below).contains(module), qPrintable(module + u" and "_s + below));
                for (const QString& further : rules::allowedModules(below))
                    QVERIFY2(rules::allowedModules(module).contains(further),
                             qPrintable(module + u" uses "_s + below + u" but not "_s + further));
            }
        }
    }

    void includeExamples_data() {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("breaches");
        const auto row = [](const char* name, const QString& path, const QString& text, int breaches) {
            QTest::newRow(name) << path << text << breaches;
        };
        row("downwards", u"core/engine/A.cpp"_s, u"#include \"store/Store.h\"\n#include <QHash>\n"_s, 0);
        row("own module", u"core/store/A.cpp"_s, u"#include \"A.h\"\n#include \"store/Store.h\"\n"_s, 0);
        row("upwards", u"core/store/A.cpp"_s, u"#include \"engine/Engine.h\"\n"_s, 1);
        row("upwards in angle brackets", u"core/store/A.cpp"_s, u"#include <engine/Engine.h>\n"_s, 1);
        row("upwards with blanks", u"core/store/A.cpp"_s, u"  #  include  \"engine/Engine.h\"\n"_s, 1);
        row("upwards by dots", u"core/store/A.cpp"_s, u"#include \"../engine/Engine.h\"\n"_s, 1);
        row("upwards from the top", u"core/store/A.cpp"_s, u"#include \"core/engine/Engine.h\"\n"_s, 1);
        row("sideways", u"core/store/A.cpp"_s, u"#include \"knowledge/FaqIndex.h\"\n"_s, 1);
        row("ui from core", u"core/workspace/A.cpp"_s, u"#include \"ui/theme/Theme.h\"\n"_s, 1);
        row("ui to its workspace", u"ui/main/A.cpp"_s, u"#include \"workspace/Workspace.h\"\n"_s, 0);
        row("ui to another screen", u"ui/main/A.cpp"_s, u"#include \"ui/theme/Theme.h\"\n"_s, 0);
        row("ui past its workspace", u"ui/main/A.cpp"_s, u"#include \"workspace/local/LocalWorkspace.h\"\n"_s, 1);
        row("ui to the engine", u"ui/main/A.cpp"_s, u"#include \"engine/Engine.h\"\n"_s, 1);
        row("app to everything", u"app/desktop/main.cpp"_s,
            u"#include \"workspace/local/LocalWorkspace.h\"\n#include \"ui/main/MainWindow.h\"\n"_s, 0);
        row("channel to its neighbour", u"core/channels/telegram/A.cpp"_s, u"#include \"channels/sample/B.h\"\n"_s,
            1);
        row("channel to its neighbour by dots", u"core/channels/telegram/A.cpp"_s,
            u"#include \"../sample/B.h\"\n"_s, 1);
        row("channel to the common part", u"core/channels/telegram/A.cpp"_s,
            u"#include \"channels/Connector.h\"\n"_s, 0);
        row("registry to a channel", u"core/channels/Kinds.cpp"_s, u"#include \"channels/sample/B.h\"\n"_s, 0);
        row("widgets in core", u"core/engine/A.cpp"_s, u"#include <QWidget>\n"_s, 1);
        row("pictures in core", u"core/channels/A.cpp"_s, u"#include <QImage>\n"_s, 1);
        row("QtGui in core", u"core/channels/A.cpp"_s, u"#include <QtGui/QColor>\n"_s, 1);
        row("core application is fine", u"core/base/A.cpp"_s,
            u"#include <QCoreApplication>\n#include <QStringView>\n"_s, 0);
        row("SQL in the engine", u"core/engine/A.cpp"_s, u"#include <QSqlQuery>\n"_s, 1);
        row("SQL in the app", u"app/tool/A.cpp"_s, u"#include <QtSql/QSqlQuery>\n"_s, 1);
        row("SQL in the store", u"core/store/A.cpp"_s, u"#include <QSqlQuery>\n#include <sqlite3.h>\n"_s, 0);
        row("sqlite in knowledge", u"core/knowledge/A.cpp"_s, u"#include <sqlite3.h>\n"_s, 1);
        row("Xapian in assist", u"core/assist/A.cpp"_s, u"#include <xapian.h>\n"_s, 0);
        row("Hunspell in the spelling", u"core/spelling/A.cpp"_s, u"#include <hunspell.hxx>\n"_s, 0);
        row("Hunspell in the window", u"ui/composer/A.cpp"_s, u"#include <hunspell/hunspell.hxx>\n"_s, 1);
        row("Xapian in the engine", u"core/engine/A.cpp"_s, u"#include <xapian/query.h>\n"_s, 1);
        row("only a comment", u"core/store/A.cpp"_s,
            u"// #include \"engine/Engine.h\"\n/*\n#include <QWidget>\n*/\n"_s, 0);
        row("new module without a row", u"core/gossip/A.cpp"_s, u"\n"_s, 1);
    }
    void includeExamples() {
        QFETCH(QString, path);
        QFETCH(QString, text);
        QFETCH(int, breaches);
        const QStringList found = rules::includeBreaches(path, text);
        QVERIFY2(found.size() == breaches, qPrintable(found.join(u'\n')));
    }

    void callExamples_data() {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("breaches");
        const auto row = [](const char* name, const QString& path, const QString& text, int breaches) {
            QTest::newRow(name) << path << text << breaches;
        };
        row("event loop", u"core/net/A.cpp"_s, u"QEventLoop loop;"_s, 1);
        row("dialog", u"ui/main/A.cpp"_s, u"dialog.exec();"_s, 1);
        row("menu", u"ui/main/A.cpp"_s, u"menu->exec(pos);"_s, 1);
        row("static dialog", u"ui/main/A.cpp"_s, u"QMessageBox::question(this, a, b);"_s, 1);
        row("static file dialog", u"ui/main/A.cpp"_s, u"QFileDialog::getOpenFileName(this);"_s, 1);
        row("query", u"core/store/A.cpp"_s, u"query.exec();"_s, 0);
        row("query elsewhere", u"core/engine/A.cpp"_s, u"query.exec();"_s, 1);
        row("re-entry", u"ui/main/A.cpp"_s, u"qApp->processEvents();"_s, 1);
        row("sleep", u"core/net/A.cpp"_s, u"QThread::msleep(5);"_s, 1);
        row("std sleep", u"core/net/A.cpp"_s, u"std::this_thread::sleep_for(5ms);"_s, 1);
        row("blocking connection", u"core/net/A.cpp"_s, u"Qt::BlockingQueuedConnection"_s, 1);
        row("blocking I/O", u"core/net/A.cpp"_s, u"socket.waitForReadyRead(100);"_s, 1);
        row("in a comment", u"core/net/A.cpp"_s, u"int a = 1'000; // never processEvents()"_s, 0);
        row("in a literal", u"core/net/A.cpp"_s, u"f(u\"QEventLoop \\\" processEvents()\"_s, '\"'); g();"_s, 0);
        row("in a raw literal", u"core/net/A.cpp"_s, u"f(R\"x(QEventLoop \" )\" )x\"); g();"_s, 0);
        row("behind literals", u"core/net/A.cpp"_s, u"f(\"a\", 'b', 1'0, R\"(c)\"); QEventLoop l;"_s, 1);
        row("similar words", u"ui/main/A.cpp"_s, u"commandExecuted(); execute(command); dialog.open();"_s, 0);
    }
    void callExamples() {
        QFETCH(QString, path);
        QFETCH(QString, text);
        QFETCH(int, breaches);
        const QStringList found = rules::callBreaches(path, text);
        QVERIFY2(found.size() == breaches, qPrintable(found.join(u'\n')));
    }

    void linkExamples_data() {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("breaches");
        const auto row = [](const char* name, const QString& path, const QString& text, int breaches) {
            QTest::newRow(name) << path << text << breaches;
        };
        row("downwards", u"core/engine/CMakeLists.txt"_s, u"souffleur_module(engine PUBLIC Souffleur::store)"_s, 0);
        row("upwards", u"core/store/CMakeLists.txt"_s, u"souffleur_module(store PUBLIC Souffleur::engine)"_s, 1);
        row("upwards by target name", u"core/store/CMakeLists.txt"_s,
            u"target_link_libraries(souffleur_store PRIVATE souffleur_engine)"_s, 1);
        row("ui past its workspace", u"ui/CMakeLists.txt"_s,
            u"souffleur_module(ui PUBLIC Souffleur::workspace\n PRIVATE Souffleur::localworkspace)"_s, 1);
        row("local workspace", u"core/workspace/local/CMakeLists.txt"_s,
            u"souffleur_module(localworkspace PUBLIC Souffleur::workspace PRIVATE Souffleur::engine)"_s, 0);
        row("interface to the engine", u"core/workspace/CMakeLists.txt"_s,
            u"souffleur_module(workspace PUBLIC Souffleur::engine)"_s, 1);
        row("widgets in core", u"core/engine/CMakeLists.txt"_s, u"souffleur_module(engine PRIVATE Qt6::Widgets)"_s,
            1);
        row("SQL in ui", u"ui/CMakeLists.txt"_s, u"souffleur_module(ui PRIVATE Qt6::Sql SqlCipher::SqlCipher)"_s,
            1);
        row("comment", u"core/store/CMakeLists.txt"_s, u"# never Souffleur::engine"_s, 0);
    }
    void linkExamples() {
        QFETCH(QString, path);
        QFETCH(QString, text);
        QFETCH(int, breaches);
        const QStringList found = rules::linkBreaches(path, text);
        QVERIFY2(found.size() == breaches, qPrintable(found.join(u'\n')));
    }

    void licenceAndLengthExamples() {
        const QString good = u"// SPDX-FileCopyrightText: 2026 The Souffleur developers\n"
                             "// SPDX-License-Identifier: GPL-3.0-or-later\n"_s;
        QVERIFY(rules::licenceBreaches(u"core/base/A.h"_s, good).isEmpty());
        QCOMPARE(rules::licenceBreaches(u"core/base/A.h"_s, u"#pragma once\n"_s + good).size(), 1);
        QCOMPARE(
            rules::licenceBreaches(u"core/base/A.h"_s, QString(good).replace(u"GPL-3.0-or"_s, u"MIT-or"_s)).size(),
            1);
        QCOMPARE(rules::licenceBreaches(u"packaging/a.sh"_s, good).size(), 1);
        QVERIFY(
            rules::licenceBreaches(u"packaging/a.sh"_s, u"#!/bin/bash\n"_s + QString(good).replace(u"//"_s, u"#"_s))
                .isEmpty());
        QVERIFY(rules::lengthBreaches(u"ui/A.cpp"_s, u"x\n"_s.repeated(1000)).isEmpty());
        QCOMPARE(rules::lengthBreaches(u"ui/A.cpp"_s, u"x\n"_s.repeated(1001)).size(), 1);
    }
};

SOUFFLEUR_TEST_MAIN(tst_Architecture)
#include "tst_Architecture.moc"
