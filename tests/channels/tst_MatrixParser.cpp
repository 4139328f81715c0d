// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/matrix/EventSplit.h"
#include "channels/matrix/MatrixIds.h"
#include "channels/matrix/MatrixParser.h"
#include "channels/matrix/MessageContent.h"
#include "channels/matrix/RoomReader.h"
#include "support/TestCase.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace souffleur;
using namespace souffleur::channels::matrix;

//! Payloads written by hand after the client-server API 1.19.
class tst_MatrixParser : public test::TestCase {
    Q_OBJECT

    const QString room = u"!shop:example.org"_s;
    const QString own = u"@support:example.org"_s;
    const QString kim = u"@kim:kunde.test"_s;
    const ReadContext context{own, fromMs(1'764'000'000'000), std::nullopt};
    SyncMemory memory;

    void initTest() override { memory = {}; }

    //! Payloads are written with single quotes: moc stumbles over raw strings.
    static QByteArray j(QByteArray payload) { return payload.replace('\'', '"'); }
    static QByteArray event(const QByteArray& content, const QByteArray& type = "m.room.message",
                            const QByteArray& id = "$1", const QByteArray& sender = "@kim:kunde.test") {
        return j("{'type':'" + type + "','event_id':'" + id + "','sender':'" + sender +
                 "','origin_server_ts':1763780000000,'content':" + content + "}");
    }
    static QByteArray syncOf(const QByteArray& timeline, const QByteArray& further = {}) {
        return j("{'next_batch':'s72','rooms':{'join':{'!shop:example.org':{'timeline':{'events':[") + timeline +
               j("],'limited':true,'prev_batch':'t1'}" + (further.isEmpty() ? ""_ba : ","_ba + further) + "}}}}");
    }
    RoomReading read(const QByteArray& body) {
        const auto answer = parseSync(body, own);
        if (!answer || answer->joined.size() != 1)
            qFatal("not parsed");
        return readRoom(answer->joined.first(), context, memory);
    }
    template <class T>
    T only(const QByteArray& timeline) {
        const auto reading = read(syncOf(timeline));
        if (reading.events.size() != 1 || !std::holds_alternative<T>(reading.events.first()))
            qFatal("expected exactly one event of this type");
        return std::get<T>(reading.events.first());
    }

private slots:
    void text() {
        const auto answer = parseSync(syncOf(event("{'msgtype':'m.text','body':'Größe 38? <b>'}")), own);
        VERIFY_OK(answer);
        QCOMPARE(answer->nextBatch, u"s72"_s);
        QVERIFY(answer->joined.first().limited && !answer->joined.first().isNew());
        QCOMPARE(answer->joined.first().prevBatch, u"t1"_s);
        const auto m = only<InboundMessage>(event("{'msgtype':'m.text','body':'Größe 38? <b>'}"));
        QCOMPARE(m.externalId, room + u" $1"_s);
        QCOMPARE(m.kind, MessageKind::Text);
        QCOMPARE(m.text, u"Größe 38? <b>"_s);
        QCOMPARE(m.sender, (Sender{room + u' ' + kim, kim, u"kim"_s, {}, {}}));
        QCOMPARE(toMs(m.sentAt), 1763780000000);
        QVERIFY(!m.automatic && m.attachments.isEmpty() && m.replyToExternalId.isEmpty());
    }

    void names() {
        const auto reading = read(syncOf(
            event("{'msgtype':'m.text','body':'x'}"),
            "'state':{'events':[{'type':'m.room.member','state_key':'@kim:kunde.test','sender':'@kim:kunde.test',"
            "'content':{'membership':'join','displayname':'Kim\\u202e Öztürk'}}]}"));
        QCOMPARE(std::get<InboundMessage>(reading.events.value(0)).sender.displayName, u"Kim Öztürk"_s);
    }

