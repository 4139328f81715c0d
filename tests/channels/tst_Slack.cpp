// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/slack/SlackChecks.h"
#include "channels/slack/SlackConnector.h"

#include "MemorySink.h"
#include "support/ManualClock.h"
#include "support/SlackDouble.h"
#include "support/TestCase.h"

using namespace souffleur;
using namespace souffleur::channels;
using namespace souffleur::channels::slack;
using test::await;
using test::SlackDouble;
using Fault = SlackDouble::Fault;

//! What is Slack's own; what every channel must hold is in tst_SlackContract.
class tst_Slack : public test::TestCase {
    Q_OBJECT

    struct Bench {
        SlackDouble server;
        test::MemorySink sink;
        test::ManualClock clock{fromMs(QDateTime::currentMSecsSinceEpoch())};
        std::unique_ptr<net::HttpClient> http = net::createHttpClient();
        ConnectorContext context;
        std::unique_ptr<SlackConnector> app;

        explicit Bench(const QJsonArray& channels = {}) {
            if (!server.listen())
                qFatal("no port");
            context.channel.id = ChannelId::create();
            context.channel.kind = u"slack"_s;
            context.channel.settings = {{u"base_url"_s, server.baseUrl().toString()}, {u"channels"_s, channels}};
            context.secrets = {{u"bot_token"_s, server.botToken}, {u"app_token"_s, server.appToken}};
            context.sink = &sink;
            context.http = http.get();
            context.clock = &clock;
            app = std::make_unique<SlackConnector>(context, [] { return 1.0; });
        }
        ChannelState state() const { return app->health().state; }
        Result<SendReceipt> send(const QString& recipient, const QString& text, const QString& replyTo = {}) {
            OutboundMessage m;
            m.id = MessageId::create();
            m.recipientExternalId = recipient;
            m.text = text;
            m.replyToExternalId = replyTo;
            return await(app->send(m));
        }
    };
    static inline const QString Alice = u"U01ALICE"_s;
    static inline const QString AliceDirect = u"D01ALICE"_s;

    static SlackEvents read(const QJsonObject& event, const QStringList& channels = {}) {
        const SlackFrame frame = parseFrame(
            QJsonDocument(QJsonObject{{u"envelope_id"_s, u"e"_s},
                                      {u"type"_s, u"events_api"_s},
                                      {u"payload"_s, QJsonObject{{u"event_id"_s, u"Ev1"_s}, {u"event"_s, event}}}})
                .toJson());
        return parseEnvelope(frame,
                             {u"U01BOT"_s, channels,
                              [](const QString& id) {
                                  return Profile{u"Name of "_s + id, {}, {}, {}, id == u"U0OTHERBOT"};
                              }},
                             fromMs(1'764'000'000'000));
    }
    static QJsonObject message(const QJsonObject& more = {}) {
        QJsonObject event{{u"type"_s, u"message"_s},    {u"channel"_s, AliceDirect},
                          {u"channel_type"_s, u"im"_s}, {u"user"_s, Alice},
                          {u"text"_s, u"Hallo"_s},      {u"ts"_s, u"1763999000.000100"_s}};
        for (auto it = more.begin(); it != more.end(); ++it)
            event[it.key()] = it.value();
        return event;
    }

private slots:
    void whoIsWriting() {
        Bench b;
        b.app->start();
        QTRY_COMPARE(b.state(), ChannelState::Connected);
        QCOMPARE(b.app->health().account, u"souffleur @ Demo"_s);
        b.server.customerWrites(Alice, u"Hallo <@U01ALICE>"_s);
        QTRY_COMPARE(b.sink.messages.size(), 1);
        const Sender sender = b.sink.messages.first().sender;
        QCOMPARE(sender.externalId, AliceDirect);
        QCOMPARE(sender.displayName, u"Alice Anderson"_s);
        QCOMPARE(sender.handle, u"@alice"_s);
        QCOMPARE(sender.language, u"de"_s);
        QCOMPARE(sender.fields.value(u"email"_s), u"alice@example.test"_s);
        QCOMPARE(b.sink.messages.first().text, u"Hallo @Alice Anderson"_s);
        // Asked once.
        b.server.customerWrites(Alice, u"Noch etwas"_s);
        QTRY_COMPARE(b.sink.messages.size(), 2);
        QCOMPARE(b.server.calls(u"users.info"_s), 1);
    }

