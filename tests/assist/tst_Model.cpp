// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
// What the bot learns: from accepted and refused pairs at once, from all messages in the background.
#include "assist/LanguageModel.h"
#include "assist/Model.h"
#include "assist/Pipeline.h"
#include "assist/Ranker.h"
#include "assist/Suggester.h"
#include "knowledge/FaqIndex.h"
#include "support/TestCase.h"

#include <numeric>

using namespace souffleur;
using namespace souffleur::assist;

namespace {
const std::atomic<bool> Never = false;

FaqEntry makeEntry(int number, const QString& question) {
    FaqEntry entry;
    entry.id = FaqEntryId(QUuid::createUuidV5(QUuid(), QString::number(number)));
    entry.number = number;
    entry.questions.insert(u"en"_s, question);
    entry.answers.append({u"en"_s, AnswerLength::Chat, FormOfAddress::Unknown, u"This is reply %1."_s.arg(number)});
    entry.status = FaqStatus::Published;
    entry.version = 1;
    return entry;
}

QList<FaqEntry> faq() {
    return {makeEntry(1, u"Where is my parcel?"_s), makeEntry(2, u"How do I change my password?"_s),
            makeEntry(3, u"Can I pay by invoice?"_s), makeEntry(4, u"Do you sell gift vouchers?"_s)};
}

LearnedPair pairOf(int number, const QString& text, Verdict verdict = Verdict::Accepted) {
    LearnedPair pair;
    pair.id = LearnedPairId(QUuid::createUuidV5(QUuid(), text));
    pair.verdict = verdict;
    if (verdict != Verdict::NoneFits)
        pair.entry = FaqEntryId(QUuid::createUuidV5(QUuid(), QString::number(number)));
    pair.language = u"en"_s;
    pair.text = text;
    return pair;
}

//! The same decision for another customer.
LearnedPair again(LearnedPair pair) {
    pair.id = LearnedPairId::create();
    return pair;
}

//! Customers' messages of four subjects, none of them with a label; each subject has words that the FAQ has not.
QStringList messages() {
    const QList<QStringList> subjects{
        {u"parcel"_s, u"courier"_s, u"shipment"_s, u"delivered"_s, u"tracking"_s, u"carrier"_s, u"depot"_s,
         u"postman"_s},
        {u"password"_s, u"login"_s, u"account"_s, u"reset"_s, u"locked"_s, u"username"_s, u"signin"_s,
         u"credentials"_s},
        {u"invoice"_s, u"billing"_s, u"pay"_s, u"transfer"_s, u"card"_s, u"iban"_s, u"debit"_s, u"bank"_s},
        {u"vouchers"_s, u"gift"_s, u"present"_s, u"birthday"_s, u"coupon"_s, u"ribbon"_s, u"surprise"_s,
         u"wrapping"_s},
    };
    QStringList result;
    for (int i = 0; i < 400; ++i) {
        const QStringList& words = subjects.at(i % 4);
        QStringList text;
        for (int k = 0; k < 5; ++k)
            text.append(words.at((i / 4 + k * (1 + i % 5)) % 8));
        result.append(text.join(u' '));
    }
    return result;
}

TrainingData data() {
    TrainingData data;
    data.entries = faq();
    data.pairs = {pairOf(1, u"the courier never came"_s), pairOf(2, u"locked out again"_s),
                  pairOf(0, u"nice weather today"_s, Verdict::NoneFits)};
    data.messages.insert(u"en"_s, messages());
    return data;
}
} // namespace

class tst_Model : public test::TestCase {
    Q_OBJECT
private:
    std::unique_ptr<knowledge::FaqIndex> m_index;
    std::unique_ptr<Suggester> m_suggester;

    QList<Suggestion> hits(const QString& text) {
        SuggestionRequest request;
        request.turns = QStringList{text};
        request.language = request.teamLanguage = u"en"_s;
        request.rawHits = true;
        request.limit = 10;
        return m_suggester->suggest(request).suggestions;
    }

