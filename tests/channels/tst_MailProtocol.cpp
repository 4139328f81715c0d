// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/mail/Charsets.h"
#include "channels/mail/HtmlText.h"
#include "channels/mail/ImapReader.h"
#include "channels/mail/MailBuilder.h"
#include "channels/mail/MailCursor.h"
#include "channels/mail/MailErrands.h"
#include "channels/mail/MailIds.h"
#include "channels/mail/MailReceiver.h"
#include "channels/mail/MailSettings.h"
#include "channels/mail/MimeReader.h"
#include "channels/mail/OAuthTokens.h"
#include "channels/mail/Sasl.h"
#include "channels/mail/ServerWords.h"
#include "channels/mail/SmtpSession.h"
#include "support/TestCase.h"

using namespace souffleur;
using namespace souffleur::channels::mail;

//! The pure parts: what goes out, what the servers' answers mean, settings and ids.
class tst_MailProtocol : public test::TestCase {
    Q_OBJECT

    static OutboundMessage reply(const QString& text = u"Hallo"_s) {
        OutboundMessage message;
        message.id = MessageId::fromString(u"018f5a2e-1111-7abc-8def-0123456789ab"_s);
        message.recipientExternalId = u"kim@kunde.test"_s;
        message.text = text;
        return message;
    }
    static Result<BuiltMail> build(const OutboundMessage& message, const ThreadTip& tip = {},
                                   const QString& name = u"Der Laden"_s) {
        return buildMail(message, {name, u"support@shop.test"_s}, tip, u"Ihre Anfrage"_s,
                         fromMs(1'764'000'000'000));
    }
    static QStringList headerNames(const QByteArray& bytes) {
        QStringList names;
        for (const auto& [name, value] : headerFields(bytes.left(bodyStart(bytes))))
            names += QString::fromLatin1(name);
        names.sort();
        return names;
    }

private slots:
    void buildsTheSameBytes() {
        OutboundMessage message = reply(u"Schöne Grüße"_s);
        message.files = {{AttachmentKind::Document, u"a.pdf"_s, u"application/pdf"_s, "content"}};
        const auto one = build(message);
        const auto two = build(message);
        VERIFY_OK(one);
        QCOMPARE(one->bytes, two->bytes);
        QCOMPARE(one->messageId, "018f5a2e-1111-7abc-8def-0123456789ab.souffleur@shop.test"_ba);
        QVERIFY(isOurMessageId(one->messageId, {u"shop.test"_s}));
        QVERIFY(one->bytes.endsWith("\r\n") && !one->bytes.contains("\n\n"));
        for (const QByteArray& line : one->bytes.split('\n'))
            QVERIFY(line.size() <= 998 && (line.isEmpty() || line.endsWith('\r')));
    }

    void staysInTheThread() {
        const auto mail =
            build(reply(), {u"q@kunde.test"_s, {u"a@kunde.test"_s, u"b@kunde.test"_s}, u"Päckchen"_s});
        VERIFY_OK(mail);
        const auto read = readMime(mail->bytes);
        VERIFY_OK(read);
        QCOMPARE(read->subject, u"Re: Päckchen"_s);
        QCOMPARE(messageIds(read->header("in-reply-to")), QList<QByteArray>{"q@kunde.test"});
        QCOMPARE(messageIds(read->header("references")),
                 (QList<QByteArray>{"a@kunde.test", "b@kunde.test", "q@kunde.test"}));
        const auto first = build(reply());
        QVERIFY(!first->bytes.contains("In-Reply-To"));
        QCOMPARE(readMime(first->bytes)->subject, u"Ihre Anfrage"_s);
    }

