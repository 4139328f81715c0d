// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "channels/Connector.h"

namespace souffleur::channels::slack {

//! The named checks of setup, one after the other; what can no longer be said is Skipped:
//! "address"  a Slack API answers at base_url; value: its host
//! "token"    auth.test knows the bot token; value: bot and workspace, "souffleur @ Demo"
//! "receive"  Socket Mode is on and the app token may open a connection
//! No connection is opened, so none is taken from the channel's own.
std::shared_ptr<void> checkSlack(const ConnectorContext& context, QObject* receiver,
                                 std::function<void(const ChannelCheck&)> report, std::function<void()> finished);

} // namespace souffleur::channels::slack
