// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/UiContext.h"
#include "ui/common/UiSettings.h"
#include "ui/theme/Theme.h"
#include "workspace/local/LocalFactory.h"

#include <QLocalServer>
#include <QPointer>
#include <QTranslator>

class QApplication;
class QLocalSocket;

namespace souffleur::ui {
class MainWindow;
class NotificationServer;
class Notifier;
class TrayIcon;
} // namespace souffleur::ui

namespace souffleur::desktop {

struct Options {
    QString directory; //!< empty: the one used last, else the default
    QString language;  //!< empty: from the settings, else the system's
    QString settingsFile;
    bool demo = false;
    QString pictures;        //!< directory for pictures of the window
    bool allScreens = false; //!< not of the inbox only
    QString link;            //!< souffleur:conversation/ID to show
};

//! The composition root: makes theme, settings and workspace, and shows first run, unlocking or the main window.
class DesktopApp : public QObject {
    Q_OBJECT
public:
    DesktopApp(QApplication& application, Options options);
    ~DesktopApp() override;

    //! False when another instance has this workspace open: it was brought to the front.
    bool start();

    void setLanguage(const QString& language);
    ui::Theme& theme() { return m_theme; }
    ui::UiSettings& settings() { return m_settings; }
    workspace::LocalFactory& factory() { return m_factory; }
    ui::MainWindow* window() { return m_window.get(); }
    ui::UiContext& context() { return *m_context; }
    void show(std::shared_ptr<workspace::Workspace> workspace);

private:
    bool claim(const QString& directory);
    void listen(QLocalSocket* socket);
    void bringToFront();
    void openLink(const QString& link);
    void connectDesktop();
    void reportCrash();
    QString runningMark() const;
    void openOrAsk();
    void runFirst();
    void unlock();
    void applySettings();

    QApplication& m_application;
    Options m_options;
    ui::UiSettings m_settings;
    ui::Theme m_theme;
    workspace::LocalFactory m_factory;
    std::vector<std::unique_ptr<QTranslator>> m_translators;
    QLocalServer m_server;
    std::shared_ptr<workspace::Workspace> m_workspace;
    std::unique_ptr<ui::UiContext> m_context;
    std::unique_ptr<ui::MainWindow> m_window;
    // After the window: they ask it things to the last.
    std::unique_ptr<ui::TrayIcon> m_tray;
    std::unique_ptr<ui::NotificationServer> m_notifications;
    std::unique_ptr<ui::Notifier> m_notifier;
    QPointer<QWidget> m_front; //!< what a second start brings to the front
    ConversationId m_wanted;   //!< to be shown as soon as there is a window
};

} // namespace souffleur::desktop