    void aSlowProfileHoldsNothingUp() {
        Bench b;
        b.server.answersProfiles = false;
        b.app->start();
        QTRY_COMPARE(b.state(), ChannelState::Connected);
        b.server.customerWrites(Alice, u"Hallo"_s);
        QTRY_COMPARE(b.server.calls(u"users.info"_s), 1);
        QVERIFY(b.sink.messages.isEmpty());
        b.clock.advance(SlackConnector::ProfilePatience);
        QTRY_COMPARE(b.sink.texts(), QStringList{u"Hallo"_s});
        QCOMPARE(b.sink.messages.first().sender.displayName, Alice);
        QTRY_COMPARE(b.server.unacknowledged(), 0);
    }

    void tokensGoWhereTheyBelong() {
        Bench b;
        b.app->start();
        QTRY_COMPARE(b.state(), ChannelState::Connected);
        QCOMPARE(b.server.lastAuthorization(u"apps.connections.open"_s), "Bearer " + b.server.appToken.toLatin1());
        QCOMPARE(b.server.lastAuthorization(u"auth.test"_s), "Bearer " + b.server.botToken.toLatin1());
        b.app->stop();
        for (const QString& token : {u"xoxp-1-2"_s, u"nonsense"_s, u"xoxb-1 2"_s}) {
            b.context.secrets[u"bot_token"] = token;
            SlackConnector wrong(b.context);
            wrong.start();
            QCOMPARE(wrong.health().state, ChannelState::Failed);
            QCOMPARE(wrong.health().error->code, ErrorCode::Unauthorized);
            QVERIFY(!wrong.health().error->toString().contains(token));
        }
    }

    void theNextConnectionStandsBeforeTheOldOneGoes() {
        Bench b;
        b.app->start();
        QTRY_COMPARE(b.state(), ChannelState::Connected);
        b.server.sendDisconnect(u"warning"_s);
        QTRY_COMPARE(b.server.helloCount, 2);
        QCOMPARE(b.server.connectionsOpen(), 2);
        QCOMPARE(b.state(), ChannelState::Connected);
        b.server.sendDisconnect(u"refresh_requested"_s); // to both; the new one is asked to refresh as well
        QTRY_COMPARE(b.server.helloCount, 3);
        b.server.customerWrites(Alice, u"Hallo"_s);
        QTRY_COMPARE(b.sink.messages.size(), 1);
        QTRY_COMPARE(b.server.unacknowledged(), 0);
        b.clock.advance(SlackConnector::Overlap);
        QTRY_COMPARE(b.server.connectionsOpen(), 1);
        QCOMPARE(b.state(), ChannelState::Connected);
    }

    void anAnswerGoesToTheConnectionItCameFrom() {
        Bench b;
        b.app->start();
        QTRY_COMPARE(b.state(), ChannelState::Connected);
        b.sink.hold = true;
        b.server.customerWrites(Alice, u"Hallo"_s);
        QTRY_VERIFY(b.sink.held);
        // The connection breaks before the commit: no answer to a stranger, but a repetition that is known.
        b.server.resetConnections();
        QTRY_COMPARE(b.state(), ChannelState::Waiting);
        b.sink.hold = false;
        b.sink.release();
        b.clock.advance(1s);
        QTRY_COMPARE(b.server.unacknowledged(), 0);
        QCOMPARE(b.sink.messages.size(), 1);
        QCOMPARE(b.sink.duplicates, 1);
        QCOMPARE(b.server.strayAcknowledgements, 0);
    }

    void socketModeSwitchedOff() {
        Bench b;
        b.app->start();
        QTRY_COMPARE(b.state(), ChannelState::Connected);
        b.server.sendDisconnect(u"link_disabled"_s);
        QTRY_COMPARE(b.state(), ChannelState::Failed);
        QCOMPARE(b.app->health().error->code, ErrorCode::NotConfigured);
        b.clock.advance(1h);
        QCOMPARE(b.server.helloCount, 1);
    }

    void uninstalled() {
        Bench b;
        b.app->start();
        QTRY_COMPARE(b.state(), ChannelState::Connected);
        b.server.deliver({{u"type"_s, u"app_uninstalled"_s}});
        QTRY_COMPARE(b.state(), ChannelState::Failed);
        QCOMPARE(b.app->health().error->code, ErrorCode::Unauthorized);
    }

    void aRefusedHandshakeIsTriedAgain() {
        Bench b;
        b.server.refusesHandshakes = true;
        b.app->start();
        QTRY_COMPARE(b.state(), ChannelState::Waiting);
        QCOMPARE(b.app->health().error->code, ErrorCode::ServerError);
        b.server.refusesHandshakes = false;
        b.clock.advance(1s);
        QTRY_COMPARE(b.state(), ChannelState::Connected);
    }

