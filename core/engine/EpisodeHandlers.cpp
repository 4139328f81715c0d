// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/Connector.h"
#include "engine/Episodes.h"
#include "engine/Handlers.h"
#include "store/Store.h"

namespace souffleur::engine {
namespace {

//! Loads the conversation, lets change work on it and writes it back; change returns false when nothing is to be
//! done.
template <class F>
Result<CommandReply> changeConversation(HandlerContext& context, ConversationId id, F change) {
    SOUFFLEUR_TRY(Conversation conversation, context.store.conversations().find(id));
    const Conversation before = conversation;
    SOUFFLEUR_CHECK(change(conversation));
    if (!(conversation == before))
        SOUFFLEUR_CHECK(context.store.conversations().update(before, conversation));
    return CommandReply{};
}

ThreadMark mark(ThreadMark::Kind kind, const HandlerContext& context, QString text = {}) {
    return ThreadMark{kind, {}, 0, context.now, context.actor.name, std::move(text), 0};
}

} // namespace

Result<CommandReply> Handler<Assign>::handle(const Assign& command, HandlerContext& context) {
    return changeConversation(context, command.conversation, [&](Conversation& c) -> Status {
        if (c.assignee == command.agent)
            return ok();
        c.assignee = command.agent;
        c.assigneeName.clear();
        if (command.agent) {
            SOUFFLEUR_TRY(const QList<Agent> agents, context.store.settings().agents());
            for (const Agent& agent : agents)
                if (agent.id == *command.agent)
                    c.assigneeName = agent.name;
            if (c.assigneeName.isEmpty())
                return makeError(ErrorCode::NotFound, u"agent"_s);
        }
        return appendMark(context.store, c, mark(ThreadMark::Kind::Assigned, context, c.assigneeName));
    });
}

Result<CommandReply> Handler<Snooze>::handle(const Snooze& command, HandlerContext& context) {
    if (command.until && *command.until <= context.now)
        return makeError(ErrorCode::InvalidInput, u"until"_s);
    return changeConversation(context, command.conversation, [&](Conversation& c) -> Status {
        rules::applySnooze(c, command.until);
        return appendMark(context.store, c,
                          mark(ThreadMark::Kind::Snoozed, context,
                               command.until ? toDateTime(*command.until).toString(Qt::ISODate) : QString()));
    });
}

Result<CommandReply> Handler<Resolve>::handle(const Resolve& command, HandlerContext& context) {
    return changeConversation(context, command.conversation, [&](Conversation& c) -> Status {
        if (c.state == EpisodeState::Resolved)
            return ok();
        SOUFFLEUR_CHECK(appendMark(context.store, c, mark(ThreadMark::Kind::Resolved, context)));
        SOUFFLEUR_CHECK(
            context.store.events().append({u"resolved"_s, context.now, c.id, c.episode, context.actor.id, {}}));
        rules::applyResolve(c);
        return ok();
    });
}

Result<CommandReply> Handler<Reopen>::handle(const Reopen& command, HandlerContext& context) {
    return changeConversation(context, command.conversation, [&](Conversation& c) -> Status {
        if (c.state == EpisodeState::Open)
            return ok();
        SOUFFLEUR_CHECK(appendMark(context.store, c, mark(ThreadMark::Kind::Reopened, context)));
        SOUFFLEUR_CHECK(
            context.store.events().append({u"reopened"_s, context.now, c.id, c.episode, context.actor.id, {}}));
        rules::applyReopen(c);
        return ok();
    });
}

Result<CommandReply> Handler<SetTags>::handle(const SetTags& command, HandlerContext& context) {
    return changeConversation(context, command.conversation, [&](Conversation& c) -> Status {
        QStringList tags;
        for (const QString& tag : command.tags)
            if (const QString clean = rules::oneLine(tag, 40); !clean.isEmpty() && !tags.contains(clean))
                tags += clean;
        c.tags = tags;
        return ok();
    });
}

Result<CommandReply> Handler<SetPriority>::handle(const SetPriority& command, HandlerContext& context) {
    return changeConversation(context, command.conversation, [&](Conversation& c) -> Status {
        c.priority = command.priority;
        return ok();
    });
}

Result<CommandReply> Handler<MarkRead>::handle(const MarkRead& command, HandlerContext& context) {
    return changeConversation(context, command.conversation, [&](Conversation& c) -> Status {
        // Personal: the shared wait stays. What came behind the agent's eye stays unread.
        if (command.upToSequence >= c.lastSequence) {
            c.unread = 0;
            c.mentioned = false;
        }
        return ok();
    });
}

Result<CommandReply> Handler<MarkUnread>::handle(const MarkUnread& command, HandlerContext& context) {
    return changeConversation(context, command.conversation, [&](Conversation& c) -> Status {
        c.unread = std::max(c.unread, 1);
        return ok();
    });
}

Result<CommandReply> Handler<RateEpisode>::handle(const RateEpisode& command, HandlerContext& context) {
    return changeConversation(context, command.conversation, [&](Conversation& c) -> Status {
        return rateEpisode(context.store, c, command.stars, context.actor.name, context.now, command.comment);
    });
}

Result<CommandReply> Handler<UpdateContact>::handle(const UpdateContact& command, HandlerContext& context) {
    SOUFFLEUR_TRY(const Contact before, context.store.contacts().find(command.contact.id));
    Contact contact = command.contact;
    contact.displayName = rules::oneLine(contact.displayName, 200);
    if (contact.displayName.isEmpty())
        return makeError(ErrorCode::InvalidInput, u"name"_s);
    contact.identities = before.identities;
    SOUFFLEUR_CHECK(context.store.contacts().update(contact));
    SOUFFLEUR_TRY(std::optional<Conversation> conversation,
                  context.store.conversations().findByContact(contact.id));
    if (conversation) {
        const Conversation old = *conversation;
        conversation->contactName = contact.displayName;
        if (contact.address != FormOfAddress::Unknown)
            conversation->address = contact.address;
        if (!contact.language.isEmpty())
            conversation->language = contact.language;
        if (!(*conversation == old))
            SOUFFLEUR_CHECK(context.store.conversations().update(old, *conversation));
    }
    return CommandReply{};
}

Result<CommandReply> Handler<StartConversation>::handle(const StartConversation& command, HandlerContext& context) {
    store::Store& store = context.store;
    SOUFFLEUR_TRY(const Channel channel, store.channels().find(command.channel));
    const channels::ChannelKind* kind = channels::findChannelKind(channel.kind);
    if (!kind || !kind->capabilities.canStart || !kind->recipient)
        return makeError(ErrorCode::Unsupported, u"only the customer can begin"_s);
    const std::optional<QString> address = kind->recipient(command.address);
    if (!address)
        return makeError(ErrorCode::InvalidInput, u"address"_s);
    SOUFFLEUR_TRY(const std::optional<Identity> known, store.contacts().findIdentity(channel.id, *address));
    Contact contact;
    if (known) {
        SOUFFLEUR_TRY(contact, store.contacts().find(known->contact));
    } else {
        const QString name = rules::oneLine(command.name, 200);
        contact.id = ContactId::create();
        contact.displayName = name.isEmpty() ? *address : name;
        contact.createdAt = context.now;
        contact.identities = {{IdentityId::create(), contact.id, channel.id, channel.kind, *address, *address,
                               contact.displayName, false}};
        SOUFFLEUR_CHECK(store.contacts().insert(contact));
    }
    CommandReply reply;
    SOUFFLEUR_TRY(std::optional<Conversation> found, store.conversations().findByContact(contact.id));
    if (found && found->state != EpisodeState::Resolved && found->channel == channel.id) {
        reply.conversation = found->id;
        return reply;
    }
    if (!found) {
        found.emplace();
        found->id = ConversationId::create();
        found->contact = contact.id;
        found->contactName = contact.displayName;
        found->channel = channel.id;
        found->channelKind = channel.kind;
        found->episode = EpisodeId::create();
        found->language = contact.language;
        found->lastActivityAt = context.now;
        SOUFFLEUR_CHECK(store.conversations().insert(*found));
    }
    const Conversation before = *found;
    Conversation conversation = before;
    // What is going on keeps its episode; only the channel for the next message is another one.
    if (conversation.state == EpisodeState::Resolved) {
        conversation.episode = EpisodeId::create();
        conversation.rating.reset();
    }
    conversation.state = EpisodeState::Open;
    conversation.snoozedUntil.reset();
    conversation.channel = channel.id;
    conversation.channelKind = channel.kind;
    conversation.assignee = context.actor.id;
    conversation.assigneeName = context.actor.name;
    SOUFFLEUR_CHECK(appendMark(store, conversation, mark(ThreadMark::Kind::Opened, context, channel.kind)));
    // By this event such an episode is left out of first response times.
    SOUFFLEUR_CHECK(store.events().append(
        {u"started"_s, context.now, conversation.id, conversation.episode, context.actor.id, {}}));
    SOUFFLEUR_CHECK(store.conversations().update(before, conversation));
    reply.conversation = conversation.id;
    return reply;
}

} // namespace souffleur::engine
