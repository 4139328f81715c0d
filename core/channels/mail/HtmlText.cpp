// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/mail/HtmlText.h"

#include <array>

#include <QSet>
#include <QUrl>

#include <libxml/HTMLparser.h>

namespace souffleur::channels::mail {
namespace {

//! Nesting beyond this is nobody's mail; the parser's own work grows with depth times tags.
constexpr int MaxDepth = 256;
constexpr int ChunkBytes = 2048;
constexpr qsizetype MaxTarget = 2000;

bool isOneOf(QStringView name, std::initializer_list<QStringView> names) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

//! The way from one link target to what is shown; empty: not a target to be shown.
QString shownTarget(const QString& href) {
    QString plain;
    for (const QChar c : href.trimmed())
        if (!c.isSpace() && c.category() != QChar::Other_Control && c.category() != QChar::Other_Format)
            plain += c;
    const QUrl url(plain, QUrl::TolerantMode);
    const QString scheme = url.scheme().toLower();
    if (!url.isValid() || !isOneOf(scheme, {u"http", u"https", u"mailto", u"tel"}))
        return {};
    if (plain.size() > MaxTarget)
        return url.host().isEmpty() ? QString() : scheme + u"://"_s + url.host() + u"/…"_s;
    return plain;
}

//! "https://www.shop.test/" and "shop.test" name the same place.
QString bare(QString text) {
    text = text.trimmed().toLower();
    for (const QStringView prefix : {u"https://", u"http://", u"mailto:", u"tel:", u"www."})
        if (QStringView(text).startsWith(prefix))
            text = text.mid(prefix.size());
    while (text.endsWith(u'/'))
        text.chop(1);
    return text;
}

class Writer {
public:
    HtmlResult result;
    int depth = 0;

    void start(const QString& name, const QHash<QString, QString>& attributes) {
        ++depth;
        if (m_skip > 0 || isSkipped(name, attributes)) {
            if (!isVoid(name))
                ++m_skip;
            return;
        }
        if (name == u"br") {
            m_out += u'\n';
            m_space = false;
        } else if (name == u"hr") {
            block(1);
            write(u"---"_s);
            block(1);
        } else if (name == u"img") {
            image(attributes);
        } else if (name == u"a") {
            m_links += Link{attributes.value(u"href"_s), m_out.size()};
        } else if (name == u"blockquote") {
            block(m_quote > 0 ? 1 : 2);
            ++m_quote;
        } else if (name == u"pre" || name == u"textarea") {
            block(2);
            ++m_pre;
        } else if (name == u"ul" || name == u"ol") {
            block(m_lists.isEmpty() ? 2 : 1);
            m_lists += name == u"ol" ? 1 : 0;
        } else if (name == u"li") {
            block(1);
            const QString indent(std::max(0, int(m_lists.size()) - 1) * 2, u' ');
            if (!m_lists.isEmpty() && m_lists.last() > 0)
                write(indent + QString::number(m_lists.last()++) + u". "_s, true);
            else
                write(indent + u"- "_s, true);
        } else if (name == u"td" || name == u"th") {
            m_cell = true;
        } else {
            const int lines = linesAround(name, attributes);
            if (name == u"p")
                m_paragraph = lines;
            block(lines);
        }
    }

    void end(const QString& name) {
        depth = std::max(0, depth - 1);
        if (m_skip > 0) {
            if (!isVoid(name))
                --m_skip;
            return;
        }
        if (name == u"a" && !m_links.isEmpty()) {
            closeLink(m_links.takeLast());
        } else if (name == u"blockquote") {
            block(1);
            m_quote = std::max(0, m_quote - 1);
            block(m_quote > 0 ? 1 : 2);
        } else if (name == u"pre" || name == u"textarea") {
            m_pre = std::max(0, m_pre - 1);
            block(2);
        } else if ((name == u"ul" || name == u"ol") && !m_lists.isEmpty()) {
            m_lists.removeLast();
            block(m_lists.isEmpty() ? 2 : 1);
        } else if (name != u"br" && name != u"img" && name != u"hr" && name != u"td" && name != u"th") {
            block(name == u"p" ? m_paragraph : linesAround(name, {}));
        }
    }