    void kinds_data() {
        QTest::addColumn<QByteArray>("timeline");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("file");
        const auto row = [](const char* name, const QByteArray& timeline, MessageKind kind, const QString& text,
                            const QString& file = {}) {
            QTest::newRow(name) << timeline << int(kind) << text << file;
        };
        row("emote", event("{'msgtype':'m.emote','body':'waves'}"), MessageKind::Text, u"* kim waves"_s);
        row("image, old: the body is its name",
            event("{'msgtype':'m.image','body':'a/../b.png','url':'mxc://x.org/abc','info':{'mimetype':'image/"
                  "png','w':3,"
                  "'h':4,'size':7}}"),
            MessageKind::Image, {}, u"b.png|image/png|7|3x4|0|mxc://x.org/abc"_s);
        row("image with a caption",
            event("{'msgtype':'m.image','body':'Kratzer','filename':'b.png','url':'mxc://x.org/abc','info':{}}"),
            MessageKind::Image, u"Kratzer"_s, u"b.png|application/octet-stream|0|-1x-1|0|mxc://x.org/abc"_s);
        row("file", event("{'msgtype':'m.file','body':'f.pdf','filename':'f.pdf','url':'mxc://x.org/abc'}"),
            MessageKind::Document, {}, u"f.pdf|application/octet-stream|0|-1x-1|0|mxc://x.org/abc"_s);
        row("video",
            event("{'msgtype':'m.video','body':'v.mp4','url':'mxc://x.org/v','info':{'duration':61999,'mimetype':"
                  "'video/mp4'}}"),
            MessageKind::Video, {}, u"v.mp4|video/mp4|0|-1x-1|61|mxc://x.org/v"_s);
        row("audio", event("{'msgtype':'m.audio','body':'a.mp3','url':'mxc://x.org/a'}"), MessageKind::Audio, {},
            u"a.mp3|application/octet-stream|0|-1x-1|0|mxc://x.org/a"_s);
        row("voice",
            event("{'msgtype':'m.audio','body':'v.ogg','url':'mxc://x.org/a','org.matrix.msc3245.voice':{}}"),
            MessageKind::Voice, {}, u"v.ogg|application/octet-stream|0|-1x-1|0|mxc://x.org/a"_s);
        row("sticker", event("{'body':'thumbs up','url':'mxc://x.org/s'}", "m.sticker"), MessageKind::Sticker,
            u"thumbs up"_s, u"thumbs up|application/octet-stream|0|-1x-1|0|mxc://x.org/s"_s);
        row("address that is none", event("{'msgtype':'m.image','body':'b.png','url':'https://evil.test/x'}"),
            MessageKind::Unsupported, u"b.png"_s);
        row("address with a path", event("{'msgtype':'m.image','body':'b.png','url':'mxc://x.org/../../x'}"),
            MessageKind::Unsupported, u"b.png"_s);
        row("encrypted file", event("{'msgtype':'m.file','body':'geheim.pdf','file':{'url':'mxc://x.org/a'}}"),
            MessageKind::Unsupported, u"geheim.pdf"_s);
        row("location that is none", event("{'msgtype':'m.location','body':'hier','geo_uri':'geo:91,181'}"),
            MessageKind::Unsupported, u"hier"_s);
        row("unknown kind", event("{'msgtype':'org.example.game','body':'plays'}"), MessageKind::Unsupported,
            u"plays"_s);
        row("poll",
            event("{'org.matrix.msc3381.poll.start':{'question':{'org.matrix.msc1767.text':'Rot oder blau?'}}}",
                  "org.matrix.msc3381.poll.start"),
            MessageKind::Unsupported, u"Rot oder blau?"_s);
        row("reply, its fallback stripped",
            event("{'msgtype':'m.text','body':'> <@support:example.org> Welche?\\n> Die rote?\\n\\nJa\\n> "
                  "nein','m.relates_to'"
                  ":{'m.in_reply_to':{'event_id':'$0'}}}"),
            MessageKind::Text, u"Ja\n> nein"_s);
        row("formatted, what is dangerous left out",
            event("{'msgtype':'m.text','body':'x','format':'org.matrix.custom.html','formatted_body':'<mx-reply>a</"
                  "mx-reply>"
                  "<b>Größe</b> <script>evil()</script><a href=javascript:x>hier</a>'}"),
            MessageKind::Text, u"**Größe** hier (javascript:x)"_s);
        row("quotation of one's own", event("{'msgtype':'m.text','body':'> kaputt\\n\\nstimmt'}"),
            MessageKind::Text, u"> kaputt\n\nstimmt"_s);
    }
    void kinds() {
        QFETCH(QByteArray, timeline);
        QFETCH(int, kind);
        QFETCH(QString, text);
        QFETCH(QString, file);
        const auto m = only<InboundMessage>(timeline);
        QCOMPARE(int(m.kind), kind);
        QCOMPARE(m.text, text);
        QString found;
        for (const Attachment& a : m.attachments)
            found = u"%1|%2|%3|%4x%5|%6|%7"_s.arg(a.fileName, a.mimeType)
                        .arg(a.size)
                        .arg(a.pixelSize.width())
                        .arg(a.pixelSize.height())
                        .arg(a.durationSeconds)
                        .arg(a.remoteRef);
        QCOMPARE(found, file);
    }

