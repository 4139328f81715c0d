// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "EngineFixture.h"

#include "engine/Outbox.h"

#include <random>

using namespace souffleur;

namespace {

//! The channel's end: accepts, refuses, or loses the answer, and counts what reached the customer.
class ScriptedConnector final : public channels::Connector {
public:
    QList<Error> failures; //!< given out one by one, then everything is accepted
    bool acceptsBeforeFailing = false;
    bool hangs = false;
    QList<OutboundMessage> delivered;
    int attempts = 0;

    void start() override {}
    void stop() override {}
    QFuture<Result<SendReceipt>> send(const OutboundMessage& message) override {
        ++attempts;
        if (hangs) {
            if (acceptsBeforeFailing)
                delivered += message;
            auto promise = std::make_shared<QPromise<Result<SendReceipt>>>();
            promise->start();
            m_open += promise;
            return promise->future();
        }
        if (!failures.isEmpty()) {
            const Error error = failures.takeFirst();
            if (error.code == ErrorCode::Unclear && acceptsBeforeFailing)
                delivered += message;
            return readyFuture(Result<SendReceipt>(error));
        }
        delivered += message;
        return readyFuture(Result<SendReceipt>(SendReceipt{{u"out:"_s + QString::number(delivered.size())}, {}}));
    }
    QFuture<Result<QByteArray>> fetch(const Attachment&) override {
        return readyFuture(Result<QByteArray>(makeError(ErrorCode::NotFound)));
    }
    void sendTyping(const QString&) override {}
    ChannelHealth health() const override { return {}; }

private:
    QList<std::shared_ptr<QPromise<Result<SendReceipt>>>> m_open;
};

struct OutboxFixture : test::EngineFixture {
    ScriptedConnector connector;
    std::unique_ptr<engine::Outbox> outbox;

    explicit OutboxFixture(const QString& kind = u"telegram"_s) : EngineFixture(kind) {
        (void)ingest({text(u"7:1"_s, u"Hallo"_s)});
        start();
    }
    void start() {
        outbox = std::make_unique<engine::Outbox>(*storage, clock, [this](ChannelId) { return &connector; });
        QObject::connect(storage.get(), &store::Storage::committed, outbox.get(), [this] { outbox->wake(); });
        outbox->start();
        settle();
    }
    void restart() {
        outbox.reset();
        reopen();
        start();
    }
    //! Lets queued continuations run; no time passes.
    static void settle() {
        for (int i = 0; i < 50; ++i)
            QCoreApplication::sendPostedEvents(), QCoreApplication::processEvents();
    }
    void pass(Milliseconds time) {
        settle();
        clock.advance(time);
        settle();
    }
    Message last() { return messages(conversation().id).last(); }
};

} // namespace

class tst_Outbox : public test::TestCase {
    Q_OBJECT
private slots:
    void holdThenSend() {
        OutboxFixture f;
        VERIFY_OK(f.run(f.reply(f.conversation(), u"Guten Tag"_s)));
        f.pass(4s);
        QCOMPARE(f.connector.attempts, 0);
        QCOMPARE(f.last().status, MessageStatus::Held);
        f.pass(2s);
        QCOMPARE(f.connector.delivered.size(), 1);
        QCOMPARE(f.connector.delivered.first().recipientExternalId, u"7"_s);
        QCOMPARE(f.last().status, MessageStatus::Sent);
        f.pass(10min);
        QCOMPARE(f.connector.delivered.size(), 1);
    }

    void undoWithinTheHoldSendsNothing() {
        OutboxFixture f;
        const SendReply reply = f.reply(f.conversation(), u"Guten Tag"_s);
        VERIFY_OK(f.run(reply));
        f.pass(3s);
        VERIFY_OK(f.run(UndoSend{reply.message}));
        f.pass(1h);
        QCOMPARE(f.connector.attempts, 0);
    }

