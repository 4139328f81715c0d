// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/WebSocket.h"

#include "support/ManualClock.h"
#include "support/TestCase.h"
#include "support/WebSocketDouble.h"

#include <QFile>
#include <QSignalSpy>
#include <QSslKey>
#include <QWebSocket>
#include <QWebSocketServer>

using namespace souffleur;
using namespace souffleur::net;
using test::HttpDouble;
using test::ManualClock;
using test::WebSocketDouble;

//! Against a real server (Qt's own) and against a double that does what no good server does.
class tst_WebSocket : public test::TestCase {
    Q_OBJECT

    struct Bench {
        ManualClock clock;
        HttpDouble http;
        QPointer<WebSocketDouble> peer;
        test::HttpDoubleRequest handshake;
        WebSocket socket{clock};
        WebSocketRequest request;
        QSignalSpy opened{&socket, &WebSocket::opened};
        QSignalSpy received{&socket, &WebSocket::received};
        QSignalSpy closed{&socket, &WebSocket::closed};

        Bench() {
            if (!http.listen())
                qFatal("no port");
            http.setHandler([this](const test::HttpDoubleRequest& r, const test::ExchangePtr& x) {
                handshake = r;
                peer = WebSocketDouble::accept(http, r, x, &http);
            });
            request.url = http.url(u"/socket"_s);
            request.url.setScheme(u"ws"_s);
        }
        void open() {
            socket.open(request);
            QTRY_COMPARE(opened.size(), 1);
        }
        int code() const { return closed.value(0).value(0).toInt(); }
        Error error() const { return closed.value(0).value(1).value<Error>(); }
    };

private slots:
    void talksBothWays() {
        QWebSocketServer server(u"test"_s, QWebSocketServer::NonSecureMode);
        QVERIFY(server.listen(QHostAddress::LocalHost));
        ManualClock clock;
        WebSocket socket(clock);
        QSignalSpy received(&socket, &WebSocket::received);
        QSignalSpy closed(&socket, &WebSocket::closed);
        QVERIFY(!socket.send("early"));
        WebSocketRequest request;
        request.url = QUrl(u"ws://127.0.0.1:%1/x"_s.arg(server.serverPort()));
        request.headers = {{"Authorization", "Bearer t"}};
        socket.open(request);
        QTRY_VERIFY(socket.isOpen());
        QTRY_VERIFY(server.hasPendingConnections());
        std::unique_ptr<QWebSocket> peer(server.nextPendingConnection());
        QCOMPARE(peer->request().rawHeader("Authorization"), "Bearer t"_ba);
        QVERIFY(peer->request().rawHeader("User-Agent").startsWith("Souffleur/"));
        QSignalSpy heard(peer.get(), &QWebSocket::textMessageReceived);
        QVERIFY(socket.send("Grüße 😀"));
        QTRY_COMPARE(heard.value(0).value(0).toString(), u"Grüße 😀"_s);
        peer->sendTextMessage(u"Größe 38"_s);
        QTRY_COMPARE(received.value(0).value(0).toByteArray(), "Größe 38"_ba);
        peer->close(QWebSocketProtocol::CloseCode(4004));
        QTRY_COMPARE(closed.size(), 1);
        QCOMPARE(closed.first().first().toInt(), 4004);
        QVERIFY(!socket.send("late"));
    }

