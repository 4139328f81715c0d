// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "knowledge/Csv.h"
#include "knowledge/FaqFields.h"
#include "knowledge/FaqFile.h"
#include "knowledge/TextAnalysis.h"

#include <QSet>

namespace souffleur::knowledge {

namespace {
//! Columns as written; also what people call them.
const QHash<QString, QString>& aliases() {
    static const QHash<QString, QString> names{
        {u"frage"_s, u"question"_s},         {u"antwort"_s, u"answer"_s},       {u"body"_s, u"answer"_s},
        {u"title"_s, u"question"_s},         {u"titel"_s, u"question"_s},       {u"text"_s, u"answer"_s},
        {u"varianten"_s, u"variants"_s},     {u"sprache"_s, u"language"_s},     {u"locale"_s, u"language"_s},
        {u"lang"_s, u"language"_s},          {u"länge"_s, u"length"_s},         {u"anrede"_s, u"address"_s},
        {u"nummer"_s, u"number"_s},          {u"kategorie"_s, u"tags"_s},       {u"category"_s, u"tags"_s},
        {u"schlagworte"_s, u"tags"_s},       {u"phase_"_s, u"phase"_s},         {u"gültig_ab"_s, u"valid_from"_s},
        {u"gültig_bis"_s, u"valid_until"_s}, {u"verantwortlich"_s, u"owner"_s}, {u"kanäle"_s, u"channels"_s},
        {u"zielgruppe"_s, u"audience"_s},    {u"frage_de"_s, u"question_de"_s}, {u"frage_en"_s, u"question_en"_s}};
    return names;
}

//! Lists in one cell: ", " between, a backslash before commas and backslashes that belong to an item.
QString joinList(const QStringList& list) {
    QStringList escaped;
    for (QString item : list)
        escaped.append(item.replace(u'\\', u"\\\\"_s).replace(u',', u"\\,"_s));
    return escaped.join(u", "_s);
}

QStringList splitList(const QString& cell) {
    QStringList result;
    QString item;
    for (qsizetype i = 0; i < cell.size(); ++i) {
        if (cell.at(i) == u'\\' && i + 1 < cell.size())
            item += cell.at(++i);
        else if (cell.at(i) == u',')
            result.append(std::exchange(item, {}).trimmed());
        else
            item += cell.at(i);
    }
    result.append(item.trimmed());
    result.removeAll(QString());
    return result;
}

//! One variant per line: "[de] text", "[de,learned] text" or only "text" (the row's language).
QString joinVariants(const QList<FaqVariant>& variants) {
    QStringList lines;
    for (const FaqVariant& variant : variants) {
        QString text = variant.text;
        text.replace(u'\\', u"\\\\"_s).replace(u'\n', u"\\n"_s).replace(u'\r', u"\\r"_s);
        lines.append(u'[' + variant.language +
                     (variant.source == VariantSource::Learned ? u",learned] "_s : u"] "_s) + text);
    }
    return lines.join(u'\n');
}

QList<FaqVariant> splitVariants(const QString& cell, const QString& language) {
    QList<FaqVariant> result;
    for (QString line : cell.split(u'\n')) {
        if (line.endsWith(u'\r'))
            line.chop(1);
        if (line.trimmed().isEmpty())
            continue;
        FaqVariant variant{{}, language, VariantSource::Written};
        const qsizetype close = line.indexOf(u"] "_s);
        if (line.startsWith(u'[') && close > 0 && close < 16) {
            const QString head = line.mid(1, close - 1);
            variant.language = head.section(u',', 0, 0);
            if (head.section(u',', 1) == u"learned"_s)
                variant.source = VariantSource::Learned;
            line = line.mid(close + 2);
        }
        for (qsizetype i = 0; i < line.size(); ++i) {
            if (line.at(i) != u'\\' || i + 1 == line.size()) {
                variant.text += line.at(i);
                continue;
            }
            const QChar next = line.at(++i);
            if (next == u'n')
                variant.text += u'\n';
            else if (next == u'r')
                variant.text += u'\r';
            else if (next == u'\\')
                variant.text += next;
            else
                variant.text += QString(u'\\') + next;
        }
        result.append(variant);
    }
    return result;
}

//! For files that do not say it: whose function words are there.
QString guessLanguage(const QString& text) {
    int german = 0;
    int english = 0;
    for (const QString& word : TextAnalyser::normalisedKey(text).split(u' ')) {
        german += stopWords(u"de"_s).contains(word);
        english += stopWords(u"en"_s).contains(word);
    }
    return english > german ? u"en"_s : u"de"_s;
}

class CsvImport {
public:
    explicit CsvImport(const QByteArray& content)
        : m_text(decodeCsv(content)), m_reader(m_text, sniffDelimiter(m_text)) {}

