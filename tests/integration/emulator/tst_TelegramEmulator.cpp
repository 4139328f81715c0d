// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/telegram/TelegramConnector.h"

#include "MemorySink.h"
#include "net/HttpClient.h"
#include "support/TestCase.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTcpServer>

using namespace souffleur;
using namespace souffleur::channels;
using test::await;

//! telegram-test-api 4.2.1: text, replies, callbacks and edits as somebody else understood the Bot API. It does not
//! hold polls, gives dates in milliseconds and answers sendChatAction with HTTP 500.
class tst_TelegramEmulator : public test::TestCase {
    Q_OBJECT

    QProcess node;
    QUrl base;
    std::unique_ptr<net::HttpClient> http;
    SystemClock clock;
    test::MemorySink sink;
    std::unique_ptr<telegram::TelegramConnector> bot;
    const QString token = u"123456:ABC"_s;

    QJsonObject ask(const QString& path, const QJsonObject& body) {
        net::HttpRequest request;
        request.method = "POST";
        request.url = base;
        request.url.setPath(path);
        request.body = QJsonDocument(body).toJson();
        request.contentType = "application/json";
        std::optional<net::HttpOutcome> outcome;
        const auto handle = http->send(request, [&](net::HttpOutcome o) { outcome = std::move(o); });
        if (!QTest::qWaitFor([&] { return outcome.has_value(); }) ||
            std::holds_alternative<net::HttpError>(*outcome))
            return {};
        return QJsonDocument::fromJson(std::get<net::HttpResponse>(*outcome).body).object();
    }
    static QJsonObject person() {
        return {{u"id"_s, 7}, {u"first_name"_s, u"Kim"_s}, {u"username"_s, u"kim"_s}, {u"is_bot"_s, false}};
    }
    static QJsonObject chat() { return {{u"id"_s, 7}, {u"first_name"_s, u"Kim"_s}, {u"type"_s, u"private"_s}}; }
    void customerWrites(const QString& text) {
        ask(u"/sendMessage"_s, {{u"botToken"_s, token},
                                {u"from"_s, person()},
                                {u"chat"_s, chat()},
                                {u"date"_s, 1763780000},
                                {u"text"_s, text}});
    }
    Result<SendReceipt> reply(const QString& text) {
        OutboundMessage m;
        m.id = MessageId::create();
        m.recipientExternalId = u"7"_s;
        m.text = text;
        return await(bot->send(m));
    }

private slots:
    void initTestCase() {
        const QString program = QStandardPaths::findExecutable(u"node"_s);
        QVERIFY2(!program.isEmpty(), "node is missing");
        quint16 port = 0;
        {
            QTcpServer probe;
            QVERIFY(probe.listen(QHostAddress::LocalHost));
            port = probe.serverPort();
        }
        node.setWorkingDirectory(QStringLiteral(PEERS_DIR));
        node.setProcessChannelMode(QProcess::MergedChannels);
        node.start(program, {u"-e"_s, u"const T=require('telegram-test-api');(async()=>{const s=new T({port:%1,"
                                      "host:'127.0.0.1',storage:'RAM',storeTimeout:3600});await s.start();"
                                      "console.log('ready')})()"_s.arg(port)});
        QVERIFY(node.waitForStarted());
        QByteArray heard;
        QVERIFY2(QTest::qWaitFor(
                     [&] {
                         heard += node.readAll();
                         return heard.contains("ready");
                     },
                     20'000),
                 heard.constData());
        base = QUrl(u"http://127.0.0.1:%1"_s.arg(port));
        http = net::createHttpClient();
        ConnectorContext context;
        context.channel.id = ChannelId::create();
        context.channel.settings = {{u"base_url"_s, base.toString()}, {u"poll_seconds"_s, 1}};
        context.secrets = {{u"token"_s, token}};
        context.sink = &sink;
        context.http = http.get();
        context.clock = &clock;
        bot = std::make_unique<telegram::TelegramConnector>(context);
        bot->start();
        QTRY_COMPARE(bot->health().state, ChannelState::Connected);
        QCOMPARE(bot->health().account, u"@TestNameBot"_s);
    }

    void textComesInAndAReplyGoesOut() {
        customerWrites(u"Wo ist mein Päckchen? 📦"_s);
        QTRY_COMPARE_WITH_TIMEOUT(sink.texts(), QStringList{u"Wo ist mein Päckchen? 📦"_s}, 10'000);
        QCOMPARE(sink.messages.first().sender.externalId, u"7"_s);
        QVERIFY(toDateTime(sink.messages.first().sentAt).date().year() >= 2025);
        const auto receipt = reply(u"Es ist unterwegs. <b>"_s);
        VERIFY_OK(receipt);
        QVERIFY(receipt->externalIds.value(0).startsWith(u"7:"_s));
        const QJsonArray seen = ask(u"/getUpdates"_s, {{u"token"_s, token}, {u"chatId"_s, 7}})[u"result"].toArray();
        QCOMPARE(seen.size(), 1);
        QCOMPARE(seen.first()[u"message"][u"text"].toString(), u"Es ist unterwegs. <b>"_s);
    }

    void typingThatFailsDisturbsNothing() {
        bot->sendTyping(u"7"_s);
        VERIFY_OK(reply(u"Noch etwas?"_s));
        customerWrites(u"Nein"_s);
        QTRY_VERIFY_WITH_TIMEOUT(sink.texts().contains(u"Nein"_s), 10'000);
        QCOMPARE(bot->health().state, ChannelState::Connected);
    }

    void buttons() {
        ask(u"/sendCallback"_s, {{u"botToken"_s, token},
                                 {u"from"_s, person()},
                                 {u"message"_s, QJsonObject{{u"message_id"_s, 2}, {u"chat"_s, chat()}}},
                                 {u"data"_s, u"size-38"_s}});
        QTRY_COMPARE_WITH_TIMEOUT(sink.messages.last().kind, MessageKind::ButtonPress, 10'000);
        QCOMPARE(sink.messages.last().text, u"size-38"_s);
    }

    void anUnknownServerErrorIsUnclear() {
        OutboundMessage m;
        m.id = MessageId::create();
        m.recipientExternalId = u"7"_s;
        m.files = {{AttachmentKind::Image, u"x.png"_s, u"image/png"_s, "\x89PNG\r\n\x1a\n"}};
        // It does not know sendPhoto and answers with something that is not the Bot API.
        QCOMPARE(await(bot->send(m)).error().code, ErrorCode::Unclear);
        VERIFY_OK(reply(u"Text geht weiter"_s));
    }

    void cleanupTestCase() {
        bot.reset();
        http.reset();
        node.kill();
        node.waitForFinished();
    }
};

SOUFFLEUR_TEST_MAIN(tst_TelegramEmulator)
#include "tst_TelegramEmulator.moc"
