// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/SearchText.h"
#include "store/Statements.h"
#include "store/Store.h"

#include <algorithm>
#include <limits>

namespace souffleur::store {
namespace {

//! How many of the newest matches are ranked. Bounds the work for a word that stands in every message; whoever
//! looks for something older adds a word or a filter.
constexpr int MaxRanked = 2000;
//! With filters a hit may be rare among the word's places.
constexpr int MaxRankedFiltered = 200;
//! So many messages are rather read than found through the words.
constexpr int MaxRead = 3000;
//! A server's clock may be ahead of ours by this much.
constexpr auto ClockSlack = std::chrono::hours(24);
constexpr qint64 Everything = std::numeric_limits<qint64>::max();
//! A message that is this much newer may be one point of bm25 worse.
constexpr double RankPerDay = 0.01;

//! Conditions and their values, in the same order.
struct Filter {
    QStringList conditions;
    QVariantList args;
    void add(const QString& condition) { conditions += condition; }
    template <class... Values>
    void add(const QString& condition, const Values&... values) {
        conditions += condition;
        (args.append(bound(values)), ...);
    }
    bool isEmpty() const { return conditions.isEmpty(); }
    QString text() const { return conditions.join(u" AND "_s); }
    QString behindAnd() const { return isEmpty() ? QString() : u" AND "_s + text(); }
};

QString marks(qsizetype count) {
    return QStringList(count, u"?"_s).join(u", "_s);
}

//! What a conversation (c) must be like. Where an index serves a condition, it is written the way the index wants
//! it.
Filter conversationFilter(const SearchQuery& query) {
    Filter filter;
    if (query.conversation)
        filter.add(u"c.id = ?"_s, *query.conversation);
    if (query.contact)
        filter.add(u"c.contact = ?"_s, *query.contact);
    if (!query.from.trimmed().isEmpty())
        filter.add(u"c.contact IN (SELECT id FROM contacts WHERE name_folded LIKE ? ESCAPE '\\')"_s,
                   searchtext::likePattern(query.from));
    for (const QString& tag : query.tags)
        filter.add(u"c.id IN (SELECT conversation FROM conversation_tags WHERE tag = ?)"_s, tag);
    if (query.state)
        filter.add(u"c.state = ?"_s, *query.state);
    if (query.assignee)
        filter.add(u"c.assignee = ?"_s, *query.assignee);
    if (query.waiting || query.waitingSinceBefore || query.waitingSinceAfter) {
        // The key of the list is the time for those who wait.
        filter.add(u"c.state = 0 AND c.wait_key < ?"_s, LateKey);
        if (query.waitingSinceBefore)
            filter.add(u"c.wait_key <= ?"_s, *query.waitingSinceBefore);
        if (query.waitingSinceAfter)
            filter.add(u"c.wait_key >= ?"_s, *query.waitingSinceAfter);
    }
    if (query.dueBefore)
        filter.add(u"c.due_key < ?"_s, *query.dueBefore);
    if (query.unread)
        filter.add(u"c.unread > 0"_s);
    return filter;
}

//! What the message (m) itself must be like.
Filter messageFilter(const SearchQuery& query) {
    Filter filter;
    if (!query.channels.isEmpty()) {
        filter.add(u"m.channel IN ("_s + marks(query.channels.size()) + u')');
        for (const ChannelId& channel : query.channels)
            filter.args.append(bound(channel));
    }
    if (query.direction)
        filter.add(u"m.direction = ?"_s, *query.direction);
    if (query.author)
        filter.add(u"m.author = ?"_s, *query.author);
    if (query.since)
        filter.add(u"m.sent_at >= ?"_s, *query.since);
    if (query.before)
        filter.add(u"m.sent_at < ?"_s, *query.before);
    if (query.withAttachment)
        filter.add(u"m.attachments > 0"_s);
    return filter;
}

struct Found {
    SearchHit hit;
    QString text;
};

Found readFound(Row& row) {
    Found found;
    found.hit.conversation = row.id<ConversationId>();
    found.hit.message = row.id<MessageId>();
    found.hit.sequence = row.number();
    found.hit.contactName = row.text();
    found.hit.channelKind = row.text();
    found.hit.direction = row.enumeration<Direction>();
    found.hit.at = row.time();
    found.hit.rank = row.real();
    found.text = row.text();
    return found;
}

const QString HitColumns = u"m.conversation, m.id, m.sequence, k.name, m.channel_kind, m.direction, m.sent_at"_s;
//! Beside messages m, which lead: {{leads}} keeps SQLite from beginning elsewhere.
const QString Joined =
    u" {{leads}} JOIN conversations c ON c.id = m.conversation {{leads}} JOIN contacts k ON k.id = c.contact "_s;

//! One search; belongs to the call.
class Search {
public:
    Search(Statements& sql, const SearchQuery& query)
        : m_sql(sql), m_query(query), m_terms(searchtext::parse(query.words)),
          m_conversation(conversationFilter(query)), m_message(messageFilter(query)),
          m_limit(std::clamp(query.limit, 1, 500)) {}

