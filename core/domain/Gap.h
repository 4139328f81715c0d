// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"
#include "domain/Ids.h"

#include <QList>
#include <QStringList>

namespace souffleur {

//! Why a customer's turn points at something the FAQ does not say.
enum class GapKind {
    NoneFits, //!< an agent said so
    Silent,   //!< the bot had nothing to offer
    Waiting,  //!< nobody has answered yet
    OwnWords, //!< an agent answered without the FAQ
};

//! A turn (the customer's messages between two replies) that the FAQ did not answer, and what followed.
struct GapTurn {
    ConversationId conversation;
    QString contactName; //!< only to be masked
    GapKind kind = GapKind::OwnWords;
    QString text;
    QString language;
    Timestamp at{};              //!< of its first message
    QString reply;               //!< the person's reply that followed; empty: none yet
    OptionalTimestamp repliedAt; //!< none: waits still
};

//! Questions of several customers that are about the same thing. Holds no names, numbers or addresses.
struct GapCluster {
    QString question;     //!< the most typical turn, masked
    QStringList words;    //!< what its turns have in common, most telling first
    QStringList examples; //!< further turns, masked
    QString language;
    int count = 0; //!< conversations
    int noneFits = 0;
    int silent = 0;
    int waiting = 0;
    Milliseconds meanWait{0}; //!< from the turn to its reply, or to now
    double cost = 0;          //!< count times mean wait, in hours: what the gap costs customers
    QString draft;            //!< the best human answer, masked, to write an entry from; empty: none
    int draftUses = 0;        //!< replies in the cluster that say much the same
    QList<ConversationId> conversations;
};

//! A gap that was settled, known by its telling words: which customers' turns it is made of changes every day.
struct SettledGap {
    QString language;
    QStringList words;
    bool operator==(const SettledGap&) const = default;
};

} // namespace souffleur
