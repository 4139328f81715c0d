// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QMap>
#include <QSet>
#include <QString>

namespace souffleur::channels::discord {

//! Where the channel stands: the gateway's session, which replays what came after `sequence`, and for the time
//! after a session was lost the last message known of each channel.
struct DiscordCursor {
    QString session;
    QString resumeUrl;
    qint64 sequence = 0;
    QMap<QString, QString> direct;  //!< channel to its last message
    QMap<QString, QString> servers; //!< the chosen channels
    QSet<QString> missed;           //!< channels whose history has not been read since the session was lost
    bool operator==(const DiscordCursor&) const = default;

    //! A later message of a channel; an earlier one changes nothing.
    void saw(const QString& channel, const QString& message, bool isDirect);
    QString lastOf(const QString& channel) const;
    void endSession();

    //! Damaged bytes are an empty cursor.
    static DiscordCursor read(const QByteArray& bytes);
    QByteArray write() const;

    //! Direct channels that are remembered, those with the latest messages.
    static constexpr int MaxDirect = 1000;
};

} // namespace souffleur::channels::discord
