// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/mail/MailChecks.h"
#include "channels/mail/MailConnector.h"

#include "MailPeer.h"
#include "MemorySink.h"
#include "net/HttpClient.h"
#include "support/HttpDouble.h"
#include "support/ManualClock.h"
#include "support/TestCase.h"

#include <QDir>
#include <QJsonArray>

using namespace souffleur;
using namespace souffleur::channels;
using mail::MailConnector;
using test::MailPeer;
using test::ManualClock;
using test::MemorySink;

namespace {
QByteArray letter(const QByteArray& id, const QByteArray& text, const QByteArray& more = {}) {
    return "From: Kim Muster <kim@kunde.test>\r\nTo: support@example.test\r\nSubject: Paket\r\nMessage-ID: <" + id +
           ">\r\nDate: Mon, 17 Nov 2025 10:00:00 +0100\r\n" + more +
           "Content-Type: text/plain; charset=utf-8\r\n\r\n" + text + "\r\n";
}
} // namespace

//! E-mail against the real Dovecot and aiosmtpd. Back-off runs on a manual clock, everything else on the servers'
//! own.
class tst_MailServers : public test::TestCase {
    Q_OBJECT

    struct Bench {
        MemorySink sink;
        ManualClock clock{Timestamp(
            std::chrono::duration_cast<Milliseconds>(std::chrono::system_clock::now().time_since_epoch()))};
        std::unique_ptr<net::HttpClient> http = net::createHttpClient();
        ConnectorContext context;
        std::unique_ptr<MailConnector> connector;
        QObject receiver;

        explicit Bench(const MailPeer& peer, const QJsonObject& more = {}) {
            context.channel.id = ChannelId::create();
            context.channel.kind = u"mail"_s;
            QJsonObject s{{u"address"_s, peer.user},
                          {u"name"_s, u"Der Laden"_s},
                          {u"imap_host"_s, u"localhost"_s},
                          {u"imap_port"_s, peer.imaps},
                          {u"smtp_host"_s, u"127.0.0.1"_s},
                          {u"smtp_port"_s, peer.smtp},
                          {u"smtp_security"_s, u"none"_s},
                          {u"smtp_auth"_s, false},
                          {u"ca_certificates"_s, QString::fromLatin1(peer.certificate())}};
            for (auto it = more.begin(); it != more.end(); ++it)
                s.insert(it.key(), it.value());
            context.channel.settings = s;
            context.secrets = {{u"password"_s, peer.password}};
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
        Result<SendReceipt> send(const QString& to, const QString& text, const QString& replyTo = {}) {
            OutboundMessage message;
            message.id = MessageId::create();
            message.recipientExternalId = to;
            message.text = text;
            message.replyToExternalId = replyTo;
            return test::await(connector->send(message));
        }
    };

    std::unique_ptr<MailPeer> m_peer;

    void initTest() override {
        m_peer = std::make_unique<MailPeer>();
        if (const QString missing = m_peer->start(); !missing.isEmpty())
            QSKIP(qPrintable(missing));
    }

private slots:
    void cleanup() { m_peer.reset(); }

