// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "EngineFixture.h"

#include "engine/Engine.h"
#include "net/HttpClient.h"
#include "support/HttpDouble.h"

#include <QFile>
#include <QSignalSpy>

using namespace souffleur;

//! The channels of a workspace, from the store to their customers.
class tst_Engine : public test::TestCase {
    Q_OBJECT
private slots:
    void theStoredSpeedOfSampleCustomersWins_data() {
        QTest::addColumn<QJsonObject>("settings");
        QTest::addColumn<bool>("writes");
        QTest::newRow("stored: paused") << QJsonObject{{u"speed"_s, 0}} << false;
        QTest::newRow("none stored") << QJsonObject() << true;
    }
    void theStoredSpeedOfSampleCustomersWins() {
        QFETCH(QJsonObject, settings);
        test::EngineFixture f(u"sample"_s);
        QFile script(f.directory.filePath(u"customers.json"_s));
        QVERIFY(script.open(QIODevice::WriteOnly));
        script.write(R"({"format":"souffleur-customers","version":1,"customers":[{"id":"kim","name":"Kim",
            "language":"de","steps":[{"when":"start","delay_s":100,"messages":[{"text":"eins"}]}]}]})");
        script.close();
        settings.insert(u"script"_s, script.fileName());
        f.channel.settings = settings;
        f.write([&](store::Store& s) { return s.channels().save(f.channel); });
        engine::Engine engine(*f.storage, f.clock, nullptr);
        engine.setSampleSpeed(60);
        QSignalSpy healthy(&engine, &engine::Engine::healthChanged);
        engine.start();
        QTRY_VERIFY(!healthy.isEmpty());
        for (int second = 0; second < 5; ++second) {
            f.clock.advance(1s);
            for (int i = 0; i < 8; ++i)
                QCoreApplication::processEvents();
        }
        const auto identity =
            f.read([&](store::Store& s) { return s.contacts().findIdentity(f.channel.id, u"kim"_s); });
        QTEST(identity.has_value(), "writes");
        engine.stop();
    }

    //! Microsoft gives another refresh token with each answer, and the first one ends after 90 days.
    void aRenewedSecretIsKept_data() {
        QTest::addColumn<QString>("stored"); // when the answer comes
        QTest::addColumn<QString>("kept");
        QTest::newRow("renewed") << u"first"_s << u"second"_s;
        QTest::newRow("entered anew meanwhile") << u"typed"_s << u"typed"_s;
    }
    void aRenewedSecretIsKept() {
        QFETCH(QString, stored);
        test::EngineFixture f(u"mail"_s);
        test::HttpDouble authority;
        QVERIFY(authority.listen());
        QByteArrayList asked;
        test::ExchangePtr open;
        authority.setHandler([&](const test::HttpDoubleRequest& request, const test::ExchangePtr& exchange) {
            asked += QUrlQuery(QString::fromLatin1(request.body)).queryItemValue(u"refresh_token"_s).toLatin1();
            open = exchange;
        });
        f.channel.settings = {{u"address"_s, u"a@laden.test"_s},
                              {u"auth"_s, u"oauth2"_s},
                              {u"oauth_token_url"_s, authority.url(u"/token"_s).toString()},
                              {u"oauth_client_id"_s, u"app"_s},
                              {u"imap_host"_s, u"127.0.0.1"_s},
                              {u"imap_port"_s, 1},
                              {u"smtp_host"_s, u"127.0.0.1"_s}};
        const auto save = [&](const QString& token) {
            f.write([&](store::Store& s) {
                return s.channels().saveSecrets(f.channel.id, {{u"refresh_token"_s, token}});
            });
        };
        f.write([&](store::Store& s) { return s.channels().save(f.channel); });
        save(u"first"_s);
        engine::Engine engine(*f.storage, f.clock, net::createHttpClient(&f.clock));
        QSignalSpy healthy(&engine, &engine::Engine::healthChanged);
        engine.start();
        QTRY_COMPARE(asked, QByteArrayList{"first"_ba});
        save(stored);
        open->respond(200, R"({"access_token":"a","expires_in":60,"refresh_token":"second"})");
        const auto token = [&] {
            const auto secrets = f.read([&](store::Store& s) { return s.channels().secrets(f.channel.id); });
            return secrets[u"refresh_token"].toString();
        };
        // The login is known; the mail server is not there.
        QTRY_COMPARE(qvariant_cast<ChannelHealth>(healthy.last().first()).state, ChannelState::Waiting);
        QTEST(token(), "kept");
        // The next one is asked for with what came, and nothing began anew.
        QVERIFY(QTest::qWaitFor([&] {
            const auto health = qvariant_cast<ChannelHealth>(healthy.last().first());
            if (asked.size() < 2 && health.nextAttemptAt && *health.nextAttemptAt > f.clock.now())
                f.clock.advance(*health.nextAttemptAt - f.clock.now());
            return asked.size() == 2;
        }));
        QCOMPARE(asked.last(), "second"_ba);
        engine.stop();
    }
};

SOUFFLEUR_TEST_MAIN(tst_Engine)
#include "tst_Engine.moc"
