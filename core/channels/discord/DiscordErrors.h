// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "channels/kit/HttpAnswer.h"
#include "channels/kit/RateLimiter.h"

#include <QJsonValue>

namespace souffleur::channels::discord {

//! The body of an answer, or what went wrong. Pure; codes are those of Connector::send. Details are Discord's own
//! number and text, never a URL. A rate limit says how long to wait.
Result<QJsonValue> resultOf(const net::HttpOutcome& outcome, kit::CallKind kind);

//! Did Discord's API answer at all, be it with an error?
bool isApiAnswer(const net::HttpOutcome& outcome);

//! What the gateway's closing means.
struct Closing {
    enum class Next {
        Resume,
        Identify, //!< the session is over
        Stop,     //!< needs a person
    };
    Next next = Next::Resume;
    Error error;
};
Closing closingOf(int code);

//! What an answer says about the next request in this bucket: X-RateLimit headers, and a 429 for everything.
void learnLimits(kit::RateLimiter& limiter, const QString& bucket, const net::HttpOutcome& outcome);

} // namespace souffleur::channels::discord