    void characters(const QString& text) {
        if (m_skip > 0)
            return;
        if (m_pre > 0) {
            write(text, true);
            return;
        }
        qsizetype from = 0;
        for (qsizetype i = 0; i <= text.size(); ++i) {
            const bool space = i < text.size() && (text.at(i).isSpace() || text.at(i).unicode() == 0xA0);
            if (i < text.size() && !space)
                continue;
            if (i > from)
                write(text.mid(from, i - from));
            if (space)
                m_space = true;
            from = i + 1;
        }
    }

    QString finish() {
        QString out;
        out.reserve(m_out.size());
        int empty = 0;
        for (QStringView line : QStringView(m_out).split(u'\n')) {
            while (line.endsWith(u' '))
                line.chop(1);
            const bool blank =
                std::all_of(line.begin(), line.end(), [](QChar c) { return c == u'>' || c == u' '; });
            empty = blank ? empty + 1 : 0;
            if (empty > 1)
                continue;
            out += line;
            out += u'\n';
        }
        return out.trimmed();
    }

private:
    struct Link {
        QString href;
        qsizetype from = 0;
    };

    static bool isVoid(QStringView name) {
        return isOneOf(name, {u"br", u"img", u"hr", u"meta", u"link", u"input", u"base", u"area", u"col", u"param",
                              u"embed", u"frame", u"wbr", u"source", u"track", u"basefont", u"isindex"});
    }
    static bool isSkipped(QStringView name, const QHash<QString, QString>& attributes) {
        if (isOneOf(name, {u"head", u"script", u"style", u"title", u"template", u"object", u"applet", u"iframe",
                           u"noframes", u"svg", u"math", u"select", u"audio", u"video", u"canvas", u"map"}))
            return true;
        if (attributes.contains(u"hidden"_s))
            return true;
        QString style = attributes.value(u"style"_s).left(2000).toLower();
        style.remove(u' ');
        return style.contains(u"display:none") || style.contains(u"mso-hide:all");
    }
    static int linesAround(QStringView name, const QHash<QString, QString>& attributes) {
        if (name == u"p")
            return attributes.value(u"class"_s).startsWith(u"Mso"_s) ? 1 : 2;
        if (isOneOf(name, {u"h1", u"h2", u"h3", u"h4", u"h5", u"h6", u"dl", u"table"}))
            return 2;
        if (isOneOf(name, {u"div",     u"tr",     u"li",     u"dt",      u"dd",     u"address",  u"section",
                           u"article", u"header", u"footer", u"center",  u"form",   u"fieldset", u"caption",
                           u"body",    u"html",   u"main",   u"aside",   u"nav",    u"figure",   u"figcaption",
                           u"thead",   u"tbody",  u"tfoot",  u"details", u"summary"}))
            return 1;
        return 0;
    }

    void image(const QHash<QString, QString>& attributes) {
        const QString source = attributes.value(u"src"_s).trimmed();
        if (source.startsWith(u"cid:"_s, Qt::CaseInsensitive))
            result.inlineIds += source.mid(4, 500);
        else if (source.startsWith(u"http"_s, Qt::CaseInsensitive) || source.startsWith(u"//"_s))
            ++result.remoteImages;
        const QString alternative = attributes.value(u"alt"_s).simplified().left(200);
        if (!alternative.isEmpty())
            characters(u' ' + alternative + u' ');
    }

    void closeLink(const Link& link) {
        const QString text = m_out.mid(std::min(link.from, m_out.size())).simplified();
        const QString target = shownTarget(link.href);
        if (text.isEmpty() || target.isEmpty() || bare(text) == bare(target))
            return;
        write(u" ("_s + target + u')', true);
    }

    //! At least so many line breaks before what follows.
    void block(int lines) {
        if (lines == 0)
            return;
        m_space = false;
        m_cell = false;
        if (m_out.isEmpty())
            return;
        int have = 0;
        for (qsizetype i = m_out.size() - 1; i >= 0; --i) {
            const QChar c = m_out.at(i);
            if (c == u'\n')
                ++have;
            else if (c != u' ' && c != u'>')
                break;
        }
        for (; have < lines; ++have)
            m_out += u'\n';
    }

