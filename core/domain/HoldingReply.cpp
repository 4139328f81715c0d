// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/HoldingReply.h"

#include <algorithm>

#include <QLocale>
#include <QTimeZone>

namespace souffleur::rules {
namespace {

const QTime Opens(9, 0);
const QTime Closes(18, 0);
const QTime Afternoon(17, 0);
const QTime Morning(10, 0);

bool isWorkingDay(const QDate& day) {
    return day.dayOfWeek() <= Qt::Friday;
}

QDateTime inAnHour(const QDateTime& now) {
    constexpr int Quarter = 15 * 60;
    const qint64 later = now.toSecsSinceEpoch() + 3600;
    QDateTime rounded = now;
    rounded.setSecsSinceEpoch((later + Quarter - 1) / Quarter * Quarter);
    return rounded;
}

QString timeWords(const QLocale& locale, bool german, const QDateTime& at, const QDateTime& now) {
    const QString time =
        german ? locale.toString(at.time(), u"H:mm"_s) + u" Uhr"_s : locale.toString(at.time(), u"h:mm AP"_s);
    const qint64 days = now.date().daysTo(at.date());
    if (days == 0)
        return time;
    if (days == 1)
        return german ? u"morgen, "_s + time : u"tomorrow at "_s + time;
    return german ? locale.toString(at.date(), u"dddd, d. MMMM, "_s) + time
                  : locale.toString(at.date(), u"dddd, MMMM d, 'at' "_s) + time;
}

} // namespace

HoldingReply holdingReply(const QString& language, FormOfAddress address, const QDateTime& promised,
                          const QDateTime& now) {
    const bool german = language.startsWith(u"de"_s);
    const QString time = timeWords(german ? QLocale(QLocale::German, QLocale::Germany)
                                          : QLocale(QLocale::English, QLocale::UnitedStates),
                                   german, promised, now);
    if (!german)
        return {u"I am checking this and will get back to you by %1."_s.arg(time), time};
    return {address == FormOfAddress::Informal ? u"Ich kläre das und melde mich bis %1 bei dir."_s.arg(time)
                                               : u"Ich kläre das und melde mich bis %1 bei Ihnen."_s.arg(time),
            time};
}

QList<QDateTime> promiseTimes(const QDateTime& now) {
    QList<QDateTime> times;
    const QDateTime hour = inAnHour(now);
    if (isWorkingDay(hour.date()) && hour.time() >= Opens && hour.time() <= Closes)
        times += hour;
    const QDateTime afternoon(now.date(), Afternoon, now.timeZone());
    if (isWorkingDay(now.date()) && hour < afternoon)
        times += afternoon;
    QDate next = now.date().addDays(1);
    while (!isWorkingDay(next))
        next = next.addDays(1);
    times += QDateTime(next, Morning, now.timeZone());
    return times;
}

Timestamp followUpAt(Timestamp promised, Timestamp now) {
    const Milliseconds left = std::max(promised - now, Milliseconds(0));
    return promised - std::min<Milliseconds>(10min, left / 4);
}

} // namespace souffleur::rules
