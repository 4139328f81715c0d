// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Conversation.h"
#include "ui/common/UiContext.h"
#include "ui/thread/ThreadLayout.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QStackedWidget;

namespace souffleur::ui {

class Composer;
class ConversationHeader;
class EmptyState;
class MessageBar;
class ThreadModel;
class ThreadView;

//! The middle column: header, thread and composer of one conversation, or words about why there is none.
class ConversationPane : public QWidget {
    Q_OBJECT
public:
    explicit ConversationPane(UiContext& context, QWidget* parent = nullptr);
    void setConversation(const std::optional<Conversation>& conversation);
    void conversationUpdated(const Conversation& conversation);
    void showSequence(qint64 sequence);
    const std::optional<Conversation>& conversation() const { return m_conversation; }
    ConversationHeader& header() { return *m_header; }
    Composer& composer() { return *m_composer; }
    ThreadView& thread() { return *m_view; }
    void quoteSelected();

signals:
    void sent(souffleur::ConversationId conversation);
    void nextWaitingRequested();

protected:
    void changeEvent(QEvent* event) override;
    bool event(QEvent* event) override;

private:
    void refreshEmpty();
    void markSeen();
    void onSpot(SpotAction action, const Message& message, int number);
    void openAttachment(const Message& message, int number);
    void showText(const QString& text);
    void openLink(const QUrl& url);

    UiContext m_context;
    std::optional<Conversation> m_conversation;
    QStackedWidget* m_stack;
    EmptyState* m_empty;
    ConversationHeader* m_header;
    ThreadModel* m_model;
    ThreadView* m_view;
    QLabel* m_typing;
    MessageBar* m_bar;
    Composer* m_composer;
    QTimer m_typingEnds;
    qint64 m_pendingSequence = 0;
};

} // namespace souffleur::ui