    void aFailedRefreshKeepsTheOldConnection() {
        Bench b;
        b.app->start();
        QTRY_COMPARE(b.state(), ChannelState::Connected);
        b.server.failNext(Fault::ServerError, 1, u"apps.connections.open"_s);
        b.server.sendDisconnect(u"warning"_s);
        QTRY_COMPARE(b.server.plannedFaults(), 0);
        b.server.customerWrites(Alice, u"Hallo"_s);
        QTRY_COMPARE(b.sink.texts(), QStringList{u"Hallo"_s});
        QCOMPARE(b.state(), ChannelState::Connected);
        const auto opened = [&] {
            b.clock.advance(100ms);
            return b.server.helloCount == 2;
        };
        QTRY_VERIFY(opened());
    }

    void sharedChannelsAreThreads() {
        Bench b(QJsonArray{u"C01HELP"_s});
        b.app->start();
        QTRY_COMPARE(b.state(), ChannelState::Connected);
        const QString ts = b.server.customerWrites(Alice, u"Frage"_s, {}, u"C01HELP"_s);
        b.server.customerWrites(Alice, u"nicht für uns"_s, {}, u"C02RANDOM"_s);
        b.server.customerWrites(Alice, u"direkt"_s);
        QTRY_COMPARE(b.sink.texts(), (QStringList{u"Frage"_s, u"direkt"_s}));
        QTRY_COMPARE(b.server.unacknowledged(), 0);
        QCOMPARE(b.sink.messages.first().sender.externalId, u"C01HELP/U01ALICE"_s);
        VERIFY_OK(b.send(u"C01HELP/U01ALICE"_s, u"Antwort"_s));
        QCOMPARE(b.server.sent().last().channel, u"C01HELP"_s);
        QCOMPARE(b.server.sent().last().thread, ts);
        // A reply to a reply belongs under the root.
        const QString inThread = b.server.customerWrites(Alice, u"Danke"_s, ts, u"C01HELP"_s);
        QTRY_COMPARE(b.sink.messages.size(), 3);
        VERIFY_OK(b.send(u"C01HELP/U01ALICE"_s, u"Gern"_s, u"C01HELP:"_s + inThread));
        QCOMPARE(b.server.sent().last().thread, ts);
        VERIFY_OK(b.send(AliceDirect, u"Hier auch"_s));
        QCOMPARE(b.server.sent().last().thread, QString());
    }

    void markupGoesOut() {
        Bench b;
        VERIFY_OK(b.send(AliceDirect, u"**Achtung:** <3 & [AGB](https://example.org)"_s));
        QCOMPARE(b.server.sent().last().text, u"*Achtung:* &lt;3 &amp; <https://example.org|AGB>"_s);
        QVERIFY(b.server.sent().last().mrkdwn);
        VERIFY_OK(b.send(AliceDirect, u"*keine* <Auszeichnung>"_s));
        VERIFY_OK(b.send(AliceDirect, u"5*3*2"_s));
        QCOMPARE(b.server.sent().last().text, u"5*3*2"_s);
        QVERIFY(!b.server.sent().last().mrkdwn);
    }

    void aLostUploadIsFoundOut() {
        Bench b;
        OutboundMessage m;
        m.id = MessageId::create();
        m.recipientExternalId = AliceDirect;
        m.files = {{AttachmentKind::Document, u"a.pdf"_s, u"application/pdf"_s, "%PDF"}};
        b.server.failNext(Fault::LostAnswer, 1, u"files.completeUploadExternal"_s);
        const auto receipt = await(b.app->send(m));
        VERIFY_OK(receipt);
        QCOMPARE(b.server.sent().size(), 1);
        QCOMPARE(receipt->externalIds, QStringList{AliceDirect + u':' + b.server.sent().first().ts});
        // Before it is shared nobody has seen it: a failure there may be repeated.
        m.id = MessageId::create();
        b.server.failNext(Fault::ServerError, 1, u"files.getUploadURLExternal"_s);
        QCOMPARE(await(b.app->send(m)).error().code, ErrorCode::ServerError);
        QCOMPARE(b.server.sent().size(), 1);
    }

