// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/notify/NotificationServer.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QGuiApplication>

namespace souffleur::ui {

namespace {

const auto Service = u"org.freedesktop.Notifications"_s;
const auto Path = u"/org/freedesktop/Notifications"_s;
constexpr uint ClosedByCall = 3;
constexpr int ServersOwnTime = -1;

QDBusMessage method(const QString& name) {
    return QDBusMessage::createMethodCall(Service, Path, Service, name);
}

} // namespace

NotificationServer::NotificationServer(const QDBusConnection& bus, QObject* parent) : QObject(parent), m_bus(bus) {
    if (!m_bus.isConnected())
        return;
    // By the server's name: nobody else on the bus can press our buttons.
    m_bus.connect(Service, Path, Service, u"ActionInvoked"_s, this, SLOT(onAction(uint, QString)));
    m_bus.connect(Service, Path, Service, u"NotificationReplied"_s, this, SLOT(onReplied(uint, QString)));
    m_bus.connect(Service, Path, Service, u"NotificationClosed"_s, this, SLOT(onClosed(uint, uint)));
    m_bus.connect(Service, Path, Service, u"ActivationToken"_s, this, SLOT(onToken(uint, QString)));
    m_bus.connect(u"org.freedesktop.DBus"_s, u"/org/freedesktop/DBus"_s, u"org.freedesktop.DBus"_s,
                  u"NameOwnerChanged"_s, {Service}, QString(), this, SLOT(onOwner(QString, QString, QString)));
    askCapabilities();
}

NotificationServer::~NotificationServer() {
    for (const Shown& shown : std::as_const(m_shown)) {
        if (shown.id != 0)
            close(shown.id);
    }
}

void NotificationServer::askCapabilities() {
    auto* call = new QDBusPendingCallWatcher(m_bus.asyncCall(method(u"GetCapabilities"_s)), this);
    connect(call, &QDBusPendingCallWatcher::finished, this, [this, call] {
        call->deleteLater();
        const QDBusPendingReply<QStringList> reply = *call;
        if (!reply.isValid())
            return;
        m_capabilities = reply.value();
        emit ready();
    });
}

void NotificationServer::onOwner(const QString&, const QString&, const QString& after) {
    // Another server knows nothing of our notices.
    m_shown.clear();
    m_capabilities.clear();
    if (!after.isEmpty())
        askCapabilities();
}

void NotificationServer::show(const QString& name, const DesktopNotice& notice) {
    if (!m_bus.isConnected())
        return;
    Shown& shown = m_shown[name];
    shown.over = false;
    if (shown.asking)
        shown.next = notice;
    else
        send(name, notice);
}

void NotificationServer::send(const QString& name, const DesktopNotice& notice) {
    Shown& shown = m_shown[name];
    shown.asking = true;
    QStringList actions;
    if (canAct()) {
        for (const auto& [key, words] : notice.actions)
            actions << key << words;
    }
    QVariantMap hints{{u"desktop-entry"_s, QGuiApplication::desktopFileName()},
                      {u"category"_s, u"im.received"_s},
                      {u"urgency"_s, QVariant::fromValue<uchar>(1)}};
    if (notice.sound)
        hints.insert(u"sound-name"_s, u"message-new-instant"_s);
    else
        hints.insert(u"suppress-sound"_s, true);
    if (!notice.replyHint.isEmpty())
        hints.insert(u"x-kde-reply-placeholder-text"_s, notice.replyHint);
    // Servers that know markup take "<" for its beginning.
    const QString body = m_capabilities.contains(u"body-markup"_s) ? notice.body.toHtmlEscaped() : notice.body;
    auto message = method(u"Notify"_s);
    message << QGuiApplication::applicationDisplayName() << shown.id << u"org.souffleur.Souffleur"_s << notice.title
            << body << actions << hints << ServersOwnTime;
    auto* call = new QDBusPendingCallWatcher(m_bus.asyncCall(message), this);
    connect(call, &QDBusPendingCallWatcher::finished, this, [this, call, name] {
        call->deleteLater();
        answered(name, *call);
    });
}

void NotificationServer::answered(const QString& name, const QDBusPendingCallWatcher& call) {
    const QDBusPendingReply<uint> reply = call;
    const auto found = m_shown.find(name);
    if (found == m_shown.end())
        return;
    found->asking = false;
    if (!reply.isValid()) {
        m_shown.erase(found);
        return;
    }
    found->id = reply.value();
    if (found->over) {
        close(found->id);
        m_shown.erase(found);
    } else if (found->next) {
        send(name, *std::exchange(found->next, std::nullopt));
    }
}

void NotificationServer::withdraw(const QString& name) {
    const auto found = m_shown.find(name);
    if (found == m_shown.end())
        return;
    if (found->asking) {
        found->over = true;
        found->next.reset();
        return;
    }
    close(found->id);
    m_shown.erase(found);
}

void NotificationServer::close(uint id) {
    auto message = method(u"CloseNotification"_s);
    message << id;
    m_bus.asyncCall(message);
}

QString NotificationServer::nameOf(uint id) const {
    for (auto it = m_shown.cbegin(); it != m_shown.cend(); ++it) {
        if (it->id == id)
            return it.key();
    }
    return {};
}

void NotificationServer::onAction(uint id, const QString& action) {
    if (const QString name = nameOf(id); !name.isEmpty())
        emit invoked(name, action);
}

void NotificationServer::onReplied(uint id, const QString& text) {
    if (const QString name = nameOf(id); !name.isEmpty())
        emit replied(name, text);
}

void NotificationServer::onClosed(uint id, uint reason) {
    const QString name = nameOf(id);
    if (name.isEmpty() || reason == ClosedByCall)
        return;
    if (!m_shown.value(name).asking)
        m_shown.remove(name);
    emit closed(name);
}

void NotificationServer::onToken(uint id, const QString& token) {
    // Wayland lets a window come to the front only with it; Qt takes it from there at the next activation.
    if (!nameOf(id).isEmpty())
        qputenv("XDG_ACTIVATION_TOKEN", token.toUtf8());
}

} // namespace souffleur::ui
