// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/signal/SignalConnector.h"

#include "channels/signal/SignalBuilder.h"
#include "channels/signal/SignalChecks.h"
#include "MemorySink.h"
#include "net/HttpClient.h"
#include "SignalDouble.h"
#include "support/ManualClock.h"
#include "support/TestCase.h"

#include <QJsonDocument>

using namespace souffleur;
using namespace souffleur::channels;
using namespace souffleur::channels::signal;
using test::ManualClock;
using test::MemorySink;
using test::SignalDouble;
using Fault = SignalDouble::Fault;

namespace {

const QString Kim = u"11111111-aaaa-4bbb-8ccc-000000000007"_s;
const QString Tim = u"11111111-aaaa-4bbb-8ccc-000000000008"_s;
const Timestamp Now = fromMs(1'764'000'000'000);

struct Bench {
    SignalDouble server;
    MemorySink sink;
    ManualClock clock;
    ConnectorContext context;
    std::unique_ptr<SignalConnector> bot;

    Bench() {
        if (!server.listen())
            qFatal("no port");
        context.channel.id = ChannelId::create();
        context.channel.kind = u"signal"_s;
        context.channel.settings = {{u"address"_s, server.address()}};
        context.sink = &sink;
        context.clock = &clock;
        make();
    }
    void make() {
        bot.reset();
        context.cursor = sink.cursor;
        bot = std::make_unique<SignalConnector>(context, [] { return 1.0; });
    }
    ChannelState state() const { return bot->health().state; }
    ErrorCode error() const { return bot->health().error ? bot->health().error->code : ErrorCode::Bug; }
    bool isConnected() {
        return QTest::qWaitFor(
            [this] {
                if (state() == ChannelState::Waiting)
                    clock.advance(1s);
                return state() == ChannelState::Connected && server.isSubscribed();
            },
            20'000);
    }
    bool connect() {
        bot->start();
        return isConnected();
    }
    OutboundMessage out(const QString& text, const QString& to = Kim) const {
        OutboundMessage message;
        message.id = MessageId::create();
        message.recipientExternalId = to;
        message.text = text;
        return message;
    }
};

QList<ChannelEvent> receive(const QJsonObject& envelope, EditTimes* edits = nullptr) {
    EditTimes none;
    return parseReceive({{u"envelope"_s, envelope}}, {}, edits ? *edits : none, Now);
}

QJsonObject from(const QJsonObject& content) {
    QJsonObject envelope{{u"sourceUuid"_s, Kim},
                         {u"sourceNumber"_s, u"+491601"_s},
                         {u"sourceName"_s, u"Kim"_s},
                         {u"timestamp"_s, 1'763'999'000'001ll}};
    for (auto it = content.begin(); it != content.end(); ++it)
        envelope[it.key()] = it.value();
    return envelope;
}

QJsonObject data(const QJsonObject& more) {
    QJsonObject message{{u"timestamp"_s, 1'763'999'000'001ll}, {u"message"_s, QJsonValue()}};
    for (auto it = more.begin(); it != more.end(); ++it)
        message[it.key()] = it.value();
    return from({{u"dataMessage"_s, message}});
}

} // namespace

//! Parser, builder and connector; the connector against a double of the daemon over real sockets.
class tst_Signal : public test::TestCase {
    Q_OBJECT
private slots:
    void messages() {
        const auto m = std::get<InboundMessage>(receive(data({{u"message"_s, u"Hallo"_s}})).first());
        QCOMPARE(m.externalId, Kim + u":1763999000001"_s);
        QCOMPARE(m.sender, (Sender{Kim, u"+491601"_s, u"Kim"_s, {}, {}}));
        QCOMPARE(m.sentAt, fromMs(1'763'999'000'001));
        const auto quoting = std::get<InboundMessage>(
            receive(data({{u"message"_s, u"ja"_s},
                          {u"quote"_s, QJsonObject{{u"id"_s, 17}, {u"authorUuid"_s, u"me"_s}}}}))
                .first());
        QCOMPARE(quoting.replyToExternalId, Kim + u":me:17"_s);
        const auto mention = std::get<InboundMessage>(
            receive(data({{u"message"_s, u"\ufffc und \ufffc?"_s},
                          {u"mentions"_s, QJsonArray{QJsonObject{{u"name"_s, u"Tim"_s}, {u"start"_s, 0}},
                                                     QJsonObject{{u"number"_s, u"+49"_s}, {u"start"_s, 6}},
                                                     QJsonObject{{u"name"_s, u"x"_s}, {u"start"_s, 99}}}}}))
                .first());
        QCOMPARE(mention.text, u"@Tim und @+49?"_s);
    }

