// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
// train_ranker OUT DIR...: ranks the texts of evaluation sets' train.jsonl in every state of experience
// (assist/Ranker.h) and writes each candidate's features, from which fit_ranker.py fits the shipped weights. The
// texts that are ranked are never learned from, neither with their label nor without. queries.jsonl is read only
// with TEST=1, for reporting. Every fifth entry is taken out of the FAQ with its pairs, so that there are questions
// which the FAQ does not answer. OUT gets a line for each query, "set state kind number relevant candidates words
// unknown", OUT.rows the candidates as 32-bit floats: relevant (0, 1), none, features.
#include "assist/EvaluationSet.h"
#include "assist/Pipeline.h"
#include "assist/TextNormaliser.h"
#include "knowledge/FaqIndex.h"

#include <cstdio>

#include <QCoreApplication>
#include <QRandomGenerator>

using namespace souffleur;
using namespace souffleur::assist;

namespace {
using Queries = QList<std::pair<QString, QSet<FaqEntryId>>>;

const std::atomic<bool> Never = false;
constexpr int MaxQueries = 700;
constexpr int HiddenPart = 5;

struct Output {
    FILE* lines = nullptr;
    FILE* rows = nullptr;
};

struct Task {
    QString set;
    const char* state = "";
    const char* kind = "";
    QString language;
    QList<FaqEntry> entries;
    QList<LearnedPair> pairs;
    QStringList messages;
    Queries queries;
    bool sampled = true; // a sample of the queries, none of which is learned from
};

//! Takes entries out of the FAQ, with what was accepted for them.
void hideSome(Task& task) {
    QList<FaqEntryId> ids;
    for (const FaqEntry& entry : std::as_const(task.entries))
        ids.append(entry.id);
    QRandomGenerator random(5);
    std::shuffle(ids.begin(), ids.end(), random);
    const QSet<FaqEntryId> hidden(ids.cbegin(), ids.cbegin() + ids.size() / HiddenPart);
    task.entries.removeIf([&](const FaqEntry& entry) { return hidden.contains(entry.id); });
    task.pairs.removeIf([&](const LearnedPair& pair) { return hidden.contains(pair.entry); });
    for (auto& [text, relevant] : task.queries)
        relevant.subtract(hidden);
}

void write(const Output& out, Task task) {
    if (task.sampled) {
        QRandomGenerator random(7);
        std::shuffle(task.queries.begin(), task.queries.end(), random);
        task.queries = task.queries.mid(0, std::min(MaxQueries, std::max(100, int(task.queries.size()) / 3)));
        QSet<QString> asked;
        for (const auto& [text, relevant] : std::as_const(task.queries))
            asked.insert(text);
        task.messages.removeIf([&](const QString& text) { return asked.contains(text); });
        hideSome(task);
    }
    TrainingData data;
    data.entries = task.entries;
    data.pairs = task.pairs;
    data.messages.insert(task.language, task.messages);
    const auto model = trainModel(data, Never);
    if (!model)
        qFatal("no model");

    int accepted = 0;
    QHash<FaqEntryId, QStringList> wordings;
    for (const LearnedPair& pair : task.pairs) {
        if (pair.verdict != Verdict::Accepted)
            continue;
        wordings[pair.entry].append(cleanMessage(pair.text));
        ++accepted;
    }
    for (FaqEntry& entry : task.entries) {
        for (const QString& text : wordings.value(entry.id))
            entry.variants.append({text, task.language, VariantSource::Learned});
    }
    knowledge::FaqIndex index;
    if (!index.open({}, task.entries))
        qFatal("no index");
    Pipeline pipeline(index);
    pipeline.setModel(*model);
    pipeline.setAverageLearned(double(accepted) / double(task.entries.size()));
    int number = 0;
    for (const auto& [text, relevant] : std::as_const(task.queries)) {
        const Ranking ranking = pipeline.rank(
            cleanMessage(text), task.language, [](const FaqEntry&) { return true; }, {}, 200);
        const Confidence first = ranking.entries.empty() ? Confidence() : ranking.entries.front().confidence;
        std::fprintf(out.lines, "%s %s %s %d %d %d %.4g %.4g\n", qPrintable(task.set), task.state, task.kind,
                     number++, int(relevant.size()), int(ranking.entries.size()), first.words, first.unknown);
        for (const Ranked& ranked : ranking.entries) {
            std::vector<float> row{relevant.contains(ranked.entry->id) ? 1.0F : 0.0F,
                                   float(ranked.confidence.none)};
            for (const double feature : ranked.features)
                row.push_back(float(feature));
            std::fwrite(row.data(), sizeof(float), row.size(), out.rows);
        }
    }
    std::fprintf(stderr, "%s %s %s: %d\n", qPrintable(task.set), task.state, task.kind, number);
}

QList<LearnedPair> pairsOf(const QString& file, const EvaluationSet& set) {
    const auto read = readPairs(file);
    QList<LearnedPair> pairs;
    for (const TrainingPair& pair : read ? *read : QList<TrainingPair>()) {
        LearnedPair learned;
        learned.text = pair.text;
        learned.language = set.language;
        learned.entry = set.ids.value(pair.faqId);
        learned.verdict = pair.faqId.isEmpty() ? Verdict::NoneFits : Verdict::Accepted;
        pairs.append(learned);
    }
    return pairs;
}

Queries queriesOf(const QList<LearnedPair>& pairs) {
    Queries queries;
    for (const LearnedPair& pair : pairs)
        queries.append({pair.text, pair.entry.isNull() ? QSet<FaqEntryId>() : QSet<FaqEntryId>{pair.entry}});
    return queries;
}

void writeSet(const Output& out, const QString& directory, bool test) {
    const auto set =
        readEvaluationSet(directory + QStringLiteral("/faq.jsonl"), directory + QStringLiteral("/queries.jsonl"));
    if (!set)
        qFatal("no set");
    Task plain{set->name, "cold", "train", set->language, set->entries, {}, {}, {}, true};
    Queries real;
    for (const EvaluationQuery& query : set->queries) {
        QSet<FaqEntryId> relevant;
        for (const QString& id : query.relevant)
            relevant.insert(set->ids.value(id));
        real.append({query.text, relevant});
    }
    const auto report = [&](Task task) {
        if (!test)
            return;
        task.kind = "test";
        task.queries = real;
        task.sampled = false;
        write(out, task);
    };
    const QList<LearnedPair> all = pairsOf(directory + QStringLiteral("/train.jsonl"), *set);
    QStringList messages;
    for (const LearnedPair& pair : all)
        messages.append(pair.text);

    // An entry's question asked to its answer alone.
    Task answers = plain;
    answers.kind = "answers";
    for (FaqEntry& entry : answers.entries) {
        const QString question = entry.question(set->language);
        if (!question.isEmpty() && entry.answers.first().body.size() > 40)
            answers.queries.append({question, {entry.id}});
        entry.questions.clear();
    }
    if (answers.queries.size() >= 20) {
        write(out, answers);
        answers.state = "history";
        answers.messages = messages;
        if (!messages.isEmpty())
            write(out, answers);
    }
    report(plain);
    if (all.isEmpty())
        return;
    Task task = plain;
    task.queries = queriesOf(all);
    write(out, task);
    task.state = "history";
    task.messages = messages;
    write(out, task);
    report(task);
    for (const char* state : {"3", "10"}) {
        task.state = state;
        task.pairs = pairsOf(directory + QStringLiteral("/train_%1.jsonl").arg(QLatin1String(state)), *set);
        if (task.pairs.isEmpty())
            continue;
        QSet<QString> used;
        for (const LearnedPair& pair : std::as_const(task.pairs))
            used.insert(pair.text);
        QList<LearnedPair> rest = all;
        rest.removeIf([&](const LearnedPair& pair) { return used.contains(pair.text); });
        task.queries = queriesOf(rest);
        if (rest.size() > 100)
            write(out, task);
        report(task);
    }
    QList<LearnedPair> shuffled = all;
    QRandomGenerator random(11);
    std::shuffle(shuffled.begin(), shuffled.end(), random);
    task.state = "all";
    const int folds = all.size() < 1000 ? 4 : 8;
    for (int fold = 0; fold < (folds == 4 ? 4 : 1); ++fold) {
        QList<LearnedPair> asked;
        task.pairs.clear();
        for (int i = 0; i < shuffled.size(); ++i)
            (i % folds == fold ? asked : task.pairs).append(shuffled.at(i));
        task.queries = queriesOf(asked);
        write(out, task);
    }
    task.pairs = all;
    report(task);
}
} // namespace

int main(int argc, char** argv) {
    QCoreApplication app(argc, argv);
    const QStringList arguments = app.arguments();
    Output out;
    if (arguments.size() > 2) {
        out.lines = std::fopen(qPrintable(arguments.at(1)), "w");
        out.rows = std::fopen(qPrintable(arguments.at(1) + QStringLiteral(".rows")), "w");
    }
    if (!out.lines || !out.rows) {
        std::fprintf(stderr, "usage: train_ranker OUT DIR...\n");
        return 2;
    }
    for (const QString& directory : arguments.mid(2))
        writeSet(out, directory, qEnvironmentVariableIntValue("TEST") != 0);
    std::fclose(out.lines);
    std::fclose(out.rows);
    return 0;
}
