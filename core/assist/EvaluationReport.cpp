// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "assist/Evaluation.h"

#include <cmath>

#include <QJsonArray>

namespace souffleur::assist {

namespace {
constexpr int BarLength = 40;

QList<std::pair<QString, std::optional<double>>> figures(const EvaluationReport& r) {
    return {{u"success_at_1"_s, r.successAt1},
            {u"success_at_3"_s, r.successAt3},
            {u"success_at_5"_s, r.successAt5},
            {u"mrr_at_10"_s, r.mrrAt10},
            {u"map"_s, r.map},
            {u"auroc"_s, r.auroc},
            {u"auroc_correct"_s, r.aurocCorrect},
            {u"coverage_at_95"_s, r.coverageAt95},
            {u"coverage_at_90"_s, r.coverageAt90},
            {u"ece"_s, r.calibrationGap},
            {u"shown_at_p90"_s, r.shownAt90},
            {u"right_at_p90"_s, r.rightAt90},
            {u"quiet_outside_at_p90"_s, r.quietOutside},
            {u"latency_p50_ms"_s, r.latencyP50Ms},
            {u"latency_p99_ms"_s, r.latencyP99Ms}};
}

QString binName(qsizetype bin) {
    return u"%1-%2"_s.arg(double(bin) / 10, 0, 'f', 1).arg(double(bin + 1) / 10, 0, 'f', 1);
}

QString diagram(const QList<ReliabilityBin>& bins) {
    QString text = u"\nreliability: # right, | promised\n"_s;
    for (qsizetype i = 0; i < bins.size(); ++i) {
        const ReliabilityBin& bin = bins.at(i);
        QString bar(BarLength + 1, u' ');
        if (bin.count > 0) {
            bar.replace(0, int(std::lround(bin.right * BarLength)),
                        QString(int(std::lround(bin.right * BarLength)), u'#'));
            bar[int(std::lround(bin.promised * BarLength))] = u'|';
        }
        text += binName(i) + u"  "_s + bar + QString::number(bin.count).rightJustified(7);
        if (bin.count > 0)
            text += u"  promised %1 right %2"_s.arg(bin.promised, 0, 'f', 2).arg(bin.right, 0, 'f', 2);
        text += u'\n';
    }
    return text;
}
} // namespace

QJsonObject EvaluationReport::toJson() const {
    QJsonObject object{{u"name"_s, name},
                       {u"entries"_s, entries},
                       {u"queries"_s, queries},
                       {u"in_scope"_s, inScope},
                       {u"pairs"_s, pairs},
                       {u"messages"_s, messages},
                       {u"training_seconds"_s, trainingSeconds}};
    for (const auto& [key, value] : figures(*this))
        object.insert(key, value ? QJsonValue(*value) : QJsonValue());
    QJsonArray bins;
    for (qsizetype i = 0; i < reliability.size(); ++i) {
        const ReliabilityBin& bin = reliability.at(i);
        bins.append(QJsonObject{{u"from"_s, double(i) / 10},
                                {u"to"_s, double(i + 1) / 10},
                                {u"count"_s, bin.count},
                                {u"promised"_s, bin.count > 0 ? QJsonValue(bin.promised) : QJsonValue()},
                                {u"right"_s, bin.count > 0 ? QJsonValue(bin.right) : QJsonValue()}});
    }
    object.insert(u"reliability"_s, bins);
    QJsonArray worst;
    for (const Confusion& confusion : confusions)
        worst.append(QJsonObject{{u"entry"_s, confusion.entry},
                                 {u"taken"_s, confusion.taken.isEmpty() ? QJsonValue() : confusion.taken},
                                 {u"count"_s, confusion.count},
                                 {u"example"_s, confusion.example}});
    object.insert(u"confusions"_s, worst);
    return object;
}

QString EvaluationReport::toTable() const {
    QString text;
    const auto line = [&](const QString& key, const QString& value) {
        text += key.leftJustified(22) + value.rightJustified(10) + u'\n';
    };
    line(u"name"_s, name);
    line(u"entries"_s, QString::number(entries));
    line(u"queries"_s, QString::number(queries));
    line(u"in_scope"_s, QString::number(inScope));
    line(u"pairs"_s, QString::number(pairs));
    line(u"messages"_s, QString::number(messages));
    line(u"training_seconds"_s, QString::number(trainingSeconds, 'f', 2));
    for (const auto& [key, value] : figures(*this))
        line(key, value ? QString::number(*value, 'f', key.endsWith(u"_ms"_s) ? 2 : 4) : u"-"_s);
    if (!reliability.isEmpty())
        text += diagram(reliability);
    if (!confusions.isEmpty())
        text += u"\ncount  wanted -> taken: example\n"_s;
    for (const Confusion& confusion : confusions)
        text += u"%1  %2 -> %3: %4\n"_s.arg(QString::number(confusion.count).rightJustified(5), confusion.entry,
                                            confusion.taken.isEmpty() ? u"(nothing)"_s : confusion.taken,
                                            confusion.example.simplified().left(100));
    return text;
}

} // namespace souffleur::assist
