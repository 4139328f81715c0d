// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "channels/Connector.h"
#include "channels/mail/MailErrands.h"
#include "channels/mail/MailReceiver.h"
#include "channels/mail/MailSettings.h"
#include "channels/mail/SmtpSession.h"

#include <QCache>

namespace souffleur::channels::mail {

//! An e-mail account: receives by IMAP (MailReceiver), sends by SMTP, and keeps a copy in the mailbox for sent
//! mail. Settings and secrets: MailSettings.h. Cursor: MailCursor.h.
//!
//! External ids: of a customer's mail see externalIdOf(), of ours its Message-ID. The recipient is the address. A
//! lost answer after the final dot is Unclear; where the provider itself keeps what it sent, that mailbox decides.
class MailConnector final : public Connector {
    Q_OBJECT
public:
    explicit MailConnector(ConnectorContext context, net::Backoff::Random random = {});
    ~MailConnector() override;

    void start() override;
    //! Ends receiving; replies under way go on.
    void stop() override;
    QFuture<Result<SendReceipt>> send(const OutboundMessage& message) override;
    QFuture<Result<QByteArray>> fetch(const Attachment& attachment) override;
    void sendTyping(const QString&) override {}
    ChannelHealth health() const override { return m_health; }

    static ChannelCapabilities capabilities();
    //! "Anna <anna@example.org>" and plain addresses; as MailParser names a sender.
    static std::optional<QString> recipient(const QString& typed);

private:
    struct Job {
        OutboundMessage message;
        BuiltMail mail;
        QPromise<Result<SendReceipt>> promise;
        std::unique_ptr<SmtpSession> smtp;
        bool retriedToken = false;
        bool done = false;
    };
    using JobPtr = std::shared_ptr<Job>;

    Status prepare();
    void buildAndSend(const JobPtr& job, const ThreadTip& tip);
    void submit(const JobPtr& job);
    void submitted(const JobPtr& job, const Status& status);
    void finish(const JobPtr& job, const Result<SendReceipt>& result);
    void keepCopy(const BuiltMail& mail, int attempt);
    std::optional<ThreadTip> knownTip(const OutboundMessage& message) const;
    void remember(const QByteArray& raw, const ParsedMail& mail, const MailContext& context);
    void setHealth(ChannelState state, const std::optional<Error>& error, const OptionalTimestamp& nextAttempt);

    const ConnectorContext m_context;
    net::Backoff::Random m_random;
    ChannelHealth m_health;
    std::optional<MailSettings> m_settings;
    std::unique_ptr<LoginSource> m_login;
    std::unique_ptr<MailReceiver> m_receiver;
    std::unique_ptr<MailErrands> m_errands;
    QList<JobPtr> m_jobs;
    QCache<QString, ThreadTip> m_tips;   //!< by sender
    QCache<QString, ThreadTip> m_mails;  //!< by Message-ID
    QCache<QString, QByteArray> m_bytes; //!< of the latest mails, so that attachments need no second download
    QList<std::shared_ptr<void>> m_copyTimers;
};

} // namespace souffleur::channels::mail
