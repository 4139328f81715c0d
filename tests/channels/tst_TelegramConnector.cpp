// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/telegram/TelegramConnector.h"

#include "MemorySink.h"
#include "net/HttpClient.h"
#include "support/ManualClock.h"
#include "support/TelegramDouble.h"
#include "support/TestCase.h"

#include <QSignalSpy>

using namespace souffleur;
using namespace souffleur::channels;
using telegram::TelegramConnector;
using test::ManualClock;
using test::MemorySink;
using test::TelegramDouble;
using Fault = TelegramDouble::Fault;

//! Receiving: the state machine against a strict server, over real HTTP. Back-off runs on a manual clock.
class tst_TelegramConnector : public test::TestCase {
    Q_OBJECT

    struct Bench {
        TelegramDouble server;
        MemorySink sink;
        ManualClock clock;
        std::unique_ptr<net::HttpClient> http = net::createHttpClient();
        ConnectorContext context;
        std::unique_ptr<TelegramConnector> bot;

        explicit Bench(int pollSeconds = 50) {
            server.conflictDelay = Milliseconds(30);
            if (!server.listen())
                qFatal("no port");
            context.channel.id = ChannelId::create();
            context.channel.kind = u"telegram"_s;
            context.channel.settings = {{u"base_url"_s, server.baseUrl().toString()},
                                        {u"poll_seconds"_s, pollSeconds}};
            context.secrets = {{u"token"_s, server.token}};
            context.sink = &sink;
            context.http = http.get();
            context.clock = &clock;
            make();
        }
        void make() {
            context.cursor = sink.cursor;
            bot = std::make_unique<TelegramConnector>(context, [] { return 1.0; });
        }
        ChannelState state() const { return bot->health().state; }
        ErrorCode error() const { return bot->health().error ? bot->health().error->code : ErrorCode::Bug; }
    };

private slots:
    void receives() {
        Bench b;
        QSignalSpy spy(b.bot.get(), &Connector::healthChanged);
        b.bot->start();
        QCOMPARE(b.state(), ChannelState::Connecting);
        QTRY_VERIFY(b.server.isPolling());
        QCOMPARE(b.state(), ChannelState::Connected);
        QCOMPARE(b.bot->health().account, u"@test_shop_bot"_s);
        b.server.customerWrites(7, u"Kim"_s, u"Wo ist mein Päckchen?"_s);
        QTRY_COMPARE(b.sink.texts(), QStringList{u"Wo ist mein Päckchen?"_s});
        QCOMPARE(b.sink.messages.first().sender.externalId, u"7"_s);
        QCOMPARE(b.sink.messages.first().sender.displayName, u"Kim"_s);
        QVERIFY(b.bot->health().lastEventAt);
        QTRY_COMPARE(b.server.unconfirmed(), 0);
        QVERIFY(spy.size() >= 2);
        QCOMPARE(b.server.http().malformed, 0);
    }

    void manyInOrderOverOneConnection() {
        Bench b;
        b.bot->start();
        QTRY_VERIFY(b.server.isPolling());
        QStringList expected;
        for (int i = 0; i < 500; ++i) {
            expected += u"message %1"_s.arg(i);
            b.server.customerWrites(1 + i % 40, u"Kim"_s, expected.last());
        }
        QTRY_COMPARE(b.sink.messages.size(), 500);
        QCOMPARE(b.sink.texts(), expected);
        QCOMPARE(b.sink.duplicates, 0);
        QTRY_COMPARE(b.server.unconfirmed(), 0);
        // Two managers at most: greeting and polls keep theirs.
        QVERIFY2(b.server.http().connections <= 2, "polls must reuse their connection");
    }

    void aLostPollAnswerLosesNothing() {
        Bench b;
        b.bot->start();
        QTRY_VERIFY(b.server.isPolling());
        b.server.resetPoll();
        b.server.customerWrites(7, u"Kim"_s, u"Hallo"_s);
        QTRY_COMPARE(b.state(), ChannelState::Waiting);
        QCOMPARE(b.error(), ErrorCode::NetworkDown);
        QCOMPARE(toMs(*b.bot->health().nextAttemptAt), toMs(b.clock.now()) + 1000);
        // Nothing moves before the time has come.
        const int polls = b.server.calls(u"getUpdates"_s);
        b.clock.advance(999ms);
        QTest::qWait(30);
        QCOMPARE(b.server.calls(u"getUpdates"_s), polls);
        b.clock.advance(1ms);
        QTRY_COMPARE(b.sink.texts(), QStringList{u"Hallo"_s});
        QCOMPARE(b.state(), ChannelState::Connected);
        QVERIFY(!b.bot->health().error);
        QVERIFY(!b.bot->health().nextAttemptAt);
    }

