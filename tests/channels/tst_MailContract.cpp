// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/mail/MailConnector.h"
#include "channels/mail/MailCursor.h"
#include "channels/mail/MailIds.h"
#include "channels/mail/MailText.h"
#include "Contract.h"
#include "MailDoubles.h"
#include "WatchedSink.h"

using namespace souffleur;
using channels::mail::MailConnector;
namespace mail = channels::mail;

namespace {
const QString Inbox = u"INBOX"_s;

//! An account with (`keepsSent`) and without a provider that keeps copies of what was sent.
class DoublesPeer final : public test::ContractPeer {
public:
    explicit DoublesPeer(bool keepsSent) : m_keepsSent(keepsSent) {
        if (!imap.listen() || !smtp.listen())
            qFatal("no port");
        // An IMAP server is confirmed nothing: it is asked for what comes after the stored cursor.
        sink.stored = [this](const EventBatch& batch) {
            if (!batch.cursor.isEmpty())
                cursor = mail::cursorFromBytes(batch.cursor);
        };
        if (keepsSent)
            smtp.taken = [this](const test::SmtpDouble::Accepted& taken) { imap.deliver(taken.data, u"Sent"_s); };
    }
    ChannelCapabilities capabilities() const override { return MailConnector::capabilities(); }
    std::unique_ptr<channels::Connector> make(const channels::ConnectorContext& context) override {
        cursor = mail::cursorFromBytes(context.cursor);
        return std::make_unique<MailConnector>(sink.watch(context), [] { return 1.0; });
    }
    void configure(Channel& channel, QJsonObject& secrets) override {
        channel.settings = {{u"address"_s, u"support@shop.test"_s}, {u"imap_host"_s, u"127.0.0.1"_s},
                            {u"imap_port"_s, imap.port()},          {u"imap_security"_s, u"none"_s},
                            {u"smtp_host"_s, u"127.0.0.1"_s},       {u"smtp_port"_s, smtp.port()},
                            {u"smtp_security"_s, u"none"_s}};
        if (m_keepsSent)
            channel.settings.insert(u"sent_mailbox"_s, u"-"_s);
        secrets = {{u"password"_s, u"geheim"_s}};
    }
    LostAnswer lostAnswer() const override { return m_keepsSent ? LostAnswer::FoundOut : LostAnswer::Unclear; }

    QString recipient(int who) const override { return u"kim%1@kunde.test"_s.arg(who); }
    QString writes(int who, const QString& text, const QString& replyTo) override {
        QByteArray more;
        if (!replyTo.isEmpty())
            more = "In-Reply-To: <" + replyTo.section(u'#', 0, 0).toUtf8() + ">\r\n";
        return arrives(header(who) + more + leaf("text/plain; charset=utf-8", text.toUtf8()));
    }
    QString sendsFile(int who, const QString& name, const QByteArray& content, const QString& caption) override {
        return arrives(header(who) + "Content-Type: multipart/mixed; boundary=cut\r\n\r\n--cut\r\n" +
                       leaf("text/plain; charset=utf-8", caption.toUtf8()) + "--cut\r\n" +
                       "Content-Disposition: attachment; filename*=utf-8''" + QUrl::toPercentEncoding(name) +
                       "\r\n" + leaf("image/png", content) + "--cut--\r\n");
    }
    QString sendsKind(int who, MessageKind kind, const QByteArray& content) override {
        static const QHash<MessageKind, QByteArray> Types{{MessageKind::Image, "image/png"},
                                                          {MessageKind::Document, "application/pdf"},
                                                          {MessageKind::Audio, "audio/mpeg"},
                                                          {MessageKind::Video, "video/mp4"}};
        if (!Types.contains(kind))
            return {};
        return arrives(header(who) + "Content-Disposition: attachment\r\n" + leaf(Types.value(kind), content));
    }
    bool edits(int, const QString&, const QString&) override { return false; }
    //! The receipt that some programs send by themselves.
    bool readsOurs(int who, const QString& externalId) override {
        arrives(header(who) +
                "Content-Type: multipart/report; report-type=disposition-notification; boundary=cut\r\n\r\n"
                "--cut\r\n\r\nread\r\n--cut\r\nContent-Type: message/disposition-notification\r\n\r\n"
                "Original-Message-ID: <" +
                externalId.toUtf8() +
                ">\r\nDisposition: manual-action/MDN-sent-automatically; displayed\r\n--cut--\r\n");
        return true;
    }

    //! Our own mail, and a report that only says "still trying".
    void deliversUnknownKind() override {
        arrives("From: support@shop.test\r\nTo: kim@kunde.test\r\n\r\nours\r\n");
        arrives("From: MAILER-DAEMON@mx.test\r\nContent-Type: multipart/report; report-type=delivery-status; "
                "boundary=cut\r\n\r\n--cut\r\n\r\nlater\r\n--cut\r\nContent-Type: message/delivery-status\r\n\r\n"
                "Reporting-MTA: dns; mx.test\r\n\r\nAction: delayed\r\nStatus: 4.4.1\r\n--cut\r\n"
                "Content-Type: text/rfc822-headers\r\n\r\nMessage-ID: <" +
                mail::ourMessageId(MessageId::create(), u"support@shop.test"_s) + ">\r\n--cut--\r\n");
    }
    QStringList deliversBroken(int who) override {
        QStringList good{writes(who, u"davor"_s, {})};
        arrives("\x01\x02 no mail at all");
        arrives("Subject: from nobody\r\n\r\ntext\r\n");
        return good << writes(who, u"danach"_s, {});
    }
    //! A relay that heard no answer delivers the same mail once more.
    void repeats() override {
        if (!m_last.isEmpty())
            arrives(m_last);
    }

