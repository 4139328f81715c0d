// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/slack/SlackConnector.h"

#include "MemorySink.h"
#include "net/HttpClient.h"
#include "support/TestCase.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTcpServer>

using namespace souffleur;
using namespace souffleur::channels;
using test::await;

//! local-slack 0.1.8: Socket Mode, Events API and Web API as somebody else understood them; Slack's official SDK
//! connects to it too, and says what it sees of our messages. It checks no tokens, sends no disconnect and repeats
//! nothing.
class tst_SlackEmulator : public test::TestCase {
    Q_OBJECT

    QTemporaryDir directory;
    QProcess server;
    QUrl base;
    std::unique_ptr<net::HttpClient> http;
    SystemClock clock;
    test::MemorySink sink;
    std::unique_ptr<slack::SlackConnector> app;
    static inline const QString Channel = u"C01GEN"_s;
    static inline const QString Alice = u"U01ALICE"_s;

    QJsonObject ask(const QString& path, const QJsonObject& body) {
        net::HttpRequest request;
        request.method = "POST";
        request.url = base;
        request.url.setPath(path);
        request.headers = {{"Authorization", "Bearer xoxb-test-token"}};
        request.body = QJsonDocument(body).toJson();
        request.contentType = "application/json";
        std::optional<net::HttpOutcome> outcome;
        const auto handle = http->send(request, [&](net::HttpOutcome o) { outcome = std::move(o); });
        if (!QTest::qWaitFor([&] { return outcome.has_value(); }) ||
            std::holds_alternative<net::HttpError>(*outcome))
            return {};
        return QJsonDocument::fromJson(std::get<net::HttpResponse>(*outcome).body).object();
    }
    Result<SendReceipt> reply(const QString& text) {
        OutboundMessage m;
        m.id = MessageId::create();
        m.recipientExternalId = Channel + u'/' + Alice;
        m.text = text;
        return await(app->send(m));
    }

private slots:
    void initTestCase() {
        const QDir modules(QStringLiteral(PEERS_DIR) + u"/node_modules"_s);
        const QString package = modules.entryList({u"local-slack-linux-*"_s}).value(0);
        QVERIFY2(!package.isEmpty(), "local-slack is missing");
        const QString program = modules.filePath(package + u"/bin/local-slack"_s);
        quint16 port = 0;
        {
            QTcpServer probe;
            QVERIFY(probe.listen(QHostAddress::LocalHost));
            port = probe.serverPort();
        }
        QFile config(directory.filePath(u"slack.yaml"_s));
        QVERIFY(config.open(QIODevice::WriteOnly));
        config.write(
            "workspace: { name: Demo, domain: demo, teamId: T01DEMO }\n"
            "app: { appId: A01APP, botUserId: U01BOT, botName: souffleur, botToken: xoxb-test-token, "
            "appToken: xapp-test-token, signingSecret: test-signing-secret, mode: socket }\n"
            "users:\n  - { id: U01ALICE, name: alice, realName: Alice Anderson, email: alice@example.test }\n"
            "channels:\n  - { id: C01GEN, name: general, members: [U01ALICE, U01BOT] }\n");
        config.close();
        server.setWorkingDirectory(directory.path());
        server.setStandardOutputFile(QProcess::nullDevice());
        server.setStandardErrorFile(QProcess::nullDevice());
        server.start(program, {u"--config"_s, config.fileName(), u"--port"_s, QString::number(port)});
        QVERIFY(server.waitForStarted());
        base = QUrl(u"http://127.0.0.1:%1"_s.arg(port));
        http = net::createHttpClient();
        QVERIFY(QTest::qWaitFor([&] { return ask(u"/api/auth.test"_s, {})[u"ok"].toBool(); }, 20'000));
        ConnectorContext context;
        context.channel.id = ChannelId::create();
        context.channel.kind = u"slack"_s;
        context.channel.settings = {{u"base_url"_s, base.toString() + u"/api"_s},
                                    {u"channels"_s, QJsonArray{Channel}}};
        context.secrets = {{u"bot_token"_s, u"xoxb-test-token"_s}, {u"app_token"_s, u"xapp-test-token"_s}};
        context.sink = &sink;
        context.http = http.get();
        context.clock = &clock;
        app = std::make_unique<slack::SlackConnector>(context);
        app->start();
        QTRY_COMPARE_WITH_TIMEOUT(app->health().state, ChannelState::Connected, 10'000);
    }

    void textComesInAndAReplyGoesOut() {
        ask(u"/_control/message"_s,
            {{u"channel"_s, Channel}, {u"user"_s, Alice}, {u"text"_s, u"Wo ist mein Päckchen? 📦"_s}});
        QTRY_COMPARE_WITH_TIMEOUT(sink.texts(), QStringList{u"Wo ist mein Päckchen? 📦"_s}, 10'000);
        QCOMPARE(sink.messages.first().sender.externalId, u"C01GEN/U01ALICE"_s);
        QCOMPARE(sink.messages.first().sender.displayName, u"alice"_s);
        const auto receipt = reply(u"**Unterwegs** & bald da"_s);
        VERIFY_OK(receipt);
        QVERIFY(receipt->externalIds.value(0).startsWith(u"C01GEN:"_s));
    }

    //! What Slack's own client library reads is what the agent wrote, in the customer's thread.
    void theOfficialSdkSeesOurMessage() {
        QProcess node;
        node.setWorkingDirectory(QStringLiteral(PEERS_DIR));
        node.start(u"node"_s, {u"-e"_s, u"const {WebClient}=require('@slack/web-api');"
                                        "const c=new WebClient('xoxb-test-token',{slackApiUrl:'%1/api/'});"
                                        "const channel='C01GEN';"
                                        "c.conversations.history({channel})"
                                        ".then(r=>c.conversations.replies({channel,ts:r.messages[0].ts}))"
                                        ".then(r=>console.log(r.messages.at(-1).text))"_s.arg(base.toString())});
        QVERIFY2(node.waitForFinished(20'000), qPrintable(node.errorString()));
        QCOMPARE(QString::fromUtf8(node.readAllStandardOutput()).trimmed(), u"*Unterwegs* &amp; bald da"_s);
    }

    void filesGoOut() {
        OutboundMessage m;
        m.id = MessageId::create();
        m.recipientExternalId = Channel + u'/' + Alice;
        m.text = u"Die Rechnung"_s;
        m.files = {{AttachmentKind::Document, u"Rechnung März.pdf"_s, u"application/pdf"_s, "%PDF-1.4 ..."}};
        VERIFY_OK(await(app->send(m)));
    }

    void editsReactionsAndDeletions() {
        const QString ts = sink.messages.first().externalId.section(u':', 1);
        ask(u"/_control/reaction"_s,
            {{u"channel"_s, Channel}, {u"ts"_s, ts}, {u"user"_s, Alice}, {u"name"_s, u"thumbsup"_s}});
        QTRY_COMPARE_WITH_TIMEOUT(sink.all<ReactionChanged>().size(), 1, 10'000);
        QCOMPARE(sink.all<ReactionChanged>().first().reactions.first().emoji, u"👍"_s);
        ask(u"/_control/edit-message"_s,
            {{u"channel"_s, Channel}, {u"ts"_s, ts}, {u"user"_s, Alice}, {u"text"_s, u"Wo bleibt es?"_s}});
        QTRY_COMPARE_WITH_TIMEOUT(sink.all<MessageEdited>().size(), 1, 10'000);
        QCOMPARE(sink.all<MessageEdited>().first().text, u"Wo bleibt es?"_s);
        ask(u"/_control/delete-message"_s, {{u"channel"_s, Channel}, {u"ts"_s, ts}, {u"user"_s, Alice}});
        QTRY_COMPARE_WITH_TIMEOUT(sink.all<MessageDeleted>().size(), 1, 10'000);
    }

    void anUnknownChannelIsRefused() {
        OutboundMessage m;
        m.id = MessageId::create();
        m.recipientExternalId = u"C0NOWHERE/U01ALICE"_s;
        m.text = u"x"_s;
        const auto result = await(app->send(m));
        QCOMPARE(result.error().code, ErrorCode::Rejected);
        QCOMPARE(result.error().detail, u"channel_not_found"_s);
    }

    void cleanupTestCase() {
        app.reset();
        server.kill();
        server.waitForFinished();
    }
};

SOUFFLEUR_TEST_MAIN(tst_SlackEmulator)
#include "tst_SlackEmulator.moc"
