// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/knowledge/BulkPage.h"

#include "ui/common/ColumnArea.h"
#include "ui/common/ErrorText.h"
#include "ui/common/FlowLayout.h"
#include "ui/common/Format.h"
#include "ui/knowledge/EntryFields.h"
#include "ui/knowledge/KnowledgeText.h"

#include <algorithm>

#include <QBoxLayout>
#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QGridLayout>
#include <QLineEdit>
#include <QProgressBar>

namespace souffleur::ui {

BulkPage::BulkPage(UiContext& context, QWidget* parent)
    : QWidget(parent), m_context(context), m_title(makeLabel(LabelRole::Title, Tone::Text, {}, this)),
      m_explanation(makeLabel(LabelRole::Small, Tone::Muted, {}, this)),
      m_leftOut(makeLabel(LabelRole::Small, Tone::Warn, {}, this)) {
    setPane(this, Pane::Bg);
    for (QLabel* label : {m_explanation, m_leftOut})
        label->setWordWrap(true);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    auto* scroll = new ColumnArea(this);
    auto* inside = new QWidget(scroll);
    setPane(inside, Pane::Bg);
    setPane(scroll->viewport(), Pane::Bg);
    auto* column = new QVBoxLayout(inside);
    column->setContentsMargins(22, 14, 22, 20);
    column->setSpacing(10);
    column->addWidget(m_title);
    column->addWidget(m_explanation);
    column->addWidget(m_leftOut);
    column->addWidget(buildForm());
    m_running = new QWidget(inside);
    auto* running = new QVBoxLayout(m_running);
    running->setContentsMargins(0, 4, 0, 0);
    running->setSpacing(8);
    m_progressText = makeLabel(LabelRole::Body, Tone::Muted, {}, m_running);
    m_progress = new QProgressBar(m_running);
    m_progress->setTextVisible(false);
    m_cancel = makeButton(ButtonKind::Normal, {}, m_running);
    m_cancel->setObjectName(u"bulkCancel"_s);
    running->addWidget(m_progressText);
    running->addWidget(m_progress);
    running->addWidget(m_cancel, 0, Qt::AlignLeft);
    m_running->hide();
    column->addWidget(m_running);
    column->addStretch(1);
    scroll->setWidget(inside);
    outer->addWidget(scroll);
    setFocusProxy(m_status);
    connect(m_cancel, &QPushButton::clicked, this, &BulkPage::cancelRequested);
    connect(&context.theme, &Theme::changed, this, &BulkPage::refreshTags);
    retranslate();
}

QWidget* BulkPage::buildForm() {
    m_form = new QWidget(this);
    auto* column = new QVBoxLayout(m_form);
    column->setContentsMargins(0, 4, 0, 0);
    column->setSpacing(12);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(14);
    grid->setVerticalSpacing(5);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    const auto field = [&](QLabel*& label, QWidget* widget, int row, int at) {
        label = makeLabel(LabelRole::Small, Tone::Muted, {}, m_form);
        label->setBuddy(widget);
        grid->addWidget(label, row, at);
        grid->addWidget(widget, row + 1, at, Qt::AlignTop);
    };
    m_status = new QComboBox(m_form);
    m_status->setObjectName(u"bulkStatus"_s);
    m_audience = new QComboBox(m_form);
    m_audience->setObjectName(u"bulkAudience"_s);
    field(m_statusLabel, m_status, 0, 0);
    field(m_audienceLabel, m_audience, 0, 1);
    grid->setRowMinimumHeight(2, 6);
    m_add = new TagEdit(m_context.theme, m_form);
    m_add->setObjectName(u"bulkAddTags"_s);
    auto* valid = new QFrame(m_form);
    setPane(valid, Pane::Card);
    auto* dates = new QGridLayout(valid);
    dates->setContentsMargins(12, 8, 12, 8);
    dates->setHorizontalSpacing(10);
    dates->setVerticalSpacing(6);
    dates->setColumnStretch(1, 1);
    m_from = makeDate(valid);
    m_from.date->setObjectName(u"bulkFrom"_s);
    m_until = makeDate(valid);
    m_until.date->setObjectName(u"bulkUntil"_s);
    int row = 0;
    for (const Date& date : {m_from, m_until}) {
        dates->addWidget(date.wanted, row, 0);
        dates->addWidget(date.date, row, 1);
        ++row;
    }
    field(m_addLabel, m_add, 3, 0);
    field(m_validLabel, valid, 3, 1);
    column->addLayout(grid);
    m_removeLabel = makeLabel(LabelRole::Small, Tone::Muted, {}, m_form);
    m_remove = new QWidget(m_form);
    m_removeFlow = new FlowLayout(m_remove, 14, 4);
    column->addWidget(m_removeLabel);
    column->addWidget(m_remove);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    m_apply = makeButton(ButtonKind::Primary, {}, m_form);
    m_apply->setObjectName(u"bulkApply"_s);
    m_clear = makeButton(ButtonKind::Quiet, {}, m_form);
    buttons->addWidget(m_apply);
    buttons->addWidget(m_clear);
    buttons->addStretch(1);
    column->addSpacing(4);
    column->addLayout(buttons);
    for (QComboBox* box : {m_status, m_audience})
        connect(box, &QComboBox::currentIndexChanged, this, &BulkPage::refreshButton);
    connect(m_add, &TagEdit::edited, this, [this](const QStringList& tags) {
        m_added = tags;
        m_add->setTags(tags);
        refreshButton();
    });
    connect(m_add, &TagEdit::typedChanged, this, &BulkPage::refreshButton);
    connect(m_apply, &QPushButton::clicked, this, [this] { emit applyRequested(change()); });
    connect(m_clear, &QPushButton::clicked, this, &BulkPage::clearRequested);
    return m_form;
}

BulkPage::Date BulkPage::makeDate(QWidget* parent) {
    const Date made{new QCheckBox(parent), new QLineEdit(parent)};
    made.date->setEnabled(false);
    connect(made.wanted, &QCheckBox::toggled, this, [this, made](bool on) {
        made.date->setEnabled(on);
        if (on)
            made.date->setFocus();
        refreshButton();
    });
    connect(made.date, &QLineEdit::textChanged, this, &BulkPage::refreshButton);
    return made;
}

void BulkPage::setChosen(int count, int edited, const QMap<QString, int>& tags) {
    m_count = count;
    m_edited = edited;
    if (m_tags != tags) {
        m_tags = tags;
        refreshTags();
    }
    retranslate();
}

void BulkPage::showProgress(int done, int total) {
    m_form->hide();
    m_running->show();
    m_progress->setRange(0, total);
    m_progress->setValue(done);
    m_progressText->setText(tr("Changing %1 of %2 …").arg(Format::count(done), Format::count(total)));
    m_progress->setAccessibleName(m_progressText->text());
}

void BulkPage::showForm(bool emptied) {
    m_running->hide();
    m_form->show();
    if (!emptied)
        return;
    for (QComboBox* box : {m_status, m_audience})
        box->setCurrentIndex(0);
    m_added.clear();
    m_add->setTags({});
    m_add->clearTyped();
    m_tagsToRemove.clear();
    for (const Date& date : {m_from, m_until}) {
        date.wanted->setChecked(false);
        date.date->clear();
    }
    refreshTags();
}

BulkChange BulkPage::change() const {
    BulkChange change;
    if (m_status->currentIndex() > 0)
        change.status = FaqStatus(m_status->currentData().toInt());
    if (m_audience->currentIndex() > 0)
        change.audience = FaqAudience(m_audience->currentData().toInt());
    change.addTags = m_added;
    if (const QString typed = m_add->typed(); !typed.isEmpty())
        change.addTags += typed; // Enter was forgotten
    for (const QString& tag : m_tagsToRemove) {
        if (m_tags.contains(tag))
            change.removeTags += tag;
    }
    if (m_from.wanted->isChecked())
        change.validFrom = KnowledgeText::parseDate(m_from.date->text());
    if (m_until.wanted->isChecked())
        change.validUntil = KnowledgeText::parseDate(m_until.date->text());
    return change;
}

bool BulkPage::isReadable(const Date& date) const {
    return !date.wanted->isChecked() || date.date->text().trimmed().isEmpty() ||
           KnowledgeText::parseDate(date.date->text()).isValid();
}

void BulkPage::refreshButton() {
    const int count = m_count - m_edited;
    m_apply->setText(tr("Change %n entry(ies)", nullptr, count));
    const bool readable = isReadable(m_from) && isReadable(m_until);
    m_apply->setEnabled(count > 0 && readable && !change().isEmpty());
    m_apply->setToolTip(readable ? QString() : tr("A date cannot be read."));
}

void BulkPage::refreshTags() {
    while (QLayoutItem* item = m_removeFlow->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    for (auto it = m_tags.cbegin(); it != m_tags.cend(); ++it) {
        auto* box = new QCheckBox(m_remove);
        box->setText(tr("%1 (%2)", "a tag, number of entries").arg(it.key(), Format::count(it.value())));
        box->setChecked(m_tagsToRemove.contains(it.key()));
        connect(box, &QCheckBox::toggled, this, [this, tag = it.key()](bool on) {
            m_tagsToRemove.removeAll(tag);
            if (on)
                m_tagsToRemove += tag;
            refreshButton();
        });
        m_removeFlow->addWidget(box);
        box->show();
    }
    m_removeLabel->setVisible(!m_tags.isEmpty());
    m_remove->setVisible(!m_tags.isEmpty());
    refreshButton();
}

QString BulkPage::outcomeText(const BulkEdit::Outcome& outcome, bool undone) {
    QStringList said{undone ? tr("Taken back in %n entry(ies).", nullptr, outcome.changed)
                            : tr("Changed %n entry(ies).", nullptr, outcome.changed)};
    if (outcome.alike > 0)
        said += tr("In %n there was nothing to change.", nullptr, outcome.alike);
    if (outcome.incomplete > 0)
        said += tr("%n not published: the question or the answer is missing.", nullptr, outcome.incomplete);
    if (outcome.reversed > 0)
        said += tr("%n not changed: it would end before it begins.", nullptr, outcome.reversed);
    if (outcome.overtaken > 0)
        said += tr("%n not changed: somebody else saved it meanwhile.", nullptr, outcome.overtaken);
    if (outcome.cancelled)
        said += tr("The rest was left alone.");
    if (outcome.error)
        said += errorText(*outcome.error);
    return said.join(u' ');
}

void BulkPage::retranslate() {
    setAccessibleName(tr("Several entries"));
    const auto fill = [this](QComboBox* box, const QList<std::pair<int, QString>>& choices) {
        const QSignalBlocker quiet(box);
        const int index = box->currentIndex();
        box->clear();
        box->addItem(tr("Leave as it is"));
        for (const auto& [value, name] : choices)
            box->addItem(name, value);
        box->setCurrentIndex(std::max(0, index));
    };
    m_title->setText(tr("%n entry(ies) chosen", nullptr, m_count));
    m_explanation->setText(tr("What you set here is changed in all of them. Everything else stays as it is."));
    m_leftOut->setText(tr("%n of them with changes that are not saved; left out here.", nullptr, m_edited));
    m_leftOut->setVisible(m_edited > 0);
    m_statusLabel->setText(tr("Status"));
    m_status->setAccessibleName(tr("Status"));
    fill(m_status, {{int(FaqStatus::Published), tr("Publish")},
                    {int(FaqStatus::InReview), tr("Submit for review")},
                    {int(FaqStatus::Draft), tr("Back to a draft")},
                    {int(FaqStatus::Archived), tr("Archive")}});
    m_audienceLabel->setText(tr("Audience"));
    m_audience->setAccessibleName(tr("Audience"));
    QList<std::pair<int, QString>> audiences;
    for (int i = 0; i <= int(FaqAudience::Instruction); ++i)
        audiences += {i, KnowledgeText::audience(FaqAudience(i))};
    fill(m_audience, audiences);
    m_addLabel->setText(tr("Add tags"));
    m_removeLabel->setText(tr("Remove tags"));
    m_validLabel->setText(tr("Valid"));
    m_from.wanted->setText(tr("from"));
    m_from.wanted->setAccessibleName(tr("Change from when they are valid"));
    m_from.date->setPlaceholderText(tr("at once"));
    m_from.date->setAccessibleName(tr("Valid from"));
    m_until.wanted->setText(tr("until"));
    m_until.wanted->setAccessibleName(tr("Change until when they are valid"));
    m_until.date->setPlaceholderText(tr("no end"));
    m_until.date->setAccessibleName(tr("Valid until"));
    m_clear->setText(tr("Clear the selection"));
    m_cancel->setText(tr("Cancel"));
    refreshButton();
}

void BulkPage::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace souffleur::ui
