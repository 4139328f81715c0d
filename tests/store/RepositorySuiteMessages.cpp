// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "RepositorySuite.h"

namespace souffleur::store::test {

void RepositorySuite::messagesRoundTrip() {
    const Conversation c = addConversation(u"Cem"_s);
    Message m = makeMessage(c, 1, u"Grüße 👋\nzweite Zeile"_s, Direction::Outbound);
    m.kind = MessageKind::Document;
    m.author = m_me;
    m.authorName = u"Jana"_s;
    m.status = MessageStatus::Failed;
    m.error = Error{ErrorCode::RateLimited, u"429"_s, 17};
    m.editedAt = at(3);
    m.replyTo = MessageId::create();
    m.quotedText = u"vorher"_s;
    m.location = Location{52.5163, 13.3777, u"Brandenburger Tor"_s};
    m.reactions = {{u"👍"_s, u"cem"_s}, {u"❤"_s, u"x"_s}};
    m.fromFaq = FaqEntryId::create();
    m.dueAt = at(9);
    Attachment a;
    a.id = AttachmentId::create();
    a.kind = AttachmentKind::Image;
    a.fileName = u"Foto März.png"_s;
    a.mimeType = u"image/png"_s;
    a.size = 123'456'789'012;
    a.pixelSize = QSize(640, 480);
    a.state = AttachmentState::Stored;
    Attachment b;
    b.id = AttachmentId::create();
    b.kind = AttachmentKind::Voice;
    b.durationSeconds = 12;
    b.remoteRef = u"file-7"_s;
    m.attachments = {a, b};
    VERIFY_OK(write([&](Store& s) -> Status {
        SOUFFLEUR_TRY(const bool added, s.messages().insert(m, {u"ext-1"_s, u"ext-2"_s}));
        return added ? ok() : Status(makeError(ErrorCode::Bug));
    }));
    QCOMPARE(*store().messages().find(m.id), m);
    QCOMPARE(**store().messages().findByExternalId(m_channel, u"ext-2"_s), m);
    QCOMPARE(*store().messages().externalIds(m.id), QStringList({u"ext-1"_s, u"ext-2"_s}));
    QCOMPARE(store().messages().findByAttachment(b.id)->id, m.id);

    m.text = u"anders"_s;
    m.status = MessageStatus::Read;
    m.error.reset();
    m.editedAt = at(4);
    m.deleted = true;
    m.reactions.clear();
    m.dueAt.reset();
    m.fromFaq.reset();
    VERIFY_OK(write([&](Store& s) { return s.messages().update(m); }));
    QCOMPARE(*store().messages().find(m.id), m);
    VERIFY_OK(write([&](Store& s) { return s.messages().setExternalIds(m.id, m_channel, {u"new"_s}); }));
    QCOMPARE(*store().messages().externalIds(m.id), QStringList({u"new"_s}));
    QVERIFY(!store().messages().findByExternalId(m_channel, u"ext-1"_s)->has_value());
    QCOMPARE(store().messages().find(MessageId::create()).error().code, ErrorCode::NotFound);
}

void RepositorySuite::messagesAreInsertedOnce() {
    const Conversation c = addConversation(u"Dana"_s);
    const Message first = makeMessage(c, 1, u"eins"_s);
    Message again = makeMessage(c, 2, u"zwei"_s);
    QList<bool> added;
    VERIFY_OK(write([&](Store& s) -> Status {
        for (const Message& m : {first, again}) {
            SOUFFLEUR_TRY(const bool one, s.messages().insert(m, {u"same"_s}));
            added.append(one);
        }
        return ok();
    }));
    QCOMPARE(added, QList<bool>({true, false}));
    QVERIFY(!store().messages().find(again.id));
    // Another channel may use the same id.
    again.channel = ChannelId::create();
    VERIFY_OK(write([&](Store& s) -> Status {
        SOUFFLEUR_TRY(const bool one, s.messages().insert(again, {u"same"_s}));
        added.append(one);
        return ok();
    }));
    QVERIFY(added.constLast());
    // The same sequence twice is a mistake of ours, and is refused.
    const Message clash = makeMessage(c, 1, u"drei"_s);
    const auto refused = write([&](Store& s) -> Status {
        SOUFFLEUR_CHECK(s.messages().insert(clash, {u"third"_s}));
        return ok();
    });
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Conflict);
}

