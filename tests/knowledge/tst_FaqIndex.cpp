// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "knowledge/XapianHeader.h"

#include "knowledge/FaqIndex.h"
#include "knowledge/MemoryFile.h"
#include "support/TestCase.h"

#include <QDirIterator>

using namespace souffleur;
using namespace souffleur::knowledge;

namespace {
FaqEntry makeEntry(const QString& question, const QString& answer) {
    FaqEntry entry;
    entry.id = FaqEntryId::create();
    entry.questions.insert(u"de"_s, question);
    entry.answers.append({u"de"_s, AnswerLength::Chat, FormOfAddress::Unknown, answer});
    entry.status = FaqStatus::Published;
    entry.version = 1;
    return entry;
}

//! A sealed file in memory that counts.
struct Vault {
    QByteArray content;
    int writes = 0;
    SealedFile file() {
        return {[this]() -> Result<QByteArray> {
                    if (content.isEmpty())
                        return makeError(ErrorCode::NotFound);
                    return content;
                },
                [this](const QByteArray& bytes) -> Status {
                    content = bytes;
                    ++writes;
                    return ok();
                }};
    }
};

QList<FaqEntryId> find(FaqIndex& index, const std::string& stem) {
    Xapian::Enquire enquire(index.database());
    enquire.set_query(Xapian::Query(FaqIndex::textTerm(u"de"_s, stem)));
    QList<FaqEntryId> ids;
    const Xapian::MSet hits = enquire.get_mset(0, 100);
    for (auto it = hits.begin(); it != hits.end(); ++it) {
        if (const auto document = index.document(*it))
            ids.append(document->entry->id);
    }
    return ids;
}
} // namespace

class tst_FaqIndex : public test::TestCase {
    Q_OBJECT
private:
    QList<FaqEntry> m_entries;

protected:
    void initTest() override {
        FaqIndex::setMemoryFolderForTests(std::nullopt);
        m_entries = {makeEntry(u"Wo ist mein Paket?"_s, u"Unterwegs."_s),
                     makeEntry(u"Wie zahle ich?"_s, u"Mit Karte oder Rechnung."_s),
                     makeEntry(u"Kann ich etwas umtauschen?"_s, u"Ja, das Paket kommt zurück."_s)};
    }

private slots:
    void findsWhatWasSaved() {
        Vault vault;
        {
            FaqIndex index;
            VERIFY_OK(index.open(vault.file(), m_entries));
            QVERIFY(index.rebuiltAtOpen());
            QCOMPARE(find(index, "paket").size(), 2);
            VERIFY_OK(index.save());
            VERIFY_OK(index.save());
        }
        if (vault.writes == 0)
            QSKIP("no memory file system here");
        QCOMPARE(vault.writes, 1);
        FaqIndex index;
        VERIFY_OK(index.open(vault.file(), m_entries));
        QVERIFY(!index.rebuiltAtOpen());
        QCOMPARE(index.entryCount(), 3);
        QCOMPARE(find(index, "paket").size(), 2);
        QCOMPARE(index.documentCount(u"de"_s), 3);
        QCOMPARE(index.languages(), QStringList{u"de"_s});
        QVERIFY(index.check().isEmpty());
    }

    void supersededEntriesAreGone() {
        for (const bool inMemory : {false, true}) {
            if (inMemory)
                FaqIndex::setMemoryFolderForTests(QString());
            FaqIndex index;
            VERIFY_OK(index.open({}, m_entries));
            FaqEntry changed = m_entries.first();
            changed.questions[u"de"_s] = u"Wo bleibt meine Sendung?"_s;
            ++changed.version;
            VERIFY_OK(index.update({changed}));
            QCOMPARE(find(index, "paket"), QList<FaqEntryId>{m_entries.at(2).id});
            QCOMPARE(find(index, "sendung"), QList<FaqEntryId>{changed.id});
            QCOMPARE(index.termFrequency(FaqIndex::textTerm(u"de"_s, "paket")), 1);
            QCOMPARE(index.documentCount(u"de"_s), 3);
            QCOMPARE(index.entryCount(), 3);
            ++changed.version;
            VERIFY_OK(index.update({changed}));
            QCOMPARE(find(index, "sendung").size(), 1);
            VERIFY_OK(index.remove({changed.id}));
            QVERIFY(find(index, "sendung").isEmpty());
            FaqEntry archived = m_entries.at(1);
            archived.status = FaqStatus::Archived;
            VERIFY_OK(index.update({archived}));
            QCOMPARE(index.entryCount(), 1);
            QCOMPARE(index.documentCount(u"de"_s), 1);
            QVERIFY(!index.entry(archived.id));
            VERIFY_OK(index.save());
            QCOMPARE(find(index, "paket"), QList<FaqEntryId>{m_entries.at(2).id});
        }
    }

