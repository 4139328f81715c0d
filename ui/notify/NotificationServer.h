// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Strings.h"

#include <QDBusConnection>
#include <QHash>
#include <QObject>

class QDBusPendingCallWatcher;

namespace souffleur::ui {

struct DesktopNotice {
    QString title;
    QString body;                               //!< plain text
    QList<std::pair<QString, QString>> actions; //!< key and words; "default" is the click on the notice itself
    QString replyHint;                          //!< what the server's reply field says; used with "inline-reply"
    bool sound = true;
    bool operator==(const DesktopNotice&) const = default;
};

//! The desktop's notification server, by the Desktop Notifications Specification 1.2 and the inline-reply extension
//! of Plasma and GNOME's extensions. Notices have names of ours; the same name again replaces its notice. Nothing
//! in here waits for the bus; without a server nothing happens.
class NotificationServer : public QObject {
    Q_OBJECT
public:
    explicit NotificationServer(const QDBusConnection& bus, QObject* parent = nullptr);
    //! Withdraws what it has shown.
    ~NotificationServer() override;

    bool canReply() const { return m_capabilities.contains(u"inline-reply"_s); }
    bool canAct() const { return m_capabilities.contains(u"actions"_s); }
    void show(const QString& name, const DesktopNotice& notice);
    void withdraw(const QString& name);
    bool isShown(const QString& name) const { return m_shown.contains(name); }

signals:
    //! What the server can do is known now.
    void ready();
    void invoked(const QString& name, const QString& action);
    void replied(const QString& name, const QString& text);
    //! Not by us: the agent did, or its time was over.
    void closed(const QString& name);

private slots:
    void onAction(uint id, const QString& action);
    void onReplied(uint id, const QString& text);
    void onClosed(uint id, uint reason);
    void onToken(uint id, const QString& token);
    void onOwner(const QString& service, const QString& before, const QString& after);

private:
    struct Shown {
        uint id = 0;         //!< 0: its first answer has not come
        bool asking = false; //!< a call runs
        bool over = false;   //!< withdrawn meanwhile
        std::optional<DesktopNotice> next;
    };
    void askCapabilities();
    void send(const QString& name, const DesktopNotice& notice);
    void answered(const QString& name, const QDBusPendingCallWatcher& call);
    void close(uint id);
    QString nameOf(uint id) const;

    QDBusConnection m_bus;
    QStringList m_capabilities;
    QHash<QString, Shown> m_shown;
};

} // namespace souffleur::ui
