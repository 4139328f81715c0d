// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/SearchText.h"
#include "store/Statements.h"
#include "store/Store.h"

#include <algorithm>

#include <QCryptographicHash>

namespace souffleur::store {
namespace {

constexpr auto SynonymsSetting = "synonyms";
constexpr auto EpochSetting = "learning_epoch";
const QString PairColumns = u"id, entry, verdict, contact, conversation, language, text, at"_s;

LearnedPair readPair(Row& row) {
    LearnedPair pair;
    pair.id = row.id<LearnedPairId>();
    pair.entry = row.id<FaqEntryId>();
    pair.verdict = row.enumeration<Verdict>();
    pair.contact = row.id<ContactId>();
    pair.conversation = row.id<ConversationId>();
    pair.language = row.text();
    pair.text = row.text();
    pair.at = row.time();
    return pair;
}

QString cut(const QString& text) {
    QString kept = text.trimmed().left(LearningLimits::TextLength);
    if (!kept.isEmpty() && kept.back().isHighSurrogate())
        kept.chop(1);
    return kept;
}

//! The same for texts that differ in case, accents, punctuation and spaces only.
QByteArray fingerprint(const QString& text) {
    const QString folded = searchtext::foldText(text);
    return QCryptographicHash::hash((folded.isEmpty() ? text.simplified() : folded).toUtf8(),
                                    QCryptographicHash::Sha256)
        .left(16);
}

} // namespace

Result<bool> LearningRepository::add(const LearnedPair& given) {
    LearnedPair pair = given;
    pair.text = cut(given.text);
    if (pair.text.isEmpty())
        return false;
    if (pair.id.isNull() || pair.contact.isNull() || (pair.verdict == Verdict::NoneFits) != pair.entry.isNull())
        return makeError(ErrorCode::InvalidInput, u"learned pair"_s);
    const QByteArray words = fingerprint(pair.text);
    const auto id = [](Row& row) { return row.id<LearnedPairId>(); };

    // What the same person's same words were said to mean before gives way.
    QList<LearnedPairId> contradicted;
    const auto contradict = [&](FaqEntryId entry, Verdict verdict) -> Status {
        SOUFFLEUR_TRY(
            const auto ids,
            m_sql.list(
                id, u"SELECT id FROM learned_pairs WHERE contact = ? AND entry = ? AND verdict = ? AND words = ?"_s,
                pair.contact, entry, verdict, words));
        contradicted += ids;
        return ok();
    };
    if (pair.verdict == Verdict::Accepted) {
        SOUFFLEUR_CHECK(contradict(pair.entry, Verdict::Wrong));
        SOUFFLEUR_CHECK(contradict({}, Verdict::NoneFits));
    } else if (pair.verdict == Verdict::Wrong) {
        SOUFFLEUR_CHECK(contradict(pair.entry, Verdict::Accepted));
    }
    if (!contradicted.isEmpty())
        SOUFFLEUR_CHECK(remove(contradicted));

    const auto number = [](Row& row) { return row.integer(); };
    SOUFFLEUR_TRY(const auto known, m_sql.first(number,
                                                u"SELECT 1 FROM learned_pairs WHERE contact = ? AND entry = ? AND "
                                                u"verdict = ? AND words = ?"_s,
                                                pair.contact, pair.entry, pair.verdict, words));
    if (known)
        return false;
    SOUFFLEUR_TRY(const auto same,
                  m_sql.first(number,
                              u"SELECT count(*) FROM learned_pairs WHERE entry = ? AND verdict = ? AND words = ?"_s,
                              pair.entry, pair.verdict, words));
    SOUFFLEUR_TRY(
        const auto ofContact,
        m_sql.first(number, u"SELECT count(*) FROM learned_pairs WHERE contact = ? AND entry = ? AND verdict = ?"_s,
                    pair.contact, pair.entry, pair.verdict));
    if (same.value_or(0) >= LearningLimits::SameWordsPerEntry ||
        ofContact.value_or(0) >= LearningLimits::PairsPerContactAndEntry)
        return false;
    SOUFFLEUR_CHECK(m_sql.execute(
        u"INSERT INTO learned_pairs(id, entry, verdict, contact, conversation, language, text, words, at) "
        u"VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
        pair.id, pair.entry, pair.verdict, pair.contact, pair.conversation, pair.language, pair.text, words,
        pair.at));
    SOUFFLEUR_CHECK(m_sql.note(EntityKind::LearnedPair, ChangeKind::Added, pair.id.uuid(), pair.conversation));
    return true;
}

Result<QList<LearnedPair>> LearningRepository::find(const QList<LearnedPairId>& ids) {
    static const QString sql = u"SELECT %1 FROM learned_pairs WHERE id = ?"_s.arg(PairColumns);
    QList<LearnedPair> pairs;
    for (const LearnedPairId& id : ids) {
        SOUFFLEUR_TRY(const auto pair, m_sql.first(readPair, sql, id));
        if (pair)
            pairs.append(*pair);
    }
    return pairs;
}

Result<QList<LearnedPair>> LearningRepository::latest(int limit) {
    static const QString sql =
        u"SELECT %1 FROM learned_pairs WHERE position > ? ORDER BY position DESC LIMIT ?"_s.arg(PairColumns);
    SOUFFLEUR_TRY(auto pairs, m_sql.list(readPair, sql, -1, std::max(limit, 0)));
    std::reverse(pairs.begin(), pairs.end());
    return pairs;
}

Result<int> LearningRepository::count() {
    SOUFFLEUR_TRY(const auto count,
                  m_sql.first([](Row& row) { return row.integer(); }, u"SELECT count(*) FROM learned_pairs"_s));
    return count.value_or(0);
}

Status LearningRepository::forget(ConversationId conversation, const QString& words) {
    const QString wanted = cut(words);
    if (wanted.isEmpty())
        return ok();
    static const QString sql = u"SELECT %1 FROM learned_pairs WHERE conversation = ?"_s.arg(PairColumns);
    SOUFFLEUR_TRY(const auto pairs, m_sql.list(readPair, sql, conversation));
    QList<LearnedPairId> ids;
    for (const LearnedPair& pair : pairs) {
        // A long turn may have been cut in the middle of the message.
        const bool end = pair.text.size() >= LearningLimits::TextLength - 1;
        if (pair.text.contains(wanted) || (end && pair.text.contains(wanted.left(100))))
            ids.append(pair.id);
    }
    return remove(ids);
}

Result<QList<LearnedPair>> LearningRepository::of(FaqEntryId entry) {
    static const QString sql =
        u"SELECT %1 FROM learned_pairs WHERE entry = ? AND verdict = ? ORDER BY position DESC"_s.arg(PairColumns);
    return m_sql.list(readPair, sql, entry, Verdict::Accepted);
}

Status LearningRepository::move(FaqEntryId from, FaqEntryId to) {
    static const QString sql =
        u"SELECT %1 FROM learned_pairs WHERE entry = ? AND verdict = ? ORDER BY position"_s.arg(PairColumns);
    QList<LearnedPair> moved;
    for (const Verdict verdict : {Verdict::Wrong, Verdict::Accepted}) {
        SOUFFLEUR_TRY(const auto pairs, m_sql.list(readPair, sql, from, verdict));
        moved += pairs;
    }
    SOUFFLEUR_CHECK(removeOf(u"entry"_s, bound(from)));
    for (LearnedPair pair : std::as_const(moved)) {
        pair.id = LearnedPairId::create();
        pair.entry = to;
        SOUFFLEUR_CHECK(add(pair));
    }
    return ok();
}

Result<QString> LearningRepository::epoch() {
    SOUFFLEUR_TRY(const auto value,
                  m_sql.first([](Row& row) { return row.json().object().value(u"value"_s).toString(); },
                              u"SELECT value FROM settings WHERE name = ?"_s, QString::fromLatin1(EpochSetting)));
    return value.value_or(QString());
}

Status LearningRepository::startNewEpoch() {
    return m_sql.execute(u"INSERT INTO settings(name, value) VALUES(?, ?) "
                         u"ON CONFLICT(name) DO UPDATE SET value = excluded.value"_s,
                         QString::fromLatin1(EpochSetting),
                         QJsonObject{{u"value"_s, newUuid7().toString(QUuid::WithoutBraces)}});
}

Status LearningRepository::remove(const QList<LearnedPairId>& ids) {
    if (ids.isEmpty())
        return ok();
    for (const LearnedPairId& id : ids) {
        SOUFFLEUR_CHECK(m_sql.execute(u"DELETE FROM learned_pairs WHERE id = ?"_s, id));
        SOUFFLEUR_CHECK(m_sql.note(EntityKind::LearnedPair, ChangeKind::Removed, id.uuid()));
    }
    return startNewEpoch();
}

Status LearningRepository::removeOf(const QString& column, const QVariant& value) {
    SOUFFLEUR_TRY(const auto ids, m_sql.list([](Row& row) { return row.id<LearnedPairId>(); },
                                             u"SELECT id FROM learned_pairs WHERE %1 = ?"_s.arg(column), value));
    return remove(ids);
}

Result<QList<CustomerText>> LearningRepository::customerTexts(qint64 before, int limit) {
    return m_sql.list(
        [](Row& row) {
            CustomerText text;
            text.position = row.number();
            text.language = row.text();
            const QString ofContact = row.text();
            if (text.language.isEmpty())
                text.language = ofContact;
            text.text = row.text();
            return text;
        },
        u"SELECT m.rid, c.language, k.language, m.text FROM messages m JOIN conversations c ON c.id = "
        u"m.conversation "
        u"JOIN contacts k ON k.id = c.contact WHERE m.rid < ? AND m.direction = 0 AND m.text <> '' "
        u"ORDER BY m.rid DESC LIMIT ?"_s,
        before > 0 ? before : std::numeric_limits<qint64>::max(), std::max(limit, 0));
}

Result<int> LearningRepository::customerTextCount(int limit) {
    SOUFFLEUR_TRY(
        const auto count,
        m_sql.first([](Row& row) { return row.integer(); },
                    u"SELECT count(*) FROM (SELECT 1 AS one FROM messages WHERE rid > ? AND direction = 0 "
                    u"LIMIT ?) AS counted"_s,
                    0, std::max(limit, 0)));
    return count.value_or(0);
}

Result<QList<SynonymGroup>> LearningRepository::synonyms() {
    SOUFFLEUR_TRY(const auto value, m_sql.first([](Row& row) { return row.json().object().value(u"value"_s); },
                                                u"SELECT value FROM settings WHERE name = ?"_s,
                                                QString::fromLatin1(SynonymsSetting)));
    QList<SynonymGroup> groups;
    const QJsonArray array = value.value_or(QJsonValue()).toArray();
    for (const auto& item : array) {
        const QJsonObject object = item.toObject();
        SynonymGroup group{object[u"language"_s].toString(), {}};
        const QJsonArray words = object[u"words"_s].toArray();
        for (const auto& word : words)
            group.words.append(word.toString());
        groups.append(group);
    }
    return groups;
}

Status LearningRepository::saveSynonyms(const QList<SynonymGroup>& groups) {
    QJsonArray array;
    for (const SynonymGroup& group : groups) {
        QStringList words;
        for (const QString& word : group.words) {
            if (const QString clean = word.simplified(); !clean.isEmpty() && !words.contains(clean))
                words.append(clean);
        }
        if (words.size() > 1)
            array.append(
                QJsonObject{{u"language"_s, group.language}, {u"words"_s, QJsonArray::fromStringList(words)}});
    }
    return SettingRepository(m_sql).set(QString::fromLatin1(SynonymsSetting), array);
}

Result<QList<SettledGap>> LearningRepository::settledGaps() {
    SOUFFLEUR_TRY(const QJsonValue value, SettingRepository(m_sql).value(u"faq_settled_gaps"_s));
    QList<SettledGap> gaps;
    const QJsonArray array = value.toArray();
    for (const auto& item : array) {
        const QJsonObject object = item.toObject();
        SettledGap gap{object[u"language"_s].toString(), {}};
        const QJsonArray words = object[u"words"_s].toArray();
        for (const auto& word : words)
            gap.words.append(word.toString());
        gaps.append(gap);
    }
    return gaps;
}

} // namespace souffleur::store