    void errors_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("code");
        const auto row = [](const QString& name, ErrorCode code) {
            QTest::addRow("%s", qPrintable(name)) << name << int(code);
        };
        row(u"channel_not_found"_s, ErrorCode::Rejected);
        row(u"is_archived"_s, ErrorCode::Rejected);
        row(u"msg_too_long"_s, ErrorCode::TooLong);
        row(u"invalid_auth"_s, ErrorCode::Unauthorized);
        row(u"token_revoked"_s, ErrorCode::Unauthorized);
        row(u"missing_scope"_s, ErrorCode::PermissionDenied);
        row(u"ratelimited"_s, ErrorCode::RateLimited);
        row(u"internal_error"_s, ErrorCode::Unclear);
        row(u"fatal_error"_s, ErrorCode::Unclear);
        row(u"something_new"_s, ErrorCode::Rejected);
    }
    void errors() {
        QFETCH(QString, name);
        net::HttpResponse response;
        response.status = 200;
        response.body = QJsonDocument(QJsonObject{{u"ok"_s, false}, {u"error"_s, name}}).toJson();
        const auto result = resultOf(response, CallKind::Send, {});
        QTEST(int(result.error().code), "code");
        QCOMPARE(result.error().detail, name);
    }

    void passedOver_data() {
        QTest::addColumn<QJsonObject>("more");
        QTest::newRow("our own") << QJsonObject{{u"bot_id"_s, u"B01"_s}};
        QTest::newRow("our own user") << QJsonObject{{u"user"_s, u"U01BOT"_s}};
        QTest::newRow("another bot") << QJsonObject{{u"user"_s, u"U0OTHERBOT"_s}};
        QTest::newRow("a join") << QJsonObject{{u"subtype"_s, u"channel_join"_s}};
        QTest::newRow("another channel")
            << QJsonObject{{u"channel"_s, u"C09"_s}, {u"channel_type"_s, u"channel"_s}};
        QTest::newRow("an unfurled link") << QJsonObject{
            {u"subtype"_s, u"message_changed"_s},
            {u"message"_s, QJsonObject{{u"user"_s, Alice}, {u"text"_s, u"x"_s}, {u"ts"_s, u"1.1"_s}}},
            {u"previous_message"_s, QJsonObject{{u"text"_s, u"x"_s}}}};
    }
    void passedOver() {
        QFETCH(QJsonObject, more);
        QVERIFY(read(message(more)).events.isEmpty());
        QCOMPARE(read(message()).events.size(), 1);
    }

    //! A message that somebody passes on has its words, and its files, in an attachment.
    void passedOnMessages() {
        const QJsonObject shared{
            {u"is_share"_s, true},
            {u"author_name"_s, u"Bob"_s},
            {u"text"_s, u"Wo ist *meins*?\nSeit Montag"_s},
            {u"files"_s, QJsonArray{QJsonObject{{u"id"_s, u"F01"_s}, {u"name"_s, u"a.pdf"_s}}}}};
        const QJsonObject preview{{u"from_url"_s, u"https://x.org"_s}, {u"text"_s, u"Vorschau"_s}};
        const auto passed = [](const QString& text, const QJsonArray& attachments) {
            return std::get<InboundMessage>(
                read(message({{u"text"_s, text}, {u"attachments"_s, attachments}})).events.value(0));
        };
        const InboundMessage passedOn = passed({}, {shared, preview});
        QCOMPARE(passedOn.text, u"> Wo ist **meins**?\n> Seit Montag"_s);
        QCOMPARE(passedOn.attachments.size(), 1);
        QCOMPARE(passedOn.kind, MessageKind::Document);
        QCOMPARE(passed(u"Siehe:"_s, {shared}).text, u"Siehe:\n> Wo ist **meins**?\n> Seit Montag"_s);
        QCOMPARE(passed(u"https://x.org"_s, {preview}).text, u"https://x.org"_s);
        QCOMPARE(passed({}, {preview}).kind, MessageKind::Unsupported);
    }

    void tombstonesAndReactions() {
        const auto gone =
            read(message({{u"subtype"_s, u"message_changed"_s},
                          {u"message"_s, QJsonObject{{u"subtype"_s, u"tombstone"_s}, {u"ts"_s, u"1.1"_s}}}}));
        QCOMPARE(std::get<MessageDeleted>(gone.events.first()).externalId, u"D01ALICE:1.1"_s);
        const auto reaction = [&](const QString& type, const QString& name) {
            return std::get<ReactionChanged>(
                read({{u"type"_s, type},
                      {u"user"_s, Alice},
                      {u"reaction"_s, name},
                      {u"item"_s,
                       QJsonObject{{u"type"_s, u"message"_s}, {u"channel"_s, AliceDirect}, {u"ts"_s, u"1.1"_s}}}})
                    .events.first());
        };
        QCOMPARE(reaction(u"reaction_added"_s, u"+1::skin-tone-2"_s).reactions.first().emoji, u"👍"_s);
        QCOMPARE(reaction(u"reaction_removed"_s, u"shop"_s).change, ReactionChanged::Change::Removed);
        QCOMPARE(reaction(u"reaction_added"_s, u"shop"_s).reactions.first().emoji, u":shop:"_s);
    }

    void buttons() {
        const SlackFrame frame =
            parseFrame("{\"envelope_id\":\"e\",\"type\":\"interactive\",\"payload\":{\"type\":\"block_actions\","
                       "\"user\":{\"id\":"
                       "\"U01ALICE\"},\"channel\":{\"id\":\"D01ALICE\"},\"message\":{\"ts\":\"1.1\"},\"actions\":[{"
                       "\"value\":\"38\","
                       "\"text\":{\"text\":\"Gr\\u00f6\\u00dfe 38\"},\"action_ts\":\"1763999002.1\"}]}}");
        QCOMPARE(frame.users, QStringList{Alice});
        const auto events = parseEnvelope(frame, {u"U01BOT"_s, {}, [](const QString&) { return Profile{}; }},
                                          fromMs(1'764'000'000'000));
        const auto press = std::get<InboundMessage>(events.events.first());
        QCOMPARE(press.kind, MessageKind::ButtonPress);
        QCOMPARE(press.text, u"Größe 38"_s);
        QCOMPARE(press.replyToExternalId, u"D01ALICE:1.1"_s);
    }

    void onlyOurOwnAddresses_data() {
        QTest::addColumn<QString>("base");
        QTest::addColumn<QString>("url");
        QTest::addColumn<bool>("ours");
        QTest::newRow("slack") << QString() << u"wss://wss-primary.slack.com/link/?ticket=1"_s << true;
        QTest::newRow("plain") << QString() << u"ws://wss-primary.slack.com/link/"_s << false;
        QTest::newRow("lookalike") << QString() << u"wss://slack.com.example.org/"_s << false;
        QTest::newRow("another") << QString() << u"wss://example.org/"_s << false;
        QTest::newRow("own server") << u"http://127.0.0.1:3100/api"_s << u"ws://localhost:3100/socket/x"_s << true;
        QTest::newRow("own, encrypted")
            << u"https://chat.example.org/api"_s << u"wss://chat.example.org/x"_s << true;
        QTest::newRow("own, then plain")
            << u"https://chat.example.org/api"_s << u"ws://chat.example.org/x"_s << false;
        QTest::newRow("inside") << u"https://chat.example.org/api"_s << u"ws://10.0.0.1/x"_s << false;
    }
    void onlyOurOwnAddresses() {
        QFETCH(QString, base);
        QFETCH(QString, url);
        const auto builder = SlackBuilder::create(
            {{u"base_url"_s, base}}, {{u"bot_token"_s, u"xoxb-1-2"_s}, {u"app_token"_s, u"xapp-1-2"_s}});
        VERIFY_OK(builder);
        QTEST(builder->isOurs(QUrl(url)), "ours");
    }

    void setupChecks() {
        Bench b;
        const auto run = [&](const QJsonObject& secrets) {
            ConnectorContext context = b.context;
            context.secrets = secrets;
            QStringList lines;
            bool finished = false;
            const auto handle = checkSlack(
                context, this,
                [&](const ChannelCheck& check) {
                    if (check.state != CheckState::Running)
                        lines += check.name + u' ' + QString::number(int(check.state)) + u' ' +
                                 (check.error ? errorName(check.error->code) : check.value);
                },
                [&] { finished = true; });
            if (!QTest::qWaitFor([&] { return finished; }, 10'000))
                qFatal("never finished");
            return lines;
        };
        QCOMPARE(run(b.context.secrets),
                 (QStringList{u"address 1 127.0.0.1"_s, u"token 1 souffleur @ Demo"_s, u"receive 1 "_s}));
        QJsonObject wrong = b.context.secrets;
        wrong[u"bot_token"] = u"xoxb-other-1"_s;
        QCOMPARE(run(wrong), (QStringList{u"address 1 127.0.0.1"_s, u"token 2 unauthorized"_s, u"receive 3 "_s}));
        wrong = b.context.secrets;
        wrong[u"app_token"] = u"xapp-other-1"_s;
        QCOMPARE(run(wrong).last(), u"receive 2 unauthorized"_s);
        QCOMPARE(run({}), (QStringList{u"address 3 "_s, u"token 2 not_configured"_s, u"receive 3 "_s}));
        QCOMPARE(b.server.helloCount, 0);
    }
};

SOUFFLEUR_TEST_MAIN(tst_Slack)
#include "tst_Slack.moc"
