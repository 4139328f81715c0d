// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/Theme.h"

#include <QKeySequence>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

namespace souffleur::ui {

//! Looks of a button; the style sheet draws them.
enum class ButtonKind {
    Normal,
    Primary, //!< at most one per area
    Quiet,   //!< no border until hovered
    Link,    //!< reads like a link
    Tab,     //!< checkable, underlined when checked
    Danger,
};
void setKind(QPushButton* button, ButtonKind kind);
QPushButton* makeButton(ButtonKind kind, const QString& text, QWidget* parent = nullptr);

enum class LabelRole {
    Body,
    Strong,
    Title,
    Headline,
    Small,
    Caption,
};
enum class Tone {
    Text,
    Muted,
    Faint,
    Accent,
    Ok,
    Warn,
    Bad,
};
//! Size and colour by meaning; they follow the theme by themselves.
void setLook(QLabel* label, LabelRole role, Tone tone = Tone::Text);
QLabel* makeLabel(LabelRole role, Tone tone, const QString& text, QWidget* parent = nullptr);

//! Backgrounds of areas. Card, Whisper, Note, Info, Warn, Bad and Line need a QFrame.
enum class Pane {
    Surface,
    Bg,
    Card,
    Whisper,
    Note,
    Info,
    Warn,
    Bad,
    Line, //!< a hairline
};
void setPane(QWidget* widget, Pane pane);
//! A horizontal hairline.
QFrame* makeLine(QWidget* parent = nullptr);

//! A button that shows an icon only: tooltip and accessible name are one text, the shortcut stands behind it in the
//! tooltip. Follows the theme in colour and size; never smaller than 24 px.
class IconButton : public QToolButton {
    Q_OBJECT
public:
    IconButton(Theme& theme, const QString& icon, const QString& label, QWidget* parent = nullptr);
    void setLabel(const QString& label, const QKeySequence& shortcut = {});
    void setIconName(const QString& icon);
    //! Design pixels of the icon; 18 by default.
    void setIconSide(int designPixels);

private:
    void refresh();
    Theme& m_theme;
    QString m_icon;
    int m_side = 18;
};

//! One line that ends in "…" when there is no room; the whole text is the tooltip then.
class ElidedLabel : public QLabel {
    Q_OBJECT
public:
    explicit ElidedLabel(QWidget* parent = nullptr);
    explicit ElidedLabel(const QString& text, QWidget* parent = nullptr);
    void setFullText(const QString& text);
    QString fullText() const { return m_text; }
    QSize minimumSizeHint() const override;
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    bool isElided() const;
    QString m_text;
};

//! A key or chord as a small cap, in the words of the user's system ("Strg+1").
class KeyCap : public QWidget {
    Q_OBJECT
public:
    explicit KeyCap(Theme& theme, const QKeySequence& key = {}, QWidget* parent = nullptr);
    void setKey(const QKeySequence& key);
    void setText(const QString& text);
    //! On the bot's cards, in the accent colour.
    void setAccented(bool accented);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Theme& m_theme;
    QString m_text;
    bool m_accented = false;
};

} // namespace souffleur::ui
