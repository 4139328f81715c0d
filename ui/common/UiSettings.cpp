// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/UiSettings.h"

#include <algorithm>

namespace souffleur::ui {

UiSettings::UiSettings(const QString& file, QObject* parent)
    : QObject(parent), m_settings(file, QSettings::IniFormat) {}

void UiSettings::write(const QString& key, const QVariant& value) {
    if (m_settings.contains(key) && m_settings.value(key) == value)
        return;
    m_settings.setValue(key, value);
    m_settings.sync();
    emit changed(key);
}

QString UiSettings::language() const {
    return m_settings.value(u"language"_s).toString();
}
void UiSettings::setLanguage(const QString& language) {
    write(u"language"_s, language);
}

int UiSettings::colourMode() const {
    return std::clamp(m_settings.value(u"colourMode"_s, 0).toInt(), 0, 2);
}
void UiSettings::setColourMode(int mode) {
    write(u"colourMode"_s, mode);
}

int UiSettings::textScale() const {
    return std::clamp(m_settings.value(u"textScale"_s, 100).toInt(), 80, 200);
}
void UiSettings::setTextScale(int percent) {
    write(u"textScale"_s, std::clamp(percent, 80, 200));
}

bool UiSettings::compactRows() const {
    return m_settings.value(u"compactRows"_s, false).toBool();
}
void UiSettings::setCompactRows(bool compact) {
    write(u"compactRows"_s, compact);
}

bool UiSettings::reducedMotion() const {
    return m_settings.value(u"reducedMotion"_s, false).toBool();
}
void UiSettings::setReducedMotion(bool reduced) {
    write(u"reducedMotion"_s, reduced);
}

bool UiSettings::enterSends() const {
    return m_settings.value(u"enterSends"_s, true).toBool();
}
void UiSettings::setEnterSends(bool enter) {
    write(u"enterSends"_s, enter);
}

int UiSettings::holdSeconds() const {
    return std::clamp(m_settings.value(u"holdSeconds"_s, -1).toInt(), -1, 600);
}
void UiSettings::setHoldSeconds(int seconds) {
    write(u"holdSeconds"_s, seconds);
}

bool UiSettings::spelling() const {
    return m_settings.value(u"spelling/on"_s, true).toBool();
}
void UiSettings::setSpelling(bool on) {
    write(u"spelling/on"_s, on);
}

QString UiSettings::dictionary(const QString& language) const {
    return m_settings.value(u"spelling/"_s + language).toString();
}
void UiSettings::setDictionary(const QString& language, const QString& dictionary) {
    write(u"spelling/"_s + language, dictionary);
}

AssistLevel UiSettings::assistLevel() const {
    return AssistLevel(std::clamp(m_settings.value(u"assistLevel"_s, 0).toInt(), 0, 2));
}
void UiSettings::setAssistLevel(AssistLevel level) {
    write(u"assistLevel"_s, int(level));
}

bool UiSettings::keepInTray() const {
    return m_settings.value(u"keepInTray"_s, false).toBool();
}
void UiSettings::setKeepInTray(bool keep) {
    write(u"keepInTray"_s, keep);
}

bool UiSettings::notifications() const {
    return m_settings.value(u"notify/on"_s, true).toBool();
}
void UiSettings::setNotifications(bool on) {
    write(u"notify/on"_s, on);
}

bool UiSettings::notificationText() const {
    return m_settings.value(u"notify/text"_s, false).toBool();
}
void UiSettings::setNotificationText(bool shown) {
    write(u"notify/text"_s, shown);
}

bool UiSettings::notificationSound() const {
    return m_settings.value(u"notify/sound"_s, true).toBool();
}
void UiSettings::setNotificationSound(bool on) {
    write(u"notify/sound"_s, on);
}

bool UiSettings::doNotDisturb() const {
    return m_settings.value(u"notify/doNotDisturb"_s, false).toBool();
}
void UiSettings::setDoNotDisturb(bool on) {
    write(u"notify/doNotDisturb"_s, on);
}

bool UiSettings::quietHours() const {
    return m_settings.value(u"notify/quietHours"_s, false).toBool();
}
void UiSettings::setQuietHours(bool on) {
    write(u"notify/quietHours"_s, on);
}

QTime UiSettings::quietFrom() const {
    const QTime time = QTime::fromString(m_settings.value(u"notify/quietFrom"_s).toString(), u"HH:mm"_s);
    return time.isValid() ? time : QTime(18, 0);
}
void UiSettings::setQuietFrom(QTime time) {
    write(u"notify/quietFrom"_s, time.toString(u"HH:mm"_s));
}

QTime UiSettings::quietTo() const {
    const QTime time = QTime::fromString(m_settings.value(u"notify/quietTo"_s).toString(), u"HH:mm"_s);
    return time.isValid() ? time : QTime(8, 0);
}
void UiSettings::setQuietTo(QTime time) {
    write(u"notify/quietTo"_s, time.toString(u"HH:mm"_s));
}

QStringList UiSettings::mutedChannels() const {
    return m_settings.value(u"notify/mutedChannels"_s).toStringList();
}
void UiSettings::setMutedChannels(const QStringList& ids) {
    write(u"notify/mutedChannels"_s, ids);
}

QString UiSettings::shortcut(const QString& action) const {
    return m_settings.value(u"shortcuts/"_s + action).toString();
}
void UiSettings::setShortcut(const QString& action, const QString& sequence) {
    write(u"shortcuts/"_s + action, sequence);
}

QByteArray UiSettings::state(const QString& name) const {
    return m_settings.value(u"state/"_s + name).toByteArray();
}
void UiSettings::setState(const QString& name, const QByteArray& state) {
    // Nobody follows the window's own state; telling it would refresh every screen.
    const QString key = u"state/"_s + name;
    if (m_settings.value(key).toByteArray() == state)
        return;
    m_settings.setValue(key, state);
    m_settings.sync();
}

QString UiSettings::workspaceDirectory() const {
    return m_settings.value(u"workspaceDirectory"_s).toString();
}
void UiSettings::setWorkspaceDirectory(const QString& directory) {
    write(u"workspaceDirectory"_s, directory);
}

} // namespace souffleur::ui
