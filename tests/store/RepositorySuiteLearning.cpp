// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "RepositorySuite.h"

#include "domain/Rules.h"

namespace souffleur::store::test {
namespace {

LearnedPair makePair(const Conversation& c, FaqEntryId entry, const QString& text,
                     Verdict verdict = Verdict::Accepted) {
    LearnedPair pair;
    pair.id = LearnedPairId::create();
    pair.entry = verdict == Verdict::NoneFits ? FaqEntryId() : entry;
    pair.verdict = verdict;
    pair.contact = c.contact;
    pair.conversation = c.id;
    pair.language = u"de"_s;
    pair.text = text;
    pair.at = at(7);
    return pair;
}

} // namespace

FaqEntryId RepositorySuite::addEntry(const QString& question) {
    FaqEntry entry;
    entry.id = FaqEntryId::create();
    entry.questions.insert(u"de"_s, question);
    entry.answers = {{u"de"_s, AnswerLength::Chat, FormOfAddress::Unknown, u"Antwort: "_s + question}};
    entry.status = FaqStatus::Published;
    const Status done = write([&](Store& s) -> Status {
        SOUFFLEUR_CHECK(s.faq().save(entry, u"Jana"_s, {}, at(0)));
        return ok();
    });
    if (!done)
        qFatal("%s", qPrintable(done.error().toString()));
    return entry.id;
}

bool RepositorySuite::learn(const LearnedPair& pair) {
    bool added = false;
    const Status done = write([&](Store& s) -> Status {
        SOUFFLEUR_TRY(added, s.learning().add(pair));
        return ok();
    });
    if (!done)
        qFatal("%s", qPrintable(done.error().toString()));
    return added;
}

void RepositorySuite::learnedPairsRoundTrip() {
    const Conversation c = addConversation(u"Kim"_s);
    const FaqEntryId entry = addEntry(u"Wo ist mein Paket?"_s);
    const LearnedPair first = makePair(c, entry, u"wo bleibt das päckchen"_s);
    const LearnedPair second = makePair(c, entry, u"😭😭"_s, Verdict::Wrong);
    const LearnedPair third = makePair(c, {}, u"kann ich bei euch tanzen?"_s, Verdict::NoneFits);
    Changes changes;
    connect(m_storage.get(), &Storage::committed, this, [&](const Changes& made) { changes += made; });
    QVERIFY(learn(first));
    QCOMPARE(changes.size(), 1);
    QCOMPARE(changes[0].entity, EntityKind::LearnedPair);
    QCOMPARE(changes[0].id, first.id.uuid());
    QCOMPARE(changes[0].conversation, c.id);
    QVERIFY(learn(second));
    QVERIFY(learn(third));
    QCOMPARE(*store().learning().latest(10), QList<LearnedPair>({first, second, third}));
    QCOMPARE(*store().learning().latest(2), QList<LearnedPair>({second, third}));
    QCOMPARE(*store().learning().find({third.id, LearnedPairId::create(), first.id}),
             QList<LearnedPair>({third, first}));
    QCOMPARE(*store().learning().count(), 3);
    // Without words there is nothing to learn, and a pair needs to know whose it is.
    QVERIFY(!learn(makePair(c, entry, u" \n "_s)));
    LearnedPair nobody = makePair(c, entry, u"hallo"_s);
    nobody.contact = ContactId();
    QCOMPARE(
        write([&](Store& s) { return Status(s.learning().add(nobody) ? ok() : s.learning().add(nobody).error()); })
            .error()
            .code,
        ErrorCode::InvalidInput);
    LearnedPair longOne = makePair(c, entry, QString(5000, u'x'));
    QVERIFY(learn(longOne));
    QCOMPARE(store().learning().find({longOne.id})->first().text.size(), LearningLimits::TextLength);
}

void RepositorySuite::learnedPairsAreLimited() {
    const FaqEntryId entry = addEntry(u"Wo ist mein Paket?"_s);
    const FaqEntryId other = addEntry(u"Wie zahle ich?"_s);
    const Conversation loud = addConversation(u"Laut"_s);
    // Who repeats himself ten thousand times has said it once.
    int kept = 0;
    VERIFY_OK(write([&](Store& s) -> Status {
        for (int i = 0; i < 10'000; ++i) {
            SOUFFLEUR_TRY(const bool added,
                          s.learning().add(makePair(loud, entry, i % 2 ? u"BLA, bla!"_s : u"bla  Bla"_s)));
            kept += added ? 1 : 0;
        }
        return ok();
    }));
    QCOMPARE(kept, 1);
    // Neither does it help to say something new each time.
    kept = 0;
    VERIFY_OK(write([&](Store& s) -> Status {
        for (int i = 0; i < 200; ++i) {
            SOUFFLEUR_TRY(const bool added, s.learning().add(makePair(loud, entry, u"unsinn %1"_s.arg(i))));
            kept += added ? 1 : 0;
        }
        return ok();
    }));
    QCOMPARE(kept, LearningLimits::PairsPerContactAndEntry - 1);
    QVERIFY(learn(makePair(loud, other, u"unsinn 1"_s))); // another entry is another matter
    // The same words from many people count often, but not a thousand times.
    kept = 0;
    for (int i = 0; i < LearningLimits::SameWordsPerEntry + 5; ++i)
        kept += learn(makePair(addConversation(u"P"_s), other, u"Hallo"_s)) ? 1 : 0;
    QCOMPARE(kept, LearningLimits::SameWordsPerEntry);
}

void RepositorySuite::theLatestVerdictCounts() {
    const FaqEntryId entry = addEntry(u"Wo ist mein Paket?"_s);
    const Conversation c = addConversation(u"Kim"_s);
    const LearnedPair wrong = makePair(c, entry, u"paket weg"_s, Verdict::Wrong);
    const LearnedPair none = makePair(c, entry, u"Paket weg!"_s, Verdict::NoneFits);
    const LearnedPair right = makePair(c, entry, u"Paket, weg"_s);
    QVERIFY(learn(wrong));
    QVERIFY(learn(none));
    const QString epoch = *store().learning().epoch();
    QVERIFY(learn(right));
    QCOMPARE(*store().learning().latest(9), QList<LearnedPair>({right}));
    QVERIFY(*store().learning().epoch() != epoch);
    QVERIFY(learn(makePair(c, entry, u"paket weg"_s, Verdict::Wrong)));
    QCOMPARE(store().learning().latest(9)->first().verdict, Verdict::Wrong);
    QCOMPARE(*store().learning().count(), 1);
}

void RepositorySuite::learnedPairsFollowTheirOwners() {
    const FaqEntryId entry = addEntry(u"Wo ist mein Paket?"_s);
    const Conversation kim = addConversation(u"Kim"_s);
    const Conversation lee = addConversation(u"Lee"_s);
    const LearnedPair ofKim = makePair(kim, entry, u"mein paket\nist nicht da"_s);
    const LearnedPair ofLee = makePair(lee, entry, u"wo ist es"_s);
    QVERIFY(learn(ofKim));
    QVERIFY(learn(ofLee));
    const QString epoch = *store().learning().epoch();
    VERIFY_OK(write([&](Store& s) { return s.learning().forget(kim.id, u"etwas anderes"_s); }));
    QCOMPARE(*store().learning().count(), 2);
    QCOMPARE(*store().learning().epoch(), epoch);
    Changes changes;
    connect(m_storage.get(), &Storage::committed, this, [&](const Changes& made) { changes += made; });
    VERIFY_OK(write([&](Store& s) { return s.learning().forget(kim.id, u"ist nicht da"_s); }));
    QCOMPARE(*store().learning().latest(9), QList<LearnedPair>({ofLee}));
    QCOMPARE(changes.size(), 1);
    QCOMPARE(changes[0].kind, ChangeKind::Removed);
    QCOMPARE(changes[0].id, ofKim.id.uuid());
    QVERIFY(*store().learning().epoch() != epoch);
    changes.clear();
    VERIFY_OK(write([&](Store& s) { return s.faq().remove(entry); }));
    QCOMPARE(*store().learning().count(), 0);
    QVERIFY(std::any_of(changes.begin(), changes.end(), [&](const Change& change) {
        return change.entity == EntityKind::LearnedPair && change.id == ofLee.id.uuid();
    }));
}

void RepositorySuite::customerTextsComeInSlices() {
    const Conversation c = addConversation(u"Kim"_s, [](Conversation& made) { made.language = u"en"_s; });
    for (int i = 1; i <= 5; ++i)
        addMessage(c, i, u"text %1"_s.arg(i), i == 3 ? Direction::Outbound : Direction::Inbound);
    QCOMPARE(*store().learning().customerTextCount(10), 4);
    QCOMPARE(*store().learning().customerTextCount(3), 3);
    const auto newest = store().learning().customerTexts(0, 2);
    VERIFY_OK(newest);
    QCOMPARE(newest->size(), 2);
    QCOMPARE(newest->at(0).text, u"text 5"_s);
    QCOMPARE(newest->at(0).language, u"en"_s);
    const auto older = store().learning().customerTexts(newest->last().position, 10);
    QCOMPARE(older->size(), 2); // without ours
    QCOMPARE(older->at(0).text, u"text 2"_s);
    QVERIFY(store().learning().customerTexts(older->last().position, 10)->isEmpty());
}

void RepositorySuite::synonymsAreKept() {
    QVERIFY(store().learning().synonyms()->isEmpty());
    VERIFY_OK(write([](Store& s) {
        return s.learning().saveSynonyms({{u"de"_s, {u"Gutschein"_s, u" Voucher "_s, u"Gutschein"_s}},
                                          {u"de"_s, {u"allein"_s}},
                                          {u"en"_s, {u"parcel"_s, u"package"_s}}});
    }));
    const QList<SynonymGroup> expected{{u"de"_s, {u"Gutschein"_s, u"Voucher"_s}},
                                       {u"en"_s, {u"parcel"_s, u"package"_s}}};
    QCOMPARE(*store().learning().synonyms(), expected);
}

void RepositorySuite::ratingsAreCredited() {
    const FaqEntryId entry = addEntry(u"Wo ist mein Paket?"_s);
    const Conversation c = addConversation(u"Kim"_s);
    EpisodeRating rating{c.episode, c.id, 2, u"ging so"_s, u"Kim"_s, at(3)};
    VERIFY_OK(write([&](Store& s) { return s.ratings().save(rating); }));
    QCOMPARE(**store().ratings().find(c.episode), rating);
    rating.stars = 4;
    VERIFY_OK(write([&](Store& s) { return s.ratings().save(rating); }));
    QCOMPARE(*store().ratings().latest(5), QList<EpisodeRating>({rating}));

    const auto credit = [&](EpisodeId episode, int stars, int minute) {
        FaqStats stats;
        const Status done = write([&](Store& s) -> Status {
            SOUFFLEUR_TRY(stats, s.ratings().credit(entry, episode, stars, at(minute)));
            return ok();
        });
        if (!done)
            qFatal("%s", qPrintable(done.error().toString()));
        return stats;
    };
    QCOMPARE(credit(c.episode, 2, 1).ratingSum, 2.0);
    FaqStats stats = credit(c.episode, 5, 2); // the customer thought again
    QCOMPARE(stats.ratingCount, 1);
    QCOMPARE(stats.ratingSum, 5.0);
    QCOMPARE(stats.recentRatings, 1);
    QCOMPARE(stats.recentLow, 0);
    for (int i = 0; i < 12; ++i)
        stats = credit(EpisodeId::create(), i < 4 ? 1 : 2, 10 + i);
    QCOMPARE(stats.recentRatings, rules::RunLength);
    QCOMPARE(stats.recentLow, rules::RunLength);
    QCOMPARE(*store().faq().stats(entry), stats);
    QVERIFY(rules::isBadRun(stats));
}

void RepositorySuite::reviewTasksAreOpenOnce() {
    const FaqEntryId entry = addEntry(u"Wo ist mein Paket?"_s);
    for (int i = 0; i < 6; ++i)
        VERIFY_OK(write([&](Store& s) -> Status {
            SOUFFLEUR_CHECK(s.ratings().credit(entry, EpisodeId::create(), 1, at(i)));
            return ok();
        }));
    ReviewTask task;
    task.id = ReviewTaskId::create();
    task.entry = entry;
    task.ratings = 6;
    task.low = 6;
    task.openedAt = at(9);
    const auto open = [&](const ReviewTask& made) {
        bool opened = false;
        const Status done = write([&](Store& s) -> Status {
            SOUFFLEUR_TRY(opened, s.ratings().open(made));
            return ok();
        });
        if (!done)
            qFatal("%s", qPrintable(done.error().toString()));
        return opened;
    };
    Changes changes;
    connect(m_storage.get(), &Storage::committed, this, [&](const Changes& made) { changes += made; });
    QVERIFY(open(task));
    QCOMPARE(changes[0].entity, EntityKind::ReviewTask);
    ReviewTask second = task;
    second.id = ReviewTaskId::create();
    QVERIFY(!open(second));
    QCOMPARE(*store().ratings().tasks(false, 9), QList<ReviewTask>({task}));
    VERIFY_OK(write([&](Store& s) { return s.ratings().close(task.id, u"Jana"_s, at(20)); }));
    QVERIFY(store().ratings().tasks(false, 9)->isEmpty());
    const auto closed = store().ratings().tasks(true, 9);
    QCOMPARE(closed->size(), 1);
    QCOMPARE(closed->first().closedBy, u"Jana"_s);
    QCOMPARE(closed->first().closedAt, OptionalTimestamp(at(20)));
    QCOMPARE(write([&](Store& s) { return s.ratings().close(task.id, u"Tim"_s, at(21)); }).error().code,
             ErrorCode::NotFound);
    // The run starts anew; all ratings stay counted.
    FaqStats stats = *store().faq().stats(entry);
    QCOMPARE(stats.recentLow, 0);
    QCOMPARE(stats.ratingCount, 6);
    VERIFY_OK(write([&](Store& s) -> Status {
        SOUFFLEUR_TRY(stats, s.ratings().credit(entry, EpisodeId::create(), 1, at(30)));
        return ok();
    }));
    QCOMPARE(stats.recentRatings, 1);
    QVERIFY(open(second));
    VERIFY_OK(write([&](Store& s) { return s.ratings().closeAll(entry, u"Jana"_s, at(40)); }));
    QVERIFY(store().ratings().tasks(false, 9)->isEmpty());
}

void RepositorySuite::gapsAreCollected() {
    const FaqEntryId entry = addEntry(u"Wo ist mein Paket?"_s);
    const auto said = [&](const Conversation& c, qint64 sequence, const QString& text, bool ours = false,
                          std::optional<FaqEntryId> from = {}) {
        Message m = makeMessage(c, sequence, text, ours ? Direction::Outbound : Direction::Inbound);
        if (ours)
            m.author = m_me;
        m.fromFaq = from;
        const Status done = write([&](Store& s) -> Status {
            SOUFFLEUR_CHECK(s.messages().insert(m, {}));
            return ok();
        });
        if (!done)
            qFatal("%s", qPrintable(done.error().toString()));
    };
    const Conversation refused = addConversation(u"Refused"_s);
    said(refused, 1, u"Habt ihr"_s);
    said(refused, 2, u"Zwölftonleitern?"_s);
    said(refused, 9, u"Ja, im Keller."_s, true);
    const Conversation silent = addConversation(u"Silent"_s);
    said(silent, 4, u"Tanzkurse?"_s);
    const Conversation waiting = addConversation(u"Waiting"_s, [](Conversation& c) {
        c.waitingSince = at(1);
        c.lastSequence = 5;
        c.language = u"en"_s;
    });
    said(waiting, 5, u"Any news?"_s);
    const Conversation own = addConversation(u"Own"_s);
    said(own, 1, u"Parkplätze?"_s);
    said(own, 2, u"Hinter dem Haus."_s, true);
    const Conversation faq = addConversation(u"Faq"_s);
    said(faq, 1, u"Paket?"_s);
    said(faq, 2, u"Unterwegs."_s, true, entry);
    VERIFY_OK(write([&](Store& s) -> Status {
        SOUFFLEUR_CHECK(s.events().append(
            {u"none_fits"_s, at(3), refused.id, refused.episode, m_me, QJsonObject{{u"turn"_s, 2}}}));
        SOUFFLEUR_CHECK(s.gaps().noteSilent(silent.id, 4, at(5)));
        SOUFFLEUR_CHECK(s.gaps().noteSilent(silent.id, 4, at(6)));
        return s.gaps().noteSilent(ConversationId::create(), 1, at(6));
    }));
    QCOMPARE(store().events().byKind(u"suggestion_silent"_s, 9)->size(), 1);
    const auto turns = store().gaps().turns(at(-10), 100);
    VERIFY_OK(turns);
    QCOMPARE(turns->size(), 4);
    QCOMPARE(turns->at(0).kind, GapKind::NoneFits);
    QCOMPARE(turns->at(0).text, u"Habt ihr\nZwölftonleitern?"_s);
    QCOMPARE(turns->at(0).reply, u"Ja, im Keller."_s);
    QCOMPARE(turns->at(0).at, at(1));
    QCOMPARE(turns->at(0).repliedAt, OptionalTimestamp(at(9)));
    QCOMPARE(turns->at(0).contactName, u"Refused"_s);
    QCOMPARE(turns->at(1).kind, GapKind::Silent);
    QVERIFY(!turns->at(1).repliedAt);
    QCOMPARE(turns->at(2).kind, GapKind::Waiting);
    QCOMPARE(turns->at(2).language, u"en"_s);
    QCOMPARE(turns->at(3).kind, GapKind::OwnWords);
    QCOMPARE(turns->at(3).text, u"Parkplätze?"_s);
    QCOMPARE(turns->at(3).reply, u"Hinter dem Haus."_s);
    QCOMPARE(store().gaps().turns(at(-10), 2)->size(), 2);
    QCOMPARE(store().gaps().turns(at(5), 100)->size(), 1); // by when the turn began
}

void RepositorySuite::deletedContactsLeaveNothing() {
    const FaqEntryId entry = addEntry(u"Wo ist mein Paket?"_s);
    const Conversation kept = addConversation(u"Bleibt"_s);
    const Message keptMessage = addMessage(kept, 1, u"bleibt"_s);
    const LearnedPair keptPair = makePair(kept, entry, u"bleibt"_s);
    QVERIFY(learn(keptPair));
    const Conversation gone = addConversation(u"Geht"_s, [&](Conversation& c) {
        c.assignee = m_me;
        c.tags = {u"weg"_s};
        c.waitingSince = at(1);
    });
    const QString externalId = store().contacts().find(gone.contact)->identities.first().externalId;
    Message message = makeMessage(gone, 1, u"wegwort"_s);
    Attachment file;
    file.id = AttachmentId::create();
    file.state = AttachmentState::Stored;
    message.attachments = {file};
    Attachment drafted = file;
    drafted.id = AttachmentId::create();
    VERIFY_OK(store().attachments().write(file.id, "Bild"_ba));
    VERIFY_OK(store().attachments().write(drafted.id, "Bild"_ba));
    Draft draft;
    draft.conversation = gone.id;
    draft.text = u"wegentwurf"_s;
    draft.attachments = {drafted};
    const LearnedPair pair = makePair(gone, entry, u"weggelernt"_s);
    QVERIFY(learn(pair));
    VERIFY_OK(write([&](Store& s) -> Status {
        SOUFFLEUR_CHECK(s.messages().insert(message, {u"w1"_s}));
        SOUFFLEUR_CHECK(
            s.messages().insertNote({NoteId::create(), gone.id, gone.episode, 2, m_me, {}, u"wegnotiz"_s, at(1)}));
        SOUFFLEUR_CHECK(s.drafts().save(draft, m_me));
        SOUFFLEUR_CHECK(s.ratings().save({gone.episode, gone.id, 1, u"wegmeinung"_s, u"Geht"_s, at(2)}));
        SOUFFLEUR_CHECK(s.ratings().credit(entry, gone.episode, 1, at(2)));
        SOUFFLEUR_CHECK(s.messages().keepRejected(
            m_channel, {u"r1"_s, u"bad"_s, "{\"from\":\"" + externalId.toUtf8() + "\"}"}, at(1)));
        SOUFFLEUR_CHECK(s.messages().keepRejected(m_channel, {u"r2"_s, u"bad"_s, "{\"from\":\"other\"}"}, at(1)));
        SOUFFLEUR_CHECK(s.outbox().insert({message.id, gone.id, m_channel, MessageStatus::Held, at(1), 0, {}}));
        return s.events().append({u"none_fits"_s, at(1), gone.id, gone.episode, m_me, {}});
    }));
    const QString epoch = *store().learning().epoch();
    Changes changes;
    connect(m_storage.get(), &Storage::committed, this, [&](const Changes& made) { changes += made; });
    VERIFY_OK(write([&](Store& s) { return s.deleteContact(gone.contact); }));
    const auto noted = [&](EntityKind entity, const QUuid& id) {
        return std::any_of(changes.begin(), changes.end(), [&](const Change& c) {
            return c.entity == entity && c.kind == ChangeKind::Removed && c.id == id;
        });
    };
    QVERIFY(noted(EntityKind::Contact, gone.contact.uuid()));
    QVERIFY(noted(EntityKind::Conversation, gone.id.uuid()));
    QVERIFY(noted(EntityKind::LearnedPair, pair.id.uuid()));
    QVERIFY(*store().learning().epoch() != epoch);
    QVERIFY(!store().contacts().find(gone.contact));
    QVERIFY(!store().conversations().find(gone.id));
    QVERIFY(!store().messages().find(message.id));
    QVERIFY(!store().attachments().contains(file.id));
    QVERIFY(!store().attachments().contains(drafted.id));
    QVERIFY(!store().outbox().nextDue()->has_value());
    QVERIFY(store().events().byKind(u"none_fits"_s, 5)->isEmpty());
    QVERIFY(!store().ratings().find(gone.episode)->has_value());
    QCOMPARE(*store().drafts().count(m_me), 0);
    QCOMPARE(store().faq().stats(entry)->ratingCount, 1); // a number without a name
    SearchQuery query;
    query.words = u"wegwort"_s;
    QVERIFY(searchIds(query).isEmpty());
    QVERIFY(store().conversations().allTags()->isEmpty());
    QCOMPARE(*store().learning().latest(9), QList<LearnedPair>({keptPair}));
    QCOMPARE(*store().conversations().find(kept.id), kept);
    QCOMPARE(*store().messages().find(keptMessage.id), keptMessage);
    QSqlQuery rejected(store().database());
    QVERIFY(rejected.exec(u"SELECT count(*) FROM rejected_events"_s) && rejected.next());
    QCOMPARE(rejected.value(0).toInt(), 1);
    QCOMPARE(*store().check(), QStringList());
    QCOMPARE(write([&](Store& s) { return s.deleteContact(gone.contact); }).error().code, ErrorCode::NotFound);
}

void RepositorySuite::oldChangesArePruned() {
    for (int i = 0; i < 30; ++i)
        VERIFY_OK(write([&](Store& s) -> Status {
            SOUFFLEUR_CHECK(s.settings().set(u"x"_s, i));
            return s.rememberCommand(CommandId::create(), {}, at(i));
        }));
    const CommandId recent = CommandId::create();
    VERIFY_OK(write([&](Store& s) { return s.rememberCommand(recent, {}, at(50)); }));
    const qint64 last = *store().lastChange();
    const auto prune = [&] {
        bool more = false;
        const Status done = write([&](Store& s) -> Status {
            SOUFFLEUR_TRY(more, s.prune(10, at(40), 12));
            return ok();
        });
        if (!done)
            qFatal("%s", qPrintable(done.error().toString()));
        return more;
    };
    QVERIFY(prune());
    int rounds = 1;
    while (prune())
        QVERIFY(++rounds < 10);
    const auto left = store().changesSince(0, 100);
    QCOMPARE(left->size(), 10);
    QCOMPARE(left->last().number, last); // numbers go on where they were
    QSqlQuery commands(store().database());
    QVERIFY(commands.exec(u"SELECT count(*) FROM commands"_s) && commands.next());
    QCOMPARE(commands.value(0).toInt(), 1);
    QVERIFY(store().findCommand(recent)->has_value());
    VERIFY_OK(write([&](Store& s) { return s.settings().set(u"x"_s, 99); }));
    QCOMPARE(*store().lastChange(), last + 1);
}

} // namespace souffleur::store::test
