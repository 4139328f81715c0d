// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "knowledge/TextAnalysis.h"

#include <QSet>

// Grouped by kind; only words without a subject of their own. Question words count as function words too, their
// part in telling "where" from "when" is a feature of its own.
namespace souffleur::knowledge {

static QSet<QString> words(const QString& list) {
    const QStringList parts = list.split(u' ', Qt::SkipEmptyParts);
    return {parts.cbegin(), parts.cend()};
}

const QSet<QString>& stopWords(const QString& language) {
    static const QSet<QString> german = words(
        u"der die das den dem des ein eine einen einem einer eines kein keine keinen keinem keiner "
        "ich du er sie es wir ihr mich dich ihn uns euch mir dir ihm ihnen sich man "
        "mein meine meinen meinem meiner meines dein deine deinen deinem deiner sein seine seinen seinem seiner "
        "unser unsere unseren unserem unserer euer eure euren eurem ihre ihren ihrem ihrer "
        "und oder aber denn sondern doch auch nur schon noch mal so sehr ja nein nicht nichts bitte danke "
        "bin bist ist sind seid war waren wäre wären habe hab hast hat haben hatte hatten hätte hätten "
        "werde wirst wird werden wurde wurden würde würden worden kann kannst können könnte könnten könnt "
        "muss musst müssen müsste soll sollte sollen will willst wollen wollte möchte möchten darf dürfen mag "
        "in im an am auf aus bei beim mit nach von vom zu zum zur für über unter um bis durch gegen ohne vor seit "
        "dass daß wenn weil als ob da dann denn hier dort jetzt nun immer wieder eigentlich vielleicht etwas alle "
        "alles dies diese dieser dieses diesen diesem jede jeder jedes hallo hi hey guten tag morgen abend moin "
        "servus liebe lieber grüße gruß was wer wie wo wann warum wieso weshalb welche welcher welches welchen "
        "wohin "
        "woher wozu wem wen gibt geht machen mache macht tun"_s);
    static const QSet<QString> english = words(
        u"the a an this that these those i you he she it we they me him her us them my your his its our their mine "
        "yours myself yourself and or but nor so if then than because as while of at by for with about into to "
        "from "
        "in out on off over under up down again am is are was were be been being have has had having do does did "
        "doing done can could will would shall should may might must not no yes please thanks thank hello hi hey "
        "dear "
        "im ive id ill youre dont doesnt didnt cant cannot couldnt wont wouldnt isnt arent wasnt havent hasnt "
        "what which who whom whose when where why how there here just only very too also any some all get got "
        "like want need know let lets"_s);
    static const QSet<QString> none;
    if (language == u"de"_s)
        return german;
    return language == u"en"_s ? english : none;
}

} // namespace souffleur::knowledge
