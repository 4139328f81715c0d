// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/SettingsPage.h"

#include <QBoxLayout>
#include <QEvent>

namespace souffleur::ui {

SettingsPage::SettingsPage(UiContext& context, const QString& icon, QWidget* parent)
    : QWidget(parent), m_context(context), m_icon(icon),
      m_headline(makeLabel(LabelRole::Title, Tone::Text, {}, this)), m_content(new QVBoxLayout) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 18, 24, 20);
    layout->setSpacing(16);
    layout->addWidget(m_headline);
    m_content->setSpacing(14);
    layout->addLayout(m_content);
    layout->addStretch(1);
}

SettingsPage::Row SettingsPage::addRow(QWidget* control, bool wide) {
    Row row;
    row.box = new QWidget(this);
    row.control = control;
    row.name = makeLabel(LabelRole::Body, Tone::Text, {}, row.box);
    row.hint = makeLabel(LabelRole::Small, Tone::Muted, {}, row.box);
    row.name->setBuddy(control);
    row.name->setWordWrap(true);
    row.hint->setWordWrap(true);
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(row.name);
    words->addWidget(row.hint);
    QBoxLayout* box = nullptr;
    if (wide) {
        auto* vertical = new QVBoxLayout(row.box);
        vertical->setSpacing(8);
        vertical->addLayout(words);
        vertical->addWidget(control);
        box = vertical;
    } else {
        auto* horizontal = new QHBoxLayout(row.box);
        horizontal->setSpacing(24);
        horizontal->addLayout(words, 1);
        horizontal->addWidget(control, 0, Qt::AlignVCenter | Qt::AlignRight);
        box = horizontal;
    }
    box->setContentsMargins(0, 0, 0, 0);
    m_content->addWidget(row.box);
    m_rows += row;
    return row;
}

void SettingsPage::setTexts(const Row& row, const QString& name, const QString& hint) {
    row.name->setText(name);
    row.hint->setText(hint);
    row.hint->setVisible(!hint.isEmpty());
    row.control->setAccessibleName(name);
    row.control->setAccessibleDescription(hint);
}

bool SettingsPage::filter(const QString& words) {
    const QStringList wanted = words.simplified().toLower().split(u' ', Qt::SkipEmptyParts);
    bool any = false;
    for (const Row& row : std::as_const(m_rows)) {
        const QString text = (title() + u' ' + row.name->text() + u' ' + row.hint->text()).toLower();
        const bool fits =
            std::all_of(wanted.cbegin(), wanted.cend(), [&](const QString& word) { return text.contains(word); });
        row.box->setVisible(fits);
        any = any || fits;
    }
    return any;
}

void SettingsPage::retranslate() {
    m_headline->setText(title());
    setAccessibleName(title());
}

void SettingsPage::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace souffleur::ui
