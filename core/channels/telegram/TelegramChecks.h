// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "channels/Connector.h"

namespace souffleur::channels::telegram {

//! The named checks of setup, one after the other; what can no longer be said is Skipped:
//! "address"  a Bot API server answers at base_url; value: its host
//! "token"    getMe knows the token; value: the bot's name, "@shop_bot"
//! "webhook"  no webhook is set, which would keep updates away; value: the webhook's host when there is one
//! "receive"  getUpdates works and nobody else polls
//! Nothing is confirmed, so no update is lost. With a sink the channel's own connector is connected: "receive" is
//! passed then, for a second poll would end the first one.
std::shared_ptr<void> checkTelegram(const ConnectorContext& context, QObject* receiver,
                                    std::function<void(const ChannelCheck&)> report,
                                    std::function<void()> finished);

} // namespace souffleur::channels::telegram
