// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
// train_ranker DIR...: fits the shipped weights of Ranker and Calibrator on evaluation sets' faq.jsonl and
// train.jsonl (queries.jsonl is never read for fitting), prints how each set fares when it was left out, then the
// weights of all.
#include "assist/EvaluationSet.h"
#include "assist/Pipeline.h"
#include "assist/TextNormaliser.h"
#include "knowledge/FaqIndex.h"

#include <cmath>
#include <cstdio>

#include <QCoreApplication>
#include <QFile>
#include <QRandomGenerator>

using namespace souffleur;
using namespace souffleur::assist;

namespace {
struct Group {
    std::vector<Features> entries;
    int right = -1;
};
struct Example {
    std::array<double, Calibrator::InputCount> inputs;
    bool right = false;
};
struct Task {
    std::string name;  // of the set: tasks of one set are left out together
    double weight = 1; // in the whole
    std::shared_ptr<knowledge::FaqIndex> index;
    std::shared_ptr<Pipeline> pipeline;
    QString language;
    QList<std::pair<QString, FaqEntryId>> queries; // null id: nothing fits
    std::vector<Group> groups;
};

constexpr int MaxQueries = 700;
// In the order of Feature: similar words over plain ones, the nearest question above all.
constexpr Ranker::Weights Prior{2.0, 3.0, 1.5, 4.0, 0.5, 0.5, 1.0, 0.7, 0.5, 0.5, 1.0, 0.3, 2.0};

Task makeTask(const QString& name, const EvaluationSet& set, QList<std::pair<QString, FaqEntryId>> queries,
              double weight) {
    Task task;
    task.name = name.toStdString();
    task.weight = weight;
    task.language = set.language;
    task.index = std::make_shared<knowledge::FaqIndex>();
    if (const auto status = task.index->open({}, set.entries); !status)
        qFatal("index");
    task.pipeline = std::make_shared<Pipeline>(*task.index);
    // Always the same draw.
    QRandomGenerator random(7);
    std::shuffle(queries.begin(), queries.end(), random);
    task.queries = queries.mid(0, MaxQueries);
    return task;
}

void fillGroups(Task& task) {
    task.groups.clear();
    for (const auto& [text, id] : task.queries) {
        if (id.isNull())
            continue;
        const Ranking ranking = task.pipeline->rank(
            cleanMessage(text), task.language, [](const FaqEntry&) { return true; }, {}, 60);
        Group group;
        for (const Ranked& ranked : ranking.entries) {
            if (ranked.entry->id == id)
                group.right = int(group.entries.size());
            group.entries.push_back(ranked.features);
        }
        if (group.right >= 0)
            task.groups.push_back(std::move(group));
    }
}

//! Softmax over each query's candidates, every task the same mass, L2, Adam. Weights stay non-negative: no feature
//! is a reason against an entry by itself, and what cannot be negative transfers better.
Ranker::Weights fitRanker(const std::vector<const Task*>& tasks) {
    Ranker::Weights weights{};
    weights.fill(0.5);
    Ranker::Weights m{};
    Ranker::Weights v{};
    for (int step = 1; step <= 250; ++step) {
        Ranker::Weights gradient{};
        for (const Task* task : tasks) {
            const double mass = task->weight / double(std::max<size_t>(1, task->groups.size()));
            for (const Group& group : task->groups) {
                std::vector<double> p(group.entries.size());
                double top = -1e300;
                for (size_t i = 0; i < p.size(); ++i) {
                    p[i] = 0;
                    for (size_t f = 0; f < FeatureCount; ++f)
                        p[i] += weights[f] * group.entries[i][f];
                    top = std::max(top, p[i]);
                }
                double sum = 0;
                for (double& value : p)
                    sum += value = std::exp(value - top);
                for (size_t i = 0; i < p.size(); ++i) {
                    const double error = p[i] / sum - (int(i) == group.right ? 1.0 : 0.0);
                    for (size_t f = 0; f < FeatureCount; ++f)
                        gradient[f] += mass * error * group.entries[i][f];
                }
            }
        }
        for (size_t f = 0; f < FeatureCount; ++f) {
            const double g = gradient[f] + 0.01 * weights[f];
            m[f] = 0.9 * m[f] + 0.1 * g;
            v[f] = 0.999 * v[f] + 0.001 * g * g;
            const double a = m[f] / (1 - std::pow(0.9, step));
            const double b = v[f] / (1 - std::pow(0.999, step));
            weights[f] = std::max(0.0, weights[f] - 0.1 * a / (std::sqrt(b) + 1e-9));
        }
    }
    // Half way to the hand-set prior: long questions of real people (which no training pairs exist for) fare
    // better.
    for (size_t f = 0; f < FeatureCount; ++f)
        weights[f] = 0.5 * (weights[f] + Prior[f]);
    return weights;
}

std::pair<double, double> success(const Task& task, const Ranker& ranker) {
    double at1 = 0;
    double at3 = 0;
    for (const Group& group : task.groups) {
        const double right = ranker.score(group.entries[size_t(group.right)]);
        int better = 0;
        for (size_t i = 0; i < group.entries.size(); ++i)
            better += int(i) != group.right && ranker.score(group.entries[i]) >= right;
        at1 += better < 1;
        at3 += better < 3;
    }
    const double n = double(std::max<size_t>(1, task.groups.size()));
    return {at1 / n, at3 / n};
}

//! Half of the queries lose their entry, so that the calibrator sees questions the FAQ does not answer.
std::vector<Example> examples(Task& task, const Ranker& ranker) {
    task.pipeline->setRanker(ranker);
    std::vector<Example> result;
    int turn = 0;
    for (const auto& [text, id] : task.queries) {
        const bool hide = ++turn % 2 == 0;
        const FaqEntryId hidden = hide ? id : FaqEntryId();
        const Ranking ranking = task.pipeline->rank(
            cleanMessage(text), task.language, [&](const FaqEntry& entry) { return entry.id != hidden; }, {}, 3);
        for (const Ranked& ranked : ranking.entries)
            result.push_back({Calibrator::inputs(ranked.confidence), !id.isNull() && ranked.entry->id == id});
    }
    return result;
}

Calibrator::Weights fitCalibrator(const std::vector<std::vector<Example>>& tasks) {
    Calibrator::Weights weights{};
    Calibrator::Weights m{};
    Calibrator::Weights v{};
    for (int step = 1; step <= 600; ++step) {
        Calibrator::Weights gradient{};
        for (const auto& task : tasks) {
            const double mass = 1.0 / double(std::max<size_t>(1, task.size()) * tasks.size());
            for (const Example& example : task) {
                double sum = 0;
                for (size_t i = 0; i < weights.size(); ++i)
                    sum += weights[i] * example.inputs[i];
                const double error = 1 / (1 + std::exp(-sum)) - (example.right ? 1.0 : 0.0);
                for (size_t i = 0; i < weights.size(); ++i)
                    gradient[i] += mass * error * example.inputs[i];
            }
        }
        for (size_t i = 0; i < weights.size(); ++i) {
            const double g = gradient[i] + 0.0005 * weights[i];
            m[i] = 0.9 * m[i] + 0.1 * g;
            v[i] = 0.999 * v[i] + 0.001 * g * g;
            weights[i] -=
                0.05 * (m[i] / (1 - std::pow(0.9, step))) / (std::sqrt(v[i] / (1 - std::pow(0.999, step))) + 1e-9);
        }
    }
    return weights;
}
} // namespace

