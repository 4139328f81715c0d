// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/suggestions/NoneFitsForm.h"

#include <QBoxLayout>
#include <QButtonGroup>
#include <QEvent>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QRadioButton>

namespace souffleur::ui {

NoneFitsForm::NoneFitsForm(QWidget* parent)
    : QFrame(parent), m_title(makeLabel(LabelRole::Strong, Tone::Text, {}, this)), m_group(new QButtonGroup(this)),
      m_words(new QLineEdit(this)), m_send(makeButton(ButtonKind::Primary, {}, this)),
      m_cancel(makeButton(ButtonKind::Normal, {}, this)) {
    setPane(this, Pane::Card);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 10, 12, 10);
    layout->setSpacing(8);
    layout->addWidget(m_title);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(12);
    int n = 0;
    for (const NoneFitsReason reason :
         {NoneFitsReason::Missing, NoneFitsReason::WrongTopic, NoneFitsReason::Outdated, NoneFitsReason::Tone}) {
        auto* radio = new QRadioButton(this);
        m_group->addButton(radio);
        m_reasons.emplace_back(reason, radio);
        grid->addWidget(radio, n / 2, n % 2);
        ++n;
    }
    layout->addLayout(grid);
    m_words->setMaxLength(500);
    layout->addWidget(m_words);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_send);
    layout->addLayout(buttons);
    connect(m_send, &QPushButton::clicked, this, &NoneFitsForm::submit);
    connect(m_words, &QLineEdit::returnPressed, this, &NoneFitsForm::submit);
    connect(m_cancel, &QPushButton::clicked, this, &NoneFitsForm::dismissed);
    retranslate();
}

void NoneFitsForm::ask() {
    m_words->clear();
    m_reasons.front().second->setChecked(true);
    show();
    m_reasons.front().second->setFocus();
}

void NoneFitsForm::submit() {
    for (const auto& [reason, radio] : m_reasons) {
        if (radio->isChecked())
            emit answered(reason, m_words->text().trimmed());
    }
}

void NoneFitsForm::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape) {
        emit dismissed();
        return;
    }
    QFrame::keyPressEvent(event);
}

void NoneFitsForm::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QFrame::changeEvent(event);
}

void NoneFitsForm::retranslate() {
    m_title->setText(tr("Why does nothing fit?"));
    for (const auto& [reason, radio] : m_reasons) {
        switch (reason) {
        case NoneFitsReason::Missing:
            radio->setText(tr("Answer is missing"));
            break;
        case NoneFitsReason::WrongTopic:
            radio->setText(tr("Wrong topic"));
            break;
        case NoneFitsReason::Outdated:
            radio->setText(tr("Outdated"));
            break;
        case NoneFitsReason::Tone:
            radio->setText(tr("Wrong tone"));
            break;
        }
        radio->setAccessibleName(radio->text());
    }
    m_words->setPlaceholderText(tr("In your words (optional)"));
    m_words->setAccessibleName(tr("In your words (optional)"));
    m_send->setText(tr("Report"));
    m_cancel->setText(tr("Cancel"));
    setAccessibleName(m_title->text());
}

} // namespace souffleur::ui
