// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Strings.h"

#include <QByteArray>

//! First answers of SASL mechanisms, in Base64.
namespace souffleur::channels::mail::sasl {

//! RFC 4616
inline QByteArray plain(const QString& user, const QString& password) {
    return (QByteArray(1, '\0') + user.toUtf8() + QByteArray(1, '\0') + password.toUtf8()).toBase64();
}
//! https://developers.google.com/gmail/imap/xoauth2-protocol; Microsoft's is the same.
inline QByteArray xoauth2(const QString& user, const QString& accessToken) {
    return ("user=" + user.toUtf8() + "\x01" + "auth=Bearer " + accessToken.toUtf8() + "\x01\x01").toBase64();
}

} // namespace souffleur::channels::mail::sasl
