// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/discord/DiscordBuilder.h"
#include "channels/discord/DiscordCursor.h"
#include "channels/discord/DiscordErrors.h"
#include "channels/discord/DiscordParser.h"
#include "support/ManualClock.h"
#include "support/TestCase.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace souffleur;
using namespace souffleur::channels;
using namespace souffleur::channels::discord;

namespace {

const Timestamp Now = fromMs(1'764'000'000'000);
const QString User = u"111111111111111111"_s;
const QString Direct = u"222222222222222222"_s;
const QString Chosen = u"333333333333333333"_s;
const QString Self = u"999999999999999999"_s;
const QString Given = u"444444444444444444"_s;

QJsonObject message(const QJsonObject& more = {}) {
    QJsonObject m{{u"id"_s, Given},
                  {u"channel_id"_s, Direct},
                  {u"type"_s, 0},
                  {u"content"_s, u"Wo ist mein Päckchen?"_s},
                  {u"timestamp"_s, u"2025-11-24T15:59:00.123000+00:00"_s},
                  {u"author"_s, QJsonObject{{u"id"_s, User},
                                            {u"username"_s, u"kim"_s},
                                            {u"global_name"_s, u"Kim Muster"_s},
                                            {u"locale"_s, u"de"_s}}}};
    for (auto it = more.begin(); it != more.end(); ++it)
        m[it.key()] = it.value();
    return m;
}

QList<ChannelEvent> dispatch(const QString& type, const QJsonObject& data) {
    GatewayFrame frame;
    frame.op = 0;
    frame.type = type;
    frame.data = data;
    return parseDispatch(frame, Scope{Self, {Chosen}}, Now);
}

template <class T>
T only(const QList<ChannelEvent>& events) {
    if (events.size() != 1 || !std::holds_alternative<T>(events.first()))
        qFatal("not the one event expected, but %lld", qlonglong(events.size()));
    return std::get<T>(events.first());
}

net::HttpOutcome answered(int status, const QByteArray& body,
                          const QList<std::pair<QByteArray, QByteArray>>& headers = {}) {
    return net::HttpResponse{status, body, headers};
}

} // namespace

//! The pure parts: frames, messages, requests, errors, the cursor.
class tst_DiscordParser : public test::TestCase {
    Q_OBJECT
private slots:
    void aDirectMessage() {
        const auto m = only<InboundMessage>(dispatch(u"MESSAGE_CREATE"_s, message()));
        QCOMPARE(m.externalId, Direct + u':' + Given);
        QCOMPARE(m.text, u"Wo ist mein Päckchen?"_s);
        QCOMPARE(m.kind, MessageKind::Text);
        QCOMPARE(m.sender, (Sender{User, u"kim"_s, u"Kim Muster"_s, u"de"_s, {}}));
        QCOMPARE(m.sentAt, fromMs(1'763'999'940'123));
    }

    void aServersMessage() {
        const QJsonObject data =
            message({{u"guild_id"_s, u"5"_s}, {u"member"_s, QJsonObject{{u"nick"_s, u"Kimmy"_s}}}});
        QVERIFY(dispatch(u"MESSAGE_CREATE"_s, data).isEmpty()); // not a chosen channel
        QJsonObject chosen = data;
        chosen[u"channel_id"] = Chosen;
        const auto m = only<InboundMessage>(dispatch(u"MESSAGE_CREATE"_s, chosen));
        QCOMPARE(m.sender.externalId, User + u'@' + Chosen);
        QCOMPARE(m.sender.displayName, u"Kimmy"_s);
        QCOMPARE(toRecipient(m.sender.externalId)->channel, Chosen);
    }

    void othersAreNoCustomers_data() {
        QTest::addColumn<QJsonObject>("more");
        const auto author = [](const QString& id, bool bot) {
            return QJsonObject{{u"id"_s, id}, {u"username"_s, u"x"_s}, {u"bot"_s, bot}};
        };
        QTest::newRow("ourselves") << QJsonObject{{u"author"_s, author(Self, true)}};
        QTest::newRow("ourselves without the mark") << QJsonObject{{u"author"_s, author(Self, false)}};
        QTest::newRow("another bot") << QJsonObject{{u"author"_s, author(u"7"_s, true)}};
        QTest::newRow("a webhook") << QJsonObject{{u"webhook_id"_s, u"7"_s}};
        QTest::newRow("a pin") << QJsonObject{{u"type"_s, 6}};
        QTest::newRow("a call") << QJsonObject{{u"type"_s, 3}};
    }
    void othersAreNoCustomers() {
        QFETCH(QJsonObject, more);
        QVERIFY(dispatch(u"MESSAGE_CREATE"_s, message(more)).isEmpty());
    }

