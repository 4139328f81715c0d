// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "channels/Connector.h"
#include "channels/kit/RateLimiter.h"
#include "net/HttpClient.h"

#include <deque>

namespace souffleur::channels::kit {

//! Sends messages: one at a time per lane (a chat), their parts in order. What was accepted of a message that did
//! not get through as a whole is remembered by its id: a later attempt sends only the rest. When the first part
//! fails, the error goes to the outbox, which decides; behind an accepted part only this queue knows that the
//! customer has the beginning, so it tries on by itself for a while and then says Unclear, "n of m parts accepted".
//!
//! RateLimited holds the lane, or everything (HoldsAll), and is told to the outbox at once; the limiter's own pace
//! is waited for here. Lives in the Core thread.
class SendQueue : public QObject {
    Q_OBJECT
public:
    using Done = std::function<void(Result<QString>)>;
    //! One message at the channel: a request, or a chain of them. run starts it and returns what keeps it going
    //! (dropping that aborts); done is called once, with the external id or the error of Connector::send.
    struct Part {
        std::function<std::shared_ptr<void>(Done done)> run;
    };
    enum class Holds {
        Lane, //!< a 429 concerns this chat
        All,  //!< it concerns the whole account
    };

    SendQueue(Clock& clock, Holds holds, Pace pace = {}, net::Backoff::Random random = {},
              QObject* parent = nullptr);
    //! Nobody waits for ever: what is on its way may have arrived (Unclear), what waited has not left (Busy).
    ~SendQueue() override;

    //! The channel knows a message again (ChannelCapabilities::idempotentSend): nothing ends as Unclear that
    //! waiting may mend, for it can be sent once more.
    void repeatsAreSafe() { m_repeatsAreSafe = true; }

    //! A message whose id is still on its way is Busy.
    QFuture<Result<SendReceipt>> add(const MessageId& id, const QString& lane, QList<Part> parts);
    //! Also for what other calls of the channel were told.
    RateLimiter& limiter() { return m_limiter; }
    void holdBack(const QString& lane, const Error& error);

    static constexpr int MaxPartAttempts = 6;
    static constexpr qsizetype MaxRememberedPartials = 1000;

private:
    struct Job {
        MessageId id;
        QString lane;
        QList<Part> parts;
        QStringList accepted;
        net::Backoff backoff;
        bool running = false;
        bool left = false; //!< a part is on its way
        QPromise<Result<SendReceipt>> promise;
        std::shared_ptr<void> call;
        std::shared_ptr<void> timer;
    };
    using JobPtr = std::shared_ptr<Job>;

    void runNext(const QString& lane);
    void sendPart(const JobPtr& job);
    void answered(const JobPtr& job, const Result<QString>& result);
    void partFailed(const JobPtr& job, const Error& error);
    void wait(const JobPtr& job, Milliseconds delay);
    void finish(const JobPtr& job, Result<SendReceipt> result);

    Clock& m_clock;
    const Holds m_holds;
    RateLimiter m_limiter;
    net::Backoff::Random m_random;
    bool m_repeatsAreSafe = false;
    std::map<QString, std::deque<JobPtr>> m_jobs;
    QHash<MessageId, QStringList> m_partial;
};

} // namespace souffleur::channels::kit
