// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/Executor.h"
#include "ui/common/EmptyState.h"
#include "ui/common/MessageBar.h"
#include "ui/knowledge/BulkPage.h"
#include "ui/knowledge/EntryDraft.h"
#include "ui/knowledge/EntryListModel.h"
#include "ui/knowledge/KnowledgeList.h"
#include "ui/knowledge/KnowledgePage.h"
#include "workspace/Workspace.h"

#include <QStackedWidget>

//! What KnowledgePage changes from the list, without the editor: one entry archived, several changed alike.
namespace souffleur::ui {

void KnowledgePage::archive(FaqEntryId id) {
    thenOn(m_context.workspace.faqDetail(id), this, [this](const Result<FaqDetail>& detail) {
        if (!detail || detail->entry.status == FaqStatus::Archived)
            return;
        FaqEntry entry = detail->entry;
        const FaqStatus before = entry.status;
        entry.status = FaqStatus::Archived;
        saveAside(entry, {}, [this, id = entry.id, before] {
            offerUndo(tr("Archived. It is not offered any more."), [this, id, before] {
                thenOn(m_context.workspace.faqDetail(id), this, [this, before](const Result<FaqDetail>& now) {
                    if (!now)
                        return;
                    FaqEntry back = now->entry;
                    back.status = before;
                    saveAside(back, {}, [this] { m_bar->hide(); });
                });
            });
        });
    });
}

void KnowledgePage::offerUndo(const QString& done, const std::function<void()>& undo) {
    m_bar->showMessage(MessageBar::Level::Info, done);
    m_undo = m_bar->addAction(tr("Undo"));
    connect(m_undo, &QPushButton::clicked, this, undo);
}

void KnowledgePage::saveAside(const FaqEntry& entry, const QString& comment, std::function<void()> then) {
    thenOn(m_context.workspace.run(SaveFaqEntry{entry, comment}), this,
           [this, id = entry.id, then](const Result<CommandReply>& reply) {
               if (!reply) {
                   m_bar->showError(reply.error());
                   return;
               }
               reloadDetail(id);
               then();
           });
}

void KnowledgePage::connectBulk() {
    connect(m_list, &KnowledgeList::severalChosen, this, &KnowledgePage::showSeveral);
    connect(m_list, &KnowledgeList::archiveSeveralRequested, this, [this] {
        BulkChange change;
        change.status = FaqStatus::Archived;
        changeSeveral(change);
    });
    connect(m_list, &KnowledgeList::undoRequested, this, [this] {
        if (m_undo && m_undo->isVisible())
            m_undo->click();
    });
    connect(m_bulkPage, &BulkPage::applyRequested, this, &KnowledgePage::changeSeveral);
    connect(m_bulkPage, &BulkPage::cancelRequested, m_bulk, &BulkEdit::cancel);
    connect(m_bulkPage, &BulkPage::clearRequested, this, [this] {
        m_list->setCurrent({});
        leave();
        m_list->focusList();
    });
    connect(m_bulk, &BulkEdit::progressed, m_bulkPage, &BulkPage::showProgress);
    connect(m_bulk, &BulkEdit::finished, this, &KnowledgePage::severalChanged);
}

QList<FaqEntryId> KnowledgePage::changeable() const {
    QList<FaqEntryId> entries;
    for (const FaqEntryId& id : m_list->chosen()) {
        const EntryDraft* draft = m_drafts.value(id);
        if (!draft || !draft->isChanged())
            entries += id;
    }
    return entries;
}

void KnowledgePage::showSeveral(bool several) {
    const bool shown = m_stack->currentWidget() == m_bulkPage;
    const QList<FaqEntryId>& chosen = m_list->chosen();
    if (several) {
        m_openFirst = false;
        m_wanted.reset();
        if (!shown)
            m_bar->hide();
        m_bulkPage->setChosen(int(chosen.size()), int(chosen.size() - changeable().size()),
                              m_list->entries().tagsOf(chosen));
        m_stack->setCurrentWidget(m_bulkPage);
    } else if (shown && (chosen.isEmpty() || (m_undo && m_undo->isVisible()))) {
        // What was done to them is still to be read, and to be taken back.
        m_stack->setCurrentWidget(m_empty);
    } else if (shown) {
        openEntry(chosen.first());
    }
}

void KnowledgePage::changeSeveral(const BulkChange& change) {
    if (m_bulk->isRunning())
        return;
    m_bar->hide();
    m_undoing = false;
    m_list->entries().hold(true);
    m_bulk->start(changeable(), change);
}

void KnowledgePage::severalChanged(const BulkEdit::Outcome& outcome) {
    m_list->entries().hold(false);
    m_bulkPage->showForm(!outcome.error && !outcome.cancelled);
    const QString said = BulkPage::outcomeText(outcome, m_undoing);
    if (m_undoing || outcome.changed == 0) {
        m_bar->showMessage(outcome.error ? MessageBar::Level::Error : MessageBar::Level::Info, said);
        return;
    }
    offerUndo(said, [this] {
        if (m_bulk->isRunning())
            return;
        m_bar->hide();
        m_undoing = true;
        m_list->entries().hold(true);
        m_bulk->undo();
    });
}

} // namespace souffleur::ui