    void mentionsAndEmojiAreReadable() {
        const auto m = only<InboundMessage>(dispatch(
            u"MESSAGE_CREATE"_s,
            message({{u"content"_s, u"<@9> und <@!8>: <:party:123> <a:wave:5> <@77> <#3> < a <b>"_s},
                     {u"mentions"_s, QJsonArray{QJsonObject{{u"id"_s, u"9"_s}, {u"username"_s, u"shop"_s}},
                                                QJsonObject{{u"id"_s, u"8"_s}, {u"global_name"_s, u"Tim"_s}}}}})));
        QCOMPARE(m.text, u"@shop und @Tim: :party: :wave: <@77> <#3> < a <b>"_s);
    }

    void formattedText() {
        const QJsonObject words{{u"content"_s, u"__so__ ||Ende|| \\*kein\\* <https://x.org>\n# Titel"_s}};
        const QString ours = u"**so** Ende *kein* https://x.org\n**Titel**"_s;
        QCOMPARE(only<InboundMessage>(dispatch(u"MESSAGE_CREATE"_s, message(words))).text, ours);
        QJsonObject edited = message(words);
        edited[u"edited_timestamp"] = u"2026-11-25T12:00:00+00:00"_s;
        QCOMPARE(only<MessageEdited>(dispatch(u"MESSAGE_UPDATE"_s, edited)).text, ours);
    }

    void filesOfEveryKind() {
        const auto file = [](const QString& name, const QString& type) {
            return QJsonObject{{u"id"_s, u"55"_s},
                               {u"filename"_s, name},
                               {u"content_type"_s, type},
                               {u"size"_s, 17},
                               {u"width"_s, 4},
                               {u"height"_s, 3},
                               {u"url"_s, u"https://cdn.discordapp.com/attachments/1/2/x?ex=1&hm=2"_s}};
        };
        const auto m = only<InboundMessage>(dispatch(
            u"MESSAGE_CREATE"_s,
            message(
                {{u"content"_s, u""_s},
                 {u"attachments"_s,
                  QJsonArray{file(u"../../a\u202egpj.exe"_s, u"image/png"_s), file(u"a.svg"_s, u"image/svg+xml"_s),
                             file(u"a.ogg"_s, u"audio/ogg; codecs=opus"_s), file(u"a"_s, u"video/mp4"_s)}}})));
        QCOMPARE(m.kind, MessageKind::Image);
        QCOMPARE(m.attachments.size(), 4);
        QCOMPARE(m.attachments.at(0).kind, AttachmentKind::Image);
        QVERIFY(!m.attachments.at(0).fileName.contains(u'/') &&
                !m.attachments.at(0).fileName.contains(QChar(0x202e)));
        QCOMPARE(m.attachments.at(0).pixelSize, QSize(4, 3));
        QCOMPARE(m.attachments.at(1).kind, AttachmentKind::Document); // may hold scripts
        QCOMPARE(m.attachments.at(2).kind, AttachmentKind::Audio);
        QCOMPARE(m.attachments.at(2).mimeType, u"audio/ogg"_s);
        QCOMPARE(m.attachments.at(3).kind, AttachmentKind::Video);
        const auto ref = fromRemoteRef(m.attachments.at(0).remoteRef);
        VERIFY_OK(ref);
        QCOMPARE(ref->channel, Direct);
        QCOMPARE(ref->message, Given);
        QCOMPARE(ref->url.query(), u"ex=1&hm=2"_s);
        const auto voice = only<InboundMessage>(dispatch(
            u"MESSAGE_CREATE"_s,
            message({{u"flags"_s, 1 << 13}, {u"attachments"_s, QJsonArray{file(u"v.ogg"_s, u"audio/ogg"_s)}}})));
        QCOMPARE(voice.kind, MessageKind::Voice);
    }

