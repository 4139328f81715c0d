// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
// What the window feels like with much in the store; figures, no verdicts.
//   bench_desktop replay CONVERSATIONS.jsonl...
//       messages come in through the real ingest with the window open
//   bench_desktop million CONVERSATIONS.jsonl... [--messages N] [--keep DIR]
//       start, switch, scroll, search, memory in a large store
//   bench_desktop suggestions CONVERSATIONS.jsonl... [--entries N]
//       from a conversation with an unread message until the drafts stand beside it
// Release build; QT_QPA_PLATFORM=offscreen.
#include "channels/Connector.h"
#include "knowledge/FaqFile.h"
#include "store/Storage.h"
#include "store/Store.h"
#include "ui/common/UiContext.h"
#include "ui/common/UiSettings.h"
#include "ui/main/MainWindow.h"
#include "ui/suggestions/SuggestionsPanel.h"
#include "ui/theme/Theme.h"
#include "workspace/local/LocalFactory.h"

#include <cstdio>
#include <ctime>

#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QListView>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace souffleur;

namespace {

constexpr auto Passphrase = "bench";

struct Turn {
    QString conversation;
    bool customer = true;
    QString language;
    QString text;
};

QList<QList<Turn>> readConversations(const QStringList& files) {
    QList<QList<Turn>> all;
    QHash<QString, qsizetype> places;
    for (const QString& path : files) {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            qFatal("%s", qPrintable(path));
        while (!file.atEnd()) {
            const QJsonObject o = QJsonDocument::fromJson(file.readLine()).object();
            const QString id = o.value(u"conv").toString();
            if (!places.contains(id)) {
                places.insert(id, all.size());
                all.append(QList<Turn>());
            }
            all[places.value(id)].append({id, o.value(u"role").toString() != u"agent", o.value(u"lang").toString(),
                                          o.value(u"text").toString()});
        }
    }
    return all;
}

//! Processor time of the calling thread: beside programs that keep all cores busy it tells what is ours.
double threadMs() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return double(now.tv_sec) * 1e3 + double(now.tv_nsec) / 1e6;
}

//! Notes which events hold the UI thread for long.
class BenchApplication : public QApplication {
public:
    using QApplication::QApplication;
    bool notify(QObject* receiver, QEvent* event) override {
        if (m_depth > 0 || thread() != QThread::currentThread())
            return QApplication::notify(receiver, event);
        // The receiver may be gone afterwards.
        const QObject* owner = receiver->parent() ? receiver->parent() : receiver;
        const char* name = owner->metaObject()->className();
        const int type = int(event->type());
        ++m_depth;
        const double from = threadMs();
        const bool done = QApplication::notify(receiver, event);
        const double took = threadMs() - from;
        --m_depth;
        if (took > 4)
            m_long.append({took, name, type});
        return done;
    }
    void reset() { m_long.clear(); }
    //! The longest ones, and how many held the thread for longer than a frame.
    void print() {
        std::sort(m_long.begin(), m_long.end(), [](const Long& a, const Long& b) { return a.ms > b.ms; });
        const auto over = std::count_if(m_long.cbegin(), m_long.cend(), [](const Long& l) { return l.ms > 16; });
        std::printf("    events over 16 ms of processor time: %lld; the longest:", static_cast<long long>(over));
        for (const Long& l : m_long.mid(0, 6))
            std::printf(" %s/%d %.1f", l.receiver, l.type, l.ms);
        std::printf("\n");
    }

private:
    struct Long {
        double ms;
        const char* receiver;
        int type;
    };
    QList<Long> m_long;
    int m_depth = 0;
};

//! Longest time in which the UI thread did not come back to its event loop, and what it worked meanwhile.
class Watchdog : public QObject {
public:
    Watchdog() {
        m_timer.setTimerType(Qt::PreciseTimer);
        connect(&m_timer, &QTimer::timeout, this, [this] {
            const double gap = double(m_clock.nsecsElapsed()) / 1e6;
            const double now = threadMs();
            const double work = now - std::exchange(m_worked, now);
            m_clock.restart();
            m_longest = std::max(m_longest, gap);
            m_longestWork = std::max(m_longestWork, work);
            m_over16 += gap > 16 ? 1 : 0;
            m_over50 += gap > 50 ? 1 : 0;
            m_workOver16 += work > 16 ? 1 : 0;
        });
        reset();
        m_timer.start(1);
    }
    void reset() {
        m_clock.start();
        m_worked = threadMs();
        m_longest = m_longestWork = 0;
        m_over16 = m_over50 = m_workOver16 = 0;
        static_cast<BenchApplication*>(qApp)->reset();
    }
    void print(const char* what) const {
        std::printf("%-34s longest stall %.1f ms, over 16 ms: %d, over 50 ms: %d; processor time %.1f ms, over 16 "
                    "ms: %d\n",
                    what, m_longest, m_over16, m_over50, m_longestWork, m_workOver16);
        static_cast<BenchApplication*>(qApp)->print();
    }

private:
    QTimer m_timer;
    QElapsedTimer m_clock;
    double m_worked = 0;
    double m_longest = 0;
    double m_longestWork = 0;
    int m_over16 = 0;
    int m_over50 = 0;
    int m_workOver16 = 0;
};

