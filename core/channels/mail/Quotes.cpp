// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/mail/Quotes.h"

#include <algorithm>

namespace souffleur::channels::mail {
namespace {

constexpr qsizetype MaxIntroductionLine = 500;
constexpr int MaxSignatureLines = 20;

bool startsWithAny(QStringView line, std::initializer_list<QStringView> starts) {
    return std::any_of(starts.begin(), starts.end(),
                       [&](QStringView s) { return line.startsWith(s, Qt::CaseInsensitive); });
}

bool isBlank(QStringView line) {
    return line.trimmed().isEmpty();
}
bool isQuoted(QStringView line) {
    return line.startsWith(u'>');
}

//! "On 3 May 2026, Kim <kim@x> wrote:" in one string, after joining at most three lines.
bool isAttribution(QStringView line) {
    line = line.trimmed();
    if (line.size() > MaxIntroductionLine || !(line.endsWith(u':') || line.endsWith(u"：")))
        return false;
    line.chop(1);
    static constexpr QStringView Verbs[] = {u"wrote",      u"schrieb", u"écrit",      u"escribió",  u"ha scritto",
                                            u"scritto",    u"schreef", u"escreveu",   u"skrev",     u"napisał",
                                            u"napisał(a)", u"napsal",  u"napsal(a)",  u"yazdı",     u"пишет",
                                            u"написал",    u"写道",    u"geschreven", u"kirjoitti", u"írta"};
    bool verb = false;
    for (const QStringView v : Verbs)
        verb |= line.trimmed().endsWith(v, Qt::CaseInsensitive);
    // "Am 3. Mai 2026 um 10:00 schrieb Kim <kim@x>:" has the verb in the middle.
    if (!verb)
        for (const QStringView v : {u" schrieb ", u" wrote ", u" skrev ", u" schreef "})
            verb |= line.contains(v, Qt::CaseInsensitive);
    if (!verb)
        return false;
    // A sentence such as "My wife wrote:" names neither a date nor an address.
    const bool digit = std::any_of(line.begin(), line.end(), [](QChar c) { return c.isDigit(); });
    return digit || line.contains(u'@');
}

bool isOriginalMarker(QStringView line) {
    line = line.trimmed();
    if (!line.startsWith(u"--") || line.size() > 100)
        return false;
    return line.contains(u"Original Message", Qt::CaseInsensitive) ||
           line.contains(u"Ursprüngliche Nachricht", Qt::CaseInsensitive) ||
           line.contains(u"Originalnachricht", Qt::CaseInsensitive) ||
           line.contains(u"Original-Nachricht", Qt::CaseInsensitive) ||
           line.contains(u"Message d'origine", Qt::CaseInsensitive) ||
           line.contains(u"Mensaje original", Qt::CaseInsensitive) ||
           line.contains(u"Messaggio originale", Qt::CaseInsensitive) ||
           line.contains(u"Oorspronkelijk bericht", Qt::CaseInsensitive) ||
           line.contains(u"Mensagem original", Qt::CaseInsensitive) ||
           line.contains(u"Reply above this line", Qt::CaseInsensitive);
}

bool isForwardMarker(QStringView line) {
    line = line.trimmed();
    if (line.size() > 100)
        return false;
    return (line.startsWith(u"--") &&
            (line.contains(u"Forwarded", Qt::CaseInsensitive) ||
             line.contains(u"Weitergeleitet", Qt::CaseInsensitive) ||
             line.contains(u"transféré", Qt::CaseInsensitive) || line.contains(u"reenviado", Qt::CaseInsensitive) ||
             line.contains(u"inoltrato", Qt::CaseInsensitive))) ||
           startsWithAny(line, {u"Begin forwarded message:", u"Anfang der weitergeleiteten Nachricht:",
                                u"Début du message réexpédié"});
}

//! Outlook's head of a quotation: a From line, and two more of its kind in the next lines.
bool isHeaderBlock(const QList<QStringView>& lines, qsizetype at) {
    const auto plain = [&](qsizetype i) {
        QStringView line = lines.at(i).trimmed();
        while (line.startsWith(u'*'))
            line = line.mid(1);
        return line;
    };
    if (!startsWithAny(plain(at), {u"From:", u"Von:", u"De:", u"De :", u"Da:", u"Van:", u"Od:", u"Från:", u"Fra:",
                                   u"От:", u"Kimden:"}))
        return false;
    int further = 0;
    const qsizetype last = std::min(lines.size(), at + 7);
    for (qsizetype i = at + 1; i < last; ++i)
        if (startsWithAny(plain(i),
                          {u"Sent:",    u"Gesendet:",  u"To:",      u"An:",      u"Subject:", u"Betreff:",
                           u"Date:",    u"Datum:",     u"Envoyé",   u"À",        u"Objet",    u"Enviado",
                           u"Para:",    u"Asunto:",    u"Inviato:", u"A:",       u"Oggetto:", u"Verzonden:",
                           u"Aan:",     u"Onderwerp:", u"Assunto:", u"Wysłano:", u"Do:",      u"Temat:",
                           u"Skickat:", u"Till:",      u"Ämne:",    u"Sendt:",   u"Til:",     u"Emne:",
                           u"Cc:"}))
            ++further;
    return further >= 2;
}

bool isPhoneSignature(QStringView line) {
    line = line.trimmed();
    if (line.size() > 160)
        return false;
    return startsWithAny(line,
                         {u"Sent from my ", u"Sent from Mail", u"Sent from Outlook", u"Get Outlook for",
                          u"Von meinem ", u"Gesendet von ", u"Gesendet mit ", u"Diese Nachricht wurde von meinem",
                          u"Envoyé de mon", u"Envoyé depuis", u"Enviado desde mi", u"Inviato da ",
                          u"Verstuurd vanaf", u"Enviado do meu", u"Skickat från min", u"Holen Sie sich Outlook",
                          u"Wysłane z", u"Sent with Proton", u"Gesendet aus "});
}

QString joined(const QList<QStringView>& lines, qsizetype from, qsizetype to) {
    while (from < to && isBlank(lines.at(from)))
        ++from;
    while (to > from && isBlank(lines.at(to - 1)))
        --to;
    QString out;
    for (qsizetype i = from; i < to; ++i) {
        if (i > from)
            out += u'\n';
        QStringView line = lines.at(i);
        while (line.endsWith(u' '))
            line.chop(1);
        out += line;
    }
    return out;
}

//! Does an introduction begin here, over at most three lines? Returns how many, 0: none.
qsizetype attributionLines(const QList<QStringView>& lines, qsizetype at) {
    if (isBlank(lines.at(at)))
        return 0;
    QString whole;
    for (qsizetype n = 1; n <= 3 && at + n <= lines.size(); ++n) {
        const QStringView line = lines.at(at + n - 1).trimmed();
        if (line.isEmpty() || line.size() > MaxIntroductionLine || isQuoted(line))
            return 0;
        if (!whole.isEmpty())
            whole += u' ';
        whole += line;
        if (n > 1 &&
            !startsWithAny(whole, {u"On ",    u"Am ",  u"Le ", u"El ", u"Il ",   u"Op ",    u"Em ", u"Den ",
                                   u"W dniu", u"Dne ", u"Em ", u"Wt",  u"Pon",   u"Mon",    u"Tue", u"Wed",
                                   u"Thu",    u"Fri",  u"Sat", u"Sun", u"Zitat", u"Quoting"}))
            return 0;
        if (isAttribution(whole))
            return n;
    }
    return 0;
}

} // namespace

SplitText splitText(const QString& text) {
    SplitText split;
    const QList<QStringView> lines = QStringView(text).split(u'\n');
    qsizetype begin = 0;
    qsizetype end = lines.size();

    // A quotation that opens the mail, with the reply below it and no further quotation.
    qsizetype first = 0;
    while (first < end && isBlank(lines.at(first)))
        ++first;
    qsizetype quote = first;
    if (quote < end)
        quote += attributionLines(lines, quote);
    while (quote < end && isBlank(lines.at(quote)))
        ++quote;
    qsizetype after = quote;
    while (after < end && (isQuoted(lines.at(after)) || (isBlank(lines.at(after)) && after > quote)))
        ++after;
    const bool opens = after > quote && quote < end && isQuoted(lines.at(quote));
    if (opens && after < end &&
        std::none_of(lines.begin() + after, lines.end(), [](QStringView l) { return isQuoted(l); })) {
        split.quoted = joined(lines, first, after);
        begin = after;
    }

    // The head of a quotation that goes on to the end.
    for (qsizetype i = begin; i < end; ++i) {
        if (isForwardMarker(lines.at(i)))
            break;
        bool cut = isOriginalMarker(lines.at(i)) || isHeaderBlock(lines, i);
        if (!cut) {
            if (const qsizetype n = attributionLines(lines, i)) {
                qsizetype next = i + n;
                while (next < end && isBlank(lines.at(next)))
                    ++next;
                // Everything below must be quoted or nothing, else it is an answer between the lines; programs
                // that quote without ">" put their introduction last.
                qsizetype plain = 0;
                bool anyQuoted = false;
                for (qsizetype j = next; j < end; ++j) {
                    anyQuoted |= isQuoted(lines.at(j));
                    if (isQuoted(lines.at(j)) || isBlank(lines.at(j)))
                        continue;
                    if (lines.at(j) == u"-- " || lines.at(j) == u"--" || isPhoneSignature(lines.at(j)))
                        break;
                    ++plain;
                }
                cut = !anyQuoted || plain == 0;
                if (!cut)
                    break;
            }
        }
        if (!cut)
            continue;
        // Outlook's ruler stands above the head.
        qsizetype from = i;
        if (from > begin && lines.at(from - 1).trimmed().startsWith(u"_____"))
            --from;
        if (joined(lines, begin, from).isEmpty())
            break; // nothing but a quotation: it is all there is to read
        split.quoted += (split.quoted.isEmpty() ? u""_s : u"\n\n"_s) + joined(lines, from, end);
        end = from;
        break;
    }

    // ">" lines at the end without an introduction.
    if (end == lines.size() && begin < end) {
        qsizetype from = end;
        while (from > begin && (isBlank(lines.at(from - 1)) || isQuoted(lines.at(from - 1))))
            --from;
        const bool any =
            std::any_of(lines.begin() + from, lines.begin() + end, [](QStringView l) { return isQuoted(l); });
        const bool between =
            std::any_of(lines.begin() + begin, lines.begin() + from, [](QStringView l) { return isQuoted(l); });
        if (any && !between && !joined(lines, begin, from).isEmpty()) {
            split.quoted += (split.quoted.isEmpty() ? u""_s : u"\n\n"_s) + joined(lines, from, end);
            end = from;
        }
    }

    // The signature.
    for (qsizetype i = begin; i < end; ++i) {
        const bool separator = lines.at(i) == u"-- " || lines.at(i) == u"--" || lines.at(i) == u"—";
        const bool phone = isPhoneSignature(lines.at(i));
        if (!separator && !phone)
            continue;
        qsizetype used = 0;
        for (qsizetype j = i + 1; j < end; ++j)
            used += isBlank(lines.at(j)) ? 0 : 1;
        if (used > (phone ? 3 : MaxSignatureLines) || joined(lines, begin, i).isEmpty())
            continue;
        split.signature = joined(lines, separator ? i + 1 : i, end);
        end = i;
        break;
    }
    split.reply = joined(lines, begin, end);
    return split;
}

} // namespace souffleur::channels::mail
