// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "DesktopApp.h"

#include "base/Log.h"
#include "ui/channels/ChannelDialog.h"
#include "ui/channels/ChannelDialogs.h"
#include "ui/common/AppLink.h"
#include "ui/firstrun/FirstRunWizard.h"
#include "ui/firstrun/UnlockDialog.h"
#include "ui/main/ActionRegistry.h"
#include "ui/main/MainWindow.h"
#include "ui/notify/NotificationServer.h"
#include "ui/notify/Notifier.h"
#include "ui/notify/TrayIcon.h"
#include "ui/theme/SystemScheme.h"

#include <QAction>
#include <QApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QLibraryInfo>
#include <QLocalSocket>
#include <QStandardPaths>

namespace souffleur::desktop {
namespace {

QString defaultSettingsFile() {
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + u"/souffleur/souffleur.conf"_s;
}

QString defaultWorkspace() {
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/souffleur/workspace"_s;
}

constexpr qint64 MaxLine = 4096; //!< of what a second start says

QString shortHash(const QString& text) {
    return QString::fromLatin1(
        QCryptographicHash::hash(text.toUtf8(), QCryptographicHash::Sha256).toHex().left(16));
}

QString chosenDirectory(const Options& options, const ui::UiSettings& settings) {
    if (!options.directory.isEmpty())
        return QDir(options.directory).absolutePath();
    return settings.workspaceDirectory().isEmpty() ? defaultWorkspace() : settings.workspaceDirectory();
}

} // namespace

DesktopApp::DesktopApp(QApplication& application, Options options)
    : m_application(application), m_options(std::move(options)),
      m_settings(m_options.settingsFile.isEmpty() ? defaultSettingsFile() : m_options.settingsFile),
      m_factory({u":/sample/faq.json"_s, u":/sample/customers.json"_s}) {
    setLanguage(m_options.language.isEmpty() ? m_settings.language() : m_options.language);
    applySettings();
    m_theme.apply(application);
    connect(&m_settings, &ui::UiSettings::changed, this, [this](const QString& key) {
        if (key == u"language")
            setLanguage(m_settings.language());
        applySettings();
    });
}

DesktopApp::~DesktopApp() {
    if (m_window)
        m_settings.setState(runningMark(), {});
    m_notifier.reset();
    m_notifications.reset();
    m_tray.reset();
    // The window lets go of the workspace before the workspace ends its threads.
    m_window.reset();
    m_context.reset();
    m_workspace.reset();
}

void DesktopApp::applySettings() {
    m_theme.setMode(ui::ColourMode(m_settings.colourMode()));
    m_theme.setScale(m_settings.textScale());
    m_theme.setReducedMotion(m_settings.reducedMotion());
}

void DesktopApp::setLanguage(const QString& language) {
    const QLocale locale = language.isEmpty() ? QLocale::system() : QLocale(language);
    QLocale::setDefault(locale);
    for (const auto& translator : m_translators)
        m_application.removeTranslator(translator.get());
    m_translators.clear();
    const auto install = [this](std::unique_ptr<QTranslator> translator) {
        m_application.installTranslator(translator.get());
        m_translators.push_back(std::move(translator));
    };
    auto qt = std::make_unique<QTranslator>();
    if (qt->load(locale, u"qtbase"_s, u"_"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        install(std::move(qt));
    auto own = std::make_unique<QTranslator>();
    // English has a file too: its plural forms.
    if (own->load(locale, u"souffleur"_s, u"_"_s, u":/i18n"_s) || own->load(u":/i18n/souffleur_en.qm"_s))
        install(std::move(own));
}

bool DesktopApp::claim(const QString& directory) {
    const QString name = u"souffleur-"_s + shortHash(directory);
    QLocalSocket other;
    other.connectToServer(name);
    if (other.waitForConnected(200)) {
        // Lines of a word and its value; see listen().
        const QByteArray token = qgetenv("XDG_ACTIVATION_TOKEN");
        if (!token.isEmpty())
            other.write("token " + token + '\n');
        if (!ui::conversationOfLink(m_options.link).isNull())
            other.write("open " + m_options.link.toUtf8() + '\n');
        other.write("raise\n");
        other.waitForBytesWritten(200);
        return false;
    }
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    QLocalServer::removeServer(name);
    if (!m_server.listen(name))
        qCWarning(lcApp) << "a second start cannot reach this one:" << m_server.errorString();
    connect(&m_server, &QLocalServer::newConnection, this, [this] {
        while (QLocalSocket* socket = m_server.nextPendingConnection())
            listen(socket);
    });
    return true;
}

void DesktopApp::listen(QLocalSocket* socket) {
    connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
    const auto read = [this, socket] {
        while (socket->canReadLine()) {
            const QByteArray line = socket->readLine(MaxLine).trimmed();
            if (line.startsWith("token "))
                qputenv("XDG_ACTIVATION_TOKEN", line.mid(6));
            else if (line.startsWith("open "))
                openLink(QString::fromUtf8(line.mid(5)));
            else if (line == "raise")
                bringToFront();
        }
        if (socket->bytesAvailable() > MaxLine)
            socket->abort(); // not one of us
    };
    connect(socket, &QLocalSocket::readyRead, this, read);
    read();
}

void DesktopApp::bringToFront() {
    if (m_window) {
        m_window->bringToFront();
    } else if (m_front) {
        m_front->showNormal();
        m_front->raise();
        m_front->activateWindow();
    }
}

void DesktopApp::openLink(const QString& link) {
    const ConversationId id = ui::conversationOfLink(link);
    if (id.isNull())
        return;
    if (m_window)
        m_window->present(id, false);
    else
        m_wanted = id;
}

bool DesktopApp::start() {
    const QString directory = chosenDirectory(m_options, m_settings);
    if (!claim(directory))
        return false;
    m_settings.setWorkspaceDirectory(directory);
    openLink(m_options.link);
    if (m_factory.exists(directory))
        openOrAsk();
    else
        runFirst();
    return true;
}

void DesktopApp::openOrAsk() {
    // The keychain first; whatever it says, the agent can still type the password.
    thenOn(m_factory.open({m_settings.workspaceDirectory(), {}, {}}), this,
           [this](const Result<std::shared_ptr<workspace::Workspace>>& opened) {
               if (opened)
                   show(*opened);
               else
                   unlock();
           });
}

void DesktopApp::unlock() {
    auto* dialog = new ui::UnlockDialog(m_factory, m_theme, m_settings);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    m_front = dialog;
    connect(dialog, &ui::UnlockDialog::opened, this,
            [this](const std::shared_ptr<workspace::Workspace>& workspace) { show(workspace); });
    dialog->open();
}

void DesktopApp::runFirst() {
    auto* wizard = new ui::FirstRunWizard(m_factory, m_theme, m_settings);
    wizard->setAttribute(Qt::WA_DeleteOnClose);
    m_front = wizard;
    connect(wizard, &ui::FirstRunWizard::created, this,
            [this](const workspace::Created& created) { show(created.workspace); });
    connect(wizard, &ui::FirstRunWizard::channelWanted, this,
            [this] { ui::openChannelDialog(*m_context, std::nullopt, {}, m_window.get()); });
    wizard->open();
}

void DesktopApp::show(std::shared_ptr<workspace::Workspace> workspace) {
    m_workspace = std::move(workspace);
    m_context = std::make_unique<ui::UiContext>(ui::UiContext{*m_workspace, m_theme, m_settings});
    m_window = std::make_unique<ui::MainWindow>(*m_context);
    m_front = m_window.get();
    connectDesktop();
    m_window->show();
    reportCrash();
    if (!m_wanted.isNull())
        m_window->present(std::exchange(m_wanted, {}), false);
}

void DesktopApp::connectDesktop() {
    m_tray = std::make_unique<ui::TrayIcon>(*m_context);
    connect(m_tray.get(), &ui::TrayIcon::openRequested, m_window.get(), &ui::MainWindow::bringToFront);
    connect(m_tray.get(), &ui::TrayIcon::nextRequested, m_window.get(), [this] {
        m_window->bringToFront();
        m_window->nextWaiting();
    });
    connect(m_tray.get(), &ui::TrayIcon::quitRequested, m_window->actions().action(u"quit"_s), &QAction::trigger);
    connect(m_window.get(), &ui::MainWindow::waitingChanged, m_tray.get(), &ui::TrayIcon::setWaiting);
    connect(m_window.get(), &ui::MainWindow::quitRequested, &m_application, &QApplication::quit);
    const auto follow = [this] { m_window->setHidesOnClose(m_settings.keepInTray() && m_tray->isVisible()); };
    connect(&m_settings, &ui::UiSettings::changed, m_window.get(), follow);
    follow();
    if (!ui::hasSessionBus())
        return;
    m_notifications = std::make_unique<ui::NotificationServer>(QDBusConnection::sessionBus());
    m_notifier = std::make_unique<ui::Notifier>(*m_context, *m_notifications);
    connect(m_window.get(), &ui::MainWindow::watchedChanged, m_notifier.get(), &ui::Notifier::setWatched);
    connect(m_notifier.get(), &ui::Notifier::openRequested, m_window.get(), &ui::MainWindow::present);
    connect(m_notifier.get(), &ui::Notifier::replyRefused, m_window.get(), &ui::MainWindow::giveBack);
    connect(m_notifier.get(), &ui::Notifier::inboxRequested, m_window.get(), [this] {
        m_window->bringToFront();
        m_window->showInbox();
    });
}

QString DesktopApp::runningMark() const {
    return u"running."_s + shortHash(m_settings.workspaceDirectory());
}

void DesktopApp::reportCrash() {
    const bool crashed = !m_settings.state(runningMark()).isEmpty();
    m_settings.setState(runningMark(), "1");
    if (!crashed)
        return;
    thenOn(m_workspace->draftCount(), m_window.get(),
           [this](const Result<int>& drafts) { m_window->reportCrash(drafts.hasValue() ? *drafts : 0); });
}

} // namespace souffleur::desktop
