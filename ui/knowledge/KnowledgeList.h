// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Gap.h"
#include "domain/Knowledge.h"
#include "domain/Learning.h"
#include "ui/common/Controls.h"
#include "ui/common/UiContext.h"

#include <array>

#include <QTimer>
#include <QWidget>

class QButtonGroup;
class QHBoxLayout;
class QLineEdit;
class QListView;
class QStackedWidget;

namespace souffleur::ui {

class EmptyState;
class EntryFilterBar;
class EntryListModel;
class FindingModel;

//! What is open in the editor beside the list.
enum class KnowledgeTab {
    Entries,
    Gaps,
    Duplicates,
    Reviews,
};

//! The left column: entries with their search, gaps, duplicates and what waits for a look.
class KnowledgeList : public QWidget {
    Q_OBJECT
public:
    explicit KnowledgeList(UiContext& context, QWidget* parent = nullptr);
    EntryListModel& entries() { return *m_entries; }
    const QList<GapCluster>& gaps() const { return m_gaps; }
    KnowledgeTab tab() const { return m_tab; }
    void setTab(KnowledgeTab tab);
    //! Reads everything anew; gaps and duplicates in the background.
    void reload();
    //! Selects the entry's row, without telling anybody.
    void setCurrent(std::optional<FaqEntryId> id);
    //! The entries that are selected, in the order of the list.
    const QList<FaqEntryId>& chosen() const { return m_chosen; }
    void focusSearch();
    void focusList();
    void setSearchKey(const QKeySequence& key);

signals:
    void entryRequested(souffleur::FaqEntryId id);
    void gapRequested(const souffleur::GapCluster& gap);
    void duplicateRequested(const souffleur::FaqDuplicate& duplicate);
    void reviewRequested(const souffleur::ReviewTask& task);
    void archiveRequested(souffleur::FaqEntryId id);
    //! Several entries are selected now, or others, or they are not any more.
    void severalChosen(bool several);
    void archiveSeveralRequested();
    void undoRequested(); //!< of what was done from the list
    void tabChanged();
    void gapsChanged();
    void newRequested();
    void importRequested();
    void exportRequested();

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    QListView* list(KnowledgeTab tab) const { return m_lists.at(size_t(tab)); }
    void buildHead();
    void loadGaps();
    void loadDuplicates();
    void loadReviews();
    void refreshFindings();
    void refreshState();
    void refreshTabs();
    void showFilterMenu();
    void choose();
    void restoreChosen();
    void open(const QModelIndex& index);
    void retranslate();
    void applyTheme();

    UiContext m_context;
    EntryListModel* m_entries;
    QWidget* m_head;
    QLineEdit* m_search;
    KeyCap* m_searchKey;
    IconButton* m_filter;
    EntryFilterBar* m_conditions;
    QButtonGroup* m_tabs;
    QHBoxLayout* m_tabRow;
    QStackedWidget* m_stack;
    std::array<QListView*, 4> m_lists{};
    std::array<FindingModel*, 4> m_findings{}; //!< none for entries
    EmptyState* m_empty;
    QPushButton* m_import;
    QPushButton* m_export;
    QPushButton* m_new;
    QTimer m_reread;
    KnowledgeTab m_tab = KnowledgeTab::Entries;
    QList<GapCluster> m_gaps;
    QList<FaqDuplicate> m_duplicates;
    QList<ReviewTask> m_reviews;
    std::array<std::optional<Error>, 4> m_errors;
    std::array<bool, 4> m_loaded{};
    std::optional<FaqEntryId> m_current;
    QList<FaqEntryId> m_chosen;
    bool m_restoring = false;
    bool m_stale = true;
};

} // namespace souffleur::ui