    Result<QList<SearchHit>> run() {
        const bool filtered = !m_conversation.isEmpty() || !m_message.isEmpty();
        // Only signs that are no words: nothing can be found. No words at all: the filters decide.
        if (m_terms.isEmpty() && (!m_query.words.trimmed().isEmpty() || !filtered))
            return QList<SearchHit>();
        SOUFFLEUR_TRY(const auto few, fewMessages());
        if (few)
            return amongFew(*few);
        if (!filtered && !m_query.newestFirst && m_sql.dialect() == Dialect::Cipher)
            return best();
        m_ranked = filtered ? std::max(m_limit, MaxRankedFiltered) : MaxRanked;
        SOUFFLEUR_TRY(auto found, inRange());
        return hits(std::move(found));
    }

private:
    //! A way to the rows (rid) of all messages that the filters can leave, when these are few: then they are read
    //! themselves, because a word that stands everywhere would otherwise be followed through the whole store to
    //! find them. None: they are many.
    Result<std::optional<Filter>> fewMessages() {
        const auto way = [](const QString& from, const QVariantList& args) {
            return Filter{{u"SELECT m.rid AS rid FROM "_s + from}, args};
        };
        QList<Filter> ways;
        if (!m_conversation.isEmpty())
            ways +=
                way(u"conversations c JOIN messages m ON m.conversation = c.id WHERE "_s + m_conversation.text(),
                    m_conversation.args);
        if (!m_query.channels.isEmpty()) {
            // Who writes on a channel has an identity there.
            QVariantList channels;
            for (const ChannelId& channel : m_query.channels)
                channels.append(bound(channel));
            ways += way(u"identities i JOIN conversations c ON c.contact = i.contact JOIN messages m ON "
                        u"m.conversation = c.id WHERE i.channel IN ("_s +
                            marks(channels.size()) + u')',
                        channels);
        }
        if (m_query.direction == Direction::Outbound)
            ways += way(u"messages m WHERE m.direction = 1"_s, {}); // a literal: the partial index is found
        if (m_query.withAttachment)
            ways += way(u"attachments a JOIN messages m ON m.id = a.message"_s, {});
        for (const Filter& candidate : std::as_const(ways)) {
            SOUFFLEUR_TRY(const auto count,
                          m_sql.listWith([](Row& row) { return row.integer(); },
                                         u"SELECT count(*) FROM ("_s + candidate.text() + u" LIMIT ?) AS few"_s,
                                         candidate.args + QVariantList{bound(MaxRead + 1)}));
            if (count.value(0) <= MaxRead)
                return std::optional(candidate);
        }
        return std::optional<Filter>();
    }

    Result<QList<SearchHit>> amongFew(const Filter& few) {
        const QString select = u"SELECT "_s + HitColumns +
                               u", 0.0 AS rank, m.text, m.rid AS rid FROM messages m"_s + Joined +
                               u"WHERE m.rid IN ("_s + few.text() + u") AND m.deleted = 0"_s +
                               m_conversation.behindAnd() + m_message.behindAnd() + u" ORDER BY rid DESC LIMIT ?"_s;
        const int rows = m_terms.isEmpty() ? m_limit : MaxRead + 1;
        SOUFFLEUR_TRY(auto found,
                      m_sql.listWith(readFound, select,
                                     few.args + m_conversation.args + m_message.args + QVariantList{bound(rows)}));
        if (!m_terms.isEmpty())
            found.removeIf([this](const Found& f) { return !searchtext::matches(f.text, m_terms); });
        return hits(std::move(found));
    }

