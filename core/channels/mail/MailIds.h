// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "channels/mail/MimeReader.h"
#include "domain/Ids.h"

namespace souffleur::channels::mail {

//! Our own Message-ID, without brackets: "<uuid>.souffleur@<domain of our address>". Made of the message's id, so
//! that a repeated attempt is the same mail.
QByteArray ourMessageId(MessageId message, const QString& ownAddress);
//! Is it one of ours? domains: those of our own addresses, lower case.
bool isOurMessageId(const QByteArray& id, const QStringList& domains);
//! Ours among everything in a text, for bounces that quote the mail somehow.
QByteArray findOurMessageId(const QByteArray& text, const QStringList& domains);

//! Unique within the channel: the Message-ID and 16 digits of a hash over From, Date, Subject and the body. The
//! same mail in two mailboxes is one message; a Message-ID used twice for different mails is two. Stable between
//! versions: made of the bytes, not of what we read in them.
QString externalIdOf(const QByteArray& raw, const MimeMail& mail);

//! The domain of an address in lower case, or empty.
QString domainOf(const QString& address);
//! Lower case, no angle brackets or white space; empty when it is no address a mail could go to.
QString cleanAddress(const QString& address);

//! Attachment::remoteRef: which leaf of which mail. `part` -1 is the quoted text.
struct MailRef {
    int part = 0;
    quint32 uidValidity = 0;
    quint32 uid = 0;
    QString mailbox;
    QString messageId; //!< to find it again where it was moved to another place or got another number
};
QString toRemoteRef(const MailRef& ref);
Result<MailRef> fromRemoteRef(const QString& text);

} // namespace souffleur::channels::mail