double memoryMb() {
    QFile file(u"/proc/self/smaps_rollup"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray& line : file.readAll().split('\n'))
        if (line.startsWith("Pss:"))
            return line.mid(4).trimmed().split(' ').first().toDouble() / 1024.0;
    return 0;
}

template <class T>
T await(QFuture<T> future) {
    // Waits as the program does; processEvents with a time limit would keep a core busy.
    if (!future.isFinished()) {
        QEventLoop loop;
        thenOn(future, &loop, [&loop](const T&) { loop.quit(); });
        loop.exec();
    }
    return future.result();
}

double percentile(QList<double> values, double share) {
    if (values.isEmpty())
        return 0;
    std::sort(values.begin(), values.end());
    return values.at(std::min(values.size() - 1, qsizetype(share * double(values.size()))));
}

struct Desk {
    std::shared_ptr<workspace::LocalWorkspace> workspace;
    ui::UiSettings settings;
    ui::Theme theme;
    std::unique_ptr<ui::UiContext> context;
    std::unique_ptr<ui::MainWindow> window;

    explicit Desk(const QString& directory) : settings(directory + u"/bench.conf"_s) {
        theme.setMode(ui::ColourMode::Light);
        theme.apply(*qApp);
    }
    void open() {
        context = std::make_unique<ui::UiContext>(ui::UiContext{*workspace, theme, settings});
        window = std::make_unique<ui::MainWindow>(*context);
        window->resize(1440, 900);
        window->show();
    }
};

Channel replayChannel() {
    Channel channel;
    channel.id = ChannelId::create();
    channel.kind = u"sample"_s;
    channel.name = u"Replay"_s;
    channel.settings = QJsonObject{{u"replay"_s, true}};
    return channel;
}

std::shared_ptr<workspace::LocalWorkspace> create(const QString& directory, const QByteArray& faq = {}) {
    workspace::LocalFactory factory({QStringLiteral(SOUFFLEUR_SOURCE_DIR "/resources/sample/faq.json"), {}});
    workspace::CreateOptions options;
    options.directory = directory;
    options.passphrase = QLatin1String(Passphrase);
    options.agentName = u"Jana"_s;
    options.sampleFaq = faq.isEmpty();
    options.importedFaq = faq;
    const auto created = await(factory.create(options));
    if (!created)
        qFatal("create: %s", qPrintable(created.error().toString()));
    return std::static_pointer_cast<workspace::LocalWorkspace>(created->workspace);
}

InboundMessage inbound(const Turn& turn, const QString& conversation, qint64 number) {
    InboundMessage m;
    m.externalId = conversation + u':' + QString::number(number);
    m.sender = Sender{conversation, {}, conversation, turn.language, {}};
    m.text = turn.text;
    return m;
}

