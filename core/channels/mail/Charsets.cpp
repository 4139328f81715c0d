// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/mail/Charsets.h"

#include "channels/mail/GMimePtr.h"

#include <array>

#include <QStringDecoder>

namespace souffleur::channels::mail {
namespace {

//! windows-1252, 0x80 to 0x9f; the five unassigned ones become the replacement character.
constexpr std::array<char16_t, 32> Windows1252 = {0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                  0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD,
                                                  0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                  0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};

QString fromWindows1252(const QByteArray& bytes) {
    QString text(bytes.size(), Qt::Uninitialized);
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        const auto c = static_cast<unsigned char>(bytes.at(i));
        text[i] = c >= 0x80 && c < 0xA0 ? QChar(Windows1252[c - 0x80]) : QChar(char16_t(c));
    }
    return text;
}

std::optional<QString> fromUtf8(const QByteArray& bytes) {
    QStringDecoder decoder(QStringDecoder::Utf8);
    const QString text = decoder(bytes);
    if (decoder.hasError())
        return std::nullopt;
    return text;
}

//! What nobody said how to read.
QString guess(const QByteArray& bytes) {
    if (const auto text = fromUtf8(bytes))
        return *text;
    return fromWindows1252(bytes);
}

//! iconv knows many more than mail uses; only those are let through to it.
bool isKnownCharset(const QByteArray& name) {
    static constexpr std::array Prefixes = {
        "iso-8859-", "windows-", "cp125", "cp8",  "cp9", "koi8-",       "gb",          "big5",    "euc-",
        "shift",     "sjis",     "cp13",  "utf-", "mac", "iso-2022-jp", "iso-2022-kr", "tis-620", "tcvn",
        "viscii",    "ucs-2",    "hz-gb", "ks_c", "uhc", "cp437",       "armscii",     "georgian"};
    for (const char* prefix : Prefixes)
        if (name.startsWith(prefix))
            return true;
    return false;
}

//! Through iconv; what it cannot read becomes the replacement character, byte by byte.
std::optional<QString> byIconv(const QByteArray& bytes, const QByteArray& charset) {
    iconv_t converter = g_mime_iconv_open("UTF-8", charset.constData());
    // iconv_open's way to say no: minus one as a pointer.
    if (reinterpret_cast<qintptr>(converter) == -1)
        return std::nullopt;
    QByteArray out;
    std::array<char, 16384> buffer{};
    // iconv takes a non-const pointer and does not write through it.
    char* in = const_cast<char*>(bytes.constData());
    size_t left = size_t(bytes.size());
    qsizetype bad = 0;
    while (left > 0) {
        char* to = buffer.data();
        size_t room = buffer.size();
        const size_t result = iconv(converter, &in, &left, &to, &room);
        out.append(buffer.data(), qsizetype(buffer.size() - room));
        if (result != size_t(-1) || errno == E2BIG)
            continue;
        out.append("\xEF\xBF\xBD");
        ++bad;
        ++in;
        --left;
        iconv(converter, nullptr, nullptr, nullptr, nullptr);
    }
    // Stateful sets hold a last character back until told that there is no more.
    char* to = buffer.data();
    size_t room = buffer.size();
    iconv(converter, nullptr, nullptr, &to, &room);
    out.append(buffer.data(), qsizetype(buffer.size() - room));
    g_mime_iconv_close(converter);
    // Mostly rubbish: the claim was false.
    if (bad > 8 && bad > bytes.size() / 8)
        return std::nullopt;
    return QString::fromUtf8(out);
}

} // namespace

QString cleanText(const QString& text) {
    QString out;
    out.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (c == u'\r') {
            if (i + 1 >= text.size() || text.at(i + 1) != u'\n')
                out += u'\n';
        } else if (c == u'\n' || c == u'\t') {
            out += c;
        } else if (c.unicode() == 0x2028 || c.unicode() == 0x2029 || c.unicode() == 0x85) {
            out += u'\n';
        } else if (c.unicode() == 0xFEFF || c.category() == QChar::Other_Control) {
            continue;
        } else {
            out += c;
        }
    }
    return out;
}

QString decodeText(const QByteArray& bytes, const QByteArray& charset) {
    QByteArray name = charset.trimmed().toLower();
    name.replace('"', QByteArray());
    // As browsers do: nobody means the control characters of the ISO sets.
    if (name == "iso-8859-1" || name == "latin1" || name == "windows-1252" || name == "cp1252" ||
        name == "iso-8859-1:1987" || name == "iso8859-1") {
        // Many programs say Latin-1 and send UTF-8; text that is valid UTF-8 by accident is next to impossible.
        return cleanText(guess(bytes));
    }
    if (name == "utf-8" || name == "utf8" || name.isEmpty() || name == "us-ascii" || name == "ascii")
        return cleanText(guess(bytes));
    if (isKnownCharset(name)) {
        startGMime();
        if (const auto text = byIconv(bytes, name))
            return cleanText(*text);
    }
    return cleanText(guess(bytes));
}

QString unflow(const QString& text, bool deleteSpace) {
    QString out;
    out.reserve(text.size());
    QString paragraph;
    int paragraphDepth = -1; // -1: none open
    const auto flush = [&] {
        if (paragraphDepth < 0)
            return;
        if (paragraphDepth > 0)
            out += QString(paragraphDepth, u'>') + (paragraph.isEmpty() ? u""_s : u" "_s);
        out += paragraph + u'\n';
        paragraph.clear();
        paragraphDepth = -1;
    };
    for (QStringView line : QStringView(text).split(u'\n')) {
        int depth = 0;
        while (depth < line.size() && line.at(depth) == u'>')
            ++depth;
        line = line.mid(depth);
        // A ">" the writer typed keeps the space in front, so that nobody takes it for a quotation.
        if (line.startsWith(u' ') && !(depth == 0 && line.size() > 1 && line.at(1) == u'>'))
            line = line.mid(1);
        // The signature's separator ends in a space and is no soft break.
        const bool separator = line == u"-- ";
        const bool soft = !separator && line.endsWith(u' ');
        if (paragraphDepth >= 0 && (paragraphDepth != depth || separator))
            flush();
        paragraph += soft && deleteSpace ? line.chopped(1) : line;
        paragraphDepth = depth;
        if (!soft)
            flush();
    }
    flush();
    if (out.endsWith(u'\n'))
        out.chop(1);
    return out;
}

} // namespace souffleur::channels::mail
