// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/kit/Markdown.h"

#include "channels/kit/Inline.h"

#include <QRegularExpression>

namespace souffleur::channels::kit {
namespace {

const InlineRules& rulesOf(MarkdownDialect dialect) {
    static const QList<InlineRules::Mark> common{{u"**"_s, Style::Bold}, {u"~~"_s, Style::Strike}};
    static const QList<InlineRules::Mark> italics{{u"*"_s, Style::Italic}, {u"_"_s, Style::Italic}};
    // <https://...> is a link without its preview.
    static const auto address = [](const QString& inside, Styles styles) -> std::optional<Span> {
        return isLinkAddress(inside) ? std::optional(Span{inside, styles, inside}) : std::nullopt;
    };
    static const InlineRules ours{common + italics, false, true, {}, {}};
    static const InlineRules mattermost{
        common + QList<InlineRules::Mark>{{u"__"_s, Style::Bold}} + italics, true, true, address, {}};
    static const InlineRules discord{
        common + QList<InlineRules::Mark>{{u"__"_s, Style::Bold}, {u"||"_s, {}}} + italics,
        true,
        true,
        [](const QString& inside, Styles styles) -> std::optional<Span> {
            // <:name:id> and <a:name:id> are pictures; their name is what can be shown.
            static const QRegularExpression emoji(u"^a?:([A-Za-z0-9_~]{1,64}):\\d{1,20}$"_s);
            if (const auto match = emoji.match(inside); match.hasMatch())
                return Span{u':' + match.captured(1) + u':', styles};
            return address(inside, styles);
        },
        {}};
    switch (dialect) {
    case MarkdownDialect::Ours:
        return ours;
    case MarkdownDialect::Discord:
        return discord;
    case MarkdownDialect::Mattermost:
        break;
    }
    return mattermost;
}

//! "> ", "- ", "1. " at the beginning of a line; what is behind it stays in `rest`.
Line beginning(QStringView text, QStringView& rest) {
    Line line;
    qsizetype i = 0;
    while (i < text.size() && text.at(i) == u' ')
        ++i;
    const int level = int(std::min<qsizetype>(i / 2, MaxLevel));
    const QStringView from = text.mid(i);
    if (from.startsWith(u"> ") || from == u">") {
        line.kind = Line::Kind::Quote;
        qsizetype at = 0;
        while (at < from.size() &&
               (from.at(at) == u'>' || (from.at(at) == u' ' && at + 1 < from.size() && from.at(at + 1) == u'>'))) {
            line.level += from.at(at) == u'>';
            ++at;
        }
        line.level = std::min(line.level - 1, MaxLevel);
        rest = from.mid(at);
        if (rest.startsWith(u' '))
            rest = rest.mid(1);
        return line;
    }
    if (from.startsWith(u"- ") || from.startsWith(u"* ") || from.startsWith(u"+ ") || from.startsWith(u"• ")) {
        line.kind = Line::Kind::Bullet;
        line.level = level;
        rest = from.mid(2);
        return line;
    }
    qsizetype digits = 0;
    while (digits < from.size() && digits < 6 && from.at(digits) >= u'0' && from.at(digits) <= u'9')
        ++digits;
    if (digits > 0 && from.mid(digits).startsWith(u". ")) {
        line.kind = Line::Kind::Number;
        line.level = level;
        line.number = from.left(digits).toInt();
        rest = from.mid(digits + 2);
        return line;
    }
    rest = text;
    return line;
}

QString escaped(const QString& text) {
    QString out;
    out.reserve(text.size());
    bool inAddress = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        // An address is made a link by every client, and a backslash would break it.
        if (c.isSpace())
            inAddress = false;
        else if (c == u'h' && isLinkAddress(text.mid(i, 9).section(u' ', 0, 0)))
            inAddress = true;
        if (!inAddress && QStringView(u"\\*_~`|[]<>").contains(c))
            out += u'\\';
        out += c;
    }
    return out;
}

//! Words at the beginning of a line must not become a list, a quote or a heading.
QString guarded(const QString& line) {
    QStringView rest;
    if (beginning(line, rest).kind != Line::Kind::Text || line.trimmed().startsWith(u'#')) {
        qsizetype sign = 0;
        while (sign + 1 < line.size() && line.at(sign).isSpace())
            ++sign;
        while (sign + 1 < line.size() && line.at(sign).isDigit())
            ++sign;
        return line.left(sign) + u'\\' + line.mid(sign);
    }
    return line;
}

//! Marks stand close to words: white space at a span's ends goes outside.
QString wrapped(const QString& text, const QString& mark) {
    qsizetype begin = 0;
    qsizetype end = text.size();
    while (begin < end && text.at(begin).isSpace())
        ++begin;
    while (end > begin && text.at(end - 1).isSpace())
        --end;
    if (begin == end)
        return text;
    return text.left(begin) + mark + text.mid(begin, end - begin) + mark + text.mid(end);
}

QString spanText(const Span& span, MarkdownDialect dialect) {
    const bool ours = dialect == MarkdownDialect::Ours;
    if (span.styles & Style::Code)
        return span.text.contains(u'`') ? span.text : wrapped(span.text, u"`"_s);
    QString text = ours ? span.text : escaped(span.text);
    if (!span.link.isEmpty()) {
        if (span.link == span.text)
            text = span.text; // An address is made a link by every client.
        else if (span.link == u"mailto:"_s + span.text || span.link == u"tel:"_s + span.text)
            text = span.text;
        else
            text = u'[' + text + u"]("_s + QString(span.link).replace(u')', u"%29"_s) + u')';
    }
    if (span.styles & Style::Strike)
        text = wrapped(text, u"~~"_s);
    if (span.styles & Style::Italic)
        text = wrapped(text, u"_"_s);
    if (span.styles & Style::Bold)
        text = wrapped(text, u"**"_s);
    return text;
}

} // namespace