void RepositorySuite::threadPagesMergeAllKinds() {
    const Conversation c = addConversation(u"Eva"_s);
    const Conversation other = addConversation(u"Other"_s);
    QList<ThreadItem> all;
    VERIFY_OK(write([&](Store& s) -> Status {
        for (qint64 sequence = 1; sequence <= 60; ++sequence) {
            if (sequence % 4 == 0) {
                const Note note{NoteId::create(), c.id, c.episode, sequence, m_me, u"Jana"_s, u"intern"_s, at(1)};
                SOUFFLEUR_CHECK(s.messages().insertNote(note));
                all.append(note);
            } else if (sequence % 7 == 0) {
                const ThreadMark mark{
                    ThreadMark::Kind::Assigned, c.episode, sequence, at(2), u"Jana"_s, u"Max"_s, 0};
                SOUFFLEUR_CHECK(s.messages().insertMark(c.id, mark));
                all.append(mark);
            } else {
                const Message m = makeMessage(c, sequence, QString::number(sequence));
                SOUFFLEUR_CHECK(s.messages().insert(m, {m.id.toString()}));
                all.append(m);
            }
            SOUFFLEUR_CHECK(s.messages().insert(makeMessage(other, sequence, u"fremd"_s), {}));
        }
        return ok();
    }));
    // From the end to the beginning.
    QList<ThreadItem> backwards;
    qint64 before = 0;
    for (int page = 0; page < 20; ++page) {
        const auto found = store().messages().pageBefore(c.id, before, 9);
        VERIFY_OK(found);
        QCOMPARE(found->hasNewer, page > 0);
        backwards = found->items + backwards;
        if (!found->hasOlder)
            break;
        QCOMPARE(found->items.size(), 9);
        before = sequenceOf(found->items.constFirst());
    }
    QCOMPARE(backwards, all);
    QList<ThreadItem> forwards;
    qint64 after = 0;
    for (int page = 0; page < 20; ++page) {
        const auto found = store().messages().pageAfter(c.id, after, 9);
        VERIFY_OK(found);
        QCOMPARE(found->hasOlder, page > 0);
        forwards += found->items;
        if (!found->hasNewer)
            break;
        after = sequenceOf(found->items.constLast());
    }
    QCOMPARE(forwards, all);
    QCOMPARE(*store().messages().items(c.id, {8, 99, 7, 1}), QList<ThreadItem>({all[0], all[6], all[7]}));
    QVERIFY(store().messages().pageBefore(ConversationId::create(), 0, 5)->items.isEmpty());
}

void RepositorySuite::unansweredTurnsEndAtAReply() {
    const Conversation c = addConversation(u"Finn"_s);
    const auto texts = [&](int limit) {
        QStringList list;
        const auto turns = store().messages().unansweredTurns(c.id, limit);
        for (const Message& m : turns ? *turns : QList<Message>())
            list.append(m.text);
        return list;
    };
    const auto reply = [&](qint64 sequence, const QString& text, MessageStatus status, bool byPerson) {
        Message m = makeMessage(c, sequence, text, Direction::Outbound);
        m.status = status;
        if (byPerson)
            m.author = m_me;
        return write([&](Store& s) -> Status {
            SOUFFLEUR_CHECK(s.messages().insert(m, {}));
            return ok();
        });
    };
    QCOMPARE(texts(5), QStringList());
    addMessage(c, 1, u"a"_s);
    VERIFY_OK(reply(2, u"Antwort"_s, MessageStatus::Sent, true));
    addMessage(c, 3, u"b"_s);
    VERIFY_OK(reply(4, u"Eingangsbestätigung"_s, MessageStatus::Sent, false));
    addMessage(c, 5, u"c"_s);
    VERIFY_OK(reply(6, u"zurückgenommen"_s, MessageStatus::Cancelled, true));
    VERIFY_OK(reply(7, u"gescheitert"_s, MessageStatus::Failed, true));
    addMessage(c, 8, u"d"_s);
    QCOMPARE(texts(5), QStringList({u"b"_s, u"c"_s, u"d"_s}));
    QCOMPARE(texts(2), QStringList({u"c"_s, u"d"_s}));
    QCOMPARE(*store().messages().latestOutboundTexts(c.id, 9),
             QStringList({u"Eingangsbestätigung"_s, u"Antwort"_s}));
    VERIFY_OK(reply(9, u"fertig"_s, MessageStatus::Held, true));
    QCOMPARE(texts(5), QStringList());
}

