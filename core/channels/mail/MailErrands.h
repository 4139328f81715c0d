// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "channels/mail/ImapSession.h"
#include "channels/mail/MailIds.h"
#include "channels/mail/MailParser.h"
#include "channels/mail/MailSettings.h"
#include "channels/mail/OAuthTokens.h"

#include <deque>

namespace souffleur::channels::mail {

//! What is asked of the IMAP server beside receiving: a mail again, a thread's last mail, a copy into Sent. A
//! second connection, made when needed and closed after half a minute without work. One errand after the other.
class MailErrands : public QObject {
    Q_OBJECT
public:
    MailErrands(const MailSettings& settings, LoginSource& login, Clock& clock, QObject* parent = nullptr);
    ~MailErrands() override;

    //! The bytes of a mail, by its number or, where that means another mail by now, by its Message-ID.
    void fetch(const MailRef& ref, std::function<void(const Result<QByteArray>&)> done);
    //! That mail of the person in our mailboxes, else their latest; none: there is no such mail.
    void findTip(const QString& sender, const QString& messageId,
                 std::function<void(const Result<std::optional<ThreadTip>>&)> done);
    //! Into the mailbox for sent mail, unless it is there already.
    void keepSent(const QByteArray& mail, const QByteArray& messageId, std::function<void(const Status&)> done);
    //! Does the mailbox for sent mail have it?
    void isInSent(const QByteArray& messageId, std::function<void(const Result<bool>&)> done);

private:
    using Finished = std::function<void()>;
    struct Errand {
        std::function<void(Finished)> run;
        std::function<void(const Error&)> fail;
    };
    using Replied = std::function<void(const Result<ImapSession::Reply>&)>;

    void add(Errand errand);
    void next();
    void dropSession();
    void sentMailbox(std::function<void(const Result<QString>&)> done);
    void searchSent(const QByteArray& messageId, std::function<void(const Result<bool>&)> done);
    void fetchBytes(quint32 uid, std::function<void(const Result<QByteArray>&)> done);
    void tipIn(int mailbox, const QByteArray& criteria,
               std::function<void(const Result<std::optional<ThreadTip>>&)> done);

    const MailSettings m_settings;
    LoginSource& m_login;
    Clock& m_clock;
    ImapSession* m_session = nullptr;
    std::deque<Errand> m_errands;
    std::shared_ptr<void> m_closing;
    QString m_sent; //!< found by its attribute
    bool m_busy = false;
};

//! The mailbox with a special use (RFC 6154), or the first known name, from the answers to LIST.
QString sentMailboxOf(const QList<ImapLine>& lines);

} // namespace souffleur::channels::mail