    Result<QList<ImportRow>> run() {
        std::optional<CsvRecord> record = m_reader.next();
        if (!record)
            return QList<ImportRow>();
        if (readHead(record->cells)) {
            record = m_reader.next();
        } else if (record->cells.size() == 2) {
            m_columns = {{u"question"_s, 0}, {u"answer"_s, 1}};
            m_width = 2;
        } else {
            return makeError(ErrorCode::InvalidInput, u"header"_s);
        }
        for (; record; record = m_reader.next())
            readRow(*record);
        return m_rows;
    }

private:
    bool readHead(const QStringList& cells) {
        bool question = false;
        for (qsizetype i = 0; i < cells.size(); ++i) {
            QString name = cells.at(i).trimmed().toLower().replace(u' ', u'_').replace(u'-', u'_');
            name = aliases().value(name, name);
            question = question || name == u"question"_s || name.startsWith(u"question_"_s);
            if (!m_columns.contains(name))
                m_columns.insert(name, i);
        }
        m_width = cells.size();
        return question && m_columns.contains(u"answer"_s);
    }

    QString cell(const CsvRecord& record, const QString& column) const {
        const qsizetype at = m_columns.value(column, -1);
        return at < 0 || at >= record.cells.size() ? QString() : plainCell(record.cells.at(at));
    }

    template <class E>
    E choice(const CsvRecord& record, const QString& column, E otherwise) {
        const QString text = cell(record, column).trimmed();
        if (text.isEmpty())
            return otherwise;
        const std::optional<E> value = fromName<E>(text);
        if (!value)
            fail(u"bad_"_s + column, text);
        return value.value_or(otherwise);
    }

    QDate date(const CsvRecord& record, const QString& column) {
        const QString text = cell(record, column).trimmed();
        const QDate value = parseDate(text);
        if (!text.isEmpty() && !value.isValid())
            fail(u"bad_date"_s, text);
        return value;
    }

    int number(const CsvRecord& record, const QString& column, int otherwise) {
        const QString text = cell(record, column).trimmed();
        if (text.isEmpty())
            return otherwise;
        bool isNumber = false;
        const int value = text.toInt(&isNumber);
        if (!isNumber || value < 0)
            fail(u"bad_"_s + column, text);
        return value;
    }

    Timestamp time(const CsvRecord& record, const QString& column) {
        const QString text = cell(record, column).trimmed();
        if (text.isEmpty())
            return {};
        const QDateTime value = QDateTime::fromString(text, Qt::ISODateWithMs);
        if (!value.isValid())
            fail(u"bad_date"_s, text);
        return value.isValid() ? fromDateTime(value) : Timestamp{};
    }

    void fail(const QString& problem, const QString& value) {
        if (m_problem.isEmpty()) {
            m_problem = problem;
            m_value = value.left(80);
        }
    }

    void readRow(const CsvRecord& record) {
        m_problem.clear();
        m_value.clear();
        FaqEntry entry;
        const QString id = cell(record, u"id"_s).trimmed();
        entry.id = FaqEntryId::fromString(id);
        if (!id.isEmpty() && entry.id.isNull())
            fail(u"bad_id"_s, id);
        if (record.cells.size() > m_width)
            fail(u"too_many_cells"_s, record.cells.at(m_width));
        if (m_reader.unclosedQuote())
            fail(u"unclosed_quote"_s, record.cells.last());
        QString language = cell(record, u"language"_s).trimmed().toLower().section(u'-', 0, 0).section(u'_', 0, 0);
        const QString body = cell(record, u"answer"_s);
        const QString question = cell(record, u"question"_s);
        if (language.isEmpty() && (!question.isEmpty() || !body.isEmpty()))
            language = guessLanguage(question + u' ' + body);
        for (auto it = m_columns.cbegin(); it != m_columns.cend(); ++it) {
            const QString text = cell(record, it.key());
            if (it.key().startsWith(u"question_"_s) && !text.isEmpty())
                entry.questions.insert(it.key().mid(9), text);
        }
        if (!question.isEmpty())
            entry.questions.insert(language, question);
        entry.number = number(record, u"number"_s, 0);
        entry.variants = splitVariants(cell(record, u"variants"_s), language);
        if (!body.isEmpty()) {
            entry.answers.append({language, choice(record, u"length"_s, AnswerLength::Chat),
                                  choice(record, u"address"_s, FormOfAddress::Unknown), body});
        }
        entry.status = choice(record, u"status"_s, FaqStatus::Published);
        entry.audience = choice(record, u"audience"_s, FaqAudience::Public);
        entry.tags = splitList(cell(record, u"tags"_s));
        entry.phase = choice(record, u"phase"_s, JourneyPhase::None);
        entry.validFrom = date(record, u"valid_from"_s);
        entry.validUntil = date(record, u"valid_until"_s);
        entry.owner = cell(record, u"owner"_s);
        entry.reviewDays = number(record, u"review_days"_s, 90);
        entry.reviewedAt = date(record, u"reviewed_at"_s);
        entry.channels = splitList(cell(record, u"channels"_s));
        entry.version = number(record, u"version"_s, 0);
        entry.createdAt = time(record, u"created_at"_s);
        entry.updatedAt = time(record, u"updated_at"_s);

        QString key = entry.id.isNull() ? QString() : entry.id.toString();
        if (key.isEmpty() && !entry.questions.isEmpty())
            key = u'?' + TextAnalyser::normalisedKey(entry.questions.first());
        ImportRow row;
        row.row = record.number;
        row.entry = entry;
        if (!m_problem.isEmpty()) {
            row.action = ImportAction::Broken;
            row.problem = m_problem;
            row.value = m_value;
            m_rows.append(row);
            return;
        }
        const auto known = key.isEmpty() ? m_byKey.cend() : m_byKey.constFind(key);
        if (known == m_byKey.cend()) {
            if (!key.isEmpty())
                m_byKey.insert(key, m_rows.size());
            m_rows.append(row);
            return;
        }
        // A further answer of an entry that is there already. The same answer again is left to the plan as a
        // duplicate.
        FaqEntry& whole = m_rows[*known].entry;
        if (entry.id.isNull() && !entry.answers.isEmpty() && whole.answers.contains(entry.answers.first())) {
            m_rows.append(row);
            return;
        }
        whole.answers.append(entry.answers);
        for (auto it = entry.questions.cbegin(); it != entry.questions.cend(); ++it) {
            if (!whole.questions.contains(it.key()))
                whole.questions.insert(it.key(), it.value());
        }
        QSet<QString> variants;
        for (const FaqVariant& variant : std::as_const(whole.variants))
            variants.insert(variant.language + u':' + variant.text);
        for (const FaqVariant& variant : std::as_const(entry.variants)) {
            if (!variants.contains(variant.language + u':' + variant.text))
                whole.variants.append(variant);
        }
    }