void RepositorySuite::attachmentsChange() {
    const Conversation c = addConversation(u"Gül"_s);
    Message m = makeMessage(c, 1, {});
    Attachment a;
    a.id = AttachmentId::create();
    a.remoteRef = u"r"_s;
    m.attachments = {a};
    VERIFY_OK(write([&](Store& s) -> Status {
        SOUFFLEUR_CHECK(s.messages().insert(m, {u"1"_s}));
        return ok();
    }));
    a.state = AttachmentState::Stored;
    a.size = 99;
    a.pixelSize = QSize(3, 4);
    Changes changes;
    connect(m_storage.get(), &Storage::committed, this, [&](const Changes& c) { changes = c; });
    VERIFY_OK(write([&](Store& s) { return s.messages().updateAttachment(m.id, a); }));
    QCOMPARE(store().messages().find(m.id)->attachments, QList<Attachment>({a}));
    QCOMPARE(changes.size(), 1);
    QCOMPARE(changes[0].entity, EntityKind::Attachment);
    QCOMPARE(changes[0].sequence, 1);
    QCOMPARE(changes[0].conversation, c.id);
    a.id = AttachmentId::create();
    QCOMPARE(write([&](Store& s) { return s.messages().updateAttachment(m.id, a); }).error().code,
             ErrorCode::NotFound);
}

void RepositorySuite::eventsWaitForTheirMessage() {
    const Sender sender{u"7"_s, u"@h"_s, u"Hana"_s, u"de"_s, {{u"order"_s, u"1"_s}}};
    InboundMessage inbound{u"m"_s, sender, MessageKind::Location,       u"Text"_s, at(1),
                           u"r"_s, {},     Location{1.5, -2.25, u"t"_s}};
    Attachment attachment;
    attachment.id = AttachmentId::create();
    attachment.fileName = u"f"_s;
    inbound.attachments = {attachment};
    const QList<ChannelEvent> events{
        inbound,
        MessageEdited{u"m"_s, u"neu"_s, at(2)},
        MessageDeleted{u"m"_s},
        ReactionChanged{u"m"_s, {{u"👍"_s, u"7"_s}}, u"7"_s},
        StatusChanged{u"m"_s, MessageStatus::Read, Error{ErrorCode::Rejected, u"x"_s, 0}},
        BlockedChanged{sender, true},
        Rated{sender, 5, u"m"_s},
        Typing{u"7"_s},
        RejectedEvent{u"m"_s, u"no_text"_s, QByteArray("\0\xff{", 3)},
    };
    VERIFY_OK(write([&](Store& s) -> Status {
        for (const ChannelEvent& event : events)
            SOUFFLEUR_CHECK(s.messages().parkEvent(m_channel, u"m"_s, event, at(3)));
        return s.messages().keepRejected(m_channel, std::get<RejectedEvent>(events.constLast()), at(3));
    }));
    QList<ChannelEvent> taken;
    const auto take = [&](const QString& id) {
        return write([&](Store& s) -> Status {
            SOUFFLEUR_TRY(taken, s.messages().takeParked(m_channel, id));
            return ok();
        });
    };
    VERIFY_OK(take(u"other"_s));
    QVERIFY(taken.isEmpty());
    VERIFY_OK(take(u"m"_s));
    QCOMPARE(taken, events);
    VERIFY_OK(take(u"m"_s));
    QVERIFY(taken.isEmpty());
}

