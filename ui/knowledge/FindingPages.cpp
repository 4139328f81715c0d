// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/knowledge/FindingPages.h"

#include "base/Executor.h"
#include "domain/Rules.h"
#include "ui/common/ColumnArea.h"
#include "ui/common/Format.h"
#include "ui/common/MessageBar.h"
#include "ui/knowledge/KnowledgeText.h"
#include "workspace/Workspace.h"

#include <QBoxLayout>
#include <QDialog>
#include <QEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QLocale>

namespace souffleur::ui {

namespace {
//! A page that scrolls, as the editor is one; gives the column for its content.
QVBoxLayout* makePage(QWidget* page) {
    setPane(page, Pane::Bg);
    auto* outer = new QVBoxLayout(page);
    outer->setContentsMargins(0, 0, 0, 0);
    auto* scroll = new ColumnArea(page);
    auto* inside = new QWidget(scroll);
    setPane(inside, Pane::Bg);
    setPane(scroll->viewport(), Pane::Bg);
    auto* column = new QVBoxLayout(inside);
    column->setContentsMargins(22, 10, 22, 20);
    column->setSpacing(12);
    scroll->setWidget(inside);
    outer->addWidget(scroll);
    return column;
}

QLabel* makeText(LabelRole role, Tone tone, QWidget* parent) {
    auto* label = makeLabel(role, tone, {}, parent);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}
} // namespace

GapPage::GapPage(UiContext& context, QWidget* parent) : QWidget(parent), m_context(context) {
    QVBoxLayout* column = makePage(this);
    m_title = makeText(LabelRole::Title, Tone::Text, this);
    m_facts = makeText(LabelRole::Small, Tone::Muted, this);
    column->addWidget(m_title);
    column->addWidget(m_facts);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    m_create = makeButton(ButtonKind::Primary, {}, this);
    m_link = makeButton(ButtonKind::Normal, {}, this);
    m_ignore = makeButton(ButtonKind::Quiet, {}, this);
    for (auto* button : {m_create, m_link, m_ignore})
        buttons->addWidget(button);
    buttons->addStretch(1);
    column->addLayout(buttons);

    m_examplesTitle = makeLabel(LabelRole::Strong, Tone::Text, {}, this);
    column->addSpacing(4);
    column->addWidget(m_examplesTitle);
    auto* examples = new QFrame(this);
    setPane(examples, Pane::Card);
    m_examples = new QVBoxLayout(examples);
    m_examples->setContentsMargins(12, 10, 12, 10);
    m_examples->setSpacing(6);
    column->addWidget(examples);
    m_draftTitle = makeLabel(LabelRole::Strong, Tone::Text, {}, this);
    column->addSpacing(4);
    column->addWidget(m_draftTitle);
    auto* draft = new QFrame(this);
    setPane(draft, Pane::Card);
    auto* inside = new QVBoxLayout(draft);
    inside->setContentsMargins(12, 10, 12, 10);
    m_draft = makeText(LabelRole::Body, Tone::Text, draft);
    inside->addWidget(m_draft);
    column->addWidget(draft);
    m_masked = makeText(LabelRole::Caption, Tone::Faint, this);
    column->addWidget(m_masked);
    column->addStretch(1);
    connect(m_create, &QPushButton::clicked, this, [this] { emit entryRequested(m_gap); });
    connect(m_link, &QPushButton::clicked, this, &GapPage::chooseEntry);
    connect(m_ignore, &QPushButton::clicked, this, [this] { emit settleRequested(m_gap); });
}

void GapPage::setGap(const GapCluster& gap, const QList<std::pair<FaqEntryId, QString>>& entries) {
    m_gap = gap;
    m_entries = entries;
    refresh();
}

void GapPage::refresh() {
    setAccessibleName(tr("Gap in the knowledge"));
    m_title->setText(tr("“%1”").arg(rules::oneLine(m_gap.question, 300)));
    QStringList facts{tr("%n customer(s) in 90 days", nullptr, m_gap.count),
                      tr("%1 wait on average").arg(Format::duration(m_gap.meanWait))};
    if (m_gap.waiting > 0)
        facts += tr("%n waiting now", nullptr, m_gap.waiting);
    if (m_gap.noneFits > 0)
        facts += tr("“none fits” said %n time(s)", nullptr, m_gap.noneFits);
    if (m_gap.silent > 0)
        facts += tr("the bot was silent %n time(s)", nullptr, m_gap.silent);
    m_facts->setText(facts.join(u" · "_s));
    m_create->setText(m_gap.draft.isEmpty() ? tr("Write an entry") : tr("Make an entry of the best answer"));
    m_link->setText(tr("Add to an entry …"));
    m_ignore->setText(tr("Ignore"));
    m_ignore->setToolTip(tr("It will not be reported again."));
    m_examplesTitle->setText(tr("How customers put it"));
    while (QLayoutItem* item = m_examples->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    const auto example = [this](const QString& text) {
        auto* label = makeText(LabelRole::Body, Tone::Text, this);
        label->setText(rules::oneLine(text, 400));
        m_examples->addWidget(label);
    };
    example(m_gap.question);
    for (const QString& text : std::as_const(m_gap.examples))
        example(text);
    m_draftTitle->setText(tr("What agents answered"));
    m_draft->setText(m_gap.draft.isEmpty() ? tr("Nobody has answered yet.") : m_gap.draft);
    m_masked->setText(
        tr("Names, numbers and addresses are masked. An entry made of it is a draft until you publish "
           "it."));
}

void GapPage::chooseEntry() {
    auto* dialog = new QDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Add to an entry"));
    auto* search = new QLineEdit(dialog);
    search->setPlaceholderText(tr("Search the knowledge …"));
    search->setAccessibleName(tr("Search the knowledge"));
    auto* list = new QListWidget(dialog);
    list->setProperty("look", u"boxed"_s);
    list->setAccessibleName(tr("Entries"));
    for (const auto& [id, title] : std::as_const(m_entries)) {
        auto* item = new QListWidgetItem(title, list);
        item->setData(Qt::UserRole, id.toString());
    }
    auto* add = makeButton(ButtonKind::Primary, tr("Add the wordings"), dialog);
    auto* cancel = makeButton(ButtonKind::Normal, tr("Cancel"), dialog);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(add);
    auto* layout = new QVBoxLayout(dialog);
    layout->addWidget(search);
    layout->addWidget(list, 1);
    layout->addLayout(buttons);
    add->setEnabled(false);
    connect(search, &QLineEdit::textChanged, list, [list](const QString& words) {
        for (int i = 0; i < list->count(); ++i)
            list->item(i)->setHidden(!list->item(i)->text().contains(words.trimmed(), Qt::CaseInsensitive));
    });
    connect(list, &QListWidget::currentRowChanged, add, [add](int row) { add->setEnabled(row >= 0); });
    connect(cancel, &QPushButton::clicked, dialog, &QDialog::reject);
    const auto accept = [this, list, dialog] {
        if (const QListWidgetItem* item = list->currentItem()) {
            emit linkRequested(m_gap, FaqEntryId::fromString(item->data(Qt::UserRole).toString()));
            dialog->accept();
        }
    };
    connect(add, &QPushButton::clicked, dialog, accept);
    connect(list, &QListWidget::itemActivated, dialog, accept);
    dialog->resize(m_context.theme.px(460), m_context.theme.px(420));
    dialog->open();
    search->setFocus();
}

void GapPage::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        refresh();
    QWidget::changeEvent(event);
}

DuplicatePage::DuplicatePage(UiContext& context, QWidget* parent)
    : QWidget(parent), m_context(context), m_bar(new MessageBar(context.theme, this)) {
    QVBoxLayout* column = makePage(this);
    m_title = makeText(LabelRole::Title, Tone::Text, this);
    m_explanation = makeText(LabelRole::Small, Tone::Muted, this);
    column->addWidget(m_title);
    column->addWidget(m_explanation);
    column->addWidget(m_bar);
    auto* sides = new QHBoxLayout;
    sides->setSpacing(12);
    for (size_t i = 0; i < m_sides.size(); ++i) {
        Side& side = m_sides[i];
        auto* card = new QFrame(this);
        setPane(card, Pane::Card);
        auto* inside = new QVBoxLayout(card);
        inside->setContentsMargins(14, 12, 14, 12);
        inside->setSpacing(8);
        side.title = makeButton(ButtonKind::Link, {}, card);
        side.title->setProperty("look", u"heading"_s);
        side.facts = makeText(LabelRole::Small, Tone::Muted, card);
        side.text = makeText(LabelRole::Body, Tone::Text, card);
        side.keep = makeButton(ButtonKind::Normal, {}, card);
        inside->addWidget(side.title, 0, Qt::AlignLeft);
        inside->addWidget(side.facts);
        side.text->setAlignment(Qt::AlignTop | Qt::AlignLeft);
        inside->addWidget(side.text, 1);
        inside->addWidget(side.keep, 0, Qt::AlignLeft);
        sides->addWidget(card, 1);
        connect(side.title, &QPushButton::clicked, this, [this, i] { emit entryRequested(m_sides[i].id); });
        connect(side.keep, &QPushButton::clicked, this,
                [this, i] { emit mergeRequested(m_sides[i].id, m_sides[1 - i].id); });
    }
    column->addLayout(sides);
    m_apart = makeButton(ButtonKind::Normal, {}, this);
    column->addWidget(m_apart, 0, Qt::AlignLeft);
    column->addStretch(1);
    connect(m_apart, &QPushButton::clicked, this,
            [this] { emit apartRequested(m_duplicate.first, m_duplicate.second); });
    refresh();
}

void DuplicatePage::setDuplicate(const FaqDuplicate& duplicate) {
    m_duplicate = duplicate;
    m_sides[0].id = duplicate.first;
    m_sides[1].id = duplicate.second;
    m_bar->hide();
    const quint64 generation = ++m_generation;
    for (Side& side : m_sides) {
        side.detail.reset();
        thenOn(m_context.workspace.faqDetail(side.id), this, [this, &side, generation](const Result<FaqDetail>& d) {
            if (generation != m_generation)
                return;
            if (d)
                side.detail = *d;
            else
                m_bar->showError(d.error());
            refresh();
        });
    }
    refresh();
}

void DuplicatePage::refresh() {
    setAccessibleName(tr("Duplicate"));
    m_title->setText(m_duplicate.similarity >= 1 ? tr("Two entries with the same question")
                                                 : tr("Two entries that seem to say the same"));
    m_explanation->setText(
        tr("The entry you keep takes over the other's wordings, missing answers, tags, figures and "
           "what was learned from conversations. The other one is archived."));
    m_apart->setText(tr("These are two different questions"));
    for (Side& side : m_sides) {
        side.keep->setEnabled(side.detail.has_value());
        side.keep->setText(tr("Keep this one"));
        if (!side.detail) {
            side.title->setText(tr("Loading …"));
            side.facts->clear();
            side.text->clear();
            continue;
        }
        const FaqEntry& entry = side.detail->entry;
        const QString own = QLocale().name().left(2);
        side.title->setText(u"FAQ-%1"_s.arg(entry.number));
        side.title->setAccessibleName(tr("Open FAQ-%1").arg(entry.number));
        side.keep->setAccessibleName(tr("Keep FAQ-%1").arg(entry.number));
        side.facts->setText((QStringList{KnowledgeText::status(entry.status),
                                         tr("sent %n time(s)", nullptr, side.detail->stats.sent),
                                         tr("%n wording(s)", nullptr, int(entry.variants.size()))})
                                .join(u" · "_s));
        QString text = entry.question(own);
        for (const FaqAnswer& answer : entry.answers) {
            if (entry.answers.size() == 1 || answer.language == own || !entry.questions.contains(own)) {
                text += u"\n\n"_s + answer.body;
                break;
            }
        }
        side.text->setText(text);
    }
}

void DuplicatePage::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        refresh();
    QWidget::changeEvent(event);
}

} // namespace souffleur::ui
