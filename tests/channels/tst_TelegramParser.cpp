// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/telegram/TelegramParser.h"
#include "support/TestCase.h"

#include <QRandomGenerator>

using namespace souffleur;
using namespace souffleur::channels::telegram;

//! Payloads written by hand after the types of Bot API 10.1.
class tst_TelegramParser : public test::TestCase {
    Q_OBJECT

    const Timestamp now = fromMs(1'764'000'000'000);

    //! Payloads are written with single quotes: moc stumbles over raw strings.
    static QByteArray j(const char* payload) { return QByteArray(payload).replace('\'', '"'); }
    static QByteArray answer(const QByteArray& updates) { return "{\"ok\":true,\"result\":[" + updates + "]}"; }
    static QByteArray message(const QByteArray& content, const QByteArray& kind = "message") {
        return "{\"update_id\":700000001,\"" + kind +
               "\":{\"message_id\":42,\"from\":{\"id\":5123456789,\"is_bot\":false,\"first_name\":\"Kim\","
               "\"last_name\":\"Öztürk\",\"username\":\"kim_oe\",\"language_code\":\"de\"},\"chat\":{\"id\":"
               "5123456789,"
               "\"first_name\":\"Kim\",\"last_name\":\"Öztürk\",\"username\":\"kim_oe\",\"type\":\"private\"},"
               "\"date\":1763780000" +
               (content.isEmpty() ? ""_ba : ","_ba + content) + "}}";
    }
    ParsedUpdates parse(const QByteArray& updates) {
        auto result = parseUpdates(answer(updates), now);
        if (!result)
            qFatal("not parsed");
        return *result;
    }
    template <class T>
    T only(const QByteArray& updates) {
        const auto parsed = parse(updates);
        if (parsed.events.size() != 1 || !std::holds_alternative<T>(parsed.events.first()))
            qFatal("expected exactly one event of this type");
        return std::get<T>(parsed.events.first());
    }

private slots:
    void text() {
        const auto parsed = parse(message(j("'text':'Größe 38? 👍 <b>'")));
        QCOMPARE(parsed.nextOffset, 700000002);
        const auto m = std::get<InboundMessage>(parsed.events.value(0));
        QCOMPARE(m.externalId, u"5123456789:42"_s);
        QCOMPARE(m.kind, MessageKind::Text);
        QCOMPARE(m.text, u"Größe 38? 👍 <b>"_s);
        QCOMPARE(m.sender, (Sender{u"5123456789"_s, u"@kim_oe"_s, u"Kim Öztürk"_s, u"de"_s, {}}));
        QCOMPARE(toMs(m.sentAt), 1763780000000);
        QVERIFY(m.attachments.isEmpty() && m.replyToExternalId.isEmpty() && !m.location);
    }

    //! What a customer's app shows differently, and where a link really leads.
    void formattedText() {
        const QByteArray words = j("'text':'😀 sehr wichtig, klick hier\\nZitat'");
        const auto with = [&](const char* entities) {
            return only<InboundMessage>(message(words + ",\"entities\":[" + j(entities) + "]")).text;
        };
        QCOMPARE(with("{'type':'bold','offset':8,'length':7},{'type':'url','offset':0,'length':2}"),
                 u"😀 sehr **wichtig**, klick hier\nZitat"_s);
        QCOMPARE(with("{'type':'text_link','offset':17,'length':10,'url':'https://evil.test/'}"),
                 u"😀 sehr wichtig, [klick hier](https://evil.test/)\nZitat"_s);
        QCOMPARE(with("{'type':'text_link','offset':17,'length':10,'url':'tg://user?id=1'}"),
                 u"😀 sehr wichtig, klick hier (tg://user?id=1)\nZitat"_s);
        QCOMPARE(
            with("{'type':'blockquote','offset':28,'length':5},{'type':'strikethrough','offset':3,'length':4}"),
            u"😀 ~~sehr~~ wichtig, klick hier\n> Zitat"_s);
        QCOMPARE(with("{'type':'bold','offset':30,'length':50},{'type':'neu','offset':0,'length':2},7"),
                 u"😀 sehr wichtig, klick hier\nZitat"_s);
        const auto picture = only<InboundMessage>(
            message(j("'photo':[{'file_id':'L'}],'caption':'int a;','caption_entities':[{'type':'pre','offset':0,"
                      "'length':6}]")));
        QCOMPARE(picture.text, u"```\nint a;\n```"_s);
        const auto edit = only<MessageEdited>(
            message(j("'text':'neu','edit_date':1763780060,'entities':[{'type':'italic','offset':0,'length':3}]"),
                    "edited_message"));
        QCOMPARE(edit.text, u"_neu_"_s);
    }

