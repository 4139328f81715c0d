// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "StoreFixture.h"

#include <QDirIterator>
#include <QSqlQuery>

using namespace souffleur;
using namespace souffleur::store;
using store::test::TemporaryWorkspace;

namespace {

//! Files of the workspace in which one of the words stands in clear text (UTF-8 or UTF-16).
QStringList filesWith(const WorkspacePaths& paths, const QStringList& words, int* files) {
    QStringList found;
    *files = 0;
    QDirIterator it(paths.directory, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (it.hasNext()) {
        QFile file(it.next());
        if (!file.open(QIODevice::ReadOnly))
            qFatal("cannot read");
        ++*files;
        const QByteArray content = file.readAll();
        for (const QString& word : words) {
            const QByteArray wide(reinterpret_cast<const char*>(word.utf16()), word.size() * 2);
            for (const QByteArray& needle :
                 {word.toUtf8(), word.toLower().toUtf8(), wide, word.toUtf8().toBase64().left(12)}) {
                if (content.contains(needle))
                    found.append(file.fileName() + u": "_s + word);
            }
        }
    }
    return found;
}

} // namespace

class tst_StoreSecrecy : public souffleur::test::TestCase {
    Q_OBJECT
private slots:
    void nothingStandsInPlainText() {
        const QStringList words{u"Kanarienvogel"_s, u"Geheimnummer"_s, u"Vertraulichkeit"_s, u"Schluesselwort"_s};
        TemporaryWorkspace workspace;
        int files = 0;
        {
            auto store = workspace.create();
            const Contact contact = store::test::makeContact(ChannelId::create(), words[1], words[1]);
            const Conversation conversation = store::test::makeConversation(contact);
            VERIFY_OK(store->contacts().insert(contact));
            VERIFY_OK(store->conversations().insert(conversation));
            VERIFY_OK(store->channels().saveSecrets(conversation.channel, {{u"token"_s, words[3]}}));
            VERIFY_OK(store->attachments().write(AttachmentId::create(), words[2].toUtf8().repeated(100)));
            QList<Message> messages;
            for (int i = 1; i <= 200; ++i) {
                messages.append(store::test::makeMessage(conversation, i, words[0] + u" und anderes %1"_s.arg(i)));
                VERIFY_OK(store->messages().insert(messages.constLast(), {QString::number(i)}));
            }
            SearchQuery query;
            query.words = words[0].left(6);
            QCOMPARE(store->messages().search(query)->size(), 50);
            QCOMPARE(filesWith(workspace.paths(), words, &files), QStringList()); // WAL and shared memory are there
            QVERIFY(files >= 6);
            for (Message& m : messages) {
                m.text.clear();
                m.deleted = true;
                VERIFY_OK(store->messages().update(m));
            }
            VERIFY_OK(store->scrub());
            QCOMPARE(filesWith(workspace.paths(), words, &files), QStringList());
            // Erased means erased also for who has the key: no word is left in the index.
            QSqlQuery terms(store->database());
            QVERIFY(terms.exec(u"CREATE VIRTUAL TABLE temp.terms USING fts5vocab('main', 'message_fts', 'row')"_s));
            QVERIFY(terms.exec(u"SELECT count(*) FROM temp.terms"_s) && terms.next());
            QCOMPARE(terms.value(0).toInt(), 0);
        }
        QCOMPARE(filesWith(workspace.paths(), words, &files), QStringList());
        QVERIFY(files >= 4);
    }

    //! Nothing of a deleted contact is left, neither for who has the key nor for who has not.
    void aDeletedContactIsGone() {
        const QStringList words{u"Wanderfalke"_s, u"Rotkehlchen"_s, u"Zaunkoenig"_s, u"Haussperling"_s};
        TemporaryWorkspace workspace;
        int files = 0;
        auto store = workspace.create();
        const Contact contact = store::test::makeContact(ChannelId::create(), words[0], words[0]);
        const Conversation c = store::test::makeConversation(contact);
        VERIFY_OK(store->contacts().insert(contact));
        VERIFY_OK(store->conversations().insert(c));
        VERIFY_OK(store->messages().insert(store::test::makeMessage(c, 1, words[1]), {u"1"_s}));
        LearnedPair pair;
        pair.id = LearnedPairId::create();
        pair.entry = FaqEntryId::create();
        pair.contact = contact.id;
        pair.conversation = c.id;
        pair.text = words[2];
        VERIFY_OK(store->learning().add(pair));
        VERIFY_OK(store->ratings().save({c.episode, c.id, 1, words[3], words[0], store::test::at(1)}));
        VERIFY_OK(store->deleteContact(contact.id));
        QCOMPARE(filesWith(workspace.paths(), words, &files), QStringList());
        QVERIFY(files >= 4);
        QSqlQuery tables(store->database());
        QVERIFY(tables.exec(u"SELECT name FROM sqlite_master WHERE type = 'table'"_s));
        int looked = 0;
        while (tables.next()) {
            QSqlQuery rows(store->database());
            if (!rows.exec(u"SELECT * FROM "_s + tables.value(0).toString()))
                continue; // parts of the full-text table
            while (rows.next()) {
                for (int column = 0;; ++column) {
                    const QVariant value = rows.value(column);
                    if (!value.isValid())
                        break;
                    ++looked;
                    for (const QString& word : words)
                        QVERIFY2(!value.toByteArray().toLower().contains(word.toUtf8().toLower()),
                                 qPrintable(tables.value(0).toString()));
                }
            }
        }
        QVERIFY(looked > 10);
    }

