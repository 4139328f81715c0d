// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/mail/SmtpSession.h"

#include "channels/mail/Sasl.h"
#include "channels/mail/ServerWords.h"

namespace souffleur::channels::mail {
namespace {
//! RFC 5321 section 4.5.3.2 asks for five minutes, and ten for the answer to the dot. A person waits for this.
constexpr Milliseconds StepWatchdog{60'000};
constexpr Milliseconds AnswerWatchdog{300'000};
} // namespace

QByteArray dotStuffed(const QByteArray& bytes) {
    QByteArray out;
    out.reserve(bytes.size() + bytes.size() / 64 + 4);
    bool lineStart = true;
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        const char c = bytes.at(i);
        if (c == '\r' || c == '\n') {
            out += "\r\n";
            if (c == '\r' && i + 1 < bytes.size() && bytes.at(i + 1) == '\n')
                ++i;
            lineStart = true;
            continue;
        }
        if (lineStart && c == '.')
            out += '.';
        out += c == '\0' ? ' ' : c;
        lineStart = false;
    }
    if (!lineStart)
        out += "\r\n";
    return out;
}

SmtpSession::SmtpSession(Clock& clock, QObject* parent)
    : QObject(parent),
      m_watchdog(clock, this, [this] { fail(makeError(ErrorCode::Timeout, u"no answer from SMTP"_s)); }) {
    connect(&m_stream, &net::SecureStream::ready, this, [this] {
        m_watchdog.start(StepWatchdog);
        // What the server said before the encryption counts for nothing.
        if (m_stage == Stage::StartTls)
            hello(Stage::HelloAgain);
    });
    connect(&m_stream, &net::SecureStream::received, this, &SmtpSession::received);
    connect(&m_stream, &net::SecureStream::written, this, &SmtpSession::contentWritten);
    connect(&m_stream, &net::SecureStream::failed, this, &SmtpSession::fail);
}

SmtpSession::~SmtpSession() {
    m_stream.disconnect(this);
}

void SmtpSession::start(const net::StreamTarget& target, std::optional<MailLogin> login,
                        std::optional<Envelope> envelope, Done done) {
    m_target = target;
    m_login = std::move(login);
    m_envelope = std::move(envelope);
    m_done = std::move(done);
    m_stage = Stage::Greeting;
    m_watchdog.start(StepWatchdog);
    m_stream.open(target);
}

void SmtpSession::finish(const Status& status) {
    m_watchdog.stop();
    m_stage = Stage::Over;
    m_stream.abort();
    if (auto done = std::exchange(m_done, {}))
        done(status);
}

void SmtpSession::fail(const Error& error) {
    if (m_stage == Stage::Over)
        return;
    // Goodbyes may fail: the mail was accepted.
    if (m_stage == Stage::Quit)
        return finish(ok());
    if (m_dotSent)
        return finish(makeError(ErrorCode::Unclear, errorName(error.code)));
    finish(error);
}

void SmtpSession::received(const QByteArray& bytes) {
    m_reader.feed(bytes);
    while (m_stage != Stage::Over) {
        const auto answer = m_reader.next();
        if (!answer)
            return fail(answer.error());
        if (!*answer)
            return;
        reply((*answer)->code, (*answer)->lines);
    }
}

void SmtpSession::say(const QByteArray& line, Stage next) {
    m_stage = next;
    m_watchdog.start(StepWatchdog);
    m_stream.write(line + "\r\n");
}

void SmtpSession::hello(Stage next) {
    m_extensions.clear();
    say("EHLO " + m_stream.localLiteral(), next);
}

void SmtpSession::reply(int code, const QList<QByteArray>& lines) {
    const QString text = serverText(lines.join(' '));
    const bool good = code < 400;
    const auto refuse = [&](const QByteArray& stage) {
        // A refusal is an answer: what was refused has certainly not arrived.
        m_dotSent = false;
        finish(smtpError(code, text, stage));
    };
    switch (m_stage) {
    case Stage::Greeting:
        if (!good)
            return refuse("GREETING");
        return hello(Stage::Hello);
    case Stage::Hello:
    case Stage::HelloAgain: {
        if (!good)
            return refuse("EHLO");
        for (const QByteArray& line : lines.mid(1))
            m_extensions += line.simplified().toUpper();
        if (m_stage == Stage::Hello && m_target.security == net::StreamSecurity::StartTls) {
            if (!m_extensions.contains("STARTTLS"))
                return finish(makeError(ErrorCode::PermissionDenied, u"no STARTTLS"_s));
            return say("STARTTLS", Stage::StartTls);
        }
        return authenticate();
    }
    case Stage::StartTls:
        if (!good)
            return finish(makeError(ErrorCode::PermissionDenied, u"STARTTLS refused"_s));
        if (m_reader.buffered() > 0)
            return finish(makeError(ErrorCode::PermissionDenied, u"data before TLS"_s));
        return m_stream.startTls();
    case Stage::Auth:
        return authReply(code, lines.last());
    case Stage::From:
        if (!good)
            return refuse("MAIL");
        return say("RCPT TO:<" + m_envelope->to.toUtf8() + '>', Stage::To);
    case Stage::To:
        if (!good)
            return refuse("RCPT");
        return say("DATA", Stage::Data);
    case Stage::Data:
        if (code != 354)
            return good ? finish(makeError(ErrorCode::ServerError, text)) : refuse("DATA");
        m_stage = Stage::Content;
        m_watchdog.start(StepWatchdog);
        m_stream.write(dotStuffed(m_envelope->bytes));
        return;
    case Stage::Content:
        // An answer before the dot: refused in the middle.
        return good ? finish(makeError(ErrorCode::ServerError, text)) : refuse("DATA");
    case Stage::Answer:
        if (!good)
            return refuse("CONTENT");
        return say("QUIT", Stage::Quit);
    case Stage::Quit:
        return finish(ok());
    case Stage::Over:
        return;
    }
}

void SmtpSession::contentWritten() {
    if (m_stage != Stage::Content)
        return;
    m_watchdog.fed();
    // The dot goes alone, when all before it has left: only then a lost connection leaves a doubt.
    if (m_stream.unwritten() > 0)
        return;
    m_dotSent = true;
    m_stage = Stage::Answer;
    m_watchdog.start(AnswerWatchdog);
    m_stream.write(".\r\n");
}

void SmtpSession::authenticate() {
    if (!m_login)
        return mailFrom();
    QByteArray mechanisms;
    for (const QByteArray& line : std::as_const(m_extensions))
        if (line.startsWith("AUTH ") || line.startsWith("AUTH="))
            mechanisms += ' ' + line.mid(5) + ' ';
    if (!m_login->accessToken.isEmpty()) {
        if (!mechanisms.contains(" XOAUTH2 "))
            return finish(makeError(ErrorCode::Unsupported, u"XOAUTH2"_s));
        m_authAnswers = {QByteArray()};
        return say("AUTH XOAUTH2 " + sasl::xoauth2(m_login->user, m_login->accessToken), Stage::Auth);
    }
    if (mechanisms.contains(" PLAIN "))
        return say("AUTH PLAIN " + sasl::plain(m_login->user, m_login->password), Stage::Auth);
    if (mechanisms.contains(" LOGIN ")) {
        m_authAnswers = {m_login->user.toUtf8().toBase64(), m_login->password.toUtf8().toBase64()};
        return say("AUTH LOGIN", Stage::Auth);
    }
    finish(makeError(ErrorCode::Unsupported, u"AUTH"_s));
}

void SmtpSession::authReply(int code, const QByteArray& text) {
    if (code == 334) {
        if (m_authAnswers.isEmpty())
            return finish(makeError(ErrorCode::Unauthorized, u"334"_s));
        return say(m_authAnswers.takeFirst(), Stage::Auth);
    }
    if (code >= 400)
        return finish(smtpError(code, serverText(text), "AUTH"));
    mailFrom();
}

void SmtpSession::mailFrom() {
    if (!m_envelope)
        return say("QUIT", Stage::Quit);
    QByteArray arguments;
    for (const QByteArray& line : std::as_const(m_extensions)) {
        if (!line.startsWith("SIZE"))
            continue;
        const qint64 limit = line.mid(5).toLongLong();
        if (limit > 0 && m_envelope->bytes.size() > limit)
            return finish(makeError(ErrorCode::TooLarge, QString::number(limit)));
        arguments += " SIZE=" + QByteArray::number(m_envelope->bytes.size());
    }
    if (m_envelope->needsUtf8) {
        if (!m_extensions.contains("SMTPUTF8"))
            return finish(makeError(ErrorCode::Unsupported, u"SMTPUTF8"_s));
        arguments += " SMTPUTF8";
    }
    say("MAIL FROM:<" + m_envelope->from.toUtf8() + '>' + arguments, Stage::From);
}

} // namespace souffleur::channels::mail