    void retryWithBackoffAndServersWait() {
        OutboxFixture f;
        f.connector.failures = {makeError(ErrorCode::NetworkDown), Error{ErrorCode::RateLimited, {}, 120}};
        SendReply reply = f.reply(f.conversation(), u"Guten Tag"_s);
        reply.holdSeconds = 0;
        VERIFY_OK(f.run(reply));
        f.pass(100ms);
        QCOMPARE(f.connector.attempts, 1);
        QCOMPARE(f.last().status, MessageStatus::Queued);
        QCOMPARE(f.last().error->code, ErrorCode::NetworkDown);
        f.pass(4s);
        QCOMPARE(f.connector.attempts, 1);
        f.pass(2s);
        QCOMPARE(f.connector.attempts, 2);
        f.pass(119s);
        QCOMPARE(f.connector.attempts, 2);
        f.pass(2s);
        QCOMPARE(f.connector.attempts, 3);
        QCOMPARE(f.last().status, MessageStatus::Sent);
        QVERIFY(!f.last().error);
        QCOMPARE(f.connector.delivered.size(), 1);
    }

    void aServersOwnWaitDoesNotLengthenTheNextOne() {
        OutboxFixture f;
        f.connector.failures = QList<Error>(6, Error{ErrorCode::RateLimited, {}, 1});
        f.connector.failures += makeError(ErrorCode::NetworkDown);
        SendReply reply = f.reply(f.conversation(), u"Guten Tag"_s);
        reply.holdSeconds = 0;
        VERIFY_OK(f.run(reply));
        for (int i = 0; i < 7; ++i)
            f.pass(1100ms);
        QCOMPARE(f.connector.attempts, 7);
        f.pass(5s); // and not the sixth step of the back-off
        QCOMPARE(f.last().status, MessageStatus::Sent);
    }

