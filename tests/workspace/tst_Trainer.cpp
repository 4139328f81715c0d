// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/local/Trainer.h"

#include "engine/EngineFixture.h"
#include "workspace/local/Housekeeper.h"

#include <deque>

#include <QSignalSpy>
#include <QSqlQuery>

using namespace souffleur;
using workspace::Trainer;

namespace {

//! Runs what was posted when told to: training that has not begun yet.
class PatientExecutor final : public Executor {
public:
    void post(std::function<void()> fn) override { m_posted.push_back(std::move(fn)); }
    void run() {
        while (!m_posted.empty()) {
            const auto fn = std::move(m_posted.front());
            m_posted.pop_front();
            fn();
        }
    }
    bool isEmpty() const { return m_posted.empty(); }

private:
    std::deque<std::function<void()>> m_posted;
};

struct TrainerFixture : test::EngineFixture {
    QByteArray file;
    int written = 0;
    int removed = 0;
    FaqEntryId entry;
    std::unique_ptr<Trainer> trainer;
    std::unique_ptr<QSignalSpy> trained;
    int customers = 0;

    TrainerFixture() {
        for (const QString& topic : {u"Paket"_s, u"Rechnung"_s, u"Gutschein"_s})
            offer(topic);
    }
    void offer(const QString& topic) {
        FaqEntry made;
        made.id = FaqEntryId::create();
        made.questions.insert(u"de"_s, u"Wo ist mein %1?"_s.arg(topic));
        made.variants = {{u"mein %1 fehlt"_s.arg(topic), u"de"_s, VariantSource::Written}};
        made.answers = {{u"de"_s, AnswerLength::Chat, FormOfAddress::Formal, u"Das %1 kommt."_s.arg(topic)}};
        made.status = FaqStatus::Published;
        (void)run(SaveFaqEntry{made, {}});
        entry = made.id;
    }
    void offer(int entries) {
        for (int i = 0; i < entries; ++i)
            offer(u"Ding%1"_s.arg(i));
    }
    void write(int messages) {
        for (int i = 0; i < messages; ++i) {
            const int n = ++customers;
            (void)ingest({text(u"m%1"_s.arg(n), u"Wo bleibt mein Paket Nummer %1 denn heute?"_s.arg(i),
                               u"c%1"_s.arg(n % 40))});
        }
    }
    void teach(int pairs) {
        for (int i = 0; i < pairs; ++i) {
            const QString sender = u"p%1"_s.arg(++customers);
            (void)ingest({text(u"m%1"_s.arg(customers), u"mein ding %1 ist weg"_s.arg(customers), sender)});
            (void)EngineFixture::run(RecordWrong{conversation(sender).id, {}, entry, 1});
        }
    }
    void start(Executor& background) {
        Trainer::Limits limits;
        limits.fewestMessages = 20;
        limits.slice = 7; // several reads
        trainer = std::make_unique<Trainer>(
            *storage, background, clock,
            knowledge::SealedFile{[this]() -> Result<QByteArray> {
                                      if (file.isEmpty())
                                          return makeError(ErrorCode::NotFound);
                                      return file;
                                  },
                                  [this](const QByteArray& content) {
                                      file = content;
                                      ++written;
                                      return ok();
                                  }},
            [this] {
                file.clear();
                ++removed;
            },
            limits);
        trained = std::make_unique<QSignalSpy>(trainer.get(), &Trainer::trained);
        QObject::connect(storage.get(), &store::Storage::committed, trainer.get(), &Trainer::apply);
        trainer->open();
        QTest::qWait(1); // its reads
        QTest::qWait(1);
    }
    void start() { start(executor); }
    //! Lets time pass and what is on its way arrive.
    void pass(Milliseconds time) {
        QCoreApplication::processEvents();
        clock.advance(time);
        for (int i = 0; i < 30; ++i)
            QCoreApplication::processEvents();
    }
};

} // namespace

