// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"
#include "net/HttpClient.h"

namespace souffleur::channels::mattermost {

//! The body of a 2xx answer, or what went wrong. Pure. Sending needs no Unclear: before a message is sent again,
//! its own key is looked for. Details are the error's id of the server, never a URL.
Result<QByteArray> resultOf(const net::HttpOutcome& outcome, Timestamp now);

//! Did a Mattermost server answer at all, be it with an error?
bool isMattermostAnswer(const net::HttpOutcome& outcome);

} // namespace souffleur::channels::mattermost
