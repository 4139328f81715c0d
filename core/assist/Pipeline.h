// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "assist/CandidateSearch.h"
#include "assist/FeatureExtractor.h"
#include "assist/Model.h"
#include "assist/RankerTuning.h"

namespace souffleur::assist {

//! An entry with everything the ranking found out about it.
struct Ranked {
    const FaqEntry* entry = nullptr;
    Features features{};
    double score = 0;
    ScoreParts parts;
    //! How often agents sent it for the very same words, at least once as a question of it has them, and twice its
    //! likelihood; -1: no question has them.
    double decided = -1;
    double probability = 0;
    Confidence confidence;
    std::vector<Meeting> meetings;
};

//! What experience says of an entry for a message.
struct Standing {
    double bonus = 0;  //!< added to its score: its rating, less refusals
    int decisions = 0; //!< how often agents sent it for these very words
};

struct Ranking {
    Query query;
    std::vector<Ranked> entries; //!< best first
    int candidates = 0;
};

//! Text in, ranked entries out: analysis, candidates, features, ranking, calibration. Keeps vocabularies and
//! analysed entries per language. Drafting and what may be shown are the Suggester's.
class Pipeline {
public:
    explicit Pipeline(knowledge::FaqIndex& index) : m_index(index) {}
    //! standing: may be empty. noneFitted: how often agents said that nothing fits these very words.
    Ranking rank(const QString& cleaned, const QString& language,
                 const std::function<bool(const FaqEntry&)>& eligible,
                 const std::function<Standing(const FaqEntry&)>& standing, int limit, int noneFitted = 0);
    Vocabulary& vocabulary(const QString& language);
    //! What was learned; null: nothing.
    void setModel(std::shared_ptr<const Model> model);
    //! Accepted wordings per entry.
    void setAverageLearned(double average) { m_averageLearned = average; }
    void setSynonyms(const QList<SynonymGroup>& groups);
    //! The entry or what was learned for it changed.
    void forget(FaqEntryId id);
    //! Instead of the model's.
    void setTuning(const RankerTuning& tuning) { m_tuning = tuning; }
    //! After each change of the index.
    void indexChanged();

private:
    struct Language {
        Language(const knowledge::FaqIndex& index, const QString& language)
            : vocabulary(index, language), texts(vocabulary) {}
        void setModel(std::shared_ptr<const LanguageModel> learned) {
            model = std::move(learned);
            vocabulary.setBackground(model ? model->background : Background());
            texts.setModel(model);
        }
        Vocabulary vocabulary;
        EntryTexts texts;
        std::shared_ptr<const LanguageModel> model;
        int generation = -1;
    };
    Language& language(const QString& language);

    knowledge::FaqIndex& m_index;
    std::shared_ptr<const Model> m_model;
    QList<SynonymGroup> m_synonyms;
    double m_averageLearned = 0;
    std::optional<RankerTuning> m_tuning;
    std::unordered_map<std::string, std::unique_ptr<Language>> m_languages;
};

} // namespace souffleur::assist
