// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Probabilities brought in line with what a team's own agents decide.
#include "assist/LanguageModel.h"
#include "assist/Model.h"
#include "assist/Pipeline.h"
#include "assist/Recalibration.h"
#include "assist/Rehearsal.h"
#include "knowledge/FaqIndex.h"
#include "support/TestCase.h"

#include <QDataStream>

using namespace souffleur;
using namespace souffleur::assist;

namespace {
const std::atomic<bool> Never = false;

//! count decisions at each promise, the share that the promise becomes in truth right.
std::vector<Decision> decisions(int count, const std::function<double(double)>& truth) {
    std::vector<Decision> result;
    for (const double promised : {0.2, 0.4, 0.6, 0.8, 0.95}) {
        for (int i = 0; i < count; ++i)
            result.push_back({promised, i < truth(promised) * count});
    }
    return result;
}

FaqEntryId idOf(int number) {
    return FaqEntryId(QUuid::createUuidV5(QUuid(), QString::number(number)));
}

QList<FaqEntry> faq() {
    const QStringList questions{u"Where is my parcel?"_s, u"How do I change my password?"_s,
                                u"Can I pay by invoice?"_s, u"Do you sell gift vouchers?"_s};
    QList<FaqEntry> entries;
    for (int i = 0; i < questions.size(); ++i) {
        FaqEntry entry;
        entry.id = idOf(i);
        entry.questions.insert(u"en"_s, questions.at(i));
        entry.answers.append({u"en"_s, AnswerLength::Chat, FormOfAddress::Unknown, u"Reply."_s});
        entry.status = FaqStatus::Published;
        entry.version = 1;
        entries.append(entry);
    }
    return entries;
}

//! What customers wrote and agents sent. fitting: of a hundred decisions those for the entry that the words are
//! about; for the others agents said that nothing fits.
TrainingData taught(int count, int fitting) {
    const QStringList words{u"parcel"_s, u"password"_s, u"invoice"_s, u"vouchers"_s};
    TrainingData data;
    data.entries = faq();
    for (int i = 0; i < count; ++i) {
        LearnedPair pair;
        pair.text = u"%1 please %2"_s.arg(words.at(i % 4), QString(3, QChar(u'a' + i % 23)) + QChar(u'a' + i % 19));
        pair.id = LearnedPairId(QUuid::createUuidV5(QUuid(), QString::number(i)));
        const bool fits = (i * 37) % 100 < fitting;
        pair.verdict = fits ? Verdict::Accepted : Verdict::NoneFits;
        if (fits)
            pair.entry = idOf(i % 4);
        pair.language = u"en"_s;
        data.pairs.append(pair);
    }
    return data;
}
} // namespace

class tst_Recalibration : public test::TestCase {
    Q_OBJECT
private slots:
    void withFewDecisionsNothingIsNearlySure() {
        const auto few =
            Recalibration::fit(decisions(Recalibration::LeastDecisions / 5 - 1, [](double) { return 0.0; }));
        QVERIFY(!few.isLearned());
        for (const double p : {0.0, 0.3, 0.8})
            QCOMPARE(few.apply(p), p);
        QVERIFY(few.apply(0.95) > few.apply(0.9));
        QVERIFY(few.apply(0.95) < 0.9);
        QVERIFY(few.apply(0.9) > 0.8);
        QVERIFY(few.apply(1.0) > 0.9);
    }

    void confirmedPromisesStay() {
        const auto same = Recalibration::fit(decisions(200, [](double p) { return p; }));
        QVERIFY(same.isLearned());
        QCOMPARE(same.decisions(), 1000);
        for (const double p : {0.1, 0.5, 0.9})
            QVERIFY(std::abs(same.apply(p) - p) < 0.02);
    }

    void brokenPromisesAreCorrected() {
        const auto boastful = [](double p) { return 0.5 * p; };
        const auto learned = Recalibration::fit(decisions(200, boastful));
        for (const double p : {0.4, 0.6, 0.8})
            QVERIFY2(std::abs(learned.apply(p) - boastful(p)) < 0.1, qPrintable(QString::number(learned.apply(p))));
        // The order of suggestions is not its business, whatever the decisions.
        for (const auto& truth : {std::function<double(double)>(boastful),
                                  std::function<double(double)>([](double p) { return 1 - p; })}) {
            const auto any = Recalibration::fit(decisions(200, truth));
            for (double p = 0.01; p < 0.98; p += 0.01)
                QVERIFY(any.apply(p) < any.apply(p + 0.01));
        }
    }

