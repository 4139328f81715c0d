// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/SettingsDialog.h"

#include "ui/settings/ChannelsPage.h"
#include "ui/settings/DataPage.h"
#include "ui/settings/KeyboardPage.h"
#include "ui/settings/NotificationsPage.h"
#include "ui/settings/PreferencePages.h"
#include "ui/settings/SynonymsPage.h"

#include <QBoxLayout>
#include <QEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QScrollArea>
#include <QStackedWidget>

namespace souffleur::ui {

SettingsDialog::SettingsDialog(UiContext& context, QWidget* parent)
    : QDialog(parent), m_context(context), m_search(new QLineEdit(this)), m_list(new QListWidget(this)),
      m_stack(new QStackedWidget(this)), m_nothing(makeLabel(LabelRole::Body, Tone::Muted, {}, this)) {
    auto* side = new QWidget(this);
    setPane(side, Pane::Bg);
    m_search->setObjectName(u"settingsSearch"_s);
    m_search->setProperty("look", u"search"_s);
    m_search->setClearButtonEnabled(true);
    m_list->setObjectName(u"settingsCategories"_s);
    m_list->setFrameShape(QFrame::NoFrame);
    auto* sideLayout = new QVBoxLayout(side);
    sideLayout->setContentsMargins(12, 14, 8, 14);
    sideLayout->setSpacing(10);
    sideLayout->addWidget(m_search);
    sideLayout->addWidget(m_list, 1);
    setPane(m_stack, Pane::Surface);
    m_nothing->setAlignment(Qt::AlignCenter);
    m_stack->addWidget(m_nothing);
    m_channels = new ChannelsPage(m_context, this);
    m_pages = {new GeneralPage(m_context, this),       new AppearancePage(m_context, this),
               new NotificationsPage(m_context, this), new SendingPage(m_context, this),
               new AssistPage(m_context, this),        new SynonymsPage(m_context, this),
               new KeyboardPage(m_context, this),      m_channels,
               new DataPage(m_context, this)};
    for (SettingsPage* page : std::as_const(m_pages)) {
        auto* scroll = new QScrollArea(m_stack);
        scroll->setFrameShape(QFrame::NoFrame);
        scroll->setWidgetResizable(true);
        scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        setPane(page, Pane::Surface);
        scroll->setWidget(page);
        m_stack->addWidget(scroll);
        m_list->addItem(new QListWidgetItem);
    }
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(side);
    layout->addWidget(m_stack, 1);
    connect(m_list, &QListWidget::currentRowChanged, this, [this](int row) {
        if (row >= 0)
            m_stack->setCurrentIndex(row + 1);
    });
    connect(m_search, &QLineEdit::textChanged, this, &SettingsDialog::filter);
    connect(&m_context.theme, &Theme::changed, this, &SettingsDialog::refreshLook);
    retranslate();
    m_list->setCurrentRow(0);
    side->setFixedWidth(m_context.theme.px(212));
    resize(m_context.theme.px(820), m_context.theme.px(560));
    m_list->setFocus();
}

void SettingsDialog::showChannels() {
    m_list->setCurrentRow(int(m_pages.indexOf(m_channels)));
}

void SettingsDialog::filter(const QString& words) {
    int first = -1;
    for (int i = 0; i < m_pages.size(); ++i) {
        const bool any = m_pages.at(i)->filter(words);
        m_list->item(i)->setHidden(!any);
        if (any && first < 0)
            first = i;
    }
    if (first < 0) {
        m_list->setCurrentRow(-1);
        m_stack->setCurrentIndex(0);
    } else if (m_list->currentRow() < 0 || m_list->item(m_list->currentRow())->isHidden()) {
        m_list->setCurrentRow(first);
    }
}

void SettingsDialog::refreshLook() {
    const Tokens& tokens = m_context.theme.tokens();
    m_list->setStyleSheet(
        u"QListWidget { background: transparent; }"
        "QListWidget::item { border: 1px solid transparent; border-radius: 6px; padding-left: 6px; }"
        "QListWidget::item:selected { background: %1; color: %2; }"
        "QListWidget:focus::item:selected { border-color: %2; }"_s.arg(tokens.accentWeak.name(),
                                                                       tokens.accent.name()));
    const int side = m_context.theme.px(17);
    m_list->setIconSize({side, side});
    for (int i = 0; i < m_pages.size(); ++i) {
        m_list->item(i)->setIcon(m_context.theme.icon(m_pages.at(i)->iconName()));
        m_list->item(i)->setSizeHint({0, m_context.theme.px(32)});
    }
}

void SettingsDialog::retranslate() {
    setWindowTitle(tr("Settings"));
    m_search->setPlaceholderText(tr("Search the settings"));
    m_search->setAccessibleName(tr("Search the settings"));
    m_list->setAccessibleName(tr("Categories"));
    m_nothing->setText(tr("No setting matches these words."));
    for (int i = 0; i < m_pages.size(); ++i)
        m_list->item(i)->setText(m_pages.at(i)->title());
    refreshLook();
}

void SettingsDialog::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QDialog::changeEvent(event);
}

} // namespace souffleur::ui
