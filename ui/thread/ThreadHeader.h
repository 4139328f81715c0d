// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Contact.h"
#include "domain/Conversation.h"
#include "ui/common/Controls.h"
#include "ui/common/UiContext.h"

#include <QTimer>
#include <QWidget>

namespace souffleur::ui {

class ConversationActions;

//! The wait as a chip: time left or over, in the colours of the list.
class WaitChip : public QWidget {
    Q_OBJECT
public:
    explicit WaitChip(UiContext& context, QWidget* parent = nullptr);
    void setConversation(const Conversation& conversation);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void tick();
    UiContext m_context;
    Conversation m_conversation;
    QString m_text;
    QTimer m_timer;
};

//! Who it is, how long they wait, and what can be done with the conversation.
class ThreadHeader : public QWidget {
    Q_OBJECT
public:
    ThreadHeader(UiContext& context, ConversationActions& actions, QWidget* parent = nullptr);
    void setConversation(const Conversation& conversation);
    void showSnoozeMenu();
    void showAssignMenu();

signals:
    void backRequested();
    void panelRequested(); //!< the right column, when it is folded away

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void retranslate();
    void refresh();
    void fit();
    QMenu* popupBelow(QWidget* button);

    UiContext m_context;
    ConversationActions& m_actions;
    Conversation m_conversation;
    std::optional<Contact> m_contact;
    ElidedLabel* m_name;
    ElidedLabel* m_facts;
    QStringList m_factList; //!< the most important first
    WaitChip* m_wait;
    QPushButton* m_assignee;
    QPushButton* m_snooze;
    QPushButton* m_resolve;
    IconButton* m_more;
};

} // namespace souffleur::ui
