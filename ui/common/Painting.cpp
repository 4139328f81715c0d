// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/Painting.h"

#include <QCache>
#include <QCoreApplication>
#include <QFontMetricsF>
#include <QGlyphRun>
#include <QPainter>
#include <QTextLayout>

namespace souffleur::ui {
namespace {

constexpr int MostTexts = 1000;

//! Single digits, and what stands between them.
QStringList runsOf(const QString& text) {
    QStringList runs;
    for (const QChar c : text) {
        if (runs.isEmpty() || c.isDigit() || runs.last().front().isDigit())
            runs += QString(c);
        else
            runs.last() += c;
    }
    return runs;
}

// Widths in a font whose digits differ (Inter has tabular ones as a font feature only, which Qt 6.4 cannot ask
// for).
qreal digitWidth(const QFontMetricsF& metrics) {
    qreal width = 0;
    for (char16_t digit = u'0'; digit <= u'9'; ++digit)
        width = std::max(width, metrics.horizontalAdvance(QChar(digit)));
    return width;
}

//! Shaped; positions from where the line begins, on its base line.
struct Tabular {
    qreal width = 0;
    QList<QGlyphRun> glyphs;
};

Tabular shape(const QFont& font, const QString& text) {
    Tabular result;
    const qreal digit = digitWidth(QFontMetricsF(font));
    // Digits one by one, everything else in whole runs: names need their shaping.
    for (const auto& run : runsOf(text)) {
        QTextLayout layout(run, font);
        layout.beginLayout();
        const QTextLine line = layout.createLine();
        layout.endLayout();
        const qreal own = line.horizontalAdvance();
        const qreal cell = run.front().isDigit() ? digit : own;
        const QPointF shift(result.width + (cell - own) / 2, -line.ascent());
        for (QGlyphRun glyphs : line.glyphRuns()) {
            QList<QPointF> positions = glyphs.positions();
            for (QPointF& position : positions)
                position += shift;
            glyphs.setPositions(positions);
            result.glyphs += glyphs;
        }
        result.width += cell;
    }
    return result;
}

using TabularCache = QCache<std::pair<QFont, QString>, Tabular>;

const Tabular& shaped(const QFont& font, const QString& text) {
    static TabularCache cache(MostTexts);
    // Glyphs hold on to fonts, which go with the application.
    static const bool registered = [] {
        qAddPostRoutine([] { cache.clear(); });
        return true;
    }();
    Q_UNUSED(registered)
    const std::pair key(font, text);
    if (const Tabular* known = cache.object(key))
        return *known;
    auto* fresh = new Tabular(shape(font, text));
    cache.insert(key, fresh);
    return *fresh;
}

} // namespace

qreal tabularWidth(const QFont& font, const QString& text) {
    return shaped(font, text).width;
}

void drawTabular(QPainter* painter, const QRectF& rect, Qt::Alignment alignment, const QString& text) {
    const Tabular& tabular = shaped(painter->font(), text);
    const QFontMetricsF metrics(painter->font());
    qreal x = rect.left();
    if (alignment & Qt::AlignRight)
        x = rect.right() - tabular.width;
    else if (alignment & Qt::AlignHCenter)
        x = rect.left() + (rect.width() - tabular.width) / 2;
    const qreal y = rect.top() + (rect.height() - metrics.height()) / 2 + metrics.ascent();
    for (const QGlyphRun& glyphs : tabular.glyphs)
        painter->drawGlyphRun(QPointF(x, y), glyphs);
}

void drawFramed(QPainter* painter, const QRectF& rect, qreal radius, const QColor& fill, const QColor& border,
                qreal width) {
    // Two fillings: stroking a smooth outline costs several times as much.
    painter->setPen(Qt::NoPen);
    painter->setBrush(border);
    painter->drawRoundedRect(rect, radius, radius);
    painter->setBrush(fill);
    painter->drawRoundedRect(rect.adjusted(width, width, -width, -width), radius - width, radius - width);
}

} // namespace souffleur::ui
