// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/knowledge/KnowledgeList.h"

#include "base/Executor.h"
#include "domain/Rules.h"
#include "ui/common/EmptyState.h"
#include "ui/common/ErrorText.h"
#include "ui/common/Format.h"
#include "ui/knowledge/EntryFilterBar.h"
#include "ui/knowledge/EntryListModel.h"
#include "ui/knowledge/KnowledgeText.h"
#include "ui/knowledge/RowDelegate.h"
#include "workspace/Workspace.h"

#include <algorithm>

#include <QButtonGroup>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QStackedWidget>

namespace souffleur::ui {

namespace {
constexpr std::array Tabs = {KnowledgeTab::Entries, KnowledgeTab::Gaps, KnowledgeTab::Duplicates,
                             KnowledgeTab::Reviews};
constexpr int MostFindings = 200;
constexpr int SmallestGap = 2; //!< conversations; one customer's question is no gap yet
} // namespace

KnowledgeList::KnowledgeList(UiContext& context, QWidget* parent)
    : QWidget(parent), m_context(context), m_entries(new EntryListModel(context, this)), m_head(new QWidget(this)),
      m_stack(new QStackedWidget(this)), m_empty(new EmptyState(context.theme, this)),
      m_import(makeButton(ButtonKind::Normal, {}, this)), m_export(makeButton(ButtonKind::Normal, {}, this)),
      m_new(makeButton(ButtonKind::Primary, {}, this)) {
    setPane(this, Pane::Surface);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    buildHead();
    layout->addWidget(m_head);
    layout->addWidget(makeLine(this));
    layout->addWidget(m_stack, 1);
    layout->addWidget(makeLine(this));
    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(12, 10, 12, 10);
    foot->setSpacing(8);
    foot->addWidget(m_import);
    foot->addWidget(m_export);
    foot->addStretch(1);
    foot->addWidget(m_new);
    layout->addLayout(foot);

    for (const auto tab : Tabs) {
        auto* view = makeRowList(context.theme, m_stack);
        m_lists[size_t(tab)] = view;
        if (tab == KnowledgeTab::Entries) {
            view->setModel(m_entries);
        } else {
            m_findings[size_t(tab)] = new FindingModel(this);
            view->setModel(m_findings[size_t(tab)]);
        }
        m_stack->addWidget(view);
        view->installEventFilter(this);
        if (tab == KnowledgeTab::Entries) {
            view->setSelectionMode(QAbstractItemView::ExtendedSelection);
            connect(view->selectionModel(), &QItemSelectionModel::selectionChanged, this, &KnowledgeList::choose);
        } else {
            connect(view->selectionModel(), &QItemSelectionModel::currentChanged, this,
                    [this](const QModelIndex& index) {
                        if (!m_restoring && index.isValid())
                            open(index);
                    });
        }
        // A row that is current already asks again: its page may have given way to another.
        const auto ask = [this](const QModelIndex& index) {
            if (m_tab != KnowledgeTab::Entries || m_chosen.size() <= 1)
                open(index);
        };
        connect(view, &QListView::clicked, this, ask);
        connect(view, &QListView::activated, this, ask);
    }
    list(KnowledgeTab::Entries)->setObjectName(u"entryList"_s);
    list(KnowledgeTab::Gaps)->setObjectName(u"gapList"_s);
    list(KnowledgeTab::Duplicates)->setObjectName(u"duplicateList"_s);
    list(KnowledgeTab::Reviews)->setObjectName(u"reviewList"_s);
    m_stack->addWidget(m_empty);
    connect(m_entries, &QAbstractItemModel::modelAboutToBeReset, this, [this] { m_restoring = true; });
    connect(m_entries, &QAbstractItemModel::modelReset, this, [this] {
        m_restoring = false;
        if (m_chosen.size() > 1)
            restoreChosen();
        else
            setCurrent(m_current);
    });
    connect(m_entries, &EntryListModel::stateChanged, this, [this] {
        refreshTabs();
        refreshFindings(); // their rows name entries
        refreshState();
    });
    connect(m_empty, &EmptyState::firstRequested, this, [this] {
        if (m_tab != KnowledgeTab::Entries || m_entries->state() == EntryListModel::State::Failed) {
            m_loaded.fill(false);
            reload();
        } else if (!m_search->text().isEmpty()) {
            m_search->clear();
        } else if (m_conditions->isNarrowed()) {
            m_conditions->reset();
        } else {
            emit importRequested();
        }
    });
    connect(m_empty, &EmptyState::secondRequested, this, &KnowledgeList::newRequested);
    connect(m_import, &QPushButton::clicked, this, &KnowledgeList::importRequested);
    connect(m_export, &QPushButton::clicked, this, &KnowledgeList::exportRequested);
    connect(m_new, &QPushButton::clicked, this, &KnowledgeList::newRequested);
    m_reread.setSingleShot(true);
    connect(&m_reread, &QTimer::timeout, this, [this] {
        if (!isVisible()) {
            m_stale = true;
            return;
        }
        loadReviews();
        loadDuplicates();
        loadGaps();
    });
    connect(&context.workspace, &workspace::Workspace::changed, this, [this](const Changes& changes) {
        for (const Change& change : changes) {
            // What costs most is read again when things have calmed down.
            if (change.entity == EntityKind::ReviewTask || change.entity == EntityKind::FaqEntry ||
                change.entity == EntityKind::Setting)
                m_reread.start(300);
        }
    });
    connect(&context.theme, &Theme::changed, this, &KnowledgeList::applyTheme);
    retranslate(); // entries are read when the page is shown
}

void KnowledgeList::buildHead() {
    auto* column = new QVBoxLayout(m_head);
    column->setContentsMargins(12, 10, 12, 0);
    column->setSpacing(7);
    auto* row = new QHBoxLayout;
    row->setSpacing(6);
    m_search = new QLineEdit(m_head);
    m_search->setObjectName(u"knowledgeSearch"_s);
    m_search->setProperty("look", u"search"_s);
    m_search->setMaxLength(200);
    m_search->installEventFilter(this);
    auto* inside = new QHBoxLayout(m_search);
    inside->setContentsMargins(0, 0, 6, 0);
    inside->addStretch();
    m_searchKey = new KeyCap(m_context.theme, {}, m_search);
    inside->addWidget(m_searchKey);
    m_filter = new IconButton(m_context.theme, u"filter"_s, {}, m_head);
    m_filter->setIconSide(16);
    row->addWidget(m_search, 1);
    row->addWidget(m_filter);
    column->addLayout(row);
    m_conditions = new EntryFilterBar(m_context, *m_entries, m_head);
    connect(m_conditions, &EntryFilterBar::chosen, this, [this] { setTab(KnowledgeTab::Entries); });
    connect(m_conditions, &EntryFilterBar::focusLost, this, &KnowledgeList::focusList);
    m_tabs = new QButtonGroup(this);
    m_tabRow = new QHBoxLayout;
    for (const auto tab : Tabs) {
        auto* button = makeButton(ButtonKind::Tab, {}, m_head);
        m_tabs->addButton(button, int(tab));
        m_tabRow->addWidget(button);
    }
    m_tabs->button(0)->setChecked(true);
    m_tabRow->addStretch();
    column->addLayout(m_tabRow);
    column->addWidget(m_conditions);
    m_conditions->setContentsMargins(0, 0, 0, 7);
    connect(m_tabs, &QButtonGroup::idClicked, this, [this](int id) { setTab(KnowledgeTab(id)); });
    connect(m_filter, &QToolButton::clicked, this, &KnowledgeList::showFilterMenu);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_searchKey->setVisible(text.isEmpty());
        setTab(KnowledgeTab::Entries);
        m_entries->setSearch(text);
    });
}

