// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/mail/MailChecks.h"
#include "channels/mail/MailConnector.h"

#include "MailDoubles.h"
#include "MemorySink.h"
#include "net/HttpClient.h"
#include "support/ManualClock.h"
#include "support/TestCase.h"

#include <QJsonArray>
#include <QRandomGenerator>

using namespace souffleur;
using namespace souffleur::channels;
using mail::MailConnector;
using test::ImapDouble;
using test::ManualClock;
using test::MemorySink;
using test::SmtpDouble;

namespace {
QByteArray letter(int number, const QByteArray& text = {}) {
    const QByteArray n = QByteArray::number(number);
    return "From: Kim <kim" + QByteArray::number(number % 7) +
           "@kunde.test>\r\nSubject: Re: Paket\r\nMessage-ID: <n" + n + "@kunde.test>\r\n\r\n" +
           (text.isEmpty() ? "Nummer " + n : text) + "\r\n";
}
} // namespace

//! The state machines against servers that misbehave. Time is a manual clock.
class tst_MailConnector : public test::TestCase {
    Q_OBJECT

    struct Bench {
        ImapDouble imap;
        SmtpDouble smtp;
        MemorySink sink;
        ManualClock clock;
        std::unique_ptr<net::HttpClient> http = net::createHttpClient();
        ConnectorContext context;
        std::unique_ptr<MailConnector> connector;

        explicit Bench(const QJsonObject& more = {}) {
            if (!imap.listen() || !smtp.listen())
                qFatal("no port");
            context.channel.id = ChannelId::create();
            QJsonObject s{{u"address"_s, u"support@shop.test"_s}, {u"imap_host"_s, u"127.0.0.1"_s},
                          {u"imap_port"_s, imap.port()},          {u"imap_security"_s, u"none"_s},
                          {u"smtp_host"_s, u"127.0.0.1"_s},       {u"smtp_port"_s, smtp.port()},
                          {u"smtp_security"_s, u"none"_s}};
            for (auto it = more.begin(); it != more.end(); ++it)
                s.insert(it.key(), it.value());
            context.channel.settings = s;
            context.secrets = {{u"password"_s, u"geheim"_s}};
            context.sink = &sink;
            context.http = http.get();
            context.clock = &clock;
            make();
        }
        void make() {
            connector.reset();
            context.cursor = sink.cursor;
            connector = std::make_unique<MailConnector>(context, [] { return 1.0; });
        }
        ChannelState state() const { return connector->health().state; }
        ErrorCode error() const {
            return connector->health().error ? connector->health().error->code : ErrorCode::Bug;
        }
        QFuture<Result<SendReceipt>> send(MessageId id = MessageId::create()) {
            OutboundMessage message;
            message.id = id;
            message.recipientExternalId = u"kim@kunde.test"_s;
            message.text = u"Hallo\n.\nWelt"_s;
            return connector->send(message);
        }
    };

private slots:
    void receives() {
        Bench b;
        b.imap.deliver(letter(1));
        b.connector->start();
        QTRY_COMPARE(b.state(), ChannelState::Connected);
        QCOMPARE(b.sink.texts(), QStringList{u"Nummer 1"_s});
        QTRY_COMPARE(b.imap.idling(), 1);
        b.imap.deliver(letter(2));
        QTRY_COMPARE(b.sink.messages.size(), 2);
        QCOMPARE(b.imap.malformed, 0);
    }

    void poorServer() {
        Bench b;
        b.imap.capabilities = "IMAP4rev1 AUTH=PLAIN";
        b.imap.tellsUidNext = false;
        b.imap.deliver(letter(1));
        b.connector->start();
        QTRY_COMPARE(b.state(), ChannelState::Connected);
        QCOMPARE(b.sink.messages.size(), 1);
        b.imap.deliver(letter(2));
        b.clock.advance(60s);
        QTRY_COMPARE(b.sink.messages.size(), 2);
        QCOMPARE(b.sink.duplicates, 0);
        QCOMPARE(b.imap.malformed, 0);
    }

