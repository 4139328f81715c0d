// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/Theme.h"

#include "ui/theme/AppStyle.h"
#include "ui/theme/StyleSheet.h"
#include "ui/theme/SystemScheme.h"
#include "ui/theme/TintedIcon.h"

#include <QApplication>
#include <QFile>
#include <QFontDatabase>
#include <QPalette>

// Outside of any namespace, as the macro demands; the static library would lose the resource without it.
static void initResources() {
    Q_INIT_RESOURCE(souffleur);
}

namespace souffleur::ui {

Theme::Theme(QObject* parent) : QObject(parent), m_tokens(makeTokens(false)) {
    initResources();
    const QPalette before = QGuiApplication::palette();
    m_paletteDark = before.color(QPalette::WindowText).lightness() > before.color(QPalette::Window).lightness();
    const QString inter = u"Inter"_s;
    m_family =
        QFontDatabase::hasFamily(inter) ? inter : QFontDatabase::systemFont(QFontDatabase::GeneralFont).family();
    refresh();
}

void Theme::apply(QApplication& application) {
    m_application = &application;
    application.setStyle(new AppStyle(*this)); // the application owns it
    auto* scheme = new SystemScheme(this);
    connect(scheme, &SystemScheme::schemeChanged, this, &Theme::systemSchemeChanged);
    scheme->start();
    refresh();
}

void Theme::setMode(ColourMode mode) {
    if (m_mode == mode)
        return;
    m_mode = mode;
    refresh();
}

void Theme::setScale(int percent) {
    percent = std::clamp(percent, 80, 200);
    if (m_scale == percent)
        return;
    m_scale = percent;
    refresh();
}

void Theme::systemSchemeChanged(int scheme) {
    if (scheme == 0)
        m_portalDark.reset();
    else
        m_portalDark = scheme == 1;
    if (m_mode == ColourMode::System && systemIsDark() != m_tokens.dark)
        refresh();
}

bool Theme::systemIsDark() const {
    return m_portalDark.value_or(m_paletteDark);
}

void Theme::refresh() {
    const bool dark = m_mode == ColourMode::Dark || (m_mode == ColourMode::System && systemIsDark());
    m_tokens = makeTokens(dark);
    m_icons.clear();
    if (m_application) {
        m_application->setFont(font(TextRole::Body));
        m_application->setPalette(makePalette(m_tokens));
        m_application->setStyleSheet(makeStyleSheet(m_tokens, m_scale));
    }
    emit changed();
}

QFont Theme::font(TextRole role) const {
    QFont font;
    // The emoji font comes last: as a first family it would also claim the digits.
    font.setFamilies({m_family, u"Noto Sans"_s, u"Noto Color Emoji"_s});
    font.setStyleStrategy(QFont::PreferAntialias);
    font.setHintingPreference(QFont::PreferVerticalHinting);
    switch (role) {
    case TextRole::Body:
        font.setPixelSize(px(13));
        break;
    case TextRole::Strong:
        font.setPixelSize(px(13));
        font.setWeight(QFont::DemiBold);
        break;
    case TextRole::Title:
        font.setPixelSize(px(15));
        font.setWeight(QFont::DemiBold);
        break;
    case TextRole::Small:
        font.setPixelSize(px(12));
        break;
    case TextRole::Caption:
        font.setPixelSize(px(11));
        break;
    }
    return font;
}

QFont Theme::emojiFont(int designPixels) const {
    QFont result = font(TextRole::Body);
    result.setFamilies(QStringList{u"Noto Color Emoji"_s} + result.families());
    result.setPixelSize(px(designPixels));
    return result;
}

int Theme::px(int designPixels) const {
    return qRound(designPixels * m_scale / 100.0);
}

QIcon Theme::icon(const QString& name, const QColor& colour) const {
    const QString key = name + u'#' + QString::number(colour.rgba(), 16);
    if (const auto found = m_icons.constFind(key); found != m_icons.constEnd())
        return *found;
    QFile file(u":/icons/"_s + name + u".svg"_s);
    QIcon icon;
    if (file.open(QIODevice::ReadOnly))
        icon = QIcon(new TintedIcon(file.readAll(), colour));
    m_icons.insert(key, icon);
    return icon;
}

} // namespace souffleur::ui
