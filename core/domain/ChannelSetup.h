// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Channel.h"

//! What is entered for a channel, between text and settings. Pure; the same for the dialog and souffleurctl.
namespace souffleur::setup {

inline constexpr int MaxEntry = 4096; //!< UTF-16 units of one field
inline constexpr int MaxPem = 65'536; //!< the same of certificates, the one text of several lines

//! The value for what was typed; undefined: nothing, so that the fallback holds. InvalidInput names the field's key
//! in its detail, never what was typed.
Result<QJsonValue> valueOf(const ChannelField& field, const QString& typed);

//! A setting as text to be changed; empty when it is not set.
QString textOf(const ChannelField& field, const QJsonValue& value);

//! Puts what was typed where it belongs; an empty one takes a setting away and leaves a secret as it is.
Status enter(const ChannelField& field, const QString& typed, QJsonObject& settings, QJsonObject& secrets);

//! Keys of the required fields that are in neither.
QStringList missing(const QList<ChannelField>& fields, const QJsonObject& settings, const QJsonObject& secrets);

} // namespace souffleur::setup
