// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "assist/FaqProposal.h"

#include "assist/Drafting.h"
#include "assist/Gaps.h"
#include "domain/Rules.h"

#include <algorithm>

#include <QRegularExpression>

namespace souffleur::assist {
namespace {

using Pattern = QRegularExpression;
constexpr auto Options = Pattern::UseUnicodePropertiesOption;
constexpr int LongestQuestion = 300;
constexpr int ShortAnswer = 160;
//! Shorter values are in too many words by chance.
constexpr qsizetype ShortestField = 3;

QString replaceWord(const QString& text, const QString& pattern, const QString& by) {
    return QString(text).replace(Pattern(u"(?<![\\p{L}\\p{N}])(?:"_s + pattern + u")(?![\\p{L}\\p{N}])"_s, Options),
                                 by);
}

QStringList nameParts(const QString& name) {
    QStringList parts;
    for (const QString& part : name.split(Pattern(u"[^\\p{L}'-]+"_s, Options), Qt::SkipEmptyParts)) {
        if (part.size() > 1)
            parts += part;
    }
    return parts;
}

//! The longest first, so that "Miriam Kessler" is not "{{name}} Kessler".
QString replaceName(const QString& text, const QString& name, const QString& placeholder) {
    const QStringList parts = nameParts(name);
    if (parts.isEmpty())
        return text;
    QStringList escaped;
    for (const QString& part : parts)
        escaped += Pattern::escape(part);
    // With what stands before a name: it is part of how somebody is addressed.
    const QString title = u"(?i:(?:(?:frau|herrn?|mrs?|ms|miss)\\.?\\s+)?(?:(?:dr|prof)\\.?\\s+)*)"_s;
    QString result = replaceWord(text, title + escaped.join(u"\\s+"_s), placeholder);
    return replaceWord(result, title + u"(?:"_s + escaped.join(u'|') + u')', placeholder);
}

} // namespace

QString withPlaceholders(const QString& text, const ProposalInput& input) {
    QString result = text;
    for (auto it = input.fields.cbegin(); it != input.fields.cend(); ++it) {
        if (it->size() >= ShortestField)
            result = replaceWord(result, Pattern::escape(*it), u"{{"_s + it.key() + u"}}"_s);
    }
    result = replaceName(result, input.contactName, u"{{name}}"_s);
    return replaceName(result, input.agentName, u"{{agent}}"_s);
}

FaqEntry proposeEntry(const ProposalInput& input) {
    FaqEntry entry;
    entry.id = FaqEntryId::create();
    entry.status = FaqStatus::Draft;
    entry.owner = input.agentName;
    const QString language = input.language.isEmpty() ? u"de"_s : input.language;
    const QStringList names = nameParts(input.contactName) + nameParts(input.agentName);
    const QString question = maskPersonal(input.question, names).simplified();
    entry.questions.insert(language, rules::oneLine(question, LongestQuestion));
    FaqAnswer answer;
    answer.language = language;
    answer.body = withPlaceholders(input.answer.trimmed(), input);
    answer.length = input.formalChannel                 ? AnswerLength::Email
                    : answer.body.size() <= ShortAnswer ? AnswerLength::Short
                                                        : AnswerLength::Chat;
    answer.address = input.address != FormOfAddress::Unknown ? input.address : guessAddress({answer.body});
    entry.answers = {answer};
    return entry;
}

} // namespace souffleur::assist
