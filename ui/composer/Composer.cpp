// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/Composer.h"

namespace souffleur::ui {

Composer::Composer(UiContext& context, QWidget* parent) : QWidget(parent), m_context(context) {}
void Composer::setConversation(const std::optional<Conversation>&) {}
void Composer::conversationUpdated(const Conversation&) {}
void Composer::setSeenSequence(qint64) {}
void Composer::quote(const Message&) {}
void Composer::editAgain(const Message&) {}
void Composer::insertSuggestion(const SuggestionSet&, int) {}
void Composer::setMode(DraftMode) {}

} // namespace souffleur::ui
