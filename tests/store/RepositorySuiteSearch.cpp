// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "RepositorySuite.h"

namespace souffleur::store::test {

QList<MessageId> RepositorySuite::searchIds(const SearchQuery& query) {
    QList<MessageId> ids;
    const auto hits = store().messages().search(query);
    if (!hits)
        qFatal("%s", qPrintable(hits.error().toString()));
    for (const SearchHit& hit : *hits)
        ids.append(hit.message);
    return ids;
}

void RepositorySuite::searchFindsWords_data() {
    QTest::addColumn<QString>("words");
    QTest::addColumn<QList<int>>("found");
    QTest::newRow("one word") << u"paket "_s << QList<int>{0, 2};
    QTest::newRow("case does not matter") << u"PAKET "_s << QList<int>{0, 2};
    QTest::newRow("all words") << u"paket beschädigt "_s << QList<int>{2};
    QTest::newRow("umlaut found without dots") << u"grose uberweisung "_s << QList<int>{};
    QTest::newRow("umlaut typed plainly") << u"uberweisung "_s << QList<int>{1};
    QTest::newRow("plain found with umlaut") << u"Pakét "_s << QList<int>{0, 2};
    QTest::newRow("last word is a prefix") << u"überw"_s << QList<int>{1};
    QTest::newRow("prefix of two letters") << u"pa"_s << QList<int>{0, 2};
    QTest::newRow("not a prefix before a space") << u"überw "_s << QList<int>{};
    QTest::newRow("phrase") << u"\"mein paket\""_s << QList<int>{0};
    QTest::newRow("phrase in another order") << u"\"paket mein\""_s << QList<int>{};
    QTest::newRow("phrase and prefix") << u"\"mein paket\" wo"_s << QList<int>{0};
    QTest::newRow("number with signs") << u"A-4711"_s << QList<int>{1};
    QTest::newRow("Cyrillic") << u"заказ"_s << QList<int>{3};
    QTest::newRow("nothing") << u"nirgendwo"_s << QList<int>{};
    QTest::newRow("no words at all") << u"  "_s << QList<int>{};
}

void RepositorySuite::searchFindsWords() {
    QFETCH(QString, words);
    QFETCH(QList<int>, found);
    const Conversation c = addConversation(u"Lea"_s);
    const QStringList texts{u"Hallo, wo ist mein Paket?"_s, u"Die Überweisung zu Bestellung A-4711 ist raus."_s,
                            u"Das Paket kam beschädigt an."_s, u"Где мой заказ?"_s};
    QList<MessageId> ids;
    for (int i = 0; i < texts.size(); ++i)
        ids.append(addMessage(c, i + 1, texts.at(i)).id);
    SearchQuery query;
    query.words = words;
    const auto hits = store().messages().search(query);
    VERIFY_OK(hits);
    QSet<int> places;
    for (const SearchHit& hit : *hits) {
        places.insert(static_cast<int>(ids.indexOf(hit.message)));
        QCOMPARE(hit.conversation, c.id);
        QCOMPARE(hit.contactName, u"Lea"_s);
        QCOMPARE(hit.snippet, texts.at(ids.indexOf(hit.message)));
        QVERIFY(!hit.highlights.isEmpty());
        for (const TextRange& range : hit.highlights)
            QVERIFY(range.start >= 0 && range.length > 0 && range.start + range.length <= hit.snippet.size());
    }
    QCOMPARE(places, QSet<int>(found.cbegin(), found.cend()));
}

void RepositorySuite::searchFilters() {
    const Conversation a = addConversation(u"Märta 100%"_s, [&](Conversation& c) {
        c.tags = {u"vip"_s};
        c.assignee = m_me;
    });
    const Conversation b = addConversation(u"Bob"_s, [](Conversation& c) { c.state = EpisodeState::Resolved; });
    const Message a1 = addMessage(a, 1, u"Kabel bitte"_s);
    const Message a2 = addMessage(a, 2, u"Kabel kommt"_s, Direction::Outbound);
    Message b1 = makeMessage(b, 50, u"Kabel Kabel Kabel"_s);
    b1.channel = ChannelId::create();
    Attachment file;
    file.id = AttachmentId::create();
    b1.attachments = {file};
    VERIFY_OK(write([&](Store& s) -> Status {
        SOUFFLEUR_CHECK(s.messages().insert(b1, {}));
        return ok();
    }));
    using Ids = QList<MessageId>;
    const auto with = [&](std::function<void(SearchQuery&)> change) {
        SearchQuery query;
        query.words = u"kabel"_s;
        query.newestFirst = true;
        change(query);
        return searchIds(query);
    };
    QCOMPARE(with([](SearchQuery&) {}), Ids({b1.id, a2.id, a1.id}));
    QCOMPARE(with([](SearchQuery& q) { q.limit = 1; }), Ids({b1.id}));
    QCOMPARE(with([&](SearchQuery& q) { q.channels = {m_channel}; }), Ids({a2.id, a1.id}));
    QCOMPARE(with([&](SearchQuery& q) { q.conversation = b.id; }), Ids({b1.id}));
    QCOMPARE(with([&](SearchQuery& q) { q.contact = a.contact; }), Ids({a2.id, a1.id}));
    QCOMPARE(with([](SearchQuery& q) { q.direction = Direction::Outbound; }), Ids({a2.id}));
    QCOMPARE(with([](SearchQuery& q) { q.from = u"marta"_s; }), Ids({a2.id, a1.id}));
    QCOMPARE(with([](SearchQuery& q) { q.from = u"0%"_s; }), Ids({a2.id, a1.id}));
    QCOMPARE(with([](SearchQuery& q) { q.from = u"%o%"_s; }), Ids()); // no wildcards
    QCOMPARE(with([](SearchQuery& q) { q.from = u"\\_'"_s; }), Ids());
    QCOMPARE(with([](SearchQuery& q) { q.tags = {u"vip"_s}; }), Ids({a2.id, a1.id}));
    QCOMPARE(with([](SearchQuery& q) { q.state = EpisodeState::Resolved; }), Ids({b1.id}));
    QCOMPARE(with([&](SearchQuery& q) { q.assignee = m_me; }), Ids({a2.id, a1.id}));
    QCOMPARE(with([&](SearchQuery& q) { q.assignee = AgentId(); }), Ids({b1.id}));
    QCOMPARE(with([](SearchQuery& q) { q.tags = {u"vip"_s, u"other"_s}; }), Ids());
    QCOMPARE(with([](SearchQuery& q) { q.channels = {ChannelId::create()}; }), Ids());
    QCOMPARE(with([&](SearchQuery& q) {
                 q.tags = {u"vip"_s};
                 q.from = u"bob"_s;
             }),
             Ids());
    QCOMPARE(with([](SearchQuery& q) { q.since = at(2); }), Ids({b1.id, a2.id}));
    QCOMPARE(with([](SearchQuery& q) { q.before = at(2); }), Ids({a1.id}));
    QCOMPARE(with([](SearchQuery& q) { q.withAttachment = true; }), Ids({b1.id}));
    // Filters alone list the newest.
    QCOMPARE(with([&](SearchQuery& q) {
                 q.words.clear();
                 q.contact = a.contact;
             }),
             Ids({a2.id, a1.id}));
    // By rank: the word three times in three words comes first.
    const auto ranked = with([](SearchQuery& q) { q.newestFirst = false; });
    QCOMPARE(ranked.size(), 3);
    QCOMPARE(ranked.constFirst(), b1.id);
}

void RepositorySuite::searchFiltersByWait() {
    const auto waiting = [this](const QString& name, qint64 since, qint64 due, int unread) {
        const Conversation c = addConversation(name, [&](Conversation& conversation) {
            conversation.waitingSince = at(since);
            conversation.dueAt = at(due);
            conversation.unread = unread;
        });
        return addMessage(c, 1, u"Kabel"_s).id;
    };
    const MessageId early = waiting(u"Früh"_s, 10, 70, 0);
    const MessageId late = waiting(u"Spät"_s, 50, 110, 2);
    const Conversation answered = addConversation(u"Versorgt"_s);
    Message own = makeMessage(answered, 1, u"Kabel kommt"_s, Direction::Outbound);
    own.author = m_me;
    VERIFY_OK(write([&](Store& s) -> Status {
        SOUFFLEUR_CHECK(s.messages().insert(own, {}));
        return ok();
    }));
    using Ids = QList<MessageId>;
    for (const QString& words : {u"kabel"_s, QString()}) {
        const auto with = [&](std::function<void(SearchQuery&)> change) {
            SearchQuery query;
            query.words = words;
            query.newestFirst = true;
            change(query);
            return searchIds(query);
        };
        QCOMPARE(with([](SearchQuery& q) { q.waiting = true; }), Ids({late, early}));
        QCOMPARE(with([](SearchQuery& q) { q.waitingSinceBefore = at(10); }), Ids({early}));
        QCOMPARE(with([](SearchQuery& q) { q.waitingSinceBefore = at(9); }), Ids());
        QCOMPARE(with([](SearchQuery& q) { q.waitingSinceAfter = at(11); }), Ids({late}));
        QCOMPARE(with([](SearchQuery& q) { q.dueBefore = at(100); }), Ids({early}));
        QCOMPARE(with([](SearchQuery& q) { q.unread = true; }), Ids({late}));
        QCOMPARE(with([this](SearchQuery& q) { q.author = m_me; }), Ids({own.id}));
    }
}

// Beyond some thousand messages the words are followed instead of the filters; the answers are the same.
void RepositorySuite::searchFiltersAmongMany() {
    const Conversation many = addConversation(u"Viel"_s, [](Conversation& c) { c.tags = {u"vip"_s}; });
    const Conversation few = addConversation(u"Wenig"_s);
    QList<MessageId> ids;
    VERIFY_OK(write([&](Store& s) -> Status {
        for (int i = 1; i <= 3200; ++i) {
            Message m = makeMessage(many, i, i % 100 == 0 ? u"Kabel Nummer %1"_s.arg(i) : u"etwas anderes"_s);
            // One day apart, so that a time cuts the rows apart; the last came in late.
            m.sentAt = at(0) + std::chrono::hours(24 * i);
            m.receivedAt = i == 3200 ? at(0) + std::chrono::hours(24 * 4000) : m.sentAt;
            if (i == 3200)
                m.sentAt = at(0) + std::chrono::hours(24 * 250);
            SOUFFLEUR_CHECK(s.messages().insert(m, {}));
            ids += m.id;
        }
        SOUFFLEUR_CHECK(s.messages().insert(makeMessage(few, 1, u"Kabel fehlt"_s), {}));
        return ok();
    }));
    const auto with = [&](std::function<void(SearchQuery&)> change) {
        SearchQuery query;
        query.words = u"kabel"_s;
        query.newestFirst = true;
        query.tags = {u"vip"_s};
        query.limit = 500;
        change(query);
        return searchIds(query);
    };
    const auto day = [](int n) { return at(0) + std::chrono::hours(24 * n); };
    QCOMPARE(with([](SearchQuery&) {}).size(), 32);
    QCOMPARE(with([&](SearchQuery& q) { q.since = day(3000); }), QList<MessageId>({ids.at(3099), ids.at(2999)}));
    QCOMPARE(with([&](SearchQuery& q) { q.before = day(300); }),
             QList<MessageId>({ids.at(3199), ids.at(199), ids.at(99)}));
    QCOMPARE(with([&](SearchQuery& q) {
                 q.since = day(200);
                 q.before = day(260);
             }),
             QList<MessageId>({ids.at(3199), ids.at(199)}));
    QCOMPARE(with([&](SearchQuery& q) {
                 q.words.clear();
                 q.before = day(3);
             }),
             QList<MessageId>({ids.at(1), ids.at(0)}));
    QCOMPARE(with([](SearchQuery& q) { q.tags.clear(); }).size(), 33);
}

void RepositorySuite::searchFollowsEditsAndDeletions() {
    const Conversation c = addConversation(u"Mia"_s);
    Message m = addMessage(c, 1, u"Erdbeeren"_s);
    SearchQuery strawberries;
    strawberries.words = u"erdbeeren"_s;
    SearchQuery cherries;
    cherries.words = u"kirschen"_s;
    QCOMPARE(searchIds(strawberries).size(), 1);
    m.text = u"Kirschen"_s;
    VERIFY_OK(write([&](Store& s) { return s.messages().update(m); }));
    QVERIFY(searchIds(strawberries).isEmpty());
    QCOMPARE(searchIds(cherries).size(), 1);
    m.status = MessageStatus::Read; // the text stays
    VERIFY_OK(write([&](Store& s) { return s.messages().update(m); }));
    QCOMPARE(searchIds(cherries).size(), 1);
    m.text.clear();
    m.deleted = true;
    VERIFY_OK(write([&](Store& s) { return s.messages().update(m); }));
    QVERIFY(searchIds(cherries).isEmpty());
    VERIFY_OK(store().scrub());
    QCOMPARE(*store().check(), QStringList());
}

void RepositorySuite::searchSurvivesHostileInput_data() {
    QTest::addColumn<QString>("words");
    const QStringList inputs{u"\" OR * NEAR("_s,
                             u"\""_s,
                             u"\"\"\"\""_s,
                             u"' OR '1'='1"_s,
                             u"text : x"_s,
                             u"-rot ^gelb {a b} + NOT"_s,
                             u"AND"_s,
                             u"NEAR(a b, 5)"_s,
                             u"a*b* *"_s,
                             u"\\'; DROP TABLE messages; --"_s,
                             u"!!! ??? ..."_s,
                             u"& | ! <-> :* ()"_s,
                             QString(20'000, u'x'),
                             u"a "_s.repeated(3000),
                             QString(QChar(0)) + u"null"_s,
                             QString(QChar(0xd800)) + u"halb"_s,
                             u"\u202Eabc\u200B"_s};
    for (qsizetype i = 0; i < inputs.size(); ++i)
        QTest::addRow("%lld", static_cast<long long>(i)) << inputs.at(i);
}

void RepositorySuite::searchSurvivesHostileInput() {
    QFETCH(QString, words);
    const Conversation c = addConversation(u"Nora"_s);
    addMessage(c, 1, u"ein ganz normaler Text"_s);
    for (const bool newest : {false, true}) {
        SearchQuery query;
        query.words = words;
        query.from = newest ? words : QString();
        query.newestFirst = newest;
        VERIFY_OK(store().messages().search(query));
    }
    SearchQuery harmless;
    harmless.words = u"normaler"_s;
    QCOMPARE(searchIds(harmless).size(), 1);
}

void RepositorySuite::sampleDataLeavesNothing() {
    const ChannelId sampleChannel = ChannelId::create();
    const Conversation kept = addConversation(u"Echt"_s);
    const Message keptMessage = addMessage(kept, 1, u"bleibt"_s);
    const ChannelId realChannel = m_channel;
    m_channel = sampleChannel;
    const Conversation sample = addConversation(u"Muster"_s, [&](Conversation& c) {
        c.sample = true;
        c.tags = {u"muster"_s};
        c.assignee = m_me;
        c.waitingSince = at(1);
    });
    const Contact lonely = makeContact(sampleChannel, u"Ohne Unterhaltung"_s, u"lonely"_s);
    Message message = makeMessage(sample, 1, u"musterwort"_s);
    Attachment file;
    file.id = AttachmentId::create();
    file.state = AttachmentState::Stored;
    message.attachments = {file};
    VERIFY_OK(store().attachments().write(file.id, "Bild"_ba));
    VERIFY_OK(write([&](Store& s) -> Status {
        SOUFFLEUR_CHECK(s.channels().save({sampleChannel, u"sample"_s, u"Muster"_s, {}, true, true}));
        SOUFFLEUR_CHECK(s.channels().save({realChannel, u"telegram"_s, u"Echt"_s, {}, true, false}));
        SOUFFLEUR_CHECK(s.contacts().insert(lonely));
        SOUFFLEUR_CHECK(s.messages().insert(message, {u"s1"_s}));
        SOUFFLEUR_CHECK(
            s.messages().insertNote({NoteId::create(), sample.id, sample.episode, 2, m_me, {}, u"n"_s, at(1)}));
        SOUFFLEUR_CHECK(
            s.outbox().insert({message.id, sample.id, sampleChannel, MessageStatus::Held, at(1), 0, {}}));
        return s.events().append({u"reply"_s, at(1), sample.id, sample.episode, m_me, {}});
    }));
    QCOMPARE(store().conversations().counts(m_me, at(0))->mine, 1);

    VERIFY_OK(write([](Store& s) { return s.removeSampleData(); }));
    QVERIFY(!store().conversations().find(sample.id));
    QVERIFY(!store().contacts().find(sample.contact));
    QVERIFY(!store().contacts().find(lonely.id));
    QVERIFY(!store().messages().find(message.id));
    QVERIFY(!store().attachments().contains(file.id));
    QVERIFY(!store().outbox().nextDue()->has_value());
    QVERIFY(store().events().byKind(u"reply"_s, 5)->isEmpty());
    QCOMPARE(store().channels().all()->size(), 1);
    SearchQuery query;
    query.words = u"musterwort"_s;
    QVERIFY(searchIds(query).isEmpty());
    QVERIFY(store().conversations().allTags()->isEmpty());
    QCOMPARE(store().conversations().counts(m_me, at(0))->mine, 0);
    // The real ones are as they were.
    QCOMPARE(*store().conversations().find(kept.id), kept);
    QCOMPARE(*store().messages().find(keptMessage.id), keptMessage);
    QCOMPARE(*store().check(), QStringList());
}

} // namespace souffleur::store::test
