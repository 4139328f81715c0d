// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/Log.h"
#include "support/TestCase.h"

#include <memory>
#include <thread>
#include <vector>

#include <QDir>
#include <QFile>

using namespace souffleur;

namespace {
constexpr qint64 MaxBytes = 4096;

QByteArray read(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}
} // namespace

//! installLogFile replaces the message handler, so the handler of Qt Test is put back after each function.
class tst_Log : public test::TestCase {
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> m_directory;
    QtMessageHandler m_handler = nullptr;
    QString m_path;

protected:
    void initTest() override {
        m_directory = std::make_unique<QTemporaryDir>();
        m_path = m_directory->filePath(u"logs/souffleur.log"_s);
        m_handler = qInstallMessageHandler(nullptr);
        installLogFile(m_path, MaxBytes, 3);
    }

private slots:
    void cleanup() { qInstallMessageHandler(m_handler); }

    void writesTimeLevelAndCategory() {
        qCInfo(lcEngine) << "outbox drained:" << 3;
        const QString line = QString::fromUtf8(read(m_path));
        static const QRegularExpression expected(
            u"^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z info souffleur\\.engine outbox drained: 3\\n$"_s);
        QVERIFY2(expected.match(line).hasMatch(), qPrintable(line));
        qCWarning(lcStore, "second");
        QVERIFY(read(m_path).endsWith(" warning souffleur.store second\n"));
    }

    void debugIsOffUnlessAskedFor() {
        qCDebug(lcNet, "chatter");
        QVERIFY(read(m_path).isEmpty());
        QLoggingCategory::setFilterRules(u"souffleur.net.debug=true"_s);
        qCDebug(lcNet, "wanted");
        QLoggingCategory::setFilterRules({});
        QVERIFY(read(m_path).endsWith(" debug souffleur.net wanted\n"));
    }

    void onlyTheOwnerMayRead() {
        qCInfo(lcApp, "x");
        const auto others = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther |
                            QFileDevice::WriteOther | QFileDevice::ExeOther;
        QVERIFY(!(QFile::permissions(m_path) & others));
    }

    void forgedLinesStayOneLine_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("written");
        QTest::newRow("line feed") << u"id 1\n2026-01-01T00:00:00.000Z critical forged"_s
                                   << u"id 1\\xa2026-01-01T00:00:00.000Z critical forged"_s;
        QTest::newRow("carriage return") << u"a\rb"_s << u"a\\xdb"_s;
        QTest::newRow("terminal escape") << u"a\u001b[2Jb"_s << u"a\\x1b[2Jb"_s;
        QTest::newRow("line separator") << u"a\u2028b"_s << u"a\\x2028b"_s;
        QTest::newRow("umlauts stay") << u"Größe"_s << u"Größe"_s;
    }
    void forgedLinesStayOneLine() {
        QFETCH(QString, text);
        QFETCH(QString, written);
        qCWarning(lcChannels, "%s", qUtf8Printable(text));
        const QByteArray content = read(m_path);
        QCOMPARE(content.count('\n'), 1);
        QVERIFY2(content.endsWith(QByteArray(" souffleur.channels " + written.toUtf8() + '\n')),
                 content.constData());
    }

    void rotatesAndKeepsSoManyFiles() {
        const QByteArray filler(100, 'x');
        for (int i = 0; i < 300; ++i)
            qCInfo(lcApp, "%04d %s", i, filler.constData());
        const QDir directory(QFileInfo(m_path).absolutePath());
        QCOMPARE(directory.entryList(QDir::Files, QDir::Name),
                 (QStringList{u"souffleur.log"_s, u"souffleur.log.1"_s, u"souffleur.log.2"_s}));
        for (const QFileInfo& file : directory.entryInfoList(QDir::Files))
            QVERIFY2(file.size() <= MaxBytes, qPrintable(file.fileName()));
        // Together they hold the end without a gap, oldest first.
        const QByteArray all = read(m_path + u".2"_s) + read(m_path + u".1"_s) + read(m_path);
        const QList<QByteArray> lines = all.trimmed().split('\n');
        QVERIFY2(lines.size() > 50, qPrintable(QString::number(lines.size())));
        for (qsizetype i = 0; i < lines.size(); ++i) {
            const auto number = QByteArray::number(300 - lines.size() + i).rightJustified(4, '0');
            QVERIFY2(lines.at(i).contains(QByteArray(" souffleur.app " + number + ' ')), lines.at(i).constData());
        }
    }

    void rotatedFilesAreTheOwnersToo() {
        const QByteArray filler(1000, 'x');
        for (int i = 0; i < 10; ++i)
            qCInfo(lcApp, "%s", filler.constData());
        for (const QString& name : {m_path, m_path + u".1"_s}) {
            QVERIFY2(QFile::exists(name), qPrintable(name));
            QVERIFY2(!(QFile::permissions(name) & (QFileDevice::ReadGroup | QFileDevice::ReadOther)),
                     qPrintable(name));
        }
    }

    void goesOnWhereItStopped() {
        qCInfo(lcApp, "before");
        installLogFile(m_path, MaxBytes, 3);
        qCInfo(lcApp, "after");
        const QByteArray content = read(m_path);
        QVERIFY(content.contains("before") && content.contains("after"));
    }

    void threadsDoNotTearLines() {
        std::vector<std::thread> threads;
        for (int t = 0; t < 4; ++t)
            threads.emplace_back([] {
                for (int i = 0; i < 200; ++i)
                    qCInfo(lcApp, "abcdefghij %03d", i);
            });
        for (auto& thread : threads)
            thread.join();
        for (const QByteArray& line : read(m_path).trimmed().split('\n')) {
            QVERIFY2(line.contains(" info souffleur.app abcdefghij "), line.constData());
            QCOMPARE(line.count("abcdefghij"), 1);
        }
    }
};

SOUFFLEUR_TEST_MAIN(tst_Log)
#include "tst_Log.moc"
