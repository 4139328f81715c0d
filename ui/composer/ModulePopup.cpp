// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/ModulePopup.h"

#include <algorithm>

#include <QEvent>
#include <QListWidget>
#include <QVBoxLayout>

namespace souffleur::ui {

namespace {
constexpr qsizetype MaxRows = 6;
}

ModulePopup::ModulePopup(Theme& theme, QWidget* window)
    : QFrame(window), m_theme(theme), m_list(new QListWidget(this)) {
    setObjectName(u"modulePopup"_s);
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setFocusPolicy(Qt::NoFocus);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setTextElideMode(Qt::ElideRight);
    m_list->setAccessibleName(tr("Text modules"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(2, 2, 2, 2);
    layout->addWidget(m_list);
    connect(m_list, &QListWidget::itemClicked, this,
            [this](QListWidgetItem* item) { emit chosen(m_list->row(item)); });
    hide();
}

void ModulePopup::offer(const SuggestionSet& set, const QRect& caret) {
    m_set = set;
    if (m_set.suggestions.size() > MaxRows)
        m_set.suggestions.resize(MaxRows);
    m_list->clear();
    if (m_set.suggestions.isEmpty()) {
        hide();
        return;
    }
    const int row = m_theme.px(26);
    for (const Suggestion& suggestion : std::as_const(m_set.suggestions)) {
        auto* item = new QListWidgetItem(suggestion.title, m_list);
        item->setSizeHint({0, row});
        item->setToolTip(u"<qt>%1</qt>"_s.arg(suggestion.filled.text.toHtmlEscaped()));
    }
    m_list->setCurrentRow(0);
    const QRect area = parentWidget()->rect();
    resize(std::min(m_theme.px(380), area.width() - 16), row * int(m_set.suggestions.size()) + 8);
    const QPoint at = parentWidget()->mapFromGlobal(caret.topLeft());
    move(std::clamp(at.x(), 8, std::max(8, area.width() - width() - 8)), std::max(8, at.y() - height() - 4));
    show();
    raise();
}

bool ModulePopup::takeKey(int key, Qt::KeyboardModifiers modifiers) {
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
        emit chosen(m_list->currentRow());
        return true;
    case Qt::Key_Escape:
        hide();
        return true;
    default:
        return false;
    }
}

void ModulePopup::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        m_list->setAccessibleName(tr("Text modules"));
    QFrame::changeEvent(event);
}

} // namespace souffleur::ui
