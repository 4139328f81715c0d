// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/TestCase.h"

#include <QFile>
#include <QProcess>

using namespace souffleur;

namespace {
struct Answer {
    int code = -1;
    QByteArray out;
    QByteArray err;
    QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
};

void write(const QString& path, const QByteArray& content) {
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
}
} // namespace

//! souffleurctl eval as an admin calls it.
class tst_Eval : public test::TestCase {
    Q_OBJECT

    QTemporaryDir m_folder;

    static Answer call(const QStringList& arguments) {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"SOUFFLEUR_PASSPHRASE"_s, u"sehr geheim"_s);
        process.setProcessEnvironment(environment);
        process.start(QStringLiteral(SOUFFLEUR_TOOL), arguments);
        if (!process.waitForFinished(60'000))
            qFatal("souffleurctl did not end");
        return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
    }
    QStringList files() const {
        return {u"eval"_s, u"--faq"_s, m_folder.filePath(u"faq.jsonl"_s), u"--queries"_s,
                m_folder.filePath(u"queries.jsonl"_s)};
    }

private slots:
    void initTestCase() {
        write(m_folder.filePath(u"faq.jsonl"_s),
              R"({"id":"parcel","lang":"en","question":"Where is my parcel?","answer":"On its way."}
{"id":"pay","lang":"en","question":"How do I pay?","answer":"By card."}
{"id":"points","lang":"en","question":"Do bonus points expire?","answer":"After two years."}
)");
        write(m_folder.filePath(u"queries.jsonl"_s),
              R"({"id":"1","lang":"en","text":"my parcel?","relevant":["parcel"]}
{"id":"2","lang":"en","text":"do points expire","relevant":["points"]}
{"id":"3","lang":"en","text":"coughing up the dough","relevant":["pay"]}
{"id":"4","lang":"en","text":"!?","relevant":[]}
)");
        write(m_folder.filePath(u"train.jsonl"_s), R"({"text":"the other wording entirely","faq_id":"pay"}
{"text":"coughing up the dough please","faq_id":"pay"}
{"text":"hm","faq_id":""}
)");
    }

    void sideBySide() {
        const Answer answer = call(files() + QStringList{u"--compare"_s, u"--json"_s});
        QVERIFY2(answer.code == 0, answer.err.constData());
        const QJsonObject json = answer.json();
        QCOMPARE(json.value(u"entries"_s).toInt(), 3);
        QCOMPARE(json.value(u"in_scope"_s).toInt(), 3);
        QCOMPARE(json.value(u"pairs"_s).toInt(), 0);
        // The third shares no word with its entry; a guess may be right.
        const double right = json.value(u"success_at_1"_s).toDouble();
        QVERIFY(right >= 2.0 / 3);
        QCOMPARE(json.value(u"confusions"_s).toArray().isEmpty(), right == 1.0);
        QCOMPARE(json.value(u"reliability"_s).toArray().size(), 10);
        QStringList engines;
        for (const QJsonValue& value : json.value(u"compare"_s).toArray()) {
            const QJsonObject row = value.toObject();
            engines.append(row.value(u"engine"_s).toString() + u' ' + row.value(u"text"_s).toString());
            if (row.contains(u"note"_s)) {
                QVERIFY(row.value(u"success_at_1"_s).isNull());
                QCOMPARE(row.value(u"engine"_s).toString(), u"postgres"_s);
            } else {
                QCOMPARE(row.value(u"success_at_1"_s).toDouble(), 2.0 / 3);
                QVERIFY(!row.contains(u"ece"_s));
            }
        }
        QCOMPARE(engines, (QStringList{u"xapian questions"_s, u"fts5 questions"_s, u"postgres questions"_s,
                                       u"xapian everything"_s, u"fts5 everything"_s, u"postgres everything"_s}));
    }

    void shotsLimitWhatIsLearned() {
        const QString train = m_folder.filePath(u"train.jsonl"_s);
        const Answer one = call(files() + QStringList{u"--train"_s, train, u"--shots"_s, u"1"_s, u"--json"_s});
        QVERIFY2(one.code == 0, one.err.constData());
        QCOMPARE(one.json().value(u"pairs"_s).toInt(), 2); // one of "pay", one of none
        const Answer all = call(files() + QStringList{u"--train"_s, train, u"--json"_s, u"--compare"_s});
        QVERIFY2(all.code == 0, all.err.constData());
        QCOMPARE(all.json().value(u"pairs"_s).toInt(), 3);
        QCOMPARE(all.json().value(u"messages"_s).toInt(), 3);
        QCOMPARE(all.json().value(u"success_at_1"_s).toDouble(), 1.0);
        // The others learn the pairs as further text.
        QCOMPARE(all.json().value(u"compare"_s).toArray().at(0).toObject().value(u"success_at_1"_s).toDouble(),
                 1.0);
    }

    void plainTextForPeople() {
        const Answer answer = call(files() + QStringList{u"--limit"_s, u"2"_s});
        QVERIFY2(answer.code == 0, answer.err.constData());
        QVERIFY(answer.out.contains("queries                        2"));
        QVERIFY(answer.out.contains("reliability"));
    }

    void wrongCalls_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("code");
        QTest::newRow("no files") << QStringList{u"eval"_s} << 2;
        QTest::newRow("both") << (files() + QStringList{u"--own"_s}) << 2;
        QTest::newRow("shots") << (files() + QStringList{u"--shots"_s, u"-1"_s}) << 2;
        QTest::newRow("unknown") << (files() + QStringList{u"--what"_s}) << 2;
        QTest::newRow("missing file") << QStringList{u"eval"_s, u"--faq"_s, u"no.jsonl"_s, u"--queries"_s,
                                                     u"no.jsonl"_s}
                                      << 1;
    }
    void wrongCalls() {
        QFETCH(QStringList, arguments);
        QTEST(call(arguments).code, "code");
    }

    void anEmptyHistoryIsSaid() {
        const QString workspace = m_folder.filePath(u"w"_s);
        QCOMPARE(call({u"init"_s, u"--workspace"_s, workspace, u"--sample-faq"_s}).code, 0);
        const Answer answer = call({u"eval"_s, u"--own"_s, u"--workspace"_s, workspace});
        QCOMPARE(answer.code, 1);
        QVERIFY2(answer.err.contains("0 learned pairs"), answer.err.constData());
    }
};

SOUFFLEUR_TEST_MAIN(tst_Eval)
#include "tst_Eval.moc"
