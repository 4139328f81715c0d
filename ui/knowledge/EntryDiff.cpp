// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/knowledge/EntryDiff.h"

#include "ui/common/Format.h"
#include "ui/knowledge/KnowledgeText.h"

#include <algorithm>

namespace souffleur::ui {

QStringList EntryDiff::linesOf(const FaqEntry& entry) {
    QStringList lines;
    for (auto it = entry.questions.cbegin(); it != entry.questions.cend(); ++it)
        lines += tr("Question (%1): %2").arg(Format::languageName(it.key()), it.value());
    for (const FaqVariant& variant : entry.variants)
        lines += tr("Wording (%1): %2").arg(Format::languageName(variant.language), variant.text);
    for (const FaqAnswer& answer : entry.answers) {
        lines += tr("Answer (%1, %2, %3):")
                     .arg(Format::languageName(answer.language), KnowledgeText::address(answer.address),
                          KnowledgeText::length(answer.length));
        lines += answer.body.split(u'\n');
    }
    lines += tr("Status: %1").arg(KnowledgeText::status(entry.status));
    lines += tr("Audience: %1").arg(KnowledgeText::audience(entry.audience));
    if (!entry.tags.isEmpty())
        lines += tr("Tags: %1").arg(entry.tags.join(u", "_s));
    if (entry.phase != JourneyPhase::None)
        lines += tr("Phase: %1").arg(KnowledgeText::phase(entry.phase));
    if (entry.validFrom.isValid())
        lines += tr("Valid from: %1").arg(KnowledgeText::date(entry.validFrom));
    if (entry.validUntil.isValid())
        lines += tr("Valid until: %1").arg(KnowledgeText::date(entry.validUntil));
    if (!entry.owner.isEmpty())
        lines += tr("Owner: %1").arg(entry.owner);
    if (!entry.channels.isEmpty())
        lines += tr("Only on: %1").arg(entry.channels.join(u", "_s));
    lines += entry.reviewDays > 0 ? tr("Review every %n day(s)", nullptr, entry.reviewDays) : tr("No review");
    return lines;
}

QList<EntryDiff::Line> EntryDiff::between(const QStringList& before, const QStringList& after) {
    // The longest common subsequence; entries have some dozens of lines.
    const qsizetype n = before.size();
    const qsizetype m = after.size();
    std::vector<std::vector<int>> common(size_t(n) + 1, std::vector<int>(size_t(m) + 1, 0));
    for (qsizetype i = n - 1; i >= 0; --i) {
        for (qsizetype j = m - 1; j >= 0; --j)
            common[size_t(i)][size_t(j)] = before.at(i) == after.at(j) ? common[size_t(i) + 1][size_t(j) + 1] + 1
                                                                       : std::max(common[size_t(i) + 1][size_t(j)],
                                                                                  common[size_t(i)][size_t(j) + 1]);
    }
    QList<Line> lines;
    qsizetype i = 0;
    qsizetype j = 0;
    while (i < n || j < m) {
        if (i < n && j < m && before.at(i) == after.at(j)) {
            lines.append({Kind::Same, before.at(i)});
            ++i;
            ++j;
        } else if (i < n && (j == m || common[size_t(i) + 1][size_t(j)] >= common[size_t(i)][size_t(j) + 1])) {
            lines.append({Kind::Removed, before.at(i++)});
        } else {
            lines.append({Kind::Added, after.at(j++)});
        }
    }
    return lines;
}

} // namespace souffleur::ui
