// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "assist/Model.h"
#include "assist/Suggester.h"
#include "engine/EngineFixture.h"
#include "knowledge/FaqFile.h"
#include "knowledge/FaqIndex.h"

#include <numeric>
#include <random>

#include <QFile>

using namespace souffleur;

namespace {

//! A team and its bot: the store, the index, the suggester and customers who ask in their own words.
class Team : public test::EngineFixture {
public:
    explicit Team(unsigned seed) : m_random(seed) {}

    void open(const QList<FaqEntry>& entries) {
        for (const FaqEntry& entry : entries)
            save(entry);
        if (const Status opened =
                m_index.open({[]() -> Result<QByteArray> { return makeError(ErrorCode::NotFound); },
                              [](const QByteArray&) { return ok(); }},
                             m_entries.values());
            !opened)
            qFatal("%s", qPrintable(opened.error().toString()));
        m_bot = std::make_unique<assist::Suggester>(m_index);
    }
    //! New or changed; through the real command, the index follows.
    void save(FaqEntry entry) {
        entry.version = m_entries.contains(entry.id) ? m_entries.value(entry.id).version : 0;
        if (const auto saved = run(SaveFaqEntry{entry, {}}); !saved)
            qFatal("%s", qPrintable(saved.error().toString()));
        m_entries[entry.id] = read([&](store::Store& s) { return s.faq().find(entry.id); });
        if (m_bot) {
            if (const Status updated = m_bot->updateEntries({m_entries.value(entry.id)}); !updated)
                qFatal("%s", qPrintable(updated.error().toString()));
        }
    }
    const QMap<FaqEntryId, FaqEntry>& entries() const { return m_entries; }

