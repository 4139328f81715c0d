// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "assist/LinearModel.h"

#include <linear.h>

#include <cmath>

#include <QDataStream>

namespace souffleur::assist {

namespace {
// Meaning beside words and characters, each of length 1.
constexpr double MeaningScale = 0.7;
constexpr double Cost = 0.5;
// An entry's own texts against all others: the rarer, the more each counts, by the square root.
constexpr double RareWeight = 0.5;

void silent(const char*) {}

//! From version 2.40 on it has to be asked for.
template <class P>
void regulariseBias(P& settings) {
    if constexpr (requires { settings.regularize_bias; })
        settings.regularize_bias = 1;
}
} // namespace

LinearModel LinearModel::train(const QList<FaqEntryId>& entries, const std::vector<Example>& examples,
                               int pieceCount, int dimensions, double precision, const std::atomic<bool>& cancelled,
                               const std::function<void(int, int)>& progress) {
    LinearModel result;
    bool none = false;
    for (const Example& example : examples)
        none |= example.entry < 0;
    const int columns = int(entries.size()) + (none ? 1 : 0);
    const int bias = pieceCount + dimensions + 1;

    std::vector<std::vector<feature_node>> rows;
    rows.reserve(examples.size());
    for (const Example& example : examples) {
        std::vector<feature_node> row;
        row.reserve(example.text->pieces.values.size() + example.text->meaning.size() + 2);
        for (const auto& [index, value] : example.text->pieces.values)
            row.push_back({index + 1, double(value)});
        for (size_t d = 0; d < example.text->meaning.size(); ++d)
            row.push_back({pieceCount + int(d) + 1, MeaningScale * double(example.text->meaning[d])});
        row.push_back({bias, 1.0});
        row.push_back({-1, 0.0});
        rows.push_back(std::move(row));
    }
    std::vector<feature_node*> pointers;
    for (auto& row : rows)
        pointers.push_back(row.data());
    std::vector<double> labels(examples.size());

    problem data{};
    data.l = int(examples.size());
    data.n = bias;
    data.bias = -1; // it is a column of its own
    data.x = pointers.data();
    data.y = labels.data();
    parameter settings{};
    settings.solver_type = L2R_L2LOSS_SVC;
    settings.eps = precision;
    settings.C = Cost;
    settings.nr_weight = 0;
    settings.p = 0.1;
    regulariseBias(settings);
    set_print_string_function(&silent);

    result.m_weights.resize(size_t(pieceCount + dimensions) * size_t(columns));
    result.m_bias.resize(size_t(columns));
    for (int column = 0; column < columns; ++column) {
        if (cancelled)
            return {};
        if (progress)
            progress(column, columns);
        const int wanted = column < entries.size() ? column : -1;
        bool any = false;
        for (size_t i = 0; i < examples.size(); ++i) {
            labels[i] = examples[i].entry == wanted ? 1 : -1;
            any |= labels[i] > 0;
        }
        if (!any) {
            result.m_bias[size_t(column)] = -1;
            continue;
        }
        int positives = 0;
        for (const double label : labels)
            positives += label > 0;
        std::array<int, 1> names{1};
        std::array<double, 1> weights{
            std::pow(double(examples.size() - size_t(positives)) / positives, RareWeight)};
        settings.nr_weight = 1;
        settings.weight_label = names.data();
        settings.weight = weights.data();
        model* trained = ::train(&data, &settings);
        // LIBLINEAR's weights favour the label it saw first.
        const double sign = trained->label[0] == 1 ? 1 : -1;
        for (int i = 0; i < pieceCount + dimensions; ++i)
            result.m_weights[size_t(i) * size_t(columns) + size_t(column)] = qfloat16(float(sign * trained->w[i]));
        result.m_bias[size_t(column)] = float(sign * trained->w[bias - 1]);
        free_and_destroy_model(&trained);
    }
    result.m_entries = entries;
    result.m_hasNone = none;
    result.m_columns = columns;
    result.m_pieceCount = pieceCount;
    result.m_dimensions = dimensions;
    return result;
}

std::vector<float> LinearModel::margins(const TextView& text) const {
    std::vector<float> result = m_bias;
    const auto add = [&](int row, float value) {
        const qfloat16* weights = &m_weights[size_t(row) * size_t(m_columns)];
        for (int c = 0; c < m_columns; ++c)
            result[size_t(c)] += value * float(weights[c]);
    };
    for (const auto& [index, value] : text.pieces.values) {
        if (index < m_pieceCount)
            add(index, value);
    }
    if (int(text.meaning.size()) == m_dimensions) {
        for (int d = 0; d < m_dimensions; ++d)
            add(m_pieceCount + d, float(MeaningScale) * text.meaning[size_t(d)]);
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
