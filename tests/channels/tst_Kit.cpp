// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/kit/BaseUrl.h"
#include "channels/kit/ConnectorBase.h"
#include "channels/kit/EventQueue.h"
#include "channels/kit/HttpAnswer.h"
#include "channels/kit/Json.h"
#include "channels/kit/Media.h"
#include "channels/kit/SendQueue.h"
#include "channels/kit/Watchdog.h"
#include "MemorySink.h"
#include "support/HttpDouble.h"
#include "support/ManualClock.h"
#include "support/TestCase.h"

#include <QHostAddress>
#include <QSignalSpy>

using namespace souffleur;
using namespace souffleur::channels;
using namespace souffleur::channels::kit;
using test::await;
using test::HttpDouble;
using test::ManualClock;

namespace {
//! A connector that does nothing by itself, so that its base can be watched.
class BareConnector final : public ConnectorBase {
public:
    using ConnectorBase::beginRun;
    using ConnectorBase::connected;
    using ConnectorBase::endRun;
    using ConnectorBase::ingest;
    using ConnectorBase::isRunning;
    using ConnectorBase::lost;

    explicit BareConnector(ConnectorContext context, net::Backoff::Random random = {})
        : ConnectorBase(std::move(context), std::move(random)) {}

    void start() override { beginRun(); }
    void stop() override { endRun(); }
    QFuture<Result<SendReceipt>> send(const OutboundMessage&) override { return {}; }
    QFuture<Result<QByteArray>> fetch(const Attachment&) override { return {}; }
    void sendTyping(const QString&) override {}
};

QList<ChannelEvent> message(const QString& id) {
    InboundMessage m;
    m.externalId = id;
    m.text = id;
    return {m};
}
} // namespace

class tst_Kit : public test::TestCase {
    Q_OBJECT

    struct Bench {
        test::MemorySink sink;
        ManualClock clock;
        std::unique_ptr<net::HttpClient> http = net::createHttpClient();
        ConnectorContext context;
        Bench() {
            context.channel.id = ChannelId::create();
            context.channel.kind = u"bare"_s;
            context.sink = &sink;
            context.http = http.get();
            context.clock = &clock;
        }
    };

private slots:
    void watchdogBarksAfterSilenceOnly() {
        ManualClock clock;
        QObject context;
        int barks = 0;
        Watchdog dog(clock, &context, [&] { ++barks; });
        dog.start(30s);
        for (int i = 0; i < 10; ++i) {
            clock.advance(20s);
            dog.fed();
        }
        QCOMPARE(barks, 0);
        clock.advance(29s);
        QCOMPARE(barks, 0);
        clock.advance(1s);
        QCOMPARE(barks, 1);
        clock.advance(1h);
        QCOMPARE(barks, 1);
        dog.start(30s);
        dog.stop();
        clock.advance(1h);
        QCOMPARE(barks, 1);
    }

    void limiterHoldsAndPaces() {
        ManualClock clock;
        RateLimiter limiter(clock, {3, 1s});
        QCOMPARE(limiter.held(u"a"_s), 0ms);
        limiter.hold(u"a"_s, 2500ms);
        limiter.hold(u"a"_s, 100ms);
        QCOMPARE(limiter.held(u"a"_s), 2500ms);
        QCOMPARE(limiter.heldSeconds(u"a"_s), 3);
        QCOMPARE(limiter.held(u"b"_s), 0ms);
        limiter.holdAll(1s);
        QCOMPARE(limiter.held(u"b"_s), 1s);
        limiter.told(u"c"_s, 1, 9s);
        QCOMPARE(limiter.held(u"c"_s), 1s);
        limiter.told(u"c"_s, 0, 9s);
        QCOMPARE(limiter.held(u"c"_s), 9s);
        clock.advance(10s);
        QCOMPARE(limiter.held(u"a"_s), 0ms);
        // Three at once, then one each second.
        for (int i = 0; i < 3; ++i) {
            QCOMPARE(limiter.paced(u"a"_s), 0ms);
            limiter.took(u"a"_s);
        }
        QCOMPARE(limiter.paced(u"a"_s), 1s);
        clock.advance(400ms);
        QCOMPARE(limiter.paced(u"a"_s), 600ms);
        clock.advance(600ms);
        QCOMPARE(limiter.paced(u"a"_s), 0ms);
    }

