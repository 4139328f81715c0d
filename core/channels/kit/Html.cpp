// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/kit/Html.h"

#include <QHash>

namespace souffleur::channels::kit {
namespace {

constexpr qsizetype MaxEntity = 12;

QString decodedEntity(QStringView name) {
    static const QHash<QString, QString> named{
        {u"amp"_s, u"&"_s},   {u"lt"_s, u"<"_s},        {u"gt"_s, u">"_s},     {u"quot"_s, u"\""_s},
        {u"apos"_s, u"'"_s},  {u"nbsp"_s, u"\u00a0"_s}, {u"hellip"_s, u"…"_s}, {u"ndash"_s, u"–"_s},
        {u"mdash"_s, u"—"_s}, {u"auml"_s, u"ä"_s},      {u"ouml"_s, u"ö"_s},   {u"uuml"_s, u"ü"_s},
        {u"Auml"_s, u"Ä"_s},  {u"Ouml"_s, u"Ö"_s},      {u"Uuml"_s, u"Ü"_s},   {u"szlig"_s, u"ß"_s},
        {u"euro"_s, u"€"_s}};
    if (!name.startsWith(u'#'))
        return named.value(name.toString());
    bool fine = false;
    const bool hex = name.size() > 2 && name.at(1).toLower() == u'x';
    const uint code = hex ? name.mid(2).toUInt(&fine, 16) : name.mid(1).toUInt(&fine, 10);
    if (!fine || code < 0x20 || code > 0x10ffff || (code >= 0xd800 && code < 0xe000))
        return code == 9 || code == 10 ? u" "_s : QString();
    const char32_t character = code;
    return QString::fromUcs4(&character, 1);
}

QString decoded(QStringView text) {
    QString out;
    out.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text.at(i) == u'&') {
            const qsizetype end = text.mid(i, MaxEntity).indexOf(u';');
            if (const QString sign = end > 1 ? decodedEntity(text.mid(i + 1, end - 1)) : QString();
                !sign.isEmpty()) {
                out += sign;
                i += end;
                continue;
            }
        }
        out += text.at(i);
    }
    return out;
}

struct Tag {
    QString name;
    bool closes = false;
    QStringView attributes;
};

QString attribute(QStringView attributes, QStringView name) {
    qsizetype at = 0;
    // One pass over name="value" pairs.
    while (at < attributes.size()) {
        while (at < attributes.size() && (attributes.at(at).isSpace() || attributes.at(at) == u'/'))
            ++at;
        const qsizetype begin = at;
        while (at < attributes.size() && attributes.at(at) != u'=' && !attributes.at(at).isSpace())
            ++at;
        const QStringView key = attributes.mid(begin, at - begin);
        while (at < attributes.size() && attributes.at(at).isSpace())
            ++at;
        QStringView value;
        if (at < attributes.size() && attributes.at(at) == u'=') {
            ++at;
            while (at < attributes.size() && attributes.at(at).isSpace())
                ++at;
            if (at < attributes.size() && (attributes.at(at) == u'"' || attributes.at(at) == u'\'')) {
                const qsizetype end = attributes.indexOf(attributes.at(at), at + 1);
                value = attributes.mid(at + 1, (end < 0 ? attributes.size() : end) - at - 1);
                at = end < 0 ? attributes.size() : end + 1;
            } else {
                const qsizetype from = at;
                while (at < attributes.size() && !attributes.at(at).isSpace())
                    ++at;
                value = attributes.mid(from, at - from);
            }
        }
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return decoded(value);
        if (key.isEmpty())
            ++at;
    }
    return {};
}

//! Builds lines out of a stream of tags and words. Open elements are counted, so that depth costs nothing.
class Builder {
public:
    RichText take() {
        breakLine(false);
        while (!m_rich.lines.isEmpty() && m_rich.lines.last().spans.isEmpty() &&
               m_rich.lines.last().kind == Line::Kind::Text)
            m_rich.lines.removeLast();
        return std::move(m_rich);
    }

    void words(QStringView raw) {
        if (m_hidden > 0)
            return;
        const QString text = decoded(raw);
        if (m_open[u"pre"_s] > 0) {
            const QStringList lines = text.split(u'\n');
            for (qsizetype i = 0; i < lines.size(); ++i) {
                if (i > 0)
                    breakLine(true);
                put(lines.at(i));
            }
            return;
        }
        // White space is one blank, and none at the beginning of a line.
        QString flowing;
        for (const QChar c : text) {
            const bool blank = c.isSpace() && c != u'\u00a0';
            if (!blank)
                flowing += c;
            else if (flowing.isEmpty() ? !endsWithBlank() : !flowing.endsWith(u' '))
                flowing += u' ';
        }
        put(flowing);
    }

