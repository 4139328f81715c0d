// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Strings.h"

#include <QHash>

#include <QColor>
#include <QFont>
#include <QIcon>
#include <QObject>

#include <optional>

class QApplication;

namespace souffleur::ui {

//! The colours of the design; every text pair has a contrast of at least 4.5 : 1 (a test computes it).
struct Tokens {
    bool dark = false;
    QColor bg, surface, raised;
    QColor text, muted, faint, line;
    QColor accent, accentWeak, onAccent;
    QColor whisper, whisperLine; //!< everything the bot says, nothing else
    QColor in, out;              //!< bubbles
    QColor note, noteLine;
    QColor ok, warn, warnBg, bad, badBg;
};

enum class ColourMode {
    System,
    Light,
    Dark,
};

enum class TextRole {
    Body,    //!< 13
    Strong,  //!< 13 semibold
    Title,   //!< 15 bold
    Small,   //!< 12
    Caption, //!< 11
};

//! The design's colours for light or dark surroundings.
Tokens makeTokens(bool dark);
//! Contrast of two opaque colours, 1-21, after WCAG 2.2 "contrast ratio".
double contrast(const QColor& a, const QColor& b);

//! The look: tokens, fonts, icons, the application's palette and style sheet. One instance, made in app/, passed
//! in.
class Theme : public QObject {
    Q_OBJECT
public:
    explicit Theme(QObject* parent = nullptr);
    //! Fusion plus our palette and style sheet; follows the desktop (portal, else the palette it came with) in
    //! System.
    void apply(QApplication& application);
    void setMode(ColourMode mode);
    ColourMode mode() const { return m_mode; }
    void setScale(int percent); //!< 80-200
    int scale() const { return m_scale; }
    void setReducedMotion(bool reduced) { m_reducedMotion = reduced; }
    //! Milliseconds a movement may take: 120, or 0 with reduced motion.
    int motion() const { return m_reducedMotion ? 0 : 120; }
    bool reducedMotion() const { return m_reducedMotion; }

    const Tokens& tokens() const { return m_tokens; }
    QFont font(TextRole role) const;
    //! For text that is nothing but emoji: also signs that letter fonts have in black and white come in colour.
    QFont emojiFont(int designPixels) const;
    //! The family in use: the desktop's sans, or Inter where it is installed.
    QString family() const { return m_family; }
    //! A length of the design (px at 100 %) at the current scale.
    int px(int designPixels) const;
    //! An icon of resources/icons tinted with colour, in the sizes the screen needs; cached.
    QIcon icon(const QString& name, const QColor& colour) const;
    QIcon icon(const QString& name) const { return icon(name, m_tokens.muted); }

signals:
    void changed();

private:
    void refresh();
    bool systemIsDark() const;
    void systemSchemeChanged(int scheme);

    Tokens m_tokens;
    ColourMode m_mode = ColourMode::System;
    int m_scale = 100;
    bool m_reducedMotion = false;
    std::optional<bool> m_portalDark; //!< as the desktop's portal says; none: it does not
    bool m_paletteDark = false;       //!< as the palette said before we replaced it
    QApplication* m_application = nullptr;
    QString m_family;
    mutable QHash<QString, QIcon> m_icons;
};

} // namespace souffleur::ui
