// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "channels/Connector.h"

namespace souffleur::channels::signal {

//! The named checks of setup, one after the other:
//! "daemon"   a signal-cli answers at the address; value: its version
//! "account"  it serves the account; value: the account. Skipped where a daemon for one account is asked for none.
//! Nothing is subscribed to: what would be handed over here would be lost.
std::shared_ptr<void> checkSignal(const ConnectorContext& context, QObject* receiver,
                                  std::function<void(const ChannelCheck&)> report, std::function<void()> finished);

} // namespace souffleur::channels::signal
