// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "EngineFixture.h"

#include "domain/Rules.h"
#include "engine/Outbox.h"

using namespace souffleur;

namespace {

//! Accepts everything unless told otherwise; may keep a request open.
class QuietConnector final : public channels::Connector {
public:
    std::optional<Error> failure;
    bool hangs = false;
    std::shared_ptr<QPromise<Result<SendReceipt>>> open;

    void start() override {}
    void stop() override {}
    QFuture<Result<SendReceipt>> send(const OutboundMessage&) override {
        if (hangs) {
            open = std::make_shared<QPromise<Result<SendReceipt>>>();
            open->start();
            return open->future();
        }
        if (failure)
            return readyFuture(Result<SendReceipt>(*failure));
        return readyFuture(Result<SendReceipt>(SendReceipt{{u"out:%1"_s.arg(++m_sent)}, {}}));
    }
    QFuture<Result<QByteArray>> fetch(const Attachment&) override {
        return readyFuture(Result<QByteArray>(makeError(ErrorCode::NotFound)));
    }
    void sendTyping(const QString&) override {}
    ChannelHealth health() const override { return {}; }

private:
    int m_sent = 0;
};

struct LearningFixture : test::EngineFixture {
    QuietConnector connector;
    engine::Outbox outbox{*storage, clock, [this](ChannelId) { return &connector; }};
    FaqEntryId entry;
    const QString answer = u"Ihr Paket ist unterwegs und kommt morgen bei Ihnen an."_s;

    LearningFixture() {
        entry = addEntry(u"Wo ist mein Paket?"_s, answer);
        outbox.start();
    }

    FaqEntryId addEntry(const QString& question, const QString& body) {
        FaqEntry made;
        made.id = FaqEntryId::create();
        made.questions.insert(u"de"_s, question);
        made.answers = {{u"de"_s, AnswerLength::Chat, FormOfAddress::Formal, body}};
        made.status = FaqStatus::Published;
        if (const auto saved = run(SaveFaqEntry{made, {}}); !saved)
            qFatal("%s", qPrintable(saved.error().toString()));
        return made.id;
    }

    SendReply suggested(const QString& words, const QString& sender = u"7"_s) {
        SendReply r = reply(conversation(sender), words);
        r.suggestion = SuggestionUse{SuggestionSetId::create(), entry, 1, answer};
        return r;
    }
    MessageStatus statusOf(MessageId id) {
        return read([&](store::Store& s) { return s.messages().find(id); }).status;
    }
    //! Sends until the message has got its final status.
    void deliver(MessageId id, MessageStatus until) {
        outbox.wake();
        clock.advance(10s);
        if (!QTest::qWaitFor([&] { return statusOf(id) == until; }, 5000))
            qFatal("not delivered: %d", int(statusOf(id)));
    }
    QList<LearnedPair> pairs() {
        return read([](store::Store& s) { return s.learning().latest(100); });
    }
};

} // namespace

class tst_Learning : public test::TestCase {
    Q_OBJECT
private slots:
    void anAcceptedReplyTeaches() {
        LearningFixture f;
        VERIFY_OK(f.ingest({f.text(u"7:1"_s, u"Hallo,"_s), f.text(u"7:2"_s, u"wo bleibt das ding"_s)}));
        const SendReply reply = f.suggested(f.answer + u" Viele Grüße"_s);
        VERIFY_OK(f.run(reply));
        QVERIFY(f.pairs().isEmpty()); // held: it may still be undone
        f.deliver(reply.message, MessageStatus::Sent);
        QCOMPARE(f.pairs().size(), 1);
        const LearnedPair pair = f.pairs().first();
        QCOMPARE(pair.entry, f.entry);
        QCOMPARE(pair.verdict, Verdict::Accepted);
        QCOMPARE(pair.text, u"Hallo,\nwo bleibt das ding"_s);
        QCOMPARE(pair.contact, f.conversation().contact);
        // The next one learns what came since, not the same again.
        VERIFY_OK(f.ingest({f.text(u"7:3"_s, u"und das zweite?"_s)}));
        const SendReply second = f.suggested(f.answer);
        VERIFY_OK(f.run(second));
        VERIFY_OK(f.ingest({f.text(u"7:4"_s, u"danke"_s)})); // behind the reply: not what it answered
        f.deliver(second.message, MessageStatus::Sent);
        QCOMPARE(f.pairs().size(), 2);
        QCOMPARE(f.pairs().last().text, u"und das zweite?"_s);
    }

