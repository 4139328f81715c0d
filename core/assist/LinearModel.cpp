// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "assist/LinearModel.h"

#include "assist/EigenHeaders.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>
#include <thread>

#include <QDataStream>
#include <QThread>

namespace souffleur::assist {

namespace {
// Meaning beside words and characters, each of length 1.
constexpr float MeaningScale = 0.7F;
constexpr double Cost = 0.5;
// An entry's own texts against all others: the rarer, the more each counts, by the square root.
constexpr double RareWeight = 0.5;
constexpr int MaxPasses = 200;
constexpr int MaxThreads = 4;

using Line = Eigen::VectorXf;

//! The examples' texts side by side.
class Rows {
public:
    Rows(const std::vector<LinearModel::Example>& examples, int pieceCount, int dimensions)
        : m_pieceCount(pieceCount), m_meanings(Eigen::MatrixXf::Zero(dimensions, Eigen::Index(examples.size()))) {
        m_starts.push_back(0);
        for (size_t i = 0; i < examples.size(); ++i) {
            float square = 1; // the constant
            for (const auto& [index, value] : examples[i].text->pieces.values) {
                m_pieces.push_back({index, value});
                square += value * value;
            }
            m_starts.push_back(m_pieces.size());
            const DenseVector& meaning = examples[i].text->meaning;
            for (size_t d = 0; d < meaning.size(); ++d)
                m_meanings(Eigen::Index(d), Eigen::Index(i)) = MeaningScale * meaning[d];
            m_squares.push_back(square + m_meanings.col(Eigen::Index(i)).squaredNorm());
        }
    }
    int size() const { return int(m_squares.size()); }
    //! Pieces, meaning, constant.
    int lineSize() const { return m_pieceCount + int(m_meanings.rows()) + 1; }
    float square(int i) const { return m_squares[size_t(i)]; }

