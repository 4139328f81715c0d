// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
// One program for a workspace: a second start hands on what it was asked for and ends.
#include "support/TestCase.h"

#include <csignal>

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QLocalSocket>
#include <QProcess>
#include <QTemporaryDir>

using namespace souffleur;

class tst_SecondStart : public test::TestCase {
    Q_OBJECT
private slots:
    void theSecondOneEnds() {
        QTemporaryDir directory;
        const QString workspace = directory.filePath(u"one"_s);
        QProcess first;
        start(first, workspace);
        QTRY_VERIFY_WITH_TIMEOUT(answers(workspace), 30'000);
        QProcess second;
        start(second, workspace, u"souffleur:conversation/0190a5c2-7d3e-7c00-8000-000000000001"_s);
        QTRY_COMPARE_WITH_TIMEOUT(second.state(), QProcess::NotRunning, 30'000);
        QCOMPARE(second.exitStatus(), QProcess::NormalExit);
        QCOMPARE(second.exitCode(), 0);
        QCOMPARE(first.state(), QProcess::Running);
        // Another workspace has a program of its own.
        QProcess other;
        start(other, directory.filePath(u"two"_s));
        QTRY_VERIFY_WITH_TIMEOUT(answers(directory.filePath(u"two"_s)), 30'000);
        QCOMPARE(other.state(), QProcess::Running);
        stop(other);
        stop(first);
        // After a crash the name is free again.
        QVERIFY(!answers(workspace));
        QProcess again;
        start(again, workspace);
        QTRY_VERIFY_WITH_TIMEOUT(answers(workspace), 30'000);
        stop(again);
    }

    void strangersDoNoHarm() {
        QTemporaryDir directory;
        const QString workspace = directory.filePath(u"one"_s);
        QProcess program;
        start(program, workspace);
        QTRY_VERIFY_WITH_TIMEOUT(answers(workspace), 30'000);
        for (const QByteArray& words :
             {QByteArray("open file:///etc/passwd\n"), QByteArray("open souffleur:conversation/x\n"),
              QByteArray("\0\xff\n", 3), QByteArray(100'000, 'x'), QByteArray("raise\n")}) {
            QLocalSocket socket;
            socket.connectToServer(nameOf(workspace));
            QTRY_COMPARE(socket.state(), QLocalSocket::ConnectedState);
            socket.write(words);
            QTRY_VERIFY(socket.bytesToWrite() == 0 || socket.state() == QLocalSocket::UnconnectedState);
        }
        QTRY_VERIFY(answers(workspace));
        QCOMPARE(program.state(), QProcess::Running);
        stop(program);
    }

    //! No window opens where something else was meant.
    void optionsThatDoNotFitTogether_data() {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QByteArray>("missing");
        QTest::newRow("pictures of no demo") << QStringList{u"--pictures"_s, u"/nowhere"_s} << "--demo"_ba;
        QTest::newRow("screens of no pictures") << QStringList{u"--demo"_s, u"--all-screens"_s} << "--pictures"_ba;
    }
    void optionsThatDoNotFitTogether() {
        QFETCH(const QStringList, options);
        QFETCH(const QByteArray, missing);
        QTemporaryDir directory;
        QProcess program;
        program.start(QStringLiteral(SOUFFLEUR_PROGRAM),
                      QStringList{u"--workspace"_s, directory.filePath(u"one"_s)} + options);
        const bool ended = QTest::qWaitFor([&] { return program.state() == QProcess::NotRunning; }, 20'000);
        if (!ended)
            stop(program);
        QVERIFY2(ended, "it runs");
        QCOMPARE(program.exitCode(), 2);
        const QByteArray said = program.readAllStandardError();
        QVERIFY2(said.contains(missing), said.constData());
        QVERIFY(!QDir(directory.filePath(u"one"_s)).exists());
    }

private:
    static void start(QProcess& process, const QString& workspace, const QString& link = {}) {
        QStringList arguments{u"--workspace"_s, workspace, u"--language"_s, u"en"_s};
        if (!link.isEmpty())
            arguments += link;
        process.setStandardErrorFile(QProcess::nullDevice());
        process.start(QStringLiteral(SOUFFLEUR_PROGRAM), arguments);
    }
    static void stop(QProcess& process) {
        process.kill();
        QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, 30'000);
    }
    //! As the program names its socket.
    static QString nameOf(const QString& workspace) {
        return u"souffleur-"_s +
               QString::fromLatin1(
                   QCryptographicHash::hash(QDir(workspace).absolutePath().toUtf8(), QCryptographicHash::Sha256)
                       .toHex()
                       .left(16));
    }
    static bool answers(const QString& workspace) {
        QLocalSocket socket;
        socket.connectToServer(nameOf(workspace));
        return QTest::qWaitFor([&] { return socket.state() == QLocalSocket::ConnectedState; }, 100);
    }
};

SOUFFLEUR_TEST_MAIN(tst_SecondStart)
#include "tst_SecondStart.moc"