    QString m_text;
    CsvReader m_reader;
    QHash<QString, qsizetype> m_columns;
    qsizetype m_width = 0;
    QList<ImportRow> m_rows;
    QHash<QString, qsizetype> m_byKey;
    QString m_problem;
    QString m_value;
};
} // namespace

QDate parseDate(const QString& text) {
    const QDate date = QDate::fromString(text, Qt::ISODate);
    return date.isValid() ? date : QDate::fromString(text, u"d.M.yyyy"_s);
}

Result<QList<ImportRow>> readFaqCsv(const QByteArray& content) {
    return CsvImport(content).run();
}

QByteArray FaqFile::toCsv(const QList<FaqEntry>& entries) {
    QStringList languages{u"de"_s, u"en"_s};
    for (const FaqEntry& entry : entries) {
        for (auto it = entry.questions.cbegin(); it != entry.questions.cend(); ++it) {
            if (!languages.contains(it.key()))
                languages.append(it.key());
        }
    }
    QStringList head{u"id"_s, u"number"_s};
    for (const QString& language : languages)
        head.append(u"question_"_s + language);
    head += {u"variants"_s,    u"language"_s,    u"length"_s,   u"address"_s,    u"answer"_s,      u"status"_s,
             u"audience"_s,    u"tags"_s,        u"phase"_s,    u"valid_from"_s, u"valid_until"_s, u"owner"_s,
             u"review_days"_s, u"reviewed_at"_s, u"channels"_s, u"version"_s,    u"created_at"_s,  u"updated_at"_s};
    QString text = head.join(u';') + u"\r\n"_s;
    const auto dateCell = [](const QDate& date) { return date.isValid() ? date.toString(Qt::ISODate) : QString(); };
    const auto timeCell = [](Timestamp t) { return toDateTime(t).toString(Qt::ISODateWithMs); };
    for (const FaqEntry& entry : entries) {
        for (qsizetype i = 0; i < std::max<qsizetype>(1, entry.answers.size()); ++i) {
            const FaqAnswer answer = entry.answers.value(i);
            const bool first = i == 0;
            QStringList cells{entry.id.toString(), entry.number > 0 ? QString::number(entry.number) : QString()};
            for (const QString& language : languages)
                cells.append(first ? entry.questions.value(language) : QString());
            cells.append(first ? joinVariants(entry.variants) : QString());
            if (entry.answers.isEmpty())
                cells += {QString(), QString(), QString(), QString()};
            else
                cells += {answer.language, toName(answer.length), toName(answer.address), answer.body};
            cells += {toName(entry.status), toName(entry.audience)};
            if (first) {
                cells += {joinList(entry.tags),
                          toName(entry.phase),
                          dateCell(entry.validFrom),
                          dateCell(entry.validUntil),
                          entry.owner,
                          QString::number(entry.reviewDays),
                          dateCell(entry.reviewedAt),
                          joinList(entry.channels),
                          QString::number(entry.version),
                          timeCell(entry.createdAt),
                          timeCell(entry.updatedAt)};
            }
            while (cells.size() < head.size())
                cells.append(QString());
            QStringList quoted;
            for (const QString& cell : std::as_const(cells))
                quoted.append(csvCell(cell));
            text += quoted.join(u';') + u"\r\n"_s;
        }
    }
    return "\xEF\xBB\xBF" + text.toUtf8();
}

} // namespace souffleur::knowledge
