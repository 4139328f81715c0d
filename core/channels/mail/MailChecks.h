// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "channels/Connector.h"

namespace souffleur::channels::mail {

//! The named checks of setup, one after the other; what can no longer be said is Skipped:
//! "settings"   address, servers and credentials are there and make sense; value: the address
//! "imap"       the IMAP server answers, encrypted, with a certificate that holds, and knows the login; value: host
//! "mailboxes"  every mailbox to be read is there; value: how many mails the first one has
//! "push"       IDLE; value: "idle", or "poll" for a server that has to be asked
//! "smtp"       the SMTP server answers, encrypted, and knows the login; value: host
//! "sent"       the mailbox for copies of sent mail; value: its name; Skipped when the server keeps them itself
//! Nothing is marked, sent or changed.
std::shared_ptr<void> checkMail(const ConnectorContext& context, QObject* receiver,
                                std::function<void(const ChannelCheck&)> report, std::function<void()> finished);

} // namespace souffleur::channels::mail
