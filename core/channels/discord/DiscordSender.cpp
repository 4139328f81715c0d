// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/discord/DiscordSender.h"

#include "channels/discord/DiscordErrors.h"

namespace souffleur::channels::discord {
namespace {
//! Discord shows typing for ten seconds.
constexpr Milliseconds TypingPause{8000};
constexpr qsizetype MaxRemembered = 5000;

//! Discord counts by channel; a direct one is as good as its user, whose channel need not be known yet.
QString laneOf(const Recipient& recipient) {
    return recipient.channel.isEmpty() ? recipient.user : recipient.channel;
}

//! In a channel with many people the answer says whom it is for.
QString mentionFor(const Recipient& recipient) {
    return recipient.channel.isEmpty() ? QString() : recipient.user;
}
} // namespace

//! One message on its way, and again while nobody knows whether it arrived.
struct DiscordSender::Attempt {
    QString lane;
    QString channel;
    QString nonce;
    net::HttpRequest request;
    kit::SendQueue::Done done;
    net::Backoff backoff;
    OptionalTimestamp lostSince; //!< a request may have arrived without an answer
    std::shared_ptr<void> call;
    std::shared_ptr<void> timer;
};

DiscordSender::DiscordSender(const ConnectorContext& context, net::Backoff::Random random, QObject* parent)
    : QObject(parent), m_context(context), m_random(std::move(random)), m_calls(context.http),
      m_queue(*context.clock, kit::SendQueue::Holds::Lane, {}, m_random) {}

QFuture<Result<SendReceipt>> DiscordSender::send(const OutboundMessage& message) {
    using Answer = Result<SendReceipt>;
    const auto builder = DiscordBuilder::create(m_context.channel.settings, m_context.secrets);
    if (!builder)
        return readyFuture(Answer(builder.error()));
    const auto recipient = toRecipient(message.recipientExternalId);
    if (!recipient)
        return readyFuture(Answer(makeError(ErrorCode::InvalidInput, u"the recipient is not a user's id"_s)));
    const auto requests = builder->send(recipient->channel, message, mentionFor(*recipient));
    if (!requests)
        return readyFuture(Answer(requests.error()));
    QList<kit::SendQueue::Part> parts;
    for (int part = 0; part < requests->size(); ++part)
        parts += kit::SendQueue::Part{[this, message, recipient = *recipient, part](kit::SendQueue::Done done) {
            return runPart(message, recipient, part, std::move(done));
        }};
    return m_queue.add(message.id, laneOf(*recipient), std::move(parts));
}

void DiscordSender::withChannel(const Recipient& recipient, WithChannel done) {
    if (!recipient.channel.isEmpty())
        return done(recipient.channel);
    if (const auto it = m_direct.constFind(recipient.user); it != m_direct.cend())
        return done(*it);
    const auto builder = DiscordBuilder::create(m_context.channel.settings, m_context.secrets);
    if (!builder)
        return done(builder.error());
    // Opening an open one gives the same channel, so that a lost answer does no harm.
    m_calls.send(builder->openDirect(recipient.user),
                 [this, user = recipient.user, done = std::move(done)](const net::HttpOutcome& outcome) {
                     const auto answer = resultOf(outcome, kit::CallKind::Read);
                     if (!answer)
                         return done(answer.error());
                     const QString channel = (*answer)[u"id"].toString();
                     if (!isSnowflake(channel))
                         return done(makeError(ErrorCode::ServerError, u"a channel without an id"_s));
                     if (m_direct.size() > MaxRemembered)
                         m_direct.clear();
                     m_direct.insert(user, channel);
                     done(channel);
                 });
}

std::shared_ptr<void> DiscordSender::runPart(const OutboundMessage& message, const Recipient& recipient, int part,
                                             kit::SendQueue::Done done) {
    auto one = std::make_shared<Attempt>();
    one->lane = laneOf(recipient);
    one->nonce = nonceOf(message.id, part);
    one->done = std::move(done);
    one->backoff = net::Backoff(1s, 20s, m_random);
    m_open.insert(one->nonce, one);
    withChannel(recipient, [this, weak = std::weak_ptr<Attempt>(one), message, recipient,
                            part](const Result<QString>& channel) {
        const AttemptPtr waiting = weak.lock();
        if (!waiting)
            return;
        if (!channel)
            return finish(waiting, channel.error());
        const auto builder = DiscordBuilder::create(m_context.channel.settings, m_context.secrets);
        if (!builder)
            return finish(waiting, builder.error());
        const auto requests = builder->send(*channel, message, mentionFor(recipient));
        if (!requests || part >= requests->size())
            return finish(waiting, requests ? makeError(ErrorCode::Bug, u"parts"_s) : requests.error());
        waiting->channel = *channel;
        waiting->request = requests->at(part);
        attempt(waiting);
    });
    return one;
}

void DiscordSender::attempt(const AttemptPtr& one) {
    one->call = m_context.http->send(one->request,
                                     [this, weak = std::weak_ptr<Attempt>(one)](const net::HttpOutcome& outcome) {
                                         if (const AttemptPtr open = weak.lock()) {
                                             const auto call = std::exchange(open->call, nullptr);
                                             answered(open, outcome);
                                         }
                                     });
}

void DiscordSender::answered(const AttemptPtr& one, const net::HttpOutcome& outcome) {
    learnLimits(m_queue.limiter(), one->lane, outcome);
    const auto answer = resultOf(outcome, kit::CallKind::Send);
    if (answer) {
        const QString id = (*answer)[u"id"].toString();
        return finish(one, isSnowflake(id) ? Result<QString>(externalIdOf(one->channel, id))
                                           : makeError(ErrorCode::Unclear, u"accepted without a message id"_s));
    }
    const Error& error = answer.error();
    const Timestamp now = m_context.clock->now();
    if (error.code == ErrorCode::Unclear && !one->lostSince)
        one->lostSince = now;
    if (!one->lostSince)
        return finish(one, error);
    // What was refused now may have been accepted before; only the same nonce can tell, and only for a while.
    const bool mayTell = error.code == ErrorCode::Unclear || errorGroup(error.code) == ErrorGroup::Retryable;
    Milliseconds wait = one->backoff.next();
    if (error.retryAfterSeconds > 0)
        wait = std::chrono::seconds(error.retryAfterSeconds);
    if (!mayTell || now + wait > *one->lostSince + NonceLives)
        return finish(one, makeError(ErrorCode::Unclear, u"no answer, then "_s + error.toString()));
    one->timer = m_context.clock->callAfter(wait, this, [this, weak = std::weak_ptr<Attempt>(one)] {
        if (const AttemptPtr open = weak.lock())
            attempt(open);
    });
}

void DiscordSender::finish(const AttemptPtr& one, const Result<QString>& result) {
    m_open.remove(one->nonce);
    one->timer.reset();
    if (const auto done = std::exchange(one->done, nullptr))
        done(result);
}

void DiscordSender::sawOwn(const QString& nonce, const QString& externalId) {
    const AttemptPtr open = m_open.value(nonce).lock();
    if (!open || !open->lostSince)
        return; // the answer itself is on its way
    open->call.reset();
    finish(open, externalId);
}

void DiscordSender::sendTyping(const QString& recipientExternalId) {
    const auto recipient = toRecipient(recipientExternalId);
    const auto builder = DiscordBuilder::create(m_context.channel.settings, m_context.secrets);
    if (!recipient || !builder)
        return;
    const Timestamp now = m_context.clock->now();
    if (const auto it = m_typedAt.constFind(recipientExternalId); it != m_typedAt.cend() && now - *it < TypingPause)
        return;
    if (m_typedAt.size() > MaxRemembered)
        m_typedAt.clear();
    m_typedAt.insert(recipientExternalId, now);
    // A courtesy: whether it worked changes nothing.
    withChannel(*recipient, [this, builder = *builder, lane = laneOf(*recipient)](const Result<QString>& channel) {
        if (channel && m_queue.limiter().heldSeconds(lane) == 0)
            m_calls.send(builder.typing(*channel), [](const net::HttpOutcome&) {});
    });
}

} // namespace souffleur::channels::discord
