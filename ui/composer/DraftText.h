// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Suggestion.h"

#include <QObject>
#include <QPointer>
#include <QTextCursor>
#include <QTextDocument>

namespace souffleur::ui {

class SpellChecker;
class Theme;

//! A text being written: its own document and undo stack, and the marks an inserted suggestion left in it. The
//! marks follow every edit; what a person touched loses its mark.
class DraftText : public QObject {
    Q_OBJECT
public:
    enum class MarkKind {
        Whisper, //!< as the bot wrote it
        Filled,  //!< a placeholder that was filled in
        Fact,    //!< a number, date, price or address nobody has looked at yet
    };
    struct Mark {
        MarkKind kind;
        int start = 0;
        int end = 0;
        bool operator==(const Mark&) const = default;
    };

    explicit DraftText(const Theme& theme, QObject* parent = nullptr);

    QTextDocument* document() { return &m_document; }
    //! The text as written; unlike QTextDocument::toPlainText it keeps no-break spaces.
    QString text() const;
    //! Replaces everything, without an undo step and without marks.
    void setText(const QString& text);
    const QList<Mark>& marks() const { return m_marks; }
    //! Puts marks back that belong to exactly this text.
    void setMarks(const QList<Mark>& marks);

    //! Marks again what is left of an inserted text, after both came back from the store without their marks.
    void markRemains(const QString& inserted);

    //! Puts filled in place of the cursor's selection as one undo step and marks it.
    void insert(QTextCursor cursor, const FilledText& filled);
    //! The same for words that are nobody's suggestion: no marks.
    void insertPlain(QTextCursor cursor, const QString& words);
    //! The caret went from one position to another by the agent's hand: facts it passed are seen.
    void caretMoved(int from, int to);
    //! The next {{placeholder}} at or after position, else the first; none: length 0.
    TextRange nextPlaceholder(int position) const;
    void refreshLook();

    //! Underlines what it finds wrong; none: nothing. It says itself when it knows more.
    void setSpelling(SpellChecker* spelling);
    //! The word that ends here is being typed: nobody is told that half a word is wrong. -1: none.
    void setTypingAt(int position);

signals:
    void changed();
    void marksChanged();

private:
    void onContentsChange();
    void insertStep(QTextCursor& cursor, const QString& words);

    const Theme& m_theme;
    QTextDocument m_document;
    class Highlighter;
    Highlighter* m_highlighter;
    QString m_last;
    QList<Mark> m_marks;
    int m_insertions = 0;
    QPointer<SpellChecker> m_spelling;
    int m_typingAt = -1;
};

//! Numbers, dates, prices and addresses in text.
QList<TextRange> findFacts(const QString& text);
//! {{placeholders}} still open in text.
QList<TextRange> findPlaceholders(const QString& text);

} // namespace souffleur::ui