    void fragmentsAndPings() {
        Bench b;
        b.open();
        const QByteArray text = QByteArray(100'000, 'x') + "ü";
        b.peer->sendFragmented(text, 7);
        QTRY_COMPARE(b.received.size(), 1);
        QCOMPARE(b.received.first().first().toByteArray(), text);
        b.peer->ping();
        QTRY_COMPARE(b.peer->pongs, 1);
        b.clock.advance(b.request.pingEvery);
        QTRY_COMPARE(b.peer->pings, 1);
        QTest::qWait(20);
        b.clock.advance(b.request.pongWithin);
        b.clock.advance(b.request.pingEvery);
        QTRY_COMPARE(b.peer->pings, 2);
        QCOMPARE(b.closed.size(), 0);
    }

    void aHalfOpenConnectionIsNoticed() {
        Bench b;
        b.open();
        b.peer->silent = true;
        b.clock.advance(b.request.pingEvery);
        QTest::qWait(20);
        QCOMPARE(b.closed.size(), 0);
        b.clock.advance(b.request.pongWithin);
        QCOMPARE(b.closed.size(), 1);
        QCOMPARE(b.error().code, ErrorCode::Timeout);
        QCOMPARE(b.code(), 0);
        QCOMPARE(b.clock.pending(), 0u);
    }

    void noHandshake() {
        Bench b;
        b.http.setHandler([](const auto&, const test::ExchangePtr&) {});
        b.socket.open(b.request);
        QTRY_COMPARE(b.http.requests, 1);
        b.clock.advance(b.request.openWithin - 1ms);
        QCOMPARE(b.closed.size(), 0);
        b.clock.advance(1ms);
        QCOMPARE(b.error().code, ErrorCode::Timeout);
    }

    void refusedHandshakes_data() {
        QTest::addColumn<int>("status");
        QTest::addColumn<int>("code");
        QTest::newRow("401") << 401 << int(ErrorCode::Unauthorized);
        QTest::newRow("403") << 403 << int(ErrorCode::PermissionDenied);
        QTest::newRow("404") << 404 << int(ErrorCode::NotFound);
        QTest::newRow("429") << 429 << int(ErrorCode::RateLimited);
        QTest::newRow("503") << 503 << int(ErrorCode::ServerError);
        QTest::newRow("200") << 200 << int(ErrorCode::Rejected);
    }
    void refusedHandshakes() {
        QFETCH(int, status);
        Bench b;
        b.http.setHandler([status](const auto&, const test::ExchangePtr& x) {
            x->respond(status, "secret words", "text/plain");
        });
        b.socket.open(b.request);
        QTRY_COMPARE(b.closed.size(), 1);
        QTEST(int(b.error().code), "code");
        QVERIFY(!b.error().detail.contains(u"secret"_s));
    }

    void endings() {
        {
            Bench b;
            b.open();
            b.peer->close(1011, "trouble");
            QTRY_COMPARE(b.closed.size(), 1);
            QCOMPARE(b.code(), 1011);
            QCOMPARE(b.error().code, ErrorCode::NetworkDown);
        }
        {
            Bench b;
            b.open();
            b.peer->reset();
            QTRY_COMPARE(b.closed.size(), 1);
            QCOMPARE(b.error().code, ErrorCode::NetworkDown);
        }
        Bench b;
        b.http.stopListening();
        b.socket.open(b.request);
        QTRY_COMPARE(b.closed.size(), 1);
        QCOMPARE(b.error().code, ErrorCode::NetworkDown);
    }

    void weSayGoodbye() {
        Bench b;
        b.open();
        b.socket.close(4000);
        QTRY_COMPARE(b.peer->closeCode, 4000);
        QCOMPARE(b.closed.size(), 0);
        QVERIFY(!b.socket.isOpen());
    }

    //! No warning from Qt: there is nobody to say goodbye to yet. Each step of connecting is cut once.
    void closedWhileConnecting() {
        for (int turns = 0; turns < 8; ++turns) {
            Bench b;
            b.socket.open(b.request);
            for (int i = 0; i < turns; ++i)
                QCoreApplication::processEvents();
            b.socket.close(4000);
            QVERIFY(!b.socket.isOpen());
            QCoreApplication::processEvents();
        }
    }

    void tooLarge_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("one frame") << QByteArray("\x81\x7f\x00\x00\x00\x00\x00\x01\x00\x00", 10) +
                                          QByteArray(65'536, 'x');
        QTest::newRow("announced 2 GiB") << QByteArray("\x81\x7f\x00\x00\x00\x00\x7f\xff\xff\xff", 10);
        QTest::newRow("announced beyond 63 bits") << QByteArray("\x81\x7f\xff\xff\xff\xff\xff\xff\xff\xff", 10);
        QByteArray fragments = QByteArray("\x01\x7e\x40\x00", 4) + QByteArray(0x4000, 'x');
        for (int i = 0; i < 4; ++i)
            fragments += QByteArray("\x00\x7e\x40\x00", 4) + QByteArray(0x4000, 'x');
        QTest::newRow("endless fragments") << fragments;
    }
    void tooLarge() {
        QFETCH(QByteArray, bytes);
        Bench b;
        b.request.maxMessageBytes = 50'000;
        b.open();
        b.peer->sendRaw(bytes);
        QTRY_COMPARE(b.closed.size(), 1);
        QVERIFY(b.error().code == ErrorCode::TooLarge || b.error().code == ErrorCode::NetworkDown);
        QCOMPARE(b.received.size(), 0);
    }

    void nonsenseEndsTheConnection_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("reserved bits") << QByteArray("\xf1\x01x", 3);
        QTest::newRow("unknown opcode") << QByteArray("\x83\x01x", 3);
        QTest::newRow("not UTF-8") << QByteArray("\x81\x02\xff\xfe", 4);
    }
    void nonsenseEndsTheConnection() {
        QFETCH(QByteArray, bytes);
        Bench b;
        b.open();
        b.peer->sendRaw(bytes);
        QTRY_COMPARE(b.closed.size(), 1);
        QCOMPARE(b.received.size(), 0);
    }

    void onlyEncryptedToOthers_data() {
        QTest::addColumn<QString>("url");
        for (const char* url : {"ws://example.org/x", "http://127.0.0.1/x", "wss:///x", ""})
            QTest::addRow("%s", url) << QString::fromLatin1(url);
    }
    void onlyEncryptedToOthers() {
        QFETCH(QString, url);
        Bench b;
        b.request.url = QUrl(url);
        b.socket.open(b.request);
        QTRY_COMPARE(b.closed.size(), 1);
        QCOMPARE(b.error().code, ErrorCode::InvalidInput);
    }

    void certificatesAreVerified() {
        QFile pem(QStringLiteral(NET_TEST_DATA "/self-signed.pem"));
        QFile key(QStringLiteral(NET_TEST_DATA "/self-signed.key"));
        QVERIFY(pem.open(QIODevice::ReadOnly) && key.open(QIODevice::ReadOnly));
        const QByteArray certificate = pem.readAll();
        QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
        tls.setLocalCertificate(QSslCertificate(certificate));
        tls.setPrivateKey(QSslKey(key.readAll(), QSsl::Rsa));
        QWebSocketServer server(u"test"_s, QWebSocketServer::SecureMode);
        server.setSslConfiguration(tls);
        QVERIFY(server.listen(QHostAddress::LocalHost));
        ManualClock clock;
        WebSocket socket(clock);
        QSignalSpy closed(&socket, &WebSocket::closed);
        WebSocketRequest request;
        request.url = QUrl(u"wss://127.0.0.1:%1/"_s.arg(server.serverPort()));
        socket.open(request);
        QTRY_COMPARE(closed.size(), 1);
        QCOMPARE(closed.first().at(1).value<Error>().code, ErrorCode::PermissionDenied);
        QVERIFY(!server.hasPendingConnections());
    }
};

SOUFFLEUR_TEST_MAIN(tst_WebSocket)
#include "tst_WebSocket.moc"