RichText fromMarkdown(const QString& text, MarkdownDialect dialect) {
    RichText rich;
    bool inCode = false;
    bool quoteToEnd = false; // Discord's ">>> "
    for (QStringView raw : QStringView(text).split(u'\n')) {
        if (raw.endsWith(u'\r'))
            raw.chop(1);
        const QStringView trimmed = raw.trimmed();
        if (trimmed.startsWith(u"```")) {
            // A fence with everything on one line.
            if (!inCode && trimmed.size() > 6 && trimmed.endsWith(u"```")) {
                rich.lines += Line{Line::Kind::Code, 0, 0, {{trimmed.mid(3, trimmed.size() - 6).toString(), {}}}};
                continue;
            }
            inCode = !inCode;
            continue;
        }
        if (inCode) {
            // Discord lets the fence end behind the last line's words.
            const bool ends = raw.endsWith(u"```");
            Line line{Line::Kind::Code};
            append(line.spans, {(ends ? raw.chopped(3) : raw).toString(), {}});
            rich.lines += line;
            inCode = !ends;
            continue;
        }
        if (dialect == MarkdownDialect::Discord && raw.startsWith(u">>> ")) {
            quoteToEnd = true;
            raw = raw.mid(4);
        }
        QStringView rest;
        Line line = beginning(raw, rest);
        bool heading = false;
        if (dialect != MarkdownDialect::Ours && line.kind == Line::Kind::Text) {
            static const QRegularExpression hashes(u"^#{1,6} +"_s);
            if (const auto match = hashes.match(rest.toString()); match.hasMatch()) {
                rest = rest.mid(match.capturedLength());
                heading = true;
            }
        }
        if (quoteToEnd && line.kind == Line::Kind::Text)
            line.kind = Line::Kind::Quote;
        line.spans = readInline(rest.toString(), rulesOf(dialect));
        if (heading)
            for (Span& span : line.spans)
                span.styles |= Style::Bold;
        rich.lines += line;
    }
    return rich;
}

QString toMarkdown(const RichText& text, MarkdownDialect dialect) {
    QStringList lines;
    bool inCode = false;
    for (const Line& line : text.lines) {
        if ((line.kind == Line::Kind::Code) != inCode) {
            lines += u"```"_s;
            inCode = !inCode;
        }
        QString words;
        for (const Span& span : line.spans)
            words += inCode ? span.text : spanText(span, dialect);
        switch (line.kind) {
        case Line::Kind::Code:
            lines += words.replace(u"```"_s, u"'''"_s);
            break;
        case Line::Kind::Text:
            lines += dialect == MarkdownDialect::Ours ? words : guarded(words);
            break;
        case Line::Kind::Quote:
            lines += QString(line.level + 1, u'>') + u' ' + words;
            break;
        case Line::Kind::Bullet:
            lines += QString(2 * line.level, u' ') + u"- "_s + words;
            break;
        case Line::Kind::Number:
            lines += QString(2 * line.level, u' ') + QString::number(line.number) + u". "_s + words;
            break;
        }
    }
    if (inCode)
        lines += u"```"_s;
    return lines.join(u'\n');
}

} // namespace souffleur::channels::kit
