// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "MemorySink.h"
#include "support/ManualClock.h"
#include "support/TestCase.h"

#include <random>

#include <QCoreApplication>

namespace souffleur::test {

//! Customers write and agents answer while things go wrong at random places; in the end everything has arrived
//! once. The outbox is played as it is for channels that know a message again: what may be repeated is, also after
//! a crash.
class FaultDrill {
public:
    struct Channel {
        std::function<void(const QString& text)> customerWrites;
        std::function<QFuture<Result<SendReceipt>>(const OutboundMessage&)> send;
        std::function<void(std::mt19937&)> breakSomething;
        std::function<void()> repair; //!< no planned fault is left
        std::function<QStringList()> sentTexts;
        QString recipient;
    };

    FaultDrill(unsigned seed, MemorySink& sink, ManualClock& clock, Channel channel)
        : m_random(seed), m_sink(sink), m_clock(clock), m_channel(std::move(channel)) {}

    //! Empty: nothing was lost and nothing doubled.
    QString run() {
        for (int step = 0; step < 10; ++step) {
            switch (m_random() % 5) {
            case 0:
            case 1:
                m_expected += u"in %1"_s.arg(step);
                m_channel.customerWrites(m_expected.last());
                break;
            case 2:
            case 3:
                answer(u"out %1"_s.arg(step));
                break;
            default:
                m_channel.breakSomething(m_random);
            }
            turn(int(m_random() % 4));
        }
        m_channel.repair();
        for (int i = 0; i < 4000 && !isDone(); ++i)
            turn(1);
        turn(20);
        QStringList came = m_sink.texts();
        came.sort();
        QStringList sent = m_channel.sentTexts();
        sent.sort();
        m_expected.sort();
        m_answers.sort();
        if (came != m_expected)
            return u"came: "_s + came.join(u',') + u" expected: "_s + m_expected.join(u',');
        if (sent != m_answers)
            return u"sent: "_s + sent.join(u',') + u" expected: "_s + m_answers.join(u',');
        return m_problem;
    }

private:
    struct Outgoing {
        OutboundMessage message;
        QFuture<Result<SendReceipt>> result;
        bool done = false;
    };

    //! An id of this clock's time (RFC 9562): connectors look at it.
    MessageId newId() const {
        QByteArray bytes = MessageId::create().toBytes();
        for (int i = 0; i < 6; ++i)
            bytes[i] = char((toMs(m_clock.now()) >> (40 - 8 * i)) & 0xff);
        return MessageId::fromBytes(bytes);
    }

    void answer(const QString& text) {
        Outgoing outgoing;
        outgoing.message.id = newId();
        outgoing.message.recipientExternalId = m_channel.recipient;
        outgoing.message.text = text;
        outgoing.result = m_channel.send(outgoing.message);
        m_answers += text;
        m_outgoing += outgoing;
    }

    void turn(int times) {
        for (int i = 0; i < times; ++i) {
            for (int k = 0; k < 3; ++k)
                QCoreApplication::processEvents(QEventLoop::AllEvents, 2);
            QTest::qWait(1);
            if (++m_turns % 4 == 0) // also where nothing but a limit is waited for
                m_clock.advance(1s);
            for (Outgoing& outgoing : m_outgoing)
                check(outgoing);
        }
    }

    void check(Outgoing& outgoing) {
        if (outgoing.done || !outgoing.result.isFinished())
            return;
        const auto result = outgoing.result.result();
        outgoing.done = bool(result);
        if (result)
            return;
        if (errorGroup(result.error().code) == ErrorGroup::Retryable) {
            outgoing.result = m_channel.send(outgoing.message);
            return;
        }
        outgoing.done = true;
        m_problem = u"refused: "_s + result.error().toString();
    }

    bool isDone() const {
        return m_sink.messages.size() >= m_expected.size() &&
               std::all_of(m_outgoing.cbegin(), m_outgoing.cend(), [](const Outgoing& one) { return one.done; });
    }

    std::mt19937 m_random;
    MemorySink& m_sink;
    ManualClock& m_clock;
    Channel m_channel;
    QStringList m_expected;
    QStringList m_answers;
    QList<Outgoing> m_outgoing;
    QString m_problem;
    int m_turns = 0;
};

} // namespace souffleur::test
