// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/Rules.h"
#include "StoreFixture.h"

#include <atomic>
#include <thread>

#include <QSqlQuery>
#include <QSqlRecord>

using namespace souffleur;
using namespace souffleur::store;
using store::test::TemporaryWorkspace;

namespace {

//! Runs nothing until told to; so that many writes wait for one commit.
class HeldExecutor final : public Executor {
public:
    void post(std::function<void()> fn) override { m_waiting.push_back(std::move(fn)); }
    void runAll() {
        while (!m_waiting.empty()) {
            const auto fn = std::move(m_waiting.front());
            m_waiting.erase(m_waiting.begin());
            fn();
        }
    }

private:
    std::vector<std::function<void()>> m_waiting;
};

auto setting(const QString& key, int value) {
    return [=](Store& s) { return s.settings().set(key, value); };
}

constexpr int SqliteIoError = 10;
constexpr int SqliteFull = 13;

//! What a batch of three messages makes the engine do, in one transaction.
Status ingest(Store& s, const Contact& contact, const Conversation& fresh) {
    SOUFFLEUR_TRY(const auto known, s.contacts().findIdentity(fresh.channel, u"cust"_s));
    if (!known) {
        SOUFFLEUR_CHECK(s.contacts().insert(contact));
        SOUFFLEUR_CHECK(s.conversations().insert(fresh));
    }
    SOUFFLEUR_TRY(const Conversation before, s.conversations().find(fresh.id));
    Conversation after = before;
    for (int i = 1; i <= 3; ++i) {
        Message m = store::test::makeMessage(fresh, after.lastSequence + 1, u"Nachricht %1"_s.arg(i));
        m.id = MessageId(QUuid::createUuidV5(fresh.id.uuid(), QString::number(i)));
        SOUFFLEUR_TRY(const auto parked, s.messages().takeParked(fresh.channel, QString::number(i)));
        SOUFFLEUR_TRY(const bool added, s.messages().insert(m, {QString::number(i)}));
        if (!added)
            continue;
        ++after.lastSequence;
        (void)rules::applyInbound(after, m, 60min);
        SOUFFLEUR_CHECK(s.messages().insertMark(
            fresh.id, {ThreadMark::Kind::Opened, fresh.episode, ++after.lastSequence, m.sentAt, {}, {}, 0}));
    }
    SOUFFLEUR_CHECK(s.conversations().update(before, after));
    SOUFFLEUR_CHECK(
        s.messages().parkEvent(fresh.channel, u"later"_s, MessageDeleted{u"later"_s}, fresh.lastActivityAt));
    return s.channels().saveCursor(fresh.channel, "cursor 3"_ba);
}

//! All rows of all tables that a transaction could leave half done.
QStringList dump(Store& store) {
    QStringList lines;
    QStringList tables = store.database().tables();
    tables.sort();
    for (const QString& table : tables) {
        if (table.startsWith(u"message_fts"_s) && table != u"message_fts_docsize"_s)
            continue; // the same words may lie in other segments
        QSqlQuery query(store.database());
        query.exec(u"SELECT * FROM "_s + table);
        QStringList rows;
        while (query.next()) {
            QString row = table;
            for (int i = 0; i < query.record().count(); ++i)
                row += u'|' + QString::fromLatin1(query.value(i).toByteArray().toHex());
            rows.append(row);
        }
        rows.sort();
        lines += rows;
    }
    return lines;
}

} // namespace

