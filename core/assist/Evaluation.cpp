// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "assist/Evaluation.h"

#include "assist/EvaluationSet.h"
#include "assist/Suggester.h"
#include "knowledge/FaqIndex.h"

#include <algorithm>
#include <cmath>

#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

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

EvaluationReport report(const QList<QueryOutcome>& outcomes) {
    EvaluationReport result;
    result.queries = int(outcomes.size());
    int at1 = 0;
    int at3 = 0;
    int at5 = 0;
    double reciprocal = 0;
    double precision = 0;
    QList<double> inside;
    QList<double> outside;
    QList<double> times;
    QList<std::pair<double, bool>> tops;
    for (const QueryOutcome& outcome : outcomes) {
        times.append(outcome.milliseconds);
        const double confidence = outcome.hits.isEmpty() ? 0 : outcome.confidence;
        const bool right = !outcome.hits.isEmpty() && outcome.relevant.contains(outcome.hits.first());
        tops.append({confidence, right});
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
    }
    result.auroc = areaUnderCurve(inside, outside);
    if (!times.isEmpty()) {
        result.latencyP50Ms = percentile(times, 0.50);
        result.latencyP99Ms = percentile(times, 0.99);
    }
    return result;
}

namespace {
QList<std::pair<QString, std::optional<double>>> figures(const EvaluationReport& r) {
    return {{u"success_at_1"_s, r.successAt1},
            {u"success_at_3"_s, r.successAt3},
            {u"success_at_5"_s, r.successAt5},
            {u"mrr_at_10"_s, r.mrrAt10},
            {u"map"_s, r.map},
            {u"auroc"_s, r.auroc},
            {u"coverage_at_95"_s, r.coverageAt95},
            {u"latency_p50_ms"_s, r.latencyP50Ms},
            {u"latency_p99_ms"_s, r.latencyP99Ms}};
}
} // namespace

QJsonObject EvaluationReport::toJson() const {
    QJsonObject object{
        {u"name"_s, name}, {u"entries"_s, entries}, {u"queries"_s, queries}, {u"in_scope"_s, inScope}};
    for (const auto& [key, value] : figures(*this))
        object.insert(key, value ? QJsonValue(*value) : QJsonValue());
    return object;
}

QString EvaluationReport::toTable() const {
    QString text;
    const auto line = [&](const QString& key, const QString& value) {
        text += key.leftJustified(16) + value.rightJustified(10) + u'\n';
    };
    line(u"name"_s, name);
    line(u"entries"_s, QString::number(entries));
    line(u"queries"_s, QString::number(queries));
    line(u"in_scope"_s, QString::number(inScope));
    for (const auto& [key, value] : figures(*this))
        line(key, value ? QString::number(*value, 'f', key.endsWith(u"_ms"_s) ? 2 : 4) : u"-"_s);
    return text;
}

Result<EvaluationReport> evaluate(const EvaluationInput& input) {
    SOUFFLEUR_TRY(EvaluationSet set, readEvaluationSet(input.faqFile, input.queriesFile));
    if (!input.trainFile.isEmpty()) {
        SOUFFLEUR_TRY(const QList<TrainingPair> pairs, readPairs(input.trainFile));
        learnVariants(set, pairs);
    }
    knowledge::FaqIndex index;
    SOUFFLEUR_CHECK(index.open({}, set.entries));
    Suggester suggester(index);
    if (!input.historyFile.isEmpty()) {
        SOUFFLEUR_TRY(const QList<TrainingPair> history, readPairs(input.historyFile));
        QStringList texts;
        for (const TrainingPair& one : history)
            texts.append(one.text);
        suggester.setHistory(set.language, texts);
    }
    QFile run(input.runFile);
    if (!input.runFile.isEmpty() && !run.open(QIODevice::WriteOnly | QIODevice::Truncate))
        return makeError(ErrorCode::IoError, u"run file"_s);

    QList<QueryOutcome> outcomes;
    for (const EvaluationQuery& query : std::as_const(set.queries)) {
        if (input.maxQueries > 0 && outcomes.size() >= input.maxQueries)
            break;
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
    return result;
}

} // namespace souffleur::assist
