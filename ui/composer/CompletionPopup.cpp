// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/CompletionPopup.h"

#include <algorithm>

#include <QListWidget>
#include <QVBoxLayout>

namespace souffleur::ui {

CompletionPopup::CompletionPopup(Theme& theme, QWidget* window)
    : QFrame(window), m_theme(theme), m_list(new QListWidget(this)) {
    setObjectName(u"completionPopup"_s);
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setFocusPolicy(Qt::NoFocus);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setTextElideMode(Qt::ElideRight);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(2, 2, 2, 2);
    layout->addWidget(m_list);
    connect(m_list, &QListWidget::itemClicked, this,
            [this](QListWidgetItem* item) { emit chosen(m_list->row(item)); });
    hide();
}

void CompletionPopup::offer(const QList<Row>& rows, const QString& name, int width, const QRect& caret) {
    m_list->clear();
    if (rows.isEmpty()) {
        hide();
        return;
    }
    m_list->setAccessibleName(name);
    const int row = m_theme.px(26);
    for (const Row& each : rows.mid(0, MaxRows)) {
        auto* item = new QListWidgetItem(each.text, m_list);
        item->setSizeHint({0, row});
        item->setToolTip(each.toolTip);
    }
    m_list->setCurrentRow(0);
    const QRect area = parentWidget()->rect();
    resize(std::min(m_theme.px(width), area.width() - 16), row * m_list->count() + 8);
    const QPoint at = parentWidget()->mapFromGlobal(caret.topLeft());
    move(std::clamp(at.x(), 8, std::max(8, area.width() - this->width() - 8)), std::max(8, at.y() - height() - 4));
    show();
    raise();
}

bool CompletionPopup::takeKey(int key, Qt::KeyboardModifiers modifiers) {
    if (!isVisible() || modifiers != Qt::NoModifier)
        return false;
    const int rows = m_list->count();
    switch (key) {
    case Qt::Key_Down:
        m_list->setCurrentRow((m_list->currentRow() + 1) % rows);
        return true;
    case Qt::Key_Up:
        m_list->setCurrentRow((m_list->currentRow() + rows - 1) % rows);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Tab:
        emit chosen(m_list->currentRow());
        return true;
    case Qt::Key_Escape:
        hide();
        return true;
    default:
        return false;
    }
}

} // namespace souffleur::ui
