// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
// bench_suggest [ENTRIES]: builds an index over generated German entries (10,000 unless told), then prints the
// times of opening, updating and of whole suggestions (p50, p99), all in milliseconds on one core.
// bench_suggest training: only trains, once.
#include "assist/CandidateSearch.h"
#include "assist/Evaluation.h"
#include "assist/Suggester.h"
#include "knowledge/FaqIndex.h"
#include "knowledge/XapianHeader.h"

#include <cmath>
#include <cstdio>
#include <ctime>

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QRandomGenerator>

using namespace souffleur;
using namespace souffleur::assist;
using namespace Qt::Literals::StringLiterals;

namespace {
//! Words of a made-up language with German joints; the n-th is drawn with probability about 1/n (Zipf).
class Words {
public:
    explicit Words(int count) : m_random(42) {
        const QStringList onsets{u"b"_s, u"br"_s, u"d"_s, u"f"_s,   u"g"_s,  u"h"_s, u"k"_s, u"l"_s, u"m"_s, u"n"_s,
                                 u"p"_s, u"r"_s,  u"s"_s, u"sch"_s, u"st"_s, u"t"_s, u"v"_s, u"w"_s, u"z"_s};
        const QStringList nuclei{u"a"_s, u"e"_s, u"i"_s, u"o"_s, u"u"_s, u"ä"_s, u"ö"_s, u"ü"_s, u"ei"_s, u"au"_s};
        const QStringList codas{u""_s, u"n"_s, u"r"_s, u"l"_s, u"t"_s, u"ch"_s, u"ng"_s, u"s"_s};
        while (m_words.size() < count) {
            QString word;
            for (int i = int(m_random.bounded(2, 5)); i > 0; --i)
                word += onsets.at(m_random.bounded(int(onsets.size()))) +
                        nuclei.at(m_random.bounded(int(nuclei.size()))) +
                        codas.at(m_random.bounded(int(codas.size())));
            m_words.append(word);
        }
    }
    const QString& draw() {
        const double u = m_random.generateDouble();
        const auto rank = qsizetype(std::exp(u * std::log(double(m_words.size())))) - 1;
        return m_words.at(std::min(rank, m_words.size() - 1));
    }
    QString text(int least, int most) {
        QStringList parts;
        for (int i = int(m_random.bounded(least, most)); i > 0; --i)
            parts.append(draw());
        return parts.join(u' ');
    }
    //! A message with a typing error in every fifth word.
    QString message(int least, int most) {
        QStringList parts = text(least, most).split(u' ');
        for (QString& part : parts) {
            if (part.size() > 3 && m_random.bounded(5) == 0)
                part.remove(m_random.bounded(int(part.size())), 1);
        }
        return parts.join(u' ');
    }

private:
    QRandomGenerator m_random;
    QStringList m_words;
};

double elapsed(const QElapsedTimer& timer) {
    return double(timer.nsecsElapsed()) / 1e6;
}

double processorMs() {
    return 1000.0 * double(std::clock()) / CLOCKS_PER_SEC;
}

//! Processor time of finding the candidates, and of ten words asked of Xapian as they are, in the same run.
void compareRetrieval(knowledge::FaqIndex& index, Words& words) {
    constexpr int Count = 500;
    Vocabulary vocabulary(index, u"de"_s);
    vocabulary.refresh();
    QList<Query> queries;
    QList<Xapian::Query> bare;
    for (int i = 0; i < Count; ++i) {
        const QString text = words.text(10, 11);
        std::vector<std::string> terms;
        for (const knowledge::Token& token : vocabulary.analyser().tokens(text))
            terms.push_back(knowledge::FaqIndex::textTerm(u"de"_s, token.stem));
        bare.append(Xapian::Query(Xapian::Query::OP_OR, terms.begin(), terms.end()));
        queries.append(Query::analyse(text, vocabulary));
    }
    const double start = processorMs();
    for (const Xapian::Query& query : std::as_const(bare)) {
        Xapian::Enquire enquire(index.database());
        enquire.set_query(query);
        enquire.get_mset(0, 10);
    }
    const double middle = processorMs();
    for (const Query& query : std::as_const(queries))
        CandidateSearch::run(index, query, vocabulary, [](const FaqEntry&) { return true; });
    const double end = processorMs();
    std::printf("retrieval %6.2f  bare ten-word Xapian query %6.2f  ratio %.1f (mean processor time)\n",
                (end - middle) / Count, (middle - start) / Count, (end - middle) / (middle - start));
}

//! From pairs and ten thousand more of the first 150 entries, and as many messages.
std::shared_ptr<const Model> train(const QList<FaqEntry>& entries, const QList<LearnedPair>& pairs, Words& words) {
    TrainingData data;
    data.entries = entries.mid(0, 150);
    data.pairs = pairs;
    for (int i = 0; i < 10'000; ++i) {
        LearnedPair pair;
        pair.entry = entries.at(i % 150).id;
        pair.language = u"de"_s;
        pair.text = entries.at(i % 150).variants.at(i % 3).text + u' ' + words.message(2, 8);
        data.pairs.append(pair);
        data.messages[u"de"_s].append(words.message(4, 16));
    }
    QElapsedTimer timer;
    timer.start();
    const double before = processorMs();
    const std::atomic<bool> never = false;
    const auto model = trainModel(data, never);
    if (!model)
        return {};
    std::printf("training with %d pairs of 150 entries %8.1f  processor time %8.1f  (%.1f MB)\n",
                int(data.pairs.size()), elapsed(timer), processorMs() - before,
                double((*model)->toBytes().size()) / 1e6);
    return *model;
}
} // namespace

