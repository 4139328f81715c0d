// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/TestCase.h"

#include "ui/theme/Theme.h"
#include "ui/thread/SafeText.h"
#include "ui/thread/ThreadLayout.h"
#include "ui/thread/Thumbnails.h"

#include <QApplication>
#include <QBuffer>
#include <QElapsedTimer>
#include <QImage>

using namespace souffleur;
using namespace souffleur::ui;

namespace {

Message say(const QString& text, Direction direction = Direction::Inbound) {
    Message m;
    m.id = MessageId::create();
    m.sequence = 1;
    m.text = text;
    m.direction = direction;
    m.status = direction == Direction::Inbound ? MessageStatus::Received : MessageStatus::Delivered;
    m.authorName = u"Jana Vogt"_s;
    m.sentAt = fromMs(1'764'000'000'000);
    return m;
}

} // namespace

class tst_ThreadLayout : public test::TestCase {
    Q_OBJECT
private slots:
    void partsStandInTheirBubble_data() {
        QTest::addColumn<Message>("message");
        const QString word = u"Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz"_s;
        QTest::newRow("short") << say(u"Ok"_s);
        QTest::newRow("long") << say(u"Where is my parcel, please? "_s.repeated(30));
        QTest::newRow("one word") << say(word.repeated(4));
        QTest::newRow("lines") << say(u"a\nb\n\nc"_s, Direction::Outbound);
        QTest::newRow("right to left") << say(QString::fromUtf8("مرحبا، أين طردي من فضلكم؟ ").repeated(5));
        QTest::newRow("emoji") << say(u"\U0001F600\U0001F44D"_s);
        QTest::newRow("towers") << say(u"Z\u0300\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308a"_s.repeated(20));
        auto message = say(QString());
        message.attachments.resize(3);
        message.attachments[0].kind = AttachmentKind::Image;
        message.attachments[0].pixelSize = QSize(4000, 20);
        message.attachments[1].fileName = u"a very long name of a file that does not fit at all.pdf"_s.repeated(3);
        message.attachments[1].size = 1'234'567;
        message.attachments[2].kind = AttachmentKind::Voice;
        message.attachments[2].durationSeconds = 75;
        QTest::newRow("files") << message;
        message = say(u"It did not go out"_s, Direction::Outbound);
        message.status = MessageStatus::Failed;
        message.error = makeError(ErrorCode::Rejected, u"a long reason of the channel "_s.repeated(10));
        message.reactions = {{u"\U0001F44D"_s, u"x"_s}, {u"\u2764"_s, u"y"_s}};
        message.editedAt = message.sentAt;
        message.replyTo = MessageId::create();
        message.quotedText = u"quoted words "_s.repeated(20);
        QTest::newRow("everything") << message;
        message.status = MessageStatus::Unclear;
        QTest::newRow("unclear") << message;
        message = say(QString());
        message.deleted = true;
        QTest::newRow("deleted") << message;
        message = say(QString());
        message.location = Location{52.52, 13.405, u"Berlin "_s.repeated(30)};
        QTest::newRow("location") << message;
    }
    void partsStandInTheirBubble() {
        QFETCH(Message, message);
        for (const int scale : {80, 100, 200}) {
            Theme theme;
            theme.setScale(scale);
            for (const int width : {theme.px(360), theme.px(584), theme.px(1400)}) {
                for (const auto& separator : {QString(), u"Today · Telegram"_s}) {
                    const ThreadRow row = ThreadLayout::make(theme, width, message, separator);
                    const QByteArray where = QByteArray::number(scale) + " % at " + QByteArray::number(width);
                    QVERIFY2(row.bubble.left() >= 0 && row.bubble.right() < width, where.constData());
                    QVERIFY2(row.bubble.bottom() < row.height, where.constData());
                    QVERIFY2(row.separator.isNull() || row.separator.bottom() < row.bubble.top(),
                             where.constData());
                    QVERIFY2(row.bubble.width() <= (width - theme.px(40)) * 69 / 100 + 2, where.constData());
                    QList<QRect> parts = {row.quote, row.text,   row.showAll, row.reactions,
                                          row.meta,  row.status, row.problem};
                    for (const auto& file : row.files)
                        parts += file.rect;
                    parts.removeIf([](const QRect& rect) { return rect.isEmpty(); });
                    for (const QRect& part : parts)
                        QVERIFY2(row.bubble.contains(part), where.constData());
                    for (qsizetype i = 0; i < parts.size(); ++i) {
                        for (qsizetype j = i + 1; j < parts.size(); ++j)
                            QVERIFY2(!parts.at(i).intersects(parts.at(j)), where.constData());
                    }
                    for (const auto& spot : row.spots)
                        QVERIFY2(row.bubble.contains(spot.rect), qPrintable(spot.label));
                    if (row.textLayout) {
                        for (int i = 0; i < row.textLayout->lineCount(); ++i) {
                            const QRectF line =
                                row.textLayout->lineAt(i).naturalTextRect().translated(row.text.topLeft());
                            QVERIFY2(line.left() >= row.text.left() - 1 && line.right() <= row.text.right() + 3,
                                     where.constData());
                            QVERIFY2(line.bottom() <= row.text.bottom() + 2, where.constData());
                        }
                    }
                }
            }
        }
    }