    void tag(const Tag& tag) {
        static const QStringList hidden{u"script"_s, u"style"_s, u"mx-reply"_s, u"head"_s, u"title"_s};
        static const QStringList blocks{u"p"_s,  u"div"_s, u"h1"_s, u"h2"_s,         u"h3"_s,      u"h4"_s,
                                        u"h5"_s, u"h6"_s,  u"ul"_s, u"ol"_s,         u"li"_s,      u"table"_s,
                                        u"tr"_s, u"pre"_s, u"hr"_s, u"blockquote"_s, u"details"_s, u"summary"_s};
        if (hidden.contains(tag.name)) {
            m_hidden = std::max(0, m_hidden + (tag.closes ? -1 : 1));
            return;
        }
        if (m_hidden > 0)
            return;
        if (tag.name == u"br")
            return breakLine(true);
        if (tag.name == u"img") {
            put(attribute(tag.attributes, u"alt"));
            return;
        }
        if (blocks.contains(tag.name))
            breakLine(false);
        if ((tag.name == u"td" || tag.name == u"th") && !m_line.spans.isEmpty() && !tag.closes)
            put(u" | "_s);
        if (tag.name == u"a") {
            flushLink();
            if (!tag.closes)
                m_link = attribute(tag.attributes, u"href");
            return;
        }
        if (tag.name == u"ul" || tag.name == u"ol") {
            if (!tag.closes) {
                if (m_lists.size() < 1000)
                    m_lists += tag.name == u"ol" ? std::max(1, attribute(tag.attributes, u"start").toInt()) : 0;
            } else if (!m_lists.isEmpty()) {
                m_lists.removeLast();
            }
            return;
        }
        if (tag.name == u"li") {
            m_item = !tag.closes;
            return;
        }
        int& open = m_open[tag.name];
        open = std::max(0, open + (tag.closes ? -1 : 1));
        if (m_open.size() > 200)
            m_open.remove(tag.name);
    }

private:
    bool isOpen(std::initializer_list<QStringView> names) const {
        return std::any_of(names.begin(), names.end(),
                           [&](QStringView name) { return m_open.value(name.toString()) > 0; });
    }
    bool endsWithBlank() const {
        return m_line.spans.isEmpty() ? m_linkText.isEmpty() : m_line.spans.last().text.endsWith(u' ');
    }
    Styles styles() const {
        Styles styles;
        styles.setFlag(Style::Bold,
                       isOpen({u"b", u"strong", u"h1", u"h2", u"h3", u"h4", u"h5", u"h6", u"u", u"th"}));
        styles.setFlag(Style::Italic, isOpen({u"i", u"em"}));
        styles.setFlag(Style::Strike, isOpen({u"s", u"del", u"strike"}));
        styles.setFlag(Style::Code, isOpen({u"code", u"tt", u"kbd"}) && !isOpen({u"pre"}));
        return styles;
    }
    void put(const QString& text) {
        if (text.isEmpty())
            return;
        if (!m_link.isEmpty()) {
            m_linkText += text;
            m_linkStyles = styles();
            return;
        }
        append(m_line.spans, {text, isOpen({u"pre"}) ? Styles() : styles()});
    }
    void flushLink() {
        const QString address = std::exchange(m_link, {});
        const QString text = std::exchange(m_linkText, {});
        if (!text.isEmpty())
            append(m_line.spans, linkSpan(text, address, m_linkStyles));
    }
    void breakLine(bool evenEmpty) {
        const QString link = m_link;
        flushLink();
        m_link = link;
        if (m_line.spans.isEmpty() && !evenEmpty)
            return;
        const int level = int(std::min<qsizetype>(std::max<qsizetype>(m_lists.size() - 1, 0), MaxLevel));
        if (isOpen({u"pre"})) {
            m_line.kind = Line::Kind::Code;
        } else if (m_item && !m_lists.isEmpty()) {
            m_line.kind = m_lists.last() > 0 ? Line::Kind::Number : Line::Kind::Bullet;
            m_line.level = level;
            if (m_lists.last() > 0)
                m_line.number = m_lists.last()++;
            m_item = false;
        } else if (const int quotes = m_open.value(u"blockquote"_s); quotes > 0) {
            m_line.kind = Line::Kind::Quote;
            m_line.level = std::min(quotes - 1, MaxLevel);
        }
        if (m_line.kind != Line::Kind::Code && !m_line.spans.isEmpty()) {
            QString& last = m_line.spans.last().text;
            while (last.endsWith(u' '))
                last.chop(1);
            if (last.isEmpty())
                m_line.spans.removeLast();
        }
        m_rich.lines += std::exchange(m_line, {});
    }

