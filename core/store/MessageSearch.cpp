// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/SearchText.h"
#include "store/Statements.h"
#include "store/Store.h"

#include <algorithm>

namespace souffleur::store {
namespace {

//! How many of the newest matches are ranked. Bounds the work for a word that stands in every message; whoever
//! looks for something older adds a word or a filter.
constexpr int MaxRanked = 2000;
//! A message that is this much newer may be one point of bm25 worse.
constexpr double RankPerDay = 0.01;

struct Filter {
    QString where;
    QVariantList args;
    void add(const QString& condition, const QVariant& value) {
        where += u" AND "_s + condition;
        args.append(value);
    }
};

Filter filterOf(const SearchQuery& query) {
    Filter filter;
    if (query.channel)
        filter.add(u"m.channel = ?"_s, bound(*query.channel));
    if (query.conversation)
        filter.add(u"m.conversation = ?"_s, bound(*query.conversation));
    if (query.contact)
        filter.add(u"c.contact = ?"_s, bound(*query.contact));
    if (query.direction)
        filter.add(u"m.direction = ?"_s, bound(*query.direction));
    if (!query.from.trimmed().isEmpty())
        filter.add(u"k.name_folded LIKE ? ESCAPE '\\'"_s, bound(searchtext::likePattern(query.from)));
    if (query.tag)
        filter.add(u"EXISTS(SELECT 1 FROM conversation_tags t WHERE t.conversation = c.id AND t.tag = ?)"_s,
                   bound(*query.tag));
    if (query.state)
        filter.add(u"c.state = ?"_s, bound(*query.state));
    if (query.assignee)
        filter.add(u"c.assignee = ?"_s, bound(*query.assignee));
    if (query.since)
        filter.add(u"m.sent_at >= ?"_s, bound(*query.since));
    if (query.before)
        filter.add(u"m.sent_at < ?"_s, bound(*query.before));
    if (query.withAttachment)
        filter.where += u" AND m.attachments > 0"_s;
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

} // namespace

Result<QList<SearchHit>> MessageRepository::search(const SearchQuery& query) {
    const QList<searchtext::Term> terms = searchtext::parse(query.words);
    Filter filter = filterOf(query);
    // Only signs that are no words: nothing can be found. No words at all: the filters decide.
    if (terms.isEmpty() && (!query.words.trimmed().isEmpty() || filter.where.isEmpty()))
        return QList<SearchHit>();
    const int limit = std::clamp(query.limit, 1, 500);

    const QString rest = u" JOIN conversations c ON c.id = m.conversation JOIN contacts k ON k.id = c.contact "_s;
    QString inner;
    QVariantList args;
    if (terms.isEmpty()) {
        inner = u"SELECT "_s + HitColumns + u", 0.0 AS rank, m.text, m.rid AS rid FROM messages m"_s + rest +
                u"WHERE m.deleted = 0"_s;
    } else if (m_sql.dialect() == Dialect::Cipher) {
        inner = u"SELECT "_s + HitColumns +
                u", -bm25(message_fts) AS rank, m.text, message_fts.rowid AS rid FROM message_fts CROSS JOIN "
                u"messages m "
                u"ON m.rid = message_fts.rowid"_s +
                rest + u"WHERE message_fts MATCH ?"_s;
        args.append(bound(searchtext::toFts5(terms)));
    } else {
        // Materialised: the planner would rather walk the primary key backwards and test every message.
        inner =
            u"WITH found AS MATERIALIZED (SELECT message, ts_rank(words, to_tsquery('simple', ?)) AS rank "
            u"FROM message_fts WHERE words @@ to_tsquery('simple', ?)) SELECT "_s +
            HitColumns +
            u", found.rank * 10 AS rank, m.text, m.rid AS rid FROM found JOIN messages m ON m.id = found.message"_s +
            rest + u"WHERE m.deleted = 0"_s;
        args.append(bound(searchtext::toTsquery(terms)));
        args.append(args.constFirst());
    }
    inner += filter.where + u" ORDER BY rid DESC LIMIT ?"_s;
    args.append(filter.args);
    args.append(bound(query.newestFirst || terms.isEmpty() ? limit : MaxRanked));

    SOUFFLEUR_TRY(auto found, m_sql.listWith(readFound, inner, args));
    for (Found& f : found)
        f.hit.rank += RankPerDay * static_cast<double>(toMs(f.hit.at)) / 86'400'000.0;
    if (!query.newestFirst && !terms.isEmpty()) {
        std::stable_sort(found.begin(), found.end(),
                         [](const Found& a, const Found& b) { return a.hit.rank > b.hit.rank; });
    }
    QList<SearchHit> hits;
    for (Found& f : found) {
        if (hits.size() >= limit)
            break;
        searchtext::Snippet snippet = searchtext::snippet(f.text, terms);
        f.hit.snippet = std::move(snippet.text);
        f.hit.highlights = std::move(snippet.highlights);
        hits.append(std::move(f.hit));
    }
    return hits;
}

} // namespace souffleur::store