    void sidesAndWidths() {
        Theme theme;
        const auto in = ThreadLayout::make(theme, 600, say(u"Hello"_s), {});
        const auto out = ThreadLayout::make(theme, 600, say(u"Hello"_s, Direction::Outbound), {});
        QCOMPARE(in.bubble.left(), 20);
        QCOMPARE(out.bubble.right() + 1, 580);
        Note note;
        note.text = u"internal"_s;
        note.authorName = u"Deniz"_s;
        const auto inside = ThreadLayout::make(theme, 600, note, {});
        QCOMPARE(inside.bubble.left(), 20);
        QCOMPARE(inside.bubble.width(), 560);
        QVERIFY(inside.metaText.contains(u"internal only"_s));
        QVERIFY(inside.authorText.contains(u"Deniz"_s));
    }

    void offersTheRightWaysOut() {
        Theme theme;
        const auto actions = [&](MessageStatus status, bool error) {
            auto message = say(u"x"_s, Direction::Outbound);
            message.status = status;
            if (error)
                message.error = makeError(ErrorCode::NetworkDown);
            QList<SpotAction> all;
            for (const auto& spot : ThreadLayout::make(theme, 600, message, {}).spots)
                all += spot.action;
            return all;
        };
        QCOMPARE(actions(MessageStatus::Failed, true),
                 QList<SpotAction>({SpotAction::Retry, SpotAction::EditAgain}));
        QCOMPARE(actions(MessageStatus::Unclear, true),
                 QList<SpotAction>({SpotAction::WasSent, SpotAction::WasNotSent}));
        QCOMPARE(actions(MessageStatus::Queued, true), QList<SpotAction>({SpotAction::Retry}));
        QCOMPARE(actions(MessageStatus::Queued, false), QList<SpotAction>());
        QCOMPARE(actions(MessageStatus::Held, false), QList<SpotAction>({SpotAction::Undo}));
        QCOMPARE(actions(MessageStatus::Read, false), QList<SpotAction>());
    }

    void hitsLinksAndCharacters() {
        Theme theme;
        const auto row = ThreadLayout::make(theme, 600, say(u"see https://example.org/a now"_s), {});
        const QTextLine line = row.textLayout->lineAt(0);
        const auto at = [&](int character) {
            return row.text.topLeft() + QPoint(int(line.cursorToX(character)) + 2, int(line.y()) + 6);
        };
        QVERIFY(row.linkAt(at(6)));
        QCOMPARE(row.linkAt(at(6))->url, QUrl(u"https://example.org/a"_s));
        QVERIFY(!row.linkAt(at(1)));
        QCOMPARE(row.cursorAt(at(6)), 6);
    }