    void noticesAreAutomatic() {
        QVERIFY(only<InboundMessage>(event("{'msgtype':'m.notice','body':'away'}")).automatic);
    }

    void location() {
        const auto m =
            only<InboundMessage>(event("{'msgtype':'m.location','body':'Laden','geo_uri':'geo:52.5,-13.25;u=35'}"));
        QCOMPARE(m.kind, MessageKind::Location);
        QVERIFY(m.location == (souffleur::Location{52.5, -13.25, u"Laden"_s}));
    }

    void replies() {
        const auto m = only<InboundMessage>(
            event("{'msgtype':'m.text','body':'Ja','m.relates_to':{'m.in_reply_to':{'event_id':'$0'}}}"));
        QCOMPARE(m.replyToExternalId, room + u" $0"_s);
        // In a thread it is a makeshift for old clients.
        const auto threaded = only<InboundMessage>(
            event("{'msgtype':'m.text','body':'Ja','m.relates_to':{'rel_type':'m.thread','event_id':'$r',"
                  "'is_falling_back':true,'m.in_reply_to':{'event_id':'$0'}}}"));
        QCOMPARE(threaded.replyToExternalId, QString());
    }

    void edits() {
        const auto edit = only<MessageEdited>(
            event("{'msgtype':'m.text','body':'* Größe 38','m.new_content':{'msgtype':'m.text','body':'Größe 38'},"
                  "'m.relates_to':{'rel_type':'m.replace','event_id':'$1'}}",
                  "m.room.message", "$2"));
        QCOMPARE(edit.externalId, room + u" $1"_s);
        QCOMPARE(edit.text, u"Größe 38"_s);
        // Whoever else is in the room must not change what the customer said; ingest compares.
        QCOMPARE(edit.by, room + u' ' + kim);
        const auto bad = only<RejectedEvent>(
            event("{'msgtype':'m.text','body':'*','m.relates_to':{'rel_type':'m.replace','event_id':'$1'}}"));
        QCOMPARE(bad.problem, u"bad_edit"_s);
    }

