// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/Outbound.h"

#include "ui/common/Format.h"

namespace souffleur::ui {

QString GuardText::sentence(const rules::GuardIssue& issue, const ChannelCapabilities& channel,
                            const QString& contactName) {
    using enum rules::GuardReason;
    const QString name = Format::isolated(contactName);
    const QString detail = Format::isolated(issue.detail);
    switch (issue.reason) {
    case SomeoneReplied:
        return issue.detail.isEmpty() ? tr("Somebody replied in the meantime. Read it before you send.")
                                      : tr("%1 replied in the meantime. Read it before you send.").arg(detail);
    case CustomerWrote:
        return tr("%1 has written again while you were typing.").arg(name);
    case PlaceholderOpen:
        return tr("“%1” is still empty. Fill it in or remove it.").arg(detail);
    case TooLong:
        return tr("%n character(s) too long for %1.", nullptr, issue.detail.toInt())
            .arg(Format::channelName(channel));
    case WindowClosed:
        return tr("The reply window is closed. %1 takes your text again once the customer has written.")
            .arg(Format::channelName(channel));
    case Blocked:
        return tr("%1 cannot be reached here any more: the account is blocked or gone.").arg(name);
    case Empty:
        return tr("There is nothing to send yet.");
    case Mention:
        return tr("“%1” looks like a word to a colleague. Is this meant as an internal note?").arg(detail);
    case NoteLike:
        return tr("The text begins like an internal note.");
    case OtherName:
        return tr("“%1” is another customer; this one is %2.").arg(detail, name);
    case OtherNumber:
        return tr("“%1” belongs to another customer.").arg(detail);
    case InternalWord:
        return tr("“%1” is an internal word.").arg(detail);
    case SameTextSent:
        return tr("This customer has received the same text before.");
    case FileTooLarge:
        return tr("“%1” is larger than %2 allows.").arg(detail, Format::channelName(channel));
    case FileKind:
        return tr("%2 cannot carry files like “%1”.").arg(detail, Format::channelName(channel));
    }
    return {};
}

} // namespace souffleur::ui
