// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/MainWindow.h"

#include "base/Executor.h"
#include "ui/channels/ChannelDialogs.h"
#include "ui/common/ColumnArea.h"
#include "ui/common/Controls.h"
#include "ui/common/Format.h"
#include "ui/common/MessageBar.h"
#include "ui/common/UiSettings.h"
#include "ui/composer/Composer.h"
#include "ui/customer/CustomerPanel.h"
#include "ui/inbox/ConversationListModel.h"
#include "ui/inbox/InboxPanel.h"
#include "ui/inbox/Sidebar.h"
#include "ui/knowledge/KnowledgePage.h"
#include "ui/main/ActionRegistry.h"
#include "ui/main/ChatStrip.h"
#include "ui/main/CommandPalette.h"
#include "ui/main/HelpCard.h"
#include "ui/settings/SettingsDialog.h"
#include "ui/suggestions/SuggestionsPanel.h"
#include "ui/thread/ConversationActions.h"
#include "ui/thread/ThreadHeader.h"
#include "ui/thread/ThreadModel.h"
#include "ui/thread/ThreadPanel.h"
#include "ui/thread/ThreadView.h"
#include "workspace/Workspace.h"

#include <QApplication>
#include <QCloseEvent>
#include <QListView>
#include <QMenu>
#include <QMimeData>
#include <QSplitter>
#include <QVBoxLayout>