void RepositorySuite::timelineTellsEpisodes() {
    const Conversation c = addConversation(u"Ida"_s);
    Conversation next = c;
    next.episode = EpisodeId::create();
    VERIFY_OK(write([&](Store& s) -> Status {
        using Kind = ThreadMark::Kind;
        SOUFFLEUR_CHECK(s.messages().insertMark(c.id, {Kind::Opened, c.episode, 1, at(1), {}, {}, 0}));
        SOUFFLEUR_CHECK(s.messages().insert(makeMessage(c, 2, u"Wo ist\nmein Paket?"_s), {u"1"_s}));
        SOUFFLEUR_CHECK(s.messages().insertMark(c.id, {Kind::Assigned, c.episode, 3, at(2), {}, u"J"_s, 0}));
        SOUFFLEUR_CHECK(s.messages().insertMark(c.id, {Kind::Rated, c.episode, 4, at(3), {}, {}, 4}));
        SOUFFLEUR_CHECK(s.messages().insertMark(c.id, {Kind::Resolved, c.episode, 5, at(4), {}, {}, 0}));
        SOUFFLEUR_CHECK(s.messages().insert(makeMessage(next, 6, u"Noch etwas"_s), {u"2"_s}));
        return s.messages().insertMark(c.id, {Kind::Opened, next.episode, 7, at(5), {}, {}, 0});
    }));
    const auto line = store().contacts().timeline(c.contact, 10);
    VERIFY_OK(line);
    QCOMPARE(line->size(), 4);
    QCOMPARE(line->at(0).text, u"Noch etwas"_s);
    QCOMPARE(line->at(0).channelKind, u"sample"_s);
    QCOMPARE(line->at(1).kind, TimelineItem::Kind::EpisodeResolved);
    QCOMPARE(line->at(2).kind, TimelineItem::Kind::Rated);
    QCOMPARE(line->at(2).rating, 4);
    QCOMPARE(line->at(3).kind, TimelineItem::Kind::EpisodeOpened);
    QCOMPARE(line->at(3).text, u"Wo ist mein Paket?"_s);
    QCOMPARE(store().contacts().timeline(c.contact, 2)->size(), 2);
}

void RepositorySuite::outboxKeepsTheOrder() {
    const Conversation a = addConversation(u"A"_s);
    const Conversation b = addConversation(u"B"_s);
    const auto queue = [&](const Conversation& c, qint64 sequence, int due, MessageStatus status) {
        const Message m = addMessage(c, sequence, u"t"_s, Direction::Outbound);
        const OutboxItem item{m.id, c.id, c.channel, status, at(due), 0, at(1)};
        const Status done = write([&](Store& s) { return s.outbox().insert(item); });
        if (!done)
            qFatal("%s", qPrintable(done.error().toString()));
        return item;
    };
    const auto due = [&](int now) {
        QList<MessageId> ids;
        const auto items = store().outbox().due(at(now), 10);
        for (const OutboxItem& item : items ? *items : QList<OutboxItem>())
            ids.append(item.message);
        return ids;
    };
    QVERIFY(!store().outbox().nextDue()->has_value());
    OutboxItem a1 = queue(a, 1, 30, MessageStatus::Queued); // waits for its next attempt
    const OutboxItem a2 = queue(a, 2, 10, MessageStatus::Held);
    OutboxItem b1 = queue(b, 1, 20, MessageStatus::Held);
    QCOMPARE(*store().outbox().nextDue(), OptionalTimestamp(at(20)));
    QCOMPARE(due(19), QList<MessageId>()); // a2 does not overtake a1
    QCOMPARE(due(30), QList<MessageId>({b1.message, a1.message}));
    const auto found = store().outbox().find(a1.message);
    VERIFY_OK(found);
    QCOMPARE((*found)->waitBefore, OptionalTimestamp(at(1)));
    QCOMPARE((*found)->conversation, a.id);

    a1.status = MessageStatus::Sending;
    a1.attempts = 3;
    VERIFY_OK(write([&](Store& s) { return s.outbox().update(a1); }));
    QCOMPARE(due(99), QList<MessageId>({b1.message}));
    QCOMPARE(store().outbox().sending()->size(), 1);
    QCOMPARE(store().outbox().sending()->at(0).attempts, 3);
    VERIFY_OK(write([&](Store& s) { return s.outbox().remove(a1.message); }));
    QCOMPARE(due(99), QList<MessageId>({a2.message, b1.message}));
    QCOMPARE(*store().outbox().nextDue(), OptionalTimestamp(at(10)));
    QCOMPARE(write([&](Store& s) { return s.outbox().update(a1); }).error().code, ErrorCode::NotFound);
}