    void stylesComeAndGo() {
        const auto style = [](const QString& name, int start, int length) {
            return QJsonObject{{u"style"_s, name}, {u"start"_s, start}, {u"length"_s, length}};
        };
        const QJsonObject formatted{
            {u"message"_s, u"\ufffc, sehr wichtig: a*b"_s},
            {u"mentions"_s, QJsonArray{QJsonObject{{u"name"_s, u"Tim"_s}, {u"start"_s, 0}}}},
            {u"textStyles"_s, QJsonArray{style(u"BOLD"_s, 8, 7), style(u"MONOSPACE"_s, 17, 3),
                                         style(u"SPOILER"_s, 3, 4), style(u"ITALIC"_s, 90, 3)}}};
        QCOMPARE(std::get<InboundMessage>(receive(data(formatted)).first()).text,
                 u"@Tim, sehr **wichtig**: `a*b`"_s);
        QJsonObject changed = formatted;
        changed[u"timestamp"] = 1'763'999'000'002ll;
        const auto edit =
            receive(from({{u"editMessage"_s, QJsonObject{{u"targetSentTimestamp"_s, 1'763'999'000'001ll},
                                                         {u"dataMessage"_s, changed}}}}));
        QCOMPARE(std::get<MessageEdited>(edit.first()).text, u"@Tim, sehr **wichtig**: `a*b`"_s);
        OutboundMessage message;
        message.recipientExternalId = Kim;
        message.text = u"😀 **sehr _wichtig_**: [hier](https://x.org)"_s;
        const QJsonObject params = sendParams(message, {})->first();
        QCOMPARE(params[u"message"].toString(), u"😀 sehr wichtig: hier (https://x.org)"_s);
        QCOMPARE(params[u"textStyle"].toArray(), (QJsonArray{u"3:5:BOLD"_s, u"8:7:BOLD"_s, u"8:7:ITALIC"_s}));
        message.text = u"* 5*3*2 und snake_case"_s;
        QCOMPARE(sendParams(message, {})->first()[u"message"].toString(), message.text);
        QVERIFY(!sendParams(message, {})->first().contains(u"textStyle"));
    }

    void kinds() {
        const auto kind = [](const QJsonObject& more) {
            return std::get<InboundMessage>(receive(data(more)).first());
        };
        const auto file = [](const QString& type) {
            return QJsonArray{QJsonObject{{u"id"_s, u"abc.png"_s}, {u"contentType"_s, type}, {u"size"_s, 5}}};
        };
        QCOMPARE(kind({{u"attachments"_s, file(u"image/png"_s)}}).kind, MessageKind::Image);
        QCOMPARE(kind({{u"attachments"_s, file(u"image/svg+xml"_s)}}).kind, MessageKind::Document);
        QCOMPARE(kind({{u"attachments"_s, file(u"audio/aac"_s)}}).kind, MessageKind::Voice);
        QCOMPARE(kind({{u"attachments"_s, file(u"video/mp4"_s)}}).kind, MessageKind::Video);
        // To be seen once: not kept.
        const auto once = kind({{u"viewOnce"_s, true}, {u"attachments"_s, file(u"image/png"_s)}});
        QCOMPARE(once.kind, MessageKind::Unsupported);
        QVERIFY(once.attachments.isEmpty());
        QCOMPARE(kind({{u"sticker"_s, QJsonObject{{u"packId"_s, u"x"_s}}}}).kind, MessageKind::Sticker);
        const auto card =
            kind({{u"contacts"_s,
                   QJsonArray{QJsonObject{{u"name"_s, QJsonObject{{u"display"_s, u"Tim"_s}}},
                                          {u"phone"_s, QJsonArray{QJsonObject{{u"value"_s, u"+49"_s}}}}}}}});
        QCOMPARE(card.kind, MessageKind::ContactCard);
        QCOMPARE(card.text, u"Tim, +49"_s);
        QCOMPARE(kind({{u"pollCreate"_s, QJsonObject{{u"question"_s, u"Pizza?"_s}}}}).text, u"Pizza?"_s);
        QVERIFY(receive(data({{u"isExpirationUpdate"_s, true}})).isEmpty());
        QVERIFY(receive(data({{u"message"_s, u"x"_s}, {u"groupInfo"_s, QJsonObject{{u"groupId"_s, u"g"_s}}}}))
                    .isEmpty());
        QVERIFY(receive(from({{u"callMessage"_s, QJsonObject()}})).isEmpty());
        QVERIFY(receive(from({{u"syncMessage"_s, QJsonObject{{u"sentMessage"_s, QJsonObject()}}}})).isEmpty());
        QVERIFY(parseReceive({{u"envelope"_s, data({{u"message"_s, u"x"_s}})}, {u"account"_s, u"+1"_s}}, u"+2"_s,
                             *std::make_unique<EditTimes>(), Now)
                    .isEmpty());
        QJsonObject nobody = data({{u"message"_s, u"x"_s}});
        nobody.remove(u"sourceUuid");
        nobody.remove(u"sourceNumber");
        QCOMPARE(std::get<RejectedEvent>(receive(nobody).first()).problem, u"missing_sender"_s);
    }