    void headersCannotBeInjected_data() {
        QTest::addColumn<QString>("evil");
        QTest::newRow("crlf") << u"x\r\nBcc: dieb@x.test"_s;
        QTest::newRow("lf") << u"x\nBcc: dieb@x.test"_s;
        QTest::newRow("cr") << u"x\rBcc: dieb@x.test"_s;
        QTest::newRow("nul") << u"x\0Bcc: dieb@x.test"_s;
        QTest::newRow("separator") << u"x\u2028Bcc: dieb@x.test\u0085Cc: y"_s;
        QTest::newRow("body") << u"x\r\n\r\nbody"_s;
        QTest::newRow("markup") << u"</b><img src=x> \"quoted\" <a@b.test>"_s;
    }
    void headersCannotBeInjected() {
        QFETCH(QString, evil);
        OutboundMessage message = reply();
        message.files = {{AttachmentKind::Document, evil + u".pdf"_s, u"application/pdf"_s, "c"}};
        const auto clean = build(
            [] {
                OutboundMessage m = reply();
                m.files = {{AttachmentKind::Document, u"x.pdf"_s, u"application/pdf"_s, "c"}};
                return m;
            }(),
            {u"q@x.test"_s, {u"r@x.test"_s}, u"s"_s});
        const auto mail = build(message, {evil, {evil}, evil}, evil);
        VERIFY_OK(mail);
        QCOMPARE(headerNames(mail->bytes), headerNames(clean->bytes));
        const auto read = readMime(mail->bytes);
        VERIFY_OK(read);
        QCOMPARE(read->parts.size(), 2);
        QCOMPARE(read->from.size(), 1);
        QCOMPARE(read->from.first().address, u"support@shop.test"_s);
        message.recipientExternalId = u"kim@kunde.test"_s + evil;
        QVERIFY(!build(message));
    }

    void textComesBack_data() {
        QTest::addColumn<QString>("text");
        QTest::newRow("plain") << u"Hallo\n\nWelt"_s;
        QTest::newRow("umlauts") << u"Schöne Grüße, 10 €"_s;
        QTest::newRow("emoji") << u"👍 ja"_s;
        QTest::newRow("russian") << u"Где моя посылка?"_s;
        QTest::newRow("dots") << u".\n..\n.x"_s;
        QTest::newRow("from") << u"From here\nand > there"_s;
        QTest::newRow("quote") << u"x\n > y"_s;
        QTest::newRow("long") << u"ein Wort nach dem anderen "_s.repeated(60).trimmed();
        QTest::newRow("one word") << u"x"_s.repeated(3000);
        QTest::newRow("signature") << u"Hallo\n-- \nKim"_s;
        QTest::newRow("indent") << u"  a\n    b"_s;
    }
    void textComesBack() {
        QFETCH(QString, text);
        const auto mail = build(reply(text));
        VERIFY_OK(mail);
        const auto read = readMime(mail->bytes);
        VERIFY_OK(read);
        QCOMPARE(read->parts.size(), 1);
        const MimePart& part = read->parts.first();
        QVERIFY(part.flowed);
        QString back = unflow(decodeText(part.content, part.charset), part.deleteSpace);
        while (back.endsWith(u'\n'))
            back.chop(1);
        QCOMPARE(back, text);
    }

    void refusesRecipients_data() {
        QTest::addColumn<QString>("address");
        for (const char* one : {"", "kim", "@x.test", "kim@", "a@b.test, c@d.test",
                                "a@b.test>\r\nRCPT TO:<c@d.test", "kim@x.test\nx", "\"a b\"@x.test", "a b@x.test"})
            QTest::newRow(one) << QString::fromLatin1(one);
    }
    void refusesRecipients() {
        QFETCH(QString, address);
        OutboundMessage message = reply();
        message.recipientExternalId = address;
        const auto mail = build(message);
        QVERIFY(!mail);
        QCOMPARE(mail.error().code, ErrorCode::InvalidInput);
    }

    void internationalAddresses() {
        OutboundMessage message = reply();
        message.recipientExternalId = u"kim@müller.test"_s;
        auto mail = build(message);
        VERIFY_OK(mail);
        QCOMPARE(mail->to, u"kim@xn--mller-kva.test"_s);
        QVERIFY(!mail->needsUtf8);
        message.recipientExternalId = u"jürgen@kunde.test"_s;
        mail = build(message);
        VERIFY_OK(mail);
        QVERIFY(mail->needsUtf8);
    }

    void tooLarge() {
        OutboundMessage message = reply();
        message.files = {{AttachmentKind::Document, u"a"_s, u"a/b"_s, QByteArray(int(MaxMailBytes) + 1, 'x')}};
        QCOMPARE(build(message).error().code, ErrorCode::TooLarge);
    }