    void waitsAreBounded_data() {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<int>("seconds");
        QTest::newRow("missing") << QByteArray() << 1;
        QTest::newRow("number") << QByteArray("17") << 17;
        QTest::newRow("fraction") << QByteArray("0.35") << 1;
        QTest::newRow("rounded up") << QByteArray("4.2") << 5;
        QTest::newRow("negative") << QByteArray("-5") << 1;
        QTest::newRow("endless") << QByteArray("1e300") << 86'400;
        QTest::newRow("not a number") << QByteArray("nan") << 1;
        QTest::newRow("words") << QByteArray("soon") << 1;
        QTest::newRow("date") << QByteArray("Mon, 24 Nov 2025 16:00:30 GMT") << 30;
        QTest::newRow("past") << QByteArray("Mon, 24 Nov 2025 15:00:00 GMT") << 1;
    }
    void waitsAreBounded() {
        QFETCH(QByteArray, header);
        net::HttpResponse response;
        response.status = 429;
        if (!header.isEmpty())
            response.headers = {{"Retry-After", header}};
        QTEST(retryAfterSeconds(response, fromMs(1'764'000'000'000)), "seconds");
    }

    void outcomes_data() {
        QTest::addColumn<int>("status");
        QTest::addColumn<int>("read");
        QTest::addColumn<int>("send");
        const auto row = [](int status, ErrorCode read, ErrorCode send) {
            QTest::addRow("%d", status) << status << int(read) << int(send);
        };
        row(400, ErrorCode::Rejected, ErrorCode::Rejected);
        row(401, ErrorCode::Unauthorized, ErrorCode::Unauthorized);
        row(403, ErrorCode::PermissionDenied, ErrorCode::PermissionDenied);
        row(404, ErrorCode::NotFound, ErrorCode::NotFound);
        row(413, ErrorCode::TooLarge, ErrorCode::TooLarge);
        row(429, ErrorCode::RateLimited, ErrorCode::RateLimited);
        row(302, ErrorCode::ServerError, ErrorCode::Unclear);
        row(500, ErrorCode::ServerError, ErrorCode::Unclear);
        row(503, ErrorCode::ServerError, ErrorCode::Unclear);
    }
    void outcomes() {
        QFETCH(int, status);
        net::HttpResponse response;
        response.status = status;
        const auto code = [&](CallKind kind) { return int(problemOf(response, kind, {})->code); };
        QTEST(code(CallKind::Read), "read");
        QTEST(code(CallKind::Send), "send");
        response.status = 204;
        QVERIFY(!problemOf(response, CallKind::Send, {}));
        const net::HttpError lost{makeError(ErrorCode::Timeout), true};
        QCOMPARE(problemOf(lost, CallKind::Send, {})->code, ErrorCode::Unclear);
        QCOMPARE(problemOf(lost, CallKind::Read, {})->code, ErrorCode::Timeout);
        const net::HttpError unsent{makeError(ErrorCode::NetworkDown), false};
        QCOMPARE(problemOf(unsent, CallKind::Send, {})->code, ErrorCode::NetworkDown);
    }

    void aLostConnectorTriesAgain() {
        Bench b;
        BareConnector c(b.context, [] { return 1.0; });
        QSignalSpy spy(&c, &Connector::healthChanged);
        c.start();
        QCOMPARE(c.health().state, ChannelState::Connecting);
        int attempts = 0;
        const auto again = [&] { ++attempts; };
        c.lost(makeError(ErrorCode::NetworkDown, u"first"_s), again);
        QCOMPARE(c.health().state, ChannelState::Waiting);
        QCOMPARE(toMs(*c.health().nextAttemptAt) - toMs(b.clock.now()), 1000);
        b.clock.advance(1s);
        QCOMPARE(attempts, 1);
        c.lost(makeError(ErrorCode::NetworkDown), again, 5s);
        b.clock.advance(4999ms);
        QCOMPARE(attempts, 1);
        b.clock.advance(1ms);
        QCOMPARE(attempts, 2);
        // The server's own wait wins.
        c.lost(Error{ErrorCode::RateLimited, {}, 77}, again);
        b.clock.advance(76s);
        QCOMPARE(attempts, 2);
        b.clock.advance(1s);
        QCOMPARE(attempts, 3);
        c.connected(u"@shop"_s);
        QCOMPARE(c.health().account, u"@shop"_s);
        QVERIFY(!c.health().error && !c.health().nextAttemptAt);
        // Nobody tries again behind a stop, or when only a person can help.
        c.lost(makeError(ErrorCode::NetworkDown), again);
        c.stop();
        b.clock.advance(1h);
        QCOMPARE(attempts, 3);
        QCOMPARE(c.health().state, ChannelState::Off);
        c.start();
        c.lost(makeError(ErrorCode::Unauthorized), again);
        QCOMPARE(c.health().state, ChannelState::Failed);
        b.clock.advance(1h);
        QCOMPARE(attempts, 3);
        QVERIFY(!c.isRunning());
        QVERIFY(spy.size() > 5);
    }

