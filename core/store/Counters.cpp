// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/Counters.h"

namespace souffleur::store::counters {

QHash<std::pair<int, QByteArray>, qint64> contributions(const Conversation& c) {
    QHash<std::pair<int, QByteArray>, qint64> counts;
    const auto add = [&](Counter counter, const QByteArray& id) { ++counts[{static_cast<int>(counter), id}]; };
    const QByteArray assignee = bound(c.assignee).toByteArray();
    if (c.state == EpisodeState::Open) {
        add(Counter::Open, {});
        add(Counter::Mine, assignee);
        add(Counter::Channel, bound(c.channel).toByteArray());
        if (c.waitingSince)
            add(Counter::Waiting, assignee);
    } else if (c.state == EpisodeState::Snoozed) {
        add(Counter::Snoozed, {});
    }
    if (c.mentioned)
        add(Counter::Mentioned, {});
    QStringList tags = c.tags;
    tags.removeDuplicates();
    for (const QString& tag : tags)
        add(Counter::Tag, tag.toUtf8());
    return counts;
}

Status move(Statements& sql, const Conversation* before, const Conversation* after) {
    QHash<std::pair<int, QByteArray>, qint64> difference;
    if (after)
        difference = contributions(*after);
    if (before) {
        const auto earlier = contributions(*before);
        for (auto it = earlier.cbegin(); it != earlier.cend(); ++it)
            difference[it.key()] -= it.value();
    }
    for (auto it = difference.cbegin(); it != difference.cend(); ++it) {
        if (it.value() == 0)
            continue;
        SOUFFLEUR_CHECK(
            sql.execute(u"INSERT INTO counters(kind, id, value) VALUES(?, ?, ?) "
                        u"ON CONFLICT(kind, id) DO UPDATE SET value = counters.value + excluded.value"_s,
                        it.key().first, it.key().second, it.value()));
    }
    return ok();
}

Status raise(Statements& sql, Counter counter, qint64 atLeast) {
    return sql.execute(u"INSERT INTO counters(kind, id, value) VALUES(?, ?, ?) ON CONFLICT(kind, id) DO UPDATE SET "
                       u"value = excluded.value WHERE counters.value < excluded.value"_s,
                       counter, QByteArray(), atLeast);
}

Result<qint64> value(Statements& sql, Counter counter, const QByteArray& id) {
    SOUFFLEUR_TRY(const auto found,
                  sql.first([](Row& row) { return row.number(); },
                            u"SELECT value FROM counters WHERE kind = ? AND id = ?"_s, counter, id));
    return found.value_or(0);
}

} // namespace souffleur::store::counters
