// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
// What Souffleur costs while nothing happens: twelve channels connected to doubles, an encrypted workspace, nobody
// writes. Figures, no verdicts.
//   bench_idle [--seconds N] [--window]
//       as `souffleurctl serve`; with --window, with the desktop's window open (QT_QPA_PLATFORM=offscreen)
// The doubles are another process (this program as `bench_idle serve`), so that their work is not counted. Release
// build.
#include "base/Clock.h"
#include "channels/DiscordDouble.h"
#include "channels/MailDoubles.h"
#include "channels/SignalDouble.h"
#include "support/MatrixDouble.h"
#include "support/MattermostDouble.h"
#include "support/SlackDouble.h"
#include "support/TelegramDouble.h"
#include "ui/common/UiContext.h"
#include "ui/common/UiSettings.h"
#include "ui/main/MainWindow.h"
#include "ui/theme/Theme.h"
#include "workspace/local/LocalFactory.h"

#include <cstdio>

#include <sys/resource.h>
#include <unistd.h>

#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QJsonDocument>
#include <QListView>
#include <QProcess>
#include <QSocketNotifier>
#include <QTemporaryDir>

using namespace souffleur;

namespace {

constexpr auto Serve = "serve";
const QString Kim = u"11111111-2222-4333-8444-555555555555"_s;

// --- the doubles' process

//! All servers, and what the engine has to know to connect: one line of JSON on standard output.
class Servers : public QObject {
public:
    Servers() {
        for (int i = 0; i < 2; ++i) {
            auto* telegram = new test::TelegramDouble(this);
            require(telegram->listen());
            add(u"telegram"_s, {{u"base_url"_s, telegram->baseUrl().toString()}}, {{u"token"_s, telegram->token}},
                [telegram](const QString& text) { telegram->customerWrites(1, u"Kim"_s, text); });
            auto* slack = new test::SlackDouble(this);
            require(slack->listen());
            slack->addUser(u"U01"_s, u"kim"_s, u"Kim"_s, {});
            add(u"slack"_s, {{u"base_url"_s, slack->baseUrl().toString()}},
                {{u"bot_token"_s, slack->botToken}, {u"app_token"_s, slack->appToken}},
                [slack](const QString& text) { slack->customerWrites(u"U01"_s, text); });
            auto* discord = new test::DiscordDouble(this);
            require(discord->listen());
            add(u"discord"_s, {{u"base_url"_s, discord->baseUrl().toString()}}, {{u"token"_s, discord->token}},
                [discord](const QString& text) { discord->customerWrites(u"100000000000000001"_s, text); });
            auto* matrix = new test::MatrixDouble(this);
            require(matrix->listen());
            matrix->serverTime = QDateTime::currentMSecsSinceEpoch();
            const QString user = u"@kim:kunde.test"_s;
            const QString room = matrix->createRoom(user, u"Kim"_s);
            add(u"matrix"_s, {{u"base_url"_s, matrix->baseUrl().toString()}}, {{u"token"_s, matrix->token}},
                [matrix, room, user](const QString& text) { matrix->writes(room, user, text); });
            auto* mattermost = new test::MattermostDouble(this);
            require(mattermost->listen());
            mattermost->serverTime = QDateTime::currentMSecsSinceEpoch();
            const QString direct = mattermost->direct(u"kim"_s);
            add(u"mattermost"_s, {{u"base_url"_s, mattermost->baseUrl().toString()}},
                {{u"token"_s, mattermost->token}},
                [mattermost, direct](const QString& text) { mattermost->writes(direct, u"kim"_s, text); });
        }
        auto* signal = new test::SignalDouble(this);
        require(signal->listen());
        add(u"signal"_s, {{u"address"_s, signal->address()}, {u"account"_s, signal->account}}, {},
            [signal](const QString& text) { signal->customerWrites(Kim, text); });
        auto* imap = new test::ImapDouble(this);
        auto* smtp = new test::SmtpDouble(this);
        require(imap->listen() && smtp->listen());
        add(u"mail"_s,
            {{u"address"_s, u"support@shop.test"_s},
             {u"imap_host"_s, u"127.0.0.1"_s},
             {u"imap_port"_s, imap->port()},
             {u"imap_security"_s, u"none"_s},
             {u"smtp_host"_s, u"127.0.0.1"_s},
             {u"smtp_port"_s, smtp->port()},
             {u"smtp_security"_s, u"none"_s}},
            {{u"password"_s, u"geheim"_s}}, [imap](const QString& text) {
                imap->deliver("From: Kim <kim@kunde.test>\r\nMessage-ID: <1@kunde.test>\r\n\r\n" + text.toUtf8() +
                              "\r\n");
            });
    }
    QByteArray description() const { return QJsonDocument(m_channels).toJson(QJsonDocument::Compact) + '\n'; }
    void everybodyWrites() {
        for (const auto& write : m_customers)
            write(u"Wo bleibt mein Paket?"_s);
    }

private:
    static void require(bool listening) {
        if (!listening)
            qFatal("no port");
    }
    void add(const QString& kind, const QJsonObject& settings, const QJsonObject& secrets,
             std::function<void(const QString&)> write) {
        m_channels += QJsonObject{{u"kind"_s, kind}, {u"settings"_s, settings}, {u"secrets"_s, secrets}};
        m_customers += std::move(write);
    }
    QJsonArray m_channels;
    QList<std::function<void(const QString&)>> m_customers;
};

//! Ends with its standard input; every byte in it lets each customer write once.
int serve(QCoreApplication& app) {
    Servers servers;
    QSocketNotifier input(STDIN_FILENO, QSocketNotifier::Read);
    QObject::connect(&input, &QSocketNotifier::activated, &app, [&servers] {
        char byte = 0;
        if (::read(STDIN_FILENO, &byte, 1) <= 0)
            return QCoreApplication::quit();
        servers.everybodyWrites();
    });
    std::fputs(servers.description().constData(), stdout);
    std::fflush(stdout);
    return QCoreApplication::exec();
}

// --- the engine's process

//! Waits as the program does: without waking up.
void pass(std::chrono::milliseconds time) {
    QEventLoop loop;
    SystemClock clock;
    const auto timer = clock.callAfter(time, &loop, [&loop] { loop.quit(); });
    loop.exec();
}

template <class T>
T await(QFuture<T> future) {
    if (!future.isFinished()) {
        QEventLoop loop;
        thenOn(future, &loop, [&loop](const T&) { loop.quit(); });
        loop.exec();
    }
    return future.result();
}

struct ThreadUse {
    QByteArray name;
    qint64 waits = 0;     //!< gave up the processor by itself: each is followed by a wake-up
    qint64 preempted = 0; //!< was taken off it
    double ms = 0;
};

struct Usage {
    double cpuMs = 0;
    qint64 waits = 0;
    qint64 preempted = 0;
    qint64 written = 0; //!< handed to write(): files, pipes, event counters
    qint64 toDisk = 0;  //!< what the kernel will write to the disk for it
    QMap<int, ThreadUse> threads;
};

qint64 fieldOf(const QString& path, const QByteArray& name) {
    QFile file(path);
    if (file.open(QIODevice::ReadOnly))
        for (const QByteArray& line : file.readAll().split('\n'))
            if (line.startsWith(name))
                return line.mid(name.size()).trimmed().toLongLong();
    return 0;
}

QByteArray contentOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed() : QByteArray();
}

