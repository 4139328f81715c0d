// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "assist/LearnedTexts.h"

#include "assist/Language.h"
#include "assist/TextNormaliser.h"
#include "knowledge/FaqIndex.h"

#include <algorithm>

namespace souffleur::assist {

QString LearnedTexts::keyOf(const QString& cleaned) {
    return knowledge::TextAnalyser::normalisedKey(cleaned);
}

QSet<QString> LearnedTexts::wordsOf(const QString& cleaned) {
    const QStringList words = keyOf(cleaned).split(u' ', Qt::SkipEmptyParts);
    return {words.cbegin(), words.cend()};
}

void LearnedTexts::set(const QList<LearnedPair>& pairs) {
    m_kept.clear();
    m_noneFitted.clear();
    m_wordings = 0;
    for (const LearnedPair& pair : pairs)
        insert(pair);
}

void LearnedTexts::insert(const LearnedPair& pair) {
    const QString text = cleanMessage(pair.text);
    const QString key = keyOf(text);
    if (pair.verdict == Verdict::NoneFits)
        m_noneFitted[key].insert(pair.id);
    if (pair.entry.isNull())
        return;
    Kept& kept = m_kept[pair.entry];
    if (pair.verdict == Verdict::Wrong) {
        kept.refused.append({pair.id, wordsOf(text)});
    } else {
        kept.accepted.append({pair.id, pair.language, text, key});
        if (++kept.decisions[key] == 1)
            ++m_wordings;
    }
}

QSet<FaqEntryId> LearnedTexts::remove(const QList<LearnedPairId>& ids) {
    const QSet<LearnedPairId> gone(ids.cbegin(), ids.cend());
    QSet<FaqEntryId> changed;
    for (auto it = m_kept.begin(); it != m_kept.end(); ++it) {
        const auto accepted = it->accepted.removeIf([&](const Wording& wording) {
            if (!gone.contains(wording.pair))
                return false;
            const auto same = it->decisions.find(wording.key);
            if (--*same == 0) {
                it->decisions.erase(same);
                --m_wordings;
            }
            return true;
        });
        const auto refused = it->refused.removeIf([&](const auto& pair) { return gone.contains(pair.first); });
        if (accepted + refused > 0)
            changed.insert(it.key());
    }
    for (QSet<LearnedPairId>& same : m_noneFitted)
        same.subtract(gone);
    m_noneFitted.removeIf([](const auto& same) { return same.value().isEmpty(); });
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
        if (it->key.isEmpty() || seen.contains(it->key))
            continue;
        seen.insert(it->key);
        QString language = it->language.isEmpty() ? guessLanguage(it->text).language : it->language;
        if (!languages.contains(language))
            language = languages.value(0);
        entry.variants.append({it->text, language, VariantSource::Learned});
        ++count;
    }
    return entry;
}

int LearnedTexts::decisions(FaqEntryId entry, const QString& key) const {
    if (entry.isNull())
        return int(m_noneFitted.value(key).size());
    const auto kept = m_kept.constFind(entry);
    return kept == m_kept.cend() ? 0 : kept->decisions.value(key);
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