    void whatWasRewrittenTeachesNothing() {
        LearningFixture f;
        VERIFY_OK(f.ingest({f.text(u"7:1"_s, u"wo bleibt das ding"_s)}));
        const SendReply reply =
            f.suggested(u"Das weiß ich leider nicht, bitte rufen Sie uns unter der Nummer an."_s);
        VERIFY_OK(f.run(reply));
        f.deliver(reply.message, MessageStatus::Sent);
        QVERIFY(f.pairs().isEmpty());
    }

    void onlyWhatTheChannelTookTeaches() {
        LearningFixture f;
        VERIFY_OK(f.ingest({f.text(u"7:1"_s, u"wo bleibt das ding"_s)}));
        f.connector.failure = makeError(ErrorCode::Rejected, u"no"_s);
        SendReply reply = f.suggested(f.answer);
        VERIFY_OK(f.run(reply));
        f.deliver(reply.message, MessageStatus::Failed);
        QVERIFY(f.pairs().isEmpty());
        f.connector.failure = makeError(ErrorCode::Unclear);
        reply = f.suggested(f.answer);
        VERIFY_OK(f.run(reply));
        f.deliver(reply.message, MessageStatus::Unclear);
        QVERIFY(f.pairs().isEmpty());
        VERIFY_OK(f.run(SettleUnclear{reply.message, true}));
        QCOMPARE(f.pairs().size(), 1);
    }

    void anAnswerFoundByHandTeachesToo() {
        LearningFixture f;
        VERIFY_OK(f.ingest({f.text(u"7:1"_s, u"wo bleibt das ding"_s)}));
        SendReply reply = f.reply(f.conversation(), f.answer);
        reply.faqEntry = f.entry;
        VERIFY_OK(f.run(reply));
        f.deliver(reply.message, MessageStatus::Sent);
        QCOMPARE(f.pairs().size(), 1);
        QCOMPARE(f.read([&](store::Store& s) { return s.faq().stats(f.entry); }).verbatim, 1);
        // What the agent made of the draft counts, where the draft tells what was inserted.
        VERIFY_OK(f.ingest({f.text(u"7:2"_s, u"noch etwas ganz anderes"_s)}));
        Draft draft;
        draft.conversation = f.conversation().id;
        draft.faqEntry = f.entry;
        draft.insertedText = u"Ganz etwas anderes wurde eingesetzt, als nun gesendet wird, und das ist lang."_s;
        draft.text = f.answer;
        VERIFY_OK(f.run(SaveDraft{draft}));
        reply = f.reply(f.conversation(), f.answer);
        reply.faqEntry = f.entry;
        reply.sendAnyway = true; // the same words as before
        VERIFY_OK(f.run(reply));
        f.deliver(reply.message, MessageStatus::Sent);
        QCOMPARE(f.pairs().size(), 1);
    }

    void refusalsTeach() {
        LearningFixture f;
        VERIFY_OK(f.ingest({f.text(u"7:1"_s, u"habt ihr zwölftonleitern"_s)}));
        const ConversationId id = f.conversation().id;
        VERIFY_OK(f.run(RecordWrong{id, SuggestionSetId::create(), f.entry, 1}));
        VERIFY_OK(f.run(RecordNoneFits{id, {}, NoneFitsReason::Missing, {}, u"gekürzt"_s, {f.entry}}));
        QCOMPARE(f.pairs().size(), 2);
        QCOMPARE(f.pairs()[0].verdict, Verdict::Wrong);
        QCOMPARE(f.pairs()[0].entry, f.entry);
        QCOMPARE(f.pairs()[1].verdict, Verdict::NoneFits);
        QVERIFY(f.pairs()[1].entry.isNull());
        QCOMPARE(f.pairs()[1].text, u"habt ihr zwölftonleitern"_s);
        QCOMPARE(f.read([&](store::Store& s) { return s.faq().stats(f.entry); }).noneFits, 2);
        QCOMPARE(f.read([](store::Store& s) { return s.events().byKind(u"none_fits"_s, 9); }).size(), 1);
        QCOMPARE(f.run(RecordWrong{id, {}, FaqEntryId::create(), 1}).error().code, ErrorCode::NotFound);
        const auto gaps = f.read([](store::Store& s) { return s.gaps().turns({}, 9); });
        QCOMPARE(gaps.size(), 1);
        QCOMPARE(gaps.first().kind, GapKind::NoneFits);
    }

    void anAgentSaysWhatFits() {
        LearningFixture f;
        VERIFY_OK(f.ingest({f.text(u"7:1"_s, u"wo bleibt die sendung"_s)}));
        const ConversationId id = f.conversation().id;
        VERIFY_OK(f.run(RecordWrong{id, {}, f.entry, 1}));
        VERIFY_OK(f.run(RecordRight{id, SuggestionSetId::create(), f.entry, 1})); // second thoughts
        QCOMPARE(f.pairs().size(), 1);
        QCOMPARE(f.pairs().first().verdict, Verdict::Accepted);
        QCOMPARE(f.pairs().first().entry, f.entry);
        QCOMPARE(f.pairs().first().text, u"wo bleibt die sendung"_s);
        QCOMPARE(f.read([](store::Store& s) { return s.events().byKind(u"suggestion_right"_s, 9); }).size(), 1);
        QCOMPARE(f.run(RecordRight{id, {}, FaqEntryId::create(), 1}).error().code, ErrorCode::NotFound);
    }

