// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "channels/Connector.h"

namespace souffleur::channels::matrix {

//! The named checks of setup, one after the other; what can no longer be said is Skipped:
//! "address"  a homeserver answers at base_url; value: its host
//! "token"    whoami knows the token, or the password signs in; value: our user id
//! "receive"  /sync works
std::shared_ptr<void> checkMatrix(const ConnectorContext& context, QObject* receiver,
                                  std::function<void(const ChannelCheck&)> report, std::function<void()> finished);

} // namespace souffleur::channels::matrix
