// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Command.h"
#include "ui/common/UiContext.h"

#include <QWidget>

namespace souffleur::ui {

//! Writes replies and internal notes for one conversation at a time.
class Composer : public QWidget {
    Q_OBJECT
public:
    explicit Composer(UiContext& context, QWidget* parent = nullptr);

    void setConversation(const std::optional<Conversation>& conversation);
    void conversationUpdated(const Conversation& conversation);
    void setSeenSequence(qint64 sequence);
    void quote(const Message& message);
    void editAgain(const Message& message);
    void insertSuggestion(const SuggestionSet& set, int index);
    void setMode(DraftMode mode);

signals:
    void sent(souffleur::ConversationId conversation);
    void nextWaitingRequested();
    void draftChanged(souffleur::ConversationId conversation);

private:
    UiContext m_context;
};

} // namespace souffleur::ui
