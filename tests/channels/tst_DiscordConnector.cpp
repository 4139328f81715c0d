// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/discord/DiscordConnector.h"

#include "channels/discord/DiscordChecks.h"
#include "DiscordDouble.h"
#include "MemorySink.h"
#include "net/HttpClient.h"
#include "support/ManualClock.h"
#include "support/TestCase.h"

#include <QRandomGenerator>

using namespace souffleur;
using namespace souffleur::channels;
using discord::DiscordConnector;
using test::DiscordDouble;
using test::ManualClock;
using test::MemorySink;
using Fault = DiscordDouble::Fault;

namespace {

const QString Kim = u"100000000000000007"_s;
const QString Tim = u"100000000000000008"_s;

struct Bench {
    DiscordDouble server;
    MemorySink sink;
    ManualClock clock;
    std::unique_ptr<net::HttpClient> http = net::createHttpClient();
    ConnectorContext context;
    std::unique_ptr<DiscordConnector> bot;

    explicit Bench(bool servers = false) {
        if (!server.listen())
            qFatal("no port");
        context.channel.id = ChannelId::create();
        context.channel.kind = u"discord"_s;
        context.channel.settings = {{u"base_url"_s, server.baseUrl().toString()}};
        if (servers)
            context.channel.settings[u"channels"_s] = QJsonArray::fromStringList(server.serverChannels);
        context.secrets = {{u"token"_s, server.token}};
        context.sink = &sink;
        context.http = http.get();
        context.clock = &clock;
        make();
    }
    void make() {
        bot.reset();
        context.cursor = sink.cursor;
        bot = std::make_unique<DiscordConnector>(context, [] { return 1.0; });
    }
    ChannelState state() const { return bot->health().state; }
    ErrorCode error() const { return bot->health().error ? bot->health().error->code : ErrorCode::Bug; }
    bool connect() {
        bot->start();
        return isConnected();
    }
    //! Connected, and a first message of Kim's, "1", is stored.
    bool connectWithOne() {
        if (!connect())
            return false;
        server.customerWrites(Kim, u"1"_s);
        return QTest::qWaitFor([this] { return sink.messages.size() == 1; });
    }
    //! Lets back-offs pass until the channel works.
    bool isConnected() {
        return QTest::qWaitFor(
            [this] {
                if (state() == ChannelState::Waiting)
                    clock.advance(1s);
                return state() == ChannelState::Connected && server.isConnected();
            },
            20'000);
    }
    OutboundMessage out(const QString& text, const QString& to = Kim) const {
        OutboundMessage message;
        message.id = MessageId::create();
        message.recipientExternalId = to;
        message.text = text;
        return message;
    }
    //! The result of a send, while time goes on.
    Result<SendReceipt> finish(QFuture<Result<SendReceipt>> future) {
        if (!QTest::qWaitFor(
                [&] {
                    if (!future.isFinished())
                        clock.advance(250ms);
                    return future.isFinished();
                },
                20'000))
            qFatal("never sent");
        return future.result();
    }
};

} // namespace

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

    void heartBeatsAndIsMissed() {
        Bench b;
        QVERIFY(b.connect());
        for (int beat = 1; beat <= 3; ++beat) {
            b.clock.advance(Milliseconds(b.server.heartbeatMs));
            QTRY_COMPARE(b.server.heartbeats, beat);
            // What comes behind the acknowledgement says that it has come.
            b.server.customerWrites(Kim, u"beat"_s);
            QTRY_COMPARE(b.sink.messages.size(), beat);
        }
        QCOMPARE(b.state(), ChannelState::Connected);
        // Nobody answers any more, though the connection stands.
        b.server.acksHeartbeats = false;
        b.server.customerWrites(Kim, u"vorher"_s);
        QTRY_COMPARE(b.sink.messages.size(), 4);
        b.clock.advance(Milliseconds(b.server.heartbeatMs));
        QTRY_COMPARE(b.server.heartbeats, 4);
        b.clock.advance(Milliseconds(b.server.heartbeatMs));
        QTRY_COMPARE(b.state(), ChannelState::Waiting);
        QCOMPARE(b.error(), ErrorCode::Timeout);
        b.server.acksHeartbeats = true;
        b.server.customerWrites(Kim, u"nachher"_s);
        QVERIFY(b.isConnected());
        QTRY_COMPARE(b.sink.texts().mid(3), (QStringList{u"vorher"_s, u"nachher"_s}));
        QCOMPARE(b.server.identifies, 1);
        QCOMPARE(b.server.resumes, 1);
    }

    void resumesWhateverEndsIt_data() {
        QTest::addColumn<int>("code"); // 0: no close frame; 7, 9: the operation
        for (const int code : {0, 7, 9, 1001, 4000, 4008})
            QTest::addRow("%d", code) << code;
    }
    void resumesWhateverEndsIt() {
        QFETCH(int, code);
        Bench b;
        QVERIFY(b.connectWithOne());
        if (code == 7)
            b.server.askReconnect();
        else if (code == 9)
            b.server.invalidate(true);
        else if (code == 0)
            b.server.dropGateway();
        else
            b.server.closeGateway(code);
        b.server.customerWrites(Kim, u"2"_s); // while nobody listens, or into a connection that is given up
        QTRY_VERIFY(b.server.resumes == 1 || b.state() == ChannelState::Waiting);
        QVERIFY(b.isConnected());
        QTRY_COMPARE(b.sink.texts(), (QStringList{u"1"_s, u"2"_s}));
        QCOMPARE(b.server.identifies, 1);
        QCOMPARE(b.server.resumes, 1);
    }

    void aLostSessionLosesNothing() {
        Bench b(true);
        QVERIFY(b.connect());
        b.server.customerWrites(Kim, u"d1"_s);
        b.server.customerWrites(Tim, u"s1"_s, b.server.serverChannels.first());
        QTRY_COMPARE(b.sink.messages.size(), 2);
        b.server.forgetSession();
        b.server.dropGateway();
        QStringList expected{u"d1"_s, u"s1"_s};
        for (int i = 0; i < 230; ++i) {
            expected += u"d %1"_s.arg(i);
            b.server.customerWrites(Kim, expected.last());
        }
        b.server.customerWrites(Tim, u"s2"_s, b.server.serverChannels.first());
        expected += u"s2"_s;
        b.server.failNext(Fault::RateLimited, 1, u"history"_s, 1.5, 1);
        b.server.failNext(Fault::BadGateway, 1, u"history"_s);
        QVERIFY(b.isConnected());
        // Live ones arrive while the history is still being read.
        b.server.customerWrites(Kim, u"live"_s);
        expected += u"live"_s;
        QVERIFY(QTest::qWaitFor(
            [&] {
                b.clock.advance(500ms);
                return b.sink.messages.size() == expected.size();
            },
            20'000));
        QStringList got = b.sink.texts();
        got.sort();
        expected.sort();
        QCOMPARE(got, expected);
        QCOMPARE(b.server.identifies, 2);
    }

    //! A page of history that was read before the session was lost again does not know what was written since.
    void aLateHistoryDoesNotCount() {
        Bench b;
        QVERIFY(b.connectWithOne());
        b.server.holdHistory();
        b.server.forgetSession();
        b.server.dropGateway();
        QVERIFY(QTest::qWaitFor([&] {
            b.clock.advance(500ms);
            return b.server.holdsHistory();
        }));
        b.server.forgetSession();
        b.server.dropGateway();
        b.server.customerWrites(Kim, u"2"_s); // when nobody listens
        QTRY_COMPARE(b.state(), ChannelState::Waiting);
        QVERIFY(b.isConnected());
        b.server.letHistoryGo();
        QTRY_COMPARE(b.sink.texts(), (QStringList{u"1"_s, u"2"_s}));
    }

    //! After a lost session the gateway tells of changes before the history brings what they change.
    void changesOvertakeTheHistory() {
        Bench b;
        QVERIFY(b.connectWithOne());
        b.server.forgetSession();
        b.server.dropGateway();
        const QString changed = b.server.customerWrites(Kim, u"2"_s);
        const QString deleted = b.server.customerWrites(Kim, u"3"_s);
        b.server.failNext(Fault::ServerError, 1, u"history"_s);
        QTRY_COMPARE(b.state(), ChannelState::Waiting);
        QVERIFY(b.isConnected());
        b.server.customerEdits(Kim, changed, u"zwei"_s);
        b.server.customerReacts(Kim, changed, u"👍"_s, true);
        b.server.customerDeletes(Kim, deleted);
        QTRY_COMPARE(b.sink.all<MessageDeleted>().size(), 1);
        QCOMPARE(b.sink.texts(), QStringList{u"1"_s});
        QVERIFY(QTest::qWaitFor([&] {
            b.clock.advance(500ms);
            return b.sink.messages.size() == 2;
        }));
        QCOMPARE(b.sink.texts().last(), u"zwei"_s);
        QCOMPARE(b.sink.duplicates, 0);
        const QString id = b.sink.messages.last().externalId;
        QCOMPARE(b.sink.all<MessageEdited>().size(), 1);
        QCOMPARE(b.sink.all<MessageEdited>().first().externalId, id);
        QCOMPARE(b.sink.all<MessageEdited>().first().text, u"zwei"_s);
        QCOMPARE(b.sink.all<ReactionChanged>().size(), 1);
        QCOMPARE(b.sink.all<ReactionChanged>().first().externalId, id);
    }

    void aRestartInTheMiddleOfCatchingUp() {
        Bench b;
        QVERIFY(b.connectWithOne());
        b.server.forgetSession();
        b.server.dropGateway();
        b.server.customerWrites(Kim, u"2"_s);
        b.server.failNext(Fault::ServerError, 100, u"history"_s);
        QTRY_COMPARE(b.state(), ChannelState::Waiting);
        QVERIFY(b.isConnected());
        b.server.customerWrites(Kim, u"3"_s); // live and stored: the place must not jump over the second
        QTRY_COMPARE(b.sink.texts(), (QStringList{u"1"_s, u"3"_s}));
        b.make();
        b.server.clearFaults();
        QVERIFY(b.connect());
        QTRY_COMPARE(b.sink.texts(), (QStringList{u"1"_s, u"3"_s, u"2"_s}));
        QCOMPARE(b.sink.duplicates, 1); // the third, out of the history
    }

    void aRestartResumes() {
        Bench b;
        QVERIFY(b.connectWithOne());
        b.bot->stop();
        QCOMPARE(b.state(), ChannelState::Off);
        b.make();
        b.server.customerWrites(Kim, u"2"_s);
        QVERIFY(b.connect());
        QTRY_COMPARE(b.sink.texts(), (QStringList{u"1"_s, u"2"_s}));
        QCOMPARE(b.server.identifies, 1);
    }

    // ------------------------------------------------------------------------------------------------- the way out

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

    // ------------------------------------------------------------------------------------------------------ seeds

    //! Eight kinds of faults in every mixture: nothing lost, nothing doubled. Each for itself: tst_DiscordContract.
    void seeds() {
        for (quint32 seed = 1; seed <= 20; ++seed) {
            QRandomGenerator random(seed);
            Bench b(seed % 2 == 0);
            b.bot->start();
            int written = 0;
            QStringList sentTexts;
            QList<QFuture<Result<SendReceipt>>> sends;
            for (int step = 0; step < 12; ++step) {
                const QString user = random.bounded(2) == 0 ? Kim : Tim;
                const bool server = seed % 2 == 0 && random.bounded(2) == 0;
                // Everybody is known before sessions get lost: see the connector's header.
                if (step < 2 || random.bounded(2) == 0) {
                    if (step < 2 && !b.isConnected())
                        QFAIL("never connected");
                    b.server.customerWrites(step < 2 ? (step == 0 ? Kim : Tim) : user, u"in %1"_s.arg(++written),
                                            server && step >= 2 ? b.server.serverChannels.first() : QString());
                    if (step < 2)
                        QVERIFY(QTest::qWaitFor([&] { return b.sink.messages.size() == written; }, 10'000));
                }
                if (step >= 2)
                    switch (random.bounded(8)) {
                    case 0:
                        b.server.dropGateway();
                        break;
                    case 1:
                        b.server.closeGateway(random.bounded(2) == 0 ? 4000 : 4007);
                        break;
                    case 2:
                        b.server.forgetSession();
                        b.server.dropGateway();
                        break;
                    case 3:
                        b.server.askReconnect();
                        break;
                    case 4:
                        b.server.invalidate(random.bounded(2) == 0);
                        break;
                    case 5:
                        b.sink.failures = 1;
                        break;
                    case 6:
                        b.server.failNext(Fault(random.bounded(5)), 1,
                                          random.bounded(2) == 0 ? u"history"_s : u"gateway"_s);
                        break;
                    case 7:
                        sentTexts += u"out %1"_s.arg(step);
                        b.server.failNext(random.bounded(2) == 0 ? Fault::LostAnswer : Fault::ServerError);
                        sends += b.bot->send(b.out(sentTexts.last(), user));
                        break;
                    }
                QTest::qWait(0);
                b.clock.advance(Milliseconds(random.bounded(1500)));
            }
            const bool done = QTest::qWaitFor(
                [&] {
                    b.clock.advance(500ms);
                    return b.sink.messages.size() == written &&
                           std::all_of(sends.cbegin(), sends.cend(), [](const auto& s) { return s.isFinished(); });
                },
                15'000);
            QVERIFY2(done, qPrintable(u"seed %1: %2 of %3, state %4"_s.arg(seed)
                                          .arg(b.sink.messages.size())
                                          .arg(written)
                                          .arg(int(b.state()))));
            QSet<QString> texts;
            for (const QString& text : b.sink.texts())
                texts += text;
            QCOMPARE(texts.size(), written);
            QStringList arrived;
            for (const auto& sent : b.server.sent())
                arrived += sent.content;
            arrived.removeDuplicates();
            QVERIFY2(arrived.size() == b.server.sent().size(), qPrintable(u"seed %1: doubled"_s.arg(seed)));
            for (qsizetype i = 0; i < sends.size(); ++i)
                QVERIFY2(!sends.at(i).result() || arrived.contains(sentTexts.at(i)),
                         qPrintable(u"seed %1: lost"_s.arg(seed)));
            QCOMPARE(b.server.http().malformed, 0);
        }
    }
};

SOUFFLEUR_TEST_MAIN(tst_DiscordConnector)
#include "tst_DiscordConnector.moc"
