// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/Engine.h"

#include "base/Log.h"
#include "channels/sample/SampleConnector.h"
#include "domain/Rules.h"
#include "engine/Episodes.h"
#include "engine/Handlers.h"
#include "engine/Ingest.h"
#include "net/HttpClient.h"
#include "store/AttachmentStore.h"
#include "store/Store.h"

namespace souffleur::engine {

Engine::Engine(store::Storage& storage, Clock& clock, std::unique_ptr<net::HttpClient> http, QObject* parent)
    : QObject(parent), m_storage(storage), m_clock(clock), m_http(std::move(http)),
      m_outbox(
          storage, clock, [this](ChannelId id) { return connector(id); }, this),
      m_media(
          storage, clock, [this](ChannelId id) { return connector(id); }, this) {
    connect(&m_storage, &store::Storage::committed, this, &Engine::onCommitted);
}

Engine::~Engine() {
    stop();
}

void Engine::setHttp(std::unique_ptr<net::HttpClient> http) {
    m_http = std::move(http);
}

void Engine::start(bool channels) {
    m_started = true;
    m_channels = channels;
    m_outbox.start();
    armSnoozes();
    reloadChannels();
}

void Engine::stop() {
    m_started = false;
    m_outbox.stop();
    m_snoozeTimer.reset();
    for (auto& [id, running] : m_running)
        running.connector->stop();
    m_running.clear();
}

channels::Connector* Engine::connector(ChannelId id) const {
    const auto it = m_running.find(id);
    return it == m_running.end() ? nullptr : it->second.connector.get();
}

QFuture<Result<CommandReply>> Engine::execute(store::Storage& storage, const Command& command, Timestamp now) {
    return storage.write([command, now](store::Store& s) { return handleCommand(command, s, now); });
}

QFuture<Status> Engine::ingest(EventBatch batch) {
    Channel channel;
    if (const auto it = m_running.find(batch.channel); it != m_running.end())
        channel = it->second.channel;
    auto promise = std::make_shared<QPromise<Status>>();
    auto future = promise->future();
    promise->start();
    const ChannelId id = batch.channel;
    auto languages = Ingest::guessLanguages(batch);
    auto written = m_storage.write([batch = std::move(batch), languages = std::move(languages), channel,
                                    now = m_clock.now()](store::Store& s) mutable -> Result<IngestOutcome> {
        if (channel.id.isNull()) {
            SOUFFLEUR_TRY(channel, s.channels().find(batch.channel));
        }
        SOUFFLEUR_TRY(const Milliseconds target, replyTarget(s));
        return Ingest(s, channel, now, target).run(batch, languages);
    });
    thenOn(written, this, [this, promise, id](const Result<IngestOutcome>& outcome) {
        if (outcome) {
            for (const ConversationId& conversation : outcome->typing)
                emit typing(conversation);
            for (const auto& [message, attachment] : outcome->toFetch)
                m_media.enqueue(id, message, attachment);
            promise->addResult(ok());
        } else {
            emit troubled(outcome.error());
            promise->addResult(Status(outcome.error()));
        }
        promise->finish();
    });
    return future;
}

void Engine::reloadChannels() {
    struct Stored {
        QList<Channel> channels;
        QHash<ChannelId, QJsonObject> secrets;
        QHash<ChannelId, QByteArray> cursors;
    };
    const int reload = ++m_reload;
    auto future = m_storage.read([](store::Store& s) -> Result<Stored> {
        Stored stored;
        SOUFFLEUR_TRY(stored.channels, s.channels().all());
        for (const Channel& channel : std::as_const(stored.channels)) {
            SOUFFLEUR_TRY(const QJsonObject secrets, s.channels().secrets(channel.id));
            SOUFFLEUR_TRY(const QByteArray cursor, s.channels().cursor(channel.id));
            stored.secrets.insert(channel.id, secrets);
            stored.cursors.insert(channel.id, cursor);
        }
        return stored;
    });
    thenOn(future, this, [this, reload](const Result<Stored>& stored) {
        if (reload != m_reload)
            return;
        if (!stored) {
            emit troubled(stored.error());
            return;
        }
        emit channelsChanged(stored->channels);
        QSet<ChannelId> wanted;
        for (const Channel& channel : stored->channels) {
            if (!channel.enabled || !m_started || !m_channels)
                continue;
            wanted.insert(channel.id);
            const QJsonObject secrets = stored->secrets.value(channel.id);
            const auto running = m_running.find(channel.id);
            if (running != m_running.end() && running->second.channel == channel &&
                running->second.secrets == secrets)
                continue;
            if (running != m_running.end()) {
                running->second.connector->stop();
                m_running.erase(running);
            }
            startConnector(channel, secrets, stored->cursors.value(channel.id));
        }
        for (auto it = m_running.begin(); it != m_running.end();) {
            if (wanted.contains(it->first)) {
                ++it;
                continue;
            }
            it->second.connector->stop();
            ChannelHealth off;
            off.channel = it->first;
            it = m_running.erase(it);
            emit healthChanged(off);
        }
        m_outbox.wake();
    });
}

void Engine::startConnector(const Channel& channel, const QJsonObject& secrets, const QByteArray& cursor) {
    const channels::ChannelKind* kind = channels::findChannelKind(channel.kind);
    if (!kind) {
        ChannelHealth health;
        health.channel = channel.id;
        health.state = ChannelState::Failed;
        health.error = makeError(ErrorCode::Unsupported, channel.kind);
        emit healthChanged(health);
        return;
    }
    channels::ConnectorContext context;
    context.channel = channel;
    context.secrets = secrets;
    context.cursor = cursor;
    context.sink = this;
    context.http = m_http.get();
    context.clock = &m_clock;
    auto connector = kind->create(context);
    auto* sample = qobject_cast<channels::sample::SampleConnector*>(connector.get());
    if (sample && !channel.settings.contains(u"speed"_s))
        sample->setSpeed(m_sampleSpeed);
    connect(connector.get(), &channels::Connector::healthChanged, this,
            [this, before = ChannelState::Off](const ChannelHealth& health) mutable {
                emit healthChanged(health);
                const bool back = health.state == ChannelState::Connected && before != ChannelState::Connected;
                before = health.state;
                if (back)
                    m_outbox.channelIsBack(health.channel);
            });
    connect(connector.get(), &channels::Connector::secretRenewed, this,
            [this, id = channel.id](const QString& key, const QString& before, const QString& now) {
                keepSecret(id, key, before, now);
            });
    channels::Connector* raw = connector.get();
    m_running[channel.id] = Running{channel, secrets, std::move(connector)};
    raw->start();
}

//! Unless a person has entered another one meanwhile.
void Engine::keepSecret(ChannelId channel, const QString& key, const QString& before, const QString& now) {
    auto written = m_storage.write([channel, key, before, now](store::Store& s) -> Result<bool> {
        SOUFFLEUR_TRY(QJsonObject secrets, s.channels().secrets(channel));
        if (secrets[key].toString() != before)
            return false;
        secrets.insert(key, now);
        SOUFFLEUR_CHECK(s.channels().saveSecrets(channel, secrets));
        return true;
    });
    thenOn(written, this, [this, channel, key, now](const Result<bool>& kept) {
        if (!kept) {
            emit troubled(kept.error());
            return;
        }
        // It is what the connector works with, and no reason to begin anew.
        if (const auto it = m_running.find(channel); *kept && it != m_running.end())
            it->second.secrets.insert(key, now);
    });
}

void Engine::reconnect(ChannelId channel) {
    if (const auto it = m_running.find(channel); it != m_running.end()) {
        it->second.connector->stop();
        m_running.erase(it);
    }
    reloadChannels();
}

void Engine::setSampleSpeed(double speed) {
    m_sampleSpeed = speed;
    for (auto& [id, running] : m_running)
        if (auto* sample = qobject_cast<channels::sample::SampleConnector*>(running.connector.get()))
            sample->setSpeed(speed);
}

void Engine::sendTyping(ConversationId conversation) {
    struct Target {
        ChannelId channel;
        QString recipient;
    };
    auto future = m_storage.read([conversation](store::Store& s) -> Result<Target> {
        SOUFFLEUR_TRY(const Conversation c, s.conversations().find(conversation));
        SOUFFLEUR_TRY(const std::optional<Identity> identity, s.contacts().identityFor(c.contact, c.channel));
        return Target{c.channel, identity ? identity->externalId : QString()};
    });
    thenOn(future, this, [this](const Result<Target>& target) {
        if (target && !target->recipient.isEmpty())
            if (channels::Connector* found = connector(target->channel))
                found->sendTyping(target->recipient);
    });
}

QFuture<Result<QByteArray>> Engine::attachment(AttachmentId id) {
    struct Found {
        Message message;
        Attachment attachment;
        QByteArray content;
        bool stored = false;
    };
    auto promise = std::make_shared<QPromise<Result<QByteArray>>>();
    auto future = promise->future();
    promise->start();
    const auto answer = [promise](const Result<QByteArray>& result) {
        promise->addResult(result);
        promise->finish();
    };
    auto looked = m_storage.read([id](store::Store& s) -> Result<Found> {
        Found found;
        if (s.attachments().contains(id)) {
            SOUFFLEUR_TRY(found.content, s.attachments().read(id));
            found.stored = true;
            return found;
        }
        SOUFFLEUR_TRY(found.message, s.messages().findByAttachment(id));
        for (const Attachment& attachment : std::as_const(found.message.attachments))
            if (attachment.id == id)
                found.attachment = attachment;
        return found;
    });
    thenOn(looked, this, [this, answer](const Result<Found>& found) {
        if (!found)
            answer(found.error());
        else if (found->stored)
            answer(found->content);
        else if (found->attachment.id.isNull() || found->attachment.remoteRef.isEmpty())
            answer(makeError(ErrorCode::NotFound, u"attachment"_s));
        else
            thenOn(m_media.fetch(found->message.channel, found->message.id, found->attachment), this, answer);
    });
    return future;
}

std::shared_ptr<void> Engine::checkChannel(const Channel& channel, const QJsonObject& secrets,
                                           std::function<void(const ChannelCheck&)> report,
                                           std::function<void()> finished) {
    const channels::ChannelKind* kind = channels::findChannelKind(channel.kind);
    if (!kind || !kind->check) {
        finished();
        return nullptr;
    }
    channels::ConnectorContext context;
    context.channel = channel;
    context.secrets = secrets;
    context.http = m_http.get();
    context.clock = &m_clock;
    // Where this very account is connected, receiving works already, and the check need not try.
    const auto running = m_running.find(channel.id);
    if (running != m_running.end() && running->second.secrets == secrets &&
        running->second.channel.settings == channel.settings &&
        running->second.connector->health().state == ChannelState::Connected)
        context.sink = this;
    return kind->check(context, this, std::move(report), std::move(finished));
}

void Engine::onCommitted(const Changes& changes) {
    bool outbox = false;
    bool conversations = false;
    bool channels = false;
    for (const Change& change : changes) {
        outbox |= change.entity == EntityKind::Message;
        conversations |= change.entity == EntityKind::Conversation;
        channels |= change.entity == EntityKind::Channel;
    }
    if (!m_started)
        return;
    if (channels)
        reloadChannels();
    if (outbox)
        m_outbox.wake();
    if (conversations)
        armSnoozes();
}

void Engine::armSnoozes() {
    thenOn(m_storage.read([](store::Store& s) { return s.conversations().nextSnooze(); }), this,
           [this](const Result<OptionalTimestamp>& next) {
               m_snoozeTimer.reset();
               if (!m_started || !next || !*next)
                   return;
               const Milliseconds delay = std::clamp<Milliseconds>(**next - m_clock.now(), 0ms, 1h);
               m_snoozeTimer = m_clock.callAfter(delay, this, [this] { wakeSnoozed(); });
           });
}

void Engine::wakeSnoozed() {
    auto woken = m_storage.write([now = m_clock.now()](store::Store& s) -> Result<int> {
        SOUFFLEUR_TRY(const QList<Conversation> due, s.conversations().dueSnoozes(now));
        for (const Conversation& before : due) {
            Conversation conversation = before;
            rules::applyReopen(conversation);
            SOUFFLEUR_CHECK(appendMark(s, conversation, {ThreadMark::Kind::Woken, {}, 0, now, {}, {}, 0}));
            conversation.unread = std::max(conversation.unread, 1);
            SOUFFLEUR_CHECK(s.conversations().update(before, conversation));
        }
        return int(due.size());
    });
    thenOn(woken, this, [this](const Result<int>&) { armSnoozes(); });
}

} // namespace souffleur::engine