    void media_data() {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("text");
        QTest::addColumn<Attachment>("attachment");
        const auto expect = [](AttachmentKind kind, const QString& name, const QString& mime, qint64 size,
                               QSize pixels, int duration, const QString& ref) {
            Attachment a;
            a.kind = kind;
            a.fileName = name;
            a.mimeType = mime;
            a.size = size;
            a.pixelSize = pixels;
            a.durationSeconds = duration;
            a.remoteRef = ref;
            return a;
        };
        QTest::newRow("photo, largest wherever it stands")
            << j("'photo':[{'file_id':'L','file_unique_id':'ul','width':1280,'height':853,'file_size':120000},{'"
                 "file_id':'S','file_unique_id':'us','width':90,'height':60,'file_size':1200}],'caption':'Kratzer',"
                 "'media_group_id':'1377'")
            << int(MessageKind::Image) << u"Kratzer"_s
            << expect(AttachmentKind::Image, u"photo-42.jpg"_s, u"image/jpeg"_s, 120000, {1280, 853}, 0,
                      u"L|ul|120000"_s);
        QTest::newRow("document") << j("'document':{'file_id':'D','file_unique_id':'ud','file_name':'../"
                                       "Rechnung.pdf','mime_type':'application/pdf','file_size':5000000000}")
                                  << int(MessageKind::Document) << QString()
                                  << expect(AttachmentKind::Document, u"Rechnung.pdf"_s, u"application/pdf"_s,
                                            5000000000, {}, 0, u"D|ud|5000000000"_s);
        QTest::newRow("video") << j("'video':{'file_id':'V','file_unique_id':'uv','width':640,'height':480,'"
                                    "duration':7,'mime_type':'video/mp4'}")
                               << int(MessageKind::Video) << QString()
                               << expect(AttachmentKind::Video, u"video-42.mp4"_s, u"video/mp4"_s, 0, {640, 480}, 7,
                                         u"V|uv|0"_s);
        QTest::newRow("audio") << j("'audio':{'file_id':'A','file_unique_id':'ua','duration':200,'file_name':'Lied."
                                    "mp3','mime_type':'audio/mpeg','file_size':9}")
                               << int(MessageKind::Audio) << QString()
                               << expect(AttachmentKind::Audio, u"Lied.mp3"_s, u"audio/mpeg"_s, 9, {}, 200,
                                         u"A|ua|9"_s);
        QTest::newRow("voice") << j("'voice':{'file_id':'O','file_unique_id':'uo','duration':4,'mime_type':'audio/"
                                    "ogg','file_size':8000}")
                               << int(MessageKind::Voice) << QString()
                               << expect(AttachmentKind::Voice, u"voice-42.ogg"_s, u"audio/ogg"_s, 8000, {}, 4,
                                         u"O|uo|8000"_s);
        QTest::newRow("video note")
            << j("'video_note':{'file_id':'N','file_unique_id':'un','length':240,'duration':9,'file_size':7}")
            << int(MessageKind::Video) << QString()
            << expect(AttachmentKind::Video, u"video-note-42.mp4"_s, u"video/mp4"_s, 7, {}, 9, u"N|un|7"_s);
        QTest::newRow("animation, with the document it also fills")
            << j("'animation':{'file_id':'G','file_unique_id':'ug','width':320,'height':240,'duration':2,'mime_"
                 "type':'video/"
                 "mp4','file_size':3},'document':{'file_id':'G','file_unique_id':'ug','mime_type':'video/"
                 "mp4','file_size':3}")
            << int(MessageKind::Video) << QString()
            << expect(AttachmentKind::Video, u"animation-42.mp4"_s, u"video/mp4"_s, 3, {320, 240}, 2, u"G|ug|3"_s);
        QTest::newRow("sticker")
            << j("'sticker':{'file_id':'K','file_unique_id':'uk','type':'regular','width':512,'height':512,'is_"
                 "animated':false,'is_video':false,'emoji':'🎉','file_size':20}")
            << int(MessageKind::Sticker) << u"🎉"_s
            << expect(AttachmentKind::Sticker, u"sticker-42.webp"_s, u"image/webp"_s, 20, {512, 512}, 0,
                      u"K|uk|20"_s);
    }
    void media() {
        QFETCH(QByteArray, content);
        QFETCH(int, kind);
        const auto m = only<InboundMessage>(message(content));
        QCOMPARE(int(m.kind), kind);
        QTEST(m.text, "text");
        QCOMPARE(m.attachments.size(), 1);
        QTEST(m.attachments.first(), "attachment");
        QVERIFY(m.attachments.first().id.isNull());
    }

