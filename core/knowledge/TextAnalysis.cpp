// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "knowledge/TextAnalysis.h"

#include "knowledge/XapianHeader.h"

#include <QSet>

namespace souffleur::knowledge {

namespace {
constexpr qsizetype MaxWordUnits = 64;
constexpr size_t MaxStemBytes = 200; // Xapian refuses terms above 245 bytes; the prefix needs some
constexpr qsizetype MaxRemembered = 200'000;

bool isApostrophe(char32_t c) {
    return c == U'\'' || c == U'\u2019' || c == U'\u2018' || c == U'`' || c == U'\u00b4';
}

//! Scripts written without spaces: every character is a word.
bool standsAlone(char32_t c) {
    if (c < 0x0E00) // Thai comes first
        return false;
    switch (QChar::script(c)) {
    case QChar::Script_Han:
    case QChar::Script_Hiragana:
    case QChar::Script_Katakana:
    case QChar::Script_Thai:
    case QChar::Script_Lao:
    case QChar::Script_Khmer:
    case QChar::Script_Myanmar:
        return true;
    default:
        return false;
    }
}

bool isVowel(QChar c) {
    return u"aeiouäöüy"_s.contains(c);
}

//! "Rueckgabe" and "Rückgabe" become one. Behind a vowel or q the letters are what they are: neue, Dauer, bequem.
QString joinDigraphs(const QString& word) {
    QString result;
    result.reserve(word.size());
    for (qsizetype i = 0; i < word.size(); ++i) {
        const QChar c = word.at(i);
        const bool beforeE = i + 1 < word.size() && word.at(i + 1) == u'e';
        const bool afterVowel = i > 0 && (isVowel(word.at(i - 1)) || word.at(i - 1) == u'q');
        if (beforeE && !afterVowel && (c == u'a' || c == u'o' || c == u'u')) {
            result += c == u'a' ? u'ä' : (c == u'o' ? u'ö' : u'ü');
            ++i;
        } else if (c == u'ß') {
            result += u"ss"_s;
        } else {
            result += c;
        }
    }
    return result;
}
} // namespace

struct TextAnalyser::Private {
    Xapian::Stem stemmer;
    bool german = false;
    const QSet<QString>* stops = nullptr;
    QHash<QString, std::string> remembered;
};

TextAnalyser::TextAnalyser(const QString& language) : m_language(language), m_d(std::make_unique<Private>()) {
    m_d->german = language == u"de"_s;
    m_d->stops = &stopWords(language);
    try {
        m_d->stemmer = Xapian::Stem(language.isEmpty() ? "none" : language.toStdString());
    } catch (const Xapian::Error&) {
        // A language without a stemmer: words meet as they are.
    }
}

TextAnalyser::~TextAnalyser() = default;
TextAnalyser::TextAnalyser(TextAnalyser&&) noexcept = default;
TextAnalyser& TextAnalyser::operator=(TextAnalyser&&) noexcept = default;

QString TextAnalyser::fold(const QString& word) {
    QString result = word.toCaseFolded();
    result.removeIf([](QChar c) { return isApostrophe(c.unicode()); });
    return result;
}

bool TextAnalyser::isStopWord(const QString& folded) const {
    return m_d->stops->contains(folded);
}

std::string TextAnalyser::stem(const QString& folded) const {
    const auto known = m_d->remembered.constFind(folded);
    if (known != m_d->remembered.cend())
        return *known;
    const QString joined = m_d->german ? joinDigraphs(folded) : folded;
    std::string result = joined.toStdString();
    try {
        result = m_d->stemmer(result);
    } catch (const Xapian::Error&) {
        // The unstemmed word will do.
    }
    if (result.size() > MaxStemBytes) {
        result.resize(MaxStemBytes);
        result = QString::fromStdString(result).remove(QChar::ReplacementCharacter).toStdString();
    }
    if (m_d->remembered.size() > MaxRemembered)
        m_d->remembered.clear();
    m_d->remembered.insert(folded, result);
    return result;
}

std::vector<Token> TextAnalyser::tokens(const QString& text, int limit) const {
    const QString normal = text.normalized(QString::NormalizationForm_KC);
    std::vector<Token> result;
    qsizetype start = 0;
    qsizetype length = 0; // of the word that begins at start
    int sentence = 0;
    bool sentenceHasWords = false;
    const auto flush = [&] {
        if (length == 0)
            return;
        while (length > 0 && isApostrophe(normal.at(start + length - 1).unicode()))
            --length;
        Token token;
        token.text = normal.sliced(start, length);
        token.start = int(start);
        token.sentence = sentence;
        token.folded = fold(token.text);
        length = 0;
        if (token.folded.isEmpty())
            return;
        // The English genitive says nothing: "customer's" is "customer".
        if (m_language == u"en"_s && token.text.size() > 3 && token.folded.endsWith(u's') &&
            isApostrophe(token.text.at(token.text.size() - 2).unicode()))
            token.folded.chop(1);
        token.stop = isStopWord(token.folded);
        token.stem = stem(token.folded);
        if (!token.stem.empty())
            result.push_back(std::move(token));
        sentenceHasWords = true;
    };
    for (qsizetype i = 0; i < normal.size() && qsizetype(result.size()) < limit;) {
        char32_t c = normal.at(i).unicode();
        qsizetype units = 1;
        if (normal.at(i).isHighSurrogate() && i + 1 < normal.size() && normal.at(i + 1).isLowSurrogate()) {
            c = QChar::surrogateToUcs4(normal.at(i), normal.at(i + 1));
            units = 2;
        }
        if (QChar::isLetterOrNumber(c) || QChar::isMark(c)) {
            if (standsAlone(c))
                flush();
            if (length == 0)
                start = i;
            if (length < MaxWordUnits)
                length += units;
            if (standsAlone(c))
                flush();
        } else if (isApostrophe(c) && length > 0) {
            length += length < MaxWordUnits ? 1 : 0;
        } else {
            flush();
            const bool ends = c == U'?' || c == U'!' || c == U'\n' || c == U';' ||
                              (c == U'.' && (i + 1 == normal.size() || normal.at(i + 1).isSpace()));
            if (ends && sentenceHasWords) {
                ++sentence;
                sentenceHasWords = false;
            }
        }
        i += units;
    }
    flush();
    return result;
}

QString TextAnalyser::normalisedKey(const QString& text) {
    QString result;
    bool gap = false;
    const QString normal = text.normalized(QString::NormalizationForm_KC).toCaseFolded();
    for (const QChar c : normal) {
        if (c.isLetterOrNumber() || c.isMark() || c.isSurrogate()) {
            if (gap && !result.isEmpty())
                result += u' ';
            gap = false;
            result += c;
        } else if (!isApostrophe(c.unicode())) {
            gap = true;
        }
    }
    return result;
}

} // namespace souffleur::knowledge
