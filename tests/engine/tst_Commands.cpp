// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/Episodes.h"
#include "EngineFixture.h"

#include <random>

using namespace souffleur;

class tst_Commands : public test::TestCase {
    Q_OBJECT
private slots:
    void aRepeatedCommandChangesNothing() {
        test::EngineFixture f;
        VERIFY_OK(f.ingest({f.text(u"7:1"_s, u"Hallo"_s)}));
        const Command command = makeCommand(f.jana.id, f.reply(f.conversation(), u"Guten Tag"_s));
        const auto first = f.run(command);
        VERIFY_OK(first);
        const auto second = f.run(command);
        VERIFY_OK(second);
        QVERIFY(second->repeated);
        QCOMPARE(second->change, first->change);
        QCOMPARE(f.messages(f.conversation().id).size(), 2);
    }

    void aChangedSecretLeavesTheOthers() {
        test::EngineFixture f;
        const auto save = [&f](std::optional<QJsonObject> secrets) {
            return f.run(SaveChannel{f.channel, secrets});
        };
        VERIFY_OK(save(QJsonObject{{u"token"_s, u"a"_s}, {u"app_token"_s, u"b"_s}}));
        VERIFY_OK(save(QJsonObject{{u"token"_s, u"c"_s}}));
        VERIFY_OK(save(std::nullopt));
        const QJsonObject kept = f.read([&](store::Store& s) { return s.channels().secrets(f.channel.id); });
        QCOMPARE(kept, (QJsonObject{{u"token"_s, u"c"_s}, {u"app_token"_s, u"b"_s}}));
    }

    void aReplyEndsTheWaitAndUndoBringsEverythingBack() {
        test::EngineFixture f;
        VERIFY_OK(f.ingest({f.text(u"7:1"_s, u"Hallo"_s)}));
        const Conversation before = f.conversation();
        Draft draft;
        draft.conversation = before.id;
        draft.text = u"Guten Tag, Kim!"_s;
        VERIFY_OK(f.run(SaveDraft{draft}));
        QCOMPARE(f.conversation().draftPreview, draft.text);
        const SendReply reply = f.reply(before, draft.text);
        VERIFY_OK(f.run(reply));
        const Conversation sent = f.conversation();
        QVERIFY(!sent.waitingSince);
        QVERIFY(sent.draftPreview.isEmpty());
        QCOMPARE(sent.assignee, std::optional(f.jana.id));
        QCOMPARE(f.counts().waiting, 0);
        VERIFY_OK(f.run(UndoSend{reply.message}));
        const Conversation undone = f.conversation();
        QCOMPARE(undone.waitingSince, before.waitingSince);
        QCOMPARE(undone.dueAt, before.dueAt);
        QCOMPARE(undone.preview, before.preview);
        QCOMPARE(undone.draftPreview, draft.text);
        const auto restored =
            f.read([&](store::Store& s) { return s.drafts().find(before.id, DraftMode::Reply, f.jana.id); });
        QVERIFY(restored);
        QCOMPARE(restored->text, draft.text);
        QCOMPARE(f.counts().waiting, 1);
        QCOMPARE(f.run(UndoSend{reply.message}).error().code, ErrorCode::Conflict);
    }

    void aHoldingReplyComesBack() {
        test::EngineFixture f;
        VERIFY_OK(f.ingest({f.text(u"7:1"_s, u"Hallo"_s)}));
        const Conversation before = f.conversation();
        SendReply reply = f.reply(before, u"Ich melde mich bis 15:00 Uhr bei Ihnen."_s);
        reply.followUpAt = f.clock.now() + 50min;
        VERIFY_OK(f.run(reply));
        Conversation c = f.conversation();
        QCOMPARE(c.state, EpisodeState::Snoozed);
        QCOMPARE(c.snoozedUntil, reply.followUpAt);
        QVERIFY(!c.waitingSince); // it is a reply nevertheless
        const auto events = f.read([](store::Store& s) { return s.events().byKind(u"promised"_s, 5); });
        QCOMPARE(events.size(), 1);
        // Undone within the hold: as if nothing had been.
        VERIFY_OK(f.run(UndoSend{reply.message}));
        c = f.conversation();
        QCOMPARE(c.state, EpisodeState::Open);
        QVERIFY(!c.snoozedUntil);
        QCOMPARE(c.waitingSince, before.waitingSince);
        // A time that is past, or a resolved conversation, needs no follow-up.
        SendReply late = f.reply(f.conversation(), u"Ich melde mich."_s);
        late.followUpAt = f.clock.now();
        VERIFY_OK(f.run(late));
        QCOMPARE(f.conversation().state, EpisodeState::Open);
        SendReply done = f.reply(f.conversation(), u"Erledigt."_s);
        done.followUpAt = f.clock.now() + 1h;
        done.thenResolve = true;
        VERIFY_OK(f.run(done));
        QCOMPARE(f.conversation().state, EpisodeState::Resolved);
    }

