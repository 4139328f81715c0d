// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "assist/LatentSpace.h"

#include "assist/EigenHeaders.h"

#include <algorithm>
#include <cmath>
#include <random>

#include <QDataStream>
#include <QFloat16>

namespace souffleur::assist {

namespace {
constexpr size_t MaxTexts = 20'000;
constexpr size_t LeastTexts = 200; // fewer share too little
constexpr int Oversampling = 10;
constexpr int Steps = 4;
// Of one run of characters, of which a word has a dozen, beside the word itself.
constexpr float CharacterWeight = 0.5F;

using Matrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

//! By the Cholesky factor of the columns' products; twice, as once leaves rounding errors.
void orthonormalise(Matrix& matrix) {
    for (int i = 0; i < 2; ++i) {
        Eigen::MatrixXf products = matrix.transpose() * matrix;
        products.diagonal().array() += 1e-5F * products.trace() / float(products.rows()) + 1e-12F;
        const Eigen::LLT<Eigen::MatrixXf> factor(products);
        matrix = factor.matrixU().solve<Eigen::OnTheRight>(matrix);
    }
}
} // namespace

LatentSpace LatentSpace::train(const std::vector<SparseVector>& texts, int pieces,
                               const std::atomic<bool>& cancelled) {
    if (texts.size() < LeastTexts)
        return {};
    std::vector<const SparseVector*> used;
    const size_t stride = (texts.size() + MaxTexts - 1) / MaxTexts;
    for (size_t i = 0; i < texts.size(); i += stride)
        used.push_back(&texts[i]);
    const int wanted = std::min(Dimensions, pieces / 4);
    if (wanted == 0)
        return {};

    // Randomised subspace iteration (Halko, Martinsson & Tropp 2011).
    const int size = wanted + Oversampling;
    std::mt19937 random(20'261'129);
    Matrix basis(pieces, size);
    for (Eigen::Index row = 0; row < basis.rows(); ++row) {
        for (Eigen::Index column = 0; column < basis.cols(); ++column)
            basis(row, column) = (random() & 1U) != 0 ? 1.0F : -1.0F;
    }
    Matrix seen(Eigen::Index(used.size()), size);
    for (int step = 0; step < Steps; ++step) {
        if (cancelled)
            return {};
        if (step > 0)
            orthonormalise(basis);
        for (size_t i = 0; i < used.size(); ++i) {
            auto row = seen.row(Eigen::Index(i));
            row.setZero();
            for (const auto& [piece, value] : used[i]->values)
                row += value * basis.row(piece);
        }
        if (cancelled)
            return {};
        orthonormalise(seen);
        basis.setZero();
        for (size_t i = 0; i < used.size(); ++i) {
            for (const auto& [piece, value] : used[i]->values)
                basis.row(piece) += value * seen.row(Eigen::Index(i));
        }
    }
    // With X the texts, one a row, and Q their directions seen: the directions of Q^T X are the strongest of X.
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXf> solver(Eigen::MatrixXf(basis.transpose() * basis));
    if (cancelled || solver.info() != Eigen::Success)
        return {};
    Eigen::MatrixXf rotation(size, wanted);
    for (int k = 0; k < wanted; ++k) {
        const int at = size - 1 - k; // ascending by strength
        rotation.col(k) = solver.eigenvectors().col(at) / std::sqrt(std::max(solver.eigenvalues()(at), 1e-9F));
    }
    const Matrix directions = basis * rotation;
    LatentSpace result;
    result.m_dimensions = wanted;
    result.m_values.assign(directions.data(), directions.data() + directions.size());
    return result;
}

DenseVector LatentSpace::ofWord(const std::string& stem, const PieceSpace& space) const {
    if (m_dimensions == 0)
        return {};
    DenseVector result(size_t(m_dimensions), 0.0F);
    Eigen::Map<Eigen::VectorXf> sum(result.data(), m_dimensions);
    bool any = false;
    const auto add = [&](const std::vector<quint64>& pieces, float weight) {
        for (const quint64 piece : pieces) {
            const int index = space.indexOf(piece);
            if (index < 0)
                continue;
            any = true;
            sum += weight * space.weight(index) *
                   Eigen::Map<const Eigen::VectorXf>(&m_values[size_t(index) * size_t(m_dimensions)], m_dimensions);
        }
    };
    const Pieces pieces = piecesOf(stem);
    add(pieces.words, 1);
    add(pieces.characters, CharacterWeight);
    return any ? result : DenseVector();
}

QDataStream& operator<<(QDataStream& out, const LatentSpace& latent) {
    out << qint32(latent.m_dimensions) << quint32(latent.m_values.size());
    for (const float value : latent.m_values)
        out << qfloat16(value);
    return out;
}

QDataStream& operator>>(QDataStream& in, LatentSpace& latent) {
    latent = {};
    qint32 dimensions = 0;
    quint32 size = 0;
    in >> dimensions >> size;
    if (dimensions < 0 || dimensions > 1000 || size > 100'000'000) {
        in.setStatus(QDataStream::ReadCorruptData);
        return in;
    }
    latent.m_dimensions = dimensions;
    for (quint32 i = 0; i < size && in.status() == QDataStream::Ok; ++i) {
        qfloat16 value;
        in >> value;
        latent.m_values.push_back(float(value));
    }
    return in;
}

} // namespace souffleur::assist
