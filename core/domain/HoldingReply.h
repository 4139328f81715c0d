// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"
#include "domain/Contact.h"

#include <QDateTime>

//! A holding reply tells a customer until when they hear from us. Pure; times are in the time zone they come with.
namespace souffleur::rules {

struct HoldingReply {
    QString text;
    QString time; //!< how the text says when; as long as it stands there, the promise holds
};

//! In the customer's language (German; English for all others) and form of address (Sie unless it is du).
HoldingReply holdingReply(const QString& language, FormOfAddress address, const QDateTime& promised,
                          const QDateTime& now);

//! Times that can be promised now, the nearest first: in an hour (to the quarter), this afternoon at five, the next
//! working day at ten. Only those on a working day between nine and six.
QList<QDateTime> promiseTimes(const QDateTime& now);

//! When the conversation has to come back so that the promise can be kept: ten minutes before, of a shorter time
//! its last quarter before.
Timestamp followUpAt(Timestamp promised, Timestamp now);

} // namespace souffleur::rules
