// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/telegram/TelegramBuilder.h"

#include "channels/kit/BaseUrl.h"
#include "channels/kit/TextSplit.h"
#include "support/TestCase.h"

#include <QRandomGenerator>

using namespace souffleur;
using namespace souffleur::channels::telegram;

class tst_TelegramBuilder : public test::TestCase {
    Q_OBJECT

    TelegramBuilder builder = *TelegramBuilder::create({}, {{u"token"_s, u"123456:ABC-def_1"_s}});

    static QJsonObject json(const net::HttpRequest& request) {
        return QJsonDocument::fromJson(request.body).object();
    }
    static OutboundMessage message(const QString& text) {
        OutboundMessage m;
        m.recipientExternalId = u"5123456789"_s;
        m.text = text;
        return m;
    }
    static QString field(const net::HttpRequest& request, const QString& name) {
        for (const auto& part : request.parts)
            if (part.name == name)
                return QString::fromUtf8(part.content);
        return {};
    }

private slots:
    void addresses_data() {
        QTest::addColumn<QString>("base");
        QTest::addColumn<QString>("expected"); // empty: refused
        QTest::newRow("default") << QString() << u"https://api.telegram.org"_s;
        QTest::newRow("slash") << u" https://bots.example.com/api/ "_s << u"https://bots.example.com/api"_s;
        QTest::newRow("loopback") << u"http://127.0.0.1:8081"_s << u"http://127.0.0.1:8081"_s;
        QTest::newRow("container") << u"http://telegram:8081"_s << u"http://telegram:8081"_s;
        QTest::newRow("private") << u"http://192.168.1.5:8081"_s << u"http://192.168.1.5:8081"_s;
        QTest::newRow("plain http") << u"http://bots.example.com"_s << QString();
        QTest::newRow("public number") << u"http://8.8.8.8"_s << QString();
        QTest::newRow("file") << u"file:///etc/passwd"_s << QString();
        QTest::newRow("user") << u"https://a:b@bots.example.com"_s << QString();
        QTest::newRow("query") << u"https://bots.example.com/?x=1"_s << QString();
        QTest::newRow("words") << u"the usual one"_s << QString();
    }
    void addresses() {
        QFETCH(QString, base);
        QFETCH(QString, expected);
        const auto url = channels::kit::checkedBaseUrl(base, StandardBaseUrl);
        QCOMPARE(url.hasValue(), !expected.isEmpty());
        if (url)
            QCOMPARE(url->toString(), expected);
    }

    void tokens() {
        const auto code = [](const QString& token) {
            return TelegramBuilder::create({}, {{u"token"_s, token}}).error().code;
        };
        QCOMPARE(code({}), ErrorCode::NotConfigured);
        QCOMPARE(code(u"hello"_s), ErrorCode::Unauthorized);
        QCOMPARE(code(u"1:abc/../getMe"_s), ErrorCode::Unauthorized);
        QCOMPARE(code(u"1:abc\r\nX: y"_s), ErrorCode::Unauthorized);
        QVERIFY(TelegramBuilder::create({}, {{u"token"_s, u" 123456:ABC "_s}}));
    }

    void polls() {
        const auto request = builder.getUpdates(700000002, 50);
        QCOMPARE(request.url.path(), u"/bot123456:ABC-def_1/getUpdates"_s);
        QCOMPARE(json(request)[u"offset"].toInteger(), 700000002);
        QCOMPARE(json(request)[u"timeout"].toInt(), 50);
        QVERIFY(json(request)[u"allowed_updates"].toArray().contains(u"message_reaction"_s));
        // The client must outlast the server's hold.
        QVERIFY(request.timeout > 50s);
        QVERIFY(!json(builder.getUpdates(0, 0)).contains(u"offset"_s));
    }