void RepositorySuite::draftsBelongToConversationAndMode() {
    const Conversation a = addConversation(u"A"_s);
    const Conversation b = addConversation(u"B"_s);
    Draft draft;
    draft.conversation = a.id;
    draft.text = u"Guten Tag,\nIhr Paket"_s;
    draft.cursor = 5;
    draft.replyTo = MessageId::create();
    draft.suggestionSet = SuggestionSetId::create();
    draft.faqEntry = FaqEntryId::create();
    draft.insertedText = u"Ihr Paket"_s;
    draft.updatedAt = at(4);
    Attachment file;
    file.id = AttachmentId::create();
    file.fileName = u"Rechnung.pdf"_s;
    file.pixelSize = QSize(1, 2);
    draft.attachments = {file};
    Draft note = draft;
    note.mode = DraftMode::Note;
    note.text = u"intern"_s;
    VERIFY_OK(write([&](Store& s) -> Status {
        SOUFFLEUR_CHECK(s.drafts().save(draft, m_me));
        return s.drafts().save(note, m_me);
    }));
    QCOMPARE(**store().drafts().find(a.id, DraftMode::Reply, m_me), draft);
    QCOMPARE(**store().drafts().find(a.id, DraftMode::Note, m_me), note);
    QVERIFY(!store().drafts().find(b.id, DraftMode::Reply, m_me)->has_value());
    QVERIFY(!store().drafts().find(a.id, DraftMode::Reply, AgentId::create())->has_value());
    QCOMPARE(*store().drafts().count(m_me), 2);
    QCOMPARE(store().conversations().find(a.id)->draftPreview, u"Guten Tag, Ihr Paket"_s);
    draft.text.clear();
    draft.attachments.clear();
    VERIFY_OK(write([&](Store& s) { return s.drafts().save(draft, m_me); }));
    QVERIFY(!store().drafts().find(a.id, DraftMode::Reply, m_me)->has_value());
    QCOMPARE(*store().drafts().count(m_me), 1);
    QVERIFY(store().conversations().find(a.id)->draftPreview.isEmpty());
}

void RepositorySuite::channelsAndSecrets() {
    Channel channel{m_channel, u"telegram"_s, u"Laden"_s, {{u"poll"_s, true}}, true, false};
    VERIFY_OK(write([&](Store& s) -> Status {
        SOUFFLEUR_CHECK(s.channels().save(channel));
        SOUFFLEUR_CHECK(s.channels().saveSecrets(m_channel, {{u"token"_s, u"123:abc"_s}}));
        return s.channels().saveCursor(m_channel, QByteArray("\0\x01", 2));
    }));
    QCOMPARE(*store().channels().all(), QList<Channel>({channel}));
    QCOMPARE(store().channels().secrets(m_channel)->value(u"token"_s).toString(), u"123:abc"_s);
    channel.enabled = false;
    channel.name = u"Neuer Name"_s;
    VERIFY_OK(write([&](Store& s) { return s.channels().save(channel); }));
    QCOMPARE(*store().channels().find(m_channel), channel);
    QCOMPARE(*store().channels().cursor(m_channel), QByteArray("\0\x01", 2)); // not touched by save
    QVERIFY(store().channels().cursor(ChannelId::create())->isEmpty());
    VERIFY_OK(write([&](Store& s) { return s.channels().remove(m_channel); }));
    QVERIFY(store().channels().all()->isEmpty());
    QVERIFY(store().channels().secrets(m_channel)->isEmpty());
    QVERIFY(store().channels().cursor(m_channel)->isEmpty());
}

