// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "assist/Background.h"
#include "assist/LatentSpace.h"
#include "assist/LinearModel.h"
#include "assist/RankerTuning.h"
#include "assist/Recalibration.h"

namespace souffleur::assist {

//! What an entry is worth to a text by one language's model; all 0 for entries that the model does not know.
struct LearnedScore {
    float margin = 0;     //!< LinearModel's, -2 to 2
    float lead = 0;       //!< margin less the best other entry's
    float share = 0;      //!< softmax of the margins
    float nearest = 0;    //!< cosine of pieces to the entry's nearest text
    float neighbours = 0; //!< mean of the three nearest
    bool known = false;
};

//! All that was learned about one language.
struct LanguageModel {
    WordVectors vectors;                                    //!< of the team's own texts
    const WordVectors* general = &WordVectors::shipped({}); //!< of everyday language
    DenseVector generalCommon;                              //!< WordVectors::commonOf the team's texts; empty: few
    PieceSpace space;
    LatentSpace latent;
    LinearModel linear;
    Background background; //!< of the messages without a label
    RankerTuning tuning;   //!< of the shipped weights, by what agents chose
    Recalibration recalibration;
    //! Training texts as pieces with the entry (index into linear.entries()) they belong to.
    std::vector<std::pair<SparseVector, int>> texts;

    //! What a word says of its text's meaning; worth keeping where the word comes again.
    struct WordMeaning {
        int row = -1;     //!< WordVectors::rowOf
        int general = -1; //!< the same of the general ones
        DenseVector latent;
    };
    WordMeaning meaningOf(const std::string& stem) const;
    //! Of a text: by general word vectors and, the more the larger the team's own texts are, by their word vectors
    //! and latent semantics.
    DenseVector meaningOf(const std::vector<const WordMeaning*>& words) const;
    int dimensions() const { return vectors.dimensions() + latent.dimensions() + general->dimensions(); }

    //! A text ready to be scored.
    TextView viewOf(const std::vector<knowledge::Token>& tokens) const;
    using WordMeanings = std::unordered_map<std::string, WordMeaning>;
    //! The same of one among many: known keeps the words for the next. pieces: space.vectorOf the text.
    TextView viewOf(const std::vector<knowledge::Token>& tokens, SparseVector pieces, WordMeanings& known) const;

    struct Scores {
        std::vector<LearnedScore> entries; //!< by linear.entries() order
        float none = -1;                   //!< margin of "nothing fits"
        //! The entries with the highest margins and nearest texts.
        std::vector<int> best(int limit) const;
    };
    Scores score(const TextView& view) const;
    int indexOf(FaqEntryId id) const;

    //! After texts and linear were set: the inverted list and the index.
    void prepare();

    friend QDataStream& operator<<(QDataStream& out, const LanguageModel& model);
    friend QDataStream& operator>>(QDataStream& in, LanguageModel& model);

private:
    std::vector<std::vector<std::pair<int, float>>> m_postings; // piece: text, value
    QHash<FaqEntryId, int> m_index;
};

} // namespace souffleur::assist
