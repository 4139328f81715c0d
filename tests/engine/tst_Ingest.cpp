// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "EngineFixture.h"

#include <random>

using namespace souffleur;

class tst_Ingest : public test::TestCase {
    Q_OBJECT
private slots:
    void aMessageOpensAConversation() {
        test::EngineFixture f;
        QCOMPARE(f.ingest({f.text(u"7:1"_s, u"Wo ist mein Paket?"_s)})->stored, 1);
        const Conversation c = f.conversation();
        QCOMPARE(c.unread, 1);
        QCOMPARE(*c.waitingSince, f.clock.now());
        QCOMPARE(*c.dueAt, f.clock.now() + 60min);
        QCOMPARE(c.preview, u"Wo ist mein Paket?"_s);
        QCOMPARE(c.language, u"de"_s);
        QCOMPARE(f.counts().unassigned, 1);
        QCOMPARE(f.counts().waiting, 1);
        const QList<ThreadItem> thread = f.thread(c.id);
        QCOMPARE(thread.size(), 2);
        QVERIFY(std::holds_alternative<ThreadMark>(thread.at(0)));
        QVERIFY(std::holds_alternative<Message>(thread.at(1)));
    }

    void everyDeliveryOrderAndRepetitionEndsInTheSameState() {
        // One customer's life: two messages, an edit, a reaction, a deletion - delivered 1 to 3 times in any order.
        QSet<QString> states;
        for (unsigned seed = 0; seed < 40; ++seed) {
            test::EngineFixture f;
            QList<ChannelEvent> events;
            InboundMessage first = f.text(u"7:1"_s, u"Hallo"_s);
            InboundMessage second = f.text(u"7:2"_s, u"Wo bleibt meine Bestelung?"_s);
            events = {first, second, MessageEdited{u"7:2"_s, u"Wo bleibt meine Bestellung?"_s, f.clock.now()},
                      ReactionChanged{u"7:1"_s, {{u"👍"_s, u"7"_s}}, u"7"_s}, MessageDeleted{u"7:1"_s}};
            std::mt19937 random(seed);
            QList<ChannelEvent> all;
            for (const ChannelEvent& event : std::as_const(events))
                for (unsigned i = 0; i <= random() % 3; ++i)
                    all += event;
            std::shuffle(all.begin(), all.end(), random);
            for (const ChannelEvent& event : std::as_const(all))
                VERIFY_OK(f.ingest({event}));
            const QList<Message> messages = f.messages(f.conversation().id);
            QCOMPARE(messages.size(), 2);
            QStringList state;
            for (const Message& m : messages)
                state += m.text + u'|' + QString::number(m.deleted) + u'|' + QString::number(m.reactions.size());
            state.sort();
            states.insert(state.join(u';'));
        }
        QCOMPARE(states, QSet<QString>{u"Wo bleibt meine Bestellung?|0|0;|1|1"_s});
    }

    void reactionsComeAndGoOneByOne() {
        using Change = ReactionChanged::Change;
        test::EngineFixture f;
        const auto reaction = [](const QString& emoji, Change change) {
            return ReactionChanged{u"7:1"_s, {{emoji, u"7"_s}}, u"7"_s, change};
        };
        // Two of them before their message is there.
        VERIFY_OK(f.ingest({reaction(u"👍"_s, Change::Added)}));
        VERIFY_OK(f.ingest({reaction(u"🎉"_s, Change::Added)}));
        VERIFY_OK(f.ingest({f.text(u"7:1"_s, u"Hallo"_s)}));
        const auto shown = [&f] {
            QStringList list;
            const Message message = f.messages(f.conversation().id).first();
            for (const Reaction& one : message.reactions)
                list += one.emoji;
            list.sort();
            return list;
        };
        QCOMPARE(shown(), (QStringList{u"🎉"_s, u"👍"_s}));
        VERIFY_OK(f.ingest({reaction(u"👍"_s, Change::Added)}));
        QCOMPARE(shown().size(), 2);
        VERIFY_OK(f.ingest({reaction(u"👍"_s, Change::Removed)}));
        QCOMPARE(shown(), QStringList{u"🎉"_s});
        VERIFY_OK(f.ingest({ReactionChanged{u"7:1"_s, {{u"❤"_s, u"8"_s}}, u"8"_s}}));
        VERIFY_OK(f.ingest({reaction(u"🎉"_s, Change::Removed)}));
        QCOMPARE(shown(), QStringList{u"❤"_s});
    }

    void aRepeatedBatchChangesNothing() {
        test::EngineFixture f;
        const QList<ChannelEvent> batch{f.text(u"7:1"_s, u"eins"_s), f.text(u"7:2"_s, u"zwei"_s)};
        QCOMPARE(f.ingest(batch, "1")->stored, 2);
        const auto before = f.read([](store::Store& s) { return s.lastChange(); });
        const auto again = f.ingest(batch);
        QCOMPARE(again->stored, 0);
        QCOMPARE(again->repeated, 2);
        QCOMPARE(f.read([](store::Store& s) { return s.lastChange(); }), before);
        QCOMPARE(f.conversation().unread, 2);
        QCOMPARE(f.read([&](store::Store& s) { return s.channels().cursor(f.channel.id); }), QByteArray("1"));
    }

