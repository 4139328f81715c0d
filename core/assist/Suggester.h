// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "assist/Model.h"
#include "base/Clock.h"
#include "base/Result.h"
#include "domain/Channel.h"
#include "domain/Contact.h"
#include "domain/Knowledge.h"
#include "domain/Suggestion.h"

#include <memory>

namespace souffleur::knowledge {
class FaqIndex;
}

namespace souffleur::assist {

//! The unanswered customer turn(s) and what drafting needs to know.
struct SuggestionRequest {
    ConversationId conversation;
    QStringList turns;   //!< unanswered customer messages of the current episode, oldest first
    QStringList earlier; //!< earlier customer messages of the same episode, for language and form of address
    qint64 upToSequence = 0;
    QString language;                               //!< known language of the conversation; empty: guess
    FormOfAddress address = FormOfAddress::Unknown; //!< Unknown: from the conversation, else teamAddress
    FormOfAddress teamAddress = FormOfAddress::Formal;
    QString teamLanguage = QStringLiteral("de");
    QString channelKind;
    int maxTextLength = 4096;
    bool formalChannel = false;          //!< e-mail length answers
    bool greeted = false;                //!< we wrote in this episode before: no second greeting
    QMap<QString, QString> placeholders; //!< name, agent, order ...: values known
    Timestamp now{};
    int limit = 3;
    bool rawHits = false; //!< no thresholds, up to 10 hits: FAQ search by hand, eval
};

//! The pipeline: text -> features -> candidates (Xapian) -> ranking -> calibration -> drafting. Each step is a
//! class of its own in this folder (README.md). Belongs to the Search thread; one instance per index.
class Suggester {
public:
    explicit Suggester(knowledge::FaqIndex& index);
    ~Suggester();

    SuggestionSet suggest(const SuggestionRequest& request);
    //! The same for a question that is tried out: below the threshold too, with what is not offered and why.
    //! `edited` stands for the stored entry meanwhile, as if it were published.
    Trial attempt(const SuggestionRequest& request, const std::optional<FaqEntry>& edited);
    //! Ratings and use of entries, as the store counted them; replaces the earlier value of each entry.
    void setStats(const QList<FaqStats>& stats);
    //! Adds or replaces entries in the index, with what was learned for them; findable at once.
    Status updateEntries(const QList<FaqEntry>& entries);
    Status removeEntries(const QList<FaqEntryId>& ids);
    //! What agents made of customers' words, oldest first; replaces what was known.
    Status setPairs(const QList<LearnedPair>& pairs);
    //! Counts from the next suggestion on.
    Status addPairs(const QList<LearnedPair>& pairs);
    Status removePairs(const QList<LearnedPairId>& ids);
    //! What was learned in the background; null: nothing.
    void setModel(std::shared_ptr<const Model> model);
    //! Words that mean the same; replaces the earlier ones.
    void setSynonyms(const QList<SynonymGroup>& groups);
    //! Must be called after the index changed (vocabulary and caches follow).
    void indexChanged();

private:
    struct Private;
    std::unique_ptr<Private> m_d;
};

} // namespace souffleur::assist
