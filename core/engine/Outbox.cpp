// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/Outbox.h"

#include "base/Log.h"
#include "channels/Connector.h"
#include "domain/Rules.h"
#include "engine/Episodes.h"
#include "engine/Learning.h"
#include "store/AttachmentStore.h"

namespace souffleur::engine {

Outbox::Outbox(store::Storage& storage, Clock& clock, FindConnector findConnector, QObject* parent)
    : QObject(parent), m_storage(storage), m_clock(clock), m_findConnector(std::move(findConnector)) {}

Milliseconds Outbox::backoff(int attempts) {
    const int doublings = std::clamp(attempts - 1, 0, 7);
    return std::min<Milliseconds>(5s * (1 << doublings), 10min);
}

void Outbox::start() {
    m_running = true;
    thenOn(m_storage.write([now = m_clock.now()](store::Store& s) { return recover(s, now); }), this,
           [this](const Status& status) {
               if (!status)
                   qCWarning(lcEngine) << "the outbox could not be settled:" << status.error().toString();
               pump();
           });
}

void Outbox::stop() {
    m_running = false;
    m_timer.reset();
}

void Outbox::wake() {
    if (m_running)
        pump();
}

void Outbox::channelIsBack(ChannelId channel) {
    if (!m_running)
        return;
    thenOn(m_storage.write(
               [channel, now = m_clock.now()](store::Store& s) { return s.outbox().bringForward(channel, now); }),
           this, [this](const Status& status) {
               if (!status)
                   qCWarning(lcEngine) << "the outbox keeps its times:" << status.error().toString();
               pump();
           });
}

Status Outbox::recover(store::Store& store, Timestamp now) {
    SOUFFLEUR_TRY(const QList<store::OutboxItem> items, store.outbox().sending());
    for (const store::OutboxItem& item : items) {
        SOUFFLEUR_TRY(const Message message, store.messages().find(item.message));
        const channels::ChannelKind* kind = channels::findChannelKind(message.channelKind);
        if (kind && kind->capabilities.idempotentSend) {
            store::OutboxItem again = item;
            again.status = MessageStatus::Queued;
            again.dueAt = now;
            SOUFFLEUR_CHECK(store.outbox().update(again));
            Message queued = message;
            queued.status = MessageStatus::Queued;
            SOUFFLEUR_CHECK(store.messages().update(queued));
        } else {
            SOUFFLEUR_CHECK(settle(store, item, makeError(ErrorCode::Unclear), now));
        }
    }
    return ok();
}

void Outbox::pump() {
    if (!m_running)
        return;
    if (m_pumping || m_inFlight.size() >= MaxInFlight) {
        m_again = true;
        return;
    }
    m_pumping = true;
    m_again = false;
    struct Due {
        QList<store::OutboxItem> items;
        OptionalTimestamp next;
    };
    auto future = m_storage.read(
        [now = m_clock.now(), limit = int(MaxInFlight - m_inFlight.size())](store::Store& s) -> Result<Due> {
            Due due;
            SOUFFLEUR_TRY(due.items, s.outbox().due(now, limit));
            SOUFFLEUR_TRY(due.next, s.outbox().nextDue());
            return due;
        });
    thenOn(future, this, [this](const Result<Due>& due) {
        m_pumping = false;
        if (!due) {
            qCWarning(lcEngine) << "the outbox could not be read:" << due.error().toString();
            arm(m_clock.now() + 10s);
            return;
        }
        for (const store::OutboxItem& item : due->items) {
            if (m_inFlight.contains(item.message))
                continue;
            m_inFlight.insert(item.message);
            auto taken =
                m_storage.write([item, now = m_clock.now()](store::Store& s) { return take(s, item, now); });
            thenOn(taken, this, [this, item](const Result<std::optional<Delivery>>& delivery) {
                if (delivery && *delivery) {
                    dispatch(**delivery);
                    return;
                }
                m_inFlight.remove(item.message);
                if (!delivery) {
                    qCWarning(lcEngine) << "a reply could not be prepared:" << delivery.error().toString();
                    finish(item, delivery.error());
                }
            });
        }
        arm(due->next);
        if (m_again)
            pump();
    });
}

void Outbox::arm(OptionalTimestamp nextDue) {
    m_timer.reset();
    if (!nextDue)
        return;
    // What is due already waits for a place in flight and is pumped when one gets free.
    const Milliseconds delay = std::max<Milliseconds>(*nextDue - m_clock.now(), 50ms);
    m_timer = m_clock.callAfter(std::min<Milliseconds>(delay, 1h), this, [this] { pump(); });
}

Result<std::optional<Outbox::Delivery>> Outbox::take(store::Store& store, const store::OutboxItem& listed,
                                                     Timestamp now) {
    SOUFFLEUR_TRY(std::optional<store::OutboxItem> item, store.outbox().find(listed.message));
    if (!item || item->status == MessageStatus::Sending || item->dueAt > now)
        return std::optional<Delivery>(); // undone, moved or taken meanwhile
    SOUFFLEUR_TRY(Message message, store.messages().find(item->message));
    SOUFFLEUR_TRY(const Conversation conversation, store.conversations().find(item->conversation));
    SOUFFLEUR_TRY(const std::optional<Identity> identity,
                  store.contacts().identityFor(conversation.contact, item->channel));
    if (!identity)
        return makeError(ErrorCode::NotFound, u"recipient"_s);
    Delivery delivery;
    delivery.message.id = message.id;
    delivery.message.recipientExternalId = identity->externalId;
    delivery.message.text = message.text;
    if (message.replyTo) {
        SOUFFLEUR_TRY(const QStringList ids, store.messages().externalIds(*message.replyTo));
        delivery.message.replyToExternalId = ids.value(0);
    }
    for (const Attachment& attachment : std::as_const(message.attachments)) {
        SOUFFLEUR_TRY(const QByteArray content, store.attachments().read(attachment.id));
        delivery.message.files +=
            OutboundMessage::File{attachment.kind, attachment.fileName, attachment.mimeType, content};
    }
    item->status = MessageStatus::Sending;
    ++item->attempts;
    SOUFFLEUR_CHECK(store.outbox().update(*item));
    message.status = MessageStatus::Sending;
    message.dueAt.reset();
    SOUFFLEUR_CHECK(store.messages().update(message));
    delivery.item = *item;
    return std::optional<Delivery>(delivery);
}

void Outbox::dispatch(Delivery delivery) {
    channels::Connector* connector = m_findConnector(delivery.item.channel);
    if (!connector) {
        finish(delivery.item, Error{ErrorCode::NetworkDown, u"channel is off"_s, 30});
        return;
    }
    thenOn(connector->send(delivery.message), this,
           [this, item = delivery.item](const Result<SendReceipt>& result) { finish(item, result); });
}

void Outbox::finish(const store::OutboxItem& item, const Result<SendReceipt>& result) {
    auto settled = m_storage.write(
        [item, result, now = m_clock.now()](store::Store& s) { return settle(s, item, result, now); });
    thenOn(settled, this, [this, item, result](const Status& status) {
        if (!status) {
            // The outcome must not get lost: the item stays Sending and in flight until the store takes it.
            qCWarning(lcEngine) << "the outcome of a reply could not be stored yet:" << status.error().toString();
            const auto retry = std::make_shared<std::shared_ptr<void>>();
            *retry = m_clock.callAfter(5s, this, [this, item, result, retry] {
                retry->reset();
                finish(item, result);
            });
            return;
        }
        m_inFlight.remove(item.message);
        pump();
    });
}

Status Outbox::settle(store::Store& store, const store::OutboxItem& item, const Result<SendReceipt>& result,
                      Timestamp now) {
    const Result<Message> found = store.messages().find(item.message);
    if (!found && found.error().code == ErrorCode::NotFound)
        return ok(); // the contact was deleted while the reply was on its way
    if (!found)
        return found.error();
    Message message = *found;
    SOUFFLEUR_TRY(Conversation conversation, store.conversations().find(item.conversation));
    const Conversation before = conversation;
    message.error.reset();
    message.dueAt.reset();
    if (result) {
        message.status = rules::riseStatus(message.status, MessageStatus::Sent);
        SOUFFLEUR_CHECK(store.messages().setExternalIds(message.id, message.channel, result->externalIds));
        // Receipts may have overtaken the answer to the send request.
        for (const QString& externalId : result->externalIds) {
            SOUFFLEUR_TRY(const QList<ChannelEvent> parked,
                          store.messages().takeParked(message.channel, externalId));
            for (const ChannelEvent& event : parked)
                if (const auto* status = std::get_if<StatusChanged>(&event))
                    message.status = rules::riseStatus(message.status, status->status);
        }
        SOUFFLEUR_CHECK(store.outbox().remove(item.message));
        SOUFFLEUR_CHECK(store.events().append({u"reply"_s, now, conversation.id, message.episode, message.author,
                                               QJsonObject{{u"message"_s, message.id.toString()}}}));
        SOUFFLEUR_CHECK(learnFromReply(store, message, now));
    } else {
        message.error = result.error();
        const ErrorGroup group = errorGroup(result.error().code);
        if (group == ErrorGroup::Retryable) {
            store::OutboxItem again = item;
            again.status = MessageStatus::Queued;
            Milliseconds wait = backoff(item.attempts);
            if (result.error().retryAfterSeconds > 0) {
                wait = std::chrono::seconds(result.error().retryAfterSeconds);
                --again.attempts;
            }
            again.dueAt = now + wait;
            message.status = MessageStatus::Queued;
            message.dueAt = again.dueAt;
            SOUFFLEUR_CHECK(store.outbox().update(again));
        } else {
            message.status = group == ErrorGroup::Unclear ? MessageStatus::Unclear : MessageStatus::Failed;
            SOUFFLEUR_CHECK(store.outbox().remove(item.message));
            SOUFFLEUR_CHECK(creditReply(store, message, -1, now));
            SOUFFLEUR_TRY(const Milliseconds target, replyTarget(store));
            rules::restoreWait(conversation, item.waitBefore, target);
            reopenAfter(conversation, message);
            if (result.error().code == ErrorCode::RecipientBlocked) {
                conversation.blocked = true;
                SOUFFLEUR_TRY(const std::optional<Identity> identity,
                              store.contacts().identityFor(conversation.contact, item.channel));
                if (identity)
                    SOUFFLEUR_CHECK(store.contacts().setBlocked(identity->id, true));
            }
        }
    }
    SOUFFLEUR_CHECK(store.messages().update(message));
    SOUFFLEUR_CHECK(store.messages().refreshPreview(conversation));
    if (!(before == conversation))
        SOUFFLEUR_CHECK(store.conversations().update(before, conversation));
    return ok();
}

} // namespace souffleur::engine