void KnowledgeList::showFilterMenu() {
    QMenu* menu = m_conditions->makeMenu(this);
    menu->addSeparator();
    QAction* all = menu->addAction(tr("Select all that are shown"));
    all->setShortcut(QKeySequence::SelectAll); // the list's own key, said here
    all->setEnabled(m_tab == KnowledgeTab::Entries && m_entries->rowCount() > 1);
    connect(all, &QAction::triggered, this, [this] {
        list(KnowledgeTab::Entries)->selectAll();
        focusList();
    });
    menu->popup(m_filter->mapToGlobal(QPoint(0, m_filter->height() + 2)));
}

void KnowledgeList::reload() {
    m_stale = false;
    m_entries->reload();
    loadReviews();
    loadDuplicates();
    loadGaps();
}

void KnowledgeList::loadGaps() {
    thenOn(m_context.workspace.gaps(SmallestGap, MostFindings), this,
           [this](const Result<QList<GapCluster>>& gaps) {
               m_gaps = gaps ? *gaps : QList<GapCluster>();
               m_errors[size_t(KnowledgeTab::Gaps)] = gaps ? std::nullopt : std::optional(gaps.error());
               m_loaded[size_t(KnowledgeTab::Gaps)] = true;
               refreshFindings();
               emit gapsChanged();
           });
}

