// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/mattermost/MattermostBuilder.h"
#include "channels/mattermost/MattermostErrors.h"
#include "channels/mattermost/MattermostParser.h"
#include "support/MattermostDouble.h"
#include "support/TestCase.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace souffleur;
using namespace souffleur::channels::mattermost;

//! Payloads written by hand after the REST API and the WebSocket, version 4.
class tst_MattermostParser : public test::TestCase {
    Q_OBJECT

    const Timestamp now = fromMs(1'764'000'000'000);
    static QString id(const QString& name) { return test::MattermostDouble::id(name); }
    QJsonObject post(const QJsonObject& more = {}) const {
        QJsonObject o{{u"id"_s, id(u"p1"_s)},
                      {u"user_id"_s, id(u"kim"_s)},
                      {u"channel_id"_s, id(u"dm"_s)},
                      {u"message"_s, u"Größe 38?"_s},
                      {u"create_at"_s, 1'763'780'000'000ll},
                      {u"update_at"_s, 1'763'780'000'000ll}};
        for (auto it = more.begin(); it != more.end(); ++it)
            o[it.key()] = it.value();
        return o;
    }
    QList<ChannelEvent> events(const QJsonObject& object, const Profiles& profiles = {}) const {
        const auto read = readPost(object);
        if (!read)
            qFatal("no post");
        return eventsOf(*read, id(u"support"_s), profiles, u"@kim"_s, now);
    }
    static QByteArray frame(const QString& event, const QJsonObject& data, const QString& channel) {
        return QJsonDocument(QJsonObject{{u"event"_s, event},
                                         {u"data"_s, data},
                                         {u"broadcast"_s, QJsonObject{{u"channel_id"_s, channel}}},
                                         {u"seq"_s, 7}})
            .toJson(QJsonDocument::Compact);
    }
    static QString inner(const QJsonObject& o) {
        return QString::fromUtf8(QJsonDocument(o).toJson(QJsonDocument::Compact));
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
    void posts() {
        Profiles profiles;
        profiles.insert(id(u"kim"_s), {id(u"kim"_s), u"kim"_s, u"Kim Öztürk"_s, u"de"_s, false});
        const auto m = std::get<InboundMessage>(events(post({{u"root_id"_s, id(u"root"_s)}}), profiles).value(0));
        QCOMPARE(m.externalId, id(u"p1"_s));
        QCOMPARE(m.sender, (Sender{id(u"dm"_s) + u' ' + id(u"kim"_s), u"@kim"_s, u"Kim Öztürk"_s, u"de"_s, {}}));
        QCOMPARE(m.text, u"Größe 38?"_s);
        QCOMPARE(toMs(m.sentAt), 1'763'780'000'000);
        QCOMPARE(m.replyToExternalId, id(u"root"_s));
        QVERIFY(!m.automatic);
        // Without a profile the event's own name serves.
        QCOMPARE(std::get<InboundMessage>(events(post()).value(0)).sender.displayName, u"kim"_s);
        QVERIFY(
            std::get<InboundMessage>(events(post({{u"props"_s, QJsonObject{{u"from_bot"_s, u"true"_s}}}})).value(0))
                .automatic);
    }

    void filesAndFormatting() {
        const QJsonObject fact{{u"id"_s, id(u"f1"_s)},
                               {u"name"_s, u"../a\u202e.png"_s},
                               {u"mime_type"_s, u"image/png"_s},
                               {u"size"_s, 7},
                               {u"width"_s, 3},
                               {u"height"_s, 4}};
        const auto m =
            std::get<InboundMessage>(events(post({{u"message"_s, u"**Kratzer**"_s},
                                                  {u"file_ids"_s, QJsonArray{id(u"f1"_s), id(u"f2"_s), u"bad"_s}},
                                                  {u"metadata"_s, QJsonObject{{u"files"_s, QJsonArray{fact}}}}}))
                                         .value(0));
        QCOMPARE(m.kind, MessageKind::Image);
        QCOMPARE(m.text, u"**Kratzer**"_s);
        QCOMPARE(m.attachments.size(), 2);
        QCOMPARE(m.attachments.at(0).fileName, u"a.png"_s);
        QCOMPARE(m.attachments.at(0).pixelSize, QSize(3, 4));
        QCOMPARE(m.attachments.at(0).remoteRef, id(u"f1"_s));
        QCOMPARE(m.attachments.at(1).fileName, u"file-2"_s);
    }

    void whatBecameOfIt() {
        const auto edited = events(post({{u"edit_at"_s, 1'763'780'000'001ll}, {u"message"_s, u"neu"_s}}));
        QCOMPARE(edited.size(), 2);
        QCOMPARE(std::get<MessageEdited>(edited.at(1)).text, u"neu"_s);
        const auto deleted = events(post({{u"delete_at"_s, 1'763'780'000'001ll}}));
        QCOMPARE(std::get<MessageDeleted>(deleted.value(0)).externalId, id(u"p1"_s));
        QVERIFY(events(post({{u"user_id"_s, id(u"support"_s)}})).isEmpty());
        QVERIFY(events(post({{u"type"_s, u"system_join_channel"_s}})).isEmpty());
    }

    void frames() {
        const QString dm = id(u"dm"_s);
        Frame f = parseFrame("{\"event\":\"hello\",\"data\":{\"connection_id\":\"c1\"},\"seq\":0}");
        QVERIFY(f.kind == Frame::Kind::Hello && f.connection == u"c1" && f.seq == 0);
        f = parseFrame("{\"status\":\"OK\",\"seq_reply\":2}");
        QVERIFY(f.kind == Frame::Kind::Reply && f.ok && f.replyTo == 2);
        f = parseFrame(frame(u"posted"_s, {{u"post"_s, inner(post())}, {u"channel_type"_s, u"D"_s}}, dm));
        QVERIFY(f.kind == Frame::Kind::Posted && f.post && f.channelType == u"D" && f.seq == 7);
        f = parseFrame(frame(
            u"reaction_removed"_s,
            {{u"reaction"_s,
              inner({{u"user_id"_s, id(u"kim"_s)}, {u"post_id"_s, id(u"p1"_s)}, {u"emoji_name"_s, u"+1"_s}})}},
            dm));
        QVERIFY(f.kind == Frame::Kind::Reaction && f.removed && f.emoji == u"👍");
        f = parseFrame(frame(u"typing"_s, {{u"user_id"_s, id(u"kim"_s)}}, dm));
        QVERIFY(f.kind == Frame::Kind::Typing);
        QVERIFY(parseFrame(frame(u"channel_viewed"_s, {}, dm)).kind == Frame::Kind::Other);
        QCOMPARE(parseFrame("nonsense").problem, u"not_json"_s);
        QCOMPARE(parseFrame(frame(u"posted"_s, {{u"post"_s, u"{"_s}}, dm)).problem, u"bad_post"_s);
        QCOMPARE(parseFrame(frame(u"reaction_added"_s, {{u"reaction"_s, u"{}"_s}}, dm)).problem, u"bad_reaction"_s);
    }

    void lists() {
        const QJsonObject older = post({{u"id"_s, id(u"p0"_s)}, {u"create_at"_s, 1'763'770'000'000ll}});
        const auto list = parsePosts(
            QJsonDocument(QJsonObject{{u"posts"_s, QJsonObject{{u"a"_s, post()}, {u"b"_s, older}, {u"c"_s, 7}}}})
                .toJson());
        VERIFY_OK(list);
        QCOMPARE(list->posts.size(), 2);
        QCOMPARE(list->posts.first().id, id(u"p0"_s));
        QCOMPARE(list->unreadable.size(), 1);
        QCOMPARE(parsePosts("[]").error().code, ErrorCode::Damaged);
    }

    void outbound() {
        OutboundMessage m;
        m.id = MessageId::create();
        m.text = u"5 * 3 und **fett**"_s;
        for (int i = 0; i < 12; ++i)
            m.files += OutboundMessage::File{AttachmentKind::Document, u"f.pdf"_s, u"application/pdf"_s, "x"};
        const auto made = postsOf(m);
        VERIFY_OK(made);
        QCOMPARE(made->size(), 2);
        QCOMPARE(made->at(0).files.size(), MaxFilesPerPost);
        QVERIFY(made->at(0).text.contains(u"**fett**"));
        QVERIFY(made->at(0).key != made->at(1).key);
        m.files.clear();
        m.text = QString(MaxText, u'*');
        const auto pieces = postsOf(m);
        VERIFY_OK(pieces);
        QVERIFY(pieces->size() > 1);
        for (const auto& one : *pieces)
            QVERIFY(one.text.size() <= MaxText);
        m.text.clear();
        QCOMPARE(postsOf(m).error().code, ErrorCode::InvalidInput);
    }

    void requests() {
        const auto b =
            MattermostBuilder::create({{u"base_url"_s, u"https://chat.test/sub"_s}}, {{u"token"_s, u"secret"_s}});
        VERIFY_OK(b);
        const auto request =
            b->send(id(u"dm"_s), id(u"root"_s), {u"Hallo"_s, {}, u"key-0"_s}, {id(u"f1"_s)}, u"me"_s);
        const QJsonDocument body = QJsonDocument::fromJson(request.body);
        QCOMPARE(request.url.toString(), u"https://chat.test/sub/api/v4/posts"_s);
        QCOMPARE(body[u"pending_post_id"].toString(), u"me:key-0"_s);
        QCOMPARE(body[u"props"][u"souffleur"].toString(), u"key-0"_s);
        QCOMPARE(body[u"root_id"].toString(), id(u"root"_s));
        const auto socket = b->socket(u"c1"_s, 12);
        QCOMPARE(socket.url.toString(),
                 u"wss://chat.test/sub/api/v4/websocket?connection_id=c1&sequence_number=12"_s);
        for (const QUrl& url : {request.url, socket.url, b->me().url, b->download(id(u"f1"_s)).url})
            QVERIFY(!url.toString().contains(u"secret"));
        QCOMPARE(MattermostBuilder::create({}, {{u"token"_s, u"x"_s}}).error().code, ErrorCode::NotConfigured);
        QCOMPARE(MattermostBuilder::create({{u"base_url"_s, u"http://chat.test"_s}}, {{u"token"_s, u"x"_s}})
                     .error()
                     .code,
                 ErrorCode::NotConfigured);
    }

    void errors_data() {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("code");
        const auto row = [](const char* name, int status, const QByteArray& body, ErrorCode code) {
            QTest::newRow(name) << status << body << int(code);
        };
        row("token", 401, "{'id':'api.context.session_expired.app_error','status_code':401}",
            ErrorCode::Unauthorized);
        row("forbidden", 403, "{'id':'api.context.permissions.app_error','status_code':403}",
            ErrorCode::PermissionDenied);
        row("bad", 400, "{'id':'x','status_code':400}", ErrorCode::Rejected);
        row("too long", 400, "{'id':'model.post.is_valid.msg.app_error','status_code':400}", ErrorCode::TooLong);
        row("gone", 404, "{'id':'x','status_code':404}", ErrorCode::NotFound);
        row("not here", 404, "404 page not found", ErrorCode::ServerError);
        row("large", 413, "<html>", ErrorCode::TooLarge);
        row("server", 500, "{'id':'x','status_code':500}", ErrorCode::ServerError);
        row("page", 502, "<html>", ErrorCode::ServerError);
        row("captive portal", 200, "<html>", ErrorCode::ServerError);
    }
    void errors() {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(int, code);
        const auto result = resultOf(answer(status, body), now);
        QVERIFY(!result);
        QCOMPARE(int(result.error().code), code);
    }

    void limits() {
        const auto error = resultOf(answer(429, "limit exceeded", {{"X-Ratelimit-Reset", "7"}}), now).error();
        QCOMPARE(error.code, ErrorCode::RateLimited);
        QCOMPARE(error.retryAfterSeconds, 7);
    }

    void emojis() {
        QCOMPARE(emojiOf(u"tada"_s), u"🎉"_s);
        QCOMPARE(emojiOf(u"our_own_logo_that_is_long"_s).size(), 16);
    }
};

SOUFFLEUR_TEST_MAIN(tst_MattermostParser)
#include "tst_MattermostParser.moc"