    //! Words alone: the newest matches are ranked by what the index knows of them, and only the best are read. Rows
    //! of messages, conversations and contacts lie all over the file, each on a page to decrypt.
    Result<QList<SearchHit>> best() {
        struct Match {
            qint64 rid = 0;
            double rank = 0;
        };
        SOUFFLEUR_TRY(
            auto matches,
            m_sql.list(
                [](Row& row) {
                    const qint64 rid = row.number();
                    return Match{rid, row.real()};
                },
                u"SELECT rowid, -bm25(message_fts) FROM message_fts WHERE message_fts MATCH ? ORDER BY rowid "
                u"DESC LIMIT ?"_s,
                searchtext::toFts5(m_terms), MaxRanked));
        // Rows are numbered as messages came in: the times of every 64th tell those of the others well enough.
        constexpr qsizetype Step = 64;
        for (qsizetype from = 0; from + 1 < matches.size(); from += Step) {
            const qsizetype to = std::min(from + Step, matches.size() - 1);
            SOUFFLEUR_TRY(const double newer, dayOf(matches.at(from).rid));
            SOUFFLEUR_TRY(const double older, dayOf(matches.at(to).rid));
            const double slope = (newer - older) / double(matches.at(from).rid - matches.at(to).rid);
            const qint64 base = matches.at(to).rid;
            for (qsizetype i = from; i < to; ++i)
                matches[i].rank += RankPerDay * (older + slope * double(matches.at(i).rid - base));
            if (to == matches.size() - 1)
                matches[to].rank += RankPerDay * older;
        }
        std::stable_sort(matches.begin(), matches.end(),
                         [](const Match& a, const Match& b) { return a.rank > b.rank; });
        QList<Found> found;
        for (const Match& match : matches.first(std::min<qsizetype>(m_limit, matches.size()))) {
            SOUFFLEUR_TRY(const auto row, m_sql.first(readFound,
                                                      u"SELECT "_s + HitColumns + u", ?, m.text FROM messages m"_s +
                                                          Joined + u"WHERE m.rid = ?"_s,
                                                      match.rank, match.rid));
            if (row)
                found.append(*row);
        }
        return cut(std::move(found));
    }

    Result<double> dayOf(qint64 rid) {
        SOUFFLEUR_TRY(const auto at, m_sql.first([](Row& row) { return row.time(); },
                                                 u"SELECT sent_at FROM messages WHERE rid = ?"_s, rid));
        return at ? static_cast<double>(toMs(*at)) / 86'400'000.0 : 0.0;
    }

    //! Follows the words, or without any all messages, from the newest down. Rows are numbered as messages came in,
    //! so what came in before a time cannot have been sent after it.
    Result<QList<Found>> inRange() {
        qint64 lowest = 0;
        if (m_query.since) {
            SOUFFLEUR_TRY(lowest, firstRowSince(*m_query.since - ClockSlack));
        }
        if (!m_query.before)
            return follow(lowest, Everything);
        // Most of what was sent before a time also came in before it. Only when that is not enough, what came in
        // late is looked at.
        SOUFFLEUR_TRY(const qint64 border, firstRowSince(*m_query.before + ClockSlack));
        SOUFFLEUR_TRY(auto found, follow(lowest, border));
        if (found.size() < m_limit) {
            SOUFFLEUR_TRY(const auto late, follow(std::max(lowest, border), Everything));
            found = late + found;
        }
        return found;
    }

