// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/AttachmentStore.h"
#include "store/Storage.h"
#include "store/Store.h"
#include "support/TestCase.h"
#include "workspace/local/LocalFactory.h"

#include <QDirIterator>
#include <QElapsedTimer>
#include <QSignalSpy>

using namespace souffleur;

namespace {

constexpr auto Passphrase = "sehr geheim";

//! Real threads, real encryption, the sample FAQ; the channel is fed by hand.
struct Fixture {
    QTemporaryDir directory;
    workspace::LocalFactory factory{{QStringLiteral(SOUFFLEUR_SOURCE_DIR "/resources/sample/faq.json"), {}}};
    std::shared_ptr<workspace::LocalWorkspace> workspace;
    QString recoveryCode;
    Channel channel;

    Fixture() {
        workspace::CreateOptions options;
        options.directory = directory.filePath(u"w"_s);
        options.passphrase = QLatin1String(Passphrase);
        options.agentName = u"Jana Vogt"_s;
        options.sampleFaq = true;
        const auto created = test::await(factory.create(options));
        if (!created)
            qFatal("create: %s", qPrintable(created.error().toString()));
        workspace = std::static_pointer_cast<workspace::LocalWorkspace>(created->workspace);
        recoveryCode = created->recoveryCode;
        channel.id = ChannelId::create();
        channel.kind = u"sample"_s;
        channel.name = u"By hand"_s;
        channel.settings = QJsonObject{{u"replay"_s, true}};
        channel.sample = true;
        if (!test::await(workspace->run(SaveChannel{channel, std::nullopt})))
            qFatal("channel");
        if (!test::await(workspace->indexReady()))
            qFatal("index");
    }

    ConversationId customerWrites(const QString& text, const QString& sender = u"kim"_s, const QString& id = {}) {
        InboundMessage m;
        m.externalId = id.isEmpty() ? MessageId::create().toString() : id;
        m.sender = Sender{sender, {}, u"Kim Berger"_s, u"de"_s, {{u"order"_s, u"20418"_s}}};
        m.text = text;
        if (!test::await(workspace->ingest({channel.id, {m}, {}})))
            qFatal("ingest");
        const auto page = test::await(workspace->conversations({}));
        return page->conversations.first().id;
    }

    QStringList filesWith(const QByteArray& needle) {
        QStringList found;
        QDirIterator files(directory.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (file.open(QIODevice::ReadOnly) && file.readAll().contains(needle))
                found += file.fileName();
        }
        return found;
    }
};

} // namespace

class tst_LocalWorkspace : public test::TestCase {
    Q_OBJECT
private slots:
    void aQuestionIsTriedOut() {
        Fixture f;
        const auto offered = [&](const TrialQuery& query) {
            auto trial = test::await(f.workspace->tryQuestion(query));
            if (!trial)
                qFatal("%s", qPrintable(trial.error().toString()));
            return *trial;
        };
        const Trial trial = offered({u"wo bleibt mein packet"_s, u"de"_s, {}, {}});
        QVERIFY(!trial.set.suggestions.isEmpty());
        const Suggestion& best = trial.set.suggestions.first();
        QCOMPARE(best.title, u"Wo ist mein Paket?"_s);
        QVERIFY(best.probability >= trial.threshold);
        QVERIFY(best.parts.words > 0);
        QVERIFY(qAbs(best.parts.words + best.parts.learned + best.parts.experience - best.score) < 1e-9);

        // The very order that the agent's panel shows.
        const auto panel = test::await(f.workspace->suggestFor(u"wo bleibt mein packet"_s, u"de"_s, 3));
        QVERIFY(panel);
        QCOMPARE(panel->suggestions.first().entry, best.entry);
        QCOMPARE(panel->suggestions.first().probability, best.probability);
    }