    Suggestion first(const QString& text) { return hits(text).value(0); }

    QList<int> numbers(const QString& text) {
        QList<int> result;
        for (const Suggestion& suggestion : hits(text))
            result.append(suggestion.number);
        return result;
    }

protected:
    void initTest() override {
        m_index = std::make_unique<knowledge::FaqIndex>();
        VERIFY_OK(m_index->open({}, faq()));
        m_suggester = std::make_unique<Suggester>(*m_index);
    }

private slots:
    void anAcceptedPairCountsAtOnceAndIsForgotten() {
        const QString words = u"stuff vanished somewhere"_s;
        QVERIFY(!numbers(words).contains(1));
        const LearnedPair pair = pairOf(1, u"all stuff vanished"_s);
        VERIFY_OK(m_suggester->addPairs({pair}));
        QCOMPARE(numbers(words).value(0), 1);
        // Also after the author changed the entry.
        FaqEntry changed = faq().first();
        changed.version = 2;
        changed.questions[u"en"_s] = u"Where is my order?"_s;
        VERIFY_OK(m_suggester->updateEntries({changed}));
        QCOMPARE(numbers(words).value(0), 1);
        VERIFY_OK(m_suggester->removePairs({pair.id}));
        QVERIFY(!numbers(words).contains(1));
        QVERIFY(m_index->entry(changed.id)->variants.isEmpty());
    }

    void aRefusedEntryLosesItsPlace() {
        const QString words = u"can I pay for gift vouchers"_s;
        const int before = numbers(words).value(0);
        VERIFY_OK(m_suggester->addPairs({pairOf(before, words, Verdict::Wrong)}));
        QVERIFY(numbers(words).value(0) != before);
        // For other words it stays what it was.
        QCOMPARE(numbers(faq().at(before - 1).question(u"en"_s)).value(0), before);
    }

    //! The model sees words of no meaning and a common rest, and takes whatever the rest is mostly answered with.
    void whatWasDecidedForTheVeryWordsGoesFirst() {
        TrainingData known;
        known.entries = faq();
        for (int i = 0; i < 60; ++i) {
            const QString made =
                u"qu%1ka zi%2mo does not work"_s.arg(QChar(u'a' + i % 26)).arg(QChar(u'a' + i / 3));
            known.pairs.append(pairOf(i % 6 == 0 ? 2 : 1, made));
        }
        const auto model = trainModel(known, Never);
        VERIFY_OK(model);
        m_suggester->setModel(*model);
        VERIFY_OK(m_suggester->setPairs(known.pairs));
        const QString words = u"borbu kogila does not work"_s;
        QCOMPARE(numbers(words).value(0), 1);
        VERIFY_OK(m_suggester->addPairs({pairOf(3, words)}));
        const auto offered = [&](const QString& text) {
            SuggestionRequest request;
            request.turns = QStringList{text};
            request.language = request.teamLanguage = u"en"_s;
            const auto found = m_suggester->suggest(request).suggestions;
            return found.isEmpty() ? 0 : found.first().number;
        };
        QCOMPARE(offered(u"Kogila borbu does not work!"_s), 3);
        QCOMPARE(offered(u"borbu kogila tanuri does not work"_s), 1);
        // Until somebody finds it wrong for them.
        VERIFY_OK(m_suggester->addPairs({pairOf(3, words, Verdict::Wrong)}));
        QVERIFY(offered(words) != 3);
        // A word or two that fit everywhere decide nothing.
        VERIFY_OK(m_suggester->addPairs({pairOf(4, u"does not work"_s)}));
        QCOMPARE(offered(u"does not work"_s), 1);
    }

