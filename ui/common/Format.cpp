// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/Format.h"

#include <QLocale>

namespace souffleur::ui {

namespace {

constexpr qint64 Second = 1000;
constexpr qint64 Minute = 60 * Second;
constexpr qint64 Hour = 60 * Minute;
constexpr qint64 Day = 24 * Hour;

QDateTime local(Timestamp time) {
    return toDateTime(time).toLocalTime();
}

QString twoDigits(qint64 number) {
    return u"%1"_s.arg(number, 2, 10, QLatin1Char('0'));
}

} // namespace

QString Format::clock(Timestamp time) {
    return QLocale().toString(local(time).time(), u"HH:mm"_s);
}

QString Format::absolute(Timestamp time) {
    const QDateTime moment = local(time);
    return QLocale().toString(moment.date(), QLocale::LongFormat) + u", "_s + clock(time);
}

bool Format::sameDay(Timestamp a, Timestamp b) {
    return local(a).date() == local(b).date();
}

QString Format::relative(Timestamp time, Timestamp now) {
    const qint64 age = toMs(now) - toMs(time);
    if (age >= 0 && age < Minute)
        return tr("just now");
    if (age >= 0 && age < Hour)
        return tr("%1 min ago").arg(count(age / Minute));
    return listTime(time, now);
}

QString Format::listTime(Timestamp time, Timestamp now) {
    const QDate date = local(time).date();
    const QDate today = local(now).date();
    const qint64 days = date.daysTo(today);
    if (days == 0)
        return clock(time);
    if (days == 1)
        return tr("yesterday");
    if (days > 1 && days < 7)
        return QLocale().standaloneDayName(date.dayOfWeek(), QLocale::ShortFormat);
    //: Short date without a year, as a QDate format
    const QString thisYear = tr("d MMM");
    //: Short date with a year, as a QDate format
    const QString otherYear = tr("d MMM yyyy");
    return QLocale().toString(date, date.year() == today.year() ? thisYear : otherYear);
}

QString Format::day(Timestamp time, Timestamp now) {
    const QDate date = local(time).date();
    const QDate today = local(now).date();
    if (date == today)
        return tr("Today");
    if (date == today.addDays(-1))
        return tr("Yesterday");
    //: Date without a year, as a QDate format
    const QString thisYear = tr("d MMMM");
    //: Date with a year, as a QDate format
    const QString otherYear = tr("d MMMM yyyy");
    return QLocale().toString(date, date.year() == today.year() ? thisYear : otherYear);
}

QString Format::countdown(Milliseconds left) {
    const bool late = left.count() < 0;
    const qint64 ms = std::abs(left.count());
    QString text;
    if (ms < Hour)
        text = twoDigits(ms / Minute) + u':' + twoDigits(ms % Minute / Second);
    else if (ms < Day)
        text = tr("%1:%2 h", "hours:minutes").arg(ms / Hour).arg(twoDigits(ms % Hour / Minute));
    else
        text = tr("%1 d", "days").arg(count(ms / Day));
    return late ? QChar(0x2212) + text : text;
}

QString Format::due(Milliseconds left) {
    if (left.count() < 0)
        return tr("Overdue by %1").arg(duration(-left));
    return tr("Reply due in %1").arg(duration(left));
}

QString Format::duration(Milliseconds span) {
    const qint64 ms = std::abs(span.count());
    if (ms < Minute)
        return tr("%1 s", "seconds").arg(ms / Second);
    if (ms < Hour)
        return tr("%1 min", "minutes").arg(ms / Minute);
    if (ms < Day) {
        const qint64 minutes = ms % Hour / Minute;
        return minutes == 0 ? tr("%1 h", "hours").arg(ms / Hour) : tr("%1 h %2 min").arg(ms / Hour).arg(minutes);
    }
    return tr("%1 d", "days").arg(count(ms / Day));
}

QString Format::count(qint64 number) {
    return QLocale().toString(number);
}

QString Format::fileSize(qint64 bytes) {
    return QLocale().formattedDataSize(bytes, bytes < 1'000'000 ? 0 : 1, QLocale::DataSizeSIFormat);
}

QString Format::playTime(int seconds) {
    return u"%1:%2"_s.arg(seconds / 60).arg(twoDigits(seconds % 60));
}

QString Format::languageName(const QString& code) {
    static const QHash<QString, const char*> names = {
        {u"ar"_s, QT_TR_NOOP("Arabic")},     {u"bg"_s, QT_TR_NOOP("Bulgarian")}, {u"cs"_s, QT_TR_NOOP("Czech")},
        {u"da"_s, QT_TR_NOOP("Danish")},     {u"de"_s, QT_TR_NOOP("German")},    {u"el"_s, QT_TR_NOOP("Greek")},
        {u"en"_s, QT_TR_NOOP("English")},    {u"es"_s, QT_TR_NOOP("Spanish")},   {u"fa"_s, QT_TR_NOOP("Persian")},
        {u"fi"_s, QT_TR_NOOP("Finnish")},    {u"fr"_s, QT_TR_NOOP("French")},    {u"he"_s, QT_TR_NOOP("Hebrew")},
        {u"hi"_s, QT_TR_NOOP("Hindi")},      {u"hr"_s, QT_TR_NOOP("Croatian")},  {u"hu"_s, QT_TR_NOOP("Hungarian")},
        {u"it"_s, QT_TR_NOOP("Italian")},    {u"ja"_s, QT_TR_NOOP("Japanese")},  {u"ko"_s, QT_TR_NOOP("Korean")},
        {u"nl"_s, QT_TR_NOOP("Dutch")},      {u"no"_s, QT_TR_NOOP("Norwegian")}, {u"pl"_s, QT_TR_NOOP("Polish")},
        {u"pt"_s, QT_TR_NOOP("Portuguese")}, {u"ro"_s, QT_TR_NOOP("Romanian")},  {u"ru"_s, QT_TR_NOOP("Russian")},
        {u"sk"_s, QT_TR_NOOP("Slovak")},     {u"sl"_s, QT_TR_NOOP("Slovenian")}, {u"sr"_s, QT_TR_NOOP("Serbian")},
        {u"sv"_s, QT_TR_NOOP("Swedish")},    {u"tr"_s, QT_TR_NOOP("Turkish")},   {u"uk"_s, QT_TR_NOOP("Ukrainian")},
        {u"vi"_s, QT_TR_NOOP("Vietnamese")}, {u"zh"_s, QT_TR_NOOP("Chinese")},
    };
    const auto found = names.constFind(code.section(u'-', 0, 0).toLower());
    return found == names.constEnd() ? code.toUpper() : tr(*found);
}

QString Format::channelName(const ChannelCapabilities& channel) {
    return channel.kind == u"sample" ? tr("Sample customers") : channel.displayName;
}

QString Format::channelName(const Channel& channel, const ChannelCapabilities& kind) {
    return isNamedByDefault(channel) ? channelName(kind) : channel.name;
}

bool Format::isNamedByDefault(const Channel& channel) {
    static const QStringList stored{u"Sample customers"_s, u"Beispielkunden"_s};
    return channel.name.isEmpty() || (channel.kind == u"sample" && stored.contains(channel.name));
}

QString Format::attachmentKind(AttachmentKind kind) {
    switch (kind) {
    case AttachmentKind::Image:
        return tr("Photo");
    case AttachmentKind::Document:
        return tr("Document");
    case AttachmentKind::Audio:
        return tr("Audio");
    case AttachmentKind::Video:
        return tr("Video");
    case AttachmentKind::Voice:
        return tr("Voice message");
    case AttachmentKind::Sticker:
        return tr("Sticker");
    }
    return {};
}

QString Format::isolated(const QString& text) {
    return QChar(0x2068) + text + QChar(0x2069);
}

} // namespace souffleur::ui
