// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"
#include "domain/Channel.h"

#include <QCoreApplication>

namespace souffleur::ui {

//! Times, spans and counts as people read them, in the language of QLocale() (the program's default locale) and in
//! local time. Pure; call again after a language change.
class Format {
    Q_DECLARE_TR_FUNCTIONS(souffleur::ui::Format)
public:
    //! "just now", "3 min ago", "11:02" today, "yesterday", "Mon", "12 Nov", "12 Nov 2024".
    static QString relative(Timestamp time, Timestamp now);
    //! Full date and time, for tooltips and screen readers.
    static QString absolute(Timestamp time);
    //! "11:02"
    static QString clock(Timestamp time);
    //! "Today", "Yesterday", "12 November", "12 November 2024"
    static QString day(Timestamp time, Timestamp now);
    static bool sameDay(Timestamp a, Timestamp b);
    //! Row of a list: the time today, else the short day.
    static QString listTime(Timestamp time, Timestamp now);
    //! Time left until due: "07:31", "3:05 h", "2 d"; negative with a real minus sign, "−04:12".
    static QString countdown(Milliseconds left);
    //! The same in words: "Reply due in 7 min", "Overdue by 4 min".
    static QString due(Milliseconds left);
    //! "45 s", "12 min", "3 h 20 min", "2 d"
    static QString duration(Milliseconds span);
    static QString count(qint64 number);
    static QString fileSize(qint64 bytes);
    //! "0:07" for voice messages.
    static QString playTime(int seconds);
    //! "German" for "de", in the language of the program; the code in capitals when unknown.
    static QString languageName(const QString& code);
    //! A brand's own name; only what is no brand is translated.
    static QString channelName(const ChannelCapabilities& channel);
    //! The name somebody gave to a channel; until then that of its kind.
    static QString channelName(const Channel& channel, const ChannelCapabilities& kind);
    //! The name is none that somebody chose: sample customers are stored under one in the language of the first
    //! run.
    static bool isNamedByDefault(const Channel& channel);
    static QString attachmentKind(AttachmentKind kind);
    //! A customer's text inside one of our sentences: direction isolated (Unicode FSI, PDI), so that it cannot turn
    //! ours.
    static QString isolated(const QString& text);
};

} // namespace souffleur::ui
