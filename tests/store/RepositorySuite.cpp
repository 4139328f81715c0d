// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "RepositorySuite.h"

#include "domain/Rules.h"
#include "store/Counters.h"

#include <random>

namespace souffleur::store::test {

void RepositorySuite::initTest() {
    auto opened = openEmpty();
    m_store = opened.get();
    m_storage = std::make_unique<Storage>(std::move(opened), m_executor);
    m_channel = ChannelId::create();
    m_me = AgentId::create();
    VERIFY_OK(write([&](Store& s) { return s.settings().saveAgent({m_me, u"Jana"_s}); }));
}

void RepositorySuite::cleanup() {
    m_storage.reset();
    m_store = nullptr;
}

Conversation RepositorySuite::addConversation(const QString& name, std::function<void(Conversation&)> change) {
    const Contact contact = makeContact(m_channel, name, QUuid::createUuid().toString());
    Conversation c = makeConversation(contact);
    if (change)
        change(c);
    const Status done = write([&](Store& s) -> Status {
        SOUFFLEUR_CHECK(s.contacts().insert(contact));
        return s.conversations().insert(c);
    });
    if (!done)
        qFatal("%s", qPrintable(done.error().toString()));
    return c;
}

Message RepositorySuite::addMessage(const Conversation& c, qint64 sequence, const QString& text,
                                    Direction direction) {
    const Message m = makeMessage(c, sequence, text, direction);
    const Status done = write([&](Store& s) -> Status {
        SOUFFLEUR_CHECK(s.messages().insert(m, {m.id.toString()}));
        return ok();
    });
    if (!done)
        qFatal("%s", qPrintable(done.error().toString()));
    return m;
}

void RepositorySuite::contactsRoundTrip() {
    Contact contact = makeContact(m_channel, u"Zoë Müller"_s, u"42"_s);
    contact.language = u"de"_s;
    contact.address = FormOfAddress::Informal;
    contact.remark = u"Ruft gern an 📞"_s;
    contact.tags = {u"vip"_s, u"großkunde"_s};
    contact.fields = {{u"order"_s, u"A-17"_s}, {u"tracking"_s, u"00340"_s}};
    contact.identities[0].handle = u"@zoe"_s;
    VERIFY_OK(write([&](Store& s) { return s.contacts().insert(contact); }));
    auto found = store().contacts().find(contact.id);
    VERIFY_OK(found);
    QCOMPARE(*found, contact);

    contact.displayName = u"Zoe M."_s;
    contact.fields.remove(u"order"_s);
    contact.address = FormOfAddress::Formal;
    VERIFY_OK(write([&](Store& s) { return s.contacts().update(contact); }));
    QCOMPARE(*store().contacts().find(contact.id), contact);

    const auto missing = store().contacts().find(ContactId::create());
    QVERIFY(!missing);
    QCOMPARE(missing.error().code, ErrorCode::NotFound);
    Contact unknown = contact;
    unknown.id = ContactId::create();
    QCOMPARE(write([&](Store& s) { return s.contacts().update(unknown); }).error().code, ErrorCode::NotFound);
}

void RepositorySuite::identitiesAreFoundAndBlocked() {
    const Contact contact = makeContact(m_channel, u"Ada"_s, u"ada"_s);
    const Conversation conversation = makeConversation(contact);
    VERIFY_OK(write([&](Store& s) -> Status {
        SOUFFLEUR_CHECK(s.contacts().insert(contact));
        return s.conversations().insert(conversation);
    }));
    QCOMPARE((*store().contacts().findIdentity(m_channel, u"ada"_s))->id, contact.identities[0].id);
    QVERIFY(!store().contacts().findIdentity(ChannelId::create(), u"ada"_s)->has_value());
    QVERIFY(!store().contacts().findIdentity(m_channel, u"Ada"_s)->has_value());
    QCOMPARE((*store().contacts().identityFor(contact.id, m_channel))->externalId, u"ada"_s);
    VERIFY_OK(write([&](Store& s) { return s.contacts().setBlocked(contact.identities[0].id, true); }));
    QVERIFY((*store().contacts().findIdentity(m_channel, u"ada"_s))->blocked);
    QVERIFY(store().conversations().find(conversation.id)->blocked);

    // The same external id twice is refused, not doubled.
    Contact twin = makeContact(m_channel, u"Twin"_s, u"ada"_s);
    QCOMPARE(write([&](Store& s) { return s.contacts().insert(twin); }).error().code, ErrorCode::Conflict);
    QVERIFY(!store().contacts().find(twin.id));
}

void RepositorySuite::conversationsRoundTrip() {
    Conversation c = addConversation(u"Ben"_s, [&](Conversation& n) {
        n.assignee = m_me;
        n.assigneeName = u"Jana"_s;
        n.priority = Priority::High;
        n.tags = {u"Retoure"_s, u"größe"_s};
        n.language = u"de"_s;
        n.address = FormOfAddress::Formal;
        n.lastSequence = 7;
        n.preview = u"Wo ist mein Paket?"_s;
        n.previewKind = MessageKind::Image;
        n.waitingSince = at(1);
        n.dueAt = at(61);
        n.unread = 3;
        n.mentioned = true;
        n.rating = 4;
        n.sample = true;
        n.draftPreview = u"Guten"_s;
    });
    QCOMPARE(*store().conversations().find(c.id), c);
    QCOMPARE(**store().conversations().findByContact(c.contact), c);

    Conversation after = c;
    after.state = EpisodeState::Snoozed;
    after.snoozedUntil = at(500);
    after.assignee.reset();
    after.assigneeName.clear();
    after.tags = {u"größe"_s, u"neu"_s};
    after.waitingSince.reset();
    after.dueAt.reset();
    after.rating.reset();
    after.mentioned = false;
    after.draftPreview.clear();
    after.blocked = true;
    VERIFY_OK(write([&](Store& s) { return s.conversations().update(c, after); }));
    QCOMPARE(*store().conversations().find(c.id), after);
    QCOMPARE(*store().conversations().allTags(), QStringList({u"größe"_s, u"neu"_s}));
    const auto all = store().conversations().findAll({ConversationId::create(), c.id});
    QCOMPARE(all->size(), 1);
    QCOMPARE(store().conversations().find(ConversationId::create()).error().code, ErrorCode::NotFound);
}

void RepositorySuite::countersEqualARecount() {
    std::mt19937 random(20260115); // NOLINT(bugprone-random-generator-seed): repeatable
    const auto pick = [&](int below) { return static_cast<int>(random() % static_cast<unsigned>(below)); };
    const QList<AgentId> agents{m_me, AgentId::create(), AgentId::create()};
    const QList<ChannelId> channels{m_channel, ChannelId::create()};
    const QStringList tags{u"a"_s, u"b"_s, u"ü"_s};
    QHash<ConversationId, Conversation> model;
    OptionalTimestamp lastReply;
    const int rounds = 2000;
    for (int round = 0; round < rounds;) {
        // Ten operations a write: what counts here is the sum, not the commits.
        VERIFY_OK(write([&](Store& s) -> Status {
            for (int k = 0; k < 10; ++k, ++round) {
                if (model.size() < 5 || pick(8) == 0) {
                    Contact contact = makeContact(channels.at(pick(2)), u"K"_s, QString::number(round));
                    SOUFFLEUR_CHECK(s.contacts().insert(contact));
                    const Conversation c = makeConversation(contact);
                    SOUFFLEUR_CHECK(s.conversations().insert(c));
                    model.insert(c.id, c);
                    continue;
                }
                auto it = std::next(model.begin(), pick(static_cast<int>(model.size())));
                const Conversation before = *it;
                Conversation after = before;
                after.lastActivityAt = at(round);
                switch (pick(8)) {
                case 0: {
                    Message m = makeMessage(before, ++after.lastSequence, u"Hallo"_s);
                    m.receivedAt = at(round);
                    (void)rules::applyInbound(after, m, 60min);
                    SOUFFLEUR_CHECK(s.messages().insert(m, {QString::number(round)}));
                    break;
                }
                case 1: {
                    Message m = makeMessage(before, ++after.lastSequence, u"Antwort"_s, Direction::Outbound);
                    m.author = m_me;
                    m.receivedAt = at(round);
                    lastReply = m.receivedAt;
                    rules::applyReply(after, m);
                    SOUFFLEUR_CHECK(s.messages().insert(m, {}));
                    break;
                }
                case 2:
                    rules::applyResolve(after);
                    break;
                case 3:
                    rules::applyReopen(after);
                    break;
                case 4:
                    rules::applySnooze(after, at(round + 100));
                    break;
                case 5:
                    after.assignee = pick(3) == 0 ? std::nullopt : std::optional(agents.at(pick(3)));
                    break;
                case 6:
                    after.mentioned = !after.mentioned;
                    after.channel = channels.at(pick(2));
                    break;
                default:
                    after.tags = tags.mid(pick(3), pick(3));
                    break;
                }
                SOUFFLEUR_CHECK(s.conversations().update(before, after));
                *it = after;
            }
            return ok();
        }));
    }
    const Timestamp now = at(rounds / 2 + 60);
    InboxCounts expected;
    QSet<QString> usedTags;
    for (const Conversation& c : model) {
        const bool open = c.state == EpisodeState::Open;
        const bool mineOrFree = !c.assignee || c.assignee == m_me;
        expected.allOpen += open ? 1 : 0;
        expected.mine += open && c.assignee == m_me ? 1 : 0;
        expected.unassigned += open && !c.assignee ? 1 : 0;
        expected.mentioned += c.mentioned ? 1 : 0;
        expected.snoozed += c.state == EpisodeState::Snoozed ? 1 : 0;
        expected.waiting += open && c.waitingSince && mineOrFree ? 1 : 0;
        expected.overdue += open && c.waitingSince && mineOrFree && *c.dueAt < now ? 1 : 0;
        if (open)
            ++expected.openByChannel[c.channel];
        usedTags.unite(QSet<QString>(c.tags.cbegin(), c.tags.cend()));
    }
    expected.lastReplyAt = lastReply;
    QVERIFY(expected.waiting > 3 && expected.overdue > 0 && expected.snoozed > 0 && expected.mine > 0);
    const auto counts = store().conversations().counts(m_me, now);
    VERIFY_OK(counts);
    QCOMPARE(counts->mine, expected.mine);
    QCOMPARE(counts->unassigned, expected.unassigned);
    QCOMPARE(counts->mentioned, expected.mentioned);
    QCOMPARE(counts->snoozed, expected.snoozed);
    QCOMPARE(counts->allOpen, expected.allOpen);
    QCOMPARE(counts->waiting, expected.waiting);
    QCOMPARE(counts->overdue, expected.overdue);
    QCOMPARE(counts->openByChannel, expected.openByChannel);
    QCOMPARE(counts->lastReplyAt, expected.lastReplyAt);
    QCOMPARE(store().conversations().allTags()->size(), usedTags.size());
    const auto problems = store().check();
    VERIFY_OK(problems);
    QCOMPARE(*problems, QStringList());
}

void RepositorySuite::pagesEqualASortedList_data() {
    QTest::addColumn<int>("view");
    QTest::addColumn<int>("order");
    const QList<const char*> views{"mine", "unassigned", "mentioned", "snoozed", "all open", "resolved"};
    const QList<const char*> orders{"longest waiting", "newest", "priority"};
    for (int v = 0; v < views.size(); ++v) {
        for (int o = 0; o < orders.size(); ++o)
            QTest::addRow("%s by %s", views.at(v), orders.at(o)) << v << o;
    }
}

void RepositorySuite::pagesEqualASortedList() {
    QFETCH(int, view);
    QFETCH(int, order);
    std::mt19937 random(4711); // NOLINT(bugprone-random-generator-seed): repeatable
    const auto pick = [&](int below) { return static_cast<int>(random() % static_cast<unsigned>(below)); };
    const ChannelId other = ChannelId::create();
    QList<Conversation> model;
    VERIFY_OK(write([&](Store& s) -> Status {
        for (int i = 0; i < 180; ++i) {
            Contact contact = makeContact(pick(2) == 0 ? m_channel : other, u"K%1"_s.arg(i), QString::number(i));
            SOUFFLEUR_CHECK(s.contacts().insert(contact));
            Conversation c = makeConversation(contact);
            c.state = static_cast<EpisodeState>(pick(3));
            c.assignee = pick(2) == 0 ? std::nullopt : std::optional(pick(2) == 0 ? m_me : AgentId::create());
            c.assigneeName = c.assignee == m_me ? u"Jana"_s : QString();
            c.priority = static_cast<Priority>(pick(4));
            c.lastActivityAt = at(pick(40)); // many equal ones: the id has to decide
            if (pick(2) == 0)
                c.waitingSince = at(pick(40));
            c.mentioned = pick(3) == 0;
            if (pick(2) == 0)
                c.tags = {u"x"_s};
            SOUFFLEUR_CHECK(s.conversations().insert(c));
            model.append(c);
        }
        return ok();
    }));
    const auto inView = [&](const Conversation& c) {
        switch (static_cast<InboxView>(view)) {
        case InboxView::Mine:
            return c.state == EpisodeState::Open && c.assignee == m_me;
        case InboxView::Unassigned:
            return c.state == EpisodeState::Open && !c.assignee;
        case InboxView::Mentioned:
            return c.mentioned;
        case InboxView::Snoozed:
            return c.state == EpisodeState::Snoozed;
        case InboxView::AllOpen:
            return c.state == EpisodeState::Open;
        case InboxView::Resolved:
            return c.state == EpisodeState::Resolved;
        }
        return false;
    };
    const auto byWait = [](const Conversation& c) {
        return std::tuple(!c.waitingSince, c.waitingSince ? toMs(*c.waitingSince) : -toMs(c.lastActivityAt));
    };
    const auto before = [&](const Conversation& a, const Conversation& b) {
        const QByteArray idA = a.id.toBytes();
        const QByteArray idB = b.id.toBytes();
        switch (static_cast<InboxOrder>(order)) {
        case InboxOrder::LongestWaiting:
            return std::tuple(byWait(a), idA) < std::tuple(byWait(b), idB);
        case InboxOrder::Newest:
            return std::tuple(-toMs(a.lastActivityAt), idA) < std::tuple(-toMs(b.lastActivityAt), idB);
        case InboxOrder::Priority:
            return std::tuple(-static_cast<int>(a.priority), byWait(a), idA) <
                   std::tuple(-static_cast<int>(b.priority), byWait(b), idB);
        }
        return false;
    };
    std::sort(model.begin(), model.end(), before);
    for (const bool byChannel : {false, true}) {
        for (const bool byTag : {false, true}) {
            QList<ConversationId> expected;
            for (const Conversation& c : model) {
                if (inView(c) && (!byChannel || c.channel == m_channel) && (!byTag || c.tags.contains(u"x"_s)))
                    expected.append(c.id);
            }
            QVERIFY(!expected.isEmpty());
            ConversationQuery query;
            query.view = static_cast<InboxView>(view);
            query.order = static_cast<InboxOrder>(order);
            query.limit = 7;
            if (byChannel)
                query.channel = m_channel;
            if (byTag)
                query.tag = u"x"_s;
            QList<ConversationId> found;
            do {
                const auto page = store().conversations().page(query, m_me);
                VERIFY_OK(page);
                QVERIFY(page->conversations.size() <= 7);
                for (const Conversation& c : page->conversations) {
                    found.append(c.id);
                    QCOMPARE(c, *std::find_if(model.cbegin(), model.cend(),
                                              [&](const Conversation& m) { return m.id == c.id; }));
                }
                query.after = page->next;
            } while (!query.after.isEmpty() && found.size() <= model.size());
            QCOMPARE(found, expected);
        }
    }
    ConversationQuery foreign;
    foreign.after = "nonsense"_ba;
    QCOMPARE(store().conversations().page(foreign, m_me).error().code, ErrorCode::InvalidInput);
}

void RepositorySuite::nextWaitingIsTheMostUrgent() {
    const auto waiting = [&](const QString& name, int since, std::optional<int> due,
                             std::optional<AgentId> assignee, EpisodeState state = EpisodeState::Open) {
        return addConversation(name, [&](Conversation& c) {
            c.waitingSince = at(since);
            if (due)
                c.dueAt = at(*due);
            c.assignee = assignee;
            c.state = state;
        });
    };
    QVERIFY(!store().conversations().nextWaiting(m_me, {})->has_value());
    waiting(u"colleague's"_s, 1, 2, AgentId::create());
    waiting(u"resolved"_s, 1, 2, {}, EpisodeState::Resolved);
    const Conversation noDue = waiting(u"no target"_s, 1, {}, m_me);
    const Conversation late = waiting(u"late"_s, 9, 100, {});
    const Conversation first = waiting(u"first"_s, 20, 50, m_me);
    QCOMPARE((*store().conversations().nextWaiting(m_me, {}))->id, first.id);
    QCOMPARE((*store().conversations().nextWaiting(m_me, first.id))->id, late.id);
    Conversation done = first;
    done.waitingSince.reset();
    done.dueAt.reset();
    VERIFY_OK(write([&](Store& s) { return s.conversations().update(first, done); }));
    Conversation lateDone = late;
    lateDone.waitingSince.reset();
    VERIFY_OK(write([&](Store& s) { return s.conversations().update(late, lateDone); }));
    QCOMPARE((*store().conversations().nextWaiting(m_me, {}))->id, noDue.id);
}

void RepositorySuite::snoozesWakeInOrder() {
    QVERIFY(!store().conversations().nextSnooze()->has_value());
    const auto snoozed = [&](int until) {
        return addConversation(u"S"_s, [&](Conversation& c) { rules::applySnooze(c, at(until)); });
    };
    const Conversation second = snoozed(20);
    const Conversation first = snoozed(10);
    snoozed(99);
    addConversation(u"until they write"_s, [](Conversation& c) { rules::applySnooze(c, {}); });
    QCOMPARE(*store().conversations().nextSnooze(), OptionalTimestamp(at(10)));
    const auto due = store().conversations().dueSnoozes(at(20));
    VERIFY_OK(due);
    QCOMPARE(due->size(), 2);
    QCOMPARE(due->at(0).id, first.id);
    QCOMPARE(due->at(1).id, second.id);
    QVERIFY(store().conversations().dueSnoozes(at(9))->isEmpty());
}

} // namespace souffleur::store::test
