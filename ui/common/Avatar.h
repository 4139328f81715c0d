// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Channel.h"
#include "ui/theme/Theme.h"

#include <QRectF>

class QPainter;

namespace souffleur::ui {

//! "MK" of "Miriam Kessler"; first letters of the first and the last word, "#" when there is no letter or digit.
QString initials(const QString& name);
//! One of twelve colours, always the same for an id; white text on it has a contrast of at least 4.5 : 1.
QColor avatarColour(const QUuid& id);
//! Black or white, whichever reads better on this colour.
QColor textOn(const QColor& background);

struct Badge {
    QColor colour;
    QString text; //!< one or two letters
};
Badge badgeOf(const ChannelCapabilities& capabilities);

//! A disc with initials; with a badge at its lower right, ringed in the colour of what is behind.
void paintAvatar(QPainter* painter, const Theme& theme, const QRectF& rect, const QUuid& id, const QString& name,
                 const Badge* badge = nullptr, const QColor& behind = {});

} // namespace souffleur::ui