    void text() {
        OutboundMessage m = message(u"<b>5*3*2</b> snake_case 😀"_s);
        m.replyToExternalId = u"5123456789:42"_s;
        const auto requests = builder.send(m);
        VERIFY_OK(requests);
        QCOMPARE(requests->size(), 1);
        const QJsonObject body = json(requests->first());
        QCOMPARE(body[u"chat_id"].toInteger(), 5123456789);
        QCOMPARE(body[u"text"].toString(), m.text);
        QVERIFY(!body.contains(u"parse_mode"_s) && !body.contains(u"entities"_s));
        QCOMPARE(body[u"reply_parameters"][u"message_id"].toInt(), 42);
        QVERIFY(body[u"reply_parameters"][u"allow_sending_without_reply"].toBool());
        m.replyToExternalId = u"7:42"_s;
        QVERIFY(!json(builder.send(m)->first()).contains(u"reply_parameters"_s));
    }

    void formattedText() {
        const OutboundMessage m = message(u"😀 **wichtig**: [hier](https://x.org/?a=1&b=2)\n```\nint a;\n```"_s);
        const QJsonObject body = json(builder.send(m)->first());
        QCOMPARE(body[u"text"].toString(), u"😀 wichtig: hier\nint a;"_s);
        // Counted as Telegram does: in UTF-16 units.
        QCOMPARE(body[u"entities"].toArray(),
                 (QJsonArray{QJsonObject{{u"type"_s, u"bold"_s}, {u"offset"_s, 3}, {u"length"_s, 7}},
                             QJsonObject{{u"type"_s, u"text_link"_s},
                                         {u"offset"_s, 12},
                                         {u"length"_s, 4},
                                         {u"url"_s, u"https://x.org/?a=1&b=2"_s}},
                             QJsonObject{{u"type"_s, u"pre"_s}, {u"offset"_s, 17}, {u"length"_s, 6}}}));
        OutboundMessage picture = message(u"_Ihr_ Bild"_s);
        picture.files = {{AttachmentKind::Image, u"a.png"_s, u"image/png"_s, "P"}};
        const auto request = builder.send(picture)->first();
        QCOMPARE(field(request, u"caption"_s), u"Ihr Bild"_s);
        QCOMPARE(field(request, u"caption_entities"_s), u"[{\"length\":3,\"offset\":0,\"type\":\"italic\"}]"_s);
        // An address that Telegram would drop stands in the words.
        QCOMPARE(json(builder.send(message(u"[Post](mailto:a@x.org)"_s))->first())[u"text"].toString(),
                 u"Post (mailto:a@x.org)"_s);
    }

    void captionOrMessage() {
        OutboundMessage m = message(QString(1024, u'x'));
        m.files = {{AttachmentKind::Image, u"a.png"_s, u"image/png"_s, "P"},
                   {AttachmentKind::Document, u"b.pdf"_s, u"application/pdf"_s, "D"}};
        m.replyToExternalId = u"5123456789:42"_s;
        auto requests = *builder.send(m);
        QCOMPARE(requests.size(), 2);
        QVERIFY(requests.at(0).url.path().endsWith(u"/sendPhoto"_s));
        QCOMPARE(field(requests.at(0), u"caption"_s), m.text);
        QCOMPARE(field(requests.at(0), u"chat_id"_s), m.recipientExternalId);
        QVERIFY(field(requests.at(0), u"reply_parameters"_s).contains(u"42"_s));
        QCOMPARE(field(requests.at(1), u"caption"_s), QString());
        QCOMPARE(field(requests.at(1), u"reply_parameters"_s), QString());
        m.text += u'y';
        requests = *builder.send(m);
        QCOMPARE(requests.size(), 3);
        QVERIFY(requests.at(0).url.path().endsWith(u"/sendMessage"_s));
        QVERIFY(json(requests.at(0)).contains(u"reply_parameters"_s));
        QCOMPARE(field(requests.at(1), u"caption"_s), QString());
        QCOMPARE(field(requests.at(1), u"reply_parameters"_s), QString());
    }

