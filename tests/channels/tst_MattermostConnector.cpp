// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/mattermost/MattermostConnector.h"

#include "channels/mattermost/MattermostChecks.h"
#include "MemorySink.h"
#include "net/HttpClient.h"
#include "support/ManualClock.h"
#include "support/MattermostDouble.h"
#include "support/TestCase.h"

#include <QJsonArray>

using namespace souffleur;
using namespace souffleur::channels;
using mattermost::MattermostConnector;
using test::await;
using test::MattermostDouble;
using Fault = MattermostDouble::Fault;

//! The state machine against a strict server, over real HTTP and a real WebSocket. Back-off runs on a manual clock.
class tst_MattermostConnector : public test::TestCase {
    Q_OBJECT

    struct Bench {
        MattermostDouble server;
        test::MemorySink sink;
        test::ManualClock clock;
        std::unique_ptr<net::HttpClient> http = net::createHttpClient();
        ConnectorContext context;
        std::unique_ptr<MattermostConnector> account;
        QString dm;

        Bench() {
            if (!server.listen())
                qFatal("no port");
            context.channel.id = ChannelId::create();
            context.channel.kind = u"mattermost"_s;
            context.channel.settings = {{u"base_url"_s, server.baseUrl().toString()}};
            context.secrets = {{u"token"_s, server.token}};
            context.sink = &sink;
            context.http = http.get();
            context.clock = &clock;
            dm = server.direct(u"kim"_s);
            make();
        }
        void make() {
            context.cursor = sink.cursor;
            account = std::make_unique<MattermostConnector>(context, [] { return 1.0; });
        }
        void start() {
            account->start();
            QTRY_COMPARE(state(), ChannelState::Connected);
        }
        ChannelState state() const { return account->health().state; }
        ErrorCode error() const { return account->health().error ? account->health().error->code : ErrorCode::Bug; }
        QString person() const { return dm + u' ' + MattermostDouble::id(u"kim"_s); }
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
        QCOMPARE(b.account->health().account, u"@support"_s);
        const QString post = b.server.writes(b.dm, u"kim"_s, u"Wo ist mein Päckchen?"_s);
        QTRY_COMPARE(b.sink.texts(), QStringList{u"Wo ist mein Päckchen?"_s});
        QCOMPARE(b.sink.messages.first().externalId, post);
        QCOMPARE(b.sink.messages.first().sender.externalId, b.person());
        QCOMPARE(b.sink.messages.first().sender.displayName, u"Kim"_s);
        QCOMPARE(b.sink.cursor, QByteArray::number(b.server.serverTime));
        // Only direct conversations and chosen channels.
        const QString open = b.server.open(u"town"_s);
        b.server.writes(open, u"kim"_s, u"nicht für uns"_s);
        b.server.writes(b.dm, u"kim"_s, u"Noch da?"_s);
        QTRY_COMPARE(b.sink.messages.size(), 2);
        QCOMPARE(b.sink.texts().last(), u"Noch da?"_s);
        QCOMPARE(b.server.http().malformed, 0);
    }

    void aWholeConversation() {
        Bench b;
        b.start();
        const QString post = b.server.writes(b.dm, u"kim"_s, u"Grösse 83"_s);
        b.server.edits(post, u"Größe 38"_s);
        b.server.reacts(post, u"kim"_s, u"+1"_s);
        b.server.reacts(post, u"kim"_s, u"+1"_s, true);
        b.server.types(b.dm, u"kim"_s);
        b.server.writes(b.dm, u"kim"_s, u"im Faden"_s, post);
        b.server.deletes(post);
        QTRY_COMPARE(b.sink.all<MessageDeleted>().size(), 1);
        QCOMPARE(b.sink.all<MessageEdited>().value(0).text, u"Größe 38"_s);
        QCOMPARE(b.sink.all<Typing>().size(), 1);
        QCOMPARE(b.sink.messages.last().replyToExternalId, post);
        const auto reactions = b.sink.all<ReactionChanged>();
        QCOMPARE(reactions.size(), 2);
        QCOMPARE(reactions.at(0).reactions.value(0).emoji, u"👍"_s);
        QVERIFY(reactions.at(1).change == ReactionChanged::Change::Removed);
    }

    void chosenChannels() {
        Bench b;
        const QString open = b.server.open(u"help"_s);
        b.context.channel.settings[u"channels"] = QJsonArray{open};
        b.make();
        b.server.writes(open, u"ada"_s, u"vorher"_s);
        b.start();
        b.server.writes(open, u"ada"_s, u"nachher"_s);
        QTRY_COMPARE(b.sink.texts(), (QStringList{u"vorher"_s, u"nachher"_s}));
        QCOMPARE(b.sink.messages.first().sender.externalId, open + u' ' + MattermostDouble::id(u"ada"_s));
    }

