// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/FullTextBaseline.h"

#include <memory>

#include <QElapsedTimer>
#include <QSet>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QUuid>

#include <sqlite3.h>

namespace souffleur::store {

namespace {

struct CloseDatabase {
    void operator()(sqlite3* database) const { sqlite3_close(database); }
};
struct FinishStatement {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Statement = std::unique_ptr<sqlite3_stmt, FinishStatement>;

Error sqliteError(sqlite3* database) {
    return makeError(ErrorCode::Bug, QString::fromUtf8(sqlite3_errmsg(database)));
}

Result<Statement> prepare(sqlite3* database, const QByteArray& sql) {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(database, sql.constData(), int(sql.size()), &statement, nullptr) != SQLITE_OK)
        return sqliteError(database);
    return Statement(statement);
}

//! Each word once, quoted, joined by OR: words of FTS5's own query language mean nothing then.
QByteArray anyWord(const QString& text) {
    QString query;
    QSet<QString> seen;
    QString word;
    const auto add = [&] {
        const QString folded = word.toLower();
        if (!folded.isEmpty() && !seen.contains(folded)) {
            seen.insert(folded);
            query += (query.isEmpty() ? u"\""_s : u" OR \""_s) + folded + u'"';
        }
        word.clear();
    };
    for (const QChar c : text) {
        if (c.isLetterOrNumber() || c.isSurrogate() || c.isMark())
            word += c;
        else
            add();
    }
    add();
    return query.toUtf8();
}

//! A database connection of its own name, gone with the object.
class Connection {
public:
    Connection() : m_name(QUuid::createUuid().toString()) {
        m_database = QSqlDatabase::addDatabase(u"QPSQL"_s, m_name);
    }
    ~Connection() {
        m_database = {};
        QSqlDatabase::removeDatabase(m_name);
    }
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    QSqlDatabase& database() { return m_database; }

private:
    QString m_name;
    QSqlDatabase m_database;
};

Error postgresError(const QSqlQuery& query) {
    return makeError(ErrorCode::ServerError, query.lastError().databaseText().section(u'\n', 0, 0));
}

QString configurationOf(const QString& language) {
    if (language == u"de"_s)
        return u"german"_s;
    return language == u"en"_s ? u"english"_s : u"simple"_s;
}

} // namespace

Result<FullTextAnswers> askFts5(const QStringList& documents, const QStringList& queries, const QString& language) {
    sqlite3* opened = nullptr;
    const int code = sqlite3_open_v2(":memory:", &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
    const std::unique_ptr<sqlite3, CloseDatabase> database(opened);
    if (code != SQLITE_OK)
        return sqliteError(opened);
    const QByteArray tokenizer = language == u"en"_s ? "porter unicode61" : "unicode61";
    if (sqlite3_exec(
            opened,
            QByteArray("CREATE VIRTUAL TABLE faq USING fts5(body, tokenize='" + tokenizer + "')").constData(),
            nullptr, nullptr, nullptr) != SQLITE_OK)
        return sqliteError(opened);
    SOUFFLEUR_TRY(const Statement insert, prepare(opened, "INSERT INTO faq(rowid, body) VALUES(?1, ?2)"));
    for (qsizetype i = 0; i < documents.size(); ++i) {
        const QByteArray body = documents.at(i).toUtf8();
        sqlite3_bind_int64(insert.get(), 1, i);
        sqlite3_bind_text(insert.get(), 2, body.constData(), int(body.size()), SQLITE_TRANSIENT);
        if (sqlite3_step(insert.get()) != SQLITE_DONE)
            return sqliteError(opened);
        sqlite3_reset(insert.get());
    }
    SOUFFLEUR_TRY(const Statement select,
                  prepare(opened, "SELECT rowid, -bm25(faq) AS score FROM faq WHERE faq MATCH ?1 "
                                  "ORDER BY score DESC, rowid LIMIT 10"));
    FullTextAnswers answers;
    for (const QString& text : queries) {
        QElapsedTimer timer;
        timer.start();
        QList<std::pair<int, double>> hits;
        if (const QByteArray query = anyWord(text); !query.isEmpty()) {
            sqlite3_bind_text(select.get(), 1, query.constData(), int(query.size()), SQLITE_TRANSIENT);
            int step = SQLITE_ROW;
            while ((step = sqlite3_step(select.get())) == SQLITE_ROW)
                hits.append({sqlite3_column_int(select.get(), 0), sqlite3_column_double(select.get(), 1)});
            if (step != SQLITE_DONE)
                return sqliteError(opened);
            sqlite3_reset(select.get());
        }
        answers.milliseconds.append(double(timer.nsecsElapsed()) / 1e6);
        answers.hits.append(hits);
    }
    return answers;
}

Result<FullTextAnswers> askPostgres(const QString& connection, const QStringList& documents,
                                    const QStringList& queries, const QString& language) {
    if (!QSqlDatabase::isDriverAvailable(u"QPSQL"_s))
        return makeError(ErrorCode::NotConfigured, u"Qt's PostgreSQL driver"_s);
    Connection guarded;
    QSqlDatabase& database = guarded.database();
    database.setConnectOptions(connection);
    if (!database.open())
        return makeError(ErrorCode::NetworkDown, database.lastError().databaseText().section(u'\n', 0, 0));
    const QString configuration = configurationOf(language);
    QSqlQuery query(database);
    // Queries of nothing but function words are no news.
    if (!query.exec(u"SET client_min_messages = warning"_s))
        return postgresError(query);
    if (!query.exec(u"CREATE TEMPORARY TABLE faq_baseline (number int, words tsvector)"_s))
        return postgresError(query);
    query.prepare(u"INSERT INTO faq_baseline VALUES (?, to_tsvector('%1', ?))"_s.arg(configuration));
    for (qsizetype i = 0; i < documents.size(); ++i) {
        query.addBindValue(int(i));
        query.addBindValue(documents.at(i));
        if (!query.exec())
            return postgresError(query);
    }
    if (!query.exec(u"CREATE INDEX faq_baseline_words ON faq_baseline USING gin (words)"_s) ||
        !query.exec(u"ANALYZE faq_baseline"_s))
        return postgresError(query);
    // plainto_tsquery asks for every word; the words that survived it are asked for one by one here.
    query.prepare(u"WITH asked AS (SELECT replace(plainto_tsquery('%1', ?)::text, ' & ', ' | ')::tsquery AS q) "
                  "SELECT number, ts_rank_cd(words, q) AS score FROM faq_baseline, asked WHERE words @@ q "
                  "ORDER BY score DESC, number LIMIT 10"_s.arg(configuration));
    FullTextAnswers answers;
    for (const QString& text : queries) {
        QElapsedTimer timer;
        timer.start();
        query.addBindValue(text);
        if (!query.exec())
            return postgresError(query);
        QList<std::pair<int, double>> hits;
        while (query.next())
            hits.append({query.value(0).toInt(), query.value(1).toDouble()});
        answers.milliseconds.append(double(timer.nsecsElapsed()) / 1e6);
        answers.hits.append(hits);
    }
    return answers;
}

} // namespace souffleur::store
