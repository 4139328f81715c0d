// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Channel.h"
#include "domain/Command.h"
#include "domain/Rules.h"
#include "ui/composer/DraftBook.h"
#include "ui/composer/DraftText.h"

#include <QCoreApplication>

namespace souffleur::ui {

//! A reply on its way out: everything it needs to go, and everything the draft needs to come back. Taken by value
//! when the agent pressed send, so nothing selected later can change where it goes.
struct Outbound {
    SendReply reply;
    QString contactName;
    QString quotedText;
    QList<DraftText::Mark> marks;
    std::optional<Promise> promise;
    int cursor = 0;
    bool thenNext = false;
    Timestamp dueAt{}; //!< end of the hold
};

//! What a reason of the send guard means for the agent.
class GuardText {
    Q_DECLARE_TR_FUNCTIONS(souffleur::ui::GuardText)
public:
    static QString sentence(const rules::GuardIssue& issue, const ChannelCapabilities& channel,
                            const QString& contactName);
};

} // namespace souffleur::ui