    void editsLeadBackToTheFirst() {
        EditTimes edits;
        const auto edit = [&](qint64 target, qint64 time) {
            return std::get<MessageEdited>(
                receive(from({{u"editMessage"_s,
                               QJsonObject{{u"targetSentTimestamp"_s, target},
                                           {u"dataMessage"_s,
                                            QJsonObject{{u"timestamp"_s, time}, {u"message"_s, u"neu"_s}}}}}}),
                        &edits)
                    .first());
        };
        QCOMPARE(edit(100, 200).externalId, Kim + u":100"_s);
        QCOMPARE(edit(200, 300).externalId, Kim + u":100"_s);
        const auto gone = receive(data({{u"remoteDelete"_s, QJsonObject{{u"timestamp"_s, 300}}}}), &edits);
        QCOMPARE(std::get<MessageDeleted>(gone.first()).externalId, Kim + u":100"_s);
        QCOMPARE(EditTimes::read(edits.write()), edits);
        for (int i = 0; i < EditTimes::Max; ++i)
            edits.add(Kim, 1000 + i, 1);
        QCOMPARE(edits.original(Kim, 200), 200); // long ago
        QCOMPARE(edits.original(Kim, 1000), 1);
    }

    void reactionsAndReceipts() {
        const auto react = [](const QString& author, bool removed) {
            return std::get<ReactionChanged>(
                receive(data({{u"reaction"_s, QJsonObject{{u"emoji"_s, u"👍"_s},
                                                          {u"targetAuthorUuid"_s, author},
                                                          {u"targetSentTimestamp"_s, 17},
                                                          {u"isRemove"_s, removed}}}}))
                    .first());
        };
        QCOMPARE(react(u"me"_s, false).externalId, Kim + u":me:17"_s);
        QCOMPARE(react(Kim, false).reactions, (QList<Reaction>{{u"👍"_s, Kim}}));
        QVERIFY(react(Kim, true).reactions.isEmpty());
        const auto receipts = receive(
            from({{u"receiptMessage"_s, QJsonObject{{u"isRead"_s, true}, {u"timestamps"_s, QJsonArray{1, 2}}}}}));
        QCOMPARE(receipts.size(), 2);
        QCOMPARE(std::get<StatusChanged>(receipts.last()),
                 (StatusChanged{Kim + u":me:2"_s, MessageStatus::Read, {}}));
    }

