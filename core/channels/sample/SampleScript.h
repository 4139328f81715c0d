// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/ChannelEvent.h"

namespace souffleur::channels::sample {

//! One thing a customer sends; `edit` names the key of an earlier message instead.
struct ScriptMessage {
    MessageKind kind = MessageKind::Text;
    QString key;
    QString edit;
    QString text;
    QString file; //!< a bare file name in the media folder
    int durationSeconds = 0;
    std::optional<Location> location;
};

struct ScriptStep {
    enum class When {
        Start,   //!< delay from the start of the channel
        Reply,   //!< delay from the agent's next reply
        Silence, //!< delay from the step before; skipped when a reply came
        After,   //!< delay from the step before, reply or not
    };
    When when = When::Start;
    double delaySeconds = 0;
    double typingSeconds = 0;
    QList<ScriptMessage> messages;
    int rating = 0; //!< 0: none
};

struct ScriptCustomer {
    Sender sender;
    QList<ScriptStep> steps;
};

struct Script {
    QList<ScriptCustomer> customers;
    QString mediaFolder;
};

inline constexpr qint64 MaxScriptBytes = 64ll * 1024 * 1024;

//! "souffleur-customers" version 1 (resources/sample/README.md). Pure. Anything wrong is Damaged and says where.
Result<Script> parseScript(const QByteArray& json);

//! Recorded conversations, one {"conv","turn","role","lang","text"} per line, as customers. A customer's turns in a
//! row are one step; behind an agent's turn the customer waits for a reply - or, unless waitForAgent, for some
//! seconds. Names are made up. Unreadable lines are left out; the first `limit` conversations count.
Result<Script> parseConversations(const QByteArray& lines, bool waitForAgent, int limit, double secondsBetween);

} // namespace souffleur::channels::sample