int main(int argc, char** argv) {
    QCoreApplication app(argc, argv);
    std::vector<Task> tasks;
    for (const QString& directory : app.arguments().mid(1)) {
        const Result<EvaluationSet> set = readEvaluationSet(directory + QStringLiteral("/faq.jsonl"),
                                                            directory + QStringLiteral("/queries.jsonl"));
        if (!set)
            continue;
        // An entry's question asked to its answer alone.
        EvaluationSet answersOnly = *set;
        QList<std::pair<QString, FaqEntryId>> questions;
        for (FaqEntry& entry : answersOnly.entries) {
            const QString question = entry.question(set->language);
            if (!question.isEmpty() && entry.answers.first().body.size() > 40)
                questions.append({question, entry.id});
            entry.questions.clear();
        }
        if (questions.size() >= 20)
            tasks.push_back(makeTask(set->name, answersOnly, questions, 0.5));
        if (!QFile::exists(directory + QStringLiteral("/train.jsonl")))
            continue;
        const auto pairs = readPairs(directory + QStringLiteral("/train.jsonl"));
        const auto ten = readPairs(directory + QStringLiteral("/train_10.jsonl"));
        if (!pairs || !ten)
            continue;
        QList<std::pair<QString, FaqEntryId>> all;
        for (const TrainingPair& pair : *pairs)
            all.append({pair.text, set->ids.value(pair.faqId)});
        tasks.push_back(makeTask(set->name, *set, all, 1));
        EvaluationSet learned = *set;
        learnVariants(learned, *ten);
        QSet<QString> used;
        for (const TrainingPair& pair : *ten)
            used.insert(pair.text);
        QList<std::pair<QString, FaqEntryId>> rest;
        for (const auto& [text, id] : std::as_const(all)) {
            if (!used.contains(text))
                rest.append({text, id});
        }
        if (rest.size() > 100)
            tasks.push_back(makeTask(set->name, learned, rest, 0.5));
    }
    for (Task& task : tasks)
        fillGroups(task);

    Ranker::Weights plain{};
    plain[size_t(Feature::Bm25)] = 1;
    std::printf("left out: S@1 S@3, BM25 alone S@1 S@3, shipped S@1\n");
    double mean = 0;
    for (const Task& task : tasks) {
        std::vector<const Task*> others;
        for (const Task& other : tasks) {
            if (other.name != task.name)
                others.push_back(&other);
        }
        const auto [at1, at3] = success(task, Ranker(fitRanker(others)));
        const auto [plain1, plain3] = success(task, Ranker(plain));
        std::printf("%-18s %.2f  %.3f %.3f   %.3f %.3f   %.3f\n", task.name.c_str(), task.weight, at1, at3, plain1,
                    plain3, success(task, Ranker()).first);
        std::fflush(stdout);
        mean += at1 / double(tasks.size());
    }
    std::printf("mean %.4f\n", mean);
    std::vector<const Task*> all;
    for (const Task& task : tasks)
        all.push_back(&task);
    const Ranker::Weights weights = fitRanker(all);
    std::printf("ranker:");
    for (const double w : weights)
        std::printf(" %.2f,", w);
    std::vector<std::vector<Example>> calibration;
    for (Task& task : tasks)
        calibration.push_back(examples(task, Ranker(weights)));
    std::printf("\ncalibrator:");
    for (const double w : fitCalibrator(calibration))
        std::printf(" %.3f,", w);
    std::printf("\n");
    return 0;
}
