// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inbox/InboxPanel.h"

#include "ui/common/ErrorText.h"
#include "ui/common/Format.h"
#include "ui/common/UiSettings.h"
#include "ui/inbox/ConversationDelegate.h"
#include "ui/inbox/ConversationListModel.h"
#include "ui/inbox/SearchCompleter.h"
#include "ui/inbox/SearchResults.h"
#include "workspace/Workspace.h"

#include <QButtonGroup>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QScrollBar>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace souffleur::ui {

namespace {

QListView* makeList(QWidget* parent) {
    auto* list = new QListView(parent);
    list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list->setUniformItemSizes(true);
    list->setMouseTracking(true);
    list->setFrameShape(QFrame::NoFrame);
    list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    list->setSelectionMode(QAbstractItemView::SingleSelection);
    return list;
}

} // namespace

InboxPanel::InboxPanel(UiContext& context, QWidget* parent)
    : QWidget(parent), m_context(context), m_model(new ConversationListModel(context.workspace, this)),
      m_delegate(new ConversationDelegate(context, *m_model, this)),
      m_results(new SearchResultsModel(context, this)), m_head(new QWidget(this)),
      m_pendingBar(makeButton(ButtonKind::Link, {}, this)), m_stack(new QStackedWidget(this)),
      m_list(makeList(this)), m_hits(makeList(this)), m_empty(new EmptyState(context.theme, this)) {
    setObjectName(u"inbox"_s);
    setPane(this, Pane::Surface);
    setMinimumWidth(240);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    buildHead();
    layout->addWidget(m_head);
    layout->addWidget(makeLine(this));
    m_pendingBar->hide();
    layout->addWidget(m_pendingBar, 0, Qt::AlignHCenter);
    layout->addWidget(m_stack, 1);

    // Before the view's own connections: when it moves on to a neighbour, we already know that nobody asked for
    // that.
    connect(m_model, &QAbstractItemModel::rowsAboutToBeRemoved, this, [this] { m_restoring = true; });
    m_list->setObjectName(u"conversationList"_s);
    m_list->setModel(m_model);
    m_list->setItemDelegate(m_delegate);
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    m_hits->setModel(m_results);
    m_hits->setItemDelegate(new SearchResultsDelegate(context, *m_results, this));
    m_stack->addWidget(m_list);
    m_stack->addWidget(m_hits);
    m_stack->addWidget(m_empty);
    m_list->installEventFilter(this);
    m_list->viewport()->installEventFilter(this);
    m_hits->installEventFilter(this);

    connect(m_pendingBar, &QPushButton::clicked, this, &InboxPanel::refresh);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex& index) {
        const Conversation* c = m_model->at(index.row());
        if (m_restoring || !index.isValid() || !c)
            return;
        m_current = c->id;
        emit conversationRequested(*c);
    });
    connect(m_list, &QWidget::customContextMenuRequested, this, [this](const QPoint& pos) {
        if (const Conversation* c = m_model->at(m_list->indexAt(pos).row()))
            emit conversationMenuRequested(*c, m_list->viewport()->mapToGlobal(pos));
    });
    connect(m_hits, &QListView::clicked, this, &InboxPanel::openHit);
    connect(m_hits, &QListView::activated, this, &InboxPanel::openHit);
    connect(m_model, &ConversationListModel::stateChanged, this, &InboxPanel::refreshState);
    connect(m_model, &ConversationListModel::pendingCountChanged, this, &InboxPanel::refreshPending);
    connect(m_model, &QAbstractItemModel::modelReset, this, &InboxPanel::restoreCurrent);
    connect(m_model, &QAbstractItemModel::rowsInserted, this, [this] {
        restoreCurrent();
        refreshState();
    });
    connect(m_model, &QAbstractItemModel::rowsRemoved, this, [this] {
        // Qt moves the current row to a neighbour; the agent did not ask for that conversation.
        m_restoring = false;
        restoreCurrent();
        refreshState();
    });
    connect(m_results, &SearchResultsModel::finished, this, &InboxPanel::refreshState);
    connect(m_empty, &EmptyState::firstRequested, this, [this] {
        if (m_context.workspace.channels().isEmpty())
            emit channelSetupRequested();
        else if (m_model->state() == ConversationListModel::State::Failed)
            refresh();
        else if (!m_search->text().isEmpty())
            m_search->clear();
        else
            emit viewResetRequested();
    });
    connect(&context.workspace, &workspace::Workspace::channelsChanged, this, &InboxPanel::refreshState);
    connect(&context.theme, &Theme::changed, this, &InboxPanel::applyTheme);
    connect(&context.settings, &UiSettings::changed, this, [this](const QString& key) {
        if (key != u"compactRows"_s)
            return;
        m_delegate->setCompact(m_context.settings.compactRows());
        m_list->doItemsLayout();
    });
    m_ticker.setInterval(1000);
    m_ticker.setTimerType(Qt::VeryCoarseTimer); // on the full second, together with all others
    connect(&m_ticker, &QTimer::timeout, this, &InboxPanel::tick);
    m_searchDelay.setInterval(150);
    m_searchDelay.setSingleShot(true);
    connect(&m_searchDelay, &QTimer::timeout, this, &InboxPanel::runSearch);
    retranslate();
    applyTheme();
}

