// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "PostgresServer.h"
#include "RepositorySuite.h"

using namespace souffleur;
using namespace souffleur::store;

//! The suite against a PostgreSQL server of its own.
class tst_RepositoriesPostgres : public store::test::RepositorySuite {
    Q_OBJECT
private slots:
    void initTestCase() {
        if (store::test::PostgresServer::programs().isEmpty())
            QSKIP("PostgreSQL is not installed (no /usr/lib/postgresql/*/bin/initdb)");
        m_server = std::make_unique<store::test::PostgresServer>();
        VERIFY_OK(m_server->start());
    }
    void cleanupTestCase() { m_server.reset(); }

    void aSecondOpeningFindsTheSchema() {
        const auto connection = m_server->newSchema();
        VERIFY_OK(connection);
        for (int i = 0; i < 2; ++i) {
            auto opened = StoreOpener::openPostgres(*connection, m_directory.path(), m_key);
            VERIFY_OK(opened);
            if (i == 0)
                VERIFY_OK((*opened)->settings().set(u"a"_s, 7));
            else
                QCOMPARE((*opened)->settings().value(u"a"_s)->toInt(), 7);
        }
        const auto nowhere = StoreOpener::openPostgres(u"host=/nonexistent dbname=x"_s, m_directory.path(), m_key);
        QVERIFY(!nowhere);
        QCOMPARE(nowhere.error().code, ErrorCode::NetworkDown);
    }

protected:
    std::unique_ptr<Store> openEmpty() override {
        const auto connection = m_server->newSchema();
        if (!connection)
            qFatal("%s", qPrintable(connection.error().toString()));
        auto opened = StoreOpener::openPostgres(*connection, m_directory.path(), m_key);
        if (!opened)
            qFatal("%s", qPrintable(opened.error().toString()));
        return std::move(opened).value();
    }

private:
    QTemporaryDir m_directory;
    StoreKey m_key = StoreKey::generate();
    std::unique_ptr<store::test::PostgresServer> m_server;
};

SOUFFLEUR_TEST_MAIN(tst_RepositoriesPostgres)
#include "tst_RepositoriesPostgres.moc"
