// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/knowledge/KnowledgePage.h"

#include "base/Executor.h"
#include "domain/Rules.h"
#include "ui/common/ColumnArea.h"
#include "ui/common/EmptyState.h"
#include "ui/common/ErrorText.h"
#include "ui/common/MessageBar.h"
#include "ui/knowledge/BulkPage.h"
#include "ui/knowledge/EntryDraft.h"
#include "ui/knowledge/EntryEditor.h"
#include "ui/knowledge/EntryListModel.h"
#include "ui/knowledge/FindingPages.h"
#include "ui/knowledge/HistoryDialog.h"
#include "ui/knowledge/KnowledgeList.h"
#include "ui/knowledge/KnowledgeText.h"
#include "ui/knowledge/TestBench.h"
#include "ui/settings/FaqTransfer.h"
#include "workspace/Workspace.h"

#include <algorithm>

#include <QApplication>
#include <QEvent>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace souffleur::ui {

namespace {
constexpr int NarrowBelow = 1000; // design pixels of the page
}

KnowledgePage::KnowledgePage(UiContext& context, QWidget* parent)
    : QWidget(parent), m_context(context), m_columns(new QSplitter(Qt::Horizontal, this)),
      m_list(new KnowledgeList(context, m_columns)), m_middle(new QWidget(m_columns)),
      m_transfer(new FaqTransfer(context, m_middle)), m_bar(new MessageBar(context.theme, m_middle)),
      m_stack(new QStackedWidget(m_middle)), m_empty(new EmptyState(context.theme, m_stack)),
      m_editor(new EntryEditor(context, m_stack)), m_gapPage(new GapPage(context, m_stack)),
      m_duplicatePage(new DuplicatePage(context, m_stack)), m_bulkPage(new BulkPage(context, m_stack)),
      m_bulk(new BulkEdit(context, this)), m_right(new ColumnArea(m_columns)),
      m_bench(new TestBench(context, m_right)) {
    setObjectName(u"knowledge"_s);
    auto* outer = new QHBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_columns);
    m_columns->setChildrenCollapsible(false);
    m_columns->setHandleWidth(1);
    setPane(m_middle, Pane::Bg);
    m_bar->setClosable(true);
    auto* middle = new QVBoxLayout(m_middle);
    middle->setContentsMargins(0, 0, 0, 0);
    middle->setSpacing(0);
    auto* top = new QVBoxLayout;
    top->setContentsMargins(16, 8, 16, 0);
    top->setSpacing(8);
    top->addWidget(m_transfer, 1);
    top->addWidget(m_bar);
    middle->addLayout(top);
    for (QWidget* page : std::initializer_list<QWidget*>{m_empty, m_editor, m_gapPage, m_duplicatePage, m_bulkPage})
        m_stack->addWidget(page);
    middle->addWidget(m_stack, 1);
    m_right->setWidget(m_bench);
    setPane(m_right->viewport(), Pane::Surface);
    m_columns->setStretchFactor(1, 1);
    connectParts();
    retranslate();
    arrange();
    const Theme& theme = context.theme;
    m_columns->setSizes({theme.px(330), theme.px(550), theme.px(360)});
}

