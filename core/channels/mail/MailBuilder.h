// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "channels/mail/MailParser.h"
#include "domain/ChannelEvent.h"

namespace souffleur::channels::mail {

//! Who a reply comes from.
struct MailIdentity {
    QString name;
    QString address;
};

struct BuiltMail {
    QByteArray bytes; //!< CRLF line ends, ends in CRLF; no dot-stuffing
    QByteArray messageId;
    QString from;
    QString to;
    bool needsUtf8 = false; //!< an address is not ASCII: SMTPUTF8
};

//! A reply as MIME. Pure: the same input gives the same bytes. Message-ID made of the message's id; In-Reply-To and
//! References from tip; subject "Re: ..." of the thread's subject, or defaultSubject. Text as format=flowed UTF-8
//! in quoted-printable or base64, files as attachments. Line breaks and control characters in names, subject and
//! file names cannot add a header. InvalidInput for a recipient that is no single address, TooLarge for files above
//! MaxMailBytes together.
Result<BuiltMail> buildMail(const OutboundMessage& message, const MailIdentity& from, const ThreadTip& tip,
                            const QString& defaultSubject, Timestamp now);

//! 25 MB on the wire, which is what most servers take.
inline constexpr qint64 MaxMailBytes = 18ll * 1024 * 1024;

//! format=flowed (RFC 3676): long lines broken with a trailing space, lines that need it space-stuffed.
QString toFlowed(const QString& text);

} // namespace souffleur::channels::mail