void KnowledgeList::loadDuplicates() {
    thenOn(m_context.workspace.faqDuplicates(MostFindings), this, [this](const Result<QList<FaqDuplicate>>& found) {
        m_duplicates = found ? *found : QList<FaqDuplicate>();
        m_errors[size_t(KnowledgeTab::Duplicates)] = found ? std::nullopt : std::optional(found.error());
        m_loaded[size_t(KnowledgeTab::Duplicates)] = true;
        refreshFindings();
    });
}

void KnowledgeList::loadReviews() {
    thenOn(m_context.workspace.reviewTasks(false), this, [this](const Result<QList<ReviewTask>>& tasks) {
        m_reviews = tasks ? *tasks : QList<ReviewTask>();
        m_errors[size_t(KnowledgeTab::Reviews)] = tasks ? std::nullopt : std::optional(tasks.error());
        m_loaded[size_t(KnowledgeTab::Reviews)] = true;
        refreshFindings();
    });
}

void KnowledgeList::refreshFindings() {
    QList<FindingModel::Row> rows;
    for (const GapCluster& gap : std::as_const(m_gaps)) {
        FindingModel::Row row;
        row.title = gap.question;
        row.facts = {tr("%n customer(s)", nullptr, gap.count),
                     tr("%1 wait on average").arg(Format::duration(gap.meanWait))};
        if (gap.waiting > 0)
            row.facts += tr("%n waiting now", nullptr, gap.waiting);
        row.side = gap.language;
        row.tone = int(gap.waiting > 0 ? Tone::Warn : Tone::Muted);
        rows += row;
    }
    m_restoring = true;
    m_findings[size_t(KnowledgeTab::Gaps)]->setRows(rows);
    rows.clear();
    // In the language of the list, once its rows are here.
    const auto titleOf = [this](FaqEntryId id, const QString& otherwise) {
        const QString title = m_entries->titleOf(id);
        return title.isEmpty() ? otherwise : title;
    };
    for (const FaqDuplicate& duplicate : std::as_const(m_duplicates)) {
        FindingModel::Row row;
        row.title = titleOf(duplicate.first, duplicate.firstTitle);
        row.facts = {duplicate.similarity >= 1 ? tr("same question") : tr("alike")};
        if (duplicate.similarity < 1)
            row.facts += titleOf(duplicate.second, duplicate.secondTitle);
        row.tone = int(duplicate.similarity >= 1 ? Tone::Warn : Tone::Muted);
        rows += row;
    }
    m_findings[size_t(KnowledgeTab::Duplicates)]->setRows(rows);
    rows.clear();
    for (const ReviewTask& task : std::as_const(m_reviews)) {
        FindingModel::Row row;
        row.title = titleOf(task.entry, tr("An entry of the FAQ"));
        switch (task.reason) {
        case ReviewReason::BadRun:
            row.facts = {tr("badly rated")};
            row.tone = int(Tone::Bad);
            break;
        case ReviewReason::Outdated:
            row.facts = {tr("reported as outdated")};
            row.tone = int(Tone::Warn);
            break;
        case ReviewReason::Wrong:
            row.facts = {tr("often refused")};
            row.tone = int(Tone::Warn);
            break;
        }
        row.side = Format::relative(task.openedAt, m_context.workspace.clock().now());
        rows += row;
    }
    m_findings[size_t(KnowledgeTab::Reviews)]->setRows(rows);
    m_restoring = false;
    refreshTabs();
    refreshState();
}

void KnowledgeList::setTab(KnowledgeTab tab) {
    m_tabs->button(int(tab))->setChecked(true);
    if (tab == m_tab)
        return;
    m_tab = tab;
    if (tab != KnowledgeTab::Entries && !m_loaded[size_t(tab)])
        reload();
    refreshState();
    emit tabChanged();
}

