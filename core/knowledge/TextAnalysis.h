// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Strings.h"

#include <memory>
#include <string>
#include <vector>

#include <QHash>
#include <QSet>
#include <QStringList>

namespace souffleur::knowledge {

//! One word of a text.
struct Token {
    QString text;      //!< as written (after NFKC)
    QString folded;    //!< lower case, no apostrophes; German umlauts as written
    std::string stem;  //!< UTF-8, at most 200 bytes; what index and query meet on
    int start = 0;     //!< in the NFKC form of the text
    int sentence = 0;  //!< number of the sentence within the text
    bool stop = false; //!< a function word of the language
};

//! Words, folding and stems of one language; the index and the queries must use the same one. "de" and "en" are
//! looked after: German digraphs (ae, oe, ue, ss) meet umlauts, compound joints are known. Other languages use
//! Xapian's stemmer where there is one. Not thread-safe (it remembers stems): belongs to the Search thread.
class TextAnalyser {
public:
    explicit TextAnalyser(const QString& language);
    ~TextAnalyser();
    TextAnalyser(TextAnalyser&&) noexcept;
    TextAnalyser& operator=(TextAnalyser&&) noexcept;

    //! At most `limit` words, so that no message makes the work unbounded.
    std::vector<Token> tokens(const QString& text, int limit = 20'000) const;
    std::string stem(const QString& folded) const;
    bool isStopWord(const QString& folded) const;
    const QString& language() const { return m_language; }

    //! Lower case without apostrophes.
    static QString fold(const QString& word);
    //! For finding equal questions: folded words joined by single spaces.
    static QString normalisedKey(const QString& text);

private:
    struct Private;
    QString m_language;
    std::unique_ptr<Private> m_d;
};

//! Function words, folded, of "de" or "en"; empty for other languages.
const QSet<QString>& stopWords(const QString& language);

} // namespace souffleur::knowledge
