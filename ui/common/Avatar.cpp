// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/Avatar.h"

#include <QPainter>

namespace souffleur::ui {

namespace {

constexpr std::array<QRgb, 12> Colours = {0xB45A3C, 0x3877AD, 0x4C7A3A, 0x8359B8, 0x8F6D1E, 0x547089,
                                          0xB04A76, 0x2B8074, 0x6A6FC2, 0xA2573A, 0x53792F, 0x7A6A86};

} // namespace

QString initials(const QString& name) {
    const auto first = [](QStringView word) -> QString {
        for (qsizetype i = 0; i < word.size(); ++i) {
            if (word[i].isLetterOrNumber())
                return QString(word[i]).toUpper();
            if (word[i].isHighSurrogate() && i + 1 < word.size()) {
                const char32_t point = QChar::surrogateToUcs4(word[i], word[i + 1]);
                if (QChar::isLetterOrNumber(point))
                    return QString::fromUcs4(&point, 1);
                ++i;
            }
        }
        return {};
    };
    QStringList letters;
    for (const auto& word : name.split(u' ', Qt::SkipEmptyParts)) {
        if (const QString letter = first(word); !letter.isEmpty())
            letters += letter;
    }
    if (letters.isEmpty())
        return u"#"_s;
    return letters.size() == 1 ? letters.first() : letters.first() + letters.last();
}

QColor avatarColour(const QUuid& id) {
    // Not qHash: its seed differs from run to run.
    quint32 sum = 2166136261u;
    for (const char byte : id.toRfc4122())
        sum = (sum ^ quint8(byte)) * 16777619u;
    return QColor::fromRgb(Colours[sum % Colours.size()]);
}

QColor textOn(const QColor& background) {
    const QColor dark(0x14, 0x16, 0x1C);
    return contrast(background, Qt::white) >= 3.0 || contrast(background, Qt::white) > contrast(background, dark)
               ? QColor(Qt::white)
               : dark;
}

Badge badgeOf(const ChannelCapabilities& capabilities) {
    const QColor colour(capabilities.colour);
    return {colour.isValid() ? colour : QColor(0x7A, 0x86, 0x9A), capabilities.shortName};
}

void paintAvatar(QPainter* painter, const Theme& theme, const QRectF& rect, const QUuid& id, const QString& name,
                 const Badge* badge, const QColor& behind) {
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(avatarColour(id));
    painter->drawEllipse(rect);
    QFont font = theme.font(TextRole::Strong);
    font.setPixelSize(std::max(8, int(rect.width() * 0.36)));
    painter->setFont(font);
    painter->setPen(Qt::white);
    painter->drawText(rect, Qt::AlignCenter, initials(name));
    if (badge) {
        const qreal side = std::max<qreal>(14, rect.width() * 0.46);
        const QRectF disc(rect.right() + rect.width() * 0.09 - side, rect.bottom() + rect.height() * 0.09 - side,
                          side, side);
        painter->setPen(Qt::NoPen);
        painter->setBrush(behind.isValid() ? behind : theme.tokens().surface);
        painter->drawEllipse(disc);
        const qreal ring = std::max<qreal>(1.5, rect.width() * 0.05);
        const QRectF inner = disc.adjusted(ring, ring, -ring, -ring);
        painter->setBrush(badge->colour);
        painter->drawEllipse(inner);
        font.setWeight(QFont::Bold);
        font.setPixelSize(std::max(6, int(inner.height() * (badge->text.size() > 1 ? 0.52 : 0.66))));
        painter->setFont(font);
        painter->setPen(textOn(badge->colour));
        painter->drawText(inner, Qt::AlignCenter, badge->text);
    }
    painter->restore();
}

} // namespace souffleur::ui
