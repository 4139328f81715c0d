// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "DiscordBench.h"

#include "channels/discord/DiscordChecks.h"

using namespace souffleur;
using namespace souffleur::channels;
using test::DiscordDouble;
using test::Kim;
using test::Tim;
using Bench = test::DiscordBench;
using Fault = DiscordDouble::Fault;

//! The connector against a strict double, over real sockets. Heartbeats and back-offs run on a manual clock.
class tst_DiscordConnector : public test::TestCase {
    Q_OBJECT
private slots:
    void receives() {
        Bench b;
        QVERIFY(b.connect());
        QCOMPARE(b.bot->health().account, u"@shop_bot"_s);
        const QString first = b.server.customerWrites(Kim, u"Wo ist mein Päckchen?"_s);
        b.server.customerWrites(u"100000000000000009"_s, u"not for us"_s, u"700000000000000001"_s);
        QTRY_COMPARE(b.sink.texts(), QStringList{u"Wo ist mein Päckchen?"_s});
        QCOMPARE(b.sink.messages.first().sender.externalId, Kim);
        const QString id = b.sink.messages.first().externalId;
        QCOMPARE(id, b.server.directChannel(Kim) + u':' + first);
        b.server.customerEdits(Kim, first, u"Wo ist mein Paket?"_s);
        QTRY_COMPARE(b.sink.all<MessageEdited>().size(), 1);
        b.server.customerReacts(Kim, first, u"👍"_s, true);
        b.server.customerTypes(Kim);
        b.server.customerDeletes(Kim, first);
        QTRY_COMPARE(b.sink.all<MessageDeleted>().size(), 1);
        QCOMPARE(b.sink.all<ReactionChanged>().first().externalId, id);
        QCOMPARE(b.sink.all<Typing>().size(), 1);
        QCOMPARE(b.server.http().malformed, 0);
        QCOMPARE(b.server.refusedHandshakes, 0);
    }

    void chosenChannelsOfServers() {
        Bench b(true);
        QVERIFY(b.connect());
        b.server.customerWrites(Kim, u"Hallo"_s, b.server.serverChannels.first());
        QTRY_COMPARE(b.sink.texts(), QStringList{u"Hallo"_s});
        const QString to = b.sink.messages.first().sender.externalId;
        const auto receipt = b.finish(b.bot->send(b.out(u"Guten Tag"_s, to)));
        VERIFY_OK(receipt);
        QCOMPARE(b.server.sent().first().channel, b.server.serverChannels.first());
        QCOMPARE(b.server.sent().first().content, u"<@"_s + Kim + u"> Guten Tag"_s);
        QCOMPARE(b.server.sent().first().mentioned, QStringList{Kim});
        // What we wrote comes back through the gateway and is no customer's.
        b.server.customerWrites(Kim, u"Danke"_s, b.server.serverChannels.first());
        QTRY_COMPARE(b.sink.messages.size(), 2);
    }

    void privilegeMissing() {
        Bench b(true);
        b.server.mayReadContent = false;
        b.bot->start();
        QTRY_COMPARE(b.state(), ChannelState::Failed);
        QCOMPARE(b.bot->health().error->detail, u"message_content"_s);
        QCOMPARE(b.server.closedWith, QList<int>{4014});
        b.clock.advance(1h);
        QCOMPARE(b.server.identifies, 1);
    }

    void wrongToken() {
        Bench b;
        b.context.secrets = {{u"token"_s, QString(40, u'x')}};
        b.make();
        b.bot->start();
        QTRY_COMPARE(b.state(), ChannelState::Failed);
        QCOMPARE(b.error(), ErrorCode::Unauthorized);
        b.clock.advance(24h);
        QCOMPARE(b.server.calls(u"gateway"_s), 1); // 10,000 of these and the address is banned
    }

    void tokenRevokedMeanwhile() {
        Bench b;
        QVERIFY(b.connect());
        b.server.token = u"another"_s;
        b.server.closeGateway(4004);
        QTRY_COMPARE(b.state(), ChannelState::Failed);
        QCOMPARE(b.error(), ErrorCode::Unauthorized);
    }

    void noSessionsLeftToday() {
        Bench b;
        b.server.sessionsLeft = 0;
        b.bot->start();
        QTRY_COMPARE(b.state(), ChannelState::Waiting);
        QCOMPARE(b.error(), ErrorCode::RateLimited);
        b.clock.advance(1h);
        QCOMPARE(b.server.identifies, 0); // one more would cost the token
    }

