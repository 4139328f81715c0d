// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "DiscordBench.h"

#include <QRandomGenerator>

using namespace souffleur;
using namespace souffleur::channels;
using test::DiscordDouble;
using test::Kim;
using test::Tim;
using Bench = test::DiscordBench;
using Fault = DiscordDouble::Fault;

//! What the connector does when a connection, a session or the program ends.
class tst_DiscordRecovery : public test::TestCase {
    Q_OBJECT
private slots:
    void heartBeatsAndIsMissed() {
        Bench b;
        QVERIFY(b.connect());
        for (int beat = 1; beat <= 3; ++beat) {
            b.clock.advance(Milliseconds(b.server.heartbeatMs));
            QTRY_COMPARE(b.server.heartbeats, beat);
            // What comes behind the acknowledgement says that it has come.
            b.server.customerWrites(Kim, u"beat"_s);
            QTRY_COMPARE(b.sink.messages.size(), beat);
        }
        QCOMPARE(b.state(), ChannelState::Connected);
        // Nobody answers any more, though the connection stands.
        b.server.acksHeartbeats = false;
        b.server.customerWrites(Kim, u"vorher"_s);
        QTRY_COMPARE(b.sink.messages.size(), 4);
        b.clock.advance(Milliseconds(b.server.heartbeatMs));
        QTRY_COMPARE(b.server.heartbeats, 4);
        b.clock.advance(Milliseconds(b.server.heartbeatMs));
        QTRY_COMPARE(b.state(), ChannelState::Waiting);
        QCOMPARE(b.error(), ErrorCode::Timeout);
        b.server.acksHeartbeats = true;
        b.server.customerWrites(Kim, u"nachher"_s);
        QVERIFY(b.isConnected());
        QTRY_COMPARE(b.sink.texts().mid(3), (QStringList{u"vorher"_s, u"nachher"_s}));
        QCOMPARE(b.server.identifies, 1);
        QCOMPARE(b.server.resumes, 1);
    }

    void resumesWhateverEndsIt_data() {
        QTest::addColumn<int>("code"); // 0: no close frame; 7, 9: the operation
        for (const int code : {0, 7, 9, 1001, 4000, 4008})
            QTest::addRow("%d", code) << code;
    }
    void resumesWhateverEndsIt() {
        QFETCH(int, code);
        Bench b;
        QVERIFY(b.connectWithOne());
        if (code == 7)
            b.server.askReconnect();
        else if (code == 9)
            b.server.invalidate(true);
        else if (code == 0)
            b.server.dropGateway();
        else
            b.server.closeGateway(code);
        b.server.customerWrites(Kim, u"2"_s); // while nobody listens, or into a connection that is given up
        QTRY_VERIFY(b.server.resumes == 1 || b.state() == ChannelState::Waiting);
        QVERIFY(b.isConnected());
        QTRY_COMPARE(b.sink.texts(), (QStringList{u"1"_s, u"2"_s}));
        QCOMPARE(b.server.identifies, 1);
        QCOMPARE(b.server.resumes, 1);
    }