void KnowledgePage::connectParts() {
    connect(m_list, &KnowledgeList::entryRequested, this, &KnowledgePage::openEntry);
    connect(m_list, &KnowledgeList::gapRequested, this, &KnowledgePage::showGap);
    connect(m_list, &KnowledgeList::duplicateRequested, this, &KnowledgePage::showDuplicate);
    connect(m_list, &KnowledgeList::reviewRequested, this, &KnowledgePage::showReview);
    connect(m_list, &KnowledgeList::archiveRequested, this, &KnowledgePage::archive);
    connect(m_list, &KnowledgeList::newRequested, this, &KnowledgePage::newEntry);
    connectBulk();
    connect(m_list, &KnowledgeList::importRequested, m_transfer, &FaqTransfer::importFile);
    connect(m_list, &KnowledgeList::exportRequested, m_transfer, &FaqTransfer::exportFile);
    connect(m_list, &KnowledgeList::gapsChanged, this, [this] { m_bench->setGaps(m_list->gaps()); });
    connect(&m_list->entries(), &EntryListModel::stateChanged, this, &KnowledgePage::openFirst);
    connect(m_transfer, &FaqTransfer::previewShown, m_stack, &QWidget::hide);
    connect(m_transfer, &FaqTransfer::done, m_stack, &QWidget::show);
    connect(m_empty, &EmptyState::firstRequested, this, &KnowledgePage::newEntry);
    connect(m_editor, &EntryEditor::saveRequested, this, &KnowledgePage::store);
    connect(m_editor, &EntryEditor::historyRequested, this, &KnowledgePage::showHistory);
    connect(m_editor, &EntryEditor::duplicateRequested, this, &KnowledgePage::copyEntry);
    connect(m_editor, &EntryEditor::otherColumnRequested, this, [this] { showOther(!m_benchShown); });
    connect(m_editor, &EntryEditor::forgetRequested, this, [this](const QList<LearnedPairId>& pairs) {
        const FaqEntryId id = m_editor->draft()->id();
        thenOn(m_context.workspace.run(ForgetLearned{pairs}), this, [this, id](const Result<CommandReply>& reply) {
            if (!reply)
                m_bar->showError(reply.error());
            reloadDetail(id);
        });
    });
    connect(m_gapPage, &GapPage::entryRequested, this, &KnowledgePage::entryFromGap);
    connect(m_gapPage, &GapPage::linkRequested, this, &KnowledgePage::linkGap);
    connect(m_gapPage, &GapPage::settleRequested, this, &KnowledgePage::settleGap);
    connect(m_duplicatePage, &DuplicatePage::mergeRequested, this, &KnowledgePage::merge);
    connect(m_duplicatePage, &DuplicatePage::entryRequested, this, &KnowledgePage::openEntry);
    connect(m_duplicatePage, &DuplicatePage::apartRequested, this, [this](FaqEntryId first, FaqEntryId second) {
        thenOn(m_context.workspace.run(KeepFaqEntriesApart{first, second}), this,
               [this](const Result<CommandReply>& reply) {
                   if (!reply) {
                       m_bar->showError(reply.error());
                       return;
                   }
                   leave();
                   m_list->reload();
               });
    });
    connect(m_bench, &TestBench::entryRequested, this, &KnowledgePage::openEntry);
    connect(m_bench, &TestBench::gapRequested, this, &KnowledgePage::showGap);
    connect(m_bench, &TestBench::gapEntryRequested, this, &KnowledgePage::entryFromGap);
    connect(&m_context.workspace, &workspace::Workspace::changed, this, &KnowledgePage::onChanged);
    connect(&m_context.theme, &Theme::changed, this, &KnowledgePage::arrange);
}

void KnowledgePage::onChanged(const Changes& changes) {
    const EntryDraft* draft = m_editor->draft();
    if (!draft || draft->isNew())
        return;
    for (const Change& change : changes) {
        if ((change.entity == EntityKind::FaqEntry || change.entity == EntityKind::FaqStats) &&
            change.id == draft->id().uuid()) {
            reloadDetail(draft->id());
            return;
        }
    }
}

void KnowledgePage::reloadDetail(FaqEntryId id) {
    thenOn(m_context.workspace.faqDetail(id), this, [this, id](const Result<FaqDetail>& detail) {
        if (EntryDraft* draft = m_drafts.value(id); draft && detail)
            draft->setDetail(*detail);
    });
}

EntryDraft* KnowledgePage::keep(const FaqDetail& detail) {
    EntryDraft*& draft = m_drafts[detail.entry.id];
    if (!draft) {
        draft = new EntryDraft(detail, this);
        connect(draft, &EntryDraft::changed, this, &KnowledgePage::refreshEdited);
    }
    return draft;
}

