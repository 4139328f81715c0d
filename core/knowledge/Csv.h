// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QList>
#include <QStringList>

namespace souffleur::knowledge {

//! One record of a CSV file; `number` counts records from 1.
struct CsvRecord {
    int number = 0;
    QStringList cells;
};

//! Text of a CSV file in whatever encoding a spreadsheet wrote it: UTF-8 with or without BOM, UTF-16 with BOM, else
//! Windows-1252 (of which every byte sequence is a text).
QString decodeCsv(const QByteArray& content);

//! ';', ',' or tab: the one that occurs most outside quotes in the first record; ';' when none does.
QChar sniffDelimiter(const QString& text);

//! RFC 4180, linear, forgiving: quotes inside an unquoted cell are text, CR, LF and CRLF end a record, an unclosed
//! quote ends with the file and marks the result. Empty lines are no records but are counted.
class CsvReader {
public:
    CsvReader(QString text, QChar delimiter) : m_text(std::move(text)), m_delimiter(delimiter) {}
    //! Nothing at the end.
    std::optional<CsvRecord> next();
    //! The last record had a quote that nobody closed.
    bool unclosedQuote() const { return m_unclosed; }

private:
    QString m_text;
    QChar m_delimiter;
    qsizetype m_at = 0;
    int m_number = 0;
    bool m_unclosed = false;
};

//! A quoted cell where quoting is needed. Cells that a spreadsheet would run as a formula (= + - @ tab CR first)
//! get a leading apostrophe, as do cells that begin with one before such a character, so that plainCell() brings
//! back exactly what was there.
QString csvCell(const QString& text, QChar delimiter = u';');
//! Takes the apostrophe of csvCell() away.
QString plainCell(const QString& cell);

} // namespace souffleur::knowledge
