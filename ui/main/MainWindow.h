// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Conversation.h"
#include "ui/common/UiContext.h"

#include <QMainWindow>
#include <QTimer>

class QSplitter;

namespace souffleur::ui {

class ActionRegistry;
class CommandPalette;
class ConversationPane;
class CustomerPanel;
class InboxPanel;
class MessageBar;
class Sidebar;
class SuggestionsPanel;

//! The inbox: sidebar, list, conversation, and the right column with the bot and the customer. Below 1200 px the
//! right column is a drawer, below 900 the sidebar shows icons only.
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    explicit MainWindow(UiContext& context, QWidget* parent = nullptr);
    ~MainWindow() override;

    void openConversation(const Conversation& conversation, qint64 sequence = 0);
    //! Opens the first row once the list has one.
    void selectFirst();
    void openNextWaiting();
    ActionRegistry& actions() { return *m_actions; }

protected:
    void resizeEvent(QResizeEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void buildColumns();
    void bindActions();
    void connectParts();
    void applyWidth();
    void setRightShown(bool shown);
    void onChanged(const Conversation& conversation);
    void openSettings();
    void openChannel(std::optional<ChannelId> channel);
    void cycleRegion(int by);
    void openById(ConversationId id, qint64 sequence);
    void scaleText(int by);
    void saveState();
    void refreshTitle(const InboxCounts& counts);

    UiContext m_context;
    ActionRegistry* m_actions;
    MessageBar* m_bar;
    QSplitter* m_splitter;
    Sidebar* m_sidebar;
    InboxPanel* m_inbox;
    ConversationPane* m_pane;
    QWidget* m_right;
    SuggestionsPanel* m_suggestions;
    CustomerPanel* m_customer;
    CommandPalette* m_palette = nullptr;
    QList<ConversationId> m_visited;
    bool m_rightWanted = true; //!< in a wide window
    bool m_drawerOpen = false; //!< in a narrow one
    bool m_selectFirst = false;
    QTimer m_saveLater;
};

} // namespace souffleur::ui
