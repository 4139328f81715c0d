// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include <QtGlobal>

class QDataStream;
class QString;

namespace souffleur::assist {

using DenseVector = std::vector<float>; //!< length 1, or empty: no idea

//! To length 1; empty where there is none.
void normalise(DenseVector& vector);

//! Meaning of words by their company in texts, the team's own or (shipped()) dictionaries and manuals: positive
//! pointwise mutual information in a window, reduced by eigenvectors (Levy & Goldberg 2014; Levy, Goldberg & Dagan
//! 2015: smoothing 0.75, square-root weighting); a text is the weighted mean of its words, a / (a + p(w)) (Arora et
//! al. 2017), without the direction that all texts share.
class WordVectors {
public:
    static constexpr int Dimensions = 150;
    //! How they are counted.
    struct Way {
        int window = 4;
        size_t words = 15'000; //!< at most, the most frequent ones
        int leastCount = 2;
        double power = 0.5;     //!< of the eigenvalues
        float rarity = 0.0002F; //!< a
    };

    //! texts: stems in order. Empty when `cancelled` or when there is too little to count.
    static WordVectors train(const std::vector<std::vector<std::string>>& texts, const std::atomic<bool>& cancelled,
                             const Way& way);
    static WordVectors train(const std::vector<std::vector<std::string>>& texts,
                             const std::atomic<bool>& cancelled) {
        return train(texts, cancelled, Way());
    }
    //! Of everyday "de" and "en" (resources/meanings); none for other languages. Read when first asked for. Any
    //! thread.
    static const WordVectors& shipped(const QString& language);
    //! The most frequent words only.
    WordVectors first(size_t words) const;
    bool isEmpty() const { return m_index.empty(); }
    int dimensions() const { return m_dimensions; }
    //! How many words were counted in all.
    qint64 tokens() const { return m_tokens; }
    //! rows: rowOf() each word.
    DenseVector vectorOf(const std::vector<int>& rows) const { return vectorOf(rows, m_common); }
    //! The same without another direction.
    DenseVector vectorOf(const std::vector<int>& rows, const DenseVector& common) const;
    //! The direction that such texts share, length 1; empty when they are few.
    DenseVector commonOf(const std::vector<std::vector<std::string>>& texts) const;
    //! The number of a word; -1: unknown.
    int rowOf(const std::string& stem) const {
        const auto it = m_index.find(stem);
        return it == m_index.end() ? -1 : it->second;
    }

    friend QDataStream& operator<<(QDataStream& out, const WordVectors& vectors);
    friend QDataStream& operator>>(QDataStream& in, WordVectors& vectors);

private:
    std::vector<int> rowsOf(const std::vector<std::string>& stems) const;
    DenseVector meanOf(const std::vector<int>& rows) const;
    int m_dimensions = 0;
    float m_rarity = 0;
    qint64 m_tokens = 0;
    std::unordered_map<std::string, int> m_index;
    std::vector<float> m_shares; // of each word among all
    std::vector<float> m_values; // row by row
    DenseVector m_common;        // of the texts they were counted from
};

//! Cosine of two vectors of length 1; 0 when one has no idea.
float cosine(const DenseVector& a, const DenseVector& b);
//! Of a vector with many of the same size, which stand side by side.
std::vector<float> cosines(std::span<const float> many, const DenseVector& vector);

} // namespace souffleur::assist
