// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"
#include "base/Result.h"

#include <QJsonObject>
#include <QList>

//! Answers of a homeserver to plain structures; what the events say is RoomReader's matter.
namespace souffleur::channels::matrix {

//! One member of a list of events. What is no JSON object has `raw` only.
struct RawEvent {
    QJsonObject object;
    QByteArray raw;
};

//! What /sync says about one room.
struct RoomUpdate {
    QString room;
    QList<QJsonObject> state; //!< before the timeline
    QList<RawEvent> timeline; //!< oldest first
    QList<QJsonObject> ephemeral;
    QString prevBatch;
    bool limited = false; //!< events are missing before the timeline
    //! We came into this room since the last sync: what stands before is history, not news.
    bool isNew() const;
};

struct Invitation {
    QString room;
    QString inviter;
    QString inviterName;
    bool direct = false;
};

struct SyncAnswer {
    QString nextBatch;
    QList<RoomUpdate> joined;
    QList<RoomUpdate> left;
    QList<Invitation> invitations;
    qsizetype events() const;
};

//! Damaged: not the answer of a /sync. An event that is no JSON does not take its neighbours along.
Result<SyncAnswer> parseSync(const QByteArray& body, const QString& ownUser);

struct HistoryPage {
    QList<RawEvent> newestFirst;
    QList<QJsonObject> state;
    QString end; //!< empty: there is nothing older
};
Result<HistoryPage> parseHistory(const QByteArray& body);

//! Of whoami or login.
struct Account {
    QString user;
    QString device;
    QString token; //!< login only
};
Result<Account> parseAccount(const QJsonObject& answer);

} // namespace souffleur::channels::matrix
