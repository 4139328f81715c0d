// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/matrix/MatrixConnector.h"

#include "channels/matrix/MatrixChecks.h"
#include "MemorySink.h"
#include "net/HttpClient.h"
#include "support/ManualClock.h"
#include "support/MatrixDouble.h"
#include "support/TestCase.h"

using namespace souffleur;
using namespace souffleur::channels;
using matrix::MatrixConnector;
using test::await;
using test::MatrixDouble;
using Fault = MatrixDouble::Fault;

//! The state machine against a strict homeserver, over real HTTP. Back-off runs on a manual clock.
class tst_MatrixConnector : public test::TestCase {
    Q_OBJECT

    const QString kim = u"@kim:kunde.test"_s;

    struct Bench {
        MatrixDouble server;
        test::MemorySink sink;
        test::ManualClock clock;
        std::unique_ptr<net::HttpClient> http = net::createHttpClient();
        ConnectorContext context;
        std::unique_ptr<MatrixConnector> account;
        QString room;

        Bench() {
            if (!server.listen())
                qFatal("no port");
            context.channel.id = ChannelId::create();
            context.channel.kind = u"matrix"_s;
            context.channel.settings = {{u"base_url"_s, server.baseUrl().toString()}};
            context.secrets = {{u"token"_s, server.token}};
            context.sink = &sink;
            context.http = http.get();
            context.clock = &clock;
            room = server.createRoom(u"@kim:kunde.test"_s, u"Kim"_s);
            make();
        }
        void make() {
            context.cursor = sink.cursor;
            account = std::make_unique<MatrixConnector>(context, [] { return 1.0; });
        }
        void start() {
            account->start();
            // The first sync is answered at once, and the next one waits for its turn.
            QTRY_VERIFY(server.calls(u"sync"_s) > 0);
            settle();
        }
        //! Lets the connector ask again.
        void settle() {
            QTRY_VERIFY(server.isSyncing() || clock.pending() > 0);
            while (!server.isSyncing()) {
                clock.advance(1s);
                if (!QTest::qWaitFor([&] { return server.isSyncing() || clock.pending() > 0; }, 5000))
                    qFatal("no sync");
            }
        }
        bool eventually(const std::function<bool()>& condition) {
            return QTest::qWaitFor([&] {
                if (clock.pending() > 0)
                    clock.advance(1s);
                return condition();
            });
        }
        ChannelState state() const { return account->health().state; }
        ErrorCode error() const { return account->health().error ? account->health().error->code : ErrorCode::Bug; }
        QString person() const { return room + u" @kim:kunde.test"_s; }
        OutboundMessage message(const QString& text) const {
            OutboundMessage m;
            m.id = MessageId::create();
            m.recipientExternalId = person();
            m.text = text;
            return m;
        }
        Result<SendReceipt> send(const OutboundMessage& m) { return await(account->send(m)); }
    };

private slots:
    void receives() {
        Bench b;
        b.start();
        QCOMPARE(b.state(), ChannelState::Connected);
        QCOMPARE(b.account->health().account, u"@support:example.org"_s);
        const QString id = b.server.writes(b.room, kim, u"Wo ist mein Päckchen?"_s);
        QTRY_COMPARE(b.sink.texts(), QStringList{u"Wo ist mein Päckchen?"_s});
        const InboundMessage& m = b.sink.messages.first();
        QCOMPARE(m.externalId, b.room + u' ' + id);
        QCOMPARE(m.sender.externalId, b.person());
        QCOMPARE(m.sender.displayName, u"Kim"_s);
        QVERIFY(b.account->health().lastEventAt);
        b.settle();
        QCOMPARE(b.server.http().malformed, 0);
    }

    void aWholeConversation() {
        Bench b;
        b.start();
        const QString id = b.server.writes(b.room, kim, u"Grösse 83"_s);
        b.server.edits(b.room, kim, id, u"Größe 38"_s);
        const QString reaction = b.server.reacts(b.room, kim, id, u"👍"_s);
        // A server empties what is taken back, so it has to be seen before.
        QTRY_COMPARE(b.sink.all<ReactionChanged>().size(), 1);
        b.server.redacts(b.room, kim, reaction);
        b.server.types(b.room, kim);
        b.server.redacts(b.room, kim, id);
        b.server.leaves(b.room, kim);
        QTRY_COMPARE(b.sink.all<BlockedChanged>().size(), 1);
        QCOMPARE(b.sink.all<MessageEdited>().value(0).text, u"Größe 38"_s);
        QCOMPARE(b.sink.all<MessageEdited>().value(0).by, b.person());
        const auto reactions = b.sink.all<ReactionChanged>();
        QCOMPARE(reactions.size(), 2);
        QVERIFY(reactions.at(0).change == ReactionChanged::Change::Added);
        QVERIFY(reactions.at(1).change == ReactionChanged::Change::Removed);
        QCOMPARE(b.sink.all<MessageDeleted>().value(0).externalId, b.room + u' ' + id);
        QCOMPARE(b.sink.all<Typing>().size(), 1);
    }

