// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/mail/ServerWords.h"

#include "channels/mail/Charsets.h"
#include "domain/Rules.h"

#include <QRegularExpression>

namespace souffleur::channels::mail {
namespace {
constexpr qint64 LongestWait = 3600;
}

QString serverText(const QByteArray& text) {
    return rules::oneLine(decodeText(text, {}), 200);
}

int waitNamed(const QString& words) {
    // Only where it asks for a pause: "idle for 30 minutes, goodbye" does not.
    static const QRegularExpression pause(
        u"\\b(?:again|back|retry|backoff time|wait|greylisted)\\b\\W{1,3}(?:(?:in|after|for|at least)\\W{1,3})?"
        "(?:(\\d{1,2}):(\\d\\d):(\\d\\d)|(\\d{1,9}) ?(ms|milliseconds?|s|secs?|seconds?|min|minutes?|h|hours?))\\b"_s,
        QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = pause.match(words);
    if (!match.hasMatch())
        return 0;
    const QString unit = match.captured(5).toLower();
    qint64 seconds = match.captured(4).toLongLong();
    if (unit.isEmpty())
        seconds = match.captured(1).toLongLong() * 3600 + match.captured(2).toLongLong() * 60 +
                  match.captured(3).toLongLong();
    else if (unit.startsWith(u"mil") || unit == u"ms")
        seconds = (seconds + 999) / 1000;
    else if (unit.startsWith(u'm'))
        seconds *= 60;
    else if (unit.startsWith(u'h'))
        seconds *= 3600;
    return int(std::clamp<qint64>(seconds, 0, LongestWait));
}

} // namespace souffleur::channels::mail
