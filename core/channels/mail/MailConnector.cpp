// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/mail/MailConnector.h"

#include "base/Log.h"
#include "channels/mail/MailIds.h"

namespace souffleur::channels::mail {
namespace {
constexpr int RememberedThreads = 5000;
constexpr int RememberedBytes = 48 * 1024 * 1024;
constexpr int CopyAttempts = 4;
constexpr Milliseconds CopyPause{60'000};

QString bytesKey(const QString& mailbox, quint32 validity, quint32 uid) {
    return u"%1|%2|%3"_s.arg(validity).arg(uid).arg(mailbox);
}
} // namespace

MailConnector::MailConnector(ConnectorContext context, net::Backoff::Random random)
    : m_context(std::move(context)), m_random(std::move(random)), m_tips(RememberedThreads),
      m_mails(RememberedThreads), m_bytes(RememberedBytes) {
    m_health.channel = m_context.channel.id;
}

MailConnector::~MailConnector() {
    // Nobody may wait for ever. What is on its way may have arrived; what waited has not left.
    const QList<JobPtr> jobs = m_jobs;
    for (const JobPtr& job : jobs) {
        const bool left = job->smtp && job->smtp->mayHaveArrived();
        finish(job, makeError(left ? ErrorCode::Unclear : ErrorCode::Busy, u"the channel was closed"_s));
    }
    m_receiver.reset();
    m_errands.reset();
}

Status MailConnector::prepare() {
    if (m_settings)
        return ok();
    SOUFFLEUR_TRY(m_settings, MailSettings::read(m_context.channel.settings, m_context.secrets));
    m_login = std::make_unique<LoginSource>(*m_settings, m_context.http, *m_context.clock);
    m_errands = std::make_unique<MailErrands>(*m_settings, *m_login, *m_context.clock);
    ConnectorContext context = m_context;
    m_receiver = std::make_unique<MailReceiver>(context, *m_settings, *m_login, m_random);
    connect(m_receiver.get(), &MailReceiver::stateChanged, this, &MailConnector::setHealth);
    connect(m_receiver.get(), &MailReceiver::arrived, this, &MailConnector::remember);
    connect(m_receiver.get(), &MailReceiver::eventsStored, this, [this] {
        m_health.lastEventAt = m_context.clock->now();
        emit healthChanged(m_health);
    });
    m_health.account = m_settings->identity.address;
    return ok();
}

void MailConnector::start() {
    if (const Status ready = prepare(); !ready)
        return setHealth(ChannelState::Failed, ready.error(), {});
    m_receiver->start();
}

void MailConnector::stop() {
    if (m_receiver)
        m_receiver->stop();
    setHealth(ChannelState::Off, {}, {});
}

void MailConnector::setHealth(ChannelState state, const std::optional<Error>& error,
                              const OptionalTimestamp& nextAttempt) {
    m_health.state = state;
    m_health.nextAttemptAt = nextAttempt;
    if (error || state == ChannelState::Connected || state == ChannelState::Off)
        m_health.error = error;
    emit healthChanged(m_health);
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
    if (!message.replyToExternalId.isEmpty()) {
        const QString id = message.replyToExternalId.section(u'#', 0, 0);
        if (const ThreadTip* tip = m_mails.object(id))
            return *tip;
    }
    if (const ThreadTip* tip = m_tips.object(message.recipientExternalId))
        return *tip;
    return std::nullopt;
}

QFuture<Result<SendReceipt>> MailConnector::send(const OutboundMessage& message) {
    if (const Status ready = prepare(); !ready)
        return readyFuture(Result<SendReceipt>(ready.error()));
    auto job = std::make_shared<Job>();
    job->message = message;
    job->promise.start();
    auto future = job->promise.future();
    m_jobs += job;
    if (const auto tip = knownTip(message)) {
        buildAndSend(job, *tip);
        return future;
    }
    m_errands->findTip(message.recipientExternalId, [this, job](const Result<std::optional<ThreadTip>>& tip) {
        if (job->done)
            return;
        // Without the server's help the reply goes out all the same, only outside its thread.
        if (tip && *tip)
            m_tips.insert(job->message.recipientExternalId, new ThreadTip(**tip));
        buildAndSend(job, tip && *tip ? **tip : ThreadTip{});
    });
    return future;
}

void MailConnector::buildAndSend(const JobPtr& job, const ThreadTip& tip) {
    const auto mail =
        buildMail(job->message, m_settings->identity, tip, m_settings->subject, m_context.clock->now());
    if (!mail)
        return finish(job, mail.error());
    job->mail = *mail;
    submit(job);
}

void MailConnector::submit(const JobPtr& job) {
    m_login->get([this, job](const Result<MailLogin>& login) {
        if (job->done)
            return;
        if (!login)
            return finish(job, login.error());
        job->smtp = std::make_unique<SmtpSession>(*m_context.clock);
        job->smtp->start(m_settings->smtp, m_settings->smtpLogin ? std::optional(*login) : std::nullopt,
                         Envelope{job->mail.from, job->mail.to, job->mail.bytes, job->mail.needsUtf8},
                         [this, weak = std::weak_ptr<Job>(job)](const Status& status) {
                             if (const JobPtr sent = weak.lock())
                                 submitted(sent, status);
                         });
    });
}

void MailConnector::submitted(const JobPtr& job, const Status& status) {
    // It is calling us; it goes when it is done with that.
    if (SmtpSession* session = job->smtp.release())
        session->deleteLater();
    const QString id = QString::fromUtf8(job->mail.messageId);
    if (status) {
        if (m_settings->sentMailbox != u"-")
            keepCopy(job->mail, 0);
        return finish(job, SendReceipt{{id}, m_context.clock->now()});
    }
    if (status.error().code == ErrorCode::Unauthorized && m_settings->oauth && !job->retriedToken) {
        job->retriedToken = true;
        m_login->forget();
        return submit(job);
    }
    if (status.error().code == ErrorCode::Unclear && m_settings->sentMailbox == u"-")
        return m_errands->isInSent(job->mail.messageId, [this, job, id, status](const Result<bool>& found) {
            if (found && *found)
                return finish(job, SendReceipt{{id}, m_context.clock->now()});
            finish(job, status.error());
        });
    finish(job, status.error());
}

void MailConnector::keepCopy(const BuiltMail& mail, int attempt) {
    m_errands->keepSent(mail.bytes, mail.messageId, [this, mail, attempt](const Status& status) {
        if (status)
            return;
        qCInfo(lcChannels) << "mail: no copy in the mailbox for sent mail yet:" << errorName(status.error().code);
        if (attempt + 1 >= CopyAttempts || errorGroup(status.error().code) != ErrorGroup::Retryable)
            return;
        m_copyTimers.removeIf([](const std::shared_ptr<void>& timer) { return !timer; });
        m_copyTimers += m_context.clock->callAfter(CopyPause * (attempt + 1), this,
                                                   [this, mail, attempt] { keepCopy(mail, attempt + 1); });
        if (m_copyTimers.size() > 50)
            m_copyTimers.removeFirst();
    });
}

void MailConnector::finish(const JobPtr& job, const Result<SendReceipt>& result) {
    if (std::exchange(job->done, true))
        return;
    m_jobs.removeOne(job);
    job->promise.addResult(result);
    job->promise.finish();
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
    c.maxTextLength = 100'000;
    c.maxCaptionLength = 100'000;
    c.maxUploadBytes = 18ll * 1024 * 1024; // 25 MB on the wire
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
