// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Suggestion.h"

#include <QList>
#include <QString>
#include <QStringList>

//! What people type into the search field and how texts are compared with it: no letter case, no diacritics, words
//! of letters and digits. The same folding as FTS5's unicode61 with remove_diacritics 2 for what people write.
//! Pure.
namespace souffleur::store::searchtext {

//! A word in a text, folded, with its place.
struct Token {
    QString word;
    TextRange range;
};
QList<Token> tokens(const QString& text);

//! Words that have to follow each other; one word is the usual case.
struct Term {
    QStringList words;
    bool prefix = false; //!< the last word may go on
};
//! "Quoted phrases" stay together, every other word stands alone, the last one is a prefix unless a space or a
//! quote follows it. No input is an error.
QList<Term> parse(const QString& input);

//! FTS5 query: every word quoted, so that nothing typed is ever query syntax. Empty: nothing to look for.
QString toFts5(const QList<Term>& terms);
//! PostgreSQL to_tsquery text, built of folded words only.
QString toTsquery(const QList<Term>& terms);
//! Every term stands in the text: the same answer as the full-text search's.
bool matches(const QString& text, const QList<Term>& terms);
//! Folded words with single spaces, for to_tsvector('simple', ...); at most 200,000 characters.
QString foldText(const QString& text);
//! One line for comparing names: folded, spaces and punctuation kept single.
QString foldName(const QString& name);
//! "%...%" for LIKE ... ESCAPE '\' over foldName.
QString likePattern(const QString& part);

struct Snippet {
    QString text;
    QList<TextRange> highlights;
};
//! About `length` characters around the first place where most terms stand, in one line, with the places.
Snippet snippet(const QString& text, const QList<Term>& terms, int length = 140);

QString firstWords(const QString& text);

} // namespace souffleur::store::searchtext