    void whereAgentsDecidedDifferentlyMostGoFirst() {
        const QString words = u"borbu kogila does not work"_s;
        QList<LearnedPair> sent;
        const auto decide = [&](int number, int times) {
            for (int i = 0; i < times; ++i)
                sent.append(again(pairOf(number, words)));
        };
        decide(1, 2);
        decide(3, 5);
        decide(2, 1);
        VERIFY_OK(m_suggester->setPairs(sent));
        QCOMPARE(numbers(words).mid(0, 3), QList<int>({3, 1, 2}));
        QList<LearnedPairId> gone;
        for (const LearnedPair& pair : sent.mid(2, 4))
            gone.append(pair.id);
        VERIFY_OK(m_suggester->removePairs(gone));
        QCOMPARE(numbers(words).value(0), 1);
        QVERIFY(first(words).parts.sameWords);
        // Who says more often that nothing fits them is right.
        QList<LearnedPair> none;
        for (int i = 0; i < 3; ++i)
            none.append(again(pairOf(0, words, Verdict::NoneFits)));
        VERIFY_OK(m_suggester->addPairs(none.mid(0, 2)));
        QVERIFY(first(words).parts.sameWords);
        VERIFY_OK(m_suggester->addPairs(none.mid(2)));
        QVERIFY(!first(words).parts.sameWords);
        VERIFY_OK(m_suggester->removePairs({none.first().id}));
        QVERIFY(first(words).parts.sameWords);
    }

    void aWrittenQuestionIsADecisionToo() {
        const QString words = faq().at(1).question(u"en"_s);
        QList<LearnedPair> sent{again(pairOf(3, words))};
        VERIFY_OK(m_suggester->setPairs(sent));
        QCOMPARE(numbers(words).value(0), 2);
        for (int i = 0; i < 3; ++i)
            sent.append(again(pairOf(3, words)));
        VERIFY_OK(m_suggester->setPairs(sent));
        QCOMPARE(numbers(words).value(0), 3);
    }

    //! A single word is no wording of its own: what it mostly means the model learned.
    void theSameWordsWeighInTheModelAsOftenAsTheyCame() {
        // How much likelier it is to mean the fourth entry than the second.
        const auto odds = [](int second, int fourth) {
            TrainingData known;
            known.entries = faq();
            for (int i = 0; i < second; ++i)
                known.pairs.append(again(pairOf(2, u"kogila"_s)));
            for (int i = 0; i < fourth; ++i)
                known.pairs.append(again(pairOf(4, u"kogila"_s)));
            const auto model = (*trainModel(known, Never))->language(u"en"_s);
            const auto scores = model->score(model->viewOf(knowledge::TextAnalyser(u"en"_s).tokens(u"kogila"_s)));
            const auto share = [&](int number) {
                return scores.entries[size_t(model->indexOf(faq().at(number - 1).id))].share;
            };
            return share(4) / share(2);
        };
        QVERIFY(odds(1, 11) > 3 * odds(1, 1));
        QVERIFY(odds(1, 1) > 3 * odds(11, 1));
    }

    void germanWordsAreJoinedAlsoAfterSaving() {
        TrainingData known = data();
        for (FaqEntry& entry : known.entries) {
            entry.questions.insert(u"de"_s, u"Frage zur Paketverfolgung %1"_s.arg(entry.number));
            entry.answers.append({u"de"_s, AnswerLength::Chat, FormOfAddress::Unknown, u"Antwort."_s});
        }
        const auto model = trainModel(known, Never);
        VERIFY_OK(model);
        const auto again = Model::fromBytes((*model)->toBytes());
        VERIFY_OK(again);
        for (const auto& [language, square] : {std::pair(u"de"_s, 0.5), std::pair(u"en"_s, 1.0)}) {
            const PieceSpace& space = (*again)->language(language)->space;
            const QString question = known.entries.first().question(language);
            const Pieces pieces = piecesOf(knowledge::TextAnalyser(language).tokens(question));
            double sum = 0;
            for (const auto& [piece, value] : space.vectorOf({pieces.words, {}}).values)
                sum += double(value) * double(value);
            QVERIFY2(std::abs(sum - square) < 1e-3, qPrintable(language));
        }
    }