void InboxPanel::buildHead() {
    auto* column = new QVBoxLayout(m_head);
    column->setContentsMargins(12, 10, 12, 0);
    column->setSpacing(7);
    m_search = new QLineEdit(m_head);
    m_search->setObjectName(u"inboxSearch"_s);
    m_search->setProperty("look", u"search"_s);
    m_search->setMaxLength(300);
    m_search->installEventFilter(this);
    m_completer = new SearchCompleter(m_context, m_search);
    auto* inside = new QHBoxLayout(m_search);
    inside->setContentsMargins(0, 0, 6, 0);
    inside->addStretch();
    m_paletteKey = new KeyCap(m_context.theme, QKeySequence(Qt::CTRL | Qt::Key_K), m_search);
    m_clearSearch = new IconButton(m_context.theme, u"close"_s, tr("Clear search"), m_search);
    m_clearSearch->setIconSide(12);
    m_clearSearch->setCursor(Qt::ArrowCursor);
    m_clearSearch->hide();
    inside->addWidget(m_paletteKey);
    inside->addWidget(m_clearSearch);
    column->addWidget(m_search);

    m_tabs = new QHBoxLayout;
    m_orders = new QButtonGroup(this);
    for (const auto order : {InboxOrder::LongestWaiting, InboxOrder::Newest, InboxOrder::Priority}) {
        auto* tab = makeButton(ButtonKind::Tab, {}, m_head);
        tab->setChecked(order == InboxOrder::LongestWaiting);
        m_orders->addButton(tab, int(order));
        m_tabs->addWidget(tab);
    }
    m_tabs->addStretch();
    column->addLayout(m_tabs);
    connect(m_orders, &QButtonGroup::idClicked, this, [this](int id) { setOrder(InboxOrder(id)); });
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_paletteKey->setVisible(text.isEmpty());
        m_clearSearch->setVisible(!text.isEmpty());
        if (text.isEmpty())
            runSearch();
        else
            m_searchDelay.start();
    });
    connect(m_clearSearch, &QToolButton::clicked, m_search, &QLineEdit::clear);
}

void InboxPanel::applyTheme() {
    const Theme& theme = m_context.theme;
    QFont chosen = theme.font(TextRole::Small);
    chosen.setWeight(QFont::DemiBold);
    for (auto* tab : m_orders->buttons()) {
        tab->setFont(theme.font(TextRole::Small));
        // Room for the chosen one's weight, so that nothing moves when another is chosen.
        tab->setMinimumWidth(QFontMetrics(chosen).horizontalAdvance(tab->text()) + 2);
    }
    m_tabs->setSpacing(theme.px(14));
    m_search->setTextMargins(0, 0, theme.px(56), 0);
    m_list->doItemsLayout();
    m_hits->doItemsLayout();
}

void InboxPanel::setPaletteKey(const QKeySequence& key) {
    m_paletteKey->setKey(key);
}

void InboxPanel::setView(InboxView view, std::optional<ChannelId> channel) {
    m_view = view;
    m_channel = channel;
    ConversationQuery query = m_model->query();
    query.view = view;
    query.channel = channel;
    query.order = InboxOrder(m_orders->checkedId());
    m_model->setQuery(query);
    m_search->clear();
    retranslate();
}

