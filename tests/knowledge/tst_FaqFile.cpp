// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "knowledge/Csv.h"
#include "knowledge/FaqFile.h"
#include "support/TestCase.h"

#include <QFile>
#include <QRandomGenerator>

using namespace souffleur;
using namespace souffleur::knowledge;

namespace {
const Timestamp Now = fromMs(1'764'000'000'000);

QString randomText(QRandomGenerator& random) {
    static const QStringList parts{u"Paket"_s, u" "_s,  u"\n"_s, u"\r\n"_s,  u"\""_s, u";"_s,        u","_s,
                                   u"'"_s,     u"="_s,  u"@x"_s, u"😀"_s,     u"ß"_s,  u"{{name}}"_s, u"\\"_s,
                                   u"\\n"_s,   u"-1"_s, u"\t"_s, u"[de] "_s, u"+"_s,  u"é"_s};
    QString text;
    for (int i = int(random.bounded(1, 8)); i > 0; --i)
        text += parts.at(random.bounded(int(parts.size())));
    return text + u"x"_s;
}

FaqEntry randomEntry(QRandomGenerator& random, int number) {
    const auto any = [&](int count) { return int(random.bounded(count)); };
    FaqEntry entry;
    entry.id = FaqEntryId::create();
    entry.number = number;
    entry.questions.insert(u"de"_s, randomText(random) + QString::number(number));
    if (any(2))
        entry.questions.insert(u"en"_s, randomText(random) + u"en"_s + QString::number(number));
    for (int i = any(3); i > 0; --i)
        entry.variants.append({randomText(random), any(2) ? u"de"_s : u"en"_s, VariantSource(any(2))});
    for (int i = any(3) + 1; i > 0; --i)
        entry.answers.append(
            {any(2) ? u"de"_s : u"en"_s, AnswerLength(any(3)), FormOfAddress(any(3)), randomText(random)});
    entry.status = FaqStatus(any(4));
    entry.audience = FaqAudience(any(3));
    entry.tags = any(2) ? QStringList{u"Versand"_s, u"a,b\\c"_s} : QStringList{};
    entry.phase = JourneyPhase(any(5));
    if (any(2)) {
        entry.validFrom = QDate(2025, 1, 1 + any(28));
        entry.validUntil = entry.validFrom.addDays(any(100));
    }
    entry.owner = any(2) ? u"=Lena"_s : QString();
    entry.reviewDays = any(400);
    if (any(2))
        entry.reviewedAt = QDate(2025, 3, 1 + any(28));
    entry.channels = any(2) ? QStringList{u"telegram"_s, u"email"_s} : QStringList{};
    entry.version = any(9);
    entry.createdAt = Now;
    entry.updatedAt = Now + Milliseconds(any(1000));
    return entry;
}

QList<FaqEntry> entriesOf(const ImportPlan& plan) {
    QList<FaqEntry> entries;
    for (const ImportRow& row : plan.rows)
        entries.append(row.entry);
    return entries;
}
} // namespace

class tst_FaqFile : public test::TestCase {
    Q_OBJECT
private slots:
    void everyEntrySurvivesBothFormats() {
        QRandomGenerator random(11);
        QList<FaqEntry> entries;
        for (int i = 1; i <= 200; ++i)
            entries.append(randomEntry(random, i));
        for (const FaqFormat format : {FaqFormat::Json, FaqFormat::Csv}) {
            const QByteArray written =
                format == FaqFormat::Json ? FaqFile::toJson(entries) : FaqFile::toCsv(entries);
            QCOMPARE(FaqFile::sniff(written), format);
            const auto plan = FaqFile::plan(written, format, {}, Now);
            VERIFY_OK(plan);
            QCOMPARE(plan->broken, 0);
            QCOMPARE(plan->added, 200);
            const QList<FaqEntry> read = entriesOf(*plan);
            for (int i = 0; i < 200; ++i) {
                if (read.at(i) != entries.at(i))
                    qInfo().noquote() << QJsonDocument(FaqFile::entryToJson(read.at(i))).toJson()
                                      << QJsonDocument(FaqFile::entryToJson(entries.at(i))).toJson();
                QCOMPARE(read.at(i), entries.at(i));
            }
        }
    }

