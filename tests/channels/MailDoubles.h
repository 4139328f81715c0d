// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Strings.h"

#include <functional>

#include <QHash>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>

namespace souffleur::test {

//! A mailbox of the double.
struct BoxDouble {
    struct Mail {
        quint32 uid = 0;
        QByteArray bytes;
        bool seen = false;
    };
    quint32 validity = 1;
    quint32 next = 1;
    QList<Mail> mails;
};

//! An IMAP server on loopback that does what real ones do not do on demand: break off anywhere, be poor, lie.
//! Strict: what it does not know is BAD and counted, and so is anything that would change a mail without being
//! asked to.
class ImapDouble : public QObject {
    Q_OBJECT
public:
    explicit ImapDouble(QObject* parent = nullptr);
    ~ImapDouble() override;
    bool listen() { return m_server.listen(QHostAddress::LocalHost); }
    quint16 port() const { return m_server.serverPort(); }
    //! Puts a mail into the mailbox and tells who waits in IDLE.
    void deliver(const QByteArray& mail, const QString& mailbox = u"INBOX"_s);
    //! New numbers for everything, as after a restored backup.
    void renumber(const QString& mailbox = u"INBOX"_s);
    void dropAll();
    //! The connections of now stay, but nothing goes through them any more.
    void goSilent();
    int idling() const;

    QHash<QString, BoxDouble> boxes{{u"INBOX"_s, {}}, {u"Sent"_s, {}}};
    QByteArray capabilities = "IMAP4rev1 IDLE AUTH=PLAIN SASL-IR UIDPLUS SPECIAL-USE";
    QByteArray greeting;      //!< empty: the usual one
    QByteArray nextGreeting;  //!< of one connection only; "drop" breaks it off
    QByteArray startTlsExtra; //!< injected behind the answer to STARTTLS
    bool tellsUidNext = true;
    bool silentIdle = false;    //!< says nothing in IDLE
    int refuseLogins = 0;       //!< so many of the next ones
    quint32 unreadable = 0;     //!< FETCH of this number's body is refused
    int dropAfterCommands = -1; //!< breaks off instead of answering, once
    qint64 dropAfterBytes = -1; //!< breaks off when so many bytes were sent, once
    int commands = 0;
    int malformed = 0;
    int logins = 0;

private:
    struct Client {
        QByteArray buffer;
        QString box;
        QByteArray idleTag;
        QByteArray authTag;
        bool in = false;
        bool silent = false;
        qsizetype told = 0; //!< how many mails the client knows of
        bool readOnly = true;
        QByteArray appendTag;
        QString appendBox;
        qsizetype appendSize = -1;
    };
    void accept();
    void read(QTcpSocket* socket);
    void handle(QTcpSocket* socket, const QByteArray& line);
    void handleUid(QTcpSocket* socket, const QByteArray& tag, const QByteArray& rest);
    void say(QTcpSocket* socket, const QByteArray& bytes);
    void exists(QTcpSocket* socket);
    static QString boxName(const QByteArray& argument);

    QTcpServer m_server;
    QHash<QTcpSocket*, Client> m_clients;
};

//! An SMTP server on loopback with an answer of its own choice for every step.
class SmtpDouble : public QObject {
    Q_OBJECT
public:
    struct Accepted {
        QByteArray from;
        QByteArray to;
        QByteArray data; //!< as on the wire, dots undoubled
    };
    explicit SmtpDouble(QObject* parent = nullptr);
    ~SmtpDouble() override;
    bool listen() { return m_server.listen(QHostAddress::LocalHost); }
    quint16 port() const { return m_server.serverPort(); }

    QList<Accepted> accepted;
    //! By step ("GREETING", "EHLO", "AUTH", "MAIL", "RCPT", "DATA", "DOT"): the answer instead of the usual one;
    //! "drop" breaks off, "silent" says nothing.
    QHash<QByteArray, QByteArray> answers;
    //! The same for the next time only, one after the other. At "DOT" such a mail is accepted if that is what the
    //! answer says; "lose" accepts it and breaks off.
    void plan(const QByteArray& step, const QByteArray& answer) { m_planned += std::pair(step, answer); }
    qsizetype planned() const { return m_planned.size(); }
    std::function<void(const Accepted&)> taken; //!< told of every accepted mail
    QByteArray extensions = "AUTH PLAIN LOGIN\r\nSIZE 30000000";
    bool loseAnswer = false; //!< the next mail is accepted and the connection breaks
    int connections = 0;

private:
    struct Client {
        QByteArray buffer;
        Accepted mail;
        bool data = false;
        int login = 0;
    };
    void accept();
    void read(QTcpSocket* socket);
    void answer(QTcpSocket* socket, const QByteArray& step, const QByteArray& usual);
    QByteArray takePlanned(const QByteArray& step);
    void keep(const Accepted& mail);
    QList<std::pair<QByteArray, QByteArray>> m_planned;
    QTcpServer m_server;
    QHash<QTcpSocket*, Client> m_clients;
};

} // namespace souffleur::test
