// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/TestCase.h"

#include <QProcess>

using namespace souffleur;

//! souffleurctl channel as an admin calls it.
class tst_Channels : public test::TestCase {
    Q_OBJECT

    struct Answer {
        int code = -1;
        QByteArray out;
        QByteArray err;
        QJsonDocument json() const { return QJsonDocument::fromJson(out); }
    };
    QTemporaryDir m_folder;

    Answer call(const QStringList& arguments, const QByteArray& input = {},
                const QMap<QString, QString>& variables = {}) const {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"SOUFFLEUR_PASSPHRASE"_s, u"sehr geheim"_s);
        for (auto it = variables.constBegin(); it != variables.constEnd(); ++it)
            environment.insert(it.key(), it.value());
        process.setProcessEnvironment(environment);
        process.start(QStringLiteral(SOUFFLEUR_TOOL),
                      arguments + QStringList{u"--workspace"_s, m_folder.filePath(u"w"_s), u"--json"_s});
        process.write(input);
        process.closeWriteChannel();
        if (!process.waitForFinished(60'000))
            qFatal("souffleurctl did not end");
        return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
    }

private slots:
    void initTestCase() { QCOMPARE(call({u"init"_s}).code, 0); }

    void kindsSayWhatIsEntered() {
        const Answer answer = call({u"channel"_s, u"kinds"_s});
        QVERIFY2(answer.code == 0, answer.err.constData());
        bool token = false;
        for (const QJsonValue& kind : answer.json().array())
            for (const QJsonValue& field : kind[u"fields"].toArray())
                token |= kind[u"kind"] == u"telegram"_s && field[u"key"] == u"token"_s &&
                         field[u"kind"] == u"secret"_s && field[u"required"].toBool() &&
                         field[u"variable"] == u"SOUFFLEUR_TELEGRAM_TOKEN"_s;
        QVERIFY2(token, answer.out.constData());
    }

    void secretsAreNoArguments() {
        const Answer answer = call({u"channel"_s, u"add"_s, u"telegram"_s, u"--set"_s, u"token=1:SECRET"_s});
        QVERIFY(answer.code != 0);
        QVERIFY(answer.err.contains("SOUFFLEUR_TELEGRAM_TOKEN"));
        QVERIFY(!answer.err.contains("1:SECRET"));
    }

    void addedListedRemoved() {
        const QStringList add{u"channel"_s, u"add"_s, u"telegram"_s, u"--name"_s, u"Shop"_s};
        QVERIFY(call(add).code != 0); // no token anywhere
        const Answer typed = call(add + QStringList{u"--set"_s, u"poll_seconds=20"_s}, "1:FROM_INPUT\n");
        QVERIFY2(typed.code == 0, typed.err.constData());
        const Answer list = call({u"channel"_s, u"list"_s});
        QCOMPARE(list.json()[0][u"name"].toString(), u"Shop"_s);
        QCOMPARE(list.json()[0][u"settings"].toObject(), (QJsonObject{{u"poll_seconds"_s, 20}}));
        QVERIFY(!list.out.contains("FROM_INPUT"));
        QCOMPARE(call({u"channel"_s, u"remove"_s, u"Shop"_s}).code, 0);
        QVERIFY(call({u"channel"_s, u"list"_s}).json().array().isEmpty());
    }

    void whatIsWrongIsNamed_data() {
        QTest::addColumn<QString>("setting");
        QTest::newRow("no such setting") << u"pol_seconds=3"_s;
        QTest::newRow("no number") << u"poll_seconds=x"_s;
        QTest::newRow("too large") << u"poll_seconds=500"_s;
    }
    void whatIsWrongIsNamed() {
        QFETCH(QString, setting);
        const Answer answer = call({u"channel"_s, u"add"_s, u"telegram"_s, u"--set"_s, setting}, {},
                                   {{u"SOUFFLEUR_TELEGRAM_TOKEN"_s, u"1:x"_s}});
        QVERIFY(answer.code != 0);
        QVERIFY2(answer.err.contains(setting.section(u'=', 0, 0).toLatin1()), answer.err.constData());
        QVERIFY(call({u"channel"_s, u"list"_s}).json().array().isEmpty());
    }

    void checkedBeforeItIsAdded() {
        const Answer answer = call(
            {u"channel"_s, u"add"_s, u"telegram"_s, u"--check"_s, u"--set"_s, u"base_url=http://127.0.0.1:1"_s}, {},
            {{u"SOUFFLEUR_TELEGRAM_TOKEN"_s, u"123456:abcdef"_s}});
        QVERIFY(answer.code != 0);
        QVERIFY2(answer.err.contains("nothing was added"), answer.err.constData());
        QVERIFY(call({u"channel"_s, u"list"_s}).json().array().isEmpty());
    }
};

SOUFFLEUR_TEST_MAIN(tst_Channels)
#include "tst_Channels.moc"