    void longGapsAreFilled() {
        Bench b;
        b.start();
        b.account->stop();
        QStringList expected;
        for (int i = 0; i < 730; ++i) {
            expected += u"message %1"_s.arg(i);
            b.server.writes(b.room, kim, expected.last());
        }
        b.server.failNext(Fault::ServerError, 1, u"messages"_s, 3);
        b.account->start();
        QTRY_COMPARE(b.state(), ChannelState::Waiting);
        b.clock.advance(1s);
        QTRY_COMPARE(b.sink.messages.size(), 730);
        QCOMPARE(b.sink.texts(), expected);
        QCOMPARE(b.sink.duplicates, 0);
    }

    //! What lies in the gap comes before what was changed of it, also where it is fetched after it was told.
    void changesStayBehindAMessageInAGap() {
        Bench b;
        b.start();
        b.account->stop();
        const QString changed = b.server.writes(b.room, kim, u"vorher"_s);
        const QString deleted = b.server.writes(b.room, kim, u"weg damit"_s);
        for (int i = 0; i < 300; ++i)
            b.server.writes(b.room, kim, u"message %1"_s.arg(i));
        b.server.edits(b.room, kim, changed, u"besser"_s);
        b.server.reacts(b.room, kim, changed, u"👍"_s);
        b.server.redacts(b.room, kim, deleted);
        b.account->start();
        QTRY_COMPARE(b.sink.all<MessageDeleted>().size(), 1);
        QVERIFY(b.server.calls(u"messages"_s) > 0);
        // The server has emptied what is taken back.
        QCOMPARE(b.sink.messages.size(), 301);
        QCOMPARE(b.sink.duplicates, 0);
        QVERIFY(std::holds_alternative<InboundMessage>(b.sink.events.first()));
        QCOMPARE(b.sink.messages.first().text, u"vorher"_s);
        QCOMPARE(b.sink.all<MessageEdited>().size(), 1);
        QCOMPARE(b.sink.all<MessageEdited>().first().externalId, b.sink.messages.first().externalId);
        QCOMPARE(b.sink.all<ReactionChanged>().size(), 1);
    }

    void faultsWhileSyncing_data() {
        QTest::addColumn<int>("fault");
        QTest::addColumn<int>("code");
        QTest::addColumn<qint64>("waitMs");
        QTest::newRow("5xx") << int(Fault::ServerError) << int(ErrorCode::ServerError) << 1000ll;
        QTest::newRow("502 page") << int(Fault::BadGateway) << int(ErrorCode::ServerError) << 1000ll;
        QTest::newRow("captive portal") << int(Fault::Garbage) << int(ErrorCode::ServerError) << 1000ll;
        QTest::newRow("reset") << int(Fault::Reset) << int(ErrorCode::NetworkDown) << 1000ll;
        QTest::newRow("lost answer") << int(Fault::LostAnswer) << int(ErrorCode::NetworkDown) << 1000ll;
        QTest::newRow("429") << int(Fault::RateLimited) << int(ErrorCode::RateLimited) << 17'000ll;
    }
    void faultsWhileSyncing() {
        QFETCH(int, fault);
        QFETCH(int, code);
        QFETCH(qint64, waitMs);
        Bench b;
        b.server.limitMilliseconds = 16'500;
        // Qt asks again by itself, three times, where the connection ended without an answer.
        b.server.failNext(Fault(fault), 10, u"sync"_s);
        b.server.writes(b.room, kim, u"Hallo"_s);
        b.account->start();
        QTRY_COMPARE(b.state(), ChannelState::Waiting);
        b.server.forgetFaults();
        QCOMPARE(int(b.error()), code);
        QCOMPARE(toMs(*b.account->health().nextAttemptAt) - toMs(b.clock.now()), waitMs);
        QVERIFY(!b.account->health().error->toString().contains(b.server.token));
        b.clock.advance(Milliseconds(waitMs));
        QTRY_COMPARE(b.sink.texts(), QStringList{u"Hallo"_s});
        QTRY_COMPARE(b.state(), ChannelState::Connected);
    }