    //! Every statement that ran while the whole suite's calls were made is looked up in an index.
    void hotStatementsNeverScan() {
        TemporaryWorkspace workspace;
        auto store = workspace.create();
        QStringList statements;
        const Contact contact = store::test::makeContact(ChannelId::create(), u"K"_s, u"1"_s);
        const Conversation c = store::test::makeConversation(contact);
        VERIFY_OK(store->contacts().insert(contact));
        VERIFY_OK(store->conversations().insert(c));
        Message m = store::test::makeMessage(c, 1, u"wort"_s);
        Attachment attachment;
        attachment.id = AttachmentId::create();
        m.attachments = {attachment};
        VERIFY_OK(store->messages().insert(m, {u"1"_s}));
        store::test::driverOf(*store)->setFaultHook([&](const QString& sql) {
            if (!statements.contains(sql))
                statements.append(sql);
            return 0;
        });
        const AgentId me = AgentId::create();
        for (int view = 0; view < 6; ++view) {
            for (int order = 0; order < 3; ++order) {
                ConversationQuery query;
                query.view = static_cast<InboxView>(view);
                query.order = static_cast<InboxOrder>(order);
                VERIFY_OK(store->conversations().page(query, me));
                query.channel = c.channel;
                query.tag = u"t"_s;
                query.after = QByteArray(26, '\0');
                query.after[0] = static_cast<char>(view);
                query.after[1] = static_cast<char>(order);
                VERIFY_OK(store->conversations().page(query, me));
            }
        }
        VERIFY_OK(store->conversations().counts(me, store::test::at(1)));
        VERIFY_OK(store->conversations().nextWaiting(me, {}));
        VERIFY_OK(store->conversations().dueSnoozes(store::test::at(1)));
        VERIFY_OK(store->conversations().nextSnooze());
        VERIFY_OK(store->conversations().findByContact(contact.id));
        VERIFY_OK(store->conversations().allTags());
        VERIFY_OK(store->contacts().find(contact.id));
        VERIFY_OK(store->contacts().findIdentity(c.channel, u"1"_s));
        VERIFY_OK(store->contacts().identityFor(contact.id, c.channel));
        VERIFY_OK(store->contacts().timeline(contact.id, 20));
        VERIFY_OK(store->messages().pageBefore(c.id, 0, 50));
        VERIFY_OK(store->messages().pageBefore(c.id, 9, 50));
        VERIFY_OK(store->messages().pageAfter(c.id, 9, 50));
        VERIFY_OK(store->messages().items(c.id, {1}));
        VERIFY_OK(store->messages().unansweredTurns(c.id, 5));
        VERIFY_OK(store->messages().latestOutboundTexts(c.id, 5));
        VERIFY_OK(store->messages().findByExternalId(c.channel, u"1"_s));
        VERIFY_OK(store->messages().findByAttachment(attachment.id));
        VERIFY_OK(store->messages().externalIds(m.id));
        VERIFY_OK(store->messages().takeParked(c.channel, u"1"_s));
        VERIFY_OK(store->messages().update(m));
        VERIFY_OK(store->conversations().update(c, c));
        VERIFY_OK(store->outbox().due(store::test::at(1), 10));
        VERIFY_OK(store->outbox().nextDue());
        VERIFY_OK(store->outbox().sending());
        VERIFY_OK(store->drafts().count(me));
        VERIFY_OK(store->drafts().find(c.id, DraftMode::Reply, me));
        VERIFY_OK(store->faq().list({}));
        VERIFY_OK(store->events().byKind(u"reply"_s, 10));
        VERIFY_OK(store->events().byEpisode(c.episode, u"reply"_s));
        VERIFY_OK(store->findCommand(CommandId::create()));
        VERIFY_OK(store->changesSince(0, 10));
        VERIFY_OK(store->lastChange());
        LearnedPair pair;
        pair.id = LearnedPairId::create();
        pair.entry = FaqEntryId::create();
        pair.contact = contact.id;
        pair.conversation = c.id;
        pair.text = u"wort"_s;
        VERIFY_OK(store->learning().add(pair));
        VERIFY_OK(store->learning().find({pair.id}));
        VERIFY_OK(store->learning().latest(10));
        VERIFY_OK(store->learning().customerTexts(0, 10));
        VERIFY_OK(store->learning().forget(c.id, u"wort"_s));
        VERIFY_OK(store->gaps().turns(store::test::at(-99), 10));
        VERIFY_OK(store->gaps().noteSilent(c.id, 1, store::test::at(1)));
        VERIFY_OK(store->ratings().find(c.episode));
        VERIFY_OK(store->ratings().latest(5));
        VERIFY_OK(store->ratings().tasks(true, 5));
        VERIFY_OK(store->prune(100, store::test::at(-99), 10));
        SearchQuery search;
        search.words = u"wo"_s;
        VERIFY_OK(store->messages().search(search));
        store::test::driverOf(*store)->setFaultHook({});
        QVERIFY(statements.size() > 60);
        int looked = 0;
        for (const QString& statement : statements) {
            QSqlQuery query(store->database());
            QVERIFY(query.prepare(u"EXPLAIN QUERY PLAN "_s + statement));
            for (int i = 0; i < statement.count(u'?'); ++i)
                query.bindValue(i, QVariant(0));
            QVERIFY(query.exec());
            while (query.next()) {
                const QString line = query.value(3).toString();
                ++looked;
                // The full-text table is asked by its MATCH; its plan always says SCAN ... VIRTUAL TABLE INDEX.
                if (line.startsWith(u"SCAN"_s) && !line.contains(u"VIRTUAL TABLE INDEX"_s))
                    QFAIL(qPrintable(line + u" in "_s + statement));
                const bool page = statement.contains(u"ORDER BY c."_s) && statement.contains(u"c.id LIMIT"_s);
                if (page && line.contains(u"TEMP B-TREE"_s) && !statement.contains(u"c.mentioned = 1"_s))
                    QFAIL(qPrintable(line + u" in "_s + statement));
            }
        }
        QVERIFY(looked > 60);
    }

