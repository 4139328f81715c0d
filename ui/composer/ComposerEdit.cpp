// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/ComposerEdit.h"

#include "ui/composer/DraftBook.h"
#include "ui/theme/Theme.h"

#include <algorithm>

#include <QAbstractTextDocumentLayout>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QMimeData>
#include <QPainter>
#include <QScrollBar>
#include <QTextBlock>

namespace souffleur::ui {

ComposerEdit::ComposerEdit(Theme& theme, QWidget* parent)
    : QTextEdit(parent), m_theme(theme), m_none(new QTextDocument(this)) {
    setProperty("look", u"plain"_s);
    setAcceptRichText(false);
    setTabChangesFocus(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setDocument(m_none);
    connect(this, &QTextEdit::cursorPositionChanged, this, &ComposerEdit::caretMoved);
    connect(this, &QTextEdit::textChanged, this, &ComposerEdit::fitHeight);
}

void ComposerEdit::setBuffer(DraftBuffer* buffer) {
    if (m_buffer == buffer && buffer)
        return;
    if (m_buffer) {
        disconnect(&m_buffer->text, nullptr, this, nullptr);
        m_buffer->cursor = textCursor().position();
    }
    m_buffer = nullptr; // the caret's jump to 0 below is not the agent's
    m_composing = false;
    if (!buffer) {
        setDocument(m_none);
        return;
    }
    setDocument(buffer->text.document());
    QTextCursor cursor(buffer->text.document());
    cursor.setPosition(std::clamp(buffer->cursor, 0, int(buffer->text.text().size())));
    setTextCursor(cursor);
    m_caret = cursor.position();
    m_buffer = buffer;
    connect(&buffer->text, &DraftText::marksChanged, this, [this] { viewport()->update(); });
    fitHeight();
    ensureCursorVisible();
}

void ComposerEdit::selectRange(const TextRange& range) {
    QTextCursor cursor = textCursor();
    cursor.setPosition(range.start);
    cursor.setPosition(range.start + range.length, QTextCursor::KeepAnchor);
    setTextCursor(cursor);
    ensureCursorVisible();
}

std::optional<TextRange> ComposerEdit::wordsBehind(QChar sign) const {
    constexpr int Longest = 40;
    const QTextCursor cursor = textCursor();
    if (cursor.hasSelection())
        return {};
    const QString line = cursor.block().text().left(cursor.positionInBlock());
    const qsizetype at = line.lastIndexOf(sign);
    const qsizetype length = line.size() - at;
    if (at < 0 || length < 3 || length > Longest || line.at(at + 1).isSpace() ||
        (at > 0 && !line.at(at - 1).isSpace()))
        return {};
    return TextRange{cursor.block().position() + int(at), int(length)};
}

std::optional<TextRange> ComposerEdit::moduleWords() const {
    return wordsBehind(u'/');
}

std::optional<TextRange> ComposerEdit::emojiWords() const {
    const auto range = wordsBehind(u':');
    const QString text = document()->findBlock(textCursor().position()).text();
    const int start = range ? range->start - textCursor().block().position() : 0;
    // ":10 Uhr" and ":-)" are something else.
    return range && text.at(start + 1).isLetter() && text.at(start + 2).isLetter() ? range : std::nullopt;
}

QRect ComposerEdit::caretRect() const {
    const QRect caret = cursorRect();
    return {viewport()->mapToGlobal(caret.topLeft()), caret.size()};
}

void ComposerEdit::refreshLook() {
    setFont(m_theme.font(TextRole::Body));
    fitHeight();
    viewport()->update();
}

bool ComposerEdit::isBlank() const {
    return document()->isEmpty();
}

void ComposerEdit::keyPressEvent(QKeyEvent* event) {
    const auto modifiers = event->modifiers() & ~Qt::KeypadModifier;
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (m_composing) {
        QTextEdit::keyPressEvent(event);
        return;
    }
    event->accept();
    if (m_keyFilter && m_keyFilter(event->key(), modifiers))
        return;
    if (enter && modifiers == (Qt::ControlModifier | Qt::ShiftModifier)) {
        emit sendRequested(true);
    } else if (enter && (modifiers == Qt::ControlModifier || (modifiers == Qt::NoModifier && m_enterSends))) {
        if (!event->isAutoRepeat())
            emit sendRequested(false);
    } else if (enter && (modifiers == Qt::ShiftModifier || modifiers == Qt::NoModifier)) {
        // A plain new paragraph; Qt would put a line separator for Shift+Enter.
        textCursor().insertBlock();
        ensureCursorVisible();
        tellTyped();
    } else if (event->key() == Qt::Key_N && modifiers == (Qt::ControlModifier | Qt::ShiftModifier)) {
        emit modeToggleRequested();
    } else if (event->key() == Qt::Key_O && modifiers == Qt::ControlModifier) {
        emit attachRequested();
    } else if (event->key() == Qt::Key_V && modifiers == (Qt::ControlModifier | Qt::ShiftModifier)) {
        insertWords(QGuiApplication::clipboard()->text()); // also where there is a picture or a file beside it
    } else if (event->matches(QKeySequence::Undo) && isBlank() && !document()->isUndoAvailable()) {
        emit undoSendRequested();
    } else if (event->key() == Qt::Key_Up && modifiers == Qt::NoModifier && isBlank()) {
        emit editLastRequested();
    } else if (event->key() == Qt::Key_Escape) {
        emit escapePressed();
    } else {
        const int revision = document()->revision();
        const int caret = m_caret;
        m_inKey = true;
        QTextEdit::keyPressEvent(event);
        m_inKey = false;
        if (document()->revision() != revision)
            tellTyped();
        else if (m_buffer && m_caret != caret)
            m_buffer->text.setTypingAt(-1);
    }
}

void ComposerEdit::tellTyped() {
    if (m_buffer)
        m_buffer->text.setTypingAt(textCursor().position());
    emit typed();
}

void ComposerEdit::contextMenuEvent(QContextMenuEvent* event) {
    // The menu key asks about the word at the caret, the mouse about the one below it.
    const bool mouse = event->reason() == QContextMenuEvent::Mouse;
    const int position = mouse ? cursorForPosition(event->pos()).position() : textCursor().position();
    emit menuRequested(position, mouse ? event->globalPos() : viewport()->mapToGlobal(cursorRect().bottomLeft()));
    event->accept();
}

void ComposerEdit::inputMethodEvent(QInputMethodEvent* event) {
    m_composing = !event->preeditString().isEmpty();
    const bool commits = !event->commitString().isEmpty();
    QTextEdit::inputMethodEvent(event);
    if (commits)
        tellTyped();
}

bool ComposerEdit::focusNextPrevChild(bool next) {
    // Tab comes here before it becomes a key press.
    if (next && m_keyFilter && m_keyFilter(Qt::Key_Tab, Qt::NoModifier))
        return true;
    if (next && m_buffer) {
        const TextRange open = m_buffer->text.nextPlaceholder(textCursor().selectionEnd());
        const QTextCursor cursor = textCursor();
        const bool there = open.start == cursor.selectionStart() &&
                           open.start + open.length == cursor.selectionEnd() && cursor.hasSelection();
        if (open.length > 0 && !there) {
            selectRange(open);
            return true;
        }
    }
    return QTextEdit::focusNextPrevChild(next);
}

bool ComposerEdit::canInsertFromMimeData(const QMimeData* source) const {
    return source->hasText() || source->hasUrls() || source->hasImage();
}

void ComposerEdit::insertFromMimeData(const QMimeData* source) {
    const bool files = source->hasUrls() && std::any_of(source->urls().cbegin(), source->urls().cend(),
                                                        [](const QUrl& url) { return url.isLocalFile(); });
    if (files || (source->hasImage() && !source->hasText())) {
        emit mimeDropped(source);
        return;
    }
    insertWords(source->text());
}

void ComposerEdit::insertWords(QString text) {
    if (text.isEmpty())
        return;
    text.replace(u"\r\n"_s, u"\n"_s).replace(u'\r', u'\n').remove(QChar::Null);
    textCursor().insertText(text);
    ensureCursorVisible();
    tellTyped();
}

void ComposerEdit::fitHeight() {
    const QFontMetricsF metrics(m_theme.font(TextRole::Body));
    const qreal line = metrics.height() * 1.2;
    const qreal content = document()->documentLayout()->documentSize().height();
    const int wanted = qCeil(std::clamp(content, line * 3, line * 9)) + 2;
    setVerticalScrollBarPolicy(content > line * 9 ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
    if (height() != wanted || minimumHeight() != wanted)
        setFixedHeight(wanted);
}

void ComposerEdit::resizeEvent(QResizeEvent* event) {
    QTextEdit::resizeEvent(event);
    fitHeight();
}

void ComposerEdit::focusInEvent(QFocusEvent* event) {
    QTextEdit::focusInEvent(event);
    if (parentWidget())
        parentWidget()->update();
}

void ComposerEdit::focusOutEvent(QFocusEvent* event) {
    QTextEdit::focusOutEvent(event);
    if (parentWidget())
        parentWidget()->update();
}

void ComposerEdit::caretMoved() {
    if (!m_buffer)
        return;
    const int now = textCursor().position();
    const int before = m_caret;
    m_caret = now;
    m_buffer->cursor = now;
    if (before != now && !m_inKey)
        m_buffer->text.setTypingAt(-1);
    if (hasFocus() && before != now)
        m_buffer->text.caretMoved(before, now);
}

QList<QRectF> ComposerEdit::rectsOf(int start, int end) const {
    QList<QRectF> rects;
    const QPointF scroll(horizontalScrollBar()->value(), verticalScrollBar()->value());
    const QFontMetricsF metrics(document()->defaultFont());
    for (QTextBlock block = document()->findBlock(start); block.isValid() && block.position() < end;
         block = block.next()) {
        const QTextLayout* layout = block.layout();
        const QRectF bounds = document()->documentLayout()->blockBoundingRect(block);
        const int from = std::max(start - block.position(), 0);
        const int to = std::min(end - block.position(), block.length() - 1);
        for (int i = 0; i < layout->lineCount(); ++i) {
            const QTextLine line = layout->lineAt(i);
            const int a = std::max(from, line.textStart());
            const int b = std::min(to, line.textStart() + line.textLength());
            if (a >= b)
                continue;
            const qreal left = line.cursorToX(a);
            const qreal right = line.cursorToX(b);
            const qreal baseline = line.y() + line.ascent();
            rects += QRectF(std::min(left, right), baseline - metrics.ascent() - 1, std::abs(right - left),
                            metrics.height() + 2)
                         .translated(bounds.topLeft() - scroll);
        }
    }
    return rects;
}

void ComposerEdit::paintEvent(QPaintEvent* event) {
    if (m_buffer) {
        const Tokens& tokens = m_theme.tokens();
        QPainter painter(viewport());
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        const qreal round = m_theme.px(3);
        for (const auto& mark : m_buffer->text.marks()) {
            if (mark.kind != DraftText::MarkKind::Whisper)
                continue;
            painter.setBrush(m_buffer->mode == DraftMode::Note ? QColor(Qt::transparent) : tokens.whisper);
            for (const QRectF& rect : rectsOf(mark.start, mark.end))
                painter.drawRoundedRect(rect.adjusted(-1, 0, 1, 0), round, round);
        }
        painter.setBrush(tokens.accentWeak);
        for (const auto& mark : m_buffer->text.marks()) {
            if (mark.kind != DraftText::MarkKind::Filled)
                continue;
            for (const QRectF& rect : rectsOf(mark.start, mark.end))
                painter.drawRoundedRect(rect.adjusted(-2, 0, 2, 0), round + 1, round + 1);
        }
        // Open ones carry a line as well: colour alone does not say that something is missing.
        painter.setPen(QPen(tokens.accent, 1));
        for (const TextRange& range : findPlaceholders(m_buffer->text.text())) {
            for (const QRectF& rect : rectsOf(range.start, range.start + range.length))
                painter.drawRoundedRect(rect.adjusted(-1.5, 0.5, 1.5, -0.5), round + 1, round + 1);
        }
    }
    QTextEdit::paintEvent(event);
}

} // namespace souffleur::ui