    void reactionsComeAndGo() {
        const auto reaction = [](const char* key, const char* id) {
            return event(QByteArray("{'m.relates_to':{'rel_type':'m.annotation','event_id':'$1','key':'") + key +
                             "'}}",
                         "m.reaction", id);
        };
        const QString by = room + u' ' + kim;
        auto changed = only<ReactionChanged>(reaction("👍", "$r1"));
        QCOMPARE(changed.externalId, room + u" $1"_s);
        QCOMPARE(changed.reactions, (QList<Reaction>{{u"👍"_s, by}}));
        QVERIFY(changed.change == ReactionChanged::Change::Added);
        // The redaction names the reaction; what it was has to be known, also after a restart.
        memory = SyncMemory::fromCursor(memory.toCursor());
        changed = only<ReactionChanged>(event("{'redacts':'$r1'}", "m.room.redaction", "$x"));
        QCOMPARE(changed.externalId, room + u" $1"_s);
        QCOMPARE(changed.reactions, (QList<Reaction>{{u"👍"_s, by}}));
        QVERIFY(changed.change == ReactionChanged::Change::Removed);
    }

    void redactions() {
        QCOMPARE(only<MessageDeleted>(event("{'redacts':'$1'}", "m.room.redaction", "$x")).externalId,
                 room + u" $1"_s);
        // Rooms before version 11 name it outside of the content.
        QCOMPARE(only<MessageDeleted>(
                     j("{'type':'m.room.redaction','event_id':'$x','sender':'@kim:kunde.test','redacts':"
                       "'$1','content':{}}"))
                     .externalId,
                 room + u" $1"_s);
        // What was deleted before we saw it leaves nothing.
        QVERIFY(read(syncOf(event("{}"))).events.isEmpty());
    }

    void ownEventsAreNoCustomersWords() {
        const auto mine = [](const QByteArray& id, const QByteArray& more) {
            return j("{'type':'m.room.message','event_id':'" + id +
                     "','sender':'@support:example.org','content':{" + "'msgtype':'m.text','body':'Hallo'}" + more +
                     "}");
        };
        const auto reading =
            read(syncOf(mine("$a", ",'unsigned':{'transaction_id':'souffleur-1-0'}") + ',' + mine("$b", "")));
        QVERIFY(reading.events.isEmpty());
        QCOMPARE(reading.echoes, (QHash<QString, QString>{{u"souffleur-1-0"_s, u"$a"_s}}));
        QVERIFY(reading.lastForeignEvent.isEmpty());
    }

    void receiptsSpeakOfEverythingBefore() {
        memory.addSent(room, u"$s1"_s);
        memory.addSent(u"!other:x"_s, u"$o"_s);
        memory.addSent(room, u"$s2"_s);
        memory.addSeen(room, u"$c"_s);
        memory.addSent(room, u"$s3"_s);
        const QByteArray receipt =
            "'ephemeral':{'events':[{'type':'m.receipt','content':{'$c':{'m.read':{'@kim:kunde.test':"
            "{'ts':1}}}}}]}";
        const auto reading = read(syncOf({}, receipt));
        QStringList read;
        for (const ChannelEvent& e : reading.events)
            read += std::get<StatusChanged>(e).externalId;
        QCOMPARE(read, (QStringList{room + u" $s1"_s, room + u" $s2"_s}));
        // Ours, and one for an event that is not known, say nothing.
        const QByteArray nothing = "'ephemeral':{'events':[{'type':'m.receipt','content':{'$s3':{'m.read':{"
                                   "'@support:example.org':{}}},'$unknown':{'m.read':{'@kim:kunde.test':{}}}}}]}";
        QVERIFY(this->read(syncOf({}, nothing)).events.isEmpty());
    }

    void typing() {
        const auto reading = read(syncOf({}, "'ephemeral':{'events':[{'type':'m.typing','content':{'user_ids':["
                                             "'@support:example.org','@kim:kunde.test','no id']}}]}"));
        QCOMPARE(reading.events.size(), 1);
        QCOMPARE(std::get<Typing>(reading.events.first()).senderExternalId, room + u' ' + kim);
    }

