// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/customer/CustomerPanel.h"

namespace souffleur::ui {

CustomerPanel::CustomerPanel(UiContext& context, QWidget* parent) : QWidget(parent), m_context(context) {}
void CustomerPanel::setConversation(const std::optional<Conversation>&) {}
void CustomerPanel::conversationUpdated(const Conversation&) {}

} // namespace souffleur::ui