    //! Stored enumerations are numbers: changing one would change what old stores say.
    void storedNumbersArePinned() {
        QCOMPARE(static_cast<int>(EpisodeState::Resolved), 2);
        QCOMPARE(static_cast<int>(Priority::Urgent), 3);
        QCOMPARE(static_cast<int>(Direction::Outbound), 1);
        QCOMPARE(static_cast<int>(MessageKind::Unsupported), 10);
        QCOMPARE(static_cast<int>(MessageStatus::Cancelled), 9);
        QCOMPARE(static_cast<int>(MessageStatus::Sending), 3);
        QCOMPARE(static_cast<int>(AttachmentState::Refused), 4);
        QCOMPARE(static_cast<int>(AttachmentKind::Sticker), 5);
        QCOMPARE(static_cast<int>(ThreadMark::Kind::Unblocked), 8);
        QCOMPARE(static_cast<int>(EntityKind::Attachment), 10);
        QCOMPARE(static_cast<int>(EntityKind::ReviewTask), 12);
        QCOMPARE(static_cast<int>(Verdict::NoneFits), 2);
        QCOMPARE(static_cast<int>(ReviewReason::BadRun), 0);
        QCOMPARE(static_cast<int>(ChangeKind::Removed), 2);
        QCOMPARE(static_cast<int>(FaqStatus::Archived), 3);
        QCOMPARE(static_cast<int>(FaqAudience::Instruction), 2);
        QCOMPARE(static_cast<int>(AnswerLength::Email), 2);
        QCOMPARE(static_cast<int>(FormOfAddress::Informal), 2);
        QCOMPARE(static_cast<int>(JourneyPhase::Service), 4);
        QCOMPARE(static_cast<int>(VariantSource::Learned), 1);
        QCOMPARE(static_cast<int>(DraftMode::Note), 1);
    }
};

SOUFFLEUR_TEST_MAIN(tst_StoreSecrecy)
#include "tst_StoreSecrecy.moc"
