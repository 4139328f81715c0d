// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/Lanes.h"

#include <QHostAddress>
#include <QNetworkAccessManager>
#include <QNetworkProxy>

namespace souffleur::net {
namespace {
class SystemProxies final : public QNetworkProxyFactory {
public:
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery& query) override {
        const QString host = query.peerHostName();
        if (host == u"localhost" || QHostAddress(host).isLoopback())
            return {QNetworkProxy(QNetworkProxy::NoProxy)};
        return QNetworkProxyFactory::systemProxyForQuery(query);
    }
};
} // namespace

Lanes::Lanes() = default;
Lanes::~Lanes() = default;

quint64 Lanes::enter(const QString& host, bool mayReuse, QObject* context,
                     std::function<void(QNetworkAccessManager*)> begin) {
    const quint64 ticket = ++m_last;
    Entry& entry = m_entries[ticket];
    entry = {host, mayReuse, context, std::move(begin), nullptr};
    serveWaiting();
    return ticket;
}

void Lanes::leave(quint64 ticket) {
    const auto it = m_entries.find(ticket);
    if (it == m_entries.end())
        return;
    if (Lane* lane = it->second.lane) {
        if (--lane->active[it->second.host] <= 0)
            lane->active.remove(it->second.host);
    }
    m_entries.erase(it);
    // From the event loop: leave is called in the middle of answers and destructors.
    QMetaObject::invokeMethod(this, &Lanes::serveWaiting, Qt::QueuedConnection);
}

Lanes::Lane* Lanes::freeLane(const QString& host, bool kept) {
    int count = 0;
    for (const auto& lane : m_lanes) {
        if (lane->kept != kept)
            continue;
        ++count;
        if (lane->active.value(host) < PerHost)
            return lane.get();
    }
    if (count >= (kept ? MaxKept : MaxFresh))
        return nullptr;
    auto lane = std::make_unique<Lane>();
    lane->kept = kept;
    lane->manager = std::make_unique<QNetworkAccessManager>();
    lane->manager->setProxyFactory(new SystemProxies); // The manager owns it.
    lane->manager->setAutoDeleteReplies(false);
    m_lanes.push_back(std::move(lane));
    return m_lanes.back().get();
}

void Lanes::serveWaiting() {
    std::vector<quint64> ready;
    for (auto& [ticket, entry] : m_entries) {
        if (entry.lane)
            continue;
        entry.lane = freeLane(entry.host, entry.kept);
        if (!entry.lane)
            continue;
        ++entry.lane->active[entry.host];
        ready.push_back(ticket);
    }
    for (const quint64 ticket : ready) {
        const auto it = m_entries.find(ticket);
        if (it == m_entries.end() || !it->second.context)
            continue;
        const auto begin = std::exchange(it->second.begin, {});
        begin(it->second.lane->manager.get());
    }
}

} // namespace souffleur::net
