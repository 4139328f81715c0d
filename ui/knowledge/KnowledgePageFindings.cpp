// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/Executor.h"
#include "ui/common/MessageBar.h"
#include "ui/knowledge/EntryDraft.h"
#include "ui/knowledge/EntryListModel.h"
#include "ui/knowledge/FindingPages.h"
#include "ui/knowledge/KnowledgeList.h"
#include "ui/knowledge/KnowledgePage.h"
#include "workspace/Workspace.h"

#include <QStackedWidget>

//! What KnowledgePage does about gaps, duplicates and reviews.
namespace souffleur::ui {

void KnowledgePage::showGap(const GapCluster& gap) {
    m_openFirst = false;
    m_wanted.reset();
    m_bar->hide();
    m_gapPage->setGap(gap, m_list->entries().titles());
    m_stack->setCurrentWidget(m_gapPage);
}

void KnowledgePage::entryFromGap(const GapCluster& gap) {
    FaqEntry entry;
    entry.id = FaqEntryId::create();
    entry.owner = m_context.workspace.me().name;
    entry.questions.insert(gap.language, gap.question);
    for (const QString& example : gap.examples)
        entry.variants.append({example, gap.language, VariantSource::Written});
    if (!gap.draft.isEmpty()) {
        QString body = gap.draft;
        body.replace(u"‹name›"_s, u"{{name}}"_s);
        entry.answers.append({gap.language, AnswerLength::Chat, FormOfAddress::Unknown, body});
    }
    saveAside(entry, {}, [this, gap, id = entry.id] {
        settleGap(gap);
        m_list->setTab(KnowledgeTab::Entries);
        openEntry(id);
    });
}

void KnowledgePage::linkGap(const GapCluster& gap, FaqEntryId id) {
    thenOn(m_context.workspace.faqDetail(id), this, [this, gap](const Result<FaqDetail>& detail) {
        if (!detail) {
            m_bar->showError(detail.error());
            return;
        }
        FaqEntry entry = detail->entry;
        for (const QString& text : QStringList{gap.question} + gap.examples) {
            const FaqVariant variant{text, gap.language, VariantSource::Written};
            if (!entry.variants.contains(variant))
                entry.variants.append(variant);
        }
        saveAside(entry, {}, [this, gap, id = entry.id] {
            settleGap(gap);
            openEntry(id);
        });
    });
}

void KnowledgePage::settleGap(const GapCluster& gap) {
    thenOn(m_context.workspace.run(SettleGap{gap.language, gap.words}), this,
           [this](const Result<CommandReply>& reply) {
               if (!reply) {
                   m_bar->showError(reply.error());
                   return;
               }
               // Unless an entry made of it is on its way.
               if (m_stack->currentWidget() == m_gapPage && !m_wanted)
                   leave();
               m_list->reload();
           });
}

void KnowledgePage::showDuplicate(const FaqDuplicate& duplicate) {
    m_wanted.reset();
    m_bar->hide();
    m_duplicatePage->setDuplicate(duplicate);
    m_stack->setCurrentWidget(m_duplicatePage);
}

void KnowledgePage::showReview(const ReviewTask& task) {
    m_review = task;
    openEntry(task.entry);
}

void KnowledgePage::merge(FaqEntryId into, FaqEntryId from) {
    for (const FaqEntryId& id : {into, from}) {
        if (EntryDraft* draft = m_drafts.value(id); draft && draft->isChanged()) {
            m_bar->showMessage(MessageBar::Level::Warning,
                               tr("One of the two has edits that are not saved. Save or discard them first."));
            return;
        }
    }
    thenOn(m_context.workspace.run(MergeFaqEntries{into, from}), this,
           [this, into](const Result<CommandReply>& reply) {
               if (!reply) {
                   m_bar->showError(reply.error());
                   return;
               }
               m_list->reload();
               openEntry(into);
           });
}

} // namespace souffleur::ui
