// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "channels/Connector.h"
#include "channels/mail/ImapSession.h"
#include "channels/mail/MailCursor.h"
#include "channels/mail/MailParser.h"
#include "channels/mail/MailSettings.h"
#include "channels/mail/OAuthTokens.h"
#include "net/HttpClient.h"

namespace souffleur::channels::mail {

//! Brings the mail of an account: one connection that reads all mailboxes and waits in the first one by IDLE, or
//! asks every so often where the server has none. Reads with EXAMINE and BODY.PEEK, so that nothing is ever marked
//! before it is stored. The cursor goes with the mails it stands for.
class MailReceiver : public QObject {
    Q_OBJECT
public:
    MailReceiver(const ConnectorContext& context, const MailSettings& settings, LoginSource& login,
                 net::Backoff::Random random, QObject* parent = nullptr);
    ~MailReceiver() override;
    void start();
    void stop();

    //! Below 29 minutes, after which a server may hang up, and below what NAT tables and firewalls keep.
    static constexpr Milliseconds IdleRenewal{9 * 60'000};
    //! Before the next attempt where a person is needed; some troubles pass by themselves.
    static constexpr Milliseconds FailedRetry{15 * 60'000};
    //! A larger mail is not fetched as a whole: its text is, its attachments are refused.
    static constexpr qint64 MaxWholeBytes = 32ll * 1024 * 1024;

signals:
    void stateChanged(souffleur::ChannelState state, const std::optional<souffleur::Error>& error,
                      const souffleur::OptionalTimestamp& nextAttempt);
    //! A mail of the batch that was just stored, for what sending and fetching want to know.
    void arrived(const QByteArray& raw, const souffleur::channels::mail::ParsedMail& mail,
                 const souffleur::channels::mail::MailContext& context);
    void eventsStored();

private:
    struct Info {
        quint32 uid = 0;
        qint64 size = 0;
        OptionalTimestamp arrived;
    };
    struct Fetched {
        QByteArray raw;
        ParsedMail mail;
        MailContext context;
    };
    //! What a pass through one mailbox does.
    struct Pass {
        int box = 0;
        bool inOrder = false; //!< by ascending number from the cursor on, so that each batch moves it
        MailboxCursor target; //!< where the cursor stands at the end
        QList<quint32> uids;
        QList<Info> infos;
    };

    void connectNow();
    void open(const MailLogin& login);
    void syncAll(bool all);
    void nextBox();
    void lookAt(int box);
    void select(int box);
    void selected(int box, const ImapSession::Reply& reply);
    void search(const QByteArray& criteria);
    void found(const ImapSession::Reply& reply);
    void fetchInfos();
    void fetchMail();
    void took(const Info& info, bool whole, const Result<ImapSession::Reply>& reply);
    void flush(bool last);
    void stored(const QList<Fetched>& batch, bool last);
    void markSeen(const QList<Fetched>& batch, std::function<void()> next);
    void synced();
    void wait();
    void failed(const Error& error);
    void dropSession();
    void later(Milliseconds delay, void (MailReceiver::*what)());
    void run(const QByteArray& line, void (MailReceiver::*next)(const ImapSession::Reply&));
    MailboxCursor& cursorOf(int box) { return m_cursor[m_settings.mailboxes.at(box)]; }
    bool isKnown(int box) const { return m_cursor.contains(m_settings.mailboxes.at(box)); }

    const ConnectorContext m_context;
    const MailSettings m_settings;
    LoginSource& m_login;
    net::Backoff m_backoff;
    MailCursor m_cursor;
    ImapSession* m_session = nullptr;
    std::shared_ptr<void> m_timer;
    QList<int> m_todo;
    Pass m_pass;
    QList<Fetched> m_batch;
    qint64 m_batchBytes = 0;
    QList<RejectedEvent> m_refused; //!< mails the server could not give
    quint32 m_lastUid = 0;          //!< of the batch
    int m_selected = -1;
    int m_generation = 0;
    bool m_running = false;
    bool m_again = false;    //!< something came while we were reading
    bool m_allBoxes = false; //!< the next pass looks at all of them
    bool m_tokenRetried = false;
};

//! "17-Jul-1996 02:44:25 -0700" (RFC 3501, date-time).
OptionalTimestamp fromInternalDate(const QByteArray& text);

} // namespace souffleur::channels::mail
