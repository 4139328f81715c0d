// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/telegram/TelegramConnector.h"

#include "MemorySink.h"
#include "net/HttpClient.h"
#include "support/ManualClock.h"
#include "support/TelegramDouble.h"
#include "support/TestCase.h"

using namespace souffleur;
using namespace souffleur::channels;
using telegram::TelegramConnector;
using test::await;
using test::TelegramDouble;
using Fault = TelegramDouble::Fault;

//! Sending: what the server accepted is counted there, and the result must say the same.
class tst_TelegramSending : public test::TestCase {
    Q_OBJECT

    struct Bench {
        TelegramDouble server;
        test::MemorySink sink;
        test::ManualClock clock;
        std::unique_ptr<net::HttpClient> http = net::createHttpClient();
        ConnectorContext context;
        std::unique_ptr<TelegramConnector> bot;

        Bench() {
            if (!server.listen())
                qFatal("no port");
            context.channel.id = ChannelId::create();
            context.channel.settings = {{u"base_url"_s, server.baseUrl().toString()}};
            context.secrets = {{u"token"_s, server.token}};
            context.sink = &sink;
            context.http = http.get();
            context.clock = &clock;
            bot = std::make_unique<TelegramConnector>(context);
            server.customerWrites(7, u"Kim"_s, u"Hallo"_s);
        }
        Result<SendReceipt> send(const OutboundMessage& message) { return await(bot->send(message)); }
    };

    static OutboundMessage message(const QString& text, qint64 chat = 7) {
        OutboundMessage m;
        m.id = MessageId::create();
        m.recipientExternalId = QString::number(chat);
        m.text = text;
        return m;
    }
    static const QByteArray& png() {
        static const QByteArray bytes = "\x89PNG\r\n\x1a\n" + QByteArray(5000, '\0');
        return bytes;
    }

private slots:
    void sendsText() {
        Bench b;
        OutboundMessage m = message(u"Ihr Paket <b>kommt</b> morgen & heute *nicht* 😀"_s);
        m.replyToExternalId = u"7:1"_s;
        const auto receipt = b.send(m);
        VERIFY_OK(receipt);
        const auto sent = b.server.sentTo(7);
        QCOMPARE(sent.size(), 1);
        QCOMPARE(sent.first().text, QString(m.text).remove(u'*'));
        QCOMPARE(sent.first().replyTo, 1);
        QCOMPARE(receipt->externalIds, QStringList{u"7:%1"_s.arg(sent.first().messageId)});
        QCOMPARE(receipt->acceptedAt, b.clock.now());
    }

    void sendsFiles() {
        Bench b;
        OutboundMessage m = message(u"Bitte sehr: Größe & Maß"_s);
        m.files = {{AttachmentKind::Image, u"Rechnung \"März\".png"_s, u"image/png"_s, png()},
                   {AttachmentKind::Document, u"agb.pdf"_s, u"application/pdf"_s, "%PDF-1.4 ..."}};
        const auto receipt = b.send(m);
        VERIFY_OK(receipt);
        QCOMPARE(receipt->externalIds.size(), 2);
        const auto sent = b.server.sentTo(7);
        QCOMPARE(sent.size(), 2);
        QCOMPARE(sent.at(0).method, u"sendPhoto"_s);
        QCOMPARE(sent.at(0).text, m.text);
        QCOMPARE(sent.at(0).content, png());
        QVERIFY(sent.at(0).fileName.endsWith(u".png"_s));
        QCOMPARE(sent.at(1).method, u"sendDocument"_s);
        QCOMPARE(sent.at(1).text, QString());
        QCOMPARE(sent.at(1).fileName, u"agb.pdf"_s);
        QCOMPARE(sent.at(1).mimeType, u"application/pdf"_s);
        QCOMPARE(b.server.refused(u"sendPhoto"_s), 0);
    }

    void largeUploadArrivesWhole() {
        Bench b;
        OutboundMessage m = message({});
        QByteArray content(1024 * 1024, 'x');
        for (qsizetype i = 0; i < content.size(); i += 997)
            content[i] = char(i);
        m.files = {{AttachmentKind::Document, u"a.zip"_s, u"application/zip"_s, content}};
        VERIFY_OK(b.send(m));
        QCOMPARE(b.server.sentTo(7).value(0).content, content);
    }