void InboxPanel::setOrder(InboxOrder order) {
    ConversationQuery query = m_model->query();
    query.order = order;
    m_model->setQuery(query);
}

void InboxPanel::setLastReply(OptionalTimestamp lastReplyAt) {
    m_lastReply = lastReplyAt;
    if (m_stack->currentWidget() == m_empty)
        refreshState();
}

void InboxPanel::setCurrent(std::optional<ConversationId> id) {
    m_current = id;
    restoreCurrent();
}

void InboxPanel::restoreCurrent() {
    const int row = m_current ? m_model->rowOf(*m_current) : -1;
    m_restoring = true;
    if (row < 0) {
        m_list->setCurrentIndex({});
        m_list->clearSelection();
    } else if (m_list->currentIndex().row() != row || !m_list->selectionModel()->isRowSelected(row)) {
        m_list->setCurrentIndex(m_model->index(row));
    }
    m_restoring = false;
}

void InboxPanel::step(int by) {
    const int row = m_current ? m_model->rowOf(*m_current) : -1;
    const int to = row < 0 ? 0 : row + by;
    if (to < 0 || to >= m_model->rowCount())
        return;
    if (to == m_model->rowCount() - 1)
        m_model->fetchMore({});
    m_list->setCurrentIndex(m_model->index(to));
}

void InboxPanel::refresh() {
    m_model->reload();
}

