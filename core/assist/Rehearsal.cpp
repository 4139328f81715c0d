// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "assist/Rehearsal.h"

#include "assist/LearnedTexts.h"
#include "assist/Pipeline.h"
#include "assist/TextNormaliser.h"

#include <algorithm>
#include <array>
#include <optional>

#include <QSet>

namespace souffleur::assist {

namespace {
constexpr qsizetype LeastStep = 3; // every third decision is asked, of many fewer
constexpr qsizetype MaxAsked = 600;
constexpr double FewNone = 0.05;
constexpr size_t Halves = 2;
constexpr int AllCandidates = 1000;  // more than a message has: what was sent may stand anywhere among them
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

//! The best candidates with the one that was sent; none where it is no candidate or the only one.
std::optional<Choice> choiceOf(const Ranking& ranking, const LearnedPair& decision) {
    if (decision.verdict != Verdict::Accepted || ranking.entries.size() < 2)
        return {};
    const auto sent = std::find_if(ranking.entries.begin(), ranking.entries.end(),
                                   [&](const Ranked& ranked) { return ranked.entry->id == decision.entry; });
    if (sent == ranking.entries.end())
        return {};
    Choice choice;
    choice.candidates.push_back(sent->features);
    for (auto it = ranking.entries.begin();
         it != ranking.entries.end() && choice.candidates.size() < RankerTuning::MaxCandidates; ++it) {
        if (it != sent)
            choice.candidates.push_back(it->features);
    }
    return choice;
}
} // namespace

Rehearsal rehearse(const TrainingData& data, const QString& language, const std::atomic<bool>& cancelled,
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
    // The same words of other customers stay: what is asked next was often asked before.
    TrainingData rest = data;
    rest.pairs.removeIf([&](const LearnedPair& pair) { return ids.contains(pair.id); });
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
    const double wordings = double(learned.wordings()) / double(std::max<qsizetype>(1, rest.entries.size()));
    pipeline.setAverageLearned(wordings);
    const Experience experience{wordings, model->background.count, !model->linear.isEmpty()};
    const Ranker::Weights shipped = Ranker::shippedWeights(experience);
    const Calibrator calibrator(Calibrator::shippedWeights(experience));
    const auto rank = [&](const LearnedPair& pair, int limit) {
        return pipeline.rank(
            cleanMessage(pair.text), language, [](const FaqEntry&) { return true; }, {}, limit);
    };
    std::array<std::vector<Choice>, Halves> choices;
    for (qsizetype i = 0; i < asked.size() && !cancelled; ++i) {
        if (auto choice = choiceOf(rank(asked.at(i), AllCandidates), asked.at(i)))
            choices[size_t(i) % Halves].push_back(std::move(*choice));
    }
    // Weights promise too much for the choices they were fitted to: each half is judged by those of the other.
    const bool enough = choices[0].size() + choices[1].size() >= RankerTuning::LeastChoices;
    std::vector<Decision> outcomes;
    for (size_t half = 0; half < Halves; ++half) {
        if (enough)
            pipeline.setTuning(RankerTuning::fit(choices[1 - half], shipped));
        for (qsizetype i = qsizetype(half); i < asked.size() && !cancelled; i += qsizetype(Halves)) {
            const Ranking ranking = rank(asked.at(i), 1);
            if (ranking.entries.empty())
                continue;
            const Ranked& first = ranking.entries.front();
            outcomes.push_back({calibrator.probability(first.confidence),
                                asked.at(i).verdict == Verdict::Accepted && first.entry->id == asked.at(i).entry});
        }
    }
    if (cancelled)
        return {};
    choices[0].insert(choices[0].end(), choices[1].begin(), choices[1].end());
    return {enough ? RankerTuning::fit(choices[0], shipped) : RankerTuning(), Recalibration::fit(outcomes)};
}

} // namespace souffleur::assist
