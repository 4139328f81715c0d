// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Conversation.h"
#include "ui/common/Controls.h"
#include "ui/common/EmptyState.h"
#include "ui/common/UiContext.h"

#include <QTimer>
#include <QWidget>

class QButtonGroup;
class QHBoxLayout;
class QLineEdit;
class QListView;
class QStackedWidget;

namespace souffleur::ui {

class ConversationDelegate;
class ConversationListModel;
class MessageBar;
class SearchCompleter;
class SearchResultsModel;

//! The list column: search field, order, the conversations of a view, or what the search found.
class InboxPanel : public QWidget {
    Q_OBJECT
public:
    explicit InboxPanel(UiContext& context, QWidget* parent = nullptr);
    void setView(InboxView view, std::optional<ChannelId> channel);
    //! Marks the row without asking for it to be opened; keeps it by id through every reload.
    void setCurrent(std::optional<ConversationId> id);
    //! Alt+Down, Alt+Up: opens the neighbour.
    void step(int by);
    //! F5
    void refresh();
    void focusSearch();
    void focusList();
    void setLastReply(OptionalTimestamp lastReplyAt);
    void setPaletteKey(const QKeySequence& key);
    ConversationListModel& model() { return *m_model; }
    QListView* list() { return m_list; }

signals:
    void conversationRequested(const souffleur::Conversation& conversation);
    //! A search hit: open the conversation at this place.
    void hitRequested(souffleur::ConversationId conversation, qint64 sequence);
    void conversationMenuRequested(const souffleur::Conversation& conversation, const QPoint& globalPos);
    void channelSetupRequested();
    void viewResetRequested();

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void buildHead();
    void setOrder(InboxOrder order);
    void retranslate();
    void refreshState();
    void refreshPending(int count);
    void refreshFrozen();
    void restoreCurrent();
    void runSearch();
    void openHit(const QModelIndex& index);
    void tick();
    void applyTheme();

    UiContext m_context;
    ConversationListModel* m_model;
    ConversationDelegate* m_delegate;
    SearchResultsModel* m_results;
    QWidget* m_head;
    QLineEdit* m_search;
    SearchCompleter* m_completer = nullptr;
    KeyCap* m_paletteKey;
    IconButton* m_clearSearch;
    QHBoxLayout* m_tabs;
    QButtonGroup* m_orders;
    QPushButton* m_pendingBar;
    QStackedWidget* m_stack;
    QListView* m_list;
    QListView* m_hits;
    EmptyState* m_empty;
    QTimer m_ticker;
    QTimer m_searchDelay;
    std::optional<ConversationId> m_current;
    OptionalTimestamp m_lastReply;
    InboxView m_view = InboxView::Mine;
    std::optional<ChannelId> m_channel;
    bool m_restoring = false;
    bool m_pointerInside = false;
};

} // namespace souffleur::ui