    void aRevokedTokenNeedsAPerson() {
        Bench b;
        b.start();
        b.server.revokeToken();
        b.server.resetSync();
        QVERIFY(b.eventually([&] { return b.state() == ChannelState::Failed; }));
        QCOMPARE(b.error(), ErrorCode::Unauthorized);
    }

    void aPasswordGetsANewToken() {
        Bench b;
        b.context.channel.settings[u"user"] = u"support"_s;
        b.context.secrets = {{u"password"_s, b.server.password}};
        b.make();
        QCOMPARE(await(b.account->send(b.message(u"x"_s))).error().code, ErrorCode::NetworkDown);
        b.start();
        QCOMPARE(b.server.logins, 1);
        b.server.revokeToken();
        b.server.resetSync();
        QVERIFY(b.eventually([&] { return b.server.logins == 2 && b.server.isSyncing(); }));
        QCOMPARE(b.state(), ChannelState::Connected);
        b.server.password = u"changed"_s;
        b.server.revokeToken();
        b.server.resetSync();
        QVERIFY(b.eventually([&] { return b.state() == ChannelState::Failed; }));
        QCOMPARE(b.error(), ErrorCode::Unauthorized);
    }

    void nothingIsAskedInALoop() {
        Bench b;
        b.server.holdSyncs = false;
        b.account->start();
        QTRY_COMPARE(b.server.calls(u"sync"_s), 1);
        QTRY_VERIFY(b.clock.pending() > 0);
        QTest::qWait(30);
        QCOMPARE(b.server.calls(u"sync"_s), 1);
        b.clock.advance(1s);
        QTRY_COMPARE(b.server.calls(u"sync"_s), 2);
    }

    void idleWritesNothing() {
        Bench b;
        b.start();
        const int stored = b.sink.calls;
        b.server.holdSyncs = false;
        b.server.resetSync();
        for (int i = 0; i < 5; ++i) {
            QTRY_VERIFY(b.clock.pending() > 0);
            const int before = b.server.calls(u"sync"_s);
            b.clock.advance(2s);
            QTRY_VERIFY(b.server.calls(u"sync"_s) > before);
        }
        QCOMPARE(b.sink.calls, stored);
    }

    void invitations_data() {
        QTest::addColumn<QString>("setting");
        QTest::addColumn<bool>("direct");
        QTest::addColumn<bool>("accepted");
        QTest::newRow("direct by default") << QString() << true << true;
        QTest::newRow("a group by default") << QString() << false << false;
        QTest::newRow("all") << u"all"_s << false << true;
        QTest::newRow("none") << u"none"_s << true << false;
    }
    void invitations() {
        QFETCH(QString, setting);
        QFETCH(bool, direct);
        QFETCH(bool, accepted);
        Bench b;
        b.context.channel.settings[u"invitations"] = setting;
        b.make();
        b.start();
        const QString room = b.server.invite(u"@ada:kunde.test"_s, u"Ada"_s, direct);
        // What the customer wrote before we came is read too, further back than one timeline.
        for (int i = 0; i < 70; ++i)
            b.server.writes(room, u"@ada:kunde.test"_s, QString::number(i));
        if (accepted) {
            b.server.failNext(Fault::ServerError, 1, u"join"_s);
            QTRY_VERIFY(b.server.calls(u"join"_s) == 1);
            b.settle();
            b.server.types(b.room, kim);
            QTRY_VERIFY(b.server.isJoined(room));
            QTRY_VERIFY(b.sink.messages.size() == 70 || b.clock.pending() > 0);
            b.settle();
            QTRY_COMPARE(b.sink.messages.size(), 70);
            QCOMPARE(b.sink.messages.first().text, u"0"_s);
            QCOMPARE(b.sink.messages.first().sender.displayName, u"Ada"_s);
        } else {
            QTRY_COMPARE(b.sink.messages.size(), 1);
            QCOMPARE(b.sink.messages.first().kind, MessageKind::Invitation);
            QVERIFY(!b.server.isJoined(room));
            QCOMPARE(b.server.calls(u"join"_s), 0);
        }
    }

