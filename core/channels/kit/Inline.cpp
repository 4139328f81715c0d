// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/kit/Inline.h"

#include <QSet>

namespace souffleur::channels::kit {
namespace {

constexpr qsizetype MaxAddress = 2048;

bool isWord(QChar c) {
    return c.isLetterOrNumber();
}

bool isSign(QChar c) {
    return c.unicode() > 0x20 && c.unicode() < 0x7f && !c.isLetterOrNumber();
}

class Reader {
public:
    Reader(const QString& line, const InlineRules& rules) : m_line(line), m_rules(rules) {
        for (const auto& mark : rules.marks)
            m_fronts += mark.mark.front();
    }

    QList<Span> take() {
        read(0, m_line.size(), {}, 0);
        return std::move(m_spans);
    }

private:
    void put(const QString& text, Styles styles) {
        append(m_spans, {m_rules.words ? m_rules.words(text) : text, styles});
    }

    void read(qsizetype begin, qsizetype end, Styles styles, int depth) {
        QSet<QString> noEnd; //!< marks that nothing closes
        bool noTick = false;
        bool noBracket = false;
        qsizetype plain = begin;
        const auto flush = [&](qsizetype to) { put(m_line.mid(plain, to - plain), styles); };
        for (qsizetype i = begin; i < end;) {
            const QChar c = m_line.at(i);
            if (c == u'\\' && m_rules.backslash && i + 1 < end && isSign(m_line.at(i + 1))) {
                flush(i);
                plain = i + 1;
                i += 2;
                continue;
            }
            if (c == u'`' && !noTick) {
                const qsizetype close = m_line.indexOf(u'`', i + 1);
                if (close < 0 || close >= end) {
                    noTick = true;
                } else if (close > i + 1) {
                    flush(i);
                    put(m_line.mid(i + 1, close - i - 1), styles | Style::Code);
                    plain = i = close + 1;
                    continue;
                }
            }
            if (c == u'[' && m_rules.markdownLinks && !noBracket) {
                if (const qsizetype next = readLink(i, end, styles, flush, noBracket); next > 0) {
                    plain = i = next;
                    continue;
                }
            }
            if (c == u'<' && m_rules.angle) {
                const qsizetype close = nextOf(u'<', u'>', i + 1, end);
                if (close > i + 1 && close < end && m_line.at(close) == u'>') {
                    if (const auto span = m_rules.angle(m_line.mid(i + 1, close - i - 1), styles)) {
                        flush(i);
                        append(m_spans, *span);
                        plain = i = close + 1;
                        continue;
                    }
                }
            }
            if (depth < MaxNesting && m_fronts.contains(c)) {
                if (const auto* mark = markAt(i, begin, end); mark && !noEnd.contains(mark->mark)) {
                    const qsizetype open = i + mark->mark.size();
                    const qsizetype close = closeOf(*mark, open, end);
                    if (close > 0) {
                        flush(i);
                        read(open, close, styles | mark->styles, depth + 1);
                        plain = i = close + mark->mark.size();
                        continue;
                    }
                    noEnd.insert(mark->mark);
                }
            }
            ++i;
        }
        flush(end);
    }

    //! The position behind the link that opens at i, or 0.
    template <class Flush>
    qsizetype readLink(qsizetype i, qsizetype end, Styles styles, const Flush& flush, bool& noBracket) {
        const qsizetype middle = nextOf(u'[', u']', i + 1, end);
        noBracket = middle >= end;
        if (middle + 1 >= end || m_line.at(middle) != u']' || m_line.at(middle + 1) != u'(')
            return 0;
        const qsizetype close = nextOf(u')', u')', middle + 2, std::min(end, middle + MaxAddress));
        if (close >= end || m_line.at(close) != u')')
            return 0;
        const QString text = m_line.mid(i + 1, middle - i - 1);
        QString address = m_line.mid(middle + 2, close - middle - 2);
        if (address.startsWith(u'<') && address.endsWith(u'>'))
            address = address.mid(1, address.size() - 2);
        if (text.isEmpty() || !isLinkAddress(address))
            return 0;
        flush(i);
        append(m_spans, linkSpan(text, address, styles));
        return close + 1;
    }

    //! The first of the two signs, or end.
    qsizetype nextOf(QChar a, QChar b, qsizetype i, qsizetype end) const {
        while (i < end && m_line.at(i) != a && m_line.at(i) != b)
            ++i;
        return i;
    }

    bool at(const QString& mark, qsizetype i) const { return QStringView(m_line).mid(i).startsWith(mark); }

    //! A mark that may open here: words follow at once, and none stands before it.
    const InlineRules::Mark* markAt(qsizetype i, qsizetype begin, qsizetype end) const {
        for (const auto& mark : m_rules.marks) {
            if (!at(mark.mark, i))
                continue;
            const qsizetype next = i + mark.mark.size();
            if (next >= end || m_line.at(next).isSpace())
                continue;
            // A single sign inside a word is that sign: 5*3*2, snake_case.
            if (mark.mark.size() == 1 && i > begin &&
                (isWord(m_line.at(i - 1)) || m_line.at(i - 1) == mark.mark.back()))
                continue;
            return &mark;
        }
        return nullptr;
    }

    qsizetype closeOf(const InlineRules::Mark& mark, qsizetype from, qsizetype end) const {
        const qsizetype size = mark.mark.size();
        bool inCode = false;
        for (qsizetype i = from; i + size <= end; ++i) {
            const QChar c = m_line.at(i);
            if (c == u'`')
                inCode = !inCode && m_line.indexOf(u'`', i + 1) > 0;
            if (inCode)
                continue;
            if (c == u'\\' && m_rules.backslash) {
                ++i;
                continue;
            }
            if (c != mark.mark.front())
                continue;
            // A run of the same sign belongs together: its end is what counts.
            qsizetype run = i;
            while (run < end && m_line.at(run) == c)
                ++run;
            const qsizetype length = run - i;
            const bool wordBehind = size == 1 && run < end && isWord(m_line.at(run));
            const bool fits = size == 1 ? length % 2 == 1 : length >= size;
            if (fits && i > from && !m_line.at(i - 1).isSpace() && !wordBehind)
                return run - size;
            i = run - 1;
        }
        return -1;
    }

    const QString& m_line;
    const InlineRules& m_rules;
    QString m_fronts;
    QList<Span> m_spans;
};

} // namespace

QList<Span> readInline(const QString& line, const InlineRules& rules) {
    return Reader(line, rules).take();
}

} // namespace souffleur::channels::kit
