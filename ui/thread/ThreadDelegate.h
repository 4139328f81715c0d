// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/UiContext.h"
#include "ui/thread/ThreadLayout.h"

#include <QStyledItemDelegate>

namespace souffleur::ui {

class ThreadModel;
class Thumbnails;

//! The text marked with the mouse inside one bubble.
struct TextSelection {
    qint64 sequence = 0;
    int from = 0;
    int to = 0;
    bool isEmpty() const { return from == to; }
    TextRange range() const { return {std::min(from, to), std::abs(to - from)}; }
};

//! Paints the rows that ThreadLayout laid out.
class ThreadDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    ThreadDelegate(UiContext& context, const ThreadModel& model, Thumbnails& thumbnails, QObject* parent = nullptr);
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    ThreadLayout& layout() const { return m_layout; }
    const ThreadRow* row(int row) const;
    void setSelection(const TextSelection& selection) { m_selection = selection; }
    const TextSelection& selection() const { return m_selection; }
    //! The row a jump led to stands out for a moment; 0: none.
    void setHighlighted(qint64 sequence) { m_highlighted = sequence; }

private:
    void paintFiles(QPainter* painter, const ThreadRow& row, const Message& message) const;
    void paintText(QPainter* painter, const ThreadRow& row, qint64 sequence) const;

    UiContext m_context;
    const ThreadModel& m_model;
    Thumbnails& m_thumbnails;
    mutable ThreadLayout m_layout;
    TextSelection m_selection;
    qint64 m_highlighted = 0;
};

} // namespace souffleur::ui
