// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/UiContext.h"
#include "ui/thread/ThreadDelegate.h"

#include <QListView>
#include <QPersistentModelIndex>

class QMenu;

namespace souffleur::ui {

class ThreadModel;
class Thumbnails;

//! The scrolling thread: keeps its place while older messages come in above, marks text with the mouse, knows what
//! is under the pointer. Says what was asked for; ThreadPanel does it.
class ThreadView : public QListView {
    Q_OBJECT
public:
    ThreadView(UiContext& context, ThreadModel& model, QWidget* parent = nullptr);
    bool isAtEnd() const;
    void scrollToEnd();
    void showSequence(qint64 sequence);
    //! The last item that was on the screen; what "seen" means for the send guard.
    qint64 lastVisibleSequence() const;
    //! Text marked with the mouse, else the whole selected message.
    QString copyText() const;
    Thumbnails& thumbnails() { return *m_thumbnails; }
    const Message* selectedMessage() const;

signals:
    void spotRequested(souffleur::ui::SpotAction action, const souffleur::Message& message, int number);
    void showAllRequested(const QString& text);
    void quoteRequested(const souffleur::Message& message);
    void linkRequested(const QUrl& url);
    void endReached(bool atEnd);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void relayout();
    //! The bar's place is kept free: its coming and going would lay out all rows once more.
    int rowWidth() const;
    void keepPlace();
    void restorePlace();
    void fetchIfNeeded();
    void activate(const ThreadSpot& spot, int row);
    void fillMenu(QMenu* menu, int row, const QPoint& pos);
    QString tooltipAt(int row, const QPoint& inside) const;
    void copy(const QString& text) const;

    UiContext m_context;
    ThreadModel& m_model;
    Thumbnails* m_thumbnails;
    ThreadDelegate* m_delegate;
    QPersistentModelIndex m_anchor;
    int m_anchorTop = 0;
    bool m_stickToEnd = true;
    bool m_marking = false;
    bool m_pressedOnSpot = false;
};

} // namespace souffleur::ui