void KnowledgeList::open(const QModelIndex& index) {
    const int row = index.row();
    switch (m_tab) {
    case KnowledgeTab::Entries:
        if (const auto id = m_entries->at(row)) {
            m_current = id;
            emit entryRequested(*id);
        }
        break;
    case KnowledgeTab::Gaps:
        if (row < m_gaps.size())
            emit gapRequested(GapCluster(m_gaps.at(row)));
        break;
    case KnowledgeTab::Duplicates:
        if (row < m_duplicates.size())
            emit duplicateRequested(FaqDuplicate(m_duplicates.at(row)));
        break;
    case KnowledgeTab::Reviews:
        if (row < m_reviews.size())
            emit reviewRequested(ReviewTask(m_reviews.at(row)));
        break;
    }
}

void KnowledgeList::choose() {
    if (m_restoring)
        return;
    QList<int> rows;
    for (const QModelIndex& index : list(KnowledgeTab::Entries)->selectionModel()->selectedIndexes())
        rows += index.row();
    std::sort(rows.begin(), rows.end());
    const bool wereSeveral = m_chosen.size() > 1;
    m_chosen.clear();
    for (const int row : std::as_const(rows))
        m_chosen += *m_entries->at(row);
    if (wereSeveral || m_chosen.size() > 1)
        emit severalChosen(m_chosen.size() > 1);
    if (m_chosen.size() == 1)
        open(m_entries->index(rows.first()));
}

//! What is not shown any more is not chosen any more.
void KnowledgeList::restoreChosen() {
    const QSet<FaqEntryId> before(m_chosen.cbegin(), m_chosen.cend());
    QItemSelection selection;
    QList<FaqEntryId> still;
    int first = -1; // of rows in a row
    for (int row = 0; row <= m_entries->rowCount(); ++row) {
        const std::optional<FaqEntryId> id = m_entries->at(row);
        if (id && before.contains(*id)) {
            still += *id;
            first = first < 0 ? row : first;
        } else if (first >= 0) {
            selection.select(m_entries->index(first), m_entries->index(row - 1));
            first = -1;
        }
    }
    m_restoring = true;
    auto* model = list(KnowledgeTab::Entries)->selectionModel();
    model->select(selection, QItemSelectionModel::ClearAndSelect);
    if (!selection.isEmpty())
        model->setCurrentIndex(selection.first().topLeft(), QItemSelectionModel::NoUpdate);
    m_restoring = false;
    m_chosen = still;
    emit severalChosen(m_chosen.size() > 1);
}

void KnowledgeList::setCurrent(std::optional<FaqEntryId> id) {
    m_current = id;
    m_restoring = true;
    auto* model = list(KnowledgeTab::Entries)->selectionModel();
    const int row = id ? m_entries->rowOf(*id) : -1;
    if (row < 0)
        model->clear();
    else if (model->currentIndex().row() != row || !model->isRowSelected(row) || m_chosen.size() > 1)
        model->setCurrentIndex(m_entries->index(row),
                               QItemSelectionModel::ClearAndSelect); // whatever keys are held
    m_chosen = row < 0 ? QList<FaqEntryId>() : QList<FaqEntryId>{*id};
    m_restoring = false;
}