class tst_Trainer : public test::TestCase {
    Q_OBJECT
private slots:
    void nothingToLearnFrom() {
        TrainerFixture f;
        f.write(5);
        f.start();
        f.pass(1h);
        QCOMPARE(f.trainer->runs(), 0);
        QVERIFY(f.file.isEmpty());
    }

    void theFaqIsEnoughForTheFirstRun() {
        TrainerFixture f;
        f.offer(2);
        f.start();
        f.pass(6s);
        QTRY_COMPARE(f.trainer->runs(), 1);
        QCOMPARE(f.trained->size(), 1);
    }

    void anImportedFaqIsNoticed() {
        TrainerFixture f;
        f.start();
        f.offer(5);
        f.pass(6s);
        QTRY_COMPARE(f.trainer->runs(), 1);
    }

    void historyAfterTheFaqIsLearnedFromSoon() {
        TrainerFixture f;
        f.start();
        f.offer(5);
        f.pass(6s);
        QTRY_COMPARE(f.trainer->runs(), 1);
        f.write(30);
        f.pass(6s);
        QTRY_COMPARE(f.trainer->runs(), 2);
        // After this one there is the usual pause.
        f.write(40);
        f.pass(1min);
        QCOMPARE(f.trainer->runs(), 2);
        f.pass(10min);
        QTRY_COMPARE(f.trainer->runs(), 3);
    }

    void historyIsEnoughForTheFirstRun() {
        TrainerFixture f;
        f.write(30);
        f.start();
        f.pass(1s);
        QCOMPARE(f.trainer->runs(), 0); // an import should be complete
        f.pass(5s);
        QTRY_COMPARE(f.trainer->runs(), 1);
        QCOMPARE(f.trained->size(), 1);
        QVERIFY(!f.file.isEmpty());
        // The next start reads it and trains nothing.
        f.start();
        QTRY_COMPARE(f.trained->size(), 1);
        f.pass(1h);
        QCOMPARE(f.trainer->runs(), 0);
        QCOMPARE(f.written, 1);
    }

    void importedHistoryIsNoticed() {
        TrainerFixture f;
        f.start();
        f.write(30);
        f.pass(6s);
        QTRY_COMPARE(f.trainer->runs(), 1);
    }

    void theSameDataGiveTheSameFile() {
        TrainerFixture f;
        f.write(30);
        f.start();
        f.pass(6s);
        QTRY_COMPARE(f.trainer->runs(), 1);
        const QByteArray first = f.file;
        f.file.clear();
        f.start();
        f.pass(6s);
        QTRY_COMPARE(f.trainer->runs(), 1);
        QCOMPARE(f.file, first);
    }

    void newPairsAreWorthARunNowAndThen() {
        TrainerFixture f;
        f.write(30);
        f.start();
        f.pass(6s);
        QTRY_COMPARE(f.trainer->runs(), 1);
        f.teach(9);
        f.pass(20min);
        QCOMPARE(f.trainer->runs(), 1);
        f.teach(1);
        f.pass(6s);
        QTRY_COMPARE(f.trainer->runs(), 2);
        f.teach(10);
        f.pass(9min);
        QCOMPARE(f.trainer->runs(), 2); // there is a pause between two runs
        f.pass(2min);
        QTRY_COMPARE(f.trainer->runs(), 3);
    }

    void aBadFileIsMadeAnew_data() {
        QTest::addColumn<int>("damage");
        QTest::newRow("cut") << 0;
        QTest::newRow("of another kind") << 1;
        QTest::newRow("of a later version") << 2;
    }
    void aBadFileIsMadeAnew() {
        QFETCH(int, damage);
        TrainerFixture f;
        f.write(30);
        f.start();
        f.pass(6s);
        QTRY_COMPARE(f.trainer->runs(), 1);
        const QByteArray good = f.file;
        if (damage == 0)
            f.file.chop(f.file.size() / 2);
        else
            f.file[damage == 1 ? 0 : 11] = char(0x7f);
        f.start();
        QTRY_COMPARE(f.removed, 1);
        f.pass(6s);
        QTRY_COMPARE(f.trainer->runs(), 1);
        QCOMPARE(f.file, good);
    }

