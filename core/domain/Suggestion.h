// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Faq.h"
#include "domain/Ids.h"

namespace souffleur {

enum class ScoreBand {
    VeryGood,
    Good,
    Possible,
};

struct TextRange {
    int start = 0;
    int length = 0;
    bool operator==(const TextRange&) const = default;
};

//! A {{placeholder}} in a filled text.
struct PlaceholderSpan {
    QString name;
    TextRange range;       //!< in the filled text
    bool resolved = false; //!< unresolved ones keep their {{name}} and block sending
    bool operator==(const PlaceholderSpan&) const = default;
};

//! A draft text with its placeholders filled as far as known.
struct FilledText {
    QString text;
    QList<PlaceholderSpan> placeholders;
    bool operator==(const FilledText&) const = default;
};

struct RatingSummary {
    double mean = 0; //!< shrunk (Bayesian) mean, 1-5
    int count = 0;   //!< below 5: "new, not rated yet"
    bool operator==(const RatingSummary&) const = default;
};

//! What an entry's score is made of; the parts add up to it.
struct ScoreParts {
    double words = 0;      //!< the customer's words against question, variants and answer
    double learned = 0;    //!< what was learned from accepted replies and past messages
    double experience = 0; //!< ratings, use, age; below 0 also where agents refused it for such words
    //! A question, written or learned, has the very same words: goes before all that have none, whatever the score.
    bool sameWords = false;
    bool operator==(const ScoreParts&) const = default;
};

//! A FAQ answer offered for the current unanswered customer turn(s).
struct Suggestion {
    FaqEntryId entry;
    int number = 0;
    QString title; //!< canonical question in the agent's or the customer's language
    FaqAnswer answer;
    FilledText filled;
    ScoreBand band = ScoreBand::Possible;
    double probability = 0; //!< calibrated, 0-1
    double score = 0;
    ScoreParts parts;
    QStringList matchedWords; //!< as the customer wrote them
    QStringList matchedTerms; //!< the FAQ's words they met, same order and length; empty: in
                              //!< none of its questions nor this answer (in an agent's pair, say)
    RatingSummary rating;
    int timesSent = 0;
    double keptShare = 0; //!< of timesSent
    QDate validUntil;
    QDate reviewedAt;
    bool reviewDue = false;
    QString owner;
    QList<FaqEntryId> joined; //!< further entries whose answers are in this draft as well; usually none
    bool operator==(const Suggestion&) const = default;
};

enum class SuggestionState {
    Ready,
    Silent, //!< nothing good enough, or nothing to answer
    FaqEmpty,
    IndexBuilding,
};

//! Belongs to the customer turn it was made for and dies with any public reply.
struct SuggestionSet {
    SuggestionSetId id;
    ConversationId conversation;
    qint64 upToSequence = 0; //!< the latest customer message it answers
    QString turnText;        //!< that turn, shortened, for the panel's head
    QString language;
    SuggestionState state = SuggestionState::Silent;
    QList<Suggestion> suggestions; //!< best first, at most 10
    int candidates = 0;
    qint64 tookMicroseconds = 0;
    int indexed = 0; //!< IndexBuilding: entries done
    int total = 0;   //!< IndexBuilding: entries in all
    bool operator==(const SuggestionSet&) const = default;
};

enum class NoneFitsReason {
    WrongTopic,
    Outdated,
    Tone,
    Missing,
};

} // namespace souffleur
