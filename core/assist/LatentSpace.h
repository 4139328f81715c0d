// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "assist/NGrams.h"
#include "assist/WordVectors.h"

namespace souffleur::assist {

//! What texts are about, by the pieces they share: latent semantic analysis (Deerwester et al. 1990), the strongest
//! directions of a collection of texts. As runs of characters count like words, it has an idea also of words that
//! are mistyped, inflected or in no other text.
class LatentSpace {
public:
    static constexpr int Dimensions = 60;

    //! texts: by a space of so many pieces. Empty when `cancelled` or when there is too little to learn from.
    static LatentSpace train(const std::vector<SparseVector>& texts, int pieces,
                             const std::atomic<bool>& cancelled);
    int dimensions() const { return m_dimensions; }
    bool fits(const PieceSpace& space) const {
        return m_values.size() == size_t(m_dimensions) * size_t(space.size()) || m_dimensions == 0;
    }
    //! What a word adds to its text, of any length; empty: no idea. space: the texts' own.
    DenseVector ofWord(const std::string& stem, const PieceSpace& space) const;

    friend QDataStream& operator<<(QDataStream& out, const LatentSpace& latent);
    friend QDataStream& operator>>(QDataStream& in, LatentSpace& latent);

private:
    int m_dimensions = 0;
    std::vector<float> m_values; // piece by piece
};

} // namespace souffleur::assist
