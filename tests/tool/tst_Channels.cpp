// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/DiscordDouble.h"
#include "channels/SignalDouble.h"
#include "support/MatrixDouble.h"
#include "support/MattermostDouble.h"
#include "support/SlackDouble.h"
#include "support/TelegramDouble.h"
#include "support/TestCase.h"

#include <QProcess>

using namespace souffleur;

namespace {
//! A channel's server, and what is entered for it.
struct Peer {
    std::shared_ptr<QObject> server;
    QStringList settings;
    QMap<QString, QString> secrets; //!< by variable
    std::function<void()> breakIt;
};

template <class Double>
std::shared_ptr<Double> listening() {
    auto server = std::make_shared<Double>();
    if (!server->listen())
        qFatal("no port");
    return server;
}

Peer peerOf(const QString& kind) {
    const auto base = [](const auto& server) { return u"base_url="_s + server->baseUrl().toString(); };
    if (kind == u"telegram") {
        const auto server = listening<test::TelegramDouble>();
        return {server, {base(server)}, {{u"SOUFFLEUR_TELEGRAM_TOKEN"_s, server->token}}, [server] {
                    server->failNext(test::TelegramDouble::Fault::Unauthorized, 100, u"getMe"_s);
                }};
    }
    if (kind == u"slack") {
        const auto server = listening<test::SlackDouble>();
        return {server,
                {base(server)},
                {{u"SOUFFLEUR_SLACK_BOT_TOKEN"_s, server->botToken},
                 {u"SOUFFLEUR_SLACK_APP_TOKEN"_s, server->appToken}},
                [server] { server->botToken = u"xoxb-another"_s; }};
    }
    if (kind == u"matrix") {
        const auto server = listening<test::MatrixDouble>();
        return {server, {base(server)}, {{u"SOUFFLEUR_MATRIX_TOKEN"_s, server->token}}, [server] {
                    server->revokeToken();
                }};
    }
    if (kind == u"mattermost") {
        const auto server = listening<test::MattermostDouble>();
        return {server, {base(server)}, {{u"SOUFFLEUR_MATTERMOST_TOKEN"_s, server->token}}, [server] {
                    server->token = u"another"_s;
                }};
    }
    if (kind == u"discord") {
        const auto server = listening<test::DiscordDouble>();
        return {server, {base(server)}, {{u"SOUFFLEUR_DISCORD_TOKEN"_s, server->token}}, [server] {
                    server->token = u"another"_s;
                }};
    }
    if (kind == u"signal") {
        const auto server = listening<test::SignalDouble>();
        server->manyAccounts = true;
        return {server, {u"address="_s + server->address(), u"account="_s + server->account}, {}, [server] {
                    server->unregister();
                }};
    }
    return {};
}
} // namespace

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
        // The loop runs, for the doubles are here.
        if (!QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, 60'000))
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

    //! E-mail has a dialog of its own; on the command line it is as strict as the others.
    void mailIsReadByKey() {
        const QMap<QString, QString> password{{u"SOUFFLEUR_MAIL_PASSWORD"_s, u"GEHEIM"_s}};
        const QStringList add{u"channel"_s,
                              u"add"_s,
                              u"mail"_s,
                              u"--name"_s,
                              u"Post"_s,
                              u"--set"_s,
                              u"address=a@laden.test"_s,
                              u"--set"_s,
                              u"imap_host=imap.laden.test"_s,
                              u"--set"_s,
                              u"smtp_host=smtp.laden.test"_s,
                              u"--set"_s,
                              u"user=12345"_s,
                              u"--set"_s,
                              u"mailboxes=INBOX, Shop"_s,
                              u"--set"_s,
                              u"smtp_port=587"_s,
                              u"--set"_s,
                              u"smtp_security=starttls"_s,
                              u"--set"_s,
                              u"ca_certificates=-----BEGIN CERTIFICATE-----\nabc"_s};
        const Answer added = call(add, {}, password);
        QVERIFY2(added.code == 0, added.err.constData());
        const Answer listed = call({u"channel"_s, u"list"_s});
        QCOMPARE(listed.json()[0][u"settings"].toObject(),
                 (QJsonObject{{u"address"_s, u"a@laden.test"_s},
                              {u"imap_host"_s, u"imap.laden.test"_s},
                              {u"smtp_host"_s, u"smtp.laden.test"_s},
                              {u"user"_s, u"12345"_s},
                              {u"mailboxes"_s, QJsonArray{u"INBOX"_s, u"Shop"_s}},
                              {u"smtp_port"_s, 587},
                              {u"smtp_security"_s, u"starttls"_s},
                              {u"ca_certificates"_s, u"-----BEGIN CERTIFICATE-----\nabc"_s}}));
        QVERIFY(!listed.out.contains("GEHEIM"));
        QCOMPARE(call({u"channel"_s, u"remove"_s, u"Post"_s}).code, 0);
        // A provider that takes no passwords asks for what it takes.
        const Answer byToken = call({u"channel"_s, u"add"_s, u"mail"_s, u"--set"_s, u"address=a@laden.test"_s,
                                     u"--set"_s, u"provider=microsoft"_s, u"--set"_s, u"oauth_client_id=app"_s},
                                    {}, {{u"SOUFFLEUR_MAIL_REFRESH_TOKEN"_s, u"TOKEN"_s}});
        QVERIFY2(byToken.code == 0, byToken.err.constData());
        QCOMPARE(call({u"channel"_s, u"remove"_s, u"mail"_s}).code, 0);
    }

    void whatMailLacksIsNamed_data() {
        QTest::addColumn<QStringList>("settings");
        QTest::addColumn<QByteArray>("named");
        const QStringList good{u"address=a@laden.test"_s, u"imap_host=i.test"_s, u"smtp_host=s.test"_s};
        QTest::newRow("nothing") << QStringList() << "address"_ba;
        QTest::newRow("no server") << good.mid(0, 2) << "smtp_host"_ba;
        QTest::newRow("no such setting") << good + QStringList{u"imap_hots=i.test"_s} << "imap_hots"_ba;
        QTest::newRow("no such provider") << good + QStringList{u"provider=gmial"_s} << "provider"_ba;
        QTest::newRow("no port") << good + QStringList{u"imap_port=0"_s} << "imap_port"_ba;
        QTest::newRow("not encrypted") << good + QStringList{u"imap_security=none"_s} << "imap_security"_ba;
        QTest::newRow("a secret") << good + QStringList{u"password=GEHEIM"_s} << "SOUFFLEUR_MAIL_PASSWORD"_ba;
    }
    void whatMailLacksIsNamed() {
        QFETCH(QStringList, settings);
        QFETCH(QByteArray, named);
        QStringList add{u"channel"_s, u"add"_s, u"mail"_s};
        for (const QString& setting : settings)
            add += {u"--set"_s, setting};
        const Answer answer = call(add, {}, {{u"SOUFFLEUR_MAIL_PASSWORD"_s, u"x"_s}});
        QCOMPARE(answer.code, 2);
        QVERIFY2(answer.err.contains(named), answer.err.constData());
        QVERIFY(!answer.err.contains("GEHEIM"));
        QVERIFY(call({u"channel"_s, u"list"_s}).json().array().isEmpty());
    }

    void optionsAreSettingsToo_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("no number") << QStringList{u"telegram"_s, u"--poll-seconds"_s, u"abc"_s};
        QTest::newRow("no such setting") << QStringList{u"telegram"_s, u"--script"_s, u"x.json"_s};
        QTest::newRow("no such kind") << QStringList{u"telegrm"_s};
        QTest::newRow("neither token nor user") << QStringList{u"matrix"_s, u"--base-url"_s, u"https://m.test"_s};
    }
    void optionsAreSettingsToo() {
        QFETCH(QStringList, arguments);
        const Answer answer =
            call(QStringList{u"channel"_s, u"add"_s} + arguments, {}, {{u"SOUFFLEUR_TELEGRAM_TOKEN"_s, u"1:x"_s}});
        QCOMPARE(answer.code, 2);
        QVERIFY(call({u"channel"_s, u"list"_s}).json().array().isEmpty());
    }

    void everyKind_data() {
        QTest::addColumn<QString>("kind");
        for (const QString& kind :
             {u"telegram"_s, u"slack"_s, u"matrix"_s, u"mattermost"_s, u"discord"_s, u"signal"_s})
            QTest::newRow(qPrintable(kind)) << kind;
    }
    void everyKind() {
        QFETCH(QString, kind);
        const Peer peer = peerOf(kind);
        QVERIFY(peer.server);
        QStringList add{u"channel"_s, u"add"_s, kind, u"--name"_s, u"Shop"_s, u"--check"_s};
        for (const QString& setting : peer.settings)
            add += {u"--set"_s, setting};
        QByteArray said;
        const auto run = [&](const QStringList& arguments) {
            const Answer answer = call(arguments, {}, peer.secrets);
            said += answer.out + answer.err;
            return answer;
        };
        const Answer added = run(add);
        QVERIFY2(added.code == 0, added.err.constData());
        const Answer listed = run({u"channel"_s, u"list"_s});
        QCOMPARE(listed.json().array().size(), 1);
        QCOMPARE(listed.json()[0][u"kind"].toString(), kind);
        const Answer checked = run({u"channel"_s, u"check"_s, u"Shop"_s});
        QVERIFY2(checked.code == 0, checked.err.constData());
        QVERIFY(!checked.json().array().isEmpty());
        for (const QJsonValue& check : checked.json().array())
            QVERIFY2(check[u"state"] == u"passed"_s || check[u"state"] == u"skipped"_s, checked.out.constData());
        // What the server does not accept any more fails the check, and is not added a second time.
        peer.breakIt();
        const Answer broken = run({u"channel"_s, u"check"_s, u"Shop"_s});
        QVERIFY(broken.code != 0);
        QVERIFY2(broken.out.contains("\"failed\""), broken.out.constData());
        const Answer second = run(add);
        QVERIFY(second.code != 0);
        QVERIFY2(second.err.contains("nothing was added"), second.err.constData());
        QCOMPARE(run({u"channel"_s, u"list"_s}).json().array().size(), 1);
        QCOMPARE(run({u"channel"_s, u"remove"_s, u"Shop"_s}).code, 0);
        QVERIFY(run({u"channel"_s, u"list"_s}).json().array().isEmpty());
        for (const QString& secret : peer.secrets)
            QVERIFY(!said.contains(secret.toUtf8()));
    }
    //! A new kind shows up here; e-mail has servers of its own (tst_MailServers), sample customers need none.
    void noKindIsForgotten() {
        QStringList kinds{u"mail"_s, u"sample"_s};
        for (const QJsonValue& kind : call({u"channel"_s, u"kinds"_s}).json().array())
            if (!kinds.contains(kind[u"kind"].toString()))
                QVERIFY2(peerOf(kind[u"kind"].toString()).server, qPrintable(kind[u"kind"].toString()));
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
