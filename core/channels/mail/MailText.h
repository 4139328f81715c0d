// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "channels/mail/MimeReader.h"

namespace souffleur::channels::mail {

//! What of a mail is its text and what is attached. Indices are those of MimeMail::parts.
struct MailBody {
    QString text;
    QList<int> attachments;
    bool fromHtml = false;
    int remoteImages = 0; //!< none of them is ever loaded
    bool encrypted = false;
};

//! text/plain where it says the same as the HTML; HTML where the plain text is missing or a stub.
MailBody bodyOf(const MimeMail& mail);

//! The name a leaf is shown under: its own, cleaned, or one by its kind ("invitation.ics", "winmail.dat").
QString attachmentName(const MimePart& part, int number);

} // namespace souffleur::channels::mail