void RepositorySuite::faqVersionsAndConflict() {
    FaqEntry entry;
    entry.id = FaqEntryId::create();
    entry.questions = {{u"de"_s, u"Wie lange dauert der Versand?"_s}, {u"en"_s, u"How long is shipping?"_s}};
    entry.variants = {{u"Wann kommt mein Paket"_s, u"de"_s, VariantSource::Learned}};
    entry.answers = {{u"de"_s, AnswerLength::Short, FormOfAddress::Formal, u"{{days}} Tage."_s}};
    entry.status = FaqStatus::Published;
    entry.audience = FaqAudience::Internal;
    entry.tags = {u"Versand"_s};
    entry.phase = JourneyPhase::Service;
    entry.validFrom = QDate(2026, 1, 1);
    entry.validUntil = QDate(2026, 12, 31);
    entry.owner = u"Jana"_s;
    entry.reviewDays = 30;
    entry.reviewedAt = QDate(2026, 2, 3);
    entry.channels = {u"telegram"_s};
    FaqEntry saved;
    const auto save = [&](const FaqEntry& e, int minute) {
        return write([&](Store& s) -> Status {
            SOUFFLEUR_TRY(saved, s.faq().save(e, u"Jana"_s, u"k%1"_s.arg(minute), at(minute)));
            return ok();
        });
    };
    VERIFY_OK(save(entry, 1));
    QCOMPARE(saved.version, 1);
    QCOMPARE(saved.number, 1);
    QCOMPARE(saved.createdAt, at(1));
    FaqEntry expected = entry;
    expected.version = 1;
    expected.number = 1;
    expected.createdAt = expected.updatedAt = at(1);
    QCOMPARE(saved, expected);
    QCOMPARE(*store().faq().find(entry.id), expected);

    FaqEntry edited = saved;
    edited.status = FaqStatus::Archived;
    edited.tags = {u"neu"_s};
    VERIFY_OK(save(edited, 2));
    QCOMPARE(saved.version, 2);
    QCOMPARE(save(edited, 3).error().code, ErrorCode::Conflict); // edited from version 1
    QCOMPARE(store().faq().find(entry.id)->version, 2);
    const auto versions = store().faq().versions(entry.id);
    VERIFY_OK(versions);
    QCOMPARE(versions->size(), 2);
    QCOMPARE(versions->at(0).version, 2);
    QCOMPARE(versions->at(1).entry, expected);
    QCOMPARE(versions->at(1).comment, u"k1"_s);

    FaqStats stats = *store().faq().stats(entry.id);
    QCOMPARE(stats.entry, entry.id);
    stats.shown = 5;
    stats.ratingSum = 8.5;
    stats.lastSentAt = at(7);
    VERIFY_OK(write([&](Store& s) { return s.faq().saveStats(stats); }));
    stats.shown = 6;
    VERIFY_OK(write([&](Store& s) { return s.faq().saveStats(stats); }));
    QCOMPARE(*store().faq().stats(entry.id), stats);
    QCOMPARE(store().faq().allStats()->value(entry.id), stats);

    // A number is never given twice, an imported one is kept.
    VERIFY_OK(write([&](Store& s) { return s.faq().remove(entry.id); }));
    QVERIFY(store().faq().versions(entry.id)->isEmpty());
    FaqEntry next;
    next.id = FaqEntryId::create();
    VERIFY_OK(save(next, 5));
    QCOMPARE(saved.number, 2);
    FaqEntry imported;
    imported.id = FaqEntryId::create();
    imported.number = 112;
    VERIFY_OK(save(imported, 6));
    QCOMPARE(saved.number, 112);
    FaqEntry last;
    last.id = FaqEntryId::create();
    last.number = 112;
    VERIFY_OK(save(last, 7));
    QCOMPARE(saved.number, 113);
}

