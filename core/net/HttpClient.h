// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"
#include "base/Result.h"

#include <functional>
#include <memory>

#include <QByteArray>
#include <QFuture>
#include <QList>
#include <QObject>
#include <QUrl>

class QNetworkAccessManager;

namespace souffleur::net {

struct HttpPart {
    QString name;
    QString fileName; //!< empty: a plain field
    QString mimeType;
    QByteArray content;
};

struct HttpRequest {
    QByteArray method = "GET";
    QUrl url;         //!< may hold a secret (Telegram's token): never logged
    QList<std::pair<QByteArray, QByteArray>> headers;
    QByteArray body;
    QByteArray contentType;
    QList<HttpPart> parts; //!< multipart/form-data instead of body
    Milliseconds timeout{30'000}; //!< without any progress
    qint64 maxResponseBytes = 8 * 1024 * 1024;
    bool followRedirects = false; //!< same host only, credentials never leave it
};

struct HttpResponse {
    int status = 0;
    QByteArray body;
    QList<std::pair<QByteArray, QByteArray>> headers;
    QByteArray header(const QByteArray& name) const; //!< case-insensitive
};

//! The seam to HTTP that tests replace. HTTP/1.1 only (Qt 6.4's HTTP/2 has open CVEs), TLS errors are never ignored,
//! responses are cut off at maxResponseBytes (TooLarge). An error means: no complete response. NetworkDown/Timeout with
//! `requestMayHaveArrived` false: nothing left this machine.
struct HttpError {
    Error error;
    bool requestMayHaveArrived = true;
};
using HttpOutcome = std::variant<HttpResponse, HttpError>;

class HttpClient {
public:
    virtual ~HttpClient() = default;
    //! Calls done in the calling thread (the Core thread), never before send returned. Destroying the handle aborts and
    //! done is not called.
    [[nodiscard]] virtual std::shared_ptr<void> send(const HttpRequest& request,
                                                     std::function<void(HttpOutcome)> done) = 0;
};

//! Over QNetworkAccessManager.
std::unique_ptr<HttpClient> createHttpClient();

//! Exponential back-off with full jitter: base * 2^(n-1), at most cap, times a random factor in [0.5, 1].
class Backoff {
public:
    explicit Backoff(Milliseconds base = Milliseconds(1000), Milliseconds cap = Milliseconds(60'000));
    Milliseconds next();
    void reset() { m_failures = 0; }
    int failures() const { return m_failures; }

private:
    Milliseconds m_base;
    Milliseconds m_cap;
    int m_failures = 0;
};

} // namespace souffleur::net
