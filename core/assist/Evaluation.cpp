// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "assist/Evaluation.h"

#include "assist/Model.h"
#include "assist/Suggester.h"
#include "knowledge/FaqIndex.h"

#include <algorithm>
#include <cmath>

#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QMap>

namespace souffleur::assist {

double percentile(QList<double> values, double share) {
    if (values.isEmpty())
        return 0;
    std::sort(values.begin(), values.end());
    const auto rank = qsizetype(std::ceil(share * double(values.size())));
    return values.at(std::clamp<qsizetype>(rank - 1, 0, values.size() - 1));
}

std::optional<double> areaUnderCurve(const QList<double>& positive, const QList<double>& negative) {
    if (positive.isEmpty() || negative.isEmpty())
        return std::nullopt;
    QList<std::pair<double, bool>> all;
    for (const double value : positive)
        all.append({value, true});
    for (const double value : negative)
        all.append({value, false});
    std::sort(all.begin(), all.end());
    // Mann-Whitney: the mean rank of equal values goes to each of them.
    double ranks = 0;
    for (qsizetype i = 0; i < all.size();) {
        qsizetype j = i;
        qsizetype positives = 0;
        for (; j < all.size() && all.at(j).first == all.at(i).first; ++j)
            positives += all.at(j).second;
        ranks += double(positives) * (double(i + 1) + double(j)) / 2;
        i = j;
    }
    const auto p = double(positive.size());
    return (ranks - p * (p + 1) / 2) / (p * double(negative.size()));
}

double coverageAt(double precision, const QList<std::pair<double, bool>>& tops, int inScope) {
    QList<std::pair<double, bool>> sorted = tops;
    std::sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    int right = 0;
    int best = 0;
    for (qsizetype i = 0; i < sorted.size(); ++i) {
        right += sorted.at(i).second;
        const bool last = i + 1 == sorted.size() || sorted.at(i + 1).first != sorted.at(i).first;
        if (last && double(right) / double(i + 1) >= precision)
            best = right;
    }
    return inScope > 0 ? double(best) / inScope : 0;
}

QList<ReliabilityBin> reliabilityOf(const QList<std::pair<double, bool>>& tops) {
    constexpr int Bins = 10;
    QList<ReliabilityBin> bins(Bins);
    for (const auto& [probability, right] : tops) {
        ReliabilityBin& bin = bins[std::clamp(int(probability * Bins), 0, Bins - 1)];
        ++bin.count;
        bin.promised += probability;
        bin.right += right;
    }
    for (ReliabilityBin& bin : bins) {
        if (bin.count > 0) {
            bin.promised /= bin.count;
            bin.right /= bin.count;
        }
    }
    return bins;
}

double calibrationGapOf(const QList<ReliabilityBin>& bins) {
    double gap = 0;
    int all = 0;
    for (const ReliabilityBin& bin : bins) {
        gap += bin.count * std::abs(bin.promised - bin.right);
        all += bin.count;
    }
    return all > 0 ? gap / all : 0;
}

namespace {
constexpr double Sure = 0.9;
constexpr qsizetype MaxConfusions = 20;

QList<Confusion> confusionsOf(const QList<QueryOutcome>& outcomes) {
    QMap<std::pair<QString, QString>, Confusion> counted;
    for (const QueryOutcome& outcome : outcomes) {
        const QString taken = outcome.hits.value(0);
        if (outcome.relevant.isEmpty() || outcome.relevant.contains(taken))
            continue;
        QStringList wanted(outcome.relevant.cbegin(), outcome.relevant.cend());
        std::sort(wanted.begin(), wanted.end());
        Confusion& confusion = counted[{wanted.first(), taken}];
        if (++confusion.count == 1) {
            confusion.entry = wanted.first();
            confusion.taken = taken;
            confusion.example = outcome.text;
        }
    }
    QList<Confusion> result = counted.values();
    std::stable_sort(result.begin(), result.end(),
                     [](const Confusion& a, const Confusion& b) { return a.count > b.count; });
    return result.mid(0, MaxConfusions);
}

void addProbabilities(EvaluationReport& result, const QList<std::pair<double, bool>>& tops,
                      const QList<double>& outside) {
    result.reliability = reliabilityOf(tops);
    result.calibrationGap = calibrationGapOf(result.reliability);
    int shown = 0;
    int right = 0;
    for (const auto& [probability, isRight] : tops) {
        shown += probability >= Sure;
        right += probability >= Sure && isRight;
    }
    result.shownAt90 = double(shown) / double(tops.size());
    if (shown > 0)
        result.rightAt90 = double(right) / shown;
    if (!outside.isEmpty())
        result.quietOutside =
            double(std::count_if(outside.begin(), outside.end(), [](double p) { return p < Sure; })) /
            double(outside.size());
}
} // namespace

EvaluationReport report(const QList<QueryOutcome>& outcomes, bool probabilities) {
    EvaluationReport result;
    result.queries = int(outcomes.size());
    int at1 = 0;
    int at3 = 0;
    int at5 = 0;
    double reciprocal = 0;
    double precision = 0;
    QList<double> inside;
    QList<double> outside;
    QList<double> whenRight;
    QList<double> whenWrong;
    QList<double> times;
    QList<std::pair<double, bool>> tops;
    for (const QueryOutcome& outcome : outcomes) {
        times.append(outcome.milliseconds);
        const double confidence = outcome.hits.isEmpty() ? 0 : outcome.confidence;
        const bool right = !outcome.hits.isEmpty() && outcome.relevant.contains(outcome.hits.first());
        tops.append({confidence, right});
        (right ? whenRight : whenWrong).append(confidence);
        if (outcome.relevant.isEmpty()) {
            outside.append(confidence);
            continue;
        }
        ++result.inScope;
        inside.append(confidence);
        int found = 0;
        double sum = 0;
        for (qsizetype i = 0; i < outcome.hits.size(); ++i) {
            if (!outcome.relevant.contains(outcome.hits.at(i)))
                continue;
            if (++found == 1 && i < 10) {
                reciprocal += 1.0 / double(i + 1);
                at1 += i < 1;
                at3 += i < 3;
                at5 += i < 5;
            }
            sum += double(found) / double(i + 1);
        }
        precision += sum / double(outcome.relevant.size());
    }
    if (result.inScope > 0) {
        const double n = result.inScope;
        result.successAt1 = at1 / n;
        result.successAt3 = at3 / n;
        result.successAt5 = at5 / n;
        result.mrrAt10 = reciprocal / n;
        result.map = precision / n;
        result.coverageAt95 = coverageAt(0.95, tops, result.inScope);
        result.coverageAt90 = coverageAt(0.90, tops, result.inScope);
    }
    result.auroc = areaUnderCurve(inside, outside);
    result.aurocCorrect = areaUnderCurve(whenRight, whenWrong);
    if (probabilities && !tops.isEmpty())
        addProbabilities(result, tops, outside);
    if (!times.isEmpty()) {
        result.latencyP50Ms = percentile(times, 0.50);
        result.latencyP99Ms = percentile(times, 0.99);
    }
    result.confusions = confusionsOf(outcomes);
    return result;
}

Result<EvaluationSet> readSet(const EvaluationInput& input) {
    SOUFFLEUR_TRY(EvaluationSet set, readEvaluationSet(input.faqFile, input.queriesFile));
    if (!input.trainFile.isEmpty()) {
        SOUFFLEUR_TRY(const QList<TrainingPair> pairs, readPairs(input.trainFile));
        set.pairs = learnedPairs(set, firstShots(pairs, input.shots));
        for (const LearnedPair& pair : std::as_const(set.pairs))
            set.history.append(pair.text);
    }
    if (!input.historyFile.isEmpty()) {
        SOUFFLEUR_TRY(const QStringList texts, readTexts(input.historyFile));
        const QSet<QString> known(set.history.cbegin(), set.history.cend());
        for (const QString& text : texts) {
            if (!known.contains(text))
                set.history.append(text);
        }
    }
    return set;
}

//! As in the desktop: pairs count at once, the model follows in the background.
static Status teach(Suggester& bot, const EvaluationSet& set, const std::atomic<bool>& cancelled) {
    bot.setSynonyms(set.synonyms);
    SOUFFLEUR_CHECK(bot.setPairs(set.pairs));
    TrainingData data;
    data.entries = set.entries;
    data.pairs = set.pairs;
    if (!set.history.isEmpty())
        data.messages.insert(set.language, set.history);
    SOUFFLEUR_TRY(const std::shared_ptr<const Model> model, trainModel(data, cancelled));
    bot.setModel(model);
    return ok();
}

Result<EvaluationReport> evaluate(const EvaluationInput& input) {
    SOUFFLEUR_TRY(const EvaluationSet set, readSet(input));
    return evaluate(set, input.maxQueries, input.runFile, false);
}

Result<EvaluationReport> evaluate(const EvaluationSet& set, int maxQueries, const QString& runFile,
                                  const std::atomic<bool>& cancelled) {
    knowledge::FaqIndex index;
    SOUFFLEUR_CHECK(index.open({}, set.entries));
    Suggester suggester(index);
    QElapsedTimer training;
    training.start();
    SOUFFLEUR_CHECK(teach(suggester, set, cancelled));
    const double trainingSeconds = double(training.nsecsElapsed()) / 1e9;

    QFile run(runFile);
    if (!runFile.isEmpty() && !run.open(QIODevice::WriteOnly | QIODevice::Truncate))
        return makeError(ErrorCode::IoError, u"run file"_s);
    QList<QueryOutcome> outcomes;
    for (const EvaluationQuery& query : set.queries) {
        if (maxQueries > 0 && outcomes.size() >= maxQueries)
            break;
        if (cancelled)
            return makeError(ErrorCode::Cancelled);
        SuggestionRequest request;
        request.turns = QStringList{query.text};
        request.language = query.language;
        request.teamLanguage = query.language;
        request.rawHits = true;
        request.limit = 10;
        QElapsedTimer timer;
        timer.start();
        const SuggestionSet found = suggester.suggest(request);
        QueryOutcome outcome;
        outcome.milliseconds = double(timer.nsecsElapsed()) / 1e6;
        outcome.relevant = query.relevant;
        outcome.text = query.text;
        QJsonArray hits;
        for (const Suggestion& suggestion : found.suggestions) {
            outcome.hits.append(set.names.value(suggestion.entry));
            hits.append(QJsonArray{outcome.hits.last(), suggestion.score});
        }
        outcome.confidence = found.suggestions.isEmpty() ? 0 : found.suggestions.first().probability;
        outcomes.append(outcome);
        if (run.isOpen()) {
            const QJsonObject line{{u"q"_s, query.id},
                                   {u"hits"_s, hits},
                                   {u"conf"_s, outcome.confidence},
                                   {u"us"_s, outcome.milliseconds * 1000}};
            run.write(QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n');
        }
    }
    EvaluationReport result = report(outcomes);
    result.name = set.name;
    result.entries = int(set.entries.size());
    result.pairs = int(set.pairs.size());
    result.messages = int(set.history.size());
    result.trainingSeconds = trainingSeconds;
    return result;
}

} // namespace souffleur::assist
