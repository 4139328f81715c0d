// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Strings.h"

#include <memory>

#include <QProcess>
#include <QTemporaryDir>

namespace souffleur::test {

//! A real mail server of one account on loopback: Dovecot (IMAP with and without TLS, LMTP) over a Maildir, and
//! aiosmtpd that puts what is sent into another Maildir. Started by the test, as another user where the test runs
//! as root.
class MailPeer {
public:
    MailPeer();
    ~MailPeer();
    //! Empty: it runs. Else what is missing, for QSKIP.
    QString start();
    //! OpenSMTPD in front of Dovecot's LMTP, with a queue of its own. Mail to people Dovecot does not know comes
    //! back; nobody answers for langsam.test, so mail to there is told of as delayed and given up; grau@ is put
    //! off; mail to other domains is refused. `relay` is open to all, `submission` wants STARTTLS and the user's
    //! password. Wants root. Empty: it runs. Else what is missing, for QSKIP.
    QString startOpenSmtpd();
    //! Before version 7 it cannot do TLS with OpenSSL 3 (OpenSMTPD issue 1171), so Debian 12's never does.
    static bool openSmtpdHasTls();
    bool startDovecot();
    void stopDovecot();
    //! SIGSTOP to everything of Dovecot: connections stay open and say nothing more.
    void freeze(bool frozen);
    //! As a delivery agent would: written aside, then moved into "new". Empty mailbox: INBOX.
    void deliver(const QByteArray& mail, const QString& mailbox = {});
    //! Makes Dovecot number everything anew.
    void forgetNumbers();
    //! Contents of a mailbox's Maildir, and of what was sent.
    QList<QByteArray> mails(const QString& mailbox = {}) const;
    QList<QByteArray> sent() const;
    //! Maildir's flags of the mails in a mailbox ("S": seen), "" for those nobody touched.
    QStringList flags(const QString& mailbox = {}) const;
    //! A token that Dovecot takes for so many seconds.
    QString token(int seconds) const;
    QByteArray certificate() const;

    QString user = u"support@example.test"_s;
    QString password = u"se\"cret ü"_s;
    quint16 imap = 0;
    quint16 imaps = 0;
    quint16 lmtp = 0;
    quint16 smtp = 0;
    quint16 relay = 0;
    quint16 submission = 0;

private:
    QString path(const QString& name) const { return m_folder.filePath(name); }
    QString maildir(const QString& mailbox) const;
    static QList<QByteArray> read(const QString& maildir);
    QStringList asUser() const;
    //! Its output, if it went well.
    static std::optional<QByteArray> run(const QStringList& command);
    void write(const QString& name, const QByteArray& content) const;
    QTemporaryDir m_folder;
    std::unique_ptr<QProcess> m_dovecot;
    QProcess m_smtp;
    QProcess m_relay;
};

//! A port nobody listens on right now.
quint16 freePort();
//! Waits until somebody does.
bool waitForPort(quint16 port);

} // namespace souffleur::test
