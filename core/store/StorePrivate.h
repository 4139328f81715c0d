// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/AttachmentStore.h"
#include "store/Statements.h"
#include "store/Store.h"

namespace souffleur::store {

//! Held by an open store of a directory: an flock that the kernel drops when the process ends, however it ends.
class StoreLock {
public:
    StoreLock() = default;
    ~StoreLock();
    StoreLock(const StoreLock&) = delete;
    StoreLock& operator=(const StoreLock&) = delete;
    //! AlreadyOpen when somebody holds it.
    static Result<std::unique_ptr<StoreLock>> take(const QString& path);

private:
#ifdef Q_OS_UNIX
    int m_file = -1;
#else
    std::unique_ptr<class QLockFile> m_file;
#endif
};

struct Store::Private {
    Private(std::unique_ptr<StoreLock> lock, QSqlDatabase database, Dialect dialect,
            const QString& attachmentDirectory, const StoreKey& key);
    ~Private();

    std::unique_ptr<StoreLock> lock;
    QString connectionName;
    std::unique_ptr<Statements> sql;
    AttachmentStore attachments;
    ContactRepository contacts;
    ConversationRepository conversations;
    MessageRepository messages;
    OutboxRepository outbox;
    DraftRepository drafts;
    ChannelRepository channels;
    FaqRepository faq;
    EventRepository events;
    SettingRepository settings;
    LearningRepository learning;
    RatingRepository ratings;
    GapRepository gaps;
};

} // namespace souffleur::store