    void dots() {
        QCOMPARE(dotStuffed("a\r\n.b\r\n"), "a\r\n..b\r\n"_ba);
        QCOMPARE(dotStuffed("."), "..\r\n"_ba);
        // Whoever mixes line ends must not end the mail early.
        for (const QByteArray& evil :
             {"a\n.\nMAIL FROM:<x>"_ba, "a\r.\rMAIL FROM:<x>"_ba, "a\n.\r\nMAIL FROM:<x>"_ba,
              "a\r\n.\rMAIL FROM:<x>"_ba, "a\r\r\n.\r\nMAIL"_ba, "a\0\r\n.\r\n"_ba}) {
            const QByteArray wire = dotStuffed(evil);
            QVERIFY(!wire.contains("\r\n.\r\n"));
            for (qsizetype i = 0; i < wire.size(); ++i) {
                if (wire.at(i) == '\n')
                    QVERIFY(i > 0 && wire.at(i - 1) == '\r');
                if (wire.at(i) == '\r')
                    QVERIFY(i + 1 < wire.size() && wire.at(i + 1) == '\n');
            }
        }
    }

    void smtpAnswers() {
        QCOMPARE(smtpError(451, u"4.7.1 greylisted"_s, "RCPT").code, ErrorCode::Busy);
        QCOMPARE(smtpError(421, {}, "MAIL").code, ErrorCode::ServerError);
        QCOMPARE(smtpError(535, {}, "AUTH").code, ErrorCode::Unauthorized);
        QCOMPARE(smtpError(530, {}, "MAIL").code, ErrorCode::Unauthorized);
        QCOMPARE(smtpError(550, u"5.1.1 unknown"_s, "RCPT").code, ErrorCode::Rejected);
        QCOMPARE(smtpError(550, u"5.1.1 unknown"_s, "RCPT").detail, u"550 5.1.1 unknown"_s);
        QCOMPARE(smtpError(552, {}, "MAIL").code, ErrorCode::TooLarge);
        QCOMPARE(smtpError(554, u"spam"_s, "CONTENT").code, ErrorCode::Rejected);
        for (int code = 400; code < 500; ++code)
            QCOMPARE(errorGroup(smtpError(code, {}, "RCPT").code), ErrorGroup::Retryable);
    }

    void waits_data() {
        QTest::addColumn<QString>("words");
        QTest::addColumn<int>("seconds");
        const auto row = [](const QString& words, int seconds) {
            QTest::newRow(qPrintable(words)) << words << seconds;
        };
        row(u"4.2.0 Greylisted, try again in 300 seconds"_s, 300);
        row(u"Greylisted for 60 seconds, see http://postgrey"_s, 60);
        row(u"4.7.1 Greylisting in action, please come back in 00:05:30"_s, 330);
        row(u"Request is throttled. Suggested Backoff Time: 299961 milliseconds"_s, 300);
        row(u"please retry after 2 minutes"_s, 120);
        row(u"Too many. Wait 5 hours!"_s, 3600);
        row(u"4.7.0 Try again later, closing connection."_s, 0);
        row(u"Idle for 30 minutes, bye"_s, 0);
        row(u"Autologout after 30 minutes"_s, 0);
        row(u"again in 5 mailboxes"_s, 0);
    }
    void waits() {
        QFETCH(QString, words);
        QFETCH(int, seconds);
        QCOMPARE(waitNamed(words), seconds);
        const Error error = smtpError(450, words, "RCPT");
        QCOMPARE(error.retryAfterSeconds, seconds);
        QCOMPARE(error.code, seconds > 0 ? ErrorCode::RateLimited : ErrorCode::Busy);
        QCOMPARE(smtpError(550, words, "RCPT").code, ErrorCode::Rejected);
    }

