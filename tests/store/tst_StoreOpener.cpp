// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/Migrations.h"
#include "StoreFixture.h"

#include <QDir>
#include <QProcess>
#include <QSqlQuery>
#include <QtEndian>

using namespace souffleur;
using namespace souffleur::store;
using store::test::TemporaryWorkspace;

namespace {

QByteArray contentOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void overwrite(const QString& path, const QByteArray& content) {
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write");
}

ErrorCode openingError(const TemporaryWorkspace& workspace, const StoreKey& key) {
    const auto opened = StoreOpener::openCipher(workspace.paths(), key);
    return opened ? ErrorCode::Cancelled : opened.error().code; // Cancelled: nothing here gives it
}

void fill(Store& store, int contacts) {
    for (int i = 0; i < contacts; ++i) {
        const Contact contact =
            store::test::makeContact(ChannelId::create(), u"Name %1"_s.arg(i), QString::number(i));
        const Status done = store.contacts().insert(contact);
        if (!done)
            qFatal("%s", qPrintable(done.error().toString()));
    }
}

} // namespace

class tst_StoreOpener : public souffleur::test::TestCase {
    Q_OBJECT
private slots:
    void valuesOfEveryTypeRoundTrip() {
        TemporaryWorkspace workspace;
        const auto store = workspace.create();
        QSqlQuery query(store->database());
        QVERIFY(query.exec(u"CREATE TABLE t(v)"_s));
        const QList<QVariant> values{QVariant(qlonglong(-9'007'199'254'740'993)),
                                     QVariant(std::numeric_limits<qlonglong>::max()),
                                     QVariant(0.1),
                                     QVariant(u"Text ü 👋 \u0001"_s),
                                     QVariant(u""_s),
                                     QVariant(QByteArray("\0\xff\x01", 3)),
                                     QVariant(QByteArray("")),
                                     QVariant(QByteArray(100'000, 'x')),
                                     QVariant()};
        QVERIFY(query.prepare(u"INSERT INTO t(v) VALUES(?)"_s));
        for (const QVariant& value : values) {
            query.bindValue(0, value);
            QVERIFY(query.exec());
            QCOMPARE(query.numRowsAffected(), 1);
        }
        QCOMPARE(query.lastInsertId().toInt(), static_cast<int>(values.size()));
        QVERIFY(query.exec(u"SELECT v FROM t ORDER BY rowid"_s));
        for (const QVariant& value : values) {
            QVERIFY(query.next());
            QCOMPARE(query.value(0), value);
            QCOMPARE(query.isNull(0), value.isNull());
        }
        QVERIFY(!query.next());
        QVERIFY(!query.next());
        QVERIFY(!query.prepare(u"SELECT nonsense FROM nowhere"_s));
        QCOMPARE(query.lastError().nativeErrorCode(), u"1"_s);
        QVERIFY(!query.prepare(u"SELECT 1; SELECT 2"_s)); // one statement at a time
        QVERIFY(store->database().tables().contains(u"messages"_s));
        QVERIFY(store->database().transaction());
        QVERIFY(query.exec(u"DELETE FROM t"_s));
        QVERIFY(store->database().rollback());
        QVERIFY(query.exec(u"SELECT count(*) FROM t"_s) && query.next());
        QCOMPARE(query.value(0).toInt(), static_cast<int>(values.size()));
    }

    void theFileIsEncryptedAndPrivate() {
        TemporaryWorkspace workspace;
        workspace.create().reset();
        const QByteArray content = contentOf(workspace.paths().database());
        QVERIFY(content.size() >= 4096);
        QVERIFY(!content.startsWith("SQLite format 3"));
        QVERIFY(!content.contains("CREATE TABLE"));
        const auto others = QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther;
        QVERIFY(!(QFile::permissions(workspace.paths().database()) & others));
        QVERIFY(!(QFile::permissions(workspace.paths().directory) & others));
        const auto store = workspace.open();
        const auto pragma = [&](const QString& name) {
            QSqlQuery query(store->database());
            return query.exec(u"PRAGMA "_s + name) && query.next() ? query.value(0).toString() : QString();
        };
        QVERIFY(!pragma(u"cipher_version"_s).isEmpty());
        QCOMPARE(pragma(u"journal_mode"_s), u"wal"_s);
        QCOMPARE(pragma(u"synchronous"_s), u"2"_s);
        QCOMPARE(pragma(u"cache_size"_s), u"-65536"_s);
        QCOMPARE(pragma(u"temp_store"_s), u"2"_s);
        QCOMPARE(pragma(u"foreign_keys"_s), u"1"_s);
    }

    //! Another SQLite in the process takes over every symbol that is not hidden; ours must not be among them.
    void aPreloadedSqliteChangesNothing() {
        const QString library = u"/usr/lib/x86_64-linux-gnu/libsqlite3.so.0"_s;
        if (qEnvironmentVariableIsSet("SOUFFLEUR_TEST_PRELOADED") || !QFile::exists(library))
            QSKIP("libsqlite3.so.0 is not here, or this is the preloaded run itself");
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"LD_PRELOAD"_s, library);
        environment.insert(u"SOUFFLEUR_TEST_PRELOADED"_s, u"1"_s);
        // A sanitizer's own library wants to be the first one.
        environment.insert(u"ASAN_OPTIONS"_s,
                           environment.value(u"ASAN_OPTIONS"_s) + u":verify_asan_link_order=0"_s);
        process.setProcessEnvironment(environment);
        process.start(QCoreApplication::applicationFilePath(), {u"theFileIsEncryptedAndPrivate"_s});
        QVERIFY(process.waitForFinished(30'000));
        QVERIFY2(process.exitCode() == 0, process.readAllStandardOutput().constData());
    }

    void wrongKeyIsTold() {
        TemporaryWorkspace workspace;
        workspace.create().reset();
        const QByteArray before = contentOf(workspace.paths().database());
        const StoreKey other = StoreKey::generate();
        const auto opened = StoreOpener::openCipher(workspace.paths(), other);
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, ErrorCode::WrongPassphrase);
        const QByteArray hex = QByteArray(reinterpret_cast<const char*>(other.data()), 32).toHex();
        QVERIFY(!opened.error().toString().toUtf8().contains(hex));
        QCOMPARE(contentOf(workspace.paths().database()), before);
        workspace.open(); // and the right one still fits
    }

    void plainTextIsRefused() {
        TemporaryWorkspace workspace;
        workspace.create().reset();
        overwrite(workspace.paths().database(), QByteArray("SQLite format 3\0", 16) + QByteArray(8176, '\0'));
        QCOMPARE(openingError(workspace, workspace.key()), ErrorCode::NotEncrypted);
    }

    void missingAndEmptyFilesAreTold() {
        TemporaryWorkspace workspace;
        QCOMPARE(openingError(workspace, workspace.key()), ErrorCode::NotFound);
        overwrite(workspace.paths().database(), {});
        QCOMPARE(openingError(workspace, workspace.key()), ErrorCode::Damaged);
        workspace.create().reset();
        const auto again = StoreOpener::createCipher(workspace.paths(), workspace.key());
        QVERIFY(!again);
        QCOMPARE(again.error().code, ErrorCode::Conflict);
    }

    //! One flipped byte in any page is found by opening or by the check, and is never taken for a wrong key.
    void damagedPagesAreNoticed() {
        TemporaryWorkspace workspace;
        {
            const auto store = workspace.create();
            fill(*store, 50);
        }
        const QByteArray good = contentOf(workspace.paths().database());
        const qsizetype pages = good.size() / 4096;
        QVERIFY(pages > 20);
        for (qsizetype page = 0; page < pages; page += page < 2 ? 1 : 5) {
            QByteArray bad = good;
            bad[page * 4096 + 2000] = static_cast<char>(bad.at(page * 4096 + 2000) ^ 1);
            overwrite(workspace.paths().database(), bad);
            auto opened = StoreOpener::openCipher(workspace.paths(), workspace.key());
            if (!opened) {
                QCOMPARE(opened.error().code, ErrorCode::Damaged);
                continue;
            }
            const auto problems = (*opened)->check();
            QVERIFY2(!problems || !problems->isEmpty(), qPrintable(u"page %1"_s.arg(page)));
            if (!problems)
                QCOMPARE(problems.error().code, ErrorCode::Damaged);
        }
        overwrite(workspace.paths().database(), good);
        const auto store = workspace.open();
        QCOMPARE(*store->check(), QStringList());
    }

    void readingADamagedPageIsDamaged() {
        TemporaryWorkspace workspace;
        {
            const auto store = workspace.create();
            fill(*store, 400);
        }
        QByteArray content = contentOf(workspace.paths().database());
        // The contacts were written last.
        const qsizetype pages = content.size() / 4096;
        for (qsizetype page = pages - 10; page < pages; ++page)
            content[page * 4096 + 100] = static_cast<char>(content.at(page * 4096 + 100) ^ 0x40);
        overwrite(workspace.paths().database(), content);
        const auto store = workspace.open();
        Statements sql(store->database(), Dialect::Cipher);
        const auto rows = sql.list([](Row& row) { return row.text(); }, u"SELECT remark || name FROM contacts"_s);
        QVERIFY(!rows);
        QCOMPARE(rows.error().code, ErrorCode::Damaged);
    }

    void aNewerSchemaStaysUntouched() {
        TemporaryWorkspace workspace;
        {
            const auto store = workspace.create();
            Statements sql(store->database(), Dialect::Cipher);
            VERIFY_OK(sql.execute(u"INSERT INTO schema_steps(number) VALUES(?)"_s, migrations::newest() + 1));
        }
        const QByteArray before = contentOf(workspace.paths().database());
        QCOMPARE(openingError(workspace, workspace.key()), ErrorCode::NewerSchema);
        QCOMPARE(contentOf(workspace.paths().database()), before);
    }

    void onlyOneMayOpen() {
        TemporaryWorkspace workspace;
        auto store = workspace.create();
        QCOMPARE(openingError(workspace, workspace.key()), ErrorCode::AlreadyOpen);
        store.reset();
        workspace.open();
    }

    //! The schema reached step by step is the one that is made at once.
    void migratedEqualsFresh() {
        TemporaryWorkspace fresh;
        TemporaryWorkspace stepwise;
        const auto schemaOf = [](Store& store) {
            QStringList lines;
            QSqlQuery query(store.database());
            query.exec(u"SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"_s);
            while (query.next())
                lines.append(query.value(0).toString() + query.value(1).toString() + query.value(3).toString());
            return lines;
        };
        const auto a = fresh.create();
        CipherDriver* driver = new CipherDriver;
        VERIFY_OK(driver->openFile(stepwise.paths().database(), stepwise.key(), CipherDriver::Mode::Create));
        {
            QSqlDatabase database = QSqlDatabase::addDatabase(driver, u"stepwise"_s);
            Statements sql(database, Dialect::Cipher);
            VERIFY_OK(migrations::apply(sql, 1));
            QCOMPARE(*migrations::current(sql), 1);
            // What stands there is found by the search that comes later.
            VERIFY_OK(sql.execute(u"INSERT INTO settings(name, value) VALUES('kept', '{\"value\":1}')"_s));
            for (int step = 2; step <= migrations::newest(); ++step)
                VERIFY_OK(migrations::apply(sql, step));
            QCOMPARE(*migrations::current(sql), migrations::newest());
            driver->leaveUntouchedOnClose(false);
        }
        QSqlDatabase::removeDatabase(u"stepwise"_s);
        const auto b = stepwise.open();
        QCOMPARE(schemaOf(*b), schemaOf(*a));
        QCOMPARE(b->settings().value(u"kept"_s)->toInt(), 1);
    }

    void aFailingMigrationLeavesTheOldSchema() {
        TemporaryWorkspace workspace;
        CipherDriver* driver = new CipherDriver;
        VERIFY_OK(driver->openFile(workspace.paths().database(), workspace.key(), CipherDriver::Mode::Create));
        {
            QSqlDatabase database = QSqlDatabase::addDatabase(driver, u"failing"_s);
            Statements sql(database, Dialect::Cipher);
            VERIFY_OK(migrations::apply(sql, 1));
            int statement = 0;
            driver->setFaultHook([&](const QString&) { return ++statement == 6 ? 10 /* SQLITE_IOERR */ : 0; });
            const auto failed = migrations::apply(sql);
            QVERIFY(!failed);
            QCOMPARE(failed.error().code, ErrorCode::IoError);
            driver->setFaultHook({});
            QCOMPARE(*migrations::current(sql), 1);
            QVERIFY(!database.tables().contains(u"message_fts"_s));
            VERIFY_OK(migrations::apply(sql));
            QCOMPARE(*migrations::current(sql), migrations::newest());
        }
        QSqlDatabase::removeDatabase(u"failing"_s);
    }

    void workspaceFileIsChecked() {
        TemporaryWorkspace workspace;
        const auto id = StoreOpener::workspaceId(workspace.paths());
        VERIFY_OK(id);
        QVERIFY(!QUuid::fromString(*id).isNull());
        const auto again = StoreOpener::createDirectory(workspace.paths());
        QVERIFY(!again);
        QCOMPARE(again.error().code, ErrorCode::Conflict);
        overwrite(workspace.paths().workspaceFile(), "{\"format\":\"other\"}");
        QCOMPARE(StoreOpener::workspaceId(workspace.paths()).error().code, ErrorCode::Damaged);
        QFile::remove(workspace.paths().workspaceFile());
        QCOMPARE(StoreOpener::workspaceId(workspace.paths()).error().code, ErrorCode::NotFound);
    }
};

SOUFFLEUR_TEST_MAIN(tst_StoreOpener)
#include "tst_StoreOpener.moc"
