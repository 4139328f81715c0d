// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "assist/NGrams.h"
#include "assist/WordVectors.h"
#include "domain/Ids.h"

#include <atomic>
#include <functional>

#include <QFloat16>

namespace souffleur::assist {

//! A text as the linear model reads it.
struct TextView {
    SparseVector pieces;
    DenseVector meaning;
};

//! Tells which entry a text belongs to: L2-regularised softmax regression, one column of weights per entry. The
//! same data gives the same weights.
class LinearModel {
public:
    struct Example {
        const TextView* text = nullptr;
        int entry = -1;   //!< index into entries; -1: none of them
        float weight = 1; //!< of its error, above 0
        //! What the same text was said to be besides, with weights. Given apart, such texts take many passes.
        std::vector<std::pair<int, float>> also = {};
        float whole() const;
    };
    //! Margins times this are logits: their softmax is how likely each entry is.
    static constexpr float Sharpness = 5;
    static constexpr float Unseen = -2; //!< margin of an entry without an example
    //! Beside the entries one column tells texts that fit nothing when examples with -1 are given. precision: the
    //! mean share of an example's probability that still moves in a pass over all of them when they are good
    //! enough.
    static LinearModel train(const QList<FaqEntryId>& entries, const std::vector<Example>& examples, int pieceCount,
                             int dimensions, double precision, const std::atomic<bool>& cancelled,
                             const std::function<void(int, int)>& progress);
    bool isEmpty() const { return m_columns == 0; }
    //! By entries() order, and that of none; around 0, mostly within -2 to 2.
    std::vector<float> margins(const TextView& text) const;
    bool hasNone() const { return m_hasNone; }
    //! The margin of "nothing fits"; -1 when never seen.
    float noneMargin(const std::vector<float>& margins) const { return m_hasNone ? margins.back() : -1.0F; }
    const QList<FaqEntryId>& entries() const { return m_entries; }

    friend QDataStream& operator<<(QDataStream& out, const LinearModel& model);
    friend QDataStream& operator>>(QDataStream& in, LinearModel& model);

private:
    QList<FaqEntryId> m_entries;
    bool m_hasNone = false;
    int m_columns = 0; // entries, and one for none
    int m_pieceCount = 0;
    int m_dimensions = 0;
    std::vector<float> m_bias;
    std::vector<qfloat16> m_weights; // piece by piece, then dimension by dimension
};

} // namespace souffleur::assist
