// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Executor.h"
#include "domain/Conversation.h"
#include "ui/common/UiContext.h"
#include "workspace/Workspace.h"

#include <QObject>

class QMenu;

namespace souffleur::ui {

//! What can be done with a conversation, for header, list menu and keys alike. A refusal is told, never swallowed.
class ConversationActions : public QObject {
    Q_OBJECT
public:
    ConversationActions(UiContext& context, QWidget* window);
    void assign(const Conversation& conversation, std::optional<AgentId> agent);
    void assignToMe(const Conversation& conversation);
    void snooze(const Conversation& conversation, OptionalTimestamp until);
    void snoozeUntilChosen(const Conversation& conversation);
    //! Resolves what is open or snoozed, opens again what is resolved.
    void resolveOrReopen(const Conversation& conversation);
    void toggleRead(const Conversation& conversation);
    void setPriority(const Conversation& conversation, Priority priority);
    void editTags(const Conversation& conversation);
    void fillAssignMenu(QMenu* menu, const Conversation& conversation);
    void fillSnoozeMenu(QMenu* menu, const Conversation& conversation);
    void fillPriorityMenu(QMenu* menu, const Conversation& conversation);
    static QString priorityName(Priority priority);

    template <class Payload>
    void run(Payload payload) {
        thenOn(m_context.workspace.run(std::move(payload)), this, [this](const Result<CommandReply>& reply) {
            if (!reply)
                emit failed(reply.error());
        });
    }

signals:
    void failed(const souffleur::Error& error);
    //! Somebody asked to resolve it; the window may go on to the next one.
    void resolved(souffleur::ConversationId conversation);

private:
    UiContext m_context;
    QWidget* m_window;
};

} // namespace souffleur::ui