    void theGuardKnowsTheOthers() {
        test::EngineFixture f;
        VERIFY_OK(f.ingest({f.text(u"7:1"_s, u"Wo ist Bestellung 4711-9922?"_s)}));
        InboundMessage other = f.text(u"8:1"_s, u"Meine Nummer ist AB-990044."_s, u"8"_s);
        other.sender.displayName = u"Tobias Brandt"_s;
        other.sender.fields.insert(u"order"_s, u"SF-2041"_s);
        VERIFY_OK(f.ingest({other}));
        const auto reasons = [&](const QString& text) {
            QStringList found;
            const SendReply reply = f.reply(f.conversation(), text);
            for (const auto& issue : f.read([&](store::Store& s) -> Result<QList<rules::GuardIssue>> {
                     SOUFFLEUR_TRY(const auto in, engine::guardInput(s, reply, f.jana.id, f.clock.now()));
                     return rules::sendGuard(in);
                 }))
                found += QString::number(int(issue.reason)) + u' ' + issue.detail;
            return found.join(u'|');
        };
        const auto reason = [](rules::GuardReason reason, const QString& detail) {
            return QString::number(int(reason)) + u' ' + detail;
        };
        using enum rules::GuardReason;
        QCOMPARE(reasons(u"Bestellung 4711-9922 ist unterwegs."_s), QString());
        QCOMPARE(reasons(u"Hallo Herr Brandt!"_s), reason(OtherName, u"Tobias Brandt"_s));
        QCOMPARE(reasons(u"Bestellung SF-2041 ist da."_s), reason(OtherNumber, u"SF-2041"_s));
        QCOMPARE(reasons(u"Bestellung AB-990044 ist da."_s), reason(OtherNumber, u"AB-990044"_s));
        // Who asks about it hears about it.
        VERIFY_OK(f.ingest({f.text(u"7:2"_s, u"Die SF-2041 gehört meinem Mann."_s)}));
        QCOMPARE(reasons(u"Bestellung SF-2041 ist da."_s), QString());
        QCOMPARE(reasons(u"Die Marge ist klein."_s), QString());
        VERIFY_OK(f.run(SetSetting{QLatin1String(rules::InternalWordsSetting), QJsonArray{u"Marge"_s}}));
        QCOMPARE(reasons(u"Die Marge ist klein."_s), reason(InternalWord, u"Marge"_s));
        QCOMPARE(reasons(u"Das ist vertraulich."_s), QString()); // the team's own list
        // Stopped by the handler, too; who has read it may send.
        SendReply reply = f.reply(f.conversation(), u"Hallo Herr Brandt!"_s);
        QCOMPARE(f.run(reply).error().code, ErrorCode::GuardRefused);
        reply.sendAnyway = true;
        VERIFY_OK(f.run(reply));
    }