    void sends() {
        Bench b;
        b.start();
        const QString asked = b.server.writes(b.room, kim, u"Wo?"_s);
        QTRY_COMPARE(b.sink.messages.size(), 1);
        OutboundMessage m = b.message(u"Unterwegs & bald *da*"_s);
        m.replyToExternalId = b.room + u' ' + asked;
        m.files = {{AttachmentKind::Image, u"a.png"_s, u"image/png"_s, "png"}};
        const auto receipt = b.send(m);
        VERIFY_OK(receipt);
        QCOMPARE(b.server.sent().size(), 2);
        QCOMPARE(b.server.sent().at(0).content[u"body"].toString(), m.text);
        QCOMPARE(b.server.sent().at(0).content[u"m.relates_to"][u"m.in_reply_to"][u"event_id"].toString(), asked);
        QVERIFY(b.server.sent().at(1).content[u"url"].toString().startsWith(u"mxc://"));
        QCOMPARE(receipt->externalIds, (QStringList{b.room + u' ' + b.server.sent().at(0).event,
                                                    b.room + u' ' + b.server.sent().at(1).event}));
        // Who answers has read; and the customer's own receipt comes back.
        QTRY_COMPARE(b.server.receipts(), QStringList{asked});
        QTRY_VERIFY(b.server.isSyncing());
        b.server.reads(b.room, kim, b.server.sent().at(1).event);
        QTRY_COMPARE(b.sink.all<StatusChanged>().size(), 2);
        QCOMPARE(b.sink.all<StatusChanged>().at(1).externalId, receipt->externalIds.at(1));
        QCOMPARE(b.sink.messages.size(), 1);
    }

    void aLostAnswerIsNoSecondMessage_data() {
        QTest::addColumn<bool>("bySync");
        QTest::newRow("the transaction id is known") << false;
        QTest::newRow("it came back by sync") << true;
    }
    void aLostAnswerIsNoSecondMessage() {
        QFETCH(bool, bySync);
        Bench b;
        b.start();
        b.server.failNext(Fault::LostAnswer, 1, u"send"_s);
        const OutboundMessage m = b.message(u"Unterwegs"_s);
        QCOMPARE(errorGroup(b.send(m).error().code), ErrorGroup::Retryable);
        QCOMPARE(b.server.sent().size(), 1);
        if (bySync) {
            QTRY_VERIFY(b.sink.cursor.contains("sent"));
            b.server.forgetTransactions(); // A server that restarted.
        }
        const auto receipt = b.send(m);
        VERIFY_OK(receipt);
        QCOMPARE(b.server.sent().size(), 1);
        QCOMPARE(receipt->externalIds, QStringList{b.room + u' ' + b.server.sent().first().event});
    }

    void whatCannotBeSent() {
        Bench b;
        b.start();
        OutboundMessage m = b.message(u"x"_s);
        m.recipientExternalId = u"!elsewhere:x @kim:kunde.test"_s;
        QCOMPARE(b.send(m).error().code, ErrorCode::PermissionDenied);
        m.recipientExternalId = u"@kim:kunde.test"_s;
        QCOMPARE(b.send(m).error().code, ErrorCode::InvalidInput);
        b.server.failNext(Fault::RateLimited, 1, u"send"_s);
        QCOMPARE(b.send(b.message(u"x"_s)).error().code, ErrorCode::RateLimited);
        // The whole account waits, and no request goes out.
        const int calls = b.server.calls(u"send"_s);
        QCOMPARE(b.send(b.message(u"y"_s)).error().code, ErrorCode::RateLimited);
        QCOMPARE(b.server.calls(u"send"_s), calls);
    }

