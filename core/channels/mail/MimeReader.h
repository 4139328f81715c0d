// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"
#include "base/Result.h"

#include <QByteArray>
#include <QList>

namespace souffleur::channels::mail {

struct MailAddress {
    QString name;    //!< decoded, one line
    QString address; //!< as written, trimmed
};

//! A leaf of the MIME tree, in the order of the mail. message/rfc822 is a leaf here: a mail as an attachment.
struct MimePart {
    QByteArray type; //!< lower case, "text/plain"
    QByteArray charset;
    QByteArray disposition; //!< lower case; empty: not said
    QByteArray contentId;   //!< without brackets
    QString fileName;       //!< RFC 2231 and 2047 decoded, not cleaned; empty: none
    bool flowed = false;
    bool deleteSpace = false;
    int alternative = 0;       //!< which multipart/alternative it belongs to; 0: none
    bool insideReport = false; //!< below multipart/report or beside a delivery status
    QByteArray content;        //!< transfer encoding removed
};

struct MimeMail {
    QList<std::pair<QByteArray, QByteArray>> headers; //!< names in lower case, values unfolded, as sent
    QList<MailAddress> from;
    QList<MailAddress> replyTo;
    QList<MailAddress> sender;
    QString subject;
    OptionalTimestamp date;
    QByteArray type; //!< of the whole mail
    QList<MimePart> parts;
    bool cut = false; //!< more parts or levels than the limits let through

    //! The first of that name (lower case), or empty.
    QByteArray header(const QByteArray& name) const;
    bool has(const QByteArray& name) const;
};

struct MimeLimits {
    qsizetype bytes = 64 * 1024 * 1024;
    qsizetype headerBytes = 1024 * 1024;
    int parts = 500;
    int depth = 30;
};

//! Bytes of a mail (RFC 5322, 2045-2047, 2231) to its leaves. Pure; takes what can be read of a broken mail.
//! Refused (Damaged) is only what has no header at all or one beyond the limit, TooLarge what is above bytes.
Result<MimeMail> readMime(const QByteArray& raw, const MimeLimits& limits = {});

//! "<id>" tokens in a header's value without brackets, in order, the last `max` of them.
QList<QByteArray> messageIds(const QByteArray& value, int max = 50);

//! Header fields of a block such as message/delivery-status; names in lower case, folded lines joined.
QList<std::pair<QByteArray, QByteArray>> headerFields(const QByteArray& block);

//! The end of the header: where the body begins, or -1.
qsizetype bodyStart(const QByteArray& raw);

} // namespace souffleur::channels::mail