int runReplay(const QStringList& files) {
    QTemporaryDir directory;
    const auto conversations = readConversations(files);
    Desk desk(directory.path());
    desk.workspace = create(directory.filePath(u"w"_s));
    const Channel channel = replayChannel();
    (void)await(desk.workspace->run(SaveChannel{channel, std::nullopt}));
    (void)await(desk.workspace->indexReady());
    desk.open();
    QTest::qWait(500);
    Watchdog watchdog;
    QTest::qWait(1000);
    watchdog.print("idle window");
    watchdog.reset();
    const double before = memoryMb();

    // Customers' turns only, in rounds over 500 conversations, 200 messages a batch, four batches under way.
    QElapsedTimer timer;
    timer.start();
    qint64 messages = 0;
    QList<QFuture<Status>> open;
    EventBatch batch;
    batch.channel = channel.id;
    const auto flush = [&] {
        if (batch.events.isEmpty())
            return;
        open.append(desk.workspace->ingest(batch));
        batch.events.clear();
        while (open.size() > 4)
            if (!await(open.takeFirst()))
                qFatal("ingest");
    };
    for (qsizetype from = 0; from < std::min<qsizetype>(conversations.size(), 5000); from += 500) {
        for (qsizetype round = 0;; ++round) {
            bool any = false;
            for (qsizetype i = from; i < std::min({from + 500, conversations.size(), qsizetype(5000)}); ++i) {
                if (round >= conversations.at(i).size())
                    continue;
                any = true;
                const Turn& turn = conversations.at(i).at(round);
                batch.events += inbound(turn, turn.conversation, round);
                ++messages;
                if (batch.events.size() >= 200)
                    flush();
            }
            if (!any)
                break;
        }
    }
    flush();
    while (!open.isEmpty())
        if (!await(open.takeFirst()))
            qFatal("ingest");
    const double seconds = double(timer.nsecsElapsed()) / 1e9;
    std::printf("%lld messages in %.2f s: %.0f messages/s (encrypted, FULL, indexed for search)\n",
                static_cast<long long>(messages), seconds, double(messages) / seconds);
    watchdog.print("window while they came in");
    std::printf("memory (PSS) before %.0f MB, after %.0f MB\n", before, memoryMb());
    return 0;
}

void generate(const QString& directory, const QList<QList<Turn>>& conversations, qint64 wanted) {
    auto workspace = create(directory);
    const Channel channel = replayChannel();
    (void)await(workspace->run(SaveChannel{channel, std::nullopt}));
    QElapsedTimer timer;
    timer.start();
    qint64 messages = 0;
    QList<QFuture<Status>> open;
    EventBatch batch;
    batch.channel = channel.id;
    // About ten messages a conversation: the real ones again and again under new names.
    for (int copy = 0; messages < wanted; ++copy)
        for (const QList<Turn>& conversation : conversations) {
            const QString name = u"%1 %2"_s.arg(conversation.first().conversation).arg(copy);
            for (qsizetype i = 0; i < std::min<qsizetype>(conversation.size(), 10); ++i) {
                batch.events += inbound(conversation.at(i), name, i);
                ++messages;
            }
            if (batch.events.size() >= 1000 || messages >= wanted) {
                open.append(workspace->ingest(batch));
                batch.events.clear();
                while (open.size() > 4)
                    if (!await(open.takeFirst()))
                        qFatal("ingest");
            }
            if (messages >= wanted)
                break;
        }
    while (!open.isEmpty())
        if (!await(open.takeFirst()))
            qFatal("ingest");
    const double seconds = double(timer.nsecsElapsed()) / 1e9;
    std::printf("generated %lld messages in %.0f s (%.0f/s)\n", static_cast<long long>(messages), seconds,
                double(messages) / seconds);
}

