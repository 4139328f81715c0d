// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/composer/DraftText.h"

#include <QPointer>
#include <QTextEdit>

class QMimeData;

namespace souffleur::ui {

class DraftBuffer;

//! The editor of the composer: plain text, grows with it, paints placeholders as chips. Says which key was meant;
//! what it does is the composer's business.
class ComposerEdit : public QTextEdit {
    Q_OBJECT
public:
    explicit ComposerEdit(Theme& theme, QWidget* parent = nullptr);

    //! Shows the buffer's document; the buffer keeps the caret.
    void setBuffer(DraftBuffer* buffer);
    void setEnterSends(bool enter) { m_enterSends = enter; }
    //! An input method is putting a word together.
    bool isComposing() const { return m_composing; }
    void selectRange(const TextRange& range);
    //! "/words" before the caret, at the beginning or behind a space: a text module is asked for.
    std::optional<TextRange> moduleWords() const;
    //! ":words" before the caret, likewise, from two letters on: an emoji is asked for.
    std::optional<TextRange> emojiWords() const;
    //! Of the caret, on the screen.
    QRect caretRect() const;
    //! Asked before the editor takes a key; true: it was for somebody else.
    void setKeyFilter(std::function<bool(int key, Qt::KeyboardModifiers modifiers)> filter) {
        m_keyFilter = std::move(filter);
    }
    void refreshLook();

signals:
    void sendRequested(bool thenNext);
    void modeToggleRequested();
    void attachRequested();
    void undoSendRequested(); //!< Ctrl+Z while empty
    void editLastRequested(); //!< Up while empty
    void escapePressed();
    void mimeDropped(const QMimeData* data);
    void typed(); //!< by hand, not by the program
    //! For the text at the position; globalPos is where the menu belongs.
    void menuRequested(int position, const QPoint& globalPos);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void inputMethodEvent(QInputMethodEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool focusNextPrevChild(bool next) override;
    bool canInsertFromMimeData(const QMimeData* source) const override;
    void insertFromMimeData(const QMimeData* source) override;

private:
    bool isBlank() const;
    void fitHeight();
    //! From the latest such sign on to the caret, when it stands at the beginning of a word.
    std::optional<TextRange> wordsBehind(QChar sign) const;
    void caretMoved();
    void insertWords(QString text);
    void tellTyped();
    QList<QRectF> rectsOf(int start, int end) const;

    Theme& m_theme;
    std::function<bool(int, Qt::KeyboardModifiers)> m_keyFilter;
    QPointer<DraftBuffer> m_buffer;
    QTextDocument* m_none;
    bool m_enterSends = true;
    bool m_composing = false;
    bool m_inKey = false; //!< what the caret does now is part of typing
    int m_caret = 0;
};

} // namespace souffleur::ui
