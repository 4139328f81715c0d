// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/MessageBar.h"

#include "ui/common/ErrorText.h"

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>

namespace souffleur::ui {

MessageBar::MessageBar(Theme& theme, QWidget* parent)
    : QFrame(parent), m_theme(theme), m_sign(new QLabel(this)),
      m_text(makeLabel(LabelRole::Small, Tone::Text, {}, this)),
      m_close(new IconButton(theme, u"close"_s, tr("Close message"), this)) {
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(10, 5, 6, 5);
    layout->setSpacing(8);
    m_text->setWordWrap(true);
    m_actions = new QHBoxLayout;
    m_actions->setSpacing(6);
    m_close->setIconSide(14);
    m_close->hide();
    layout->addWidget(m_sign);
    layout->addWidget(m_text, 1);
    layout->addLayout(m_actions);
    layout->addWidget(m_close);
    connect(m_close, &QToolButton::clicked, this, [this] {
        hide();
        emit closed();
    });
    connect(&theme, &Theme::changed, this, &MessageBar::refresh);
    refresh();
    hide();
}

void MessageBar::showMessage(Level level, const QString& text) {
    m_level = level;
    m_text->setText(text);
    m_text->setToolTip({}); // the one of an error before
    setAccessibleName(text);
    while (QLayoutItem* item = m_actions->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    refresh();
    show();
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void MessageBar::showError(const Error& error) {
    showMessage(errorGroup(error.code) == ErrorGroup::Retryable ? Level::Warning : Level::Error, errorText(error));
    m_text->setToolTip(ErrorText::technical(error).toHtmlEscaped());
}

QPushButton* MessageBar::addAction(const QString& text) {
    auto* button = makeButton(ButtonKind::Link, text, this);
    m_actions->addWidget(button);
    return button;
}

void MessageBar::setClosable(bool closable) {
    m_close->setVisible(closable);
}

void MessageBar::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        m_close->setLabel(tr("Close message"));
    QFrame::changeEvent(event);
}

void MessageBar::refresh() {
    const Tokens& t = m_theme.tokens();
    const int side = m_theme.px(16);
    QString icon = u"info"_s;
    QColor colour = t.accent;
    Pane pane = Pane::Info;
    if (m_level == Level::Warning) {
        icon = u"warning"_s;
        colour = t.warn;
        pane = Pane::Warn;
    } else if (m_level == Level::Error) {
        icon = u"error"_s;
        colour = t.bad;
        pane = Pane::Bad;
    }
    setPane(this, pane);
    m_sign->setPixmap(m_theme.icon(icon, colour).pixmap(QSize(side, side), devicePixelRatioF()));
    m_sign->setFixedWidth(side);
}

} // namespace souffleur::ui