    void wordsOfTheTeamsOwn() {
        test::EngineFixture f;
        const auto words = [&] {
            return f
                .read([](store::Store& s) { return s.settings().value(QLatin1String(spellingsettings::OwnWords)); })
                .toVariant()
                .toStringList();
        };
        VERIFY_OK(f.run(LearnWord{u" Souffleur "_s}));
        VERIFY_OK(f.run(LearnWord{u"Hübschmann"_s}));
        VERIFY_OK(f.run(LearnWord{u"Souffleur"_s}, f.tim));
        QCOMPARE(words(), (QStringList{u"Hübschmann"_s, u"Souffleur"_s}));
        VERIFY_OK(f.run(LearnWord{u"Souffleur"_s, true}));
        VERIFY_OK(f.run(LearnWord{u"never there"_s.left(5), true}));
        QCOMPARE(words(), QStringList{u"Hübschmann"_s});
        for (const QString& bad : {QString(), u"two words"_s, QString(61, u'x')})
            QCOMPARE(f.run(LearnWord{bad}).error().code, ErrorCode::InvalidInput);
    }

    void twoAgentsNeverAnswerUnseen() {
        // Any interleaving of two agents who look and send: a reply the second has not seen stops the second.
        std::mt19937 random(4711);
        int stopped = 0;
        for (int round = 0; round < 150; ++round) {
            test::EngineFixture& f = shared();
            const QString sender = QString::number(round);
            VERIFY_OK(f.ingest({f.text(sender + u":1"_s, u"Hallo?"_s, sender)}));
            const Conversation seen = f.conversation(sender);
            SendReply a = f.reply(seen, u"Antwort von Jana auf alles"_s);
            SendReply b = f.reply(seen, u"Antwort von Tim auf alles"_s);
            const bool janaFirst = random() % 2 == 0;
            const auto first = janaFirst ? f.run(a, f.jana) : f.run(b, f.tim);
            const auto second = janaFirst ? f.run(b, f.tim) : f.run(a, f.jana);
            VERIFY_OK(first);
            QVERIFY(!second);
            QCOMPARE(second.error().code, ErrorCode::GuardRefused);
            ++stopped;
            QCOMPARE(f.messages(seen.id).size(), 2);
        }
        QCOMPARE(stopped, 150);
    }

    void guardStopsWhatTheAgentDidNotSee() {
        test::EngineFixture f;
        VERIFY_OK(f.ingest({f.text(u"7:1"_s, u"Hallo"_s)}));
        const Conversation seen = f.conversation();
        VERIFY_OK(f.ingest({f.text(u"7:2"_s, u"Halt, hat sich erledigt"_s)}));
        SendReply reply = f.reply(seen, u"Ihr Paket kommt morgen."_s);
        QCOMPARE(f.run(reply).error().code, ErrorCode::GuardRefused);
        reply.sendAnyway = true;
        VERIFY_OK(f.run(reply));
        SendReply open = f.reply(f.conversation(), u"Hallo {{name}}"_s);
        open.sendAnyway = true;
        QCOMPARE(f.run(open).error().code, ErrorCode::PlaceholderOpen);
        SendReply longText = f.reply(f.conversation(), QString(5000, u'x'));
        longText.sendAnyway = true;
        QCOMPARE(f.run(longText).error().code, ErrorCode::TooLong);
    }

    void notesStayInside() {
        test::EngineFixture f;
        VERIFY_OK(f.ingest({f.text(u"7:1"_s, u"Hallo"_s)}));
        const Conversation c = f.conversation();
        VERIFY_OK(f.run(AddNote{c.id, NoteId::create(), u"Kunde ist kulant zu behandeln"_s}));
        QCOMPARE(f.messages(c.id).size(), 1);
        QVERIFY(std::holds_alternative<Note>(f.thread(c.id).last()));
        // A note is no answer: the customer still waits, and nothing is in the outbox.
        QVERIFY(f.conversation().waitingSince);
        QCOMPARE(f.conversation().unread, c.unread);
        QVERIFY(!f.read([](store::Store& s) { return s.outbox().nextDue(); }));
        QCOMPARE(f.run(AddNote{c.id, NoteId::create(), u"  "_s}).error().code, ErrorCode::InvalidInput);
    }

    void readingIsNotAnswering() {
        test::EngineFixture f;
        VERIFY_OK(f.ingest({f.text(u"7:1"_s, u"Hallo"_s)}));
        const Conversation c = f.conversation();
        VERIFY_OK(f.run(MarkRead{c.id, c.lastSequence}));
        QCOMPARE(f.conversation().unread, 0);
        QCOMPARE(f.conversation().waitingSince, c.waitingSince);
        VERIFY_OK(f.run(MarkUnread{c.id}));
        QCOMPARE(f.conversation().unread, 1);
    }