    //! One that was renamed: a person is told, and the others' mail comes all the same.
    void aMissingMailboxKeepsNothingBack() {
        Bench b({{u"mailboxes"_s, QJsonArray{u"INBOX"_s, u"Shop"_s, u"Forum"_s}}});
        b.imap.boxes.insert(u"Forum"_s, {});
        b.imap.deliver(letter(1));
        b.imap.deliver(letter(2), u"Forum"_s);
        b.connector->start();
        QTRY_COMPARE(b.state(), ChannelState::Failed);
        QCOMPARE(b.error(), ErrorCode::NotFound);
        QCOMPARE(b.connector->health().error->detail, u"Shop"_s);
        QCOMPARE(b.sink.messages.size(), 2);
        QTRY_COMPARE(b.imap.idling(), 1);
        b.imap.deliver(letter(3));
        QTRY_COMPARE(b.sink.messages.size(), 3);
        QTRY_COMPARE(b.imap.idling(), 1);
        QCOMPARE(b.state(), ChannelState::Failed);
        // Lost meanwhile: the next attempt is near, as for every interruption.
        b.imap.dropAll();
        QTRY_COMPARE(b.state(), ChannelState::Waiting);
        b.clock.advance(2s);
        QTRY_COMPARE(b.state(), ChannelState::Failed);
        QTRY_COMPARE(b.imap.idling(), 1);
        // There again: the next look finds it.
        b.imap.boxes.insert(u"Shop"_s, {});
        b.imap.deliver(letter(4), u"Shop"_s);
        b.clock.advance(61s);
        QTRY_COMPARE(b.state(), ChannelState::Connected);
        QCOMPARE(b.sink.messages.size(), 4);
        b.imap.boxes.remove(u"Forum"_s);
        QTRY_COMPARE(b.imap.idling(), 1);
        b.clock.advance(61s);
        QTRY_COMPARE(b.state(), ChannelState::Failed);
        QCOMPARE(b.connector->health().error->detail, u"Forum"_s);
        QCOMPARE(b.imap.malformed, 0);
    }

    void loginCommandWhereThereIsNoSasl() {
        Bench b;
        b.imap.capabilities = "IMAP4rev1 IDLE";
        b.connector->start();
        QTRY_COMPARE(b.state(), ChannelState::Connected);
        QCOMPARE(b.imap.logins, 1);
    }

    void aServerThatKeepsSilentInIdle() {
        Bench b;
        b.imap.silentIdle = true;
        b.connector->start();
        QTRY_COMPARE(b.imap.idling(), 1);
        b.imap.deliver(letter(1));
        b.clock.advance(mail::MailReceiver::IdleRenewal);
        QTRY_COMPARE(b.sink.messages.size(), 1);
        QTRY_COMPARE(b.imap.idling(), 1);
        QCOMPARE(b.imap.logins, 1);
    }

    void oldMailIsLeftAlone() {
        Bench b({{u"import_days"_s, 0}});
        b.imap.deliver(letter(1));
        b.connector->start();
        QTRY_COMPARE(b.imap.idling(), 1);
        QVERIFY(!b.sink.cursor.isEmpty());
        QCOMPARE(b.sink.messages.size(), 0);
        b.imap.deliver(letter(2));
        QTRY_COMPARE(b.sink.texts(), QStringList{u"Nummer 2"_s});
    }

    void renumbered() {
        Bench b;
        for (int i = 0; i < 30; ++i)
            b.imap.deliver(letter(i));
        b.connector->start();
        QTRY_COMPARE(b.sink.messages.size(), 30);
        b.connector->stop();
        b.imap.boxes[u"INBOX"_s].mails.removeFirst();
        b.imap.renumber();
        b.imap.deliver(letter(100));
        b.make();
        b.connector->start();
        QTRY_COMPARE(b.sink.messages.size(), 31);
        QCOMPARE(b.sink.duplicates, 29);
    }

    void oneUnreadableMail() {
        Bench b;
        for (int i = 1; i <= 3; ++i)
            b.imap.deliver(letter(i));
        b.imap.unreadable = 2;
        b.connector->start();
        QTRY_COMPARE(b.imap.idling(), 1);
        QCOMPARE(b.sink.texts(), (QStringList{u"Nummer 1"_s, u"Nummer 3"_s}));
        QCOMPARE(b.sink.all<RejectedEvent>().size(), 1);
    }

