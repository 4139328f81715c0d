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

QString withoutRepeatedHonorific(const QString& before, const QString& value) {
    static const QRegularExpression ends(u"\\b(Frau|Herrn?|Ms|Mrs|Mr)\\.?\\s+$"_s);
    static const QRegularExpression begins(u"^(Frau|Herrn?|Ms|Mrs|Mr)\\.?\\s+"_s);
    return ends.match(before).hasMatch() ? QString(value).remove(begins) : value;
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
        // "Frau {{name}}" in the answer and "Frau Hartmann" for a name make one "Frau".
        if (span.name == u"name"_s)
            value = withoutRepeatedHonorific(result.text, value);
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

namespace {
//! "Hallo {{name}}, ich ..." · "Sehr geehrte Frau {{name}},\n\nwir ..." · "Hi! ..."
const QRegularExpression& salutationPattern() {
    static const QRegularExpression pattern(
        u"^\\s*(hallo|hi|hey|hello|dear|moin|servus|liebe[rs]?|sehr geehrte[rs]?|guten "
        u"(?:tag|morgen|abend)|gr(?:ü|ue)(?:ß|ss) gott|"
        "good (?:morning|afternoon|evening|day))\\b[^.,!\\n]{0,60}(?:[,!]|\\n)[ \\t]*\\n*\\s*"_s,
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
    return pattern;
}

//! "Viele Grüße\n{{agent}}" at the end, with the lines before and after it.
const QRegularExpression& closingPattern() {
    static const QRegularExpression pattern(
        u"\\s*(?:\\n|(?<=[.!?])\\s+)[ \\t]*((?:mit )?(?:freundliche[nr]?|beste[nr]?|liebe[nr]?|herzliche[nr]?|"
        "viele[nr]?|schöne[nr]?|sonnige[nr]?) gr(?:ü|ue)(?:ß|ss)en?|mfg|lg|vg|(?:kind|best|warm|many)(?: regards| "
        "wishes)|regards|best|cheers|(?:yours )?(?:sincerely|faithfully)(?: yours)?)\\b[^\\n.?]{0,60}"
        "(?:\\n[^\\n]{0,60}){0,4}\\s*$"_s,
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
    return pattern;
}

QString capitalised(QString text) {
    if (!text.isEmpty())
        text[0] = text.at(0).toUpper();
    return text;
}

QString firstOf(const QMap<QString, QString>& values, std::initializer_list<QString> names) {
    for (auto it = values.cbegin(); it != values.cend(); ++it) {
        for (const QString& name : names) {
            if (it.key().compare(name, Qt::CaseInsensitive) == 0 && !it.value().trimmed().isEmpty())
                return it.value().trimmed();
        }
    }
    return {};
}

//! "Frau", "Herr", "Ms", "Mr" or nothing.
QString honorificOf(const QMap<QString, QString>& values, const QString& language) {
    const QString said =
        firstOf(values, {u"salutation"_s, u"anrede"_s, u"gender"_s, u"geschlecht"_s}).toLower().remove(u'.');
    static const QSet<QString> female{u"frau"_s, u"ms"_s,     u"mrs"_s,      u"miss"_s, u"f"_s,
                                      u"w"_s,    u"female"_s, u"weiblich"_s, u"woman"_s};
    static const QSet<QString> male{u"herr"_s, u"herrn"_s, u"mr"_s, u"m"_s, u"male"_s, u"männlich"_s, u"man"_s};
    const bool german = language == u"de"_s;
    if (female.contains(said))
        return german ? u"Frau"_s : u"Ms"_s;
    if (male.contains(said))
        return german ? u"Herr"_s : u"Mr"_s;
    return {};
}

//! "Lena von der Heide" -> "Lena", "von der Heide"; "Hartmann, Lena" likewise.
std::pair<QString, QString> nameParts(const QString& name) {
    if (const auto comma = name.indexOf(u','); comma > 0)
        return {name.mid(comma + 1).trimmed(), name.left(comma).trimmed()};
    const QStringList words = name.split(u' ', Qt::SkipEmptyParts);
    if (words.size() < 2)
        return {name, {}};
    static const QSet<QString> particles{u"von"_s, u"van"_s, u"de"_s, u"der"_s, u"den"_s, u"zu"_s,  u"zur"_s,
                                         u"vom"_s, u"da"_s,  u"di"_s, u"la"_s,  u"le"_s,  u"del"_s, u"ten"_s};
    qsizetype at = words.size() - 1;
    while (at > 1 && particles.contains(words.at(at - 1).toLower()))
        --at;
    return {words.first(), words.mid(at).join(u' ')};
}
} // namespace

QString addressedName(const QMap<QString, QString>& values, FormOfAddress address, const QString& language) {
    const QString name = values.value(u"name"_s).simplified();
    const auto [given, family] = nameParts(name);
    if (address == FormOfAddress::Informal)
        return given;
    const QString title = firstOf(values, {u"title"_s, u"titel"_s});
    const QString honorific = honorificOf(values, language);
    if (family.isEmpty() || (honorific.isEmpty() && title.isEmpty()))
        return name;
    QStringList words;
    // "Ms Dr Hartmann" is not said in English; a title stands alone there.
    if (!honorific.isEmpty() && (language == u"de"_s || title.isEmpty()))
        words.append(honorific);
    if (!title.isEmpty())
        words.append(title);
    words.append(honorific.isEmpty() && language == u"de"_s ? name : family);
    return words.join(u' ');
}

LetterParts letterParts(const QString& body) {
    LetterParts parts;
    parts.text = body;
    const auto closing = closingPattern().match(parts.text);
    if (closing.hasMatch() && closing.capturedStart() > 0) {
        parts.closing = closing.captured(0);
        parts.text.truncate(closing.capturedStart());
    }
    const auto salutation = salutationPattern().match(parts.text);
    if (salutation.hasMatch() && salutation.capturedEnd() < parts.text.size()) {
        parts.salutation = salutation.captured(0);
        parts.text.remove(0, salutation.capturedEnd());
    }
    return parts;
}

QString joinedBody(const QString& first, const QString& second, bool greeted) {
    const LetterParts a = letterParts(first);
    const LetterParts b = letterParts(second);
    QString text;
    if (greeted)
        text = capitalised(a.text.trimmed());
    else if (!a.salutation.isEmpty())
        text = a.salutation + a.text;
    else if (!b.salutation.isEmpty())
        text = b.salutation.trimmed() + u"\n\n"_s + a.text.trimmed();
    else
        text = a.text;
    text = text.trimmed() + u"\n\n"_s + capitalised(b.text.trimmed());
    const QString closing = (b.closing.isEmpty() ? a.closing : b.closing).trimmed();
    return closing.isEmpty() ? text : text + u"\n\n"_s + closing;
}

namespace {
// Two answers that share so many of their words are one suggestion.
constexpr double SameAnswer = 0.8;

QSet<QString> wordsOf(const QString& text) {
    const QStringList words = knowledge::TextAnalyser::normalisedKey(text).split(u' ', Qt::SkipEmptyParts);
    return {words.cbegin(), words.cend()};
}

//! Values by lower-case names, with the name as the customer is spoken to in this answer: an answer in du says the
//! first name even where Sie was wanted and there is no such answer.
QMap<QString, QString> spokenValues(const DraftForm& form, FormOfAddress answer) {
    QMap<QString, QString> values;
    for (auto it = form.placeholders.cbegin(); it != form.placeholders.cend(); ++it)
        values.insert(it.key().toLower(), it.value());
    const FormOfAddress address = answer == FormOfAddress::Unknown ? form.address : answer;
    if (values.contains(u"name"_s))
        values.insert(u"name"_s, addressedName(values, address, form.language));
    return values;
}
} // namespace

bool answersAlike(const QString& a, const QString& b) {
    if (a == b)
        return true;
    const QSet<QString> left = wordsOf(a);
    const QSet<QString> right = wordsOf(b);
    const auto common = double((left & right).size());
    return common >= SameAnswer * double((left | right).size());
}

std::optional<Suggestion> joinSuggestions(const Suggestion& first, const Suggestion& second,
                                          const DraftForm& form) {
    if (first.entry == second.entry || !first.joined.isEmpty() || !second.joined.isEmpty() ||
        answersAlike(first.answer.body, second.answer.body))
        return std::nullopt;
    Suggestion joined = first;
    joined.joined = {second.entry};
    joined.title = first.title + u" + "_s + second.title;
    joined.answer.body = joinedBody(first.answer.body, second.answer.body, form.greeted);
    joined.filled =
        fillPlaceholders(joined.answer.body, spokenValues(form, first.answer.address), form.language, form.today);
    if (joined.filled.text.size() > form.maxTextLength)
        return std::nullopt;
    // It is as good as its weaker half.
    joined.band = std::max(first.band, second.band);
    joined.probability = std::min(first.probability, second.probability);
    joined.score = std::min(first.score, second.score);
    for (qsizetype i = 0; i < second.matchedWords.size(); ++i) {
        if (!joined.matchedWords.contains(second.matchedWords.at(i))) {
            joined.matchedWords.append(second.matchedWords.at(i));
            joined.matchedTerms.append(second.matchedTerms.value(i));
        }
    }
    if (second.rating.mean < first.rating.mean)
        joined.rating = second.rating;
    joined.timesSent = std::min(first.timesSent, second.timesSent);
    joined.keptShare = std::min(first.keptShare, second.keptShare);
    if (second.validUntil.isValid() && (!first.validUntil.isValid() || second.validUntil < first.validUntil))
        joined.validUntil = second.validUntil;
    joined.reviewDue = first.reviewDue || second.reviewDue;
    return joined;
}

void addJoinedDraft(SuggestionSet& set, const QList<FaqEntryId>& asked, const DraftForm& form, int limit) {
    QList<Suggestion> halves;
    for (const FaqEntryId& id : asked) {
        for (const Suggestion& suggestion : std::as_const(set.suggestions)) {
            const bool known = std::any_of(halves.cbegin(), halves.cend(),
                                           [&](const Suggestion& half) { return half.entry == suggestion.entry; });
            if (suggestion.entry == id && !known)
                halves.append(suggestion);
        }
    }
    if (halves.size() < 2)
        return;
    auto joined = joinSuggestions(halves.at(0), halves.at(1), form);
    if (!joined)
        return;
    set.suggestions.prepend(*joined);
    if (set.suggestions.size() > limit)
        set.suggestions.resize(limit);
}

QString withoutSalutation(const QString& body) {
    const auto match = salutationPattern().match(body);
    if (!match.hasMatch() || match.capturedEnd() >= body.size())
        return body;
    return capitalised(body.mid(match.capturedEnd()));
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
                                        spokenValues(form, answer.address), form.language, form.today);
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