    void isKeptAndReadBack() {
        const auto learned = Recalibration::fit(decisions(100, [](double p) { return p * p; }));
        QByteArray bytes;
        QDataStream out(&bytes, QIODevice::WriteOnly);
        out << learned;
        QDataStream in(bytes);
        Recalibration read;
        in >> read;
        QVERIFY(std::abs(read.apply(0.7) - learned.apply(0.7)) < 1e-4);
        QCOMPARE(read.decisions(), learned.decisions());
        bytes.fill('\xff');
        QDataStream broken(bytes);
        broken >> read;
        QCOMPARE(broken.status(), QDataStream::ReadCorruptData);
    }

    void trainingRehearsesTheTeamsOwnDecisions() {
        const auto recalibrationOf = [](int count, int fitting) {
            const auto model = trainModel(taught(count, fitting), Never);
            return model ? (*model)->language(u"en"_s)->recalibration : Recalibration();
        };
        QVERIFY(!recalibrationOf(300, 100).isLearned());
        const Recalibration pleased = recalibrationOf(900, 90);
        const Recalibration displeased = recalibrationOf(900, 30);
        QCOMPARE(pleased.decisions(), 300);
        QCOMPARE(displeased.decisions(), 300);
        QVERIFY(displeased.apply(0.8) < pleased.apply(0.8) - 0.2);
    }

    //! What is asked may not be known, what others asked in the same words is: customers repeat each other.
    void aRehearsalForgetsOnlyWhatItAsks() {
        TrainingData data = taught(900, 100);
        for (int i = 0; i < 900; i += 3) { // every third is asked
            LearnedPair twin = data.pairs.at(i);
            twin.id = LearnedPairId::create();
            data.pairs.append(twin);
        }
        data.messages[u"en"_s] = {data.pairs.first().text, u"hello"_s};
        TrainingData seen;
        rehearse(data, u"en"_s, Never, [&](const TrainingData& rest) {
            seen = rest;
            return std::shared_ptr<const LanguageModel>();
        });
        QCOMPARE(seen.messages.value(u"en"_s), QStringList{u"hello"_s});
        QVERIFY(seen.pairs.size() > 700 && seen.pairs.size() < data.pairs.size() - 300);
        const LearnedPair asked = data.pairs.at(3);
        qsizetype others = 0;
        for (const LearnedPair& pair : std::as_const(seen.pairs)) {
            QVERIFY(pair.id != asked.id);
            others += pair.text == asked.text;
        }
        QCOMPARE(others, qsizetype(1));
    }

    void trainingTunesTheRankerFromEnoughChoices() {
        const auto choicesOf = [](int count) {
            const auto model = trainModel(taught(count, 100), Never);
            return model ? (*model)->language(u"en"_s)->tuning.choices() : -1;
        };
        QCOMPARE(choicesOf(600), 0); // every third is asked
        const int asked = choicesOf(1200);
        QVERIFY2(asked >= int(RankerTuning::LeastChoices) && asked <= 400, qPrintable(QString::number(asked)));
    }

    void theRankingGoesByTunedWeights() {
        const TrainingData data = taught(1200, 100);
        const auto trained = trainModel(data, Never);
        QVERIFY(trained);
        const auto kept = Model::fromBytes((*trained)->toBytes());
        QVERIFY(kept);
        knowledge::FaqIndex index;
        QVERIFY(index.open({}, data.entries));
        Pipeline pipeline(index);
        const auto score = [&] {
            const Ranking ranking = pipeline.rank(
                u"where is the parcel"_s, u"en"_s, [](const FaqEntry&) { return true; }, {}, 1);
            return ranking.entries.empty() ? -100.0 : ranking.entries.front().score;
        };
        pipeline.setModel(*kept);
        const double afterReading = score();
        pipeline.setModel(*trained);
        const double tuned = score();
        pipeline.setTuning({});
        QVERIFY(std::abs(tuned - score()) > 0.01);
        QVERIFY(std::abs(tuned - afterReading) < 0.01);
    }
};

SOUFFLEUR_TEST_MAIN(tst_Recalibration)
#include "tst_Recalibration.moc"
