// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/Theme.h"

#include <cmath>

namespace souffleur::ui {

namespace {

QColor rgb(QRgb value) {
    return QColor::fromRgb(value);
}

double luminance(const QColor& colour) {
    const auto channel = [](double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    return 0.2126 * channel(colour.redF()) + 0.7152 * channel(colour.greenF()) + 0.0722 * channel(colour.blueF());
}

} // namespace

Tokens makeTokens(bool dark) {
    Tokens t;
    t.dark = dark;
    if (!dark) {
        t.bg = rgb(0xF4F5F8);
        t.surface = rgb(0xFFFFFF);
        t.raised = rgb(0xFFFFFF);
        t.text = rgb(0x1B2130);
        t.muted = rgb(0x5D6678);
        t.faint = rgb(0x667082);
        t.line = rgb(0xE2E5EC);
        t.accent = rgb(0x5548D9);
        t.accentWeak = rgb(0xECEAFC);
        t.onAccent = rgb(0xFFFFFF);
        t.whisper = rgb(0xF5F3FF);
        t.whisperLine = rgb(0xCFC8FA);
        t.in = rgb(0xFFFFFF);
        t.out = rgb(0xE7E5FB);
        t.note = rgb(0xFFF8E1);
        t.noteLine = rgb(0xF0DFA6);
        t.ok = rgb(0x137A50);
        t.warn = rgb(0x945800);
        t.warnBg = rgb(0xFFF3DC);
        t.bad = rgb(0xC22F35);
        t.badBg = rgb(0xFDE8E8);
    } else {
        t.bg = rgb(0x14161C);
        t.surface = rgb(0x1A1D25);
        t.raised = rgb(0x222631);
        t.text = rgb(0xE7EAF1);
        t.muted = rgb(0xA3ABBC);
        t.faint = rgb(0x8B93A6);
        t.line = rgb(0x2C313D);
        t.accent = rgb(0x9A8FFF);
        t.accentWeak = rgb(0x2B2752);
        t.onAccent = rgb(0x14161C);
        t.whisper = rgb(0x221F3A);
        t.whisperLine = rgb(0x4A4392);
        t.in = rgb(0x222631);
        t.out = rgb(0x302B5C);
        t.note = rgb(0x2F2A18);
        t.noteLine = rgb(0x5A4E22);
        t.ok = rgb(0x4FC493);
        t.warn = rgb(0xF0B24A);
        t.warnBg = rgb(0x3A2D12);
        t.bad = rgb(0xFF8085);
        t.badBg = rgb(0x3F1D20);
    }
    return t;
}

double contrast(const QColor& a, const QColor& b) {
    const double la = luminance(a);
    const double lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

} // namespace souffleur::ui