    //! The first row that came in at this time or later, by halving.
    Result<qint64> firstRowSince(Timestamp at) {
        SOUFFLEUR_TRY(const auto last, m_sql.first([](Row& row) { return row.number(); },
                                                   u"SELECT rid FROM messages ORDER BY rid DESC LIMIT 1"_s));
        qint64 low = 0;
        qint64 high = last.value_or(0) + 1;
        while (low < high) {
            const qint64 middle = low + (high - low) / 2;
            struct Place {
                qint64 rid = 0;
                Timestamp at{};
            };
            SOUFFLEUR_TRY(const auto place,
                          m_sql.first(
                              [](Row& row) {
                                  return Place{row.number(), row.time()};
                              },
                              u"SELECT rid, received_at FROM messages WHERE rid >= ? ORDER BY rid LIMIT 1"_s,
                              middle));
            if (!place || place->at >= at)
                high = middle;
            else
                low = place->rid + 1;
        }
        return low;
    }

    Result<QList<Found>> follow(qint64 from, qint64 to) {
        QString select;
        QVariantList args;
        if (m_terms.isEmpty()) {
            select = u"SELECT "_s + HitColumns + u", 0.0 AS rank, m.text, m.rid AS rid FROM messages m"_s + Joined +
                     u"WHERE m.deleted = 0 AND m.rid >= ? AND m.rid < ?"_s;
        } else if (m_sql.dialect() == Dialect::Cipher) {
            select = u"SELECT "_s + HitColumns +
                     u", -bm25(message_fts) AS rank, m.text, message_fts.rowid AS rid FROM message_fts CROSS JOIN "
                     u"messages m ON m.rid = message_fts.rowid"_s +
                     Joined + u"WHERE message_fts MATCH ? AND message_fts.rowid >= ? AND message_fts.rowid < ?"_s;
            args.append(bound(searchtext::toFts5(m_terms)));
        } else {
            // Materialised: the planner would rather walk the primary key backwards and test every message.
            select = u"WITH found AS MATERIALIZED (SELECT message, ts_rank(words, to_tsquery('simple', ?)) AS rank "
                     u"FROM message_fts WHERE words @@ to_tsquery('simple', ?)) SELECT "_s +
                     HitColumns +
                     u", found.rank * 10 AS rank, m.text, m.rid AS rid FROM found JOIN messages m ON m.id = "
                     u"found.message"_s +
                     Joined + u"WHERE m.deleted = 0 AND m.rid >= ? AND m.rid < ?"_s;
            args.append(bound(searchtext::toTsquery(m_terms)));
            args.append(args.constFirst());
        }
        args.append(bound(from));
        args.append(bound(to));
        select += m_conversation.behindAnd() + m_message.behindAnd() + u" ORDER BY rid DESC LIMIT ?"_s;
        args += m_conversation.args + m_message.args;
        args.append(bound(m_query.newestFirst || m_terms.isEmpty() ? m_limit : m_ranked));
        return m_sql.listWith(readFound, select, args);
    }

    QList<SearchHit> hits(QList<Found> found) const {
        for (Found& f : found)
            f.hit.rank += RankPerDay * static_cast<double>(toMs(f.hit.at)) / 86'400'000.0;
        if (!m_query.newestFirst && !m_terms.isEmpty()) {
            std::stable_sort(found.begin(), found.end(),
                             [](const Found& a, const Found& b) { return a.hit.rank > b.hit.rank; });
        }
        return cut(std::move(found));
    }

    QList<SearchHit> cut(QList<Found> found) const {
        QList<SearchHit> hits;
        for (Found& f : found) {
            if (hits.size() >= m_limit)
                break;
            searchtext::Snippet snippet = searchtext::snippet(f.text, m_terms);
            f.hit.snippet = std::move(snippet.text);
            f.hit.highlights = std::move(snippet.highlights);
            hits.append(std::move(f.hit));
        }
        return hits;
    }

    Statements& m_sql;
    const SearchQuery& m_query;
    QList<searchtext::Term> m_terms;
    Filter m_conversation;
    Filter m_message;
    int m_limit;
    int m_ranked = MaxRanked;
};

} // namespace

Result<QList<SearchHit>> MessageRepository::search(const SearchQuery& query) {
    return Search(m_sql, query).run();
}

} // namespace souffleur::store