    void places() {
        auto m = only<InboundMessage>(
            message(j("'location':{'latitude':52.5,'longitude':13.4,'horizontal_accuracy':10}")));
        QCOMPARE(m.kind, MessageKind::Location);
        QCOMPARE(*m.location, (Location{52.5, 13.4, {}}));
        m = only<InboundMessage>(
            message(j("'venue':{'location':{'latitude':52.5,'longitude':13.4},'title':'Packstation "
                      "114','address':'Lindenallee 3'},'location':{'latitude':52.5,'longitude':13.4}")));
        QCOMPARE(*m.location, (Location{52.5, 13.4, u"Packstation 114, Lindenallee 3"_s}));
        QCOMPARE(only<RejectedEvent>(message(j("'location':{'latitude':152.5,'longitude':13.4}"))).problem,
                 u"bad_location"_s);
    }

    void otherKinds() {
        auto m = only<InboundMessage>(
            message(j("'contact':{'phone_number':'+49 30 23125','first_name':'Alex','last_name':'Roth'}")));
        QCOMPARE(m.kind, MessageKind::ContactCard);
        QCOMPARE(m.text, u"Alex Roth, +49 30 23125"_s);
        m = only<InboundMessage>(message(j("'dice':{'emoji':'🎲','value':4}")));
        QCOMPARE(m.text, u"🎲 4"_s);
        m = only<InboundMessage>(message(j("'poll':{'id':'1','question':'Welche Farbe?','options':[]}")));
        QCOMPARE(m.kind, MessageKind::Unsupported);
        QCOMPARE(m.text, u"Welche Farbe?"_s);
        m = only<InboundMessage>(message(j("'something_of_2031':{'a':1}")));
        QCOMPARE(m.kind, MessageKind::Unsupported);
        QCOMPARE(m.text, QString());
        m = only<InboundMessage>(message(j("'text':'/start order-20418'")));
        QCOMPARE(m.sender.fields.value(u"start"_s), u"order-20418"_s);
    }

    void reply() {
        const auto m = only<InboundMessage>(message(j("'text':'ja','reply_to_message':{'message_id':40,'chat':{'id'"
                                                      ":5123456789,'type':'private'},'date':1}")));
        QCOMPARE(m.replyToExternalId, u"5123456789:40"_s);
    }

    void edit() {
        auto e = only<MessageEdited>(message(j("'edit_date':1763780060,'text':'neu'"), "edited_message"));
        QCOMPARE(e, (MessageEdited{u"5123456789:42"_s, u"neu"_s, fromMs(1763780060000)}));
        e = only<MessageEdited>(message(j("'edit_date':1763780060,'caption':'Bild','photo':[]"), "edited_message"));
        QCOMPARE(e.text, u"Bild"_s);
        // A live location moves: nothing that was said.
        QVERIFY(parse(message(j("'location':{'latitude':1,'longitude':1}"), "edited_message")).events.isEmpty());
    }

