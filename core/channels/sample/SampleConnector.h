// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "channels/Connector.h"
#include "channels/sample/SampleScript.h"
#include "channels/sample/VirtualTime.h"

#include <deque>

namespace souffleur::channels::sample {

//! Made-up customers who write by a script: to try the program, to learn it, to load it. No network.
//!
//! Settings: "script" (path or ":/..." of a souffleur-customers file, its pictures in "media" beside it), "speed"
//! (1: real time, 0: paused), or instead of the script "conversations" (path of a JSONL file of recorded ones) with
//! "answer_itself" (default true: behind an agent's turn the customer waits for a reply), "conversation_limit"
//! (default 200) and "conversation_gap_s" (default 3, between the first words of two customers).
//! Cursor: JSON {"v":1,"customers":{"<id>":[step, message, replied]}}: nothing is played twice.
//! External ids are the same in every run: "<customer>:<step>:<message>", "<customer>:key:<key>" for keyed
//! messages.
class SampleConnector final : public Connector {
    Q_OBJECT
public:
    explicit SampleConnector(ConnectorContext context);

    void start() override;
    void stop() override;
    QFuture<Result<SendReceipt>> send(const OutboundMessage& message) override;
    QFuture<Result<QByteArray>> fetch(const Attachment& attachment) override;
    void sendTyping(const QString&) override {}
    ChannelHealth health() const override { return m_health; }

    //! Seconds of play per second; 0 pauses. Takes effect at once, also for what is being waited for.
    void setSpeed(double speed);
    double speed() const { return m_time.speed(); }
    //! Has every customer said everything?
    bool isFinished() const;

    static ChannelCapabilities capabilities();
    static Result<Script> load(const QJsonObject& settings);

private:
    struct Customer {
        ScriptCustomer script;
        int step = 0;
        int message = 0;      //!< in the step; above 0: in the middle of it
        bool replied = false; //!< since the step before began
        bool playing = false; //!< a message is on its way to the sink
        VirtualTime::Timers timers;
    };
    //! Makes a batch when its turn has come, and hears whether it is durable.
    struct Work {
        std::function<EventBatch()> make;
        std::function<void(bool stored)> done;
    };

    void readCursor();
    QByteArray cursor() const;
    void plan(int index);
    void play(int index);
    QList<ChannelEvent> eventsOf(const Customer& customer) const;
    Attachment attachmentOf(const ScriptMessage& message) const;
    void receipt(const QString& externalId, MessageStatus status);
    void enqueue(Work work);
    void workOn();
    void setState(ChannelState state, std::optional<Error> error = {});

    const ConnectorContext m_context;
    ChannelHealth m_health;
    VirtualTime m_time;
    QString m_mediaFolder;
    std::vector<Customer> m_customers;
    QHash<QString, int> m_byId;
    QMap<QString, QJsonValue> m_strangers; //!< progress of customers who are not in the script
    std::deque<Work> m_work;               //!< one batch at a time, so that each cursor holds all before it
    bool m_working = false;
    bool m_loaded = false;
    bool m_running = false;
    std::map<QString, std::shared_ptr<void>> m_receipts; //!< by external id: the next one
};

//! The checks "script" (value: number of customers) and "media" (value: number of files).
std::shared_ptr<void> checkSample(const ConnectorContext& context, QObject* receiver,
                                  std::function<void(const ChannelCheck&)> report, std::function<void()> finished);

} // namespace souffleur::channels::sample