    void whatIsNotOfferedSaysWhy_data() {
        QTest::addColumn<int>("reason");
        const auto row = [](const char* name, LeftOutReason reason) { QTest::newRow(name) << int(reason); };
        row("draft", LeftOutReason::Draft);
        row("internal", LeftOutReason::Internal);
        row("expired", LeftOutReason::Expired);
        row("not yet", LeftOutReason::NotYetValid);
        row("other language", LeftOutReason::OtherLanguage);
    }
    void whatIsNotOfferedSaysWhy() {
        QFETCH(int, reason);
        Fixture f;
        FaqEntry entry;
        entry.id = FaqEntryId::create();
        entry.questions.insert(u"de"_s, u"Kann ich das Zwölftonklavier mieten?"_s);
        entry.answers = {{u"de"_s, AnswerLength::Chat, FormOfAddress::Unknown, u"Ja, das Zwölftonklavier."_s}};
        entry.status = FaqStatus::Published;
        const QDate today = toDateTime(f.workspace->clock().now()).toLocalTime().date();
        QString language = u"de"_s;
        QString text = u"zwölftonklavier mieten"_s;
        switch (LeftOutReason(reason)) {
        case LeftOutReason::Draft:
            entry.status = FaqStatus::Draft;
            break;
        case LeftOutReason::Internal:
            entry.audience = FaqAudience::Internal;
            break;
        case LeftOutReason::Expired:
            entry.validUntil = today.addDays(-1);
            break;
        case LeftOutReason::NotYetValid:
            entry.validFrom = today.addDays(1);
            break;
        default:
            language = u"en"_s;
            entry.questions.insert(u"de"_s, u"Xylophonia mieten"_s);
            text = u"xylophonia"_s; // a word that tells no language
        }
        QVERIFY(test::await(f.workspace->run(SaveFaqEntry{entry, {}})));
        // The index follows the commit; a second write waits for it.
        Trial trial;
        QTRY_VERIFY(
            (trial = *test::await(f.workspace->tryQuestion({text, language, {}, {}})), !trial.leftOut.isEmpty()));
        QCOMPARE(trial.leftOut.first().entry, entry.id);
        QCOMPARE(int(trial.leftOut.first().reason), reason);
        for (const Suggestion& offered : std::as_const(trial.set.suggestions))
            QVERIFY(offered.entry != entry.id);
    }

    void anEditedEntryIsTriedBeforeItIsSaved() {
        Fixture f;
        FaqEntry entry;
        entry.id = FaqEntryId::create();
        entry.questions.insert(u"de"_s, u"Kann ich das Zwölftonklavier mieten?"_s);
        entry.answers = {{u"de"_s, AnswerLength::Chat, FormOfAddress::Unknown, u"Ja."_s}};
        const TrialQuery query{u"zwölftonklavier mieten"_s, u"de"_s, {}, entry};
        auto trial = test::await(f.workspace->tryQuestion(query));
        QVERIFY(trial);
        QCOMPARE(trial->set.suggestions.first().entry, entry.id);
        trial = test::await(f.workspace->tryQuestion({query.text, u"de"_s, {}, {}}));
        for (const Suggestion& offered : std::as_const(trial->set.suggestions))
            QVERIFY(offered.entry != entry.id);
        QVERIFY(trial->leftOut.isEmpty());
    }

    void anEntryIsToldWhole() {
        Fixture f;
        const auto entries = test::await(f.workspace->faqEntries({}));
        FaqEntry entry = entries->first().entry;
        entry.tags += u"neu"_s;
        QVERIFY(test::await(f.workspace->run(SaveFaqEntry{entry, u"Schlagwort"_s})));
        const auto detail = test::await(f.workspace->faqDetail(entry.id));
        QVERIFY(detail);
        QCOMPARE(detail->entry.tags, entry.tags);
        QCOMPARE(detail->versions.first().comment, u"Schlagwort"_s);
        QVERIFY(detail->versions.size() >= 2);
        FaqEntry copy = entry;
        copy.id = FaqEntryId::create();
        copy.version = 0;
        QVERIFY(test::await(f.workspace->run(SaveFaqEntry{copy, {}})));
        auto duplicates = test::await(f.workspace->faqDuplicates(9));
        QCOMPARE(duplicates->first().similarity, 1.0);
        QCOMPARE(duplicates->first().first, entry.id);
        QCOMPARE(duplicates->first().second, copy.id);
        QVERIFY(test::await(f.workspace->run(KeepFaqEntriesApart{copy.id, entry.id})));
        duplicates = test::await(f.workspace->faqDuplicates(9));
        QVERIFY(duplicates->isEmpty() || duplicates->first().second != copy.id);
        QCOMPARE(test::await(f.workspace->faqDetail(FaqEntryId::create())).error().code, ErrorCode::NotFound);
    }

