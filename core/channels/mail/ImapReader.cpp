// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/mail/ImapReader.h"

#include <cstring>
#include <limits>

namespace souffleur::channels::mail {
namespace {

//! The n of a line that ends in {n} or {n+}; -1: it ends in none.
qint64 literalAtEnd(QByteArrayView line) {
    if (!line.endsWith('}'))
        return -1;
    const qsizetype open = line.lastIndexOf('{');
    if (open < 0)
        return -1;
    QByteArrayView digits = line.sliced(open + 1, line.size() - open - 2);
    if (digits.endsWith('+'))
        digits.chop(1);
    if (digits.isEmpty() || digits.size() > 19)
        return digits.isEmpty() ? -1 : std::numeric_limits<qint64>::max();
    for (const char c : digits)
        if (c < '0' || c > '9')
            return -1;
    bool ok = false;
    const qint64 n = digits.toByteArray().toLongLong(&ok);
    return ok ? n : std::numeric_limits<qint64>::max();
}

class Parser {
public:
    Parser(const QByteArray& bytes, const ImapLimits& limits) : m_bytes(bytes), m_limits(limits) {}

    QByteArray word() {
        skipSpaces();
        const qsizetype from = m_at;
        while (m_at < m_bytes.size() && m_bytes.at(m_at) != ' ' && m_bytes.at(m_at) != '\r')
            ++m_at;
        return m_bytes.mid(from, m_at - from);
    }
    QByteArray rest() {
        skipSpaces();
        return m_bytes.mid(m_at);
    }
    //! "[CODE args]" of a status.
    QByteArray code() {
        skipSpaces();
        if (m_at >= m_bytes.size() || m_bytes.at(m_at) != '[')
            return {};
        const qsizetype end = m_bytes.indexOf(']', m_at);
        if (end < 0)
            return {};
        const QByteArray code = m_bytes.mid(m_at + 1, end - m_at - 1);
        m_at = end + 1;
        return code;
    }
    QList<ImapValue> values() {
        QList<ImapValue> all;
        while (!m_broken) {
            skipSpaces();
            if (m_at >= m_bytes.size())
                break;
            all += value(0);
        }
        return all;
    }

private:
    void skipSpaces() {
        while (m_at < m_bytes.size() && m_bytes.at(m_at) == ' ')
            ++m_at;
    }

    ImapValue value(int depth) {
        if (++m_count > m_limits.values || depth > m_limits.depth) {
            m_broken = true;
            return {};
        }
        const char c = m_bytes.at(m_at);
        if (c == '(')
            return list(depth);
        if (c == '"')
            return quoted();
        if (c == '{')
            return literal();
        if (c == ')') { // belongs to no list
            ++m_at;
            return {};
        }
        return atom();
    }

    ImapValue list(int depth) {
        ImapValue list;
        list.type = ImapValue::Type::List;
        ++m_at;
        while (!m_broken) {
            skipSpaces();
            if (m_at >= m_bytes.size())
                break;
            if (m_bytes.at(m_at) == ')') {
                ++m_at;
                break;
            }
            list.items += value(depth + 1);
        }
        return list;
    }

    ImapValue quoted() {
        ImapValue string;
        string.type = ImapValue::Type::String;
        for (++m_at; m_at < m_bytes.size() && m_bytes.at(m_at) != '"'; ++m_at) {
            if (m_bytes.at(m_at) == '\\' && m_at + 1 < m_bytes.size())
                ++m_at;
            string.text += m_bytes.at(m_at);
        }
        ++m_at;
        return string;
    }

    ImapValue literal() {
        const qsizetype line = m_bytes.indexOf("\r\n", m_at);
        const qint64 size = line < 0 ? -1 : literalAtEnd(QByteArrayView(m_bytes).sliced(m_at, line - m_at));
        if (size < 0 || size > m_bytes.size() - line - 2) {
            m_broken = true;
            return {};
        }
        ImapValue string;
        string.type = ImapValue::Type::String;
        string.text = m_bytes.mid(line + 2, size);
        m_at = line + 2 + size;
        return string;
    }

    ImapValue atom() {
        ImapValue atom;
        atom.type = ImapValue::Type::Atom;
        const qsizetype from = m_at;
        int brackets = 0;
        // "BODY[HEADER.FIELDS (SUBJECT)]<0>" is one atom.
        for (; m_at < m_bytes.size(); ++m_at) {
            const char c = m_bytes.at(m_at);
            if (c == '[')
                ++brackets;
            else if (c == ']' && brackets > 0)
                --brackets;
            else if (brackets == 0 && (c == ' ' || c == '(' || c == ')' || c == '"' || c == '\r'))
                break;
        }
        if (m_at == from)
            ++m_at; // never stand still
        atom.text = m_bytes.mid(from, m_at - from);
        if (atom.text.compare("NIL", Qt::CaseInsensitive) == 0)
            atom.type = ImapValue::Type::Nil;
        return atom;
    }

