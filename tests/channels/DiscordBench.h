// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "channels/discord/DiscordConnector.h"
#include "DiscordDouble.h"
#include "MemorySink.h"
#include "net/HttpClient.h"
#include "support/ManualClock.h"
#include "support/TestCase.h"

namespace souffleur::test {

inline const QString Kim = u"100000000000000007"_s;
inline const QString Tim = u"100000000000000008"_s;

//! The connector, the double and a clock that is moved by hand.
struct DiscordBench {
    DiscordDouble server;
    MemorySink sink;
    ManualClock clock;
    std::unique_ptr<net::HttpClient> http = net::createHttpClient();
    channels::ConnectorContext context;
    std::unique_ptr<channels::discord::DiscordConnector> bot;

    explicit DiscordBench(bool servers = false) {
        if (!server.listen())
            qFatal("no port");
        context.channel.id = ChannelId::create();
        context.channel.kind = u"discord"_s;
        context.channel.settings = {{u"base_url"_s, server.baseUrl().toString()}};
        if (servers)
            context.channel.settings[u"channels"_s] = QJsonArray::fromStringList(server.serverChannels);
        context.secrets = {{u"token"_s, server.token}};
        context.sink = &sink;
        context.http = http.get();
        context.clock = &clock;
        make();
    }
    void make() {
        bot.reset();
        context.cursor = sink.cursor;
        bot = std::make_unique<channels::discord::DiscordConnector>(context, [] { return 1.0; });
    }
    ChannelState state() const { return bot->health().state; }
    ErrorCode error() const { return bot->health().error ? bot->health().error->code : ErrorCode::Bug; }
    bool connect() {
        bot->start();
        return isConnected();
    }
    //! Connected, and a first message of Kim's, "1", is stored.
    bool connectWithOne() {
        if (!connect())
            return false;
        server.customerWrites(Kim, u"1"_s);
        return QTest::qWaitFor([this] { return sink.messages.size() == 1; });
    }
    //! Lets back-offs pass until the channel works.
    bool isConnected() {
        return QTest::qWaitFor(
            [this] {
                if (state() == ChannelState::Waiting)
                    clock.advance(1s);
                return state() == ChannelState::Connected && server.isConnected();
            },
            20'000);
    }
    OutboundMessage out(const QString& text, const QString& to = Kim) const {
        OutboundMessage message;
        message.id = MessageId::create();
        message.recipientExternalId = to;
        message.text = text;
        return message;
    }
    //! The result of a send, while time goes on.
    Result<SendReceipt> finish(QFuture<Result<SendReceipt>> future) {
        if (!QTest::qWaitFor(
                [&] {
                    if (!future.isFinished())
                        clock.advance(250ms);
                    return future.isFinished();
                },
                20'000))
            qFatal("never sent");
        return future.result();
    }
};

} // namespace souffleur::test