namespace souffleur::ui {

namespace {
constexpr int DrawerBelow = 1200; // design pixels of the window's width
constexpr int IconsBelow = 900;
} // namespace

MainWindow::MainWindow(UiContext& context, QWidget* parent)
    : QMainWindow(parent), m_context(context), m_registry(new ActionRegistry(context.settings, this)),
      m_conversationActions(new ConversationActions(context, this)),
      m_palette(new CommandPalette(context, *m_registry, this)),
      m_help(new HelpCard(context.theme, *m_registry, this)) {
    setObjectName(u"mainWindow"_s);
    setMinimumSize(720, 520);
    buildColumns();
    m_palette->hide();
    connectScreens();
    connectActions();
    m_saveTimer.setSingleShot(true);
    m_saveTimer.setInterval(400);
    connect(&m_saveTimer, &QTimer::timeout, this, &MainWindow::saveLayout);
    retranslate();
    restoreLayout();
    enableActions();
    m_inbox->list()->setFocus();
    showView(InboxView::Mine, {});
    // Somebody alone has nothing assigned at first; start where the customers are.
    thenOn(m_context.workspace.counts(), this, [this](const Result<InboxCounts>& counts) {
        if (counts && counts->mine == 0 && !m_current)
            showView(InboxView::AllOpen, {});
    });
    m_thread->view().setFocus(); // not the first button of the sidebar
}

MainWindow::~MainWindow() = default;

void MainWindow::buildColumns() {
    auto* central = new QWidget(this);
    auto* layout = new QVBoxLayout(central);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_bar = new MessageBar(m_context.theme, central);
    m_bar->setClosable(true);
    layout->addWidget(m_bar);
    m_columns = new QSplitter(Qt::Horizontal, central);
    m_columns->setChildrenCollapsible(false);
    m_columns->setHandleWidth(1);
    layout->addWidget(m_columns, 1);
    setCentralWidget(central);

    m_sidebar = new Sidebar(m_context, m_columns);
    m_inbox = new InboxPanel(m_context, m_columns);
    m_composer = new Composer(m_context);
    m_middle = new QWidget(m_columns);
    m_chats = new ChatStrip(m_context, m_middle);
    m_thread = new ThreadPanel(m_context, *m_conversationActions, m_composer, m_middle);
    auto* stack = new QVBoxLayout(m_middle);
    stack->setContentsMargins(0, 0, 0, 0);
    stack->setSpacing(0);
    stack->addWidget(m_chats);
    stack->addWidget(m_thread, 1);
    m_right = new QWidget(m_columns);
    m_right->setObjectName(u"rightColumn"_s);
    setPane(m_right, Pane::Surface);
    auto* right = new QHBoxLayout(m_right);
    right->setContentsMargins(0, 0, 0, 0);
    right->setSpacing(0);
    m_drawerEdge = new QFrame(m_right);
    m_drawerEdge->setFrameShape(QFrame::VLine);
    m_drawerEdge->setFrameShadow(QFrame::Plain);
    m_drawerEdge->setForegroundRole(QPalette::Mid);
    m_drawerEdge->setFixedWidth(1);
    m_drawerEdge->hide();
    right->addWidget(m_drawerEdge);
    // One scroll area: on a small screen the customer moves down, the bot stays on top.
    auto* scroll = new ColumnArea(m_right);
    auto* inside = new QWidget(scroll);
    setPane(inside, Pane::Surface);
    auto* column = new QVBoxLayout(inside);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_suggestions = new SuggestionsPanel(m_context, inside);
    m_customer = new CustomerPanel(m_context, inside);
    column->addWidget(m_suggestions);
    column->addWidget(m_customer);
    column->addStretch(1);
    scroll->setWidget(inside);
    right->addWidget(scroll);
    m_columns->addWidget(m_sidebar);
    m_columns->addWidget(m_inbox);
    m_columns->addWidget(m_middle);
    m_columns->addWidget(m_right);
    m_columns->setStretchFactor(2, 1);
    for (int i : {0, 1, 3})
        m_columns->setStretchFactor(i, 0);
    refreshSideWidths();
}

void MainWindow::refreshSideWidths() {
    const Theme& theme = m_context.theme;
    m_inbox->setMinimumWidth(std::max(theme.px(250), m_inbox->minimumSizeHint().width()));
    m_thread->setMinimumWidth(theme.px(m_drawer ? 380 : 420));
    m_right->setMinimumWidth(theme.px(290));
}

void MainWindow::connectScreens() {
    connect(m_sidebar, &Sidebar::viewRequested, this, &MainWindow::showView);
    connect(m_sidebar, &Sidebar::knowledgeRequested, this, [this] { showKnowledge(true); });
    connect(m_sidebar, &Sidebar::settingsRequested, this, &MainWindow::showSettings);
    connect(m_sidebar, &Sidebar::channelSetupRequested, this, &MainWindow::showChannel);
    connect(m_sidebar, &Sidebar::countsChanged, this, &MainWindow::refreshTitle);
    connect(m_inbox, &InboxPanel::conversationRequested, this, &MainWindow::open);
    connect(m_inbox, &InboxPanel::hitRequested, this, &MainWindow::openById);
    connect(m_inbox, &InboxPanel::conversationMenuRequested, this, &MainWindow::showRowMenu);
    connect(m_inbox, &InboxPanel::channelSetupRequested, this, [this] { showChannel({}); });
    connect(m_inbox, &InboxPanel::viewResetRequested, this, [this] { showView(InboxView::AllOpen, {}); });
    connect(&m_inbox->model(), &ConversationListModel::conversationRefreshed, this,
            &MainWindow::updateConversation);
    connect(&m_inbox->model(), &QAbstractItemModel::modelReset, this, [this] {
        if (m_selectFirst && !m_current && m_inbox->model().rowCount() > 0)
            selectFirst();
    });
    connect(m_chats, &ChatStrip::chatRequested, this, [this](ConversationId id) { openById(id); });
    connect(m_chats, &ChatStrip::currentClosed, this, [this](std::optional<ConversationId> next) {
        if (next)
            openById(*next);
        else
            closeConversation();
    });
    connect(&m_inbox->model(), &ConversationListModel::conversationRefreshed, m_chats, &ChatStrip::updated);
    connect(m_thread, &ThreadPanel::quoteRequested, this, [this](const Message& message) {
        m_composer->quote(message);
        m_composer->setFocus(Qt::ShortcutFocusReason);
    });
    connect(m_thread, &ThreadPanel::editAgainRequested, m_composer, &Composer::editAgain);
    connect(m_thread, &ThreadPanel::seenChanged, this, &MainWindow::setSeen);
    connect(m_thread, &ThreadPanel::panelRequested, this, [this] { showDrawer(!m_right->isVisible()); });
    connect(m_thread, &ThreadPanel::nextRequested, this, &MainWindow::nextWaiting);
    connect(m_composer, &Composer::nextWaitingRequested, this, &MainWindow::nextWaiting);
    connect(m_composer, &Composer::focusThreadRequested, m_thread, &ThreadPanel::focusThread);
    connect(m_customer, &CustomerPanel::contactDeleted, this, [this](ConversationId id) {
        m_visited.removeAll(id);
        if (current() != id)
            return;
        m_chats->closeCurrent();
        if (current() == id)
            closeConversation(); // a finished one has no tab
    });
    connect(m_suggestions, &SuggestionsPanel::insertRequested, m_composer, &Composer::insertSuggestion);
    connect(m_suggestions, &SuggestionsPanel::replaceRequested, m_composer, &Composer::replaceWithSuggestion);
    connect(m_columns, &QSplitter::splitterMoved, this, [this] { m_saveTimer.start(); });
    connect(&m_context.workspace, &workspace::Workspace::troubled, m_bar, &MessageBar::showError);
    connect(&m_context.theme, &Theme::changed, this, [this] {
        refreshSideWidths();
        arrange();
    });
    connect(m_registry, &ActionRegistry::keysChanged, this, &MainWindow::retranslate);
    connect(m_palette, &CommandPalette::conversationChosen, this, &MainWindow::open);
    m_thread->view().viewport()->setAcceptDrops(true);
    m_thread->view().viewport()->installEventFilter(this);
    m_thread->installEventFilter(this);
    m_composer->installEventFilter(this);
}

std::optional<ConversationId> MainWindow::current() const {
    return m_current ? std::optional(m_current->id) : std::nullopt;
}

void MainWindow::showView(InboxView view, std::optional<ChannelId> channel) {
    showKnowledge(false);
    m_sidebar->select(view, channel);
    m_inbox->setView(view, channel);
    m_inbox->setCurrent(current());
}

void MainWindow::open(const Conversation& conversation) {
    showKnowledge(false);
    const bool same = m_current && m_current->id == conversation.id;
    if (!same && m_current && !m_stepping) {
        m_visitedOn.clear();
        remember(m_current->id);
    }
    const Conversation shown = conversation; // the argument may live in a model
    m_current = shown;
    m_inbox->setCurrent(shown.id);
    if (same) {
        updateConversation(shown);
        return;
    }
    m_seen = 0;
    m_chats->opened(shown);
    m_thread->setConversation(shown);
    m_composer->setConversation(shown);
    m_suggestions->setConversation(shown);
    m_customer->setConversation(shown);
    enableActions();
    tellWatched();
}

void MainWindow::closeConversation() {
    m_current.reset();
    m_seen = 0;
    m_inbox->setCurrent({});
    m_thread->setConversation({});
    m_composer->setConversation({});
    m_suggestions->setConversation({});
    m_customer->setConversation({});
    enableActions();
    tellWatched();
}

void MainWindow::openById(ConversationId id, std::optional<qint64> sequence) {
    openThen(id, [this, sequence] {
        if (sequence)
            m_thread->jumpTo(*sequence);
    });
}

void MainWindow::openThen(ConversationId id, const std::function<void()>& then) {
    const bool stepping = std::exchange(m_stepping, false);
    thenOn(m_context.workspace.conversationsById({id}), this,
           [this, then, stepping](const Result<QList<Conversation>>& found) {
               if (!found) {
                   m_bar->showError(found.error());
                   return;
               }
               if (found->isEmpty())
                   return;
               m_stepping = stepping;
               open(found->first());
               m_stepping = false;
               then();
           });
}

void MainWindow::selectFirst() {
    m_selectFirst = true;
    if (const Conversation* first = m_inbox->model().at(0)) {
        m_selectFirst = false;
        open(*first);
    }
}

void MainWindow::updateConversation(const Conversation& conversation) {
    if (!m_current || m_current->id != conversation.id)
        return;
    m_current = conversation;
    m_thread->conversationUpdated(conversation);
    m_composer->conversationUpdated(conversation);
    m_suggestions->conversationUpdated(conversation);
    m_customer->conversationUpdated(conversation);
    markSeen();
}

void MainWindow::setSeen(qint64 sequence) {
    m_seen = std::max(m_seen, sequence);
    m_composer->setSeenSequence(m_seen);
    const Message* inbound = m_thread->lastInbound();
    m_composer->setLastInbound(inbound ? OptionalTimestamp(inbound->receivedAt) : std::nullopt);
    markSeen();
}

void MainWindow::markSeen() {
    // Only what stood on the screen of an active window is read; whether somebody waits is another matter.
    if (!m_current || !isActiveWindow() || m_current->unread == 0 || m_seen < m_current->lastSequence)
        return;
    m_current->unread = 0;
    m_conversationActions->run(MarkRead{m_current->id, m_seen});
}

void MainWindow::showRowMenu(const Conversation& conversation, const QPoint& globalPos) {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu->addAction(conversation.state == EpisodeState::Resolved ? tr("Reopen") : tr("Resolve")),
            &QAction::triggered, this,
            [this, conversation] { m_conversationActions->resolveOrReopen(conversation); });
    m_conversationActions->fillSnoozeMenu(menu->addMenu(tr("Snooze")), conversation);
    m_conversationActions->fillAssignMenu(menu->addMenu(tr("Assign")), conversation);
    m_conversationActions->fillPriorityMenu(menu->addMenu(tr("Priority")), conversation);
    connect(menu->addAction(tr("Tags …")), &QAction::triggered, this,
            [this, conversation] { m_conversationActions->editTags(conversation); });
    connect(menu->addAction(conversation.unread > 0 ? tr("Mark as read") : tr("Mark as unread")),
            &QAction::triggered, this, [this, conversation] { m_conversationActions->toggleRead(conversation); });
    menu->popup(globalPos);
}

