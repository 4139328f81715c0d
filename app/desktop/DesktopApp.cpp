// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "DesktopApp.h"

#include "base/Log.h"
#include "ui/channels/ChannelDialogs.h"
#include "ui/firstrun/FirstRunWizard.h"
#include "ui/firstrun/UnlockDialog.h"
#include "ui/main/MainWindow.h"

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
    const QString name =
        u"souffleur-"_s +
        QString::fromLatin1(
            QCryptographicHash::hash(directory.toUtf8(), QCryptographicHash::Sha256).toHex().left(16));
    QLocalSocket other;
    other.connectToServer(name);
    if (other.waitForConnected(200)) {
        other.write("raise\n");
        other.waitForBytesWritten(200);
        return false;
    }
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    QLocalServer::removeServer(name);
    if (!m_server.listen(name))
        qCWarning(lcApp) << "a second start cannot reach this one:" << m_server.errorString();
    connect(&m_server, &QLocalServer::newConnection, this, [this] {
        if (QLocalSocket* socket = m_server.nextPendingConnection())
            connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        if (m_front) {
            m_front->showNormal();
            m_front->raise();
            m_front->activateWindow();
        }
    });
    return true;
}

bool DesktopApp::start() {
    const QString directory = chosenDirectory(m_options, m_settings);
    if (!claim(directory))
        return false;
    m_settings.setWorkspaceDirectory(directory);
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
    m_window->show();
}

} // namespace souffleur::desktop
