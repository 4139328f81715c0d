// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Ids.h"

#include <QString>

namespace souffleur::ui {

//! "souffleur:conversation/ID", the address of a conversation for other programs; null when it is no such address.
ConversationId conversationOfLink(const QString& link);

} // namespace souffleur::ui