Usage usage() {
    Usage u;
    rusage r{};
    getrusage(RUSAGE_SELF, &r);
    const auto ms = [](const timeval& t) { return double(t.tv_sec) * 1e3 + double(t.tv_usec) / 1e3; };
    u.cpuMs = ms(r.ru_utime) + ms(r.ru_stime);
    u.waits = r.ru_nvcsw;
    u.preempted = r.ru_nivcsw;
    u.written = fieldOf(u"/proc/self/io"_s, "wchar:");
    u.toDisk = fieldOf(u"/proc/self/io"_s, "write_bytes:");
    for (const QString& task : QDir(u"/proc/self/task"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const QString path = u"/proc/self/task/"_s + task;
        ThreadUse t;
        t.name = contentOf(path + u"/comm"_s);
        t.waits = fieldOf(path + u"/status"_s, "voluntary_ctxt_switches:");
        t.preempted = fieldOf(path + u"/status"_s, "nonvoluntary_ctxt_switches:");
        t.ms = contentOf(path + u"/schedstat"_s).split(' ').first().toDouble() / 1e6;
        u.threads.insert(task.toInt(), t);
    }
    return u;
}

void print(const Usage& before, const Usage& after, double seconds) {
    const auto perMinute = [seconds](qint64 count) { return double(count) * 60 / seconds; };
    std::printf("processor time %.1f ms in %.0f s: %.3f %% of one core\n", after.cpuMs - before.cpuMs, seconds,
                (after.cpuMs - before.cpuMs) / seconds / 10);
    std::printf("wake-ups %lld (%.1f a minute), preempted %lld\n",
                static_cast<long long>(after.waits - before.waits), perMinute(after.waits - before.waits),
                static_cast<long long>(after.preempted - before.preempted));
    std::printf("written to disk %lld bytes; through write() %lld bytes\n",
                static_cast<long long>(after.toDisk - before.toDisk),
                static_cast<long long>(after.written - before.written));
    for (auto it = after.threads.cbegin(); it != after.threads.cend(); ++it) {
        const ThreadUse was = before.threads.value(it.key());
        std::printf("  thread %-16s %5lld wake-ups, %8.2f ms\n", it->name.constData(),
                    static_cast<long long>(it->waits - was.waits), it->ms - was.ms);
    }
}

QJsonArray start(QProcess& doubles) {
    doubles.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    doubles.start(QCoreApplication::applicationFilePath(), {QLatin1String(Serve)});
    QByteArray line;
    while (!line.endsWith('\n')) {
        if (!doubles.waitForReadyRead(30'000))
            qFatal("the doubles do not start");
        line += doubles.readAllStandardOutput();
    }
    return QJsonDocument::fromJson(line).array();
}

std::shared_ptr<workspace::LocalWorkspace> create(const QString& directory) {
    workspace::LocalFactory factory({QStringLiteral(SOUFFLEUR_SOURCE_DIR "/resources/sample/faq.json"), {}});
    workspace::CreateOptions options;
    options.directory = directory;
    options.passphrase = u"bench"_s;
    options.agentName = u"Jana"_s;
    options.sampleFaq = true;
    const auto created = await(factory.create(options));
    if (!created)
        qFatal("create: %s", qPrintable(created.error().toString()));
    return std::static_pointer_cast<workspace::LocalWorkspace>(created->workspace);
}

void connectAll(workspace::LocalWorkspace& workspace, const QJsonArray& channels) {
    for (const auto& one : channels) {
        Channel channel;
        channel.id = ChannelId::create();
        channel.kind = one[u"kind"].toString();
        channel.name = channel.kind;
        channel.settings = one[u"settings"].toObject();
        const auto saved = await(workspace.run(SaveChannel{channel, one[u"secrets"].toObject()}));
        if (!saved)
            qFatal("%s: %s", qPrintable(channel.kind), qPrintable(saved.error().toString()));
    }
    const auto connected = [&workspace] {
        const QList<Channel> all = workspace.channels();
        return std::count_if(all.cbegin(), all.cend(), [&](const Channel& channel) {
            return workspace.health(channel.id).state == ChannelState::Connected;
        });
    };
    QElapsedTimer patience;
    for (patience.start(); connected() < channels.size(); pass(100ms))
        if (patience.elapsed() > 60'000)
            qFatal("%lld of %lld connected", static_cast<long long>(connected()),
                   static_cast<long long>(channels.size()));
}

int run(std::chrono::seconds seconds, bool withWindow) {
    QTemporaryDir directory;
    QProcess doubles;
    const QJsonArray channels = start(doubles);
    auto workspace = create(directory.filePath(u"w"_s));
    (void)await(workspace->indexReady());
    ui::UiSettings settings(directory.filePath(u"bench.conf"_s));
    std::unique_ptr<ui::Theme> theme;
    std::unique_ptr<ui::UiContext> context;
    std::unique_ptr<ui::MainWindow> window;
    if (withWindow) {
        theme = std::make_unique<ui::Theme>();
        theme->setMode(ui::ColourMode::Light);
        theme->apply(*qApp);
        context = std::make_unique<ui::UiContext>(ui::UiContext{*workspace, *theme, settings});
        window = std::make_unique<ui::MainWindow>(*context);
        window->resize(1440, 900);
        window->show();
    }
    connectAll(*workspace, channels);
    // A message each, so that every channel has been at work once; then what follows from it has its time: the
    // index is saved five seconds later, a model may be trained.
    doubles.write("w");
    pass(5s);
    if (window)
        if (auto* list = window->findChild<QListView*>(u"conversationList"_s);
            list && list->model()->rowCount() > 0)
            list->setCurrentIndex(list->model()->index(0, 0));
    pass(15s);
    const auto counts = await(workspace->counts());
    std::printf("%lld channels connected, %d conversations, %s\n", static_cast<long long>(channels.size()),
                counts ? counts->allOpen : -1, withWindow ? "window open" : "no window");

    const Usage before = usage();
    QElapsedTimer timer;
    timer.start();
    pass(seconds);
    const Usage after = usage();
    print(before, after, double(timer.nsecsElapsed()) / 1e9);

    window.reset();
    context.reset();
    workspace.reset();
    doubles.closeWriteChannel();
    doubles.waitForFinished(5000);
    return 0;
}

} // namespace

int main(int argc, char** argv) {
    const QByteArrayList arguments(argv + 1, argv + argc);
    if (arguments.value(0) == Serve) {
        QCoreApplication app(argc, argv);
        return serve(app);
    }
    const qsizetype place = arguments.indexOf("--seconds");
    const std::chrono::seconds seconds(place < 0 ? 60 : std::max(1, arguments.value(place + 1).toInt()));
    const bool withWindow = arguments.contains("--window");
    const std::unique_ptr<QCoreApplication> app(withWindow ? new QApplication(argc, argv)
                                                           : new QCoreApplication(argc, argv));
    return run(seconds, withWindow);
}
