// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/mail/SmtpReader.h"

#include "channels/mail/ServerWords.h"

namespace souffleur::channels::mail {

Result<std::optional<SmtpReply>> SmtpReader::next() {
    while (true) {
        const qsizetype end = m_buffer.indexOf('\n');
        if (end > MaxBytes || (end < 0 && m_buffer.size() > MaxBytes) || m_lines.size() >= MaxLines)
            return makeError(ErrorCode::Damaged, u"SMTP answer too long"_s);
        if (end < 0)
            return std::optional<SmtpReply>();
        QByteArray line = m_buffer.left(end);
        m_buffer.remove(0, end + 1);
        if (line.endsWith('\r'))
            line.chop(1);
        bool number = false;
        const int code = line.left(3).toInt(&number);
        if (!number || code < 200 || code > 599)
            return makeError(ErrorCode::Damaged, u"no SMTP answer"_s);
        m_lines += line.mid(4);
        if (line.size() > 3 && line.at(3) == '-')
            continue;
        return std::optional(SmtpReply{code, std::exchange(m_lines, {})});
    }
}

Error smtpError(int code, const QString& text, const QByteArray& stage) {
    const QString detail = QString::number(code) + (text.isEmpty() ? QString() : u' ' + text);
    if (code >= 400 && code < 500) {
        if (const int wait = waitNamed(text); wait > 0)
            return Error{ErrorCode::RateLimited, detail, wait};
        return makeError(code == 421 ? ErrorCode::ServerError : ErrorCode::Busy, detail);
    }
    if (code == 530 || code == 534 || code == 535 || code == 538 || stage == "AUTH")
        return makeError(ErrorCode::Unauthorized, detail);
    if (code == 552 || code == 523 || code == 554)
        if (code != 554 || text.contains(u"5.3.4") || text.contains(u"5.2.3"))
            return makeError(ErrorCode::TooLarge, detail);
    if (code >= 500 && code < 600)
        return makeError(ErrorCode::Rejected, detail);
    return makeError(ErrorCode::ServerError, detail);
}

} // namespace souffleur::channels::mail
