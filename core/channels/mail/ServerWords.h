// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace souffleur::channels::mail {

//! What a mail server says to people, as one short line for an error's detail.
QString serverText(const QByteArray& text);

//! The seconds after which the server wants to be asked again ("try again in 5 minutes", "Suggested Backoff Time:
//! 299961 milliseconds", "come back in 00:05:00"): 1 to 3600; 0 where it names none. Neither IMAP nor SMTP has a
//! field for it.
int waitNamed(const QString& words);

} // namespace souffleur::channels::mail
