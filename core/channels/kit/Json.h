// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/ChannelEvent.h"

#include <optional>
#include <variant>

#include <QJsonObject>
#include <QJsonValue>

//! Readers for JSON that somebody else wrote: none of them throws or trusts, and what cannot be read is kept.
namespace souffleur::channels::kit {

//! What is wrong with an event; the key becomes RejectedEvent::problem ("missing_chat").
struct Problem {
    QString key;
};
template <class T>
using Read = std::variant<T, Problem>;

//! An integer of up to 64 bits, unrounded; nullopt for anything else, fractions too.
std::optional<qint64> integer(const QJsonValue& value);
//! The object that bytes hold; nullopt: no JSON, or something else than an object.
std::optional<QJsonObject> objectOf(const QByteArray& json);
//! A server's time. Missing, before 2013 or more than a day ahead of our clock: `now`.
Timestamp plausibleTime(qint64 ms, Timestamp now);
//! The event with at most 256 KiB of its bytes.
RejectedEvent rejected(const QString& externalId, const QString& problem, const QByteArray& raw);

//! The raw texts of the members of the array at the top-level key `name`, found by brackets and strings alone: it
//! works where one member is not valid JSON. nullopt: no such array, or it never ends.
std::optional<QList<QByteArray>> splitArray(const QByteArray& json, const QByteArray& name);

} // namespace souffleur::channels::kit