    QList<FaqEntryId> suggest(const QString& text) {
        assist::SuggestionRequest request;
        request.turns = QStringList{text};
        request.language = u"de"_s;
        request.now = clock.now();
        QList<FaqEntryId> ids;
        for (const Suggestion& suggestion : m_bot->suggest(request).suggestions)
            ids += suggestion.entry;
        return ids;
    }
    void learn(const QString& customer, FaqEntryId entry, const QString& text,
               Verdict verdict = Verdict::Accepted) {
        if (!m_contacts.contains(customer)) {
            VERIFY_OK(ingest({this->text(customer + u":1"_s, u"Hallo"_s, customer)}));
            m_contacts.insert(customer, conversation(customer));
        }
        LearnedPair pair;
        pair.id = LearnedPairId::create();
        pair.entry = entry;
        pair.verdict = verdict;
        pair.contact = m_contacts.value(customer).contact;
        pair.conversation = m_contacts.value(customer).id;
        pair.language = u"de"_s;
        pair.text = text;
        pair.at = clock.now();
        const auto added = storage->write([&](store::Store& s) { return s.learning().add(pair); }).result();
        VERIFY_OK(added);
        if (*added)
            VERIFY_OK(m_bot->addPairs({pair}));
    }
    void rate(FaqEntryId entry, int stars) {
        const auto stats = storage
                               ->write([&](store::Store& s) {
                                   return s.ratings().credit(entry, EpisodeId::create(), stars, clock.now());
                               })
                               .result();
        VERIFY_OK(stats);
        m_bot->setStats({*stats});
    }
    //! What the trainer does over night.
    void train() {
        assist::TrainingData data;
        data.entries = m_entries.values();
        data.pairs = read([](store::Store& s) { return s.learning().latest(100'000); });
        const auto model = assist::trainModel(data, false);
        VERIFY_OK(model);
        m_bot->setModel(*model);
    }

    //! The wording as somebody in a hurry types it.
    QString retold(const QString& wording) {
        static const QStringList before{u""_s,        u""_s,       u"Hallo, "_s, u"hi! "_s, u"Guten Tag, "_s,
                                        u"Frage: "_s, u"sorry, "_s};
        static const QStringList behind{u""_s,    u""_s, u" danke"_s, u" ??"_s, u" bitte um Antwort"_s,
                                        u" lg"_s, u"!"_s};
        QStringList words = wording.split(u' ', Qt::SkipEmptyParts);
        if (words.size() > 4 && chance(0.4))
            words.removeAt(pick(words.size()));
        if (words.size() > 3 && chance(0.2))
            words.swapItemsAt(pick(words.size()), pick(words.size()));
        if (chance(0.4)) {
            QString& word = words[pick(words.size())];
            if (word.size() > 5)
                std::swap(word[word.size() / 2], word[word.size() / 2 - 1]);
        }
        QString text = words.join(u' ');
        if (chance(0.5))
            text = text.toLower();
        return before.at(pick(before.size())) + text + behind.at(pick(behind.size()));
    }
    qsizetype pick(qsizetype size) { return qsizetype(m_random() % unsigned(size)); }
    bool chance(double share) { return double(m_random() % 1000) < share * 1000; }

private:
    std::mt19937 m_random;
    knowledge::FaqIndex m_index;
    std::unique_ptr<assist::Suggester> m_bot;
    QMap<FaqEntryId, FaqEntry> m_entries;
    QHash<QString, Conversation> m_contacts;
};

QList<FaqEntry> sampleFaq() {
    QFile file(QStringLiteral(SOUFFLEUR_SOURCE_DIR "/resources/sample/faq.json"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no sample FAQ");
    const auto plan = knowledge::FaqFile::plan(file.readAll(), FaqFormat::Json, {}, fromMs(1'764'000'000'000));
    if (!plan)
        qFatal("%s", qPrintable(plan.error().toString()));
    QList<FaqEntry> entries;
    for (const ImportRow& row : plan->rows) {
        if (row.entry.status == FaqStatus::Published && row.entry.audience == FaqAudience::Public &&
            !row.entry.validUntil.isValid())
            entries += row.entry;
    }
    return entries;
}

} // namespace

class tst_LearningMonth : public test::TestCase {
    Q_OBJECT
private slots:
    void aWorseAnswerLosesItsPlace_data() {
        QTest::addColumn<int>("sent");
        QTest::newRow("new") << 0;
        QTest::newRow("sent often") << 40;
    }

    //! An answer that customers dislike stands first when it is new or when agents are used to it, and not for
    //! long.
    void aWorseAnswerLosesItsPlace() {
        QFETCH(int, sent);
        constexpr int Within = 8; // ratings
        Team team(5);
        QList<FaqEntry> entries = sampleFaq();
        const auto cancel = std::find_if(entries.begin(), entries.end(), [](const FaqEntry& entry) {
            return entry.question(u"de"_s) == u"Wie kann ich meine Bestellung stornieren?";
        });
        QVERIFY(cancel != entries.end());
        const FaqEntry better = *cancel;
        FaqEntry worse = better;
        worse.id = FaqEntryId::create();
        worse.number = 0;
        worse.questions[u"de"_s] = u"Wie kann ich eine Bestellung stornieren?"_s;
        worse.variants.prepend({u"wie kann ich eine bestellung stornieren"_s, u"de"_s, VariantSource::Written});
        worse.answers = {
            {u"de"_s, AnswerLength::Chat, FormOfAddress::Formal, u"Schauen Sie bitte in unsere AGB."_s}};
        entries += worse;
        for (FaqEntry& entry : entries)
            entry.version = 0;
        team.open(entries);
        const QString question = u"wie kann ich eine bestellung stornieren"_s;
        for (int i = 0; i < sent; ++i)
            team.learn(u"k%1"_s.arg(i), worse.id, question);
        QCOMPARE(team.suggest(question).value(0), worse.id);
        int ratings = 0;
        while (team.suggest(question).value(0) == worse.id && ratings < 50) {
            team.rate(worse.id, ratings % 3 == 2 ? 3 : 1);
            ++ratings;
        }
        qInfo("lost its place after %d ratings", ratings);
        QVERIFY2(ratings <= Within, qPrintable(QString::number(ratings)));
        QCOMPARE(team.suggest(question).value(0), better.id);
        // It does not come back by one friend's five stars.
        team.rate(worse.id, 5);
        QCOMPARE(team.suggest(question).value(0), better.id);
    }

    //! Thirty days: use makes the bot better, and neither an import nor a bulk edit nor somebody who repeats
    //! nonsense throws it back.
    void aMonth() {
        Team team(17);
        struct Topic {
            FaqEntryId entry;
            QStringList wordings; // that the FAQ does not know
        };
        QList<FaqEntry> start;
        QList<FaqEntry> later;
        QList<Topic> topics;
        const QList<FaqEntry> all = sampleFaq();
        for (qsizetype i = 0; i < all.size(); ++i) {
            FaqEntry entry = all.at(i);
            entry.version = 0;
            Topic topic{entry.id, {}};
            for (const FaqVariant& variant : std::as_const(entry.variants)) {
                if (variant.language == u"de")
                    topic.wordings += variant.text;
            }
            entry.variants.clear();
            if (i % 2 == 0 && topic.wordings.size() > 2) {
                start += entry;
                topics += topic;
            } else {
                later += entry;
            }
        }
        team.open(start);
        QVERIFY(topics.size() > 25);
        QList<double> accepted; // share of each day
        int customer = 0;
        for (int day = 0; day < 30; ++day) {
            if (day == 10) {
                for (const FaqEntry& entry : std::as_const(later))
                    team.save(entry);
            } else if (day == 16) {
                const QList<FaqEntry> everything = team.entries().values();
                for (FaqEntry entry : everything) {
                    entry.tags += u"geprüft"_s;
                    team.save(entry);
                }
            } else if (day == 22) {
                // Whoever answers takes the same entry each time, to be rid of it.
                for (int i = 0; i < 10'000; ++i)
                    team.learn(u"hostile"_s, topics.first().entry,
                               i % 3 ? u"bestellung geld paket rechnung blablabla"_s
                                     : u"bestellung geld paket rechnung bla %1"_s.arg(i));
            }
            if (day % 5 == 4)
                team.train();
            int good = 0;
            constexpr int PerDay = 30;
            for (int i = 0; i < PerDay; ++i) {
                const Topic& topic = topics.at(team.pick(topics.size()));
                const QString text = team.retold(topic.wordings.at(team.pick(topic.wordings.size())));
                const QList<FaqEntryId> offered = team.suggest(text);
                good += offered.contains(topic.entry) ? 1 : 0;
                // Taken from the cards, or found by hand: either way it is sent.
                team.learn(u"k%1"_s.arg(++customer % 200), topic.entry, text);
            }
            accepted += double(good) / PerDay;
            team.clock.advance(24h);
        }
        const auto mean = [&](int from, int to) {
            return std::accumulate(accepted.begin() + from, accepted.begin() + to, 0.0) / (to - from);
        };
        qInfo("accepted: first 5 days %.2f, before import %.2f, after %.2f, after edit %.2f, before nonsense %.2f, "
              "after "
              "%.2f, last 5 days %.2f",
              mean(0, 5), mean(5, 10), mean(10, 13), mean(16, 19), mean(19, 22), mean(22, 25), mean(25, 30));
        QVERIFY(mean(25, 30) >= mean(0, 5) + 0.05);
        // Days differ by chance: with 30 questions by about 0.08, the mean of three by 0.05.
        QVERIFY(mean(10, 13) >= mean(5, 10) - 0.08);
        QVERIFY(mean(16, 19) >= mean(13, 16) - 0.08);
        QVERIFY(mean(22, 25) >= mean(19, 22) - 0.08);
        for (int day = 5; day < 30; ++day)
            QVERIFY2(accepted.at(day) >= mean(0, 5) - 0.10, qPrintable(QString::number(day)));
    }
};

SOUFFLEUR_TEST_MAIN(tst_LearningMonth)
#include "tst_LearningMonth.moc"
