// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Pictures.h"

#include "DesktopApp.h"

#include "base/Executor.h"
#include "ui/knowledge/EntryDraft.h"
#include "ui/knowledge/EntryEditor.h"
#include "ui/knowledge/EntryFilterBar.h"
#include "ui/knowledge/EntryListModel.h"
#include "ui/knowledge/KnowledgeList.h"
#include "ui/knowledge/KnowledgePage.h"
#include "ui/knowledge/TestBench.h"
#include "ui/main/ActionRegistry.h"
#include "ui/main/HelpCard.h"
#include "ui/main/MainWindow.h"
#include "workspace/Workspace.h"

#include <QAction>
#include <QDialog>
#include <QLineEdit>
#include <QListView>
#include <QMenu>

#include <algorithm>

//! The scenes of the page where the FAQ is kept.
namespace souffleur::desktop {

namespace {
constexpr int Shown = 20; //!< the sample entry about exchanging, which has the most to show
} // namespace

//! Gives the sample FAQ what a FAQ has after some weeks: a version that somebody changed, and a duplicate.
void Photographer::ageKnowledge() {
    workspace::Workspace& workspace = m_app.context().workspace;
    FaqQuery everything;
    everything.limit = 500;
    thenOn(workspace.faqEntries(everything), this, [this, &workspace](const Result<QList<FaqListItem>>& items) {
        if (!items)
            return;
        const auto found = std::find_if(items->cbegin(), items->cend(),
                                        [](const FaqListItem& item) { return item.entry.number == Shown; });
        if (found == items->cend())
            return;
        FaqEntry changed = found->entry;
        m_entry = changed.id;
        FaqEntry twin = changed;
        twin.id = FaqEntryId::create();
        twin.number = 0;
        twin.version = 0;
        twin.status = FaqStatus::Draft;
        twin.variants.clear();
        for (FaqAnswer& answer : changed.answers)
            answer.body.replace(u"30"_s, u"60"_s);
        changed.tags += u"fristen"_s;
        workspace.run(SaveFaqEntry{changed, {}});
        workspace.run(SaveFaqEntry{twin, {}});
    });
}

QList<Photographer::Scene> Photographer::knowledgeScenes() {
    ui::MainWindow* window = m_app.window();
    const auto page = [window]() -> ui::KnowledgePage& {
        window->showKnowledge(true);
        return *window->knowledge();
    };
    const auto back = [window] { window->showKnowledge(false); };
    const auto tryOut = [](ui::KnowledgePage& knowledge) {
        knowledge.bench().tryText(QLocale().language() == QLocale::German ? u"passt nich, will ne andre größe"_s
                                                                          : u"dosnt fit, want another size"_s);
    };
    const auto tab = [page](ui::KnowledgeTab tab, const QString& name) {
        return [page, tab, name]() -> QWidget* {
            ui::KnowledgePage& knowledge = page();
            knowledge.list().setTab(tab);
            auto* list = knowledge.list().findChild<QListView*>(name);
            list->setCurrentIndex({});
            list->setCurrentIndex(list->model()->index(0, 0));
            return nullptr;
        };
    };
    const auto toEntries = [page, back] {
        page().list().setTab(ui::KnowledgeTab::Entries);
        back();
    };
    QList<Scene> list;
    list += {u"knowledge"_s,
             [this, page, tryOut]() -> QWidget* {
                 page().openEntry(m_entry);
                 tryOut(page());
                 return nullptr;
             },
             back};
    list += {u"knowledge-try"_s,
             [this, page, tryOut]() -> QWidget* {
                 page().openEntry(m_entry);
                 tryOut(page());
                 page().tryOut();
                 return nullptr;
             },
             [page, back] {
                 page().focusSearch();
                 back();
             }};
    list += {u"knowledge-changed"_s,
             [this, page]() -> QWidget* {
                 page().openEntry(m_entry);
                 if (ui::EntryDraft* draft = page().editor().draft()) {
                     FaqEntry entry = draft->edited();
                     entry.tags += u"herbst"_s;
                     draft->edit(u"tags"_s, entry);
                 }
                 page().warnBeforeClosing();
                 return nullptr;
             },
             [page, back] {
                 if (ui::EntryDraft* draft = page().editor().draft())
                     draft->discard();
                 back();
             }};
    list += {u"knowledge-new"_s,
             [page]() -> QWidget* {
                 page().newEntry();
                 return nullptr;
             },
             back};
    list += {u"knowledge-nothing"_s,
             [this, page]() -> QWidget* {
                 page().openEntry(m_entry);
                 page().findChild<QLineEdit*>(u"knowledgeSearch"_s)->setText(u"xylophon"_s);
                 return nullptr;
             },
             [page, back] {
                 page().findChild<QLineEdit*>(u"knowledgeSearch"_s)->clear();
                 back();
             }};
    list += {u"knowledge-several"_s,
             [page]() -> QWidget* {
                 ui::EntryListModel& entries = page().list().entries();
                 ui::EntryConditions conditions;
                 conditions.language = u"en"_s;
                 conditions.phase = JourneyPhase::Service;
                 entries.setConditions(conditions);
                 auto* list = page().findChild<QListView*>(u"entryList"_s);
                 for (int row = 0; row < 4; ++row)
                     list->selectionModel()->select(entries.index(row), QItemSelectionModel::Select);
                 list->scrollToTop();
                 return nullptr;
             },
             [this, page, back] {
                 page().list().entries().setConditions({});
                 page().openEntry(m_entry);
                 back();
             }};
    list += {u"knowledge-filter"_s,
             [page]() -> QWidget* { return page().findChild<ui::EntryFilterBar*>()->makeMenu(&page()); }, back};
    list += {u"knowledge-help"_s,
             [window, page]() -> QWidget* {
                 page().tryOut();
                 window->actions().action(u"help"_s)->trigger();
                 return nullptr;
             },
             [window, page, back] {
                 window->findChild<ui::HelpCard*>()->hide();
                 page().focusSearch();
                 back();
             }};
    list += {u"knowledge-gaps"_s, tab(ui::KnowledgeTab::Gaps, u"gapList"_s), toEntries};
    // The sample customers leave no gap; this is what one looks like.
    list +=
        {u"knowledge-gap"_s,
         [page]() -> QWidget* {
             GapCluster gap;
             gap.question = u"Ist die Regenjacke Fjord wirklich wasserdicht?"_s;
             gap.examples = {u"hält die fjord jacke auch starken regen aus"_s, u"Wassersäule der Regenjacke?"_s};
             gap.language = u"de"_s;
             gap.count = 9;
             gap.noneFits = 2;
             gap.waiting = 1;
             gap.meanWait = std::chrono::minutes(74);
             gap.draft = u"Hallo ‹name›, ja: Die Jacke hat eine Wassersäule von 10.000 mm, alle Nähte sind "
                         u"verschweißt."_s;
             emit page().list().gapRequested(gap);
             return nullptr;
         },
         toEntries};
    list += {u"knowledge-duplicates"_s, tab(ui::KnowledgeTab::Duplicates, u"duplicateList"_s), toEntries};
    list += {u"knowledge-reviews"_s, tab(ui::KnowledgeTab::Reviews, u"reviewList"_s), toEntries};
    list += {u"knowledge-history"_s,
             [page]() -> QWidget* {
                 page().showHistory();
                 return page().findChild<QDialog*>(u"historyDialog"_s);
             },
             back};
    return list;
}

} // namespace souffleur::desktop