    void aLostConnectionGoesOn() {
        Bench b;
        b.start();
        b.server.writes(b.dm, u"kim"_s, u"eins"_s);
        QTRY_COMPARE(b.sink.messages.size(), 1);
        const int asked = b.server.calls(u"posts"_s);
        b.server.cutSocket();
        b.server.writes(b.dm, u"kim"_s, u"zwei"_s);
        QTRY_COMPARE(b.state(), ChannelState::Waiting);
        b.clock.advance(1s);
        QTRY_COMPARE(b.sink.texts(), (QStringList{u"eins"_s, u"zwei"_s}));
        QTRY_COMPARE(b.state(), ChannelState::Connected);
        QCOMPARE(b.server.resumed, 1);
        QCOMPARE(b.server.calls(u"posts"_s), asked);
        QCOMPARE(b.sink.duplicates, 0);
    }

    void aForgottenConnectionCatchesUp() {
        Bench b;
        b.start();
        const QString first = b.server.writes(b.dm, u"kim"_s, u"eins"_s);
        QTRY_COMPARE(b.sink.messages.size(), 1);
        b.server.cutSocket();
        b.server.forgetConnections();
        b.server.edits(first, u"Eins"_s);
        b.server.writes(b.dm, u"kim"_s, u"zwei"_s);
        QTRY_COMPARE(b.state(), ChannelState::Waiting);
        b.clock.advance(1s);
        QTRY_COMPARE(b.sink.texts(), (QStringList{u"eins"_s, u"zwei"_s}));
        QCOMPARE(b.sink.all<MessageEdited>().value(0).text, u"Eins"_s);
        QCOMPARE(b.server.resumed, 0);
    }

    void changesDuringCatchingUpComeBehindTheirMessage() {
        Bench b;
        b.start();
        b.server.cutSocket();
        b.server.forgetConnections();
        const QString changed = b.server.writes(b.dm, u"kim"_s, u"vorher"_s);
        const QString deleted = b.server.writes(b.dm, u"kim"_s, u"weg damit"_s);
        b.server.holdPosts();
        QTRY_COMPARE(b.state(), ChannelState::Waiting);
        b.clock.advance(1s);
        QTRY_VERIFY(b.server.isHolding());
        // The list of posts knows nothing of it, and the socket tells it before the list is here.
        b.server.edits(changed, u"besser"_s);
        b.server.reacts(changed, u"kim"_s, u"+1"_s);
        b.server.deletes(deleted);
        b.server.writes(b.dm, u"kim"_s, u"danach"_s);
        for (int turn = 0; turn < 20; ++turn)
            QCoreApplication::processEvents();
        QCOMPARE(b.sink.events.size(), 0);
        b.server.releasePosts();
        QTRY_COMPARE(b.sink.texts(), (QStringList{u"vorher"_s, u"weg damit"_s, u"danach"_s}));
        const auto place = [&](auto is) {
            for (qsizetype i = 0; i < b.sink.events.size(); ++i)
                if (is(b.sink.events.at(i)))
                    return i;
            return qsizetype(-1);
        };
        const auto message = place([&](const ChannelEvent& event) {
            const auto* one = std::get_if<InboundMessage>(&event);
            return one && one->externalId == deleted;
        });
        QCOMPARE(message, 1);
        QCOMPARE(b.sink.all<MessageEdited>().size(), 1);
        QCOMPARE(b.sink.all<MessageEdited>().first().text, u"besser"_s);
        QVERIFY(place([](const ChannelEvent& e) { return std::holds_alternative<MessageEdited>(e); }) > message);
        QCOMPARE(b.sink.all<ReactionChanged>().size(), 1);
        QVERIFY(place([](const ChannelEvent& e) { return std::holds_alternative<ReactionChanged>(e); }) > message);
        QCOMPARE(b.sink.all<MessageDeleted>().size(), 1);
        QVERIFY(place([](const ChannelEvent& e) { return std::holds_alternative<MessageDeleted>(e); }) > message);
    }

    //! Of a message that no list of posts had: its edit brings it along.
    void anEditBringsItsMessageAlong() {
        Bench b;
        const QString old = b.server.writes(b.dm, u"kim"_s, u"von früher"_s);
        b.server.serverTime += 10 * 86'400'000ll;
        b.server.writes(b.dm, u"kim"_s, u"heute"_s);
        b.start();
        QTRY_COMPARE(b.sink.texts(), QStringList{u"heute"_s});
        b.server.edits(old, u"von früher, verbessert"_s);
        QTRY_COMPARE(b.sink.texts(), (QStringList{u"heute"_s, u"von früher, verbessert"_s}));
        QCOMPARE(b.sink.all<MessageEdited>().size(), 1);
    }