    void sends() {
        Bench b;
        QVERIFY(b.connect());
        const QString asked = b.server.customerWrites(Kim, u"Hallo"_s);
        QTRY_COMPARE(b.sink.messages.size(), 1);
        OutboundMessage message = b.out(u"Guten Tag <@1> @everyone"_s);
        message.replyToExternalId = b.sink.messages.first().externalId;
        message.files = {{AttachmentKind::Image, u"größe.png"_s, u"image/png"_s, QByteArray(70'000, '\0')}};
        const auto receipt = b.finish(b.bot->send(message));
        VERIFY_OK(receipt);
        QCOMPARE(b.server.sent().size(), 1);
        const DiscordDouble::Sent sent = b.server.sent().first();
        QCOMPARE(sent.content, u"Guten Tag \\<@1\\> @everyone"_s); // the words, not a mention
        QCOMPARE(sent.replyTo, asked);
        QCOMPARE(sent.files.size(), 1);
        QCOMPARE(sent.files.first().second.size(), 70'000);
        QCOMPARE(receipt->externalIds, QStringList{b.server.directChannel(Kim) + u':' + sent.id});
        b.bot->sendTyping(Kim);
        b.bot->sendTyping(Kim);
        QTRY_COMPARE(b.server.calls(u"typing"_s), 1);
    }

    void aLostAnswerIsAskedForAgain() {
        Bench b;
        QVERIFY(b.connect());
        b.server.failNext(Fault::LostAnswer, 2);
        const auto receipt = b.finish(b.bot->send(b.out(u"einmal"_s)));
        VERIFY_OK(receipt);
        QCOMPARE(b.server.sent().size(), 1);
        QCOMPARE(receipt->externalIds.first().section(u':', 1), b.server.sent().first().id);
    }

    void aLostAnswerComesThroughTheGateway() {
        Bench b;
        QVERIFY(b.connect());
        b.server.failNext(Fault::LostAnswer);
        b.server.failNext(Fault::ServerError, 1000);
        auto future = b.bot->send(b.out(u"einmal"_s));
        // Our own message with its nonce is an answer as good as the one that was lost.
        QTRY_VERIFY(b.server.sent().size() == 1);
        b.server.echoLast();
        const auto receipt = b.finish(future);
        VERIFY_OK(receipt);
        QCOMPARE(b.server.sent().size(), 1);
    }

    void noAnswerForTooLongIsUnclear() {
        Bench b;
        b.bot->start();
        b.server.failNext(Fault::Reset, 1000);
        const auto receipt = b.finish(b.bot->send(b.out(u"vielleicht"_s)));
        QCOMPARE(receipt.error().code, ErrorCode::Unclear);
        QVERIFY(b.server.sent().isEmpty());
    }

    void afterALostAnswerARefusalSaysNothing() {
        Bench b;
        b.server.failNext(Fault::LostAnswer);
        b.server.failNext(Fault::Unauthorized);
        const auto receipt = b.finish(b.bot->send(b.out(u"x"_s)));
        QCOMPARE(receipt.error().code, ErrorCode::Unclear);
    }

    void refusals() {
        Bench b;
        b.server.closeDirect(Kim);
        QCOMPARE(b.finish(b.bot->send(b.out(u"x"_s))).error().code, ErrorCode::RecipientBlocked);
        QCOMPARE(b.finish(b.bot->send(b.out(u"x"_s, u"nobody"_s))).error().code, ErrorCode::InvalidInput);
        QCOMPARE(b.finish(b.bot->send(b.out(u" "_s))).error().code, ErrorCode::InvalidInput);
        b.server.failNext(Fault::RateLimited, 1, u"messages"_s, 1.2);
        const auto limited = b.finish(b.bot->send(b.out(u"x"_s, Tim)));
        QCOMPARE(limited.error().code, ErrorCode::RateLimited);
        QCOMPARE(limited.error().retryAfterSeconds, 2);
        // And the bucket is left alone meanwhile.
        const int calls = b.server.calls(u"messages"_s);
        QCOMPARE(b.finish(b.bot->send(b.out(u"x"_s, Tim))).error().code, ErrorCode::RateLimited);
        QCOMPARE(b.server.calls(u"messages"_s), calls);
        b.clock.advance(3s);
        VERIFY_OK(b.finish(b.bot->send(b.out(u"x"_s, Tim))));
    }

    void anEmptyBucketIsWaitedFor() {
        Bench b;
        b.server.setBucket(0, 4);
        VERIFY_OK(b.finish(b.bot->send(b.out(u"1"_s))));
        const auto next = b.bot->send(b.out(u"2"_s)).result();
        QCOMPARE(next.error().code, ErrorCode::RateLimited);
        QCOMPARE(b.server.calls(u"messages"_s), 1);
    }

    void partsAreNotRepeated() {
        Bench b;
        OutboundMessage message = b.out(QString(4500, u'a'));
        b.server.failNext(Fault::Unauthorized, 1, u"messages"_s, 1, 1);
        QCOMPARE(b.finish(b.bot->send(message)).error().code, ErrorCode::Unclear);
        QCOMPARE(b.server.sent().size(), 1);
        const auto receipt = b.finish(b.bot->send(message));
        VERIFY_OK(receipt);
        QCOMPARE(receipt->externalIds.size(), 3);
        QCOMPARE(b.server.sent().size(), 3);
    }

    void fetches() {
        Bench b;
        QVERIFY(b.connect());
        const QByteArray content(100'000, 'x');
        b.server.customerWrites(
            Kim, {}, {},
            {{u"attachments"_s, QJsonArray{b.server.attachment(u"a.pdf"_s, u"application/pdf"_s, content)}}});
        QTRY_COMPARE(b.sink.messages.size(), 1);
        const Attachment attachment = b.sink.messages.first().attachments.first();
        QCOMPARE(test::await(b.bot->fetch(attachment)).value(), content);
        // The address expires; the message knows the next one.
        b.server.expireAddresses();
        QCOMPARE(test::await(b.bot->fetch(attachment)).value(), content);
        QCOMPARE(b.server.tokensElsewhere, 0);
        Attachment evil = attachment;
        evil.remoteRef = discord::toRemoteRef({u"1"_s, u"2"_s, u"3"_s, 1, QUrl(u"http://127.0.0.1:1/x"_s)});
        QVERIFY(!test::await(b.bot->fetch(evil)));
        evil.remoteRef =
            discord::toRemoteRef({u"1"_s, u"2"_s, u"3"_s, 1ll << 40, QUrl(attachment.remoteRef.section(u'|', 4))});
        QCOMPARE(test::await(b.bot->fetch(evil)).error().code, ErrorCode::TooLarge);
    }

    // ----------------------------------------------------------------------------------------------------- checks

    void checks_data() {
        QTest::addColumn<QString>("what");
        QTest::addColumn<QStringList>("lines");
        QTest::newRow("all well") << u""_s
                                  << QStringList{u"address:passed:127.0.0.1"_s, u"token:passed:@shop_bot"_s,
                                                 u"gateway:passed:1000"_s, u"content:passed"_s,
                                                 u"channels:passed:#support"_s};
        QTest::newRow("direct only") << u"direct"_s
                                     << QStringList{u"address:passed:127.0.0.1"_s, u"token:passed:@shop_bot"_s,
                                                    u"gateway:passed:1000"_s, u"content:skipped"_s,
                                                    u"channels:skipped"_s};
        QTest::newRow("token") << u"token"_s
                               << QStringList{u"address:passed:127.0.0.1"_s, u"token:failed:unauthorized"_s,
                                              u"gateway:skipped"_s, u"content:skipped"_s, u"channels:skipped"_s};
        QTest::newRow("privilege") << u"content"_s
                                   << QStringList{u"address:passed:127.0.0.1"_s, u"token:passed:@shop_bot"_s,
                                                  u"gateway:passed:1000"_s, u"content:failed:not_configured"_s,
                                                  u"channels:skipped"_s};
        QTest::newRow("channel") << u"channel"_s
                                 << QStringList{u"address:passed:127.0.0.1"_s, u"token:passed:@shop_bot"_s,
                                                u"gateway:passed:1000"_s, u"content:passed"_s,
                                                u"channels:failed:not_found:17"_s};
    }
    void checks() {
        QFETCH(QString, what);
        QFETCH(QStringList, lines);
        Bench b(what != u"direct");
        if (what == u"token")
            b.context.secrets = {{u"token"_s, QString(40, u'x')}};
        if (what == u"channel")
            b.context.channel.settings[u"channels"_s] = QJsonArray{u"17"_s};
        b.server.mayReadContent = what != u"content";
        QStringList got;
        bool finished = false;
        static const char* const states[] = {"running", "passed", "failed", "skipped"};
        const auto handle = discord::checkDiscord(
            b.context, this,
            [&](const ChannelCheck& check) {
                if (check.state != CheckState::Running)
                    got += check.name + u':' + QLatin1String(states[int(check.state)]) +
                           (check.error ? u':' + errorName(check.error->code) : QString()) +
                           (check.value.isEmpty() ? QString() : u':' + check.value);
            },
            [&] { finished = true; });
        QTRY_VERIFY(finished);
        QCOMPARE(got, lines);
        QCOMPARE(b.server.identifies, 0);
    }
};

SOUFFLEUR_TEST_MAIN(tst_DiscordConnector)
#include "tst_DiscordConnector.moc"
