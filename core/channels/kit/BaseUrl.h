// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"

#include <QUrl>

namespace souffleur::channels::kit {

//! The address of a channel's server as a person typed it, `standard` for an empty one: https, or http for this
//! machine and private networks (a server of one's own); no user, query or fragment, no slash at the end.
Result<QUrl> checkedBaseUrl(const QString& text, QStringView standard);

//! base with a path below its own.
QUrl below(const QUrl& base, const QString& path);

} // namespace souffleur::channels::kit
