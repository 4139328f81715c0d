// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Conversation.h"
#include "domain/Suggestion.h"
#include "ui/common/UiContext.h"

#include <QWidget>

namespace souffleur::ui {

//! What the bot whispers for the selected conversation.
class SuggestionsPanel : public QWidget {
    Q_OBJECT
public:
    explicit SuggestionsPanel(UiContext& context, QWidget* parent = nullptr);

    void setConversation(const std::optional<Conversation>& conversation);
    void conversationUpdated(const Conversation& conversation);
    void insert(int index); //!< 0-based
    void focusPanel();
    void searchByHand();
    void noneFits();

signals:
    void insertRequested(const souffleur::SuggestionSet& set, int index);

private:
    UiContext m_context;
};

} // namespace souffleur::ui
