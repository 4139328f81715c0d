// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"
#include "domain/Ids.h"

#include <QStringList>

namespace souffleur {

//! How a customer's words and a FAQ entry came together.
enum class Verdict {
    Accepted, //!< the entry's answer was sent for them, with similarity >= 0.60, or an agent said that it fits
    Wrong,    //!< an agent said that the entry does not fit them
    NoneFits, //!< an agent said that nothing that was offered fits them
};

//! A customer's words and what an agent made of them. Customers' text: it goes when the contact is deleted.
struct LearnedPair {
    LearnedPairId id;
    FaqEntryId entry; //!< null for NoneFits
    Verdict verdict = Verdict::Accepted;
    ContactId contact;
    ConversationId conversation;
    QString language; //!< ISO 639-1; empty: not known
    QString text;     //!< the unanswered turns, oldest first, joined by line breaks
    Timestamp at{};
    bool operator==(const LearnedPair&) const = default;
};

//! How much of one customer's or one entry's words is learned. Somebody who writes the same nonsense ten thousand
//! times teaches it once, and nobody teaches an entry alone. What many contacts ask in the same words counts as
//! often as agents decided it, so that the answer which most of them got goes first.
struct LearningLimits {
    static constexpr int PairsPerContactAndEntry = 10; //!< for NoneFits: per contact
    static constexpr int SameWordsPerEntry = 50;       //!< the same words for the same entry, by different contacts
    static constexpr int TextLength = 2000;            //!< UTF-16 units; the end of longer texts is left out
};

//! Words that mean the same to this team's customers ("Gutschein", "Voucher", "Rabattcode"); edited by an admin.
struct SynonymGroup {
    QString language;
    QStringList words;
    bool operator==(const SynonymGroup&) const = default;
};

//! What a customer gave for an episode. Goes when the contact is deleted; the stars stay counted for the entries.
struct EpisodeRating {
    EpisodeId episode;
    ConversationId conversation;
    int stars = 0; //!< 1-5
    QString comment;
    QString by;
    Timestamp at{};
    bool operator==(const EpisodeRating&) const = default;
};

enum class ReviewReason {
    BadRun,   //!< rules::isBadRun
    Outdated, //!< an agent said so
    Wrong,    //!< agents said time and again that it does not answer what it is offered for: rules::isOftenWrong
};

//! Work for whoever owns a FAQ entry; at most one of a kind is open for an entry.
struct ReviewTask {
    ReviewTaskId id;
    FaqEntryId entry;
    ReviewReason reason = ReviewReason::BadRun;
    int ratings = 0; //!< BadRun: the latest ratings that were looked at; Wrong: how often it was sent
    int low = 0;     //!< of these, bad ones; Wrong: how often it did not fit
    Timestamp openedAt{};
    OptionalTimestamp closedAt;
    QString closedBy;
    bool operator==(const ReviewTask&) const = default;
};

} // namespace souffleur
