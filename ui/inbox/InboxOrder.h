// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Conversation.h"

namespace souffleur::ui {

//! Whether a conversation belongs into a view, and where: the same answers as the store's query gives, for rows
//! that change while they are on the screen. A reload (F5) always takes the store's word.
bool belongsTo(const ConversationQuery& query, const Conversation& conversation, AgentId me);
bool standsBefore(InboxOrder order, const Conversation& a, const Conversation& b);

} // namespace souffleur::ui
