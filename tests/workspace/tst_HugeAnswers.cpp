// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/HttpDouble.h"
#include "support/TestCase.h"
#include "workspace/local/LocalFactory.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTcpSocket>

using namespace souffleur;

namespace {

constexpr auto Token = "123456:AAEabcdefghijklmnopqrstuvwxyz01234567";

qint64 residentKb() {
    QFile file(u"/proc/self/status"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray& line : file.readAll().split('\n'))
        if (line.startsWith("VmHWM:"))
            return line.mid(6).trimmed().split(' ').first().toLongLong();
    return 0;
}

//! A workspace whose Telegram channel speaks to a server of the test.
struct Fixture {
    QTemporaryDir directory;
    test::HttpDouble server;
    workspace::LocalFactory factory{{}};
    std::shared_ptr<workspace::LocalWorkspace> workspace;
    Channel channel;

    Fixture() {
        if (!server.listen())
            qFatal("listen");
        workspace::CreateOptions options;
        options.directory = directory.filePath(u"w"_s);
        options.passphrase = u"geheim"_s;
        options.agentName = u"Jana"_s;
        const auto created = test::await(factory.create(options));
        if (!created)
            qFatal("create: %s", qPrintable(created.error().toString()));
        workspace = std::static_pointer_cast<workspace::LocalWorkspace>(created->workspace);
        channel.id = ChannelId::create();
        channel.kind = u"telegram"_s;
        channel.name = u"Shop"_s;
        channel.settings = QJsonObject{{u"base_url"_s, server.url().toString()}};
    }
    void save() {
        if (!test::await(
                workspace->run(SaveChannel{channel, QJsonObject{{u"token"_s, QString::fromLatin1(Token)}}})))
            qFatal("channel");
    }
};

QByteArray result(const QByteArray& json) {
    return "{\"ok\":true,\"result\":" + json + "}";
}

} // namespace

class tst_HugeAnswers : public test::TestCase {
    Q_OBJECT
private slots:
    void anAnswerOfAHundredMegabytesStopsNothing() {
        Fixture f;
        bool huge = true;
        int polls = 0;
        f.server.setHandler([&](const test::HttpDoubleRequest& request, const test::ExchangePtr& exchange) {
            if (request.path.endsWith(u"/getMe"_s))
                return exchange->respond(200, result("{\"id\":1,\"is_bot\":true,\"username\":\"shop_bot\"}"));
            if (!request.path.endsWith(u"/getUpdates"_s))
                return exchange->respond(200, result("true"));
            ++polls;
            const QByteArray update =
                "[{\"update_id\":7,\"message\":{\"message_id\":1,\"date\":1700000000,\"chat\":{"
                "\"id\":5,\"type\":\"private\"},\"from\":{\"id\":5,\"first_name\":\"Kim\"},"
                "\"text\":\"Hallo\"}}]";
            if (!huge)
                return exchange->respond(200, result(polls > 2 ? QByteArray("[]") : update));
            // What a broken or hostile server sends without announcing its size.
            exchange->socket()->write(
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{\"ok\":true,\"x\":\"");
            const QByteArray block(1024 * 1024, 'x');
            for (int i = 0; i < 100 && exchange->isOpen(); ++i)
                exchange->socket()->write(block);
        });
        QSignalSpy health(f.workspace.get(), &workspace::Workspace::healthChanged);
        const qint64 before = residentKb();
        f.save();
        const auto refused = [&] {
            const ChannelHealth now = f.workspace->health(f.channel.id);
            return now.state == ChannelState::Waiting && now.error && now.error->code == ErrorCode::TooLarge;
        };
        QTRY_VERIFY_WITH_TIMEOUT(refused(), 15'000);
        QVERIFY(f.workspace->health(f.channel.id).nextAttemptAt.has_value());
        // The server of the test holds its hundred megabytes in this process as well; the client must not.
        QVERIFY2(residentKb() - before < 180 * 1024, qPrintable(QString::number(residentKb() - before)));
        // The next answer is a good one: nothing else was lost.
        huge = false;
        polls = 0;
        f.workspace->reconnect(f.channel.id);
        const auto arrived = [&] {
            const auto page = test::await(f.workspace->conversations({}));
            return page && page->conversations.size() == 1 && page->conversations.first().preview == u"Hallo";
        };
        QTRY_VERIFY_WITH_TIMEOUT(arrived(), 15'000);
    }

    void aChannelIsCheckedWithItsStoredSecret() {
        Fixture f;
        f.channel.enabled = false; // only the checks speak to the server
        QStringList paths;
        f.server.setHandler([&](const test::HttpDoubleRequest& request, const test::ExchangePtr& exchange) {
            paths += request.path;
            if (!request.path.contains(QLatin1String(Token)))
                return exchange->respond(401, "{\"ok\":false,\"error_code\":401,\"description\":\"Unauthorized\"}");
            if (request.path.endsWith(u"/getMe"_s))
                return exchange->respond(200, result("{\"id\":1,\"is_bot\":true,\"username\":\"shop_bot\"}"));
            if (request.path.endsWith(u"/getWebhookInfo"_s))
                return exchange->respond(200, result("{\"url\":\"\"}"));
            exchange->respond(200, result("[]"));
        });
        const auto check = [&](const QJsonObject& typed) {
            QHash<QString, CheckState> states;
            auto* task = f.workspace->checkChannel(f.channel, typed);
            QSignalSpy finished(task, &workspace::Task::finished);
            connect(task, &workspace::Task::checkChanged, this,
                    [&](const ChannelCheck& c) { states.insert(c.name, c.state); });
            const bool done = QTest::qWaitFor([&] { return !finished.isEmpty(); }, 10'000);
            return done ? states : QHash<QString, CheckState>();
        };
        // Not saved yet, nothing typed: the checks say that the token is missing.
        QCOMPARE(check({}).value(u"receive"_s, CheckState::Running), CheckState::Skipped);
        QVERIFY(paths.isEmpty());
        f.save();
        QCOMPARE(check({}).value(u"receive"_s, CheckState::Running), CheckState::Passed);
        // What is typed stands before what is stored.
        QCOMPARE(check({{u"token"_s, u"1:AAEwrongwrongwrongwrongwrongwrongwrong"_s}}).value(u"token"_s),
                 CheckState::Failed);
    }
};

SOUFFLEUR_TEST_MAIN(tst_HugeAnswers)
#include "tst_HugeAnswers.moc"