    //! A refusal in words is an answer: then nothing arrived, and no doubt is left (see tst_MailConnector). So what
    //! goes wrong goes wrong at the final dot.
    void failNextSend(Fault fault, int times) override {
        for (; times > 0; --times)
            switch (fault) {
            case Fault::RateLimited:
                smtp.plan("RCPT", "450 4.7.1 Greylisted, try again in " + QByteArray::number(RateLimitSeconds) +
                                      " seconds");
                break;
            case Fault::Revoked:
                smtp.plan("AUTH", "535 5.7.8 wrong");
                break;
            case Fault::BadGateway:
                smtp.plan("DOT", "<html><body>502 Bad Gateway</body></html>");
                break;
            case Fault::Garbage:
                smtp.plan("DOT", "welcome");
                break;
            case Fault::LostAnswer:
                smtp.plan("DOT", "lose");
                break;
            default:
                smtp.plan("DOT", "drop");
            }
    }
    void failNextReceive(Fault fault) override {
        switch (fault) {
        case Fault::ServerError:
            imap.nextGreeting = "* BYE [UNAVAILABLE] internal error\r\n";
            break;
        case Fault::BadGateway:
            imap.nextGreeting = "HTTP/1.1 502 Bad Gateway\r\n\r\n<html></html>\r\n";
            break;
        case Fault::Garbage:
            imap.nextGreeting = "220 mx.shop.test ESMTP\r\n";
            break;
        case Fault::RateLimited:
            imap.nextGreeting = "* BYE Request is throttled. Suggested Backoff Time: " +
                                QByteArray::number(1000 * RateLimitSeconds) + " milliseconds\r\n";
            break;
        case Fault::Revoked:
            // The attempts that follow by themselves get no answer while the clock leaps a day.
            imap.refuseLogins = 1;
            break;
        default:
            imap.nextGreeting = "drop";
        }
    }
    //! Sometimes out of a backup: everything has another number.
    void restarts() override {
        if (++m_restarts % 3 == 0)
            imap.renumber();
        imap.dropAll();
    }
    void goesSilent() override { imap.goSilent(); }

    bool isListening() const override { return imap.idling() > 0; }
    qsizetype unconfirmed() const override {
        const test::BoxDouble box = imap.boxes.value(Inbox);
        const mail::MailboxCursor at = cursor.value(Inbox);
        return std::count_if(box.mails.cbegin(), box.mails.cend(), [&](const test::BoxDouble::Mail& one) {
            return at.validity != box.validity || one.uid >= at.next;
        });
    }
    QList<Sent> sent() const override {
        for (qsizetype i = m_sent.size(); i < smtp.accepted.size(); ++i) {
            const auto& accepted = smtp.accepted.at(i);
            const auto read = mail::readMime(accepted.data);
            if (!read)
                qFatal("we sent what is no mail");
            const auto idIn = [&read](const QByteArray& field) {
                return QString::fromUtf8(mail::messageIds(read->header(field)).value(0));
            };
            mail::MailBody body = mail::bodyOf(*read);
            if (body.text.endsWith(u'\n'))
                body.text.chop(1); // a mail ends with the end of a line
            Sent one{QString::fromUtf8(accepted.to.mid(1, accepted.to.size() - 2)),
                     idIn("message-id"),
                     body.text,
                     {},
                     {},
                     m_ids.value(idIn("in-reply-to"))};
            for (const int index : body.attachments) {
                one.fileNames += read->parts.at(index).fileName;
                one.contents += read->parts.at(index).content;
            }
            m_sent += one;
        }
        return m_sent;
    }

private:
    QByteArray header(int who) {
        const QByteArray n = QByteArray::number(who);
        return "From: Kim " + n + " <" + recipient(who).toUtf8() + ">\r\nTo: support@shop.test\r\nDate: " +
               QDateTime::currentDateTimeUtc().toString(Qt::RFC2822Date).toLatin1() + "\r\nMessage-ID: <n" +
               QByteArray::number(++m_number) + "@kunde.test>\r\nMIME-Version: 1.0\r\n";
    }
    static QByteArray leaf(const QByteArray& type, const QByteArray& content) {
        QByteArray text = "Content-Type: " + type + "\r\nContent-Transfer-Encoding: base64\r\n\r\n";
        const QByteArray encoded = content.toBase64();
        for (qsizetype at = 0; at < encoded.size(); at += 76)
            text += encoded.mid(at, 76) + "\r\n";
        return text;
    }
    QString arrives(const QByteArray& bytes) {
        m_last = bytes;
        imap.deliver(bytes);
        const auto read = mail::readMime(bytes);
        if (!read)
            return {};
        const QString id = mail::externalIdOf(bytes, *read);
        m_ids.insert(id.section(u'#', 0, 0), id);
        return id;
    }
    const bool m_keepsSent;
    test::ImapDouble imap;
    test::SmtpDouble smtp;
    test::WatchedSink sink;
    mail::MailCursor cursor;
    QByteArray m_last;
    QHash<QString, QString> m_ids; //!< by Message-ID
    mutable QList<Sent> m_sent;
    int m_number = 0;
    int m_restarts = 0;
};
} // namespace

int main(int argc, char** argv) {
    test::prepareEnvironment();
    QCoreApplication app(argc, argv);
    int failed = 0;
    for (const bool keepsSent : {false, true}) {
        test::ContractSuite suite([keepsSent] { return std::make_unique<DoublesPeer>(keepsSent); });
        failed += QTest::qExec(&suite, argc, argv);
    }
    return failed;
}
