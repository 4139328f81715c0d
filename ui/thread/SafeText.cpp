// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/thread/SafeText.h"

#include <QRegularExpression>

namespace souffleur::ui {

namespace {

constexpr char32_t ZeroWidthJoiner = 0x200D;
constexpr int MaxMarks = 6;

bool isDropped(char32_t c) {
    return (c < 0x20 && c != '\t' && c != '\n') || (c >= 0x7F && c < 0xA0) || // controls
           (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) ||    // embeddings, overrides, isolates
           c == 0x200B || c == 0x2060 || c == 0xFEFF || c == 0x061C ||        // invisible
           (c >= 0xFFF9 && c <= 0xFFFC);                                      // annotations, object replacement
}

bool isEmojiPart(char32_t c) {
    return (c >= 0x1F000 && c <= 0x1FAFF) || (c >= 0x2600 && c <= 0x27BF) || (c >= 0x2190 && c <= 0x21FF) ||
           (c >= 0x2B00 && c <= 0x2BFF) || (c >= 0x2300 && c <= 0x23FF) || (c >= 0xE0020 && c <= 0xE007F) ||
           c == 0x3030 || c == 0x303D || c == 0x20E3;
}

} // namespace

SafeText makeSafeText(const QString& text, int maxCharacters, int maxLines) {
    SafeText result;
    result.text.reserve(std::min<qsizetype>(text.size(), maxCharacters));
    int marks = 0;
    int lines = 1;
    // A text of nothing but dropped characters must not cost more than a long one.
    const qsizetype end = std::min<qsizetype>(text.size(), qsizetype(maxCharacters) * 4);
    result.cut = end < text.size();
    for (qsizetype i = 0; i < end; ++i) {
        char32_t c = text[i].unicode();
        if (text[i].isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate()) {
            c = QChar::surrogateToUcs4(text[i], text[i + 1]);
            ++i;
        } else if (text[i].isSurrogate()) {
            c = QChar::ReplacementCharacter;
        }
        if (c == '\r') {
            if (i + 1 < text.size() && text[i + 1] == u'\n')
                continue;
            c = '\n';
        }
        if (c == QChar::ParagraphSeparator || c == QChar::LineSeparator || c == 0x0B || c == 0x0C)
            c = '\n';
        if (isDropped(c))
            continue;
        const auto category = QChar::category(c);
        if (category == QChar::Mark_NonSpacing || category == QChar::Mark_Enclosing) {
            if (++marks > MaxMarks)
                continue;
        } else if (c != ZeroWidthJoiner) {
            marks = 0;
        }
        if (result.text.size() >= maxCharacters || (c == '\n' && lines >= maxLines)) {
            result.cut = true;
            break;
        }
        if (c == '\n') {
            ++lines;
            result.text += QChar(QChar::LineSeparator);
        } else {
            result.text += QStringView(QChar::fromUcs4(c));
        }
    }
    while (result.text.endsWith(QChar(QChar::LineSeparator)) || result.text.endsWith(u' '))
        result.text.chop(1);
    return result;
}

bool isAllowedLink(const QUrl& url) {
    static const QStringList schemes = {u"http"_s, u"https"_s, u"mailto"_s, u"tel"_s};
    if (!url.isValid() || !schemes.contains(url.scheme().toLower()))
        return false;
    return !url.scheme().startsWith(u"http"_s, Qt::CaseInsensitive) || !url.host().isEmpty();
}

QString linkTarget(const QUrl& url) {
    return QString::fromLatin1(url.toEncoded(QUrl::FullyEncoded));
}

QList<TextLink> findLinks(const QString& text) {
    static const QRegularExpression pattern(
        u"(?<![\\w@/.])(?:https?://[^\\s<>\"“”„]+|www\\.[^\\s<>\"“”„]+|mailto:[^\\s<>\"]+|tel:\\+?[0-9()/. "
        u"-]{3,24}|"
        "[\\w.+-]{1,64}@[\\w-]{1,63}(?:\\.[\\w-]{1,63}){1,6})"_s,
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
    QList<TextLink> links;
    for (auto it = pattern.globalMatch(text); it.hasNext();) {
        const auto match = it.next();
        QString words = match.captured();
        // The full stop behind an address belongs to the sentence, a closing bracket only with its partner.
        while (!words.isEmpty()) {
            const QChar last = words.back();
            const bool bracket = last == u')' && words.count(u'(') < words.count(u')');
            if (!QStringView(u".,;:!?'*…»").contains(last) && !bracket && !last.isSpace())
                break;
            words.chop(1);
        }
        QString address = words;
        if (words.startsWith(u"www."_s, Qt::CaseInsensitive))
            address.prepend(u"https://"_s);
        else if (!words.contains(u':') && words.contains(u'@'))
            address.prepend(u"mailto:"_s);
        const QUrl url(address, QUrl::TolerantMode);
        if (isAllowedLink(url))
            links += TextLink{{int(match.capturedStart()), int(words.size())}, url};
    }
    return links;
}

bool isEmojiOnly(const QString& text) {
    const auto points = text.trimmed().toUcs4();
    if (points.isEmpty() || points.size() > 40)
        return false;
    int count = 0;
    bool joined = false;
    for (const char32_t c : points) {
        if (c == ZeroWidthJoiner) {
            joined = true;
            continue;
        }
        if (c == 0xFE0F || (c >= 0x1F3FB && c <= 0x1F3FF) || c == ' ')
            continue;
        if (!isEmojiPart(c))
            return false;
        // Two regional indicators make one flag; counting them twice only shortens the allowed run.
        count += joined ? 0 : 1;
        joined = false;
    }
    return count >= 1 && count <= 6;
}

} // namespace souffleur::ui