    void csvNeutralisesFormulas_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("cell");
        QTest::newRow("equals") << u"=1+1"_s << u"'=1+1"_s;
        QTest::newRow("plus") << u"+49 30"_s << u"'+49 30"_s;
        QTest::newRow("minus") << u"-x"_s << u"'-x"_s;
        QTest::newRow("at") << u"@SUM"_s << u"'@SUM"_s;
        QTest::newRow("tab") << u"\tx"_s << u"'\tx"_s;
        QTest::newRow("apostrophe before one") << u"'=x"_s << u"''=x"_s;
        QTest::newRow("apostrophe alone") << u"'tis"_s << u"'tis"_s;
        QTest::newRow("inside") << u"a=b"_s << u"a=b"_s;
        QTest::newRow("quotes") << u"a\"b;c"_s << u"\"a\"\"b;c\""_s;
    }
    void csvNeutralisesFormulas() {
        QFETCH(QString, text);
        QTEST(csvCell(text), "cell");
        QCOMPARE(plainCell(CsvReader(csvCell(text), u';').next()->cells.value(0)), text);
    }

    void csvOfSpreadsheets_data() {
        QTest::addColumn<QByteArray>("content");
        const QString semicolons = u"Frage;Antwort\r\nWo ist mein Päckchen?;Unterwegs, „bald“ da.\r\n"_s;
        const QString commas = u"question,answer\nWo ist mein Päckchen?,\"Unterwegs, „bald“ da.\"\n"_s;
        const QString tabs = u"question\tanswer\rWo ist mein Päckchen?\tUnterwegs, „bald“ da."_s;
        QTest::newRow("semicolons, UTF-8 with BOM") << QByteArray("\xEF\xBB\xBF" + semicolons.toUtf8());
        QTest::newRow("commas, UTF-8") << commas.toUtf8();
        QTest::newRow("tabs, UTF-16LE")
            << QByteArray("\xFF\xFE" + QByteArray(reinterpret_cast<const char*>(tabs.utf16()), tabs.size() * 2));
        QByteArray windows = QString(semicolons).replace(u'„', u'\x84').replace(u'“', u'\x93').toLatin1();
        QTest::newRow("Windows-1252") << windows;
        QTest::newRow("no header") << u"Wo ist mein Päckchen?;Unterwegs, „bald“ da."_s.toUtf8();
    }
    void csvOfSpreadsheets() {
        QFETCH(QByteArray, content);
        const auto plan = FaqFile::plan(content, FaqFile::sniff(content), {}, Now);
        VERIFY_OK(plan);
        QCOMPARE(plan->added, 1);
        const FaqEntry entry = plan->rows.first().entry;
        QCOMPARE(entry.questions.value(u"de"_s), u"Wo ist mein Päckchen?"_s);
        QCOMPARE(entry.answers.value(0).body, u"Unterwegs, „bald“ da."_s);
        QCOMPARE(entry.status, FaqStatus::Published);
    }

    void brokenRowsKeepTheirNeighbours() {
        const QByteArray csv = "question_de;answer;valid_until;status;number\n"
                               "Eins?;Ja;2026-12-31;published;1\n"
                               "Zwei?;Ja;31.02.2026;;2\n"
                               "Drei?;;;published;3\n"
                               ";Antwort;;;4\n"
                               "Vier?;Ja;31.12.2026;weiß nicht;5\n"
                               "\n"
                               "F\xC3\xBCnf?;Ja;31.12.2026;;x\n"
                               "Sechs?;Ja;;;;zu viel\n"
                               "eins;Nochmal;;;\n"
                               "Sieben?;Ja;31.12.2026;;\n";
        const auto plan = FaqFile::plan(csv, FaqFormat::Csv, {}, Now);
        VERIFY_OK(plan);
        QStringList got;
        for (const ImportRow& row : plan->rows)
            got.append(u"%1 %2"_s.arg(row.row).arg(row.problem));
        QCOMPARE(got, (QStringList{u"2 "_s, u"3 bad_date"_s, u"4 missing_answer"_s, u"5 missing_question"_s,
                                   u"6 bad_status"_s, u"8 bad_number"_s, u"9 too_many_cells"_s, u"11 "_s}));
        QCOMPARE(plan->broken, 6);
        QCOMPARE(plan->rows.at(1).value, u"31.02.2026"_s);
        // "eins" is the first row's question: its answer is a further one of the same entry.
        QCOMPARE(plan->rows.first().entry.answers.size(), 2);
        QCOMPARE(plan->rows.last().entry.validUntil, QDate(2026, 12, 31));
    }

    void planTellsNewChangedAndSame() {
        QRandomGenerator random(3);
        QList<FaqEntry> existing{randomEntry(random, 1), randomEntry(random, 2)};
        for (FaqEntry& entry : existing)
            entry.status = FaqStatus::Published;
        QList<FaqEntry> file = existing;
        file[1].answers[0].body = u"anders"_s;
        FaqEntry third = randomEntry(random, 3);
        third.status = FaqStatus::Published;
        third.answers = {{u"de"_s, AnswerLength::Chat, FormOfAddress::Unknown, u"neu"_s}};
        file += {third, third};
        FaqEntry same = existing.at(0); // the same question under another id
        same.id = FaqEntryId::create();
        const auto plan = FaqFile::plan(FaqFile::toJson(file), FaqFormat::Json, existing, Now + 5s);
        VERIFY_OK(plan);
        QList<ImportAction> actions;
        for (const ImportRow& row : plan->rows)
            actions.append(row.action);
        using enum ImportAction;
        QCOMPARE(actions, (QList<ImportAction>{Duplicate, Change, Add, Duplicate}));
        QCOMPARE(plan->rows.at(1).entry.id, existing.at(1).id);
        QCOMPARE(plan->rows.at(1).entry.version, existing.at(1).version);
        const auto other = FaqFile::plan(FaqFile::toJson({same}), FaqFormat::Json, existing, Now);
        VERIFY_OK(other);
        QCOMPARE(other->rows.first().action, Duplicate);
        QCOMPARE(other->rows.first().entry.id, existing.at(0).id);
    }

    void hostileFiles_data() {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("one quote") << QByteArray("\"");
        QTest::newRow("quotes only") << QByteArray(100'001, '"');
        QTest::newRow("delimiters only") << QByteArray(100'000, ';');
        QTest::newRow("line ends only") << QByteArray(100'000, '\n');
        QTest::newRow("zeros") << QByteArray("question;answer\n\0\0\0;\0\0", 22);
        QTest::newRow("deep") << QByteArray(100'000, '[');
        QTest::newRow("half a BOM") << QByteArray("\xFF\xFE\x41");
        QTest::newRow("broken UTF-8") << QByteArray("question;answer\n(\x80);\xFF\xFE\xC0\n;\xC3\x28");
        QTest::newRow("numbers in texts")
            << QByteArray(R"([{"questions":{"de":1},"answers":{},"tags":"x"},7,null])");
        QTest::newRow("unclosed") << QByteArray("question;answer\na;\"b\nc;d\n");
    }
    void hostileFiles() {
        QFETCH(QByteArray, content);
        QElapsedTimer timer;
        timer.start();
        for (const FaqFormat format : {FaqFormat::Json, FaqFormat::Csv}) {
            const auto plan = FaqFile::plan(content, format, {}, Now);
            if (plan)
                QCOMPARE(plan->added, 0);
            else
                QVERIFY(plan.error().code != ErrorCode::Bug);
        }
        fuzzFaqFile(content);
        QVERIFY(timer.elapsed() < 2000);
    }

    void mutatedFilesNeverCrash() {
        QRandomGenerator random(5);
        QList<FaqEntry> entries;
        for (int i = 1; i <= 3; ++i)
            entries.append(randomEntry(random, i));
        for (const QByteArray& good : {FaqFile::toJson(entries), FaqFile::toCsv(entries)}) {
            for (int i = 0; i < 300; ++i) {
                QByteArray bad = good.left(int(random.bounded(1, int(good.size()))) + 1);
                for (int j = 0; j < 3; ++j)
                    bad[random.bounded(int(bad.size()))] = char(random.bounded(256));
                fuzzFaqFile(bad);
            }
        }
    }

    void refusesForeignAndNewer() {
        QCOMPARE(FaqFile::plan(R"({"format":"other","entries":[]})", FaqFormat::Json, {}, Now).error().code,
                 ErrorCode::Unsupported);
        QCOMPARE(FaqFile::plan(R"({"format":"souffleur-faq","version":2,"entries":[]})", FaqFormat::Json, {}, Now)
                     .error()
                     .code,
                 ErrorCode::NewerSchema);
        QCOMPARE(FaqFile::plan("{", FaqFormat::Json, {}, Now).error().code, ErrorCode::InvalidInput);
        QCOMPARE(FaqFile::plan("a;b;c\n1;2;3", FaqFormat::Csv, {}, Now).error().detail, u"header"_s);
    }

    void theSampleIsWhole() {
        QFile file(QStringLiteral(SOUFFLEUR_SOURCE_DIR "/resources/sample/faq.json"));
        QVERIFY2(file.open(QIODevice::ReadOnly), "the sample FAQ is part of the product");
        const auto plan = FaqFile::plan(file.readAll(), FaqFormat::Json, {}, Now);
        VERIFY_OK(plan);
        QVERIFY(plan->added >= 60);
        QCOMPARE(plan->added, int(plan->rows.size()));
    }
};

SOUFFLEUR_TEST_MAIN(tst_FaqFile)
#include "tst_FaqFile.moc"