    const QByteArray& m_bytes;
    const ImapLimits& m_limits;
    qsizetype m_at = 0;
    int m_count = 0;
    bool m_broken = false;
};

ImapLine parseLine(const QByteArray& bytes, const ImapLimits& limits) {
    ImapLine line;
    Parser parser(bytes, limits);
    line.tag = parser.word();
    if (line.tag == "+") {
        line.text = parser.rest();
        return line;
    }
    QByteArray word = parser.word();
    bool isNumber = false;
    const quint32 number = word.toUInt(&isNumber);
    if (isNumber) {
        line.number = number;
        word = parser.word();
    }
    line.keyword = word.toUpper();
    if (line.keyword == "OK" || line.keyword == "NO" || line.keyword == "BAD" || line.keyword == "BYE" ||
        line.keyword == "PREAUTH") {
        line.code = parser.code();
        line.text = parser.rest();
        return line;
    }
    line.values = parser.values();
    return line;
}

constexpr char Base64Letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+,";

} // namespace

bool ImapValue::is(const char* atom) const {
    return type == Type::Atom && text.compare(atom, Qt::CaseInsensitive) == 0;
}

const ImapValue* ImapValue::after(const char* name) const {
    for (qsizetype i = 0; i + 1 < items.size(); ++i)
        if (items.at(i).is(name))
            return &items.at(i + 1);
    return nullptr;
}

void ImapReader::clear() {
    m_buffer.clear();
    m_scan = m_lineFrom = m_plain = 0;
}

Result<std::optional<ImapLine>> ImapReader::next() {
    while (true) {
        // A literal may reach beyond what has come.
        if (m_scan > m_buffer.size())
            return std::optional<ImapLine>();
        const qsizetype end = m_buffer.indexOf("\r\n", m_scan);
        const qsizetype seen = (end < 0 ? m_buffer.size() : end) - m_lineFrom;
        if (m_plain + seen > m_limits.line)
            return makeError(ErrorCode::Damaged, u"line too long"_s);
        if (end < 0) {
            m_scan = std::max(m_lineFrom, m_buffer.size() - 1);
            return std::optional<ImapLine>();
        }
        const qint64 literal = literalAtEnd(QByteArrayView(m_buffer).sliced(m_lineFrom, end - m_lineFrom));
        if (literal > m_limits.literal)
            return makeError(ErrorCode::TooLarge, u"literal"_s);
        if (literal >= 0) {
            m_plain += seen;
            m_lineFrom = m_scan = end + 2 + literal;
            continue;
        }
        const QByteArray bytes = m_buffer.left(end);
        m_buffer.remove(0, end + 2);
        m_scan = m_lineFrom = m_plain = 0;
        if (bytes.isEmpty())
            continue;
        return std::optional<ImapLine>(parseLine(bytes, m_limits));
    }
}

QByteArray encodeMailbox(const QString& name) {
    QByteArray out;
    for (qsizetype i = 0; i < name.size();) {
        const char16_t c = name.at(i).unicode();
        if (c >= 0x20 && c <= 0x7e) {
            out += c == u'&' ? QByteArray("&-") : QByteArray(1, char(c));
            ++i;
            continue;
        }
        out += '&';
        quint32 bits = 0;
        int count = 0;
        while (i < name.size() && (name.at(i).unicode() < 0x20 || name.at(i).unicode() > 0x7e)) {
            bits = (bits << 16) | name.at(i++).unicode();
            for (count += 16; count >= 6; count -= 6)
                out += Base64Letters[(bits >> (count - 6)) & 63];
            bits &= (1u << count) - 1;
        }
        if (count > 0)
            out += Base64Letters[(bits << (6 - count)) & 63];
        out += '-';
    }
    return out;
}

QString decodeMailbox(const QByteArray& name) {
    QString out;
    for (qsizetype i = 0; i < name.size(); ++i) {
        if (name.at(i) != '&') {
            out += QLatin1Char(name.at(i));
            continue;
        }
        const qsizetype end = name.indexOf('-', i);
        if (end < 0)
            return out + QString::fromLatin1(name.mid(i));
        if (end == i + 1)
            out += u'&';
        quint32 bits = 0;
        int count = 0;
        for (qsizetype j = i + 1; j < end; ++j) {
            const char* letter = std::strchr(Base64Letters, name.at(j));
            if (!letter || *letter == 0)
                continue;
            bits = (bits << 6) | quint32(letter - Base64Letters);
            count += 6;
            if (count >= 16) {
                count -= 16;
                out += QChar(char16_t((bits >> count) & 0xffff));
                bits &= (1u << count) - 1;
            }
        }
        i = end;
    }
    return out;
}

QByteArray imapQuoted(const QByteArray& text) {
    QByteArray out = "\"";
    for (const char c : text) {
        const auto u = static_cast<unsigned char>(c);
        if (u < 0x20 || u > 0x7e)
            continue;
        if (c == '"' || c == '\\')
            out += '\\';
        out += c;
    }
    return out + '"';
}

} // namespace souffleur::channels::mail
