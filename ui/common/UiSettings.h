// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Strings.h"

#include <QObject>
#include <QSettings>
#include <QTime>

namespace souffleur::ui {

enum class AssistLevel {
    On,
    Quiet, //!< collapsed until F8
    Off,
};

//! This machine's preferences (QSettings, one file per user): look, language, keys, window state. Never a secret,
//! never a customer's word. Written at once.
class UiSettings : public QObject {
    Q_OBJECT
public:
    explicit UiSettings(const QString& file, QObject* parent = nullptr);

    QString language() const; //!< "de", "en"; empty: the system's
    void setLanguage(const QString& language);
    int colourMode() const; //!< ColourMode
    void setColourMode(int mode);
    int textScale() const; //!< percent
    void setTextScale(int percent);
    bool compactRows() const;
    void setCompactRows(bool compact);
    bool reducedMotion() const;
    void setReducedMotion(bool reduced);
    bool enterSends() const; //!< in chat channels
    void setEnterSends(bool enter);
    int holdSeconds() const; //!< -1: the channel's default
    void setHoldSeconds(int seconds);
    bool spelling() const; //!< mistakes are underlined
    void setSpelling(bool on);
    QString dictionary(const QString& language) const; //!< "de_AT" for "de"; empty: the system's region
    void setDictionary(const QString& language, const QString& dictionary);
    AssistLevel assistLevel() const;
    void setAssistLevel(AssistLevel level);
    bool keepInTray() const; //!< closing the window leaves the program in the tray
    void setKeepInTray(bool keep);
    bool notifications() const;
    void setNotifications(bool on);
    bool notificationText() const; //!< the customer's words, not only the name
    void setNotificationText(bool shown);
    bool notificationSound() const;
    void setNotificationSound(bool on);
    bool doNotDisturb() const;
    void setDoNotDisturb(bool on);
    bool quietHours() const; //!< from quietFrom() to quietTo(), local time, also over midnight
    void setQuietHours(bool on);
    QTime quietFrom() const;
    void setQuietFrom(QTime time);
    QTime quietTo() const;
    void setQuietTo(QTime time);
    QStringList mutedChannels() const; //!< ids
    void setMutedChannels(const QStringList& ids);
    QString shortcut(const QString& action) const; //!< empty: the default
    void setShortcut(const QString& action, const QString& sequence);
    QByteArray state(const QString& name) const; //!< geometry, splitters, header sections
    void setState(const QString& name, const QByteArray& state);
    QString workspaceDirectory() const;
    void setWorkspaceDirectory(const QString& directory);

signals:
    void changed(const QString& key);

private:
    void write(const QString& key, const QVariant& value);
    QSettings m_settings;
};

} // namespace souffleur::ui
