// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Conversation.h"
#include "ui/common/EmptyState.h"
#include "ui/common/MessageBar.h"
#include "ui/common/UiContext.h"
#include "ui/thread/ThreadLayout.h"

#include <QTimer>
#include <QWidget>

class QStackedWidget;
class QVBoxLayout;

namespace souffleur::ui {

class ConversationActions;
class FindBar;
class ThreadHeader;
class ThreadModel;
class ThreadView;

//! Header, messages and what belongs between them and the composer, which is put in below.
class ThreadPanel : public QWidget {
    Q_OBJECT
public:
    ThreadPanel(UiContext& context, ConversationActions& actions, QWidget* composer, QWidget* parent = nullptr);
    void setConversation(const std::optional<Conversation>& conversation);
    void conversationUpdated(const Conversation& conversation);
    void jumpTo(qint64 sequence);
    void focusThread();
    void find();
    //! +1: the next older hit of the search in this conversation, -1: the next newer one.
    void findNext(int by);
    void setNextKey(const QKeySequence& key);
    ThreadHeader& header() { return *m_header; }
    ThreadModel& model() { return *m_model; }
    ThreadView& view() { return *m_view; }
    const Message* selectedMessage() const;
    //! The customer's latest message that is loaded.
    const Message* lastInbound() const;

signals:
    void quoteRequested(const souffleur::Message& message);
    void editAgainRequested(const souffleur::Message& message);
    //! The last item the agent can see.
    void seenChanged(qint64 sequence);
    void panelRequested();
    void nextRequested();

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void retranslate();
    void onLoaded();
    void onSpot(SpotAction action, const Message& message, int number);
    void openAttachment(const Message& message, int number);
    void showText(const QString& text);
    void openLink(const QUrl& url);
    void refreshLatest();
    void setTyping(bool typing);
    void placeLatest();

    UiContext m_context;
    ConversationActions& m_actions;
    std::optional<Conversation> m_conversation;
    ThreadModel* m_model;
    QStackedWidget* m_stack;
    ThreadHeader* m_header;
    FindBar* m_find;
    MessageBar* m_bar;
    ThreadView* m_view;
    QLabel* m_typing;
    QPushButton* m_latest;
    EmptyState* m_empty;
    QTimer m_typingTimer;
    int m_unseen = 0;
    QKeySequence m_nextKey;
    std::optional<qint64> m_jump;
};

} // namespace souffleur::ui
