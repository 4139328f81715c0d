// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "channels/kit/EventQueue.h"
#include "channels/mail/ImapSession.h"
#include "channels/mail/MailCursor.h"
#include "channels/mail/MailParser.h"
#include "channels/mail/MailSettings.h"
#include "channels/mail/OAuthTokens.h"

#include <QCache>

namespace souffleur::channels::mail {

//! Brings the mail of an account: one connection that reads all mailboxes and waits in the first one by IDLE, or
//! asks every so often where the server has none. Reads with EXAMINE and BODY.PEEK, so that nothing is ever marked
//! before it is stored. The cursor goes with the mails it stands for. When to connect is the connector's to say.
class MailReceiver : public QObject {
    Q_OBJECT
public:
    //! ingest is ConnectorBase::ingest.
    MailReceiver(const ConnectorContext& context, const MailSettings& settings, LoginSource& login,
                 kit::EventQueue::Ingest ingest);
    ~MailReceiver() override;
    void connectNow();
    void stop();

    //! Far below 29 minutes, after which a server may hang up, and below what NAT tables and firewalls keep; with
    //! the wait for its answer, how long a half-open connection may go unnoticed.
    static constexpr Milliseconds IdleRenewal{2 * 60'000};
    //! A larger mail is not fetched as a whole: its text is, its attachments are refused.
    static constexpr qint64 MaxWholeBytes = 32ll * 1024 * 1024;

signals:
    //! Everything that was there is stored, and what comes will be noticed. missing: of a further mailbox that is
    //! not there; the others are read all the same.
    void caughtUp(const std::optional<souffleur::Error>& missing);
    //! There is no connection any more; nothing happens until connectNow().
    void failed(const souffleur::Error& error);
    //! A mail of the batch that was just stored, for what sending and fetching want to know.
    void arrived(const QByteArray& raw, const souffleur::channels::mail::ParsedMail& mail,
                 const souffleur::channels::mail::MailContext& context);

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
    struct Known {
        QString sender;
        QString externalId;
    };
    //! What a pass through one mailbox does.
    struct Pass {
        int box = 0;
        bool inOrder = false; //!< by ascending number from the cursor on, so that each batch moves it
        MailboxCursor target; //!< where the cursor stands at the end
        QList<quint32> uids;
        QList<Info> infos;
    };

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
    void fail(const Error& error);
    void dropSession();
    void noteThread(ParsedMail& mail);
    void run(const QByteArray& line, void (MailReceiver::*next)(const ImapSession::Reply&));
    MailboxCursor& cursorOf(int box) { return m_cursor[m_settings.mailboxes.at(box)]; }
    bool isKnown(int box) const { return m_cursor.contains(m_settings.mailboxes.at(box)); }

    const ConnectorContext m_context;
    const MailSettings m_settings;
    LoginSource& m_login;
    const kit::EventQueue::Ingest m_ingest;
    MailCursor m_cursor;
    ImapSession* m_session = nullptr;
    std::shared_ptr<void> m_timer;
    QList<int> m_todo;
    Pass m_pass;
    QList<Fetched> m_batch;
    qint64 m_batchBytes = 0;
    QCache<QString, Known> m_known{5000}; //!< by Message-ID
    QList<RejectedEvent> m_refused;       //!< mails the server could not give
    std::optional<Error> m_missing;       //!< found by the last look at all mailboxes
    quint32 m_lastUid = 0;                //!< of the batch
    int m_selected = -1;
    int m_generation = 0;    //!< of connections
    bool m_again = false;    //!< something came while we were reading
    bool m_allBoxes = false; //!< the next pass looks at all of them
};

//! "17-Jul-1996 02:44:25 -0700" (RFC 3501, date-time).
OptionalTimestamp fromInternalDate(const QByteArray& text);

} // namespace souffleur::channels::mail
