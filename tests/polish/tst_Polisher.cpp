// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "polish/Polisher.h"
#include "polish/PolishText.h"
#include "support/HttpDouble.h"
#include "support/ManualClock.h"
#include "support/TestCase.h"

using namespace souffleur;
using namespace souffleur::polish;
using test::ExchangePtr;
using test::HttpDouble;
using test::HttpDoubleRequest;

namespace {
QByteArray answer(const QString& text, const QString& finish = u"stop"_s) {
    return QJsonDocument(
               QJsonObject{{u"choices"_s, QJsonArray{QJsonObject{{u"message"_s, QJsonObject{{u"content"_s, text}}},
                                                                 {u"finish_reason"_s, finish}}}}})
        .toJson();
}
} // namespace

class tst_Polisher : public test::TestCase {
    Q_OBJECT

    std::unique_ptr<net::HttpClient> http = net::createHttpClient();
    test::ManualClock clock;

    static PolishTask task() {
        PolishTask task;
        task.draft.text = u"Hallo Lena Hartmann, das Geld kommt in 5 Tagen."_s;
        task.draft.placeholders = {{u"name"_s, {6, 13}, true}};
        task.question = maskQuestion(u"Wo ist mein Geld für 4711? Lena"_s, {u"Lena Hartmann"_s});
        task.language = u"de"_s;
        task.address = FormOfAddress::Formal;
        return task;
    }