void KnowledgePage::showDraft(EntryDraft* draft) {
    EntryDraft* before = m_editor->draft();
    m_stack->show();
    m_bar->hide();
    m_editor->setDraft(draft);
    m_bench->setDraft(draft);
    m_stack->setCurrentWidget(m_editor);
    m_list->setCurrent(draft->isNew() ? std::nullopt : std::optional(draft->id()));
    // What nobody changed is read again when it is wanted again.
    if (before && before != draft && !before->isChanged()) {
        if (before->id() == m_new)
            m_new = {};
        m_drafts.remove(before->id());
        before->deleteLater();
    }
    if (m_review && m_review->entry == draft->id()) {
        m_bar->showMessage(MessageBar::Level::Warning, KnowledgeText::task(*m_review));
        connect(m_bar->addAction(tr("Settled")), &QPushButton::clicked, this, [this, task = m_review->id] {
            thenOn(m_context.workspace.run(CloseReviewTask{task}), this, [this](const Result<CommandReply>& reply) {
                if (reply || reply.error().code == ErrorCode::NotFound)
                    m_bar->hide();
                else
                    m_bar->showError(reply.error());
            });
        });
    }
    m_review.reset();
}

void KnowledgePage::leave() {
    m_wanted.reset();
    m_bar->hide();
    m_stack->setCurrentWidget(m_empty);
}

void KnowledgePage::openEntry(FaqEntryId id) {
    m_openFirst = false;
    m_wanted = id;
    if (EntryDraft* draft = m_drafts.value(id)) {
        if (m_editor->draft() != draft || m_stack->currentWidget() != m_editor || m_review)
            showDraft(draft);
        if (!draft->isNew())
            reloadDetail(id);
        return;
    }
    thenOn(m_context.workspace.faqDetail(id), this, [this, id](const Result<FaqDetail>& detail) {
        if (m_wanted != id)
            return;
        if (!detail) {
            m_bar->showError(detail.error());
            return;
        }
        EntryDraft* draft = keep(*detail);
        // A click asks twice: for the row and for the press.
        if (m_editor->draft() == draft && m_stack->currentWidget() == m_editor && !m_review)
            draft->setDetail(*detail);
        else
            showDraft(draft);
    });
}

void KnowledgePage::newEntry() {
    m_openFirst = false;
    if (m_new.isNull()) {
        FaqDetail detail;
        detail.entry.id = FaqEntryId::create();
        detail.entry.owner = m_context.workspace.me().name;
        m_new = detail.entry.id;
        keep(detail);
    }
    m_wanted = m_new;
    showDraft(m_drafts.value(m_new));
    m_editor->focusQuestion();
}

void KnowledgePage::store(FaqStatus status) {
    EntryDraft* draft = m_editor->draft();
    if (!draft)
        return;
    FaqEntry entry = draft->edited();
    const FaqStatus before = entry.status;
    entry.status = status;
    entry.questions.removeIf(
        [](const QMap<QString, QString>::iterator& question) { return question.value().trimmed().isEmpty(); });
    if (entry.questions.isEmpty() && entry.variants.isEmpty()) {
        m_bar->showMessage(MessageBar::Level::Warning,
                           tr("Write the question first; it is what the entry is found by."));
        m_editor->focusQuestion();
        return;
    }
    if (entry.answers.isEmpty() && status == FaqStatus::Published) {
        m_bar->showMessage(MessageBar::Level::Warning, tr("Write an answer before you publish the entry."));
        return;
    }
    if (entry.validFrom.isValid() && entry.validUntil.isValid() && entry.validUntil < entry.validFrom) {
        m_bar->showMessage(MessageBar::Level::Warning, tr("The entry would end before it begins."));
        return;
    }
    m_bar->hide();
    thenOn(m_context.workspace.run(SaveFaqEntry{entry, {}}), this,
           [this, draft = QPointer(draft), status, before](const Result<CommandReply>& reply) {
               if (draft)
                   stored(draft, reply, status, before);
           });
}

