// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "assist/LinearModel.h"

#include "assist/EigenHeaders.h"
#include "assist/Wide.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <random>
#include <thread>

#include <QDataStream>
#include <QThread>

namespace souffleur::assist {

namespace {
constexpr double Cost = 0.5;
// An entry's own texts against all others: the rarer, the more each counts, by the square root.
constexpr double RareWeight = 0.5;
constexpr int MaxPasses = 200;

// Lines fitted together: what an example costs is to fetch it and its weights, which then serve all of them.
constexpr int BlockSize = 16;
// Of these so many are fitted until all of them are good enough: more would go on for longer than most need.
constexpr int GroupSize = 8;
constexpr int Groups = BlockSize / GroupSize;
//! Aligned so that they are read at once where registers are wide enough.
struct alignas(64) Lanes : Eigen::Array<float, BlockSize, 1> {
    using Array = Eigen::Array<float, BlockSize, 1>;
    using Array::Array;
    using Array::operator=;
};
//! The weights of the lines of a block, side by side.
using Block = std::vector<Lanes>;

//! Half of the lanes, in a register or in two.
using Half = float __attribute__((vector_size(sizeof(Lanes) / 2), may_alias));

using Piece = std::pair<int, float>;

//! sum: of each line's weights (pieces, then meaning) times the example's numbers; begins with what is in it.
SOUFFLEUR_WIDE void addProducts(std::span<const Piece> pieces, std::span<const float> meaning,
                                const Lanes* pieceWeights, const Lanes* meaningWeights, Lanes& sum) {
    const auto* sparse = reinterpret_cast<const Half*>(pieceWeights);
    const auto* dense = reinterpret_cast<const Half*>(meaningWeights);
    auto* sums = reinterpret_cast<Half*>(&sum);
    // Two sums each, as one has to wait for the addition before.
    Half even0 = sums[0];
    Half even1 = sums[1];
    Half odd0{};
    Half odd1{};
    size_t k = 0;
    for (; k + 1 < pieces.size(); k += 2) {
        const Half* one = sparse + 2 * ptrdiff_t(pieces[k].first);
        const Half* other = sparse + 2 * ptrdiff_t(pieces[k + 1].first);
        even0 += pieces[k].second * one[0];
        even1 += pieces[k].second * one[1];
        odd0 += pieces[k + 1].second * other[0];
        odd1 += pieces[k + 1].second * other[1];
    }
    if (k < pieces.size()) {
        const Half* one = sparse + 2 * ptrdiff_t(pieces[k].first);
        even0 += pieces[k].second * one[0];
        even1 += pieces[k].second * one[1];
    }
    size_t d = 0;
    for (; d + 1 < meaning.size(); d += 2) {
        even0 += meaning[d] * dense[2 * d];
        even1 += meaning[d] * dense[2 * d + 1];
        odd0 += meaning[d + 1] * dense[2 * d + 2];
        odd1 += meaning[d + 1] * dense[2 * d + 3];
    }
    if (d < meaning.size()) {
        even0 += meaning[d] * dense[2 * d];
        even1 += meaning[d] * dense[2 * d + 1];
    }
    sums[0] = even0 + odd0;
    sums[1] = even1 + odd1;
}

//! Adds the example's numbers times `factor` to each line's weights.
SOUFFLEUR_WIDE void addExample(std::span<const Piece> pieces, std::span<const float> meaning, const Lanes& factor,
                               Lanes* pieceWeights, Lanes* meaningWeights) {
    auto* sparse = reinterpret_cast<Half*>(pieceWeights);
    auto* dense = reinterpret_cast<Half*>(meaningWeights);
    const Half by0 = reinterpret_cast<const Half*>(&factor)[0];
    const Half by1 = reinterpret_cast<const Half*>(&factor)[1];
    for (const auto& [index, value] : pieces) {
        Half* one = sparse + 2 * ptrdiff_t(index);
        one[0] += value * by0;
        one[1] += value * by1;
    }
    for (size_t d = 0; d < meaning.size(); ++d) {
        dense[2 * d] += meaning[d] * by0;
        dense[2 * d + 1] += meaning[d] * by1;
    }
}

//! The examples' texts side by side.
class Rows {
public:
    Rows(const std::vector<LinearModel::Example>& examples, int pieceCount, int dimensions)
        : m_pieceCount(pieceCount), m_dimensions(dimensions) {
        m_starts.push_back(0);
        m_meanings.assign(size_t(dimensions) * examples.size(), 0.0F);
        for (size_t i = 0; i < examples.size(); ++i) {
            float square = 1; // the constant
            for (const auto& [index, value] : examples[i].text->pieces.values) {
                m_pieces.push_back({index, value});
                square += value * value;
            }
            m_starts.push_back(m_pieces.size());
            const DenseVector& meaning = examples[i].text->meaning;
            for (size_t d = 0; d < meaning.size(); ++d) {
                m_meanings[i * size_t(dimensions) + d] = meaning[d];
                square += meaning[d] * meaning[d];
            }
            m_squares.push_back(square);
            m_weights.push_back(examples[i].weight);
        }
    }
    size_t size() const { return m_squares.size(); }
    //! Pieces, meaning, constant.
    size_t lineSize() const { return size_t(m_pieceCount + m_dimensions + 1); }
    float square(size_t i) const { return m_squares[i]; }
    float weight(size_t i) const { return m_weights[i]; }

