// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Conversation.h"
#include "ui/common/UiContext.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QMenu;
class QPushButton;

namespace souffleur::ui {

class ElidedLabel;

//! Who it is, how long they wait, and what can be done with the conversation: assign, snooze, resolve.
class ConversationHeader : public QWidget {
    Q_OBJECT
public:
    explicit ConversationHeader(UiContext& context, QWidget* parent = nullptr);
    void setConversation(const Conversation& conversation);
    void openAssignMenu();
    void openSnoozeMenu();
    void openPriorityMenu();
    void openTags();
    void toggleResolved();
    void assignTo(std::optional<AgentId> agent);

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void refresh();
    void refreshSubtitle();
    void tick();
    void snooze(OptionalTimestamp until);
    void popup(QMenu* menu, QWidget* below);

    UiContext m_context;
    Conversation m_conversation;
    Contact m_contact;
    ElidedLabel* m_name;
    ElidedLabel* m_subtitle;
    QLabel* m_wait;
    QPushButton* m_assign;
    QPushButton* m_snooze;
    QPushButton* m_resolve;
    QTimer m_ticker;
};

} // namespace souffleur::ui
