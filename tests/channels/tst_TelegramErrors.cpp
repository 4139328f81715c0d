// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/telegram/TelegramErrors.h"
#include "support/TestCase.h"

using namespace souffleur;
using namespace souffleur::channels::telegram;

class tst_TelegramErrors : public test::TestCase {
    Q_OBJECT
private slots:
    void answers_data() {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("onRead");
        QTest::addColumn<int>("onSend");
        QTest::addColumn<int>("retryAfter");
        using enum ErrorCode;
        const auto row = [](const char* name, int status, const QByteArray& body, ErrorCode read, ErrorCode send,
                            int retryAfter = 0) {
            QTest::newRow(name) << status << body << int(read) << int(send) << retryAfter;
        };
        const auto said = [](int code, const QByteArray& text, const QByteArray& more = {}) {
            return "{\"ok\":false,\"error_code\":" + QByteArray::number(code) + ",\"description\":\"" + text +
                   "\"" + more + "}";
        };
        row("unauthorized", 401, said(401, "Unauthorized"), Unauthorized, Unauthorized);
        row("malformed token", 404, said(404, "Not Found"), Unauthorized, Unauthorized);
        row("blocked", 403, said(403, "Forbidden: bot was blocked by the user"), RecipientBlocked,
            RecipientBlocked);
        row("deactivated", 403, said(403, "Forbidden: user is deactivated"), RecipientBlocked, RecipientBlocked);
        row("never started", 403, said(403, "Forbidden: bot can't initiate conversation with a user"),
            RecipientBlocked, RecipientBlocked);
        row("forbidden", 403, said(403, "Forbidden: not enough rights"), PermissionDenied, PermissionDenied);
        row("rate limit", 429,
            said(429, "Too Many Requests: retry after 35", ",\"parameters\":{\"retry_after\":35}"), RateLimited,
            RateLimited, 35);
        row("rate limit without a time", 429, said(429, "Too Many Requests"), RateLimited, RateLimited, 1);
        row("absurd time", 429, said(429, "x", ",\"parameters\":{\"retry_after\":99999999999}"), RateLimited,
            RateLimited, 86400);
        row("conflict", 409, said(409, "Conflict: terminated by other getUpdates request"), Conflict, Conflict);
        row("bad request", 400, said(400, "Bad Request: chat not found"), Rejected, Rejected);
        row("too long", 400, said(400, "Bad Request: message is too long"), TooLong, TooLong);
        row("file", 400, said(400, "Bad Request: file is too big"), TooLarge, TooLarge);
        row("too large", 413, "<html>", TooLarge, TooLarge);
        row("500 of the API", 500, said(500, "Internal Server Error"), ServerError, Unclear);
        row("502 page", 502, "<html>Bad Gateway", ServerError, Unclear);
        row("200 page", 200, "<html>Welcome", ServerError, Unclear);
        row("empty", 200, "", ServerError, Unclear);
        row("no result", 200, "{\"ok\":true}", ServerError, Unclear);
        row("half an answer", 200, "{\"ok\":true,\"result\":{\"messa", ServerError, Unclear);
        row("404 page", 404, "nginx", ServerError, Unclear);
    }
    void answers() {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        const net::HttpOutcome outcome = net::HttpResponse{status, body, {}};
        const auto read = resultOf(outcome, CallKind::Read);
        const auto send = resultOf(outcome, CallKind::Send);
        QVERIFY(!read && !send);
        QTEST(int(read.error().code), "onRead");
        QTEST(int(send.error().code), "onSend");
        QTEST(send.error().retryAfterSeconds, "retryAfter");
        QVERIFY(send.error().detail.size() <= 260);
    }

    void success() {
        const net::HttpOutcome outcome = net::HttpResponse{200, "{\"ok\":true,\"result\":{\"message_id\":5}}", {}};
        const auto result = resultOf(outcome, CallKind::Send);
        VERIFY_OK(result);
        QCOMPARE((*result)[u"message_id"].toInt(), 5);
        QVERIFY(isBotApiAnswer(outcome));
        QVERIFY(!isBotApiAnswer(net::HttpResponse{200, "<html>", {}}));
        QVERIFY(isBotApiAnswer(net::HttpResponse{401, "{\"ok\":false}", {}}));
    }

    void noAnswer() {
        const auto error = [](bool arrived) {
            return net::HttpOutcome(net::HttpError{makeError(ErrorCode::Timeout, u"no progress"_s), arrived});
        };
        QCOMPARE(resultOf(error(true), CallKind::Send).error().code, ErrorCode::Unclear);
        QCOMPARE(resultOf(error(false), CallKind::Send).error().code, ErrorCode::Timeout);
        QCOMPARE(resultOf(error(true), CallKind::Read).error().code, ErrorCode::Timeout);
    }

    void retryAfterHeaderCounts() {
        const net::HttpOutcome outcome = net::HttpResponse{429, "slow down", {{"Retry-After", "12"}}};
        QCOMPARE(resultOf(outcome, CallKind::Send).error().retryAfterSeconds, 12);
    }
};

SOUFFLEUR_TEST_MAIN(tst_TelegramErrors)
#include "tst_TelegramErrors.moc"