    RichText m_rich;
    Line m_line;
    QHash<QString, int> m_open;
    QList<int> m_lists; //!< 0: bullets; else the next number
    bool m_item = false;
    int m_hidden = 0;
    QString m_link;
    QString m_linkText;
    Styles m_linkStyles;
};

QString htmlEscaped(const QString& text) {
    return text.toHtmlEscaped();
}

QString spanHtml(const Span& span) {
    QString text = htmlEscaped(span.text);
    if (span.styles & Style::Code)
        text = u"<code>"_s + text + u"</code>"_s;
    if (span.styles & Style::Strike)
        text = u"<del>"_s + text + u"</del>"_s;
    if (span.styles & Style::Italic)
        text = u"<em>"_s + text + u"</em>"_s;
    if (span.styles & Style::Bold)
        text = u"<strong>"_s + text + u"</strong>"_s;
    if (!span.link.isEmpty())
        text = u"<a href=\""_s + htmlEscaped(span.link) + u"\">"_s + text + u"</a>"_s;
    return text;
}

QString lineHtml(const Line& line) {
    QString out;
    for (const Span& span : line.spans)
        out += line.kind == Line::Kind::Code ? htmlEscaped(span.text) : spanHtml(span);
    return out;
}

} // namespace

RichText fromHtml(const QString& html) {
    Builder builder;
    const QStringView all(html);
    qsizetype plain = 0;
    for (qsizetype i = 0; i < all.size(); ++i) {
        if (all.at(i) != u'<' || i + 1 >= all.size())
            continue;
        const QChar next = all.at(i + 1);
        if (all.mid(i).startsWith(u"<!--")) {
            builder.words(all.mid(plain, i - plain));
            const qsizetype end = all.indexOf(u"-->", i + 4);
            plain = end < 0 ? all.size() : end + 3;
            i = plain - 1;
            continue;
        }
        if (!next.isLetter() && next != u'/' && next != u'!' && next != u'?')
            continue; // "a < b"
        // The end of the tag, outside of quoted values.
        qsizetype end = i + 1;
        QChar quote;
        for (; end < all.size(); ++end) {
            const QChar c = all.at(end);
            if (!quote.isNull())
                quote = c == quote ? QChar() : quote;
            else if (c == u'"' || c == u'\'')
                quote = c;
            else if (c == u'>')
                break;
        }
        if (end >= all.size())
            break; // An unclosed tag is no tag: the rest is words.
        builder.words(all.mid(plain, i - plain));
        Tag tag;
        qsizetype at = i + 1;
        tag.closes = next == u'/';
        at += tag.closes;
        const qsizetype begin = at;
        while (at < end && (all.at(at).isLetterOrNumber() || all.at(at) == u'-') && at - begin < 32)
            ++at;
        tag.name = all.mid(begin, at - begin).toString().toLower();
        tag.attributes = all.mid(at, end - at);
        if (!tag.name.isEmpty())
            builder.tag(tag);
        plain = end + 1;
        i = end;
    }
    builder.words(all.mid(plain));
    return builder.take();
}

QString toMatrixHtml(const RichText& text) {
    QString out;
    QStringList open; // elements around the current line
    const auto closeTo = [&](qsizetype depth) {
        while (open.size() > depth)
            out += u"</"_s + open.takeLast() + u'>';
    };
    bool breakBefore = false;
    for (const Line& line : text.lines) {
        QString element;
        qsizetype depth = line.level + 1;
        switch (line.kind) {
        case Line::Kind::Text:
            depth = 0;
            break;
        case Line::Kind::Quote:
            element = u"blockquote"_s;
            break;
        case Line::Kind::Bullet:
            element = u"ul"_s;
            break;
        case Line::Kind::Number:
            element = u"ol"_s;
            break;
        case Line::Kind::Code:
            element = u"pre"_s;
            depth = 1;
            break;
        }
        const bool same = depth > 0 && !open.isEmpty() && open.first() == element;
        if (!same)
            closeTo(0);
        else
            closeTo(depth);
        if (depth == 0) {
            if (breakBefore)
                out += u"<br/>"_s;
            out += lineHtml(line);
            breakBefore = true;
            continue;
        }
        const bool opened = open.size() < depth;
        while (open.size() < depth) {
            out += u'<' + element;
            if (element == u"ol" && line.number > 1 && open.size() + 1 == depth)
                out += u" start=\"%1\""_s.arg(line.number);
            out += u'>';
            open += element;
        }
        if (element == u"ul" || element == u"ol")
            out += u"<li>"_s + lineHtml(line) + u"</li>"_s;
        else
            out += (opened ? QString() : element == u"pre" ? u"\n"_s : u"<br/>"_s) + lineHtml(line);
        breakBefore = false;
    }
    closeTo(0);
    return out;
}

} // namespace souffleur::channels::kit
