// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/Rules.h"
#include "store/Statements.h"
#include "store/Store.h"

namespace souffleur::store {
namespace {

const QString RatingColumns = u"episode, conversation, stars, comment, author, at"_s;
const QString TaskColumns = u"id, entry, reason, ratings, low, opened_at, closed_at, closed_by"_s;

EpisodeRating readRating(Row& row) {
    EpisodeRating rating;
    rating.episode = row.id<EpisodeId>();
    rating.conversation = row.id<ConversationId>();
    rating.stars = row.integer();
    rating.comment = row.text();
    rating.by = row.text();
    rating.at = row.time();
    return rating;
}

ReviewTask readTask(Row& row) {
    ReviewTask task;
    task.id = row.id<ReviewTaskId>();
    task.entry = row.id<FaqEntryId>();
    task.reason = row.enumeration<ReviewReason>();
    task.ratings = row.integer();
    task.low = row.integer();
    task.openedAt = row.time();
    task.closedAt = row.optionalTime();
    task.closedBy = row.text();
    return task;
}

} // namespace

Result<std::optional<EpisodeRating>> RatingRepository::find(EpisodeId episode) {
    static const QString sql = u"SELECT %1 FROM ratings WHERE episode = ?"_s.arg(RatingColumns);
    return m_sql.first(readRating, sql, episode);
}

Status RatingRepository::save(const EpisodeRating& r) {
    return m_sql.execute(
        u"INSERT INTO ratings(episode, conversation, stars, comment, author, at) VALUES(?, ?, ?, ?, "
        u"?, ?) ON CONFLICT(episode) DO UPDATE SET stars = excluded.stars, comment = "
        u"excluded.comment, author = excluded.author, at = excluded.at"_s,
        r.episode, r.conversation, r.stars, r.comment, r.by, r.at);
}

Result<QList<EpisodeRating>> RatingRepository::latest(int limit) {
    static const QString sql = u"SELECT %1 FROM ratings WHERE at > ? ORDER BY at DESC LIMIT ?"_s.arg(RatingColumns);
    return m_sql.list(readRating, sql, qint64(0), std::max(limit, 0));
}

Result<FaqStats> RatingRepository::credit(FaqEntryId entry, EpisodeId episode, int stars, Timestamp now) {
    FaqRepository faq(m_sql);
    SOUFFLEUR_TRY(FaqStats stats, faq.stats(entry));
    SOUFFLEUR_TRY(const auto before,
                  m_sql.first([](Row& row) { return row.integer(); },
                              u"SELECT stars FROM rating_credits WHERE entry = ? AND episode = ?"_s, entry,
                              episode));
    SOUFFLEUR_CHECK(m_sql.execute(u"INSERT INTO rating_credits(entry, episode, stars, at) VALUES(?, ?, ?, ?) "
                                  u"ON CONFLICT(entry, episode) DO UPDATE SET stars = excluded.stars, at = "
                                  u"excluded.at"_s,
                                  entry, episode, stars, now));
    stats.ratingCount += before ? 0 : 1;
    stats.ratingSum += stars - before.value_or(0);
    SOUFFLEUR_TRY(const auto since, m_sql.first([](Row& row) { return row.number(); },
                                                u"SELECT ratings_since FROM faq_stats WHERE entry = ?"_s, entry));
    SOUFFLEUR_TRY(
        const auto latest,
        m_sql.list([](Row& row) { return row.integer(); },
                   u"SELECT stars FROM rating_credits WHERE entry = ? AND at > ? ORDER BY at DESC LIMIT ?"_s, entry,
                   since.value_or(0), rules::RunLength));
    stats.recentRatings = int(latest.size());
    stats.recentLow =
        int(std::count_if(latest.begin(), latest.end(), [](int given) { return given <= rules::LowStars; }));
    SOUFFLEUR_CHECK(faq.saveStats(stats));
    return stats;
}

Status RatingRepository::startAnew(FaqEntryId entry, Timestamp now) {
    SOUFFLEUR_TRY(
        const int rows,
        m_sql.exec(u"UPDATE faq_stats SET recent_ratings = 0, recent_low = 0, ratings_since = ? WHERE entry = ?"_s,
                   now, entry));
    if (rows > 0)
        SOUFFLEUR_CHECK(m_sql.note(EntityKind::FaqStats, ChangeKind::Updated, entry.uuid()));
    return ok();
}

Result<bool> RatingRepository::open(const ReviewTask& task) {
    SOUFFLEUR_TRY(const auto there,
                  m_sql.first([](Row& row) { return row.integer(); },
                              u"SELECT 1 FROM review_tasks WHERE entry = ? AND reason = ? AND closed_at IS NULL"_s,
                              task.entry, task.reason));
    if (there)
        return false;
    SOUFFLEUR_CHECK(m_sql.execute(
        u"INSERT INTO review_tasks(id, entry, reason, ratings, low, opened_at, closed_at, "
        u"closed_by) VALUES(?, ?, ?, ?, ?, ?, ?, ?)"_s,
        task.id, task.entry, task.reason, task.ratings, task.low, task.openedAt, OptionalTimestamp(), QString()));
    SOUFFLEUR_CHECK(m_sql.note(EntityKind::ReviewTask, ChangeKind::Added, task.id.uuid()));
    return true;
}

Status RatingRepository::close(ReviewTaskId id, const QString& by, Timestamp now) {
    SOUFFLEUR_TRY(const auto entry,
                  m_sql.first([](Row& row) { return row.id<FaqEntryId>(); },
                              u"UPDATE review_tasks SET closed_at = ?, closed_by = ? WHERE id = ? AND closed_at IS "
                              u"NULL RETURNING entry"_s,
                              now, by, id));
    if (!entry)
        return makeError(ErrorCode::NotFound, u"review task "_s + id.toString());
    SOUFFLEUR_CHECK(m_sql.note(EntityKind::ReviewTask, ChangeKind::Updated, id.uuid()));
    return startAnew(*entry, now);
}

Status RatingRepository::closeAll(FaqEntryId entry, const QString& by, Timestamp now) {
    SOUFFLEUR_TRY(const auto ids,
                  m_sql.list([](Row& row) { return row.id<ReviewTaskId>(); },
                             u"SELECT id FROM review_tasks WHERE entry = ? AND closed_at IS NULL"_s, entry));
    for (const ReviewTaskId& id : ids)
        SOUFFLEUR_CHECK(close(id, by, now));
    return ok();
}

Result<QList<ReviewTask>> RatingRepository::tasks(bool withClosed, int limit) {
    static const QString sql =
        u"SELECT %1 FROM review_tasks WHERE opened_at > ? AND (closed_at IS NULL OR 1 = ?) "
        u"ORDER BY CASE WHEN closed_at IS NULL THEN 0 ELSE 1 END, opened_at DESC, id DESC LIMIT ?"_s.arg(
            TaskColumns);
    return m_sql.list(readTask, sql, qint64(0), withClosed ? 1 : 0, std::max(limit, 0));
}

} // namespace souffleur::store