class tst_Storage : public souffleur::test::TestCase {
    Q_OBJECT
private slots:
    void manyWritesShareOneCommit() {
        TemporaryWorkspace workspace;
        auto opened = workspace.create();
        Store* store = opened.get();
        int commits = 0;
        store::test::driverOf(*store)->setFaultHook([&](const QString& sql) {
            commits += sql == u"COMMIT" ? 1 : 0;
            return 0;
        });
        HeldExecutor executor;
        Storage storage(std::move(opened), executor);
        executor.runAll();
        QList<qint64> numbers;
        int announcements = 0;
        connect(&storage, &Storage::committed, this, [&](const Changes& changes) {
            ++announcements;
            for (const Change& change : changes)
                numbers.append(change.number);
        });
        QList<QFuture<Status>> futures;
        for (int i = 0; i < 50; ++i)
            futures.append(storage.write(setting(u"k%1"_s.arg(i), i)));
        // One that fails in the middle, after it has written something.
        const auto failing = storage.write([](Store& s) -> Status {
            SOUFFLEUR_CHECK(s.settings().set(u"half"_s, 1));
            return makeError(ErrorCode::Conflict, u"mine"_s);
        });
        for (int i = 50; i < 100; ++i)
            futures.append(storage.write(setting(u"k%1"_s.arg(i), i)));
        const auto reading = storage.read([&](Store& s) -> Result<bool> {
            SOUFFLEUR_TRY(const QJsonValue value, s.settings().value(u"k0"_s));
            return value.isUndefined(); // runs before the writes that wait
        });
        QVERIFY(!futures.constFirst().isFinished());
        executor.runAll();
        QVERIFY(*reading.result());
        for (const auto& future : futures) {
            QVERIFY(future.isFinished());
            VERIFY_OK(future.result());
        }
        QCOMPARE(failing.result().error().code, ErrorCode::Conflict);
        QVERIFY2(commits >= 1 && commits <= 10, qPrintable(QString::number(commits)));
        QCOMPARE(announcements, commits);
        QCOMPARE(numbers.size(), 100);
        QVERIFY(std::is_sorted(numbers.cbegin(), numbers.cend()));
        const auto check = storage.read([](Store& s) -> Result<int> {
            SOUFFLEUR_TRY(const QJsonValue half, s.settings().value(u"half"_s));
            SOUFFLEUR_TRY(const QJsonValue last, s.settings().value(u"k99"_s));
            return half.isUndefined() ? last.toInt() : -1;
        });
        executor.runAll();
        QCOMPARE(*check.result(), 99);
    }