    void aLateCommitBelongsToItsRun() {
        Bench b;
        BareConnector c(b.context);
        c.start();
        b.sink.hold = true;
        QList<bool> same;
        EventBatch batch;
        batch.events = message(u"a"_s);
        c.ingest(batch, [&](const Status&, bool sameRun) { same += sameRun; });
        c.stop();
        c.start();
        b.sink.release();
        QTRY_COMPARE(same, QList<bool>{false});
        QVERIFY(c.health().lastEventAt);
    }

    void eventsAreConfirmedInOrderAfterTheirCommit() {
        Bench b;
        BareConnector c(b.context);
        c.start();
        QStringList confirmed;
        QList<Error> failures;
        EventQueue queue([&](EventBatch batch, auto done) { c.ingest(std::move(batch), std::move(done)); },
                         [&](const Error& error) { failures += error; });
        const auto add = [&](const QString& id) {
            queue.add(message(id), id.toLatin1(), [&confirmed, id] { confirmed += id; });
        };
        b.sink.hold = true;
        add(u"1"_s);
        add(u"2"_s);
        queue.add({}, {}, [&] { confirmed += u"nothing"_s; });
        add(u"3"_s);
        QVERIFY(confirmed.isEmpty());
        QCOMPARE(b.sink.calls, 1);
        b.sink.hold = false;
        b.sink.release();
        QTRY_COMPARE(confirmed, (QStringList{u"1"_s, u"2"_s, u"nothing"_s, u"3"_s}));
        // What waited went together, with the last cursor.
        QCOMPARE(b.sink.calls, 2);
        QCOMPARE(b.sink.cursor, "3"_ba);
        // A commit that fails confirms nothing of it or behind it.
        b.sink.failures = 1;
        add(u"4"_s);
        add(u"5"_s);
        QTRY_COMPARE(failures.size(), 1);
        QVERIFY(queue.isEmpty());
        QCOMPARE(confirmed.size(), 4);
        QCOMPARE(b.sink.cursor, "3"_ba);
        add(u"4"_s);
        QTRY_COMPARE(confirmed.last(), u"4"_s);
    }

    void sendsInOrderAndResumesWhereItStood() {
        ManualClock clock;
        SendQueue queue(clock, SendQueue::Holds::Lane, {}, [] { return 1.0; });
        QStringList ran;
        QList<Result<QString>> script;
        const auto part = [&](const QString& name) {
            return SendQueue::Part{[&ran, &script, name](SendQueue::Done done) -> std::shared_ptr<void> {
                ran += name;
                done(script.isEmpty() ? Result<QString>(u"id-"_s + name) : script.takeFirst());
                return nullptr;
            }};
        };
        const MessageId id = MessageId::create();
        auto first = queue.add(id, u"kim"_s, {part(u"a"_s), part(u"b"_s)});
        QCOMPARE(await(first)->externalIds, (QStringList{u"id-a"_s, u"id-b"_s}));
        // The second part is refused for now: this queue tries on, then only a person knows.
        ran.clear();
        script = {Result<QString>(u"id-a"_s)};
        for (int i = 0; i < 7; ++i)
            script += makeError(ErrorCode::ServerError);
        const MessageId twoParts = MessageId::create();
        auto second = queue.add(twoParts, u"kim"_s, {part(u"a"_s), part(u"b"_s)});
        QTRY_VERIFY(clock.pending() > 0);
        QCOMPARE(await(queue.add(twoParts, u"kim"_s, {part(u"a"_s)})).error().code, ErrorCode::Busy);
        for (int i = 0; i < 6; ++i)
            clock.advance(60s);
        QCOMPARE(await(second).error().code, ErrorCode::Unclear);
        QCOMPARE(await(second).error().detail, u"1 of 2 parts accepted, then server_error"_s);
        ran.clear();
        script.clear();
        QCOMPARE(await(queue.add(twoParts, u"kim"_s, {part(u"a"_s), part(u"b"_s)}))->externalIds,
                 (QStringList{u"id-a"_s, u"id-b"_s}));
        QCOMPARE(ran, QStringList{u"b"_s});
    }

