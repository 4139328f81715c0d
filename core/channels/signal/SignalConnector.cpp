// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/signal/SignalConnector.h"

#include "channels/kit/Calls.h"
#include "channels/signal/SignalBuilder.h"

#include <QJsonArray>

namespace souffleur::channels::signal {
namespace {

constexpr Milliseconds AnswerWithin{20'000};
//! Uploading is the daemon's business; it answers when Signal has taken the message.
constexpr Milliseconds SendWithin{120'000};
constexpr Milliseconds AskEvery{60'000};
constexpr Milliseconds LeaveWithin{5'000};
//! Signal shows typing for fifteen seconds.
constexpr Milliseconds TypingPause{10'000};

Error notServed() {
    return makeError(ErrorCode::NotConfigured, u"account"_s);
}

} // namespace

QStringList accountsOf(const QJsonValue& list) {
    QStringList accounts;
    for (const QJsonValue& one : list.toArray())
        for (const QStringView key : {QStringView(u"number"), QStringView(u"aci")})
            if (const QString account = one[key].toString(); !account.isEmpty()) {
                accounts += account;
                break;
            }
    return accounts;
}

SignalConnector::SignalConnector(ConnectorContext context, net::Backoff::Random random)
    : ConnectorBase(std::move(context), random), m_account(channel().settings[u"account"].toString().trimmed()),
      m_edits(EditTimes::read(m_context.cursor)), m_storedEdits(m_edits),
      m_queue(clock(), kit::SendQueue::Holds::All, {}, random) {}

SignalConnector::~SignalConnector() {
    leave();
}

void SignalConnector::start() {
    if (beginRun())
        connectNow();
}

void SignalConnector::stop() {
    leave();
    endRun();
}

//! In good order where that is possible: what is on its way to us is still taken, and nothing more is handed over.
void SignalConnector::leave() {
    m_ready = false;
    const Subscription was = std::exchange(m_subscription, Subscription::None);
    m_askTimer.reset();
    auto* client = m_client.release();
    if (!client)
        return;
    disconnect(client, &SignalClient::opened, this, nullptr);
    disconnect(client, &SignalClient::lost, this, nullptr);
    client->setParent(this);
    const auto close = [client] {
        client->close();
        client->deleteLater(); // it may be what is calling us
    };
    if (was != Subscription::Stands && was != Subscription::Ends)
        return close();
    client->call(u"unsubscribeReceive"_s, {{u"subscription"_s, m_subscriptionId}}, kit::CallKind::Read, LeaveWithin,
                 [close](const Result<QJsonValue>&) { close(); });
}

void SignalConnector::connectNow() {
    // First into the store what is in our hands; the daemon has let go of it.
    if (!m_held.isEmpty())
        return store();
    if (m_client)
        return isReady() ? subscribe() : void();
    const QString address = channel().settings[u"address"].toString();
    const auto target = net::toLineTarget(address.isEmpty() ? StandardAddress.toString() : address);
    if (!target)
        return refused(makeError(ErrorCode::NotConfigured, u"address: "_s + errorName(target.error().code)));
    m_client = std::make_unique<SignalClient>(clock());
    connect(m_client.get(), &SignalClient::opened, this, &SignalConnector::opened);
    connect(m_client.get(), &SignalClient::lost, this, &SignalConnector::dropped);
    connect(m_client.get(), &SignalClient::notified, this,
            [this](const QString& method, const QJsonObject& params) {
                if (method == u"receive")
                    received(params);
            });
    m_client->open(*target);
}

void SignalConnector::dropped(const Error& error) {
    leave();
    lost(error, [this] { connectNow(); });
}

void SignalConnector::read(const QString& method, const QJsonObject& params,
                           void (SignalConnector::*then)(const Result<QJsonValue>&)) {
    m_client->call(method, params, kit::CallKind::Read, AnswerWithin,
                   [this, client = m_client.get(), then](const Result<QJsonValue>& answer) {
                       if (client == m_client.get())
                           (this->*then)(answer);
                   });
}

void SignalConnector::opened() {
    read(u"listAccounts"_s, {}, &SignalConnector::accountsKnown);
}

void SignalConnector::accountsKnown(const Result<QJsonValue>& answer) {
    m_manyAccounts = answer.hasValue();
    if (!answer && answer.error().code != ErrorCode::Unsupported)
        return dropped(answer.error());
    m_name = m_account;
    if (answer) {
        const QStringList accounts = accountsOf(*answer);
        if (m_account.isEmpty() && accounts.size() == 1)
            m_name = accounts.first();
        if (!accounts.contains(m_name)) {
            leave();
            return refused(notServed());
        }
    }
    m_ready = true;
    m_askTimer = clock().callAfter(AskEvery, this, [this] { ask(); });
    subscribe();
}

void SignalConnector::subscribe() {
    // What an earlier connection still brought is stored first, and then this is called again.
    if (m_subscription != Subscription::None || !m_held.isEmpty())
        return;
    m_subscription = Subscription::Asked;
    // Without the account all of them would be handed over to us, and so be lost to whom they are for.
    read(u"subscribeReceive"_s, withAccount({}), &SignalConnector::subscribed);
}

void SignalConnector::subscribed(const Result<QJsonValue>& answer) {
    if (!answer)
        return dropped(answer.error());
    if (!answer->isDouble())
        return dropped(makeError(ErrorCode::Damaged, u"a subscription without a number"_s));
    m_subscription = Subscription::Stands;
    m_subscriptionId = answer->toInt();
    connected(m_name);
}

//! What is in our hands stays there; more of it shall not come.
void SignalConnector::notStored(const Error& error) {
    if (m_subscription == Subscription::Asked)
        return dropped(error);
    if (m_subscription == Subscription::None)
        return lost(error, [this] { connectNow(); });
    m_subscription = Subscription::Ends;
    m_notStored = error;
    read(u"unsubscribeReceive"_s, {{u"subscription"_s, m_subscriptionId}}, &SignalConnector::unsubscribed);
}

void SignalConnector::unsubscribed(const Result<QJsonValue>& answer) {
    if (!answer && errorGroup(answer.error().code) == ErrorGroup::Retryable)
        return dropped(answer.error());
    m_subscription = Subscription::None;
    lost(m_notStored, [this] { connectNow(); });
}

//! Whether somebody is still there, and still serves the account: when Signal has unregistered it or unlinked the
//! device, the daemon drops it, and the subscription with it, without a word.
void SignalConnector::ask() {
    read(m_manyAccounts ? u"listAccounts"_s : u"version"_s, {}, &SignalConnector::stillThere);
}

void SignalConnector::stillThere(const Result<QJsonValue>& answer) {
    if (!answer && errorGroup(answer.error().code) == ErrorGroup::Retryable)
        return dropped(answer.error());
    if (answer && m_manyAccounts && !accountsOf(*answer).contains(m_name)) {
        leave();
        return refused(notServed());
    }
    m_askTimer = clock().callAfter(AskEvery, this, [this] { ask(); });
}

void SignalConnector::received(const QJsonObject& params) {
    m_held += parseReceive(params, m_name, m_edits, clock().now());
    store();
}

void SignalConnector::store() {
    if (m_storing || m_held.isEmpty() || m_subscription == Subscription::Ends)
        return;
    m_storing = true;
    EventBatch batch;
    batch.events = m_held;
    if (!(m_edits == m_storedEdits))
        batch.cursor = m_edits.write();
    ingest(batch, [this, count = m_held.size(), edits = m_edits](const Status& status, bool) {
        m_storing = false;
        if (status) {
            m_storedEdits = edits;
            m_held.remove(0, count);
        }
        if (!isRunning())
            return;
        if (!status)
            return notStored(status.error());
        if (!m_held.isEmpty())
            return store();
        if (m_subscription == Subscription::None)
            connectNow();
    });
}

QJsonObject SignalConnector::withAccount(QJsonObject params) const {
    if (m_manyAccounts)
        params[u"account"] = m_name;
    return params;
}

QFuture<Result<SendReceipt>> SignalConnector::send(const OutboundMessage& message) {
    const auto list = sendParams(message, m_account);
    if (!list)
        return readyFuture(Result<SendReceipt>(list.error()));
    QList<kit::SendQueue::Part> parts;
    for (const QJsonObject& params : *list)
        parts += kit::SendQueue::Part{[this, params, to = message.recipientExternalId](
                                          const kit::SendQueue::Done& done) -> std::shared_ptr<void> {
            if (!isReady()) {
                done(makeError(ErrorCode::NetworkDown, u"not connected"_s));
                return {};
            }
            m_client->call(u"send"_s, withAccount(params), kit::CallKind::Send, SendWithin,
                           [done, to](const Result<QJsonValue>& answer) {
                               const auto time = answer ? sentAt(*answer) : answer.error();
                               done(time ? Result<QString>(ownIdOf(to, *time)) : time.error());
                           });
            return std::make_shared<int>();
        }};
    return m_queue.add(message.id, message.recipientExternalId, std::move(parts));
}

QFuture<Result<QByteArray>> SignalConnector::fetch(const Attachment& attachment) {
    using Bytes = Result<QByteArray>;
    const auto ref = fromRemoteRef(attachment.remoteRef);
    if (!ref)
        return readyFuture(Bytes(ref.error()));
    if (std::max(ref->size, attachment.size) > MaxDownloadBytes)
        return readyFuture(Bytes(makeError(ErrorCode::TooLarge, QString::number(ref->size))));
    if (!isReady())
        return readyFuture(Bytes(makeError(ErrorCode::NetworkDown, u"not connected"_s)));
    auto pending = std::make_shared<kit::Answer<Bytes>>();
    auto future = pending->future();
    m_client->call(u"getAttachment"_s, withAccount({{u"id"_s, ref->id}, {u"recipient"_s, ref->customer}}),
                   kit::CallKind::Read, SendWithin, [pending](const Result<QJsonValue>& answer) {
                       Bytes bytes = makeError(ErrorCode::NotFound, u"attachment"_s);
                       if (answer) {
                           const auto decoded = QByteArray::fromBase64Encoding(
                               (*answer)[u"data"].toString().toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
                           if (decoded && !decoded.decoded.isEmpty())
                               bytes = decoded.decoded;
                       } else if (answer.error().code != ErrorCode::Rejected) {
                           bytes = answer.error();
                       }
                       pending->finish(bytes);
                   });
    return future;
}

void SignalConnector::sendTyping(const QString& recipientExternalId) {
    if (!isReady())
        return;
    const Timestamp now = clock().now();
    if (const auto it = m_typedAt.constFind(recipientExternalId); it != m_typedAt.cend() && now - *it < TypingPause)
        return;
    if (m_typedAt.size() > 1000)
        m_typedAt.clear();
    m_typedAt.insert(recipientExternalId, now);
    // A courtesy: whether it worked changes nothing.
    m_client->call(u"sendTyping"_s, withAccount({{u"recipient"_s, QJsonArray{recipientExternalId}}}),
                   kit::CallKind::Read, AnswerWithin, [](const Result<QJsonValue>&) {});
}

ChannelCapabilities SignalConnector::capabilities() {
    ChannelCapabilities c;
    c.kind = u"signal"_s;
    c.displayName = u"Signal"_s;
    c.shortName = u"SI"_s;
    c.colour = u"#3A76F0"_s;
    c.maxTextLength = MaxText;
    c.maxCaptionLength = MaxText;
    c.maxUploadBytes = MaxUploadBytes;
    c.maxImageBytes = MaxUploadBytes;
    c.maxDownloadBytes = MaxDownloadBytes;
    c.attachmentKinds = {AttachmentKind::Image, AttachmentKind::Document, AttachmentKind::Audio,
                         AttachmentKind::Video, AttachmentKind::Voice};
    c.canReplyTo = true;
    c.showsTyping = true;
    c.tellsDelivered = true;
    c.tellsRead = true;
    c.fields = {
        {.key = u"account"_s, .check = u"account"_s},
        {.key = u"address"_s,
         .kind = ChannelField::Kind::Address,
         .fallback = StandardAddress.toString(),
         .check = u"daemon"_s},
    };
    c.checks = {u"daemon"_s, u"account"_s};
    return c;
}

} // namespace souffleur::channels::signal