    void stickersForwardsAndPolls() {
        const auto sticker = [](int format) {
            return QJsonObject{
                {u"content"_s, u""_s},
                {u"sticker_items"_s,
                 QJsonArray{QJsonObject{{u"id"_s, u"66"_s}, {u"name"_s, u"Wave"_s}, {u"format_type"_s, format}}}}};
        };
        auto m = only<InboundMessage>(dispatch(u"MESSAGE_CREATE"_s, message(sticker(1))));
        QCOMPARE(m.kind, MessageKind::Sticker);
        QCOMPARE(m.attachments.first().fileName, u"Wave.png"_s);
        m = only<InboundMessage>(dispatch(u"MESSAGE_CREATE"_s, message(sticker(3)))); // Lottie: no picture
        QCOMPARE(m.kind, MessageKind::Sticker);
        QCOMPARE(m.text, u"Wave"_s);
        QVERIFY(m.attachments.isEmpty());
        m = only<InboundMessage>(dispatch(
            u"MESSAGE_CREATE"_s,
            message({{u"content"_s, u""_s},
                     {u"message_reference"_s, QJsonObject{{u"type"_s, 1}, {u"message_id"_s, u"1"_s}}},
                     {u"message_snapshots"_s,
                      QJsonArray{QJsonObject{{u"message"_s, QJsonObject{{u"content"_s, u"forwarded"_s}}}}}}})));
        QCOMPARE(m.text, u"forwarded"_s);
        QVERIFY(m.replyToExternalId.isEmpty());
        m = only<InboundMessage>(
            dispatch(u"MESSAGE_CREATE"_s,
                     message({{u"content"_s, u""_s},
                              {u"poll"_s, QJsonObject{{u"question"_s, QJsonObject{{u"text"_s, u"Pizza?"_s}}}}}})));
        QCOMPARE(m.kind, MessageKind::Unsupported);
        QCOMPARE(m.text, u"Pizza?"_s);
        m = only<InboundMessage>(dispatch(
            u"MESSAGE_CREATE"_s,
            message({{u"type"_s, 19}, {u"message_reference"_s, QJsonObject{{u"message_id"_s, u"17"_s}}}})));
        QCOMPARE(m.replyToExternalId, Direct + u":17"_s);
    }

    void editsDeletionsReactionsTyping() {
        // Discord also tells of link previews as of edits, without the time of one.
        QVERIFY(dispatch(u"MESSAGE_UPDATE"_s, message({{u"edited_timestamp"_s, QJsonValue()}})).isEmpty());
        const QJsonObject edited =
            message({{u"edited_timestamp"_s, u"2025-11-24T16:00:00+00:00"_s}, {u"content"_s, u"neu"_s}});
        QCOMPARE(only<MessageEdited>(dispatch(u"MESSAGE_UPDATE"_s, edited)).text, u"neu"_s);
        QCOMPARE(only<MessageDeleted>(dispatch(u"MESSAGE_DELETE"_s, {{u"id"_s, Given}, {u"channel_id"_s, Direct}}))
                     .externalId,
                 Direct + u':' + Given);
        QCOMPARE(dispatch(u"MESSAGE_DELETE_BULK"_s, {{u"ids"_s, QJsonArray{u"1"_s, u"2"_s, u"x"_s}},
                                                     {u"channel_id"_s, Chosen},
                                                     {u"guild_id"_s, u"5"_s}})
                     .size(),
                 2);
        const QJsonObject reaction{{u"user_id"_s, User},
                                   {u"message_id"_s, Given},
                                   {u"channel_id"_s, Direct},
                                   {u"emoji"_s, QJsonObject{{u"name"_s, u"👍"_s}}}};
        const auto added = only<ReactionChanged>(dispatch(u"MESSAGE_REACTION_ADD"_s, reaction));
        QCOMPARE(added.change, ReactionChanged::Change::Added);
        QCOMPARE(added.reactions, (QList<Reaction>{{u"👍"_s, User}}));
        QCOMPARE(only<ReactionChanged>(dispatch(u"MESSAGE_REACTION_REMOVE"_s, reaction)).change,
                 ReactionChanged::Change::Removed);
        QCOMPARE(only<Typing>(dispatch(u"TYPING_START"_s, {{u"user_id"_s, User}, {u"channel_id"_s, Direct}}))
                     .senderExternalId,
                 User);
        QVERIFY(dispatch(u"TYPING_START"_s, {{u"user_id"_s, Self}, {u"channel_id"_s, Direct}}).isEmpty());
        QVERIFY(dispatch(u"GUILD_CREATE"_s, {{u"id"_s, u"1"_s}}).isEmpty());
        QVERIFY(dispatch(u"SOMETHING_NEW"_s, message()).isEmpty());
    }

