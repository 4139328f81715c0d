// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
// What the ranker sees of an entry, and the lines it is learned with.
#include "assist/CandidateSearch.h"
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
    for (const Ranked& ranked : pipeline
                                    .rank(
                                        text, language, [](const FaqEntry&) { return true; }, {}, 50)
                                    .entries)
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
    void plainSearchLooksAtQuestionsOnly() {
        // Every answer speaks of fever, one question does; every question speaks of the virus, no answer.
        QList<FaqEntry> entries;
        for (int i = 0; i < 8; ++i)
            entries.append(
                makeEntry(i, u"en"_s, u"virus topic %1"_s.arg(QChar(u'a' + i)), u"Mind a fever at once."_s));
        entries.append(makeEntry(8, u"en"_s, u"fever topic x"_s, u"Mind a fever at once."_s));
        const auto features = featuresOf(entries, u"en"_s, u"virus fever"_s);
        QVERIFY(of(features, 8, Feature::Plain) > of(features, 3, Feature::Plain));
        QCOMPARE(of(features, 8, Feature::PlainRatio), 1.0);
        QVERIFY(of(features, 3, Feature::PlainRatio) < 1.0);
        // German joins and inflects its words: there plain search is no guide.
        for (FaqEntry& entry : entries) {
            entry.questions.insert(u"de"_s, entry.questions.value(u"en"_s));
            entry.answers.first().language = u"de"_s;
        }
        const auto german = featuresOf(entries, u"de"_s, u"virus fever"_s);
        QVERIFY(of(german, 8, Feature::Plain) > 0);
        QCOMPARE(of(german, 8, Feature::PlainRatio), of(german, 3, Feature::PlainRatio));
    }

    void theLongerAnswersAreTheLessTheySay() {
        const QString parcels = u"Refunds of parcels are paid within a week. "_s;
        const auto shareWith = [&](const QString& more) {
            const QList<FaqEntry> entries{
                makeEntry(1, u"en"_s, u"Money back"_s, parcels + more),
                makeEntry(2, u"en"_s, u"Opening hours"_s, u"From nine to five. "_s + more)};
            return of(featuresOf(entries, u"en"_s, u"parcel refund"_s), 1, Feature::AnswerShare);
        };
        QVERIFY(shareWith({}) > 0);
        QVERIFY(shareWith(u"Something else is told here at length. "_s.repeated(20)) < 0.7 * shareWith({}));
    }

    void plainSearchGuardsWhereAnswersAreLong() {
        const auto guardWith = [](int sentences) {
            const QString answer = u"Mind a fever at once. "_s.repeated(sentences);
            const QList<FaqEntry> entries{makeEntry(1, u"en"_s, u"fever topic"_s, answer),
                                          makeEntry(2, u"en"_s, u"virus topic"_s, answer)};
            return of(featuresOf(entries, u"en"_s, u"fever"_s), 1, Feature::PlainGuard);
        };
        QCOMPARE(guardWith(3), 0.0);
        QVERIFY(guardWith(9) > 0 && guardWith(9) < 1);
        QCOMPARE(guardWith(20), 1.0);
    }

    void wordsThatStandTogetherInTheAnswer() {
        const QList<FaqEntry> entries{
            makeEntry(1, u"en"_s, {},
                      u"The refund takes a week. Parcels travel by train. Money is counted twice."_s),
            makeEntry(2, u"en"_s, {},
                      u"The parcel refund money takes a week. Trains travel. It is counted twice."_s),
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

    void piecesTellBeginAndEndAndNotRarity() {
        const knowledge::TextAnalyser analyser(u"en"_s);
        const auto of = [&](const QString& text) { return piecesOf(analyser.tokens(text)); };
        const auto shared = [&](const QString& a, const QString& b) {
            const std::vector<quint64> left = of(a).words;
            const std::vector<quint64> right = of(b).words;
            return std::count_if(left.begin(), left.end(), [&](quint64 piece) {
                return std::find(right.begin(), right.end(), piece) != right.end();
            });
        };
        QCOMPARE(shared(u"refund please"_s, u"refund now"_s), 2); // the stem, and that it is the first
        QCOMPARE(shared(u"refund please"_s, u"now refund"_s), 1);
        const PieceSpace space = PieceSpace::build({of(u"red"_s), of(u"red"_s), of(u"red blue"_s)}, 1, 1000);
        const auto value = [&](const char* stem) {
            const int index = space.indexOf(piecesOf(std::string(stem)).words.front());
            for (const auto& [piece, weight] : space.vectorOf(of(u"red blue"_s)).values) {
                if (piece == index)
                    return weight;
            }
            return 0.0F;
        };
        QVERIFY(value("red") > 0);
        QCOMPARE(value("red"), value("blue"));
    }

    void whereWordsAreJoinedRareCharactersTellMost() {
        const knowledge::TextAnalyser analyser(u"de"_s);
        const auto of = [&](const QString& text) { return piecesOf(analyser.tokens(text)); };
        const std::vector<Pieces> texts{of(u"Paket"_s), of(u"Paket"_s), of(u"Paket Gutschein"_s)};
        struct Squares {
            double words = 0;
            double common = 0; // characters
            double rare = 0;
        };
        const auto squares = [&](const PieceSpace& space) {
            const auto isOf = [&](int index, const std::vector<quint64>& pieces) {
                return std::any_of(pieces.begin(), pieces.end(),
                                   [&](quint64 piece) { return space.indexOf(piece) == index; });
            };
            Squares result;
            for (const auto& [piece, value] : space.vectorOf(texts[2]).values) {
                double& sum = isOf(piece, texts[2].words)        ? result.words
                              : isOf(piece, texts[0].characters) ? result.common
                                                                 : result.rare;
                sum += double(value) * double(value);
            }
            return result;
        };
        const Squares apart = squares(PieceSpace::build(texts, 1, 1000));
        const Squares joined = squares(PieceSpace::build(texts, 1, 1000, Words::Joined));
        QVERIFY(std::abs(apart.words - 1) < 1e-3 && std::abs(joined.words - 0.5) < 1e-3);
        QVERIFY(std::abs(apart.common + apart.rare - 1) < 1e-3);
        QVERIFY(std::abs(joined.common + joined.rare - 1.5) < 1e-3);
        QVERIFY(joined.rare / joined.common > 1.5 * apart.rare / apart.common);
    }

    void entriesAreToldApart() {
        const QList<FaqEntryId> entries{FaqEntryId::create(), FaqEntryId::create(), FaqEntryId::create()};
        const std::array views{viewOf(0), viewOf(1), viewOf(2), viewOf(3)};
        std::vector<LinearModel::Example> examples;
        for (int i = 0; i < 4; ++i) {
            for (int k = 0; k < 5; ++k)
                examples.push_back({&views[size_t(i)], i < 2 ? i : -1}); // the third entry has no example
        }
        const auto model = LinearModel::train(entries, examples, 4, 0, 1e-5, Never, {});
        QVERIFY(model.hasNone());
        for (size_t i = 0; i < 2; ++i) {
            const auto margins = model.margins(views[i]);
            QCOMPARE(std::max_element(margins.begin(), margins.end()) - margins.begin(), qsizetype(i));
            QVERIFY(margins[2] < 0);
            QVERIFY(model.noneMargin(margins) < 0);
        }
        QVERIFY(model.noneMargin(model.margins(views[3])) > 0);
    }

    void theCommonestWordsAreNotSearchedWhereManyHaveThem() {
        QList<FaqEntry> entries;
        const QStringList words{u"walrus"_s, u"kettle"_s, u"ribbon"_s, u"parcel"_s};
        for (int i = 0; i < 12; ++i) // each word is in some more questions than the one before
            entries.append(makeEntry(i, u"en"_s, words.at(i < 1 ? 0 : i < 3 ? 1 : i < 6 ? 2 : 3), u"Yes."_s));
        knowledge::FaqIndex index;
        VERIFY_OK(index.open({}, entries));
        Vocabulary vocabulary(index, u"en"_s);
        vocabulary.refresh();
        const Query query = Query::analyse(words.join(u' '), vocabulary);
        const auto found = [&](qint64 postings) {
            return CandidateSearch::run(
                       index, query, vocabulary, [](const FaqEntry&) { return true; }, postings)
                .entries.size();
        };
        QCOMPARE(found(CandidateSearch::MaxPostings), qsizetype(12));
        QCOMPARE(found(24), qsizetype(12)); // as many as there are
        QCOMPARE(found(23), qsizetype(6));
        QCOMPARE(found(0), qsizetype(6)); // three words always
    }

    void aGuessWeighsLessThanALabel() {
        const QList<FaqEntryId> entries{FaqEntryId::create(), FaqEntryId::create()};
        const std::array views{viewOf(0)};
        const std::vector<LinearModel::Example> examples{{&views[0], 0, 0.3F}, {&views[0], 1}};
        const auto margins = LinearModel::train(entries, examples, 4, 0, 1e-5, Never, {}).margins(views[0]);
        // Seen both ways, the text is either as often as the weights say, less a little for the regularisation.
        const float likely = 1 / (1 + std::exp(LinearModel::Sharpness * (margins[0] - margins[1])));
        QVERIFY2(likely > 0.72F && likely < 1 / 1.3F, qPrintable(QString::number(likely)));
    }

    void aTextMayHaveSeveralLabels() {
        const QList<FaqEntryId> entries{FaqEntryId::create(), FaqEntryId::create()};
        const std::array views{viewOf(0)};
        const std::vector<LinearModel::Example> together{{&views[0], 0, 6, {{1, 3}, {-1, 1}}}};
        QCOMPARE(together.front().whole(), 10.0F);
        const auto model = LinearModel::train(entries, together, 4, 0, 1e-3, Never, {});
        QVERIFY(model.hasNone());
        const auto margins = model.margins(views[0]);
        const auto odds = [&](size_t a, size_t b) {
            return std::exp(LinearModel::Sharpness * (margins[a] - margins[b]));
        };
        QVERIFY2(std::abs(odds(0, 1) - 2) < 0.1F, qPrintable(QString::number(odds(0, 1))));
        QVERIFY2(std::abs(odds(1, 2) - 3) < 0.2F, qPrintable(QString::number(odds(1, 2))));
    }

    void fewAmongManyAreFoundTheSameEachTime() {
        std::vector<TextView> views;
        for (int i = 0; i < 4000; ++i) {
            TextView view;
            for (int k = 0; k < 6; ++k)
                view.pieces.values.push_back({i * (2 * k + 3) % 4001 + 4001 * k, 0.4F});
            views.push_back(view);
        }
        std::vector<LinearModel::Example> examples;
        for (int i = 0; i < 4000; ++i)
            examples.push_back({&views[size_t(i)], i < 3 ? 0 : 1});
        const QList<FaqEntryId> entries{FaqEntryId::create(), FaqEntryId::create()};
        const auto one = LinearModel::train(entries, examples, 6 * 4001, 0, 1e-3, Never, {});
        const auto two = LinearModel::train(entries, examples, 6 * 4001, 0, 1e-3, Never, {});
        QCOMPARE(one.margins(views[0]), two.margins(views[0]));
        QVERIFY(one.margins(views[0])[0] > one.margins(views[2001])[0]);
    }
};

SOUFFLEUR_TEST_MAIN(tst_Features)
#include "tst_Features.moc"
