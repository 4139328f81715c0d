// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/Counters.h"
#include "store/Statements.h"
#include "store/Store.h"
#include "store/StoreJson.h"

#include <QSet>

namespace souffleur::store {
namespace {

enum class Label {
    Tag = 0,
    Language = 1,
};

const QString StatsColumns = u"s.entry, s.shown, s.inserted, s.sent, s.kept, s.verbatim, s.none_fits, "
                             u"s.rating_count, s.rating_sum, s.last_sent_at, s.recent_ratings, s.recent_low"_s;

FaqEntry readEntry(Row& row) {
    return json::toFaqEntry(row.json().object());
}

FaqStats readStats(Row& row) {
    FaqStats stats;
    stats.entry = row.id<FaqEntryId>();
    stats.shown = row.integer();
    stats.inserted = row.integer();
    stats.sent = row.integer();
    stats.kept = row.integer();
    stats.verbatim = row.integer();
    stats.noneFits = row.integer();
    stats.ratingCount = row.integer();
    stats.ratingSum = row.real();
    stats.lastSentAt = row.optionalTime();
    stats.recentRatings = row.integer();
    stats.recentLow = row.integer();
    return stats;
}

Status writeLabels(Statements& sql, const FaqEntry& entry) {
    SOUFFLEUR_CHECK(sql.execute(u"DELETE FROM faq_labels WHERE entry = ?"_s, entry.id));
    const QSet<QString> tags(entry.tags.cbegin(), entry.tags.cend());
    QSet<QString> languages;
    for (auto it = entry.questions.keyBegin(); it != entry.questions.keyEnd(); ++it)
        languages.insert(*it);
    for (const FaqAnswer& answer : entry.answers)
        languages.insert(answer.language);
    const auto write = [&](Label kind, const QSet<QString>& labels) -> Status {
        for (const QString& label : labels)
            SOUFFLEUR_CHECK(sql.execute(u"INSERT INTO faq_labels(kind, label, number, entry) VALUES(?, ?, ?, ?)"_s,
                                        kind, label, entry.number, entry.id));
        return ok();
    };
    SOUFFLEUR_CHECK(write(Label::Tag, tags));
    return write(Label::Language, languages);
}

} // namespace

Result<QList<FaqEntry>> FaqRepository::all() {
    return m_sql.list(readEntry, u"SELECT entry FROM faq_entries ORDER BY number"_s);
}

Result<FaqEntry> FaqRepository::find(FaqEntryId id) {
    SOUFFLEUR_TRY(auto entry, m_sql.first(readEntry, u"SELECT entry FROM faq_entries WHERE id = ?"_s, id));
    if (!entry)
        return makeError(ErrorCode::NotFound, u"FAQ entry "_s + id.toString());
    return *std::move(entry);
}

Result<QList<FaqListItem>> FaqRepository::list(const FaqQuery& query) {
    QString where = u"e.number > ?"_s;
    QVariantList args{QVariant(0)};
    if (query.status) {
        where += u" AND e.status = ?"_s;
        args.append(bound(*query.status));
    }
    const auto label = [&](Label kind, const QString& text) {
        where +=
            u" AND EXISTS(SELECT 1 FROM faq_labels l WHERE l.kind = ? AND l.label = ? AND l.number = e.number)"_s;
        args.append(bound(kind));
        args.append(bound(text));
    };
    if (!query.tag.isEmpty())
        label(Label::Tag, query.tag);
    if (!query.language.isEmpty())
        label(Label::Language, query.language);
    args.append(bound(std::max(query.limit, 0)));
    args.append(bound(std::max(query.offset, 0)));
    return m_sql.listWith(
        [](Row& row) {
            FaqListItem item;
            item.entry = readEntry(row);
            item.stats = readStats(row);
            item.stats.entry = item.entry.id; // also where nothing was counted yet
            return item;
        },
        u"SELECT e.entry, "_s + StatsColumns +
            u" FROM faq_entries e LEFT JOIN faq_stats s ON s.entry = e.id WHERE "_s + where +
            u" ORDER BY e.number LIMIT ? OFFSET ?"_s,
        args);
}

Result<int> FaqRepository::count() {
    SOUFFLEUR_TRY(const auto count,
                  m_sql.first([](Row& row) { return row.integer(); }, u"SELECT count(*) FROM faq_entries"_s));
    return count.value_or(0);
}

Result<FaqEntry> FaqRepository::save(const FaqEntry& given, const QString& author, const QString& comment,
                                     Timestamp now) {
    SOUFFLEUR_TRY(const auto stored,
                  m_sql.first(readEntry, u"SELECT entry FROM faq_entries WHERE id = ?"_s, given.id));
    if (given.id.isNull())
        return makeError(ErrorCode::InvalidInput, u"FAQ entry without id"_s);
    if (given.version != (stored ? stored->version : 0))
        return makeError(ErrorCode::Conflict, u"FAQ entry is at version %1"_s.arg(stored ? stored->version : 0));
    FaqEntry entry = given;
    entry.version += 1;
    entry.updatedAt = now;
    if (stored) {
        entry.number = stored->number;
        entry.createdAt = stored->createdAt;
        SOUFFLEUR_CHECK(m_sql.execute(u"UPDATE faq_entries SET status = ?, version = ?, updated_at = ?, entry = ? "
                                      u"WHERE id = ?"_s,
                                      entry.status, entry.version, now, json::ofFaqEntry(entry), entry.id));
    } else {
        // An imported number is kept when it is free; a number is never given twice.
        bool free = entry.number > 0;
        if (free) {
            SOUFFLEUR_TRY(const auto taken,
                          m_sql.first([](Row& row) { return row.integer(); },
                                      u"SELECT 1 FROM faq_entries WHERE number = ?"_s, entry.number));
            free = !taken;
        }
        if (!free) {
            SOUFFLEUR_TRY(const qint64 highest, counters::value(m_sql, Counter::FaqNumber, {}));
            entry.number = static_cast<int>(highest) + 1;
        }
        SOUFFLEUR_CHECK(counters::raise(m_sql, Counter::FaqNumber, entry.number));
        if (toMs(entry.createdAt) == 0)
            entry.createdAt = now;
        SOUFFLEUR_CHECK(m_sql.execute(u"INSERT INTO faq_entries(id, number, status, version, updated_at, entry) "
                                      u"VALUES(?, ?, ?, ?, ?, ?)"_s,
                                      entry.id, entry.number, entry.status, entry.version, now,
                                      json::ofFaqEntry(entry)));
    }
    SOUFFLEUR_CHECK(writeLabels(m_sql, entry));
    SOUFFLEUR_CHECK(m_sql.execute(u"INSERT INTO faq_versions(entry, version, at, author, comment, content) "
                                  u"VALUES(?, ?, ?, ?, ?, ?)"_s,
                                  entry.id, entry.version, now, author, comment, json::ofFaqEntry(entry)));
    SOUFFLEUR_CHECK(
        m_sql.note(EntityKind::FaqEntry, stored ? ChangeKind::Updated : ChangeKind::Added, entry.id.uuid()));
    return entry;
}

Result<QList<FaqVersion>> FaqRepository::versions(FaqEntryId id) {
    return m_sql.list(
        [](Row& row) {
            FaqVersion version;
            version.version = row.integer();
            version.at = row.time();
            version.author = row.text();
            version.comment = row.text();
            version.entry = readEntry(row);
            return version;
        },
        u"SELECT version, at, author, comment, content FROM faq_versions WHERE entry = ? ORDER BY version DESC"_s,
        id);
}

Result<QHash<FaqEntryId, FaqStats>> FaqRepository::allStats() {
    static const QString sql = u"SELECT "_s + StatsColumns + u" FROM faq_stats s"_s;
    SOUFFLEUR_TRY(const auto rows, m_sql.list(readStats, sql));
    QHash<FaqEntryId, FaqStats> all;
    for (const FaqStats& stats : rows)
        all.insert(stats.entry, stats);
    return all;
}

Result<FaqStats> FaqRepository::stats(FaqEntryId id) {
    static const QString sql = u"SELECT "_s + StatsColumns + u" FROM faq_stats s WHERE s.entry = ?"_s;
    SOUFFLEUR_TRY(const auto found, m_sql.first(readStats, sql, id));
    FaqStats none;
    none.entry = id;
    return found.value_or(none);
}

Status FaqRepository::saveStats(const FaqStats& s) {
    SOUFFLEUR_CHECK(m_sql.execute(
        u"INSERT INTO faq_stats(entry, shown, inserted, sent, kept, verbatim, none_fits, rating_count, rating_sum, "
        u"last_sent_at, recent_ratings, recent_low) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(entry) "
        u"DO UPDATE SET shown = "
        u"excluded.shown, "
        u"inserted = excluded.inserted, sent = excluded.sent, kept = excluded.kept, verbatim = excluded.verbatim, "
        u"none_fits = excluded.none_fits, rating_count = excluded.rating_count, rating_sum = excluded.rating_sum, "
        u"last_sent_at = excluded.last_sent_at, recent_ratings = excluded.recent_ratings, "
        u"recent_low = excluded.recent_low"_s,
        s.entry, s.shown, s.inserted, s.sent, s.kept, s.verbatim, s.noneFits, s.ratingCount, s.ratingSum,
        s.lastSentAt, s.recentRatings, s.recentLow));
    SOUFFLEUR_CHECK(m_sql.note(EntityKind::FaqStats, ChangeKind::Updated, s.entry.uuid()));
    return ok();
}

Status FaqRepository::remove(FaqEntryId id) {
    SOUFFLEUR_CHECK(LearningRepository(m_sql).removeOf(u"entry"_s, bound(id)));
    SOUFFLEUR_TRY(const int rows, m_sql.exec(u"DELETE FROM faq_entries WHERE id = ?"_s, id));
    if (rows > 0)
        SOUFFLEUR_CHECK(m_sql.note(EntityKind::FaqEntry, ChangeKind::Removed, id.uuid()));
    return ok();
}

} // namespace souffleur::store
