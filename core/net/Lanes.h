// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Strings.h"

#include <functional>
#include <map>
#include <memory>
#include <vector>

#include <QHash>
#include <QObject>
#include <QPointer>

class QNetworkAccessManager;

namespace souffleur::net {

//! Spreads requests over network managers. One manager holds at most six connections per host and silently queues
//! the rest, so that six long polls would starve every other request; here a seventh gets a further manager, and
//! what has to wait at last waits in sight, without its time-out running. Requests that want a connection of their
//! own never meet one that is kept. One thread.
class Lanes final : public QObject {
    Q_OBJECT
public:
    Lanes();
    ~Lanes() override;
    //! Calls begin with a manager, at once or when a place gets free - unless context has died or leave came first.
    quint64 enter(const QString& host, bool mayReuse, QObject* context,
                  std::function<void(QNetworkAccessManager*)> begin);
    void leave(quint64 ticket);

    static constexpr int PerHost = 6;
    static constexpr int MaxKept = 16;
    static constexpr int MaxFresh = 2;

private:
    struct Lane {
        bool kept = false;
        std::unique_ptr<QNetworkAccessManager> manager;
        QHash<QString, int> active;
    };
    struct Entry {
        QString host;
        bool kept = false;
        QPointer<QObject> context;
        std::function<void(QNetworkAccessManager*)> begin;
        Lane* lane = nullptr; //!< null: waits
    };
    Lane* freeLane(const QString& host, bool kept);
    void serveWaiting();

    std::vector<std::unique_ptr<Lane>> m_lanes;
    std::map<quint64, Entry> m_entries; //!< in order of arrival
    quint64 m_last = 0;
};

} // namespace souffleur::net
