// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/DraftText.h"

#include "ui/composer/SpellChecker.h"
#include "ui/theme/Theme.h"

#include <algorithm>

#include <QRegularExpression>
#include <QSignalBlocker>
#include <QSyntaxHighlighter>
#include <QTextBlock>

namespace souffleur::ui {
namespace {

//! Percent of the font's own height; 1.45 of the size for our fonts.
constexpr int LineHeight = 120;

QList<TextRange> matches(const QRegularExpression& pattern, const QString& text) {
    QList<TextRange> found;
    for (auto it = pattern.globalMatch(text); it.hasNext();) {
        const auto match = it.next();
        found += {int(match.capturedStart()), int(match.capturedLength())};
    }
    return found;
}

} // namespace

QList<TextRange> findFacts(const QString& text) {
    static const QRegularExpression pattern(u"(?:https?://|www\\.)[^\\s<>\"]+"
                                            u"|[€$£]\\s?\\d+(?:[.,]\\d+)*"
                                            u"|\\d{1,2}\\.\\s?(?:Januar|Februar|März|April|Mai|Juni|Juli|August|"
                                            u"September|Oktober|November|Dezember|Jan\\.|Feb\\."
                                            u"|Aug\\.|Sept\\.|Okt\\.|Nov\\.|Dez\\.)(?:\\s\\d{4})?"
                                            u"|\\d+(?:[.,:/-]\\d+)*\\.?(?:\\s?(?:€|EUR|Euro|USD|%))?"_s,
                                            QRegularExpression::UseUnicodePropertiesOption);
    return matches(pattern, text);
}

QList<TextRange> findPlaceholders(const QString& text) {
    static const QRegularExpression pattern(u"\\{\\{\\s*[^{}]{1,60}?\\s*\\}\\}"_s);
    return matches(pattern, text);
}

//! Colours placeholders and underlines facts; backgrounds are painted by the editor, with round corners.
class DraftText::Highlighter : public QSyntaxHighlighter {
public:
    Highlighter(DraftText& draft, QTextDocument* document) : QSyntaxHighlighter(document), m_draft(draft) {}

protected:
    void highlightBlock(const QString& text) override {
        const Tokens& tokens = m_draft.m_theme.tokens();
        const int offset = currentBlock().position();
        QTextCharFormat chip;
        chip.setForeground(tokens.accent);
        chip.setFontWeight(QFont::Medium);
        for (const Mark& mark : m_draft.m_marks) {
            const int start = std::max(mark.start - offset, 0);
            const int end = std::min(mark.end - offset, int(text.size()));
            if (start >= end)
                continue;
            if (mark.kind == MarkKind::Filled)
                setFormat(start, end - start, chip);
            if (mark.kind == MarkKind::Fact)
                underline(start, end, QTextCharFormat::DotLine, tokens.accent);
        }
        for (const TextRange& range : findPlaceholders(text))
            setFormat(range.start, range.length, chip);
        if (!m_draft.m_spelling)
            return;
        for (const TextRange& range : m_draft.m_spelling->misspelt(text, m_draft.m_typingAt - offset))
            underline(range.start, range.start + range.length, QTextCharFormat::WaveUnderline, tokens.bad);
    }

private:
    void underline(int start, int end, QTextCharFormat::UnderlineStyle style, const QColor& colour) {
        for (int i = start; i < end; ++i) {
            QTextCharFormat underlined = format(i);
            underlined.setUnderlineStyle(style);
            underlined.setUnderlineColor(colour);
            setFormat(i, 1, underlined);
        }
    }
    DraftText& m_draft;
};

DraftText::DraftText(const Theme& theme, QObject* parent) : QObject(parent), m_theme(theme) {
    m_document.setDocumentMargin(0);
    m_document.documentLayout(); // without one, a document does not tell its changes
    // Before the highlighter listens, so that it finds the marks already moved.
    connect(&m_document, &QTextDocument::contentsChange, this, &DraftText::onContentsChange);
    m_highlighter = new Highlighter(*this, &m_document);
    refreshLook();
    setText({});
}

QString DraftText::text() const {
    QString raw = m_document.toRawText();
    raw.replace(QChar::ParagraphSeparator, u'\n');
    raw.replace(QChar::LineSeparator, u'\n');
    return raw;
}

void DraftText::setText(const QString& text) {
    const bool same = text == m_last;
    m_marks.clear();
    m_document.setUndoRedoEnabled(false);
    {
        const QSignalBlocker quiet(this);
        QTextCursor cursor(&m_document);
        cursor.select(QTextCursor::Document);
        cursor.insertText(text);
        cursor.select(QTextCursor::Document);
        QTextBlockFormat format;
        format.setLineHeight(LineHeight, QTextBlockFormat::ProportionalHeight);
        cursor.setBlockFormat(format);
    }
    m_document.setUndoRedoEnabled(true);
    m_last = this->text();
    emit marksChanged();
    if (!same)
        emit changed();
}

void DraftText::insertStep(QTextCursor& cursor, const QString& words) {
    // A block of its own keeps the undo step apart from what was typed before. Qt would still join it with what is
    // typed next; a change that is no text, here an unused property, stands between them.
    QTextBlockFormat fence;
    fence.setProperty(QTextFormat::UserProperty, ++m_insertions);
    cursor.beginEditBlock();
    cursor.insertText(words);
    cursor.mergeBlockFormat(fence);
    cursor.endEditBlock();
}

void DraftText::insertPlain(QTextCursor cursor, const QString& words) {
    insertStep(cursor, words);
}

void DraftText::insert(QTextCursor cursor, const FilledText& filled) {
    const int start = cursor.selectionStart();
    insertStep(cursor, filled.text);
    const int end = start + int(filled.text.size());
    m_marks += {MarkKind::Whisper, start, end};
    for (const PlaceholderSpan& span : filled.placeholders) {
        if (span.resolved)
            m_marks += {MarkKind::Filled, start + span.range.start, start + span.range.start + span.range.length};
    }
    for (const TextRange& fact : findFacts(filled.text))
        m_marks += {MarkKind::Fact, start + fact.start, start + fact.start + fact.length};
    m_highlighter->rehighlight();
    emit marksChanged();
}

void DraftText::setMarks(const QList<Mark>& marks) {
    m_marks = marks;
    m_highlighter->rehighlight();
    emit marksChanged();
}

void DraftText::markRemains(const QString& inserted) {
    constexpr qsizetype Least = 8; // shorter remains are the agent's words by chance
    const QString now = text();
    QList<TextRange> whole;
    if (const qsizetype at = inserted.isEmpty() ? -1 : now.indexOf(inserted); at >= 0) {
        whole += {int(at), int(inserted.size())};
    } else {
        const qsizetype common = std::min(now.size(), inserted.size());
        qsizetype prefix = 0;
        while (prefix < common && now.at(prefix) == inserted.at(prefix))
            ++prefix;
        qsizetype suffix = 0;
        while (suffix < common - prefix &&
               now.at(now.size() - 1 - suffix) == inserted.at(inserted.size() - 1 - suffix))
            ++suffix;
        if (prefix >= Least)
            whole += {0, int(prefix)};
        if (suffix >= Least)
            whole += {int(now.size() - suffix), int(suffix)};
    }
    QList<Mark> marks;
    for (const TextRange& range : std::as_const(whole)) {
        marks += {MarkKind::Whisper, range.start, range.start + range.length};
        // Whether somebody has looked at the facts is not known any more.
        for (const TextRange& fact : findFacts(now.mid(range.start, range.length)))
            marks += {MarkKind::Fact, range.start + fact.start, range.start + fact.start + fact.length};
    }
    setMarks(marks);
}

void DraftText::caretMoved(int from, int to) {
    const int low = std::min(from, to);
    const int high = std::max(from, to);
    const auto seen = [&](const Mark& mark) {
        return mark.kind == MarkKind::Fact &&
               ((to >= mark.start && to <= mark.end) || (low <= mark.start && high >= mark.end));
    };
    if (m_marks.removeIf(seen) > 0) {
        m_highlighter->rehighlight();
        emit marksChanged();
    }
}

TextRange DraftText::nextPlaceholder(int position) const {
    const QList<TextRange> open = findPlaceholders(text());
    for (const TextRange& range : open) {
        if (range.start >= position)
            return range;
    }
    return open.isEmpty() ? TextRange{} : open.first();
}

void DraftText::refreshLook() {
    m_document.setDefaultFont(m_theme.font(TextRole::Body));
    m_highlighter->rehighlight();
}

void DraftText::setSpelling(SpellChecker* spelling) {
    if (spelling == m_spelling)
        return;
    if (m_spelling)
        disconnect(m_spelling.data(), nullptr, this, nullptr);
    m_spelling = spelling;
    m_typingAt = -1;
    if (spelling)
        connect(spelling, &SpellChecker::changed, this, [this] { m_highlighter->rehighlight(); });
    m_highlighter->rehighlight();
}

void DraftText::setTypingAt(int position) {
    const int before = std::exchange(m_typingAt, position);
    if (before == position || !m_spelling)
        return;
    const QTextBlock left = before < 0 ? QTextBlock() : m_document.findBlock(before);
    const QTextBlock entered = position < 0 ? QTextBlock() : m_document.findBlock(position);
    if (left.isValid() && left != entered)
        m_highlighter->rehighlightBlock(left);
    if (entered.isValid() || left.isValid())
        m_highlighter->rehighlightBlock(entered.isValid() ? entered : left);
}

void DraftText::onContentsChange() {
    const QString now = text();
    if (now == m_last)
        return;
    // The document's own numbers also count its last separator at times; comparing is exact and texts are short.
    const qsizetype common = std::min(now.size(), m_last.size());
    qsizetype prefix = 0;
    while (prefix < common && now.at(prefix) == m_last.at(prefix))
        ++prefix;
    qsizetype suffix = 0;
    while (suffix < common - prefix && now.at(now.size() - 1 - suffix) == m_last.at(m_last.size() - 1 - suffix))
        ++suffix;
    const int at = int(prefix);
    const int removedEnd = int(m_last.size() - suffix);
    const int addedEnd = int(now.size() - suffix);
    const int shift = addedEnd - removedEnd;
    QList<Mark> marks;
    for (const Mark& mark : std::as_const(m_marks)) {
        if (removedEnd <= mark.start) {
            marks += {mark.kind, mark.start + shift, mark.end + shift};
        } else if (at >= mark.end) {
            marks += mark;
        } else if (mark.kind == MarkKind::Whisper) {
            if (at > mark.start)
                marks += {mark.kind, mark.start, at};
            if (removedEnd < mark.end)
                marks += {mark.kind, addedEnd, mark.end + shift};
        }
    }
    m_marks = marks;
    m_last = now;
    emit changed();
    emit marksChanged();
}

} // namespace souffleur::ui
