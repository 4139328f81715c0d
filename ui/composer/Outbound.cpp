// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/Outbound.h"

#include <QCoreApplication>

namespace souffleur::ui {

QString guardSentence(const rules::GuardIssue& issue, const ChannelCapabilities& channel,
                      const QString& contactName) {
    using enum rules::GuardReason;
    const auto tr = [](const char* text, int n = -1) {
        return QCoreApplication::translate("souffleur::ui::Guard", text, nullptr, n);
    };
    switch (issue.reason) {
    case SomeoneReplied:
        return issue.detail.isEmpty()
                   ? tr(QT_TRANSLATE_NOOP("souffleur::ui::Guard",
                                          "Somebody replied in the meantime. Read it before you send."))
                   : tr(QT_TRANSLATE_NOOP("souffleur::ui::Guard",
                                          "%1 replied in the meantime. Read it before you send."))
                         .arg(issue.detail);
    case CustomerWrote:
        return tr(QT_TRANSLATE_NOOP("souffleur::ui::Guard", "%1 has written again while you were typing."))
            .arg(contactName);
    case PlaceholderOpen:
        return tr(QT_TRANSLATE_NOOP("souffleur::ui::Guard", "“%1” is still empty. Fill it in or remove it."))
            .arg(issue.detail);
    case TooLong:
        return tr(QT_TRANSLATE_N_NOOP("souffleur::ui::Guard", "%n character(s) too long for %1."),
                  issue.detail.toInt())
            .arg(channel.displayName);
    case WindowClosed:
        return tr(QT_TRANSLATE_N_NOOP("souffleur::ui::Guard",
                                      "The reply window of %n hour(s) is closed. %1 takes free text again once the "
                                      "customer writes."),
                  channel.replyWindowHours)
            .arg(channel.displayName);
    case Blocked:
        return tr(QT_TRANSLATE_NOOP("souffleur::ui::Guard",
                                    "%1 cannot be reached here any more: the account is blocked or gone."))
            .arg(contactName);
    case Empty:
        return tr(QT_TRANSLATE_NOOP("souffleur::ui::Guard", "There is nothing to send yet."));
    case Mention:
        return tr(QT_TRANSLATE_NOOP("souffleur::ui::Guard",
                                    "“%1” mentions a colleague. Is this meant as an internal note?"))
            .arg(issue.detail);
    case NoteLike:
        return tr(QT_TRANSLATE_NOOP("souffleur::ui::Guard", "The text begins like an internal note."));
    case SameTextSent:
        return tr(QT_TRANSLATE_NOOP("souffleur::ui::Guard", "The same text was sent to this customer before."));
    case FileTooLarge:
        return tr(QT_TRANSLATE_NOOP("souffleur::ui::Guard", "“%1” is larger than %2 allows."))
            .arg(issue.detail, channel.displayName);
    case FileKind:
        return tr(QT_TRANSLATE_NOOP("souffleur::ui::Guard", "%2 cannot carry files like “%1”."))
            .arg(issue.detail, channel.displayName);
    }
    return {};
}

} // namespace souffleur::ui
