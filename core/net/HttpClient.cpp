// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/HttpClient.h"

#include "net/Lanes.h"

#include <cstring>

#include <QHostAddress>
#include <QIODevice>
#include <QMetaEnum>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QPointer>
#include <QSslConfiguration>
#include <QTimer>

namespace souffleur::net {
namespace {

//! The request's body, readable once. Qt repeats a request by itself when the server closes the connection without
//! an answer (up to three times, also a POST); it cannot when the body cannot be rewound, and that is what we want.
class OneShotBody final : public QIODevice {
public:
    OneShotBody(QByteArray content, QObject* parent) : QIODevice(parent), m_content(std::move(content)) {
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }
    bool isSequential() const override { return true; }
    bool seek(qint64) override { return false; }
    bool reset() override { return false; }
    bool atEnd() const override { return m_position >= m_content.size(); }
    qint64 bytesAvailable() const override { return m_content.size() - m_position + QIODevice::bytesAvailable(); }
    bool wasRead() const { return m_position > 0; }

protected:
    qint64 readData(char* data, qint64 maxSize) override {
        const qint64 size = std::min(maxSize, qint64(m_content.size() - m_position));
        if (size <= 0)
            return -1;
        std::memcpy(data, m_content.constData() + m_position, size_t(size));
        m_position += size;
        return size;
    }
    qint64 writeData(const char*, qint64) override { return -1; }

private:
    const QByteArray m_content;
    qint64 m_position = 0;
};

bool isHeaderToken(const QByteArray& name) {
    return !name.isEmpty() && std::all_of(name.begin(), name.end(), [](char c) {
        return c > 0x20 && c < 0x7f && !std::strchr("()<>@,;:\\\"/[]?={}", c);
    });
}

bool isHeaderValue(const QByteArray& value) {
    return std::none_of(value.begin(), value.end(), [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

bool readsOnly(const QByteArray& method) {
    return method == "GET" || method == "HEAD";
}

//! Never the reply's own text: that one holds the URL.
QString nameOf(QNetworkReply::NetworkError error) {
    return QString::fromLatin1(QMetaEnum::fromType<QNetworkReply::NetworkError>().valueToKey(error));
}

//! Qt reports a complete answer of status 4xx or 5xx as one of these errors.
bool isHttpStatusError(QNetworkReply::NetworkError error, int status) {
    if (status < 400)
        return false;
    return (error >= QNetworkReply::ContentAccessDenied && error <= QNetworkReply::UnknownContentError &&
            error != QNetworkReply::ContentReSendError) ||
           (error >= QNetworkReply::InternalServerError && error <= QNetworkReply::UnknownServerError) ||
           error == QNetworkReply::ProtocolInvalidOperationError ||
           (status == 407 && error == QNetworkReply::ProxyAuthenticationRequiredError);
}

//! These happen before the first byte of the request leaves.
bool happensBeforeSending(QNetworkReply::NetworkError error) {
    switch (error) {
    case QNetworkReply::ConnectionRefusedError:
    case QNetworkReply::HostNotFoundError:
    case QNetworkReply::SslHandshakeFailedError:
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyAuthenticationRequiredError:
    case QNetworkReply::ProtocolUnknownError:
        return true;
    default:
        return false;
    }
}

ErrorCode codeOf(QNetworkReply::NetworkError error) {
    switch (error) {
    case QNetworkReply::TimeoutError:
    case QNetworkReply::ProxyTimeoutError:
        return ErrorCode::Timeout;
    case QNetworkReply::InsecureRedirectError:
    case QNetworkReply::TooManyRedirectsError:
    case QNetworkReply::ProtocolUnknownError:
        return ErrorCode::Rejected;
    default:
        return ErrorCode::NetworkDown;
    }
}

//! One request under way. Owned by the handle; deleting it aborts.
class Call final : public QObject {
public:
    Call(HttpRequest request, std::function<void(HttpOutcome)> done, QPointer<Lanes> lanes, Clock& clock)
        : m_request(std::move(request)), m_done(std::move(done)), m_lanes(std::move(lanes)), m_clock(clock) {}
    ~Call() override {
        release();
        dropReply();
    }

    void begin() {
        const QString problem = validate();
        if (!problem.isEmpty()) {
            QTimer::singleShot(0, this, [this, problem] { fail(ErrorCode::InvalidInput, problem); });
            return;
        }
        if (!m_lanes) {
            QTimer::singleShot(0, this, [this] { fail(ErrorCode::Cancelled, u"client is gone"_s); });
            return;
        }
        const bool mayReuse = readsOnly(m_request.method) || m_request.reuseConnection;
        const QString host = m_request.url.host() + u':' + QString::number(m_request.url.port());
        m_ticket = m_lanes->enter(host, mayReuse, this, [this, mayReuse](QNetworkAccessManager* manager) {
            dispatch(manager, mayReuse);
        });
    }

    void cancelByClient() {
        m_done = {};
        deleteLaterParts();
    }

private:
    QString validate() const {
        if (!m_request.url.isValid() || m_request.url.host().isEmpty() ||
            (m_request.url.scheme() != u"https" && m_request.url.scheme() != u"http"))
            return u"not an http address"_s;
        for (const auto& [name, value] : m_request.headers)
            if (!isHeaderToken(name) || !isHeaderValue(value))
                return u"bad header"_s;
        if (!isHeaderToken(m_request.method) || !isHeaderValue(m_request.contentType))
            return u"bad header"_s;
        return {};
    }

    void dispatch(QNetworkAccessManager* manager, bool mayReuse) {
        QNetworkRequest request(m_request.url);
        request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
        request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
        request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
        request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
        request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
        request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
        const bool redirects = m_request.followRedirects && readsOnly(m_request.method);
        request.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                             redirects ? QNetworkRequest::SameOriginRedirectPolicy
                                       : QNetworkRequest::ManualRedirectPolicy);
        request.setMaximumRedirectsAllowed(5);
        QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
        tls.setProtocol(QSsl::TlsV1_2OrLater);
        request.setSslConfiguration(tls);
        // A compressed answer could unfold beyond every limit.
        request.setRawHeader("Accept-Encoding", "identity");
        request.setRawHeader("User-Agent", "Souffleur/" SOUFFLEUR_VERSION);
        if (!mayReuse)
            request.setRawHeader("Connection", "close");
        for (const auto& [name, value] : m_request.headers)
            request.setRawHeader(name, value);

        QByteArray body = m_request.body;
        QByteArray contentType = m_request.contentType;
        if (!m_request.parts.isEmpty()) {
            const QByteArray boundary = "souffleur-" + QUuid::createUuid().toByteArray(QUuid::Id128);
            body = multipartBody(m_request.parts, boundary);
            contentType = "multipart/form-data; boundary=" + boundary;
        }
        if (!contentType.isEmpty())
            request.setHeader(QNetworkRequest::ContentTypeHeader, contentType);
        if (readsOnly(m_request.method)) {
            m_reply = m_request.method == "GET" ? manager->get(request) : manager->head(request);
        } else {
            request.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
            request.setHeader(QNetworkRequest::ContentLengthHeader, qint64(body.size()));
            m_body = new OneShotBody(std::move(body), this);
            m_reply = manager->sendCustomRequest(request, m_request.method, m_body);
        }
        m_reply->setReadBufferSize(1024 * 1024);
        watch();
        alive();
    }

    //! Something moves: the time-out begins anew.
    void alive() {
        m_idle = m_clock.callAfter(m_request.timeout, this, [this] {
            m_idle.reset();
            // What another thread has reported by now is heard first: was the request written, does it move after
            // all?
            QTimer::singleShot(0, this, [this] {
                if (!m_idle)
                    fail(ErrorCode::Timeout, u"no progress"_s);
            });
        });
    }

    void watch() {
        QNetworkReply* reply = m_reply;
        connect(reply, &QNetworkReply::socketStartedConnecting, this, [this] {
            m_handshakeOpen = m_request.url.scheme() == u"https";
            alive();
        });
        connect(reply, &QNetworkReply::encrypted, this, [this] {
            m_handshakeOpen = false;
            alive();
        });
        connect(reply, &QNetworkReply::requestSent, this, [this] {
            m_written = true;
            alive();
        });
        connect(reply, &QNetworkReply::uploadProgress, this, [this] { alive(); });
        connect(reply, &QNetworkReply::metaDataChanged, this, [this] {
            m_written = true;
            alive();
            const qint64 announced = m_reply->header(QNetworkRequest::ContentLengthHeader).toLongLong();
            if (announced > m_request.maxResponseBytes && m_request.method != "HEAD")
                fail(ErrorCode::TooLarge, u"answer of %1 bytes"_s.arg(announced));
        });
        connect(reply, &QNetworkReply::readyRead, this, [this] {
            alive();
            take();
        });
        connect(reply, &QNetworkReply::finished, this, [this] { finish(); });
    }

    bool take() {
        m_written = true;
        m_received += m_reply->read(m_request.maxResponseBytes + 1 - m_received.size());
        if (m_received.size() <= m_request.maxResponseBytes)
            return true;
        fail(ErrorCode::TooLarge, u"answer above %1 bytes"_s.arg(m_request.maxResponseBytes));
        return false;
    }

    void finish() {
        const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        const QNetworkReply::NetworkError error = m_reply->error();
        if (status == 0 || (error != QNetworkReply::NoError && !isHttpStatusError(error, status))) {
            // A connection that stood and was closed: the head may have been on its way.
            if ((error == QNetworkReply::RemoteHostClosedError || error == QNetworkReply::ContentReSendError) &&
                !m_handshakeOpen)
                m_written = true;
            fail(codeOf(error), nameOf(error), happensBeforeSending(error));
            return;
        }
        if (m_reply->bytesAvailable() > 0 && !take())
            return;
        HttpResponse response;
        response.status = status;
        for (const auto& [name, value] : m_reply->rawHeaderPairs())
            response.headers.append({name, value});
        response.body = std::move(m_received);
        const QByteArray announced = response.header("content-length");
        if (!announced.isEmpty() && m_request.method != "HEAD" && announced.toLongLong() != response.body.size()) {
            fail(ErrorCode::NetworkDown, u"answer cut off"_s);
            return;
        }
        conclude(std::move(response));
    }

    void fail(ErrorCode code, const QString& detail, bool certainlyBefore = false) {
        const bool written = m_written || (m_body && m_body->wasRead());
        conclude(HttpError{makeError(code, detail), written && !certainlyBefore});
    }

    void conclude(HttpOutcome outcome) {
        auto done = std::exchange(m_done, {});
        deleteLaterParts();
        // The callback may destroy this call; nothing of it is touched afterwards.
        if (done)
            done(std::move(outcome));
    }

    void deleteLaterParts() {
        m_idle.reset();
        dropReply();
        release();
    }

    void dropReply() {
        QNetworkReply* reply = std::exchange(m_reply, nullptr);
        if (!reply)
            return;
        reply->disconnect(this);
        // Deleting ends it. After abort() Qt would warn of an error that its own thread has reported meanwhile.
        reply->deleteLater();
    }

    void release() {
        if (m_lanes && m_ticket)
            m_lanes->leave(std::exchange(m_ticket, 0));
    }

    const HttpRequest m_request;
    std::function<void(HttpOutcome)> m_done;
    QPointer<Lanes> m_lanes;
    Clock& m_clock;
    quint64 m_ticket = 0;
    QPointer<QNetworkReply> m_reply;
    OneShotBody* m_body = nullptr;
    QByteArray m_received;
    std::shared_ptr<void> m_idle;
    bool m_written = false;
    bool m_handshakeOpen = false;
};

class QtHttpClient final : public HttpClient {
public:
    explicit QtHttpClient(Clock* clock) : m_clock(clock ? *clock : m_systemClock) {}
    ~QtHttpClient() override {
        for (const auto& weak : m_calls)
            if (const auto call = weak.lock())
                call->cancelByClient();
    }

    std::shared_ptr<void> send(const HttpRequest& request, std::function<void(HttpOutcome)> done) override {
        std::erase_if(m_calls, [](const auto& weak) { return weak.expired(); });
        auto call = std::shared_ptr<Call>(new Call(request, std::move(done), &m_lanes, m_clock), [](Call* c) {
            // The handle may be dropped inside the call's own callback.
            c->cancelByClient();
            c->deleteLater();
        });
        m_calls.push_back(call);
        call->begin();
        return call;
    }

private:
    SystemClock m_systemClock;
    Clock& m_clock;
    Lanes m_lanes;
    std::vector<std::weak_ptr<Call>> m_calls;
};

} // namespace

QByteArray HttpResponse::header(const QByteArray& name) const {
    for (const auto& [key, value] : headers)
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    return {};
}

bool isLocalHost(const QString& host) {
    const QHostAddress address(host);
    if (!address.isNull())
        return address.isLoopback() || address.isLinkLocal() || address.isUniqueLocalUnicast() ||
               address.isInSubnet(QHostAddress(u"10.0.0.0"_s), 8) ||
               address.isInSubnet(QHostAddress(u"172.16.0.0"_s), 12) ||
               address.isInSubnet(QHostAddress(u"192.168.0.0"_s), 16);
    return !host.contains(u'.') || host.endsWith(u".local"_s) || host.endsWith(u".internal"_s) ||
           host.endsWith(u".localhost"_s) || host.endsWith(u".home.arpa"_s);
}

bool isPublicAddress(const QHostAddress& address) {
    bool isV4 = false;
    QHostAddress v4(address.toIPv4Address(&isV4)); // ::ffff:0:0/96 too
    if (!isV4) {
        const Q_IPV6ADDR bytes = address.toIPv6Address();
        const auto embedded = [&](int at) {
            return QHostAddress(quint32(bytes[at]) << 24 | quint32(bytes[at + 1]) << 16 |
                                quint32(bytes[at + 2]) << 8 | bytes[at + 3]);
        };
        if (address.isInSubnet(QHostAddress(u"64:ff9b::"_s), 96))
            v4 = embedded(12);
        else if (address.isInSubnet(QHostAddress(u"2002::"_s), 16))
            v4 = embedded(2);
        else // 2000::/3 is all that was ever given out.
            return address.isInSubnet(QHostAddress(u"2000::"_s), 3) &&
                   !address.isInSubnet(QHostAddress(u"2001::"_s), 23) &&
                   !address.isInSubnet(QHostAddress(u"2001:db8::"_s), 32);
    }
    static const QList<QPair<QHostAddress, int>> NotPublic{
        QHostAddress::parseSubnet(u"0.0.0.0/8"_s),       QHostAddress::parseSubnet(u"10.0.0.0/8"_s),
        QHostAddress::parseSubnet(u"100.64.0.0/10"_s),   QHostAddress::parseSubnet(u"127.0.0.0/8"_s),
        QHostAddress::parseSubnet(u"169.254.0.0/16"_s),  QHostAddress::parseSubnet(u"172.16.0.0/12"_s),
        QHostAddress::parseSubnet(u"192.0.0.0/24"_s),    QHostAddress::parseSubnet(u"192.0.2.0/24"_s),
        QHostAddress::parseSubnet(u"192.168.0.0/16"_s),  QHostAddress::parseSubnet(u"198.18.0.0/15"_s),
        QHostAddress::parseSubnet(u"198.51.100.0/24"_s), QHostAddress::parseSubnet(u"203.0.113.0/24"_s),
        QHostAddress::parseSubnet(u"224.0.0.0/3"_s)};
    return std::none_of(NotPublic.begin(), NotPublic.end(),
                        [&](const auto& net) { return v4.isInSubnet(net.first, net.second); });
}

std::unique_ptr<HttpClient> createHttpClient(Clock* clock) {
    return std::make_unique<QtHttpClient>(clock);
}

} // namespace souffleur::net