    void button() {
        const auto parsed = parse(
            j("{'update_id':9,'callback_query':{'id':'4382bfdwdsb323b2d9','from':{'id':7,'is_bot':false,'first_"
              "name':'Kim'},'message':{'message_id':3,'chat':{'id':7,'type':'private'},'date':1763780000,'reply_"
              "markup':{'inline_keyboard':[[{'text':'Größe 38','callback_data':'s38'},{'text':'Größe "
              "40','callback_data':'s40'}]]}},'chat_instance':'1','data':'s40'}}"));
        QCOMPARE(parsed.callbackIds, QStringList{u"4382bfdwdsb323b2d9"_s});
        const auto m = std::get<InboundMessage>(parsed.events.value(0));
        QCOMPARE(m.externalId, u"callback:4382bfdwdsb323b2d9"_s);
        QCOMPARE(m.kind, MessageKind::ButtonPress);
        QCOMPARE(m.text, u"Größe 40"_s);
        QCOMPARE(m.replyToExternalId, u"7:3"_s);
        QCOMPARE(m.sender.externalId, u"7"_s);
    }

    void members() {
        const QByteArray head =
            j("{'update_id':9,'my_chat_member':{'chat':{'id':7,'type':'private','first_name':'Kim'},'from':{'id':7,"
              "'first_name':'Kim'},'date':1,'old_chat_member':{},'new_chat_member':{'status':'");
        QVERIFY(only<BlockedChanged>(head + "kicked\"}}}").blocked);
        QVERIFY(!only<BlockedChanged>(head + "member\"}}}").blocked);
        QVERIFY(parse(head + "left\"}}}").events.isEmpty());
        QByteArray group = head + "kicked\"}}}";
        group.replace("private", "supergroup");
        QVERIFY(parse(group).events.isEmpty());
    }

    void reaction() {
        const auto r =
            only<ReactionChanged>(j("{'update_id':9,'message_reaction':{'chat':{'id':7,'type':'private'},'message_"
                                    "id':12,'user':{'id':7},'date':1763780000,'old_reaction':[],'new_reaction':[{'"
                                    "type':'emoji','emoji':'👍'},{'type':'custom_emoji','custom_emoji_id':'5'}]}}"));
        QCOMPARE(r.externalId, u"7:12"_s);
        QCOMPARE(r.by, u"7"_s);
        QCOMPARE(r.reactions, (QList<Reaction>{{u"👍"_s, u"7"_s}, {u"⭐"_s, u"7"_s}}));
    }

    void passedOver_data() {
        QTest::addColumn<QByteArray>("update");
        QByteArray group = message(j("'text':'hi'"));
        group.replace("private", "group");
        QTest::newRow("group") << group;
        QByteArray bot = message(j("'text':'hi'"));
        bot.replace("\"is_bot\":false", "\"is_bot\":true");
        QTest::newRow("bot") << bot;
        QTest::newRow("channel post") << message(j("'text':'hi'"), "channel_post");
        QTest::newRow("service message") << message(j("'pinned_message':{'message_id':3}"));
        QTest::newRow("unknown update") << j("{'update_id':700000001,'from_2031':{}}");
    }
    void passedOver() {
        QFETCH(QByteArray, update);
        const auto parsed = parse(update);
        QVERIFY(parsed.events.isEmpty());
        QCOMPARE(parsed.updates, 1);
        // Confirmed all the same, or it would come for ever.
        QCOMPARE(parsed.nextOffset, 700000002);
    }

    void dates_data() {
        QTest::addColumn<QByteArray>("date");
        QTest::addColumn<qint64>("ms");
        QTest::newRow("seconds") << "1763780000"_ba << 1763780000000ll;
        QTest::newRow("milliseconds") << "1763780000123"_ba << 1763780000123ll;
        QTest::newRow("zero") << "0"_ba << 1764000000000ll;
        QTest::newRow("negative") << "-5"_ba << 1764000000000ll;
        QTest::newRow("year 2050") << "2524608000"_ba << 1764000000000ll;
        QTest::newRow("huge") << "9223372036854775807"_ba << 1764000000000ll;
        QTest::newRow("text") << "\"yesterday\""_ba << 1764000000000ll;
    }
    void dates() {
        QFETCH(QByteArray, date);
        const auto m = only<InboundMessage>(message(j("'text':'x'")).replace("1763780000", date));
        QTEST(toMs(m.sentAt), "ms");
    }

    void numbersBeyondDoubles() {
        const auto parsed = parse(j("{'update_id':9007199254740993,'message':{'message_id':9007199254740995,'chat':"
                                    "{'id':9007199254740997,'type':'private'},'date':1,'text':'x'}}"));
        QCOMPARE(parsed.nextOffset, 9007199254740994);
        QCOMPARE(std::get<InboundMessage>(parsed.events.first()).externalId,
                 u"9007199254740997:9007199254740995"_s);
    }

