// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Faq.h"
#include "domain/Learning.h"

#include <QHash>
#include <QSet>

namespace souffleur::assist {

//! The pairs in the order in which they came, by entry: what the index takes in as learned questions, and which
//! texts an entry was refused for.
class LearnedTexts {
public:
    //! So many accepted wordings of an entry are searched, the newest; the model reads all.
    static constexpr int MaxPerEntry = 150;

    void set(const QList<LearnedPair>& pairs);
    void add(const LearnedPair& pair) { insert(pair); }
    //! The entries that changed.
    QSet<FaqEntryId> remove(const QList<LearnedPairId>& ids);
    QSet<FaqEntryId> entries() const;
    //! The entry as its author wrote it, with the customers' wordings as learned variants.
    FaqEntry merged(FaqEntry entry) const;
    //! Similarity (dice of words, 0 to 1) of the nearest text for which the entry was refused.
    double refused(FaqEntryId entry, const QSet<QString>& words) const;
    //! How often the entry was accepted for these very words; entry null: how often nothing fitted them.
    int decisions(FaqEntryId entry, const QString& key) const;
    //! Accepted wordings; the same words of an entry are one.
    int wordings() const { return m_wordings; }
    static QString keyOf(const QString& cleaned);
    static QSet<QString> wordsOf(const QString& cleaned);

private:
    void insert(const LearnedPair& pair);
    struct Wording {
        LearnedPairId pair;
        QString language; // empty: not known
        QString text;     // cleaned
        QString key;
    };
    struct Kept {
        QList<Wording> accepted;
        QHash<QString, int> decisions; // by key
        QList<std::pair<LearnedPairId, QSet<QString>>> refused;
    };
    QHash<FaqEntryId, Kept> m_kept;
    QHash<QString, QSet<LearnedPairId>> m_noneFitted; // by key
    int m_wordings = 0;
};

} // namespace souffleur::assist
