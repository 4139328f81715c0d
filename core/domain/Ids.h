// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Id.h"

namespace souffleur {
using AgentId = Id<struct AgentTag>;
using AttachmentId = Id<struct AttachmentTag>;
using ChannelId = Id<struct ChannelTag>;
using CommandId = Id<struct CommandTag>;
using ContactId = Id<struct ContactTag>;
using ConversationId = Id<struct ConversationTag>;
using EpisodeId = Id<struct EpisodeTag>;
using FaqEntryId = Id<struct FaqEntryTag>;
using IdentityId = Id<struct IdentityTag>;
using LearnedPairId = Id<struct LearnedPairTag>;
using MessageId = Id<struct MessageTag>;
using NoteId = Id<struct NoteTag>;
using ReviewTaskId = Id<struct ReviewTaskTag>;
using SuggestionSetId = Id<struct SuggestionSetTag>;
} // namespace souffleur
