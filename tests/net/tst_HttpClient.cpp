// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/HttpClient.h"
#include "support/HttpDouble.h"
#include "support/ManualClock.h"
#include "support/TestCase.h"

#include <QFile>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QTimer>

using namespace souffleur;
using namespace souffleur::net;
using test::ExchangePtr;
using test::HttpDouble;
using test::HttpDoubleRequest;

class tst_HttpClient : public test::TestCase {
    Q_OBJECT

    std::unique_ptr<HttpClient> client = createHttpClient();

    HttpOutcome ask(const HttpRequest& request) {
        std::optional<HttpOutcome> outcome;
        const auto handle = client->send(request, [&](HttpOutcome o) { outcome = std::move(o); });
        if (outcome)
            qFatal("the answer must not come before send returned");
        if (!QTest::qWaitFor([&] { return outcome.has_value(); }, 20'000))
            qFatal("no outcome");
        return *outcome;
    }
    static const HttpError& errorOf(const HttpOutcome& outcome) { return std::get<HttpError>(outcome); }
    static HttpRequest post(const QUrl& url, const QByteArray& body = "{}") {
        HttpRequest request;
        request.method = "POST";
        request.url = url;
        request.body = body;
        request.contentType = "application/json";
        return request;
    }

private slots:
    void sendsAndReceives() {
        HttpDouble server;
        QVERIFY(server.listen());
        HttpDoubleRequest seen;
        server.setHandler([&](const HttpDoubleRequest& r, const ExchangePtr& x) {
            seen = r;
            x->respond(200, "{\"ok\":true}", "application/json", {{"X-Note", "yes"}, {"Set-Cookie", "a=b"}});
        });
        HttpRequest request = post(server.url(u"/bot/x"_s), "{\"text\":\"Grüße\"}");
        request.headers = {{"X-Client", "1"}};
        const auto outcome = ask(request);
        const auto& response = std::get<HttpResponse>(outcome);
        QCOMPARE(response.status, 200);
        QCOMPARE(response.body, "{\"ok\":true}"_ba);
        QCOMPARE(response.header("x-note"), "yes"_ba);
        QCOMPARE(seen.method, "POST"_ba);
        QCOMPARE(seen.path, u"/bot/x"_s);
        QCOMPARE(seen.body, "{\"text\":\"Grüße\"}"_ba);
        QCOMPARE(seen.headers.value("x-client"), "1"_ba);
        QCOMPARE(seen.headers.value("content-type"), "application/json"_ba);
        // No cookie comes back.
        QVERIFY(std::holds_alternative<HttpResponse>(ask(request)));
        QVERIFY(!seen.headers.contains("cookie"));
        QCOMPARE(server.malformed, 0);
    }

    void everyStatusIsAnAnswer_data() {
        QTest::addColumn<int>("status");
        for (const int status : {201, 204, 302, 400, 401, 403, 404, 407, 409, 413, 418, 429, 500, 502, 503})
            QTest::addRow("%d", status) << status;
    }
    void everyStatusIsAnAnswer() {
        QFETCH(int, status);
        HttpDouble server;
        QVERIFY(server.listen());
        server.setHandler([&](const HttpDoubleRequest&, const ExchangePtr& x) {
            x->respond(status, status == 204 ? ""_ba : "body"_ba, "text/plain", {{"Location", "/elsewhere"}});
        });
        const auto outcome = ask(post(server.url(u"/"_s)));
        QVERIFY(std::holds_alternative<HttpResponse>(outcome));
        QCOMPARE(std::get<HttpResponse>(outcome).status, status);
        QCOMPARE(server.requests, 1);
    }

    void refusedConnectionLeftNothing() {
        HttpDouble server;
        QVERIFY(server.listen());
        const QUrl url = server.url(u"/botSECRET/x"_s);
        server.stopListening();
        const auto outcome = ask(post(url));
        QCOMPARE(errorOf(outcome).error.code, ErrorCode::NetworkDown);
        QVERIFY(!errorOf(outcome).requestMayHaveArrived);
        QVERIFY(!errorOf(outcome).error.detail.contains(u"SECRET"_s));
    }

    void unknownHostLeftNothing() {
        const auto outcome = ask(post(QUrl(u"http://nowhere.invalid/botSECRET/x"_s)));
        QCOMPARE(errorOf(outcome).error.code, ErrorCode::NetworkDown);
        QVERIFY(!errorOf(outcome).requestMayHaveArrived);
        QVERIFY(!errorOf(outcome).error.toString().contains(u"SECRET"_s));
    }

    void untrustedCertificateIsRefusedAndLeftNothing() {
        QFile key(QStringLiteral(NET_TEST_DATA "/self-signed.key"));
        QFile certificate(QStringLiteral(NET_TEST_DATA "/self-signed.pem"));
        QVERIFY(key.open(QIODevice::ReadOnly) && certificate.open(QIODevice::ReadOnly));
        QSslConfiguration tls;
        tls.setPrivateKey(QSslKey(&key, QSsl::Rsa));
        tls.setLocalCertificate(QSslCertificate(&certificate));
        QSslServer server;
        server.setSslConfiguration(tls);
        QVERIFY(server.listen(QHostAddress::LocalHost));
        QByteArray heard;
        connect(&server, &QSslServer::pendingConnectionAvailable, this, [&] {
            auto* socket = server.nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, this, [&heard, socket] { heard += socket->readAll(); });
        });
        const auto outcome = ask(post(QUrl(u"https://127.0.0.1:%1/botSECRET/x"_s.arg(server.serverPort()))));
        QCOMPARE(errorOf(outcome).error.code, ErrorCode::NetworkDown);
        QVERIFY(!errorOf(outcome).requestMayHaveArrived);
        QVERIFY(!errorOf(outcome).error.toString().contains(u"SECRET"_s));
        QCOMPARE(heard, QByteArray());
    }

    void lostAnswerIsNeverRepeated_data() {
        QTest::addColumn<bool>("reset");
        QTest::addColumn<bool>("reuse");
        QTest::addColumn<QByteArray>("body");
        for (const bool reset : {false, true})
            for (const bool reuse : {false, true})
                for (const QByteArray& body : {"{}"_ba, QByteArray(), QByteArray(300'000, 'x')})
                    QTest::addRow("%s, %s, %d bytes", reset ? "reset" : "closed", reuse ? "kept" : "fresh",
                                  int(body.size()))
                        << reset << reuse << body;
    }
    void lostAnswerIsNeverRepeated() {
        QFETCH(bool, reset);
        QFETCH(bool, reuse);
        QFETCH(QByteArray, body);
        HttpDouble server;
        QVERIFY(server.listen());
        bool answer = true;
        server.setHandler([&](const HttpDoubleRequest&, const ExchangePtr& x) {
            if (answer)
                x->respond(200, "{}");
            else if (reset)
                x->reset();
            else
                x->close();
        });
        HttpRequest request = post(server.url(u"/"_s), body);
        request.reuseConnection = reuse;
        // The first one succeeds, so that a kept connection is there.
        QVERIFY(std::holds_alternative<HttpResponse>(ask(request)));
        answer = false;
        const auto outcome = ask(request);
        QVERIFY(errorOf(outcome).requestMayHaveArrived);
        QTest::qWait(20);
        QCOMPARE(server.requests, 2);
    }

    void requestsWithABodyDoNotShareConnections() {
        HttpDouble server;
        QVERIFY(server.listen());
        QList<quint64> connections;
        server.setHandler([&](const HttpDoubleRequest& r, const ExchangePtr& x) {
            connections += r.connection;
            x->respond(200, "{}");
        });
        ask(post(server.url(u"/"_s)));
        ask(post(server.url(u"/"_s)));
        QCOMPARE(connections, (QList<quint64>{1, 2}));
        HttpRequest kept = post(server.url(u"/"_s));
        kept.reuseConnection = true;
        ask(kept);
        ask(kept);
        QCOMPARE(connections, (QList<quint64>{1, 2, 3, 3}));
    }

    void silenceTimesOut() {
        HttpDouble server;
        QVERIFY(server.listen());
        ExchangePtr held;
        server.setHandler([&](const HttpDoubleRequest&, const ExchangePtr& x) { held = x; });
        HttpRequest request = post(server.url(u"/"_s));
        request.timeout = 60ms;
        const auto outcome = ask(request);
        QCOMPARE(errorOf(outcome).error.code, ErrorCode::Timeout);
        QVERIFY(errorOf(outcome).requestMayHaveArrived);
    }

    void timeOutsRunByTheClock() {
        test::ManualClock clock;
        const auto timed = createHttpClient(&clock);
        HttpDouble server;
        QVERIFY(server.listen());
        ExchangePtr held;
        server.setHandler([&](const HttpDoubleRequest&, const ExchangePtr& x) { held = x; });
        std::optional<HttpOutcome> outcome;
        HttpRequest request;
        request.url = server.url(u"/"_s);
        request.timeout = 65s;
        const auto handle = timed->send(request, [&](HttpOutcome o) { outcome = std::move(o); });
        QTRY_VERIFY(held);
        clock.advance(60s);
        // Something moves: the time begins anew.
        const size_t pending = clock.pending();
        held->socket()->write("HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\nx");
        QTRY_VERIFY(clock.pending() > pending);
        clock.advance(60s);
        QTest::qWait(1);
        QVERIFY(!outcome);
        clock.advance(10s);
        QTRY_VERIFY(outcome);
        QCOMPARE(errorOf(*outcome).error.code, ErrorCode::Timeout);
    }

    void deafServerTimesOutBeforeTheRequestLeft() {
        // TLS never begins: the connection stands, but nothing of the request has left.
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        HttpRequest request = post(QUrl(u"https://127.0.0.1:%1/"_s.arg(server.serverPort())));
        request.timeout = 60ms;
        const auto outcome = ask(request);
        QCOMPARE(errorOf(outcome).error.code, ErrorCode::Timeout);
        QVERIFY(!errorOf(outcome).requestMayHaveArrived);
    }

    void progressKeepsItAlive() {
        HttpDouble server;
        QVERIFY(server.listen());
        int chunks = 0;
        QTimer drip;
        server.setHandler([&](const HttpDoubleRequest&, const ExchangePtr& x) {
            x->socket()->write("HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\n");
            connect(&drip, &QTimer::timeout, x->socket(), [&, socket = x->socket()] {
                if (++chunks <= 8)
                    socket->write("x");
            });
            drip.start(30);
        });
        HttpRequest request = post(server.url(u"/"_s));
        request.timeout = 120ms;
        const auto outcome = ask(request);
        QVERIFY(std::holds_alternative<HttpResponse>(outcome));
        QCOMPARE(std::get<HttpResponse>(outcome).body, "xxxxxxxx"_ba);
    }

    void answersAreCutOffAtTheCap_data() {
        QTest::addColumn<bool>("announced");
        QTest::newRow("announced") << true;
        QTest::newRow("unannounced") << false;
    }
    void answersAreCutOffAtTheCap() {
        QFETCH(bool, announced);
        HttpDouble server;
        QVERIFY(server.listen());
        const QByteArray content(3 * 1024 * 1024, 'x');
        server.setHandler([&](const HttpDoubleRequest&, const ExchangePtr& x) {
            if (announced)
                x->respond(200, content);
            else
                x->respondRaw("HTTP/1.1 200 OK\r\n\r\n" + content);
        });
        HttpRequest request;
        request.url = server.url(u"/file"_s);
        request.maxResponseBytes = content.size();
        const auto whole = ask(request);
        QVERIFY(std::holds_alternative<HttpResponse>(whole));
        QCOMPARE(std::get<HttpResponse>(whole).body.size(), content.size());
        request.maxResponseBytes = content.size() - 1;
        QCOMPARE(errorOf(ask(request)).error.code, ErrorCode::TooLarge);
    }

    void cutOffAnswerIsNoAnswer() {
        HttpDouble server;
        QVERIFY(server.listen());
        server.setHandler([](const HttpDoubleRequest&, const ExchangePtr& x) {
            x->respondRaw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"ok\":tr");
        });
        const auto outcome = ask(post(server.url(u"/"_s)));
        QCOMPARE(errorOf(outcome).error.code, ErrorCode::NetworkDown);
        QVERIFY(errorOf(outcome).requestMayHaveArrived);
    }

    void redirects() {
        HttpDouble server;
        HttpDouble other;
        QVERIFY(server.listen() && other.listen());
        other.setHandler([](const HttpDoubleRequest&, const ExchangePtr& x) { x->respond(200, "other"); });
        server.setHandler([&](const HttpDoubleRequest& r, const ExchangePtr& x) {
            if (r.path == u"/here"_s)
                x->respond(302, "", "text/plain", {{"Location", "/there"}});
            else if (r.path == u"/away"_s)
                x->respond(302, "", "text/plain", {{"Location", other.url(u"/x"_s).toEncoded()}});
            else if (r.path == u"/loop"_s)
                x->respond(302, "", "text/plain", {{"Location", "/loop"}});
            else
                x->respond(200, "there");
        });
        HttpRequest request;
        request.url = server.url(u"/here"_s);
        QCOMPARE(std::get<HttpResponse>(ask(request)).status, 302);
        request.followRedirects = true;
        QCOMPARE(std::get<HttpResponse>(ask(request)).body, "there"_ba);
        request.url = server.url(u"/loop"_s);
        QCOMPARE(errorOf(ask(request)).error.code, ErrorCode::Rejected);
        request.url = server.url(u"/away"_s);
        QCOMPARE(errorOf(ask(request)).error.code, ErrorCode::Rejected);
        QCOMPARE(other.requests, 0);
    }

    void droppingTheHandleAborts() {
        HttpDouble server;
        QVERIFY(server.listen());
        bool gone = false;
        ExchangePtr held;
        server.setHandler([&](const HttpDoubleRequest&, const ExchangePtr& x) { held = x; });
        connect(&server, &HttpDouble::disconnected, this, [&] { gone = true; });
        auto handle =
            client->send(post(server.url(u"/"_s)), [](HttpOutcome) { QFAIL("aborted calls are silent"); });
        QTRY_VERIFY(held);
        handle.reset();
        QTRY_VERIFY(gone);
    }

    void droppingTheClientAborts() {
        HttpDouble server;
        QVERIFY(server.listen());
        ExchangePtr held;
        bool gone = false;
        server.setHandler([&](const HttpDoubleRequest&, const ExchangePtr& x) { held = x; });
        connect(&server, &HttpDouble::disconnected, this, [&] { gone = true; });
        auto mine = createHttpClient();
        const auto handle =
            mine->send(post(server.url(u"/"_s)), [](HttpOutcome) { QFAIL("aborted calls are silent"); });
        QTRY_VERIFY(held);
        mine.reset();
        QTRY_VERIFY(gone);
    }

    void longPollsDoNotStarveTheRest() {
        HttpDouble server;
        QVERIFY(server.listen());
        QList<ExchangePtr> polls;
        server.setHandler([&](const HttpDoubleRequest& r, const ExchangePtr& x) {
            if (r.path == u"/poll"_s)
                polls += x;
            else
                x->respond(200, "{}");
        });
        std::vector<std::shared_ptr<void>> handles;
        HttpRequest poll = post(server.url(u"/poll"_s));
        poll.reuseConnection = true;
        for (int i = 0; i < 20; ++i)
            handles.push_back(client->send(poll, [](HttpOutcome) {}));
        QTRY_COMPARE(polls.size(), 20);
        QVERIFY(std::holds_alternative<HttpResponse>(ask(post(server.url(u"/send"_s)))));
    }

    void manyRequestsAllArrive() {
        HttpDouble server;
        QVERIFY(server.listen());
        server.setHandler([&](const HttpDoubleRequest&, const ExchangePtr& x) { x->respond(200, "{}"); });
        int answered = 0;
        std::vector<std::shared_ptr<void>> handles;
        for (int i = 0; i < 200; ++i)
            handles.push_back(client->send(post(server.url(u"/"_s)), [&](HttpOutcome outcome) {
                QVERIFY(std::holds_alternative<HttpResponse>(outcome));
                ++answered;
            }));
        QTRY_COMPARE_WITH_TIMEOUT(answered, 200, 10'000);
        QCOMPARE(server.requests, 200);
    }

    void headersCannotBeForged() {
        HttpDouble server;
        QVERIFY(server.listen());
        HttpRequest request = post(server.url(u"/"_s));
        request.headers = {{"X-Name", "a\r\nX-Evil: 1"}};
        const auto outcome = ask(request);
        QCOMPARE(errorOf(outcome).error.code, ErrorCode::InvalidInput);
        QVERIFY(!errorOf(outcome).requestMayHaveArrived);
        QCOMPARE(server.requests, 0);
    }

    void multipart() {
        const QByteArray body = multipartBody({{u"chat_id"_s, {}, {}, "7"},
                                               {u"photo"_s, u"Schöne \"Tasse\"\r\n.png"_s, u"image/png"_s, "PNG"},
                                               {u"x"_s, u"y"_s, u"text/plain\r\nX-Evil: 1"_s, ""}},
                                              "B");
        QCOMPARE(body, "--B\r\nContent-Disposition: form-data; name=\"chat_id\"\r\n\r\n7\r\n"
                       "--B\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"Schöne "
                       "%22Tasse%22%0D%0A.png\"\r\nContent-Type: image/png\r\n\r\nPNG\r\n"
                       "--B\r\nContent-Disposition: form-data; name=\"x\"; filename=\"y\"\r\nContent-Type: "
                       "text/plainX-Evil:1\r\n\r\n\r\n--B--\r\n"_ba);
    }
};

SOUFFLEUR_TEST_MAIN(tst_HttpClient)
#include "tst_HttpClient.moc"
