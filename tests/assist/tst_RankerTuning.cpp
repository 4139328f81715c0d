// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
// The ranker's weights brought in line with what a team's own agents chose.
#include "assist/RankerTuning.h"
#include "support/TestCase.h"

#include <limits>

#include <QDataStream>

using namespace souffleur;
using namespace souffleur::assist;

namespace {
//! Messages with an entry that has more of `sent` and one that has more of `left`; agents took the first.
std::vector<Choice> choices(int count, Feature sent, Feature left) {
    std::vector<Choice> result;
    for (int i = 0; i < count; ++i) {
        Choice choice;
        choice.candidates.resize(2);
        choice.sent = size_t(i % 2);
        choice.candidates[choice.sent][size_t(sent)] = 0.5;
        choice.candidates[1 - choice.sent][size_t(left)] = 0.4;
        result.push_back(choice);
    }
    return result;
}

double changeOf(const RankerTuning& tuning, Feature feature) {
    const Ranker::Weights shipped = Ranker::shippedWeights({});
    return tuning.apply(shipped)[size_t(feature)] - shipped[size_t(feature)];
}

RankerTuning fitted(const std::vector<Choice>& choices) {
    return RankerTuning::fit(choices, Ranker::shippedWeights({}));
}
} // namespace

class tst_RankerTuning : public test::TestCase {
    Q_OBJECT
private slots:
    void weighsWhatAgentsWentBy() {
        const std::vector<Choice> taken = choices(400, Feature::Margin, Feature::BestCosine);
        const RankerTuning tuning = fitted(taken);
        QVERIFY(!tuning.isIdentity());
        QCOMPARE(tuning.choices(), 400);
        QVERIFY(changeOf(tuning, Feature::Margin) > 0.3);
        QVERIFY(changeOf(tuning, Feature::BestCosine) < -0.3);
        QCOMPARE(changeOf(tuning, Feature::MeaningBest), 0.0); // all had the same of it
        const Ranker ranker(tuning.apply(Ranker::shippedWeights({})));
        QVERIFY(ranker.score(taken[0].candidates[0]) > ranker.score(taken[0].candidates[1]));
    }

    void theFewerTheChoicesTheLessItChanges() {
        double before = 0;
        for (const int count : {1, 10, 100, 1000}) {
            const double change =
                changeOf(fitted(choices(count, Feature::Margin, Feature::BestCosine)), Feature::Margin);
            QVERIFY(change > before);
            before = change;
        }
        QVERIFY(changeOf(fitted(choices(1, Feature::Margin, Feature::BestCosine)), Feature::Margin) < 0.05);
    }

    void whatTellsNothingGetsNoWeight() {
        // As many chose against a feature as by it: 0 is what explains that best.
        std::vector<Choice> torn;
        for (int i = 0; i < 400; ++i) {
            Choice choice;
            choice.candidates.resize(2);
            choice.candidates[size_t(i % 2)][size_t(Feature::OnlyShare)] = 0.5;
            torn.push_back(choice);
        }
        const Ranker::Weights none{};
        const Ranker::Weights found = RankerTuning::fit(torn, none).apply(none);
        QVERIFY(std::abs(found[size_t(Feature::OnlyShare)]) < 1e-6);
    }

    void popularEntriesAreNotPreferred() {
        const RankerTuning tuning = fitted(choices(1000, Feature::Popularity, Feature::Exact));
        QVERIFY(std::abs(changeOf(tuning, Feature::Popularity)) < 0.001);
        QVERIFY(std::abs(changeOf(tuning, Feature::Exact)) < 0.001);
    }

    void nothingToChooseChangesNothing() {
        QVERIFY(fitted({}).isIdentity());
        Choice only;
        only.candidates.resize(1);
        QVERIFY(fitted({only}).isIdentity());
    }

    void isKeptAndReadBack() {
        const RankerTuning tuning = fitted(choices(400, Feature::Margin, Feature::BestCosine));
        QByteArray bytes;
        QDataStream out(&bytes, QIODevice::WriteOnly);
        out.setFloatingPointPrecision(QDataStream::SinglePrecision);
        out << tuning;
        QDataStream in(bytes);
        in.setFloatingPointPrecision(QDataStream::SinglePrecision);
        RankerTuning read;
        in >> read;
        QCOMPARE(read.choices(), 400);
        QVERIFY(std::abs(changeOf(read, Feature::Margin) - changeOf(tuning, Feature::Margin)) < 1e-5);

        for (const float bad : {1e9F, std::numeric_limits<float>::quiet_NaN()}) {
            QByteArray broken;
            QDataStream write(&broken, QIODevice::WriteOnly);
            write.setFloatingPointPrecision(QDataStream::SinglePrecision);
            for (size_t i = 0; i < FeatureCount; ++i)
                write << bad;
            write << qint32(1);
            QDataStream again(broken);
            again.setFloatingPointPrecision(QDataStream::SinglePrecision);
            again >> read;
            QCOMPARE(again.status(), QDataStream::ReadCorruptData);
        }
    }
};

SOUFFLEUR_TEST_MAIN(tst_RankerTuning)
#include "tst_RankerTuning.moc"
