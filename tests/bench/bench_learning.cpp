// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Learning while a team works: replies at a steady rate, training at the same time; figures, no verdicts.
//   bench_learning FAQ.json [--history N] [--replies N] [--rate PER_SECOND]
// What is printed: the longest stall of the main thread (a timer of 5 ms), the time a reply's command took, the
// time from that command until the bot offers the entry for the same words to somebody else, and how long training
// took. Release build.
#include "store/Storage.h"
#include "store/Store.h"
#include "workspace/local/LocalFactory.h"
#include "workspace/local/Trainer.h"

#include <algorithm>
#include <cstdio>
#include <random>

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTimer>

using namespace souffleur;

namespace {

template <class T>
T await(QFuture<T> future) {
    while (!future.isFinished())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 20);
    return future.result();
}

void print(const char* what, QList<double> ms) {
    if (ms.isEmpty()) {
        std::printf("%-34s none\n", what);
        return;
    }
    std::sort(ms.begin(), ms.end());
    const auto at = [&](double share) {
        return ms.at(std::min(ms.size() - 1, qsizetype(share * double(ms.size()))));
    };
    std::printf("%-34s n %lld  median %.1f ms  p95 %.1f ms  max %.1f ms\n", what, qlonglong(ms.size()), at(0.5),
                at(0.95), ms.last());
}

//! Words that no FAQ holds, a pair of them per question.
QString invented(std::mt19937& random) {
    static const char* syllables[] = {"ba", "du", "fi", "go", "ke", "lo", "mu",
                                      "ni", "po", "ra", "su", "ti", "wo", "zu"};
    QString word;
    for (int i = 0; i < 5; ++i)
        word += QLatin1String(syllables[random() % std::size(syllables)]);
    return word;
}

} // namespace

