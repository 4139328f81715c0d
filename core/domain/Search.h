// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Conversation.h"
#include "domain/Suggestion.h"

namespace souffleur {

struct SearchQuery {
    QString words; //!< all must occur; "quoted phrases" stay together; the last word matches as a prefix
    QList<ChannelId> channels; //!< any of them; none: all
    std::optional<ConversationId> conversation;
    std::optional<ContactId> contact;
    std::optional<Direction> direction;
    std::optional<AgentId> author; //!< of outbound messages
    QString from;                  //!< contact name contains
    QStringList tags;              //!< all of them
    std::optional<EpisodeState> state;
    std::optional<AgentId> assignee; //!< the null id: nobody
    bool waiting = false;            //!< only where a customer waits for an answer
    OptionalTimestamp waitingSinceBefore;
    OptionalTimestamp waitingSinceAfter;
    OptionalTimestamp dueBefore; //!< overdue at that time
    bool unread = false;
    OptionalTimestamp since;
    OptionalTimestamp before;
    bool withAttachment = false;
    bool newestFirst = false; //!< else by rank
    int limit = 50;
};

struct SearchHit {
    ConversationId conversation;
    MessageId message;
    qint64 sequence = 0;
    QString contactName;
    QString channelKind;
    Direction direction = Direction::Inbound;
    Timestamp at{};
    QString snippet;             //!< plain text
    QList<TextRange> highlights; //!< in snippet
    double rank = 0;             //!< higher is better
};

} // namespace souffleur
