// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/mail/MailConnector.h"

#include "base/Log.h"
#include "channels/kit/TextSplit.h"
#include "channels/mail/MailIds.h"
#include "channels/mail/ServerWords.h"

namespace souffleur::channels::mail {
namespace {
constexpr int RememberedThreads = 5000;
constexpr int RememberedBytes = 48 * 1024 * 1024;
constexpr int MaxText = 100'000;
constexpr int CopyAttempts = 4;
constexpr Milliseconds CopyPause{60'000};

QString bytesKey(const QString& mailbox, quint32 validity, quint32 uid) {
    return u"%1|%2|%3"_s.arg(validity).arg(uid).arg(mailbox);
}

bool needsPerson(ErrorCode code) {
    return code == ErrorCode::Unauthorized || code == ErrorCode::PermissionDenied ||
           code == ErrorCode::Unsupported || code == ErrorCode::NotConfigured || code == ErrorCode::NotFound ||
           code == ErrorCode::InvalidInput;
}

//! The id of a further mail of a long message, the same one every time.
MessageId partId(const MessageId& message, qsizetype part) {
    return part == 0 ? message
                     : MessageId::fromString(
                           QUuid::createUuidV5(QUuid(message.toString()), QString::number(part)).toString());
}
//! The Message-ID of what it answers; empty: no mail in particular, or one of ours.
QString customersMail(const OutboundMessage& message) {
    const QString id = message.replyToExternalId.section(u'#', 0, 0);
    return id == message.replyToExternalId ? QString() : id;
}
} // namespace

//! One mail on its way out.
struct MailConnector::Submission {
    OutboundMessage message;
    BuiltMail mail;
    kit::SendQueue::Done done;
    std::unique_ptr<SmtpSession> smtp;
    bool retriedToken = false;
    bool lostAnswer = false; //!< and looks it up