    void aBookDoesNotStopTheWindow() {
        Theme theme;
        const auto message = say(u"All work and no play makes Jack a dull boy. "_s.repeated(210'000)); // 9 MB
        QElapsedTimer timer;
        timer.start();
        const auto row = ThreadLayout::make(theme, 600, message, {});
        QVERIFY2(timer.elapsed() < 400, qPrintable(QString::number(timer.elapsed())));
        QVERIFY(!row.showAll.isEmpty());
        QVERIFY(row.textLayout->text().size() <= SafeText::MaxCharacters);
        const auto hollow = say(QString(9'000'000, QChar(0x200B)));
        timer.restart();
        QVERIFY(ThreadLayout::make(theme, 600, hollow, {}).bubble.height() < 400);
        QVERIFY(timer.elapsed() < 400);
    }

    void hostileTexts_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("shown");
        QTest::newRow("plain") << u"Grüß Gott"_s << u"Grüß Gott"_s;
        QTest::newRow("override") << u"invoice\u202Efdp.exe"_s << u"invoicefdp.exe"_s;
        QTest::newRow("isolates") << u"\u2067abc\u2069"_s << u"abc"_s;
        QTest::newRow("zero width") << u"p\u200Ba\u2060y\uFEFFpal"_s << u"paypal"_s;
        QTest::newRow("joiner stays") << u"\U0001F469\u200D\U0001F4BB"_s << u"\U0001F469\u200D\U0001F4BB"_s;
        QTest::newRow("controls") << u"a\u0000b\u0007c\u009Fd"_s << u"abcd"_s;
        QTest::newRow("lone surrogate") << QString(QChar(0xD83D)) + u"x"_s << u"\uFFFDx"_s;
        QTest::newRow("line ends") << u"a\r\nb\rc\n\n"_s << u"a\u2028b\u2028c"_s;
        QTest::newRow("markup is words") << u"<img src=x onerror=alert(1)>"_s << u"<img src=x onerror=alert(1)>"_s;
        QTest::newRow("tower") << u"a"_s + QString(50, QChar(0x0301)) << u"a"_s + QString(6, QChar(0x0301));
    }
    void hostileTexts() {
        QFETCH(QString, text);
        QFETCH(QString, shown);
        QCOMPARE(makeSafeText(text).text, shown);
    }

    void cutsAtTheCapOnly() {
        QVERIFY(!makeSafeText(u"x"_s.repeated(4000)).cut);
        QVERIFY(makeSafeText(u"x"_s.repeated(4001)).cut);
        QVERIFY(makeSafeText(u"x\n"_s.repeated(61)).cut);
        QCOMPARE(makeSafeText(u"\U0001F600"_s.repeated(3000)).text.size() % 2, 0);
    }

    void links_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("url");
        QTest::newRow("https") << u"go to https://example.org/x?a=b."_s << u"https://example.org/x?a=b"_s;
        QTest::newRow("www") << u"(www.example.org)"_s << u"https://www.example.org"_s;
        QTest::newRow("brackets inside") << u"https://example.org/a_(b)"_s << u"https://example.org/a_(b)"_s;
        QTest::newRow("mail") << u"write to anna@example.org, please"_s << u"mailto:anna@example.org"_s;
        QTest::newRow("tel") << u"tel:+4930123456"_s << u"tel:+4930123456"_s;
        QTest::newRow("javascript") << u"javascript:alert(1)"_s << QString();
        QTest::newRow("file") << u"file:///etc/passwd"_s << QString();
        QTest::newRow("data") << u"data:text/html,x"_s << QString();
        QTest::newRow("smb") << u"smb://host/share"_s << QString();
        QTest::newRow("word") << u"no link here. Really."_s << QString();
    }
    void links() {
        QFETCH(QString, text);
        QFETCH(QString, url);
        const auto found = findLinks(text);
        if (url.isEmpty()) {
            QVERIFY(found.isEmpty());
            return;
        }
        QCOMPARE(found.size(), 1);
        QCOMPARE(found.first().url.toString(), url);
        QVERIFY(found.first().range.start + found.first().range.length <= text.size());
    }

    void linkTargetShowsTheRealHost() {
        // A Cyrillic "а" in the name of a bank.
        const auto found = findLinks(u"https://b\u0430nk.example"_s);
        QCOMPARE(found.size(), 1);
        QVERIFY(linkTarget(found.first().url).startsWith(u"https://xn--"_s));
    }

    void emojiOnly() {
        QVERIFY(isEmojiOnly(u"\U0001F600"_s));
        QVERIFY(isEmojiOnly(u"\U0001F469\u200D\U0001F4BB \U0001F44D\U0001F3FD"_s));
        QVERIFY(isEmojiOnly(u"\u2764\uFE0F"_s));
        QVERIFY(!isEmojiOnly(u"12"_s));
        QVERIFY(!isEmojiOnly(u"ok \U0001F600"_s));
        QVERIFY(!isEmojiOnly(QString()));
        QVERIFY(!isEmojiOnly(u"\U0001F600"_s.repeated(9)));
    }

    void picturesAreCheckedFirst() {
        QImage image(400, 200, QImage::Format_RGB32);
        image.fill(Qt::red);
        QByteArray png;
        QBuffer buffer(&png);
        QVERIFY(buffer.open(QIODevice::WriteOnly) && image.save(&buffer, "PNG"));
        QCOMPARE(decodePicture(png, QSize(100, 100)).size(), QSize(100, 50));
        QCOMPARE(decodePicture(png, QSize(1000, 1000)).size(), QSize(400, 200));
        QVERIFY(decodePicture(png.left(30), QSize(100, 100)).isNull());
        QVERIFY(
            decodePicture("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>", QSize(9, 9)).isNull());
        QVERIFY(decodePicture({}, QSize(9, 9)).isNull());
        // A header that promises 60 000 x 60 000 pixels is not decoded.
        QByteArray bomb = png;
        bomb.replace(16, 8, QByteArray::fromHex("0000ea600000ea60"));
        QVERIFY(decodePicture(bomb, QSize(100, 100)).isNull());
    }
};

SOUFFLEUR_UI_TEST_MAIN(tst_ThreadLayout)
#include "tst_ThreadLayout.moc"
