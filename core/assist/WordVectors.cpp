// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "assist/WordVectors.h"

#include "assist/EigenHeaders.h"
#include "assist/Wide.h"
#include "base/Strings.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <random>

#include <QDataStream>
#include <QFile>

static void initMeanings() {
    Q_INIT_RESOURCE(meanings);
}

namespace souffleur::assist {

namespace {
constexpr double Smoothing = 0.75;
constexpr size_t LeastWords = 30;
constexpr int Oversampling = 20;
constexpr int PowerSteps = 4;

using Matrix = Eigen::MatrixXf;
using Sparse = Eigen::SparseMatrix<float, Eigen::RowMajor>;

//! Every second number +1 or -1, always the same.
Matrix randomSigns(Eigen::Index rows, Eigen::Index columns) {
    std::mt19937 random(20'261'122);
    Matrix result(rows, columns);
    for (Eigen::Index c = 0; c < columns; ++c) {
        for (Eigen::Index r = 0; r < rows; ++r)
            result(r, c) = (random() & 1U) != 0 ? 1.0F : -1.0F;
    }
    return result;
}

Matrix orthonormal(const Matrix& matrix) {
    const Eigen::HouseholderQR<Matrix> qr(matrix);
    return qr.householderQ() * Matrix::Identity(matrix.rows(), matrix.cols());
}
} // namespace

void normalise(DenseVector& vector) {
    double length = 0;
    for (const float value : vector)
        length += double(value) * double(value);
    if (length <= 1e-12) {
        vector.clear();
        return;
    }
    const auto scale = float(1 / std::sqrt(length));
    for (float& value : vector)
        value *= scale;
}

WordVectors WordVectors::train(const std::vector<std::vector<std::string>>& texts,
                               const std::atomic<bool>& cancelled, const Way& way) {
    std::map<std::string, int> counts;
    for (const auto& text : texts) {
        for (const std::string& stem : text)
            ++counts[stem];
    }
    std::vector<std::pair<int, std::string>> words;
    for (const auto& [stem, count] : counts) {
        if (count >= way.leastCount)
            words.push_back({-count, stem});
    }
    std::sort(words.begin(), words.end());
    if (words.size() > way.words)
        words.resize(way.words);
    if (words.size() < LeastWords)
        return {};
    WordVectors result;
    result.m_rarity = way.rarity;
    for (const auto& [count, stem] : words) {
        result.m_index.insert({stem, int(result.m_index.size())});
        result.m_tokens -= count;
    }
    for (const auto& [count, stem] : words)
        result.m_shares.push_back(float(-count / double(result.m_tokens)));

    // Pairs within the window, nearer ones count more (harmonic).
    std::vector<std::unordered_map<int, float>> near(words.size());
    std::vector<int> ids;
    for (const auto& text : texts) {
        if (cancelled)
            return {};
        ids.clear();
        for (const std::string& stem : text) {
            if (const auto it = result.m_index.find(stem); it != result.m_index.end())
                ids.push_back(it->second);
        }
        for (size_t i = 0; i < ids.size(); ++i) {
            for (size_t j = i + 1; j < ids.size() && j <= i + size_t(way.window); ++j) {
                const float weight = 1.0F / float(j - i);
                near[size_t(ids[i])][ids[j]] += weight;
                near[size_t(ids[j])][ids[i]] += weight;
            }
        }
    }
    std::vector<double> sums(words.size());
    double smoothedTotal = 0;
    double total = 0;
    for (size_t i = 0; i < near.size(); ++i) {
        std::vector<std::pair<int, float>> row(near[i].begin(), near[i].end());
        std::sort(row.begin(), row.end()); // the same sum in the same order
        for (const auto& [j, weight] : row)
            sums[i] += double(weight);
        total += sums[i];
        smoothedTotal += std::pow(sums[i], Smoothing);
    }
    std::vector<Eigen::Triplet<float>> entries;
    for (size_t i = 0; i < near.size(); ++i) {
        for (const auto& [j, weight] : near[i]) {
            const double joint = double(weight) / total;
            // Both sides alike, so that the matrix stays symmetric.
            const double a = joint / (sums[i] / total * std::pow(sums[size_t(j)], Smoothing) / smoothedTotal);
            const double b = joint / (sums[size_t(j)] / total * std::pow(sums[i], Smoothing) / smoothedTotal);
            const double value = 0.5 * (std::log(a) + std::log(b));
            if (value > 0)
                entries.push_back({int(i), j, float(value)});
        }
        near[i].clear();
    }
    const auto n = Eigen::Index(words.size());
    Sparse matrix(n, n);
    matrix.setFromTriplets(entries.begin(), entries.end());

    // Randomised subspace iteration (Halko, Martinsson & Tropp 2011).
    const Eigen::Index wanted = std::min<Eigen::Index>(Dimensions, n / 2);
    Matrix basis = orthonormal(matrix * randomSigns(n, std::min<Eigen::Index>(wanted + Oversampling, n)));
    for (int step = 0; step < PowerSteps; ++step) {
        if (cancelled)
            return {};
        basis = orthonormal(matrix * basis);
    }
    const Matrix small = basis.transpose() * (matrix * basis);
    const Eigen::SelfAdjointEigenSolver<Matrix> solver(0.5F * (small + small.transpose()));
    if (cancelled || solver.info() != Eigen::Success)
        return {};
    // Ascending by value: the last are the largest; negative ones say nothing useful.
    std::vector<Eigen::Index> chosen;
    for (Eigen::Index i = solver.eigenvalues().size() - 1; i >= 0 && Eigen::Index(chosen.size()) < wanted; --i) {
        if (solver.eigenvalues()(i) > 1e-3F)
            chosen.push_back(i);
    }
    result.m_dimensions = int(chosen.size());
    result.m_values.resize(size_t(n) * chosen.size());
    for (size_t k = 0; k < chosen.size(); ++k) {
        const Eigen::VectorXf column = (basis * solver.eigenvectors().col(chosen[k])) *
                                       float(std::pow(solver.eigenvalues()(chosen[k]), way.power));
        for (Eigen::Index i = 0; i < n; ++i)
            result.m_values[size_t(i) * chosen.size() + k] = column(i);
    }
    result.m_common = result.commonOf(texts);
    return result;
}

// What all texts have in common says nothing: the first direction of some of them is taken out of each.
DenseVector WordVectors::commonOf(const std::vector<std::vector<std::string>>& texts) const {
    std::vector<DenseVector> sample;
    const size_t stride = std::max<size_t>(1, texts.size() / 3000);
    for (size_t i = 0; i < texts.size(); i += stride) {
        if (DenseVector vector = meanOf(rowsOf(texts[i])); !vector.empty())
            sample.push_back(std::move(vector));
    }
    if (sample.size() < LeastWords)
        return {};
    DenseVector common(size_t(m_dimensions), 1.0F);
    for (int step = 0; step < 20; ++step) {
        DenseVector next(common.size(), 0.0F);
        for (const DenseVector& vector : sample) {
            float dot = 0;
            for (size_t d = 0; d < common.size(); ++d)
                dot += vector[d] * common[d];
            for (size_t d = 0; d < common.size(); ++d)
                next[d] += dot * vector[d];
        }
        normalise(next);
        if (next.empty())
            break;
        common = next;
    }
    return common;
}

WordVectors WordVectors::first(size_t words) const {
    WordVectors result = *this;
    words = std::min(words, m_shares.size());
    std::erase_if(result.m_index, [&](const auto& word) { return size_t(word.second) >= words; });
    result.m_shares.resize(words);
    result.m_values.resize(words * size_t(m_dimensions));
    return result;
}

const WordVectors& WordVectors::shipped(const QString& language) {
    static const auto read = [](const QString& name) {
        initMeanings();
        WordVectors vectors;
        QFile file(u":/meanings/"_s + name);
        QDataStream in(&file);
        in.setVersion(QDataStream::Qt_6_4);
        in.setFloatingPointPrecision(QDataStream::SinglePrecision);
        if (!file.open(QIODevice::ReadOnly) || !(in >> vectors, in.status() == QDataStream::Ok))
            qFatal("the shipped word vectors cannot be read");
        return vectors;
    };
    static const WordVectors none;
    if (language == u"de"_s) {
        static const WordVectors german = read(language);
        return german;
    }
    if (language == u"en"_s) {
        static const WordVectors english = read(language);
        return english;
    }
    return none;
}

std::vector<int> WordVectors::rowsOf(const std::vector<std::string>& stems) const {
    std::vector<int> rows;
    for (const std::string& stem : stems)
        rows.push_back(rowOf(stem));
    return rows;
}

DenseVector WordVectors::meanOf(const std::vector<int>& rows) const {
    DenseVector result(size_t(m_dimensions), 0.0F);
    bool any = false;
    for (const int row : rows) {
        if (row < 0)
            continue;
        any = true;
        const float weight = m_rarity / (m_rarity + m_shares[size_t(row)]);
        Eigen::Map<Eigen::VectorXf>(result.data(), m_dimensions) +=
            weight * Eigen::Map<const Eigen::VectorXf>(&m_values[size_t(row) * size_t(m_dimensions)], m_dimensions);
    }
    if (!any)
        return {};
    normalise(result);
    return result;
}

DenseVector WordVectors::vectorOf(const std::vector<int>& rows, const DenseVector& common) const {
    DenseVector result = meanOf(rows);
    if (result.empty() || common.empty())
        return result;
    float dot = 0;
    for (size_t d = 0; d < common.size(); ++d)
        dot += result[d] * common[d];
    for (size_t d = 0; d < common.size(); ++d)
        result[d] -= dot * common[d];
    normalise(result);
    return result;
}

float cosine(const DenseVector& a, const DenseVector& b) {
    if (a.size() != b.size())
        return 0;
    const auto size = Eigen::Index(a.size());
    return Eigen::Map<const Eigen::VectorXf>(a.data(), size).dot(Eigen::Map<const Eigen::VectorXf>(b.data(), size));
}

namespace {
using Eight = float __attribute__((vector_size(32), aligned(4), may_alias));

//! products: of `vector` with each row.
SOUFFLEUR_WIDE void multiply(const float* rows, std::span<const float> vector, std::span<float> products) {
    const size_t size = vector.size();
    for (float& product : products) {
        // Four sums, as one has to wait for the addition before.
        Eight sums[4]{};
        size_t d = 0;
        for (; d + 32 <= size; d += 32) {
            for (size_t i = 0; i < 4; ++i)
                sums[i] += *reinterpret_cast<const Eight*>(rows + d + 8 * i) *
                           *reinterpret_cast<const Eight*>(vector.data() + d + 8 * i);
        }
        for (; d + 8 <= size; d += 8)
            sums[0] +=
                *reinterpret_cast<const Eight*>(rows + d) * *reinterpret_cast<const Eight*>(vector.data() + d);
        const Eight sum = (sums[0] + sums[1]) + (sums[2] + sums[3]);
        product = 0;
        for (size_t i = 0; i < 8; ++i)
            product += sum[i];
        for (; d < size; ++d)
            product += rows[d] * vector[d];
        rows += size;
    }
}
} // namespace

std::vector<float> cosines(std::span<const float> many, const DenseVector& vector) {
    std::vector<float> result(vector.empty() ? 0 : many.size() / vector.size());
    multiply(many.data(), vector, result);
    return result;
}

namespace {
// A row is kept as whole numbers up to 127 of a unit, which is enough for cosines. The unit has few digits, so that
// what is read and written again stays the same.
float unitOf(float largest) {
    int exponent = 0;
    const float digits = std::frexp(largest / 127, &exponent);
    return std::ldexp(std::round(std::ldexp(digits, 12)), exponent - 12);
}
} // namespace

QDataStream& operator<<(QDataStream& out, const WordVectors& vectors) {
    std::vector<std::string> words(vectors.m_index.size());
    for (const auto& [word, id] : vectors.m_index)
        words[size_t(id)] = word;
    out << qint32(vectors.m_dimensions) << vectors.m_rarity << vectors.m_tokens << quint32(words.size());
    const auto dimensions = size_t(vectors.m_dimensions);
    std::vector<qint8> steps(dimensions);
    for (size_t i = 0; i < words.size(); ++i) {
        const float* values = vectors.m_values.data() + i * dimensions;
        float largest = 0;
        for (size_t d = 0; d < dimensions; ++d)
            largest = std::max(largest, std::abs(values[d]));
        const float unit = unitOf(largest);
        for (size_t d = 0; d < dimensions; ++d)
            steps[d] = unit > 0 ? qint8(std::lround(values[d] / unit)) : qint8(0);
        out << QByteArray::fromStdString(words[i]) << vectors.m_shares[i] << unit;
        out.writeRawData(reinterpret_cast<const char*>(steps.data()), int(dimensions));
    }
    out << quint32(vectors.m_common.size());
    for (const float value : vectors.m_common)
        out << value;
    return out;
}

QDataStream& operator>>(QDataStream& in, WordVectors& vectors) {
    vectors = {};
    qint32 dimensions = 0;
    quint32 words = 0;
    in >> dimensions >> vectors.m_rarity >> vectors.m_tokens >> words;
    if (dimensions < 0 || dimensions > 1000 || words > 1'000'000) {
        in.setStatus(QDataStream::ReadCorruptData);
        return in;
    }
    vectors.m_dimensions = dimensions;
    std::vector<qint8> steps(size_t(dimensions), qint8(0));
    for (quint32 i = 0; i < words && in.status() == QDataStream::Ok; ++i) {
        QByteArray word;
        float share = 0;
        float unit = 0;
        in >> word >> share >> unit;
        if (in.readRawData(reinterpret_cast<char*>(steps.data()), dimensions) != dimensions)
            in.setStatus(QDataStream::ReadPastEnd);
        vectors.m_index.insert({word.toStdString(), int(i)});
        vectors.m_shares.push_back(share);
        for (const qint8 step : steps)
            vectors.m_values.push_back(float(step) * unit);
    }
    quint32 common = 0;
    in >> common;
    for (quint32 i = 0; i < common && in.status() == QDataStream::Ok; ++i) {
        float value = 0;
        in >> value;
        vectors.m_common.push_back(value);
    }
    if (vectors.m_index.size() != words || (common != 0 && common != quint32(dimensions)))
        in.setStatus(QDataStream::ReadCorruptData);
    return in;
}

} // namespace souffleur::assist