    bool mayHaveArrived() const { return lostAnswer || (smtp && smtp->mayHaveArrived()); }
    void end(const Result<QString>& result) {
        if (const auto tell = std::exchange(done, {}))
            tell(result);
    }
};

MailConnector::MailConnector(ConnectorContext context, net::Backoff::Random random)
    : ConnectorBase(std::move(context), random),
      m_queue(clock(), kit::SendQueue::Holds::Lane, {}, std::move(random)), m_tips(RememberedThreads),
      m_mails(RememberedThreads), m_bytes(RememberedBytes) {}

MailConnector::~MailConnector() {
    // Before the queue ends them: here it is known how far each one got.
    for (const auto& weak : std::exchange(m_submissions, {}))
        if (const SubmissionPtr submission = weak.lock()) {
            const ErrorCode code = submission->mayHaveArrived() ? ErrorCode::Unclear : ErrorCode::Busy;
            submission->end(makeError(code, u"the channel was closed"_s));
        }
    m_receiver.reset();
    m_errands.reset();
}

Status MailConnector::prepare() {
    if (m_settings)
        return ok();
    SOUFFLEUR_TRY(m_settings, MailSettings::read(m_context.channel.settings, m_context.secrets));
    m_login = std::make_unique<LoginSource>(*m_settings, m_context.http, clock());
    connect(m_login.get(), &LoginSource::renewed, this, [this](const QString& before, const QString& now) {
        emit secretRenewed(u"refresh_token"_s, before, now);
    });
    m_errands = std::make_unique<MailErrands>(*m_settings, *m_login, clock());
    m_receiver =
        std::make_unique<MailReceiver>(m_context, *m_settings, *m_login, [this](EventBatch batch, auto done) {
            ingest(std::move(batch), std::move(done));
        });
    connect(m_receiver.get(), &MailReceiver::caughtUp, this, &MailConnector::caughtUp);
    connect(m_receiver.get(), &MailReceiver::failed, this, &MailConnector::receiverFailed);
    connect(m_receiver.get(), &MailReceiver::arrived, this, &MailConnector::remember);
    setAccount(m_settings->identity.address);
    return ok();
}

void MailConnector::start() {
    // After a failure the next attempt is far away; a person need not wait for it.
    if (!beginRun() && health().state != ChannelState::Failed)
        return;
    if (const Status ready = prepare(); !ready)
        return refused(ready.error());
    m_tokenRetried = false;
    setHealth(ChannelState::Connecting, health().error);
    connectNow();
}

void MailConnector::stop() {
    if (m_receiver)
        m_receiver->stop();
    endRun();
}

void MailConnector::connectNow() {
    cancelLater();
    m_receiver->connectNow();
}

void MailConnector::caughtUp(const std::optional<Error>& missing) {
    m_tokenRetried = false;
    m_incomplete = missing.has_value();
    if (!missing)
        return connected();
    // A person is needed for that mailbox; the others are read, and what comes there is noticed.
    backoff().reset();
    setHealth(ChannelState::Failed, *missing);
}

void MailConnector::receiverFailed(Error error) {
    const auto again = [this] { connectNow(); };
    if (error.code == ErrorCode::Unauthorized && m_settings->oauth && !std::exchange(m_tokenRetried, true)) {
        // The token may have been withdrawn before its time; the next one tells.
        m_login->forget();
        return later(1s, again);
    }
    // Who needs a person does so until an attempt succeeds, also where one met something else.
    const bool incomplete = std::exchange(m_incomplete, false);
    if (!incomplete && !needsPerson(error.code) && health().state == ChannelState::Failed && health().error)
        error = *health().error;
    if (needsPerson(error.code)) {
        setHealth(ChannelState::Failed, error, clock().now() + FailedRetry);
        return later(FailedRetry, again);
    }
    if (const int wait = waitNamed(error.detail); wait > 0 && errorGroup(error.code) == ErrorGroup::Retryable)
        error = Error{ErrorCode::RateLimited, error.detail, wait};
    lost(error, again);
}

void MailConnector::remember(const QByteArray& raw, const ParsedMail& mail, const MailContext& context) {
    if (!mail.sender.isEmpty()) {
        m_tips.insert(mail.sender, new ThreadTip(mail.tip));
        if (!mail.tip.messageId.isEmpty())
            m_mails.insert(mail.tip.messageId, new ThreadTip(mail.tip));
    }
    const bool files = std::any_of(mail.events.begin(), mail.events.end(), [](const ChannelEvent& event) {
        const auto* message = std::get_if<InboundMessage>(&event);
        return message && !message->attachments.isEmpty();
    });
    if (files)
        m_bytes.insert(bytesKey(context.mailbox, context.uidValidity, context.uid), new QByteArray(raw),
                       int(raw.size()));
}

std::optional<ThreadTip> MailConnector::knownTip(const OutboundMessage& message) const {
    const QString answered = customersMail(message);
    const ThreadTip* tip =
        answered.isEmpty() ? m_tips.object(message.recipientExternalId) : m_mails.object(answered);
    return tip ? std::optional(*tip) : std::nullopt;
}

QFuture<Result<SendReceipt>> MailConnector::send(const OutboundMessage& message) {
    if (const Status ready = prepare(); !ready)
        return readyFuture(Result<SendReceipt>(ready.error()));
    qint64 size = 0;
    for (const auto& file : message.files)
        size += file.content.size();
    if (size > MaxMailBytes)
        return readyFuture(Result<SendReceipt>(makeError(ErrorCode::TooLarge, QString::number(size))));
    QStringList texts = kit::splitText(message.text, MaxText);
    if (texts.isEmpty())
        texts += QString();
    QList<kit::SendQueue::Part> parts;
    for (qsizetype i = 0; i < texts.size(); ++i) {
        OutboundMessage part = message;
        part.id = partId(message.id, i);
        part.text = texts.at(i);
        if (i + 1 < texts.size())
            part.files.clear(); // they go with the last one
        parts +=
            kit::SendQueue::Part{[this, part](kit::SendQueue::Done done) { return begin(part, std::move(done)); }};
    }
    return m_queue.add(message.id, message.recipientExternalId, parts);
}

MailConnector::SubmissionPtr MailConnector::begin(const OutboundMessage& message, kit::SendQueue::Done done) {
    auto submission = std::make_shared<Submission>();
    submission->message = message;
    submission->done = std::move(done);
    m_submissions.removeIf([](const auto& one) { return one.expired(); });
    m_submissions += submission;
    if (const auto tip = knownTip(message)) {
        buildAndSend(submission, *tip);
        return submission;
    }
    m_errands->findTip(message.recipientExternalId, customersMail(message),
                       [this, weak = std::weak_ptr(submission)](const Result<std::optional<ThreadTip>>& tip) {
                           const SubmissionPtr waiting = weak.lock();
                           if (!waiting || !waiting->done)
                               return;
                           // Without the server's help the reply goes out all the same, only outside its thread.
                           if (tip && *tip && customersMail(waiting->message).isEmpty())
                               m_tips.insert(waiting->message.recipientExternalId, new ThreadTip(**tip));
                           buildAndSend(waiting, tip && *tip ? **tip : ThreadTip{});
                       });
    return submission;
}

void MailConnector::buildAndSend(const SubmissionPtr& submission, const ThreadTip& tip) {
    auto mail = buildMail(submission->message, m_settings->identity, tip, m_settings->subject, clock().now());
    if (!mail)
        return submission->end(mail.error());
    submission->mail = std::move(*mail);
    submit(submission);
}

void MailConnector::submit(const SubmissionPtr& submission) {
    m_login->get([this, weak = std::weak_ptr(submission)](const Result<MailLogin>& login) {
        const SubmissionPtr waiting = weak.lock();
        if (!waiting || !waiting->done)
            return;
        if (!login)
            return waiting->end(login.error());
        const BuiltMail& mail = waiting->mail;
        waiting->smtp = std::make_unique<SmtpSession>(clock());
        waiting->smtp->start(m_settings->smtp, m_settings->smtpLogin ? std::optional(*login) : std::nullopt,
                             Envelope{mail.from, mail.to, mail.bytes, mail.needsUtf8},
                             [this, weak](const Status& status) {
                                 if (const SubmissionPtr sent = weak.lock())
                                     submitted(sent, status);
                             });
    });
}

void MailConnector::submitted(const SubmissionPtr& submission, const Status& status) {
    // It is calling us; it goes when it is done with that.
    if (SmtpSession* session = submission->smtp.release())
        session->deleteLater();
    const QString id = QString::fromUtf8(submission->mail.messageId);
    if (status) {
        if (m_settings->sentMailbox != u"-")
            keepCopy(submission->mail, 0);
        return submission->end(id);
    }
    if (status.error().code == ErrorCode::Unauthorized && m_settings->oauth && !submission->retriedToken) {
        submission->retriedToken = true;
        m_login->forget();
        return submit(submission);
    }
    submission->lostAnswer = status.error().code == ErrorCode::Unclear;
    if (submission->lostAnswer && m_settings->sentMailbox == u"-")
        return m_errands->isInSent(
            submission->mail.messageId, [weak = std::weak_ptr(submission), id, status](const Result<bool>& found) {
                if (const SubmissionPtr waiting = weak.lock())
                    waiting->end(found && *found ? Result<QString>(id) : Result<QString>(status.error()));
            });
    submission->end(status.error());
}

void MailConnector::keepCopy(const BuiltMail& mail, int attempt) {
    m_errands->keepSent(mail.bytes, mail.messageId, [this, mail, attempt](const Status& status) {
        if (status)
            return;
        qCInfo(lcChannels) << "mail: no copy in the mailbox for sent mail yet:" << errorName(status.error().code);
        if (attempt + 1 >= CopyAttempts || errorGroup(status.error().code) != ErrorGroup::Retryable)
            return;
        m_copyTimers.removeIf([](const std::shared_ptr<void>& timer) { return !timer; });
        m_copyTimers += clock().callAfter(CopyPause * (attempt + 1), this,
                                          [this, mail, attempt] { keepCopy(mail, attempt + 1); });
        if (m_copyTimers.size() > 50)
            m_copyTimers.removeFirst();
    });
}

QFuture<Result<QByteArray>> MailConnector::fetch(const Attachment& attachment) {
    using Bytes = Result<QByteArray>;
    if (const Status ready = prepare(); !ready)
        return readyFuture(Bytes(ready.error()));
    const auto ref = fromRemoteRef(attachment.remoteRef);
    if (!ref)
        return readyFuture(Bytes(ref.error()));
    const QString key = bytesKey(ref->mailbox, ref->uidValidity, ref->uid);
    if (const QByteArray* raw = m_bytes.object(key))
        return readyFuture(attachmentContent(*raw, ref->part));
    auto promise = std::make_shared<QPromise<Bytes>>();
    promise->start();
    auto future = promise->future();
    m_errands->fetch(*ref, [this, promise, key, part = ref->part](const Bytes& raw) {
        if (raw && raw->size() <= RememberedBytes / 2)
            m_bytes.insert(key, new QByteArray(*raw), int(raw->size()));
        promise->addResult(raw ? attachmentContent(*raw, part) : raw);
        promise->finish();
    });
    return future;
}

ChannelCapabilities MailConnector::capabilities() {
    ChannelCapabilities c;
    c.kind = u"mail"_s;
    c.displayName = u"E-Mail"_s;
    c.shortName = u"EM"_s;
    c.colour = u"#5B6B7F"_s;
    c.maxTextLength = MaxText;
    c.maxCaptionLength = MaxText;
    c.maxUploadBytes = MaxMailBytes;
    c.maxImageBytes = c.maxUploadBytes;
    c.maxDownloadBytes = MailReceiver::MaxWholeBytes;
    c.attachmentKinds = {AttachmentKind::Image, AttachmentKind::Document, AttachmentKind::Audio,
                         AttachmentKind::Video, AttachmentKind::Voice};
    c.canReplyTo = true;
    c.enterSends = false;
    c.holdSeconds = 10;
    c.formal = true;
    c.canStart = true;
    return c;
}

std::optional<QString> MailConnector::recipient(const QString& typed) {
    const qsizetype open = typed.lastIndexOf(u'<');
    const QString address = cleanAddress(open < 0 ? typed : typed.mid(open + 1).section(u'>', 0, 0));
    const QString domain = address.section(u'@', -1);
    if (address.count(u'@') != 1 || !domain.contains(u'.') || domain.startsWith(u'.') || domain.endsWith(u'.'))
        return {};
    return address;
}

} // namespace souffleur::channels::mail
