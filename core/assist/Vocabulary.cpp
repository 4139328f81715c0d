// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "assist/Vocabulary.h"

#include <algorithm>
#include <cmath>

#include <QVarLengthArray>

namespace souffleur::assist {

namespace {
// Trigram dice from which two words count as forms of each other; chosen on development data (README.md).
// Nearly the word itself: the one the customer wrote comes first among equals.
constexpr float SynonymSimilarity = 0.95F;
constexpr float MinDice = 0.45F;
constexpr int MinPart = 4;
constexpr qsizetype GramLength = 4;
constexpr size_t MaxGramWords = 200; // looked at for a run's weight
constexpr int MinBackground = 200;   // texts; fewer say nothing about a word's frequency
constexpr qsizetype MaxRemembered = 20'000;

quint32 trigram(QChar a, QChar b, QChar c) {
    // Letters of the scripts in question differ in their low 10 bits; a collision costs a wasted comparison only.
    return (quint32(a.unicode() & 0x3FF) << 20) | (quint32(b.unicode() & 0x3FF) << 10) |
           quint32(c.unicode() & 0x3FF);
}

//! How many typing errors a word may have.
int allowedErrors(qsizetype length) {
    return length < 4 ? 0 : (length < 8 ? 1 : 2);
}
} // namespace

int typingDistance(QStringView a, QStringView b, int limit) {
    const qsizetype width = b.size();
    if (std::abs(a.size() - width) > limit)
        return limit + 1;
    using Row = QVarLengthArray<int, 48>; // the longest words aside, without asking for memory
    Row before(width + 1, limit + 1);
    Row last(width + 1, limit + 1);
    Row now(width + 1, limit + 1);
    for (qsizetype j = 0; j <= std::min<qsizetype>(width, limit); ++j)
        last[j] = int(j);
    for (qsizetype i = 1; i <= a.size(); ++i) {
        // So far from the diagonal, `limit` is passed in any case.
        const qsizetype first = std::max<qsizetype>(1, i - limit);
        const qsizetype end = std::min<qsizetype>(width, i + limit);
        now[first - 1] = first == 1 ? int(std::min<qsizetype>(i, limit + 1)) : limit + 1;
        int best = now[first - 1];
        for (qsizetype j = first; j <= end; ++j) {
            const int change = last[j - 1] + (a.at(i - 1) != b.at(j - 1));
            now[j] = std::min({last[j] + 1, now[j - 1] + 1, change});
            if (i > 1 && j > 1 && a.at(i - 1) == b.at(j - 2) && a.at(i - 2) == b.at(j - 1))
                now[j] = std::min(now[j], before[j - 2] + 1);
            best = std::min(best, now[j]);
        }
        if (end < width)
            now[end + 1] = limit + 1;
        if (best > limit)
            return limit + 1;
        std::swap(before, last);
        std::swap(last, now);
    }
    return std::min(last[width], limit + 1);
}

Vocabulary::Vocabulary(const knowledge::FaqIndex& index, QString language)
    : m_index(index), m_language(std::move(language)), m_analyser(m_language) {}

Vocabulary::Trigrams Vocabulary::trigramsOf(const QString& word) {
    Trigrams result;
    const QString padded = u'\x01' + word + u'\x02';
    for (qsizetype i = 0; i + 2 < padded.size(); ++i)
        result.push_back(trigram(padded.at(i), padded.at(i + 1), padded.at(i + 2)));
    std::sort(result.begin(), result.end());
    result.erase(std::unique(result.begin(), result.end()), result.end());
    return result;
}

int Vocabulary::id(const std::string& stem) const {
    const auto it = m_ids.find(stem);
    return it == m_ids.end() ? -1 : it->second;
}

int Vocabulary::learn(const std::string& stem) {
    const auto [it, isNew] = m_ids.try_emplace(stem, int(m_stems.size()));
    if (!isNew)
        return it->second;
    m_stems.push_back(QString::fromStdString(stem));
    const Trigrams trigrams = trigramsOf(m_stems.back());
    for (const quint32 t : trigrams)
        m_byTrigram[t].push_back(it->second);
    for (const quint32 gram : gramsOf(m_stems.back())) {
        if (std::vector<int>& words = m_byGram[gram]; words.empty() || words.back() != it->second)
            words.push_back(it->second);
    }
    m_trigramCounts.push_back(quint16(std::min<size_t>(trigrams.size(), 0xFFFF)));
    m_frequencies.push_back(-1);
    m_questionFrequencies.push_back(-1);
    m_weights.push_back(-1);
    m_common.push_back(0);
    return it->second;
}

void Vocabulary::refresh() {
    if (m_generation == m_index.generation() && m_revision == m_index.revision())
        return;
    const bool anew = m_generation != m_index.generation();
    if (anew) {
        m_ids.clear();
        m_stems.clear();
        m_trigramCounts.clear();
        m_frequencies.clear();
        m_questionFrequencies.clear();
        m_weights.clear();
        m_byTrigram.clear();
        m_byGram.clear();
        m_common.clear();
    }
    m_index.forEachStem(m_language, !anew, [this](const std::string& stem) { learn(stem); });
    std::fill(m_frequencies.begin(), m_frequencies.end(), -1);
    std::fill(m_questionFrequencies.begin(), m_questionFrequencies.end(), -1);
    std::fill(m_weights.begin(), m_weights.end(), -1.0);
    ++m_weightsRevision;
    m_gramWeights.clear();
    m_remembered.clear();
    m_generation = m_index.generation();
    m_revision = m_index.revision();
}

int Vocabulary::frequency(int id) {
    int& known = m_frequencies[size_t(id)];
    if (known < 0)
        known = m_index.termFrequency(knowledge::FaqIndex::textTerm(m_language, m_stems[size_t(id)].toStdString()));
    return known;
}

int Vocabulary::questionFrequency(int id) {
    int& known = m_questionFrequencies[size_t(id)];
    if (known < 0)
        known =
            m_index.termFrequency(knowledge::FaqIndex::questionTerm(m_language, m_stems[size_t(id)].toStdString()));
    return known;
}

std::vector<quint32> Vocabulary::gramsOf(const QString& stem) {
    std::vector<quint32> result;
    const QString padded = u'\x01' + stem + u'\x02';
    for (qsizetype i = 0; i == 0 || i + GramLength <= padded.size(); ++i) {
        quint32 hash = 2'166'136'261U; // FNV-1a
        for (const QChar c : QStringView(padded).mid(i, GramLength))
            hash = (hash ^ c.unicode()) * 16'777'619U;
        result.push_back(hash >> 8);
    }
    return result;
}

double Vocabulary::gramWeight(quint32 gram) {
    const auto [known, isNew] = m_gramWeights.try_emplace(gram, 0.0);
    if (!isNew)
        return known->second;
    // Documents with several of the words are counted for each of them: good enough where it matters, for rare
    // runs.
    double documents = 0;
    if (const auto it = m_byGram.find(gram); it != m_byGram.end()) {
        const size_t looked = std::min(it->second.size(), MaxGramWords);
        for (size_t i = 0; i < looked; ++i)
            documents += frequency(it->second[i]);
        documents *= double(it->second.size()) / double(looked);
    }
    return known->second = inverseFrequency(int(std::min(documents, double(m_index.documentCount(m_language)))));
}

double Vocabulary::inverseFrequency(int frequency) const {
    const double documents = std::max(m_index.documentCount(m_language), frequency);
    return std::log(1.0 + (documents - frequency + 0.5) / (frequency + 0.5));
}

double Vocabulary::blended(double own, const std::string& stem) const {
    if (m_background.count < MinBackground)
        return own;
    const auto it = m_background.texts.find(stem);
    const double n = it == m_background.texts.end() ? 0 : it->second;
    // The same scale as the FAQ's own weights, whatever the number of texts.
    const double rarity = std::log(1.0 + (m_background.count - n + 0.5) / (n + 0.5)) /
                          std::log(1.0 + (m_background.count + 0.5) / 0.5);
    return 0.5 * own + 0.5 * rarity * inverseFrequency(0);
}

double Vocabulary::inverseFrequencyOf(int id) {
    double& known = m_weights[size_t(id)];
    if (known < 0)
        known = blended(inverseFrequency(frequency(id)), m_stems[size_t(id)].toStdString());
    return known;
}

double Vocabulary::unknownWeight(const std::string& stem) const {
    return blended(0.7 * inverseFrequency(0), stem);
}

void Vocabulary::setBackground(const Background& background) {
    m_background = background;
    std::fill(m_weights.begin(), m_weights.end(), -1.0);
    ++m_weightsRevision;
}

void Vocabulary::setSynonyms(const QList<SynonymGroup>& groups) {
    m_synonyms.clear();
    m_remembered.clear();
    for (const SynonymGroup& group : groups) {
        if (group.language != m_language)
            continue;
        std::vector<std::string> stems;
        for (const QString& word : group.words) {
            const auto tokens = m_analyser.tokens(word, 2);
            if (tokens.size() == 1)
                stems.push_back(tokens.front().stem);
        }
        for (const std::string& stem : stems) {
            for (const std::string& other : stems) {
                if (other != stem)
                    m_synonyms[stem].push_back(other);
            }
        }
    }
}

std::vector<SimilarWord> Vocabulary::similar(const knowledge::Token& token, int limit) {
    const auto known = m_remembered.constFind(token.folded);
    std::vector<SimilarWord> result;
    if (known != m_remembered.cend()) {
        result = *known;
    } else {
        if (const auto same = m_synonyms.find(token.stem); same != m_synonyms.end()) {
            for (const std::string& stem : same->second) {
                const int other = id(stem);
                if (other >= 0 && frequency(other) > 0)
                    result.push_back({other, SynonymSimilarity});
            }
        }
        for (const SimilarWord& found : findSimilar(token, 12)) {
            const bool there = std::any_of(result.begin(), result.end(),
                                           [&](const SimilarWord& word) { return word.id == found.id; });
            if (!there)
                result.push_back(found);
        }
        if (m_remembered.size() > MaxRemembered)
            m_remembered.clear();
        m_remembered.insert(token.folded, result);
    }
    if (result.size() > size_t(limit))
        result.resize(size_t(limit));
    return result;
}

std::vector<SimilarWord> Vocabulary::findSimilar(const knowledge::Token& token, int limit) {
    const QString stem = QString::fromStdString(token.stem);
    const int own = id(token.stem);
    const bool known = own >= 0 && frequency(own) > 0;
    std::vector<SimilarWord> found;
    if (stem.size() < 3 || std::any_of(stem.cbegin(), stem.cend(), [](QChar c) { return c.isDigit(); }))
        return found;

    std::vector<int> touched;
    const Trigrams trigrams = trigramsOf(stem);
    for (const quint32 t : trigrams) {
        const auto it = m_byTrigram.find(t);
        if (it == m_byTrigram.end())
            continue;
        for (const int other : it->second) {
            if (m_common[size_t(other)]++ == 0)
                touched.push_back(other);
        }
    }
    const int errors = known ? 0 : allowedErrors(stem.size());
    for (const int other : touched) {
        const int common = std::exchange(m_common[size_t(other)], quint16(0));
        if (other == own)
            continue;
        const QString& word = m_stems[size_t(other)];
        float similarity = 0;
        const float dice = 2.0F * float(common) / float(int(trigrams.size()) + m_trigramCounts[size_t(other)]);
        if (dice >= MinDice && word.size() >= 3)
            similarity = 0.9F * dice;
        // Compounds: the shorter word begins or ends the longer one. They then have all its trigrams but one in
        // common.
        const QString& shorter = word.size() < stem.size() ? word : stem;
        const QString& longer = word.size() < stem.size() ? stem : word;
        const int least = (word.size() < stem.size() ? m_trigramCounts[size_t(other)] : int(trigrams.size())) - 1;
        if (common >= least && shorter.size() >= MinPart &&
            (longer.startsWith(shorter) || longer.endsWith(shorter)))
            similarity = std::max(similarity, 0.4F + 0.4F * float(shorter.size()) / float(longer.size()));
        // An error touches four trigrams of each word at most.
        const int mistyped = std::max(int(trigrams.size()), int(m_trigramCounts[size_t(other)])) - 4 * errors;
        if (errors > 0 && common >= mistyped && std::abs(word.size() - stem.size()) <= errors && word.size() >= 3) {
            const int distance = typingDistance(stem, word, errors);
            if (distance <= errors)
                similarity = std::max(similarity, 1.0F - 0.12F * float(distance) - 0.3F / float(stem.size()));
        }
        if (similarity > 0 && frequency(other) > 0)
            found.push_back({other, similarity});
    }
    if (m_language == u"de"_s)
        addParts(token.folded, found);
    // The more frequent of two equally near words is the likelier one.
    std::sort(found.begin(), found.end(), [this](const SimilarWord& a, const SimilarWord& b) {
        if (a.similarity != b.similarity)
            return a.similarity > b.similarity;
        const int fa = frequency(a.id);
        const int fb = frequency(b.id);
        return fa != fb ? fa > fb : a.id < b.id;
    });
    // Parts may repeat what trigrams found.
    std::vector<SimilarWord> unique;
    for (const SimilarWord& word : found) {
        if (std::none_of(unique.begin(), unique.end(), [&](const SimilarWord& u) { return u.id == word.id; }))
            unique.push_back(word);
        if (unique.size() == size_t(limit))
            break;
    }
    return unique;
}

void Vocabulary::addParts(const QString& folded, std::vector<SimilarWord>& found) const {
    if (folded.size() < 2 * MinPart || folded.size() > 40)
        return;
    static const QStringList joints{QString(), u"s"_s, u"es"_s, u"n"_s, u"en"_s, u"er"_s, u"e"_s};
    const auto isWord = [this](const QString& part) {
        return part.size() >= MinPart && !m_analyser.isStopWord(part) ? id(m_analyser.stem(part)) : -1;
    };
    for (qsizetype cut = MinPart; cut + MinPart <= folded.size(); ++cut) {
        const int right = isWord(folded.mid(cut));
        if (right < 0)
            continue;
        for (const QString& joint : joints) {
            const QString left = folded.left(cut);
            if (!left.endsWith(joint))
                continue;
            const int leftId = isWord(left.left(left.size() - joint.size()));
            if (leftId < 0)
                continue;
            found.push_back({leftId, 0.6F});
            found.push_back({right, 0.65F});
            break;
        }
    }
}

} // namespace souffleur::assist
