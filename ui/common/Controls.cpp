// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/Controls.h"

#include <QEvent>
#include <QFrame>
#include <QHelpEvent>
#include <QPainter>
#include <QStyle>
#include <QStyleOption>
#include <QToolTip>

namespace souffleur::ui {

namespace {

void setClass(QWidget* widget, const char* property, const QString& value) {
    if (widget->property(property).toString() == value)
        return;
    widget->setProperty(property, value);
    // Property selectors are evaluated once only.
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

} // namespace

void setKind(QPushButton* button, ButtonKind kind) {
    static const QHash<ButtonKind, QString> names = {
        {ButtonKind::Normal, u"normal"_s}, {ButtonKind::Primary, u"primary"_s}, {ButtonKind::Quiet, u"quiet"_s},
        {ButtonKind::Link, u"link"_s},     {ButtonKind::Tab, u"tab"_s},         {ButtonKind::Danger, u"danger"_s},
    };
    button->setAutoDefault(false);
    if (kind == ButtonKind::Tab)
        button->setCheckable(true);
    if (kind == ButtonKind::Link || kind == ButtonKind::Tab)
        button->setCursor(Qt::PointingHandCursor);
    setClass(button, "kind", names.value(kind));
}

QPushButton* makeButton(ButtonKind kind, const QString& text, QWidget* parent) {
    auto* button = new QPushButton(text, parent);
    setKind(button, kind);
    return button;
}

void setLook(QLabel* label, LabelRole role, Tone tone) {
    static const QHash<LabelRole, QString> roles = {
        {LabelRole::Body, u"body"_s},         {LabelRole::Strong, u"strong"_s}, {LabelRole::Title, u"title"_s},
        {LabelRole::Headline, u"headline"_s}, {LabelRole::Small, u"small"_s},   {LabelRole::Caption, u"caption"_s},
    };
    static const QHash<Tone, QString> tones = {
        {Tone::Text, u"text"_s}, {Tone::Muted, u"muted"_s}, {Tone::Faint, u"faint"_s}, {Tone::Accent, u"accent"_s},
        {Tone::Ok, u"ok"_s},     {Tone::Warn, u"warn"_s},   {Tone::Bad, u"bad"_s},
    };
    setClass(label, "role", roles.value(role));
    setClass(label, "tone", tones.value(tone));
}

QLabel* makeLabel(LabelRole role, Tone tone, const QString& text, QWidget* parent) {
    auto* label = new QLabel(text, parent);
    // What labels show may be a customer's words: never guess rich text.
    label->setTextFormat(Qt::PlainText);
    setLook(label, role, tone);
    return label;
}

void setPane(QWidget* widget, Pane pane) {
    static const QHash<Pane, QString> names = {
        {Pane::Surface, u"surface"_s}, {Pane::Bg, u"bg"_s},     {Pane::Card, u"card"_s},
        {Pane::Whisper, u"whisper"_s}, {Pane::Note, u"note"_s}, {Pane::Info, u"info"_s},
        {Pane::Warn, u"warn"_s},       {Pane::Bad, u"bad"_s},   {Pane::Line, u"line"_s},
    };
    widget->setAttribute(Qt::WA_StyledBackground);
    setClass(widget, "pane", names.value(pane));
}

QFrame* makeLine(QWidget* parent) {
    auto* line = new QFrame(parent);
    setPane(line, Pane::Line);
    line->setFixedHeight(1);
    return line;
}

IconButton::IconButton(Theme& theme, const QString& icon, const QString& label, QWidget* parent)
    : QToolButton(parent), m_theme(theme), m_icon(icon) {
    setFocusPolicy(Qt::StrongFocus);
    setToolButtonStyle(Qt::ToolButtonIconOnly);
    setPopupMode(QToolButton::InstantPopup);
    setLabel(label);
    connect(&theme, &Theme::changed, this, &IconButton::refresh);
    refresh();
}

void IconButton::setLabel(const QString& label, const QKeySequence& shortcut) {
    setText(label);
    setAccessibleName(label);
    setToolTip(shortcut.isEmpty() ? label : u"%1 (%2)"_s.arg(label, shortcut.toString(QKeySequence::NativeText)));
}

void IconButton::setIconName(const QString& icon) {
    m_icon = icon;
    refresh();
}

void IconButton::setIconSide(int designPixels) {
    m_side = designPixels;
    refresh();
}

void IconButton::refresh() {
    setIcon(m_theme.icon(m_icon));
    const int side = m_theme.px(m_side);
    setIconSize(QSize(side, side));
    const int target = std::max(24, side + m_theme.px(10));
    setMinimumSize(target, target);
}

ElidedLabel::ElidedLabel(QWidget* parent) : QLabel(parent) {
    setTextFormat(Qt::PlainText);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
}

ElidedLabel::ElidedLabel(const QString& text, QWidget* parent) : ElidedLabel(parent) {
    setFullText(text);
}

void ElidedLabel::setFullText(const QString& text) {
    m_text = text;
    m_text.replace(u'\n', u' ');
    setAccessibleName(m_text);
    updateGeometry();
    update();
}

bool ElidedLabel::isElided() const {
    return fontMetrics().horizontalAdvance(m_text) > contentsRect().width();
}

QSize ElidedLabel::minimumSizeHint() const {
    return {fontMetrics().averageCharWidth() * 4, fontMetrics().height()};
}

QSize ElidedLabel::sizeHint() const {
    return {fontMetrics().horizontalAdvance(m_text) + 2, fontMetrics().height()};
}

void ElidedLabel::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const QString text = fontMetrics().elidedText(m_text, Qt::ElideRight, contentsRect().width());
    style()->drawItemText(&painter, contentsRect(), int(alignment()), palette(), isEnabled(), text,
                          foregroundRole());
}

bool ElidedLabel::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip && toolTip().isEmpty() && isElided()) {
        QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), m_text.toHtmlEscaped(), this);
        return true;
    }
    return QLabel::event(event);
}

KeyCap::KeyCap(Theme& theme, const QKeySequence& key, QWidget* parent) : QWidget(parent), m_theme(theme) {
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setKey(key);
    connect(&theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void KeyCap::setKey(const QKeySequence& key) {
    setText(key.toString(QKeySequence::NativeText));
}

void KeyCap::setText(const QString& text) {
    m_text = text;
    setAccessibleName(text);
    updateGeometry();
    update();
}

void KeyCap::setAccented(bool accented) {
    m_accented = accented;
    update();
}

QSize KeyCap::sizeHint() const {
    const QFontMetrics metrics(m_theme.font(TextRole::Caption));
    return {metrics.horizontalAdvance(m_text) + m_theme.px(12), metrics.height() + m_theme.px(4)};
}

void KeyCap::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens& t = m_theme.tokens();
    painter.setPen(m_accented ? t.whisperLine : t.line);
    painter.setBrush(t.surface);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), m_theme.px(4), m_theme.px(4));
    painter.setPen(m_accented ? t.accent : t.faint);
    painter.setFont(m_theme.font(TextRole::Caption));
    painter.drawText(rect(), Qt::AlignCenter, m_text);
}

} // namespace souffleur::ui