    void aReplyBecomesADraftEntry() {
        LearningFixture f;
        QCOMPARE(f.run(ProposeFaq{ConversationId::create()}).error().code, ErrorCode::NotFound);
        VERIFY_OK(
            f.ingest({f.text(u"7:1"_s, u"Hallo, hier ist Kim 7."_s),
                      f.text(u"7:2"_s, u"Kann man den Ring enger machen? Meine Nummer ist 0171 2345678."_s)}));
        const ConversationId id = f.conversation().id;
        QCOMPARE(f.run(ProposeFaq{id}).error().code, ErrorCode::NotFound); // nothing was answered yet
        VERIFY_OK(
            f.run(f.reply(f.conversation(), u"Hallo Kim, wir ändern Ringe für 15 Euro. Viele Grüße, Jana"_s)));
        const auto proposed = f.run(ProposeFaq{id});
        VERIFY_OK(proposed);
        const FaqEntry entry = f.read([&](store::Store& s) { return s.faq().find(proposed->faqEntry); });
        QCOMPARE(entry.status, FaqStatus::Draft);
        QCOMPARE(entry.owner, u"Jana"_s);
        QVERIFY(!entry.questions.first().contains(u"Kim"_s));
        QVERIFY(!entry.questions.first().contains(u"2345678"_s));
        QVERIFY(entry.questions.first().contains(u"Ring enger machen"_s));
        QCOMPARE(entry.answers.size(), 1);
        QCOMPARE(entry.answers.first().body,
                 u"Hallo {{name}}, wir ändern Ringe für 15 Euro. Viele Grüße, {{agent}}"_s);
        // Noted once; a colleague who did not reply has nothing to note.
        QCOMPARE(f.run(ProposeFaq{id})->faqEntry, proposed->faqEntry);
        QCOMPARE(f.run(ProposeFaq{id}, f.tim).error().code, ErrorCode::NotFound);
        QCOMPARE(f.read([](store::Store& s) { return s.faq().count(); }), 2);
    }

    void aDeletedMessageIsForgotten() {
        LearningFixture f;
        VERIFY_OK(f.ingest({f.text(u"7:1"_s, u"mein geheimnis"_s), f.text(u"7:2"_s, u"wo ist es"_s)}));
        VERIFY_OK(f.run(RecordWrong{f.conversation().id, {}, f.entry, 2}));
        QCOMPARE(f.pairs().size(), 1);
        VERIFY_OK(f.ingest({MessageDeleted{u"7:1"_s}}));
        QVERIFY(f.pairs().isEmpty());
    }

    void aBadRunRaisesOneTask() {
        LearningFixture f;
        const auto rated = [&](int i, int stars) {
            const QString sender = u"s%1"_s.arg(i);
            VERIFY_OK(f.ingest({f.text(sender + u":1"_s, u"wo bleibt das ding %1"_s.arg(i), sender)}));
            VERIFY_OK(f.run(f.suggested(f.answer, sender)));
            f.clock.advance(1s);
            VERIFY_OK(f.ingest(
                {Rated{Sender{sender, {}, {}, {}, {}}, stars, {}, stars < 3 ? u"hilft nicht"_s : QString()}}));
        };
        const auto stats = [&] { return f.read([&](store::Store& s) { return s.faq().stats(f.entry); }); };
        const auto tasks = [&] { return f.read([](store::Store& s) { return s.ratings().tasks(false, 9); }); };
        for (int i = 0; i < 4; ++i)
            rated(i, 1);
        rated(4, 5);
        QVERIFY(tasks().isEmpty());
        QVERIFY(!rules::isBadRun(stats()));
        const double before = rules::entryScore(stats(), 0);
        rated(5, 2);
        QVERIFY(rules::isBadRun(stats()));
        QVERIFY(rules::entryScore(stats(), 0) < before - 1.4);
        QCOMPARE(tasks().size(), 1);
        QCOMPARE(tasks().first().entry, f.entry);
        QCOMPARE(tasks().first().low, 5);
        rated(6, 1);
        QCOMPARE(tasks().size(), 1);
        const auto ratings = f.read([](store::Store& s) { return s.ratings().latest(9); });
        QCOMPARE(ratings.size(), 7);
        QCOMPARE(ratings.first().comment, u"hilft nicht"_s);
        // Another question does not make the answer better; another answer is another matter.
        FaqEntry entry = f.read([&](store::Store& s) { return s.faq().find(f.entry); });
        entry.tags = {u"lieferung"_s};
        VERIFY_OK(f.run(SaveFaqEntry{entry, {}}));
        QCOMPARE(tasks().size(), 1);
        entry = f.read([&](store::Store& s) { return s.faq().find(f.entry); });
        entry.answers[0].body += u" Versprochen."_s;
        VERIFY_OK(f.run(SaveFaqEntry{entry, {}}));
        QVERIFY(tasks().isEmpty());
        QVERIFY(!rules::isBadRun(stats()));
        QCOMPARE(stats().ratingCount, 7);
    }

