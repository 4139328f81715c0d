// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "assist/FaqProposal.h"
#include "channels/Connector.h"
#include "engine/Handlers.h"
#include "engine/Learning.h"
#include "store/Store.h"

namespace souffleur::engine {
namespace {

constexpr auto Proposed = "faq_proposed";
constexpr int ItemsBack = 40;

//! The agent's latest reply that went out or is about to; none: NotFound.
Result<Message> latestReply(store::Store& store, ConversationId conversation, AgentId agent) {
    SOUFFLEUR_TRY(const ThreadPage page, store.messages().pageBefore(conversation, 0, ItemsBack));
    for (auto it = page.items.crbegin(); it != page.items.crend(); ++it) {
        const auto* message = std::get_if<Message>(&*it);
        if (message && message->direction == Direction::Outbound && message->author == agent &&
            message->status != MessageStatus::Cancelled && message->status != MessageStatus::Failed)
            return *message;
    }
    return makeError(ErrorCode::NotFound, u"reply"_s);
}

} // namespace

Result<CommandReply> Handler<ProposeFaq>::handle(const ProposeFaq& command, HandlerContext& context) {
    store::Store& store = context.store;
    SOUFFLEUR_TRY(const Conversation conversation, store.conversations().find(command.conversation));
    SOUFFLEUR_TRY(const Message reply, latestReply(store, conversation.id, context.actor.id));
    CommandReply done;
    SOUFFLEUR_TRY(const QList<store::Event> earlier,
                  store.events().byEpisode(reply.episode, QLatin1String(Proposed)));
    for (const store::Event& event : earlier) {
        if (event.data.value(u"message"_s).toString() != reply.id.toString())
            continue;
        done.faqEntry = FaqEntryId::fromString(event.data.value(u"entry"_s).toString());
        return done;
    }
    SOUFFLEUR_TRY(const QList<Message> turns,
                  store.messages().turnsBefore(conversation.id, reply.sequence, LearnedTurns));
    SOUFFLEUR_TRY(const Contact contact, store.contacts().find(conversation.contact));
    QStringList question;
    for (const Message& turn : turns) {
        if (!turn.text.trimmed().isEmpty())
            question += turn.text.trimmed();
    }
    if (question.isEmpty() || reply.text.trimmed().isEmpty())
        return makeError(ErrorCode::NotFound, u"question"_s);
    assist::ProposalInput input;
    input.question = question.join(u'\n');
    input.answer = reply.text;
    input.contactName = contact.displayName;
    input.agentName = context.actor.name;
    input.fields = contact.fields;
    input.language = conversation.language.isEmpty() ? contact.language : conversation.language;
    if (const channels::ChannelKind* kind = channels::findChannelKind(reply.channelKind))
        input.formalChannel = kind->capabilities.formal;
    SOUFFLEUR_TRY(const FaqEntry saved, store.faq().save(assist::proposeEntry(input), context.actor.name,
                                                         u"from a reply"_s, context.now));
    SOUFFLEUR_CHECK(store.events().append(
        {QLatin1String(Proposed), context.now, conversation.id, reply.episode, context.actor.id,
         QJsonObject{{u"message"_s, reply.id.toString()}, {u"entry"_s, saved.id.toString()}}}));
    done.faqEntry = saved.id;
    return done;
}

} // namespace souffleur::engine