    void snoozeResolveAssignTags() {
        test::EngineFixture f;
        VERIFY_OK(f.ingest({f.text(u"7:1"_s, u"Hallo"_s)}));
        const ConversationId id = f.conversation().id;
        QCOMPARE(f.run(Snooze{id, f.clock.now() - 1s}).error().code, ErrorCode::InvalidInput);
        VERIFY_OK(f.run(Snooze{id, f.clock.now() + 1h}));
        QCOMPARE(f.counts().snoozed, 1);
        QCOMPARE(f.read([](store::Store& s) { return s.conversations().nextSnooze(); }),
                 OptionalTimestamp(f.clock.now() + 1h));
        VERIFY_OK(f.ingest({f.text(u"7:2"_s, u"Doch eilig"_s)}));
        QCOMPARE(f.conversation().state, EpisodeState::Open);
        VERIFY_OK(f.run(Assign{id, f.tim.id}));
        QCOMPARE(f.conversation().assigneeName, u"Tim"_s);
        QCOMPARE(f.run(Assign{id, AgentId::create()}).error().code, ErrorCode::NotFound);
        VERIFY_OK(f.run(SetTags{id, {u" lieferung "_s, u"lieferung"_s, u""_s}}));
        QCOMPARE(f.conversation().tags, QStringList{u"lieferung"_s});
        VERIFY_OK(f.run(SetPriority{id, Priority::Urgent}));
        QCOMPARE(f.conversation().priority, Priority::Urgent);
        VERIFY_OK(f.run(Resolve{id}));
        QCOMPARE(f.conversation().state, EpisodeState::Resolved);
        VERIFY_OK(f.run(Reopen{id}));
        QCOMPARE(f.conversation().state, EpisodeState::Open);
    }

    void ratingsGoToTheAnswersThatWereSent() {
        test::EngineFixture f;
        VERIFY_OK(f.ingest({f.text(u"7:1"_s, u"Wo ist mein Paket?"_s)}));
        FaqEntry entry;
        entry.id = FaqEntryId::create();
        entry.questions.insert(u"de"_s, u"Wo ist mein Paket?"_s);
        entry.answers = {{u"de"_s, AnswerLength::Chat, FormOfAddress::Formal, u"Ihr Paket ist unterwegs."_s}};
        entry.status = FaqStatus::Published;
        VERIFY_OK(f.run(SaveFaqEntry{entry, {}}));
        const auto stats = [&] { return f.read([&](store::Store& s) { return s.faq().stats(entry.id); }); };

        SendReply reply = f.reply(f.conversation(), u"Ihr Paket ist unterwegs!"_s);
        reply.suggestion = SuggestionUse{SuggestionSetId::create(), entry.id, 1, u"Ihr Paket ist unterwegs."_s};
        VERIFY_OK(f.run(reply));
        QCOMPARE(stats().sent, 1);
        QCOMPARE(stats().kept, 1);
        QCOMPARE(stats().verbatim, 0);
        VERIFY_OK(f.run(UndoSend{reply.message}));
        QCOMPARE(stats().sent, 0);
        reply.message = MessageId::create();
        reply.text = u"Ihr Paket ist unterwegs."_s;
        reply.seenSequence = f.conversation().lastSequence;
        VERIFY_OK(f.run(reply));
        QCOMPARE(stats().verbatim, 1);
        VERIFY_OK(f.ingest({Rated{Sender{u"7"_s, {}, {}, {}, {}}, 2, {}}}));
        VERIFY_OK(f.ingest({Rated{Sender{u"7"_s, {}, {}, {}, {}}, 5, {}}}));
        QCOMPARE(stats().ratingCount, 1);
        QCOMPARE(stats().ratingSum, 5.0);
        QCOMPARE(f.conversation().rating, std::optional(5));
    }

