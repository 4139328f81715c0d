// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"
#include "net/HttpClient.h"

#include <QJsonObject>

namespace souffleur::channels::matrix {

//! The JSON of an answer, or what went wrong. Pure. Sending needs no Unclear: a repetition with the same
//! transaction id is the same message, so a lost answer is an error to be tried again. Details are the server's
//! errcode and words, never a URL.
Result<QJsonObject> resultOf(const net::HttpOutcome& outcome, Timestamp now);

//! Did a homeserver answer at all, be it with an error?
bool isMatrixAnswer(const net::HttpOutcome& outcome);

//! M_UNKNOWN_TOKEN and the like: this token will never work again.
bool isTokenGone(const Error& error);
//! M_NOT_FOUND, or an end point that this server does not know.
bool isUnknown(const Error& error);

} // namespace souffleur::channels::matrix