    void aLostSessionLosesNothing() {
        Bench b(true);
        QVERIFY(b.connect());
        b.server.customerWrites(Kim, u"d1"_s);
        b.server.customerWrites(Tim, u"s1"_s, b.server.serverChannels.first());
        QTRY_COMPARE(b.sink.messages.size(), 2);
        b.server.forgetSession();
        b.server.dropGateway();
        QStringList expected{u"d1"_s, u"s1"_s};
        for (int i = 0; i < 230; ++i) {
            expected += u"d %1"_s.arg(i);
            b.server.customerWrites(Kim, expected.last());
        }
        b.server.customerWrites(Tim, u"s2"_s, b.server.serverChannels.first());
        expected += u"s2"_s;
        b.server.failNext(Fault::RateLimited, 1, u"history"_s, 1.5, 1);
        b.server.failNext(Fault::BadGateway, 1, u"history"_s);
        QVERIFY(b.isConnected());
        // Live ones arrive while the history is still being read.
        b.server.customerWrites(Kim, u"live"_s);
        expected += u"live"_s;
        QVERIFY(QTest::qWaitFor(
            [&] {
                b.clock.advance(500ms);
                return b.sink.messages.size() == expected.size();
            },
            20'000));
        QStringList got = b.sink.texts();
        got.sort();
        expected.sort();
        QCOMPARE(got, expected);
        QCOMPARE(b.server.identifies, 2);
    }

    //! A page of history that was read before the session was lost again does not know what was written since.
    void aLateHistoryDoesNotCount() {
        Bench b;
        QVERIFY(b.connectWithOne());
        b.server.holdHistory();
        b.server.forgetSession();
        b.server.dropGateway();
        QVERIFY(QTest::qWaitFor([&] {
            b.clock.advance(500ms);
            return b.server.holdsHistory();
        }));
        b.server.forgetSession();
        b.server.dropGateway();
        b.server.customerWrites(Kim, u"2"_s); // when nobody listens
        QTRY_COMPARE(b.state(), ChannelState::Waiting);
        QVERIFY(b.isConnected());
        b.server.letHistoryGo();
        QTRY_COMPARE(b.sink.texts(), (QStringList{u"1"_s, u"2"_s}));
    }

    //! After a lost session the gateway tells of changes before the history brings what they change.
    void changesOvertakeTheHistory() {
        Bench b;
        QVERIFY(b.connectWithOne());
        b.server.forgetSession();
        b.server.dropGateway();
        const QString changed = b.server.customerWrites(Kim, u"2"_s);
        const QString deleted = b.server.customerWrites(Kim, u"3"_s);
        b.server.failNext(Fault::ServerError, 1, u"history"_s);
        QTRY_COMPARE(b.state(), ChannelState::Waiting);
        QVERIFY(b.isConnected());
        b.server.customerEdits(Kim, changed, u"zwei"_s);
        b.server.customerReacts(Kim, changed, u"👍"_s, true);
        b.server.customerDeletes(Kim, deleted);
        QTRY_COMPARE(b.sink.all<MessageDeleted>().size(), 1);
        QCOMPARE(b.sink.texts(), QStringList{u"1"_s});
        QVERIFY(QTest::qWaitFor([&] {
            b.clock.advance(500ms);
            return b.sink.messages.size() == 2;
        }));
        QCOMPARE(b.sink.texts().last(), u"zwei"_s);
        QCOMPARE(b.sink.duplicates, 0);
        const QString id = b.sink.messages.last().externalId;
        QCOMPARE(b.sink.all<MessageEdited>().size(), 1);
        QCOMPARE(b.sink.all<MessageEdited>().first().externalId, id);
        QCOMPARE(b.sink.all<MessageEdited>().first().text, u"zwei"_s);
        QCOMPARE(b.sink.all<ReactionChanged>().size(), 1);
        QCOMPARE(b.sink.all<ReactionChanged>().first().externalId, id);
    }

    void aRestartInTheMiddleOfCatchingUp() {
        Bench b;
        QVERIFY(b.connectWithOne());
        b.server.forgetSession();
        b.server.dropGateway();
        b.server.customerWrites(Kim, u"2"_s);
        b.server.failNext(Fault::ServerError, 100, u"history"_s);
        QTRY_COMPARE(b.state(), ChannelState::Waiting);
        QVERIFY(b.isConnected());
        b.server.customerWrites(Kim, u"3"_s); // live and stored: the place must not jump over the second
        QTRY_COMPARE(b.sink.texts(), (QStringList{u"1"_s, u"3"_s}));
        b.make();
        b.server.clearFaults();
        QVERIFY(b.connect());
        QTRY_COMPARE(b.sink.texts(), (QStringList{u"1"_s, u"3"_s, u"2"_s}));
        QCOMPARE(b.sink.duplicates, 1); // the third, out of the history
    }

    void aRestartResumes() {
        Bench b;
        QVERIFY(b.connectWithOne());
        b.bot->stop();
        QCOMPARE(b.state(), ChannelState::Off);
        b.make();
        b.server.customerWrites(Kim, u"2"_s);
        QVERIFY(b.connect());
        QTRY_COMPARE(b.sink.texts(), (QStringList{u"1"_s, u"2"_s}));
        QCOMPARE(b.server.identifies, 1);
    }

    // ------------------------------------------------------------------------------------------------- the way out

    //! Eight kinds of faults in every mixture: nothing lost, nothing doubled. Each for itself: tst_DiscordContract.
    void seeds() {
        for (quint32 seed = 1; seed <= 20; ++seed) {
            QRandomGenerator random(seed);
            Bench b(seed % 2 == 0);
            b.bot->start();
            int written = 0;
            QStringList sentTexts;
            QList<QFuture<Result<SendReceipt>>> sends;
            for (int step = 0; step < 12; ++step) {
                const QString user = random.bounded(2) == 0 ? Kim : Tim;
                const bool server = seed % 2 == 0 && random.bounded(2) == 0;
                // Everybody is known before sessions get lost: see the connector's header.
                if (step < 2 || random.bounded(2) == 0) {
                    if (step < 2 && !b.isConnected())
                        QFAIL("never connected");
                    b.server.customerWrites(step < 2 ? (step == 0 ? Kim : Tim) : user, u"in %1"_s.arg(++written),
                                            server && step >= 2 ? b.server.serverChannels.first() : QString());
                    if (step < 2)
                        QVERIFY(QTest::qWaitFor([&] { return b.sink.messages.size() == written; }, 10'000));
                }
                if (step >= 2)
                    switch (random.bounded(8)) {
                    case 0:
                        b.server.dropGateway();
                        break;
                    case 1:
                        b.server.closeGateway(random.bounded(2) == 0 ? 4000 : 4007);
                        break;
                    case 2:
                        b.server.forgetSession();
                        b.server.dropGateway();
                        break;
                    case 3:
                        b.server.askReconnect();
                        break;
                    case 4:
                        b.server.invalidate(random.bounded(2) == 0);
                        break;
                    case 5:
                        b.sink.failures = 1;
                        break;
                    case 6:
                        b.server.failNext(Fault(random.bounded(5)), 1,
                                          random.bounded(2) == 0 ? u"history"_s : u"gateway"_s);
                        break;
                    case 7:
                        sentTexts += u"out %1"_s.arg(step);
                        b.server.failNext(random.bounded(2) == 0 ? Fault::LostAnswer : Fault::ServerError);
                        sends += b.bot->send(b.out(sentTexts.last(), user));
                        break;
                    }
                QTest::qWait(0);
                b.clock.advance(Milliseconds(random.bounded(1500)));
            }
            const bool done = QTest::qWaitFor(
                [&] {
                    b.clock.advance(500ms);
                    return b.sink.messages.size() == written &&
                           std::all_of(sends.cbegin(), sends.cend(), [](const auto& s) { return s.isFinished(); });
                },
                15'000);
            QVERIFY2(done, qPrintable(u"seed %1: %2 of %3, state %4"_s.arg(seed)
                                          .arg(b.sink.messages.size())
                                          .arg(written)
                                          .arg(int(b.state()))));
            QSet<QString> texts;
            for (const QString& text : b.sink.texts())
                texts += text;
            QCOMPARE(texts.size(), written);
            QStringList arrived;
            for (const auto& sent : b.server.sent())
                arrived += sent.content;
            arrived.removeDuplicates();
            QVERIFY2(arrived.size() == b.server.sent().size(), qPrintable(u"seed %1: doubled"_s.arg(seed)));
            for (qsizetype i = 0; i < sends.size(); ++i)
                QVERIFY2(!sends.at(i).result() || arrived.contains(sentTexts.at(i)),
                         qPrintable(u"seed %1: lost"_s.arg(seed)));
            QCOMPARE(b.server.http().malformed, 0);
        }
    }
};

SOUFFLEUR_TEST_MAIN(tst_DiscordRecovery)
#include "tst_DiscordRecovery.moc"