    void damagedOrForeignFilesAreRebuilt_data() {
        QTest::addColumn<QString>("how");
        for (const QString& how :
             {u"truncated"_s, u"flipped"_s, u"foreign"_s, u"head only"_s, u"unreadable"_s, u"other entries"_s})
            QTest::newRow(qPrintable(how)) << how;
    }
    void damagedOrForeignFilesAreRebuilt() {
        QFETCH(QString, how);
        Vault vault;
        {
            FaqIndex index;
            VERIFY_OK(index.open(vault.file(), m_entries));
            VERIFY_OK(index.save());
        }
        if (vault.writes == 0)
            QSKIP("no memory file system here");
        SealedFile file = vault.file();
        if (how == u"truncated"_s)
            vault.content.chop(100);
        else if (how == u"flipped"_s)
            vault.content[vault.content.size() / 2] = char(~vault.content.at(vault.content.size() / 2));
        else if (how == u"foreign"_s)
            vault.content = QByteArray(10'000, 'x');
        else if (how == u"head only"_s)
            vault.content.truncate(10);
        else if (how == u"unreadable"_s)
            file.read = [] { return Result<QByteArray>(makeError(ErrorCode::WrongPassphrase)); };
        else
            for (FaqEntry& entry : m_entries)
                entry.id = FaqEntryId::create();
        FaqIndex index;
        VERIFY_OK(index.open(file, m_entries));
        QVERIFY(index.rebuiltAtOpen());
        QCOMPARE(find(index, "paket").size(), 2);
        QVERIFY(index.check().isEmpty());
    }

    void catchesUpWithoutRebuild() {
        Vault vault;
        for (int i = 0; i < 20; ++i)
            m_entries.append(makeEntry(u"Frage %1"_s.arg(i), u"Antwort"_s));
        {
            FaqIndex index;
            VERIFY_OK(index.open(vault.file(), m_entries));
            VERIFY_OK(index.save());
        }
        if (vault.writes == 0)
            QSKIP("no memory file system here");
        m_entries[0].questions[u"de"_s] = u"Wo bleibt meine Sendung?"_s;
        m_entries[0].version = 2;
        m_entries.removeLast();
        m_entries.append(makeEntry(u"Gibt es Gutscheine?"_s, u"Ja."_s));
        FaqIndex index;
        VERIFY_OK(index.open(vault.file(), m_entries));
        QVERIFY(!index.rebuiltAtOpen());
        QCOMPARE(index.entryCount(), int(m_entries.size()));
        QCOMPARE(find(index, "paket"), QList<FaqEntryId>{m_entries.at(2).id});
        QCOMPARE(find(index, "sendung"), QList<FaqEntryId>{m_entries.at(0).id});
        VERIFY_OK(index.save());
        QCOMPARE(vault.writes, 2);
    }

    void nothingReadableIsLeftInFolders() {
        const QString base = FaqIndex::memoryFolder();
        if (base.isEmpty())
            QSKIP("no memory file system here");
        QVERIFY(MemoryFolder::livesInMemory(base));
        const auto folders = [&] {
            return QDir(base).entryList({u"souffleur-index-%1-*"_s.arg(QCoreApplication::applicationPid())},
                                        QDir::Dirs);
        };
        FaqIndex index;
        VERIFY_OK(index.open({}, m_entries));
        VERIFY_OK(index.save());
        QVERIFY(folders().isEmpty());
        // A folder that a killed process left is removed by the next build; the pid is above Linux' limit.
        QVERIFY(QDir(base).mkpath(u"souffleur-index-99999999-abcdef/glass"_s));
        VERIFY_OK(index.rebuild(m_entries));
        QVERIFY(!QDir(base).exists(u"souffleur-index-99999999-abcdef"_s));
    }

    void aDiskFolderIsRefused() {
        QVERIFY(!MemoryFolder::livesInMemory(u"/proc"_s));
        const auto folder = MemoryFolder::create(u"/proc"_s);
        QVERIFY(!folder);
        FaqIndex::setMemoryFolderForTests(u"/proc"_s);
        Vault vault;
        FaqIndex index;
        VERIFY_OK(index.open(vault.file(), m_entries));
        QCOMPARE(find(index, "paket").size(), 2);
        VERIFY_OK(index.save());
        QCOMPARE(vault.writes, 0);
    }

    void cancelledRebuildLeavesAnEmptyIndex() {
        for (int i = 0; i < 100; ++i)
            m_entries.append(makeEntry(u"Frage %1"_s.arg(i), u"Antwort"_s));
        FaqIndex index;
        const auto status = index.rebuild(m_entries, [](int, int) { return false; });
        QVERIFY(!status);
        QCOMPARE(status.error().code, ErrorCode::Cancelled);
        QCOMPARE(index.entryCount(), 0);
        QVERIFY(find(index, "paket").isEmpty());
    }

    //! Enough entries for parts that are built beside each other.
    void manyEntriesAreOneIndex() {
        for (int i = 0; i < 2600; ++i)
            m_entries.append(makeEntry(u"Frage nach Paket zahl%1zahl"_s.arg(i), u"Antwort"_s));
        Vault vault;
        {
            FaqIndex index;
            int reported = 0;
            VERIFY_OK(index.open(vault.file(), m_entries, [&](int done, int total) {
                reported = std::max(reported, done);
                return done <= total && QThread::currentThread() == qApp->thread();
            }));
            QVERIFY(reported > 600);
            VERIFY_OK(index.save());
        }
        FaqIndex index;
        VERIFY_OK(index.open(vault.file(), m_entries));
        QVERIFY(!index.rebuiltAtOpen());
        QCOMPARE(index.check(), QStringList());
        QCOMPARE(index.entryCount(), int(m_entries.size()));
        QCOMPARE(index.documentCount(u"de"_s), int(m_entries.size()));
        for (const int i : {0, 999, 1000, 1299, 1300, 2599}) {
            const FaqEntry& entry = m_entries.at(m_entries.size() - 2600 + i);
            QCOMPARE(find(index, "zahl" + std::to_string(i) + "zahl"), QList<FaqEntryId>{entry.id});
        }
        int calls = 0;
        const Status status = index.rebuild(m_entries, [&](int, int) { return ++calls < 3; });
        QVERIFY(!status);
        QCOMPARE(status.error().code, ErrorCode::Cancelled);
        QCOMPARE(index.entryCount(), 0);
    }

    void answersDecideTheLanguages() {
        FaqEntry entry = m_entries.first();
        entry.questions.insert(u"en"_s, u"Where is my parcel?"_s);
        QCOMPARE(FaqIndex::languagesOf(entry), QStringList{u"de"_s});
        entry.answers.append({u"en"_s, AnswerLength::Chat, FormOfAddress::Unknown, u"On its way."_s});
        FaqIndex index;
        VERIFY_OK(index.open({}, {entry}));
        QCOMPARE(index.documentCount(u"en"_s), 1);
        QCOMPARE(index.entryCount(), 1);
        QVERIFY(index.averageLength(u"en"_s) > 5);
    }
};

SOUFFLEUR_TEST_MAIN(tst_FaqIndex)
#include "tst_FaqIndex.moc"
