// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/Episodes.h"
#include "engine/Handlers.h"
#include "engine/Learning.h"
#include "store/Store.h"

namespace souffleur::engine {
namespace {

QString guardNames(const QList<rules::GuardIssue>& issues) {
    QStringList names;
    for (const auto& issue : issues)
        names += QString::number(int(issue.reason));
    return names.join(u',');
}

Status removeDraft(HandlerContext& context, ConversationId conversation, DraftMode mode) {
    Draft empty;
    empty.conversation = conversation;
    empty.mode = mode;
    return context.store.drafts().save(empty, context.actor.id);
}

} // namespace

Result<CommandReply> Handler<SendReply>::handle(const SendReply& command, HandlerContext& context) {
    store::Store& store = context.store;
    SOUFFLEUR_TRY(const rules::GuardInput input, guardInput(store, command, context.actor.id, context.now));
    const QList<rules::GuardIssue> issues = rules::sendGuard(input);
    for (const rules::GuardIssue& issue : issues) {
        if (!command.sendAnyway || rules::isHard(issue.reason)) {
            using enum rules::GuardReason;
            switch (issue.reason) {
            case PlaceholderOpen:
                return makeError(ErrorCode::PlaceholderOpen, issue.detail);
            case TooLong:
                return makeError(ErrorCode::TooLong, issue.detail);
            case WindowClosed:
                return makeError(ErrorCode::WindowClosed);
            case Blocked:
                return makeError(ErrorCode::RecipientBlocked);
            case FileTooLarge:
                return makeError(ErrorCode::TooLarge);
            default:
                return makeError(ErrorCode::GuardRefused, guardNames(issues));
            }
        }
    }
    SOUFFLEUR_TRY(Conversation conversation, store.conversations().find(command.conversation));
    const Conversation before = conversation;

    Message message;
    message.id = command.message;
    message.conversation = conversation.id;
    message.episode = conversation.episode;
    message.channel = conversation.channel;
    message.channelKind = conversation.channelKind;
    message.sequence = ++conversation.lastSequence;
    message.direction = Direction::Outbound;
    message.kind = command.attachments.isEmpty()                               ? MessageKind::Text
                   : command.attachments.first().kind == AttachmentKind::Image ? MessageKind::Image
                                                                               : MessageKind::Document;
    message.text = command.text;
    message.authorName = context.actor.name;
    message.author = context.actor.id;
    message.status = MessageStatus::Held;
    message.sentAt = message.receivedAt = context.now;
    message.replyTo = command.replyTo;
    message.attachments = command.attachments;
    for (Attachment& attachment : message.attachments)
        attachment.state = AttachmentState::Stored;
    if (command.replyTo) {
        SOUFFLEUR_TRY(const Message quoted, store.messages().find(*command.replyTo));
        message.quotedText = rules::oneLine(quoted.text);
    }
    message.fromFaq = command.suggestion ? std::optional(command.suggestion->entry) : command.faqEntry;
    message.dueAt = context.now + std::chrono::seconds(std::clamp(command.holdSeconds, 0, 60));
    SOUFFLEUR_TRY(const bool fresh, store.messages().insert(message, {}));
    if (!fresh)
        return makeError(ErrorCode::Conflict, u"message id"_s);

    SOUFFLEUR_CHECK(store.outbox().insert({message.id, conversation.id, conversation.channel, MessageStatus::Held,
                                           *message.dueAt, 0, conversation.waitingSince}));
    if (message.fromFaq) {
        QJsonObject data{{u"message"_s, message.id.toString()}, {u"entry"_s, message.fromFaq->toString()}};
        if (command.suggestion) {
            data.insert(u"set"_s, command.suggestion->set.toString());
            data.insert(u"rank"_s, command.suggestion->rank);
        }
        SOUFFLEUR_TRY(const double kept, keptShare(store, command, context.actor.id));
        data.insert(u"similarity"_s, kept);
        SOUFFLEUR_CHECK(store.events().append(
            {u"suggestion_sent"_s, context.now, conversation.id, conversation.episode, context.actor.id, data}));
        SOUFFLEUR_CHECK(creditReply(store, message, +1, context.now));
    }
    if (!conversation.assignee) {
        // Who answers first has the conversation.
        conversation.assignee = context.actor.id;
        conversation.assigneeName = context.actor.name;
    }
    rules::applyReply(conversation, message);
    if (command.thenResolve) {
        SOUFFLEUR_CHECK(appendMark(store, conversation,
                                   {ThreadMark::Kind::Resolved, {}, 0, context.now, context.actor.name, {}, 0}));
        rules::applyResolve(conversation);
    } else if (command.followUpAt && *command.followUpAt > context.now) {
        const QString until = toDateTime(*command.followUpAt).toString(Qt::ISODate);
        SOUFFLEUR_CHECK(appendMark(store, conversation,
                                   {ThreadMark::Kind::Snoozed, {}, 0, context.now, context.actor.name, until, 0}));
        rules::applySnooze(conversation, command.followUpAt);
        SOUFFLEUR_CHECK(store.events().append(
            {u"promised"_s, context.now, conversation.id, conversation.episode, context.actor.id,
             QJsonObject{{u"message"_s, message.id.toString()}, {u"until"_s, until}}}));
    }
    conversation.draftPreview.clear();
    SOUFFLEUR_CHECK(removeDraft(context, conversation.id, DraftMode::Reply));
    SOUFFLEUR_CHECK(store.conversations().update(before, conversation));
    return CommandReply{};
}

Result<CommandReply> Handler<UndoSend>::handle(const UndoSend& command, HandlerContext& context) {
    store::Store& store = context.store;
    SOUFFLEUR_TRY(Message message, store.messages().find(command.message));
    SOUFFLEUR_TRY(const std::optional<store::OutboxItem> item, store.outbox().find(command.message));
    if (!item || rules::riseStatus(message.status, MessageStatus::Cancelled) != MessageStatus::Cancelled)
        return makeError(ErrorCode::Conflict, u"already sent"_s);
    message.status = MessageStatus::Cancelled;
    message.dueAt.reset();
    SOUFFLEUR_CHECK(store.messages().update(message));
    SOUFFLEUR_CHECK(store.outbox().remove(message.id));
    SOUFFLEUR_CHECK(creditReply(store, message, -1, context.now));

    SOUFFLEUR_TRY(Conversation conversation, store.conversations().find(message.conversation));
    const Conversation before = conversation;
    rules::restoreWait(conversation, item->waitBefore, context.replyTarget);
    reopenAfter(conversation, message);
    // The text goes back into the editor unless something new was written there.
    SOUFFLEUR_TRY(const std::optional<Draft> draft,
                  store.drafts().find(message.conversation, DraftMode::Reply, context.actor.id));
    if (!draft || draft->isEmpty()) {
        Draft restored;
        restored.conversation = message.conversation;
        restored.text = message.text;
        restored.cursor = int(message.text.size());
        restored.replyTo = message.replyTo;
        restored.attachments = message.attachments;
        restored.faqEntry = message.fromFaq;
        restored.updatedAt = context.now;
        SOUFFLEUR_CHECK(store.drafts().save(restored, context.actor.id));
        conversation.draftPreview = rules::oneLine(message.text);
    }
    SOUFFLEUR_CHECK(store.messages().refreshPreview(conversation));
    SOUFFLEUR_CHECK(store.conversations().update(before, conversation));
    return CommandReply{};
}

Result<CommandReply> Handler<RetrySend>::handle(const RetrySend& command, HandlerContext& context) {
    store::Store& store = context.store;
    SOUFFLEUR_TRY(Message message, store.messages().find(command.message));
    SOUFFLEUR_TRY(std::optional<store::OutboxItem> item, store.outbox().find(command.message));
    if (item && (item->status == MessageStatus::Queued || item->status == MessageStatus::Held)) {
        item->dueAt = context.now;
        message.dueAt = context.now;
        SOUFFLEUR_CHECK(store.outbox().update(*item));
        SOUFFLEUR_CHECK(store.messages().update(message));
        return CommandReply{};
    }
    if (message.status != MessageStatus::Failed || item)
        return makeError(ErrorCode::Conflict, u"not failed"_s);
    SOUFFLEUR_TRY(Conversation conversation, store.conversations().find(message.conversation));
    const Conversation before = conversation;
    message.status = MessageStatus::Queued;
    message.error.reset();
    message.dueAt = context.now;
    SOUFFLEUR_CHECK(store.messages().update(message));
    SOUFFLEUR_CHECK(store.outbox().insert({message.id, conversation.id, message.channel, MessageStatus::Queued,
                                           context.now, 0, conversation.waitingSince}));
    SOUFFLEUR_CHECK(creditReply(store, message, +1, context.now));
    rules::applyReply(conversation, message);
    SOUFFLEUR_CHECK(store.conversations().update(before, conversation));
    return CommandReply{};
}

Result<CommandReply> Handler<SettleUnclear>::handle(const SettleUnclear& command, HandlerContext& context) {
    store::Store& store = context.store;
    SOUFFLEUR_TRY(Message message, store.messages().find(command.message));
    if (message.status != MessageStatus::Unclear)
        return makeError(ErrorCode::Conflict, u"not unclear"_s);
    message.status = command.wasSent ? MessageStatus::Sent : MessageStatus::Failed;
    message.error.reset();
    SOUFFLEUR_CHECK(store.messages().update(message));
    if (command.wasSent) {
        SOUFFLEUR_TRY(Conversation conversation, store.conversations().find(message.conversation));
        // Only when the customer has not written since: a later message starts a wait of its own.
        SOUFFLEUR_TRY(const QList<Message> turns, store.messages().unansweredTurns(message.conversation, 1));
        if (turns.isEmpty()) {
            const Conversation before = conversation;
            rules::applyReply(conversation, message);
            SOUFFLEUR_CHECK(store.messages().refreshPreview(conversation));
            SOUFFLEUR_CHECK(store.conversations().update(before, conversation));
        }
        SOUFFLEUR_CHECK(creditReply(store, message, +1, context.now));
        SOUFFLEUR_CHECK(learnFromReply(store, message, context.now));
    }
    return CommandReply{};
}

Result<CommandReply> Handler<AddNote>::handle(const AddNote& command, HandlerContext& context) {
    if (command.text.trimmed().isEmpty())
        return makeError(ErrorCode::InvalidInput, u"empty note"_s);
    store::Store& store = context.store;
    SOUFFLEUR_TRY(Conversation conversation, store.conversations().find(command.conversation));
    const Conversation before = conversation;
    Note note;
    note.id = command.note;
    note.conversation = conversation.id;
    note.episode = conversation.episode;
    note.sequence = ++conversation.lastSequence;
    note.author = context.actor.id;
    note.authorName = context.actor.name;
    note.text = command.text;
    note.createdAt = context.now;
    SOUFFLEUR_CHECK(store.messages().insertNote(note));
    SOUFFLEUR_CHECK(removeDraft(context, conversation.id, DraftMode::Note));
    SOUFFLEUR_CHECK(store.conversations().update(before, conversation));
    return CommandReply{};
}

Result<CommandReply> Handler<SaveDraft>::handle(const SaveDraft& command, HandlerContext& context) {
    store::Store& store = context.store;
    SOUFFLEUR_TRY(Conversation conversation, store.conversations().find(command.draft.conversation));
    Draft draft = command.draft;
    draft.updatedAt = context.now;
    SOUFFLEUR_CHECK(store.drafts().save(draft, context.actor.id));
    if (draft.mode == DraftMode::Reply) {
        const Conversation before = conversation;
        conversation.draftPreview = rules::oneLine(draft.text);
        if (conversation.draftPreview.isEmpty() && !draft.attachments.isEmpty())
            conversation.draftPreview = draft.attachments.first().fileName;
        if (conversation.draftPreview != before.draftPreview)
            SOUFFLEUR_CHECK(store.conversations().update(before, conversation));
    }
    return CommandReply{};
}

} // namespace souffleur::engine
