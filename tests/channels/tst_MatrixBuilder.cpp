// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/matrix/MatrixBuilder.h"
#include "channels/matrix/MatrixErrors.h"
#include "support/TestCase.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QUrlQuery>

using namespace souffleur;
using namespace souffleur::channels::matrix;

class tst_MatrixBuilder : public test::TestCase {
    Q_OBJECT

    static MatrixBuilder builder(const QString& base = u"https://matrix.example.org/sub/"_s) {
        auto made = MatrixBuilder::create({{u"base_url"_s, base}});
        if (!made)
            qFatal("no builder");
        made->setToken(u"syt_secret"_s);
        return *made;
    }
    static OutboundMessage message(const QString& text) {
        OutboundMessage m;
        m.id = MessageId::create();
        m.recipientExternalId = u"!a:b @kim:c"_s;
        m.text = text;
        return m;
    }
    static net::HttpOutcome answer(int status, const QByteArray& body,
                                   const QList<std::pair<QByteArray, QByteArray>>& headers = {}) {
        net::HttpResponse response;
        response.status = status;
        response.body = QByteArray(body).replace('\'', '"');
        response.headers = headers;
        return response;
    }

private slots:
    void addresses_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("good");
        QTest::newRow("https") << u"https://matrix.example.org"_s << true;
        QTest::newRow("loopback") << u"http://127.0.0.1:8008"_s << true;
        QTest::newRow("plain") << u"http://matrix.example.org"_s << false;
        QTest::newRow("none") << QString() << false;
        QTest::newRow("with a user") << u"https://a:b@matrix.example.org"_s << false;
        QTest::newRow("file") << u"file:///etc/passwd"_s << false;
    }
    void addresses() {
        QFETCH(QString, text);
        QFETCH(bool, good);
        QCOMPARE(bool(checkedHomeserver(text)), good);
    }

    void idsStayWholeInPaths() {
        const auto request = builder().sendEvent(u"!a/b:c#d"_s, u"t-1"_s, {{u"body"_s, u"x"_s}});
        QCOMPARE(request.method, "PUT"_ba);
        QCOMPARE(request.url.toEncoded(),
                 "https://matrix.example.org/sub/_matrix/client/v3/rooms/%21a%2Fb%3Ac%23d/send/"
                 "m.room.message/t-1"_ba);
        QVERIFY(request.headers.contains(std::pair("Authorization"_ba, "Bearer syt_secret"_ba)));
    }

    void theTokenStaysOutOfAddresses() {
        const auto b = builder();
        for (const auto& request : {b.versions(), b.whoAmI(), b.sync(u"s1"_s, 30), b.probe(), b.join(u"!a:b"_s),
                                    b.history(u"!a:b"_s, u"t1"_s, u"s1"_s), b.typing(u"!a:b"_s, u"@s:b"_s),
                                    b.readReceipt(u"!a:b"_s, u"$e"_s), b.encryptionOf(u"!a:b"_s),
                                    b.download({u"x"_s, u"y"_s}, MediaPath::Authenticated)})
            QVERIFY(!request.url.toString().contains(u"syt_secret"));
        // Nobody asks for a token there, so none is shown.
        QVERIFY(b.download({u"x"_s, u"y"_s}, MediaPath::Open).headers.isEmpty());
    }

    void sync() {
        const auto request = builder().sync(u"s1&x=+"_s, 30);
        const QUrlQuery query(request.url);
        QCOMPARE(query.queryItemValue(u"since"_s, QUrl::FullyDecoded), u"s1&x=+"_s);
        QCOMPARE(query.queryItemValue(u"timeout"_s), u"30000"_s);
        const auto filter = QJsonDocument::fromJson(query.queryItemValue(u"filter"_s, QUrl::FullyDecoded).toUtf8());
        QVERIFY(filter.isObject());
        QVERIFY(filter[u"room"][u"timeline"][u"types"].toArray().contains(u"m.room.encrypted"_s));
        QVERIFY(filter[u"room"][u"state"][u"include_redundant_members"].toBool());
        QVERIFY(request.timeout > 30s);
    }

    void parts() {
        OutboundMessage m = message(u"Hallo"_s);
        m.replyToExternalId = u"!a:b $1"_s;
        m.files = {{AttachmentKind::Image, u"../a.png"_s, u"image/png"_s, "png"}};
        auto made = partsOf(m);
        VERIFY_OK(made);
        QCOMPARE(made->size(), 2);
        QCOMPARE(made->at(0).content[u"m.relates_to"][u"m.in_reply_to"][u"event_id"].toString(), u"$1"_s);
        QCOMPARE(made->at(1).content[u"msgtype"].toString(), u"m.image"_s);
        QCOMPARE(made->at(1).content[u"filename"].toString(), u"a.png"_s);
        QVERIFY(!made->at(1).content.contains(u"m.relates_to"));
        // An answer to something in another room is none.
        m.replyToExternalId = u"!other:b $1"_s;
        QVERIFY(!partsOf(m)->at(0).content.contains(u"m.relates_to"));
        QVERIFY(transactionId(m, 0) != transactionId(m, 1));
        QCOMPARE(transactionId(m, 1), transactionId(m, 1));
        QCOMPARE(partsOf(message(u" "_s)).error().code, ErrorCode::InvalidInput);
        QCOMPARE(partsOf(message(QString(MaxText + 5, u'x')))->size(), 2);
    }

    void formatting() {
        const auto plain = partsOf(message(u"5 < 6 & gut"_s))->first().content;
        QCOMPARE(plain[u"body"].toString(), u"5 < 6 & gut"_s);
        QVERIFY(!plain.contains(u"formatted_body"));
        const auto rich = partsOf(message(u"**Ja** <b>"_s))->first().content;
        QCOMPARE(rich[u"body"].toString(), u"**Ja** <b>"_s);
        QCOMPARE(rich[u"format"].toString(), u"org.matrix.custom.html"_s);
        QVERIFY(rich[u"formatted_body"].toString().contains(u"Ja</"));
        QVERIFY(rich[u"formatted_body"].toString().contains(u"&lt;b&gt;"));
    }

    void longTextsFitIntoAnEvent() {
        // The worst a text can become: three bytes for each unit.
        const auto made = partsOf(message(QString(MaxText, u'漢')));
        QCOMPARE(made->size(), 1);
        QVERIFY(QJsonDocument(made->first().content).toJson(QJsonDocument::Compact).size() < 60'000);
    }

    void errors_data() {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("code");
        QTest::addColumn<int>("wait");
        const auto row = [](const char* name, int status, const QByteArray& body, ErrorCode code, int wait = 0) {
            QTest::newRow(name) << status << body << int(code) << wait;
        };
        row("token", 401, "{'errcode':'M_UNKNOWN_TOKEN','error':'x','soft_logout':true}", ErrorCode::Unauthorized);
        row("no token", 401, "{'errcode':'M_MISSING_TOKEN'}", ErrorCode::Unauthorized);
        row("forbidden", 403, "{'errcode':'M_FORBIDDEN'}", ErrorCode::PermissionDenied);
        row("limit, old", 429, "{'errcode':'M_LIMIT_EXCEEDED','retry_after_ms':4484}", ErrorCode::RateLimited, 5);
        row("limit, silent", 429, "{'errcode':'M_LIMIT_EXCEEDED'}", ErrorCode::RateLimited, 1);
        row("limit of a proxy", 429, "slow down", ErrorCode::RateLimited, 1);
        row("too large", 413, "{'errcode':'M_TOO_LARGE'}", ErrorCode::TooLarge);
        row("not found", 404, "{'errcode':'M_NOT_FOUND'}", ErrorCode::NotFound);
        row("unknown call", 404, "{'errcode':'M_UNRECOGNIZED'}", ErrorCode::Unsupported);
        row("bad body", 400, "{'errcode':'M_BAD_JSON'}", ErrorCode::Rejected);
        row("server", 500, "{'errcode':'M_UNKNOWN'}", ErrorCode::ServerError);
        row("page", 502, "<html>", ErrorCode::ServerError);
        row("captive portal", 200, "<html>", ErrorCode::ServerError);
    }
    void errors() {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(int, code);
        QFETCH(int, wait);
        const auto result = resultOf(answer(status, body), fromMs(1'764'000'000'000));
        QVERIFY(!result);
        QCOMPARE(int(result.error().code), code);
        QCOMPARE(result.error().retryAfterSeconds, wait);
    }

    void theHeaderNamesTheWait() {
        const auto result = resultOf(
            answer(429, "{'errcode':'M_LIMIT_EXCEEDED','retry_after_ms':1000}", {{"Retry-After", "17"}}), {});
        QCOMPARE(result.error().retryAfterSeconds, 17);
    }
};

SOUFFLEUR_TEST_MAIN(tst_MatrixBuilder)
#include "tst_MatrixBuilder.moc"
