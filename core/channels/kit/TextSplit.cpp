// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/kit/TextSplit.h"

#include "base/Strings.h"

#include <QTextBoundaryFinder>

namespace souffleur::channels::kit {
namespace {

//! Where to cut text, which is longer than max.
qsizetype cutPosition(const QString& text, int max) {
    const qsizetype least = max / 2;
    const auto behind = [&](QStringView mark) -> qsizetype {
        const qsizetype at = text.lastIndexOf(mark, max - mark.size());
        return at + mark.size() > least ? at + mark.size() : -1;
    };
    for (const QStringView mark : {QStringView(u"\n\n"), QStringView(u"\n")})
        if (const qsizetype at = behind(mark); at > 0)
            return at;
    qsizetype best = -1;
    for (const QStringView mark : {QStringView(u". "), QStringView(u"! "), QStringView(u"? "), QStringView(u"… "),
                                   QStringView(u"。"), QStringView(u"！"), QStringView(u"？")})
        best = std::max(best, behind(mark));
    if (best > 0)
        return best;
    for (qsizetype at = max; at > least; --at)
        if (text.at(at - 1).isSpace())
            return at;
    // Characters made of several units stay whole, unless one alone is longer than a message.
    const QString window = text.left(max + 64);
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, window);
    finder.setPosition(max);
    const qsizetype at = finder.isAtBoundary() ? max : finder.toPreviousBoundary();
    if (at > least)
        return at;
    return text.at(max - 1).isHighSurrogate() ? max - 1 : max;
}

//! The longest beginning that measures at most max, cut at a good place; at least one character.
qsizetype fittingCut(const QString& text, int max, const Measure& measure) {
    for (int limit = max;;) {
        const qsizetype cut = text.size() > limit ? cutPosition(text, limit) : text.size();
        const qsizetype size = measure(text.left(cut));
        if (size <= max || cut <= 2)
            return cut;
        limit = std::max(2, int(std::min<qint64>(cut - 1, qint64(cut) * max / size)));
    }
}

} // namespace

QStringList splitText(const QString& text, int max) {
    return splitText(text, max, [](const QString& piece) { return piece.size(); });
}

QStringList splitText(const QString& text, int max, const Measure& measure) {
    QStringList pieces;
    QString rest = text.trimmed();
    while (!rest.isEmpty()) {
        const qsizetype cut = fittingCut(rest, max, measure);
        pieces += rest.left(cut).trimmed();
        rest = rest.mid(cut).trimmed();
    }
    pieces.removeAll(QString());
    return pieces;
}

} // namespace souffleur::channels::kit
