// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"
#include "domain/Polish.h"
#include "net/HttpClient.h"

namespace souffleur::polish {

struct PolishConfig {
    QUrl baseUrl; //!< "http://localhost:8080/v1"; plain HTTP only to this machine or a private network
    QString model;
    QString key; //!< Bearer token; empty: none
};

struct PolishTask {
    FilledText draft;
    QString question; //!< masked (maskQuestion)
    QString language;
    FormOfAddress address = FormOfAddress::Unknown;
};

//! InvalidInput with a detail ("scheme", "host", "credentials") when the address may not be used.
Status checkAddress(const QUrl& baseUrl);

//! Asks an OpenAI-compatible server (POST BASE/chat/completions, the Chat Completions API that llama.cpp's server
//! and Ollama speak too) to put a draft in better words. Of the customer nothing leaves but the masked question; of
//! the draft the template. Lives in the Core thread. Errors: InvalidInput (address), Timeout, NetworkDown,
//! Unauthorized, NotFound, RateLimited, ServerError, TooLarge, Damaged (no answer that can be read), Rejected
//! (objection() as detail).
class Polisher : public QObject {
    Q_OBJECT
public:
    Polisher(net::HttpClient& http, Clock& clock, QObject* parent = nullptr);
    ~Polisher() override;

    using Done = std::function<void(const Result<Polished>&)>;
    //! Calls done once, never before this returned; not at all when the object dies first.
    void polish(const PolishConfig& config, const PolishTask& task, Done done);

    //! The whole exchange, however slowly the bytes come.
    static constexpr Milliseconds Limit{30'000};
    static constexpr qint64 MaxAnswerBytes = 256 * 1024;
    //! The body of the request; public for the privacy test.
    static QByteArray requestBody(const QString& model, const PolishTask& task);
    static Result<Polished> readAnswer(const net::HttpResponse& response, const PolishTask& task);

private:
    struct Call {
        std::shared_ptr<void> request;
        std::shared_ptr<void> timer;
        Done done;
    };
    void finish(int number, const Result<Polished>& result);

    net::HttpClient& m_http;
    Clock& m_clock;
    std::map<int, Call> m_calls;
    int m_last = 0;
};

} // namespace souffleur::polish
