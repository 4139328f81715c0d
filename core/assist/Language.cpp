// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "assist/Language.h"

#include "knowledge/TextAnalysis.h"

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

#include <QSet>

namespace souffleur::assist {

namespace {
//! Function words that both languages have say nothing.
const QSet<QString>& onlyIn(const QString& language) {
    static const QSet<QString> both =
        knowledge::stopWords(u"de"_s) &
        (knowledge::stopWords(u"en"_s) + QSet<QString>{u"hallo"_s, u"mal"_s, u"will"_s});
    static const QSet<QString> german = knowledge::stopWords(u"de"_s) - both;
    static const QSet<QString> english = knowledge::stopWords(u"en"_s) - both;
    return language == u"de"_s ? german : english;
}

LanguageGuess byStatistics(const QString& text) {
    const QByteArray utf8 = text.toUtf8();
    CLD2::Language languages[3];
    int percents[3];
    int bytes = 0;
    int validPrefix = 0;
    bool reliable = false;
    const CLD2::CLDHints hints{nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
    double scores[3];
    const CLD2::Language found =
        CLD2::ExtDetectLanguageSummaryCheckUTF8(utf8.constData(), int(utf8.size()), true, &hints, 0, languages,
                                                percents, scores, nullptr, &bytes, &reliable, &validPrefix);
    if (!reliable || found == CLD2::UNKNOWN_LANGUAGE || percents[0] < 80)
        return {};
    const QString code = QString::fromLatin1(CLD2::LanguageCode(found)).section(u'-', 0, 0);
    return {code, true};
}
} // namespace

LanguageGuess guessLanguage(const QString& text) {
    const auto tokens = knowledge::TextAnalyser(QString()).tokens(text.left(4000), 400);
    int german = 0;
    int english = 0;
    int letters = 0;
    for (const knowledge::Token& token : tokens) {
        german += onlyIn(u"de"_s).contains(token.folded);
        english += onlyIn(u"en"_s).contains(token.folded);
        letters += int(token.folded.size());
        // toCaseFolded has made ß ss; umlauts stay.
        for (const QChar c : token.text) {
            if (u"äöüßÄÖÜ"_s.contains(c)) {
                german += 2;
                break;
            }
        }
    }
    // Other languages share single words with these two (Dutch "is", "was"); most of the words must be known.
    const int words = int(tokens.size());
    if (words >= 5 && letters >= 25 && (german + english) * 4 < words) {
        const LanguageGuess guess = byStatistics(text);
        if (!guess.language.isEmpty())
            return guess;
    }
    if (german > english)
        return {u"de"_s, german >= 2 && german >= 2 * english};
    if (english > german)
        return {u"en"_s, english >= 2 && english >= 2 * german};
    if (words >= 4 && letters >= 20) {
        LanguageGuess guess = byStatistics(text);
        guess.sure = guess.sure && words >= 6;
        return guess;
    }
    return {};
}

QString chooseLanguage(const QStringList& turns, const QStringList& earlier, const QString& known,
                       const QString& team) {
    const LanguageGuess now = guessLanguage(turns.join(u'\n'));
    if (now.sure)
        return now.language;
    if (!known.isEmpty())
        return known;
    const LanguageGuess before = guessLanguage(earlier.join(u'\n'));
    if (before.sure)
        return before.language;
    if (!now.language.isEmpty())
        return now.language;
    return before.language.isEmpty() ? team : before.language;
}

} // namespace souffleur::assist
