// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "channels/kit/Watchdog.h"
#include "channels/mail/ImapReader.h"
#include "net/SecureStream.h"

#include <deque>

#include <QSet>

namespace souffleur::channels::mail {

//! What a mail server is logged in with.
struct MailLogin {
    QString user;
    QString password;    //!< or
    QString accessToken; //!< XOAUTH2
};

//! One connection to an IMAP server (RFC 3501, 9051): commands one after the other, IDLE (2177), literals, SASL
//! PLAIN (4616) and XOAUTH2. Nothing of the credentials leaves before the connection is encrypted (or stays on this
//! machine). Every command has a watchdog that any byte from the server feeds; a connection that fails is dead and
//! said so once.
class ImapSession : public QObject {
    Q_OBJECT
public:
    struct Reply {
        QByteArray code; //!< of the tagged OK
        QByteArray text;
        QList<ImapLine> lines; //!< untagged, in order
    };
    //! Errors: Rejected for NO (detail: the server's text), Unauthorized for a refused login, ServerError for BAD;
    //! NetworkDown, Timeout, Damaged ... when the connection died.
    using Done = std::function<void(const Result<Reply>&)>;

    ImapSession(Clock& clock, QObject* parent = nullptr);
    ~ImapSession() override;

    void open(const net::StreamTarget& target, const MailLogin& login, std::function<void(const Status&)> done);
    void command(const QByteArray& line, Done done, Milliseconds watchdog = Milliseconds(60'000));
    //! `line` up to the literal; the bytes go as a literal.
    void commandWithLiteral(const QByteArray& line, const QByteArray& literal, Done done);
    //! Waits for something to happen in the selected mailbox: happened() is emitted, then the caller ends it. Has
    //! to be ended at least every 29 minutes.
    void idle(Done ended);
    void endIdle();
    bool isIdle() const { return m_idle; }
    bool isOpen() const { return m_state == State::Ready; }
    //! Nothing to do and nothing under way.
    bool isFree() const { return isOpen() && m_queue.empty(); }
    bool can(const QByteArray& capability) const { return m_capabilities.contains(capability); }
    //! At once and without another word: no callback, no signal. Safe inside a callback of its own.
    void abandon();

signals:
    //! New mail, or anything else unasked for.
    void happened();
    void closed(const souffleur::Error& error);

private:
    enum class State {
        Off,
        Greeting,
        Login,
        Ready,
    };
    struct Command {
        QByteArray tag;
        QByteArray line;
        QByteArray literal;
        bool hasLiteral = false;
        Done done;
        std::function<QByteArray(const QByteArray&)> onContinue;
        Reply reply;
        Milliseconds watchdog{60'000};
    };

    void enqueue(Command command, bool front = false);
    void sendNext();
    void received(const QByteArray& bytes);
    void handle(const ImapLine& line);
    void greeted(const ImapLine& line);
    void askCapabilities(std::function<void()> next);
    void takeCapabilities(const QByteArray& words);
    void afterGreeting();
    void login();
    void loggedIn(const Result<Reply>& reply);
    void finishOpen(const Status& status);
    void die(const Error& error);
    void startWatchdog();

    kit::Watchdog m_watchdog;
    net::SecureStream m_stream;
    net::StreamTarget m_target;
    MailLogin m_login;
    std::function<void(const Status&)> m_opened;
    ImapReader m_reader;
    QSet<QByteArray> m_capabilities;
    std::deque<Command> m_queue; //!< the first one is under way when m_busy
    State m_state = State::Off;
    bool m_busy = false;
    bool m_idle = false;
    bool m_endWanted = false; //!< IDLE shall end, perhaps before it has begun
    bool m_encrypting = false;
    int m_tag = 0;
    int m_generation = 0;
};

} // namespace souffleur::channels::mail
