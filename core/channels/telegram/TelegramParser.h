// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/ChannelEvent.h"

//! Telegram Bot API 10.1 (June 2026), https://core.telegram.org/bots/api
namespace souffleur::channels::telegram {

struct ParsedUpdates {
    QList<ChannelEvent> events;
    qint64 nextOffset = 0;   //!< highest update_id + 1; 0: no update had an id
    int updates = 0;         //!< in the answer, the ignored ones too
    QStringList callbackIds; //!< button presses that wait for answerCallbackQuery
};

//! Bytes of a successful getUpdates answer to events. Pure. An update that cannot be read becomes a RejectedEvent
//! and its neighbours stay; what is no update list at all is Damaged. Groups, channels and service messages are
//! passed over. `now` stands in for dates that are missing, before 2013 or more than a day ahead.
Result<ParsedUpdates> parseUpdates(const QByteArray& body, Timestamp now);

//! "<chat_id>:<message_id>"
QString externalIdOf(qint64 chatId, qint64 messageId);
//! The message id in it, or 0 when it belongs to another chat or is not ours.
qint64 messageIdOf(const QString& externalId, const QString& chatId);

//! Attachment::remoteRef: "file_id|file_unique_id|size".
struct FileRef {
    QString fileId;
    QString uniqueId;
    qint64 size = 0;
};
QString toRemoteRef(const FileRef& ref);
Result<FileRef> fromRemoteRef(const QString& remoteRef);

} // namespace souffleur::channels::telegram
