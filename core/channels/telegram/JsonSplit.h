// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QByteArray>
#include <QList>

namespace souffleur::channels::telegram {

//! The raw texts of the members of the array at the top-level key `name`, found by brackets and strings alone: it
//! works where one member is not valid JSON. nullopt: no such array, or it never ends.
std::optional<QList<QByteArray>> splitArray(const QByteArray& json, const QByteArray& name);

} // namespace souffleur::channels::telegram