    void startsAConversation() {
        test::EngineFixture f(u"mail"_s);
        const auto started = f.run(StartConversation{f.channel.id, u" Anna <Anna@Example.org>"_s, u"Anna Weber"_s});
        VERIFY_OK(started);
        const Conversation c = f.conversation(u"anna@example.org"_s);
        QCOMPARE(started->conversation, c.id);
        QCOMPARE(c.contactName, u"Anna Weber"_s);
        QCOMPARE(c.assignee, std::optional(f.jana.id));
        // Nobody waits, nothing is unread, and reports know who began.
        QVERIFY(!c.waitingSince);
        QCOMPARE(c.unread, 0);
        const auto events = f.read([&](store::Store& s) { return s.events().byEpisode(c.episode, u"started"_s); });
        QCOMPARE(events.size(), 1);
        QCOMPARE(events.first().agent, std::optional(f.jana.id));
        VERIFY_OK(f.run(f.reply(c, u"Guten Tag"_s)));
        QCOMPARE(f.messages(c.id).size(), 1);
        // Her answer goes on with the same conversation and waits like any other.
        VERIFY_OK(f.ingest({f.text(u"m1"_s, u"Danke"_s, u"anna@example.org"_s)}));
        QCOMPARE(f.conversation(u"anna@example.org"_s).id, c.id);
        QCOMPARE(f.conversation(u"anna@example.org"_s).episode, c.episode);
        QVERIFY(f.conversation(u"anna@example.org"_s).waitingSince.has_value());
    }

    void startsWhereAConversationIs() {
        test::EngineFixture f(u"mail"_s);
        VERIFY_OK(f.ingest({f.text(u"m1"_s, u"Frage"_s, u"kim@example.org"_s)}));
        const Conversation before = f.conversation(u"kim@example.org"_s);
        const StartConversation start{f.channel.id, u"kim@example.org"_s, {}};
        QCOMPARE(f.run(start)->conversation, before.id);
        QCOMPARE(f.conversation(u"kim@example.org"_s), before); // the customer still waits
        VERIFY_OK(f.run(Resolve{before.id}));
        QCOMPARE(f.run(start)->conversation, before.id);
        const Conversation again = f.conversation(u"kim@example.org"_s);
        QCOMPARE(again.state, EpisodeState::Open);
        QVERIFY(again.episode != before.episode);
        QVERIFY(!again.waitingSince);
    }

    void startsOnlyWhereItCan() {
        test::EngineFixture mail(u"mail"_s);
        for (const QString& wrong : {QString(), u"anna"_s, u"anna@"_s, u"anna@example"_s, u"a b@example.org"_s,
                                     u"a@b@example.org"_s, u"anna@example.org, bob@example.org"_s})
            QCOMPARE(mail.run(StartConversation{mail.channel.id, wrong, {}}).error().code, ErrorCode::InvalidInput);
        QCOMPARE(mail.counts().allOpen, 0);
        test::EngineFixture telegram;
        QCOMPARE(telegram.run(StartConversation{telegram.channel.id, u"anna@example.org"_s, {}}).error().code,
                 ErrorCode::Unsupported);
    }

    void faqEditsConflictInsteadOfOverwriting() {
        test::EngineFixture f;
        FaqEntry entry;
        entry.id = FaqEntryId::create();
        entry.questions.insert(u"de"_s, u"Frage"_s);
        VERIFY_OK(f.run(SaveFaqEntry{entry, {}}));
        FaqEntry stored = f.read([&](store::Store& s) { return s.faq().find(entry.id); });
        QCOMPARE(stored.version, 1);
        stored.tags = {u"neu"_s};
        VERIFY_OK(f.run(SaveFaqEntry{stored, {}}));
        QCOMPARE(f.run(SaveFaqEntry{stored, {}}).error().code, ErrorCode::Conflict);
        QCOMPARE(f.read([&](store::Store& s) { return s.faq().versions(entry.id); }).size(), 2);
    }

private:
    test::EngineFixture& shared() {
        static test::EngineFixture fixture;
        return fixture;
    }
};

SOUFFLEUR_TEST_MAIN(tst_Commands)
#include "tst_Commands.moc"