    void encryptedRoomsSayItOnce() {
        const auto reading = read(syncOf(event("{'algorithm':'m.megolm'}", "m.room.encrypted", "$1") + ',' +
                                         event("{'algorithm':'m.megolm'}", "m.room.encrypted", "$2")));
        QVERIFY(reading.encrypted);
        QCOMPARE(reading.events.size(), 2);
        const auto m = std::get<InboundMessage>(reading.events.at(0));
        QCOMPARE(m.kind, MessageKind::Encrypted);
        QVERIFY(m.text.isEmpty());
        // The same external id: it is stored once.
        QCOMPARE(std::get<InboundMessage>(reading.events.at(1)).externalId, m.externalId);
        QVERIFY(
            read(syncOf(
                     j("{'type':'m.room.encryption','state_key':'','event_id':'$e','sender':'@a:b','content':{}}")))
                .encrypted);
    }

    void membersLeaveAndReturn() {
        const auto member = [](const QByteArray& now, const QByteArray& before) {
            return j(
                "{'type':'m.room.member','state_key':'@kim:kunde.test','event_id':'$m','sender':'@kim:kunde.test',"
                "'content':{'membership':'" +
                now + "','displayname':'Kim'},'unsigned':{'prev_content':{'membership':'" + before + "'}}}");
        };
        QVERIFY(only<BlockedChanged>(member("leave", "join")).blocked);
        QVERIFY(!only<BlockedChanged>(member("join", "leave")).blocked);
        QVERIFY(read(syncOf(member("join", "join"))).events.isEmpty());
    }

    void putOut() {
        const auto answer = parseSync(j("{'next_batch':'s1','rooms':{'leave':{'!shop:example.org':{'timeline':{'"
                                        "events':[{'type':'m.room.member',"
                                        "'state_key':'@support:example.org','event_id':'$k','sender':'@kim:kunde."
                                        "test','content':{'membership':"
                                        "'ban'}}]}}}}}"),
                                      own);
        VERIFY_OK(answer);
        const auto events = readLeft(answer->left.value(0), context);
        QCOMPARE(events.size(), 1);
        QVERIFY(std::get<BlockedChanged>(events.first()).blocked);
        QCOMPARE(std::get<BlockedChanged>(events.first()).sender.externalId, room + u' ' + kim);
    }

    void invitations() {
        const auto answer = parseSync(
            j("{'next_batch':'s1','rooms':{'invite':{'!shop:example.org':{'invite_state':{'events':[{'type':"
              "'m.room.member','state_key':'@support:example.org','sender':'@kim:kunde.test','content':{'"
              "membership':"
              "'invite','is_direct':true}},{'type':'m.room.member','state_key':'@kim:kunde.test','sender':"
              "'@kim:kunde.test','content':{'displayname':'Kim'}}]}},'!x:y':{'invite_state':{'events':[]}}}}}"),
            own);
        VERIFY_OK(answer);
        QCOMPARE(answer->invitations.size(), 1);
        QVERIFY(answer->invitations.first().direct);
        const auto shown = std::get<InboundMessage>(readInvitation(answer->invitations.first(), context.now));
        QCOMPARE(shown.kind, MessageKind::Invitation);
        QCOMPARE(shown.sender.displayName, u"Kim"_s);
    }

