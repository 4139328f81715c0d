// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "assist/TextNormaliser.h"

#include "knowledge/TextAnalysis.h"

#include <QRegularExpression>

namespace souffleur::assist {

namespace {
constexpr qsizetype MaxUnits = 8000; // of a message; beyond, nobody asks anything new

using Pattern = QRegularExpression;
constexpr auto Options = Pattern::CaseInsensitiveOption | Pattern::UseUnicodePropertiesOption;

//! Everything below one of these lines is somebody else's or says nothing.
bool startsTail(const QString& line) {
    static const Pattern signature(
        u"^(-- ?|_{5,}|-{3,} ?(original|ursprüngliche|forwarded|weitergeleitete).*|von meinem .* gesendet.*|"
        "sent from my .*|get outlook for .*|gesendet mit der .* app.*|(mit "
        ")?(freundlichen?|besten?|liebe[nr]?|herzliche[nr]?|"
        "viele[nr]?|schöne[nr]?) gr(ü|ue)(ß|ss)en?\\b.*|mfg|vg|lg|(kind|best|warm) regards\\b.*|regards,?|cheers,?|"
        "(yours )?sincerely\\b.*|am .{6,80} schrieb .*:|on .{6,80} wrote:)$"_s,
        Options);
    return signature.match(line.trimmed()).hasMatch();
}

QString withoutGreeting(const QString& text) {
    static const Pattern greeting(
        u"^\\s*((sehr geehrte[rs]?|liebe[rs]?|dear)\\s+[^,.!?\\n]{1,60}[,!\\n]|(hallo|hi|hey|hello|moin|servus|"
        "gr(ü|ue)(ß|ss) gott|guten (tag|morgen|abend)|good (morning|evening|afternoon|day))"
        "(\\s+(zusammen|liebes team|team|there|all|souffleur))?\\s*[,!.\\n]+)\\s*"_s,
        Options);
    const auto match = greeting.match(text);
    return match.hasMatch() ? text.mid(match.capturedEnd()) : text;
}

bool isPicture(char32_t c) {
    return (c >= 0x1F000 && c <= 0x1FAFF) || (c >= 0x2600 && c <= 0x27BF) || (c >= 0x2190 && c <= 0x21FF) ||
           (c >= 0xE0000 && c <= 0xE007F) || c == 0xFE0F || c == 0x200D || c == 0x20E3;
}

bool hasWords(const QString& text) {
    return std::any_of(text.cbegin(), text.cend(), [](QChar c) { return c.isLetter(); });
}
} // namespace

QString cleanMessage(const QString& text) {
    const QString normal = text.left(MaxUnits).normalized(QString::NormalizationForm_KC);
    QStringList lines;
    for (const QString& line : normal.split(u'\n')) {
        if (startsTail(line) && !lines.isEmpty())
            break;
        if (!line.trimmed().startsWith(u'>'))
            lines.append(line);
    }
    QString result = lines.join(u'\n');
    static const Pattern link(u"\\b(https?://|www\\.)\\S+"_s, Options);
    static const Pattern mail(u"[\\w.+-]+@[\\w-]+(\\.[\\w-]+)+"_s, Options);
    // Order and tracking numbers: a run of letters, digits and dashes with five digits or more.
    static const Pattern number(u"#?\\b(?=(?:[\\w-]*\\d){5})[\\w-]+"_s, Options);
    for (const Pattern& pattern : {link, mail, number})
        result.replace(pattern, u" "_s);
    QString plain;
    for (const char32_t c : result.toUcs4()) {
        if (isPicture(c))
            plain += u' ';
        else
            plain += QString::fromUcs4(&c, 1);
    }
    const QString asked = withoutGreeting(plain);
    if (hasWords(asked))
        return asked.trimmed();
    return hasWords(plain) ? plain.trimmed() : normal.trimmed();
}

QStringList splitQuestions(const QString& cleaned, const knowledge::TextAnalyser& analyser) {
    static const Pattern end(
        u"(?<=[?!\\n])\\s*|(?<=\\.)\\s+|\\s*(?:\\bund außerdem\\b|\\baußerdem\\b|\\bnoch eine frage\\b|"
        "\\balso,|\\banother question\\b)\\s*"_s,
        Options);
    static const Pattern asks(
        u"\\?|^\\s*(wie|was|wo|wann|warum|wieso|weshalb|welche[rsn]?|wer|kann|kannst|können|gibt|"
        "habt|haben|ist|sind|bekomme|how|what|where|when|why|which|who|can|could|do|does|is|are|"
        "will|may)\\b"_s,
        Options);
    QStringList result;
    for (const QString& part : cleaned.split(end, Qt::SkipEmptyParts)) {
        int content = 0;
        for (const knowledge::Token& token : analyser.tokens(part, 100))
            content += !token.stop;
        if (content >= 1 && asks.match(part).hasMatch())
            result.append(part.trimmed());
    }
    if (result.size() < 2)
        return {};
    return result.mid(0, 4);
}

} // namespace souffleur::assist