void MainWindow::showDrawer(bool shown) {
    // A drawer comes and goes; only the column of a wide window is a wish to keep.
    if (!m_drawer)
        m_rightWanted = shown;
    m_right->setVisible(shown);
    if (shown && m_drawer)
        placeDrawer();
    m_saveTimer.start();
}

void MainWindow::showSuggestions() {
    if (m_right->isVisible() && m_suggestions->isAncestorOf(QApplication::focusWidget()) && m_drawer) {
        showDrawer(false);
        m_composer->setFocus(Qt::ShortcutFocusReason);
        return;
    }
    showDrawer(true);
    m_suggestions->focusPanel();
}

void MainWindow::arrange() {
    const Theme& theme = m_context.theme;
    const bool icons = width() < theme.px(IconsBelow);
    if (icons != m_sidebar->isCollapsed()) {
        m_sidebar->setCollapsed(icons);
        // A splitter does not give back what a smaller maximum leaves over.
        QList<int> sizes = m_columns->sizes();
        const int wanted = theme.px(icons ? 52 : 200);
        sizes[knowledgeShown() ? m_columns->indexOf(m_knowledge) : 2] += sizes.at(0) - wanted;
        sizes[0] = wanted;
        m_columns->setSizes(sizes);
    }
    if (knowledgeShown())
        return; // the inbox is arranged when it comes back
    const bool drawer = width() < theme.px(DrawerBelow);
    if (drawer && !m_drawer) {
        // Folded away until it is asked for (F8, F9).
        m_right->hide();
        m_right->setParent(centralWidget());
        m_drawerEdge->show();
        // Only now: while it changes its parent the thread is resized, and nobody may raise it then.
        m_drawer = true;
        refreshSideWidths();
    } else if (!drawer && m_drawer) {
        m_drawer = false;
        m_drawerEdge->hide();
        m_columns->insertWidget(3, m_right);
        m_right->setVisible(m_rightWanted);
        m_columns->setStretchFactor(3, 0);
        refreshSideWidths();
        const QList<int> sizes = m_columns->sizes();
        const int whole = width() - sizes.at(0) - sizes.at(1);
        m_columns->setSizes({sizes.at(0), sizes.at(1), whole - theme.px(340), theme.px(340)});
    }
    placeDrawer();
}

