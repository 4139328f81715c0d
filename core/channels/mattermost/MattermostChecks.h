// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "channels/Connector.h"

namespace souffleur::channels::mattermost {

//! The named checks of setup, one after the other; what can no longer be said is Skipped:
//! "address"  a Mattermost server answers at base_url; value: its host
//! "token"    the token is known; value: our name there, "@support"
//! "receive"  our channels can be read; value: the first chosen channel that cannot, when it fails
std::shared_ptr<void> checkMattermost(const ConnectorContext& context, QObject* receiver,
                                      std::function<void(const ChannelCheck&)> report,
                                      std::function<void()> finished);

} // namespace souffleur::channels::mattermost