    void deletionTrainsAtOnce() {
        TrainerFixture f;
        f.write(30);
        f.start();
        f.pass(6s);
        QTRY_COMPARE(f.trainer->runs(), 1);
        VERIFY_OK(f.run(DeleteContact{f.conversation(u"c3"_s).contact}));
        QCOMPARE(f.removed, 1); // before anything else
        QTRY_COMPARE(f.trainer->runs(), 2);
        QCOMPARE(f.trained->size(), 2);
        QVERIFY(!f.file.isEmpty());
    }

    void deletionWithoutAModelTrainsNothing() {
        TrainerFixture f;
        f.write(5);
        f.start();
        VERIFY_OK(f.run(DeleteContact{f.conversation(u"c3"_s).contact}));
        QCOMPARE(f.removed, 1);
        f.pass(1h);
        QCOMPARE(f.trainer->runs(), 0);
    }

    void whatWasForgottenWhileNobodyLookedIsNotUsed() {
        TrainerFixture f;
        f.write(30);
        f.start();
        f.pass(6s);
        QTRY_COMPARE(f.trainer->runs(), 1);
        f.trainer.reset(); // as if the program ended right after the deletion's commit
        VERIFY_OK(f.run(DeleteContact{f.conversation(u"c3"_s).contact}));
        QVERIFY(!f.file.isEmpty());
        f.start();
        QTRY_COMPARE(f.removed, 1);
        QCOMPARE(f.trained->size(), 0);
        f.pass(6s);
        QTRY_COMPARE(f.trainer->runs(), 1);
    }

    void deletionDuringARunDropsItsResult() {
        TrainerFixture f;
        f.write(30);
        PatientExecutor later;
        f.start(later);
        later.run();
        f.pass(6s);
        QTRY_VERIFY(!later.isEmpty());
        QVERIFY(f.trainer->isRunning());
        VERIFY_OK(f.run(DeleteContact{f.conversation(u"c3"_s).contact}));
        later.run();
        f.pass(0s);
        QCOMPARE(f.trainer->runs(), 0);
        QCOMPARE(f.trained->size(), 0);
        QVERIFY(f.file.isEmpty());
        QTRY_VERIFY(!later.isEmpty()); // the next run has begun
        later.run();
        QTRY_COMPARE(f.trainer->runs(), 1);
    }

    void theEndInterrupts() {
        TrainerFixture f;
        f.write(30);
        PatientExecutor later;
        f.start(later);
        later.run();
        f.pass(6s);
        QTRY_VERIFY(!later.isEmpty());
        f.trainer->stop();
        later.run();
        f.pass(1h);
        QCOMPARE(f.written, 0);
        QCOMPARE(f.trained->size(), 0);
        f.trainer.reset();
    }

    void logsAreKeptWithinBounds() {
        test::EngineFixture f;
        for (int i = 0; i < 3; ++i)
            VERIFY_OK(f.run(SetSetting{u"x"_s, i}));
        const Command late = makeCommand(f.jana.id, SetSetting{u"x"_s, 9});
        workspace::Housekeeper keeper(*f.storage, f.clock);
        keeper.start();
        f.clock.advance(std::chrono::days(31));
        for (int i = 0; i < 20; ++i)
            QCoreApplication::processEvents();
        VERIFY_OK(f.run(late));
        f.clock.advance(2h);
        for (int i = 0; i < 20; ++i)
            QCoreApplication::processEvents();
        const auto commands = f.storage->read([](store::Store& s) -> Result<int> {
            QSqlQuery count(s.database());
            if (!count.exec(u"SELECT count(*) FROM commands"_s) || !count.next())
                return makeError(ErrorCode::Bug);
            return count.value(0).toInt();
        });
        QCOMPARE(*commands.result(), 1);
        QVERIFY(f.run(late)->repeated);
    }
};

SOUFFLEUR_TEST_MAIN(tst_Trainer)
#include "tst_Trainer.moc"