void RepositorySuite::faqListFilters() {
    VERIFY_OK(write([&](Store& s) -> Status {
        for (int i = 1; i <= 20; ++i) {
            FaqEntry e;
            e.id = FaqEntryId::create();
            e.questions = {{i % 2 == 0 ? u"de"_s : u"en"_s, u"q"_s}};
            e.status = i % 5 == 0 ? FaqStatus::Published : FaqStatus::Draft;
            e.tags = i % 4 == 0 ? QStringList{u"vier"_s, u"vier"_s} : QStringList{};
            SOUFFLEUR_CHECK(s.faq().save(e, u"J"_s, {}, at(i)));
        }
        return ok();
    }));
    const auto numbers = [&](const FaqQuery& query) {
        QList<int> list;
        const auto items = store().faq().list(query);
        for (const FaqListItem& item : items ? *items : QList<FaqListItem>())
            list.append(item.entry.number);
        return list;
    };
    QCOMPARE(*store().faq().count(), 20);
    QCOMPARE(store().faq().all()->size(), 20);
    FaqQuery query;
    query.limit = 3;
    query.offset = 4;
    QCOMPARE(numbers(query), QList<int>({5, 6, 7}));
    query = {};
    query.status = FaqStatus::Published;
    QCOMPARE(numbers(query), QList<int>({5, 10, 15, 20}));
    query.tag = u"vier"_s;
    QCOMPARE(numbers(query), QList<int>({20}));
    query.status.reset();
    query.language = u"de"_s;
    QCOMPARE(numbers(query), QList<int>({4, 8, 12, 16, 20}));
    query.language = u"en"_s;
    QCOMPARE(numbers(query), QList<int>());
}

void RepositorySuite::eventsAreListed() {
    const EpisodeId episode = EpisodeId::create();
    VERIFY_OK(write([&](Store& s) -> Status {
        for (int i = 0; i < 4; ++i) {
            Event event{
                i % 2 == 0 ? u"reply"_s : u"resolved"_s, at(i), ConversationId::create(), {}, m_me, {{u"n"_s, i}}};
            if (i != 0)
                event.episode = episode;
            SOUFFLEUR_CHECK(s.events().append(event));
        }
        return ok();
    }));
    const auto replies = store().events().byKind(u"reply"_s, 9);
    VERIFY_OK(replies);
    QCOMPARE(replies->size(), 2);
    QCOMPARE(replies->at(0).data[u"n"_s].toInt(), 2); // newest first
    QVERIFY(!replies->at(1).episode);
    QCOMPARE(replies->at(1).agent, std::optional(m_me));
    QCOMPARE(store().events().byKind(u"reply"_s, 1)->size(), 1);
    const auto resolved = store().events().byEpisode(episode, u"resolved"_s);
    VERIFY_OK(resolved);
    QCOMPARE(resolved->size(), 2);
    QCOMPARE(resolved->at(0).at, at(1));
}

void RepositorySuite::settingsAndAgents() {
    QVERIFY(store().settings().value(u"none"_s)->isUndefined());
    const QList<QJsonValue> values{true,        4.5, u"Text ü"_s, QJsonArray{1, 2}, QJsonObject{{u"a"_s, 1}},
                                   QJsonValue()};
    for (const QJsonValue& value : values) {
        VERIFY_OK(write([&](Store& s) { return s.settings().set(u"key"_s, value); }));
        QCOMPARE(*store().settings().value(u"key"_s), value);
    }
    VERIFY_OK(write([&](Store& s) { return s.settings().set(u"key"_s, QJsonValue(QJsonValue::Undefined)); }));
    QVERIFY(store().settings().value(u"key"_s)->isUndefined());
    const Agent max{AgentId::create(), u"Max"_s};
    VERIFY_OK(write([&](Store& s) { return s.settings().saveAgent(max); }));
    VERIFY_OK(write([&](Store& s) { return s.settings().saveAgent({m_me, u"Jana K."_s}); }));
    const auto agents = store().settings().agents();
    VERIFY_OK(agents);
    QCOMPARE(*agents, QList<Agent>({{m_me, u"Jana K."_s}, max}));
}

