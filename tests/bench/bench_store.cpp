// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Measures the store: bench_store [messages] [directory]. The directory decides about the disk; it is made and
// removed.
#include "domain/Rules.h"
#include "store/AttachmentStore.h"
#include "store/Storage.h"
#include "store/Store.h"
#include "store/StoreOpener.h"

#include <algorithm>
#include <cstdio>
#include <random>

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>

using namespace souffleur;
using namespace souffleur::store;

namespace {

template <class T>
T must(Result<T> result) {
    if (!result)
        qFatal("%s", qPrintable(result.error().toString()));
    if constexpr (!std::is_void_v<T>)
        return std::move(result).value();
}

template <class F>
void latency(const char* name, int rounds, F fn) {
    std::vector<double> times;
    for (int i = 0; i < rounds; ++i) {
        QElapsedTimer timer;
        timer.start();
        fn(i);
        times.push_back(static_cast<double>(timer.nsecsElapsed()) / 1000.0);
    }
    std::sort(times.begin(), times.end());
    std::printf("%-44s p50 %9.1f us   p99 %9.1f us   max %9.1f us\n", name, times[times.size() / 2],
                times[times.size() * 99 / 100], times.back());
}

//! Words of a Zipf-like distribution, as customers write them.
class Words {
public:
    QString text(std::mt19937& random) const {
        QString text;
        const int count = 6 + static_cast<int>(random() % 24);
        for (int i = 0; i < count; ++i) {
            const double u = (static_cast<double>(random() % 1'000'000) + 1) / 1e6;
            text += (i > 0 ? u" "_s : QString()) + word(static_cast<int>(20'000 * u * u * u * u));
        }
        return text;
    }
    static QString word(int rank) {
        static constexpr std::u16string_view Consonants = u"bdfghklmnprstwz";
        static constexpr std::u16string_view Vowels = u"aeiouäöü";
        QString word;
        for (int n = rank + 40; n > 0; n /= 120) {
            word += QChar(Consonants[static_cast<size_t>(n) % 15]);
            word += QChar(Vowels[static_cast<size_t>(n / 15) % 8]);
        }
        return word + u"n"_s;
    }
};

} // namespace

int main(int argc, char** argv) {
    QCoreApplication app(argc, argv);
    const int messages = argc > 1 ? QString::fromLocal8Bit(argv[1]).toInt() : 100'000;
    const QString base = argc > 2 ? QString::fromLocal8Bit(argv[2]) : QDir::tempPath();
    QTemporaryDir directory(base + u"/bench-store-XXXXXX"_s);
    const WorkspacePaths paths{directory.path()};
    const StoreKey key = StoreKey::generate();
    std::mt19937 random(7); // NOLINT(bugprone-random-generator-seed): the same data every time
    const Words words;

    ThreadExecutor executor(u"Storage"_s);
    auto holder = executor.run(
        [&] { return std::make_shared<std::unique_ptr<Store>>(must(StoreOpener::createCipher(paths, key))); });
    holder.waitForFinished();
    Storage storage(std::move(*holder.result()), executor);
    const ChannelId channel = ChannelId::create();
    const AgentId me = AgentId::create();
    const int count = std::max(20, messages / 10);
    std::vector<Conversation> conversations(static_cast<size_t>(count));

    const auto inbound = [&](Store& s, Conversation& c, int number) -> Status {
        const Conversation before = c;
        Message m;
        m.id = MessageId::create();
        m.conversation = c.id;
        m.episode = c.episode;
        m.channel = channel;
        m.sequence = ++c.lastSequence;
        m.text = words.text(random);
        m.sentAt = m.receivedAt = fromMs(1'764'000'000'000 + qint64(number) * 1000);
        c.lastActivityAt = m.sentAt;
        (void)rules::applyInbound(c, m, 60min);
        SOUFFLEUR_CHECK(s.messages().insert(m, {QString::number(number)}));
        return s.conversations().update(before, c);
    };

    QElapsedTimer timer;
    timer.start();
    // Bulk: a thousand messages per write; half of them in two per cent of the conversations.
    int stored = 0;
    while (stored < messages) {
        auto written = storage.write([&, first = stored](Store& s) -> Status {
            for (int number = first; number < std::min(first + 1000, messages); ++number) {
                const int which = number < count ? number
                                  : random() % 2 == 0
                                      ? static_cast<int>(random() % static_cast<unsigned>(count))
                                      : static_cast<int>(random() % static_cast<unsigned>(std::max(1, count / 50)));
                Conversation& c = conversations[static_cast<size_t>(which)];
                if (c.id.isNull()) {
                    Contact contact;
                    contact.id = ContactId::create();
                    contact.displayName = u"Kunde %1"_s.arg(which);
                    contact.identities = {{IdentityId::create(),
                                           contact.id,
                                           channel,
                                           u"sample"_s,
                                           QString::number(which),
                                           {},
                                           {},
                                           false}};
                    c.id = ConversationId::create();
                    c.contact = contact.id;
                    c.channel = channel;
                    c.episode = EpisodeId::create();
                    if (which % 3 == 0)
                        c.assignee = me;
                    SOUFFLEUR_CHECK(s.contacts().insert(contact));
                    SOUFFLEUR_CHECK(s.conversations().insert(c));
                }
                SOUFFLEUR_CHECK(inbound(s, c, number));
            }
            return ok();
        });
        written.waitForFinished();
        must(written.result());
        stored += 1000;
    }
    std::printf("%d messages in %d conversations\n", messages, count);
    std::printf("bulk ingest, 1000 a commit (message + conversation)  %.0f messages/s\n",
                messages * 1e9 / static_cast<double>(timer.nsecsElapsed()));
    must([&] {
        auto scrubbed = storage.read([](Store& s) { return s.scrub(); });
        scrubbed.waitForFinished();
        return scrubbed.result();
    }());
    std::printf("database %.1f MB\n", static_cast<double>(QFileInfo(paths.database()).size()) / 1e6);

    const auto write = [&](int number) {
        return storage.write([&, number](Store& s) {
            return inbound(s, conversations[static_cast<size_t>(number % count)], messages + number);
        });
    };
    latency("one message, one commit", 300, [&](int i) {
        auto future = write(i);
        future.waitForFinished();
        must(future.result());
    });
    for (const int burst : {20, 200, 5000}) {
        timer.start();
        QList<QFuture<Status>> futures;
        for (int i = 0; i < burst; ++i)
            futures.append(write(1000 + burst + i));
        for (auto& future : futures) {
            future.waitForFinished();
            must(future.result());
        }
        std::printf("group commit, %d writes at once  %.0f messages/s\n", burst,
                    burst * 1e9 / static_cast<double>(timer.nsecsElapsed()));
    }

    const auto read = [&](auto fn) {
        return [&storage, fn](int i) {
            auto future = storage.read([fn, i](Store& s) { return fn(s, i); });
            future.waitForFinished();
            if (!future.result())
                qFatal("%s", qPrintable(future.result().error().toString()));
        };
    };
    for (const InboxView view : {InboxView::AllOpen, InboxView::Mine}) {
        latency(view == InboxView::Mine ? "list page of 200, mine" : "list page of 200, all open", 300,
                read([view, me](Store& s, int i) {
                    ConversationQuery query;
                    query.view = view;
                    query.order = static_cast<InboxOrder>(i % 3);
                    return s.conversations().page(query, me);
                }));
    }
    latency("counts", 300,
            read([me](Store& s, int) { return s.conversations().counts(me, fromMs(1'764'000'000'000)); }));
    latency("thread page of 50", 1000, read([&](Store& s, int i) {
                return s.messages().pageBefore(conversations[static_cast<size_t>(i * 37 % count)].id, 0, 50);
            }));
    latency("conversation by id", 1000, read([&](Store& s, int i) {
                return s.conversations().find(conversations[static_cast<size_t>(i * 91 % count)].id);
            }));
    const auto searching = [&](const char* name, const std::function<QString(int)>& text, bool newest) {
        latency(name, 60, read([text, newest](Store& s, int i) {
                    SearchQuery query;
                    query.words = text(i);
                    query.newestFirst = newest;
                    return s.messages().search(query);
                }));
    };
    const auto two = [](int i) { return Words::word(300 + i * 7) + u' ' + Words::word(20 + i) + u' '; };
    searching("search, two words, by rank", two, false);
    searching("search, two words, newest", two, true);
    searching(
        "search, frequent word, by rank", [](int i) { return Words::word(i % 3) + u' '; }, false);
    searching(
        "search, frequent word, newest", [](int i) { return Words::word(i % 3) + u' '; }, true);
    searching(
        "search, prefix of two letters, by rank", [](int i) { return Words::word(100 + i).left(2); }, false);
    // With operators: words that stand nearly everywhere, and filters that leave much, little or nothing.
    const auto filtering = [&](const char* name, const std::function<void(SearchQuery&, int)>& filter) {
        for (const bool words : {true, false}) {
            latency(
                qPrintable(u"search, %1, %2"_s.arg(QLatin1String(name), words ? u"frequent word"_s : u"alone"_s)),
                30, read([filter, words](Store& s, int i) {
                    SearchQuery query;
                    if (words)
                        query.words = Words::word(i % 3) + u' ';
                    filter(query, i);
                    return s.messages().search(query);
                }));
        }
    };
    const auto moment = [messages](int share) {
        return fromMs(1'764'000'000'000 + qint64(messages) / 100 * share * 1000);
    };
    filtering("from: one", [](SearchQuery& q, int i) { q.from = u"kunde %1"_s.arg(777 + i); });
    filtering("from: many", [](SearchQuery& q, int) { q.from = u"kunde"_s; });
    filtering("from: nobody", [](SearchQuery& q, int) { q.from = u"niemand"_s; });
    filtering("status:open, assignee:me", [me](SearchQuery& q, int) {
        q.state = EpisodeState::Open;
        q.assignee = me;
    });
    filtering("status:resolved (none)", [](SearchQuery& q, int) { q.state = EpisodeState::Resolved; });
    filtering("waiting:> (some)", [&](SearchQuery& q, int) { q.waitingSinceBefore = moment(1); });
    filtering("waiting:> (none)", [&](SearchQuery& q, int) { q.waitingSinceBefore = fromMs(0); });
    filtering("tag: (none)", [](SearchQuery& q, int) { q.tags = {u"vip"_s}; });
    filtering("channel: (none)", [](SearchQuery& q, int) { q.channels = {ChannelId::create()}; });
    filtering("channel: (all)", [channel](SearchQuery& q, int) { q.channels = {channel}; });
    filtering("has:attachment (none)", [](SearchQuery& q, int) { q.withAttachment = true; });
    filtering("since: the last hundredth", [&](SearchQuery& q, int) { q.since = moment(99); });
    filtering("before: the first hundredth", [&](SearchQuery& q, int) { q.before = moment(1); });
    filtering("from:me (none)", [me](SearchQuery& q, int) {
        q.direction = Direction::Outbound;
        q.author = me;
    });
    return 0;
}