    void smtpBytes() {
        SmtpReader reader;
        reader.feed("250-one\r\n25");
        QVERIFY(reader.next() && !*reader.next());
        reader.feed("0 two\n354\r\n");
        const auto first = reader.next();
        QCOMPARE((*first)->code, 250);
        QCOMPARE((*first)->lines, (QList<QByteArray>{"one", "two"}));
        QCOMPARE((*reader.next())->code, 354);
        QCOMPARE(reader.buffered(), 0);
        for (const QByteArray& bytes : {"hello\r\n"_ba, "99 x\r\n"_ba, QByteArray(SmtpReader::MaxBytes + 1, 'x'),
                                        "250-x\r\n"_ba.repeated(SmtpReader::MaxLines + 1)}) {
            SmtpReader hostile;
            hostile.feed(bytes);
            QCOMPARE(hostile.next().error().code, ErrorCode::Damaged);
        }
    }

    void reads() {
        ImapReader reader;
        reader.feed(
            "* OK [CAPABILITY IMAP4rev1 IDLE] hello\r\n* 3 EXISTS\r\n* 2 FETCH (UID 7 BODY[] {5}\r\na)\r\n(");
        auto line = reader.next();
        VERIFY_OK(line);
        QCOMPARE((*line)->keyword, "OK"_ba);
        QCOMPARE((*line)->code, "CAPABILITY IMAP4rev1 IDLE"_ba);
        QCOMPARE((*line)->text, "hello"_ba);
        line = reader.next();
        QCOMPARE((*line)->keyword, "EXISTS"_ba);
        QCOMPARE((*line)->number, 3u);
        line = reader.next();
        VERIFY_OK(line);
        QVERIFY(!*line); // the end of the FETCH has not come
        reader.feed(" FLAGS (\\Seen))\r\ns1 NO [NOPERM] \"no\"\r\n");
        line = reader.next();
        VERIFY_OK(line);
        const ImapValue& data = (*line)->values.first();
        QCOMPARE(data.after("UID")->number(), 7u);
        QCOMPARE(data.after("BODY[]")->text, "a)\r\n("_ba);
        QCOMPARE(data.after("FLAGS")->items.size(), 1);
        line = reader.next();
        QCOMPARE((*line)->tag, "s1"_ba);
        QCOMPARE((*line)->code, "NOPERM"_ba);
    }

