// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "EngineFixture.h"

#include "engine/Engine.h"
#include "net/HttpClient.h"

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
};

SOUFFLEUR_TEST_MAIN(tst_Engine)
#include "tst_Engine.moc"
