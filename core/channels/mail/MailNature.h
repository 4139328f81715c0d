// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "channels/mail/MimeReader.h"
#include "domain/ChannelEvent.h"

namespace souffleur::channels::mail {

enum class MailNature {
    Person,
    AutoReply,   //!< RFC 3834 and what came before it: never answered by a program
    List,        //!< mailing lists, newsletters, bulk
    Bounce,      //!< a delivery report, whatever its outer type
    ReadReceipt, //!< RFC 8098
};

//! Bounces by the inner part (message/delivery-status; OpenSMTPD wraps it in multipart/mixed), by
//! X-Failed-Recipients (Exim) and by the sender with the phrases of qmail; then receipts, lists and answers by
//! machines.
MailNature natureOf(const MimeMail& mail);

//! What a bounce or receipt says about one of our mails; none when it names none of ours, or says nothing final
//! ("delayed").
std::optional<StatusChanged> reportOf(const MimeMail& mail, const QByteArray& raw, const QStringList& ownDomains);

} // namespace souffleur::channels::mail