    void oneBadEventDoesNotTakeItsNeighbours() {
        test::EngineFixture f;
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"an event was set aside"_s));
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"could not be read and was kept"_s));
        InboundMessage nobody = f.text(u"9:1"_s, u"?"_s);
        nobody.sender.externalId.clear();
        const auto outcome = f.ingest({f.text(u"7:1"_s, u"vorher"_s), nobody,
                                       RejectedEvent{u"x"_s, u"no_chat"_s, "{}"}, f.text(u"7:2"_s, u"nachher"_s)});
        VERIFY_OK(outcome);
        QCOMPARE(outcome->stored, 2);
        QCOMPARE(f.messages(f.conversation().id).size(), 2);
    }

    void clocksThatLieDoNotChangeTheOrder() {
        test::EngineFixture f;
        InboundMessage future = f.text(u"7:1"_s, u"aus 2050"_s);
        future.sentAt = f.clock.now() + std::chrono::hours(24 * 365 * 24);
        InboundMessage past = f.text(u"7:2"_s, u"aus 1970"_s);
        past.sentAt = fromMs(5);
        VERIFY_OK(f.ingest({future, past, f.text(u"7:3"_s, u"jetzt"_s)}));
        QStringList order;
        for (const Message& m : f.messages(f.conversation().id)) {
            order += m.text;
            QCOMPARE(m.sentAt, f.clock.now());
        }
        QCOMPARE(order, (QStringList{u"aus 2050"_s, u"aus 1970"_s, u"jetzt"_s}));
    }

    void aHugeTextIsKeptWhole() {
        test::EngineFixture f;
        const QString huge = QString(3'000'000, u'ä');
        VERIFY_OK(f.ingest({f.text(u"7:1"_s, huge)}));
        const Message m = f.messages(f.conversation().id).first();
        QVERIFY(m.text.size() <= engine::Ingest::MaxTextLength + 1);
        QCOMPARE(m.attachments.size(), 1);
        const QByteArray whole =
            f.read([&](store::Store& s) { return s.attachments().read(m.attachments.first().id); });
        QCOMPARE(QString::fromUtf8(whole), huge);
    }

    void hostileFileNamesAreCleaned() {
        test::EngineFixture f;
        InboundMessage m = f.text(u"7:1"_s, {});
        m.kind = MessageKind::Document;
        Attachment a;
        a.fileName = u"../../.ssh/\u202Egnp.exe"_s;
        a.remoteRef = u"file"_s;
        m.attachments = {a};
        const auto outcome = f.ingest({m});
        QCOMPARE(outcome->toFetch.size(), 1);
        QCOMPARE(f.messages(f.conversation().id).first().attachments.first().fileName, u"gnp.exe"_s);
    }

    void aResolvedConversationStartsANewEpisode() {
        test::EngineFixture f;
        VERIFY_OK(f.ingest({f.text(u"7:1"_s, u"Hallo"_s)}));
        const Conversation first = f.conversation();
        VERIFY_OK(f.run(Resolve{first.id}));
        QCOMPARE(f.counts().allOpen, 0);
        VERIFY_OK(f.ingest({f.text(u"7:2"_s, u"Noch etwas"_s)}));
        const Conversation second = f.conversation();
        QCOMPARE(second.id, first.id);
        QVERIFY(second.episode != first.episode);
        QVERIFY(!second.assignee);
        QCOMPARE(f.counts().allOpen, 1);
    }

    void blockingIsSeenAndTakenBack() {
        test::EngineFixture f;
        VERIFY_OK(f.ingest({f.text(u"7:1"_s, u"Hallo"_s)}));
        const Sender kim{u"7"_s, {}, {}, {}, {}};
        VERIFY_OK(f.ingest({BlockedChanged{kim, true}}));
        QVERIFY(f.conversation().blocked);
        QCOMPARE(f.run(f.reply(f.conversation(), u"Guten Tag"_s)).error().code, ErrorCode::RecipientBlocked);
        VERIFY_OK(f.ingest({BlockedChanged{kim, false}}));
        QVERIFY(!f.conversation().blocked);
        VERIFY_OK(f.run(f.reply(f.conversation(), u"Guten Tag"_s)));
    }

    void manyMessagesOfOneBatchChangeTheirConversationOnce() {
        test::EngineFixture f;
        VERIFY_OK(f.ingest({f.text(u"7:0"_s, u"Hallo"_s)}));
        const auto before = f.read([](store::Store& s) { return s.lastChange(); });
        QList<ChannelEvent> events;
        for (int i = 1; i <= 20; ++i)
            events += f.text(u"7:%1"_s.arg(i), QString::number(i));
        events += f.text(u"7:5"_s, u"5"_s); // once more
        const auto outcome = f.ingest(events);
        VERIFY_OK(outcome);
        QCOMPARE(outcome->stored, 20);
        QCOMPARE(outcome->repeated, 1);
        const Conversation c = f.conversation();
        QCOMPARE(c.unread, 21);
        QCOMPARE(c.lastSequence, 22); // the mark that opened it, 21 messages
        QCOMPARE(c.preview, u"20"_s);
        const auto changes = f.read([&](store::Store& s) { return s.changesSince(before, 1000); });
        const auto conversations = std::count_if(changes.begin(), changes.end(), [](const Change& change) {
            return change.entity == EntityKind::Conversation;
        });
        QCOMPARE(conversations, 1);
    }

    void nobodyEditsAnothersWords() {
        test::EngineFixture f;
        InboundMessage other = f.text(u"8:1"_s, u"ich"_s);
        other.sender.externalId = u"8"_s;
        VERIFY_OK(f.ingest(
            {f.text(u"7:1"_s, u"eins"_s), other, MessageEdited{u"7:1"_s, u"gefälscht"_s, f.clock.now(), u"8"_s},
             MessageEdited{u"7:1"_s, u"auch"_s, f.clock.now(), u"nobody"_s},
             MessageEdited{u"8:1"_s, u"ich selbst"_s, f.clock.now(), u"8"_s},
             // It waits for its message and is judged then.
             MessageEdited{u"7:2"_s, u"früh gefälscht"_s, f.clock.now(), u"8"_s}, f.text(u"7:2"_s, u"zwei"_s)}));
        const auto textOf = [&](const QString& id) {
            return f.read([&](store::Store& s) { return s.messages().findByExternalId(f.channel.id, id); })->text;
        };
        QCOMPARE(textOf(u"7:1"_s), u"eins"_s);
        QCOMPARE(textOf(u"7:2"_s), u"zwei"_s);
        QCOMPARE(textOf(u"8:1"_s), u"ich selbst"_s);
    }

    void anEditInTheSameBatchSeesItsMessage() {
        test::EngineFixture f;
        VERIFY_OK(f.ingest({f.text(u"7:1"_s, u"eins"_s), f.text(u"7:2"_s, u"zewi"_s),
                            MessageEdited{u"7:2"_s, u"zwei"_s, f.clock.now()}, f.text(u"7:3"_s, u"drei"_s),
                            BlockedChanged{Sender{u"7"_s, {}, {}, {}, {}}, true}, f.text(u"7:4"_s, u"vier"_s)}));
        const Conversation c = f.conversation();
        QVERIFY(c.blocked);
        QCOMPARE(c.unread, 4);
        QCOMPARE(c.preview, u"vier"_s);
        QStringList texts;
        for (const Message& m : f.messages(c.id))
            texts += m.text;
        QCOMPARE(texts, (QStringList{u"eins"_s, u"zwei"_s, u"drei"_s, u"vier"_s}));
        QCOMPARE(c.lastSequence, 6); // with the marks for opening and blocking
    }

    void twoIdentitiesOfOneContactShareItsConversation() {
        test::EngineFixture f;
        f.write([&](store::Store& s) -> Status {
            Contact kim;
            kim.id = ContactId::create();
            kim.displayName = u"Kim"_s;
            kim.createdAt = f.clock.now();
            for (const QString& externalId : {u"7"_s, u"8"_s}) {
                Identity identity;
                identity.id = IdentityId::create();
                identity.contact = kim.id;
                identity.channel = f.channel.id;
                identity.channelKind = f.channel.kind;
                identity.externalId = externalId;
                kim.identities += identity;
            }
            return s.contacts().insert(kim);
        });
        VERIFY_OK(f.ingest(
            {f.text(u"7:1"_s, u"eins"_s), f.text(u"8:1"_s, u"zwei"_s, u"8"_s), f.text(u"7:2"_s, u"drei"_s)}));
        QCOMPARE(f.counts().allOpen, 1);
        QCOMPARE(f.messages(f.conversation().id).size(), 3);
        QCOMPARE(f.conversation(u"8"_s).id, f.conversation().id);
        QCOMPARE(f.conversation().unread, 3);
    }

    void twoHundredCustomersStayApart() {
        test::EngineFixture f;
        QList<ChannelEvent> events;
        for (int i = 0; i < 1000; ++i) {
            const QString sender = QString::number(i % 200);
            events += f.text(sender + u':' + QString::number(i), QString::number(i), sender);
        }
        QCOMPARE(f.ingest(events)->stored, 1000);
        QCOMPARE(f.counts().allOpen, 200);
        for (int i = 0; i < 200; i += 17) {
            QStringList texts;
            for (const Message& m : f.messages(f.conversation(QString::number(i)).id))
                texts += m.text;
            QStringList expected;
            for (int k = i; k < 1000; k += 200)
                expected += QString::number(k);
            QCOMPARE(texts, expected);
        }
    }
};

SOUFFLEUR_TEST_MAIN(tst_Ingest)
#include "tst_Ingest.moc"
