// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"

#include <QByteArray>
#include <QList>

namespace souffleur::channels::mail {

//! A value of IMAP's grammar (RFC 3501 section 4, RFC 9051).
struct ImapValue {
    enum class Type {
        Nil,
        Atom, //!< numbers, flags and "BODY[...]" too
        String,
        List,
    };
    Type type = Type::Nil;
    QByteArray text;
    QList<ImapValue> items;

    bool is(const char* atom) const; //!< an atom of that name, whatever its case
    quint64 number() const { return text.toULongLong(); }
    //! In a list of name and value pairs, the value behind that name; null: not there.
    const ImapValue* after(const char* name) const;
};

//! One response of the server, literals included.
struct ImapLine {
    QByteArray tag;          //!< "*", "+" or a command's tag
    QByteArray keyword;      //!< upper case: "OK", "NO", "BYE", "FETCH", "EXISTS", "CAPABILITY" ...
    quint32 number = 0;      //!< before EXISTS, FETCH, EXPUNGE
    QByteArray code;         //!< response code without brackets: "UIDVALIDITY 3857529045"
    QByteArray text;         //!< the human-readable rest of a status, and all of "+"
    QList<ImapValue> values; //!< what else follows the keyword
};

struct ImapLimits {
    qsizetype line = 4 * 1024 * 1024; //!< without literals
    qsizetype literal = 64 * 1024 * 1024;
    int depth = 32;
    int values = 1'000'000;
};

//! The server's bytes to responses, as they come in. A server that breaks the limits or the grammar's frame gets
//! Damaged or TooLarge, and the connection is over; single values that make no sense are left out.
class ImapReader {
public:
    explicit ImapReader(const ImapLimits& limits = {}) : m_limits(limits) {}
    void feed(const QByteArray& bytes) { m_buffer += bytes; }
    //! The next whole response, or none yet.
    Result<std::optional<ImapLine>> next();
    qsizetype buffered() const { return m_buffer.size(); }
    void clear();

private:
    ImapLimits m_limits;
    QByteArray m_buffer;
    qsizetype m_scan = 0;     //!< searched for a line end up to here
    qsizetype m_lineFrom = 0; //!< where the current stretch without literals began
    qsizetype m_plain = 0;    //!< bytes outside literals of the response under way
};

//! A mailbox's name in modified UTF-7 (RFC 3501 section 5.1.3), and back.
QByteArray encodeMailbox(const QString& name);
QString decodeMailbox(const QByteArray& name);
//! A quoted string; bytes beyond ASCII, CR, LF and NUL are left out.
QByteArray imapQuoted(const QByteArray& text);

} // namespace souffleur::channels::mail