    void aLimitHoldsItsLaneAndIsToldAtOnce() {
        ManualClock clock;
        SendQueue queue(clock, SendQueue::Holds::Lane);
        const auto part = [](Result<QString> result) {
            return SendQueue::Part{[result](SendQueue::Done done) -> std::shared_ptr<void> {
                done(result);
                return nullptr;
            }};
        };
        const auto limited =
            await(queue.add(MessageId::create(), u"kim"_s, {part(Error{ErrorCode::RateLimited, {}, 9})}));
        QCOMPARE(limited.error().retryAfterSeconds, 9);
        const auto held = await(queue.add(MessageId::create(), u"kim"_s, {part(u"x"_s)}));
        QCOMPARE(held.error().code, ErrorCode::RateLimited);
        QCOMPARE(held.error().retryAfterSeconds, 9);
        VERIFY_OK(await(queue.add(MessageId::create(), u"noor"_s, {part(u"x"_s)})));
        clock.advance(9s);
        VERIFY_OK(await(queue.add(MessageId::create(), u"kim"_s, {part(u"x"_s)})));
    }

    void whatIsUnderWayAtTheEndIsUnclear() {
        ManualClock clock;
        auto queue = std::make_unique<SendQueue>(clock, SendQueue::Holds::Lane);
        const SendQueue::Part silent{[](SendQueue::Done) { return std::make_shared<int>(); }};
        const auto left = queue->add(MessageId::create(), u"kim"_s, {silent});
        const auto waits = queue->add(MessageId::create(), u"kim"_s, {silent});
        queue.reset();
        QCOMPARE(await(left).error().code, ErrorCode::Unclear);
        QCOMPARE(await(waits).error().code, ErrorCode::Busy);
    }

    void whatIsKnownAgainIsNeverUnclear() {
        ManualClock clock;
        auto queue = std::make_unique<SendQueue>(clock, SendQueue::Holds::Lane);
        queue->repeatsAreSafe();
        const auto part = [](const Result<QString>& result) {
            return SendQueue::Part{[result](SendQueue::Done done) -> std::shared_ptr<void> {
                done(result);
                return nullptr;
            }};
        };
        const Result<QString> down = makeError(ErrorCode::ServerError);
        const auto half = queue->add(MessageId::create(), u"kim"_s, {part(u"a"_s), part(down)});
        QCOMPARE(await(half).error().code, ErrorCode::ServerError);
        // What no waiting mends is a person's business all the same: the customer has the beginning.
        const Result<QString> refused = makeError(ErrorCode::Rejected);
        const auto split = queue->add(MessageId::create(), u"noor"_s, {part(u"a"_s), part(refused)});
        QCOMPARE(await(split).error().code, ErrorCode::Unclear);
        const SendQueue::Part silent{[](SendQueue::Done) { return std::make_shared<int>(); }};
        const auto left = queue->add(MessageId::create(), u"ada"_s, {silent});
        queue.reset();
        QCOMPARE(await(left).error().code, ErrorCode::Busy);
    }

    void mediaComesOnlyFromAllowedHosts_data() {
        QTest::addColumn<QString>("url");
        for (const char* url : {"http://files.slack.com/a",
                                "https://example.org/a",
                                "https://slack.com.example.org/a",
                                "https://evilslack.com/a",
                                "https://user@files.slack.com/a",
                                "ftp://files.slack.com/a",
                                "file:///etc/passwd",
                                "https://127.0.0.1/a",
                                "https://[::1]/a",
                                "https://[::ffff:127.0.0.1]/a",
                                "https://10.0.0.1/a",
                                "https://169.254.169.254/latest/meta-data",
                                "https://[64:ff9b::7f00:1]/a",
                                "https://2130706433/a",
                                "https://0x7f000001/a",
                                "https://localhost/a",
                                "https://printer.local/a",
                                "https:///a",
                                "",
                                "//x",
                                "data:,x"})
            QTest::addRow("%s", url) << QString::fromLatin1(url);
    }
    void mediaComesOnlyFromAllowedHosts() {
        QFETCH(QString, url);
        Bench b;
        HttpDouble own;
        QVERIFY(own.listen());
        MediaRequest request;
        request.url = QUrl(url);
        request.base = own.url();
        request.hosts = {u"slack.com"_s};
        QObject owner;
        QCOMPARE(await(fetchMedia(*b.http, request, &owner)).error().code, ErrorCode::PermissionDenied);
        // Any public host: still nothing private, nothing unencrypted.
        if (!url.contains(u"example.org"_s) && !url.contains(u"evilslack"_s)) {
            request.anyPublicHost = true;
            QCOMPARE(await(fetchMedia(*b.http, request, &owner)).error().code, ErrorCode::PermissionDenied);
        }
        QCOMPARE(own.requests, 0);
    }