    void whatCannotBeReadIsKept() {
        QJsonObject broken = message();
        broken[u"author"] = QJsonObject{{u"id"_s, u"x"_s}};
        const auto event = only<RejectedEvent>(dispatch(u"MESSAGE_CREATE"_s, broken));
        QCOMPARE(event.problem, u"missing_author"_s);
        QVERIFY(event.raw.contains("Päckchen"));
        broken = message();
        broken.remove(u"id");
        QCOMPARE(only<RejectedEvent>(dispatch(u"MESSAGE_CREATE"_s, broken)).problem, u"missing_message_id"_s);
        const auto late = only<InboundMessage>(
            dispatch(u"MESSAGE_CREATE"_s, message({{u"timestamp"_s, u"2125-11-24T15:59:00+00:00"_s}})));
        QCOMPARE(late.sentAt, Now);
        for (const QByteArray& bytes :
             {QByteArray(), QByteArray("{"), QByteArray("[]"), QByteArray("{\"op\":\"0\"}")})
            QCOMPARE(parseFrame(bytes).error().code, ErrorCode::Damaged);
        QCOMPARE(parseFrame(R"({"op":0,"s":42,"t":"READY","d":{}})")->sequence, std::optional<qint64>(42));
        QVERIFY(!isSnowflake(u"99999999999999999999"_s)); // beyond 64 bits
        QVERIFY(isLater(u"100"_s, u"99"_s));
    }

    void requests() {
        const QJsonObject secrets{{u"token"_s, u"Bot AAAAAAAAAAAAAAAAAAAAAAAA"_s}};
        const auto builder = DiscordBuilder::create({}, secrets);
        VERIFY_OK(builder);
        OutboundMessage out;
        out.id = MessageId::create();
        out.text = QString(4500, u'a') + u" @everyone"_s;
        auto requests = builder->send(Direct, out, {});
        VERIFY_OK(requests);
        QCOMPARE(requests->size(), 3);
        QSet<QString> nonces;
        for (const net::HttpRequest& request : *requests) {
            const QJsonObject body = QJsonDocument::fromJson(request.body).object();
            QCOMPARE(request.url.toString(), u"https://discord.com/api/v10/channels/"_s + Direct + u"/messages"_s);
            QVERIFY(request.headers.contains(
                std::pair<QByteArray, QByteArray>{"Authorization", "Bot AAAAAAAAAAAAAAAAAAAAAAAA"}));
            QVERIFY(body[u"content"].toString().size() <= MaxText);
            QVERIFY(body[u"nonce"].toString().size() <= 25 && body[u"enforce_nonce"].toBool());
            QVERIFY(body[u"allowed_mentions"][u"parse"].toArray().isEmpty());
            nonces += body[u"nonce"].toString();
        }
        QCOMPARE(nonces.size(), 3);
        // The same again has the same nonces; in a server somebody is meant; the files go with the text.
        out.text = u"Bitte sehr"_s;
        out.files = {{AttachmentKind::Image, u"a.png"_s, u"image/png"_s, "1"},
                     {AttachmentKind::Document, u"b.pdf"_s, u"application/pdf"_s, "2"}};
        requests = builder->send(Chosen, out, User);
        QCOMPARE(requests->size(), 1);
        const net::HttpRequest& first = requests->first();
        QCOMPARE(first.parts.size(), 3);
        const QJsonObject body = QJsonDocument::fromJson(first.parts.first().content).object();
        QCOMPARE(body[u"content"].toString(), u"<@"_s + User + u"> Bitte sehr"_s);
        QCOMPARE(body[u"allowed_mentions"][u"users"].toArray(), QJsonArray{User});
        QVERIFY(nonces.contains(body[u"nonce"].toString()));
        out.replyToExternalId = Chosen + u":17"_s;
        requests = builder->send(Chosen, out, User);
        const QJsonObject reply = QJsonDocument::fromJson(requests->first().parts.first().content).object();
        QCOMPARE(reply[u"content"].toString(), u"Bitte sehr"_s);
        QCOMPARE(reply[u"message_reference"][u"message_id"].toString(), u"17"_s);
        // Ten files of one message, and no more than Discord takes in one request.
        out.files.clear();
        for (int i = 0; i < 12; ++i)
            out.files += OutboundMessage::File{AttachmentKind::Document, u"x"_s, {}, "x"};
        QCOMPARE(builder->send(Chosen, out, User)->size(), 2);
        out.files = {{AttachmentKind::Document, u"x"_s, {}, QByteArray(9 << 20, 'x')},
                     {AttachmentKind::Document, u"y"_s, {}, QByteArray(9 << 20, 'x')},
                     {AttachmentKind::Document, u"z"_s, {}, QByteArray(9 << 20, 'x')}};
        QCOMPARE(builder->send(Chosen, out, User)->size(), 2);
        out.files = {{AttachmentKind::Document, u"x"_s, {}, QByteArray(MaxUploadBytes + 1, 'x')}};
        QCOMPARE(builder->send(Chosen, out, User).error().code, ErrorCode::TooLarge);
    }

