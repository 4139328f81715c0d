// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "polish/Polisher.h"

namespace souffleur::store {
class Store;
}

namespace souffleur::workspace {

//! The polisher of one workspace with a network client of its own, made when it is first needed: whoever never
//! switches polishing on has no such client at all. Made anywhere, then moved to the Core thread and used there
//! only.
class PolishService : public QObject {
    Q_OBJECT
public:
    using MakeHttp = std::function<std::unique_ptr<net::HttpClient>()>;
    struct Prepared {
        polish::PolishConfig config;
        polish::PolishTask task;
    };
    PolishService(MakeHttp makeHttp, Clock& clock) : m_makeHttp(std::move(makeHttp)), m_clock(clock) {}

    //! Settings and masked question, in the Storage thread. NotConfigured: not switched on, or no address.
    static Result<Prepared> prepare(store::Store& store, ConversationId conversation, const Suggestion& suggestion);
    void ask(const Prepared& prepared, polish::Polisher::Done done);

private:
    MakeHttp m_makeHttp;
    Clock& m_clock;
    std::unique_ptr<net::HttpClient> m_http;
    std::unique_ptr<polish::Polisher> m_polisher;
};

} // namespace souffleur::workspace
