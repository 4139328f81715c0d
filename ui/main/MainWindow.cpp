// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/MainWindow.h"

#include "base/Executor.h"
#include "ui/channels/ChannelDialog.h"
#include "ui/common/Controls.h"
#include "ui/common/ErrorText.h"
#include "ui/common/MessageBar.h"
#include "ui/common/UiSettings.h"
#include "ui/composer/Composer.h"
#include "ui/customer/CustomerPanel.h"
#include "ui/inbox/ConversationListModel.h"
#include "ui/inbox/InboxPanel.h"
#include "ui/inbox/Sidebar.h"
#include "ui/main/ActionRegistry.h"
#include "ui/main/CommandPalette.h"
#include "ui/main/ConversationHeader.h"
#include "ui/main/ConversationPane.h"
#include "ui/main/ShortcutList.h"
#include "ui/settings/SettingsDialog.h"
#include "ui/suggestions/SuggestionsPanel.h"
#include "ui/theme/Theme.h"
#include "ui/thread/ThreadView.h"
#include "workspace/Workspace.h"

#include <QApplication>
#include <QBoxLayout>
#include <QCloseEvent>
#include <QListView>
#include <QScreen>
#include <QScrollArea>
#include <QSplitter>

namespace souffleur::ui {
namespace {

constexpr int SidebarWidth = 200;
constexpr int SidebarIcons = 56;
constexpr int ListWidth = 316;
constexpr int RightWidth = 340;
constexpr int DrawerBelow = 1200;
constexpr int IconsBelow = 900;

} // namespace

MainWindow::MainWindow(UiContext& context, QWidget* parent)
    : QMainWindow(parent), m_context(context), m_actions(new ActionRegistry(context.settings, this)) {
    setWindowTitle(u"Souffleur"_s);
    setMinimumSize(m_context.theme.px(960), m_context.theme.px(600));
    buildColumns();
    bindActions();
    connectParts();
    resize(1440, 900);
    if (const QByteArray geometry = m_context.settings.state(u"main"_s); !geometry.isEmpty())
        restoreGeometry(geometry); // Qt moves it onto a screen that exists
    if (const QByteArray columns = m_context.settings.state(u"columns"_s); !columns.isEmpty())
        m_splitter->restoreState(columns);
    m_saveLater.setSingleShot(true);
    m_saveLater.setInterval(500);
    connect(&m_saveLater, &QTimer::timeout, this, &MainWindow::saveState);
    m_inbox->setView(InboxView::AllOpen, std::nullopt);
    m_sidebar->select(InboxView::AllOpen, std::nullopt);
    applyWidth();
}

MainWindow::~MainWindow() = default;

void MainWindow::buildColumns() {
    auto* central = new QWidget(this);
    auto* column = new QVBoxLayout(central);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_bar = new MessageBar(m_context.theme, central);
    m_bar->setClosable(true);
    m_bar->hide();
    auto* row = new QHBoxLayout;
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    column->addWidget(m_bar);
    column->addLayout(row, 1);

    m_sidebar = new Sidebar(m_context, central);
    m_splitter = new QSplitter(Qt::Horizontal, central);
    m_splitter->setHandleWidth(1);
    m_splitter->setChildrenCollapsible(false);
    m_inbox = new InboxPanel(m_context, m_splitter);
    m_inbox->list()->setObjectName(u"conversationList"_s);
    m_inbox->setMinimumWidth(m_context.theme.px(260));
    m_pane = new ConversationPane(m_context, m_splitter);

    m_right = new QWidget(m_splitter);
    setPane(m_right, Pane::Surface);
    m_right->setMinimumWidth(m_context.theme.px(300));
    auto* rightLayout = new QVBoxLayout(m_right);
    rightLayout->setContentsMargins(0, 0, 0, 0);
    rightLayout->setSpacing(0);
    // One scroll area: on a small screen the customer moves below, the bot stays on top.
    auto* scroll = new QScrollArea(m_right);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto* inside = new QWidget(scroll);
    setPane(inside, Pane::Surface);
    auto* insideLayout = new QVBoxLayout(inside);
    insideLayout->setContentsMargins(0, 0, 0, 0);
    insideLayout->setSpacing(0);
    m_suggestions = new SuggestionsPanel(m_context, inside);
    m_customer = new CustomerPanel(m_context, inside);
    insideLayout->addWidget(m_suggestions);
    insideLayout->addWidget(makeLine(inside));
    insideLayout->addWidget(m_customer);
    insideLayout->addStretch(1);
    scroll->setWidget(inside);
    rightLayout->addWidget(scroll);

    m_splitter->addWidget(m_inbox);
    m_splitter->addWidget(m_pane);
    m_splitter->addWidget(m_right);
    m_splitter->setStretchFactor(0, 0);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setStretchFactor(2, 0);
    m_splitter->setSizes({m_context.theme.px(ListWidth), 600, m_context.theme.px(RightWidth)});
    row->addWidget(m_sidebar);
    row->addWidget(m_splitter, 1);
    setCentralWidget(central);
    m_suggestions->setConversation(std::nullopt);
    m_customer->setConversation(std::nullopt);
    m_pane->setConversation(std::nullopt);
}

void MainWindow::connectParts() {
    connect(m_sidebar, &Sidebar::viewRequested, this, [this](InboxView view, std::optional<ChannelId> channel) {
        m_inbox->setView(view, channel);
        m_sidebar->select(view, channel);
    });
    connect(m_sidebar, &Sidebar::settingsRequested, this, &MainWindow::openSettings);
    connect(m_sidebar, &Sidebar::channelSetupRequested, this, &MainWindow::openChannel);
    connect(m_sidebar, &Sidebar::countsChanged, this, [this](const InboxCounts& counts) {
        m_inbox->setLastReply(counts.lastReplyAt);
        refreshTitle(counts);
    });
    connect(m_inbox, &InboxPanel::conversationRequested, this,
            [this](const Conversation& conversation) { openConversation(conversation); });
    connect(m_inbox, &InboxPanel::hitRequested, this, &MainWindow::openById);
    connect(m_inbox, &InboxPanel::channelSetupRequested, this, [this] { openChannel(std::nullopt); });
    connect(m_inbox, &InboxPanel::viewResetRequested, this, [this] {
        m_inbox->setView(InboxView::AllOpen, std::nullopt);
        m_sidebar->select(InboxView::AllOpen, std::nullopt);
    });
    connect(&m_inbox->model(), &ConversationListModel::conversationRefreshed, this, &MainWindow::onChanged);
    connect(&m_inbox->model(), &ConversationListModel::stateChanged, this, [this] {
        if (m_selectFirst)
            selectFirst();
    });
    connect(m_suggestions, &SuggestionsPanel::insertRequested, this,
            [this](const SuggestionSet& set, int index) { m_pane->composer().insertSuggestion(set, index); });
    connect(m_pane, &ConversationPane::nextWaitingRequested, this, &MainWindow::openNextWaiting);
    connect(&m_context.workspace, &workspace::Workspace::troubled, this, [this](const Error& error) {
        m_bar->showError(error);
        m_bar->show();
    });
    connect(m_bar, &MessageBar::closed, m_bar, &QWidget::hide);
    connect(m_splitter, &QSplitter::splitterMoved, this, [this] { m_saveLater.start(); });
    connect(&m_context.theme, &Theme::changed, this, [this] {
        setMinimumSize(m_context.theme.px(960), m_context.theme.px(600));
        applyWidth();
    });
}

void MainWindow::bindActions() {
    const auto bind = [this](const QString& id, std::function<void()> work) {
        m_actions->bind(id, std::move(work));
    };
    const auto withConversation = [this](auto work) {
        return [this, work] {
            if (m_pane->conversation())
                work();
        };
    };
    bind(u"help"_s, [this] {
        auto* list = new ShortcutList(m_context, this);
        list->setAttribute(Qt::WA_DeleteOnClose);
        list->open();
    });
    bind(u"palette"_s, [this] {
        if (!m_palette) {
            m_palette = new CommandPalette(m_context, *m_actions, this);
            connect(m_palette, &CommandPalette::conversationRequested, this,
                    [this](const Conversation& conversation) { openConversation(conversation); });
        }
        m_palette->popup();
    });
    bind(u"nextRegion"_s, [this] { cycleRegion(1); });
    bind(u"previousRegion"_s, [this] { cycleRegion(-1); });
    bind(u"settings"_s, [this] { openSettings(); });
    bind(u"quit"_s, [this] { close(); });
    bind(u"search"_s, [this] { m_inbox->focusSearch(); });
    bind(u"larger"_s, [this] { scaleText(10); });
    bind(u"smaller"_s, [this] { scaleText(-10); });
    bind(u"normalSize"_s, [this] { m_context.settings.setTextScale(100); });
    bind(u"customer"_s, [this] { setRightShown(!m_right->isVisible()); });
    bind(u"fullScreen"_s, [this] { setWindowState(windowState() ^ Qt::WindowFullScreen); });
    bind(u"refresh"_s, [this] { m_inbox->refresh(); });
    bind(u"inbox"_s, [this] { m_inbox->focusList(); });
    bind(u"channels"_s, [this] { openChannel(std::nullopt); });
    bind(u"nextWaiting"_s, [this] { openNextWaiting(); });
    bind(u"previous"_s, [this] {
        if (m_visited.size() < 2)
            return;
        m_visited.removeLast();
        openById(m_visited.takeLast(), 0);
    });
    bind(u"down"_s, [this] { m_inbox->step(1); });
    bind(u"up"_s, [this] { m_inbox->step(-1); });
    bind(u"resolve"_s, withConversation([this] { m_pane->header().toggleResolved(); }));
    bind(u"snooze"_s, withConversation([this] { m_pane->header().openSnoozeMenu(); }));
    bind(u"assign"_s, withConversation([this] { m_pane->header().openAssignMenu(); }));
    bind(u"assignToMe"_s, withConversation([this] { m_pane->header().assignTo(m_context.workspace.me().id); }));
    bind(u"tags"_s, withConversation([this] { m_pane->header().openTags(); }));
    bind(u"priority"_s, withConversation([this] { m_pane->header().openPriorityMenu(); }));
    bind(u"unread"_s, withConversation([this] {
             const Conversation& c = *m_pane->conversation();
             if (c.unread > 0)
                 (void)m_context.workspace.run(MarkRead{c.id, c.lastSequence});
             else
                 (void)m_context.workspace.run(MarkUnread{c.id});
         }));
    bind(u"quote"_s, withConversation([this] { m_pane->quoteSelected(); }));
    bind(u"noteMode"_s, withConversation([this] {
             Composer& composer = m_pane->composer();
             composer.setMode(composer.mode() == DraftMode::Reply ? DraftMode::Note : DraftMode::Reply);
         }));
    for (int i = 0; i < 3; ++i)
        bind(u"suggestion%1"_s.arg(i + 1), withConversation([this, i] { m_suggestions->insert(i); }));
    bind(u"suggestions"_s, withConversation([this] {
             setRightShown(true);
             m_suggestions->focusPanel();
         }));
    bind(u"searchFaq"_s, withConversation([this] {
             setRightShown(true);
             m_suggestions->searchByHand();
         }));
    bind(u"noneFits"_s, withConversation([this] {
             setRightShown(true);
             m_suggestions->noneFits();
         }));
    m_inbox->setPaletteKey(m_actions->key(u"palette"_s));
}

void MainWindow::openConversation(const Conversation& conversation, qint64 sequence) {
    m_visited.removeAll(conversation.id);
    m_visited.append(conversation.id);
    if (m_visited.size() > 50)
        m_visited.removeFirst();
    m_inbox->setCurrent(conversation.id);
    m_pane->setConversation(conversation);
    m_suggestions->setConversation(conversation);
    m_customer->setConversation(conversation);
    if (sequence > 0)
        m_pane->showSequence(sequence);
}

void MainWindow::openById(ConversationId id, qint64 sequence) {
    thenOn(m_context.workspace.conversationsById({id}), this,
           [this, sequence](const Result<QList<Conversation>>& found) {
               if (found && !found->isEmpty())
                   openConversation(found->first(), sequence);
           });
}

void MainWindow::onChanged(const Conversation& conversation) {
    if (!m_pane->conversation() || m_pane->conversation()->id != conversation.id)
        return;
    m_pane->conversationUpdated(conversation);
    m_suggestions->conversationUpdated(conversation);
    m_customer->conversationUpdated(conversation);
}

void MainWindow::selectFirst() {
    if (const Conversation* first = m_inbox->model().at(0)) {
        m_selectFirst = false;
        openConversation(*first);
    } else {
        m_selectFirst = true;
    }
}

void MainWindow::openNextWaiting() {
    std::optional<ConversationId> except;
    if (m_pane->conversation())
        except = m_pane->conversation()->id;
    thenOn(m_context.workspace.nextWaiting(except), this, [this](const Result<std::optional<Conversation>>& next) {
        if (next && *next) {
            openConversation(**next);
        } else if (next) {
            m_bar->showMessage(MessageBar::Level::Info, tr("Nobody else is waiting."));
            m_bar->setClosable(true);
            m_bar->show();
        }
    });
}

void MainWindow::refreshTitle(const InboxCounts& counts) {
    setWindowTitle(counts.waiting > 0 ? u"(%1) Souffleur"_s.arg(counts.waiting) : u"Souffleur"_s);
}

void MainWindow::openSettings() {
    auto* dialog = new SettingsDialog(m_context, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void MainWindow::openChannel(std::optional<ChannelId> id) {
    std::optional<Channel> existing;
    for (const Channel& channel : m_context.workspace.channels())
        if (id && channel.id == *id)
            existing = channel;
    auto* dialog = new ChannelDialog(m_context, existing, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void MainWindow::cycleRegion(int by) {
    const QList<QWidget*> regions{m_sidebar,           m_inbox,       &m_pane->thread(),
                                  &m_pane->composer(), m_suggestions, m_customer};
    qsizetype at = 0;
    for (qsizetype i = 0; i < regions.size(); ++i)
        if (regions.at(i)->isAncestorOf(focusWidget()) || regions.at(i) == focusWidget())
            at = i;
    for (qsizetype step = 1; step <= regions.size(); ++step) {
        QWidget* next = regions.at((at + by * step + 2 * regions.size()) % regions.size());
        if (!next->isVisible())
            continue;
        if (next == m_inbox) {
            m_inbox->focusList();
            return;
        }
        // The region itself, or the first thing inside that takes the keyboard.
        if (next->focusPolicy() & Qt::TabFocus || next->focusProxy()) {
            next->setFocus(Qt::TabFocusReason);
            return;
        }
        const QList<QWidget*> children = next->findChildren<QWidget*>();
        for (QWidget* child : children)
            if (child->isVisible() && child->isEnabled() && (child->focusPolicy() & Qt::TabFocus)) {
                child->setFocus(Qt::TabFocusReason);
                return;
            }
    }
}

void MainWindow::scaleText(int by) {
    m_context.settings.setTextScale(std::clamp(m_context.settings.textScale() + by, 80, 200));
}

void MainWindow::setRightShown(bool shown) {
    if (width() < m_context.theme.px(DrawerBelow))
        m_drawerOpen = shown;
    else
        m_rightWanted = shown;
    applyWidth();
}

void MainWindow::applyWidth() {
    const Theme& theme = m_context.theme;
    const bool narrow = width() < theme.px(DrawerBelow);
    const bool icons = width() < theme.px(narrow && m_drawerOpen ? DrawerBelow : IconsBelow);
    m_sidebar->setCollapsed(icons);
    m_sidebar->setFixedWidth(theme.px(icons ? SidebarIcons : SidebarWidth));
    m_right->setVisible(narrow ? m_drawerOpen : m_rightWanted);
}

void MainWindow::resizeEvent(QResizeEvent* event) {
    QMainWindow::resizeEvent(event);
    applyWidth();
    m_saveLater.start();
}

void MainWindow::saveState() {
    m_context.settings.setState(u"main"_s, saveGeometry());
    m_context.settings.setState(u"columns"_s, m_splitter->saveState());
}

void MainWindow::closeEvent(QCloseEvent* event) {
    m_pane->composer().saveDrafts();
    saveState();
    QMainWindow::closeEvent(event);
}

void MainWindow::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        m_actions->retranslate();
    QMainWindow::changeEvent(event);
}

} // namespace souffleur::ui