    void answersAndErrors() {
        QCOMPARE(parseRpc("no").error().code, ErrorCode::Damaged);
        QCOMPARE(parseRpc("{}").error().code, ErrorCode::Damaged);
        QCOMPARE(parseRpc(R"({"method":"receive","params":{}})")->method, u"receive"_s);
        QCOMPARE(errorOf(-5, {}).code, ErrorCode::RateLimited);
        QCOMPARE(errorOf(-3, {}).code, ErrorCode::Unclear);
        QCOMPARE(errorOf(-32601, {}).code, ErrorCode::Unsupported);
        QCOMPARE(sentAt(QJsonObject{{u"timestamp"_s, 7}}).value(), 7);
        QCOMPARE(sentAt(QJsonObject()).error().code, ErrorCode::Unclear);
        const auto failed = parseRpc(R"({"id":"1","error":{"code":-1,"message":"Failed","data":{"response":
            {"timestamp":7,"results":[{"type":"UNREGISTERED_FAILURE"}]}}}})");
        QCOMPARE(failed->error->code, ErrorCode::RecipientBlocked);
        QVERIFY(!fromRemoteRef(u"a|b"_s));
        QVERIFY(!nameOf(u"x"_s) && !nameOf(u"a b:1"_s));
        QVERIFY(nameOf(Kim + u":me:5"_s)->own);
    }

    void parameters() {
        OutboundMessage message;
        message.recipientExternalId = Kim;
        message.text = QString(MaxText + 10, u'a');
        message.replyToExternalId = Kim + u":100"_s;
        message.files = {{AttachmentKind::Image, u"a;b,c=d.png"_s, u"image/png"_s, "PNG"}};
        auto list = sendParams(message, {});
        VERIFY_OK(list);
        QCOMPARE(list->size(), 2);
        QCOMPARE(list->first()[u"quoteTimestamp"].toInteger(), 100);
        QCOMPARE(list->first()[u"quoteAuthor"].toString(), Kim);
        QVERIFY(!list->last().contains(u"quoteTimestamp"));
        QCOMPARE(list->last()[u"attachments"][0].toString(), u"data:image/png;filename=a_b_c_d.png;base64,"_s +
                                                                 QString::fromLatin1(QByteArray("PNG").toBase64()));
        message.files.first().mimeType = u"image/png;evil=1,"_s;
        QVERIFY(
            sendParams(message, {})->last()[u"attachments"][0].toString().startsWith(u"data:application/octet"));
        message.recipientExternalId = u"a b"_s;
        QCOMPARE(sendParams(message, {}).error().code, ErrorCode::InvalidInput);
    }

    void targets_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("code"); // -1: fine
        const auto row = [](const QString& text, int code) { QTest::newRow(qPrintable(text)) << text << code; };
        row(u"localhost:7583"_s, -1);
        row(u"127.0.0.1:7583"_s, -1);
        row(u"[::1]:7583"_s, -1);
        row(u"/run/signal-cli/socket"_s, -1);
        row(u"192.168.0.7:7583"_s, int(ErrorCode::PermissionDenied));
        row(u"signal.test:7583"_s, int(ErrorCode::PermissionDenied));
        row(u"localhost"_s, int(ErrorCode::InvalidInput));
        row(u"localhost:0"_s, int(ErrorCode::InvalidInput));
        row(u"localhost:99999"_s, int(ErrorCode::InvalidInput));
        row(u"relative/path"_s, int(ErrorCode::InvalidInput));
    }
    void targets() {
        QFETCH(QString, text);
        QFETCH(int, code);
        const auto target = net::toLineTarget(text);
        QCOMPARE(target ? -1 : int(target.error().code), code);
    }

    // --------------------------------------------------------------------------------------------------- connector

    void receives() {
        Bench b;
        b.server.customerWrites(Kim, u"vorher"_s); // waits with Signal until somebody subscribes
        QVERIFY(b.connect());
        const qint64 time = b.server.customerWrites(Kim, u"Hallo"_s);
        b.server.customerEdits(Kim, time, u"Hallo!"_s);
        b.server.customerReacts(Kim, time, false, u"👍"_s);
        b.server.customerTypes(Kim);
        b.server.customerDeletes(Kim, time);
        QTRY_COMPARE(b.sink.all<MessageDeleted>().size(), 1);
        QCOMPARE(b.sink.texts(), (QStringList{u"vorher"_s, u"Hallo"_s}));
        QCOMPARE(b.sink.all<MessageEdited>().size(), 1);
        QCOMPARE(b.sink.all<Typing>().size(), 1);
        QVERIFY(b.bot->health().lastEventAt);
        QCOMPARE(b.server.malformed, 0);
    }

    void sendsAndHearsOfIt() {
        Bench b;
        QVERIFY(b.connect());
        const qint64 asked = b.server.customerWrites(Kim, u"Hallo"_s);
        QTRY_COMPARE(b.sink.messages.size(), 1);
        OutboundMessage message = b.out(u"Guten Tag"_s);
        message.replyToExternalId = b.sink.messages.first().externalId;
        message.files = {{AttachmentKind::Image, u"a.png"_s, u"image/png"_s, QByteArray(500'000, 'x')}};
        const auto receipt = test::await(b.bot->send(message));
        VERIFY_OK(receipt);
        const auto sent = b.server.sent().first();
        QCOMPARE(sent.text, u"Guten Tag"_s);
        QCOMPARE(sent.quoteTimestamp, asked);
        QCOMPARE(receipt->externalIds, QStringList{ownIdOf(Kim, sent.timestamp)});
        b.server.customerReads(Kim, {sent.timestamp});
        QTRY_COMPARE(b.sink.all<StatusChanged>().size(), 1);
        QCOMPARE(b.sink.all<StatusChanged>().first().externalId, receipt->externalIds.first());
        b.bot->sendTyping(Kim);
        b.bot->sendTyping(Kim);
        QTRY_COMPARE(b.server.typings, 1);
    }

    void outcomes_data() {
        QTest::addColumn<int>("fault");
        QTest::addColumn<ErrorCode>("code");
        QTest::newRow("lost answer") << int(Fault::LostAnswer) << ErrorCode::Unclear;
        QTest::newRow("dropped") << int(Fault::Drop) << ErrorCode::Unclear;
        QTest::newRow("limit") << int(Fault::RateLimit) << ErrorCode::RateLimited;
        QTest::newRow("io") << int(Fault::IoError) << ErrorCode::Unclear;
        QTest::newRow("key changed") << int(Fault::Untrusted) << ErrorCode::Rejected;
        QTest::newRow("unregistered") << int(Fault::Unregistered) << ErrorCode::RecipientBlocked;
        QTest::newRow("network") << int(Fault::Network) << ErrorCode::Unclear;
        QTest::newRow("silence") << int(Fault::Silence) << ErrorCode::Unclear;
    }
    void outcomes() {
        QFETCH(int, fault);
        QFETCH(ErrorCode, code);
        Bench b;
        QVERIFY(b.connect());
        b.server.failNext(Fault(fault));
        auto future = b.bot->send(b.out(u"x"_s));
        QVERIFY(QTest::qWaitFor(
            [&] {
                if (Fault(fault) == Fault::Silence)
                    b.clock.advance(10s);
                return future.isFinished();
            },
            10'000));
        QVERIFY(!future.result());
        QCOMPARE(future.result().error().code, code);
    }

    void nothingLeavesWithoutAConnection() {
        Bench b;
        QCOMPARE(test::await(b.bot->send(b.out(u"x"_s))).error().code, ErrorCode::NetworkDown);
        QVERIFY(b.server.sent().isEmpty());
    }

    void whatIsHandedOverIsNotLetGo() {
        Bench b;
        QVERIFY(b.connect());
        b.sink.failures = 3;
        b.server.customerWrites(Kim, u"1"_s);
        QTRY_COMPARE(b.error(), ErrorCode::DiskFull);
        QVERIFY(!b.server.isSubscribed());
        b.server.customerWrites(Kim, u"2"_s); // stays with Signal
        QCOMPARE(b.server.waiting(), 1);
        VERIFY_OK(test::await(b.bot->send(b.out(u"Einen Moment"_s)))); // the connection stands
        QVERIFY(b.isConnected());
        QTRY_COMPARE(b.sink.texts(), (QStringList{u"1"_s, u"2"_s}));
        QCOMPARE(b.sink.duplicates, 0);
        QCOMPARE(b.server.subscriptions, 2);
        QCOMPARE(b.server.malformed, 0);
    }

    //! Signal unregistered the number, or somebody unlinked the device: the daemon drops the account and says
    //! nothing.
    void anAccountThatIsGoneIsNoticed() {
        Bench b;
        b.server.manyAccounts = true;
        b.context.channel.settings[u"account"_s] = b.server.account;
        b.make();
        QVERIFY(b.connect());
        b.server.unregister();
        b.clock.advance(61s);
        QTRY_COMPARE(b.state(), ChannelState::Failed);
        QCOMPARE(b.bot->health().error, makeError(ErrorCode::NotConfigured, u"account"_s));
    }

    void comesBack() {
        Bench b;
        QVERIFY(b.connect());
        b.server.drop();
        QTRY_COMPARE(b.state(), ChannelState::Waiting);
        b.server.customerWrites(Kim, u"1"_s);
        QVERIFY(b.isConnected());
        QTRY_COMPARE(b.sink.texts(), QStringList{u"1"_s});
        // Half-open: nobody answers any more.
        b.server.answersAtAll = false;
        for (int i = 0; i < 12 && b.state() == ChannelState::Connected; ++i) {
            b.clock.advance(10s);
            QTest::qWait(1);
        }
        QCOMPARE(b.state(), ChannelState::Waiting);
        QCOMPARE(b.error(), ErrorCode::Timeout);
        b.server.answersAtAll = true;
        QVERIFY(b.isConnected());
        b.server.sendLine("no JSON");
        b.server.customerWrites(Kim, u"2"_s);
        QTRY_COMPARE(b.sink.messages.size(), 2);
    }

    void severalAccounts() {
        Bench b;
        b.server.manyAccounts = true;
        b.bot->start();
        QTRY_COMPARE(b.state(), ChannelState::Failed); // which one?
        QCOMPARE(b.bot->health().error, makeError(ErrorCode::NotConfigured, u"account"_s));
        b.context.channel.settings[u"account"_s] = b.server.account;
        b.make();
        QVERIFY(b.connect());
        QCOMPARE(b.bot->health().account, b.server.account);
        QCOMPARE(b.server.subscribedTo, b.server.account); // what is for others stays with Signal
        VERIFY_OK(test::await(b.bot->send(b.out(u"x"_s))));
    }

    void overASocket() {
        Bench b;
        QTemporaryDir directory;
        QVERIFY(b.server.listenAt(directory.filePath(u"socket"_s)));
        b.context.channel.settings[u"address"_s] = directory.filePath(u"socket"_s);
        b.make();
        QVERIFY(b.connect());
        b.server.customerWrites(Kim, u"1"_s);
        QTRY_COMPARE(b.sink.messages.size(), 1);
    }

    void fetches() {
        Bench b;
        QVERIFY(b.connect());
        const QByteArray content(1'000'000, 'x');
        b.server.customerWrites(
            Kim, {}, {{u"attachments"_s, QJsonArray{b.server.attachment(u"a1.png"_s, u"image/png"_s, content)}}});
        QTRY_COMPARE(b.sink.messages.size(), 1);
        const Attachment attachment = b.sink.messages.first().attachments.first();
        QCOMPARE(attachment.fileName, u"größe.png"_s);
        QCOMPARE(test::await(b.bot->fetch(attachment)).value(), content);
        Attachment other = attachment;
        other.remoteRef = toRemoteRef({u"unknown"_s, Kim, 5});
        QCOMPARE(test::await(b.bot->fetch(other)).error().code, ErrorCode::NotFound);
        other.remoteRef = toRemoteRef({u"a1.png"_s, Kim, 1ll << 40});
        QCOMPARE(test::await(b.bot->fetch(other)).error().code, ErrorCode::TooLarge);
    }

    void checks_data() {
        QTest::addColumn<QString>("what");
        QTest::addColumn<QStringList>("lines");
        QTest::newRow("one account") << u""_s << QStringList{u"daemon:passed:0.14.6"_s, u"account:skipped"_s};
        QTest::newRow("named") << u"named"_s
                               << QStringList{u"daemon:passed:0.14.6"_s, u"account:passed:+4915112345678"_s};
        QTest::newRow("unknown") << u"unknown"_s
                                 << QStringList{u"daemon:passed:0.14.6"_s, u"account:failed:not_configured"_s};
        QTest::newRow("nobody there") << u"nobody"_s
                                      << QStringList{u"daemon:failed:network_down"_s, u"account:skipped"_s};
        QTest::newRow("another machine")
            << u"elsewhere"_s << QStringList{u"daemon:failed:permission_denied"_s, u"account:skipped"_s};
    }
    void checks() {
        QFETCH(QString, what);
        QFETCH(QStringList, lines);
        Bench b;
        QJsonObject& settings = b.context.channel.settings;
        b.server.manyAccounts = what == u"named" || what == u"unknown";
        if (what == u"named")
            settings[u"account"_s] = b.server.account;
        if (what == u"nobody")
            settings[u"address"_s] = u"localhost:1"_s;
        if (what == u"elsewhere")
            settings[u"address"_s] = u"10.0.0.1:1"_s;
        QStringList got;
        bool finished = false;
        static const char* const states[] = {"running", "passed", "failed", "skipped"};
        const auto handle = checkSignal(
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
        QCOMPARE(b.server.subscriptions, 0); // or messages would be handed over to nobody
    }
};

SOUFFLEUR_TEST_MAIN(tst_Signal)
#include "tst_Signal.moc"