int main(int argc, char** argv) {
    QCoreApplication app(argc, argv);
    const bool onlyTraining = app.arguments().value(1) == u"training"_s;
    const int count = onlyTraining ? 150 : app.arguments().value(1, u"10000"_s).toInt();
    Words words(20'000);
    QList<FaqEntry> entries;
    for (int i = 0; i < count; ++i) {
        FaqEntry entry;
        entry.id = FaqEntryId::create();
        entry.number = i + 1;
        entry.status = FaqStatus::Published;
        entry.version = 1;
        entry.questions.insert(u"de"_s, words.text(4, 10));
        for (int j = 0; j < 3; ++j)
            entry.variants.append({words.text(3, 9), u"de"_s, VariantSource::Written});
        entry.answers.append({u"de"_s, AnswerLength::Chat, FormOfAddress::Unknown, words.text(20, 100)});
        entries.append(entry);
    }

    if (onlyTraining)
        return train(entries, {}, words) ? 0 : 1;
    QByteArray sealed;
    const knowledge::SealedFile file{[&]() -> Result<QByteArray> {
                                         if (sealed.isEmpty())
                                             return makeError(ErrorCode::NotFound);
                                         return sealed;
                                     },
                                     [&](const QByteArray& bytes) -> Status {
                                         sealed = bytes;
                                         return ok();
                                     }};
    QElapsedTimer timer;
    timer.start();
    {
        knowledge::FaqIndex index;
        if (!index.open(file, entries))
            return 1;
        std::printf("build     %9.1f\n", elapsed(timer));
        timer.start();
        if (!index.save())
            return 1;
        std::printf("save      %9.1f  (%.1f MB)\n", elapsed(timer), double(sealed.size()) / 1e6);
    }
    knowledge::FaqIndex index;
    timer.start();
    if (!index.open(file, entries))
        return 1;
    std::printf("open      %9.1f%s\n", elapsed(timer), index.rebuiltAtOpen() ? "  (rebuilt)" : "");

    Suggester suggester(index);
    SuggestionRequest request;
    request.language = u"de"_s;
    request.turns = QStringList{words.message(5, 15)};
    timer.start();
    suggester.suggest(request);
    std::printf("first     %9.1f\n", elapsed(timer));
    for (const bool isLong : {false, true}) {
        QList<double> times;
        for (int i = 0; i < 2000; ++i) {
            request.turns = QStringList{isLong ? words.message(40, 120) : words.message(4, 16)};
            timer.start();
            suggester.suggest(request);
            times.append(elapsed(timer));
        }
        std::printf("%s p50 %6.2f  p99 %6.2f\n", isLong ? "long mail" : "message  ", percentile(times, 0.5),
                    percentile(times, 0.99));
    }
    compareRetrieval(index, words);
    QList<double> times;
    for (int i = 0; i < 50; ++i) {
        FaqEntry entry = entries.at(i * (count / 50));
        entry.questions[u"de"_s] = words.text(4, 10);
        entry.version = 2;
        request.turns = QStringList{entry.questions.value(u"de"_s)};
        timer.start();
        if (!index.update({entry}))
            return 1;
        suggester.indexChanged();
        suggester.suggest(request);
        times.append(elapsed(timer));
    }
    std::printf("edit until found p50 %6.2f  p99 %6.2f\n", percentile(times, 0.5), percentile(times, 0.99));

    // What agents accept: most pairs fall to few entries.
    times.clear();
    QList<LearnedPair> pairs;
    for (int i = 0; i < 1000; ++i) {
        LearnedPair pair;
        pair.id = LearnedPairId::create();
        pair.entry = entries.at(i % 40).id;
        pair.language = u"de"_s;
        pair.text = words.message(4, 16);
        pairs.append(pair);
        request.turns = QStringList{pair.text};
        timer.start();
        if (!suggester.addPairs({pair}))
            return 1;
        suggester.suggest(request);
        times.append(elapsed(timer));
    }
    std::printf("pair until it counts p50 %6.2f  p99 %6.2f\n", percentile(times, 0.5), percentile(times, 0.99));
    const auto model = train(entries, pairs, words);
    if (!model)
        return 1;
    suggester.setModel(model);
    times.clear();
    for (int i = 0; i < 1000; ++i) {
        request.turns = QStringList{words.message(4, 16)};
        timer.start();
        suggester.suggest(request);
        times.append(elapsed(timer));
    }
    std::printf("message with the model p50 %6.2f  p99 %6.2f\n", percentile(times, 0.5), percentile(times, 0.99));
    return 0;
}
