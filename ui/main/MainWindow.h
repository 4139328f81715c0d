// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Conversation.h"
#include "ui/common/UiContext.h"

#include <QMainWindow>
#include <QPointer>
#include <QTimer>

class QFrame;
class QSplitter;

namespace souffleur::ui {

class ActionRegistry;
class ChatStrip;
class CommandPalette;
class Composer;
class ConversationActions;
class CustomerPanel;
class InboxPanel;
class KnowledgePage;
class MessageBar;
class Sidebar;
class SuggestionsPanel;
class ThreadPanel;

//! The inbox: sidebar, list, thread with composer, suggestions with customer. Below 1200 px the right column
//! becomes a drawer over the thread, below 900 the sidebar shrinks to icons.
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    explicit MainWindow(UiContext& context, QWidget* parent = nullptr);
    ~MainWindow() override;

    void open(const Conversation& conversation);
    void openById(ConversationId id, std::optional<qint64> sequence = {});
    //! The first row of the list, once it is loaded.
    void selectFirst();
    std::optional<ConversationId> current() const;
    //! The page beside the sidebar: the knowledge or the inbox. Both keep what they show.
    void showKnowledge(bool shown);
    KnowledgePage* knowledge() { return m_knowledge; }
    ActionRegistry& actions() { return *m_registry; }

protected:
    void changeEvent(QEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void buildColumns();
    void connectScreens();
    void connectActions();
    void showView(InboxView view, std::optional<ChannelId> channel);
    void updateConversation(const Conversation& conversation);
    void nextWaiting();
    void goBack();
    void closeConversation();
    void markSeen();
    void setSeen(qint64 sequence);
    void arrange();
    void placeDrawer();
    void showDrawer(bool shown);
    void showSuggestions();
    void cycleRegion(int by);
    void scaleText(int percent);
    void showSettings();
    void showChannel(std::optional<ChannelId> channel);
    bool knowledgeShown() const;
    void showRowMenu(const Conversation& conversation, const QPoint& globalPos);
    void enableActions();
    void saveLayout();
    void restoreLayout();
    void retranslate();
    void refreshTitle(const InboxCounts& counts);
    void refreshSideWidths();

    UiContext m_context;
    ActionRegistry* m_registry;
    ConversationActions* m_conversationActions;
    CommandPalette* m_palette;
    MessageBar* m_bar;
    QSplitter* m_columns;
    Sidebar* m_sidebar;
    InboxPanel* m_inbox;
    QWidget* m_middle;
    ChatStrip* m_chats;
    ThreadPanel* m_thread;
    Composer* m_composer;
    QWidget* m_right;
    QFrame* m_drawerEdge;
    SuggestionsPanel* m_suggestions;
    CustomerPanel* m_customer;
    KnowledgePage* m_knowledge = nullptr; //!< made when it is first wanted
    QList<int> m_inboxSizes;
    std::optional<Conversation> m_current;
    QList<ConversationId> m_visited;
    QTimer m_saveTimer;
    qint64 m_seen = 0;
    bool m_drawer = false; //!< the right column floats over the thread
    bool m_rightWanted = true;
    bool m_selectFirst = false;
    bool m_closeAnyway = false; //!< unsaved entries of the FAQ may go
    InboxCounts m_counts;
};

} // namespace souffleur::ui