int runMillion(const QStringList& files, qint64 wanted, const QString& keep) {
    QTemporaryDir temporary;
    const QString directory = (keep.isEmpty() ? temporary.path() : keep) + u"/w"_s;
    if (!QFile::exists(directory + u"/workspace.json"_s)) {
        QDir().mkpath(QFileInfo(directory).path());
        generate(directory, readConversations(files), wanted);
    }
    Desk desk(temporary.path());
    workspace::LocalFactory factory({});
    // The passphrase's own half second (Argon2id) is not what is measured: the key is made before.
    QElapsedTimer timer;
    timer.start();
    const auto opened = await(factory.openLocal({directory, QLatin1String(Passphrase), {}}));
    if (!opened)
        qFatal("open: %s", qPrintable(opened.error().toString()));
    const double openMs = double(timer.nsecsElapsed()) / 1e6;
    desk.workspace = *opened;
    timer.restart();
    desk.open();
    QListView* list = desk.window->findChild<QListView*>(u"conversationList"_s);
    QListView* thread = desk.window->findChild<QListView*>(u"threadView"_s);
    if (!list || !thread)
        qFatal("the window has no conversationList or threadView");
    while (list->model()->rowCount() == 0)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    desk.window->repaint();
    std::printf("open with passphrase %.0f ms, then window to usable inbox %.0f ms\n", openMs,
                double(timer.nsecsElapsed()) / 1e6);
    QTest::qWait(500);

    Watchdog watchdog;
    QList<double> switches;
    for (int i = 0; i < 200; ++i) {
        const QModelIndex index = list->model()->index(i % list->model()->rowCount(), 0);
        timer.restart();
        bool shown = false;
        const auto connection = QObject::connect(thread->model(), &QAbstractItemModel::modelReset, thread,
                                                 [&] { shown = thread->model()->rowCount() > 0; });
        const auto inserted =
            QObject::connect(thread->model(), &QAbstractItemModel::rowsInserted, thread, [&] { shown = true; });
        list->setCurrentIndex(index);
        while (!shown && timer.elapsed() < 2000)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        thread->repaint();
        switches.append(double(timer.nsecsElapsed()) / 1e6);
        QObject::disconnect(connection);
        QObject::disconnect(inserted);
    }
    std::printf("switch of conversation p50 %.1f ms, p99 %.1f ms\n", percentile(switches, 0.5),
                percentile(switches, 0.99));
    watchdog.print("while switching");

    watchdog.reset();
    QList<double> frames;
    for (int i = 0; i < 600; ++i) {
        timer.restart();
        list->verticalScrollBar()->setValue(list->verticalScrollBar()->value() + 40);
        list->viewport()->repaint();
        frames.append(double(timer.nsecsElapsed()) / 1e6);
        QCoreApplication::processEvents();
    }
    std::printf("list scrolled by 600 steps: frame p50 %.2f ms, p99 %.2f ms (60 frames/s: 16.7)\n",
                percentile(frames, 0.5), percentile(frames, 0.99));
    watchdog.print("while scrolling");

    watchdog.reset();
    QList<double> searches;
    static const QStringList Words{u"restaurant"_s, u"credit card"_s, u"auto"_s,  u"flight tomorrow"_s, u"zimm"_s,
                                   u"password"_s,   u"the"_s,         u"hotel"_s, u"bill amount"_s,     u"danke"_s};
    for (int i = 0; i < 200; ++i) {
        SearchQuery query;
        query.words = Words.at(i % Words.size());
        timer.restart();
        if (!await(desk.workspace->search(query)))
            qFatal("search");
        searches.append(double(timer.nsecsElapsed()) / 1e6);
    }
    std::printf("search p50 %.1f ms, p99 %.1f ms\n", percentile(searches, 0.5), percentile(searches, 0.99));
    watchdog.print("while searching");

    QList<double> suggestions;
    const auto page = await(desk.workspace->conversations({}));
    for (int i = 0; i < 200; ++i) {
        timer.restart();
        (void)await(desk.workspace->suggestions(page->conversations.at(i % page->conversations.size()).id, 3));
        suggestions.append(double(timer.nsecsElapsed()) / 1e6);
    }
    std::printf("suggestions through the whole desktop pipeline p50 %.1f ms, p99 %.1f ms\n",
                percentile(suggestions, 0.5), percentile(suggestions, 0.99));
    std::printf("memory (PSS) %.0f MB\n", memoryMb());
    return 0;
}

//! The beginning of one text and the end of another.
QString joined(const QString& one, const QString& other) {
    const QStringList begin = one.split(u' ');
    const QStringList end = other.split(u' ');
    return (begin.mid(0, (begin.size() + 1) / 2) + end.mid(end.size() / 2)).join(u' ');
}

//! FAQ entries out of what people really asked: a customer's turn, the three next ones as variants, the agent's
//! answer. Beyond what there is, halves of two entries are put together: real words, as often as they are.
QByteArray faqOf(const QList<QList<Turn>>& conversations, int count) {
    QList<FaqEntry> entries;
    QSet<QString> known;
    for (const QList<Turn>& turns : conversations) {
        for (qsizetype i = 0; i + 1 < turns.size() && entries.size() < count; ++i) {
            const Turn& turn = turns.at(i);
            if (!turn.customer || turn.text.size() < 15 || known.contains(turn.text))
                continue;
            known.insert(turn.text);
            FaqEntry entry;
            entry.id = FaqEntryId::create();
            entry.number = int(entries.size()) + 1;
            entry.status = FaqStatus::Published;
            entry.questions.insert(turn.language, turn.text);
            entry.answers.append({turn.language, AnswerLength::Chat, FormOfAddress::Unknown, turns.at(i + 1).text});
            for (qsizetype k = i + 2; k < turns.size() && entry.variants.size() < 3; k += 2)
                entry.variants.append({turns.at(k).text, turn.language, VariantSource::Written});
            entries.append(entry);
        }
    }
    const qsizetype real = entries.size();
    for (qsizetype round = 1; real > 0 && entries.size() < count; ++round) {
        for (qsizetype i = 0; i < real && entries.size() < count; ++i) {
            FaqEntry entry = entries.at(i);
            const FaqEntry other = entries.at((i + round * 7919) % real);
            entry.id = FaqEntryId::create();
            entry.number = int(entries.size()) + 1;
            entry.questions.first() = joined(entry.questions.first(), other.questions.first());
            for (qsizetype k = 0; k < std::min(entry.variants.size(), other.variants.size()); ++k)
                entry.variants[k].text = joined(entry.variants.at(k).text, other.variants.at(k).text);
            entry.answers.first().body = joined(entry.answers.first().body, other.answers.first().body);
            entries.append(entry);
        }
    }
    return knowledge::FaqFile::toJson(entries);
}

