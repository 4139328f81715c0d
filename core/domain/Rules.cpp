// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/Rules.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <QRegularExpression>
#include <QSet>

namespace souffleur::rules {
namespace {

int rank(MessageStatus status) {
    switch (status) {
    case MessageStatus::Held:
        return 0;
    case MessageStatus::Queued:
        return 1;
    case MessageStatus::Sending:
        return 2;
    case MessageStatus::Sent:
        return 3;
    case MessageStatus::Delivered:
        return 4;
    case MessageStatus::Read:
        return 5;
    default:
        return -1;
    }
}

bool isInvisible(QChar c) {
    const ushort u = c.unicode();
    return u < 0x20 || u == 0x7f || (u >= 0x80 && u < 0xa0) || u == 0xad ||
           (u >= 0x200b && u <= 0x200f && u != 0x200d) || (u >= 0x2028 && u <= 0x202e) ||
           (u >= 0x2060 && u <= 0x2064) || (u >= 0x2066 && u <= 0x206f) || u == 0xfeff;
}

QString cut(const QString& text, qsizetype max) {
    if (text.size() <= max)
        return text;
    qsizetype end = max - 1;
    if (end > 0 && text.at(end - 1).isHighSurrogate())
        --end;
    return text.left(end) + u'…';
}

} // namespace

MessageStatus riseStatus(MessageStatus current, MessageStatus next) {
    using enum MessageStatus;
    if (current == next || current == Received)
        return current;
    if (current == Cancelled)
        return current;
    if (current == Failed || current == Unclear) {
        if (next == Queued && current == Failed)
            return next;
        if (next == Failed && current == Unclear)
            return next;
        return rank(next) >= rank(Sent) ? next : current;
    }
    if (next == Cancelled)
        return current == Held ? next : current;
    if (next == Failed)
        return rank(current) < rank(Delivered) ? next : current;
    if (next == Unclear)
        return current == Sending ? next : current;
    if (next == Queued && current == Sending)
        return next;
    return rank(next) > rank(current) ? next : current;
}

bool isAccepted(MessageStatus status) {
    return status == MessageStatus::Sent || status == MessageStatus::Delivered || status == MessageStatus::Read;
}

bool applyInbound(Conversation& c, const Message& m, Milliseconds replyTarget) {
    bool newEpisode = false;
    if (c.state == EpisodeState::Resolved) {
        c.episode = EpisodeId::create();
        c.rating.reset();
        newEpisode = true;
    }
    c.state = EpisodeState::Open;
    c.snoozedUntil.reset();
    if (!c.waitingSince) {
        c.waitingSince = m.receivedAt;
        c.dueAt = m.receivedAt + replyTarget;
    }
    ++c.unread;
    c.channel = m.channel;
    c.channelKind = m.channelKind;
    applyPreview(c, m);
    return newEpisode;
}

void applyReply(Conversation& c, const Message& m) {
    c.waitingSince.reset();
    c.dueAt.reset();
    c.unread = 0;
    if (c.state == EpisodeState::Snoozed) {
        c.state = EpisodeState::Open;
        c.snoozedUntil.reset();
    }
    applyPreview(c, m);
}

void restoreWait(Conversation& c, OptionalTimestamp waitingSince, Milliseconds replyTarget) {
    if (!waitingSince)
        return;
    if (!c.waitingSince || *waitingSince < *c.waitingSince) {
        c.waitingSince = waitingSince;
        c.dueAt = *waitingSince + replyTarget;
    }
}

void applyResolve(Conversation& c) {
    c.state = EpisodeState::Resolved;
    c.snoozedUntil.reset();
    c.waitingSince.reset();
    c.dueAt.reset();
    c.unread = 0;
    c.mentioned = false;
}

void applyReopen(Conversation& c) {
    c.state = EpisodeState::Open;
    c.snoozedUntil.reset();
}

void applySnooze(Conversation& c, OptionalTimestamp until) {
    c.state = EpisodeState::Snoozed;
    c.snoozedUntil = until;
}

void applyPreview(Conversation& c, const Message& m) {
    c.preview = oneLine(m.text);
    if (c.preview.isEmpty() && !m.attachments.isEmpty())
        c.preview = m.attachments.first().fileName;
    c.previewDirection = m.direction;
    c.previewStatus = m.status;
    c.previewKind = m.kind;
    c.lastActivityAt = std::max(c.lastActivityAt, m.receivedAt);
    c.lastSequence = std::max(c.lastSequence, m.sequence);
}

QString oneLine(const QString& text, int max) {
    QString out;
    out.reserve(std::min<qsizetype>(text.size(), max + 8));
    bool space = false;
    for (const QChar c : text) {
        if (c.isSpace()) {
            space = !out.isEmpty();
            continue;
        }
        if (isInvisible(c))
            continue;
        if (space)
            out += u' ';
        space = false;
        out += c;
        if (out.size() > max + 2)
            break;
    }
    return cut(out, max);
}

QString cleanFileName(const QString& name) {
    QString s = name;
    s.replace(u'\\', u'/');
    s = s.mid(s.lastIndexOf(u'/') + 1);
    QString out;
    for (const QChar c : s) {
        if (isInvisible(c) || QStringView(u":*?\"<>|").contains(c))
            continue;
        out += c;
    }
    const auto isEdge = [](QChar c) { return c == u'.' || c == u' '; };
    out = out.simplified();
    while (!out.isEmpty() && isEdge(out.front()))
        out.remove(0, 1);
    while (!out.isEmpty() && isEdge(out.back()))
        out.chop(1);
    static const QRegularExpression device(u"^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?$"_s,
                                           QRegularExpression::CaseInsensitiveOption);
    if (device.match(out).hasMatch())
        out.prepend(u'_');
    if (out.size() > 120) {
        const qsizetype dot = out.lastIndexOf(u'.');
        const QString extension = dot > 0 && out.size() - dot <= 12 ? out.mid(dot) : QString();
        qsizetype keep = 120 - extension.size();
        if (out.at(keep - 1).isHighSurrogate())
            --keep;
        out = out.left(keep) + extension;
        while (isEdge(out.back()))
            out.chop(1);
    }
    return out.isEmpty() ? u"file"_s : out;
}

double similarity(const QString& first, const QString& second) {
    const QStringView a = QStringView(first).left(4000);
    const QStringView b = QStringView(second).left(4000);
    const qsizetype longer = std::max(a.size(), b.size());
    if (longer == 0)
        return 1.0;
    std::vector<int> row(size_t(b.size()) + 1);
    std::iota(row.begin(), row.end(), 0);
    for (qsizetype i = 1; i <= a.size(); ++i) {
        int diagonal = row[0];
        row[0] = int(i);
        for (qsizetype j = 1; j <= b.size(); ++j) {
            const int above = row[size_t(j)];
            const int substitution = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            row[size_t(j)] = std::min({above + 1, row[size_t(j) - 1] + 1, substitution});
            diagonal = above;
        }
    }
    return 1.0 - double(row.back()) / double(longer);
}

RatingSummary shrunkRating(double sum, int count, double prior, double weight) {
    return RatingSummary{(prior * weight + sum) / (weight + count), count};
}

bool isBadRun(const FaqStats& stats) {
    return stats.recentLow >= RunLow;
}

bool isOftenWrong(const FaqStats& stats) {
    return stats.noneFits >= 5 && stats.noneFits % 5 == 0 && stats.noneFits > stats.sent;
}

bool isSameGap(const GapCluster& cluster, const SettledGap& settled) {
    if (cluster.language != settled.language || cluster.words.isEmpty() || settled.words.isEmpty())
        return false;
    const auto common = std::count_if(cluster.words.cbegin(), cluster.words.cend(), [&](const QString& word) {
        return settled.words.contains(word, Qt::CaseInsensitive);
    });
    return double(common) >= 0.6 * double(std::min(cluster.words.size(), settled.words.size()));
}

double entryScore(const FaqStats& stats, int daysSinceReview) {
    const double kept = (7.0 + stats.kept) / (10.0 + stats.sent);
    const double use = std::min(1.0, std::log2(1.0 + stats.sent) / 8.0);
    const double years = std::max(0, daysSinceReview) / 365.0;
    double score = shrunkRating(stats.ratingSum, stats.ratingCount).mean;
    score += 0.3 * (kept - 0.7) + 0.1 * use - std::min(0.1, 0.05 * years);
    return isBadRun(stats) ? score - 1.5 : score;
}

} // namespace souffleur::rules
