// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "assist/Gaps.h"
#include "domain/Rules.h"
#include "knowledge/Duplicates.h"
#include "knowledge/TextAnalysis.h"
#include "store/Storage.h"
#include "store/Store.h"
#include "workspace/local/LocalWorkspace.h"
#include "workspace/local/Prompter.h"

#include <algorithm>

//! What LocalWorkspace tells whoever keeps the FAQ.
namespace souffleur::workspace {
namespace {

constexpr auto GapTime = std::chrono::days(90);
constexpr int GapTurns = 2000;

QList<LearnedWording> byWords(const QList<LearnedPair>& pairs) {
    QList<LearnedWording> wordings;
    QHash<QString, qsizetype> places;
    for (const LearnedPair& pair : pairs) {
        const QString key = pair.language + u' ' + knowledge::TextAnalyser::normalisedKey(pair.text);
        const auto place = places.constFind(key);
        if (place == places.cend()) {
            places.insert(key, wordings.size());
            wordings.append({pair.text, pair.language, {pair.id}});
        } else {
            wordings[*place].pairs.append(pair.id);
        }
    }
    std::stable_sort(wordings.begin(), wordings.end(), [](const LearnedWording& a, const LearnedWording& b) {
        return a.pairs.size() > b.pairs.size();
    });
    return wordings;
}

QList<std::pair<FaqEntryId, FaqEntryId>> readApart(const QJsonValue& value) {
    QList<std::pair<FaqEntryId, FaqEntryId>> apart;
    const QJsonArray list = value.toArray();
    for (const auto& item : list) {
        const QJsonObject pair = item.toObject();
        apart.append({FaqEntryId::fromString(pair[u"first"_s].toString()),
                      FaqEntryId::fromString(pair[u"second"_s].toString())});
    }
    return apart;
}

} // namespace

QFuture<Result<FaqDetail>> LocalWorkspace::faqDetail(FaqEntryId id) {
    return m_storage->read([id](store::Store& s) -> Result<FaqDetail> {
        FaqDetail detail;
        SOUFFLEUR_TRY(detail.entry, s.faq().find(id));
        SOUFFLEUR_TRY(detail.stats, s.faq().stats(id));
        SOUFFLEUR_TRY(detail.versions, s.faq().versions(id));
        SOUFFLEUR_TRY(const QList<LearnedPair> pairs, s.learning().of(id));
        detail.learned = byWords(pairs);
        return detail;
    });
}

QFuture<Result<Trial>> LocalWorkspace::tryQuestion(const TrialQuery& query) {
    return m_prompter->attempt(query, m_me);
}

QFuture<Result<QList<FaqDuplicate>>> LocalWorkspace::faqDuplicates(int limit) {
    auto promise = std::make_shared<QPromise<Result<QList<FaqDuplicate>>>>();
    auto future = promise->future();
    promise->start();
    struct Read {
        QList<FaqEntry> entries;
        QList<std::pair<FaqEntryId, FaqEntryId>> apart;
    };
    const auto read = m_storage->read([](store::Store& s) -> Result<Read> {
        Read found;
        SOUFFLEUR_TRY(found.entries, s.faq().all());
        SOUFFLEUR_TRY(const QJsonValue apart, s.settings().value(u"faq_apart"_s));
        found.apart = readApart(apart);
        return found;
    });
    thenOn(read, this, [this, promise, limit](const Result<Read>& found) {
        reports().post([promise, limit, found] {
            promise->addResult(
                found ? Result<QList<FaqDuplicate>>(knowledge::findDuplicates(found->entries, found->apart, limit))
                      : Result<QList<FaqDuplicate>>(found.error()));
            promise->finish();
        });
    });
    return future;
}

QFuture<Result<QList<GapCluster>>> LocalWorkspace::gaps(int minCount, int limit) {
    auto promise = std::make_shared<QPromise<Result<QList<GapCluster>>>>();
    auto future = promise->future();
    promise->start();
    assist::GapOptions options;
    options.now = m_clock->now();
    options.minCount = minCount;
    struct Read {
        QList<GapTurn> turns;
        QList<SettledGap> settled;
    };
    const auto read = m_storage->read([since = options.now - GapTime](store::Store& s) -> Result<Read> {
        Read found;
        SOUFFLEUR_TRY(found.turns, s.gaps().turns(since, GapTurns));
        SOUFFLEUR_TRY(found.settled, s.learning().settledGaps());
        return found;
    });
    thenOn(read, this, [this, promise, options, limit](const Result<Read>& found) {
        reports().post([promise, options, limit, found] {
            if (!found) {
                promise->addResult(Result<QList<GapCluster>>(found.error()));
                promise->finish();
                return;
            }
            assist::GapOptions wider = options;
            wider.limit = limit + int(found->settled.size());
            QList<GapCluster> clusters = assist::findGaps(found->turns, wider);
            clusters.removeIf([&](const GapCluster& cluster) {
                return std::any_of(found->settled.cbegin(), found->settled.cend(),
                                   [&](const SettledGap& settled) { return rules::isSameGap(cluster, settled); });
            });
            promise->addResult(Result<QList<GapCluster>>(clusters.mid(0, limit)));
            promise->finish();
        });
    });
    return future;
}

} // namespace souffleur::workspace