    void nothingIsSentToAnEncryptedRoom_data() {
        QTest::addColumn<bool>("before");
        QTest::newRow("encrypted before the channel was made") << true;
        QTest::newRow("encrypted meanwhile") << false;
    }
    void nothingIsSentToAnEncryptedRoom() {
        QFETCH(bool, before);
        Bench b;
        if (!before) {
            b.start();
            VERIFY_OK(b.send(b.message(u"Hallo"_s)));
        }
        const auto sent = b.server.sent().size();
        b.server.encrypts(b.room);
        b.server.sends(b.room, kim, u"m.room.encrypted"_s, {{u"algorithm"_s, u"m.megolm.v1.aes-sha2"_s}});
        b.server.sends(b.room, kim, u"m.room.encrypted"_s, {{u"algorithm"_s, u"m.megolm.v1.aes-sha2"_s}});
        if (before)
            b.start();
        QTRY_COMPARE(b.sink.messages.size(), 1);
        QCOMPARE(b.sink.messages.first().kind, MessageKind::Encrypted);
        const auto refused = b.send(b.message(u"Hallo?"_s));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::Unsupported);
        QCOMPARE(b.server.sent().size(), sent);
    }

    void files_data() {
        QTest::addColumn<bool>("authenticated");
        QTest::newRow("for those with a token") << true;
        QTest::newRow("a server before 1.11") << false;
    }
    void files() {
        QFETCH(bool, authenticated);
        Bench b;
        b.server.authenticatedMedia = authenticated;
        Attachment a;
        a.remoteRef = b.server.addMedia(QByteArray(200'000, 'p'));
        const auto bytes = await(b.account->fetch(a));
        VERIFY_OK(bytes);
        QCOMPARE(bytes->size(), 200'000);
        a.remoteRef = u"mxc://example.org/unknown"_s;
        QCOMPARE(await(b.account->fetch(a)).error().code, ErrorCode::NotFound);
        a.size = matrix::MaxDownloadBytes + 1;
        QCOMPARE(await(b.account->fetch(a)).error().code, ErrorCode::TooLarge);
        a.remoteRef = u"https://evil.test/x"_s;
        QCOMPARE(await(b.account->fetch(a)).error().code, ErrorCode::InvalidInput);
    }

    void typing() {
        Bench b;
        b.start();
        b.account->sendTyping(b.person());
        b.account->sendTyping(b.person());
        QTRY_COMPARE(b.server.typings, 1);
        b.clock.advance(6s);
        b.account->sendTyping(b.person());
        QTRY_COMPARE(b.server.typings, 2);
        b.account->sendTyping(u"nobody"_s);
    }

    void checks_data() {
        QTest::addColumn<QString>("change");
        QTest::addColumn<QString>("failing");
        QTest::addColumn<int>("code");
        QTest::newRow("all good") << QString() << QString() << 0;
        QTest::newRow("password") << u"password"_s << QString() << 0;
        QTest::newRow("wrong token") << u"token"_s << u"token"_s << int(ErrorCode::Unauthorized);
        QTest::newRow("not a homeserver") << u"address"_s << u"address"_s << int(ErrorCode::ServerError);
        QTest::newRow("nothing to sign in with") << u"nothing"_s << u"token"_s << int(ErrorCode::NotConfigured);
        QTest::newRow("no sync") << u"sync"_s << u"receive"_s << int(ErrorCode::ServerError);
    }
    void checks() {
        QFETCH(QString, change);
        QFETCH(QString, failing);
        QFETCH(int, code);
        Bench b;
        test::HttpDouble page;
        if (change == u"password") {
            b.context.channel.settings[u"user"] = u"support"_s;
            b.context.secrets = {{u"password"_s, b.server.password}};
        } else if (change == u"token") {
            b.context.secrets[u"token"] = u"syt_wrong"_s;
        } else if (change == u"nothing") {
            b.context.secrets = {};
        } else if (change == u"sync") {
            b.server.failNext(Fault::BadGateway, 1, u"sync"_s);
        } else if (change == u"address") {
            QVERIFY(page.listen());
            page.setHandler(
                [](const auto&, const test::ExchangePtr& e) { e->respond(200, "<html>", "text/html"); });
            b.context.channel.settings[u"base_url"] = page.url().toString();
        }
        QMap<QString, ChannelCheck> found;
        bool done = false;
        const auto handle = matrix::checkMatrix(
            b.context, this, [&](const ChannelCheck& check) { found[check.name] = check; }, [&] { done = true; });
        QTRY_VERIFY(done);
        QCOMPARE(found.size(), 3);
        for (const ChannelCheck& check : found) {
            const CheckState expected = check.name == failing ? CheckState::Failed : CheckState::Passed;
            QVERIFY2(check.state == expected || (!failing.isEmpty() && check.state == CheckState::Skipped),
                     qPrintable(check.name));
        }
        if (failing.isEmpty())
            QCOMPARE(found[u"token"_s].value, u"@support:example.org"_s);
        else
            QCOMPARE(int(found[failing].error->code), code);
    }
};

SOUFFLEUR_TEST_MAIN(tst_MatrixConnector)
#include "tst_MatrixConnector.moc"
