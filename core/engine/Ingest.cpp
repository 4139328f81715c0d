// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/Ingest.h"

#include "assist/Language.h"
#include "base/Log.h"
#include "domain/Rules.h"
#include "engine/Episodes.h"
#include "store/AttachmentStore.h"
#include "store/Store.h"

namespace souffleur::engine {

Ingest::Ingest(store::Store& store, const Channel& channel, Timestamp now, Milliseconds replyTarget)
    : m_store(store), m_channel(channel), m_now(now), m_replyTarget(replyTarget) {}

QList<assist::LanguageGuess> Ingest::guessLanguages(const EventBatch& batch) {
    QList<assist::LanguageGuess> guesses;
    guesses.reserve(batch.events.size());
    for (const ChannelEvent& event : batch.events) {
        const auto* message = std::get_if<InboundMessage>(&event);
        guesses.append(message ? assist::guessLanguage(message->text.left(MaxTextLength))
                               : assist::LanguageGuess());
    }
    return guesses;
}

Result<IngestOutcome> Ingest::run(const EventBatch& batch, const QList<assist::LanguageGuess>& languages) {
    for (qsizetype i = 0; i < batch.events.size(); ++i) {
        const ChannelEvent& event = batch.events.at(i);
        const auto* message = std::get_if<InboundMessage>(&event);
        // Whatever is not a message looks at the stored rows.
        if (!message)
            SOUFFLEUR_CHECK(writeOpen());
        const Status status = message && i < languages.size()
                                  ? applyMessage(*message, languages.at(i))
                                  : std::visit([this](const auto& e) { return apply(e); }, event);
        if (status)
            continue;
        if (status.error().code != ErrorCode::InvalidInput)
            return status.error();
        qCWarning(lcEngine) << "an event was set aside:" << status.error().detail;
        SOUFFLEUR_CHECK(m_store.messages().keepRejected(m_channel.id, {{}, status.error().detail, {}}, m_now));
    }
    SOUFFLEUR_CHECK(writeOpen());
    if (!batch.cursor.isEmpty())
        SOUFFLEUR_CHECK(m_store.channels().saveCursor(m_channel.id, batch.cursor));
    return m_outcome;
}

void Ingest::remember(const Conversation& stored, const Conversation& now) {
    const auto open = m_open.find(now.contact);
    if (open != m_open.end()) {
        open->now = now;
        return;
    }
    m_open.insert(now.contact, {stored, now});
    m_openOrder += now.contact;
}

Status Ingest::writeOpen() {
    for (const ContactId& contact : std::as_const(m_openOrder)) {
        const Open open = m_open.value(contact);
        SOUFFLEUR_CHECK(m_store.conversations().update(open.stored, open.now));
    }
    m_open.clear();
    m_openOrder.clear();
    return ok();
}

Result<std::optional<Conversation>> Ingest::findConversation(const Sender& sender) {
    ContactId contact = m_senders.value(sender.externalId);
    if (contact.isNull()) {
        SOUFFLEUR_TRY(const std::optional<Identity> identity,
                      m_store.contacts().findIdentity(m_channel.id, sender.externalId));
        if (!identity)
            return std::optional<Conversation>();
        contact = identity->contact;
        m_senders.insert(sender.externalId, contact);
    }
    if (const auto open = m_open.constFind(contact); open != m_open.cend())
        return std::optional<Conversation>(open->now);
    return m_store.conversations().findByContact(contact);
}

Result<bool> Ingest::isStored(const QString& externalId) {
    SOUFFLEUR_TRY(const std::optional<Message> message,
                  m_store.messages().findByExternalId(m_channel.id, externalId));
    return message.has_value();
}

Result<Conversation> Ingest::createConversation(const Sender& sender) {
    SOUFFLEUR_TRY(const std::optional<Identity> known,
                  m_store.contacts().findIdentity(m_channel.id, sender.externalId));
    Contact contact;
    if (known) {
        SOUFFLEUR_TRY(contact, m_store.contacts().find(known->contact));
    } else {
        contact.id = ContactId::create();
        contact.displayName = rules::oneLine(sender.displayName, 200);
        if (contact.displayName.isEmpty())
            contact.displayName = rules::oneLine(sender.handle.isEmpty() ? sender.externalId : sender.handle, 200);
        contact.language = sender.language.left(2).toLower();
        contact.fields = sender.fields;
        contact.createdAt = m_now;
        Identity identity;
        identity.id = IdentityId::create();
        identity.contact = contact.id;
        identity.channel = m_channel.id;
        identity.channelKind = m_channel.kind;
        identity.externalId = sender.externalId;
        identity.handle = rules::oneLine(sender.handle, 200);
        identity.displayName = contact.displayName;
        contact.identities = {identity};
        SOUFFLEUR_CHECK(m_store.contacts().insert(contact));
    }
    Conversation conversation;
    conversation.id = ConversationId::create();
    conversation.contact = contact.id;
    conversation.contactName = contact.displayName;
    conversation.channel = m_channel.id;
    conversation.channelKind = m_channel.kind;
    conversation.episode = EpisodeId::create();
    conversation.language = contact.language;
    conversation.lastActivityAt = m_now;
    conversation.sample = m_channel.sample;
    SOUFFLEUR_CHECK(m_store.conversations().insert(conversation));
    return conversation;
}

Status Ingest::apply(const InboundMessage& event) {
    return applyMessage(event, assist::guessLanguage(event.text.left(MaxTextLength)));
}

Status Ingest::applyMessage(const InboundMessage& event, const assist::LanguageGuess& guess) {
    if (event.externalId.isEmpty())
        return makeError(ErrorCode::InvalidInput, u"no external id"_s);
    if (event.sender.externalId.isEmpty())
        return makeError(ErrorCode::InvalidInput, u"no sender"_s);
    SOUFFLEUR_TRY(std::optional<Conversation> found, findConversation(event.sender));
    const bool created = !found;
    const bool woken = found && found->state == EpisodeState::Snoozed;
    const bool ended = found && found->state == EpisodeState::Resolved;
    // Inserting looks whether the message is there already; ask before only where something is written before.
    if (created || woken || ended || event.text.size() > MaxTextLength) {
        SOUFFLEUR_TRY(const bool known, isStored(event.externalId));
        if (known) {
            ++m_outcome.repeated;
            return ok();
        }
    }
    if (!found) {
        SOUFFLEUR_TRY(found, createConversation(event.sender));
    }
    const Conversation before = *found;
    Conversation conversation = before;

    Message message;
    message.id = MessageId::create();
    message.conversation = conversation.id;
    message.channel = m_channel.id;
    message.channelKind = m_channel.kind;
    message.direction = Direction::Inbound;
    message.kind = event.kind;
    message.text = event.text;
    message.authorName = conversation.contactName;
    message.status = MessageStatus::Received;
    // A source's clock may be a day off or lie in 2050; order never depends on it, and the thread must not show it.
    const bool plausible = event.sentAt.time_since_epoch().count() > 0 && event.sentAt <= m_now + 2min &&
                           event.sentAt >= m_now - std::chrono::hours(24 * 14);
    message.sentAt = plausible ? event.sentAt : m_now;
    message.receivedAt = m_now;
    message.attachments = event.attachments;
    message.location = event.location;
    for (Attachment& attachment : message.attachments) {
        attachment.id = AttachmentId::create();
        attachment.fileName = rules::cleanFileName(attachment.fileName);
    }
    const QList<Attachment> remote = message.attachments;
    if (message.text.size() > MaxTextLength) {
        Attachment whole;
        whole.id = AttachmentId::create();
        whole.fileName = u"message.txt"_s;
        whole.mimeType = u"text/plain"_s;
        const QByteArray bytes = message.text.toUtf8();
        whole.size = bytes.size();
        whole.state = AttachmentState::Stored;
        SOUFFLEUR_CHECK(m_store.attachments().write(whole.id, bytes));
        message.attachments.append(whole);
        qsizetype keep = MaxTextLength;
        if (message.text.at(keep - 1).isHighSurrogate())
            --keep;
        message.text = message.text.left(keep) + u'…';
    }
    if (!event.replyToExternalId.isEmpty()) {
        SOUFFLEUR_TRY(const std::optional<Message> quoted,
                      m_store.messages().findByExternalId(m_channel.id, event.replyToExternalId));
        if (quoted && quoted->conversation == conversation.id) {
            message.replyTo = quoted->id;
            message.quotedText = rules::oneLine(quoted->text);
        }
    }
    const bool newEpisode = rules::applyInbound(conversation, message, m_replyTarget);
    if (newEpisode || created)
        SOUFFLEUR_CHECK(
            appendMark(m_store, conversation, {ThreadMark::Kind::Opened, {}, 0, m_now, {}, m_channel.kind, 0}));
    else if (woken)
        SOUFFLEUR_CHECK(appendMark(m_store, conversation, {ThreadMark::Kind::Woken, {}, 0, m_now, {}, {}, 0}));
    if (newEpisode)
        conversation.assignee.reset(), conversation.assigneeName.clear();
    message.episode = conversation.episode;
    message.sequence = ++conversation.lastSequence;
    if (guess.sure || (conversation.language.isEmpty() && !guess.language.isEmpty()))
        conversation.language = guess.language;
    SOUFFLEUR_TRY(const bool fresh, m_store.messages().insert(message, {event.externalId}));
    if (!fresh) {
        ++m_outcome.repeated;
        return ok();
    }
    for (const Attachment& attachment : remote)
        m_outcome.toFetch.append({message.id, attachment});
    remember(before, conversation);
    ++m_outcome.stored;
    return applyParked(event.externalId);
}

template <class Event>
Result<std::optional<Message>> Ingest::messageOrPark(const Event& event) {
    SOUFFLEUR_TRY(const std::optional<Message> message,
                  m_store.messages().findByExternalId(m_channel.id, event.externalId));
    if (!message) {
        SOUFFLEUR_CHECK(m_store.messages().parkEvent(m_channel.id, event.externalId, event, m_now));
        m_anyParked = true;
    }
    return message;
}

Status Ingest::applyParked(const QString& externalId) {
    if (!m_anyParked) {
        SOUFFLEUR_TRY(m_anyParked, m_store.messages().hasParked());
    }
    if (!*m_anyParked)
        return ok();
    SOUFFLEUR_TRY(const QList<ChannelEvent> parked, m_store.messages().takeParked(m_channel.id, externalId));
    if (!parked.isEmpty())
        SOUFFLEUR_CHECK(writeOpen());
    for (const ChannelEvent& event : parked)
        SOUFFLEUR_CHECK(std::visit([this](const auto& e) { return apply(e); }, event));
    return ok();
}

Status Ingest::apply(const MessageEdited& event) {
    SOUFFLEUR_TRY(std::optional<Message> message, messageOrPark(event));
    if (!message || message->deleted || message->text == event.text || message->direction == Direction::Outbound)
        return ok();
    if (!event.by.isEmpty()) {
        SOUFFLEUR_TRY(const std::optional<Identity> editor,
                      m_store.contacts().findIdentity(m_channel.id, event.by));
        SOUFFLEUR_TRY(const Conversation conversation, m_store.conversations().find(message->conversation));
        if (!editor || editor->contact != conversation.contact)
            return ok(); // Nobody changes another's words.
    }
    SOUFFLEUR_CHECK(m_store.learning().forget(message->conversation, message->text));
    message->text = event.text.left(MaxTextLength);
    message->editedAt = m_now;
    SOUFFLEUR_CHECK(m_store.messages().update(*message));
    SOUFFLEUR_TRY(Conversation conversation, m_store.conversations().find(message->conversation));
    const Conversation before = conversation;
    SOUFFLEUR_CHECK(m_store.messages().refreshPreview(conversation));
    if (!(before == conversation))
        return m_store.conversations().update(before, conversation);
    return ok();
}

Status Ingest::apply(const MessageDeleted& event) {
    SOUFFLEUR_TRY(std::optional<Message> message, messageOrPark(event));
    if (!message || message->deleted)
        return ok();
    SOUFFLEUR_CHECK(m_store.learning().forget(message->conversation, message->text));
    message->deleted = true;
    message->text.clear();
    return m_store.messages().update(*message);
}

Status Ingest::apply(const ReactionChanged& event) {
    SOUFFLEUR_TRY(std::optional<Message> message, messageOrPark(event));
    if (!message)
        return ok();
    using Change = ReactionChanged::Change;
    QList<Reaction> reactions;
    for (const Reaction& reaction : std::as_const(message->reactions)) {
        // What is added anew is taken out first, so that twice told is once there.
        const bool goes =
            event.change == Change::All ? reaction.by == event.by : event.reactions.contains(reaction);
        if (!goes)
            reactions += reaction;
    }
    if (event.change != Change::Removed)
        reactions += event.reactions;
    if (reactions == message->reactions)
        return ok();
    message->reactions = reactions;
    return m_store.messages().update(*message);
}

Status Ingest::apply(const StatusChanged& event) {
    SOUFFLEUR_TRY(std::optional<Message> message, messageOrPark(event));
    if (!message)
        return ok();
    const MessageStatus risen = rules::riseStatus(message->status, event.status);
    if (risen == message->status)
        return ok();
    message->status = risen;
    message->error = event.error;
    SOUFFLEUR_CHECK(m_store.messages().update(*message));
    SOUFFLEUR_TRY(Conversation conversation, m_store.conversations().find(message->conversation));
    const Conversation before = conversation;
    SOUFFLEUR_CHECK(m_store.messages().refreshPreview(conversation));
    if (!(before == conversation))
        return m_store.conversations().update(before, conversation);
    return ok();
}

Status Ingest::apply(const BlockedChanged& event) {
    SOUFFLEUR_TRY(const std::optional<Identity> identity,
                  m_store.contacts().findIdentity(m_channel.id, event.sender.externalId));
    if (!identity || identity->blocked == event.blocked)
        return ok();
    SOUFFLEUR_CHECK(m_store.contacts().setBlocked(identity->id, event.blocked));
    SOUFFLEUR_TRY(std::optional<Conversation> conversation,
                  m_store.conversations().findByContact(identity->contact));
    if (!conversation)
        return ok();
    const Conversation before = *conversation;
    conversation->blocked = event.blocked;
    SOUFFLEUR_CHECK(appendMark(m_store, *conversation,
                               {event.blocked ? ThreadMark::Kind::Blocked : ThreadMark::Kind::Unblocked,
                                {},
                                0,
                                m_now,
                                {},
                                m_channel.kind,
                                0}));
    return m_store.conversations().update(before, *conversation);
}

Status Ingest::apply(const Rated& event) {
    SOUFFLEUR_TRY(const std::optional<Identity> identity,
                  m_store.contacts().findIdentity(m_channel.id, event.sender.externalId));
    if (!identity)
        return makeError(ErrorCode::InvalidInput, u"rating by nobody"_s);
    SOUFFLEUR_TRY(std::optional<Conversation> conversation,
                  m_store.conversations().findByContact(identity->contact));
    if (!conversation)
        return makeError(ErrorCode::InvalidInput, u"rating of nothing"_s);
    const Conversation before = *conversation;
    SOUFFLEUR_CHECK(
        rateEpisode(m_store, *conversation, event.stars, conversation->contactName, m_now, event.comment));
    if (before == *conversation)
        return ok();
    return m_store.conversations().update(before, *conversation);
}

Status Ingest::apply(const Typing& event) {
    SOUFFLEUR_TRY(const std::optional<Identity> identity,
                  m_store.contacts().findIdentity(m_channel.id, event.senderExternalId));
    if (!identity)
        return ok();
    SOUFFLEUR_TRY(const std::optional<Conversation> conversation,
                  m_store.conversations().findByContact(identity->contact));
    if (conversation)
        m_outcome.typing += conversation->id;
    return ok();
}

Status Ingest::apply(const RejectedEvent& event) {
    qCWarning(lcEngine) << "a payload could not be read and was kept:" << event.problem << "bytes"
                        << event.raw.size();
    return m_store.messages().keepRejected(m_channel.id, event, m_now);
}

} // namespace souffleur::engine
