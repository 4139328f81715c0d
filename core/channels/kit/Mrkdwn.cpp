// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/kit/Mrkdwn.h"

#include "channels/kit/Inline.h"

#include <QRegularExpression>

namespace souffleur::channels::kit {
namespace {

QString decoded(const QString& text) {
    // One pass: "&amp;lt;" stands for "&lt;".
    QString out;
    out.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const auto next = [&](QStringView entity) { return QStringView(text).mid(i).startsWith(entity); };
        if (text.at(i) != u'&') {
            out += text.at(i);
        } else if (next(u"&amp;")) {
            out += u'&';
            i += 4;
        } else if (next(u"&lt;") || next(u"&gt;")) {
            out += next(u"&lt;") ? u'<' : u'>';
            i += 3;
        } else {
            out += u'&';
        }
    }
    return out;
}

//! What stands between < and >: a link, a mention or a command.
std::optional<Span> angle(const QString& inside, Styles styles, const NameOf& nameOf) {
    const qsizetype bar = inside.indexOf(u'|');
    const QString target = decoded(bar < 0 ? inside : inside.left(bar));
    const QString label = bar < 0 ? QString() : decoded(inside.mid(bar + 1));
    if (target.isEmpty())
        return std::nullopt;
    const QChar sign = target.at(0);
    if (sign == u'@' || sign == u'#') {
        QString name = label;
        if (name.isEmpty() && nameOf)
            name = nameOf(target.mid(1));
        return Span{sign + (name.isEmpty() ? target.mid(1) : name), styles};
    }
    if (sign == u'!') {
        if (!label.isEmpty())
            return Span{label, styles};
        return Span{u'@' + target.mid(1).section(u'^', 0, 0), styles};
    }
    if (target.startsWith(u"mailto:") && label == target.mid(7))
        return Span{label, styles, target};
    if (!isLinkAddress(target) && label.isEmpty())
        return std::nullopt;
    return linkSpan(label, target, styles);
}

Line lineOf(const QString& text, const InlineRules& rules) {
    Line line;
    qsizetype at = 0;
    while (at < text.size() && text.at(at) == u' ')
        ++at;
    const QStringView from = QStringView(text).mid(at);
    const int level = int(std::min<qsizetype>(at / 4, MaxLevel));
    static const QRegularExpression number(u"^(\\d{1,6})\\. "_s);
    qsizetype skip = 0;
    if (from.startsWith(u"&gt;") || from.startsWith(u">")) {
        line.kind = Line::Kind::Quote;
        skip = at + (from.startsWith(u"&gt;") ? 4 : 1);
        if (skip < text.size() && text.at(skip) == u' ')
            ++skip;
    } else if (from.startsWith(u"• ") || from.startsWith(u"◦ ") || from.startsWith(u"▪︎ ") ||
               from.startsWith(u"- ")) {
        line.kind = Line::Kind::Bullet;
        line.level = level;
        skip = at + from.indexOf(u' ') + 1;
    } else if (const auto match = number.match(from.toString()); match.hasMatch()) {
        line.kind = Line::Kind::Number;
        line.level = level;
        line.number = match.capturedView(1).toInt();
        skip = at + match.capturedLength();
    }
    line.spans = readInline(text.mid(skip), rules);
    return line;
}

QString marked(const QString& text, QChar mark) {
    const QString inner = text.trimmed();
    if (inner.isEmpty())
        return text;
    const qsizetype at = text.indexOf(inner);
    return text.left(at) + mark + inner + mark + text.mid(at + inner.size());
}

QString spanText(const Span& span) {
    QString text = escapedMrkdwn(span.text);
    if (!span.link.isEmpty()) {
        const QString address =
            escapedMrkdwn(span.link).replace(u'|', u"%7C"_s).replace(u'>', u"%3E"_s).replace(u'<', u"%3C"_s);
        text = span.link == span.text ? u'<' + address + u'>' : u'<' + address + u'|' + text + u'>';
    }
    if (span.styles & Style::Code)
        return span.text.contains(u'`') ? text : marked(text, u'`');
    if (span.styles & Style::Strike)
        text = marked(text, u'~');
    if (span.styles & Style::Italic)
        text = marked(text, u'_');
    if (span.styles & Style::Bold)
        text = marked(text, u'*');
    return text;
}

} // namespace

QString escapedMrkdwn(const QString& text) {
    return QString(text).replace(u'&', u"&amp;"_s).replace(u'<', u"&lt;"_s).replace(u'>', u"&gt;"_s);
}

QStringList mentionsIn(const QString& mrkdwn) {
    static const QRegularExpression mention(u"<@([A-Z0-9]{2,32})[|>]"_s);
    QStringList ids;
    for (auto it = mention.globalMatch(mrkdwn); it.hasNext() && ids.size() < 50;)
        ids += it.next().captured(1);
    ids.removeDuplicates();
    return ids;
}

RichText fromMrkdwn(const QString& text, const NameOf& nameOf) {
    InlineRules rules;
    rules.marks = {{u"*"_s, Style::Bold}, {u"_"_s, Style::Italic}, {u"~"_s, Style::Strike}};
    rules.backslash = false;
    rules.markdownLinks = false;
    rules.angle = [&nameOf](const QString& inside, Styles styles) { return angle(inside, styles, nameOf); };
    rules.words = decoded;

    RichText rich;
    // Code blocks open and close anywhere in a line; an odd fence opens nothing.
    QStringList parts = text.split(u"```"_s);
    if (parts.size() % 2 == 0) {
        const QString last = parts.takeLast();
        parts.last() += u"```"_s + last;
    }
    for (qsizetype i = 0; i < parts.size(); ++i) {
        QString part = parts.at(i);
        const bool code = i % 2 == 1;
        // The line breaks around a block belong to its fences.
        if (part.startsWith(u'\n') && i > 0)
            part.remove(0, 1);
        if (part.endsWith(u'\n') && i + 1 < parts.size())
            part.chop(1);
        if (part.isEmpty() && (code || parts.size() > 1))
            continue;
        for (const QString& line : part.split(u'\n')) {
            if (!code) {
                rich.lines += lineOf(line, rules);
                continue;
            }
            Line out{Line::Kind::Code};
            append(out.spans, {decoded(line), {}});
            rich.lines += out;
        }
    }
    return rich;
}

QString toMrkdwn(const RichText& text) {
    QStringList lines;
    bool inCode = false;
    for (const Line& line : text.lines) {
        if ((line.kind == Line::Kind::Code) != inCode) {
            lines += u"```"_s;
            inCode = !inCode;
        }
        QString words;
        for (const Span& span : line.spans)
            words += inCode ? escapedMrkdwn(span.text) : spanText(span);
        const QString indent(4 * line.level, u' ');
        switch (line.kind) {
        case Line::Kind::Text:
        case Line::Kind::Code:
            lines += words;
            break;
        case Line::Kind::Quote:
            lines += u"> "_s + words;
            break;
        case Line::Kind::Bullet:
            lines += indent + u"• "_s + words;
            break;
        case Line::Kind::Number:
            lines += indent + QString::number(line.number) + u". "_s + words;
            break;
        }
    }
    if (inCode)
        lines += u"```"_s;
    return lines.join(u'\n');
}

} // namespace souffleur::channels::kit