    Result<Polished> ask(const QUrl& base, const QString& key = {}) {
        Polisher polisher(*http, clock);
        std::optional<Result<Polished>> result;
        polisher.polish({base, u"small-model"_s, key}, task(), [&](const Result<Polished>& r) { result = r; });
        if (result)
            qFatal("the answer must not come before polish returned");
        clock.advance(0ms);
        if (!QTest::qWaitFor([&] { return result.has_value(); }, 20'000))
            qFatal("no answer");
        return *result;
    }

private slots:
    void betterWordsComeBack() {
        HttpDouble server;
        QVERIFY(server.listen());
        HttpDoubleRequest seen;
        server.setHandler([&](const HttpDoubleRequest& request, const ExchangePtr& exchange) {
            seen = request;
            exchange->respond(200, answer(u"Guten Tag {{name}}, das Geld ist in 5 Tagen bei Ihnen."_s));
        });
        const auto result = ask(server.url(u"/v1/"_s), u"top-secret"_s);
        VERIFY_OK(result);
        QCOMPARE(result->filled.text, u"Guten Tag Lena Hartmann, das Geld ist in 5 Tagen bei Ihnen."_s);
        QCOMPARE(result->filled.placeholders.size(), 1);
        QString kept;
        for (const DiffPart& part : result->changes)
            kept += part.kind == DiffKind::Added ? QString() : part.text;
        QCOMPARE(kept, task().draft.text);
        QCOMPARE(seen.method, "POST"_ba);
        QCOMPARE(seen.path, u"/v1/chat/completions"_s);
        QCOMPARE(seen.headers.value("authorization"), "Bearer top-secret"_ba);
        const QJsonObject body = QJsonDocument::fromJson(seen.body).object();
        QCOMPARE(body.value(u"model"_s).toString(), u"small-model"_s);
        QCOMPARE(body.value(u"stream"_s), QJsonValue(false));
    }

    //! Nothing but our own instruction, the FAQ's text and the masked question leaves the process.
    void onlyFaqAndMaskedQuestionLeave() {
        const PolishTask one = task();
        const QJsonObject body = QJsonDocument::fromJson(Polisher::requestBody({}, one)).object();
        QCOMPARE(body.keys(), (QStringList{u"max_tokens"_s, u"messages"_s, u"stream"_s, u"temperature"_s}));
        const QJsonArray messages = body.value(u"messages"_s).toArray();
        QCOMPARE(messages.size(), 2);
        QCOMPARE(
            messages.at(1).toObject().value(u"content"_s).toString(),
            u"The customer asked:\nWo ist mein Geld für [number]? [name]\n\nReply:\nHallo {{name}}, das Geld kommt "
            "in 5 Tagen."_s);
        // The instruction is the same whoever the customer is.
        PolishTask other = one;
        other.draft.text = u"Hallo Tim Berg, das Geld kommt in 5 Tagen."_s;
        other.draft.placeholders = {{u"name"_s, {6, 8}, true}};
        QCOMPARE(Polisher::requestBody({}, other), Polisher::requestBody({}, one));
        const QByteArray bytes = QJsonDocument(body).toJson();
        for (const QByteArray& secret : {"Lena"_ba, "Hartmann"_ba, "4711"_ba})
            QVERIFY(!bytes.contains(secret));
        HttpDouble server;
        QVERIFY(server.listen());
        HttpDoubleRequest seen;
        server.setHandler([&](const HttpDoubleRequest& request, const ExchangePtr& exchange) {
            seen = request;
            exchange->respond(200, answer(u"Hallo {{name}}, das Geld kommt in 5 Tagen."_s));
        });
        VERIFY_OK(ask(server.url()));
        QCOMPARE(seen.body, Polisher::requestBody(u"small-model"_s, one));
        QVERIFY(!seen.headers.contains("authorization"));
        QVERIFY(!seen.headers.contains("cookie"));
    }

    void badAnswersAreRefused_data() {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("code");
        const auto row = [](const char* name, int status, const QByteArray& body, ErrorCode code) {
            QTest::newRow(name) << status << body << int(code);
        };
        using enum ErrorCode;
        row("other number", 200, answer(u"Hallo {{name}}, das Geld kommt in 3 Tagen."_s), Rejected);
        row("name made up", 200, answer(u"Hallo Lena, das Geld kommt in 5 Tagen."_s), Rejected);
        row("link added", 200, answer(u"Hallo {{name}}, das Geld kommt in 5 Tagen: http://evil.example"_s),
            Rejected);
        row("nothing", 200, answer(u" "_s), Rejected);
        row("sermon", 200, answer(u"Hallo {{name}}, das Geld kommt in 5 Tagen. "_s + u"ja "_s.repeated(300)),
            Rejected);
        row("cut off", 200, answer(u"Hallo {{name}}, das Geld kommt in 5 Tagen"_s, u"length"_s), Damaged);
        row("no JSON", 200, "<html>", Damaged);
        row("no choices", 200, "{\"choices\":[]}", Damaged);
        row("content is a number", 200, "{\"choices\":[{\"message\":{\"content\":5}}]}", Damaged);
        row("choices is a string", 200, "{\"choices\":\"x\"}", Damaged);
        row("nested deep", 200, QByteArray(20'000, '['), Damaged);
        row("endless", 200, "{\"x\":\"" + QByteArray(300 * 1024, 'x') + "\"}", TooLarge);
        row("wrong key", 401, "{}", Unauthorized);
        row("no such model", 404, "{}", NotFound);
        row("too many", 429, "{}", RateLimited);
        row("broken", 500, "{}", ServerError);
        row("moved", 302, "{}", Damaged);
    }
    void badAnswersAreRefused() {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(int, code);
        HttpDouble server;
        QVERIFY(server.listen());
        server.setHandler(
            [&](const HttpDoubleRequest&, const ExchangePtr& exchange) { exchange->respond(status, body); });
        const auto result = ask(server.url());
        QVERIFY(!result);
        QCOMPARE(int(result.error().code), code);
        QCOMPARE(server.requests, 1);
    }

    void silenceEnds() {
        HttpDouble server;
        QVERIFY(server.listen());
        QList<ExchangePtr> held;
        server.setHandler([&](const HttpDoubleRequest&, const ExchangePtr& exchange) { held.append(exchange); });
        Polisher polisher(*http, clock);
        std::optional<Result<Polished>> result;
        polisher.polish({server.url(), {}, {}}, task(), [&](const Result<Polished>& r) { result = r; });
        QVERIFY(QTest::qWaitFor([&] { return !held.isEmpty(); }));
        clock.advance(Polisher::Limit - 1ms);
        QVERIFY(!result);
        clock.advance(1ms);
        QVERIFY(result);
        QCOMPARE(result->error().code, ErrorCode::Timeout);
        QTRY_VERIFY(!held.first()->isOpen());
    }

    void resetIsAnError() {
        HttpDouble server;
        QVERIFY(server.listen());
        server.setHandler([](const HttpDoubleRequest&, const ExchangePtr& exchange) { exchange->reset(); });
        QCOMPARE(errorGroup(ask(server.url()).error().code), ErrorGroup::Retryable);
    }

    void addresses_data() {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("problem");
        QTest::newRow("https") << u"https://api.example/v1"_s << QString();
        QTest::newRow("this machine") << u"http://localhost:11434/v1"_s << QString();
        QTest::newRow("own network") << u"http://192.168.1.5:8080"_s << QString();
        QTest::newRow("plain and far") << u"http://api.example/v1"_s << u"scheme"_s;
        QTest::newRow("file") << u"file:///etc/passwd"_s << u"host"_s;
        QTest::newRow("ftp") << u"ftp://api.example"_s << u"scheme"_s;
        QTest::newRow("credentials") << u"https://me:pw@api.example"_s << u"credentials"_s;
        QTest::newRow("nothing") << QString() << u"host"_s;
    }
    void addresses() {
        QFETCH(QString, url);
        QFETCH(QString, problem);
        const Status status = checkAddress(QUrl(url));
        QCOMPARE(status ? QString() : status.error().detail, problem);
        if (!status)
            QCOMPARE(ask(QUrl(url)).error().code, ErrorCode::InvalidInput);
    }

    void deathIsQuiet() {
        HttpDouble server;
        QVERIFY(server.listen());
        ExchangePtr held;
        server.setHandler([&](const HttpDoubleRequest&, const ExchangePtr& exchange) { held = exchange; });
        bool called = false;
        {
            Polisher polisher(*http, clock);
            polisher.polish({server.url(), {}, {}}, task(), [&](const Result<Polished>&) { called = true; });
            QVERIFY(QTest::qWaitFor([&] { return held != nullptr; }));
        }
        QTRY_VERIFY(!held->isOpen());
        clock.advance(2 * Polisher::Limit);
        QVERIFY(!called);
    }
};

SOUFFLEUR_TEST_MAIN(tst_Polisher)
#include "tst_Polisher.moc"