    //! To be called a moment before.
    void fetchWeights(size_t i, const Block& block) const {
        for (size_t k = m_starts[i]; k < m_starts[i + 1]; ++k)
            __builtin_prefetch(&block[size_t(m_pieces[k].first)]);
    }
    Lanes product(size_t i, const Block& block) const {
        Lanes sum = block.back();
        addProducts(pieces(i), meaning(i), block.data(), block.data() + m_pieceCount, sum);
        return sum;
    }
    //! factor: for each line of the block.
    void add(size_t i, const Lanes& factor, Block& block) const {
        block.back() += factor;
        addExample(pieces(i), meaning(i), factor, block.data(), block.data() + m_pieceCount);
    }

private:
    std::span<const Piece> pieces(size_t i) const {
        return {m_pieces.data() + m_starts[i], m_starts[i + 1] - m_starts[i]};
    }
    std::span<const float> meaning(size_t i) const {
        return {m_meanings.data() + i * size_t(m_dimensions), size_t(m_dimensions)};
    }
    int m_pieceCount;
    int m_dimensions;
    std::vector<Piece> m_pieces;
    std::vector<size_t> m_starts;
    std::vector<float> m_meanings; // example by example
    std::vector<float> m_squares;
    std::vector<float> m_weights;
};

// Of many examples, so many neighbours stay together in memory and in order: reading one here and one there takes
// twice as long. Few examples are in the cache anyway, and need the full shuffle.
constexpr size_t MaxRun = 32;
constexpr size_t LeastRuns = 256;

//! The same on every machine, unlike std::shuffle.
template <typename T>
void shuffle(std::vector<T>& list, std::mt19937& random) {
    for (size_t i = list.size(); i > 1; --i)
        std::swap(list[i - 1], list[random() % i]);
}

//! One group's part of the lanes.
auto groupOf(Lanes& lanes, int group) {
    return lanes.segment<GroupSize>(Eigen::Index(GroupSize) * group);
}

//! Lines by dual coordinate descent (Hsieh et al. 2008, algorithm 3, squared hinge), a step of each for every
//! example. own: for each example the lane that it belongs to, or -1; ownSlack: half the inverse cost of those, at
//! weight 1. The order of the examples is shuffled for each pass (one order for all passes takes many times as
//! many) by a generator of its own, always the same. No example is left out on the way: among several lines one
//! nearly always needs it.
Block fitBlock(const Rows& rows, const std::vector<int>& own, const Lanes& ownSlack, double precision,
               const std::atomic<bool>& cancelled) {
    Block block(rows.lineSize(), Lanes::Zero());
    Block alphas(rows.size(), Lanes::Zero());
    const size_t runSize = std::clamp(rows.size() / LeastRuns, size_t(1), MaxRun);
    std::vector<size_t> order((rows.size() + runSize - 1) / runSize);
    std::iota(order.begin(), order.end(), size_t(0));
    std::mt19937 random(20'261'128);
    std::array<bool, Groups> fitted{};
    for (int pass = 0; pass < MaxPasses && !cancelled; ++pass) {
        shuffle(order, random);
        Lanes highest = Lanes::Constant(-std::numeric_limits<float>::infinity());
        Lanes lowest = -highest;
        const auto step = [&](size_t i) {
            Lanes label = Lanes::Constant(-1);
            Lanes slack = Lanes::Constant(float(0.5 / Cost));
            if (own[i] >= 0) {
                label(own[i]) = 1;
                slack(own[i]) = ownSlack(own[i]);
            }
            slack /= rows.weight(i);
            Lanes before = alphas[i];
            const Lanes gradient = label * rows.product(i, block) - 1 + slack * before;
            Lanes projected = (before == 0).select(gradient.min(0.0F), gradient);
            highest = highest.max(projected);
            lowest = lowest.min(projected);
            Lanes after = (before - gradient / (rows.square(i) + slack)).max(0.0F);
            bool moved = false;
            for (int g = 0; g < Groups; ++g) {
                if (fitted[size_t(g)] || (groupOf(projected, g).abs() < 1e-6F).all())
                    groupOf(after, g) = groupOf(before, g);
                else
                    moved = true;
            }
            if (!moved)
                return;
            alphas[i] = after;
            rows.add(i, (after - before) * label, block);
        };
        for (const size_t run : order) {
            const size_t end = std::min(rows.size(), runSize * (run + 1));
            for (size_t i = runSize * run; i < end; ++i) {
                if (i + 1 < end)
                    rows.fetchWeights(i + 1, block);
                step(i);
            }
        }
        Lanes spread = highest - lowest;
        for (int g = 0; g < Groups; ++g)
            fitted[size_t(g)] = fitted[size_t(g)] || double(groupOf(spread, g).maxCoeff()) < precision;
        if (std::find(fitted.begin(), fitted.end(), false) == fitted.end())
            break;
    }
    return block;
}
} // namespace

LinearModel LinearModel::train(const QList<FaqEntryId>& entries, const std::vector<Example>& examples,
                               int pieceCount, int dimensions, double precision, const std::atomic<bool>& cancelled,
                               const std::function<void(int, int)>& progress, int threads) {
    LinearModel result;
    const bool none =
        std::any_of(examples.begin(), examples.end(), [](const Example& example) { return example.entry < 0; });
    const int columns = int(entries.size()) + (none ? 1 : 0);
    std::vector<Example> shuffled = examples;
    std::mt19937 random(20'261'128);
    shuffle(shuffled, random);
    const Rows rows(shuffled, pieceCount, dimensions);
    const int kept = pieceCount + dimensions;
    result.m_weights.resize(size_t(kept) * size_t(columns));
    result.m_bias.assign(size_t(columns), -1.0F);
    const auto columnOf = [&](const Example& example) { return example.entry < 0 ? columns - 1 : example.entry; };
    std::vector<int> counts(size_t(columns), 0);
    for (const Example& example : examples)
        ++counts[size_t(columnOf(example))];
    std::vector<int> fitted; // those without a text stay flat
    for (int column = 0; column < columns; ++column) {
        if (counts[size_t(column)] > 0)
            fitted.push_back(column);
    }
    const auto fit = [&](size_t first) {
        const size_t size = std::min(fitted.size() - first, size_t(BlockSize));
        std::vector<int> lanes(size_t(columns), -1);
        // Lanes left over are fitted to nothing.
        Lanes ownSlack = Lanes::Ones();
        for (size_t lane = 0; lane < size; ++lane) {
            const auto column = size_t(fitted[first + lane]);
            lanes[column] = int(lane);
            const double rare =
                std::pow(double(examples.size() - size_t(counts[column])) / counts[column], RareWeight);
            ownSlack(Eigen::Index(lane)) = float(0.5 / (Cost * rare));
        }
        std::vector<int> own;
        own.reserve(examples.size());
        for (const Example& example : shuffled)
            own.push_back(lanes[size_t(columnOf(example))]);
        const Block block = fitBlock(rows, own, ownSlack, precision, cancelled);
        for (size_t lane = 0; lane < size; ++lane) {
            const auto column = size_t(fitted[first + lane]);
            for (size_t i = 0; i < size_t(kept); ++i)
                result.m_weights[i * size_t(columns) + column] = qfloat16(block[i](Eigen::Index(lane)));
            result.m_bias[column] = block.back()(Eigen::Index(lane));
        }
    };
    // Each block is its own and comes out the same whoever fits it.
    std::atomic<size_t> next = 0;
    const auto work = [&](bool isFirst) {
        for (size_t first = next.fetch_add(BlockSize); first < fitted.size() && !cancelled;
             first = next.fetch_add(BlockSize)) {
            if (isFirst && progress)
                progress(int(first), int(fitted.size()));
            fit(first);
        }
    };
    {
        std::vector<std::jthread> others;
        const int blocks = (int(fitted.size()) + BlockSize - 1) / BlockSize;
        for (int i = 1; i < std::min({threads, QThread::idealThreadCount(), blocks}); ++i)
            others.emplace_back([&] { work(false); });
        work(true);
    }
    if (cancelled)
        return {};
    result.m_entries = entries;
    result.m_hasNone = none;
    result.m_columns = columns;
    result.m_pieceCount = pieceCount;
    result.m_dimensions = dimensions;
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
