// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/suggestions/SuggestionsPanel.h"

namespace souffleur::ui {

SuggestionsPanel::SuggestionsPanel(UiContext& context, QWidget* parent) : QWidget(parent), m_context(context) {}
void SuggestionsPanel::setConversation(const std::optional<Conversation>&) {}
void SuggestionsPanel::conversationUpdated(const Conversation&) {}
void SuggestionsPanel::insert(int) {}
void SuggestionsPanel::focusPanel() {}
void SuggestionsPanel::searchByHand() {}
void SuggestionsPanel::noneFits() {}

} // namespace souffleur::ui
