// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "assist/Background.h"
#include "domain/Learning.h"
#include "knowledge/FaqIndex.h"
#include "knowledge/TextAnalysis.h"

#include <unordered_map>

namespace souffleur::assist {

//! A word of the FAQ that a customer's word may have meant, with how much a meeting is worth (1: the word itself).
struct SimilarWord {
    int id = -1;
    float similarity = 0;
};

//! The words (stems) of one language's index, numbered, with what is needed to find similar ones: trigrams for
//! inflection and typing errors, parts for German compounds. It only ever grows until the index's generation
//! changes.
class Vocabulary {
public:
    Vocabulary(const knowledge::FaqIndex& index, QString language);

    //! Follows the index; cheap when little changed.
    void refresh();

    const QString& language() const { return m_language; }
    const knowledge::TextAnalyser& analyser() const { return m_analyser; }
    int size() const { return int(m_stems.size()); }
    //! -1: not in the index.
    int id(const std::string& stem) const;
    //! As id(), numbering words that are new.
    int learn(const std::string& stem);
    const QString& stem(int id) const { return m_stems[size_t(id)]; }
    //! Documents with the word.
    int frequency(int id);
    //! Documents with the word in a question, variant or tag.
    int questionFrequency(int id);
    //! The weight of a word in `frequency` documents: log(1 + (N - n + 0.5) / (n + 0.5)) (Robertson/Sparck Jones,
    //! never negative).
    double inverseFrequency(int frequency) const;
    //! The weight of a word: its inverse frequency, averaged with the background's when there is one.
    double inverseFrequencyOf(int id);
    //! Another number after each change of weights.
    int weightsRevision() const { return m_weightsRevision; }

    //! The weight of a word that is not in the FAQ.
    double unknownWeight(const std::string& stem) const;
    //! Weighs words also by how common they are in customers' messages, once these are many.
    void setBackground(const Background& background);

    //! Groups of words that mean the same, of all languages; only single words of this one are taken.
    void setSynonyms(const QList<SynonymGroup>& groups);

    //! Words similar to the token's, best first, without the word itself; at most `limit`. Words the index does not
    //! know are looked at more generously: they may be mistyped or compounds.
    std::vector<SimilarWord> similar(const knowledge::Token& token, int limit);

    //! Numbers below 2^24 of the runs of four characters in a stem and its edges; some have the same number.
    static std::vector<quint32> gramsOf(const QString& stem);
    //! The weight of such a run, by the documents whose words have it.
    double gramWeight(quint32 gram);

private:
    using Trigrams = std::vector<quint32>;
    static Trigrams trigramsOf(const QString& word);
    std::vector<SimilarWord> findSimilar(const knowledge::Token& token, int limit);
    double blended(double own, const std::string& stem) const;
    void addParts(const QString& folded, std::vector<SimilarWord>& found) const;

    const knowledge::FaqIndex& m_index;
    QString m_language;
    knowledge::TextAnalyser m_analyser;
    int m_generation = -1;
    int m_revision = -1;
    std::unordered_map<std::string, int> m_ids;
    std::vector<QString> m_stems;
    std::vector<quint16> m_trigramCounts;
    std::vector<int> m_frequencies;         // -1: not asked yet
    std::vector<int> m_questionFrequencies; // -1: not asked yet
    std::vector<double> m_weights;          // -1: not asked yet
    int m_weightsRevision = 0;
    std::unordered_map<quint32, std::vector<int>> m_byTrigram;
    std::unordered_map<quint32, std::vector<int>> m_byGram;
    std::unordered_map<quint32, double> m_gramWeights;
    Background m_background;
    std::unordered_map<std::string, std::vector<std::string>> m_synonyms; // stem: stems
    std::vector<quint16> m_common;                                        // scratch, zero between calls
    QHash<QString, std::vector<SimilarWord>> m_remembered;
};

//! Optimal string alignment distance, at most `limit` (limit + 1 when above): insertions, deletions, changes and
//! swaps of neighbours count one each.
int typingDistance(QStringView a, QStringView b, int limit);

} // namespace souffleur::assist
