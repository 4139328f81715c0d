// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Conversation.h"
#include "ui/common/UiContext.h"

#include <QFrame>

class QLineEdit;
class QListWidget;

namespace souffleur::ui {

class ActionRegistry;

//! Ctrl+K: actions with their keys and conversations by name in one list; typing filters, Enter runs, Escape
//! closes.
class CommandPalette : public QFrame {
    Q_OBJECT
public:
    CommandPalette(UiContext& context, ActionRegistry& actions, QWidget* window);
    void popup();

signals:
    void conversationRequested(const souffleur::Conversation& conversation);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void fill();
    void run();

    UiContext m_context;
    ActionRegistry& m_actions;
    QLineEdit* m_edit;
    QListWidget* m_list;
    QList<Conversation> m_conversations;
};

} // namespace souffleur::ui