    void aTaskIsClosedByHand() {
        LearningFixture f;
        ReviewTask task;
        task.id = ReviewTaskId::create();
        task.entry = f.entry;
        task.openedAt = f.clock.now();
        f.write([&](store::Store& s) { return s.ratings().open(task); });
        VERIFY_OK(f.run(CloseReviewTask{task.id}));
        QCOMPARE(f.run(CloseReviewTask{task.id}).error().code, ErrorCode::NotFound);
        QCOMPARE(f.read([](store::Store& s) { return s.ratings().tasks(true, 9); }).first().closedBy, u"Jana"_s);
    }

    void wordsMayFollowTheStars() {
        LearningFixture f;
        VERIFY_OK(f.ingest({f.text(u"7:1"_s, u"Hallo"_s)}));
        const Sender kim{u"7"_s, {}, {}, {}, {}};
        VERIFY_OK(f.ingest({Rated{kim, 4, {}, {}}}));
        VERIFY_OK(f.ingest({Rated{kim, 4, {}, u"sehr nett"_s}}));
        VERIFY_OK(f.ingest({Rated{kim, 4, {}, u"sehr nett"_s}}));
        const auto ratings = f.read([](store::Store& s) { return s.ratings().latest(9); });
        QCOMPARE(ratings.size(), 1);
        QCOMPARE(ratings.first().comment, u"sehr nett"_s);
        const QList<ThreadItem> thread = f.thread(f.conversation().id);
        QCOMPARE(std::count_if(thread.begin(), thread.end(),
                               [](const ThreadItem& item) {
                                   const auto* mark = std::get_if<ThreadMark>(&item);
                                   return mark && mark->kind == ThreadMark::Kind::Rated;
                               }),
                 1);
        VERIFY_OK(f.run(RateEpisode{f.conversation().id, 5, u"am Telefon"_s}));
        QCOMPARE(f.read([](store::Store& s) { return s.ratings().latest(9); }).first().stars, 5);
    }

    void aContactIsDeletedWhileAReplyIsOnItsWay() {
        LearningFixture f;
        VERIFY_OK(f.ingest({f.text(u"7:1"_s, u"wo bleibt das ding"_s)}));
        VERIFY_OK(f.run(RecordWrong{f.conversation().id, {}, f.entry, 1}));
        f.connector.hangs = true;
        const SendReply reply = f.suggested(f.answer);
        VERIFY_OK(f.run(reply));
        f.outbox.wake();
        f.clock.advance(10s);
        QTRY_VERIFY(f.connector.open);
        const Command deletion = makeCommand(f.jana.id, DeleteContact{f.conversation().contact});
        VERIFY_OK(f.run(deletion));
        QVERIFY(f.run(deletion)->repeated);
        QVERIFY(f.pairs().isEmpty());
        QCOMPARE(f.counts().allOpen, 0);
        f.connector.open->addResult(Result<SendReceipt>(SendReceipt{{u"late"_s}, {}}));
        f.connector.open->finish();
        QTRY_COMPARE(f.outbox.inFlight(), 0); // nothing is tried again for ever
        QVERIFY(f.pairs().isEmpty());
        QCOMPARE(f.run(DeleteContact{ContactId::create()}).error().code, ErrorCode::NotFound);
        // Who writes again is somebody new.
        VERIFY_OK(f.ingest({f.text(u"7:2"_s, u"Ich bin wieder da"_s)}));
        QCOMPARE(f.messages(f.conversation().id).size(), 1);
    }

    void synonymsAreSaved() {
        LearningFixture f;
        VERIFY_OK(f.run(SaveSynonyms{{{u"de"_s, {u"Gutschein"_s, u"Voucher"_s}}}}));
        QCOMPARE(f.read([](store::Store& s) { return s.learning().synonyms(); }).first().words,
                 QStringList({u"Gutschein"_s, u"Voucher"_s}));
    }
};

SOUFFLEUR_TEST_MAIN(tst_Learning)
#include "tst_Learning.moc"