void KnowledgePage::stored(EntryDraft* draft, const Result<CommandReply>& reply, FaqStatus status,
                           FaqStatus before) {
    if (!reply) {
        if (reply.error().code == ErrorCode::Conflict)
            conflict(draft, status);
        else
            m_bar->showError(reply.error());
        return;
    }
    if (draft->id() == m_new)
        m_new = {};
    thenOn(m_context.workspace.faqDetail(draft->id()), this,
           [this, draft = QPointer(draft), status, before](const Result<FaqDetail>& detail) {
               if (!draft || !detail)
                   return;
               draft->saved(*detail);
               m_list->setCurrent(draft->id());
               if (status == FaqStatus::Archived && before != FaqStatus::Archived) {
                   offerUndo(tr("Archived. It is not offered any more."), [this, before] { store(before); });
               } else if (status != before) {
                   m_bar->showMessage(MessageBar::Level::Info,
                                      tr("Saved; the entry is %1 now.").arg(KnowledgeText::status(status)));
               }
           });
}

void KnowledgePage::conflict(EntryDraft* draft, FaqStatus status) {
    thenOn(m_context.workspace.faqDetail(draft->id()), this,
           [this, draft = QPointer(draft), status](const Result<FaqDetail>& detail) {
               if (!draft || !detail)
                   return;
               draft->setDetail(*detail);
               const QString author = detail->versions.isEmpty() ? QString() : detail->versions.first().author;
               m_bar->showMessage(MessageBar::Level::Warning,
                                  author.isEmpty() ? tr("Somebody saved a newer version meanwhile.")
                                                   : tr("%1 saved a newer version meanwhile.").arg(author));
               connect(m_bar->addAction(tr("Compare")), &QPushButton::clicked, this, &KnowledgePage::showHistory);
               connect(m_bar->addAction(tr("Take the newer one")), &QPushButton::clicked, this,
                       [this, draft, detail = *detail] {
                           m_bar->hide();
                           if (draft)
                               draft->saved(detail);
                       });
               connect(m_bar->addAction(tr("Save mine over it")), &QPushButton::clicked, this,
                       [this, draft, status] {
                           if (draft && draft == m_editor->draft()) {
                               draft->rebase();
                               store(status);
                           }
                       });
           });
}

void KnowledgePage::refreshEdited() {
    QSet<FaqEntryId> edited;
    for (auto it = m_drafts.cbegin(); it != m_drafts.cend(); ++it) {
        if (it.value()->isChanged())
            edited.insert(it.key());
    }
    m_list->entries().setEdited(edited);
}

int KnowledgePage::unsavedCount() const {
    return int(std::count_if(m_drafts.cbegin(), m_drafts.cend(),
                             [](const EntryDraft* draft) { return draft->isChanged(); }));
}

void KnowledgePage::warnBeforeClosing() {
    for (auto it = m_drafts.cbegin(); it != m_drafts.cend(); ++it) {
        if (it.value()->isChanged() && (!m_editor->draft() || !m_editor->draft()->isChanged()))
            openEntry(it.key());
    }
    m_bar->showMessage(MessageBar::Level::Warning,
                       tr("%n entry(ies) of the FAQ with changes that are not saved.", nullptr, unsavedCount()));
    connect(m_bar->addAction(tr("Close without saving")), &QPushButton::clicked, this, &KnowledgePage::closeAnyway);
}

void KnowledgePage::save() {
    if (m_editor->draft() && m_stack->currentWidget() == m_editor)
        store(m_editor->draft()->edited().status);
}

void KnowledgePage::publish() {
    if (m_editor->draft() && m_stack->currentWidget() == m_editor)
        store(FaqStatus::Published);
}

