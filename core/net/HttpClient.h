// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"
#include "base/Result.h"

#include <functional>
#include <memory>
#include <variant>

#include <QByteArray>
#include <QFuture>
#include <QList>
#include <QObject>
#include <QUrl>

class QHostAddress;
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
    QUrl url; //!< may hold a secret (Telegram's token): never logged
    QList<std::pair<QByteArray, QByteArray>> headers;
    QByteArray body;
    QByteArray contentType;
    QList<HttpPart> parts;        //!< multipart/form-data instead of body
    Milliseconds timeout{30'000}; //!< without any progress
    qint64 maxResponseBytes = 8 * 1024 * 1024;
    bool followRedirects = false; //!< GET and HEAD only; same host only, credentials never leave it
    //! Requests with a body go over a connection of their own: a kept one may have died unnoticed (suspend, NAT),
    //! and then nobody could say whether the request arrived. Set where a repetition does no harm and speed
    //! matters.
    bool reuseConnection = false;
};

struct HttpResponse {
    int status = 0;
    QByteArray body;
    QList<std::pair<QByteArray, QByteArray>> headers;
    QByteArray header(const QByteArray& name) const; //!< case-insensitive
};

//! The seam to HTTP that tests replace. HTTP/1.1 only (Qt 6.4's HTTP/2 has open CVEs), TLS errors are never
//! ignored, responses are cut off at maxResponseBytes (TooLarge). An error means: no complete response.
//! NetworkDown/Timeout with `requestMayHaveArrived` false: nothing left this machine.
struct HttpError {
    Error error;
    bool requestMayHaveArrived = true;
};
using HttpOutcome = std::variant<HttpResponse, HttpError>;

class HttpClient {
public:
    virtual ~HttpClient() = default;
    //! Calls done in the calling thread (the Core thread), never before send returned. Destroying the handle aborts
    //! and done is not called.
    [[nodiscard]] virtual std::shared_ptr<void> send(const HttpRequest& request,
                                                     std::function<void(HttpOutcome)> done) = 0;
};

//! Over QNetworkAccessManager; its answers arrive in the thread that made it. No cookies, no cache, the system's
//! proxy (never for loopback), TLS 1.2 or newer. A request with a body is never repeated by itself, unlike Qt's
//! default. Destroying it aborts everything under way without calling done. Time-outs run by clock, which outlives
//! it; without one, by the system's.
std::unique_ptr<HttpClient> createHttpClient(Clock* clock = nullptr);

//! This machine, a private network's address (RFC 1918, link-local, unique local) or a name that only exists in
//! one.
bool isLocalHost(const QString& host);
//! Reachable by everybody: not this machine, a private or shared network, nor an address that holds such a one in
//! another spelling (::ffff:127.0.0.1, NAT64, 6to4).
bool isPublicAddress(const QHostAddress& address);

//! The body of a multipart/form-data request (RFC 7578): names and file names in UTF-8, quotes and line breaks in
//! them percent-encoded as the HTML standard says. The boundary must not occur in any part.
QByteArray multipartBody(const QList<HttpPart>& parts, const QByteArray& boundary);

//! Exponential back-off with jitter: base * 2^(n-1), at most cap, times a random factor in [0.5, 1].
class Backoff {
public:
    //! A number in [0, 1); replaced in tests.
    using Random = std::function<double()>;
    explicit Backoff(Milliseconds base = Milliseconds(1000), Milliseconds cap = Milliseconds(60'000),
                     Random random = {});
    //! The wait after one more failure.
    Milliseconds next();
    void reset() { m_failures = 0; }
    int failures() const { return m_failures; }

private:
    Milliseconds m_base;
    Milliseconds m_cap;
    Random m_random;
    int m_failures = 0;
};

} // namespace souffleur::net
