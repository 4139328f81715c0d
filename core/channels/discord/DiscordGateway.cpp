// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/discord/DiscordGateway.h"

#include "base/Log.h"
#include "channels/discord/DiscordBuilder.h"

#include <algorithm>

namespace souffleur::channels::discord {
namespace {

enum class Op {
    Dispatch = 0,
    Heartbeat = 1,
    Reconnect = 7,
    InvalidSession = 9,
    Hello = 10,
    HeartbeatAck = 11,
};

//! Anything but 1000 and 1001, which would end the session.
constexpr int KeepSession = 4000;
constexpr Milliseconds ShortestBeat{1000};
constexpr Milliseconds LongestBeat{600'000};

} // namespace

DiscordGateway::DiscordGateway(Clock& clock, net::Backoff::Random random, std::optional<qint64> sequence,
                               QObject* parent)
    : QObject(parent), m_clock(clock), m_random(std::move(random)), m_socket(clock), m_sequence(sequence) {
    connect(&m_socket, &net::WebSocket::received, this, &DiscordGateway::read);
    connect(&m_socket, &net::WebSocket::closed, this, [this](int code, const Error& error) {
        Closing closing = closingOf(code);
        if (code == 0 || closing.next == Closing::Next::Resume)
            closing.error = error;
        if (code == 4008)
            closing.error.retryAfterSeconds = closingOf(code).error.retryAfterSeconds;
        end(closing);
    });
}

void DiscordGateway::open(const net::WebSocketRequest& request, const QByteArray& greeting) {
    m_greeting = greeting;
    m_timer = m_clock.callAfter(HelloWithin, this, [this] {
        m_socket.abort();
        end({Closing::Next::Resume, makeError(ErrorCode::Timeout, u"no hello"_s)});
    });
    m_socket.open(request);
}

void DiscordGateway::leave() {
    m_over = true;
    m_timer.reset();
    if (m_socket.isOpen())
        m_socket.close(KeepSession);
    else
        m_socket.abort();
}

void DiscordGateway::end(const Closing& closing, bool asked) {
    if (std::exchange(m_over, true))
        return;
    m_timer.reset();
    emit lost(closing, asked);
}

void DiscordGateway::read(const QByteArray& text) {
    if (m_over)
        return;
    const auto frame = parseFrame(text);
    if (!frame) {
        qCInfo(lcChannels) << "discord: a gateway message that cannot be read, bytes:" << text.size();
        return;
    }
    if (frame->sequence)
        m_sequence = std::max(m_sequence.value_or(0), *frame->sequence);
    switch (Op(frame->op)) {
    case Op::Dispatch:
        emit dispatched(*frame);
        break;
    case Op::Heartbeat:
        m_socket.send(DiscordBuilder::heartbeat(m_sequence));
        break;
    case Op::Reconnect:
        m_socket.close(KeepSession);
        end({Closing::Next::Resume, makeError(ErrorCode::NetworkDown, u"asked to reconnect"_s)}, true);
        break;
    case Op::InvalidSession: {
        const bool resumable = frame->data.toBool();
        m_socket.close(KeepSession);
        end({resumable ? Closing::Next::Resume : Closing::Next::Identify,
             makeError(ErrorCode::NetworkDown, u"invalid session"_s)});
        break;
    }
    case Op::Hello:
        hello(frame->data.toObject());
        break;
    case Op::HeartbeatAck:
        m_answered = true;
        break;
    }
}

void DiscordGateway::hello(const QJsonObject& data) {
    m_interval = std::clamp(Milliseconds(data[u"heartbeat_interval"].toInteger(41'250)), ShortestBeat, LongestBeat);
    m_answered = true;
    // The first beat comes at a random moment, so that not everybody beats at once after an outage.
    m_timer =
        m_clock.callAfter(Milliseconds(qint64(double(m_interval.count()) * m_random())), this, [this] { beat(); });
    m_socket.send(m_greeting);
    m_greeting.clear();
}

void DiscordGateway::beat() {
    if (!std::exchange(m_answered, false)) {
        m_socket.abort();
        return end({Closing::Next::Resume, makeError(ErrorCode::Timeout, u"no heartbeat ack"_s)});
    }
    m_socket.send(DiscordBuilder::heartbeat(m_sequence));
    m_timer = m_clock.callAfter(m_interval, this, [this] { beat(); });
}

} // namespace souffleur::channels::discord