void InboxPanel::focusSearch() {
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void InboxPanel::focusList() {
    (m_stack->currentWidget() == m_hits ? m_hits : m_list)->setFocus(Qt::ShortcutFocusReason);
}

void InboxPanel::runSearch() {
    m_searchDelay.stop();
    m_results->search(m_search->text(), m_completer->names());
    refreshState();
}

void InboxPanel::openHit(const QModelIndex& index) {
    if (const SearchHit* hit = m_results->at(index.row()))
        emit hitRequested(hit->conversation, hit->sequence);
}

void InboxPanel::refreshPending(int count) {
    m_pendingBar->setVisible(count > 0);
    if (count > 0)
        m_pendingBar->setText(tr("%n new – show (F5)", nullptr, count));
}

void InboxPanel::refreshFrozen() {
    m_model->setFrozen(m_pointerInside || m_list->hasFocus());
}

void InboxPanel::refreshState() {
    const bool searching = !m_search->text().trimmed().isEmpty() && !m_results->isIdle();
    if (searching) {
        if (m_results->error()) {
            m_empty->setContent(u"warning"_s, tr("The search did not work."), errorText(*m_results->error()));
            m_empty->setActions(tr("Back to the list"));
            m_stack->setCurrentWidget(m_empty);
        } else if (!m_results->problems().isEmpty()) {
            m_empty->setContent(u"search"_s, tr("This cannot be searched for."),
                                searchProblemText(m_results->problems().first()));
            m_empty->setActions(tr("Clear search"));
            m_stack->setCurrentWidget(m_empty);
        } else if (m_results->rowCount() == 0 && !m_results->isRunning()) {
            m_empty->setContent(u"search"_s, tr("Nothing found."), tr("Try fewer or other words."));
            m_empty->setActions(tr("Clear search"));
            m_stack->setCurrentWidget(m_empty);
        } else {
            m_stack->setCurrentWidget(m_hits);
        }
        return;
    }
    if (m_model->rowCount() > 0) {
        m_stack->setCurrentWidget(m_list);
        return;
    }
    m_empty->setActions({});
    if (m_model->state() == ConversationListModel::State::Loading) {
        m_empty->setContent({}, {}, tr("Loading conversations …"));
    } else if (m_model->state() == ConversationListModel::State::Failed) {
        m_empty->setContent(u"warning"_s, tr("The conversations could not be loaded."),
                            errorText(*m_model->error()));
        m_empty->setActions(tr("Try again"));
    } else if (m_context.workspace.channels().isEmpty()) {
        m_empty->setContent(u"inbox"_s, tr("No channel connected yet."),
                            tr("Connect one or look around with sample data."));
        m_empty->setActions(tr("Connect channel"));
    } else if (m_view == InboxView::Mine || m_view == InboxView::Unassigned ||
               (m_view == InboxView::AllOpen && !m_channel)) {
        m_empty->setContent(
            u"done"_s, tr("Nobody is waiting."),
            m_lastReply
                ? tr("Last reply: %1.").arg(Format::relative(*m_lastReply, m_context.workspace.clock().now()))
                : QString());
        if (m_view != InboxView::AllOpen)
            m_empty->setActions(tr("Show all open"));
    } else {
        m_empty->setContent(u"filter"_s, tr("No conversations match this view."));
        m_empty->setActions(tr("Reset filter"));
    }
    m_stack->setCurrentWidget(m_empty);
}

void InboxPanel::tick() {
    if (m_model->rowCount() == 0 || m_stack->currentWidget() != m_list)
        return;
    // Only what is on the screen and counts down.
    const QRect visible = m_list->viewport()->rect();
    for (int row = std::max(0, m_list->indexAt(visible.topLeft()).row()); row < m_model->rowCount(); ++row) {
        const QModelIndex index = m_model->index(row);
        const QRect rect = m_list->visualRect(index);
        if (rect.top() > visible.bottom())
            break;
        const Conversation* c = m_model->at(row);
        // The time stands in the right half.
        if (c->waitingSince && c->dueAt)
            m_list->viewport()->update(rect.adjusted(rect.width() / 2, 0, 0, 0));
    }
}

void InboxPanel::retranslate() {
    setAccessibleName(tr("Conversations"));
    m_list->setAccessibleName(tr("Conversations"));
    m_hits->setAccessibleName(tr("Search results"));
    m_search->setPlaceholderText(tr("Search or jump …"));
    m_search->setAccessibleName(tr("Search all conversations"));
    m_clearSearch->setLabel(tr("Clear search"));
    m_orders->button(int(InboxOrder::LongestWaiting))->setText(tr("Longest waiting"));
    m_orders->button(int(InboxOrder::Newest))->setText(tr("Newest"));
    m_orders->button(int(InboxOrder::Priority))->setText(tr("Priority"));
    applyTheme();
    refreshPending(m_model->pendingCount());
    refreshState();
}

void InboxPanel::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

bool InboxPanel::eventFilter(QObject* watched, QEvent* event) {
    switch (event->type()) {
    case QEvent::Enter:
    case QEvent::Leave:
        if (watched == m_list->viewport()) {
            m_pointerInside = event->type() == QEvent::Enter;
            refreshFrozen();
        }
        break;
    case QEvent::FocusIn:
    case QEvent::FocusOut:
        if (watched == m_list)
            m_model->setFrozen(m_pointerInside || event->type() == QEvent::FocusIn);
        break;
    case QEvent::KeyPress: {
        auto* key = static_cast<QKeyEvent*>(event);
        if (watched == m_search) {
            if (key->key() == Qt::Key_Escape && !m_search->text().isEmpty()) {
                m_search->clear();
                return true;
            }
            if (key->key() == Qt::Key_Down || key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
                if (m_searchDelay.isActive())
                    runSearch();
                auto* target = m_stack->currentWidget() == m_hits ? m_hits : m_list;
                if (target == m_hits && !target->currentIndex().isValid() && m_results->rowCount() > 0)
                    target->setCurrentIndex(m_results->index(0));
                target->setFocus(Qt::ShortcutFocusReason);
                return true;
            }
        } else if (watched == m_hits && key->key() == Qt::Key_Escape) {
            m_search->clear();
            focusList();
            return true;
        } else if (watched == m_list && (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter)) {
            if (const Conversation* c = m_model->at(m_list->currentIndex().row()))
                emit conversationRequested(*c);
            return true;
        }
        break;
    }
    default:
        break;
    }
    return QWidget::eventFilter(watched, event);
}

void InboxPanel::showEvent(QShowEvent* event) {
    m_ticker.start();
    QWidget::showEvent(event);
}

void InboxPanel::hideEvent(QHideEvent* event) {
    m_ticker.stop();
    QWidget::hideEvent(event);
}

} // namespace souffleur::ui
