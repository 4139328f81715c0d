// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
// 200 customers write 2,000 messages of all kinds through the Bot API while the program is killed 20 times, the
// server goes away, answers 429 and loses answers: every message is in the inbox once and in order, no reply goes
// out twice.
#include "domain/Rules.h"
#include "store/Storage.h"
#include "store/Store.h"
#include "support/TelegramDouble.h"
#include "support/TestCase.h"
#include "workspace/local/LocalFactory.h"

#include <csignal>
#include <cstring>
#include <random>

#include <QCoreApplication>
#include <QDirIterator>
#include <QProcess>

using namespace souffleur;

namespace {

constexpr int Customers = 200;
constexpr int Messages = 2000;
constexpr int Kills = 20;
constexpr auto Passphrase = "integration";
constexpr auto Canary = "Kanarienvogel-Satz-4711-nur-fuer-den-Kunden";

} // namespace

class tst_TelegramEndToEnd : public test::TestCase {
    Q_OBJECT
private slots:
    void everyMessageOnceNoReplyTwice() {
        QTemporaryDir directory;
        test::TelegramDouble server;
        server.conflictDelay = 50ms;
        QVERIFY(server.listen());
        const quint16 port = quint16(server.baseUrl().port());
        createWorkspace(directory.path(), server);
        if (QTest::currentTestFailed())
            return;

        std::mt19937 random(20'261'122);
        QHash<qint64, QList<qint64>> written; // chat: message ids in order
        QHash<qint64, QHash<qint64, QString>> edited;
        QProcess driver;
        startDriver(driver, directory.path());
        int kills = 0;
        for (int i = 0; i < Messages; ++i) {
            const qint64 chat = 1000 + qint64(random() % Customers);
            const QString name = u"Kunde %1"_s.arg(chat);
            const QString words = u"%1 Nachricht %2"_s.arg(QLatin1String(Canary), QString::number(i));
            qint64 id = 0;
            switch (random() % 10) {
            case 0:
                id = server.customerSendsPhoto(chat, name, QByteArray("\x89PNG\r\n\x1a\n") + QByteArray(200, 'x'),
                                               words);
                break;
            case 1:
                id = server.customerSendsDocument(chat, name, u"../rechnung.pdf"_s, "%PDF-1.4 " + words.toUtf8());
                break;
            case 2:
                id = server.customerWrites(chat, name, words,
                                           written.value(chat).isEmpty() ? 0 : written.value(chat).last());
                break;
            default:
                id = server.customerWrites(chat, name, words);
            }
            written[chat] += id;
            if (random() % 20 == 0) {
                const QString corrected = words + u" (korrigiert)"_s;
                server.customerEdits(chat, id, corrected);
                edited[chat].insert(id, corrected);
            }
            // On a slow machine they would pile up, and the driver would wait longer after each.
            switch (server.plannedFaults() > 1 ? 119 : random() % 120) {
            case 0:
                server.failNext(test::TelegramDouble::Fault::RateLimited, 1, u"sendMessage"_s, 1);
                break;
            case 1:
                server.failNext(test::TelegramDouble::Fault::LostAnswer, 1, u"sendMessage"_s);
                break;
            case 2:
                server.failNext(test::TelegramDouble::Fault::BadGateway, 1, u"getUpdates"_s);
                break;
            case 3:
                server.resetPoll();
                break;
            default:
                break;
            }
            if (i % 10 == 9)
                QCoreApplication::processEvents();
            if (i % (Messages / Kills) == Messages / Kills - 1) {
                // In the middle of the work: some of this round is taken, some is not.
                const qsizetype open = server.unconfirmed();
                (void)QTest::qWaitFor(
                    [&] { return server.unconfirmed() < open || driver.state() == QProcess::NotRunning; }, 3000);
                (void)QTest::qWaitFor([&] { return false; }, int(random() % 120));
                ::kill(pid_t(driver.processId()), SIGKILL);
                QVERIFY(driver.waitForFinished(10'000));
                ++kills;
                if (kills % 5 == 0) {
                    server.stopListening();
                    startDriver(driver, directory.path());
                    (void)QTest::qWaitFor([&] { return false; }, 300);
                    QVERIFY(server.listen(port));
                } else {
                    startDriver(driver, directory.path());
                }
            }
        }
        QCOMPARE(kills, Kills);
        QVERIFY2(QTest::qWaitFor([&] { return driver.state() == QProcess::NotRunning; }, 120'000),
                 qPrintable(u"unconfirmed: %1"_s.arg(server.unconfirmed())));
        QCOMPARE(driver.exitCode(), 0);
        compare(directory.path(), server, written, edited);
        if (!QTest::currentTestFailed())
            noCanaryOnDisk(directory.path());
    }

private:
    void createWorkspace(const QString& directory, const test::TelegramDouble& server) {
        workspace::LocalWorkspace::Parts quiet;
        quiet.startChannels = false;
        workspace::LocalFactory factory({}, quiet);
        workspace::CreateOptions options;
        options.directory = directory;
        options.passphrase = QLatin1String(Passphrase);
        options.agentName = u"Jana"_s;
        const auto created = test::await(factory.create(options));
        VERIFY_OK(created);
        Channel channel;
        channel.id = m_channel = ChannelId::create();
        channel.kind = u"telegram"_s;
        channel.name = u"Shop"_s;
        channel.settings = QJsonObject{{u"base_url"_s, server.baseUrl().toString()}};
        VERIFY_OK(
            test::await(created->workspace->run(SaveChannel{channel, QJsonObject{{u"token"_s, server.token}}})));
    }

    void startDriver(QProcess& driver, const QString& directory) {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"SOUFFLEUR_PASSPHRASE"_s, QLatin1String(Passphrase));
        driver.setProcessEnvironment(environment);
        driver.setProcessChannelMode(QProcess::ForwardedChannels);
        driver.start(QCoreApplication::applicationDirPath() + u"/agent_driver"_s,
                     {directory, QString::number(Messages)});
        QVERIFY(driver.waitForStarted());
    }

    void compare(const QString& directory, const test::TelegramDouble& server,
                 const QHash<qint64, QList<qint64>>& written, const QHash<qint64, QHash<qint64, QString>>& edited) {
        workspace::LocalWorkspace::Parts quiet;
        quiet.startChannels = false;
        workspace::LocalFactory factory({}, quiet);
        const auto opened = test::await(factory.openLocal({directory, QLatin1String(Passphrase), {}}));
        VERIFY_OK(opened);
        struct Row {
            QStringList inbound; // external ids in thread order
            QHash<QString, QString> texts;
            QHash<QString, MessageStatus> replies;
        };
        int unclear = 0;
        int sent = 0;
        QHash<QString, int> delivered;
        for (const auto& reply : server.sent())
            ++delivered[reply.text];
        for (auto it = written.cbegin(); it != written.cend(); ++it) {
            const QString chat = QString::number(it.key());
            const auto row = test::await((*opened)->storage().read([&](store::Store& s) -> Result<Row> {
                SOUFFLEUR_TRY(const auto identity, s.contacts().findIdentity(m_channel, chat));
                if (!identity)
                    return makeError(ErrorCode::NotFound, chat);
                SOUFFLEUR_TRY(const auto conversation, s.conversations().findByContact(identity->contact));
                SOUFFLEUR_TRY(const ThreadPage page, s.messages().pageBefore(conversation->id, 0, 10'000));
                Row found;
                for (const ThreadItem& item : page.items) {
                    const auto* m = std::get_if<Message>(&item);
                    if (!m)
                        continue;
                    if (m->direction == Direction::Inbound) {
                        SOUFFLEUR_TRY(const QStringList ids, s.messages().externalIds(m->id));
                        found.inbound += ids;
                        found.texts.insert(ids.value(0), m->text);
                    } else {
                        found.replies.insert(m->text, m->status);
                    }
                }
                return found;
            }));
            VERIFY_OK(row);
            QStringList expected;
            for (const qint64 id : it.value())
                expected += chat + u':' + QString::number(id);
            QCOMPARE(row->inbound, expected);
            const auto corrections = edited.value(it.key());
            for (auto edit = corrections.cbegin(); edit != corrections.cend(); ++edit)
                QCOMPARE(row->texts.value(chat + u':' + QString::number(edit.key())), edit.value());
            for (auto reply = row->replies.cbegin(); reply != row->replies.cend(); ++reply) {
                const int times = delivered.take(reply.key());
                QVERIFY2(times <= 1, qPrintable(reply.key()));
                if (reply.value() == MessageStatus::Sent) {
                    QCOMPARE(times, 1);
                    ++sent;
                } else {
                    QVERIFY(reply.value() == MessageStatus::Unclear || times == 0);
                    unclear += reply.value() == MessageStatus::Unclear ? 1 : 0;
                }
            }
        }
        QVERIFY2(delivered.isEmpty(), "a reply went out that the inbox does not know");
        QVERIFY(sent >= Customers / 2);
        qInfo("%d messages of %d customers, %d replies sent, %d unclear, %d kills", Messages, Customers, sent,
              unclear, Kills);
    }

    void noCanaryOnDisk(const QString& directory) {
        const QByteArray utf8(Canary);
        const QString wide = QLatin1String(Canary);
        const QByteArray utf16(reinterpret_cast<const char*>(wide.utf16()), wide.size() * 2);
        QDirIterator files(directory, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        int looked = 0;
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray content = file.readAll();
            QVERIFY2(!content.contains(utf8) && !content.contains(utf16), qPrintable(file.fileName()));
            ++looked;
        }
        QVERIFY(looked > 3);
    }

    ChannelId m_channel;
};

SOUFFLEUR_TEST_MAIN(tst_TelegramEndToEnd)
#include "tst_TelegramEndToEnd.moc"