    void aMissingNumberIsNoticed() {
        Bench b;
        b.start();
        b.server.loseEvents(1);
        b.server.writes(b.dm, u"kim"_s, u"verloren"_s);
        b.server.writes(b.dm, u"kim"_s, u"danach"_s);
        QTRY_COMPARE(b.sink.texts(), (QStringList{u"verloren"_s, u"danach"_s}));
    }

    void catchesUpWithThousands() {
        Bench b;
        QStringList expected;
        for (int i = 0; i < 2300; ++i) {
            expected += QString::number(i);
            b.server.writes(b.dm, u"kim"_s, expected.last());
        }
        b.server.failNext(Fault::ServerError, 1, u"posts"_s, 2);
        b.account->start();
        QTRY_COMPARE(b.state(), ChannelState::Waiting);
        b.clock.advance(1s);
        QTRY_COMPARE(b.sink.messages.size(), 2300);
        QCOMPARE(b.sink.texts(), expected);
    }

    void faults_data() {
        QTest::addColumn<int>("fault");
        QTest::addColumn<QString>("call");
        QTest::addColumn<int>("code");
        for (const QString& call : {u"me"_s, u"channels"_s, u"posts"_s, u"socket"_s}) {
            const QByteArray name = call.toLatin1();
            QTest::newRow((name + ": 5xx").constData())
                << int(Fault::ServerError) << call << int(ErrorCode::ServerError);
            QTest::newRow((name + ": reset").constData())
                << int(Fault::Reset) << call << int(ErrorCode::NetworkDown);
        }
        QTest::newRow("429") << int(Fault::RateLimited) << u"me"_s << int(ErrorCode::RateLimited);
        QTest::newRow("captive portal") << int(Fault::Garbage) << u"me"_s << int(ErrorCode::ServerError);
    }
    void faults() {
        QFETCH(int, fault);
        QFETCH(QString, call);
        QFETCH(int, code);
        Bench b;
        b.server.writes(b.dm, u"kim"_s, u"Hallo"_s);
        // Qt asks again by itself, three times, where the connection ended without an answer.
        b.server.failNext(Fault(fault), 10, call);
        b.account->start();
        QTRY_COMPARE(b.state(), ChannelState::Waiting);
        b.server.forgetFaults();
        QCOMPARE(int(b.error()), code);
        QVERIFY(!b.account->health().error->toString().contains(b.server.token));
        b.clock.advance(1s);
        QTRY_COMPARE(b.sink.texts(), QStringList{u"Hallo"_s});
        QTRY_COMPARE(b.state(), ChannelState::Connected);
    }

    void aRevokedTokenNeedsAPerson() {
        Bench b;
        b.start();
        b.server.token = u"another"_s;
        b.server.cutSocket();
        QTRY_COMPARE(b.state(), ChannelState::Waiting);
        b.clock.advance(1s);
        QTRY_COMPARE(b.state(), ChannelState::Failed);
        QCOMPARE(b.error(), ErrorCode::Unauthorized);
    }

    void sends() {
        Bench b;
        b.start();
        const QString asked = b.server.writes(b.dm, u"kim"_s, u"Wo?"_s);
        const QString threaded = b.server.writes(b.dm, u"kim"_s, u"Na?"_s, asked);
        QTRY_COMPARE(b.sink.messages.size(), 2);
        OutboundMessage m = b.message(u"Unterwegs"_s);
        m.replyToExternalId = threaded;
        m.files = {{AttachmentKind::Image, u"a.png"_s, u"image/png"_s, "png"}};
        const auto receipt = b.send(m);
        VERIFY_OK(receipt);
        QCOMPARE(b.server.sent().size(), 1);
        const QJsonObject sent = b.server.sent().first();
        QCOMPARE(sent[u"message"].toString(), u"Unterwegs"_s);
        // A thread has one level only.
        QCOMPARE(sent[u"root_id"].toString(), asked);
        QCOMPARE(sent[u"file_ids"].toArray().size(), 1);
        QCOMPARE(receipt->externalIds, QStringList{sent[u"id"].toString()});
        QTRY_COMPARE(b.server.viewed(), QStringList{b.dm});
        // It comes back, and is nobody's words.
        b.server.writes(b.dm, u"kim"_s, u"Danke"_s);
        QTRY_COMPARE(b.sink.messages.size(), 3);
        QCOMPARE(b.sink.texts().last(), u"Danke"_s);
    }