    void oneBrokenMail() {
        Bench b;
        b.imap.deliver(letter(1));
        b.imap.deliver("\x01\x02 no mail at all");
        b.imap.deliver(letter(3));
        b.connector->start();
        QTRY_COMPARE(b.imap.idling(), 1);
        QCOMPARE(b.sink.messages.size(), 2);
        QCOMPARE(b.sink.all<RejectedEvent>().size(), 1);
    }

    void tenMegabytes() {
        Bench b;
        b.imap.deliver(letter(1, QByteArray("Zeile mit Text\r\n").repeated(700'000)));
        b.imap.deliver(letter(2));
        b.connector->start();
        QTRY_COMPARE_WITH_TIMEOUT(b.sink.messages.size(), 2, 20'000);
        QVERIFY(b.sink.messages.first().text.size() > 9'000'000);
    }

    void tooLargeForAWhole() {
        Bench b;
        b.imap.deliver("From: kim@kunde.test\r\nMessage-ID: <gross@kunde.test>\r\nContent-Type: multipart/mixed; "
                       "boundary=b\r\n\r\n--b\r\n\r\nanbei\r\n--b\r\nContent-Type: video/mp4; name=film.mp4\r\n"
                       "Content-Transfer-Encoding: base64\r\n\r\n" +
                       QByteArray(int(mail::MailReceiver::MaxWholeBytes), 'A') + "\r\n--b--\r\n");
        b.connector->start();
        QTRY_COMPARE_WITH_TIMEOUT(b.sink.messages.size(), 1, 20'000);
        QCOMPARE(b.sink.messages.first().text, u"anbei"_s);
        QCOMPARE(b.sink.messages.first().attachments.size(), 1);
        QVERIFY(b.sink.messages.first().attachments.first().state == AttachmentState::Refused);
    }

    void wrongPassword() {
        Bench b;
        b.context.secrets = {{u"password"_s, u"falsch"_s}};
        b.make();
        b.connector->start();
        QTRY_COMPARE(b.state(), ChannelState::Failed);
        QCOMPARE(b.error(), ErrorCode::Unauthorized);
        // It may pass, but nobody is hammered.
        b.clock.advance(14min);
        QTest::qWait(20);
        QCOMPARE(b.imap.logins, 1);
        b.clock.advance(1min);
        QTRY_COMPARE(b.imap.logins, 2);
    }

    void aPersonNeedNotWait() {
        Bench b;
        b.imap.refuseLogins = 1;
        b.connector->start();
        QTRY_COMPARE(b.state(), ChannelState::Failed);
        b.connector->start();
        QTRY_COMPARE(b.state(), ChannelState::Connected);
        QCOMPARE(b.imap.logins, 2);
        b.clock.advance(mail::MailConnector::FailedRetry);
        QTRY_COMPARE(b.imap.idling(), 1);
        QCOMPARE(b.imap.logins, 2);
    }

    void aServerThatNamesItsWait() {
        Bench b;
        b.imap.nextGreeting = "* BYE Request is throttled. Suggested Backoff Time: 89000 milliseconds\r\n";
        b.connector->start();
        QTRY_COMPARE(b.state(), ChannelState::Waiting);
        QCOMPARE(b.error(), ErrorCode::RateLimited);
        QCOMPARE(toMs(*b.connector->health().nextAttemptAt) - toMs(b.clock.now()), 89'000);
    }

    //! Somebody else's In-Reply-To leads nowhere.
    void answersToOwnMails() {
        Bench b;
        const auto answer = [](const QByteArray& from, const QByteArray& id) {
            return "From: " + from + "\r\nMessage-ID: <" + id +
                   "@kunde.test>\r\nIn-Reply-To: <n1@kunde.test>\r\n\r\n" + id + "\r\n";
        };
        b.imap.deliver(letter(1)); // kim1@kunde.test
        b.imap.deliver(answer("kim1@kunde.test", "own"));
        b.imap.deliver(answer("eve@kunde.test", "forged"));
        b.connector->start();
        QTRY_COMPARE(b.sink.messages.size(), 3);
        QVERIFY(b.sink.messages.at(1).replyToExternalId.startsWith(u"n1@kunde.test#"));
        QCOMPARE(b.sink.messages.at(1).replyToExternalId, b.sink.messages.at(0).externalId);
        QVERIFY(b.sink.messages.at(2).replyToExternalId.isEmpty());
    }

    void nothingSecretBeforeTls_data() {
        QTest::addColumn<QByteArray>("greeting");
        QTest::addColumn<QByteArray>("extra");
        QTest::newRow("preauth") << "* PREAUTH hello\r\n"_ba << QByteArray();
        QTest::newRow("injected") << "* OK hello\r\n"_ba
                                  << "* OK [CAPABILITY IMAP4rev1] evil\r\n"_ba;
        QTest::newRow("no tls behind it") << "* OK hello\r\n"_ba << QByteArray();
        QTest::newRow("bye") << "* BYE go away\r\n"_ba << QByteArray();
    }
    void nothingSecretBeforeTls() {
        QFETCH(QByteArray, greeting);
        QFETCH(QByteArray, extra);
        Bench b({{u"imap_security"_s, u"starttls"_s}});
        b.imap.greeting = greeting;
        b.imap.startTlsExtra = extra;
        b.connector->start();
        for (int i = 0; i < 40 && b.state() == ChannelState::Connecting; ++i) {
            QTest::qWait(25);
            if (i > 20)
                b.clock.advance(31s);
        }
        QVERIFY(b.state() == ChannelState::Failed || b.state() == ChannelState::Waiting);
        QCOMPARE(b.imap.logins, 0);
    }

    //! Broken off at every place: nothing lost, nothing twice.
    void seeds() {
        int drops = 0;
        for (quint32 seed = 1; seed <= 250; ++seed) {
            QRandomGenerator random(seed);
            Bench b(random.bounded(2) ? QJsonObject{} : QJsonObject{{u"mark_seen"_s, true}});
            if (random.bounded(4) == 0)
                b.imap.capabilities = "IMAP4rev1 AUTH=PLAIN";
            b.connector->start();
            QTRY_COMPARE(b.state(), ChannelState::Connected);
            int number = 0;
            for (int fault = 0; fault < 8; ++fault) {
                for (int i = random.bounded(1, 5); i > 0; --i)
                    b.imap.deliver(letter(int(seed) * 1000 + ++number));
                switch (random.bounded(7)) {
                case 0:
                    b.imap.dropAfterCommands = random.bounded(8);
                    break;
                case 1:
                    b.imap.dropAfterBytes = random.bounded(900);
                    break;
                case 2:
                    b.imap.dropAll();
                    break;
                case 3:
                    b.sink.failures = 1;
                    break;
                case 4:
                    b.imap.renumber();
                    b.imap.dropAll();
                    break;
                case 5:
                    b.make();
                    b.connector->start();
                    break;
                default:
                    break;
                }
                ++drops;
                for (int i = random.bounded(6); i > 0; --i)
                    QCoreApplication::processEvents();
                b.clock.advance(130s);
            }
            b.imap.dropAfterBytes = b.imap.dropAfterCommands = -1;
            b.sink.failures = 0;
            for (int i = 0; i < 400 && b.sink.messages.size() < number; ++i) {
                QTest::qWait(1);
                b.clock.advance(5s);
            }
            QVERIFY2(b.sink.messages.size() == number,
                     qPrintable(u"seed %1: %2 of %3"_s.arg(seed).arg(b.sink.messages.size()).arg(number)));
            QVERIFY2(b.imap.malformed == 0, qPrintable(u"seed %1"_s.arg(seed)));
        }
        QCOMPARE(drops, 2000);
    }

    void sends() {
        Bench b;
        const auto receipt = test::await(b.send());
        VERIFY_OK(receipt);
        QCOMPARE(b.smtp.accepted.size(), 1);
        QCOMPARE(b.smtp.accepted.first().to, "<kim@kunde.test>"_ba);
        QVERIFY(b.smtp.accepted.first().from.startsWith("<support@shop.test> SIZE="));
        QVERIFY(b.smtp.accepted.first().data.contains("Hallo\r\n.\r\nWelt"));
        QTRY_COMPARE(b.imap.boxes[u"Sent"_s].mails.size(), 1);
        QCOMPARE(b.imap.boxes[u"Sent"_s].mails.first().bytes, b.smtp.accepted.first().data);
    }

    //! After a restart, too: the mail that is answered, else the person's latest.
    void answersTheRightMail() {
        Bench b;
        for (const int number : {1, 8, 15}) // all by kim1
            b.imap.deliver(letter(number));
        OutboundMessage message;
        message.recipientExternalId = u"kim1@kunde.test"_s;
        message.text = u"Hallo"_s;
        const auto answered = [&](const QString& id) {
            message.id = MessageId::create();
            message.replyToExternalId = id;
            const auto sent = test::await(b.connector->send(message));
            const QByteArray& data = b.smtp.accepted.last().data;
            const qsizetype at = data.indexOf("In-Reply-To: <") + 14;
            return sent ? data.mid(at, data.indexOf('@', at) - at) : QByteArray();
        };
        QCOMPARE(answered(u"n8@kunde.test#0123456789abcdef"_s), "n8"_ba);
        QCOMPARE(answered(u"gone@kunde.test#0123456789abcdef"_s), "n15"_ba);
        QCOMPARE(answered({}), "n15"_ba);
        b.connector->start();
        QTRY_COMPARE(b.imap.idling(), 1);
        QCOMPARE(answered(u"n1@kunde.test#0123456789abcdef"_s), "n1"_ba);
        QCOMPARE(b.imap.malformed, 0);
    }

    void authLogin() {
        Bench b;
        b.smtp.extensions = "AUTH LOGIN";
        VERIFY_OK(test::await(b.send()));
    }

    void answers_data() {
        QTest::addColumn<QByteArray>("step");
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<int>("code");
        const auto row = [](const char* name, const QByteArray& step, const QByteArray& answer, ErrorCode code) {
            QTest::newRow(name) << step << answer << int(code);
        };
        row("greylisted", "RCPT", "451 4.7.1 later", ErrorCode::Busy);
        row("greylisted, for how long", "RCPT", "451 4.7.1 try again in 60 seconds", ErrorCode::RateLimited);
        row("unknown", "RCPT", "550 5.1.1 unknown", ErrorCode::Rejected);
        row("password", "AUTH", "535 5.7.8 wrong", ErrorCode::Unauthorized);
        row("too big", "MAIL", "552 too big", ErrorCode::TooLarge);
        row("spam", "DOT", "554 5.7.1 spam", ErrorCode::Rejected);
        row("full", "DOT", "452 4.3.1 full", ErrorCode::Busy);
        row("busy", "GREETING", "421 busy", ErrorCode::ServerError);
        row("nonsense", "GREETING", "hello", ErrorCode::Damaged);
        row("lost early", "MAIL", "drop", ErrorCode::NetworkDown);
        row("lost before data", "DATA", "drop", ErrorCode::NetworkDown);
        row("lost after the dot", "DOT", "drop", ErrorCode::Unclear);
    }
    void answers() {
        QFETCH(QByteArray, step);
        QFETCH(QByteArray, answer);
        QFETCH(int, code);
        Bench b;
        b.smtp.answers.insert(step, answer);
        const auto result = test::await(b.send());
        QVERIFY(!result);
        QCOMPARE(int(result.error().code), code);
        QVERIFY(!result.error().detail.contains(u"geheim"));
    }

    void aLostAnswerIsUnclearAndNeverRepeated() {
        Bench b;
        b.smtp.loseAnswer = true;
        const auto result = test::await(b.send());
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::Unclear);
        b.clock.advance(1h);
        QTest::qWait(20);
        QCOMPARE(b.smtp.accepted.size(), 1);
        QCOMPARE(b.smtp.connections, 1);
    }

    void aLostAnswerIsLookedUpWhereTheServerKeepsCopies() {
        Bench b({{u"sent_mailbox"_s, u"-"_s}});
        const MessageId id = MessageId::create();
        b.smtp.loseAnswer = true;
        b.imap.deliver("From: support@shop.test\r\nMessage-ID: <" + mail::ourMessageId(id, u"support@shop.test"_s) +
                           ">\r\n\r\nx",
                       u"Sent"_s);
        VERIFY_OK(test::await(b.send(id)));
        b.smtp.loseAnswer = true;
        const auto other = test::await(b.send());
        QVERIFY(!other);
        QCOMPARE(other.error().code, ErrorCode::Unclear);
    }

    void closedWhileItLooksUp() {
        Bench b({{u"sent_mailbox"_s, u"-"_s}});
        b.smtp.loseAnswer = true;
        b.smtp.taken = [&b](const SmtpDouble::Accepted&) { b.imap.goSilent(); };
        auto waiting = b.send();
        QTRY_COMPARE(b.smtp.accepted.size(), 1);
        QTest::qWait(20);
        QVERIFY(!waiting.isFinished());
        b.connector.reset();
        QCOMPARE(test::await(waiting).error().code, ErrorCode::Unclear);
    }

    void aSilentServer() {
        Bench b;
        b.smtp.answers.insert("DOT", "silent");
        auto future = b.send();
        QTRY_COMPARE(b.smtp.accepted.size(), 1);
        QTest::qWait(20);
        b.clock.advance(301s);
        const auto result = test::await(future);
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::Unclear);
    }

    void withoutImap() {
        Bench b;
        b.imap.greeting = "* BYE no\r\n";
        VERIFY_OK(test::await(b.send()));
        QVERIFY(!b.smtp.accepted.first().data.contains("In-Reply-To"));
    }

    void aLongTextIsSeveralMails() {
        Bench b;
        OutboundMessage message;
        message.id = MessageId::create();
        message.recipientExternalId = u"kim@kunde.test"_s;
        message.text = u"wort "_s.repeated(50'000);
        message.files = {{AttachmentKind::Document, u"agb.pdf"_s, u"application/pdf"_s, "%PDF"}};
        b.smtp.answers.insert("DATA", "452 4.3.1 full");
        const auto refused = test::await(b.connector->send(message));
        QCOMPARE(refused.error().code, ErrorCode::Busy);
        b.smtp.answers.clear();
        // The second one is refused once: what the customer has is not sent again.
        b.smtp.plan("DOT", "250 queued");
        b.smtp.plan("DOT", "452 4.3.1 full");
        auto sending = b.connector->send(message);
        QTRY_VERIFY(b.smtp.planned() == 0);
        QTRY_VERIFY((b.clock.advance(1s), sending.isFinished()));
        const auto receipt = sending.result();
        VERIFY_OK(receipt);
        QCOMPARE(b.smtp.accepted.size(), 3);
        QCOMPARE(receipt->externalIds.size(), 3);
        for (const QString& id : receipt->externalIds)
            QVERIFY(mail::isOurMessageId(id.toUtf8(), {u"shop.test"_s}));
        QVERIFY(!b.smtp.accepted.at(1).data.contains("agb.pdf"));
        QVERIFY(b.smtp.accepted.at(2).data.contains("agb.pdf"));
    }

    void closedInTheMiddle() {
        Bench b;
        b.smtp.answers.insert("MAIL", "silent");
        auto waiting = b.send();
        QTRY_COMPARE(b.smtp.connections, 1);
        b.connector.reset();
        QCOMPARE(test::await(waiting).error().code, ErrorCode::Busy);
    }

    //! Whose connection ends says nothing about the mailbox that was asked for.
    void checksOverALostConnection_data() {
        QTest::addColumn<QJsonObject>("settings");
        QTest::newRow("the mailbox for sent mail is looked for") << QJsonObject();
        QTest::newRow("the mailbox for sent mail is named") << QJsonObject{{u"sent_mailbox"_s, u"Sent"_s}};
    }
    void checksOverALostConnection() {
        QFETCH(const QJsonObject, settings);
        Bench b(settings);
        QMap<QString, ChannelCheck> found;
        bool finished = false;
        QObject receiver;
        const auto handle = mail::checkMail(
            b.context, &receiver,
            [&](const ChannelCheck& check) {
                found.insert(check.name, check);
                if (check.name == u"smtp" && check.state == CheckState::Passed)
                    b.imap.dropAll();
            },
            [&] { finished = true; });
        QTRY_VERIFY(finished);
        QCOMPARE(found.value(u"smtp"_s).state, CheckState::Passed);
        QCOMPARE(found.value(u"sent"_s).state, CheckState::Failed);
        QCOMPARE(found.value(u"sent"_s).error->code, ErrorCode::NetworkDown);
    }
};

SOUFFLEUR_TEST_MAIN(tst_MailConnector)
#include "tst_MailConnector.moc"
