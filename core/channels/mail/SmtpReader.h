// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"

#include <optional>

#include <QList>

namespace souffleur::channels::mail {

//! An answer of the server: its code, and its lines without it.
struct SmtpReply {
    int code = 0;
    QList<QByteArray> lines;
};

//! Bytes of an SMTP server to its answers (RFC 5321 section 4.2). Pure; Damaged for what is no answer or has no
//! end, and nothing more comes after that.
class SmtpReader {
public:
    void feed(const QByteArray& bytes) { m_buffer += bytes; }
    //! The next whole answer; none: more bytes are needed.
    Result<std::optional<SmtpReply>> next();
    qsizetype buffered() const { return m_buffer.size(); }

    static constexpr qsizetype MaxBytes = 64 * 1024;
    static constexpr qsizetype MaxLines = 200;

private:
    QByteArray m_buffer;
    QList<QByteArray> m_lines; //!< of an answer whose last line is not here yet
};

//! What an answer means for a mail. stage: the command it answers. A wait that the server names in words is one
//! (RateLimited).
Error smtpError(int code, const QString& text, const QByteArray& stage);

} // namespace souffleur::channels::mail
