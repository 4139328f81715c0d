// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "channels/Connector.h"
#include "engine/Handlers.h"
#include "engine/Ingest.h"
#include "store/AttachmentStore.h"
#include "store/Storage.h"
#include "store/Store.h"
#include "store/StoreOpener.h"
#include "support/ManualClock.h"
#include "support/TestCase.h"

namespace souffleur::test {

//! A real encrypted store in a temporary directory, one channel, one agent, time that stands still.
struct EngineFixture {
    QTemporaryDir directory;
    InlineExecutor executor;
    ManualClock clock;
    store::StoreKey key = store::StoreKey::generate();
    std::unique_ptr<store::Storage> storage;
    Channel channel;
    Agent jana{AgentId::create(), u"Jana"_s};
    Agent tim{AgentId::create(), u"Tim"_s};

    template <class F>
    void write(F fn) {
        const auto result = storage->write(fn).result();
        if (!result)
            qFatal("write: %s", qPrintable(result.error().toString()));
    }
    template <class F>
    auto read(F fn) {
        auto result = storage->read(fn).result();
        if (!result)
            qFatal("read: %s", qPrintable(result.error().toString()));
        return std::move(result).value();
    }

    explicit EngineFixture(const QString& kind = u"telegram"_s) {
        channel.id = ChannelId::create();
        channel.kind = kind;
        channel.name = u"Shop"_s;
        auto opened = store::StoreOpener::createCipher(paths(), key);
        if (!opened)
            qFatal("store: %s", qPrintable(opened.error().toString()));
        storage = std::make_unique<store::Storage>(std::move(*opened), executor);
        write([this](store::Store& s) -> Status {
            SOUFFLEUR_CHECK(s.settings().saveAgent(jana));
            SOUFFLEUR_CHECK(s.settings().saveAgent(tim));
            return s.channels().save(channel);
        });
    }

    store::WorkspacePaths paths() const { return {directory.path()}; }

    //! Closes and opens the store, as a restart does.
    void reopen() {
        storage.reset();
        auto opened = store::StoreOpener::openCipher(paths(), key);
        if (!opened)
            qFatal("store: %s", qPrintable(opened.error().toString()));
        storage = std::make_unique<store::Storage>(std::move(*opened), executor);
    }

    Result<engine::IngestOutcome> ingest(const QList<ChannelEvent>& events, const QByteArray& cursor = {}) {
        return storage
            ->write([&](store::Store& s) {
                return engine::Ingest(s, channel, clock.now(), 60min).run({channel.id, events, cursor});
            })
            .result();
    }

    template <class Payload>
    Result<CommandReply> run(Payload payload, std::optional<Agent> as = {}) {
        return run(makeCommand(as ? as->id : jana.id, std::move(payload)));
    }
    Result<CommandReply> run(const Command& command) {
        return storage->write([&](store::Store& s) { return engine::handleCommand(command, s, clock.now()); })
            .result();
    }

    InboundMessage text(const QString& externalId, const QString& words, const QString& sender = u"7"_s) const {
        InboundMessage m;
        m.externalId = externalId;
        m.sender = Sender{sender, u"@kim"_s, u"Kim "_s + sender, {}, {}};
        m.text = words;
        m.sentAt = clock.now();
        return m;
    }

    Conversation conversation(const QString& sender = u"7"_s) {
        return read([&](store::Store& s) -> Result<Conversation> {
            SOUFFLEUR_TRY(const auto identity, s.contacts().findIdentity(channel.id, sender));
            if (!identity)
                return makeError(ErrorCode::NotFound, u"identity"_s);
            SOUFFLEUR_TRY(const auto found, s.conversations().findByContact(identity->contact));
            return *found;
        });
    }
    QList<ThreadItem> thread(ConversationId id) {
        return read([&](store::Store& s) { return s.messages().pageBefore(id, 0, 10'000); }).items;
    }
    QList<Message> messages(ConversationId id) {
        QList<Message> found;
        for (const ThreadItem& item : thread(id))
            if (const auto* m = std::get_if<Message>(&item))
                found += *m;
        return found;
    }
    InboxCounts counts() {
        return read([&](store::Store& s) { return s.conversations().counts(jana.id, clock.now()); });
    }

    SendReply reply(const Conversation& c, const QString& words) const {
        SendReply r;
        r.conversation = c.id;
        r.message = MessageId::create();
        r.text = words;
        r.seenSequence = c.lastSequence;
        return r;
    }
};

} // namespace souffleur::test
