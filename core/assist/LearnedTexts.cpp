// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "assist/LearnedTexts.h"

#include "assist/Language.h"
#include "assist/TextNormaliser.h"
#include "knowledge/FaqIndex.h"

#include <algorithm>

namespace souffleur::assist {

QSet<QString> LearnedTexts::wordsOf(const QString& text) {
    const QStringList words = knowledge::TextAnalyser::normalisedKey(text).split(u' ', Qt::SkipEmptyParts);
    return {words.cbegin(), words.cend()};
}

void LearnedTexts::set(const QList<LearnedPair>& pairs) {
    m_kept.clear();
    m_accepted = 0;
    for (const LearnedPair& pair : pairs)
        insert(pair);
}

void LearnedTexts::insert(const LearnedPair& pair) {
    if (pair.verdict == Verdict::NoneFits || pair.entry.isNull())
        return;
    Kept& kept = m_kept[pair.entry];
    if (pair.verdict == Verdict::Wrong) {
        kept.refused.append({pair.id, wordsOf(cleanMessage(pair.text))});
    } else {
        kept.accepted.append(pair);
        ++m_accepted;
    }
}

QSet<FaqEntryId> LearnedTexts::remove(const QList<LearnedPairId>& ids) {
    const QSet<LearnedPairId> gone(ids.cbegin(), ids.cend());
    QSet<FaqEntryId> changed;
    for (auto it = m_kept.begin(); it != m_kept.end(); ++it) {
        const auto accepted =
            it->accepted.removeIf([&](const LearnedPair& pair) { return gone.contains(pair.id); });
        const auto refused = it->refused.removeIf([&](const auto& pair) { return gone.contains(pair.first); });
        m_accepted -= int(accepted);
        if (accepted + refused > 0)
            changed.insert(it.key());
    }
    return changed;
}

QSet<FaqEntryId> LearnedTexts::entries() const {
    return {m_kept.keyBegin(), m_kept.keyEnd()};
}

FaqEntry LearnedTexts::merged(FaqEntry entry) const {
    const auto kept = m_kept.constFind(entry.id);
    if (kept == m_kept.cend())
        return entry;
    const QStringList languages = knowledge::FaqIndex::languagesOf(entry);
    QSet<QString> seen;
    int count = 0;
    for (auto it = kept->accepted.crbegin(); it != kept->accepted.crend() && count < MaxPerEntry; ++it) {
        const QString text = cleanMessage(it->text);
        const QString key = knowledge::TextAnalyser::normalisedKey(text);
        if (key.isEmpty() || seen.contains(key))
            continue;
        seen.insert(key);
        QString language = it->language.isEmpty() ? guessLanguage(text).language : it->language;
        if (!languages.contains(language))
            language = languages.value(0);
        entry.variants.append({text, language, VariantSource::Learned});
        ++count;
    }
    return entry;
}

double LearnedTexts::refused(FaqEntryId entry, const QSet<QString>& words) const {
    const auto kept = m_kept.constFind(entry);
    if (kept == m_kept.cend())
        return 0;
    double best = 0;
    for (const auto& [id, refused] : kept->refused) {
        qsizetype common = 0;
        for (const QString& word : words)
            common += refused.contains(word);
        const auto total = double(words.size() + refused.size());
        best = std::max(best, total > 0 ? 2.0 * double(common) / total : 0.0);
    }
    return best;
}

} // namespace souffleur::assist
