// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/HttpClient.h"

namespace souffleur::channels::kit {

//! What a call does when it is repeated: a Read does no harm, a Send is a second message.
enum class CallKind {
    Read,
    Send,
};

//! What went wrong, as far as it can be said without the body; nullopt: a status of 2xx. A Send without a complete
//! answer, or with one of 5xx or of somebody in between, is Unclear unless nothing left this machine. 401 is
//! Unauthorized, 403 PermissionDenied, 404 NotFound, 413 TooLarge, 429 RateLimited with its wait, the rest of 4xx
//! Rejected. Details never hold the URL.
std::optional<Error> problemOf(const net::HttpOutcome& outcome, CallKind kind, Timestamp now);

//! An answer that did not come, seen by what the call does: the code of Connector::send.
Error transportError(const net::HttpError& failure, CallKind kind);
//! ServerError, or Unclear for a Send.
Error serverFault(CallKind kind, const QString& detail);

//! Retry-After in whole seconds (number or HTTP date), rounded up; 1 when missing or unreadable, a day at most. A
//! date needs `now`; without one it counts as unreadable.
int retryAfterSeconds(const net::HttpResponse& response, Timestamp now);
//! A wait that a server named in its body, within the same bounds.
int boundedWait(double seconds);

} // namespace souffleur::channels::kit
