// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "channels/kit/Watchdog.h"
#include "channels/mail/ImapSession.h"
#include "channels/mail/SmtpReader.h"
#include "net/SecureStream.h"

namespace souffleur::channels::mail {

struct Envelope {
    QString from;
    QString to;
    QByteArray bytes; //!< CRLF line ends
    bool needsUtf8 = false;
};

//! The body as DATA wants it (RFC 5321 section 4.5.2): CRLF only, lines that begin with a dot doubled, ends in
//! CRLF; a bare CR or LF becomes CRLF, so that nobody can end the mail early (SMTP smuggling).
QByteArray dotStuffed(const QByteArray& bytes);

//! One mail to a submission server (RFC 5321, 6409): EHLO, STARTTLS (3207), AUTH PLAIN, LOGIN or XOAUTH2 (4954),
//! SIZE (1870), SMTPUTF8 (6531), DATA, QUIT. One use; keep it until done was called, destroying it ends everything.
//! Without an envelope it only logs in, for checks.
//!
//! Errors: Unclear once the final dot was handed to the network and no answer came; before that NetworkDown or
//! Timeout.
class SmtpSession : public QObject {
    Q_OBJECT
public:
    using Done = std::function<void(const Status&)>;
    SmtpSession(Clock& clock, QObject* parent = nullptr);
    ~SmtpSession() override;
    void start(const net::StreamTarget& target, std::optional<MailLogin> login, std::optional<Envelope> envelope,
               Done done);
    //! The final dot has left.
    bool mayHaveArrived() const { return m_dotSent; }

private:
    enum class Stage {
        Greeting,
        Hello,
        StartTls,
        HelloAgain,
        Auth,
        From,
        To,
        Data,
        Content,
        Answer,
        Quit,
        Over,
    };
    void received(const QByteArray& bytes);
    void reply(int code, const QList<QByteArray>& lines);
    void say(const QByteArray& line, Stage next);
    void hello(Stage next);
    void authenticate();
    void authReply(int code, const QByteArray& text);
    void mailFrom();
    void contentWritten();
    void finish(const Status& status);
    void fail(const Error& error);

    kit::Watchdog m_watchdog;
    net::SecureStream m_stream;
    net::StreamTarget m_target;
    std::optional<MailLogin> m_login;
    std::optional<Envelope> m_envelope;
    Done m_done;
    SmtpReader m_reader;
    QList<QByteArray> m_extensions;
    QList<QByteArray> m_authAnswers; //!< still to be given
    Stage m_stage = Stage::Over;
    bool m_dotSent = false;
};

} // namespace souffleur::channels::mail
