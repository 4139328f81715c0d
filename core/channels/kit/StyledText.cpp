// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/kit/StyledText.h"

#include <algorithm>

namespace souffleur::channels::kit {
namespace {

constexpr qsizetype MaxRanges = 200;

} // namespace

void StyledText::replace(qsizetype at, qsizetype length, const QString& words) {
    text.replace(at, length, words);
    const qsizetype grown = words.size() - length;
    for (Range& range : ranges) {
        if (range.start > at)
            range.start += grown;
        else if (range.start + range.length > at)
            range.length += grown;
    }
}

bool hasMarkup(const RichText& text) {
    return std::any_of(text.lines.begin(), text.lines.end(), [](const Line& line) {
        return line.kind == Line::Kind::Code ||
               std::any_of(line.spans.begin(), line.spans.end(), [](const Span& span) {
                   return span.styles || (!span.link.isEmpty() && span.link != span.text);
               });
    });
}

RichText fromStyled(const StyledText& text) {
    QList<StyledText::Range> ranges;
    QList<qsizetype> cuts{0, text.text.size()};
    for (const StyledText::Range& range : text.ranges) {
        if (ranges.size() >= MaxRanges)
            break;
        if (range.start < 0 || range.length <= 0 || range.start > text.text.size() ||
            range.length > text.text.size() - range.start)
            continue;
        ranges += range;
        cuts += {range.start, range.start + range.length};
    }
    std::sort(cuts.begin(), cuts.end());
    RichText rich;
    Line line;
    for (qsizetype i = 0; i + 1 < cuts.size(); ++i) {
        const qsizetype from = cuts.at(i);
        Styles styles;
        QString link;
        Line::Kind block = Line::Kind::Text;
        for (const StyledText::Range& range : std::as_const(ranges)) {
            if (from < range.start || from >= range.start + range.length)
                continue;
            styles |= range.styles;
            if (!range.link.isEmpty())
                link = range.link;
            if (block != Line::Kind::Code && range.block != Line::Kind::Text)
                block = range.block;
        }
        QStringView rest = QStringView(text.text).mid(from, cuts.at(i + 1) - from);
        while (!rest.isEmpty()) {
            const qsizetype end = rest.indexOf(u'\n');
            const QString words = (end < 0 ? rest : rest.left(end)).toString();
            if (!words.isEmpty()) {
                // A block that begins inside a line has one of its own.
                if (block != line.kind && !line.spans.isEmpty() &&
                    (block == Line::Kind::Code || line.kind == Line::Kind::Code))
                    rich.lines += std::exchange(line, {});
                if (line.spans.isEmpty())
                    line.kind = block;
                if (line.kind == Line::Kind::Code)
                    append(line.spans, {words, {}});
                else
                    append(line.spans, link.isEmpty() ? Span{words, styles} : linkSpan(words, link, styles));
            }
            if (end < 0)
                break;
            if (line.spans.isEmpty())
                line.kind = block;
            rich.lines += std::exchange(line, {});
            rest = rest.mid(end + 1);
        }
    }
    if (!line.spans.isEmpty() || text.text.endsWith(u'\n') || rich.lines.isEmpty())
        rich.lines += line;
    return rich;
}

StyledText toStyled(const RichText& text, Links links) {
    StyledText out;
    const auto mark = [&out](qsizetype start, Styles styles, const QString& link, Line::Kind block) {
        const qsizetype length = out.text.size() - start;
        if (length > 0 && (styles || !link.isEmpty() || block != Line::Kind::Text))
            out.ranges += {start, length, styles, link, block};
    };
    std::optional<qsizetype> code; // where the block began
    for (qsizetype i = 0; i < text.lines.size(); ++i) {
        const Line& line = text.lines.at(i);
        if (code && line.kind != Line::Kind::Code)
            mark(*std::exchange(code, {}), {}, {}, Line::Kind::Code);
        if (i > 0)
            out.text += u'\n';
        switch (line.kind) {
        case Line::Kind::Quote:
            out.text += QString(line.level + 1, u'>') + u' ';
            break;
        case Line::Kind::Bullet:
            out.text += QString(2 * line.level, u' ') + u"- "_s;
            break;
        case Line::Kind::Number:
            out.text += QString(2 * line.level, u' ') + QString::number(line.number) + u". "_s;
            break;
        case Line::Kind::Code:
            if (!code)
                code = out.text.size();
            break;
        case Line::Kind::Text:
            break;
        }
        for (const Span& span : line.spans) {
            const bool same = span.link.isEmpty() || span.link == span.text ||
                              span.link == u"mailto:"_s + span.text || span.link == u"tel:"_s + span.text;
            const bool asRange =
                !same && links == Links::Ranges && span.link.startsWith(u"http", Qt::CaseInsensitive);
            const qsizetype start = out.text.size();
            out.text += span.text;
            mark(start, span.styles, asRange ? span.link : QString(), Line::Kind::Text);
            if (!same && !asRange)
                out.text += u" ("_s + span.link + u')';
        }
    }
    if (code)
        mark(*code, {}, {}, Line::Kind::Code);
    return out;
}

} // namespace souffleur::channels::kit
