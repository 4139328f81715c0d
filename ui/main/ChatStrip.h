// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Conversation.h"
#include "ui/common/UiContext.h"

#include <QAbstractButton>
#include <QTimer>
#include <QToolButton>

namespace souffleur::ui {

class ChatTab;

//! The conversations an agent opened and has not finished, in the order of opening: what is left to do, one key
//! away (Alt+1 to 9). Resolved ones leave by themselves, others when they are closed; none is dropped silently.
//! Kept over a restart. Hidden while there are fewer than two; what finds no room stands in the menu at its end.
class ChatStrip : public QWidget {
    Q_OBJECT
public:
    explicit ChatStrip(UiContext& context, QWidget* parent = nullptr);
    ~ChatStrip() override;

    //! The window shows this one now; it joins the strip.
    void opened(const Conversation& conversation);
    void updated(const Conversation& conversation);
    std::optional<ConversationId> at(int index) const; //!< 0-based; none: no such chat
    QList<ConversationId> chats() const;
    //! Through the chats in the order they were used last; what is passed on the way keeps its place in that order.
    void stepRecent(int by);
    void moveCurrent(int by);
    void closeCurrent();
    //! Keeps the chats for the next start now; otherwise it happens within seconds.
    void save();
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    void chatRequested(souffleur::ConversationId conversation);
    //! The strip's last chat was closed, or another one takes the place of the current one: none means show
    //! nothing.
    void currentClosed(std::optional<souffleur::ConversationId> next);

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void restore();
    void saveSoon(); //!< not pushed back by further changes
    void showRest();
    void add(const Conversation& conversation);
    void remove(ConversationId id);
    void close(ConversationId id);
    int indexOf(ConversationId id) const;
    void arrange();
    void refresh();

    UiContext m_context;
    QList<ChatTab*> m_tabs;
    std::optional<ConversationId> m_current;
    QList<ConversationId> m_recent; //!< last used first
    QToolButton* m_more;            //!< chats there is no room for
    QTimer m_save;                  //!< what changes at once is written once
    QTimer m_walk;                  //!< runs while the agent steps through m_recent
    int m_walkAt = 0;
};

//! One chat: number, name, and in signs and words what waits there.
class ChatTab : public QAbstractButton {
    Q_OBJECT
public:
    ChatTab(UiContext& context, const Conversation& conversation, QWidget* parent);
    void setConversation(const Conversation& conversation);
    const Conversation& conversation() const { return m_conversation; }
    void setNumber(int number); //!< 1-based; above 9: no key
    QSize sizeHint() const override;

signals:
    void closeRequested(souffleur::ConversationId conversation);

protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void refreshName();
    QRect closeRect() const;

    UiContext m_context;
    Conversation m_conversation;
    int m_number = 0;
};

} // namespace souffleur::ui
