// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRectF>
#include <QString>

class QColor;
class QFont;
class QPainter;

//! What views paint often enough that its cost shows.
namespace souffleur::ui {

//! Draws text with all digits equally wide, so that running times do not tremble. One line, elided never. UI
//! thread; texts drawn lately are kept shaped.
void drawTabular(QPainter* painter, const QRectF& rect, Qt::Alignment alignment, const QString& text);
qreal tabularWidth(const QFont& font, const QString& text);

//! A filled rectangle with round corners; its border lies within rect. Both colours opaque.
void drawFramed(QPainter* painter, const QRectF& rect, qreal radius, const QColor& fill, const QColor& border,
                qreal width);

} // namespace souffleur::ui
