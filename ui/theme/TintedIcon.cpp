// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/TintedIcon.h"

#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace souffleur::ui {

TintedIcon::TintedIcon(QByteArray svg, QColor colour) : m_svg(std::move(svg)), m_colour(std::move(colour)) {}

QPixmap TintedIcon::render(const QSize& devicePixels, QIcon::Mode mode) const {
    if (devicePixels.isEmpty())
        return {};
    const QString key = u"souffleur-icon-%1-%2-%3x%4-%5"_s.arg(qHash(m_svg))
                            .arg(m_colour.rgba())
                            .arg(devicePixels.width())
                            .arg(devicePixels.height())
                            .arg(int(mode));
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    QByteArray tinted = m_svg;
    tinted.replace("currentColor", m_colour.name(QColor::HexRgb).toLatin1());
    QSvgRenderer renderer(tinted);
    pixmap = QPixmap(devicePixels);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setOpacity(mode == QIcon::Disabled ? 0.45 : 1.0);
    const int side = std::min(devicePixels.width(), devicePixels.height());
    renderer.render(&painter,
                    QRectF((devicePixels.width() - side) / 2.0, (devicePixels.height() - side) / 2.0, side, side));
    painter.end();
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

void TintedIcon::paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) {
    const qreal ratio = painter->device()->devicePixelRatioF();
    painter->drawPixmap(rect, render((QSizeF(rect.size()) * ratio).toSize(), mode));
}

QPixmap TintedIcon::pixmap(const QSize& size, QIcon::Mode mode, QIcon::State) {
    return render(size, mode);
}

QPixmap TintedIcon::scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State, qreal) {
    // Qt asks in device pixels here and sets the ratio itself.
    return render(size, mode);
}

} // namespace souffleur::ui