    void synonymsAreMeanings() {
        QVERIFY(!numbers(u"certificates"_s).contains(4));
        m_suggester->setSynonyms({{u"en"_s, {u"voucher"_s, u"certificate"_s}}, {u"de"_s, {u"x"_s, u"y"_s}}});
        QCOMPARE(numbers(u"certificates"_s).value(0), 4);
        m_suggester->setSynonyms({});
        QVERIFY(!numbers(u"certificates"_s).contains(4));
    }

    void wordsAreKnownByTheirCompany() {
        const auto model = trainModel(data(), Never);
        VERIFY_OK(model);
        const WordVectors& vectors = (*model)->language(u"en"_s)->vectors;
        const knowledge::TextAnalyser analyser(u"en"_s);
        const auto meaning = [&](const QString& word) {
            return vectors.vectorOf({vectors.rowOf(analyser.stem(word))});
        };
        QVERIFY(cosine(meaning(u"shipment"_s), meaning(u"courier"_s)) >
                cosine(meaning(u"shipment"_s), meaning(u"invoice"_s)) + 0.2F);
        QVERIFY(meaning(u"never-heard"_s).empty());
    }

    void everydayWordsAreKnownFromTheBeginning() {
        TrainingData nothing;
        nothing.entries = faq();
        const auto model = trainModel(nothing, Never);
        VERIFY_OK(model);
        const auto language = (*model)->language(u"en"_s);
        const knowledge::TextAnalyser analyser(u"en"_s);
        const auto meaning = [&](const QString& word) { return language->viewOf(analyser.tokens(word)).meaning; };
        QVERIFY(cosine(meaning(u"buy"_s), meaning(u"purchase"_s)) >
                cosine(meaning(u"buy"_s), meaning(u"weather"_s)) + 0.2F);
        const QString otherLanguage = u"de"_s; // a temporary here makes GCC 14 warn of the reference
        const WordVectors& german = WordVectors::shipped(otherLanguage);
        const knowledge::TextAnalyser germanAnalyser(otherLanguage);
        const auto germanMeaning = [&](const QString& word) {
            return german.vectorOf({german.rowOf(germanAnalyser.stem(knowledge::TextAnalyser::fold(word)))});
        };
        QVERIFY(cosine(germanMeaning(u"kaufen"_s), germanMeaning(u"erwerben"_s)) >
                cosine(germanMeaning(u"kaufen"_s), germanMeaning(u"wetter"_s)) + 0.2F);
        QVERIFY(WordVectors::shipped(u"fr"_s).isEmpty());
    }

    void mistypedWordsHaveTheMeaningOfWhatTheyShareCharactersWith() {
        const auto model = trainModel(data(), Never);
        VERIFY_OK(model);
        const auto language = (*model)->language(u"en"_s);
        const knowledge::TextAnalyser analyser(u"en"_s);
        const auto meaning = [&](const QString& word) { return language->viewOf(analyser.tokens(word)).meaning; };
        const QString mistyped = u"shipmennt"_s; // in no message
        QCOMPARE(language->vectors.rowOf(analyser.stem(mistyped)), -1);
        QVERIFY(cosine(meaning(mistyped), meaning(u"shipment"_s)) >
                cosine(meaning(mistyped), meaning(u"invoice"_s)) + 0.2F);
        QVERIFY(meaning(u"xyzzy"_s).empty());
    }

    void fewTextsShareTooLittle() {
        TrainingData few = data();
        few.messages[u"en"_s] = few.messages.value(u"en"_s).mid(0, 100);
        const auto model = trainModel(few, Never);
        VERIFY_OK(model);
        QCOMPARE((*model)->language(u"en"_s)->latent.dimensions(), 0);
    }

