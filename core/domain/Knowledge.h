// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Faq.h"
#include "domain/Suggestion.h"

//! What whoever keeps the FAQ looks at: an entry with all that is known of it, a question tried out, entries that
//! say the same.
namespace souffleur {

//! Customers' wording that agents answered with the entry, in the words it was learned in.
struct LearnedWording {
    QString text;
    QString language;
    QList<LearnedPairId> pairs; //!< one for each customer who wrote so
    bool operator==(const LearnedWording&) const = default;
};

struct FaqDetail {
    FaqEntry entry;
    FaqStats stats;
    QList<FaqVersion> versions;    //!< newest first
    QList<LearnedWording> learned; //!< most frequent first
};

//! A customer's question as typed by whoever keeps the FAQ.
struct TrialQuery {
    QString text;
    QString language;               //!< empty: guessed as for a customer
    QString channelKind;            //!< empty: any
    std::optional<FaqEntry> edited; //!< stands for the stored entry, as if it were published
};

//! Why an entry that fits is not offered. Archived ones are not even looked at.
enum class LeftOutReason {
    Draft,
    InReview,
    Internal,
    Instruction,
    NotYetValid,
    Expired,
    OtherChannel,
    OtherLanguage, //!< has no answer in the customer's language
};

struct LeftOut {
    FaqEntryId entry;
    int number = 0;
    QString title;
    LeftOutReason reason = LeftOutReason::Draft;
    double probability = 0; //!< as if it were offered
    bool operator==(const LeftOut&) const = default;
};

struct Trial {
    SuggestionSet set;      //!< up to 5 entries, also those below the threshold
    double threshold = 0;   //!< below this probability the bot is silent
    QList<LeftOut> leftOut; //!< those that would have been offered otherwise, best first
};

//! Two entries that seem to say the same.
struct FaqDuplicate {
    FaqEntryId first; //!< the older one
    FaqEntryId second;
    QString firstTitle;
    QString secondTitle;
    double similarity = 0; //!< 1: the same question but for case, punctuation and spaces
    bool operator==(const FaqDuplicate&) const = default;
};

} // namespace souffleur