    void aChannelThatIsBackSendsAtOnce() {
        OutboxFixture f;
        f.connector.failures = QList<Error>(6, makeError(ErrorCode::NetworkDown));
        SendReply reply = f.reply(f.conversation(), u"Guten Tag"_s);
        reply.holdSeconds = 0;
        VERIFY_OK(f.run(reply));
        for (const Milliseconds wait : {100ms, 5'100ms, 10'100ms, 20'100ms, 40'100ms, 80'100ms})
            f.pass(wait);
        QCOMPARE(f.connector.attempts, 6);
        const SendReply held = f.reply(f.conversation(), u"Noch etwas"_s);
        VERIFY_OK(f.run(held));
        f.outbox->channelIsBack(f.channel.id);
        f.pass(100ms);
        QCOMPARE(f.connector.delivered.size(), 1); // the held one keeps its seconds
        f.pass(5s);
        QCOMPARE(f.connector.delivered.size(), 2);
    }

    void refusalIsFinalAndTheCustomerWaitsAgain() {
        OutboxFixture f;
        const OptionalTimestamp waiting = f.conversation().waitingSince;
        f.connector.failures = {makeError(ErrorCode::Rejected, u"chat not found"_s)};
        const SendReply reply = f.reply(f.conversation(), u"Guten Tag"_s);
        VERIFY_OK(f.run(reply));
        f.pass(6s);
        QCOMPARE(f.last().status, MessageStatus::Failed);
        QCOMPARE(f.conversation().waitingSince, waiting);
        f.pass(1h);
        QCOMPARE(f.connector.attempts, 1);
        VERIFY_OK(f.run(RetrySend{reply.message}));
        f.pass(1s);
        QCOMPARE(f.last().status, MessageStatus::Sent);
        QVERIFY(!f.conversation().waitingSince);
    }

    void aLostAnswerIsNeverRepeatedSilently() {
        OutboxFixture f;
        f.connector.acceptsBeforeFailing = true;
        f.connector.failures = {makeError(ErrorCode::Unclear)};
        const SendReply reply = f.reply(f.conversation(), u"Guten Tag"_s);
        VERIFY_OK(f.run(reply));
        f.pass(6s);
        QCOMPARE(f.last().status, MessageStatus::Unclear);
        f.pass(24h);
        f.restart();
        f.pass(24h);
        QCOMPARE(f.connector.delivered.size(), 1);
        QCOMPARE(f.run(RetrySend{reply.message}).error().code, ErrorCode::Conflict);
        VERIFY_OK(f.run(SettleUnclear{reply.message, true}));
        QCOMPARE(f.last().status, MessageStatus::Sent);
        QVERIFY(!f.conversation().waitingSince);
    }

    void aReceiptMayOvertakeTheAnswer() {
        OutboxFixture f;
        VERIFY_OK(f.run(f.reply(f.conversation(), u"Guten Tag"_s)));
        VERIFY_OK(f.ingest({StatusChanged{u"out:1"_s, MessageStatus::Read, {}}}));
        VERIFY_OK(f.ingest({StatusChanged{u"out:1"_s, MessageStatus::Delivered, {}}}));
        f.pass(6s);
        QCOMPARE(f.last().status, MessageStatus::Read);
    }

    void killedWhileSending_data() {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<bool>("arrived");
        QTest::newRow("telegram, arrived") << u"telegram"_s << true;
        QTest::newRow("telegram, lost") << u"telegram"_s << false;
    }
    void killedWhileSending() {
        QFETCH(QString, kind);
        QFETCH(bool, arrived);
        OutboxFixture f(kind);
        f.connector.hangs = true;
        f.connector.acceptsBeforeFailing = arrived;
        VERIFY_OK(f.run(f.reply(f.conversation(), u"Guten Tag"_s)));
        f.pass(6s);
        QCOMPARE(f.last().status, MessageStatus::Sending);
        f.connector.hangs = false;
        f.restart();
        f.pass(24h);
        QCOMPARE(f.last().status, MessageStatus::Unclear);
        QCOMPARE(f.connector.delivered.size(), arrived ? 1 : 0);
    }

    void ordersOfOneConversationStay() {
        OutboxFixture f;
        f.connector.failures = {makeError(ErrorCode::NetworkDown)};
        for (int i = 0; i < 4; ++i) {
            SendReply reply = f.reply(f.conversation(), u"Teil "_s + QString::number(i));
            reply.holdSeconds = 0;
            VERIFY_OK(f.run(reply));
        }
        f.pass(10min);
        QStringList order;
        for (const OutboundMessage& m : f.connector.delivered)
            order += m.text;
        QCOMPARE(order, (QStringList{u"Teil 0"_s, u"Teil 1"_s, u"Teil 2"_s, u"Teil 3"_s}));
    }

    void noFaultSendsTwice() {
        // Seeds of random failures, restarts and time: what the customer got is never more than one, and never
        // nothing once the message counts as sent.
        for (unsigned seed = 0; seed < 60; ++seed) {
            OutboxFixture f;
            std::mt19937 random(seed);
            static const ErrorCode Codes[] = {ErrorCode::NetworkDown, ErrorCode::RateLimited,
                                              ErrorCode::ServerError, ErrorCode::Unclear, ErrorCode::Rejected};
            f.connector.acceptsBeforeFailing = random() % 2 == 0;
            for (unsigned i = 0; i < random() % 4; ++i)
                f.connector.failures += makeError(Codes[random() % 5]);
            VERIFY_OK(f.run(f.reply(f.conversation(), u"Guten Tag"_s)));
            for (int step = 0; step < 6; ++step) {
                f.pass(std::chrono::seconds(random() % 900));
                if (random() % 3 == 0)
                    f.restart();
            }
            f.pass(24h);
            QVERIFY2(f.connector.delivered.size() <= 1, qPrintable(QString::number(seed)));
            const MessageStatus status = f.last().status;
            if (status == MessageStatus::Sent)
                QCOMPARE(f.connector.delivered.size(), 1);
            else
                QVERIFY(status == MessageStatus::Unclear || status == MessageStatus::Failed);
        }
    }
};

SOUFFLEUR_TEST_MAIN(tst_Outbox)
#include "tst_Outbox.moc"
