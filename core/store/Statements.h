// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"
#include "base/Id.h"
#include "base/Result.h"
#include "domain/Change.h"

#include <functional>
#include <type_traits>
#include <unordered_map>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QVariant>

namespace souffleur::store {

class CipherDriver;

enum class Dialect {
    Cipher,
    Postgres,
};

//! Behind every real time in milliseconds; sort keys above it belong to what has no such time.
inline constexpr qint64 LateKey = qint64(1) << 50;

// How values are stored: ids as 16 bytes (none: empty, never NULL), times as milliseconds (none: NULL),
// enumerations and flags as integers, lists and maps as JSON text.
template <class Tag>
QVariant bound(const Id<Tag>& id) {
    return id.isNull() ? QVariant(QByteArray("")) : QVariant(id.toBytes());
}
template <class Tag>
QVariant bound(const std::optional<Id<Tag>>& id) {
    return bound(id.value_or(Id<Tag>()));
}
inline QVariant bound(const QUuid& id) {
    return QVariant(id.isNull() ? QByteArray("") : id.toRfc4122());
}
inline QVariant bound(Timestamp t) {
    return QVariant(toMs(t));
}
inline QVariant bound(const OptionalTimestamp& t) {
    return t ? QVariant(toMs(*t)) : QVariant(QMetaType::fromType<qlonglong>());
}
inline QVariant bound(bool flag) {
    return QVariant(flag ? 1 : 0);
}
inline QVariant bound(int value) {
    return QVariant(value);
}
inline QVariant bound(qint64 value) {
    return QVariant(value);
}
inline QVariant bound(double value) {
    return QVariant(value);
}
inline QVariant bound(const std::optional<int>& v) {
    return v ? QVariant(*v) : QVariant(QMetaType::fromType<int>());
}
inline QVariant bound(const std::optional<qint64>& v) {
    return v ? QVariant(*v) : QVariant(QMetaType::fromType<qlonglong>());
}
inline QVariant bound(const QByteArray& bytes) {
    return QVariant(bytes.isNull() ? QByteArray("") : bytes);
}
QVariant bound(const QString& text);
inline QVariant bound(const QStringList& list) {
    return bound(QString::fromUtf8(QJsonDocument(QJsonArray::fromStringList(list)).toJson(QJsonDocument::Compact)));
}
inline QVariant bound(const QJsonObject& object) {
    return bound(QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact)));
}
inline QVariant bound(const QJsonArray& array) {
    return bound(QString::fromUtf8(QJsonDocument(array).toJson(QJsonDocument::Compact)));
}
inline QVariant bound(const QVariant& value) {
    return value;
}
template <class E>
requires std::is_enum_v<E> QVariant bound(E value) {
    return QVariant(static_cast<int>(value));
}

//! The current row, read column by column from the left.
class Row {
public:
    explicit Row(const QSqlQuery& query) : m_query(query) {}
    QVariant value() { return m_query.value(m_column++); }
    QString text() { return value().toString(); }
    QByteArray bytes() { return value().toByteArray(); }
    qint64 number() { return value().toLongLong(); }
    int integer() { return value().toInt(); }
    double real() { return value().toDouble(); }
    bool flag() { return value().toBool(); }
    Timestamp time() { return fromMs(number()); }
    OptionalTimestamp optionalTime() {
        const QVariant v = value();
        return v.isNull() ? OptionalTimestamp() : OptionalTimestamp(fromMs(v.toLongLong()));
    }
    std::optional<int> optionalInteger() {
        const QVariant v = value();
        return v.isNull() ? std::optional<int>() : std::optional<int>(v.toInt());
    }
    QUuid uuid() { return QUuid::fromRfc4122(bytes()); }
    template <class T>
    T id() {
        return T(uuid());
    }
    template <class T>
    std::optional<T> optionalId() {
        const T id(uuid());
        return id.isNull() ? std::optional<T>() : std::optional<T>(id);
    }
    template <class E>
    E enumeration() {
        return static_cast<E>(integer());
    }
    QJsonDocument json() { return QJsonDocument::fromJson(text().toUtf8()); }
    QStringList list() {
        QStringList strings;
        const QJsonArray array = json().array();
        for (const auto& item : array)
            strings.append(item.toString());
        return strings;
    }

private:
    const QSqlQuery& m_query;
    int m_column = 0;
};

