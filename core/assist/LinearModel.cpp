// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "assist/LinearModel.h"

#include "assist/EigenHeaders.h"
#include "assist/Wide.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

#include <QDataStream>

namespace souffleur::assist {

namespace {
constexpr float Cost = 80;
constexpr int MaxPasses = 60;
constexpr int UsualPasses = 6;
constexpr float LeastChange = 1e-5F; // of an example's probability, worth passing on to the weights

//! So many columns at once: two registers, or four where they are narrow. Rows are filled up to a multiple.
struct alignas(64) Lanes {
    float values[16];
};
constexpr size_t LaneCount = sizeof(Lanes) / sizeof(float);
using Vector = float __attribute__((vector_size(32), may_alias));
constexpr size_t Vectors = sizeof(Lanes) / sizeof(Vector);
static_assert(Vectors == 2);

using Columns = Eigen::ArrayXf;

//! sum += value * row.
SOUFFLEUR_WIDE void addTo(Lanes* sum, float value, const Lanes* row, size_t lanes) {
    auto* to = reinterpret_cast<Vector*>(sum);
    const auto* from = reinterpret_cast<const Vector*>(row);
    for (size_t i = 0; i < lanes * Vectors; i += Vectors) {
        to[i] += value * from[i];
        to[i + 1] += value * from[i + 1];
    }
}

//! Calls with the row and the value of each of the text's pieces, of its meaning's dimensions and of the constant.
template <typename Call>
void eachOf(const TextView& text, int pieceCount, int dimensions, const Call& call) {
    for (const auto& [piece, value] : text.pieces.values)
        call(size_t(piece), value);
    for (size_t d = 0; d < text.meaning.size(); ++d)
        call(size_t(pieceCount) + d, text.meaning[d]);
    call(size_t(pieceCount + dimensions), 1.0F);
}

//! The same on every machine, unlike std::shuffle.
template <typename T>
void shuffle(std::vector<T>& list, std::mt19937& random) {
    for (size_t i = list.size(); i > 1; --i)
        std::swap(list[i - 1], list[random() % i]);
}

//! y, where y + ln y = b: Wright's omega function, by a step of Fritsch, Shafer and Crowley (1973, CACM algorithm
//! 443) from a guess.
Columns omega(const Columns& b) {
    const Columns exponential = b.min(1.0F).exp();
    const Columns large = b.max(1.0F);
    const Columns y = (b > 1).select(large - large.log() * large / (1 + large), exponential / (1 + exponential));
    const Columns residual = b - y - y.log();
    const Columns next = 1 + y;
    const Columns q = 2 * next * (next + (2.0F / 3) * residual);
    return y * (1 + residual / next * (q - residual) / (q - 2 * residual));
}

//! The probabilities that serve one example best when all others stay: p' with
//! ln p' = scores - stiffness * (p' - p) + a constant, summing to 1. The constant by Newton's method.
//! (Yu, Huang & Lin 2011, Dual coordinate descent methods for logistic regression and maximum entropy models, solve
//! it one probability after another.)
Columns improved(const Columns& scores, const Columns& probabilities, float stiffness) {
    constexpr float Lowest = -30; // e to it is nothing
    constexpr float Tolerance = 1e-4F;
    constexpr int MaxSteps = 20;
    const float highest = scores.maxCoeff();
    const float normaliser = highest + std::log((scores - highest).max(Lowest).exp().sum());
    Columns b = (scores - normaliser + std::log(stiffness) + stiffness * probabilities).max(Lowest);
    Columns y = omega(b);
    for (int step = 0; step < MaxSteps; ++step) {
        const float excess = y.sum() - stiffness;
        if (std::abs(excess) < Tolerance * stiffness)
            break;
        // Convex: from below, a step may lead far too high.
        const float shift = std::min(-excess / (y / (1 + y)).sum(), 0.2F * stiffness + 1);
        b = (b + shift).max(Lowest);
        y = omega(b);
    }
    return y / y.sum();
}
} // namespace

float LinearModel::Example::whole() const {
    return std::accumulate(also.begin(), also.end(), weight,
                           [](float sum, const auto& label) { return sum + label.second; });
}

LinearModel LinearModel::train(const QList<FaqEntryId>& entries, const std::vector<Example>& examples,
                               int pieceCount, int dimensions, double precision, const std::atomic<bool>& cancelled,
                               const std::function<void(int, int)>& progress) {
    if (examples.empty())
        return {};
    const bool none = std::any_of(examples.begin(), examples.end(), [](const Example& example) {
        return example.entry < 0 || std::any_of(example.also.begin(), example.also.end(),
                                                [](const auto& label) { return label.first < 0; });
    });
    const size_t columns = size_t(entries.size()) + (none ? 1 : 0);
    const size_t lanes = (columns + LaneCount - 1) / LaneCount;
    const size_t rows = size_t(pieceCount + dimensions) + 1;
    std::vector<Lanes> weights(rows * lanes, Lanes{});
    float* const bias = weights[(rows - 1) * lanes].values;
    // Columns without a text, and those that only fill up, take no part.
    std::fill(bias, bias + lanes * LaneCount, -1e6F);
    // Of each example what the weights are made of: at first as sure as agents were, with weights of 0.
    std::vector<Lanes> duals(examples.size() * lanes, Lanes{});
    for (size_t i = 0; i < examples.size(); ++i) {
        const auto add = [&](int entry, float weight) {
            const size_t column = entry < 0 ? columns - 1 : size_t(entry);
            bias[column] = 0;
            duals[i * lanes + column / LaneCount].values[column % LaneCount] += weight / examples[i].whole();
        };
        add(examples[i].entry, examples[i].weight);
        for (const auto& [entry, weight] : examples[i].also)
            add(entry, weight);
    }
    std::vector<size_t> order(examples.size());
    std::iota(order.begin(), order.end(), size_t(0));
    std::mt19937 random(20'261'128);
    std::vector<Lanes> sums(lanes);
    const auto width = Eigen::Index(lanes * LaneCount);
    Eigen::Map<Columns> scores(sums.front().values, width);
    for (int pass = 0; pass < MaxPasses; ++pass) {
        if (progress)
            progress(std::min(pass, UsualPasses - 1), UsualPasses);
        shuffle(order, random);
        double moved = 0;
        double whole = 0;
        for (const size_t i : order) {
            if (cancelled)
                return {};
            const TextView& text = *examples[i].text;
            scores.setZero();
            float square = 0;
            eachOf(text, pieceCount, dimensions, [&](size_t row, float value) {
                addTo(sums.data(), value, &weights[row * lanes], lanes);
                square += value * value;
            });
            const float weight = examples[i].whole();
            const float cost = Cost * weight;
            Eigen::Map<Columns> probabilities(duals[i * lanes].values, width);
            const Columns better = improved(scores, probabilities, cost * square);
            scores = probabilities - better;
            const float change = 0.5F * scores.abs().sum();
            moved += double(std::min(weight, 1.0F) * change);
            whole += double(std::min(weight, 1.0F));
            if (change < LeastChange)
                continue;
            probabilities = better;
            scores *= cost;
            eachOf(text, pieceCount, dimensions,
                   [&](size_t row, float value) { addTo(&weights[row * lanes], value, sums.data(), lanes); });
        }
        if (moved < precision * whole)
            break;
    }
    LinearModel result;
    result.m_entries = entries;
    result.m_hasNone = none;
    result.m_columns = int(columns);
    result.m_pieceCount = pieceCount;
    result.m_dimensions = dimensions;
    result.m_weights.reserve((rows - 1) * columns);
    for (size_t row = 0; row + 1 < rows; ++row) {
        for (size_t column = 0; column < columns; ++column)
            result.m_weights.push_back(
                qfloat16(weights[row * lanes + column / LaneCount].values[column % LaneCount] / Sharpness));
    }
    for (size_t column = 0; column < columns; ++column)
        result.m_bias.push_back(std::max(bias[column] / Sharpness, Unseen));
    return result;
}

std::vector<float> LinearModel::margins(const TextView& text) const {
    Eigen::ArrayXf sums = Eigen::Map<const Eigen::ArrayXf>(m_bias.data(), m_columns);
    // A row at a time: Qt then uses the processor's own conversion where there is one.
    Eigen::ArrayXf weights(m_columns);
    const auto add = [&](int row, float value) {
        qFloatFromFloat16(weights.data(), &m_weights[size_t(row) * size_t(m_columns)], m_columns);
        sums += value * weights;
    };
    for (const auto& [index, value] : text.pieces.values) {
        if (index < m_pieceCount)
            add(index, value);
    }
    if (int(text.meaning.size()) == m_dimensions) {
        for (int d = 0; d < m_dimensions; ++d)
            add(m_pieceCount + d, text.meaning[size_t(d)]);
    }
    return {sums.begin(), sums.end()};
}

QDataStream& operator<<(QDataStream& out, const LinearModel& model) {
    out << quint32(model.m_entries.size());
    for (const FaqEntryId& id : model.m_entries)
        out << id.uuid();
    out << model.m_hasNone << qint32(model.m_pieceCount) << qint32(model.m_dimensions);
    for (const float value : model.m_bias)
        out << value;
    for (const qfloat16 value : model.m_weights)
        out << value;
    return out;
}

QDataStream& operator>>(QDataStream& in, LinearModel& model) {
    model = {};
    quint32 entries = 0;
    in >> entries;
    for (quint32 i = 0; i < entries && in.status() == QDataStream::Ok; ++i) {
        QUuid id;
        in >> id;
        model.m_entries.append(FaqEntryId(id));
    }
    qint32 pieces = 0;
    qint32 dimensions = 0;
    in >> model.m_hasNone >> pieces >> dimensions;
    if (in.status() != QDataStream::Ok || pieces < 0 || dimensions < 0 || pieces > 10'000'000 ||
        dimensions > 1000) {
        in.setStatus(QDataStream::ReadCorruptData);
        return in;
    }
    model.m_pieceCount = pieces;
    model.m_dimensions = dimensions;
    model.m_columns = int(entries) + (model.m_hasNone ? 1 : 0);
    for (int i = 0; i < model.m_columns && in.status() == QDataStream::Ok; ++i) {
        float value = 0;
        in >> value;
        model.m_bias.push_back(value);
    }
    const quint64 count = quint64(pieces + dimensions) * quint64(model.m_columns);
    for (quint64 i = 0; i < count && in.status() == QDataStream::Ok; ++i) {
        qfloat16 value;
        in >> value;
        model.m_weights.push_back(value);
    }
    return in;
}

} // namespace souffleur::assist