    void rejected_data() {
        QTest::addColumn<QByteArray>("update");
        QTest::addColumn<QString>("problem");
        QTest::newRow("no object") << "17"_ba << u"not_an_object"_s;
        QTest::newRow("no id") << j("{'message':{}}") << u"missing_update_id"_s;
        QTest::newRow("no chat") << j("{'update_id':5,'message':{'message_id':1,'text':'x'}}") << u"missing_chat"_s;
        QTest::newRow("no message id") << j("{'update_id':5,'message':{'chat':{'id':1},'text':'x'}}")
                                       << u"missing_message_id"_s;
        QTest::newRow("chat id is text")
            << j("{'update_id':5,'message':{'message_id':1,'chat':{'id':'1'},'text':'x'}}") << u"missing_chat"_s;
        QTest::newRow("text is a number") << message(j("'text':5")) << u"bad_text"_s;
        QTest::newRow("photo without sizes") << message(j("'photo':[]")) << u"missing_file"_s;
        QTest::newRow("not JSON") << j("{'update_id':5,'message':{'text':nonsense}}") << u"not_json"_s;
        QTest::newRow("bad UTF-8") << "{\"update_id\":5,\"message\":{\"text\":\"\xff\xfe\"}}"_ba << u"not_json"_s;
        QTest::newRow("too deep") << ("{\"update_id\":5,\"message\":" + QByteArray(3000, '[') +
                                      QByteArray(3000, ']') + "}")
                                  << u"not_json"_s;
    }
    void rejected() {
        QFETCH(QByteArray, update);
        const QByteArray before = message("\"text\":\"vorher, [mit] {Klammern} und \\\"Zeichen\\\" \\\\\"");
        const QByteArray after = message(j("'text':'nachher'")).replace("700000001", "700000009");
        const auto parsed = parse(before + ",\n" + update + " , " + after);
        QCOMPARE(parsed.updates, 3);
        QCOMPARE(parsed.events.size(), 3);
        QVERIFY(std::holds_alternative<InboundMessage>(parsed.events.at(0)));
        QTEST(std::get<RejectedEvent>(parsed.events.at(1)).problem, "problem");
        QCOMPARE(std::get<InboundMessage>(parsed.events.at(2)).text, u"nachher"_s);
        QCOMPARE(parsed.nextOffset, 700000010);
    }

    void noUpdateListAtAll() {
        for (const QByteArray& body : {""_ba, "[]"_ba, "{}"_ba, "{\"ok\":true,\"result\":{}}"_ba, "<html>"_ba,
                                       "{\"ok\":true,\"result\":[{\"update_id\":1"_ba})
            QCOMPARE(parseUpdates(body, now).error().code, ErrorCode::Damaged);
        const auto empty = parseUpdates("{\"ok\":true,\"result\":[]}", now);
        QVERIFY(empty && empty->updates == 0 && empty->nextOffset == 0);
    }

    void everyTruncationIsSurvived() {
        const QByteArray whole = answer(message("\"text\":\"a \\\" b\"") + "," + message(j("'photo':[]")));
        for (qsizetype length = 0; length < whole.size(); ++length) {
            const auto result = parseUpdates(whole.left(length), now);
            QVERIFY(!result || result->events.size() <= 2);
        }
    }

    void remoteRefs() {
        const auto ref = fromRemoteRef(toRemoteRef({u"AgAC-x_1"_s, u"AQ"_s, 5000000000}));
        QVERIFY(ref);
        QCOMPARE(ref->fileId, u"AgAC-x_1"_s);
        QCOMPARE(ref->size, 5000000000);
        QVERIFY(!fromRemoteRef(u"|x|1"_s));
        QCOMPARE(messageIdOf(u"7:12"_s, u"7"_s), 12);
        QCOMPARE(messageIdOf(u"17:12"_s, u"7"_s), 0);
        QCOMPARE(messageIdOf(u"callback:9"_s, u"7"_s), 0);
    }
};

SOUFFLEUR_TEST_MAIN(tst_TelegramParser)
#include "tst_TelegramParser.moc"