    void aLostAnswerIsNoSecondMessage_data() {
        QTest::addColumn<bool>("forgotten");
        QTest::newRow("at once") << false;
        QTest::newRow("after the server forgot") << true;
    }
    void aLostAnswerIsNoSecondMessage() {
        QFETCH(bool, forgotten);
        Bench b;
        b.start();
        b.server.failNext(Fault::LostAnswer, 1, u"send"_s);
        const OutboundMessage m = b.message(u"Unterwegs"_s);
        QCOMPARE(errorGroup(b.send(m).error().code), ErrorGroup::Retryable);
        QCOMPARE(b.server.sent().size(), 1);
        if (forgotten)
            b.server.forgetPending();
        const auto receipt = b.send(m);
        VERIFY_OK(receipt);
        QCOMPARE(b.server.sent().size(), 1);
        QCOMPARE(receipt->externalIds, QStringList{b.server.sent().first()[u"id"].toString()});
    }

    void whatCannotBeSent() {
        Bench b;
        b.start();
        OutboundMessage m = b.message(u"x"_s);
        m.recipientExternalId = MattermostDouble::id(u"elsewhere"_s) + u' ' + MattermostDouble::id(u"kim"_s);
        QCOMPARE(b.send(m).error().code, ErrorCode::PermissionDenied);
        m.recipientExternalId = u"kim"_s;
        QCOMPARE(b.send(m).error().code, ErrorCode::InvalidInput);
        b.server.failNext(Fault::RateLimited, 1, u"send"_s);
        QCOMPARE(b.send(b.message(u"x"_s)).error().code, ErrorCode::RateLimited);
    }

    void files() {
        Bench b;
        b.server.sendsFile(b.dm, u"kim"_s, u"groß.png"_s, QByteArray(200'000, 'p'));
        b.start();
        QTRY_COMPARE(b.sink.messages.size(), 1);
        Attachment a = b.sink.messages.first().attachments.value(0);
        QCOMPARE(a.fileName, u"groß.png"_s);
        const auto bytes = await(b.account->fetch(a));
        VERIFY_OK(bytes);
        QCOMPARE(bytes->size(), 200'000);
        a.remoteRef = MattermostDouble::id(u"unknown"_s);
        QCOMPARE(await(b.account->fetch(a)).error().code, ErrorCode::NotFound);
        a.remoteRef = u"../../etc"_s;
        QCOMPARE(await(b.account->fetch(a)).error().code, ErrorCode::InvalidInput);
    }

    void typing() {
        Bench b;
        b.start();
        b.account->sendTyping(b.person());
        b.account->sendTyping(b.person());
        QTRY_COMPARE(b.server.typings, 1);
        b.clock.advance(5s);
        b.account->sendTyping(b.person());
        QTRY_COMPARE(b.server.typings, 2);
    }

    void checks_data() {
        QTest::addColumn<QString>("change");
        QTest::addColumn<QString>("failing");
        QTest::addColumn<int>("code");
        QTest::newRow("all good") << QString() << QString() << 0;
        QTest::newRow("wrong token") << u"token"_s << u"token"_s << int(ErrorCode::Unauthorized);
        QTest::newRow("no token") << u"nothing"_s << u"token"_s << int(ErrorCode::NotConfigured);
        QTest::newRow("a page") << u"address"_s << u"address"_s << int(ErrorCode::ServerError);
        QTest::newRow("not a member") << u"channels"_s << u"receive"_s << int(ErrorCode::NotFound);
    }
    void checks() {
        QFETCH(QString, change);
        QFETCH(QString, failing);
        QFETCH(int, code);
        Bench b;
        test::HttpDouble page;
        if (change == u"token") {
            b.context.secrets[u"token"] = u"wrong"_s;
        } else if (change == u"nothing") {
            b.context.secrets = {};
        } else if (change == u"channels") {
            b.context.channel.settings[u"channels"] = QJsonArray{MattermostDouble::id(u"elsewhere"_s)};
        } else if (change == u"address") {
            QVERIFY(page.listen());
            page.setHandler(
                [](const auto&, const test::ExchangePtr& e) { e->respond(200, "<html>", "text/html"); });
            b.context.channel.settings[u"base_url"] = page.url().toString();
        }
        QMap<QString, ChannelCheck> found;
        bool done = false;
        const auto handle = mattermost::checkMattermost(
            b.context, this, [&](const ChannelCheck& check) { found[check.name] = check; }, [&] { done = true; });
        QTRY_VERIFY(done);
        QCOMPARE(found.size(), 3);
        if (failing.isEmpty()) {
            for (const ChannelCheck& check : found)
                QVERIFY2(check.state == CheckState::Passed, qPrintable(check.name));
            QCOMPARE(found[u"token"_s].value, u"@support"_s);
        } else {
            QVERIFY(found[failing].state == CheckState::Failed);
            QCOMPARE(int(found[failing].error->code), code);
        }
    }
};

SOUFFLEUR_TEST_MAIN(tst_MattermostConnector)
#include "tst_MattermostConnector.moc"