    void hostileServers() {
        const auto last = [](const QByteArray& bytes, ImapLimits limits = {}) {
            ImapReader reader(limits);
            for (qsizetype i = 0; i < bytes.size(); i += 65536) {
                reader.feed(bytes.mid(i, 65536));
                while (true) {
                    const auto line = reader.next();
                    if (!line)
                        return errorName(line.error().code);
                    if (!*line)
                        break;
                }
            }
            return u"fine"_s;
        };
        QCOMPARE(last("* 1 FETCH (BODY[] {9223372036854775807}\r\n"), u"too_large"_s);
        QCOMPARE(last("* 1 FETCH (BODY[] {99999999999999999999999}\r\n"), u"too_large"_s);
        QCOMPARE(last("* 1 FETCH (BODY[] {-1}\r\n"), u"fine"_s);
        QCOMPARE(last("* OK " + QByteArray(5'000'000, 'x')), u"damaged"_s);
        QCOMPARE(last("* X " + QByteArray(1'000'000, '(') + "\r\n"), u"fine"_s);
        QCOMPARE(last(QByteArray(1'000'000, '\n')), u"fine"_s);
        QByteArray many = "* X ";
        for (int i = 0; i < 100'000; ++i)
            many += "{0}\r\n";
        QCOMPARE(last(many + "\r\n"), u"fine"_s);
    }

    void mailboxNames() {
        QCOMPARE(encodeMailbox(u"Größere"_s), "Gr&APYA3w-ere"_ba);
        QCOMPARE(encodeMailbox(u"A&B"_s), "A&-B"_ba);
        QCOMPARE(encodeMailbox(u"台北"_s), "&U,BTFw-"_ba); // RFC 3501 section 5.1.3
        for (const QString& name : {u"INBOX"_s, u"Größere"_s, u"A&B"_s, u"台北/日本語"_s, u"👍 ok"_s, u"é"_s})
            QCOMPARE(decodeMailbox(encodeMailbox(name)), name);
        QCOMPARE(imapQuoted("a\"b\\c\r\nd"), "\"a\\\"b\\\\cd\""_ba);
    }

    void sentMailbox() {
        ImapReader reader;
        reader.feed("* LIST (\\HasNoChildren) \"/\" Gesendet\r\n* LIST (\\Sent) \"/\" \"Archiv/Gr&APYA3w-e\"\r\n");
        QList<ImapLine> lines;
        lines += **reader.next();
        QCOMPARE(sentMailboxOf(lines), u"Gesendet"_s);
        lines += **reader.next();
        QCOMPARE(sentMailboxOf(lines), u"Archiv/Größe"_s);
        QCOMPARE(sentMailboxOf({}), QString());
    }

    void dates() {
        QCOMPARE(toDateTime(*fromInternalDate("17-Nov-2025 10:00:00 +0100")),
                 QDateTime(QDate(2025, 11, 17), QTime(9, 0), Qt::UTC));
        QCOMPARE(toDateTime(*fromInternalDate(" 1-Jul-1996 02:44:25 -0730")),
                 QDateTime(QDate(1996, 7, 1), QTime(10, 14, 25), Qt::UTC));
        QVERIFY(!fromInternalDate("gestern"));
        QVERIFY(!fromInternalDate("17-Foo-2025 10:00:00 +0100"));
    }

    void secretsOnTheWire() {
        // RFC 4616 and Google's example.
        QCOMPARE(QByteArray::fromBase64(sasl::plain(u"ü"_s, u"p"_s)), QByteArray("\0\xC3\xBC\0p", 5));
        QCOMPARE(sasl::xoauth2(u"someuser@example.com"_s, u"ya29.vF9dft4qmTc2Nvb3RlckBhdHRhdmlzdGEuY29tCg"_s),
                 "dXNlcj1zb21ldXNlckBleGFtcGxlLmNvbQFhdXRoPUJlYXJlciB5YTI5LnZGOWRmdDRxbVRjMk52YjNSbGNrQmhkSFJoZG1se"
                 "mRHRXV"
                 "ZMjl0Q2cBAQ=="_ba);
    }

    void cursors() {
        MailCursor cursor{
            {u"INBOX"_s, {7, 4'294'967'295u, 9'223'372'036'854'775'807ull, fromMs(1'764'000'000'000)}},
            {u"Größe"_s, {1, 2, 0, {}}}};
        QCOMPARE(cursorFromBytes(toBytes(cursor)), cursor);
        QVERIFY(cursorFromBytes({}).isEmpty());
        QVERIFY(cursorFromBytes("12345").isEmpty());
        QVERIFY(cursorFromBytes("{\"version\":2}").isEmpty());
    }

    void references() {
        const MailRef ref{3, 7, 42, u"A|B/Größe"_s, u"a|b@c.test"_s};
        const auto back = fromRemoteRef(toRemoteRef(ref));
        VERIFY_OK(back);
        QCOMPARE(back->mailbox, ref.mailbox);
        QCOMPARE(back->messageId, ref.messageId);
        QCOMPARE(back->uid, 42u);
        for (const QString& bad : {QString(), u"1|2|3"_s, u"x|1|2|a|b"_s, u"1|2|99999999999|a|b"_s})
            QVERIFY(!fromRemoteRef(bad));
    }

    void settings() {
        const QJsonObject secrets{{u"password"_s, u"p"_s}};
        auto s = MailSettings::read({{u"address"_s, u"Kim@Gmail.com"_s}, {u"provider"_s, u"google"_s}}, secrets);
        VERIFY_OK(s);
        QCOMPARE(s->imap.host, u"imap.gmail.com"_s);
        QCOMPARE(s->imap.port, quint16(993));
        QVERIFY(s->imap.security == net::StreamSecurity::Tls);
        QCOMPARE(s->smtp.port, quint16(465));
        QCOMPARE(s->sentMailbox, u"-"_s);
        QCOMPARE(s->ownAddresses, QStringList{u"kim@gmail.com"_s});
        s = MailSettings::read(
            {{u"address"_s, u"a@firma.test"_s}, {u"provider"_s, u"microsoft"_s}, {u"oauth_client_id"_s, u"app"_s}},
            {{u"refresh_token"_s, u"t"_s}});
        VERIFY_OK(s);
        QVERIFY(s->oauth && s->smtp.security == net::StreamSecurity::StartTls);
        QCOMPARE(s->smtp.port, quint16(587));
        QVERIFY(s->tokenUrl.startsWith(u"https://login.microsoftonline.com/"_s));
        const QJsonObject own{
            {u"address"_s, u"a@b.test"_s}, {u"imap_host"_s, u"i.test"_s}, {u"smtp_host"_s, u"s.test"_s}};
        s = MailSettings::read(own, secrets);
        VERIFY_OK(s);
        QCOMPARE(s->mailboxes, QStringList{u"INBOX"_s});
        const auto wrong = [&](const QString& key, const QJsonValue& value, const QJsonObject& hidden) {
            QJsonObject changed = own;
            changed.insert(key, value);
            const auto read = MailSettings::read(changed, hidden);
            return read ? u"fine"_s : read.error().detail;
        };
        QCOMPARE(wrong(u"address"_s, u"nobody"_s, secrets), u"address"_s);
        QCOMPARE(wrong(u"imap_host"_s, u""_s, secrets), u"imap_host"_s);
        QCOMPARE(wrong(u"imap_security"_s, u"none"_s, secrets), u"imap_security"_s);
        QCOMPARE(wrong(u"smtp_security"_s, u"opportunistic"_s, secrets), u"smtp_security"_s);
        QCOMPARE(wrong(u"imap_port"_s, 70000, secrets), u"imap_port"_s);
        QCOMPARE(wrong(u"name"_s, u"x"_s, {}), u"password"_s);
        QCOMPARE(wrong(u"auth"_s, u"oauth2"_s, secrets), u"oauth_token_url"_s);
    }

    void tokenAnswers() {
        const auto answer = [](int status, const QByteArray& body) {
            net::HttpResponse response;
            response.status = status;
            response.body = body;
            return tokenOf(response);
        };
        QCOMPARE(answer(200, R"({"access_token":"abc","expires_in":3599})")->accessToken, u"abc"_s);
        QCOMPARE(answer(200, "{}").error().code, ErrorCode::Damaged);
        QCOMPARE(answer(400, R"({"error":"invalid_grant","error_description":"secret"})").error().code,
                 ErrorCode::Unauthorized);
        QVERIFY(!answer(400, R"({"error":"invalid_grant","error_description":"secret"})")
                     .error()
                     .detail.contains(u"secret"));
        QCOMPARE(answer(503, {}).error().code, ErrorCode::ServerError);
        QCOMPARE(answer(429, {}).error().code, ErrorCode::RateLimited);
        QCOMPARE(tokenOf(net::HttpError{makeError(ErrorCode::Timeout), true}).error().code, ErrorCode::Timeout);
    }

    void externalIds() {
        const QByteArray raw = "From: a@b.test\r\nMessage-ID: <x@y.test>\r\n\r\nHallo\r\n";
        const auto id = [](const QByteArray& bytes) { return externalIdOf(bytes, *readMime(bytes)); };
        QVERIFY(id(raw).startsWith(u"x@y.test#"));
        QCOMPARE(id("Received: by x\r\n" + raw), id(raw));
        QByteArray lf = raw;
        lf.replace("\r\n", "\n");
        QCOMPARE(id(lf + "\n\n"), id(raw));
        // The same Message-ID, used again for another mail.
        QByteArray other = raw;
        other.replace("Hallo", "Welt");
        QVERIFY(id(other) != id(raw));
    }

    void privateAddressesOnly() {
        QVERIFY(net::isThisMachine(u"localhost"_s) && net::isThisMachine(u"127.0.0.1"_s) &&
                net::isThisMachine(u"::1"_s));
        for (const QString& other : {u"192.168.1.1"_s, u"10.0.0.1"_s, u"localhost.evil.test"_s,
                                     u"127.0.0.1.nip.test"_s, u"0.0.0.0"_s, u""_s})
            QVERIFY(!net::isThisMachine(other));
    }
};

SOUFFLEUR_TEST_MAIN(tst_MailProtocol)
#include "tst_MailProtocol.moc"
