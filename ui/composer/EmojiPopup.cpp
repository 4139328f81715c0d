// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/EmojiPopup.h"

#include "ui/composer/EmojiTable.h"

#include <QCoreApplication>
#include <QEvent>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QScreen>
#include <QVBoxLayout>

namespace souffleur::ui {

namespace {
//! More than anybody looks through; whoever wants another one searches.
constexpr int MaxShown = 400;
} // namespace

EmojiPopup::EmojiPopup(Theme& theme, QWidget* parent)
    : QFrame(parent, Qt::Popup), m_theme(theme), m_search(new QLineEdit(this)), m_list(new QListWidget(this)) {
    setFrameShape(QFrame::StyledPanel);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addWidget(m_search);
    layout->addWidget(m_list);
    m_list->setViewMode(QListView::IconMode);
    m_list->setMovement(QListView::Static);
    m_list->setResizeMode(QListView::Adjust);
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_search->installEventFilter(this);
    connect(m_search, &QLineEdit::textChanged, this, &EmojiPopup::filter);
    const auto choose = [this](QListWidgetItem* item) {
        if (!item)
            return;
        hide();
        emit chosen(item->text());
    };
    connect(m_list, &QListWidget::itemClicked, this, choose);
    connect(m_list, &QListWidget::itemActivated, this, choose);
    connect(m_search, &QLineEdit::returnPressed, this,
            [this, choose] { choose(m_list->currentItem() ? m_list->currentItem() : m_list->item(0)); });
    retranslate();
}

void EmojiPopup::popUp(QWidget* anchor) {
    const int cell = m_theme.px(34);
    m_list->setFont(m_theme.emojiFont(20));
    m_list->setGridSize({cell, cell});
    setFixedSize(cell * 8 + m_theme.px(34), cell * 6 + m_theme.px(56));
    m_search->clear();
    filter({});
    QPoint at = anchor->mapToGlobal(QPoint(0, -height() - 4));
    if (const QScreen* screen = anchor->screen()) {
        const QRect area = screen->availableGeometry();
        at.setX(std::clamp(at.x(), area.left(), std::max(area.left(), area.right() - width())));
        at.setY(std::max(at.y(), area.top()));
    }
    move(at);
    show();
    m_search->setFocus();
}

void EmojiPopup::filter(const QString& words) {
    m_list->clear();
    for (const int index : findEmoji(words, MaxShown)) {
        const Emoji& emoji = emojiTable()[size_t(index)];
        auto* item = new QListWidgetItem(emoji.symbol, m_list);
        item->setToolTip(emoji.name());
        item->setData(Qt::AccessibleTextRole, emoji.name());
        item->setTextAlignment(Qt::AlignCenter);
    }
    if (m_list->count() > 0)
        m_list->setCurrentRow(0);
}

bool EmojiPopup::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_search && event->type() == QEvent::KeyPress) {
        auto* key = static_cast<QKeyEvent*>(event);
        const bool sideways =
            (key->key() == Qt::Key_Left || key->key() == Qt::Key_Right) && m_search->text().isEmpty();
        if (key->key() == Qt::Key_Down || key->key() == Qt::Key_Up || sideways) {
            QCoreApplication::sendEvent(m_list, event);
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

void EmojiPopup::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QFrame::changeEvent(event);
}

void EmojiPopup::retranslate() {
    m_search->setPlaceholderText(tr("Search emoji"));
    m_search->setAccessibleName(tr("Search emoji"));
    m_list->setAccessibleName(tr("Emoji"));
    setAccessibleName(tr("Emoji"));
}

} // namespace souffleur::ui
