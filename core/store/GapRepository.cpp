// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/Statements.h"
#include "store/Store.h"

#include <algorithm>

#include <QSet>

namespace souffleur::store {
namespace {

//! Own-words replies are looked for among so many latest messages: a team that answers everything out of the FAQ
//! must not make the report read its whole history.
constexpr qint64 MaxLookedAt = 100'000;
constexpr int MaxTurns = 6;

struct Place {
    ConversationId conversation;
    qint64 sequence = 0;
};

//! A public reply by a person that the channel took.
const QString IsReply = u"direction = 1 AND author <> ? AND status IN (?, ?, ?)"_s;

} // namespace

Status GapRepository::noteSilent(ConversationId conversation, qint64 upToSequence, Timestamp now) {
    SOUFFLEUR_TRY(const auto episode,
                  m_sql.first([](Row& row) { return row.id<EpisodeId>(); },
                              u"SELECT episode FROM conversations WHERE id = ?"_s, conversation));
    if (!episode)
        return ok(); // deleted meanwhile
    EventRepository events(m_sql);
    SOUFFLEUR_TRY(const auto noted, events.byEpisode(*episode, u"suggestion_silent"_s));
    for (const Event& event : noted) {
        if (event.data.value(u"turn"_s).toInteger() == upToSequence)
            return ok();
    }
    return events.append({u"suggestion_silent"_s, now, conversation, *episode, std::nullopt,
                          QJsonObject{{u"turn"_s, upToSequence}}});
}

Result<std::optional<GapTurn>> GapRepository::turnAt(ConversationId conversation, qint64 upTo, GapKind kind) {
    SOUFFLEUR_TRY(const auto head, m_sql.first(
                                       [](Row& row) {
                                           GapTurn turn;
                                           turn.contactName = row.text();
                                           turn.language = row.text();
                                           const QString ofContact = row.text();
                                           if (turn.language.isEmpty())
                                               turn.language = ofContact;
                                           return turn;
                                       },
                                       u"SELECT k.name, c.language, k.language FROM conversations c "
                                       u"JOIN contacts k ON k.id = c.contact WHERE c.id = ?"_s,
                                       conversation));
    if (!head)
        return std::optional<GapTurn>();
    GapTurn turn = *head;
    turn.conversation = conversation;
    turn.kind = kind;
    const auto sequence = [](Row& row) { return row.number(); };
    static const QString beforeSql =
        u"SELECT sequence FROM messages WHERE conversation = ? AND sequence <= ? AND %1 "
        u"ORDER BY sequence DESC LIMIT 1"_s.arg(IsReply);
    SOUFFLEUR_TRY(const auto before,
                  m_sql.first(sequence, beforeSql, conversation, upTo, AgentId(), MessageStatus::Sent,
                              MessageStatus::Delivered, MessageStatus::Read));
    struct Words {
        QString text;
        Timestamp at{};
    };
    SOUFFLEUR_TRY(auto words,
                  m_sql.list(
                      [](Row& row) {
                          Words w;
                          w.text = row.text();
                          w.at = row.time();
                          return w;
                      },
                      u"SELECT text, received_at FROM messages WHERE conversation = ? AND sequence > ? AND "
                      u"sequence <= ? AND direction = 0 AND deleted = 0 ORDER BY sequence DESC LIMIT ?"_s,
                      conversation, before.value_or(-1), upTo, MaxTurns));
    std::reverse(words.begin(), words.end());
    QStringList texts;
    for (const Words& w : std::as_const(words)) {
        if (!w.text.trimmed().isEmpty())
            texts.append(w.text);
    }
    if (texts.isEmpty())
        return std::optional<GapTurn>();
    turn.text = texts.join(u'\n').left(LearningLimits::TextLength);
    turn.at = words.constFirst().at;
    static const QString replySql =
        u"SELECT text, received_at FROM messages WHERE conversation = ? AND sequence > ? AND %1 ORDER BY sequence LIMIT 1"_s
            .arg(IsReply);
    SOUFFLEUR_TRY(const auto reply, m_sql.first(
                                        [](Row& row) {
                                            Words w;
                                            w.text = row.text();
                                            w.at = row.time();
                                            return w;
                                        },
                                        replySql, conversation, upTo, AgentId(), MessageStatus::Sent,
                                        MessageStatus::Delivered, MessageStatus::Read));
    if (reply) {
        turn.reply = reply->text;
        turn.repliedAt = reply->at;
    }
    return std::optional<GapTurn>(turn);
}

Result<QList<GapTurn>> GapRepository::turns(Timestamp since, int limit) {
    QList<GapTurn> turns;
    QSet<ConversationId> seen;
    const auto take = [&](const QList<Place>& places, GapKind kind) -> Status {
        for (const Place& place : places) {
            if (turns.size() >= limit || seen.contains(place.conversation))
                continue;
            SOUFFLEUR_TRY(const auto turn, turnAt(place.conversation, place.sequence, kind));
            if (turn && turn->at >= since) {
                seen.insert(place.conversation);
                turns.append(*turn);
            }
        }
        return ok();
    };
    const auto ofEvents = [&](const QString& kind) {
        return m_sql.list(
            [](Row& row) {
                Place place;
                place.conversation = row.id<ConversationId>();
                place.sequence = row.json().object().value(u"turn"_s).toInteger();
                return place;
            },
            u"SELECT conversation, data FROM events WHERE kind = ? AND at >= ? ORDER BY rid DESC LIMIT ?"_s, kind,
            since, std::max(limit, 0));
    };
    const auto readPlace = [](Row& row) {
        Place place;
        place.conversation = row.id<ConversationId>();
        place.sequence = row.number();
        return place;
    };
    SOUFFLEUR_TRY(const auto refused, ofEvents(u"none_fits"_s));
    SOUFFLEUR_CHECK(take(refused, GapKind::NoneFits));
    SOUFFLEUR_TRY(const auto silent, ofEvents(u"suggestion_silent"_s));
    SOUFFLEUR_CHECK(take(silent, GapKind::Silent));
    SOUFFLEUR_TRY(
        const auto waiting,
        m_sql.list(readPlace,
                   u"SELECT id, last_sequence FROM conversations WHERE state = ? AND waiting_since IS NOT NULL "
                   u"ORDER BY wait_key LIMIT ?"_s,
                   EpisodeState::Open, std::max(limit, 0)));
    SOUFFLEUR_CHECK(take(waiting, GapKind::Waiting));
    // The reply itself stands at the sequence: the turn ends right before it.
    static const QString own =
        u"SELECT conversation, sequence - 1 FROM messages WHERE rid > (SELECT coalesce(max(rid), 0) - ? FROM "
        u"messages) "
        u"AND from_faq = ? AND received_at >= ? AND %1 ORDER BY rid DESC LIMIT ?"_s.arg(IsReply);
    SOUFFLEUR_TRY(const auto ownWords,
                  m_sql.list(readPlace, own, MaxLookedAt, FaqEntryId(), since, AgentId(), MessageStatus::Sent,
                             MessageStatus::Delivered, MessageStatus::Read, std::max(limit, 0)));
    SOUFFLEUR_CHECK(take(ownWords, GapKind::OwnWords));
    return turns;
}

} // namespace souffleur::store
