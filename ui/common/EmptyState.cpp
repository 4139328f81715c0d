// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/EmptyState.h"

#include <QVBoxLayout>

namespace souffleur::ui {

EmptyState::EmptyState(Theme& theme, QWidget* parent)
    : QWidget(parent), m_theme(theme), m_sign(new QLabel(this)),
      m_title(makeLabel(LabelRole::Strong, Tone::Text, {}, this)),
      m_hint(makeLabel(LabelRole::Small, Tone::Muted, {}, this)), m_first(makeButton(ButtonKind::Normal, {}, this)),
      m_second(makeButton(ButtonKind::Link, {}, this)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 24);
    layout->setSpacing(8);
    layout->addStretch(2);
    for (auto* label : {m_sign, m_title, m_hint}) {
        label->setAlignment(Qt::AlignCenter);
        label->setWordWrap(label != m_sign);
        layout->addWidget(label);
    }
    layout->addSpacing(4);
    layout->addWidget(m_first, 0, Qt::AlignHCenter);
    layout->addWidget(m_second, 0, Qt::AlignHCenter);
    layout->addStretch(3);
    setActions({});
    connect(m_first, &QPushButton::clicked, this, &EmptyState::firstRequested);
    connect(m_second, &QPushButton::clicked, this, &EmptyState::secondRequested);
    connect(&theme, &Theme::changed, this, &EmptyState::refresh);
}

void EmptyState::setContent(const QString& icon, const QString& title, const QString& hint) {
    m_icon = icon;
    m_title->setText(title);
    m_title->setVisible(!title.isEmpty());
    m_hint->setText(hint);
    m_hint->setVisible(!hint.isEmpty());
    setAccessibleName(hint.isEmpty() ? title : title + u' ' + hint);
    refresh();
}

void EmptyState::setActions(const QString& first, const QString& second) {
    m_first->setText(first);
    m_first->setVisible(!first.isEmpty());
    m_second->setText(second);
    m_second->setVisible(!second.isEmpty());
}

void EmptyState::refresh() {
    const int side = m_theme.px(36);
    m_sign->setVisible(!m_icon.isEmpty());
    if (!m_icon.isEmpty())
        m_sign->setPixmap(
            m_theme.icon(m_icon, m_theme.tokens().faint).pixmap(QSize(side, side), devicePixelRatioF()));
}

} // namespace souffleur::ui