void MainWindow::placeDrawer() {
    if (!m_drawer)
        return;
    const int drawer = std::min(m_context.theme.px(340), centralWidget()->width() - 80);
    // Over the messages, not over the editor: what is inserted there must be seen.
    const QWidget& header = m_thread->header();
    const int top = header.mapTo(centralWidget(), QPoint(0, header.height())).y() + 1;
    const int bottom = m_composer->mapTo(centralWidget(), QPoint()).y();
    m_right->setGeometry(centralWidget()->width() - drawer, top, drawer, std::max(120, bottom - top));
    m_right->raise();
}

void MainWindow::resizeEvent(QResizeEvent* event) {
    QMainWindow::resizeEvent(event);
    arrange();
    m_saveTimer.start();
}

bool MainWindow::eventFilter(QObject* watched, QEvent* event) {
    if ((watched == m_thread || watched == m_composer) && event->type() == QEvent::Resize)
        placeDrawer();
    if (watched == m_thread->view().viewport()) {
        // Files dropped anywhere on the thread go to the composer.
        if (event->type() == QEvent::DragEnter || event->type() == QEvent::DragMove) {
            auto* drag = static_cast<QDragMoveEvent*>(event);
            if (m_current && (drag->mimeData()->hasUrls() || drag->mimeData()->hasImage())) {
                drag->acceptProposedAction();
                return true;
            }
        } else if (event->type() == QEvent::Drop) {
            auto* drop = static_cast<QDropEvent*>(event);
            if (m_composer->takeMimeData(drop->mimeData()))
                drop->acceptProposedAction();
            return true;
        }
    }
    return QMainWindow::eventFilter(watched, event);
}

