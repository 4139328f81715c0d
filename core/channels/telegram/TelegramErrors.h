// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "channels/kit/HttpAnswer.h"

#include <QJsonValue>

namespace souffleur::channels::telegram {

using kit::CallKind;

//! The "result" of an answer, or what went wrong. Pure; codes are those of Connector::send: a Send whose answer
//! does not say clearly that it was refused is Unclear. Details are the server's description, never a URL.
Result<QJsonValue> resultOf(const net::HttpOutcome& outcome, CallKind kind);

//! The external id of the message that a Send to this chat made.
Result<QString> acceptedId(const net::HttpOutcome& outcome, const QString& chatId);

//! Did a Bot API server answer at all, be it with an error?
bool isBotApiAnswer(const net::HttpOutcome& outcome);

} // namespace souffleur::channels::telegram
