// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "knowledge/TextAnalysis.h"

#include <array>
#include <unordered_map>
#include <vector>

namespace souffleur::assist {

//! Sparse numbers of a text, ascending by index.
struct SparseVector {
    std::vector<std::pair<int, float>> values;
};

//! Hashes of the pieces of a text, one list per kind, with repetitions.
struct Pieces {
    std::vector<quint64> words;      //!< stems, neighbouring pairs of stems, the first and the last stem
    std::vector<quint64> characters; //!< 3 to 5 characters within a word and its edges
};
Pieces piecesOf(const std::vector<knowledge::Token>& tokens);
//! Of a stem alone.
Pieces piecesOf(const std::string& stem);

//! What a language's words are like, for the weights of pieces.
enum class Words {
    Apart,
    Joined, //!< and inflected, as in German: parts of words say more than words do
};

//! Numbers the pieces of a collection of texts. In a text's vector they count 1 + ln tf (Salton & Buckley 1988,
//! lnc), words and characters scaled to length 1 each: which pieces tell, the linear model finds out, and in the
//! cosine common ones are the view that the features by words, which weigh rarity, do not have. Where words are
//! joined, characters count (1 + ln tf) * idf and three times as much as words in the square of the vector's
//! length, which is 2 in both cases.
class PieceSpace {
public:
    //! Keeps the `limit` pieces found in most texts (ties: by hash) that are in at least `least` texts.
    static PieceSpace build(const std::vector<Pieces>& texts, int least, int limit, Words words = Words::Apart);
    SparseVector vectorOf(const Pieces& pieces) const;
    int size() const { return int(m_hashes.size()); }
    //! -1: not in the space.
    int indexOf(quint64 piece) const {
        const auto it = m_index.find(piece);
        return it == m_index.end() ? -1 : it->second;
    }
    //! Inverse document frequency, by index.
    float weight(int index) const { return m_weights[size_t(index)]; }

    friend QDataStream& operator<<(QDataStream& out, const PieceSpace& space);
    friend QDataStream& operator>>(QDataStream& in, PieceSpace& space);

private:
    void number();
    std::vector<quint64> m_hashes; // by index
    std::vector<float> m_weights;  // inverse document frequency, by index
    Words m_words = Words::Apart;
    std::unordered_map<quint64, int> m_index;
};

} // namespace souffleur::assist
