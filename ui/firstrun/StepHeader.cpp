// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/firstrun/StepHeader.h"

#include <algorithm>

#include <QFontMetrics>
#include <QPainter>

namespace souffleur::ui {

StepHeader::StepHeader(Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme) {
    connect(&theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void StepHeader::setSteps(const QStringList& names, int current) {
    m_names = names;
    m_current = current;
    setAccessibleName(tr("Step %1 of %2: %3")
                          .arg(QString::number(current + 1), QString::number(names.size()), names.value(current)));
    update();
}

QSize StepHeader::sizeHint() const {
    return {m_theme.px(480), m_theme.px(24 + 6 + 28) + QFontMetrics(m_theme.font(TextRole::Small)).height()};
}

void StepHeader::paintEvent(QPaintEvent* /*event*/) {
    if (m_names.isEmpty())
        return;
    const Tokens& t = m_theme.tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), t.surface);
    painter.fillRect(QRect(0, height() - 1, width(), 1), t.line);
    const int side = m_theme.px(24);
    const int top = m_theme.px(14);
    const double column = double(width()) / double(m_names.size());
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const auto centre = [&](qsizetype i) {
        const double x = column * (double(i) + 0.5);
        return QPointF(mirrored ? width() - x : x, top + side / 2.0);
    };
    for (int i = 1; i < m_names.size(); ++i) {
        painter.setPen(QPen(i <= m_current ? t.accent : t.line, m_theme.px(2)));
        const double gap = (side / 2.0 + m_theme.px(8)) * (mirrored ? -1 : 1);
        painter.drawLine(centre(i - 1) + QPointF(gap, 0), centre(i) - QPointF(gap, 0));
    }
    for (qsizetype i = 0; i < m_names.size(); ++i) {
        const QPointF at = centre(i);
        const bool done = i < m_current;
        const bool now = i == m_current;
        painter.setPen(QPen(done || now ? t.accent : t.faint, 1.5));
        painter.setBrush(now ? t.accent : done ? t.accentWeak : t.surface);
        const QRectF circle(at.x() - side / 2.0, at.y() - side / 2.0, side, side);
        painter.drawEllipse(circle);
        if (done) {
            const int tick = m_theme.px(14);
            m_theme.icon(u"tick"_s, t.accent)
                .paint(&painter, QRect(qRound(at.x() - tick / 2.0), qRound(at.y() - tick / 2.0), tick, tick));
        } else {
            QFont font = m_theme.font(TextRole::Small);
            font.setWeight(QFont::DemiBold);
            painter.setFont(font);
            painter.setPen(now ? t.onAccent : t.muted);
            painter.drawText(circle, Qt::AlignCenter, locale().toString(i + 1));
        }
        QFont font = m_theme.font(TextRole::Small);
        if (now)
            font.setWeight(QFont::DemiBold);
        painter.setFont(font);
        painter.setPen(now ? t.text : t.muted);
        // A long name may reach into the room its neighbours do not need.
        const QFontMetrics metrics(font);
        double half = metrics.horizontalAdvance(m_names.at(i)) / 2.0 + 1;
        for (const qsizetype other : {i - 1, i + 1}) {
            if (other >= 0 && other < m_names.size())
                half = std::min(half, column - metrics.horizontalAdvance(m_names.at(other)) / 2.0 - m_theme.px(6));
        }
        if (i == 0 || i == m_names.size() - 1)
            half = std::min(half, column / 2 - 2);
        half = std::max(half, column / 2 - 4);
        const QRectF words(at.x() - half, top + side + m_theme.px(6), 2 * half, metrics.height());
        painter.drawText(words, Qt::AlignCenter,
                         metrics.elidedText(m_names.at(i), Qt::ElideRight, int(words.width())));
    }
}

} // namespace souffleur::ui
