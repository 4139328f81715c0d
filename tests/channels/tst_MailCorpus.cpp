// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/mail/MailIds.h"
#include "channels/mail/MailParser.h"
#include "support/TestCase.h"

#include <QDir>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>

using namespace souffleur;
using namespace souffleur::channels::mail;

//! Every mail of mail/corpus against what a person wrote down about it (mail/make_corpus.py), and the hostile ones,
//! which are too large to be kept and are made anew.
class tst_MailCorpus : public test::TestCase {
    Q_OBJECT

    static MailContext context() {
        MailContext context;
        context.now = fromMs(1'764'000'000'000);
        context.ownAddresses = {u"support@shop.test"_s, u"hilfe@shop.test"_s};
        context.mailbox = u"INBOX"_s;
        context.uidValidity = 7;
        context.uid = 42;
        return context;
    }
    static void rows(const QString& folder) {
        QTest::addColumn<QByteArray>("raw");
        QTest::addColumn<QJsonObject>("expected");
        QFile file(folder + u"/expected.json"_s);
        if (!file.open(QIODevice::ReadOnly))
            qFatal("no expectations");
        const QJsonObject all = QJsonDocument::fromJson(file.readAll()).object();
        for (auto it = all.begin(); it != all.end(); ++it) {
            QFile mail(folder + u'/' + it.key());
            if (!mail.open(QIODevice::ReadOnly))
                qFatal("no mail");
            QTest::newRow(qPrintable(it.key())) << mail.readAll() << it->toObject();
        }
    }
    static QStringList strings(const QJsonValue& value) {
        QStringList list;
        for (const QJsonValue& one : value.toArray())
            list += one.toString();
        return list;
    }
    static QString natureName(MailNature nature) {
        static const QStringList Names{u"person"_s, u"auto"_s, u"list"_s, u"bounce"_s, u"receipt"_s};
        return Names.at(int(nature));
    }
    static QString kindName(MessageKind kind) {
        static const QStringList Names{u"text"_s,    u"image"_s,  u"document"_s,   u"audio"_s,
                                       u"video"_s,   u"voice"_s,  u"sticker"_s,    u"location"_s,
                                       u"contact"_s, u"button"_s, u"unsupported"_s};
        return Names.at(int(kind));
    }
    static QString kindName(AttachmentKind kind) {
        static const QStringList Names{u"image"_s, u"document"_s, u"audio"_s, u"video"_s, u"voice"_s, u"sticker"_s};
        return Names.at(int(kind));
    }

    void compareMessage(const InboundMessage& message, const QJsonObject& expected) {
        if (expected.contains(u"text"_s))
            QCOMPARE(message.text, expected[u"text"_s].toString());
        for (const QString& part : strings(expected[u"contains"_s]))
            QVERIFY2(message.text.contains(part), qPrintable(message.text.left(300)));
        for (const QString& part : strings(expected[u"lacks"_s]))
            QVERIFY2(!message.text.contains(part), qPrintable(message.text.left(300)));
        if (expected.contains(u"sender"_s))
            QCOMPARE(message.sender.externalId, expected[u"sender"_s].toString());
        if (expected.contains(u"name"_s))
            QCOMPARE(message.sender.displayName, expected[u"name"_s].toString());
        if (expected.contains(u"reply_to"_s))
            QCOMPARE(message.replyToExternalId, expected[u"reply_to"_s].toString());
        if (expected.contains(u"automatic"_s))
            QCOMPARE(message.automatic, expected[u"automatic"_s].toBool());
        if (expected.contains(u"signature"_s))
            QCOMPARE(message.sender.fields.value(u"signature"_s), expected[u"signature"_s].toString());
        if (expected.contains(u"kind"_s))
            QCOMPARE(kindName(message.kind), expected[u"kind"_s].toString());
        if (expected.contains(u"id_prefix"_s))
            QVERIFY2(message.externalId.startsWith(expected[u"id_prefix"_s].toString()),
                     qPrintable(message.externalId));
        QStringList names;
        QStringList kinds;
        for (const Attachment& attachment : message.attachments) {
            names += attachment.fileName;
            kinds += kindName(attachment.kind);
        }
        if (expected.contains(u"attachments"_s))
            QCOMPARE(names, strings(expected[u"attachments"_s]));
        if (expected.contains(u"kinds"_s))
            QCOMPARE(kinds, strings(expected[u"kinds"_s]));
        if (expected.contains(u"max_attachments"_s))
            QVERIFY(message.attachments.size() <= expected[u"max_attachments"_s].toInt());
    }

    static void compareStatus(const StatusChanged& status, const QJsonObject& expected) {
        static const QHash<QString, MessageStatus> Names{{u"failed"_s, MessageStatus::Failed},
                                                         {u"delivered"_s, MessageStatus::Delivered},
                                                         {u"read"_s, MessageStatus::Read}};
        QCOMPARE(status.status, Names.value(expected[u"status"_s].toString()));
        if (expected.contains(u"about"_s))
            QCOMPARE(status.externalId, expected[u"about"_s].toString());
        if (status.status == MessageStatus::Failed)
            QVERIFY(status.error);
        if (expected.contains(u"error"_s))
            QVERIFY2(status.error->detail.contains(expected[u"error"_s].toString()),
                     qPrintable(status.error->detail));
        if (expected.contains(u"error_code"_s))
            QCOMPARE(errorName(status.error->code), expected[u"error_code"_s].toString());
    }