void RepositorySuite::commandsAreRemembered() {
    const CommandId id = CommandId::create();
    CommandReply reply;
    reply.change = 77;
    reply.faqEntry = FaqEntryId::create();
    reply.count = 3;
    QVERIFY(!store().findCommand(id)->has_value());
    VERIFY_OK(write([&](Store& s) { return s.rememberCommand(id, reply, at(1)); }));
    const auto found = store().findCommand(id);
    VERIFY_OK(found);
    QCOMPARE((*found)->change, 77);
    QCOMPARE((*found)->faqEntry, reply.faqEntry);
    QCOMPARE((*found)->count, 3);
    QVERIFY(!(*found)->repeated);
    QCOMPARE(write([&](Store& s) { return s.rememberCommand(id, reply, at(1)); }).error().code,
             ErrorCode::Conflict);
}

void RepositorySuite::changesAreNumbered() {
    const qint64 start = *store().lastChange();
    Changes announced;
    connect(m_storage.get(), &Storage::committed, this, [&](const Changes& c) { announced += c; });
    const Conversation c = addConversation(u"Kim"_s);
    const Message m = addMessage(c, 1, u"x"_s);
    QCOMPARE(announced.size(), 3);
    QCOMPARE(announced[0].entity, EntityKind::Contact);
    QCOMPARE(announced[0].kind, ChangeKind::Added);
    QCOMPARE(announced[1].conversation, c.id);
    QCOMPARE(announced[2].id, m.id.uuid());
    QCOMPARE(announced[2].sequence, 1);
    const auto since = store().changesSince(start, 100);
    VERIFY_OK(since);
    QCOMPARE(*since, announced);
    for (qsizetype i = 1; i < since->size(); ++i)
        QVERIFY(since->at(i - 1).number < since->at(i).number);
    QCOMPARE(*store().lastChange(), announced.constLast().number);
    QCOMPARE(store().changesSince(start, 2)->size(), 2);
    QVERIFY(store().changesSince(*store().lastChange(), 100)->isEmpty());
    // What fails is announced to nobody.
    announced.clear();
    (void)write([&](Store& s) -> Status {
        SOUFFLEUR_CHECK(s.settings().set(u"a"_s, 1));
        return makeError(ErrorCode::Rejected);
    });
    QVERIFY(announced.isEmpty());
    QVERIFY(store().settings().value(u"a"_s)->isUndefined());
}

void RepositorySuite::aFailedWriteLeavesItsNeighbours() {
    // Writes from inside a receiver of committed are put behind, and everybody hears of all of them in order.
    QList<qint64> heard;
    bool nested = false;
    connect(m_storage.get(), &Storage::committed, this, [&](const Changes& changes) {
        if (!std::exchange(nested, true)) {
            VERIFY_OK(write([](Store& s) { return s.settings().set(u"nested"_s, 2); }));
            QCOMPARE(write([](Store&) { return Status(makeError(ErrorCode::Rejected)); }).error().code,
                     ErrorCode::Rejected);
        }
        for (const Change& change : changes)
            heard.append(change.number);
    });
    VERIFY_OK(write([](Store& s) { return s.settings().set(u"outer"_s, 1); }));
    QCOMPARE(heard.size(), 2);
    QVERIFY(heard[0] < heard[1]);
    QCOMPARE(store().settings().value(u"outer"_s)->toInt(), 1);
    QCOMPARE(store().settings().value(u"nested"_s)->toInt(), 2);
}

} // namespace souffleur::store::test