    void theTokenGoesToDiscordOnly_data() {
        QTest::addColumn<QString>("base");
        QTest::addColumn<QString>("gateway");
        QTest::addColumn<bool>("allowed");
        QTest::newRow("discord") << u""_s << u"wss://gateway.discord.gg"_s << true;
        QTest::newRow("regional") << u""_s << u"wss://gateway-us-east1-b.discord.gg"_s << true;
        QTest::newRow("elsewhere") << u""_s << u"wss://gateway.discord.gg.evil.test"_s << false;
        QTest::newRow("looks alike") << u""_s << u"wss://evildiscord.gg"_s << false;
        QTest::newRow("plain") << u""_s << u"ws://gateway.discord.gg"_s << false;
        QTest::newRow("user part") << u""_s << u"wss://gateway.discord.gg@evil.test"_s << false;
        QTest::newRow("not local for discord") << u""_s << u"ws://127.0.0.1:9"_s << false;
        QTest::newRow("own") << u"http://127.0.0.1:8/api"_s << u"ws://127.0.0.1:9"_s << true;
        QTest::newRow("nothing") << u""_s << u""_s << false;
    }
    void theTokenGoesToDiscordOnly() {
        QFETCH(QString, base);
        QFETCH(QString, gateway);
        QFETCH(bool, allowed);
        const auto builder = DiscordBuilder::create({{u"base_url"_s, base}}, {{u"token"_s, QString(30, u'A')}});
        VERIFY_OK(builder);
        const auto url = builder->gatewayUrl(gateway);
        QCOMPARE(url.hasValue(), allowed);
        if (url)
            QCOMPARE(url->query(), u"v=10&encoding=json"_s);
    }

    void intentsFitWhatIsChosen() {
        const auto builder = DiscordBuilder::create({}, {{u"token"_s, QString(30, u'A')}});
        const auto intents = [&](bool servers) {
            return QJsonDocument::fromJson(builder->identify(servers))[u"d"][u"intents"].toInt();
        };
        QCOMPARE(intents(false) & (1 << 15), 0); // no privilege where none is needed
        QVERIFY((intents(true) & (1 << 15)) != 0);
    }