    void check(const QByteArray& raw, const QJsonObject& expected) {
        const ParsedMail mail = parseMail(raw, context());
        const QString event = expected[u"event"_s].toString();
        if (event == u"none") {
            QVERIFY(mail.events.isEmpty());
            return;
        }
        QCOMPARE(mail.events.size(), 1);
        if (event == u"rejected" || event == u"rejected_or_message") {
            const auto* rejected = std::get_if<RejectedEvent>(&mail.events.first());
            QVERIFY(rejected || event == u"rejected_or_message");
            if (rejected && expected.contains(u"problem"_s))
                QCOMPARE(rejected->problem, expected[u"problem"_s].toString());
            return;
        }
        if (event == u"status") {
            const auto* status = std::get_if<StatusChanged>(&mail.events.first());
            QVERIFY(status);
            return compareStatus(*status, expected);
        }
        const auto* message = std::get_if<InboundMessage>(&mail.events.first());
        QVERIFY2(message, qPrintable(std::holds_alternative<RejectedEvent>(mail.events.first())
                                         ? std::get<RejectedEvent>(mail.events.first()).problem
                                         : u"other event"_s));
        if (expected.contains(u"nature"_s))
            QCOMPARE(natureName(mail.nature), expected[u"nature"_s].toString());
        if (expected.contains(u"subject"_s))
            QCOMPARE(mail.tip.subject, expected[u"subject"_s].toString());
        if (expected.contains(u"references"_s))
            QCOMPARE(mail.tip.references, strings(expected[u"references"_s]));
        if (expected.contains(u"max_references"_s))
            QVERIFY(mail.tip.references.size() <= expected[u"max_references"_s].toInt());
        compareMessage(*message, expected);
        // What holds for every mail.
        QVERIFY(!message->externalId.isEmpty() && message->externalId.size() <= 300);
        QVERIFY(!message->sender.externalId.isEmpty());
        QVERIFY(std::none_of(message->text.begin(), message->text.end(), [](QChar c) {
            return c != u'\n' && c != u'\t' && c.category() == QChar::Other_Control;
        }));
        int looked = 0;
        for (const Attachment& attachment : message->attachments) {
            QVERIFY(!attachment.fileName.isEmpty() && !attachment.fileName.contains(u'/') &&
                    !attachment.fileName.contains(u'\n') && !attachment.fileName.contains(u'\r'));
            const auto ref = fromRemoteRef(attachment.remoteRef);
            QVERIFY(ref && ref->uid == 42 && ref->mailbox == u"INBOX");
            if (++looked > 3)
                continue;
            const auto content = attachmentContent(raw, ref->part);
            VERIFY_OK(content);
            QCOMPARE(content->size(), attachment.size);
        }
        // The same mail is the same message, whatever the line ends of the server it came from.
        if (raw.size() > 1'000'000 || raw.contains("quoted-printable"))
            return;
        QByteArray other = raw;
        other.replace("\r\n", "\n");
        const ParsedMail again = parseMail(other + "\n", context());
        if (!again.events.isEmpty())
            if (const auto* same = std::get_if<InboundMessage>(&again.events.first()))
                QCOMPARE(same->externalId, message->externalId);
    }

private slots:
    void enough() {
        const QDir dir(QStringLiteral(MAIL_CORPUS));
        QVERIFY(dir.entryList({u"*.eml"_s}).size() >= 200);
    }

    void corpus_data() { rows(QStringLiteral(MAIL_CORPUS)); }
    void corpus() {
        QFETCH(QByteArray, raw);
        QFETCH(QJsonObject, expected);
        check(raw, expected);
    }

    void hostile() {
        QTemporaryDir folder;
        QProcess python;
        python.start(u"python3"_s, {QStringLiteral(MAIL_CORPUS "/../make_corpus.py"), u"--large"_s, folder.path()});
        if (!python.waitForStarted())
            QSKIP("no python3");
        QVERIFY(python.waitForFinished(30'000) && python.exitCode() == 0);
        QFile file(folder.filePath(u"expected.json"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonObject all = QJsonDocument::fromJson(file.readAll()).object();
        QVERIFY(all.size() >= 15);
        for (auto it = all.begin(); it != all.end(); ++it) {
            QFile mail(folder.filePath(it.key()));
            QVERIFY(mail.open(QIODevice::ReadOnly));
            const QByteArray raw = mail.readAll();
            QElapsedTimer timer;
            timer.start();
            check(raw, it->toObject());
            const qint64 ms = timer.elapsed();
            qInfo().noquote() << it.key() << raw.size() / 1024 << "KiB" << ms << "ms";
            QVERIFY2(ms < 4000, qPrintable(it.key()));
            if (QTest::currentTestFailed()) {
                qInfo().noquote() << it.key();
                return;
            }
        }
    }
};

SOUFFLEUR_TEST_MAIN(tst_MailCorpus)
#include "tst_MailCorpus.moc"
