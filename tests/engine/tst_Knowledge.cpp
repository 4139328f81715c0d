// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "EngineFixture.h"

#include "domain/Rules.h"

using namespace souffleur;

namespace {

struct KnowledgeFixture : test::EngineFixture {
    FaqEntry add(const QString& question, const QString& answer) {
        FaqEntry entry;
        entry.id = FaqEntryId::create();
        entry.questions.insert(u"de"_s, question);
        entry.answers = {{u"de"_s, AnswerLength::Chat, FormOfAddress::Formal, answer}};
        entry.status = FaqStatus::Published;
        return save(entry);
    }
    FaqEntry save(const FaqEntry& entry) {
        if (const auto saved = run(SaveFaqEntry{entry, {}}); !saved)
            qFatal("%s", qPrintable(saved.error().toString()));
        return entryOf(entry.id);
    }
    FaqEntry entryOf(FaqEntryId id) {
        return read([&](store::Store& s) { return s.faq().find(id); });
    }
    FaqStats stats(FaqEntryId id) {
        return read([&](store::Store& s) { return s.faq().stats(id); });
    }
    QList<LearnedPair> learned(FaqEntryId id) {
        return read([&](store::Store& s) { return s.learning().of(id); });
    }
    QList<ReviewTask> tasks() {
        return read([](store::Store& s) { return s.ratings().tasks(false, 99); });
    }
    ConversationId customer(const QString& sender, const QString& words) {
        InboundMessage message;
        message.externalId = sender + u':' + words;
        message.sender = Sender{sender, {}, sender, u"de"_s, {}};
        message.text = words;
        if (!ingest({message}))
            qFatal("ingest");
        return read([&](store::Store& s) -> Result<ConversationId> {
            SOUFFLEUR_TRY(const auto identity, s.contacts().findIdentity(channel.id, sender));
            SOUFFLEUR_TRY(const auto conversation, s.conversations().findByContact(identity->contact));
            return conversation->id;
        });
    }
    void teach(FaqEntryId entry, ConversationId conversation, const QString& words) {
        write([&](store::Store& s) -> Status {
            SOUFFLEUR_TRY(const Conversation c, s.conversations().find(conversation));
            SOUFFLEUR_CHECK(s.learning().add(
                {LearnedPairId::create(), entry, Verdict::Accepted, c.contact, c.id, u"de"_s, words, clock.now()}));
            return ok();
        });
    }
};

} // namespace

class tst_Knowledge : public test::TestCase {
    Q_OBJECT
private slots:
    void mergingKeepsWordingsFiguresAndWhatWasLearned() {
        KnowledgeFixture f;
        FaqEntry kept = f.add(u"Wo ist mein Paket?"_s, u"Unterwegs."_s);
        FaqEntry other = f.add(u"Wo bleibt meine Sendung?"_s, u"Noch unterwegs."_s);
        other.variants = {{u"wo ist mein paket? "_s, u"de"_s, VariantSource::Written},
                          {u"Sendung verfolgen"_s, u"de"_s, VariantSource::Written}};
        other.questions.insert(u"en"_s, u"Where is my parcel?"_s);
        other.answers += {u"en"_s, AnswerLength::Chat, FormOfAddress::Unknown, u"On its way."_s};
        other.tags = {u"lieferung"_s};
        other = f.save(other);
        FaqStats counted;
        counted.entry = other.id;
        counted.shown = 9;
        counted.sent = 4;
        counted.ratingCount = 2;
        counted.ratingSum = 9;
        f.write([&](store::Store& s) { return s.faq().saveStats(counted); });
        f.teach(other.id, f.customer(u"kim"_s, u"Hallo"_s), u"wo bleibt das ding"_s);

        VERIFY_OK(f.run(MergeFaqEntries{kept.id, other.id}));
        kept = f.entryOf(kept.id);
        QCOMPARE(kept.question(u"de"_s), u"Wo ist mein Paket?"_s);
        QCOMPARE(kept.question(u"en"_s), u"Where is my parcel?"_s);
        QStringList variants;
        for (const FaqVariant& variant : std::as_const(kept.variants))
            variants += variant.text;
        QCOMPARE(variants, (QStringList{u"Wo bleibt meine Sendung?"_s, u"Sendung verfolgen"_s}));
        QCOMPARE(kept.answers.size(), 2); // its own German one stays
        QCOMPARE(kept.answers.first().body, u"Unterwegs."_s);
        QCOMPARE(kept.tags, QStringList{u"lieferung"_s});
        QCOMPARE(f.stats(kept.id).sent, 4);
        QCOMPARE(f.stats(kept.id).ratingSum, 9.0);
        QCOMPARE(f.stats(other.id).sent, 0);
        QCOMPARE(f.entryOf(other.id).status, FaqStatus::Archived);
        QCOMPARE(f.learned(kept.id).size(), 1);
        QVERIFY(f.learned(other.id).isEmpty());
        QCOMPARE(f.run(MergeFaqEntries{kept.id, kept.id}).error().code, ErrorCode::InvalidInput);
        QCOMPARE(f.run(MergeFaqEntries{kept.id, FaqEntryId::create()}).error().code, ErrorCode::NotFound);
    }