    void meaningsAreRenewedWithTheModel() {
        const auto model = trainModel(data(), Never);
        VERIFY_OK(model);
        knowledge::FaqIndex index;
        VERIFY_OK(index.open({}, faq()));
        Pipeline anew(index);
        anew.setModel(*model);
        Pipeline before(index);
        const auto scores = [](Pipeline& pipeline) {
            QMap<FaqEntryId, double> result;
            const Ranking ranking = pipeline.rank(
                u"where is the courier with my parcel parcel"_s, u"en"_s, [](const FaqEntry&) { return true; }, {},
                4);
            for (const Ranked& ranked : ranking.entries)
                result.insert(ranked.entry->id, ranked.score);
            return result;
        };
        const auto wordsOnly = scores(before);
        before.setModel(*model);
        QCOMPARE(scores(before), scores(anew));
        QVERIFY(scores(before) != wordsOnly);
        TrainingData more = data();
        more.messages[u"en"_s] += more.messages.value(u"en"_s).mid(0, 90);
        const auto later = trainModel(more, Never);
        VERIFY_OK(later);
        Pipeline anewLater(index);
        anewLater.setModel(*later);
        before.setModel(*later);
        QVERIFY(scores(before) != scores(anew));
        QCOMPARE(scores(before), scores(anewLater));
        before.setModel(nullptr);
        QCOMPARE(scores(before), wordsOnly);
    }

    void messagesTeachWordsThatTheFaqDoesNotHave() {
        const QList<std::pair<QString, int>> asked{{u"shipment tracking"_s, 1},
                                                   {u"my login"_s, 2},
                                                   {u"billing by transfer"_s, 3},
                                                   {u"birthday present"_s, 4}};
        TrainingData without;
        without.entries = faq();
        const auto poor = trainModel(without, Never);
        VERIFY_OK(poor);
        TrainingData with = without;
        with.messages.insert(u"en"_s, messages());
        const auto rich = trainModel(with, Never);
        VERIFY_OK(rich);
        const auto right = [&](const std::shared_ptr<const Model>& model) {
            m_suggester->setModel(model);
            int count = 0;
            for (const auto& [text, number] : asked)
                count += numbers(text).value(0) == number;
            return count;
        };
        // Everyday words are known from the beginning, but not which of them belong together here.
        QVERIFY(right(*poor) < 4);
        QCOMPARE(right(*rich), 4);
        QVERIFY(right(nullptr) < 4);
    }

    void sameDataSameModel() {
        const auto one = trainModel(data(), Never);
        const auto two = trainModel(data(), Never);
        VERIFY_OK(one);
        VERIFY_OK(two);
        const QByteArray bytes = (*one)->toBytes();
        QCOMPARE(bytes, (*two)->toBytes());
        const auto read = Model::fromBytes(bytes);
        VERIFY_OK(read);
        QCOMPARE((*read)->toBytes(), bytes);
        const knowledge::TextAnalyser analyser(u"en"_s);
        const auto score = [&](const std::shared_ptr<const Model>& model) {
            const auto language = model->language(u"en"_s);
            return language->score(language->viewOf(analyser.tokens(u"where is the courier"_s)));
        };
        const auto a = score(*one);
        const auto b = score(*read);
        QCOMPARE(a.entries.size(), size_t(4));
        for (size_t i = 0; i < a.entries.size(); ++i)
            QVERIFY(std::abs(a.entries[i].margin - b.entries[i].margin) < 0.01F);
        QVERIFY(a.none > -1); // one text fitted nothing
        QVERIFY(!(*one)->language(u"de"_s));
    }