    bool atLineStart() const { return m_out.isEmpty() || m_out.endsWith(u'\n'); }

    void write(const QString& text, bool verbatim = false) {
        if (text.isEmpty())
            return;
        if (atLineStart()) {
            m_out += QString(std::min(m_quote, 20), u'>') + (m_quote > 0 ? u" "_s : QString());
        } else if (m_cell && !m_out.endsWith(u' ')) {
            m_out += u" | "_s;
        } else if (m_space && !m_out.endsWith(u' ')) {
            m_out += u' ';
        }
        m_cell = false;
        m_space = false;
        if (!verbatim || m_quote == 0) {
            m_out += text;
            return;
        }
        for (const QChar c : text) {
            m_out += c;
            if (c == u'\n')
                m_out += QString(std::min(m_quote, 20), u'>') + u' ';
        }
    }

    QString m_out;
    QList<Link> m_links;
    QList<int> m_lists;
    int m_paragraph = 2; //!< lines around the current one
    int m_quote = 0;
    int m_pre = 0;
    int m_skip = 0;
    bool m_space = false;
    bool m_cell = false;
};

QString fromXml(const xmlChar* text, int length = -1) {
    return QString::fromUtf8(reinterpret_cast<const char*>(text), length);
}

void onStart(void* user, const xmlChar* name, const xmlChar** attributes) {
    QHash<QString, QString> values;
    for (int i = 0; attributes && attributes[i]; i += 2)
        values.insert(fromXml(attributes[i]).toLower(), attributes[i + 1] ? fromXml(attributes[i + 1]) : QString());
    static_cast<Writer*>(user)->start(fromXml(name).toLower(), values);
}
void onEnd(void* user, const xmlChar* name) {
    static_cast<Writer*>(user)->end(fromXml(name).toLower());
}
void onCharacters(void* user, const xmlChar* text, int length) {
    static_cast<Writer*>(user)->characters(fromXml(text, length));
}

//! Tags stripped and nothing else; for what no parser shall be asked to nest.
QString stripTags(const QString& html) {
    QString out;
    out.reserve(html.size() / 2);
    bool tag = false;
    for (const QChar c : html) {
        if (c == u'<') {
            tag = true;
            if (!out.isEmpty() && !out.endsWith(u' '))
                out += u' ';
        } else if (c == u'>' && tag) {
            tag = false;
        } else if (!tag) {
            out += c;
        }
    }
    return out.simplified();
}

} // namespace

HtmlResult htmlToText(const QString& html) {
    QString bounded = html.left(MaxHtml);
    bounded.remove(QChar(u'\0'));
    const QByteArray bytes = bounded.toUtf8();
    htmlSAXHandler sax{};
    sax.startElement = onStart;
    sax.endElement = onEnd;
    sax.characters = onCharacters;
    sax.ignorableWhitespace = onCharacters;
    // No cdataBlock: the content of scripts and style sheets goes nowhere. No comment, no entity loading.
    Writer writer;
    htmlParserCtxtPtr context =
        htmlCreatePushParserCtxt(&sax, &writer, nullptr, 0, nullptr, XML_CHAR_ENCODING_UTF8);
    if (!context)
        return {stripTags(bounded), {}, 0, true};
    htmlCtxtUseOptions(context, HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET | HTML_PARSE_RECOVER |
                                    HTML_PARSE_IGNORE_ENC);
    bool deep = false;
    for (qsizetype at = 0; at < bytes.size() && !deep; at += ChunkBytes) {
        htmlParseChunk(context, bytes.constData() + at, int(std::min<qsizetype>(ChunkBytes, bytes.size() - at)), 0);
        deep = context->nameNr > MaxDepth;
    }
    if (!deep)
        htmlParseChunk(context, nullptr, 0, 1);
    htmlFreeParserCtxt(context);
    if (deep)
        return {stripTags(bounded), writer.result.inlineIds, writer.result.remoteImages, true};
    writer.result.text = writer.finish();
    return writer.result;
}

} // namespace souffleur::channels::mail
