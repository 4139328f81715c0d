// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/Connector.h"
#include "MemorySink.h"
#include "net/HttpClient.h"
#include "support/ManualClock.h"
#include "support/TelegramDouble.h"
#include "support/TestCase.h"

using namespace souffleur;
using namespace souffleur::channels;
using test::TelegramDouble;

class tst_TelegramChecks : public test::TestCase {
    Q_OBJECT

    TelegramDouble* server = nullptr;
    std::unique_ptr<net::HttpClient> http;
    test::ManualClock clock;
    ConnectorContext context;

    //! "address:passed:127.0.0.1" ... without the Running ones; those are counted.
    QStringList run(int* running = nullptr) {
        QStringList lines;
        bool finished = false;
        static const char* const states[] = {"running", "passed", "failed", "skipped"};
        const auto handle = findChannelKind(u"telegram"_s)
                                ->check(
                                    context, this,
                                    [&](const ChannelCheck& check) {
                                        if (check.state == CheckState::Running) {
                                            if (running)
                                                ++*running;
                                            return;
                                        }
                                        lines += check.name + u':' + QLatin1String(states[int(check.state)]) +
                                                 (check.error ? u':' + errorName(check.error->code) : QString()) +
                                                 (check.value.isEmpty() ? QString() : u':' + check.value);
                                    },
                                    [&] { finished = true; });
        if (!QTest::qWaitFor([&] { return finished; }, 10'000))
            qFatal("checks never finished");
        return lines;
    }

protected:
    void initTest() override {
        delete server;
        server = new TelegramDouble(this);
        server->conflictDelay = Milliseconds(10);
        QVERIFY(server->listen());
        http = net::createHttpClient();
        context = {};
        context.channel.settings = {{u"base_url"_s, server->baseUrl().toString()}};
        context.secrets = {{u"token"_s, server->token}};
        context.http = http.get();
        context.clock = &clock;
    }

private slots:
    void allWell() {
        server->customerWrites(7, u"Kim"_s, u"Hallo"_s);
        int running = 0;
        QCOMPARE(run(&running), (QStringList{u"address:passed:127.0.0.1"_s, u"token:passed:@test_shop_bot"_s,
                                             u"webhook:passed"_s, u"receive:passed"_s}));
        QCOMPARE(running, 4);
        // The waiting update is still there.
        QCOMPARE(server->unconfirmed(), 1);
    }
    void itsOwnConnectorIsNotDisturbed() {
        test::MemorySink sink;
        context.sink = &sink;
        auto connector = findChannelKind(u"telegram"_s)->create(context);
        connector->start();
        QTRY_COMPARE(connector->health().state, ChannelState::Connected);
        QTRY_VERIFY(server->isPolling());
        const int polls = server->calls(u"getUpdates"_s);
        QCOMPARE(run().last(), u"receive:passed"_s);
        QCOMPARE(server->calls(u"getUpdates"_s), polls);
        QVERIFY(server->isPolling());
        QCOMPARE(connector->health().state, ChannelState::Connected);
    }
    void wrongToken() {
        context.secrets = {{u"token"_s, u"1:wrong"_s}};
        QCOMPARE(run(), (QStringList{u"address:passed:127.0.0.1"_s, u"token:failed:unauthorized"_s,
                                     u"webhook:skipped"_s, u"receive:skipped"_s}));
    }
    void noToken() {
        context.secrets = {};
        QCOMPARE(run().value(1), u"token:failed:not_configured"_s);
    }
    void nobodyThere() {
        server->stopListening();
        QCOMPARE(run(), (QStringList{u"address:failed:network_down"_s, u"token:skipped"_s, u"webhook:skipped"_s,
                                     u"receive:skipped"_s}));
    }
    void someOtherServer() {
        server->failNext(TelegramDouble::Fault::Garbage, 1, u"getMe"_s);
        QCOMPARE(run().value(0), u"address:failed:server_error"_s);
    }
    void badAddress() {
        context.channel.settings = {{u"base_url"_s, u"http://bots.example.com"_s}};
        QCOMPARE(run().value(0), u"address:failed:not_configured"_s);
    }
    void webhookInTheWay() {
        server->setWebhook(u"https://hooks.example.com/secret-path"_s);
        QCOMPARE(run(), (QStringList{u"address:passed:127.0.0.1"_s, u"token:passed:@test_shop_bot"_s,
                                     u"webhook:failed:conflict:hooks.example.com"_s, u"receive:skipped"_s}));
    }
    void droppedChecksAreSilent() {
        const auto handle =
            findChannelKind(u"telegram"_s)
                ->check(
                    context, this, [](const ChannelCheck&) { QFAIL("cancelled"); }, [] { QFAIL("cancelled"); });
        const_cast<std::shared_ptr<void>&>(handle).reset();
        QTest::qWait(30);
    }
    void kinds() {
        QCOMPARE(channelKinds().size(), 8);
        QVERIFY(!findChannelKind(u"pigeon"_s));
        for (const ChannelKind& kind : channelKinds()) {
            QCOMPARE(kind.capabilities.shortName.size(), 2);
            QVERIFY(kind.capabilities.colour.startsWith(u'#') && kind.capabilities.colour.size() == 7);
            QVERIFY(kind.create(context));
        }
    }
};

SOUFFLEUR_TEST_MAIN(tst_TelegramChecks)
#include "tst_TelegramChecks.moc"
