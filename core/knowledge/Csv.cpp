// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "knowledge/Csv.h"

#include "base/Strings.h"

#include <QStringDecoder>

namespace souffleur::knowledge {

namespace {
constexpr QStringView FormulaStarts = u"=+-@\t\r";

//! The 27 places where Windows-1252 differs from Latin-1; 0 where the byte has no character.
constexpr char16_t Windows1252[32] = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                      0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                      0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

QString fromWindows1252(const QByteArray& content) {
    QString text = QString::fromLatin1(content);
    for (QChar& c : text) {
        if (c.unicode() >= 0x80 && c.unicode() < 0xA0 && Windows1252[c.unicode() - 0x80] != 0)
            c = QChar(Windows1252[c.unicode() - 0x80]);
    }
    return text;
}

bool needsApostrophe(QStringView text) {
    qsizetype i = 0;
    while (i < text.size() && text.at(i) == u'\'')
        ++i;
    return i < text.size() && FormulaStarts.contains(text.at(i));
}
} // namespace

QString decodeCsv(const QByteArray& content) {
    if (content.startsWith("\xEF\xBB\xBF"))
        return QString::fromUtf8(content.mid(3));
    if (content.startsWith("\xFF\xFE"))
        return QStringDecoder(QStringDecoder::Utf16LE).decode(content.mid(2));
    if (content.startsWith("\xFE\xFF"))
        return QStringDecoder(QStringDecoder::Utf16BE).decode(content.mid(2));
    QStringDecoder utf8(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    QString text = utf8.decode(content);
    return utf8.hasError() ? fromWindows1252(content) : text;
}

QChar sniffDelimiter(const QString& text) {
    int semicolons = 0;
    int commas = 0;
    int tabs = 0;
    bool quoted = false;
    for (const QChar c : text) {
        if (c == u'"')
            quoted = !quoted;
        if (quoted)
            continue;
        if ((c == u'\n' || c == u'\r') && semicolons + commas + tabs > 0)
            break;
        semicolons += c == u';';
        commas += c == u',';
        tabs += c == u'\t';
    }
    if (tabs > semicolons && tabs > commas)
        return u'\t';
    return commas > semicolons ? u',' : u';';
}

std::optional<CsvRecord> CsvReader::next() {
    const qsizetype end = m_text.size();
    while (m_at < end) {
        CsvRecord record;
        record.number = ++m_number;
        QString cell;
        bool any = false; // something but an empty line
        for (;;) {
            // A cell starts here.
            if (m_at < end && m_text.at(m_at) == u'"') {
                any = true;
                ++m_at;
                for (;;) {
                    const qsizetype quote = m_text.indexOf(u'"', m_at);
                    if (quote < 0) {
                        m_unclosed = true;
                        cell += QStringView(m_text).mid(m_at);
                        m_at = end;
                        break;
                    }
                    cell += QStringView(m_text).mid(m_at, quote - m_at);
                    m_at = quote + 1;
                    if (m_at < end && m_text.at(m_at) == u'"') {
                        cell += u'"';
                        ++m_at;
                    } else {
                        break;
                    }
                }
            }
            const qsizetype start = m_at;
            while (m_at < end && m_text.at(m_at) != m_delimiter && m_text.at(m_at) != u'\n' &&
                   m_text.at(m_at) != u'\r')
                ++m_at;
            cell += QStringView(m_text).mid(start, m_at - start);
            any = any || m_at > start;
            record.cells.append(cell);
            cell.clear();
            if (m_at < end && m_text.at(m_at) == m_delimiter) {
                any = true;
                ++m_at;
                continue;
            }
            break;
        }
        if (m_at < end) {
            const bool carriage = m_text.at(m_at) == u'\r';
            ++m_at;
            if (carriage && m_at < end && m_text.at(m_at) == u'\n')
                ++m_at;
        }
        if (any)
            return record;
    }
    return std::nullopt;
}

QString csvCell(const QString& text, QChar delimiter) {
    QString cell = text;
    if (needsApostrophe(cell))
        cell.prepend(u'\'');
    if (!cell.contains(u'"') && !cell.contains(delimiter) && !cell.contains(u'\n') && !cell.contains(u'\r'))
        return cell;
    cell.replace(u'"', u"\"\""_s);
    return u'"' + cell + u'"';
}

QString plainCell(const QString& cell) {
    if (cell.startsWith(u'\'') && needsApostrophe(QStringView(cell).mid(1)))
        return cell.mid(1);
    return cell;
}

} // namespace souffleur::knowledge
