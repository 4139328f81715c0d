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
    double probability = 0;
    Confidence confidence;
    std::vector<Meeting> meetings;
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
    //! bonus: added to an entry's score (its rating); may be empty.
    Ranking rank(const QString& cleaned, const QString& language,
                 const std::function<bool(const FaqEntry&)>& eligible,
                 const std::function<double(const FaqEntry&)>& bonus, int limit);
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