void KnowledgeList::focusSearch() {
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void KnowledgeList::focusList() {
    list(m_tab)->setFocus(Qt::ShortcutFocusReason);
}

void KnowledgeList::setSearchKey(const QKeySequence& key) {
    m_searchKey->setKey(key);
}

void KnowledgeList::refreshTabs() {
    const auto label = [this](KnowledgeTab tab, const QString& text, qsizetype count) {
        m_tabs->button(int(tab))->setText(count > 0 ? text + u' ' + Format::count(count) : text);
    };
    label(KnowledgeTab::Entries, tr("Entries"), m_entries->entryCount());
    label(KnowledgeTab::Gaps, tr("Gaps"), m_gaps.size());
    label(KnowledgeTab::Duplicates, tr("Duplicates"), m_duplicates.size());
    label(KnowledgeTab::Reviews, tr("Reviews"), m_reviews.size());
}

void KnowledgeList::refreshState() {
    QListView* view = list(m_tab);
    if (view->model()->rowCount() > 0) {
        m_stack->setCurrentWidget(view);
        return;
    }
    m_empty->setActions({});
    const std::optional<Error>& error =
        m_tab == KnowledgeTab::Entries ? m_entries->error() : m_errors[size_t(m_tab)];
    if (error) {
        m_empty->setContent(u"warning"_s, tr("This could not be loaded."), errorText(*error));
        m_empty->setActions(tr("Try again"));
    } else if (m_tab == KnowledgeTab::Entries) {
        if (m_entries->state() == EntryListModel::State::Loading) {
            m_empty->setContent({}, {}, tr("Loading the FAQ …"));
        } else if (!m_search->text().trimmed().isEmpty()) {
            m_empty->setContent(u"search"_s, tr("No entry has these words."), tr("Try fewer or other words."));
            m_empty->setActions(tr("Clear search"));
        } else if (m_conditions->isNarrowed()) {
            m_empty->setContent(u"filter"_s, tr("No entry matches this filter."));
            m_empty->setActions(tr("Show all entries"));
        } else {
            m_empty->setContent(u"knowledge"_s, tr("The FAQ is empty."), tr("Import or write the first answer."));
            m_empty->setActions(tr("Import …"), tr("New entry"));
        }
    } else if (!m_loaded[size_t(m_tab)]) {
        m_empty->setContent({}, {}, tr("Looking …"));
    } else if (m_tab == KnowledgeTab::Gaps) {
        m_empty->setContent(u"done"_s, tr("No gaps."),
                            tr("Whatever several customers asked lately, the FAQ answers."));
    } else if (m_tab == KnowledgeTab::Duplicates) {
        m_empty->setContent(u"done"_s, tr("No duplicates."), tr("No two entries say the same."));
    } else {
        m_empty->setContent(u"done"_s, tr("Nothing to review."),
                            tr("Entries that are rated badly or reported by agents appear here."));
    }
    m_stack->setCurrentWidget(m_empty);
}

void KnowledgeList::applyTheme() {
    const Theme& theme = m_context.theme;
    QFont chosen = theme.font(TextRole::Small);
    chosen.setWeight(QFont::DemiBold);
    for (auto* tab : m_tabs->buttons())
        tab->setFont(theme.font(TextRole::Small));
    m_tabRow->setSpacing(theme.px(14));
    m_search->setTextMargins(0, 0, theme.px(56), 0);
    setMinimumWidth(theme.px(270));
}

void KnowledgeList::retranslate() {
    setAccessibleName(tr("Knowledge"));
    m_search->setPlaceholderText(tr("Search the knowledge …"));
    m_search->setAccessibleName(tr("Search the knowledge"));
    m_filter->setLabel(tr("Filter and order"));
    list(KnowledgeTab::Entries)->setAccessibleName(tr("Entries"));
    list(KnowledgeTab::Gaps)->setAccessibleName(tr("Gaps"));
    list(KnowledgeTab::Duplicates)->setAccessibleName(tr("Duplicates"));
    list(KnowledgeTab::Reviews)->setAccessibleName(tr("Reviews"));
    m_import->setText(tr("Import …"));
    m_export->setText(tr("Export …"));
    m_new->setText(tr("New entry"));
    refreshFindings();
    applyTheme();
}

void KnowledgeList::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        if (isVisible())
            m_entries->reload(); // rows hold words
        else
            m_stale = true;
    }
    QWidget::changeEvent(event);
}

void KnowledgeList::showEvent(QShowEvent* event) {
    if (std::exchange(m_stale, false))
        reload();
    QWidget::showEvent(event);
}

bool KnowledgeList::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (watched == m_search) {
            if (key == Qt::Key_Escape && !m_search->text().isEmpty()) {
                m_search->clear();
                return true;
            }
            if (key == Qt::Key_Down || key == Qt::Key_Return || key == Qt::Key_Enter) {
                QListView* view = list(m_tab);
                if (!view->currentIndex().isValid() && view->model()->rowCount() > 0)
                    view->selectionModel()->setCurrentIndex(view->model()->index(0, 0),
                                                            QItemSelectionModel::ClearAndSelect);
                view->setFocus(Qt::ShortcutFocusReason);
                return true;
            }
        } else if (watched == list(KnowledgeTab::Entries) &&
                   static_cast<QKeyEvent*>(event)->matches(QKeySequence::Undo)) {
            emit undoRequested();
            return true;
        } else if (watched == list(KnowledgeTab::Entries) && key == Qt::Key_Delete) {
            if (m_chosen.size() > 1)
                emit archiveSeveralRequested();
            else if (const auto id = m_entries->at(list(KnowledgeTab::Entries)->currentIndex().row()))
                emit archiveRequested(*id);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace souffleur::ui
