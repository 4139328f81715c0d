// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/mail/ImapSession.h"

#include "channels/mail/Sasl.h"
#include "channels/mail/ServerWords.h"

namespace souffleur::channels::mail {
namespace {
constexpr Milliseconds OpenWatchdog{30'000};
//! DONE has to be answered soon: this is how a half-open connection shows.
constexpr Milliseconds DoneWatchdog{20'000};

//! A refused login that may work later (too many connections, the server's own trouble) is no wrong password.
ErrorCode loginCode(const ImapLine& line) {
    const QByteArray code = line.code.toUpper();
    if (code.startsWith("UNAVAILABLE") || code.startsWith("INUSE") || code.startsWith("LIMIT") ||
        code.startsWith("SERVERBUG"))
        return ErrorCode::ServerError;
    return ErrorCode::Unauthorized;
}
} // namespace

ImapSession::ImapSession(Clock& clock, QObject* parent)
    : QObject(parent),
      m_watchdog(clock, this, [this] { die(makeError(ErrorCode::Timeout, u"no answer from IMAP"_s)); }) {
    connect(&m_stream, &net::SecureStream::ready, this, [this] {
        startWatchdog();
        if (m_encrypting) {
            m_encrypting = false;
            // What was promised before the encryption counts for nothing.
            m_capabilities.clear();
            askCapabilities([this] { login(); });
        }
    });
    connect(&m_stream, &net::SecureStream::received, this, &ImapSession::received);
    connect(&m_stream, &net::SecureStream::failed, this, &ImapSession::die);
}

ImapSession::~ImapSession() {
    m_stream.disconnect(this);
}

void ImapSession::open(const net::StreamTarget& target, const MailLogin& login,
                       std::function<void(const Status&)> done) {
    ++m_generation;
    m_target = target;
    m_login = login;
    m_opened = std::move(done);
    m_reader.clear();
    m_capabilities.clear();
    m_queue.clear();
    m_busy = m_idle = m_encrypting = false;
    m_state = State::Greeting;
    startWatchdog();
    m_stream.open(target);
}

void ImapSession::abandon() {
    m_stream.abort();
    m_state = State::Off;
    m_busy = m_idle = false;
    m_watchdog.stop();
    ++m_generation;
    m_opened = {};
    m_queue.clear();
}

void ImapSession::die(const Error& error) {
    if (m_state == State::Off)
        return;
    const bool opening = m_state != State::Ready;
    m_stream.abort();
    m_state = State::Off;
    m_watchdog.stop();
    const int generation = ++m_generation;
    auto queue = std::exchange(m_queue, {});
    auto opened = std::exchange(m_opened, {});
    for (Command& command : queue) {
        if (command.done)
            command.done(error);
        if (generation != m_generation)
            return;
    }
    if (opening && opened)
        opened(error);
    if (generation == m_generation)
        emit closed(error);
}

void ImapSession::startWatchdog() {
    Milliseconds limit = OpenWatchdog;
    if (m_state == State::Ready) {
        m_watchdog.stop();
        if (!m_busy || m_queue.empty())
            return;
        limit = m_queue.front().watchdog;
        if (limit.count() == 0)
            return;
    }
    m_watchdog.start(limit);
}

void ImapSession::enqueue(Command command, bool front) {
    if (m_state == State::Off) {
        QMetaObject::invokeMethod(
            this, [done = command.done] { done(makeError(ErrorCode::NetworkDown, u"not connected"_s)); },
            Qt::QueuedConnection);
        return;
    }
    command.tag = 's' + QByteArray::number(++m_tag);
    if (front && !m_busy)
        m_queue.push_front(std::move(command));
    else
        m_queue.push_back(std::move(command));
    sendNext();
}

void ImapSession::command(const QByteArray& line, Done done, Milliseconds watchdog) {
    Command command;
    command.line = line;
    command.done = std::move(done);
    command.watchdog = watchdog;
    enqueue(std::move(command));
}

void ImapSession::commandWithLiteral(const QByteArray& line, const QByteArray& literal, Done done) {
    Command command;
    command.line = line + " {" + QByteArray::number(literal.size()) + '}';
    command.literal = literal;
    command.hasLiteral = true;
    command.done = std::move(done);
    command.watchdog = Milliseconds(120'000);
    enqueue(std::move(command));
}

void ImapSession::idle(Done ended) {
    m_endWanted = false;
    Command command;
    command.line = "IDLE";
    command.done = std::move(ended);
    command.onContinue = [this](const QByteArray&) {
        m_idle = true;
        // Silence is what IDLE is for; the caller ends it in time.
        m_queue.front().watchdog = Milliseconds(0);
        startWatchdog();
        if (m_endWanted)
            endIdle();
        return QByteArray();
    };
    enqueue(std::move(command));
}

void ImapSession::endIdle() {
    m_endWanted = true;
    if (!m_idle)
        return;
    m_idle = false;
    m_queue.front().watchdog = DoneWatchdog;
    m_stream.write("DONE\r\n");
    startWatchdog();
}

void ImapSession::sendNext() {
    if (m_busy || m_queue.empty() || m_state == State::Off || m_encrypting)
        return;
    m_busy = true;
    const Command& command = m_queue.front();
    m_stream.write(command.tag + ' ' + command.line + "\r\n");
    startWatchdog();
}

void ImapSession::received(const QByteArray& bytes) {
    const int generation = m_generation;
    m_reader.feed(bytes);
    m_watchdog.fed();
    while (generation == m_generation && m_state != State::Off) {
        auto line = m_reader.next();
        if (!line)
            return die(line.error());
        if (!*line)
            return;
        handle(**line);
    }
}

void ImapSession::handle(const ImapLine& line) {
    if (m_state == State::Greeting)
        return greeted(line);
    if (line.tag == "+") {
        if (!m_busy)
            return;
        Command& command = m_queue.front();
        if (command.hasLiteral) {
            command.hasLiteral = false;
            m_stream.write(std::exchange(command.literal, {}));
            m_stream.write("\r\n");
        } else if (command.onContinue) {
            const QByteArray answer = command.onContinue(line.text);
            if (!answer.isNull())
                m_stream.write(answer + "\r\n");
        }
        return;
    }
    if (line.tag == "*") {
        if (line.keyword == "BYE")
            return die(makeError(ErrorCode::NetworkDown, u"BYE "_s + serverText(line.text)));
        if (line.keyword == "CAPABILITY") {
            QByteArray words;
            for (const ImapValue& value : line.values)
                words += value.text + ' ';
            takeCapabilities(words);
        } else if (line.keyword == "OK" && line.code.toUpper().startsWith("CAPABILITY ")) {
            takeCapabilities(line.code.mid(11));
        }
        // A server may talk without end; a command's share of it is bounded.
        if (m_busy && !m_idle) {
            if (m_queue.front().reply.lines.size() >= 1'000'000)
                return die(makeError(ErrorCode::Damaged, u"too many responses"_s));
            m_queue.front().reply.lines += line;
        }
        if (line.keyword == "EXISTS" || line.keyword == "RECENT" || (m_idle && line.keyword == "FETCH"))
            emit happened();
        return;
    }
    if (!m_busy || line.tag != m_queue.front().tag)
        return die(makeError(ErrorCode::Damaged, u"answer to nothing"_s));
    Command command = std::move(m_queue.front());
    m_queue.pop_front();
    m_busy = m_idle = false;
    if (line.keyword == "OK" && line.code.toUpper().startsWith("CAPABILITY "))
        takeCapabilities(line.code.mid(11));
    m_watchdog.stop();
    const int generation = m_generation;
    if (line.keyword == "OK") {
        command.reply.code = line.code;
        command.reply.text = line.text;
        command.done(command.reply);
    } else {
        ErrorCode code = line.keyword == "NO" ? ErrorCode::Rejected : ErrorCode::ServerError;
        if (m_state == State::Login && line.keyword == "NO")
            code = loginCode(line);
        command.done(makeError(code, serverText(line.text)));
    }
    if (generation != m_generation)
        return;
    // A handshake that hangs, too.
    if (m_state != State::Ready)
        startWatchdog();
    sendNext();
}

void ImapSession::greeted(const ImapLine& line) {
    if (line.tag != "*" || (line.keyword != "OK" && line.keyword != "PREAUTH"))
        return die(makeError(ErrorCode::ServerError, serverText(line.text)));
    m_state = State::Login;
    if (m_target.security == net::StreamSecurity::StartTls) {
        // PREAUTH would leave no place for STARTTLS: somebody stands in between, or the server is set up wrongly.
        if (line.keyword == "PREAUTH")
            return die(makeError(ErrorCode::PermissionDenied, u"PREAUTH before STARTTLS"_s));
        command("STARTTLS", [this](const Result<Reply>& reply) {
            if (!reply) {
                if (m_state != State::Off)
                    die(makeError(ErrorCode::PermissionDenied, u"STARTTLS refused"_s));
                return;
            }
            // Bytes behind the answer were sent in the clear by somebody who hopes we read them later.
            if (m_reader.buffered() > 0)
                return die(makeError(ErrorCode::PermissionDenied, u"data before TLS"_s));
            m_encrypting = true;
            m_stream.startTls();
        });
        return;
    }
    if (line.code.toUpper().startsWith("CAPABILITY "))
        takeCapabilities(line.code.mid(11));
    if (line.keyword == "PREAUTH")
        return askCapabilities([this] { finishOpen(ok()); });
    if (m_capabilities.isEmpty())
        return askCapabilities([this] { login(); });
    login();
}

void ImapSession::takeCapabilities(const QByteArray& words) {
    m_capabilities.clear();
    for (const QByteArray& word : words.simplified().toUpper().split(' '))
        if (m_capabilities.size() < 500)
            m_capabilities.insert(word);
}

void ImapSession::askCapabilities(std::function<void()> next) {
    command("CAPABILITY", [this, next = std::move(next)](const Result<Reply>& reply) {
        if (reply)
            return next();
        if (m_state != State::Off)
            die(reply.error());
    });
}

void ImapSession::login() {
    const auto done = [this](const Result<Reply>& reply) { loggedIn(reply); };
    const bool token = !m_login.accessToken.isEmpty();
    if (token || can("AUTH=PLAIN")) {
        if (token && !can("AUTH=XOAUTH2"))
            return die(makeError(ErrorCode::Unsupported, u"XOAUTH2"_s));
        const QByteArray initial =
            token ? sasl::xoauth2(m_login.user, m_login.accessToken) : sasl::plain(m_login.user, m_login.password);
        Command command;
        command.line = token ? "AUTHENTICATE XOAUTH2" : "AUTHENTICATE PLAIN";
        command.done = done;
        const auto sent = std::make_shared<bool>(can("SASL-IR"));
        if (*sent)
            command.line += ' ' + initial;
        // XOAUTH2 tells why it refuses in a further challenge, which wants an empty answer.
        command.onContinue = [sent, initial](const QByteArray&) {
            return std::exchange(*sent, true) ? QByteArray("") : initial;
        };
        return enqueue(std::move(command));
    }
    if (can("LOGINDISABLED"))
        return die(makeError(ErrorCode::Unsupported, u"LOGINDISABLED"_s));
    const auto plain = [](const QString& text) {
        return std::all_of(text.begin(), text.end(),
                           [](QChar c) { return c.unicode() >= 0x20 && c.unicode() < 0x7f; });
    };
    if (!plain(m_login.user) || !plain(m_login.password))
        return die(makeError(ErrorCode::Unsupported, u"password beyond ASCII without AUTH=PLAIN"_s));
    command("LOGIN " + imapQuoted(m_login.user.toLatin1()) + ' ' + imapQuoted(m_login.password.toLatin1()), done);
}

void ImapSession::loggedIn(const Result<Reply>& reply) {
    if (m_state == State::Off)
        return;
    if (!reply)
        return die(reply.error());
    const auto ready = [this] {
        if (!can("QRESYNC") || !can("ENABLE"))
            return finishOpen(ok());
        command("ENABLE QRESYNC", [this](const Result<Reply>&) {
            if (m_state != State::Off)
                finishOpen(ok());
        });
    };
    // Many servers tell more once they know who asks.
    const bool told = reply->code.toUpper().startsWith("CAPABILITY ") ||
                      std::any_of(reply->lines.begin(), reply->lines.end(),
                                  [](const ImapLine& line) { return line.keyword == "CAPABILITY"; });
    if (told)
        return ready();
    askCapabilities(ready);
}

void ImapSession::finishOpen(const Status& status) {
    m_state = State::Ready;
    m_login = {};
    if (auto opened = std::exchange(m_opened, {}))
        opened(status);
}

} // namespace souffleur::channels::mail
