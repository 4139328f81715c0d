// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "channels/Connector.h"

namespace souffleur::channels::discord {

//! The named checks of setup, one after the other; what can no longer be said is Skipped:
//! "address"   Discord's API answers at base_url; value: its host
//! "token"     it knows the token; value: the bot's name, "@shop_bot"
//! "gateway"   the gateway may be entered today; value: how often still
//! "content"   the bot may read what is written in servers; Skipped without chosen channels
//! "channels"  each chosen channel can be seen; value: their names, on failure the id of the first that cannot
//! No gateway session is begun, so nothing is missed by a connector that runs.
std::shared_ptr<void> checkDiscord(const ConnectorContext& context, QObject* receiver,
                                   std::function<void(const ChannelCheck&)> report, std::function<void()> finished);

} // namespace souffleur::channels::discord
