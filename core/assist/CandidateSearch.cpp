// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "assist/CandidateSearch.h"

#include "base/Log.h"
#include "knowledge/XapianHeader.h"

#include <algorithm>

namespace souffleur::assist {

namespace {
constexpr double QuestionWeight = 1.5; // a question word beside its weight in the whole text
constexpr size_t MaxMeanings = 4;
constexpr size_t AlwaysSearched = 3; // words, however common

class Decider final : public Xapian::MatchDecider {
public:
    Decider(const knowledge::FaqIndex& index, const std::function<bool(const FaqEntry&)>& eligible)
        : m_index(index), m_eligible(eligible) {}
    bool operator()(const Xapian::Document& document) const override {
        const auto found = m_index.matchedDocument(document);
        return found && m_eligible(*found->entry);
    }

private:
    const knowledge::FaqIndex& m_index;
    const std::function<bool(const FaqEntry&)>& m_eligible;
};
} // namespace

CandidateSearch::Found CandidateSearch::run(knowledge::FaqIndex& index, const Query& query, Vocabulary& vocabulary,
                                            const std::function<bool(const FaqEntry&)>& eligible,
                                            qint64 maxPostings) {
    std::vector<const QueryWord*> words;
    for (const QueryWord& word : query.words) {
        if (!word.meanings.empty())
            words.push_back(&word);
    }
    std::stable_sort(words.begin(), words.end(),
                     [](const QueryWord* a, const QueryWord* b) { return a->weight > b->weight; });
    if (words.size() > size_t(MaxWords))
        words.resize(size_t(MaxWords));

    // One flat OR. A nested OP_MAX over each word's meanings would count a word once only, but crashes
    // Xapian 1.4.22 on larger indexes, and the ranking looks at meanings again anyway.
    std::vector<Xapian::Query> parts;
    const auto add = [&](const std::string& term, double factor) {
        parts.push_back(Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, Xapian::Query(term), factor));
    };
    size_t searched = 0;
    qint64 postings = 0;
    for (const QueryWord* word : words) {
        const size_t count = std::min(word->meanings.size(), MaxMeanings);
        for (size_t i = 0; i < count; ++i) {
            const int id = word->meanings[i].id;
            postings += vocabulary.frequency(id) + vocabulary.questionFrequency(id);
        }
        if (++searched > AlwaysSearched && postings > maxPostings)
            break;
        for (size_t i = 0; i < count; ++i) {
            const std::string stem = vocabulary.stem(word->meanings[i].id).toStdString();
            const auto similarity = double(word->meanings[i].similarity);
            add(knowledge::FaqIndex::textTerm(query.language, stem), similarity);
            add(knowledge::FaqIndex::questionTerm(query.language, stem), similarity * QuestionWeight);
        }
    }
    Found found;
    if (parts.empty())
        return found;
    try {
        Xapian::Enquire enquire(index.database());
        enquire.set_query(Xapian::Query(Xapian::Query::OP_OR, parts.begin(), parts.end()));
        enquire.set_weighting_scheme(Xapian::BM25Weight(1, 0, 1, 0.5, 0.5));
        const Decider decider(index, eligible);
        const Xapian::MSet hits = enquire.get_mset(0, Limit, 0, nullptr, &decider);
        found.matching = int(hits.get_matches_estimated());
        for (auto it = hits.begin(); it != hits.end(); ++it) {
            if (const auto document = index.document(*it))
                found.entries.append(document->entry);
        }
    } catch (const Xapian::Error& e) {
        qCWarning(lcAssist) << "search failed:" << e.get_type();
    }
    return found;
}

} // namespace souffleur::assist
