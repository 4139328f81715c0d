// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"

#include <functional>

class QIODevice;

namespace souffleur::store {

//! Writes a file of owner-only rights anew, in one piece or not at all: into a temporary file beside it, synced,
//! renamed, the directory synced. DiskFull, IoError.
Status replaceFile(const QString& path, const std::function<bool(QIODevice&)>& write);
Status replaceFile(const QString& path, const QByteArray& content);
//! NotFound, TooLarge, IoError.
Result<QByteArray> readWholeFile(const QString& path, qint64 maxBytes);

} // namespace souffleur::store
