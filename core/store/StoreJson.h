// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/ChannelEvent.h"
#include "domain/Command.h"
#include "domain/Faq.h"

#include <QJsonObject>

//! The store's own JSON for what it keeps as documents. Unknown members are ignored, missing ones get the default.
//! Enumerations are their numbers: enumerators are appended, never renumbered (a test pins them).
namespace souffleur::store::json {

QString compact(const QJsonObject& object);

QJsonObject ofError(const std::optional<Error>& error);
std::optional<Error> toError(const QJsonObject& object);
QJsonObject ofAttachment(const Attachment& attachment);
Attachment toAttachment(const QJsonObject& object);
QJsonArray ofReactions(const QList<Reaction>& reactions);
QList<Reaction> toReactions(const QJsonArray& array);
QJsonObject ofLocation(const std::optional<Location>& location);
std::optional<Location> toLocation(const QJsonObject& object);

//! Version 1 of the stored FAQ entry. Number, version and times stand in the columns beside it too.
QJsonObject ofFaqEntry(const FaqEntry& entry);
FaqEntry toFaqEntry(const QJsonObject& object);

QJsonObject ofEvent(const ChannelEvent& event);
//! None: of a kind this program does not know.
std::optional<ChannelEvent> toEvent(const QJsonObject& object);

QJsonObject ofReply(const CommandReply& reply);
CommandReply toReply(const QJsonObject& object);

} // namespace souffleur::store::json