void KnowledgePage::tryOut() {
    if (m_narrow)
        showOther(true);
    m_bench->focusQuestion();
}

void KnowledgePage::rename() {
    if (m_stack->currentWidget() == m_editor)
        m_editor->focusQuestion();
}

void KnowledgePage::focusSearch() {
    if (m_narrow)
        showOther(false);
    m_list->focusSearch();
}

void KnowledgePage::setSearchKey(const QKeySequence& key) {
    m_list->setSearchKey(key);
}

void KnowledgePage::refresh() {
    m_list->reload();
}

void KnowledgePage::showHistory() {
    EntryDraft* draft = m_editor->draft();
    if (!draft || draft->detail().versions.isEmpty())
        return;
    auto* dialog = new HistoryDialog(m_context, draft->detail().versions, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &HistoryDialog::restoreRequested, this,
            [this, draft = QPointer(draft)](const FaqVersion& version) {
                if (!draft)
                    return;
                // As an edit: it can be taken back, and saving makes a version of it.
                draft->edit(u"restore"_s, version.entry);
                m_bar->showMessage(
                    MessageBar::Level::Info,
                    tr("Version %1 is in the editor. Save to make it the current one.").arg(version.version));
            });
    dialog->open();
}

void KnowledgePage::copyEntry() {
    if (!m_editor->draft())
        return;
    FaqEntry entry = m_editor->draft()->edited();
    entry.id = FaqEntryId::create();
    entry.number = 0;
    entry.version = 0;
    entry.createdAt = {};
    entry.status = FaqStatus::Draft;
    entry.variants.clear(); // two entries are not found by the same words
    for (QString& question : entry.questions)
        question = tr("%1 (copy)").arg(question);
    saveAside(entry, {}, [this, id = entry.id] {
        openEntry(id);
        m_editor->focusQuestion();
    });
}

bool KnowledgePage::cycleRegion(int by) {
    const QList<QWidget*> columns{m_list, m_middle, m_right};
    QWidget* focus = QApplication::focusWidget();
    int at = by > 0 ? -1 : int(columns.size());
    for (int i = 0; i < columns.size(); ++i) {
        if (focus && columns.at(i)->isAncestorOf(focus))
            at = i;
    }
    for (int to = at + by; to >= 0 && to < columns.size(); to += by) {
        if (!columns.at(to)->isVisible())
            continue;
        if (columns.at(to) == m_list)
            m_list->focusList();
        else if (columns.at(to) == m_right)
            m_bench->focusQuestion();
        else if (m_stack->currentWidget() == m_editor)
            m_editor->focusQuestion();
        else
            m_stack->currentWidget()->setFocus();
        return true;
    }
    return false;
}

void KnowledgePage::showOther(bool bench) {
    m_benchShown = bench;
    arrange();
}

void KnowledgePage::arrange() {
    const Theme& theme = m_context.theme;
    m_narrow = width() < theme.px(NarrowBelow);
    m_middle->setMinimumWidth(theme.px(400));
    m_right->setMinimumWidth(theme.px(290));
    m_list->setVisible(!m_narrow || !m_benchShown);
    m_right->setVisible(!m_narrow || m_benchShown);
    m_editor->setOtherColumn(!m_narrow ? QString() : m_benchShown ? tr("To the list") : tr("Try it out"));
}

void KnowledgePage::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    arrange();
}

void KnowledgePage::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    openFirst();
}

void KnowledgePage::openFirst() {
    if (!m_openFirst || !isVisible())
        return;
    if (const auto first = m_list->entries().at(0))
        openEntry(*first);
}

void KnowledgePage::retranslate() {
    setAccessibleName(tr("Knowledge"));
    m_empty->setContent(u"knowledge"_s, tr("Nothing is open."), tr("Choose an entry, or write a new one."));
    m_empty->setActions(tr("New entry"));
    arrange();
}

void KnowledgePage::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace souffleur::ui
