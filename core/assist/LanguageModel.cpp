// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "assist/LanguageModel.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <QDataStream>

namespace souffleur::assist {

namespace {
// In the cosine of two meanings: general vectors that were counted from any number of words; of the rest, latent
// semantics.
constexpr float GeneralShare = 0.4F;
constexpr float LatentShare = 0.3F;
// So many words of the team's texts make what was counted from them worth half its full share.
constexpr float HalfTrusted = 3000;
constexpr float GeneralHalfTrusted = 2'000'000;
} // namespace

TextView LanguageModel::viewOf(const std::vector<knowledge::Token>& tokens) const {
    WordMeanings known;
    return viewOf(tokens, space.vectorOf(piecesOf(tokens)), known);
}

TextView LanguageModel::viewOf(const std::vector<knowledge::Token>& tokens, SparseVector pieces,
                               WordMeanings& known) const {
    std::vector<const WordMeaning*> words;
    words.reserve(tokens.size());
    for (const knowledge::Token& token : tokens) {
        const auto [word, isNew] = known.try_emplace(token.stem);
        if (isNew)
            word->second = meaningOf(token.stem);
        words.push_back(&word->second);
    }
    return {std::move(pieces), meaningOf(words)};
}

LanguageModel::WordMeaning LanguageModel::meaningOf(const std::string& stem) const {
    return {vectors.rowOf(stem), general->rowOf(stem), latent.ofWord(stem, space)};
}

DenseVector LanguageModel::meaningOf(const std::vector<const WordMeaning*>& words) const {
    std::vector<int> rows;
    std::vector<int> generalRows;
    DenseVector latently(size_t(latent.dimensions()), 0.0F);
    for (const WordMeaning* word : words) {
        rows.push_back(word->row);
        generalRows.push_back(word->general);
        for (size_t d = 0; d < word->latent.size(); ++d)
            latently[d] += word->latent[d];
    }
    normalise(latently);
    const auto trust = [](const WordVectors& counted, float half) {
        const auto words = float(counted.tokens());
        return words / (words + half);
    };
    const float everyday = GeneralShare * trust(*general, GeneralHalfTrusted);
    const float own = (1 - everyday) * trust(vectors, HalfTrusted);
    struct Part {
        DenseVector value;
        float share;
        int dimensions;
    };
    const std::array parts{
        Part{vectors.vectorOf(rows), own * (1 - LatentShare), vectors.dimensions()},
        Part{std::move(latently), own * LatentShare, latent.dimensions()},
        Part{generalCommon.empty() ? general->vectorOf(generalRows) : general->vectorOf(generalRows, generalCommon),
             everyday, general->dimensions()},
    };
    // A part without an idea leaves the whole to the others.
    float whole = 0;
    for (const Part& part : parts)
        whole += part.value.empty() ? 0 : part.share;
    if (whole <= 0)
        return {};
    DenseVector result(size_t(dimensions()), 0.0F);
    size_t at = 0;
    for (const Part& part : parts) {
        const float scale = std::sqrt(part.share / whole);
        for (size_t d = 0; d < part.value.size(); ++d)
            result[at + d] = scale * part.value[d];
        at += size_t(part.dimensions);
    }
    return result;
}

void LanguageModel::prepare() {
    m_postings.assign(size_t(space.size()), {});
    for (size_t i = 0; i < texts.size(); ++i) {
        for (const auto& [piece, value] : texts[i].first.values)
            m_postings[size_t(piece)].push_back({int(i), value});
    }
    m_index.clear();
    for (int i = 0; i < linear.entries().size(); ++i)
        m_index.insert(linear.entries().at(i), i);
}

int LanguageModel::indexOf(FaqEntryId id) const {
    return m_index.value(id, -1);
}

LanguageModel::Scores LanguageModel::score(const TextView& view) const {
    Scores result;
    const size_t count = size_t(linear.entries().size());
    result.entries.resize(count);
    if (count == 0)
        return result;
    const std::vector<float> margins = linear.margins(view);
    result.none = linear.noneMargin(margins);
    float first = -1e9F;
    float second = -1e9F;
    for (size_t i = 0; i < count; ++i) {
        if (margins[i] > first)
            second = std::exchange(first, margins[i]);
        else
            second = std::max(second, margins[i]);
    }
    float sum = 0;
    for (size_t i = 0; i < count; ++i)
        sum += std::exp(LinearModel::Sharpness * (margins[i] - first));
    // The square of a vector's length is 2: so is the product of two texts at most.
    std::vector<float> products(texts.size());
    for (const auto& [piece, value] : view.pieces.values) {
        for (const auto& [text, weight] : m_postings[size_t(piece)])
            products[size_t(text)] += value * weight;
    }
    std::vector<std::array<float, 3>> top(count, {0, 0, 0});
    std::vector<int> seen(count, 0);
    for (size_t i = 0; i < products.size(); ++i) {
        const auto entry = size_t(texts[i].second);
        ++seen[entry];
        float value = 0.5F * products[i];
        for (float& place : top[entry]) {
            if (value > place)
                std::swap(value, place);
        }
    }
    for (size_t i = 0; i < count; ++i) {
        LearnedScore& score = result.entries[i];
        score.known = true;
        score.margin = std::clamp(margins[i], -2.0F, 2.0F);
        score.lead = std::clamp(margins[i] - (margins[i] >= first ? second : first), -2.0F, 2.0F);
        score.share = std::exp(LinearModel::Sharpness * (margins[i] - first)) / sum;
        score.nearest = top[i][0];
        score.neighbours = (top[i][0] + top[i][1] + top[i][2]) / float(std::clamp(seen[i], 1, 3));
    }
    return result;
}

std::vector<int> LanguageModel::Scores::best(int limit) const {
    std::vector<int> order(entries.size());
    for (size_t i = 0; i < order.size(); ++i)
        order[i] = int(i);
    const auto places = size_t(std::min<qsizetype>(limit, qsizetype(order.size())));
    std::vector<int> result;
    const auto take = [&](auto value) {
        std::partial_sort(order.begin(), order.begin() + qsizetype(places), order.end(), [&](int a, int b) {
            const float left = value(entries[size_t(a)]);
            const float right = value(entries[size_t(b)]);
            return left != right ? left > right : a < b;
        });
        for (size_t i = 0; i < places; ++i) {
            if (std::find(result.begin(), result.end(), order[i]) == result.end())
                result.push_back(order[i]);
        }
    };
    take([](const LearnedScore& s) { return s.margin; });
    take([](const LearnedScore& s) { return s.nearest; });
    return result;
}

QDataStream& operator<<(QDataStream& out, const LanguageModel& model) {
    out << model.general->tokens() << quint32(model.generalCommon.size());
    for (const float value : model.generalCommon)
        out << value;
    out << model.vectors << model.space << model.latent << model.linear << model.background << model.tuning
        << model.recalibration << quint32(model.texts.size());
    for (const auto& [text, entry] : model.texts) {
        out << qint32(entry) << quint32(text.values.size());
        for (const auto& [piece, value] : text.values)
            out << qint32(piece) << qfloat16(value);
    }
    return out;
}

QDataStream& operator>>(QDataStream& in, LanguageModel& model) {
    // What was learned beside other general vectors does not fit these.
    qint64 counted = 0;
    quint32 common = 0;
    in >> counted >> common;
    if (counted != model.general->tokens() || (common != 0 && common != quint32(model.general->dimensions())))
        in.setStatus(QDataStream::ReadCorruptData);
    model.generalCommon.clear();
    for (quint32 i = 0; i < common && in.status() == QDataStream::Ok; ++i) {
        float value = 0;
        in >> value;
        model.generalCommon.push_back(value);
    }
    quint32 texts = 0;
    in >> model.vectors >> model.space >> model.latent >> model.linear >> model.background >> model.tuning >>
        model.recalibration >> texts;
    model.texts.clear();
    if (!model.latent.fits(model.space))
        in.setStatus(QDataStream::ReadCorruptData);
    for (quint32 i = 0; i < texts && in.status() == QDataStream::Ok; ++i) {
        qint32 entry = 0;
        quint32 size = 0;
        in >> entry >> size;
        SparseVector vector;
        for (quint32 k = 0; k < size && in.status() == QDataStream::Ok; ++k) {
            qint32 piece = 0;
            qfloat16 value;
            in >> piece >> value;
            if (piece < 0 || piece >= model.space.size())
                in.setStatus(QDataStream::ReadCorruptData);
            vector.values.push_back({piece, float(value)});
        }
        if (entry < 0 || entry >= model.linear.entries().size())
            in.setStatus(QDataStream::ReadCorruptData);
        model.texts.push_back({std::move(vector), entry});
    }
    if (in.status() == QDataStream::Ok)
        model.prepare();
    return in;
}

} // namespace souffleur::assist
