// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/SearchText.h"

#include "base/Strings.h"
#include "domain/Rules.h"

#include <algorithm>

namespace souffleur::store::searchtext {
namespace {

constexpr qsizetype MaxFolded = 200'000;

//! Appends the folded form of one character (one or two UTF-16 units); nothing for what is not part of a word.
void appendFolded(QStringView character, QString* word) {
    const ushort unit = character.front().unicode();
    if (unit < 0x80) {
        if (character.front().isLetterOrNumber())
            word->append(character.front().toLower());
        return;
    }
    const QString parts = character.toString().normalized(QString::NormalizationForm_D).toLower();
    for (qsizetype i = 0; i < parts.size(); ++i) {
        const bool pair = parts.at(i).isHighSurrogate() && i + 1 < parts.size();
        const char32_t code = pair ? QChar::surrogateToUcs4(parts.at(i), parts.at(i + 1)) : parts.at(i).unicode();
        if (QChar::isLetterOrNumber(code))
            word->append(pair ? parts.mid(i, 2) : QString(parts.at(i)));
        i += pair ? 1 : 0;
    }
}

bool isMark(QStringView character) {
    return character.size() == 1 && character.front().isMark();
}

//! Index of the token at which the term begins a match at or behind `from`; -1: nowhere.
qsizetype findTerm(const QList<Token>& text, const Term& term, qsizetype from) {
    const qsizetype count = term.words.size();
    for (qsizetype i = from; i + count <= text.size(); ++i) {
        bool match = true;
        for (qsizetype k = 0; match && k < count; ++k) {
            const QString& word = text.at(i + k).word;
            match = term.prefix && k == count - 1 ? word.startsWith(term.words.at(k)) : word == term.words.at(k);
        }
        if (match)
            return i;
    }
    return -1;
}

} // namespace

QList<Token> tokens(const QString& text) {
    QList<Token> found;
    QString word;
    qsizetype start = 0;
    const auto finish = [&](qsizetype end) {
        if (!word.isEmpty())
            found.append({word, {static_cast<int>(start), static_cast<int>(end - start)}});
        word.clear();
    };
    for (qsizetype i = 0; i < text.size();) {
        const qsizetype width = text.at(i).isHighSurrogate() && i + 1 < text.size() ? 2 : 1;
        const QStringView character = QStringView(text).mid(i, width);
        const qsizetype before = word.size();
        appendFolded(character, &word);
        if (word.size() == before && !(before > 0 && isMark(character)))
            finish(i);
        else if (before == 0)
            start = i;
        i += width;
    }
    finish(text.size());
    return found;
}

QList<Term> parse(const QString& input) {
    QList<Term> terms;
    const auto add = [&](const QString& piece, bool prefix) {
        Term term;
        for (const Token& token : tokens(piece))
            term.words.append(token.word);
        term.prefix = prefix;
        if (!term.words.isEmpty())
            terms.append(term);
    };
    QString piece;
    bool quoted = false;
    for (const QChar c : input) {
        const bool quote = c == u'"' || c == u'\u201E' || c == u'\u201C' || c == u'\u201D';
        if (quote || (!quoted && c.isSpace())) {
            add(piece, false);
            piece.clear();
            if (quote)
                quoted = !quoted;
        } else {
            piece.append(c);
        }
    }
    add(piece, true);
    return terms;
}

QString toFts5(const QList<Term>& terms) {
    QStringList parts;
    for (const Term& term : terms)
        parts.append(u'"' + term.words.join(u' ') + (term.prefix ? u"\" *"_s : u"\""_s));
    return parts.join(u" AND "_s);
}

QString toTsquery(const QList<Term>& terms) {
    QStringList parts;
    for (const Term& term : terms) {
        QStringList words;
        for (qsizetype i = 0; i < term.words.size(); ++i) {
            const bool open = term.prefix && i == term.words.size() - 1;
            words.append(u'\'' + term.words.at(i) + (open ? u"':*"_s : u"'"_s));
        }
        parts.append(u'(' + words.join(u" <-> "_s) + u')');
    }
    return parts.join(u" & "_s);
}

bool matches(const QString& text, const QList<Term>& terms) {
    const QList<Token> words = tokens(text);
    return std::all_of(terms.cbegin(), terms.cend(),
                       [&](const Term& term) { return findTerm(words, term, 0) >= 0; });
}

QString foldText(const QString& text) {
    QString folded;
    for (const Token& token : tokens(text)) {
        if (folded.size() + token.word.size() >= MaxFolded)
            break;
        if (!folded.isEmpty())
            folded.append(u' ');
        folded.append(token.word);
    }
    return folded;
}

QString foldName(const QString& name) {
    QString folded;
    for (const QChar c : name.normalized(QString::NormalizationForm_D).toLower()) {
        if (!c.isMark())
            folded.append(c);
    }
    return folded.simplified();
}

QString likePattern(const QString& part) {
    QString escaped = foldName(part);
    escaped.replace(u'\\', u"\\\\"_s).replace(u'%', u"\\%"_s).replace(u'_', u"\\_"_s);
    return u'%' + escaped + u'%';
}

Snippet snippet(const QString& text, const QList<Term>& terms, int length) {
    const QList<Token> words = tokens(text);
    QList<TextRange> places;
    qsizetype anchor = -1;
    qsizetype best = 0;
    for (const Term& term : terms) {
        for (qsizetype at = findTerm(words, term, 0); at >= 0; at = findTerm(words, term, at + 1)) {
            const TextRange& first = words.at(at).range;
            const TextRange& last = words.at(at + term.words.size() - 1).range;
            places.append({first.start, last.start + last.length - first.start});
            if (places.size() >= 200)
                break;
        }
    }
    std::sort(places.begin(), places.end(), [](const TextRange& a, const TextRange& b) {
        return std::pair(a.start, -a.length) < std::pair(b.start, -b.length);
    });
    for (qsizetype i = 0; i < places.size(); ++i) {
        qsizetype inWindow = 0;
        for (qsizetype k = i; k < places.size() && places.at(k).start < places.at(i).start + length * 2 / 3; ++k)
            ++inWindow;
        if (inWindow > best) {
            best = inWindow;
            anchor = places.at(i).start;
        }
    }

    // A window that begins at a word, a third of it before the first place.
    qsizetype from = std::max<qsizetype>(0, anchor - length / 3);
    if (text.size() <= length)
        from = 0;
    else if (from > 0) {
        const auto begin =
            std::find_if(words.begin(), words.end(), [&](const Token& t) { return t.range.start >= from; });
        if (begin != words.end() && begin->range.start <= anchor)
            from = begin->range.start;
    }
    qsizetype to = std::min(text.size(), from + length);
    if (to < text.size() && text.at(to).isLowSurrogate())
        --to;

    Snippet result;
    if (from > 0)
        result.text = u"…"_s;
    const qsizetype shift = result.text.size() - from;
    for (qsizetype i = from; i < to; ++i) {
        // One character in, one character out: the places keep fitting.
        const QChar c = text.at(i);
        const bool visible =
            c.isPrint() || c.isSurrogate() || c.isMark() || c.category() == QChar::Other_PrivateUse;
        result.text.append(visible && !c.isSpace() ? c : u' ');
    }
    if (to < text.size())
        result.text.append(u'…');
    for (const TextRange& place : places) {
        if (place.start < from || place.start + place.length > to)
            continue;
        const int start = static_cast<int>(place.start + shift);
        if (!result.highlights.isEmpty()) {
            const TextRange& last = result.highlights.constLast();
            if (start < last.start + last.length)
                continue;
        }
        result.highlights.append({start, place.length});
    }
    return result;
}

QString firstWords(const QString& text) {
    return rules::oneLine(text, 80);
}

} // namespace souffleur::store::searchtext