    void oneBadEventKeepsItsNeighbours_data() {
        QTest::addColumn<QByteArray>("bad");
        QTest::addColumn<QString>("problem");
        QTest::newRow("no JSON") << QByteArray("{\"type\":nonsense}") << u"not_json"_s;
        QTest::newRow("nested beyond the parser")
            << QByteArray("{\"content\":" + QByteArray(3000, '[') + QByteArray(3000, ']') + "}") << u"not_json"_s;
        QTest::newRow("no object") << QByteArray("42") << u"not_json"_s;
        QTest::newRow("no id") << j("{'type':'m.room.message','sender':'@kim:kunde.test','content':{}}")
                               << u"missing_event_id"_s;
        QTest::newRow("no sender") << j("{'type':'m.room.message','event_id':'$x','content':{}}")
                                   << u"missing_sender"_s;
        QTest::newRow("no body") << event("{'msgtype':'m.text','body':7}", "m.room.message", "$x")
                                 << u"missing_body"_s;
    }
    void oneBadEventKeepsItsNeighbours() {
        QFETCH(QByteArray, bad);
        QFETCH(QString, problem);
        const auto text = [](const QByteArray& id) {
            return event("{'msgtype':'m.text','body':'" + id + "'}", "m.room.message", id);
        };
        const auto reading = read(syncOf(text("$1") + ',' + bad + ',' + text("$3")));
        QCOMPARE(reading.events.size(), 3);
        QCOMPARE(std::get<InboundMessage>(reading.events.at(0)).text, u"$1"_s);
        QCOMPARE(std::get<InboundMessage>(reading.events.at(2)).text, u"$3"_s);
        const auto rejected = std::get<RejectedEvent>(reading.events.at(1));
        QCOMPARE(rejected.problem, problem);
        QVERIFY(!rejected.raw.isEmpty());
    }

    void historyIsPassedOver() {
        ReadContext first = context;
        first.oldest = context.now - 24h;
        const auto answer = parseSync(syncOf(event("{'msgtype':'m.text','body':'old'}")), own);
        QVERIFY(readRoom(answer->joined.first(), first, memory).events.isEmpty());
    }

    void whatIsNoSync_data() {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("a page") << QByteArray("<html>");
        QTest::newRow("another object") << QByteArray("{\"errcode\":\"M_UNKNOWN\"}");
        QTest::newRow("cut off") << syncOf(event("{}")).left(90);
        QTest::newRow("an array") << QByteArray("[]");
    }
    void whatIsNoSync() {
        QFETCH(QByteArray, body);
        const auto answer = parseSync(body, own);
        QVERIFY(!answer);
        QCOMPARE(answer.error().code, ErrorCode::Damaged);
    }

    void theMemoryIsBounded() {
        for (int i = 0; i < 3000; ++i) {
            const QString id = u"$%1"_s.arg(i);
            memory.addSent(room, id);
            memory.addSeen(room, u"$f%1"_s.arg(i));
            memory.addReaction({room, id, u"$t"_s, kim, u"👍"_s});
        }
        QVERIFY(memory.toCursor().size() < 20'000);
        QCOMPARE(memory.takeSentUpTo(room, u"$2999"_s).size(), SyncMemory::MaxSent);
        QVERIFY(SyncMemory::fromCursor("broken").since.isEmpty());
    }

    void ids() {
        QVERIFY(splitId(u"!a:b $c/d+e"_s) && splitId(u"!a @k:b"_s));
        for (const QString& bad : {u"!a:b"_s, u"$c !a:b"_s, u"!a:b  $c"_s, u"!a:b $c d"_s, u"!a:b $ö"_s, QString()})
            QVERIFY2(!splitId(bad), qPrintable(bad));
        QVERIFY(mediaOf(u"mxc://[::1]:80/Ab-_"_s));
        for (const QString& bad :
             {u"mxc://x"_s, u"mxc:///a"_s, u"mxc://x/a/b"_s, u"mxc://x/a?b"_s, u"mxc://x y/a"_s})
            QVERIFY2(!mediaOf(bad), qPrintable(bad));
    }

    void splitting() {
        const auto split = splitEvents(
            "{\"a\":[1],\"events\":[{\"events\":[1]}, \"x]\" ,bad],\"b\":\"events\",\"c\":[2]}", {"events"});
        QCOMPARE(split.members, (QList<QByteArray>{"{\"events\":[1]}", "\"x]\"", "bad"}));
        QCOMPARE(split.skeleton, "{\"a\":[1],\"events\":[0,1,2],\"b\":\"events\",\"c\":[2]}"_ba);
    }
};

SOUFFLEUR_TEST_MAIN(tst_MatrixParser)
#include "tst_MatrixParser.moc"