    void receivesByIdle() {
        m_peer->deliver(letter("a@kunde.test", "Wo ist es?"));
        Bench b(*m_peer);
        b.connector->start();
        QTRY_COMPARE_WITH_TIMEOUT(b.state(), ChannelState::Connected, 10'000);
        QCOMPARE(b.sink.texts(), QStringList{u"Paket\n\nWo ist es?"_s});
        m_peer->deliver(letter("b@kunde.test", "Hallo?", "In-Reply-To: <a@kunde.test>\r\n"));
        QTRY_COMPARE_WITH_TIMEOUT(b.sink.messages.size(), 2, 10'000);
        QCOMPARE(b.sink.texts().last(), u"Hallo?"_s);
        QCOMPARE(b.sink.duplicates, 0);
        // Nothing was marked.
        QVERIFY(!m_peer->flags().join(QString()).contains(u'S'));
        QCOMPARE(b.connector->health().account, m_peer->user);
        QVERIFY(b.connector->health().lastEventAt);
    }

    void goesOnWhereItWas() {
        Bench b(*m_peer);
        b.connector->start();
        QTRY_COMPARE_WITH_TIMEOUT(b.state(), ChannelState::Connected, 10'000);
        b.connector->stop();
        for (int i = 0; i < 45; ++i)
            m_peer->deliver(letter("n" + QByteArray::number(i) + "@kunde.test", "Nummer " + QByteArray::number(i)));
        b.make();
        b.connector->start();
        QTRY_COMPARE_WITH_TIMEOUT(b.sink.messages.size(), 45, 20'000);
        QCOMPARE(b.sink.duplicates, 0);
        b.make();
        b.connector->start();
        QTRY_COMPARE_WITH_TIMEOUT(b.state(), ChannelState::Connected, 10'000);
        QCOMPARE(b.sink.messages.size(), 45);
        QCOMPARE(b.sink.duplicates, 0);
    }

    void untrustedCertificateIsRefused() {
        Bench b(*m_peer, {{u"ca_certificates"_s, QString()}});
        b.connector->start();
        QTRY_COMPARE_WITH_TIMEOUT(b.state(), ChannelState::Failed, 10'000);
        QCOMPARE(b.error(), ErrorCode::PermissionDenied);
    }

    void startTls() {
        m_peer->deliver(letter("a@kunde.test", "Hallo"));
        Bench b(*m_peer, {{u"imap_port"_s, m_peer->imap}, {u"imap_security"_s, u"starttls"_s}});
        b.connector->start();
        QTRY_COMPARE_WITH_TIMEOUT(b.sink.messages.size(), 1, 10'000);
    }

    void wrongPassword() {
        Bench b(*m_peer);
        b.context.secrets = {{u"password"_s, u"falsch"_s}};
        b.make();
        b.connector->start();
        QTRY_COMPARE_WITH_TIMEOUT(b.state(), ChannelState::Failed, 15'000);
        QCOMPARE(b.error(), ErrorCode::Unauthorized);
        QVERIFY(b.connector->health().nextAttemptAt);
    }

    void tokens() {
        test::HttpDouble authority;
        QVERIFY(authority.listen());
        int asked = 0;
        authority.setHandler([&](const test::HttpDoubleRequest& request, const test::ExchangePtr& exchange) {
            ++asked;
            if (!request.body.contains("refresh_token=r%2Bt") || !request.body.contains("client_id=app"))
                return exchange->respond(400, R"({"error":"invalid_grant"})");
            // The first one is over already: the mail server refuses it.
            exchange->respond(200, "{\"access_token\":\"" + m_peer->token(asked == 1 ? -60 : 3600).toLatin1() +
                                       "\",\"expires_in\":3600}");
        });
        Bench b(*m_peer, {{u"auth"_s, u"oauth2"_s},
                          {u"oauth_token_url"_s, authority.url(u"/token"_s).toString()},
                          {u"oauth_client_id"_s, u"app"_s}});
        b.context.secrets = {{u"refresh_token"_s, u"r+t"_s}};
        b.make();
        m_peer->deliver(letter("a@kunde.test", "Hallo"));
        b.connector->start();
        QTRY_COMPARE_WITH_TIMEOUT(asked, 1, 10'000);
        for (int i = 0; i < 100 && b.sink.messages.isEmpty(); ++i) {
            QTest::qWait(100);
            b.clock.advance(200ms);
        }
        QCOMPARE(b.sink.messages.size(), 1);
        QCOMPARE(asked, 2);

        b.context.secrets = {{u"refresh_token"_s, u"withdrawn"_s}};
        b.make();
        b.connector->start();
        for (int i = 0; i < 100 && b.state() != ChannelState::Failed; ++i) {
            QTest::qWait(50);
            b.clock.advance(200ms);
        }
        QCOMPARE(b.state(), ChannelState::Failed);
        QCOMPARE(b.error(), ErrorCode::Unauthorized);
    }

    void renumberedMailboxBringsNothingTwice() {
        Bench b(*m_peer);
        for (int i = 0; i < 3; ++i)
            m_peer->deliver(letter("n" + QByteArray::number(i) + "@kunde.test", "Nummer " + QByteArray::number(i)));
        b.connector->start();
        QTRY_COMPARE_WITH_TIMEOUT(b.sink.messages.size(), 3, 10'000);
        b.connector->stop();
        const QByteArray before = b.sink.cursor;
        m_peer->stopDovecot();
        m_peer->forgetNumbers();
        // UIDVALIDITY is made of the time in seconds.
        QTest::qWait(1100);
        m_peer->deliver(letter("neu@kunde.test", "Neu"));
        QVERIFY(m_peer->startDovecot());
        b.make();
        b.connector->start();
        QTRY_COMPARE_WITH_TIMEOUT(b.sink.messages.size(), 4, 15'000);
        QTRY_COMPARE_WITH_TIMEOUT(b.state(), ChannelState::Connected, 10'000);
        QCOMPARE(b.sink.texts().last(), u"Paket\n\nNeu"_s);
        QCOMPARE(b.sink.duplicates, 3);
        const auto old = mail::cursorFromBytes(before).value(u"INBOX"_s);
        const auto now = mail::cursorFromBytes(b.sink.cursor).value(u"INBOX"_s);
        QVERIFY(old.validity != now.validity);
    }

    void severalMailboxes() {
        m_peer->deliver(letter("a@kunde.test", "eins"));
        Bench b(*m_peer, {{u"mailboxes"_s, QJsonArray{u"INBOX"_s, u"Größere"_s}}});
        b.connector->start();
        QTRY_COMPARE_WITH_TIMEOUT(b.state(), ChannelState::Connected, 10'000);
        QCOMPARE(b.sink.messages.size(), 1);
        // The same mail in both is one message; another one is found by the next look.
        m_peer->deliver(letter("a@kunde.test", "eins"), u"Gr&APYA3w-ere"_s);
        m_peer->deliver(letter("c@kunde.test", "zwei"), u"Gr&APYA3w-ere"_s);
        // The first look may be missed: the receiver is connected a moment before it waits.
        for (int look = 0; look < 8 && b.sink.messages.size() < 2; ++look) {
            b.clock.advance(61s);
            (void)QTest::qWaitFor([&] { return b.sink.messages.size() == 2; }, 2000);
        }
        QCOMPARE(b.sink.messages.size(), 2);
        QCOMPARE(b.sink.duplicates, 1);
    }

    void marksSeenOnlyAfterwards() {
        m_peer->deliver(letter("a@kunde.test", "eins"));
        Bench b(*m_peer, {{u"mark_seen"_s, true}});
        b.sink.hold = true;
        b.connector->start();
        QTRY_VERIFY_WITH_TIMEOUT(b.sink.held, 10'000);
        QTest::qWait(200);
        QVERIFY(!m_peer->flags().join(QString()).contains(u'S'));
        b.sink.hold = false;
        b.sink.release();
        QTRY_VERIFY_WITH_TIMEOUT(m_peer->flags().join(QString()).contains(u'S'), 10'000);
    }

    void aFailedCommitIsFetchedAgain() {
        m_peer->deliver(letter("a@kunde.test", "eins"));
        Bench b(*m_peer);
        b.sink.failures = 1;
        b.connector->start();
        QTRY_COMPARE_WITH_TIMEOUT(b.state(), ChannelState::Waiting, 10'000);
        QCOMPARE(b.error(), ErrorCode::DiskFull);
        b.clock.advance(3s);
        QTRY_COMPARE_WITH_TIMEOUT(b.sink.messages.size(), 1, 10'000);
    }

    void serverRestart() {
        Bench b(*m_peer);
        b.connector->start();
        QTRY_COMPARE_WITH_TIMEOUT(b.state(), ChannelState::Connected, 10'000);
        m_peer->stopDovecot();
        QTRY_COMPARE_WITH_TIMEOUT(b.state(), ChannelState::Waiting, 10'000);
        m_peer->deliver(letter("a@kunde.test", "inzwischen"));
        QVERIFY(m_peer->startDovecot());
        b.clock.advance(130s);
        QTRY_COMPARE_WITH_TIMEOUT(b.sink.messages.size(), 1, 15'000);
        QCOMPARE(b.sink.duplicates, 0);
    }

    void halfOpenConnection() {
        Bench b(*m_peer);
        b.connector->start();
        QTRY_COMPARE_WITH_TIMEOUT(b.state(), ChannelState::Connected, 10'000);
        QTest::qWait(300);
        m_peer->freeze(true);
        // The renewal is not answered.
        b.clock.advance(mail::MailReceiver::IdleRenewal);
        QTest::qWait(100);
        b.clock.advance(21s);
        QTRY_COMPARE_WITH_TIMEOUT(b.state(), ChannelState::Waiting, 10'000);
        QCOMPARE(b.error(), ErrorCode::Timeout);
        m_peer->freeze(false);
        m_peer->deliver(letter("a@kunde.test", "wieder da"));
        b.clock.advance(130s);
        QTRY_COMPARE_WITH_TIMEOUT(b.sink.messages.size(), 1, 15'000);
    }

    void repliesInTheThread() {
        m_peer->deliver(letter("frage@kunde.test", "Wo?", "References: <alt@kunde.test>\r\n"));
        Bench b(*m_peer);
        b.connector->start();
        QTRY_COMPARE_WITH_TIMEOUT(b.sink.messages.size(), 1, 10'000);
        QTRY_COMPARE_WITH_TIMEOUT(b.state(), ChannelState::Connected, 10'000);
        const auto receipt = b.send(u"kim@kunde.test"_s, u"Schöne Grüße,\n.\nmorgen!"_s);
        VERIFY_OK(receipt);
        QTRY_COMPARE_WITH_TIMEOUT(m_peer->sent().size(), 1, 10'000);
        const QByteArray sent = m_peer->sent().first();
        QVERIFY2(sent.contains("In-Reply-To: <frage@kunde.test>"), sent.constData());
        QVERIFY(sent.contains("<alt@kunde.test>"));
        QVERIFY(sent.contains("Subject: Re: Paket"));
        QVERIFY(sent.contains("X-RcptTo: kim@kunde.test"));
        QVERIFY(sent.contains('<' + receipt->externalIds.first().toUtf8() + '>'));
        // Our copy, once, marked as read.
        QTRY_COMPARE_WITH_TIMEOUT(m_peer->mails(u"Gesendet"_s).size(), 1, 10'000);
        QCOMPARE(m_peer->flags(u"Gesendet"_s), QStringList{u"S"_s});

        // After a restart nothing is in memory: the server knows the thread.
        b.make();
        VERIFY_OK(b.send(u"kim@kunde.test"_s, u"Noch etwas"_s));
        QTRY_COMPARE_WITH_TIMEOUT(m_peer->sent().size(), 2, 10'000);
        QVERIFY(m_peer->sent().at(1).contains("In-Reply-To: <frage@kunde.test>") ||
                m_peer->sent().at(0).contains("In-Reply-To: <frage@kunde.test>"));
        VERIFY_OK(b.send(u"neu@kunde.test"_s, u"Guten Tag"_s));
        QTRY_COMPARE_WITH_TIMEOUT(m_peer->sent().size(), 3, 10'000);
    }

    void anAnswerComesBack() {
        Bench b(*m_peer);
        b.connector->start();
        QTRY_COMPARE_WITH_TIMEOUT(b.state(), ChannelState::Connected, 10'000);
        const auto receipt = b.send(u"kim@kunde.test"_s, u"Ihr Paket kommt morgen."_s);
        VERIFY_OK(receipt);
        const QByteArray id = receipt->externalIds.first().toUtf8();
        m_peer->deliver(letter("antwort@kunde.test",
                               "Danke!\r\n\r\nAm 17.11.2025 um 09:00 schrieb Der Laden "
                               "<support@example.test>:\r\n> Ihr Paket kommt morgen.\r\n",
                               "In-Reply-To: <" + id + ">\r\n"));
        QTRY_COMPARE_WITH_TIMEOUT(b.sink.messages.size(), 1, 10'000);
        QCOMPARE(b.sink.messages.first().text, u"Danke!"_s);
        QCOMPARE(b.sink.messages.first().replyToExternalId, QString::fromUtf8(id));
    }

    void aBounceByOpenSmtpd() {
        if (const QString missing = m_peer->startOpenSmtpd(); !missing.isEmpty())
            QSKIP(qPrintable(missing));
        Bench b(*m_peer, {{u"smtp_port"_s, m_peer->relay}});
        b.connector->start();
        QTRY_COMPARE_WITH_TIMEOUT(b.state(), ChannelState::Connected, 10'000);
        const auto receipt = b.send(u"weg@kunde.test"_s, u"Guten Tag"_s);
        VERIFY_OK(receipt);
        QTRY_COMPARE_WITH_TIMEOUT(b.sink.all<StatusChanged>().size(), 1, 30'000);
        const StatusChanged status = b.sink.all<StatusChanged>().first();
        QCOMPARE(status.externalId, receipt->externalIds.first());
        QVERIFY(status.status == MessageStatus::Failed);
        QVERIFY2(status.error && status.error->detail.contains(u"550"), qPrintable(status.error->detail));
        QCOMPARE(b.sink.messages.size(), 0);
    }

    void aDelayAndItsEndByOpenSmtpd() {
        if (const QString missing = m_peer->startOpenSmtpd(); !missing.isEmpty())
            QSKIP(qPrintable(missing));
        Bench b(*m_peer, {{u"smtp_port"_s, m_peer->relay}});
        b.connector->start();
        QTRY_COMPARE_WITH_TIMEOUT(b.state(), ChannelState::Connected, 10'000);
        const auto receipt = b.send(u"kim@langsam.test"_s, u"Guten Tag"_s);
        VERIFY_OK(receipt);
        // It tells of the delay and of the end, in any order. Only the end is one.
        QTRY_COMPARE_WITH_TIMEOUT(m_peer->mails().size(), 2, 60'000);
        // Whatever comes after them comes when both were read.
        m_peer->deliver(letter("danach@kunde.test", "Danach"));
        QTRY_COMPARE_WITH_TIMEOUT(b.sink.messages.size(), 1, 10'000);
        QCOMPARE(b.sink.texts(), QStringList{u"Paket\n\nDanach"_s});
        QCOMPARE(b.sink.all<StatusChanged>().size(), 1);
        const StatusChanged status = b.sink.all<StatusChanged>().first();
        QCOMPARE(status.externalId, receipt->externalIds.first());
        QVERIFY(status.status == MessageStatus::Failed);
        QVERIFY2(status.error && status.error->detail.contains(u"Envelope expired"),
                 qPrintable(status.error->detail));
    }

    void openSmtpdRefuses_data() {
        QTest::addColumn<QString>("to");
        QTest::addColumn<ErrorCode>("error");
        QTest::addColumn<QString>("words");
        QTest::newRow("for now") << u"grau@kunde.test"_s << ErrorCode::RateLimited << u"451"_s;
        QTest::newRow("for good") << u"kim@anderswo.test"_s << ErrorCode::Rejected << u"550"_s;
    }
    void openSmtpdRefuses() {
        if (const QString missing = m_peer->startOpenSmtpd(); !missing.isEmpty())
            QSKIP(qPrintable(missing));
        QFETCH(const QString, to);
        QFETCH(const QString, words);
        Bench b(*m_peer, {{u"smtp_port"_s, m_peer->relay}});
        const auto receipt = b.send(to, u"Guten Tag"_s);
        QVERIFY(!receipt);
        QTEST(receipt.error().code, "error");
        QVERIFY2(receipt.error().detail.contains(words), qPrintable(receipt.error().detail));
    }

    void openSmtpdWantsTheRightPassword() {
        if (!MailPeer::openSmtpdHasTls())
            QSKIP("no OpenSMTPD that can do TLS");
        if (const QString missing = m_peer->startOpenSmtpd(); !missing.isEmpty())
            QSKIP(qPrintable(missing));
        const QJsonObject settings{
            {u"smtp_port"_s, m_peer->submission}, {u"smtp_security"_s, u"starttls"_s}, {u"smtp_auth"_s, true}};
        Bench b(*m_peer, settings);
        VERIFY_OK(b.send(m_peer->user, u"An uns selbst"_s));
        QTRY_COMPARE_WITH_TIMEOUT(m_peer->mails().size(), 1, 30'000);
        // The server's own word for it.
        const QByteArray mail = m_peer->mails().first();
        QVERIFY2(mail.contains("with ESMTPSA "), mail.constData());

        b.context.secrets = {{u"password"_s, u"falsch"_s}};
        b.make();
        const auto refused = b.send(m_peer->user, u"Nicht"_s);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::Unauthorized);

        QJsonObject strangers = settings;
        strangers.insert(u"ca_certificates"_s, QString());
        Bench distrusting(*m_peer, strangers);
        const auto unsafe = distrusting.send(m_peer->user, u"Nicht"_s);
        QVERIFY(!unsafe);
        QCOMPARE(unsafe.error().code, ErrorCode::PermissionDenied);
        QCOMPARE(m_peer->mails().size(), 1);
    }

    void attachmentsBothWays() {
        const QByteArray content(300'000, 'x');
        m_peer->deliver("From: kim@kunde.test\r\nSubject: Foto\r\nMessage-ID: <f@kunde.test>\r\nContent-Type: "
                        "multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nanbei\r\n--b\r\n"
                        "Content-Type: image/png; name=\"foto.png\"\r\nContent-Transfer-Encoding: base64\r\n\r\n" +
                        content.toBase64() + "\r\n--b--\r\n");
        Bench b(*m_peer);
        b.connector->start();
        QTRY_COMPARE_WITH_TIMEOUT(b.sink.messages.size(), 1, 10'000);
        const Attachment attachment = b.sink.messages.first().attachments.value(0);
        QCOMPARE(attachment.fileName, u"foto.png"_s);
        auto bytes = test::await(b.connector->fetch(attachment));
        VERIFY_OK(bytes);
        QCOMPARE(*bytes, content);
        // From the server, once memory has forgotten it; and after the mailbox was numbered anew.
        b.make();
        bytes = test::await(b.connector->fetch(attachment));
        VERIFY_OK(bytes);
        QCOMPARE(*bytes, content);
        Attachment moved = attachment;
        auto ref = mail::fromRemoteRef(attachment.remoteRef);
        VERIFY_OK(ref);
        ref->uidValidity += 1;
        moved.remoteRef = mail::toRemoteRef(*ref);
        b.make();
        bytes = test::await(b.connector->fetch(moved));
        VERIFY_OK(bytes);
        ref->messageId = u"weg@kunde.test"_s;
        moved.remoteRef = mail::toRemoteRef(*ref);
        b.make();
        bytes = test::await(b.connector->fetch(moved));
        QVERIFY(!bytes);
        QCOMPARE(bytes.error().code, ErrorCode::NotFound);

        OutboundMessage message;
        message.id = MessageId::create();
        message.recipientExternalId = u"kim@kunde.test"_s;
        message.text = u"Die Rechnung"_s;
        message.files = {{AttachmentKind::Document, u"Größe 1.pdf"_s, u"application/pdf"_s, content}};
        VERIFY_OK(test::await(b.connector->send(message)));
        QTRY_COMPARE_WITH_TIMEOUT(m_peer->sent().size(), 1, 10'000);
        // Read by somebody else's parser.
        QFile file(QDir::temp().filePath(u"souffleur-mail-%1.eml"_s.arg(QCoreApplication::applicationPid())));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(m_peer->sent().first()) > 0);
        file.close();
        QProcess python;
        python.start(u"python3"_s,
                     {u"-c"_s,
                      u"import sys,email,email.policy\n"
                      "m=email.message_from_binary_file(open(sys.argv[1],'rb'),policy=email.policy.default)\n"
                      "print(m['from'],'|',m.get_body().get_content().strip(),'|',*[a.get_filename()+' '+str(len(a."
                      "get_content())) for a in m.iter_attachments()])"_s,
                      file.fileName()});
        QVERIFY(python.waitForFinished(10'000));
        file.remove();
        QCOMPARE(QString::fromUtf8(python.readAllStandardOutput()).trimmed(),
                 u"Der Laden <support@example.test> | Die Rechnung | Größe 1.pdf 300000"_s);
    }

    void checks() {
        Bench b(*m_peer);
        QMap<QString, ChannelCheck> found;
        bool finished = false;
        auto handle = mail::checkMail(
            b.context, &b.receiver, [&](const ChannelCheck& check) { found.insert(check.name, check); },
            [&] { finished = true; });
        QTRY_VERIFY_WITH_TIMEOUT(finished, 15'000);
        for (const ChannelCheck& check : std::as_const(found))
            QVERIFY2(check.state == CheckState::Passed,
                     qPrintable(check.name + (check.error ? u": "_s + check.error->toString() : QString())));
        QCOMPARE(found.value(u"push"_s).value, u"idle"_s);
        QCOMPARE(found.value(u"sent"_s).value, u"Gesendet"_s);

        b.context.secrets = {{u"password"_s, u"falsch"_s}};
        found.clear();
        finished = false;
        handle = mail::checkMail(
            b.context, &b.receiver, [&](const ChannelCheck& check) { found.insert(check.name, check); },
            [&] { finished = true; });
        QTRY_VERIFY_WITH_TIMEOUT(finished, 15'000);
        QCOMPARE(found.value(u"settings"_s).state, CheckState::Passed);
        QCOMPARE(found.value(u"imap"_s).state, CheckState::Failed);
        QCOMPARE(found.value(u"imap"_s).error->code, ErrorCode::Unauthorized);
        QCOMPARE(found.value(u"smtp"_s).state, CheckState::Skipped);
    }
};

SOUFFLEUR_TEST_MAIN(tst_MailServers)
#include "tst_MailServers.moc"
