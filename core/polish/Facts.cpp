// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "polish/Facts.h"

#include <algorithm>

#include <QHash>
#include <QRegularExpression>

namespace souffleur::polish {

namespace {
using Pattern = QRegularExpression;
constexpr auto Options = Pattern::CaseInsensitiveOption | Pattern::UseUnicodePropertiesOption;

//! Words that are facts by themselves, by what they mean in English or German.
const QHash<QString, QString>& factWords() {
    static const QHash<QString, QString> table = [] {
        QHash<QString, QString> words;
        const auto add = [&](const QString& meaning, const QString& forms) {
            for (const QString& form : forms.split(u' '))
                words.insert(form, meaning);
        };
        // "ein" and "one" are articles and pronouns far more often than numbers.
        add(u"two"_s, u"two zwei zwo both beide beiden"_s);
        add(u"three"_s, u"three drei"_s);
        add(u"four"_s, u"four vier"_s);
        add(u"five"_s, u"five fünf fuenf"_s);
        add(u"six"_s, u"six sechs"_s);
        add(u"seven"_s, u"seven sieben"_s);
        add(u"eight"_s, u"eight acht"_s);
        add(u"nine"_s, u"nine neun"_s);
        add(u"ten"_s, u"ten zehn"_s);
        add(u"eleven"_s, u"eleven elf"_s);
        add(u"twelve"_s, u"twelve zwölf zwoelf"_s);
        add(u"fourteen"_s, u"fourteen vierzehn"_s);
        add(u"fifteen"_s, u"fifteen fünfzehn"_s);
        add(u"twenty"_s, u"twenty zwanzig"_s);
        add(u"thirty"_s, u"thirty dreißig dreissig"_s);
        add(u"hundred"_s, u"hundred hundert"_s);
        add(u"thousand"_s, u"thousand tausend"_s);
        add(u"half"_s, u"half halb halbe halben halber halbes"_s);
        add(u"double"_s, u"double doppelt doppelte doppelten"_s);
        add(u"unit:second"_s, u"second seconds sekunde sekunden"_s);
        add(u"unit:minute"_s, u"minute minutes minuten min"_s);
        add(u"unit:hour"_s, u"hour hours stunde stunden"_s);
        add(u"unit:day"_s, u"day days tag tage tagen tages"_s);
        add(u"unit:workday"_s,
            u"workday workdays werktag werktage werktagen arbeitstag arbeitstage arbeitstagen"_s);
        add(u"unit:week"_s, u"week weeks woche wochen"_s);
        add(u"unit:month"_s, u"month months monat monate monaten monats"_s);
        add(u"unit:year"_s, u"year years jahr jahre jahren jahres"_s);
        add(u"money:euro"_s, u"€ eur euro euros"_s);
        add(u"money:dollar"_s, u"$ usd dollar dollars"_s);
        add(u"money:pound"_s, u"£ gbp pfund"_s);
        add(u"money:franc"_s, u"chf franken"_s);
        add(u"money:cent"_s, u"cent cents ct"_s);
        add(u"percent"_s, u"% percent prozent"_s);
        add(u"unit:kg"_s, u"kg kilo kilogramm kilogram kilograms"_s);
        add(u"unit:g"_s, u"gramm gram grams"_s);
        add(u"unit:cm"_s, u"cm zentimeter centimetre centimetres centimeter centimeters"_s);
        add(u"unit:km"_s, u"km kilometer kilometre kilometres kilometers"_s);
        add(u"month:1"_s, u"january januar jänner"_s);
        add(u"month:2"_s, u"february februar"_s);
        add(u"month:3"_s, u"march märz maerz"_s);
        add(u"month:4"_s, u"april"_s);
        add(u"month:5"_s, u"may mai"_s);
        add(u"month:6"_s, u"june juni"_s);
        add(u"month:7"_s, u"july juli"_s);
        add(u"month:8"_s, u"august"_s);
        add(u"month:9"_s, u"september"_s);
        add(u"month:10"_s, u"october oktober"_s);
        add(u"month:11"_s, u"november"_s);
        add(u"month:12"_s, u"december dezember"_s);
        add(u"day:1"_s, u"monday mondays montag montags"_s);
        add(u"day:2"_s, u"tuesday tuesdays dienstag dienstags"_s);
        add(u"day:3"_s, u"wednesday wednesdays mittwoch mittwochs"_s);
        add(u"day:4"_s, u"thursday thursdays donnerstag donnerstags"_s);
        add(u"day:5"_s, u"friday fridays freitag freitags"_s);
        add(u"day:6"_s, u"saturday saturdays samstag samstags sonnabend"_s);
        add(u"day:7"_s, u"sunday sundays sonntag sonntags"_s);
        return words;
    }();
    return table;
}

//! Takes all matches out of the text and gives them.
QStringList take(QString& text, const Pattern& pattern) {
    QStringList found;
    QString rest;
    qsizetype at = 0;
    for (auto it = pattern.globalMatch(text); it.hasNext();) {
        const auto match = it.next();
        rest += QStringView(text).mid(at, match.capturedStart() - at);
        rest += u' ';
        at = match.capturedEnd();
        found.append(match.captured(0));
    }
    rest += QStringView(text).mid(at);
    text = rest;
    return found;
}

QString withoutEndMarks(QString link) {
    while (!link.isEmpty() && u".,;:!?)]}>'\""_s.contains(link.back()))
        link.chop(1);
    return link;
}
} // namespace

QStringList factsOf(const QString& text) {
    static const Pattern placeholder(u"\\{\\{[^{}]*\\}\\}|\\{\\{|\\}\\}"_s);
    static const Pattern mail(u"[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)*"_s, Options);
    static const Pattern link(
        u"\\b[a-z][a-z0-9+.-]*://\\S+|\\bwww\\.\\S+|\\b[\\w-]{2,}(?:\\.[\\w-]{2,})*\\.[a-z]{2,24}\\b(?:/\\S*)?"_s,
        Options);
    static const Pattern token(u"([+-]?\\p{N}+(?:[.,:/'’-]\\p{N}+)*)|([\\p{L}\\p{M}]+|[€$£%])"_s, Options);
    QString rest = text;
    QStringList facts;
    for (const QString& one : take(rest, placeholder))
        facts.append(one.simplified().remove(u' ').toLower());
    for (const QString& one : take(rest, mail))
        facts.append(withoutEndMarks(one).toLower());
    for (const QString& one : take(rest, link))
        facts.append(withoutEndMarks(one));
    bool afterNumber = false;
    for (auto it = token.globalMatch(rest); it.hasNext();) {
        const auto match = it.next();
        if (match.hasCaptured(1)) {
            QString one = match.captured(1);
            // "-" before a number is as often a dash as a sign; "+" leads a telephone number.
            if (one.startsWith(u'-'))
                one.remove(0, 1);
            facts.append(one);
            afterNumber = true;
            continue;
        }
        const QString word = match.captured(2);
        const QString meaning = factWords().value(word.toLower());
        const bool unit = meaning.startsWith(u"unit:"_s);
        // "Guten Tag" is no span of time, and "may" is a month only with a capital.
        if (!meaning.isEmpty() && word != u"may"_s && (!unit || afterNumber))
            facts.append(meaning);
        afterNumber = !meaning.isEmpty() && !meaning.contains(u':');
    }
    std::sort(facts.begin(), facts.end());
    return facts;
}

QStringList changedFacts(const QString& before, const QString& after) {
    const QStringList had = factsOf(before);
    const QStringList has = factsOf(after);
    QStringList lost;
    QStringList gained;
    std::set_difference(had.begin(), had.end(), has.begin(), has.end(), std::back_inserter(lost));
    std::set_difference(has.begin(), has.end(), had.begin(), had.end(), std::back_inserter(gained));
    QStringList changes;
    for (const QString& fact : std::as_const(lost))
        changes.append(u'-' + fact);
    for (const QString& fact : std::as_const(gained))
        changes.append(u'+' + fact);
    return changes;
}

} // namespace souffleur::polish