    void refusals_data() {
        QTest::addColumn<OutboundMessage>("message");
        QTest::addColumn<int>("code");
        QTest::newRow("unknown chat") << message(u"x"_s, 99) << int(ErrorCode::Rejected);
        QTest::newRow("blocked") << message(u"x"_s, 8) << int(ErrorCode::RecipientBlocked);
        QTest::newRow("empty") << message(u"  \n "_s) << int(ErrorCode::InvalidInput);
        OutboundMessage bad = message(u"x"_s);
        bad.recipientExternalId = u"@somebody"_s;
        QTest::newRow("no chat id") << bad << int(ErrorCode::InvalidInput);
        OutboundMessage image = message(u"x"_s);
        image.files = {{AttachmentKind::Image, u"x.png"_s, u"image/png"_s, "no picture"}};
        QTest::newRow("not an image") << image << int(ErrorCode::Rejected);
        OutboundMessage large = message({});
        large.files = {{AttachmentKind::Document, u"x"_s, {}, QByteArray(50 * 1024 * 1024 + 1, 'x')}};
        QTest::newRow("too large") << large << int(ErrorCode::TooLarge);
    }
    void refusals() {
        QFETCH(OutboundMessage, message);
        QFETCH(int, code);
        Bench b;
        b.server.customerWrites(8, u"Alex"_s, u"Hallo"_s);
        b.server.customerBlocks(8, true);
        const auto result = b.send(message);
        QVERIFY(!result);
        QCOMPARE(int(result.error().code), code);
        QVERIFY(b.server.sent().isEmpty());
    }

    void faults_data() {
        QTest::addColumn<int>("fault");
        QTest::addColumn<int>("code");
        QTest::addColumn<int>("accepted");
        QTest::newRow("lost answer") << int(Fault::LostAnswer) << int(ErrorCode::Unclear) << 1;
        QTest::newRow("reset before handling") << int(Fault::Reset) << int(ErrorCode::Unclear) << 0;
        QTest::newRow("500") << int(Fault::ServerError) << int(ErrorCode::Unclear) << 0;
        QTest::newRow("502 page") << int(Fault::BadGateway) << int(ErrorCode::Unclear) << 0;
        QTest::newRow("200 page") << int(Fault::Garbage) << int(ErrorCode::Unclear) << 0;
        QTest::newRow("429") << int(Fault::RateLimited) << int(ErrorCode::RateLimited) << 0;
        QTest::newRow("401") << int(Fault::Unauthorized) << int(ErrorCode::Unauthorized) << 0;
    }
    void faults() {
        QFETCH(int, fault);
        QFETCH(int, code);
        QFETCH(int, accepted);
        Bench b;
        b.server.failNext(Fault(fault), 1, u"sendMessage"_s, 5);
        const auto result = b.send(message(u"einmal"_s));
        QVERIFY(!result);
        QCOMPARE(int(result.error().code), code);
        QVERIFY(!result.error().toString().contains(b.server.token));
        QTest::qWait(20);
        // Never a second request by ourselves.
        QCOMPARE(b.server.calls(u"sendMessage"_s), 1);
        QCOMPARE(b.server.sentTo(7).size(), accepted);
    }

    void unreachableServerLeftNothing() {
        Bench b;
        b.server.stopListening();
        const auto result = b.send(message(u"x"_s));
        QCOMPARE(result.error().code, ErrorCode::NetworkDown);
        QCOMPARE(errorGroup(result.error().code), ErrorGroup::Retryable);
    }

    void theWholeBotWaitsAfter429() {
        Bench b;
        b.server.customerWrites(8, u"Alex"_s, u"Hallo"_s);
        b.server.failNext(Fault::RateLimited, 1, u"sendMessage"_s, 30);
        QCOMPARE(b.send(message(u"x"_s)).error().retryAfterSeconds, 30);
        // Another chat: refused here, without asking the server.
        const auto other = b.send(message(u"y"_s, 8));
        QCOMPARE(other.error().code, ErrorCode::RateLimited);
        QCOMPARE(other.error().retryAfterSeconds, 30);
        QCOMPARE(b.server.calls(u"sendMessage"_s), 1);
        b.clock.advance(30s);
        VERIFY_OK(b.send(message(u"y"_s, 8)));
    }

    void longTextGoesInOrder() {
        Bench b;
        OutboundMessage m = message(QString(u"Ein Satz mit Wörtern. "_s).repeated(500));
        const auto receipt = b.send(m);
        VERIFY_OK(receipt);
        const auto sent = b.server.sentTo(7);
        QCOMPARE(sent.size(), 3);
        QCOMPARE(receipt->externalIds.size(), 3);
        QStringList texts;
        for (const auto& one : sent)
            texts += one.text;
        QCOMPARE(texts.join(u' '), m.text.trimmed());
    }

