// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
// What the ranker sees of an entry, and the lines it is learned with.
#include "assist/LinearModel.h"
#include "assist/Pipeline.h"
#include "knowledge/FaqIndex.h"
#include "support/TestCase.h"

using namespace souffleur;
using namespace souffleur::assist;

namespace {
const std::atomic<bool> Never = false;

FaqEntry makeEntry(int number, const QString& language, const QString& question, const QString& answer) {
    FaqEntry entry;
    entry.id = FaqEntryId(QUuid::createUuidV5(QUuid(), QString::number(number)));
    entry.number = number;
    if (!question.isEmpty())
        entry.questions.insert(language, question);
    entry.answers.append({language, AnswerLength::Chat, FormOfAddress::Unknown, answer});
    entry.status = FaqStatus::Published;
    entry.version = 1;
    return entry;
}

//! Features by entry number.
QHash<int, Features> featuresOf(const QList<FaqEntry>& entries, const QString& language, const QString& text) {
    knowledge::FaqIndex index;
    if (!index.open({}, entries))
        qFatal("no index");
    Pipeline pipeline(index);
    QHash<int, Features> result;
    for (const Ranked& ranked : pipeline.rank(text, language, [](const FaqEntry&) { return true; }, {}, 50).entries)
        result.insert(ranked.entry->number, ranked.features);
    return result;
}

double of(const QHash<int, Features>& features, int number, Feature feature) {
    return features.value(number).at(size_t(feature));
}

TextView viewOf(int piece) {
    return {{{{piece, 1.0F}}}, {}};
}
} // namespace

class tst_Features : public test::TestCase {
    Q_OBJECT
private slots:
    void aWordsWeightIsCountedInQuestions() {
        // Every answer speaks of fever, one question does; every question speaks of the virus, no answer.
        QList<FaqEntry> entries;
        for (int i = 0; i < 8; ++i)
            entries.append(makeEntry(i, u"en"_s, u"virus topic %1"_s.arg(QChar(u'a' + i)), u"Mind a fever at once."_s));
        entries.append(makeEntry(8, u"en"_s, u"fever topic x"_s, u"Mind a fever at once."_s));
        const auto features = featuresOf(entries, u"en"_s, u"virus fever"_s);
        QVERIFY(of(features, 8, Feature::Plain) > of(features, 3, Feature::Plain));
        QVERIFY(of(features, 8, Feature::BestCosine) > of(features, 3, Feature::BestCosine));
        QCOMPARE(of(features, 8, Feature::PlainRatio), 1.0);
        QVERIFY(of(features, 3, Feature::PlainRatio) < 1.0);
        QCOMPARE(of(features, 8, Feature::CosineRatio), 1.0);
    }

    void wordsThatStandTogetherInTheAnswer() {
        const QList<FaqEntry> entries{
            makeEntry(1, u"en"_s, {}, u"The refund takes a week. Parcels travel by train. Money is counted twice."_s),
            makeEntry(2, u"en"_s, {}, u"The parcel refund money takes a week. Trains travel. It is counted twice."_s),
            makeEntry(3, u"en"_s, u"Refund of a parcel"_s, u"The parcel refund takes a week."_s),
        };
        const auto features = featuresOf(entries, u"en"_s, u"parcel refund money"_s);
        QVERIFY(of(features, 2, Feature::OnlySentence) > of(features, 1, Feature::OnlySentence) + 0.3);
        QVERIFY(of(features, 2, Feature::OnlyPairs) > 0.9);
        QCOMPARE(of(features, 1, Feature::OnlyPairs), 0.0);
        // An entry with a question has its answer's numbers in places of their own.
        QCOMPARE(of(features, 3, Feature::OnlySentence), 0.0);
        QVERIFY(of(features, 3, Feature::AnswerSentence) > 0);
        QVERIFY(of(features, 3, Feature::AnswerPairs) > 0);
        QCOMPARE(of(features, 2, Feature::AnswerSentence), 0.0);
    }

    void runsOfCharactersMeetInCompounds() {
        const QList<FaqEntry> entries{
            makeEntry(1, u"de"_s, {}, u"Versandkostenpauschalen und Lieferzeiten nennt die Bestellbestätigung."_s),
            makeEntry(2, u"de"_s, {}, u"Zahlungen und Termine nennt die Rechnung, Versand ist am Montag."_s),
            makeEntry(3, u"de"_s, {}, u"Unser Haus besteht lange."_s)};
        const auto features = featuresOf(entries, u"de"_s, u"pauschale kosten versand"_s);
        QVERIFY(of(features, 1, Feature::OnlyGrams) > of(features, 2, Feature::OnlyGrams));
        QVERIFY(of(features, 2, Feature::OnlyGrams) > 0);
        QVERIFY(!features.contains(3));
    }

    void linesTellEntriesApart() {
        const QList<FaqEntryId> entries{FaqEntryId::create(), FaqEntryId::create(), FaqEntryId::create()};
        const std::array views{viewOf(0), viewOf(1), viewOf(2), viewOf(3)};
        std::vector<LinearModel::Example> examples;
        for (int i = 0; i < 4; ++i) {
            for (int k = 0; k < 5; ++k)
                examples.push_back({&views[size_t(i)], i < 2 ? i : -1}); // the third entry has no example
        }
        const auto model = LinearModel::train(entries, examples, 4, 0, 0.01, Never, {});
        QVERIFY(model.hasNone());
        for (size_t i = 0; i < 2; ++i) {
            const auto margins = model.margins(views[i]);
            QCOMPARE(std::max_element(margins.begin(), margins.end()) - margins.begin(), qsizetype(i));
            QVERIFY(margins[2] < 0);
            QVERIFY(model.noneMargin(margins) < 0);
        }
        QVERIFY(model.noneMargin(model.margins(views[3])) > 0);
    }

    void anExampleCountsAsMuchAsItsWeight() {
        const QList<FaqEntryId> entries{FaqEntryId::create(), FaqEntryId::create()};
        const TextView same = viewOf(0);
        const TextView other = viewOf(1);
        const auto favourite = [&](float first, float second) {
            const std::vector<LinearModel::Example> examples{
                {&same, 0, first}, {&same, 1, second}, {&other, 0, 1.0F}, {&other, 1, 1.0F}};
            const auto margins = LinearModel::train(entries, examples, 2, 0, 0.01, Never, {}).margins(same);
            return margins[0] > margins[1] ? 0 : 1;
        };
        QCOMPARE(favourite(1.0F, 0.25F), 0);
        QCOMPARE(favourite(0.25F, 1.0F), 1);
    }

    void fewAmongManyAreFoundTheSameEachTime() {
        std::vector<TextView> views;
        for (int i = 0; i < 4000; ++i) {
            TextView view;
            for (int k = 0; k < 6; ++k)
                view.pieces.values.push_back({(i * 31 + k * k * 97) % 200 + 200 * k, 0.4F});
            views.push_back(view);
        }
        std::vector<LinearModel::Example> examples;
        for (int i = 0; i < 4000; ++i)
            examples.push_back({&views[size_t(i)], i < 3 ? 0 : 1});
        const QList<FaqEntryId> entries{FaqEntryId::create(), FaqEntryId::create()};
        const auto one = LinearModel::train(entries, examples, 1200, 0, 0.1, Never, {});
        const auto two = LinearModel::train(entries, examples, 1200, 0, 0.1, Never, {});
        QCOMPARE(one.margins(views[0]), two.margins(views[0]));
        QVERIFY(one.margins(views[0])[0] > one.margins(views[2000])[0]);
    }
};

SOUFFLEUR_TEST_MAIN(tst_Features)
#include "tst_Features.moc"
