// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/HttpClient.h"

#include <QJsonValue>

namespace souffleur::channels::telegram {

//! What a call does when it is repeated: a Read does no harm, a Send is a second message.
enum class CallKind {
    Read,
    Send,
};

//! The "result" of an answer, or what went wrong. Pure; codes are those of Connector::send: a Send whose answer
//! does not say clearly that it was refused is Unclear. Details are the server's description, never a URL.
Result<QJsonValue> resultOf(const net::HttpOutcome& outcome, CallKind kind);

//! Did a Bot API server answer at all, be it with an error?
bool isBotApiAnswer(const net::HttpOutcome& outcome);

} // namespace souffleur::channels::telegram