    void methods_data() {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("mime");
        QTest::addColumn<QString>("method");
        QTest::newRow("jpeg") << int(AttachmentKind::Image) << u"image/jpeg"_s << u"sendPhoto"_s;
        QTest::newRow("svg") << int(AttachmentKind::Image) << u"image/svg+xml"_s << u"sendDocument"_s;
        QTest::newRow("pdf") << int(AttachmentKind::Document) << u"application/pdf"_s << u"sendDocument"_s;
        QTest::newRow("image as file") << int(AttachmentKind::Document) << u"image/png"_s << u"sendDocument"_s;
        QTest::newRow("voice") << int(AttachmentKind::Voice) << u"audio/ogg; codecs=opus"_s << u"sendVoice"_s;
        QTest::newRow("mp3") << int(AttachmentKind::Audio) << u"audio/mpeg"_s << u"sendAudio"_s;
        QTest::newRow("wav") << int(AttachmentKind::Audio) << u"audio/wav"_s << u"sendDocument"_s;
        QTest::newRow("mp4") << int(AttachmentKind::Video) << u"video/mp4"_s << u"sendVideo"_s;
    }
    void methods() {
        QFETCH(int, kind);
        QFETCH(QString, mime);
        QFETCH(QString, method);
        OutboundMessage m = message({});
        m.files = {{AttachmentKind(kind), u"a"_s, mime, "x"}};
        QVERIFY(builder.send(m)->first().url.path().endsWith(u'/' + method));
        // Ten megabytes at most as a picture, more as a file.
        m.files.first().content = QByteArray(MaxPhotoBytes + 1, 'x');
        QVERIFY(!builder.send(m)->first().url.path().endsWith(u"/sendPhoto"_s));
    }

    void downloads() {
        const auto request = builder.download(u"photos/file 1.jpg"_s);
        VERIFY_OK(request);
        QCOMPARE(request->url.path(), u"/file/bot123456:ABC-def_1/photos/file 1.jpg"_s);
        QCOMPARE(request->maxResponseBytes, 20 * 1024 * 1024);
        QVERIFY(!request->followRedirects);
        for (const QString& path : {u"/var/lib/x"_s, u"a/../../getMe"_s, QString()})
            QCOMPARE(builder.download(path).error().code, ErrorCode::Unsupported);
    }

    void split_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("pieces"); // at 20
        QTest::newRow("short") << u"kurz"_s << QStringList{u"kurz"_s};
        QTest::newRow("blank") << u"  \n "_s << QStringList{};
        QTest::newRow("exact") << QString(20, u'x') << QStringList{QString(20, u'x')};
        QTest::newRow("paragraph") << u"eins zwei drei\n\nvier fünf"_s
                                   << QStringList{u"eins zwei drei"_s, u"vier fünf"_s};
        QTest::newRow("sentence") << u"Das ist gut. Das andere nicht."_s
                                  << QStringList{u"Das ist gut."_s, u"Das andere nicht."_s};
        QTest::newRow("word") << u"ohne jedes Satzzeichen geht es"_s
                              << QStringList{u"ohne jedes"_s, u"Satzzeichen geht es"_s};
        QTest::newRow("no place") << QString(45, u'x')
                                  << QStringList{QString(20, u'x'), QString(20, u'x'), QString(5, u'x')};
        QTest::newRow("surrogates") << u"x"_s + u"😀"_s.repeated(12)
                                    << QStringList{u"x"_s + u"😀"_s.repeated(9), u"😀"_s.repeated(3)};
    }
    void split() {
        QFETCH(QString, text);
        QTEST(channels::kit::splitText(text, 20), "pieces");
    }

    void splitKeepsEverything() {
        QRandomGenerator random(7);
        static const QStringList Bits{
            u"a"_s,       u"ß"_s,    u" "_s,  u"\n"_s,  u". "_s, u"😀"_s, u"👩‍👩‍👧"_s,
            u"e\u0301"_s, u"漢字"_s, u"。"_s, u"wort"_s};
        for (int round = 0; round < 300; ++round) {
            QString text;
            for (int i = random.bounded(400); i > 0; --i)
                text += Bits.at(random.bounded(int(Bits.size())));
            const int max = 12 + random.bounded(60);
            QString joined;
            for (const QString& piece : channels::kit::splitText(text, max)) {
                QVERIFY(!piece.isEmpty() && piece.size() <= max);
                QVERIFY2(piece.isValidUtf16(), "a piece ends inside a surrogate pair");
                joined += piece;
            }
            const auto bare = [](QString s) { return s.removeIf([](QChar c) { return c.isSpace(); }); };
            QCOMPARE(bare(joined), bare(text));
        }
    }
};

SOUFFLEUR_TEST_MAIN(tst_TelegramBuilder)
#include "tst_TelegramBuilder.moc"
