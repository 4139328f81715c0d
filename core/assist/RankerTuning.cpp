// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "assist/RankerTuning.h"

#include "assist/EigenHeaders.h"

#include <algorithm>
#include <cmath>

#include <QDataStream>

namespace souffleur::assist {

namespace {
// As if so many choices had confirmed each of the shipped weights.
constexpr double Prior = 4;
// Of those that fit the draw of the past more than what customers write next (also not in the shipped weights), and
// of the guard, which is set.
constexpr double Fixed = 1e6;
constexpr int MaxSteps = 20;
constexpr double Enough = 1e-6; // of the loss, for a step
constexpr float MostChange = 20;

using Vector = Eigen::Matrix<double, int(FeatureCount), 1>;
using Matrix = Eigen::Matrix<double, int(FeatureCount), int(FeatureCount)>;

//! How likely each candidate is to be sent.
Eigen::VectorXd likelihoods(const Eigen::MatrixXd& candidates, const Vector& weights) {
    const Eigen::VectorXd scores = candidates * weights;
    const Eigen::VectorXd powers = (scores.array() - scores.maxCoeff()).exp();
    return powers / powers.sum();
}
} // namespace

RankerTuning RankerTuning::fit(const std::vector<Choice>& choices, const Ranker::Weights& shipped) {
    const Vector start = Eigen::Map<const Vector>(shipped.data());
    std::vector<Eigen::MatrixXd> messages; // their candidates
    std::vector<Eigen::Index> sent;
    for (const Choice& choice : choices) {
        if (choice.candidates.size() < 2)
            continue;
        Eigen::MatrixXd candidates(Eigen::Index(choice.candidates.size()), Eigen::Index(FeatureCount));
        for (size_t i = 0; i < choice.candidates.size(); ++i)
            candidates.row(Eigen::Index(i)) = Eigen::Map<const Vector>(choice.candidates[i].data());
        messages.push_back(std::move(candidates));
        sent.push_back(Eigen::Index(choice.sent));
    }
    RankerTuning result;
    if (messages.empty())
        return result;
    Vector prior = Vector::Constant(Prior);
    for (const Feature feature : {Feature::Exact, Feature::Popularity, Feature::PlainGuard})
        prior[int(feature)] = Fixed;
    const auto lossOf = [&](const Vector& weights) {
        double loss = 0.5 * (weights - start).cwiseAbs2().dot(prior);
        for (size_t i = 0; i < messages.size(); ++i)
            loss -= std::log(std::max(likelihoods(messages[i], weights)[sent[i]], 1e-30));
        return loss;
    };
    // Newton's method; the loss is convex.
    Vector weights = start;
    double loss = lossOf(weights);
    for (int step = 0; step < MaxSteps; ++step) {
        Vector gradient = prior.cwiseProduct(weights - start);
        Matrix curvature = prior.asDiagonal();
        for (size_t i = 0; i < messages.size(); ++i) {
            const Eigen::VectorXd likely = likelihoods(messages[i], weights);
            const Vector mean = messages[i].transpose() * likely;
            gradient += mean - messages[i].row(sent[i]).transpose();
            curvature += messages[i].transpose() * likely.asDiagonal() * messages[i] - mean * mean.transpose();
        }
        const Vector change = curvature.ldlt().solve(gradient);
        double part = 1;
        double next = lossOf(weights - change);
        while (next > loss && part > 1e-3) {
            part /= 2;
            next = lossOf(weights - part * change);
        }
        if (!(next < loss))
            break;
        weights -= part * change;
        const double gain = loss - next;
        loss = next;
        if (gain < Enough * loss)
            break;
    }
    Eigen::Map<Vector>(result.m_change.data()) = weights - start;
    result.m_choices = int(messages.size());
    return result;
}

Ranker::Weights RankerTuning::apply(Ranker::Weights shipped) const {
    for (size_t i = 0; i < FeatureCount; ++i)
        shipped[i] += m_change[i];
    return shipped;
}

QDataStream& operator<<(QDataStream& out, const RankerTuning& tuning) {
    for (const double change : tuning.m_change)
        out << float(change);
    return out << qint32(tuning.m_choices);
}

QDataStream& operator>>(QDataStream& in, RankerTuning& tuning) {
    for (double& change : tuning.m_change) {
        float value = 0;
        in >> value;
        if (!(std::abs(value) <= MostChange))
            in.setStatus(QDataStream::ReadCorruptData);
        change = double(value);
    }
    qint32 choices = 0;
    in >> choices;
    if (choices < 0)
        in.setStatus(QDataStream::ReadCorruptData);
    tuning.m_choices = choices;
    return in;
}

} // namespace souffleur::assist
