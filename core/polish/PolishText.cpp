// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "polish/PolishText.h"

#include "polish/Facts.h"

#include <algorithm>

#include <QRegularExpression>

namespace souffleur::polish {

namespace {
constexpr qsizetype MaxQuestion = 600;
constexpr size_t MaxDiffWords = 2000;
using Pattern = QRegularExpression;
constexpr auto Options = Pattern::CaseInsensitiveOption | Pattern::UseUnicodePropertiesOption;

//! Words with the white space behind them; white space at the beginning is a word of its own.
QStringList pieces(const QString& text) {
    static const Pattern pattern(u"\\S+\\s*|^\\s+"_s);
    QStringList result;
    for (auto it = pattern.globalMatch(text); it.hasNext();)
        result.append(it.next().captured(0));
    return result;
}

void add(QList<DiffPart>& parts, DiffKind kind, const QString& text) {
    if (text.isEmpty())
        return;
    if (!parts.isEmpty() && parts.last().kind == kind)
        parts.last().text += text;
    else
        parts.append({kind, text});
}

bool isForbidden(char32_t c) {
    if (c == U'\n' || c == U'\t')
        return false;
    const QChar::Category category = QChar::category(c);
    return category == QChar::Other_Control || category == QChar::Other_Format ||
           category == QChar::Other_Surrogate || category == QChar::Other_PrivateUse ||
           category == QChar::Separator_Line || category == QChar::Separator_Paragraph;
}
} // namespace

QString templateOf(const FilledText& draft) {
    QString text;
    qsizetype at = 0;
    for (const PlaceholderSpan& span : draft.placeholders) {
        text += QStringView(draft.text).mid(at, span.range.start - at);
        text += u"{{%1}}"_s.arg(span.name);
        at = span.range.start + span.range.length;
    }
    text += QStringView(draft.text).mid(at);
    return text;
}

FilledText refill(const QString& text, const FilledText& draft) {
    static const Pattern pattern(u"\\{\\{\\s*([^{}]{1,64}?)\\s*\\}\\}"_s);
    QHash<QString, PlaceholderSpan> spans;
    for (const PlaceholderSpan& span : draft.placeholders)
        spans.insert(span.name, span);
    FilledText result;
    qsizetype at = 0;
    for (auto it = pattern.globalMatch(text); it.hasNext();) {
        const auto match = it.next();
        result.text += QStringView(text).mid(at, match.capturedStart() - at);
        at = match.capturedEnd();
        PlaceholderSpan span = spans.value(match.captured(1).toLower());
        const QString value =
            span.resolved ? draft.text.mid(span.range.start, span.range.length) : match.captured(0);
        span.name = match.captured(1).toLower();
        span.range = {int(result.text.size()), int(value.size())};
        result.text += value;
        result.placeholders.append(span);
    }
    result.text += QStringView(text).mid(at);
    return result;
}

QString maskQuestion(const QString& text, const QStringList& privateWords) {
    static const Pattern mail(u"[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)*"_s, Options);
    static const Pattern link(u"\\b[a-z][a-z0-9+.-]*://\\S+|\\bwww\\.\\S+"_s, Options);
    static const Pattern handle(u"(?<!\\w)@\\w+"_s, Options);
    static const Pattern number(u"[\\w+#-]*\\p{N}(?:[\\w.,:/-]*\\w)?(?:[ ]?\\p{N}+)*"_s, Options);
    QString masked = text.normalized(QString::NormalizationForm_KC);
    masked.replace(mail, u"[email]"_s);
    masked.replace(link, u"[link]"_s);
    masked.replace(handle, u"[name]"_s);
    for (const QString& words : privateWords) {
        static const Pattern space(u"[\\s,;]+"_s);
        for (const QString& word :
             words.normalized(QString::NormalizationForm_KC).split(space, Qt::SkipEmptyParts)) {
            if (word.size() > 1)
                masked.replace(
                    Pattern(u"(?<![\\p{L}\\p{N}])"_s + Pattern::escape(word) + u"(?![\\p{L}\\p{N}])"_s, Options),
                    u"[name]"_s);
        }
    }
    masked.replace(number, u"[number]"_s);
    masked = masked.simplified();
    if (masked.size() > MaxQuestion) {
        masked.truncate(MaxQuestion);
        if (masked.back().isHighSurrogate())
            masked.chop(1);
    }
    return masked;
}

QString unwrapped(const QString& answer, const QString& source) {
    static const Pattern thoughts(u"^\\s*<think>.*?</think>"_s, Options | Pattern::DotMatchesEverythingOption);
    static const Pattern fence(u"^```[a-z]*\\n(.*)\\n```$"_s, Options | Pattern::DotMatchesEverythingOption);
    QString text = QString(answer).remove(thoughts).trimmed();
    text.replace(u"\r\n"_s, u"\n"_s);
    if (const auto match = fence.match(text); match.hasMatch() && !source.contains(u"```"_s))
        text = match.captured(1).trimmed();
    static const QList<std::pair<QChar, QChar>> quotes{{u'"', u'"'}, {u'„', u'“'}, {u'“', u'”'}, {u'«', u'»'}};
    for (const auto& [open, close] : quotes) {
        if (text.size() > 2 && text.front() == open && text.back() == close && !source.startsWith(open))
            text = text.mid(1, text.size() - 2).trimmed();
    }
    return text;
}

QString objection(const QString& source, const QString& result) {
    if (result.trimmed().isEmpty())
        return u"empty"_s;
    if (result.size() > 2 * source.size() + 200)
        return u"too_long"_s;
    for (const char32_t c : result.toUcs4()) {
        // Emoji are joined by format characters; what the source has may stay.
        if (isForbidden(c) && !source.contains(QString::fromUcs4(&c, 1)))
            return u"characters"_s;
    }
    for (const QString& mark : {u"**"_s, u"```"_s, u"]("_s, u"<a "_s, u"\n#"_s}) {
        if (result.contains(mark) && !source.contains(mark))
            return u"markup"_s;
    }
    if (const QStringList changes = changedFacts(source, result); !changes.isEmpty())
        return u"facts: "_s + changes.join(u' ');
    return {};
}

QList<DiffPart> wordDiff(const QString& before, const QString& after) {
    const QStringList a = pieces(before);
    const QStringList b = pieces(after);
    QList<DiffPart> parts;
    const auto n = size_t(a.size());
    const auto m = size_t(b.size());
    if (n > MaxDiffWords || m > MaxDiffWords) {
        if (before == after) {
            add(parts, DiffKind::Same, before);
        } else {
            add(parts, DiffKind::Removed, before);
            add(parts, DiffKind::Added, after);
        }
        return parts;
    }
    // Longest common subsequence from the ends, so that walking it gives reading order.
    std::vector<std::vector<quint16>> common(n + 1, std::vector<quint16>(m + 1, 0));
    for (size_t i = n; i-- > 0;) {
        for (size_t j = m; j-- > 0;)
            common[i][j] = a.at(qsizetype(i)) == b.at(qsizetype(j)) ? quint16(common[i + 1][j + 1] + 1)
                                                                    : std::max(common[i + 1][j], common[i][j + 1]);
    }
    QString removed;
    QString added;
    const auto flush = [&] {
        add(parts, DiffKind::Removed, std::exchange(removed, {}));
        add(parts, DiffKind::Added, std::exchange(added, {}));
    };
    size_t i = 0;
    size_t j = 0;
    while (i < n || j < m) {
        if (i < n && j < m && a.at(qsizetype(i)) == b.at(qsizetype(j))) {
            flush();
            add(parts, DiffKind::Same, a.at(qsizetype(i)));
            ++i;
            ++j;
        } else if (j == m || (i < n && common[i + 1][j] >= common[i][j + 1])) {
            removed += a.at(qsizetype(i++));
        } else {
            added += b.at(qsizetype(j++));
        }
    }
    flush();
    return parts;
}

} // namespace souffleur::polish