    void faultsWhilePolling_data() {
        QTest::addColumn<int>("fault");
        QTest::addColumn<int>("code");
        QTest::addColumn<qint64>("waitMs");
        QTest::newRow("5xx") << int(Fault::ServerError) << int(ErrorCode::ServerError) << 1000ll;
        QTest::newRow("502 page") << int(Fault::BadGateway) << int(ErrorCode::ServerError) << 1000ll;
        QTest::newRow("captive portal") << int(Fault::Garbage) << int(ErrorCode::ServerError) << 1000ll;
        QTest::newRow("reset") << int(Fault::Reset) << int(ErrorCode::NetworkDown) << 1000ll;
        QTest::newRow("429") << int(Fault::RateLimited) << int(ErrorCode::RateLimited) << 17'000ll;
    }
    void faultsWhilePolling() {
        QFETCH(int, fault);
        QFETCH(int, code);
        QFETCH(qint64, waitMs);
        Bench b;
        b.server.failNext(Fault(fault), 1, u"getUpdates"_s, 17);
        b.server.customerWrites(7, u"Kim"_s, u"Hallo"_s);
        b.bot->start();
        QTRY_COMPARE(b.state(), ChannelState::Waiting);
        QCOMPARE(int(b.error()), code);
        QCOMPARE(toMs(*b.bot->health().nextAttemptAt) - toMs(b.clock.now()), waitMs);
        QVERIFY(!b.bot->health().error->toString().contains(b.server.token));
        b.clock.advance(Milliseconds(waitMs));
        QTRY_COMPARE(b.sink.texts(), QStringList{u"Hallo"_s});
        QTRY_COMPARE(b.state(), ChannelState::Connected);
    }

    void backsOffFurtherWhileTheServerIsAway() {
        Bench b;
        b.server.stopListening();
        b.bot->start();
        for (const qint64 wait : {1000, 2000, 4000, 8000, 16000, 32000, 60000, 60000}) {
            QTRY_COMPARE(b.state(), ChannelState::Waiting);
            QTRY_VERIFY(b.bot->health().nextAttemptAt && *b.bot->health().nextAttemptAt > b.clock.now());
            QCOMPARE(toMs(*b.bot->health().nextAttemptAt) - toMs(b.clock.now()), wait);
            QCOMPARE(b.error(), ErrorCode::NetworkDown);
            b.clock.advance(Milliseconds(wait));
        }
    }

    void aSecondPollerIsNamed() {
        Bench b;
        b.bot->start();
        QTRY_VERIFY(b.server.isPolling());
        // Somebody else polls with the same token: the server ends ours.
        net::HttpRequest other;
        other.url = b.server.baseUrl();
        other.url.setPath(u"/bot"_s + b.server.token + u"/getUpdates"_s);
        other.url.setQuery(u"timeout=50"_s);
        auto poll = b.http->send(other, [](net::HttpOutcome) {});
        QTRY_COMPARE(b.state(), ChannelState::Waiting);
        QCOMPARE(b.error(), ErrorCode::Conflict);
        QVERIFY(b.bot->health().error->detail.contains(u"other getUpdates"_s));
        QVERIFY(toMs(*b.bot->health().nextAttemptAt) - toMs(b.clock.now()) >= 3000);
        poll.reset();
        b.clock.advance(3s);
        QTRY_VERIFY(b.server.isPolling());
        // Not green before a poll has stood.
        QCOMPARE(b.state(), ChannelState::Waiting);
        b.server.customerWrites(7, u"Kim"_s, u"Hallo"_s);
        QTRY_COMPARE(b.state(), ChannelState::Connected);
        QCOMPARE(b.sink.texts(), QStringList{u"Hallo"_s});
    }

    void neverTwoPollsAtOnce() {
        Bench b;
        for (int i = 0; i < 5; ++i) {
            b.bot->start();
            b.bot->start();
            QTRY_VERIFY(b.server.isPolling());
            b.bot->stop();
            // What the server has not seen end is another poll to it, of whoever it was.
            QTRY_VERIFY(!b.server.isPolling());
        }
        b.bot->start();
        QTRY_VERIFY(b.server.isPolling());
        for (int i = 0; i < 20; ++i)
            b.server.customerWrites(7, u"Kim"_s, QString::number(i));
        QTRY_COMPARE(b.sink.messages.size(), 20);
        QCOMPARE(b.server.conflicts(), 0);
    }

    void aRevokedTokenNeedsAPerson() {
        Bench b;
        b.bot->start();
        QTRY_VERIFY(b.server.isPolling());
        b.server.failNext(Fault::Unauthorized, 1, u"getUpdates"_s);
        b.server.customerWrites(7, u"Kim"_s, u"Hallo"_s);
        QTRY_COMPARE(b.state(), ChannelState::Failed);
        QCOMPARE(b.error(), ErrorCode::Unauthorized);
        const int polls = b.server.calls(u"getUpdates"_s);
        b.clock.advance(24h);
        QTest::qWait(30);
        QCOMPARE(b.server.calls(u"getUpdates"_s), polls);
        b.bot->start();
        QTRY_COMPARE(b.state(), ChannelState::Connected);
    }