int main(int argc, char** argv) {
    QCoreApplication app(argc, argv);
    QStringList arguments = app.arguments().mid(1);
    const auto option = [&](const QString& name, int fallback) {
        const auto place = arguments.indexOf(name);
        if (place < 0)
            return fallback;
        const int value = arguments.value(place + 1).toInt();
        arguments.remove(place, 2);
        return value;
    };
    const int history = option(u"--history"_s, 20'000);
    const int replies = option(u"--replies"_s, 1'000);
    const int rate = option(u"--rate"_s, 50);
    if (arguments.size() != 1 || rate < 1) {
        std::fprintf(stderr, "bench_learning FAQ.json [--history N] [--replies N] [--rate PER_SECOND]\n");
        return 2;
    }
    QTemporaryDir directory;
    workspace::LocalFactory factory({arguments.first(), {}});
    workspace::CreateOptions create;
    create.directory = directory.filePath(u"w"_s);
    create.passphrase = u"bench"_s;
    create.agentName = u"Jana"_s;
    create.sampleFaq = true;
    const auto created = await(factory.create(create));
    if (!created) {
        std::fprintf(stderr, "%s\n", qPrintable(created.error().toString()));
        return 1;
    }
    const auto desk = std::static_pointer_cast<workspace::LocalWorkspace>(created->workspace);
    Channel channel;
    channel.id = ChannelId::create();
    channel.kind = u"sample"_s;
    channel.name = u"By hand"_s;
    channel.settings = QJsonObject{{u"replay"_s, true}};
    channel.sample = true;
    (void)await(desk->run(SaveChannel{channel, std::nullopt}));
    (void)await(desk->indexReady());
    auto listed = await(desk->faqEntries({}));
    if (!listed)
        return 1;
    // What would never be offered cannot be waited for.
    erase_if(*listed, [](const FaqListItem& item) {
        const FaqEntry& entry = item.entry;
        return entry.status != FaqStatus::Published || entry.audience != FaqAudience::Public ||
               entry.validFrom.isValid() || entry.validUntil.isValid() || !entry.channels.isEmpty() ||
               std::none_of(entry.answers.begin(), entry.answers.end(),
                            [](const FaqAnswer& answer) { return answer.language == u"de"; });
    });
    if (listed->isEmpty())
        return 1;

    std::mt19937 random(11);
    QList<std::pair<QString, FaqEntryId>> asked; // by customer
    const auto ingest = [&](const QList<ChannelEvent>& events) {
        return await(desk->ingest({channel.id, events, {}}));
    };
    QList<ChannelEvent> batch;
    const auto say = [&](const QString& sender, const QString& text) {
        InboundMessage message;
        message.externalId = MessageId::create().toString();
        message.sender = Sender{sender, {}, u"Kunde "_s + sender, u"de"_s, {}};
        message.text = text;
        batch += message;
        if (batch.size() == 200) {
            (void)ingest(batch);
            batch.clear();
        }
    };
    for (int i = 0; i < history; ++i) {
        const FaqEntry& entry = listed->at(int(random() % unsigned(listed->size()))).entry;
        QString text = entry.question(u"de"_s);
        if (!entry.variants.isEmpty())
            text = entry.variants.at(int(random() % unsigned(entry.variants.size()))).text;
        say(u"h%1"_s.arg(i % 2000), text + u' ' + invented(random));
    }
    for (int i = 0; i < replies; ++i) {
        const FaqEntry& entry = listed->at(int(random() % unsigned(listed->size()))).entry;
        asked.append({invented(random) + u' ' + invented(random) + u" geht nicht"_s, entry.id});
        say(u"r%1"_s.arg(i), asked.last().first);
    }
    if (!batch.isEmpty())
        (void)ingest(batch);

    // Who is answered, found before the clock runs.
    struct Target {
        Conversation conversation;
        QString answer;
    };
    auto found = await(desk->storage().read([&](store::Store& s) -> Result<QList<Target>> {
        QList<Target> targets;
        for (int i = 0; i < replies; ++i) {
            SOUFFLEUR_TRY(const auto identity, s.contacts().findIdentity(channel.id, u"r%1"_s.arg(i)));
            SOUFFLEUR_TRY(const auto conversation, s.conversations().findByContact(identity->contact));
            SOUFFLEUR_TRY(const FaqEntry entry, s.faq().find(asked.at(i).second));
            QString body = entry.answers.isEmpty() ? u"Danke."_s : entry.answers.first().body;
            body.replace(u"{{"_s, u"<"_s).replace(u"}}"_s, u">"_s);
            targets.append({*conversation, body});
        }
        return targets;
    }));
    if (!found) {
        std::fprintf(stderr, "%s\n", qPrintable(found.error().toString()));
        return 1;
    }
    std::printf("%d messages of history, %d replies at %d a second\n", history, replies, rate);

    QElapsedTimer clock;
    clock.start();
    while (!desk->trainer().isRunning() && desk->trainer().runs() == 0 && clock.elapsed() < 60'000)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 20);
    std::printf("%-34s %s\n", "training when the replies begin",
                desk->trainer().isRunning() ? "running" : "not running");
    QElapsedTimer trainingClock;
    trainingClock.start();
    double trainingMs = -1;
    QObject::connect(&desk->trainer(), &workspace::Trainer::trained, &app, [&](const auto&) {
        if (trainingMs < 0)
            trainingMs = double(trainingClock.elapsed());
    });

    double longest = 0;
    double sum = 0;
    int beats = 0;
    QElapsedTimer beat;
    beat.start();
    QTimer heart;
    heart.setTimerType(Qt::PreciseTimer);
    QObject::connect(&heart, &QTimer::timeout, &app, [&] {
        const double late = std::max(0.0, double(beat.nsecsElapsed()) / 1e6 - 5.0);
        longest = std::max(longest, late);
        sum += late;
        ++beats;
        beat.restart();
    });
    heart.start(5);

    QList<double> took;
    QList<double> counted;
    int next = 0;
    int whileTraining = 0;
    int failed = 0;
    QTimer pace;
    pace.setTimerType(Qt::PreciseTimer);
    std::function<void(int, QElapsedTimer)> probe = [&](int index, QElapsedTimer since) {
        thenOn(desk->suggestFor(asked.at(index).first, u"de"_s, 3), &app,
               [&, index, since](const Result<SuggestionSet>& set) {
                   if (set && std::any_of(set->suggestions.begin(), set->suggestions.end(),
                                          [&](const Suggestion& s) { return s.entry == asked.at(index).second; }))
                       counted += double(since.nsecsElapsed()) / 1e6;
                   else if (since.elapsed() < 5000)
                       QTimer::singleShot(10, &app, [&, index, since] { probe(index, since); });
                   else
                       ++failed;
               });
    };
    QElapsedTimer whole;
    whole.start();
    QObject::connect(&pace, &QTimer::timeout, &app, [&] {
        if (next == replies) {
            pace.stop();
            return;
        }
        const int index = next++;
        whileTraining += desk->trainer().isRunning() ? 1 : 0;
        const Target& target = found->at(index);
        SendReply reply;
        reply.conversation = target.conversation.id;
        reply.message = MessageId::create();
        reply.text = target.answer;
        reply.seenSequence = target.conversation.lastSequence;
        reply.suggestion = SuggestionUse{SuggestionSetId::create(), asked.at(index).second, 1, target.answer};
        reply.holdSeconds = 0;
        reply.sendAnyway = true;
        QElapsedTimer since;
        since.start();
        thenOn(desk->run(reply), &app, [&, index, since](const Result<CommandReply>& done) {
            took += double(since.nsecsElapsed()) / 1e6;
            if (!done) {
                ++failed;
                std::fprintf(stderr, "%s\n", qPrintable(done.error().toString()));
            } else if (index % 10 == 0) {
                probe(index, since);
            }
        });
    });
    pace.start(1000 / rate);
    while (took.size() < replies || counted.size() + failed < (replies + 9) / 10) {
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 20);
        if (whole.elapsed() > 300'000)
            break;
    }
    const double seconds = double(whole.elapsed()) / 1000;
    heart.stop();
    while (desk->trainer().isRunning() && trainingClock.elapsed() < 300'000)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 20);
    const auto pairs = await(desk->storage().read([](store::Store& s) { return s.learning().count(); }));
    std::printf("%-34s %.1f a second, %d of %d while training ran\n", "replies", double(replies) / seconds,
                whileTraining, replies);
    print("a reply's command", took);
    print("until its words count", counted);
    std::printf("%-34s %.1f ms at most, %.2f ms on average (%d beats)\n", "late beats of the main thread", longest,
                beats ? sum / beats : 0.0, beats);
    std::printf("%-34s %.1f s\n", "training, beside the replies", trainingMs / 1000);
    std::printf("%-34s %d pairs known, %d not offered within 5 s or refused\n", "afterwards", pairs.valueOr(-1),
                failed);
    return 0;
}