int runSuggestions(const QStringList& files, int entries) {
    QTemporaryDir directory;
    // Every second conversation writes the FAQ, the others ask it.
    QList<QList<Turn>> teachers;
    QList<QList<Turn>> customers;
    const auto conversations = readConversations(files);
    for (qsizetype i = 0; i < conversations.size(); ++i)
        (i % 2 == 0 ? teachers : customers).append(conversations.at(i));
    Desk desk(directory.path());
    desk.workspace = create(directory.filePath(u"w"_s), faqOf(teachers, entries));
    const Channel channel = replayChannel();
    (void)await(desk.workspace->run(SaveChannel{channel, std::nullopt}));
    if (!await(desk.workspace->indexReady()))
        qFatal("index");
    EventBatch batch;
    batch.channel = channel.id;
    for (const QList<Turn>& turns : customers.mid(0, 1000))
        batch.events += inbound(turns.first(), turns.first().conversation, 0);
    if (!await(desk.workspace->ingest(batch)))
        qFatal("ingest");
    FaqQuery all;
    all.limit = entries + 100;
    std::printf("%lld entries in the FAQ, %lld customers wait\n",
                static_cast<long long>(await(desk.workspace->faqEntries(all))->size()),
                static_cast<long long>(batch.events.size()));
    desk.open();
    auto* panel = desk.window->findChild<ui::SuggestionsPanel*>();
    ConversationQuery query;
    query.limit = 1000;
    const auto page = await(desk.workspace->conversations(query));
    QTest::qWait(500);

    QElapsedTimer timer;
    QList<double> asked;
    for (const Conversation& conversation : page->conversations) {
        timer.restart();
        if (!await(desk.workspace->suggestions(conversation.id, 3)))
            qFatal("suggestions");
        asked.append(double(timer.nsecsElapsed()) / 1e6);
    }
    std::printf(
        "asked of the workspace until the answer is in the UI thread: p50 %.1f ms, p95 %.1f ms, p99 %.1f ms\n",
        percentile(asked, 0.5), percentile(asked, 0.95), percentile(asked, 0.99));

    Watchdog watchdog;
    QList<double> shown;
    int offered = 0;
    for (const Conversation& conversation : page->conversations) {
        timer.restart();
        desk.window->open(conversation);
        while (panel->isRequesting() && timer.elapsed() < 2000)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        shown.append(double(timer.nsecsElapsed()) / 1e6);
        offered += panel->shownSet().suggestions.isEmpty() ? 0 : 1;
        QTest::qWait(2);
    }
    std::printf(
        "conversation opened until the panel has it (%d with drafts): p50 %.1f ms, p95 %.1f ms, p99 %.1f ms\n",
        offered, percentile(shown, 0.5), percentile(shown, 0.95), percentile(shown, 0.99));
    watchdog.print("while opening");
    return 0;
}

} // namespace

int main(int argc, char** argv) {
    BenchApplication app(argc, argv);
    QStringList arguments = app.arguments().mid(1);
    const auto option = [&](const QString& name) {
        const qsizetype at = arguments.indexOf(name);
        if (at < 0 || at + 1 >= arguments.size())
            return QString();
        const QString value = arguments.at(at + 1);
        arguments.remove(at, 2);
        return value;
    };
    const QString messages = option(u"--messages"_s);
    const QString keep = option(u"--keep"_s);
    const QString entries = option(u"--entries"_s);
    const QString what = arguments.isEmpty() ? QString() : arguments.takeFirst();
    if (what == u"replay" && !arguments.isEmpty())
        return runReplay(arguments);
    if (what == u"million" && !arguments.isEmpty())
        return runMillion(arguments, messages.isEmpty() ? 1'000'000 : messages.toLongLong(), keep);
    if (what == u"suggestions" && !arguments.isEmpty())
        return runSuggestions(arguments, entries.isEmpty() ? 10'000 : entries.toInt());
    std::fputs("bench_desktop replay|million|suggestions CONVERSATIONS.jsonl... [--messages N] [--keep DIR] "
               "[--entries N]\n",
               stderr);
    return 2;
}
