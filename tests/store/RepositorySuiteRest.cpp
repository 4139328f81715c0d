// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "RepositorySuite.h"

namespace souffleur::store::test {

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
    b1.status = MessageStatus::Queued;
    VERIFY_OK(write([&](Store& s) { return s.outbox().update(b1); }));
    VERIFY_OK(write([&](Store& s) { return s.outbox().bringForward(ChannelId::create(), at(5)); }));
    QCOMPARE(due(5), QList<MessageId>());
    VERIFY_OK(write([&](Store& s) { return s.outbox().bringForward(b1.channel, at(5)); }));
    QCOMPARE(due(5), QList<MessageId>({b1.message})); // a2 is held: its time is the agent's
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