    void theMainJob() {
        Fixture f;
        const ConversationId id = f.customerWrites(u"Hallo, wo bleibt mein packet denn??"_s);
        const auto set = test::await(f.workspace->suggestions(id, 3));
        VERIFY_OK(set);
        QCOMPARE(set->state, SuggestionState::Ready);
        const Suggestion best = set->suggestions.first();
        QCOMPARE(best.number, 1);
        QVERIFY(best.filled.text.contains(u"20418"_s)); // the customer's order
        QVERIFY(!best.matchedWords.isEmpty());

        SendReply reply;
        reply.conversation = id;
        reply.message = MessageId::create();
        reply.text = u"Hallo Kim, Ihr Paket kommt morgen."_s;
        reply.seenSequence = set->upToSequence;
        reply.suggestion = SuggestionUse{set->id, best.entry, 1, best.filled.text};
        reply.holdSeconds = 0;
        QSignalSpy changed(f.workspace.get(), &workspace::Workspace::changed);
        VERIFY_OK(test::await(f.workspace->run(reply)));
        const auto status = [&] {
            const auto page = test::await(f.workspace->threadBefore(id, 0, 10));
            return std::get<Message>(page->items.last()).status;
        };
        QTRY_VERIFY_WITH_TIMEOUT(rules::isAccepted(status()), 10'000);
        QTRY_VERIFY(!changed.isEmpty());
        // The suggestions were for the turn that is answered now.
        const auto after = test::await(f.workspace->suggestions(id, 3));
        QVERIFY(after->suggestions.isEmpty());
        const auto items = test::await(f.workspace->faqEntries({u"paket"_s, {}, {}, {}, 5, 0}));
        VERIFY_OK(items);
        QVERIFY(std::any_of(items->begin(), items->end(), [](const FaqListItem& i) { return i.stats.sent == 1; }));
    }

    void anEditIsFoundAtOnce() {
        Fixture f;
        FaqEntry entry;
        entry.id = FaqEntryId::create();
        entry.questions.insert(u"de"_s, u"Verkauft ihr auch Zwölftonleitern?"_s);
        entry.answers = {{u"de"_s, AnswerLength::Chat, FormOfAddress::Unknown, u"Ja, im Musikregal."_s}};
        entry.status = FaqStatus::Published;
        VERIFY_OK(test::await(f.workspace->run(SaveFaqEntry{entry, {}})));
        const ConversationId id = f.customerWrites(u"Habt ihr Zwölftonleitern?"_s);
        const auto found = [&] {
            const auto set = test::await(f.workspace->suggestions(id, 3));
            return set && !set->suggestions.isEmpty() && set->suggestions.first().entry == entry.id;
        };
        QTRY_VERIFY_WITH_TIMEOUT(found(), 5000);
    }

    void openingAgain() {
        Fixture f;
        const ConversationId id = f.customerWrites(u"Merk dir das"_s);
        const QString directory = f.directory.filePath(u"w"_s);
        QCOMPARE(test::await(f.factory.openLocal({directory, QLatin1String(Passphrase), {}})).error().code,
                 ErrorCode::AlreadyOpen);
        f.workspace.reset();
        QCOMPARE(test::await(f.factory.openLocal({directory, u"falsch"_s, {}})).error().code,
                 ErrorCode::WrongPassphrase);
        {
            const auto opened = test::await(f.factory.openLocal({directory, QLatin1String(Passphrase), {}}));
            VERIFY_OK(opened);
            QCOMPARE((*opened)->me().name, u"Jana Vogt"_s);
            const auto page = test::await((*opened)->threadBefore(id, 0, 10));
            QCOMPARE(std::get<Message>(page->items.last()).text, u"Merk dir das"_s);
            VERIFY_OK(test::await((*opened)->indexReady()));
            QCOMPARE(*test::await((*opened)->check()), QStringList());
        }
        const auto recovered = test::await(f.factory.openLocal({directory, {}, f.recoveryCode.toLower()}));
        VERIFY_OK(recovered);
    }

    void aDamagedIndexIsRebuilt() {
        Fixture f;
        const QString directory = f.directory.filePath(u"w"_s);
        f.workspace.reset();
        QFile index(directory + u"/faq.index"_s);
        QVERIFY(index.open(QIODevice::ReadWrite));
        QByteArray bytes = index.readAll();
        bytes[bytes.size() / 2] = char(bytes.at(bytes.size() / 2) ^ 0x55);
        index.seek(0);
        index.write(bytes);
        index.close();
        const auto opened = test::await(f.factory.openLocal({directory, QLatin1String(Passphrase), {}}));
        VERIFY_OK(opened);
        VERIFY_OK(test::await((*opened)->indexReady()));
        const auto set = test::await((*opened)->suggestFor(u"Wo ist mein Paket?"_s, u"de"_s, 3));
        QCOMPARE(set->suggestions.first().number, 1);
    }

    void nothingStandsInClearText() {
        Fixture f;
        const QByteArray canary = "Kanarienvogel-0815";
        f.customerWrites(QString::fromLatin1(canary));
        const auto attachment = test::await(f.workspace->storeAttachment(u"notiz.txt"_s, canary));
        VERIFY_OK(attachment);
        QCOMPARE(*test::await(f.workspace->attachment(attachment->id)), canary);
        FaqEntry entry;
        entry.id = FaqEntryId::create();
        entry.questions.insert(u"de"_s, QString::fromLatin1(canary));
        entry.answers = {{u"de"_s, AnswerLength::Chat, FormOfAddress::Unknown, QString::fromLatin1(canary)}};
        entry.status = FaqStatus::Published;
        VERIFY_OK(test::await(f.workspace->run(SaveFaqEntry{entry, {}})));
        QCOMPARE(f.filesWith(canary), QStringList());
        f.workspace.reset();
        QCOMPARE(f.filesWith(canary), QStringList());
        QVERIFY(f.filesWith("souffleur").size() > 0); // the search itself works: workspace.json names the format
    }

    void sampleDataLeavesInOneGo() {
        Fixture f;
        f.customerWrites(u"Beispiel"_s);
        QCOMPARE(test::await(f.workspace->counts())->allOpen, 1);
        VERIFY_OK(test::await(f.workspace->run(RemoveSampleData{})));
        QCOMPARE(test::await(f.workspace->counts())->allOpen, 0);
        QVERIFY(test::await(f.workspace->conversations({}))->conversations.isEmpty());
        QCOMPARE(*test::await(f.workspace->check()), QStringList());
    }

    void aRefusedImportLeavesNoWorkspaceBehind() {
        QTemporaryDir directory;
        workspace::LocalFactory factory({});
        workspace::CreateOptions options;
        options.directory = directory.filePath(u"w"_s);
        options.passphrase = QLatin1String(Passphrase);
        options.agentName = u"Jana"_s;
        options.importedFaq = "{\"format\": \"something else\"}";
        QVERIFY(!test::await(factory.create(options)));
        QVERIFY(!factory.exists(options.directory));
        QVERIFY(!QFile::exists(options.directory));
        options.importedFaq.clear();
        VERIFY_OK(test::await(factory.create(options)));
    }

    void importPreviewIsWhatIsCommitted() {
        Fixture f;
        const QByteArray csv = "question;answer\r\nWie spät ist es?;Viertel nach.\r\nOhne Antwort;\r\n";
        const auto plan = test::await(f.workspace->planImport(csv));
        VERIFY_OK(plan);
        QCOMPARE(plan->added, 1);
        QCOMPARE(plan->broken, 1);
        const auto reply = test::await(f.workspace->run(CommitImport{*plan}));
        VERIFY_OK(reply);
        QCOMPARE(reply->count, 1);
    }

    void aSentReplyCountsWithinASecond() {
        Fixture f;
        const QString words = u"der grummelbumms macht schrubbel, quietsch"_s; // no FAQ says so
        const ConversationId id = f.customerWrites(words);
        const auto before = test::await(f.workspace->suggestFor(words, u"de"_s, 3));
        const auto entries = test::await(f.workspace->faqEntries({}));
        VERIFY_OK(entries);
        FaqListItem item;
        for (const FaqListItem& candidate : *entries) {
            if (candidate.entry.number == 18)
                item = candidate;
        }
        QVERIFY(std::none_of(before->suggestions.begin(), before->suggestions.end(),
                             [&](const Suggestion& s) { return s.entry == item.entry.id; }));
        SendReply reply;
        reply.conversation = id;
        reply.message = MessageId::create();
        reply.text = u"Hallo Kim, bitte laden Sie die Seite neu, dann verschwindet die Meldung."_s;
        reply.seenSequence = 100;
        reply.suggestion = SuggestionUse{SuggestionSetId::create(), item.entry.id, 1, reply.text};
        reply.holdSeconds = 0;
        VERIFY_OK(test::await(f.workspace->run(reply)));
        QElapsedTimer since;
        since.start();
        const auto offered = [&](const QString& text) {
            const auto set = test::await(f.workspace->suggestFor(text, u"de"_s, 3));
            return set && std::any_of(set->suggestions.begin(), set->suggestions.end(),
                                      [&](const Suggestion& s) { return s.entry == item.entry.id; });
        };
        while (!offered(words) && since.elapsed() < 10'000)
            QTest::qWait(5);
        QVERIFY2(since.elapsed() < 1000, qPrintable(QString::number(since.elapsed())));
        QVERIFY(offered(u"hallo, mein grummelbumms macht wieder schrubbel"_s));
        // It is still known tomorrow, and forgotten with the customer.
        const QString directory = f.directory.filePath(u"w"_s);
        f.workspace.reset();
        f.workspace = *test::await(f.factory.openLocal({directory, QLatin1String(Passphrase), {}}));
        VERIFY_OK(test::await(f.workspace->indexReady()));
        QVERIFY(offered(words));
        const auto page = test::await(f.workspace->conversations({}));
        VERIFY_OK(test::await(f.workspace->run(DeleteContact{page->conversations.first().contact})));
        QTRY_VERIFY(!offered(words));
        QVERIFY(test::await(f.workspace->conversations({}))->conversations.isEmpty());
        QCOMPARE(f.filesWith("grummelbumms"), QStringList());
        QCOMPARE(*test::await(f.workspace->check()), QStringList());
        f.workspace.reset();
        f.workspace = *test::await(f.factory.openLocal({directory, QLatin1String(Passphrase), {}}));
        VERIFY_OK(test::await(f.workspace->indexReady()));
        QVERIFY(!offered(words));
    }

    void gapsAreWhatTheFaqLeavesOpen() {
        Fixture f;
        for (int i = 0; i < 3; ++i) {
            const ConversationId id = f.customerWrites(
                u"Vermietet ihr Grummelbummse? Ruft 0171 2345678 an, Kim Berger"_s, u"kim%1"_s.arg(i));
            const auto set = test::await(f.workspace->suggestions(id, 3));
            QCOMPARE(set->state, SuggestionState::Silent);
        }
        const auto gaps = test::await(f.workspace->gaps(1, 10));
        VERIFY_OK(gaps);
        QCOMPARE(gaps->size(), 1);
        QCOMPARE(gaps->first().count, 3);
        QVERIFY(gaps->first().question.contains(u"Grummelbummse"_s));
        QVERIFY(!gaps->first().question.contains(u"Berger"_s));
        QVERIFY(!gaps->first().question.contains(u"0171"_s));
        QCOMPARE(gaps->first().silent, 1); // one panel was open
        QVERIFY(test::await(f.workspace->gaps(4, 10))->isEmpty());
        QVERIFY(test::await(f.workspace->reviewTasks(true))->isEmpty());
        VERIFY_OK(test::await(f.workspace->run(SaveSynonyms{{{u"de"_s, {u"Gutschein"_s, u"Voucher"_s}}}})));
        QCOMPARE(test::await(f.workspace->synonyms())->size(), 1);
    }
};

SOUFFLEUR_TEST_MAIN(tst_LocalWorkspace)
#include "tst_LocalWorkspace.moc"
