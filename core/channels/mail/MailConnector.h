// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "channels/kit/ConnectorBase.h"
#include "channels/kit/SendQueue.h"
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
class MailConnector final : public kit::ConnectorBase {
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

    //! Before the next attempt where a person is needed: a mail server refuses good passwords, too, while its own
    //! directory is away.
    static constexpr Milliseconds FailedRetry{15 * 60'000};

    static ChannelCapabilities capabilities();
    //! "Anna <anna@example.org>" and plain addresses; as MailParser names a sender.
    static std::optional<QString> recipient(const QString& typed);

private:
    struct Submission;
    using SubmissionPtr = std::shared_ptr<Submission>;

    Status prepare();
    void connectNow();
    void caughtUp(const std::optional<Error>& missing);
    void receiverFailed(Error error);
    SubmissionPtr begin(const OutboundMessage& message, kit::SendQueue::Done done);
    void buildAndSend(const SubmissionPtr& submission, const ThreadTip& tip);
    void submit(const SubmissionPtr& submission);
    void submitted(const SubmissionPtr& submission, const Status& status);
    void keepCopy(const BuiltMail& mail, int attempt);
    std::optional<ThreadTip> knownTip(const OutboundMessage& message) const;
    void remember(const QByteArray& raw, const ParsedMail& mail, const MailContext& context);

    std::optional<MailSettings> m_settings;
    std::unique_ptr<LoginSource> m_login;
    std::unique_ptr<MailReceiver> m_receiver;
    std::unique_ptr<MailErrands> m_errands;
    kit::SendQueue m_queue;
    QList<std::weak_ptr<Submission>> m_submissions;
    QCache<QString, ThreadTip> m_tips;   //!< by sender
    QCache<QString, ThreadTip> m_mails;  //!< by Message-ID
    QCache<QString, QByteArray> m_bytes; //!< of the latest mails, so that attachments need no second download
    QList<std::shared_ptr<void>> m_copyTimers;
    bool m_tokenRetried = false;
    bool m_incomplete = false; //!< connected, though one of the mailboxes is missing
};

} // namespace souffleur::channels::mail