    void mediaFollowsRedirectsWithoutTheToken() {
        Bench b;
        HttpDouble own;
        HttpDouble other;
        QVERIFY(own.listen() && other.listen());
        QList<QByteArray> tokens;
        int hops = 0;
        own.setHandler([&](const test::HttpDoubleRequest& request, const test::ExchangePtr& exchange) {
            tokens += request.headers.value("authorization");
            if (request.path == u"/away")
                return exchange->respond(302, {}, "text/plain", {{"Location", other.url(u"/x"_s).toEncoded()}});
            if (request.path == u"/loop") {
                ++hops;
                return exchange->respond(302, {}, "text/plain", {{"Location", "/loop"}});
            }
            if (request.path == u"/large")
                return exchange->respond(200, QByteArray(2000, 'x'), "image/png");
            exchange->respond(200, "picture", "image/png");
        });
        MediaRequest request;
        request.base = own.url();
        request.credentials = {{"Authorization", "Bearer secret"}};
        request.maxBytes = 1000;
        QObject owner;
        const auto fetch = [&](const QString& path) {
            request.url = own.url(path);
            return await(fetchMedia(*b.http, request, &owner));
        };
        QCOMPARE(*fetch(u"/file"_s), "picture"_ba);
        QCOMPARE(tokens, QList<QByteArray>{"Bearer secret"});
        // Another port is another server, and this one is a private address.
        QCOMPARE(fetch(u"/away"_s).error().code, ErrorCode::PermissionDenied);
        QCOMPARE(other.requests, 0);
        QCOMPARE(fetch(u"/loop"_s).error().code, ErrorCode::Rejected);
        QCOMPARE(hops, 6);
        QCOMPARE(fetch(u"/large"_s).error().code, ErrorCode::TooLarge);
        auto* dying = new QObject;
        request.url = own.url(u"/file"_s);
        auto cancelled = fetchMedia(*b.http, request, dying);
        delete dying;
        QCOMPARE(await(cancelled).error().code, ErrorCode::Cancelled);
    }

    void addressesForEverybody_data() {
        QTest::addColumn<bool>("isPublic");
        for (const char* address : {"1.1.1.1", "8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "2002:0808:0808::1"})
            QTest::addRow("%s", address) << true;
        for (const char* address : {"0.0.0.0",
                                    "10.1.2.3",
                                    "100.64.0.1",
                                    "127.0.0.1",
                                    "127.255.255.255",
                                    "169.254.169.254",
                                    "172.16.0.1",
                                    "172.31.255.255",
                                    "192.168.1.1",
                                    "198.18.0.1",
                                    "224.0.0.1",
                                    "255.255.255.255",
                                    "::",
                                    "::1",
                                    "fe80::1",
                                    "fc00::1",
                                    "fd12::1",
                                    "ff02::1",
                                    "::ffff:127.0.0.1",
                                    "::ffff:10.0.0.1",
                                    "64:ff9b::10.0.0.1",
                                    "64:ff9b::127.0.0.1",
                                    "2002:7f00:1::1",
                                    "2002:a00:1::1",
                                    "2001:db8::1",
                                    "2001::1",
                                    "100::1",
                                    "::127.0.0.1"})
            QTest::addRow("%s", address) << false;
    }
    void addressesForEverybody() {
        const QHostAddress address(QString::fromLatin1(QTest::currentDataTag()));
        QVERIFY(!address.isNull());
        QTEST(net::isPublicAddress(address), "isPublic");
    }

    void jsonReadersRefuseQuietly() {
        QVERIFY(!integer(QJsonValue(1.5)));
        QVERIFY(!integer(QJsonValue(u"12"_s)));
        QCOMPARE(integer((*objectOf("{\"n\":9223372036854775807}"))[u"n"]), std::numeric_limits<qint64>::max());
        for (const QByteArray& bytes : {""_ba, "[]"_ba, "{"_ba, "\xff\xfe"_ba, "null"_ba, QByteArray(100'000, '[')})
            QVERIFY(!objectOf(bytes));
        const Timestamp now = fromMs(1'764'000'000'000);
        QCOMPARE(plausibleTime(0, now), now);
        QCOMPARE(plausibleTime(std::numeric_limits<qint64>::max(), now), now);
        QCOMPARE(plausibleTime(1'764'000'000'000 + 90'000'000, now), now);
        QCOMPARE(plausibleTime(1'763'999'000'000, now), fromMs(1'763'999'000'000));
        QCOMPARE(rejected(u"x"_s, u"bad"_s, QByteArray(1'000'000, 'x')).raw.size(), 256 * 1024);
    }
};

SOUFFLEUR_TEST_MAIN(tst_Kit)
#include "tst_Kit.moc"