    void manyEntriesAreToldApartTheSameEachTime() {
        QList<FaqEntryId> entries;
        for (int i = 0; i < 21; ++i)
            entries.append(makeEntry(i, u"x"_s).id);
        // Nothing for the last entry; every fortieth text fits none.
        const auto entryOf = [](int i) { return i % 40 == 0 ? -1 : i % 20; };
        std::vector<TextView> views;
        for (int i = 0; i < 400; ++i)
            views.push_back({{{{1 + entryOf(i), 0.8F}, {21 + i % 9, 0.6F}}}, {0.6F, i % 3 == 0 ? 0.8F : -0.8F}});
        std::vector<LinearModel::Example> examples;
        for (int i = 0; i < 400; ++i)
            examples.push_back({&views[size_t(i)], entryOf(i)});
        const auto fit = [&] { return LinearModel::train(entries, examples, 31, 2, 1e-4, Never, {}); };
        const auto bytes = [](const LinearModel& model) {
            QByteArray result;
            QDataStream out(&result, QIODevice::WriteOnly);
            out << model;
            return result;
        };
        const LinearModel model = fit();
        QCOMPARE(bytes(fit()), bytes(model));
        QVERIFY(model.hasNone());
        int right = 0;
        for (const LinearModel::Example& example : examples) {
            const std::vector<float> margins = model.margins(*example.text);
            QCOMPARE(margins[20], LinearModel::Unseen);
            right += std::max_element(margins.begin(), margins.end()) - margins.begin() ==
                     (example.entry < 0 ? 21 : example.entry);
        }
        QCOMPARE(right, 400);
    }

    void brokenBytesAreErrors() {
        const auto model = trainModel(data(), Never);
        VERIFY_OK(model);
        const QByteArray bytes = (*model)->toBytes();
        for (const qsizetype length :
             {qsizetype(0), qsizetype(3), qsizetype(40), bytes.size() / 2, bytes.size() - 1})
            QCOMPARE(Model::fromBytes(bytes.left(length)).error().code, ErrorCode::Damaged);
        QByteArray flipped = bytes;
        flipped[bytes.size() / 2] = char(flipped.at(bytes.size() / 2) ^ 1);
        QCOMPARE(Model::fromBytes(flipped).error().code, ErrorCode::Damaged);
        QByteArray newer = bytes;
        newer[7] = char(Model::FormatVersion + 1);
        QCOMPARE(Model::fromBytes(newer).error().code, ErrorCode::NewerSchema);
    }

    void cancelledSoon() {
        std::atomic<bool> cancelled = false;
        int steps = 0;
        const auto model = trainModel(data(), cancelled, [&](int done, int total) {
            QVERIFY(done <= total);
            cancelled = ++steps == 2;
        });
        QCOMPARE(model.error().code, ErrorCode::Cancelled);
        QCOMPARE(steps, 2);
    }

    void littleIsNoError() {
        TrainingData empty;
        VERIFY_OK(trainModel(empty, Never));
        empty.entries = faq().mid(0, 1);
        const auto one = trainModel(empty, Never);
        VERIFY_OK(one);
        m_suggester->setModel(*one);
        QCOMPARE(numbers(u"Where is my parcel?"_s).value(0), 1);
        m_suggester->setModel(nullptr);
    }

    void experienceIsMixed() {
        for (const double wordings : {0.0, 0.5, 3.0, 6.0, 10.0, 30.0, 50.0, 900.0}) {
            for (const int heard : {0, 50, 5000}) {
                const auto blend = Experience{wordings, heard}.blend();
                QVERIFY(std::abs(std::accumulate(blend.begin(), blend.end(), 0.0) - 1) < 1e-9);
                for (const double share : blend)
                    QVERIFY(share >= 0);
            }
        }
        QCOMPARE((Experience{0, 0}.blend()[0]), 1.0);
        QCOMPARE((Experience{0, 5000}.blend()[1]), 1.0);
        QCOMPARE((Experience{3, 0}.blend()[2]), 1.0);
        QCOMPARE((Experience{900, 0}.blend()[4]), 1.0);
    }
};

SOUFFLEUR_TEST_MAIN(tst_Model)
#include "tst_Model.moc"
