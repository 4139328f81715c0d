// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/kit/Media.h"

#include "channels/kit/Calls.h"
#include "channels/kit/HttpAnswer.h"

#include <QHostAddress>
#include <QHostInfo>

namespace souffleur::channels::kit {
namespace {
constexpr int MaxRedirects = 5;

//! One file on its way; deleting it aborts.
class MediaFetch final : public QObject {
public:
    MediaFetch(net::HttpClient& http, const MediaRequest& request, std::function<void(Result<QByteArray>)> done)
        : m_http(http), m_request(request), m_done(std::move(done)) {}
    ~MediaFetch() override {
        if (m_lookup >= 0)
            QHostInfo::abortHostLookup(m_lookup);
    }

    void begin() { visit(m_request.url); }
    void cancel() { m_done = {}; }

private:
    void visit(const QUrl& url) {
        m_url = url;
        if (isSameOrigin(url, m_request.base))
            return get();
        const QString host = url.host();
        if (url.scheme() != u"https" || host.isEmpty() || !url.userInfo().isEmpty())
            return finish(makeError(ErrorCode::PermissionDenied, u"not an address to fetch from"_s));
        if (!m_request.anyPublicHost && !isWithin(host, m_request.hosts))
            return finish(makeError(ErrorCode::PermissionDenied, u"host not allowed"_s));
        if (!QHostAddress(host).isNull())
            return net::isPublicAddress(QHostAddress(host))
                       ? get()
                       : finish(makeError(ErrorCode::PermissionDenied, u"private address"_s));
        if (net::isLocalHost(host))
            return finish(makeError(ErrorCode::PermissionDenied, u"private address"_s));
        // A public name may stand for a private address. (It might change between this look and the connection;
        // then the certificate does not fit, for https it is.)
        m_lookup = QHostInfo::lookupHost(host, this, [this](const QHostInfo& info) {
            m_lookup = -1;
            for (const QHostAddress& address : info.addresses())
                if (!net::isPublicAddress(address))
                    return finish(makeError(ErrorCode::PermissionDenied, u"private address"_s));
            // Nothing found: the client says so, or asks its proxy.
            get();
        });
    }

    void get() {
        net::HttpRequest request;
        request.url = m_url;
        request.maxResponseBytes = m_request.maxBytes;
        request.timeout = m_request.timeout;
        if (isSameOrigin(m_url, m_request.base) ||
            (m_url.scheme() == u"https" && isWithin(m_url.host(), m_request.credentialHosts)))
            request.headers = m_request.credentials;
        m_call = m_http.send(request, [this](const net::HttpOutcome& outcome) { answered(outcome); });
    }

    void answered(const net::HttpOutcome& outcome) {
        const auto keep = std::exchange(m_call, nullptr);
        if (const auto* failure = std::get_if<net::HttpError>(&outcome))
            return finish(failure->error);
        const auto& response = std::get<net::HttpResponse>(outcome);
        const QByteArray target = response.header("location");
        if (response.status >= 300 && response.status < 400 && !target.isEmpty()) {
            if (++m_redirects > MaxRedirects)
                return finish(makeError(ErrorCode::Rejected, u"too many redirects"_s));
            return visit(m_url.resolved(QUrl::fromEncoded(target.left(8192), QUrl::StrictMode)));
        }
        if (const auto problem = problemOf(outcome, CallKind::Read, Timestamp{}))
            return finish(*problem);
        finish(response.body);
    }

    void finish(Result<QByteArray> result) {
        if (auto done = std::exchange(m_done, {}))
            done(std::move(result));
    }

    net::HttpClient& m_http;
    const MediaRequest m_request;
    std::function<void(Result<QByteArray>)> m_done;
    std::shared_ptr<void> m_call;
    QUrl m_url;
    int m_lookup = -1;
    int m_redirects = 0;
};

//! The owner's child keeps a fetch going, and says so when it dies first.
class Fetching final : public QObject {
public:
    using QObject::QObject;
    Answer<Result<QByteArray>> answer;
    std::shared_ptr<void> call;
};
} // namespace

bool isWithin(const QString& host, const QStringList& hosts) {
    return std::any_of(hosts.begin(), hosts.end(), [&](const QString& allowed) {
        return host.compare(allowed, Qt::CaseInsensitive) == 0 ||
               host.endsWith(u'.' + allowed, Qt::CaseInsensitive);
    });
}

bool isSameOrigin(const QUrl& a, const QUrl& b) {
    const auto port = [](const QUrl& url) { return url.port(url.scheme() == u"http" ? 80 : 443); };
    return a.isValid() && !a.host().isEmpty() && a.userInfo().isEmpty() && a.scheme() == b.scheme() &&
           a.host() == b.host() && port(a) == port(b);
}

std::shared_ptr<void> fetchMedia(net::HttpClient& http, const MediaRequest& request,
                                 std::function<void(Result<QByteArray>)> done) {
    auto fetch = std::shared_ptr<MediaFetch>(new MediaFetch(http, request, std::move(done)), [](MediaFetch* f) {
        // It may be dropped inside its own callback.
        f->cancel();
        f->deleteLater();
    });
    // Never before this function returned.
    QMetaObject::invokeMethod(
        fetch.get(), [raw = fetch.get()] { raw->begin(); }, Qt::QueuedConnection);
    return fetch;
}

QFuture<Result<QByteArray>> fetchMedia(net::HttpClient& http, const MediaRequest& request, QObject* owner) {
    auto* fetching = new Fetching(owner);
    auto future = fetching->answer.future();
    fetching->call = fetchMedia(http, request, [fetching](Result<QByteArray> result) {
        fetching->answer.finish(std::move(result));
        fetching->deleteLater();
    });
    return future;
}

} // namespace souffleur::channels::kit
