// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "assist/Rehearsal.h"

#include "assist/LearnedTexts.h"
#include "assist/Pipeline.h"
#include "assist/TextNormaliser.h"

#include <algorithm>

#include <QSet>

namespace souffleur::assist {

namespace {
constexpr qsizetype LeastStep = 3; // every third decision is asked, of many fewer
constexpr qsizetype MaxAsked = 600;
constexpr double FewNone = 0.05;
constexpr qsizetype HiddenStep = 10; // every tenth entry is kept away

//! Entries kept away from the rehearsal.
QSet<FaqEntryId> hiddenOf(const QList<FaqEntry>& entries) {
    QList<FaqEntryId> ids;
    for (const FaqEntry& entry : entries)
        ids.append(entry.id);
    std::sort(ids.begin(), ids.end());
    QSet<FaqEntryId> hidden;
    for (qsizetype i = HiddenStep - 1; i < ids.size(); i += HiddenStep)
        hidden.insert(ids.at(i));
    return hidden;
}
} // namespace

Recalibration rehearse(const TrainingData& data, const QString& language, const std::atomic<bool>& cancelled,
                       const std::function<std::shared_ptr<const LanguageModel>(const TrainingData&)>& train) {
    QSet<FaqEntryId> known;
    for (const FaqEntry& entry : data.entries)
        known.insert(entry.id);
    QList<LearnedPair> decisions;
    qsizetype none = 0;
    for (const LearnedPair& pair : data.pairs) {
        const bool fitted = pair.verdict == Verdict::Accepted && known.contains(pair.entry);
        if (pair.language != language || !(fitted || pair.verdict == Verdict::NoneFits))
            continue;
        decisions.append(pair);
        none += !fitted;
    }
    if (decisions.size() < LeastStep * Recalibration::LeastDecisions)
        return {};
    const qsizetype step = std::max(LeastStep, decisions.size() / MaxAsked);
    QList<LearnedPair> asked;
    QSet<LearnedPairId> ids;
    QSet<QString> texts;
    for (qsizetype i = 0; i < decisions.size(); i += step) {
        asked.append(decisions.at(i));
        ids.insert(decisions.at(i).id);
        texts.insert(decisions.at(i).text);
    }
    TrainingData rest = data;
    rest.pairs.removeIf(
        [&](const LearnedPair& pair) { return ids.contains(pair.id) || texts.contains(pair.text); });
    rest.messages = {{language, data.messages.value(language)}};
    rest.messages[language].removeIf([&](const QString& text) { return texts.contains(text); });
    if (double(none) < FewNone * double(decisions.size())) {
        const QSet<FaqEntryId> hidden = hiddenOf(data.entries);
        rest.entries.removeIf([&](const FaqEntry& entry) { return hidden.contains(entry.id); });
        rest.pairs.removeIf([&](const LearnedPair& pair) { return hidden.contains(pair.entry); });
    }
    const std::shared_ptr<const LanguageModel> model = train(rest);
    if (cancelled || !model)
        return {};
    LearnedTexts learned;
    learned.set(rest.pairs);
    for (FaqEntry& entry : rest.entries)
        entry = learned.merged(entry);
    knowledge::FaqIndex index;
    if (!index.open({}, rest.entries))
        return {};
    Pipeline pipeline(index);
    pipeline.setModel(
        std::make_shared<Model>(QHash<QString, std::shared_ptr<const LanguageModel>>{{language, model}}));
    pipeline.setAverageLearned(double(learned.accepted()) / double(std::max<qsizetype>(1, rest.entries.size())));
    std::vector<Decision> outcomes;
    for (const LearnedPair& pair : std::as_const(asked)) {
        if (cancelled)
            return {};
        const Ranking ranking = pipeline.rank(
            cleanMessage(pair.text), language, [](const FaqEntry&) { return true; }, {}, 1);
        if (ranking.entries.empty())
            continue;
        const Ranked& first = ranking.entries.front();
        outcomes.push_back({first.probability, pair.verdict == Verdict::Accepted && first.entry->id == pair.entry});
    }
    return Recalibration::fit(outcomes);
}

} // namespace souffleur::assist
