// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "channels/signal/SignalParser.h"

#include <QJsonObject>

namespace souffleur::channels::signal {

inline constexpr int MaxText = 6000; //!< UTF-16 units; longer than 2000 bytes goes as Signal's own long text
inline constexpr qint64 MaxUploadBytes = 25ll * 1024 * 1024;
inline constexpr qint64 MaxDownloadBytes = 30ll * 1024 * 1024;
inline constexpr QStringView StandardAddress = u"localhost:7583";

//! Parameters of "send", one for each message, in this order; the files go with the last. account: whose own
//! messages are quoted by; may be empty.
Result<QList<QJsonObject>> sendParams(const OutboundMessage& message, const QString& account);

} // namespace souffleur::channels::signal