//! The connection as the repositories see it: statements prepared once and reset after use, transactions, the
//! change log, and what has to happen after the commit. Belongs to the Storage thread. SQL is one text for both
//! dialects; {{names}} stand for the few words in which they differ.
class Statements {
public:
    Statements(QSqlDatabase database, Dialect dialect);
    ~Statements();

    Dialect dialect() const { return m_dialect; }
    QSqlDatabase& database() { return m_database; }

    //! Runs a statement; gives the number of rows it wrote.
    template <class... Args>
    Result<int> exec(const QString& sql, const Args&... args) {
        return execWith(sql, {bound(args)...});
    }
    Result<int> execWith(const QString& sql, const QVariantList& args) {
        int affected = 0;
        SOUFFLEUR_CHECK(run(sql, args, nullptr, &affected));
        return affected;
    }
    //! Runs a statement that has no result worth looking at.
    template <class... Args>
    Status execute(const QString& sql, const Args&... args) {
        return run(sql, {bound(args)...}, nullptr, nullptr);
    }
    //! All rows, each made a value by read(Row&).
    template <class F, class... Args>
    auto list(F read, const QString& sql, const Args&... args) -> Result<QList<std::invoke_result_t<F, Row&>>> {
        return listWith(std::move(read), sql, {bound(args)...});
    }
    template <class F>
    auto listWith(F read, const QString& sql, const QVariantList& args)
        -> Result<QList<std::invoke_result_t<F, Row&>>> {
        QList<std::invoke_result_t<F, Row&>> rows;
        const OnRow onRow = [&](Row& row) {
            rows.append(read(row));
            return true;
        };
        SOUFFLEUR_CHECK(run(sql, args, &onRow, nullptr));
        return rows;
    }
    //! The first row, if there is one.
    template <class F, class... Args>
    auto first(F read, const QString& sql, const Args&... args)
        -> Result<std::optional<std::invoke_result_t<F, Row&>>> {
        std::optional<std::invoke_result_t<F, Row&>> value;
        const OnRow onRow = [&](Row& row) {
            value = read(row);
            return false;
        };
        SOUFFLEUR_CHECK(run(sql, {bound(args)...}, &onRow, nullptr));
        return value;
    }
    //! BEGIN, SAVEPOINT, DDL ...: nothing bound.
    Status control(const QString& sql);

    Status begin();
    Status commit(); //!< clears what was noted; on error the transaction is rolled back
    void rollback(); //!< forgets what was noted
    Status savepoint();
    Status release();
    Status rollbackToSavepoint(); //!< forgets what was noted behind it

    //! Notes a change; gives its number. Its row is written with those of the whole transaction, right before the
    //! commit; outside a transaction at once.
    Result<qint64> note(EntityKind entity, ChangeKind kind, const QUuid& id, ConversationId conversation = {},
                        qint64 sequence = 0);
    const Changes& noted() const { return m_noted; }
    //! Writes the rows of what was noted; to be called before the change log is read.
    Status writeNoted();
    //! The latest change's number, noted ones included; 0: none yet.
    Result<qint64> lastChange();
    //! fn runs once the transaction is durable; never when it is rolled back. Outside a transaction: at once.
    void afterCommit(std::function<void()> fn);

    //! {{names}} replaced for the dialect.
    static QString expand(const QString& sql, Dialect dialect);

private:
    using OnRow = std::function<bool(Row&)>; //!< false: enough
    void forget();
    struct Cached {
        QSqlQuery query;
        bool busy = false;
    };
    Status run(const QString& sql, const QVariantList& args, const OnRow* onRow, int* affected);
    Status runOn(QSqlQuery& query, const QString& sql, const QVariantList& args, const OnRow* onRow, int* affected);
    Error error(const QSqlError& error, const QString& sql) const;

    QSqlDatabase m_database;
    Dialect m_dialect;
    CipherDriver* m_cipher; //!< null for PostgreSQL
    std::unordered_map<QString, std::unique_ptr<Cached>> m_cache;
    bool m_inTransaction = false;
    Changes m_noted;
    qsizetype m_writtenNoted = 0; //!< so many have their rows
    qsizetype m_savedNoted = 0;
    std::vector<std::function<void()>> m_effects;
    size_t m_savedEffects = 0;
};

} // namespace souffleur::store