void MainWindow::scaleText(int percent) {
    m_context.settings.setTextScale(percent);
    m_context.theme.setScale(m_context.settings.textScale());
}

void MainWindow::showSettings() {
    auto* dialog = new SettingsDialog(m_context, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void MainWindow::showChannels() {
    auto* dialog = new SettingsDialog(m_context, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->showChannels();
    dialog->open();
}

void MainWindow::showChannel(std::optional<ChannelId> id) {
    std::optional<Channel> existing;
    for (const auto& channel : m_context.workspace.channels()) {
        if (id == channel.id)
            existing = channel;
    }
    openChannelDialog(m_context, existing, {}, this);
}

void MainWindow::refreshTitle(const InboxCounts& counts) {
    m_counts = counts;
    m_inbox->setLastReply(counts.lastReplyAt);
    emit waitingChanged(counts.waiting);
    if (knowledgeShown()) {
        setWindowTitle(counts.waiting > 0 ? tr("(%1) Souffleur – Knowledge").arg(Format::count(counts.waiting))
                                          : tr("Souffleur – Knowledge"));
        return;
    }
    // The number is of those who wait for this agent or for nobody yet.
    setWindowTitle(counts.waiting > 0 ? tr("(%1) Souffleur – Inbox").arg(Format::count(counts.waiting))
                                      : tr("Souffleur – Inbox"));
}

void MainWindow::saveLayout() {
    m_context.settings.setState(u"main.geometry"_s, saveGeometry());
    if (!m_drawer && !knowledgeShown())
        m_context.settings.setState(u"main.columns"_s, m_columns->saveState());
}

void MainWindow::restoreLayout() {
    const Theme& theme = m_context.theme;
    if (!restoreGeometry(m_context.settings.state(u"main.geometry"_s)))
        resize(theme.px(1440), theme.px(900));
    if (!m_columns->restoreState(m_context.settings.state(u"main.columns"_s)))
        m_columns->setSizes({theme.px(200), theme.px(316),
                             std::max(theme.px(420), width() - theme.px(200 + 316 + 340)), theme.px(340)});
    arrange();
}

void MainWindow::retranslate() {
    m_registry->retranslate();
    m_inbox->setPaletteKey(m_registry->key(u"palette"_s));
    m_thread->setNextKey(m_registry->key(u"next"_s));
    if (m_knowledge)
        m_knowledge->setSearchKey(m_registry->key(u"knowledge.search"_s));
    m_right->setAccessibleName(tr("Suggestions and customer"));
    refreshTitle(m_counts);
}

void MainWindow::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    if (event->type() == QEvent::ActivationChange) {
        markSeen();
        tellWatched();
    }
    QMainWindow::changeEvent(event);
}

void MainWindow::closeEvent(QCloseEvent* event) {
    if (m_knowledge && m_knowledge->unsavedCount() > 0 && !m_closeAnyway) {
        event->ignore();
        showKnowledge(true);
        m_knowledge->warnBeforeClosing();
        return;
    }
    m_composer->saveDrafts();
    m_chats->save();
    saveLayout();
    if (!m_hidesOnClose) {
        event->accept();
        return;
    }
    event->ignore();
    hide();
    tellWatched();
}

} // namespace souffleur::ui