    void aFailedCommitFailsAllAndLeavesNothing() {
        TemporaryWorkspace workspace;
        auto opened = workspace.create();
        CipherDriver* driver = store::test::driverOf(*opened);
        Store* store = opened.get();
        HeldExecutor executor;
        Storage storage(std::move(opened), executor);
        executor.runAll();
        int announcements = 0;
        connect(&storage, &Storage::committed, this, [&] { ++announcements; });
        const QStringList before = dump(*store);
        driver->setFaultHook([](const QString& sql) { return sql == u"COMMIT" ? SqliteFull : 0; });
        const auto a = storage.write(setting(u"a"_s, 1));
        const auto b = storage.write(setting(u"b"_s, 1));
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"commit failed: .*disk_full.*"_s));
        executor.runAll();
        QCOMPARE(a.result().error().code, ErrorCode::DiskFull);
        QCOMPARE(b.result().error().code, ErrorCode::DiskFull);
        QCOMPARE(announcements, 0);
        driver->setFaultHook({});
        QCOMPARE(dump(*store), before);
        const auto again = storage.write(setting(u"a"_s, 2));
        executor.runAll();
        VERIFY_OK(again.result());
        QCOMPARE(announcements, 1);
    }

    //! Fails the first statement, then the second ... until the transaction gets through: each failure leaves
    //! nothing, and in the end the store is what it would have been without failures.
    void everyFailingStatementIsRolledBack() {
        Contact contact = store::test::makeContact(ChannelId::create(), u"Kundin"_s, u"cust"_s);
        const Conversation conversation = store::test::makeConversation(contact);
        // BEGIN, a lost savepoint and COMMIT are logged; the statements inside are answered to the caller.
        const auto handler = qInstallMessageHandler([](QtMsgType, const QMessageLogContext&, const QString&) {});
        const auto restore = qScopeGuard([handler] { qInstallMessageHandler(handler); });
        TemporaryWorkspace untroubled;
        QStringList expected;
        {
            InlineExecutor executor;
            auto opened = untroubled.create();
            Store* store = opened.get();
            Storage storage(std::move(opened), executor);
            VERIFY_OK(storage.write([&](Store& s) { return ingest(s, contact, conversation); }).result());
            expected = dump(*store);
        }
        TemporaryWorkspace workspace;
        auto opened = workspace.create();
        Store* store = opened.get();
        CipherDriver* driver = store::test::driverOf(*store);
        InlineExecutor executor;
        Storage storage(std::move(opened), executor);
        const QStringList empty = dump(*store);
        int failAt = 0;
        for (; failAt < 1000; ++failAt) {
            int statement = 0;
            driver->setFaultHook([&](const QString&) { return statement++ == failAt ? SqliteIoError : 0; });
            const Status done = storage.write([&](Store& s) { return ingest(s, contact, conversation); }).result();
            driver->setFaultHook({});
            if (done)
                break;
            QCOMPARE(done.error().code, ErrorCode::IoError);
            QCOMPARE(dump(*store), empty);
        }
        QVERIFY2(failAt > 30 && failAt < 1000, qPrintable(QString::number(failAt)));
        QCOMPARE(dump(*store), expected);
    }

    //! FTS5 writes a segment at the commit, and one more at each savepoint that a statement opens on the way.
    void aTransactionsWordsAreWrittenOnce() {
        Contact contact = store::test::makeContact(ChannelId::create(), u"Kundin"_s, u"cust"_s);
        const Conversation conversation = store::test::makeConversation(contact);
        TemporaryWorkspace workspace;
        InlineExecutor executor;
        auto opened = workspace.create();
        Store* store = opened.get();
        Storage storage(std::move(opened), executor);
        const auto segments = [&] {
            // The upper bits of a block's id are its segment; 1 and 10 are totals and structure.
            QSqlQuery query(store->database());
            return query.exec(u"SELECT count(DISTINCT id >> 37) FROM message_fts_data WHERE id > 10"_s) &&
                           query.next()
                       ? query.value(0).toInt()
                       : -1;
        };
        const int before = segments();
        VERIFY_OK(storage.write([&](Store& s) { return ingest(s, contact, conversation); }).result());
        QCOMPARE(segments() - before, 1);
        SearchQuery query;
        query.words = u"nachricht"_s;
        QCOMPARE(store->messages().search(query)->size(), 3);
    }

    //! The same between two other writes of one commit: they stay, whatever fails in the middle.
    void neighboursSurviveEveryFailingStatement() {
        Contact contact = store::test::makeContact(ChannelId::create(), u"Kundin"_s, u"cust"_s);
        const Conversation conversation = store::test::makeConversation(contact);
        TemporaryWorkspace workspace;
        auto opened = workspace.create();
        Store* store = opened.get();
        CipherDriver* driver = store::test::driverOf(*store);
        HeldExecutor executor;
        Storage storage(std::move(opened), executor);
        int failAt = 0;
        for (; failAt < 1000; ++failAt) {
            int statement = 0;
            bool inside = false;
            driver->setFaultHook(
                [&](const QString&) { return inside && statement++ == failAt ? SqliteIoError : 0; });
            Changes announced;
            const auto connection =
                connect(&storage, &Storage::committed, this, [&](const Changes& c) { announced += c; });
            const auto before = storage.write(setting(u"before"_s, failAt));
            const auto middle = storage.write([&](Store& s) {
                inside = true;
                const Status done = ingest(s, contact, conversation);
                inside = false;
                return done;
            });
            const auto after = storage.write(setting(u"after"_s, failAt));
            executor.runAll();
            disconnect(connection);
            driver->setFaultHook({});
            VERIFY_OK(before.result());
            VERIFY_OK(after.result());
            QCOMPARE(store->settings().value(u"before"_s)->toInt(), failAt);
            QCOMPARE(store->settings().value(u"after"_s)->toInt(), failAt);
            QCOMPARE(*store->check(), QStringList());
            if (middle.result())
                break;
            QCOMPARE(middle.result().error().code, ErrorCode::IoError);
            QCOMPARE(announced.size(), 2); // the neighbours', nothing of what was rolled back
            QVERIFY(!store->conversations().find(conversation.id));
            QVERIFY(!store->contacts().find(contact.id));
            QVERIFY(store->channels().cursor(conversation.channel)->isEmpty());
        }
        QVERIFY2(failAt > 20 && failAt < 1000, qPrintable(QString::number(failAt)));
        QCOMPARE(store->messages().pageBefore(conversation.id, 0, 50)->items.size(), 6);
    }

    void aFullDiskLosesNothing() {
        TemporaryWorkspace workspace;
        auto opened = workspace.create();
        Store* store = opened.get();
        InlineExecutor executor;
        Storage storage(std::move(opened), executor);
        const auto limit = [&](qint64 more) {
            QSqlQuery query(store->database());
            QVERIFY(query.exec(u"PRAGMA page_count"_s) && query.next());
            const qint64 pages = query.value(0).toLongLong() + more;
            QVERIFY(query.exec(u"PRAGMA max_page_count = %1"_s.arg(pages)));
        };
        limit(20);
        int stored = 0;
        Status last;
        while (stored < 100 && last) {
            last =
                storage.write([&](Store& s) { return s.settings().set(u"k%1"_s.arg(stored), QString(3000, u'x')); })
                    .result();
            stored += last ? 1 : 0;
        }
        QVERIFY(!last);
        QCOMPARE(last.error().code, ErrorCode::DiskFull);
        QVERIFY(stored > 5);
        QCOMPARE(*store->check(), QStringList());
        for (int i = 0; i < stored; ++i)
            QCOMPARE(store->settings().value(u"k%1"_s.arg(i))->toString().size(), 3000);
        limit(1000); // somebody made room
        VERIFY_OK(storage.write(setting(u"after"_s, 1)).result());
    }

    void readsWithoutPauseDoNotStarveWrites() {
        TemporaryWorkspace workspace;
        HeldExecutor executor;
        Storage storage(workspace.create(), executor);
        int reads = 0;
        QFuture<Status> write;
        // The next read is asked for before the present one is over, as several eager views would do together.
        const std::function<void()> readOn = [&] {
            if (++reads < 100 && !write.isFinished())
                (void)storage.read([](Store&) -> Status { return ok(); }).then([&](const Status&) { readOn(); });
        };
        readOn();
        write = storage.write(setting(u"answer"_s, 42));
        executor.runAll();
        QVERIFY(write.isFinished());
        QVERIFY2(reads < 5, qPrintable(QString::number(reads)));
    }

    void writesFromManyThreadsAllArrive() {
        TemporaryWorkspace workspace;
        constexpr int Threads = 4;
        constexpr int Each = 250;
        QList<qint64> numbers;
        {
            ThreadExecutor executor(u"Storage"_s);
            auto opening =
                executor.run([&] { return std::make_shared<std::unique_ptr<Store>>(workspace.create()); });
            auto opened = souffleur::test::await(opening);
            Storage storage(std::move(*opened), executor);
            connect(
                &storage, &Storage::committed, &storage,
                [&](const Changes& changes) {
                    for (const Change& change : changes)
                        numbers.append(change.number);
                },
                Qt::DirectConnection);
            std::atomic<int> failures = 0;
            std::vector<std::thread> threads;
            for (int t = 0; t < Threads; ++t) {
                threads.emplace_back([&, t] {
                    for (int i = 0; i < Each; ++i) {
                        auto future = storage.write(setting(u"%1-%2"_s.arg(t).arg(i), i));
                        if (i % 50 == 0) {
                            future.waitForFinished();
                            failures += future.result() ? 0 : 1;
                        }
                    }
                });
            }
            for (std::thread& thread : threads)
                thread.join();
            QCOMPARE(failures.load(), 0);
        } // the destructor writes what still waits
        QCOMPARE(numbers.size(), Threads * Each);
        QVERIFY(std::is_sorted(numbers.cbegin(), numbers.cend()));
        const auto store = workspace.open();
        for (int t = 0; t < Threads; ++t) {
            for (int i = 0; i < Each; ++i)
                QCOMPARE(store->settings().value(u"%1-%2"_s.arg(t).arg(i))->toInt(-1), i);
        }
    }
};

SOUFFLEUR_TEST_MAIN(tst_Storage)
#include "tst_Storage.moc"