    float product(int i, const Line& line) const {
        float sum = line(line.size() - 1);
        for (size_t k = m_starts[size_t(i)]; k < m_starts[size_t(i) + 1]; ++k)
            sum += m_pieces[k].second * line(m_pieces[k].first);
        return sum + m_meanings.col(i).dot(line.segment(m_pieceCount, m_meanings.rows()));
    }
    void add(int i, float factor, Line& line) const {
        line(line.size() - 1) += factor;
        for (size_t k = m_starts[size_t(i)]; k < m_starts[size_t(i) + 1]; ++k)
            line(m_pieces[k].first) += factor * m_pieces[k].second;
        line.segment(m_pieceCount, m_meanings.rows()) += factor * m_meanings.col(i);
    }

private:
    int m_pieceCount;
    Eigen::MatrixXf m_meanings; // a column per example
    std::vector<std::pair<int, float>> m_pieces;
    std::vector<size_t> m_starts;
    std::vector<float> m_squares;
};

//! One line by dual coordinate descent with shrinking (Hsieh et al. 2008, algorithm 3, squared hinge): costs are 2
//! C of each example. The order of the examples is shuffled by a generator of its own, always the same.
Line fitLine(const Rows& rows, const std::vector<float>& labels, const std::vector<float>& costs,
             double precision) {
    Line line = Line::Zero(rows.lineSize());
    std::vector<float> alphas(labels.size(), 0.0F);
    std::vector<int> order(labels.size());
    std::iota(order.begin(), order.end(), 0);
    std::mt19937 random(20'261'128);
    auto active = order.size();
    float bound = std::numeric_limits<float>::infinity();
    for (int pass = 0; pass < MaxPasses; ++pass) {
        for (size_t i = active; i > 1; --i)
            std::swap(order[i - 1], order[random() % i]);
        float highest = -std::numeric_limits<float>::infinity();
        float lowest = std::numeric_limits<float>::infinity();
        for (size_t at = 0; at < active; ++at) {
            const int i = order[at];
            const float label = labels[size_t(i)];
            float& alpha = alphas[size_t(i)];
            const float slack = 1 / costs[size_t(i)];
            const float gradient = label * rows.product(i, line) - 1 + slack * alpha;
            if (alpha == 0 && gradient > bound) {
                std::swap(order[at--], order[--active]); // stays 0, most likely
                continue;
            }
            const float projected = alpha == 0 ? std::min(gradient, 0.0F) : gradient;
            highest = std::max(highest, projected);
            lowest = std::min(lowest, projected);
            if (std::abs(projected) < 1e-6F)
                continue;
            const float before = alpha;
            alpha = std::max(alpha - gradient / (rows.square(i) + slack), 0.0F);
            rows.add(i, (alpha - before) * label, line);
        }
        if (double(highest) - double(lowest) < precision) {
            if (active == order.size())
                break;
            active = order.size(); // once more with all
            bound = std::numeric_limits<float>::infinity();
            continue;
        }
        bound = highest > 0 ? highest : std::numeric_limits<float>::infinity();
    }
    return line;
}
} // namespace

LinearModel LinearModel::train(const QList<FaqEntryId>& entries, const std::vector<Example>& examples,
                               int pieceCount, int dimensions, double precision, const std::atomic<bool>& cancelled,
                               const std::function<void(int, int)>& progress) {
    LinearModel result;
    const bool none =
        std::any_of(examples.begin(), examples.end(), [](const Example& example) { return example.entry < 0; });
    const int columns = int(entries.size()) + (none ? 1 : 0);
    const Rows rows(examples, pieceCount, dimensions);
    const int kept = pieceCount + dimensions;
    result.m_weights.resize(size_t(kept) * size_t(columns));
    result.m_bias.resize(size_t(columns));
    const auto fitColumn = [&](int column) {
        const int wanted = column < entries.size() ? column : -1;
        std::vector<float> labels(examples.size());
        int positives = 0;
        for (size_t i = 0; i < examples.size(); ++i) {
            labels[i] = examples[i].entry == wanted ? 1.0F : -1.0F;
            positives += labels[i] > 0;
        }
        if (positives == 0) {
            result.m_bias[size_t(column)] = -1;
            return;
        }
        const double rare = std::pow(double(examples.size() - size_t(positives)) / positives, RareWeight);
        std::vector<float> costs(examples.size());
        for (size_t i = 0; i < examples.size(); ++i)
            costs[i] = float(2 * Cost * (labels[i] > 0 ? rare : 1.0));
        const Line line = fitLine(rows, labels, costs, precision);
        for (int i = 0; i < kept; ++i)
            result.m_weights[size_t(i) * size_t(columns) + size_t(column)] = qfloat16(line(i));
        result.m_bias[size_t(column)] = line(kept);
    };
    // Each line is its own and comes out the same whoever fits it.
    std::atomic<int> next = 0;
    const auto work = [&](bool first) {
        for (int column = next++; column < columns && !cancelled; column = next++) {
            if (first && progress)
                progress(column, columns);
            fitColumn(column);
        }
    };
    {
        std::vector<std::jthread> others;
        for (int i = 1; i < std::min({MaxThreads, QThread::idealThreadCount(), columns}); ++i)
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
    std::vector<float> result = m_bias;
    // A row at a time: Qt then uses the processor's own conversion where there is one.
    std::vector<float> weights(size_t(m_columns), 0.0F);
    const auto add = [&](int row, float value) {
        qFloatFromFloat16(weights.data(), &m_weights[size_t(row) * size_t(m_columns)], m_columns);
        for (size_t c = 0; c < weights.size(); ++c)
            result[c] += value * weights[c];
    };
    for (const auto& [index, value] : text.pieces.values) {
        if (index < m_pieceCount)
            add(index, value);
    }
    if (int(text.meaning.size()) == m_dimensions) {
        for (int d = 0; d < m_dimensions; ++d)
            add(m_pieceCount + d, MeaningScale * text.meaning[size_t(d)]);
    }
    return result;
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
