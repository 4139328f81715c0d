// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "channels/mail/MailNature.h"
#include "domain/ChannelEvent.h"

namespace souffleur::channels::mail {

struct MailContext {
    Timestamp now{};
    OptionalTimestamp arrivedAt; //!< IMAP's INTERNALDATE
    QStringList ownAddresses;    //!< lower case
    QString mailbox;
    quint32 uidValidity = 0;
    quint32 uid = 0;
    bool truncated = false; //!< only the beginning was fetched: attachments may be incomplete

    QStringList ownDomains() const;
};

//! What sending needs to stay in the thread.
struct ThreadTip {
    QString messageId;      //!< without brackets
    QStringList references; //!< without brackets, oldest first, at most 20, without messageId
    QString subject;
    bool operator==(const ThreadTip&) const = default;
};

struct ParsedMail {
    QList<ChannelEvent> events; //!< none: our own mail, or a report that says nothing new
    MailNature nature = MailNature::Person;
    QString sender; //!< the external id of who wrote; empty when nobody did
    ThreadTip tip;
};

//! Bytes of one mail to events. Pure; never fails: what cannot be read becomes a RejectedEvent with its raw bytes.
//! - A person's mail: an InboundMessage from the From address (from Reply-To when a form on our own site or a
//!   no-reply address wrote). Subject and text for the first mail of a thread, the text for the others. What is
//!   quoted is cut off: dropped where the mail answers one of ours (the thread shows it), else kept as the
//!   attachment "quoted-text.txt". A signature becomes a fact of a new contact.
//! - Answers by machines and lists: the same, with `automatic` set, so that no program answers them.
//! - Bounces and read receipts of our mails: StatusChanged. Our own mails: nothing.
ParsedMail parseMail(const QByteArray& raw, const MailContext& context);

//! The content behind Attachment::remoteRef; `part` is MailRef::part.
Result<QByteArray> attachmentContent(const QByteArray& raw, int part);

} // namespace souffleur::channels::mail
