// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Strings.h"

#include <QByteArray>
#include <QColor>
#include <QIconEngine>

namespace souffleur::ui {

//! Draws one of our line icons in a colour, at any size and pixel ratio. Our files paint with currentColor only.
class TintedIcon final : public QIconEngine {
public:
    TintedIcon(QByteArray svg, QColor colour);
    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override;
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override;
    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State state, qreal scale) override;
    QIconEngine* clone() const override { return new TintedIcon(m_svg, m_colour); }
    QString key() const override { return u"souffleur-tinted"_s; }

private:
    QPixmap render(const QSize& devicePixels, QIcon::Mode mode) const;
    QByteArray m_svg; //!< untinted
    QColor m_colour;
};

} // namespace souffleur::ui