    void aWrongTokenIsSaidAtOnce() {
        Bench b;
        b.context.secrets = {{u"token"_s, u"1:wrong"_s}};
        b.make();
        b.bot->start();
        QTRY_COMPARE(b.state(), ChannelState::Failed);
        QCOMPARE(b.error(), ErrorCode::Unauthorized);
        b.context.secrets = {};
        b.make();
        b.bot->start();
        QCOMPARE(b.state(), ChannelState::Failed);
        QCOMPARE(b.error(), ErrorCode::NotConfigured);
    }

    void stopAbortsThePoll() {
        Bench b;
        b.bot->start();
        QTRY_VERIFY(b.server.isPolling());
        b.bot->stop();
        QCOMPARE(b.state(), ChannelState::Off);
        QTRY_VERIFY(!b.server.isPolling());
        b.server.customerWrites(7, u"Kim"_s, u"Hallo"_s);
        QTest::qWait(30);
        QVERIFY(b.sink.messages.isEmpty());
        b.bot->start();
        QTRY_COMPARE(b.sink.texts(), QStringList{u"Hallo"_s});
    }

    void aServerThatDoesNotHoldIsNotAskedInALoop() {
        Bench b;
        b.server.holdPolls = false;
        b.bot->start();
        QTRY_COMPARE(b.server.calls(u"getUpdates"_s), 1);
        QTRY_VERIFY(b.clock.pending() > 0);
        QTest::qWait(30);
        QCOMPARE(b.server.calls(u"getUpdates"_s), 1);
        b.clock.advance(1s);
        QTRY_COMPARE(b.server.calls(u"getUpdates"_s), 2);
        QCOMPARE(b.state(), ChannelState::Connected);
    }

    void buttonsAreAnsweredOnceStored() {
        Bench b;
        b.bot->start();
        QTRY_VERIFY(b.server.isPolling());
        const qint64 message = b.server.customerWrites(7, u"Kim"_s, u"Hallo"_s);
        const QString id = b.server.customerPresses(7, message, u"size-38"_s);
        QTRY_COMPARE(b.sink.messages.size(), 2);
        QCOMPARE(b.sink.messages.last().kind, MessageKind::ButtonPress);
        QCOMPARE(b.sink.messages.last().text, u"size-38"_s);
        QTRY_VERIFY(b.server.answeredCallbacks().contains(id));
    }

    void editsAndBlocks() {
        Bench b;
        b.bot->start();
        QTRY_VERIFY(b.server.isPolling());
        const qint64 message = b.server.customerWrites(7, u"Kim"_s, u"Grösse 83"_s);
        b.server.customerEdits(7, message, u"Größe 38"_s);
        b.server.customerBlocks(7, true);
        QTRY_COMPARE(b.sink.all<BlockedChanged>().size(), 1);
        QCOMPARE(b.sink.all<MessageEdited>().value(0).externalId, u"7:%1"_s.arg(message));
        QCOMPARE(b.sink.all<MessageEdited>().value(0).text, u"Größe 38"_s);
        QVERIFY(b.sink.all<BlockedChanged>().value(0).blocked);
    }

    void fetchesFiles() {
        Bench b;
        const QByteArray photo = "\x89PNG\r\n\x1a\n" + QByteArray(200'000, 'p');
        b.server.customerSendsPhoto(7, u"Kim"_s, photo, u"Kratzer"_s);
        b.server.customerSendsDocument(7, u"Kim"_s, u"groß.bin"_s, QByteArray(20 * 1024 * 1024 + 1, 'x'));
        b.bot->start();
        QTRY_COMPARE(b.sink.messages.size(), 2);
        const Attachment image = b.sink.messages.at(0).attachments.value(0);
        QCOMPARE(image.size, photo.size());
        QVERIFY(!image.remoteRef.contains(b.server.token));
        const auto bytes = test::await(b.bot->fetch(image));
        VERIFY_OK(bytes);
        QCOMPARE(*bytes, photo);
        // Known to be too large: nothing is asked.
        const int asked = b.server.calls(u"getFile"_s);
        QCOMPARE(test::await(b.bot->fetch(b.sink.messages.at(1).attachments.value(0))).error().code,
                 ErrorCode::TooLarge);
        QCOMPARE(b.server.calls(u"getFile"_s), asked);
        // Not known: the server says so.
        Attachment lying = b.sink.messages.at(1).attachments.value(0);
        lying.size = 0;
        lying.remoteRef = lying.remoteRef.section(u'|', 0, 1) + u"|0"_s;
        QCOMPARE(test::await(b.bot->fetch(lying)).error().code, ErrorCode::TooLarge);
        Attachment unknown = image;
        unknown.remoteRef = u"nothing|x|1"_s;
        QCOMPARE(test::await(b.bot->fetch(unknown)).error().code, ErrorCode::Rejected);
        unknown.remoteRef = u"nonsense"_s;
        QCOMPARE(test::await(b.bot->fetch(unknown)).error().code, ErrorCode::InvalidInput);
    }
};

SOUFFLEUR_TEST_MAIN(tst_TelegramConnector)
#include "tst_TelegramConnector.moc"
