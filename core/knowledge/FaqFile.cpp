// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "knowledge/FaqFile.h"

#include "knowledge/Csv.h"
#include "knowledge/FaqFields.h"
#include "knowledge/TextAnalysis.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSet>

namespace souffleur::knowledge {

namespace {
constexpr auto FormatName = "souffleur-faq";
constexpr int FormatVersion = 1;

QString dateText(const QDate& date) {
    return date.isValid() ? date.toString(Qt::ISODate) : QString();
}
QJsonValue dateJson(const QDate& date) {
    return date.isValid() ? QJsonValue(dateText(date)) : QJsonValue();
}

QString timeText(Timestamp t) {
    return toDateTime(t).toString(Qt::ISODateWithMs);
}

//! Reads the members of one object; remembers the first that does not fit.
class Reader {
public:
    explicit Reader(const QJsonObject& object) : m_object(object) {}

    QString text(const QString& key) {
        const QJsonValue value = m_object.value(key);
        if (!value.isString() && !value.isNull() && !value.isUndefined())
            fail(u"bad_"_s + key);
        return value.toString();
    }
    int number(const QString& key, int otherwise) {
        const QJsonValue value = m_object.value(key);
        if (value.isUndefined() || value.isNull())
            return otherwise;
        const double number = value.toDouble(-1);
        if (number < 0 || number > 1'000'000'000 || number != double(qint64(number))) {
            fail(u"bad_"_s + key);
            return otherwise;
        }
        return int(number);
    }
    QDate date(const QString& key) {
        const QString value = text(key);
        if (value.isEmpty())
            return {};
        const QDate date = parseDate(value);
        if (!date.isValid())
            fail(u"bad_date"_s);
        return date;
    }
    Timestamp time(const QString& key) {
        const QString value = text(key);
        if (value.isEmpty())
            return {};
        const QDateTime time = QDateTime::fromString(value, Qt::ISODateWithMs);
        if (!time.isValid()) {
            fail(u"bad_date"_s);
            return {};
        }
        return fromDateTime(time);
    }
    QStringList list(const QString& key) {
        QStringList result;
        for (const QJsonValue& value : array(key)) {
            if (!value.isString())
                fail(u"bad_"_s + key);
            result.append(value.toString());
        }
        return result;
    }
    QJsonArray array(const QString& key) {
        const QJsonValue value = m_object.value(key);
        if (!value.isArray() && !value.isNull() && !value.isUndefined())
            fail(u"bad_"_s + key);
        return value.toArray();
    }
    template <class E>
    E choice(const QString& key, E otherwise) {
        const QString value = text(key);
        if (value.isEmpty())
            return otherwise;
        const std::optional<E> found = fromName<E>(value);
        if (!found)
            fail(u"bad_"_s + key);
        return found.value_or(otherwise);
    }
    void fail(const QString& problem) {
        if (m_problem.isEmpty())
            m_problem = problem;
    }
    const QString& problem() const { return m_problem; }

private:
    const QJsonObject& m_object;
    QString m_problem;
};
} // namespace

FaqFormat FaqFile::sniff(const QByteArray& content) {
    qsizetype i = content.startsWith("\xEF\xBB\xBF") ? 3 : 0;
    while (i < content.size() &&
           (content.at(i) == ' ' || content.at(i) == '\n' || content.at(i) == '\r' || content.at(i) == '\t'))
        ++i;
    return i < content.size() && (content.at(i) == '{' || content.at(i) == '[') ? FaqFormat::Json : FaqFormat::Csv;
}

QJsonObject FaqFile::entryToJson(const FaqEntry& entry) {
    QJsonObject questions;
    for (auto it = entry.questions.cbegin(); it != entry.questions.cend(); ++it)
        questions.insert(it.key(), it.value());
    QJsonArray variants;
    for (const FaqVariant& variant : entry.variants)
        variants.append(QJsonObject{
            {u"text"_s, variant.text}, {u"language"_s, variant.language}, {u"source"_s, toName(variant.source)}});
    QJsonArray answers;
    for (const FaqAnswer& answer : entry.answers)
        answers.append(QJsonObject{{u"language"_s, answer.language},
                                   {u"length"_s, toName(answer.length)},
                                   {u"address"_s, toName(answer.address)},
                                   {u"body"_s, answer.body}});
    return QJsonObject{{u"id"_s, entry.id.toString()},
                       {u"number"_s, entry.number},
                       {u"questions"_s, questions},
                       {u"variants"_s, variants},
                       {u"answers"_s, answers},
                       {u"status"_s, toName(entry.status)},
                       {u"audience"_s, toName(entry.audience)},
                       {u"tags"_s, QJsonArray::fromStringList(entry.tags)},
                       {u"phase"_s, toName(entry.phase)},
                       {u"valid_from"_s, dateJson(entry.validFrom)},
                       {u"valid_until"_s, dateJson(entry.validUntil)},
                       {u"owner"_s, entry.owner},
                       {u"review_days"_s, entry.reviewDays},
                       {u"reviewed_at"_s, dateJson(entry.reviewedAt)},
                       {u"channels"_s, QJsonArray::fromStringList(entry.channels)},
                       {u"version"_s, entry.version},
                       {u"created_at"_s, timeText(entry.createdAt)},
                       {u"updated_at"_s, timeText(entry.updatedAt)}};
}

Result<FaqEntry> FaqFile::entryFromJson(const QJsonObject& object) {
    Reader in(object);
    FaqEntry entry;
    const QString id = in.text(u"id"_s);
    entry.id = FaqEntryId::fromString(id);
    if (!id.isEmpty() && entry.id.isNull())
        in.fail(u"bad_id"_s);
    entry.number = in.number(u"number"_s, 0);
    const QJsonObject questions = object.value(u"questions"_s).toObject();
    for (auto it = questions.begin(); it != questions.end(); ++it) {
        if (!it.value().isString())
            in.fail(u"bad_questions"_s);
        entry.questions.insert(it.key(), it.value().toString());
    }
    for (const QJsonValue& value : in.array(u"variants"_s)) {
        const QJsonObject variant = value.toObject();
        Reader inner(variant);
        entry.variants.append(
            {inner.text(u"text"_s), inner.text(u"language"_s), inner.choice(u"source"_s, VariantSource::Written)});
        if (!inner.problem().isEmpty())
            in.fail(inner.problem());
    }
    for (const QJsonValue& value : in.array(u"answers"_s)) {
        const QJsonObject answer = value.toObject();
        Reader inner(answer);
        entry.answers.append({inner.text(u"language"_s), inner.choice(u"length"_s, AnswerLength::Chat),
                              inner.choice(u"address"_s, FormOfAddress::Unknown), inner.text(u"body"_s)});
        if (!inner.problem().isEmpty())
            in.fail(inner.problem());
    }
    entry.status = in.choice(u"status"_s, FaqStatus::Draft);
    entry.audience = in.choice(u"audience"_s, FaqAudience::Public);
    entry.tags = in.list(u"tags"_s);
    entry.phase = in.choice(u"phase"_s, JourneyPhase::None);
    entry.validFrom = in.date(u"valid_from"_s);
    entry.validUntil = in.date(u"valid_until"_s);
    entry.owner = in.text(u"owner"_s);
    entry.reviewDays = in.number(u"review_days"_s, 90);
    entry.reviewedAt = in.date(u"reviewed_at"_s);
    entry.channels = in.list(u"channels"_s);
    entry.version = in.number(u"version"_s, 0);
    entry.createdAt = in.time(u"created_at"_s);
    entry.updatedAt = in.time(u"updated_at"_s);
    if (!in.problem().isEmpty())
        return makeError(ErrorCode::InvalidInput, in.problem());
    return entry;
}

QByteArray FaqFile::toJson(const QList<FaqEntry>& entries) {
    QJsonArray array;
    for (const FaqEntry& entry : entries)
        array.append(entryToJson(entry));
    const QJsonObject root{
        {u"format"_s, QString::fromLatin1(FormatName)}, {u"version"_s, FormatVersion}, {u"entries"_s, array}};
    return QJsonDocument(root).toJson(QJsonDocument::Indented);
}

static Result<QList<ImportRow>> readJson(const QByteArray& content) {
    QJsonParseError problem;
    const QJsonDocument document =
        QJsonDocument::fromJson(content.startsWith("\xEF\xBB\xBF") ? content.mid(3) : content, &problem);
    if (problem.error != QJsonParseError::NoError)
        return makeError(ErrorCode::InvalidInput, u"json at byte %1"_s.arg(problem.offset));
    QJsonArray array = document.array();
    if (document.isObject()) {
        const QJsonObject root = document.object();
        if (root.value(u"format"_s).toString() != QString::fromLatin1(FormatName))
            return makeError(ErrorCode::Unsupported, u"format"_s);
        if (root.value(u"version"_s).toInt() > FormatVersion)
            return makeError(ErrorCode::NewerSchema, u"version"_s);
        if (!root.value(u"entries"_s).isArray())
            return makeError(ErrorCode::InvalidInput, u"entries"_s);
        array = root.value(u"entries"_s).toArray();
    }
    QList<ImportRow> rows;
    rows.reserve(array.size());
    for (const QJsonValue& value : array) {
        ImportRow row;
        row.row = int(rows.size()) + 1;
        if (!value.isObject()) {
            row.action = ImportAction::Broken;
            row.problem = u"bad_entry"_s;
        } else if (Result<FaqEntry> entry = FaqFile::entryFromJson(value.toObject())) {
            row.entry = std::move(entry).value();
        } else {
            row.action = ImportAction::Broken;
            row.problem = entry.error().detail;
            const QJsonObject questions = value.toObject().value(u"questions"_s).toObject();
            row.value = questions.isEmpty() ? QString() : questions.begin().value().toString().left(80);
        }
        rows.append(row);
    }
    return rows;
}

//! Everything an author decides; numbers, versions and times are the store's.
static bool sameContent(FaqEntry a, const FaqEntry& b) {
    a.id = b.id;
    a.number = b.number;
    a.version = b.version;
    a.createdAt = b.createdAt;
    a.updatedAt = b.updatedAt;
    return a == b;
}

static QStringList keysOf(const FaqEntry& entry) {
    QStringList keys;
    for (auto it = entry.questions.cbegin(); it != entry.questions.cend(); ++it) {
        const QString key = TextAnalyser::normalisedKey(it.value());
        if (!key.isEmpty())
            keys.append(it.key() + u':' + key);
    }
    return keys;
}

static QString completeness(const FaqEntry& entry) {
    const auto hasText = [](const QString& text) { return !text.trimmed().isEmpty(); };
    if (keysOf(entry).isEmpty())
        return u"missing_question"_s;
    static const QRegularExpression languageCode(u"^[a-z]{2,3}$"_s);
    const auto isLanguage = [](const QString& code) { return languageCode.match(code).hasMatch(); };
    for (auto it = entry.questions.cbegin(); it != entry.questions.cend(); ++it) {
        if (!isLanguage(it.key()))
            return u"bad_language"_s;
    }
    for (const FaqAnswer& answer : entry.answers) {
        if (!isLanguage(answer.language))
            return u"bad_language"_s;
    }
    for (const FaqVariant& variant : entry.variants) {
        if (!variant.language.isEmpty() && !isLanguage(variant.language))
            return u"bad_language"_s;
    }
    // A draft may still wait for its answer.
    if (entry.status != FaqStatus::Draft &&
        std::none_of(entry.answers.cbegin(), entry.answers.cend(),
                     [&](const FaqAnswer& answer) { return hasText(answer.body); }))
        return u"missing_answer"_s;
    if (entry.validFrom.isValid() && entry.validUntil.isValid() && entry.validUntil < entry.validFrom)
        return u"bad_validity"_s;
    return {};
}

Result<ImportPlan> FaqFile::plan(const QByteArray& content, FaqFormat format, const QList<FaqEntry>& existing,
                                 Timestamp now) {
    if (content.size() > MaxBytes)
        return makeError(ErrorCode::TooLarge, u"file"_s);
    SOUFFLEUR_TRY(QList<ImportRow> rows, format == FaqFormat::Json ? readJson(content) : readFaqCsv(content));

    QHash<FaqEntryId, const FaqEntry*> byId;
    QHash<QString, const FaqEntry*> byQuestion;
    for (const FaqEntry& entry : existing) {
        byId.insert(entry.id, &entry);
        for (const QString& key : keysOf(entry))
            byQuestion.insert(key, &entry);
    }
    QSet<FaqEntryId> idsInFile;
    QSet<QString> questionsInFile;

    ImportPlan plan;
    for (ImportRow& row : rows) {
        if (row.action != ImportAction::Broken) {
            row.problem = completeness(row.entry);
            if (!row.problem.isEmpty())
                row.action = ImportAction::Broken;
        }
        if (row.action != ImportAction::Broken) {
            const QStringList keys = keysOf(row.entry);
            const FaqEntry* known = byId.value(row.entry.id);
            for (qsizetype i = 0; !known && i < keys.size(); ++i)
                known = byQuestion.value(keys.at(i));
            const bool repeated = (!row.entry.id.isNull() && idsInFile.contains(row.entry.id)) ||
                                  std::any_of(keys.cbegin(), keys.cend(),
                                              [&](const QString& key) { return questionsInFile.contains(key); });
            if (repeated) {
                row.action = ImportAction::Duplicate;
            } else if (known) {
                row.action = sameContent(row.entry, *known) ? ImportAction::Duplicate : ImportAction::Change;
                row.entry.id = known->id;
                row.entry.number = known->number;
                row.entry.version = known->version;
                row.entry.createdAt = known->createdAt;
                row.entry.updatedAt = now;
            } else {
                if (row.entry.id.isNull())
                    row.entry.id = FaqEntryId::create();
                if (row.entry.createdAt == Timestamp{})
                    row.entry.createdAt = now;
                if (row.entry.updatedAt == Timestamp{})
                    row.entry.updatedAt = now;
            }
            idsInFile.insert(row.entry.id);
            for (const QString& key : keys)
                questionsInFile.insert(key);
        }
        switch (row.action) {
        case ImportAction::Add:
            ++plan.added;
            break;
        case ImportAction::Change:
            ++plan.changed;
            break;
        case ImportAction::Duplicate:
            ++plan.duplicates;
            break;
        case ImportAction::Broken:
            ++plan.broken;
            break;
        }
    }
    plan.rows = std::move(rows);
    return plan;
}

void fuzzFaqFile(const QByteArray& content) {
    const FaqFormat format = FaqFile::sniff(content);
    const Result<ImportPlan> plan = FaqFile::plan(content, format, {}, fromMs(0));
    if (!plan)
        return;
    QList<FaqEntry> entries;
    for (const ImportRow& row : plan->rows) {
        if (row.action == ImportAction::Add)
            entries.append(row.entry);
    }
    // Whatever was read can be written and read again, and is the same.
    for (const FaqFormat other : {FaqFormat::Json, FaqFormat::Csv}) {
        const QByteArray written = other == FaqFormat::Json ? FaqFile::toJson(entries) : FaqFile::toCsv(entries);
        const Result<ImportPlan> again = FaqFile::plan(written, other, entries, fromMs(0));
        if (!again || again->broken > 0)
            qFatal("a written FAQ file cannot be read");
    }
}

} // namespace souffleur::knowledge
