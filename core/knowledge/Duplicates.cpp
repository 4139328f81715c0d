// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "knowledge/Duplicates.h"

#include "knowledge/TextAnalysis.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <unordered_map>

namespace souffleur::knowledge {
namespace {

constexpr double AlikeByQuestion = 0.70;
//! Of fewer words one more or less is another question ("invoice missing", "item missing"), unless all are the
//! same.
constexpr size_t TellingWords = 4;
constexpr double AllTheSame = 0.95;
constexpr double AlikeWithAnswer = 0.50;
constexpr double AnswersAgree = 0.60;
//! A word that so many questions have tells nothing about two of them.
constexpr size_t CommonWord = 200;

struct Wording {
    int entry = 0;
    std::vector<std::string> stems; // sorted, each once
    double weight = 0;
};

std::vector<std::string> stemsOf(const TextAnalyser& analyser, const QString& text) {
    std::vector<std::string> stems;
    for (const Token& token : analyser.tokens(text, 400)) {
        if (!token.stop)
            stems.push_back(token.stem);
    }
    std::sort(stems.begin(), stems.end());
    stems.erase(std::unique(stems.begin(), stems.end()), stems.end());
    return stems;
}

double dice(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    std::vector<std::string> both;
    std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
    return a.empty() && b.empty() ? 0.0 : 2.0 * double(both.size()) / double(a.size() + b.size());
}

//! All questions and wordings of one language.
class Comparison {
public:
    Comparison(const QString& language, const QList<FaqEntry>& entries)
        : m_language(language), m_analyser(language), m_entries(entries) {
        for (int i = 0; i < entries.size(); ++i) {
            const FaqEntry& entry = entries.at(i);
            if (entry.status == FaqStatus::Archived)
                continue;
            if (entry.questions.contains(language))
                add(i, entry.questions.value(language));
            for (const FaqVariant& variant : entry.variants) {
                if (variant.language == language && variant.source == VariantSource::Written)
                    add(i, variant.text);
            }
        }
        for (int w = 0; w < int(m_wordings.size()); ++w) {
            for (const std::string& stem : m_wordings[size_t(w)].stems)
                m_postings[stem].push_back(w);
        }
        for (Wording& wording : m_wordings)
            wording.weight = weightOf(wording.stems);
    }

    //! Calls fn(entry, entry, similarity); pairs may come more than once.
    template <class F>
    void forEachPair(F fn) {
        for (const auto& [key, same] : m_keys) {
            for (size_t i = 1; i < same.size(); ++i)
                fn(same[0], same[i], 1.0);
        }
        for (int w = 0; w < int(m_wordings.size()); ++w)
            compare(w, fn);
    }

private:
    void add(int entry, const QString& text) {
        const QString key = TextAnalyser::normalisedKey(text);
        if (key.isEmpty())
            return;
        m_keys[key].push_back(entry);
        m_wordings.push_back({entry, stemsOf(m_analyser, text), 0});
    }

    double weightOf(const std::vector<std::string>& stems) const {
        double sum = 0;
        for (const std::string& stem : stems)
            sum += std::log(1.0 + double(m_wordings.size()) / double(m_postings.at(stem).size()));
        return sum;
    }

    template <class F>
    void compare(int w, F& fn) {
        const Wording& one = m_wordings[size_t(w)];
        std::unordered_map<int, double> common;
        for (const std::string& stem : one.stems) {
            const std::vector<int>& posting = m_postings.at(stem);
            if (posting.size() > CommonWord)
                continue;
            const double weight = std::log(1.0 + double(m_wordings.size()) / double(posting.size()));
            for (auto it = std::upper_bound(posting.begin(), posting.end(), w); it != posting.end(); ++it)
                common[*it] += weight;
        }
        for (const auto& [other, weight] : common) {
            const Wording& two = m_wordings[size_t(other)];
            if (one.entry == two.entry || one.stems.size() < 2 || two.stems.size() < 2)
                continue;
            const double similarity = 2 * weight / (one.weight + two.weight);
            const bool telling = std::min(one.stems.size(), two.stems.size()) >= TellingWords;
            if (similarity >= (telling ? AlikeByQuestion : AllTheSame) ||
                (similarity >= AlikeWithAnswer && answersAgree(one.entry, two.entry)))
                fn(one.entry, two.entry, std::min(similarity, 0.99));
        }
    }

    bool answersAgree(int a, int b) { return dice(answerStems(a), answerStems(b)) >= AnswersAgree; }

    const std::vector<std::string>& answerStems(int entry) {
        const auto found = m_answers.find(entry);
        if (found != m_answers.end())
            return found->second;
        QString text;
        for (const FaqAnswer& answer : m_entries.at(entry).answers) {
            if (answer.language == m_language)
                text += answer.body + u'\n';
        }
        return m_answers[entry] = stemsOf(m_analyser, text);
    }

    QString m_language;
    TextAnalyser m_analyser;
    const QList<FaqEntry>& m_entries;
    std::vector<Wording> m_wordings;
    std::map<QString, std::vector<int>> m_keys;
    std::unordered_map<std::string, std::vector<int>> m_postings;
    std::unordered_map<int, std::vector<std::string>> m_answers;
};

} // namespace

QList<FaqDuplicate> findDuplicates(const QList<FaqEntry>& entries,
                                   const QList<std::pair<FaqEntryId, FaqEntryId>>& apart, int limit) {
    QSet<QString> languages;
    for (const FaqEntry& entry : entries) {
        for (auto it = entry.questions.keyBegin(); it != entry.questions.keyEnd(); ++it)
            languages.insert(*it);
    }
    std::map<std::pair<int, int>, double> best;
    for (const QString& language : std::as_const(languages)) {
        Comparison(language, entries).forEachPair([&](int a, int b, double similarity) {
            if (a == b)
                return;
            if (entries.at(b).number < entries.at(a).number)
                std::swap(a, b);
            double& kept = best[{a, b}];
            kept = std::max(kept, similarity);
        });
    }
    QList<FaqDuplicate> found;
    for (const auto& [pair, similarity] : best) {
        const FaqEntry& first = entries.at(pair.first);
        const FaqEntry& second = entries.at(pair.second);
        if (!apart.contains(std::pair(first.id, second.id)) && !apart.contains(std::pair(second.id, first.id)))
            found.append({first.id, second.id, first.question({}), second.question({}), similarity});
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const FaqDuplicate& a, const FaqDuplicate& b) { return a.similarity > b.similarity; });
    return found.mid(0, std::max(0, limit));
}

} // namespace souffleur::knowledge