    void wrongLearningIsTakenAway() {
        KnowledgeFixture f;
        const FaqEntry entry = f.add(u"Wo ist mein Paket?"_s, u"Unterwegs."_s);
        const ConversationId kim = f.customer(u"kim"_s, u"Hallo"_s);
        f.teach(entry.id, kim, u"wo bleibt das ding"_s);
        f.teach(entry.id, kim, u"passt mir das kleid"_s);
        const QList<LearnedPair> pairs = f.learned(entry.id);
        QCOMPARE(pairs.size(), 2);
        QCOMPARE(pairs.first().text, u"passt mir das kleid"_s); // the newest first
        const QString epoch = f.read([](store::Store& s) { return s.learning().epoch(); });
        VERIFY_OK(f.run(ForgetLearned{{pairs.first().id}}));
        QCOMPARE(f.learned(entry.id).size(), 1);
        // A model that was made of it is not used any more.
        QVERIFY(f.read([](store::Store& s) { return s.learning().epoch(); }) != epoch);
    }

    void outdatedAnswersBecomeWork() {
        KnowledgeFixture f;
        const FaqEntry first = f.add(u"Wo ist mein Paket?"_s, u"Unterwegs."_s);
        const FaqEntry second = f.add(u"Wo ist die Rechnung?"_s, u"Im Paket."_s);
        const ConversationId kim = f.customer(u"kim"_s, u"wo ist es"_s);
        const QList<FaqEntryId> offered{first.id, second.id};
        VERIFY_OK(f.run(RecordNoneFits{kim, {}, NoneFitsReason::Tone, {}, {}, offered}));
        QVERIFY(f.tasks().isEmpty());
        for (int i = 0; i < 2; ++i)
            VERIFY_OK(f.run(RecordNoneFits{kim, {}, NoneFitsReason::Outdated, {}, {}, offered}));
        QCOMPARE(f.tasks().size(), 1);
        QCOMPARE(f.tasks().first().reason, ReviewReason::Outdated);
        QCOMPARE(f.tasks().first().entry, first.id);
        VERIFY_OK(f.run(RecordNoneFits{kim, {}, NoneFitsReason::Outdated, {}, {}, {}}));
        QCOMPARE(f.tasks().size(), 1);
    }

    void whatIsWrongTimeAndAgainBecomesWork() {
        KnowledgeFixture f;
        const FaqEntry entry = f.add(u"Wo ist mein Paket?"_s, u"Unterwegs."_s);
        const ConversationId kim = f.customer(u"kim"_s, u"wo ist es"_s);
        for (int i = 0; i < 4; ++i)
            VERIFY_OK(f.run(RecordWrong{kim, {}, entry.id, 1}));
        QVERIFY(f.tasks().isEmpty());
        VERIFY_OK(f.run(RecordWrong{kim, {}, entry.id, 1}));
        QCOMPARE(f.tasks().size(), 1);
        QCOMPARE(f.tasks().first().reason, ReviewReason::Wrong);
        QCOMPARE(f.tasks().first().low, 5);
        FaqStats often;
        often.noneFits = 10;
        QVERIFY(rules::isOftenWrong(often));
        often.sent = 10; // as often right
        QVERIFY(!rules::isOftenWrong(often));
    }

    void settledGapsAreKnownByTheirWords() {
        KnowledgeFixture f;
        VERIFY_OK(f.run(SettleGap{u"de"_s, {u"schweiz"_s, u"liefern"_s}}));
        VERIFY_OK(f.run(SettleGap{u"de"_s, {u"schweiz"_s, u"liefern"_s}}));
        QCOMPARE(f.run(SettleGap{u"de"_s, {}}).error().code, ErrorCode::InvalidInput);
        const auto settled = f.read([](store::Store& s) { return s.learning().settledGaps(); });
        QCOMPARE(settled.size(), 1);
        GapCluster cluster;
        cluster.language = u"de"_s;
        cluster.words = {u"schweiz"_s, u"liefern"_s, u"ihr"_s};
        QVERIFY(rules::isSameGap(cluster, settled.first()));
        cluster.language = u"en"_s;
        QVERIFY(!rules::isSameGap(cluster, settled.first()));
        cluster.language = u"de"_s;
        cluster.words = {u"rechnung"_s, u"liefern"_s};
        QVERIFY(!rules::isSameGap(cluster, settled.first()));
    }
};

SOUFFLEUR_TEST_MAIN(tst_Knowledge)
#include "tst_Knowledge.moc"
