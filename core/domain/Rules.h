// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Conversation.h"
#include "domain/Faq.h"
#include "domain/Gap.h"
#include "domain/Suggestion.h"

//! The pure rules: no I/O, no clock of their own, no threads.
namespace souffleur::rules {

//! Minutes until the first reply is due; the team's reply target.
inline constexpr int DefaultReplyTargetMinutes = 60;

//! Outbound statuses only rise: Held < Queued < Sending < Sent < Delivered < Read. Failed is reached from anything
//! below Delivered, Unclear from Sending, Cancelled from Held; a receipt lifts Unclear and Failed (the message did
//! arrive). Queued is reached again from Sending and Failed (retry). Returns the status after `next` was reported.
MessageStatus riseStatus(MessageStatus current, MessageStatus next);

//! Does this outbound status count as a reply? Held, Cancelled, Failed do not; Unclear does not.
bool isAccepted(MessageStatus status);

//! The customer wrote: the episode opens again when it was resolved or snoozed, the wait starts unless one runs,
//! unread grows. Returns true when a resolved episode gave way to a new one (then conversation.episode is new).
bool applyInbound(Conversation& conversation, const Message& message, Milliseconds replyTarget);

//! A person's public reply was stored (any status but Cancelled/Failed): the wait ends, read up to here.
void applyReply(Conversation& conversation, const Message& message);
//! The reply was undone or failed for good: the wait it ended starts again where it was.
void restoreWait(Conversation& conversation, OptionalTimestamp waitingSince, Milliseconds replyTarget);

void applyResolve(Conversation& conversation);
void applyReopen(Conversation& conversation);
void applySnooze(Conversation& conversation, OptionalTimestamp until);
//! Sets preview fields from the message.
void applyPreview(Conversation& conversation, const Message& message);

//! One line, at most `max` UTF-16 units, without control, zero-width or direction characters; never splits a
//! surrogate.
QString oneLine(const QString& text, int max = 160);
//! A file name fit to be shown and stored: last path component, no control/direction/zero-width characters, no
//! leading dots, no device names, at most 120 units, extension kept.
QString cleanFileName(const QString& name);

enum class GuardReason {
    SomeoneReplied,  //!< a colleague's reply stands behind what the agent saw
    CustomerWrote,   //!< the customer wrote behind what the agent saw
    PlaceholderOpen, //!< hard; detail is the name
    TooLong,         //!< hard; detail is the number of characters over
    WindowClosed,    //!< hard
    Blocked,         //!< hard
    Empty,           //!< hard
    Mention,         //!< "@name": meant as a note?
    NoteLike,        //!< starts like a note ("intern:", "# Interne Notiz", "note:")
    SameTextSent,    //!< the same text was sent to this customer before
    FileTooLarge,    //!< hard; detail is the file's name
    FileKind,        //!< hard
    OtherName,       //!< calls the customer by another customer's name; detail is that name
    OtherNumber,     //!< names an order or the like of another customer; detail is the number
    InternalWord,    //!< detail is the word
};
bool isHard(GuardReason reason);

struct GuardIssue {
    GuardReason reason;
    QString detail;
    bool operator==(const GuardIssue&) const = default;
};

struct GuardInput {
    QString text;
    QList<Attachment> attachments;
    ChannelCapabilities capabilities;
    qint64 seenSequence = 0;
    QList<ThreadItem> newerItems; //!< items with a sequence above seenSequence
    QStringList earlierTexts;     //!< our latest texts to this customer
    OptionalTimestamp lastInboundAt;
    Timestamp now{};
    bool blocked = false;
    AgentId actor;
    QString contactName;
    QStringList otherNames;   //!< of customers that this one may be mixed up with
    QStringList otherNumbers; //!< orders and the like that belong to another customer and not to this one
    QStringList internalWords;
};

//! Everything that speaks against sending, hard reasons first. Empty: go.
QList<GuardIssue> sendGuard(const GuardInput& input);

//! Words of a text that is not for customers; a team sets its own (InternalWordsSetting).
QStringList defaultInternalWords();
inline constexpr auto InternalWordsSetting = "guard_internal_words"; //!< array of strings; missing: the default

//! What in a text may tell an order, a parcel or a customer from another: words with six digits or more, none out
//! of links, at most five.
QStringList identifyingNumbers(const QString& text);

//! Names of the {{placeholders}} still open in text.
QStringList openPlaceholders(const QString& text);

//! 1 - Levenshtein / longer length, over UTF-16 units; 1 for two empty texts. Texts over 4,000 units are compared
//! by their first 4,000.
double similarity(const QString& a, const QString& b);

//! Shrunk mean of n ratings with the given sum: (prior * weight + sum) / (weight + n).
RatingSummary shrunkRating(double sum, int count, double prior = 3.8, double weight = 5.0);

//! A bad run: of the latest RunLength ratings at least RunLow were of LowStars or less.
inline constexpr int RunLength = 10;
inline constexpr int RunLow = 5;
inline constexpr int LowStars = 2;
bool isBadRun(const FaqStats& stats);

//! Agents said of the entry that it does not fit, at least five times and more often than they sent it. Asked after
//! each such word; true at every fifth, so that a settled task does not come back at once.
bool isOftenWrong(const FaqStats& stats);

//! Most of the telling words of the one are telling words of the other.
bool isSameGap(const GapCluster& cluster, const SettledGap& settled);

//! How good an entry has proved, in stars; 3.8 for one that nobody used or rated yet. Words decide which entry
//! answers a question; this orders entries whose words fit alike.
//!   shrunk mean of ratings          (19 + sum) / (5 + n)                                   stars
//!   + 0.3 (k - 0.7)                 k = (7 + kept) / (10 + sent), the share of replies that agents sent
//!                                   much as inserted, drawn towards 0.7                    -0.21 ... +0.09
//!   + 0.1 min(1, log2(1 + sent)/8)  use, full at 255 replies                               0 ... +0.1
//!   - 0.05 years, at most 0.1       since somebody last reviewed or edited it              -0.1 ... 0
//!   - 1.5                             in a bad run
//! The small terms together are less than what forty ratings of 4.6 are above one of 5. daysSinceReview below 0:
//! not known.
double entryScore(const FaqStats& stats, int daysSinceReview);

} // namespace souffleur::rules
