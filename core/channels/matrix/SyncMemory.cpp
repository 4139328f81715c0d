// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/matrix/SyncMemory.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace souffleur::channels::matrix {

SyncMemory SyncMemory::fromCursor(const QByteArray& cursor) {
    SyncMemory memory;
    const QJsonObject o = QJsonDocument::fromJson(cursor).object();
    memory.since = o[u"since"].toString();
    for (const auto& room : o[u"joining"].toArray())
        memory.joining += room.toString();
    for (const auto& sent : o[u"sent"].toArray())
        memory.addSent(sent[0].toString(), sent[1].toString());
    for (const auto& r : o[u"reactions"].toArray())
        memory.addReaction({r[0].toString(), r[1].toString(), r[2].toString(), r[3].toString(), r[4].toString()});
    return memory;
}

QByteArray SyncMemory::toCursor() const {
    QJsonObject o{{u"since"_s, since}};
    if (!joining.isEmpty())
        o[u"joining"] = QJsonArray::fromStringList(joining);
    QJsonArray sent;
    for (const Passed& passed : m_passed)
        if (passed.sent)
            sent += QJsonArray{passed.room, passed.event};
    if (!sent.isEmpty())
        o[u"sent"] = sent;
    QJsonArray reactions;
    for (const KnownReaction& r : m_reactions)
        reactions += QJsonArray{r.room, r.event, r.target, r.user, r.key};
    if (!reactions.isEmpty())
        o[u"reactions"] = reactions;
    return QJsonDocument(o).toJson(QJsonDocument::Compact);
}

bool SyncMemory::differsFrom(const SyncMemory& other) const {
    SyncMemory here = *this;
    here.since = other.since;
    return here.toCursor() != other.toCursor();
}

void SyncMemory::addSent(const QString& room, const QString& event) {
    add({room, event, true}, MaxSent);
}

void SyncMemory::addSeen(const QString& room, const QString& event) {
    add({room, event, false}, MaxSeen);
}

void SyncMemory::add(const Passed& passed, int most) {
    // The same once more, after a commit that failed or out of history.
    const auto same = [&](const Passed& other) { return other.room == passed.room && other.event == passed.event; };
    if (std::any_of(m_passed.cbegin(), m_passed.cend(), same))
        return;
    m_passed += passed;
    trim(passed.sent, most);
}

void SyncMemory::trim(bool sent, int most) {
    const auto is = [sent](const Passed& passed) { return passed.sent == sent; };
    if (std::count_if(m_passed.cbegin(), m_passed.cend(), is) > most)
        m_passed.erase(std::find_if(m_passed.begin(), m_passed.end(), is));
}

QStringList SyncMemory::takeSentUpTo(const QString& room, const QString& event) {
    const auto last = std::find_if(m_passed.crbegin(), m_passed.crend(), [&](const Passed& passed) {
        return passed.room == room && passed.event == event;
    });
    QStringList taken;
    qsizetype rest = m_passed.crend() - last;
    for (qsizetype i = 0; i < rest;) {
        if (m_passed.at(i).room != room) {
            ++i;
            continue;
        }
        if (m_passed.at(i).sent)
            taken += m_passed.at(i).event;
        m_passed.removeAt(i);
        --rest;
    }
    return taken;
}

void SyncMemory::addReaction(const KnownReaction& reaction) {
    takeReaction(reaction.room, reaction.event);
    m_reactions += reaction;
    if (m_reactions.size() > MaxReactions)
        m_reactions.removeFirst();
}

std::optional<SyncMemory::KnownReaction> SyncMemory::takeReaction(const QString& room, const QString& event) {
    for (qsizetype i = 0; i < m_reactions.size(); ++i)
        if (m_reactions.at(i).room == room && m_reactions.at(i).event == event)
            return m_reactions.takeAt(i);
    return std::nullopt;
}

} // namespace souffleur::channels::matrix
