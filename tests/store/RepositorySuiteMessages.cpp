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

} // namespace souffleur::store::test
