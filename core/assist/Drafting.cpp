// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "assist/Drafting.h"

#include "knowledge/TextAnalysis.h"

#include <QLocale>
#include <QRegularExpression>
#include <QSet>

namespace souffleur::assist {

namespace {
//! "date", "date:+14d", "date:-1w", "date:+2m" relative to today; nothing when it is no date.
std::optional<QDate> dateOf(const QString& name, const QDate& today) {
    static const QRegularExpression pattern(u"^date(?::\\s*([+-]?\\d{1,4})\\s*([dwmy]))?$"_s);
    const auto match = pattern.match(name);
    if (!match.hasMatch() || !today.isValid())
        return std::nullopt;
    if (!match.hasCaptured(1))
        return today;
    const int count = match.captured(1).toInt();
    switch (match.captured(2).at(0).unicode()) {
    case u'd':
        return today.addDays(count);
    case u'w':
        return today.addDays(7LL * count);
    case u'm':
        return today.addMonths(count);
    default:
        return today.addYears(count);
    }
}

QString writeDate(const QDate& date, const QString& language) {
    if (language == u"de"_s)
        return QLocale(QLocale::German, QLocale::Germany).toString(date, u"d. MMMM yyyy"_s);
    if (language == u"en"_s)
        return QLocale(QLocale::English, QLocale::UnitedKingdom).toString(date, u"d MMMM yyyy"_s);
    return QLocale(language).toString(date, QLocale::LongFormat);
}

//! Lower is better.
int addressCost(FormOfAddress answer, FormOfAddress wanted) {
    if (wanted == FormOfAddress::Unknown)
        return answer == FormOfAddress::Unknown ? 0 : (answer == FormOfAddress::Formal ? 1 : 2);
    if (answer == wanted)
        return 0;
    return answer == FormOfAddress::Unknown ? 1 : 4;
}

int lengthCost(AnswerLength answer, bool formal) {
    if (formal)
        return answer == AnswerLength::Email ? 0 : (answer == AnswerLength::Chat ? 1 : 2);
    return answer == AnswerLength::Chat ? 0 : (answer == AnswerLength::Short ? 1 : 2);
}
} // namespace

FilledText fillPlaceholders(const QString& body, const QMap<QString, QString>& values, const QString& language,
                            const QDate& today) {
    static const QRegularExpression pattern(u"\\{\\{\\s*([^{}]{1,64}?)\\s*\\}\\}"_s);
    FilledText result;
    qsizetype at = 0;
    for (auto it = pattern.globalMatch(body); it.hasNext();) {
        const auto match = it.next();
        result.text += QStringView(body).mid(at, match.capturedStart() - at);
        at = match.capturedEnd();
        PlaceholderSpan span;
        span.name = match.captured(1).toLower();
        span.range.start = int(result.text.size());
        QString value = values.value(span.name);
        if (value.trimmed().isEmpty()) {
            if (const auto date = dateOf(span.name, today))
                value = writeDate(*date, language);
        }
        span.resolved = !value.trimmed().isEmpty();
        result.text += span.resolved ? value : match.captured(0);
        span.range.length = int(result.text.size()) - span.range.start;
        result.placeholders.append(span);
    }
    result.text += QStringView(body).mid(at);
    return result;
}

FormOfAddress guessAddress(const QStringList& turns) {
    static const QSet<QString> informal{u"du"_s,     u"dich"_s,   u"dir"_s,   u"dein"_s,   u"deine"_s, u"deinen"_s,
                                        u"deinem"_s, u"deiner"_s, u"deins"_s, u"euch"_s,   u"euer"_s,  u"eure"_s,
                                        u"euren"_s,  u"eurem"_s,  u"eurer"_s, u"habt"_s,   u"könnt"_s, u"seid"_s,
                                        u"kannst"_s, u"hast"_s,   u"bist"_s,  u"willst"_s, u"musst"_s, u"weißt"_s,
                                        u"weisst"_s, u"machst"_s};
    static const QSet<QString> formal{u"Sie"_s,   u"Ihnen"_s, u"Ihr"_s,   u"Ihre"_s,
                                      u"Ihren"_s, u"Ihrem"_s, u"Ihrer"_s, u"Ihres"_s};
    int du = 0;
    int sie = 0;
    const knowledge::TextAnalyser analyser{QString()};
    for (const QString& turn : turns) {
        if (turn.contains(u"sehr geehrte"_s, Qt::CaseInsensitive))
            ++sie;
        int sentence = -1;
        for (const knowledge::Token& token : analyser.tokens(turn, 2000)) {
            const bool first = token.sentence != sentence;
            sentence = token.sentence;
            if (informal.contains(token.text.toLower()))
                ++du;
            // At the beginning of a sentence capitals say nothing.
            else if (!first && formal.contains(token.text))
                ++sie;
        }
    }
    if (du == sie)
        return FormOfAddress::Unknown;
    return sie > du ? FormOfAddress::Formal : FormOfAddress::Informal;
}

QString withoutSalutation(const QString& body) {
    // "Hallo {{name}}, ich ..." · "Sehr geehrte Frau {{name}},\n\nwir ..." · "Hi! ..."
    static const QRegularExpression pattern(
        u"^\\s*(hallo|hi|hey|hello|dear|moin|servus|liebe[rs]?|sehr geehrte[rs]?|guten "
        u"(?:tag|morgen|abend)|gr(?:ü|ue)(?:ß|ss) gott|"
        "good (?:morning|afternoon|evening|day))\\b[^.,!\\n]{0,60}(?:[,!]|\\n)[ \\t]*\\n*\\s*"_s,
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
    const auto match = pattern.match(body);
    if (!match.hasMatch() || match.capturedEnd() >= body.size())
        return body;
    QString rest = body.mid(match.capturedEnd());
    rest[0] = rest.at(0).toUpper();
    return rest;
}

std::optional<Draft> chooseDraft(const FaqEntry& entry, const DraftForm& form) {
    std::optional<Draft> best;
    int bestCost = 0;
    for (const FaqAnswer& answer : entry.answers) {
        if (answer.language != form.language || answer.body.trimmed().isEmpty())
            continue;
        Draft draft;
        draft.answer = answer;
        draft.filled = fillPlaceholders(form.greeted ? withoutSalutation(answer.body) : answer.body,
                                        form.placeholders, form.language, form.today);
        const auto over = draft.filled.text.size() > form.maxTextLength;
        // What does not fit is the last choice; the wrong form of address weighs more than any length.
        const int cost = addressCost(answer.address, form.address) * 4 +
                         lengthCost(answer.length, form.formalChannel) + (over ? 100 : 0);
        if (!best || cost < bestCost) {
            best = std::move(draft);
            bestCost = cost;
        }
    }
    return best;
}

} // namespace souffleur::assist