    void errors_data() {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<ErrorCode>("send");
        QTest::addColumn<ErrorCode>("read");
        const auto row = [](const char* name, int status, const QByteArray& body, ErrorCode send, ErrorCode read) {
            QTest::newRow(name) << status << body << send << read;
        };
        using E = ErrorCode;
        row("closed for messages", 403, R"({"code":50007,"message":"no"})", E::RecipientBlocked,
            E::RecipientBlocked);
        row("no server in common", 403, R"({"code":50278,"message":"no"})", E::RecipientBlocked,
            E::RecipientBlocked);
        row("token", 401, R"({"code":0,"message":"401: Unauthorized"})", E::Unauthorized, E::Unauthorized);
        row("access", 403, R"({"code":50001,"message":"Missing Access"})", E::PermissionDenied,
            E::PermissionDenied);
        row("channel", 404, R"({"code":10003,"message":"Unknown Channel"})", E::NotFound, E::NotFound);
        row("form", 400, R"({"code":50035,"message":"Invalid Form Body"})", E::Rejected, E::Rejected);
        row("too large", 413, R"({"code":40005,"message":"Request entity too large"})", E::TooLarge, E::TooLarge);
        row("too large, by a proxy", 413, "<html>", E::TooLarge, E::TooLarge);
        row("limit", 429, R"({"retry_after":0.3,"global":false,"message":"x"})", E::RateLimited, E::RateLimited);
        row("fault", 500, R"({"code":0,"message":"500"})", E::Unclear, E::ServerError);
        row("gateway", 502, "<html>", E::Unclear, E::ServerError);
        row("somebody else", 200, "<html>", E::Unclear, E::ServerError);
        row("somebody else refuses", 403, "<html>", E::Unclear, E::ServerError);
    }
    void errors() {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(ErrorCode, send);
        QFETCH(ErrorCode, read);
        QCOMPARE(resultOf(answered(status, body), kit::CallKind::Send).error().code, send);
        QCOMPARE(resultOf(answered(status, body), kit::CallKind::Read).error().code, read);
    }

    void limitsComeFromHeaders() {
        test::ManualClock clock;
        kit::RateLimiter limiter(clock);
        learnLimits(limiter, u"a"_s,
                    answered(200, "{}", {{"X-RateLimit-Remaining", "1"}, {"X-RateLimit-Reset-After", "2.5"}}));
        QCOMPARE(limiter.held(u"a"_s), Milliseconds(0));
        learnLimits(limiter, u"a"_s,
                    answered(200, "{}", {{"X-RateLimit-Remaining", "0"}, {"X-RateLimit-Reset-After", "2.5"}}));
        QCOMPARE(limiter.held(u"a"_s), Milliseconds(2500));
        QCOMPARE(limiter.held(u"b"_s), Milliseconds(0));
        learnLimits(limiter, u"a"_s, answered(429, R"({"retry_after":1.2,"global":true})"));
        QVERIFY(limiter.held(u"b"_s) >= Milliseconds(1200));
    }

    void closeCodes() {
        using Next = Closing::Next;
        for (const int code : {4000, 4001, 4002, 4005, 4008, 1000, 1001, 1006, 0})
            QCOMPARE(closingOf(code).next, Next::Resume);
        for (const int code : {4003, 4007, 4009})
            QCOMPARE(closingOf(code).next, Next::Identify);
        for (const int code : {4004, 4010, 4011, 4012, 4013, 4014})
            QCOMPARE(closingOf(code).next, Next::Stop);
        QCOMPARE(closingOf(4004).error.code, ErrorCode::Unauthorized);
        QCOMPARE(closingOf(4014).error, makeError(ErrorCode::NotConfigured, u"message_content"_s));
    }

    void cursor() {
        DiscordCursor cursor;
        cursor.session = u"s"_s;
        cursor.resumeUrl = u"wss://x.discord.gg"_s;
        cursor.sequence = 7;
        cursor.saw(Direct, u"100"_s, true);
        cursor.saw(Direct, u"99"_s, true);
        cursor.saw(Chosen, u"5"_s, false);
        QCOMPARE(cursor.lastOf(Direct), u"100"_s);
        QCOMPARE(DiscordCursor::read(cursor.write()), cursor);
        cursor.endSession();
        QCOMPARE(cursor.missed, (QSet<QString>{Direct, Chosen}));
        QCOMPARE(DiscordCursor::read(cursor.write()), cursor);
        for (int i = 0; i < DiscordCursor::MaxDirect + 5; ++i)
            cursor.saw(QString::number(1000 + i), QString::number(200 + i), true);
        QCOMPARE(cursor.direct.size(), DiscordCursor::MaxDirect);
        QVERIFY(!cursor.direct.contains(Direct)); // the one that is longest ago
        QVERIFY(!cursor.missed.contains(Direct));
        QCOMPARE(DiscordCursor::read("no JSON"), DiscordCursor());
        QCOMPARE(DiscordCursor::read(R"({"missed":["1"],"direct":{"x":"y"}})"), DiscordCursor());
    }
};

SOUFFLEUR_TEST_MAIN(tst_DiscordParser)
#include "tst_DiscordParser.moc"
