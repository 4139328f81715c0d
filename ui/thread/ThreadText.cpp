// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/thread/ThreadText.h"

#include "domain/Rules.h"
#include "ui/common/ErrorText.h"
#include "ui/common/Format.h"

namespace souffleur::ui {

QString ThreadText::status(MessageStatus status) {
    switch (status) {
    case MessageStatus::Received:
        return tr("received");
    case MessageStatus::Held:
        return tr("waits to be sent, can be undone");
    case MessageStatus::Queued:
        return tr("waits to be sent");
    case MessageStatus::Sending:
        return tr("being sent");
    case MessageStatus::Sent:
        return tr("sent");
    case MessageStatus::Delivered:
        return tr("delivered");
    case MessageStatus::Read:
        return tr("read");
    case MessageStatus::Failed:
        return tr("not delivered");
    case MessageStatus::Unclear:
        return tr("not known whether it arrived");
    case MessageStatus::Cancelled:
        return tr("not sent, undone");
    }
    return {};
}

QString ThreadText::statusIcon(MessageStatus status) {
    switch (status) {
    case MessageStatus::Received:
        return {};
    case MessageStatus::Held:
    case MessageStatus::Queued:
    case MessageStatus::Sending:
        return u"clock"_s;
    case MessageStatus::Sent:
        return u"tick"_s;
    case MessageStatus::Delivered:
    case MessageStatus::Read:
        return u"tick-double"_s;
    case MessageStatus::Failed:
        return u"error"_s;
    case MessageStatus::Unclear:
        return u"warning"_s;
    case MessageStatus::Cancelled:
        return u"undo"_s;
    }
    return {};
}

QString ThreadText::problem(const Message& message) {
    switch (message.status) {
    case MessageStatus::Failed:
        return message.error ? tr("Not delivered: %1.").arg(ErrorText::brief(*message.error))
                             : tr("Not delivered.");
    case MessageStatus::Unclear:
        return tr("The connection broke while sending. Was this message sent? Please check on the channel.");
    case MessageStatus::Queued:
        if (!message.error)
            return {};
        return message.dueAt ? tr("Not delivered yet: %1. Trying again at %2.")
                                   .arg(ErrorText::brief(*message.error), Format::clock(*message.dueAt))
                             : tr("Not delivered yet: %1.").arg(ErrorText::brief(*message.error));
    default:
        return {};
    }
}

QString ThreadText::mark(const ThreadMark& mark) {
    const QString actor = Format::isolated(mark.actor);
    const QString text = Format::isolated(mark.text);
    const bool somebody = !mark.actor.isEmpty();
    switch (mark.kind) {
    case ThreadMark::Kind::Opened:
        return somebody ? tr("Conversation begun by %1").arg(actor) : tr("Conversation opened");
    case ThreadMark::Kind::Resolved:
        return somebody ? tr("Resolved by %1").arg(actor) : tr("Resolved");
    case ThreadMark::Kind::Reopened:
        return somebody ? tr("Reopened by %1").arg(actor) : tr("Reopened");
    case ThreadMark::Kind::Assigned:
        if (mark.text.isEmpty())
            return somebody ? tr("%1 removed the assignment").arg(actor) : tr("Not assigned any more");
        return somebody && mark.actor != mark.text ? tr("%1 assigned this to %2").arg(actor, text)
                                                   : tr("Assigned to %1").arg(text);
    case ThreadMark::Kind::Snoozed:
        return somebody ? tr("Snoozed by %1").arg(actor) : tr("Snoozed");
    case ThreadMark::Kind::Woken:
        return tr("Back from snooze");
    case ThreadMark::Kind::Rated: {
        const int stars = std::clamp(mark.number, 0, 5);
        return tr("Rated %1 of 5").arg(stars) + u' ' + QString(stars, QChar(0x2605)) +
               QString(5 - stars, QChar(0x2606));
    }
    case ThreadMark::Kind::Blocked:
        return tr("The customer has blocked us");
    case ThreadMark::Kind::Unblocked:
        return tr("The customer can be reached again");
    }
    return {};
}

QString ThreadText::placeholder(const Message& message) {
    if (message.deleted)
        return tr("This message was deleted.");
    if (!message.text.isEmpty() || !message.attachments.isEmpty() || message.location)
        return {};
    switch (message.kind) {
    case MessageKind::Unsupported:
        return tr("A message of a kind that cannot be shown yet. It is kept.");
    case MessageKind::Encrypted:
        return tr(
            "The customer writes in a room with end-to-end encryption, which Souffleur cannot read. Further "
            "messages there stay hidden, and nothing is sent to it. Ask for a conversation without encryption.");
    case MessageKind::Invitation:
        return tr("An invitation to a room. The channel's settings say that it is not accepted by itself.");
    case MessageKind::ContactCard:
        return tr("A contact card");
    case MessageKind::ButtonPress:
        return tr("A button was pressed");
    default:
        return tr("An empty message");
    }
}

QString ThreadText::summary(const Message& message) {
    if (const QString words = placeholder(message); !words.isEmpty())
        return words;
    if (!message.text.isEmpty())
        return rules::oneLine(message.text.left(400), 160);
    if (!message.attachments.isEmpty())
        return message.attachments.first().fileName.isEmpty()
                   ? Format::attachmentKind(message.attachments.first().kind)
                   : message.attachments.first().fileName;
    return message.location ? tr("Location") : QString();
}

QString ThreadText::accessible(const ThreadItem& item) {
    QStringList parts;
    if (const auto* note = std::get_if<Note>(&item)) {
        parts << tr("Internal note by %1").arg(note->authorName) << Format::absolute(note->createdAt)
              << note->text.left(1000);
    } else if (const auto* mark = std::get_if<ThreadMark>(&item)) {
        parts << ThreadText::mark(*mark) << Format::absolute(mark->at);
    } else {
        const auto& message = std::get<Message>(item);
        parts << (message.authorName.isEmpty() && message.direction == Direction::Outbound ? tr("We")
                                                                                           : message.authorName)
              << Format::absolute(message.sentAt);
        if (!message.quotedText.isEmpty())
            parts << tr("in reply to: %1").arg(message.quotedText.left(160));
        const QString words = placeholder(message);
        parts << (words.isEmpty() ? message.text.left(1000) : words);
        for (const auto& attachment : message.attachments)
            parts << (Format::attachmentKind(attachment.kind) + u' ' + attachment.fileName).trimmed();
        if (message.location)
            parts << tr("Location") + u' ' + message.location->title;
        for (const auto& reaction : message.reactions)
            parts << tr("reaction %1").arg(reaction.emoji);
        if (message.editedAt)
            parts << tr("edited");
        if (message.direction == Direction::Outbound)
            parts << status(message.status);
        parts << problem(message);
    }
    parts.removeAll(QString());
    return parts.join(u", "_s);
}

} // namespace souffleur::ui
