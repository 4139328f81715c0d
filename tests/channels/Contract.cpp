// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Contract.h"

#include "ContractBench.h"
#include "engine/EngineFixture.h"

namespace souffleur::test {
namespace {
using Fault = ContractPeer::Fault;
using LostAnswer = ContractPeer::LostAnswer;

const QByteArray& picture() {
    static const QByteArray bytes = "\x89PNG\r\n\x1a\n" + QByteArray(5000, 'p');
    return bytes;
}

AttachmentKind attachmentKindOf(MessageKind kind) {
    switch (kind) {
    case MessageKind::Image:
        return AttachmentKind::Image;
    case MessageKind::Audio:
        return AttachmentKind::Audio;
    case MessageKind::Video:
        return AttachmentKind::Video;
    case MessageKind::Voice:
        return AttachmentKind::Voice;
    default:
        return AttachmentKind::Document;
    }
}
} // namespace

void ContractSuite::capabilitiesAreWhole() {
    const ChannelCapabilities c = m_factory()->capabilities();
    QVERIFY(!c.kind.isEmpty() && !c.displayName.isEmpty());
    QCOMPARE(c.shortName.size(), 2);
    QVERIFY(c.colour.startsWith(u'#'));
    QVERIFY(c.maxTextLength > 0 && c.maxUploadBytes > 0 && c.maxDownloadBytes > 0);
    QCOMPARE(c.idempotentSend, m_factory()->lostAnswer() == LostAnswer::SafeAgain);
}

void ContractSuite::textComesAndGoes() {
    Bench b(m_factory);
    QVERIFY(b.start());
    QVERIFY(!b.connector->health().account.isEmpty());
    const QString id = b.peer->writes(1, u"Wo ist mein Päckchen? 😀"_s);
    QVERIFY(b.stored(id));
    const InboundMessage& message = b.sink.messages.first();
    QCOMPARE(message.text, u"Wo ist mein Päckchen? 😀"_s);
    QCOMPARE(message.kind, MessageKind::Text);
    QCOMPARE(message.sender.externalId, b.peer->recipient(1));
    QVERIFY(!message.sender.displayName.isEmpty());
    QVERIFY(b.allConfirmed());
    QVERIFY(b.connector->health().lastEventAt);
    const auto receipt = b.send(b.message(1, u"Morgen bei Ihnen. 📦"_s));
    VERIFY_OK(receipt);
    QCOMPARE(b.peer->sent().size(), 1);
    QCOMPARE(b.peer->sent().first().text, u"Morgen bei Ihnen. 📦"_s);
    QCOMPARE(b.peer->sent().first().recipient, b.peer->recipient(1));
    QCOMPARE(receipt->externalIds, QStringList{b.peer->sent().first().externalId});
    // Our own message is nobody's question.
    b.settle();
    QCOMPARE(b.sink.messages.size(), 1);
}

void ContractSuite::textsSurvive_data() {
    QTest::addColumn<QString>("text");
    QTest::newRow("signs") << u"a < b && c > d; \"x\" 'y' 100 % {{x}} \\ / #1"_s;
    QTest::newRow("html") << u"<b>fett</b><script>alert(1)</script>&amp;"_s;
    QTest::newRow("stars and lines") << u"5*3*2 und snake_case_name und a~b"_s;
    QTest::newRow("lines") << u"eins\nzwei\n\nvier"_s;
    QTest::newRow("link") << u"https://example.org/a_b?c=d&e=f_g"_s;
    QTest::newRow("right to left") << u"مرحبا 12 שלום"_s;
    QTest::newRow("families") << u"👩‍👩‍👧‍👦 e\u0301 🇩🇪"_s;
    QTest::newRow("like a command") << u"/start @alle !important :smile:"_s;
}

void ContractSuite::textsSurvive() {
    QFETCH(QString, text);
    Bench b(m_factory);
    QVERIFY(b.start());
    QVERIFY(b.stored(b.peer->writes(1, text)));
    QCOMPARE(b.sink.messages.first().text, text);
    VERIFY_OK(b.send(b.message(1, text)));
    QCOMPARE(b.peer->sent().first().text, text);
}

void ContractSuite::filesComeAndGo() {
    Bench b(m_factory);
    QVERIFY(b.start());
    const QString id = b.peer->sendsFile(1, u"../Rechnung \"März\".png"_s, picture(), u"Kratzer"_s);
    QVERIFY(b.stored(id));
    const InboundMessage message = b.sink.messages.first();
    QCOMPARE(message.text, u"Kratzer"_s);
    QCOMPARE(message.attachments.size(), 1);
    const Attachment attachment = message.attachments.first();
    QVERIFY(!attachment.fileName.contains(u'/'));
    for (const auto secret : std::as_const(b.context.secrets))
        QVERIFY(!attachment.remoteRef.contains(secret.toString()));
    const auto bytes = b.connector->fetch(attachment);
    QVERIFY(b.until([&] { return bytes.isFinished(); }));
    VERIFY_OK(bytes.result());
    QCOMPARE(*bytes.result(), picture());
    Attachment broken = attachment;
    broken.remoteRef = u"nonsense"_s;
    const auto none = b.connector->fetch(broken);
    QVERIFY(b.until([&] { return none.isFinished(); }));
    QVERIFY(!none.result());

    OutboundMessage out = b.message(1, u"Bitte sehr"_s);
    out.files = {{AttachmentKind::Image, u"Größe.png"_s, u"image/png"_s, picture()},
                 {AttachmentKind::Document, u"agb.pdf"_s, u"application/pdf"_s, "%PDF-1.4 ..."}};
    VERIFY_OK(b.send(out));
    QStringList names;
    QList<QByteArray> contents;
    QStringList texts;
    for (const auto& sent : b.peer->sent()) {
        names += sent.fileNames;
        contents += sent.contents;
        texts += sent.text;
    }
    QCOMPARE(contents, (QList<QByteArray>{picture(), "%PDF-1.4 ..."}));
    QCOMPARE(names.size(), 2);
    QCOMPARE(texts.join(QString()), u"Bitte sehr"_s);
    OutboundMessage large = b.message(1, {});
    large.files = {
        {AttachmentKind::Document, u"x"_s, {}, QByteArray(b.peer->capabilities().maxUploadBytes + 1, 'x')}};
    QCOMPARE(b.send(large).error().code, ErrorCode::TooLarge);
}

void ContractSuite::everyKindComes_data() {
    QTest::addColumn<MessageKind>("kind");
    QTest::newRow("image") << MessageKind::Image;
    QTest::newRow("document") << MessageKind::Document;
    QTest::newRow("audio") << MessageKind::Audio;
    QTest::newRow("video") << MessageKind::Video;
    QTest::newRow("voice") << MessageKind::Voice;
    QTest::newRow("sticker") << MessageKind::Sticker;
    QTest::newRow("location") << MessageKind::Location;
    QTest::newRow("contact") << MessageKind::ContactCard;
    QTest::newRow("button") << MessageKind::ButtonPress;
}

void ContractSuite::everyKindComes() {
    QFETCH(MessageKind, kind);
    Bench b(m_factory);
    QVERIFY(b.start());
    const QString id = b.peer->sendsKind(1, kind, picture());
    if (id.isEmpty())
        return;
    QVERIFY(b.stored(id));
    QVERIFY(b.allConfirmed());
    const InboundMessage& message = b.sink.messages.last();
    QCOMPARE(message.kind, kind);
    QCOMPARE(message.sender.externalId, b.peer->recipient(1));
    QCOMPARE(message.location.has_value(), kind == MessageKind::Location);
    if (kind == MessageKind::ContactCard || kind == MessageKind::ButtonPress)
        QVERIFY(!message.text.isEmpty());
    if (kind > MessageKind::Voice)
        return;
    QCOMPARE(message.attachments.size(), 1);
    QCOMPARE(int(message.attachments.first().kind), int(attachmentKindOf(kind)));
    const auto bytes = b.connector->fetch(message.attachments.first());
    QVERIFY(b.until([&] { return bytes.isFinished(); }));
    VERIFY_OK(bytes.result());
    QCOMPARE(*bytes.result(), picture());
}

//! All kinds that the channel takes, in one message.
void ContractSuite::everyKindGoes() {
    static const QHash<AttachmentKind, std::pair<QString, QString>> Files{
        {AttachmentKind::Image, {u"a.png"_s, u"image/png"_s}},
        {AttachmentKind::Document, {u"b.pdf"_s, u"application/pdf"_s}},
        {AttachmentKind::Audio, {u"c.mp3"_s, u"audio/mpeg"_s}},
        {AttachmentKind::Video, {u"d.mp4"_s, u"video/mp4"_s}},
        {AttachmentKind::Voice, {u"e.ogg"_s, u"audio/ogg"_s}},
        {AttachmentKind::Sticker, {u"f.png"_s, u"image/png"_s}}};
    Bench b(m_factory);
    QVERIFY(b.start());
    OutboundMessage message = b.message(1, {});
    QList<QByteArray> expected;
    for (const AttachmentKind kind : b.peer->capabilities().attachmentKinds) {
        const auto [name, type] = Files.value(kind);
        expected += picture() + QByteArray::number(int(kind));
        message.files += {kind, name, type, expected.last()};
    }
    VERIFY_OK(b.send(message));
    QList<QByteArray> contents;
    for (const auto& sent : b.peer->sent())
        contents += sent.contents;
    QCOMPARE(contents, expected);
}

void ContractSuite::repliesPointToTheirMessage() {
    Bench b(m_factory);
    if (!b.peer->capabilities().canReplyTo)
        return;
    QVERIFY(b.start());
    const QString first = b.peer->writes(1, u"Erste"_s);
    const QString second = b.peer->writes(1, u"Zweite"_s, first);
    QVERIFY(b.stored(second));
    QCOMPARE(b.sink.messages.last().replyToExternalId, first);
    OutboundMessage reply = b.message(1, u"Antwort"_s);
    reply.replyToExternalId = first;
    VERIFY_OK(b.send(reply));
    QCOMPARE(b.peer->sent().first().replyTo, first);
    // A message that is not theirs, or of another channel, does no harm.
    reply = b.message(1, u"Noch eine"_s);
    reply.replyToExternalId = u"elsewhere:42"_s;
    VERIFY_OK(b.send(reply));
}

void ContractSuite::changesOfMessagesSeenAndUnseen() {
    Bench b(m_factory);
    QVERIFY(b.start());
    // Of a message that this connector never saw: told all the same, for the engine keeps it until its message
    // comes.
    const QString unseen = b.peer->writes(1, u"vorher"_s);
    QVERIFY(b.stored(unseen));
    b.connector.reset();
    b.make();
    b.sink.ids.clear();
    QVERIFY(b.start());
    for (const QString& id : {unseen, b.peer->writes(1, u"nachher"_s)}) {
        if (b.peer->edits(1, id, u"anders"_s)) {
            QVERIFY(b.until([&] {
                const auto all = b.sink.all<MessageEdited>();
                return !all.isEmpty() && all.last().externalId == id && all.last().text == u"anders";
            }));
        }
        if (b.peer->reacts(1, id)) {
            QVERIFY(b.until([&] {
                const auto all = b.sink.all<ReactionChanged>();
                return !all.isEmpty() && all.last().externalId == id && all.last().reactions.size() == 1;
            }));
        }
        if (b.peer->deletes(1, id)) {
            QVERIFY(b.until([&] {
                const auto all = b.sink.all<MessageDeleted>();
                return !all.isEmpty() && all.last().externalId == id;
            }));
        }
    }
    QVERIFY(b.allConfirmed());
}

void ContractSuite::changesOvertakeTheirMessage() {
    Bench b(m_factory);
    QVERIFY(b.start());
    const QString changed = b.peer->writesAfter(1, u"vorher"_s, [&](const QString& id) {
        b.peer->edits(1, id, u"besser"_s);
        b.peer->edits(1, id, u"am besten"_s);
        b.peer->reacts(1, id);
    });
    if (changed.isEmpty())
        return;
    const QString deleted =
        b.peer->writesAfter(1, u"weg damit"_s, [&](const QString& id) { b.peer->deletes(1, id); });
    QVERIFY(b.stored(b.peer->writes(1, u"danach"_s)));
    QVERIFY(b.allConfirmed());
    // Each told once, and as it came.
    QCOMPARE(b.sink.duplicates, 0);
    QCOMPARE(b.sink.all<MessageEdited>().size(), 2);
    QCOMPARE(b.sink.all<ReactionChanged>().size(), 1);
    QCOMPARE(b.sink.all<MessageDeleted>().size(), 1);
    QCOMPARE(b.sink.all<MessageDeleted>().first().externalId, deleted);
    qsizetype at = 0;
    for (const ChannelEvent& event : std::as_const(b.sink.events)) {
        if (const auto* message = std::get_if<InboundMessage>(&event); message && message->externalId == changed)
            break;
        ++at;
    }
    QCOMPARE(at, 3);
    // What is kept of it.
    EngineFixture kept(b.peer->capabilities().kind);
    VERIFY_OK(kept.ingest(b.sink.events));
    QStringList texts;
    for (const Message& message : kept.messages(kept.conversation(b.sink.messages.first().sender.externalId).id)) {
        if (message.deleted)
            continue;
        texts += message.text;
        QCOMPARE(message.reactions.size(), message.text == u"am besten" ? 1 : 0);
    }
    QCOMPARE(texts, (QStringList{u"am besten"_s, u"danach"_s}));
}

//! Delivered and read before we heard that it was sent, or without that we ever do.
void ContractSuite::aReceiptOvertakesTheAnswer() {
    Bench b(m_factory);
    QVERIFY(b.start());
    for (const Fault fault : {Fault::None, Fault::LostAnswer}) {
        if (fault != Fault::None)
            b.peer->failNextSend(fault);
        const auto result = b.send(b.message(1, u"Hallo"_s));
        QVERIFY(result || fault == Fault::LostAnswer);
        QVERIFY(b.until([&] { return b.peer->isListening(); }));
        const QString id = b.peer->sent().last().externalId;
        if (!b.peer->readsOurs(1, id))
            return;
        QVERIFY(b.until([&] {
            const auto all = b.sink.all<StatusChanged>();
            return !all.isEmpty() && all.last().externalId == id && all.last().status == MessageStatus::Read;
        }));
    }
    QVERIFY(b.allConfirmed());
}

void ContractSuite::nothingIsConfirmedBeforeItIsStored() {
    Bench b(m_factory);
    QVERIFY(b.start());
    b.sink.hold = true;
    b.peer->writes(1, u"Hallo"_s);
    QVERIFY(b.until([&] { return b.sink.held != nullptr; }));
    b.settle();
    QCOMPARE(b.peer->unconfirmed(), 1);
    b.sink.hold = false;
    b.sink.release();
    QVERIFY(b.allConfirmed());
}

void ContractSuite::aFailedCommitComesAgain() {
    Bench b(m_factory);
    QVERIFY(b.start());
    b.sink.failures = 2;
    const QString id = b.peer->writes(1, u"Hallo"_s);
    QVERIFY(b.until([&] { return b.state() == ChannelState::Waiting; }, false));
    QCOMPARE(b.connector->health().error->code, ErrorCode::DiskFull);
    QCOMPARE(b.peer->unconfirmed(), 1);
    VERIFY_OK(b.send(b.message(1, u"Einen Moment"_s))); // what stands in the way of reading does not stop replies
    QVERIFY(b.stored(id));
    QVERIFY(b.allConfirmed());
    QCOMPARE(b.sink.messages.size(), 1);
    QVERIFY(b.until([&] { return b.state() == ChannelState::Connected; }));
}

void ContractSuite::aCrashAfterTheCommitDoublesNothing() {
    Bench b(m_factory);
    QVERIFY(b.start());
    b.sink.hold = true;
    b.peer->writes(1, u"Hallo"_s);
    QVERIFY(b.until([&] { return b.sink.held != nullptr; }));
    // Durable, but the connector dies before it hears of it.
    b.sink.hold = false;
    b.sink.keep(b.sink.heldBatch);
    b.connector.reset();
    b.sink.held.reset();
    QCOMPARE(b.peer->unconfirmed(), 1);
    b.make();
    QVERIFY(b.start());
    QVERIFY(b.allConfirmed());
    QCOMPARE(b.sink.texts(), QStringList{u"Hallo"_s});
}

void ContractSuite::repeatedDeliveriesAreOne() {
    Bench b(m_factory);
    QVERIFY(b.start());
    b.sink.hold = true;
    const QString id = b.peer->writes(1, u"Hallo"_s);
    QVERIFY(b.until([&] { return b.sink.held != nullptr; }));
    b.peer->repeats();
    b.peer->repeats();
    b.settle();
    b.sink.hold = false;
    b.sink.release();
    QVERIFY(b.stored(id));
    QVERIFY(b.allConfirmed());
    b.settle();
    QCOMPARE(b.sink.messages.size(), 1);
}

void ContractSuite::unknownKindsArePassedOver() {
    Bench b(m_factory);
    QVERIFY(b.start());
    b.peer->deliversUnknownKind();
    QVERIFY(b.stored(b.peer->writes(1, u"danach"_s)));
    QVERIFY(b.allConfirmed());
    QCOMPARE(b.sink.texts(), QStringList{u"danach"_s});
    QCOMPARE(b.state(), ChannelState::Connected);
}

void ContractSuite::oneBadEventKeepsItsNeighbours() {
    Bench b(m_factory);
    QVERIFY(b.start());
    const QStringList good = b.peer->deliversBroken(1);
    for (const QString& id : good)
        QVERIFY(b.stored(id));
    QVERIFY(b.allConfirmed());
    QVERIFY(!b.sink.all<RejectedEvent>().isEmpty());
    QVERIFY(!b.sink.all<RejectedEvent>().first().raw.isEmpty());
    QCOMPARE(b.sink.messages.size(), good.size());
    QCOMPARE(b.state(), ChannelState::Connected);
}

void ContractSuite::aBodyOfTenMegabytes() {
    Bench b(m_factory);
    QVERIFY(b.start());
    const QString text(10 * 1024 * 1024, u'x');
    const QString id = b.peer->writes(1, text);
    QVERIFY(b.stored(id));
    QCOMPARE(b.sink.messages.first().text.size(), text.size());
    QVERIFY(b.stored(b.peer->writes(1, u"danach"_s)));
    QVERIFY(b.allConfirmed());
}

void ContractSuite::longTextsAreSplitAndWhole() {
    Bench b(m_factory);
    QVERIFY(b.start());
    QStringList words;
    while (words.size() * 5 < 3 * b.peer->capabilities().maxTextLength)
        words += QString::number(10'000 + words.size());
    const auto receipt = b.send(b.message(1, words.join(u' ')));
    VERIFY_OK(receipt);
    QStringList arrived;
    for (const auto& sent : b.peer->sent()) {
        QVERIFY(sent.text.size() <= b.peer->capabilities().maxTextLength);
        arrived += sent.text.split(u' ');
    }
    QCOMPARE(arrived, words);
    QCOMPARE(receipt->externalIds.size(), b.peer->sent().size());
}

} // namespace souffleur::test
