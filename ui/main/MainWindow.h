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
class HelpCard;
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
    //! To the front, from behind other windows, the task bar or the tray.
    void bringToFront();
    //! A notice or a link asks for it; with reply the editor has the focus.
    void present(ConversationId id, bool reply);
    void showInbox();
    //! Puts a text that did not go out into the conversation's editor, before what stands there.
    void giveBack(ConversationId id, const QString& text);
    //! Closing hides the window; the program goes on in the tray.
    void setHidesOnClose(bool hides) { m_hidesOnClose = hides; }
    //! Says that the program ended without being asked to, and that nothing is lost.
    void reportCrash(int drafts);

public slots:
    void nextWaiting();

signals:
    //! What the agent has in sight, in an active window; none: nothing.
    void watchedChanged(std::optional<souffleur::ConversationId> conversation);
    void waitingChanged(int customers);
    void quitRequested();

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
    void goBack();
    void goForward();
    void stepTo(ConversationId id);
    void openThen(ConversationId id, const std::function<void()>& then);
    void remember(ConversationId id);
    void tellWatched();
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
    void showChannels();
    void showMenu();
    void showNewConversation();
    void showHelp();
    void showKeys();
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
    HelpCard* m_help;
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
    QList<ConversationId> m_visited;   //!< in the order of visiting, the current one not among them
    QList<ConversationId> m_visitedOn; //!< what going back has left, the nearest last
    std::optional<ConversationId> m_watched;
    bool m_hidesOnClose = false;
    bool m_stepping = false; //!< through the visited ones
    QTimer m_saveTimer;
    qint64 m_seen = 0;
    bool m_drawer = false; //!< the right column floats over the thread
    bool m_rightWanted = true;
    bool m_selectFirst = false;
    bool m_closeAnyway = false; //!< unsaved entries of the FAQ may go
    InboxCounts m_counts;
};

} // namespace souffleur::ui
