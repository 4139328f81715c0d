// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/Rules.h"

#include <algorithm>

#include <QRegularExpression>
#include <QSet>

namespace souffleur::rules {
namespace {

constexpr auto Words = QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption;
constexpr qsizetype MaxNumbers = 5;

//! As a word of its own or several, in whatever case.
bool holdsWord(const QString& text, const QString& word) {
    return text.contains(QRegularExpression(
        u"(?<![\\p{L}\\p{N}])%1(?![\\p{L}\\p{N}])"_s.arg(QRegularExpression::escape(word)), Words));
}

QSet<QString> nameWords(const QString& name) {
    QSet<QString> words;
    static const QRegularExpression other(u"[^\\p{L}'-]+"_s, Words);
    for (const QString& word : name.split(other, Qt::SkipEmptyParts)) {
        if (word.size() > 1)
            words += word.toCaseFolded();
    }
    return words;
}

//! Names of other customers that this one is called by: in a salutation, behind "Frau" or "Mr", or written in full.
QStringList wrongNames(const GuardInput& in) {
    static const QRegularExpression called(
        u"(?:^|[\n.!?])\\s*(?:hallo|hi|hey|moin|servus|liebe[rs]?|guten (?:tag|morgen|abend)|sehr "
        u"geehrte[rs]?|dear|hello"
        u"|good (?:morning|afternoon|evening))[ ,]+(?!(?:frau|herrn?|mrs?|ms|miss)[ .])(?<first>[\\p{L}'-]{2,})"
        u"|(?<![\\p{L}])(?:frau|herrn?|mrs?|ms|miss)\\.?\\s+(?:(?:dr|prof)\\.?\\s+)*(?<family>[\\p{L}'-]{2,})"_s,
        Words);
    const QSet<QString> own = nameWords(in.contactName);
    QStringList found;
    for (const QString& name : in.otherNames) {
        const QSet<QString> words = nameWords(name) - own;
        if (words.isEmpty())
            continue;
        bool meant = words.size() > 1 && holdsWord(in.text, name.simplified());
        for (auto it = called.globalMatch(in.text); !meant && it.hasNext();) {
            const auto match = it.next();
            meant = words.contains(match.captured(u"first"_s).toCaseFolded()) ||
                    words.contains(match.captured(u"family"_s).toCaseFolded());
        }
        if (meant && !found.contains(name))
            found += name;
    }
    return found;
}

} // namespace

QStringList defaultInternalWords() {
    return {u"nur intern"_s,        u"nicht weitergeben"_s, u"nicht an den Kunden"_s, u"vertraulich"_s,
            u"Einkaufspreis"_s,     u"internal only"_s,     u"do not share"_s,        u"do not forward"_s,
            u"not for customers"_s, u"confidential"_s};
}

QStringList identifyingNumbers(const QString& text) {
    // Addresses are skipped; what has fewer than six digits is a date, a price or a postcode as well.
    static const QRegularExpression pattern(
        u"(?:https?://|www\\.)\\S+"
        u"|(?<![\\p{L}\\p{N}.,+-])(?<number>[\\p{L}\\p{N}]+(?:-[\\p{L}\\p{N}]+)*)"_s,
        Words);
    QStringList found;
    for (auto it = pattern.globalMatch(text); it.hasNext() && found.size() < MaxNumbers;) {
        const QString number = it.next().captured(u"number"_s);
        const auto digits = std::count_if(number.cbegin(), number.cend(), [](QChar c) { return c.isDigit(); });
        if (digits >= 6 && number.size() <= 40 && !found.contains(number))
            found += number;
    }
    return found;
}

bool isHard(GuardReason reason) {
    using enum GuardReason;
    switch (reason) {
    case PlaceholderOpen:
    case TooLong:
    case WindowClosed:
    case Blocked:
    case Empty:
    case FileTooLarge:
    case FileKind:
        return true;
    default:
        return false;
    }
}

QStringList openPlaceholders(const QString& text) {
    static const QRegularExpression pattern(u"\\{\\{\\s*([^{}]{1,60}?)\\s*\\}\\}"_s);
    QStringList names;
    for (auto it = pattern.globalMatch(text); it.hasNext();)
        names += it.next().captured(1);
    return names;
}

QList<GuardIssue> sendGuard(const GuardInput& in) {
    using enum GuardReason;
    QList<GuardIssue> issues;
    if (in.text.trimmed().isEmpty() && in.attachments.isEmpty())
        issues += {Empty, {}};
    if (in.blocked)
        issues += {Blocked, {}};
    if (in.capabilities.replyWindowHours > 0 &&
        (!in.lastInboundAt || in.now - *in.lastInboundAt > std::chrono::hours(in.capabilities.replyWindowHours)))
        issues += {WindowClosed, {}};
    for (const QString& name : openPlaceholders(in.text))
        issues += {PlaceholderOpen, name};
    const int limit = in.attachments.isEmpty()
                          ? in.capabilities.maxTextLength
                          : std::max(in.capabilities.maxCaptionLength, in.capabilities.maxTextLength);
    if (in.text.size() > limit)
        issues += {TooLong, QString::number(in.text.size() - limit)};
    for (const Attachment& a : in.attachments) {
        if (!in.capabilities.attachmentKinds.contains(a.kind))
            issues += {FileKind, a.fileName};
        const qint64 max = a.kind == AttachmentKind::Image && in.capabilities.maxImageBytes > 0
                               ? in.capabilities.maxImageBytes
                               : in.capabilities.maxUploadBytes;
        if (a.size > max)
            issues += {FileTooLarge, a.fileName};
    }
    bool customerWrote = false;
    bool someoneReplied = false;
    QString who;
    for (const ThreadItem& item : in.newerItems) {
        const auto* m = std::get_if<Message>(&item);
        if (!m || m->sequence <= in.seenSequence)
            continue;
        if (m->direction == Direction::Inbound) {
            customerWrote = true;
        } else if (m->status != MessageStatus::Cancelled && m->author != in.actor) {
            someoneReplied = true;
            who = m->authorName;
        }
    }
    if (someoneReplied)
        issues += {SomeoneReplied, who};
    if (customerWrote)
        issues += {CustomerWrote, {}};
    static const QRegularExpression mention(u"(^|\\s)@\\w{2,}"_s, QRegularExpression::UseUnicodePropertiesOption);
    if (const auto match = mention.match(in.text); match.hasMatch())
        issues += {Mention, match.captured(0).trimmed()};
    // "Intern: ...", "[Notiz] ...", "# Interne Notiz", "NOTE - ...", "An alle: ..."
    static const QRegularExpression noteLike(
        u"^[\\s#*_\\[(>]*(?:(?:nur )?intern|internal(?: only| note)?|interne? (?:notiz|info)|notiz(?: (?:an|für) "
        u"[^:\\n]{1,30})?"
        u"|note(?: to [^:\\n]{1,30})?|für kollegen)\\s*(?:[:\\])*_\\-–]|$)"_s,
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::MultilineOption);
    if (const auto match = noteLike.match(in.text);
        match.hasMatch() && in.text.left(match.capturedStart()).trimmed().isEmpty())
        issues += {NoteLike, {}};
    for (const QString& name : wrongNames(in))
        issues += {OtherName, name};
    for (const QString& number : in.otherNumbers) {
        if (holdsWord(in.text, number))
            issues += {OtherNumber, number};
    }
    for (const QString& word : in.internalWords) {
        if (!word.trimmed().isEmpty() && holdsWord(in.text, word.trimmed()))
            issues += {InternalWord, word.trimmed()};
    }
    const QString simplified = in.text.simplified();
    if (simplified.size() > 20 &&
        std::any_of(in.earlierTexts.begin(), in.earlierTexts.end(),
                    [&](const QString& earlier) { return earlier.simplified() == simplified; }))
        issues += {SameTextSent, {}};
    return issues;
}

} // namespace souffleur::rules
