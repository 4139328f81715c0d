// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Channel.h"
#include "domain/Search.h"

#include <QTimeZone>

namespace souffleur {

//! What can be written into the search field beside words, in German and English: von: an: kanal: status: tag:
//! zustaendig: seit: vor: hat: wartet:, from: to: channel: status: tag: assignee: since: before: has: waiting:.
enum class SearchField {
    From,
    To,
    Channel,
    Status,
    Tag,
    Assignee,
    Since,
    Before,
    Has,
    Waiting,
};

//! What values are compared with.
struct SearchNames {
    QList<Channel> channels;
    QList<ChannelCapabilities> kinds;
    QList<Agent> agents;
    AgentId me;
    QStringList tags;
    Timestamp now{};
    QTimeZone zone = QTimeZone::utc(); //!< of days
};

//! An operator whose value says nothing. The core makes no sentences; whoever shows it does.
struct SearchProblem {
    enum class Kind {
        MissingValue,
        UnknownChannel,
        UnknownStatus,
        UnknownAgent,
        ManyAgents, //!< more than one has this name
        BadDate,
        BadDuration,
        UnknownPart,   //!< has:
        Contradiction, //!< a second value where only one can hold
    };
    Kind kind = Kind::MissingValue;
    QString name; //!< as typed, without the colon
    QString value;
    bool operator==(const SearchProblem&) const = default;
};

struct SearchInput {
    SearchQuery query;
    QList<SearchProblem> problems; //!< not empty: do not search with the query
};

//! Splits what was typed into words and operators. An operator nobody knows is a word; one at the very end without
//! a value is still being typed and counts for nothing. Pure; no input is an error.
SearchInput parseSearch(const QString& typed, const SearchNames& names);

//! How the text at the cursor may go on.
struct SearchCompletion {
    int start = 0; //!< what a choice replaces
    int length = 0;
    QStringList choices; //!< "kanal:" or "\"Anna Weber\" "; none: nothing to say
};
SearchCompletion completeSearch(const QString& typed, int cursor, const SearchNames& names, bool german);

} // namespace souffleur