    void aLostSecondPartIsReportedAndTheFirstNeverRepeated() {
        Bench b;
        OutboundMessage m = message(QString(u"Ein Satz mit Wörtern. "_s).repeated(300));
        m.replyToExternalId = u"7:1"_s;
        b.server.failNext(Fault::LostAnswer, 1, u"sendMessage"_s, 1, 1);
        const auto result = b.send(m);
        QCOMPARE(result.error().code, ErrorCode::Unclear);
        QVERIFY(result.error().detail.startsWith(u"1 of 2 parts accepted"_s));
        QCOMPARE(b.server.sentTo(7).size(), 2);
        // A person says: again. Only the part nobody confirmed goes out.
        const auto again = b.send(m);
        VERIFY_OK(again);
        QCOMPARE(again->externalIds.size(), 2);
        const auto sent = b.server.sentTo(7);
        QCOMPARE(sent.size(), 3);
        QCOMPARE(sent.at(1).text, sent.at(2).text);
        QVERIFY(sent.at(0).text != sent.at(1).text);
    }

    void aRefusedSecondPartIsReported() {
        Bench b;
        OutboundMessage m = message(QString(1500, u'x'));
        // The text goes first, the file behind it is refused.
        m.files = {{AttachmentKind::Image, u"x.png"_s, u"image/png"_s, "no picture"}};
        const auto result = b.send(m);
        QCOMPARE(result.error().code, ErrorCode::Unclear);
        QVERIFY2(result.error().detail.contains(u"1 of 2 parts accepted, then rejected"_s),
                 qPrintable(result.error().detail));
        QCOMPARE(b.server.sentTo(7).size(), 1);
        m.files.first().content = png();
        VERIFY_OK(b.send(m));
        QCOMPARE(b.server.sentTo(7).size(), 2);
        QCOMPARE(b.server.calls(u"sendMessage"_s), 1);
    }

    void aPausedSecondPartGoesOnByItself() {
        Bench b;
        OutboundMessage m = message(QString(1500, u'x'));
        m.files = {{AttachmentKind::Image, u"x.png"_s, u"image/png"_s, png()}};
        b.server.failNext(Fault::RateLimited, 1, u"sendPhoto"_s, 9);
        auto future = b.bot->send(m);
        QTRY_COMPARE(b.server.calls(u"sendPhoto"_s), 1);
        QTRY_COMPARE(b.clock.pending(), size_t(1));
        QVERIFY(!future.isFinished());
        b.clock.advance(9s);
        VERIFY_OK(await(future));
        QCOMPARE(b.server.sentTo(7).size(), 2);
    }

    void oneAtATimePerChat() {
        Bench b;
        for (qint64 chat = 20; chat < 30; ++chat)
            b.server.customerWrites(chat, u"Kim"_s, u"Hallo"_s);
        QList<QFuture<Result<SendReceipt>>> futures;
        for (int i = 0; i < 20; ++i)
            for (qint64 chat = 20; chat < 30; ++chat)
                futures += b.bot->send(message(QString::number(i), chat));
        for (auto& future : futures)
            VERIFY_OK(await(future));
        for (qint64 chat = 20; chat < 30; ++chat) {
            const auto sent = b.server.sentTo(chat);
            QCOMPARE(sent.size(), 20);
            for (int i = 0; i < 20; ++i)
                QCOMPARE(sent.at(i).text, QString::number(i));
        }
    }

    void theSameMessageIsNotSentTwiceAtOnce() {
        Bench b;
        const OutboundMessage m = message(u"einmal"_s);
        auto first = b.bot->send(m);
        QCOMPARE(await(b.bot->send(m)).error().code, ErrorCode::Busy);
        VERIFY_OK(await(first));
        QCOMPARE(b.server.sentTo(7).size(), 1);
    }

    void destructionAnswersEverything() {
        Bench b;
        b.server.failNext(Fault::Hang, 1, u"sendMessage"_s);
        auto flying = b.bot->send(message(u"eins"_s));
        auto waiting = b.bot->send(message(u"zwei"_s));
        QTRY_COMPARE(b.server.calls(u"sendMessage"_s), 1);
        b.bot.reset();
        QCOMPARE(await(flying).error().code, ErrorCode::Unclear);
        QCOMPARE(errorGroup(await(waiting).error().code), ErrorGroup::Retryable);
    }

    void typingNeverDisturbs() {
        Bench b;
        b.bot->start();
        QTRY_VERIFY(b.server.isPolling());
        b.server.failNext(Fault::BadGateway, 1, u"sendChatAction"_s);
        b.bot->sendTyping(u"7"_s);
        b.bot->sendTyping(u"7"_s);
        QTRY_COMPARE(b.server.calls(u"sendChatAction"_s), 1);
        b.clock.advance(4s);
        b.bot->sendTyping(u"7"_s);
        QTRY_COMPARE(b.server.calls(u"sendChatAction"_s), 2);
        QCOMPARE(b.bot->health().state, ChannelState::Connected);
        VERIFY_OK(b.send(message(u"x"_s)));
    }
};

SOUFFLEUR_TEST_MAIN(tst_TelegramSending)
#include "tst_TelegramSending.moc"
