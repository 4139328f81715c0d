// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Executor.h"
#include "store/AttachmentStore.h"
#include "store/CipherDriver.h"
#include "store/Storage.h"
#include "store/Store.h"
#include "store/StoreOpener.h"
#include "store/StorePrivate.h"
#include "support/TestCase.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>

namespace souffleur::store::test {

inline Timestamp at(int minutes) {
    return fromMs(1'764'000'000'000 + qint64(minutes) * 60'000);
}

//! In memory where the system has such a place: thousands of synced commits on a disk would take minutes.
inline QString temporaryPlace() {
    const QString memory = u"/dev/shm"_s;
    return (QFileInfo(memory).isWritable() ? memory : QDir::tempPath()) + u"/souffleur-test-XXXXXX"_s;
}

//! A workspace directory with a key; opens its store as often as wanted.
class TemporaryWorkspace {
public:
    TemporaryWorkspace() : m_key(StoreKey::generate()) {
        m_paths.directory = m_directory.path() + u"/workspace"_s;
        if (const auto made = StoreOpener::createDirectory(m_paths); !made)
            qFatal("%s", qPrintable(made.error().toString()));
    }
    const WorkspacePaths& paths() const { return m_paths; }
    const StoreKey& key() const { return m_key; }
    std::unique_ptr<Store> create() { return take(StoreOpener::createCipher(m_paths, m_key)); }
    std::unique_ptr<Store> open() { return take(StoreOpener::openCipher(m_paths, m_key)); }

private:
    static std::unique_ptr<Store> take(Result<std::unique_ptr<Store>> result) {
        if (!result)
            qFatal("%s", qPrintable(result.error().toString()));
        return std::move(result).value();
    }
    QTemporaryDir m_directory{temporaryPlace()};
    WorkspacePaths m_paths;
    StoreKey m_key;
};

inline CipherDriver* driverOf(Store& store) {
    return static_cast<CipherDriver*>(store.database().driver());
}

//! A contact with one identity on channel.
inline Contact makeContact(ChannelId channel, const QString& name, const QString& externalId) {
    Contact contact;
    contact.id = ContactId::create();
    contact.displayName = name;
    contact.createdAt = at(0);
    Identity identity;
    identity.id = IdentityId::create();
    identity.contact = contact.id;
    identity.channel = channel;
    identity.channelKind = u"sample"_s;
    identity.externalId = externalId;
    identity.displayName = name;
    contact.identities.append(identity);
    return contact;
}

inline Conversation makeConversation(const Contact& contact) {
    Conversation c;
    c.id = ConversationId::create();
    c.contact = contact.id;
    c.contactName = contact.displayName;
    c.channel = contact.identities.constFirst().channel;
    c.channelKind = u"sample"_s;
    c.episode = EpisodeId::create();
    c.lastActivityAt = at(0);
    return c;
}

inline Message makeMessage(const Conversation& c, qint64 sequence, const QString& text,
                           Direction direction = Direction::Inbound) {
    Message m;
    m.id = MessageId::create();
    m.conversation = c.id;
    m.episode = c.episode;
    m.channel = c.channel;
    m.channelKind = c.channelKind;
    m.sequence = sequence;
    m.direction = direction;
    m.text = text;
    m.status = direction == Direction::Inbound ? MessageStatus::Received : MessageStatus::Sent;
    m.sentAt = at(static_cast<int>(sequence));
    m.receivedAt = at(static_cast<int>(sequence));
    return m;
}

} // namespace souffleur::store::test
