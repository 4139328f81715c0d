// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Change.h"
#include "domain/Command.h"
#include "domain/Gap.h"
#include "domain/Knowledge.h"
#include "domain/Learning.h"
#include "ui/common/UiContext.h"
#include "ui/knowledge/BulkEdit.h"

#include <QHash>
#include <QPointer>
#include <QWidget>

class QPushButton;
class QSplitter;
class QStackedWidget;

namespace souffleur::ui {

class BulkPage;
class ColumnArea;
class DuplicatePage;
class EmptyState;
class EntryDraft;
class EntryEditor;
class FaqTransfer;
class GapPage;
class KnowledgeList;
class MessageBar;
class TestBench;

//! Where the FAQ is kept: list, editor and test bench. Edits stay with their entry until they are saved or
//! discarded. Below 1000 px only two of the three columns are shown.
class KnowledgePage : public QWidget {
    Q_OBJECT
public:
    explicit KnowledgePage(UiContext& context, QWidget* parent = nullptr);

    void openEntry(FaqEntryId id);
    void newEntry();
    void save();    //!< with the status it has
    void publish(); //!< or submits a draft's edits as published
    void tryOut();
    void rename();
    void showHistory();
    void focusSearch();
    void refresh();
    //! Moves the focus to the next column; false: it has left the page.
    bool cycleRegion(int by);
    void setSearchKey(const QKeySequence& key);
    //! Entries with edits that are not stored.
    int unsavedCount() const;
    //! Says that they would be lost, with the way to close all the same.
    void warnBeforeClosing();
    KnowledgeList& list() { return *m_list; }
    EntryEditor& editor() { return *m_editor; }
    TestBench& bench() { return *m_bench; }
    FaqTransfer& transfer() { return *m_transfer; }

signals:
    void closeAnyway();

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void connectParts();
    void connectBulk();
    EntryDraft* keep(const FaqDetail& detail);
    void showDraft(EntryDraft* draft);
    void openFirst();
    void leave();
    void store(FaqStatus status);
    void stored(EntryDraft* draft, const Result<CommandReply>& reply, FaqStatus status, FaqStatus before);
    void conflict(EntryDraft* draft, FaqStatus status);
    void archive(FaqEntryId id);
    void showSeveral(bool several);
    //! Those of the chosen entries that hold no edits.
    QList<FaqEntryId> changeable() const;
    void changeSeveral(const BulkChange& change);
    void severalChanged(const BulkEdit::Outcome& outcome);
    //! Says what was done, with a way back: a button, or Ctrl+Z in the list.
    void offerUndo(const QString& done, const std::function<void()>& undo);
    void saveAside(const FaqEntry& entry, const QString& comment, std::function<void()> then);
    void reloadDetail(FaqEntryId id);
    void onChanged(const Changes& changes);
    void refreshEdited();
    void showGap(const GapCluster& gap);
    void entryFromGap(const GapCluster& gap);
    void linkGap(const GapCluster& gap, FaqEntryId entry);
    void settleGap(const GapCluster& gap);
    void showDuplicate(const FaqDuplicate& duplicate);
    void showReview(const ReviewTask& task);
    void merge(FaqEntryId into, FaqEntryId from);
    void copyEntry();
    void arrange();
    void showOther(bool bench);
    void retranslate();

    UiContext m_context;
    QSplitter* m_columns;
    KnowledgeList* m_list;
    QWidget* m_middle;
    FaqTransfer* m_transfer;
    MessageBar* m_bar;
    QPointer<QPushButton> m_undo; //!< in the bar
    QStackedWidget* m_stack;
    EmptyState* m_empty;
    EntryEditor* m_editor;
    GapPage* m_gapPage;
    DuplicatePage* m_duplicatePage;
    BulkPage* m_bulkPage;
    BulkEdit* m_bulk;
    bool m_undoing = false; //!< the bulk edit takes itself back
    ColumnArea* m_right;
    TestBench* m_bench;
    QHash<FaqEntryId, EntryDraft*> m_drafts;
    FaqEntryId m_new; //!< the entry that was never saved; null: none
    std::optional<FaqEntryId> m_wanted;
    std::optional<ReviewTask> m_review; //!< to be said when its entry is here
    bool m_narrow = false;
    bool m_benchShown = false; //!< narrow: instead of the list
    bool m_openFirst = true;   //!< who comes here first sees an entry, not an empty page
};

} // namespace souffleur::ui
