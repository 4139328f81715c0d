// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Strings.h"

#include <QDBusMessage>
#include <QDBusVariant>
#include <QObject>

namespace souffleur::ui {

//! Asks the desktop portal for light or dark, and listens. Qt 6.4 has no QStyleHints::colorScheme.
//! https://flatpak.github.io/xdg-desktop-portal/docs/doc-org.freedesktop.portal.Settings.html
class SystemScheme : public QObject {
    Q_OBJECT
public:
    explicit SystemScheme(QObject* parent = nullptr);
    //! Never blocks; says nothing where there is no session bus or no portal.
    void start();

signals:
    void schemeChanged(int scheme); //!< 0 no preference, 1 dark, 2 light

private slots:
    void settingChanged(const QString& group, const QString& key, const QDBusVariant& value);
};

//! Asking for the session bus without one makes libdbus start its own: ask here first.
bool hasSessionBus();

} // namespace souffleur::ui
