// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ComposerDesk.h"
#include "support/TestCase.h"
#include "ui/composer/EmojiPopup.h"
#include "ui/composer/EmojiTable.h"

#include <QElapsedTimer>
#include <QListWidget>
#include <QSet>

using namespace souffleur;
using namespace souffleur::ui;
using namespace souffleur::test;

namespace {

QStringList symbols(const QString& typed, int limit = 6) {
    QStringList found;
    for (const int index : findEmoji(typed, limit))
        found += emojiTable()[size_t(index)].symbol;
    return found;
}

QFrame* popup(const Desk& desk) {
    auto* frame = desk.host.findChild<QFrame*>(u"completionPopup"_s);
    return frame && frame->isVisible() ? frame : nullptr;
}

QStringList rows(const Desk& desk) {
    QStringList texts;
    if (const QFrame* frame = popup(desk)) {
        const auto* list = frame->findChild<QListWidget*>();
        for (int i = 0; i < list->count(); ++i)
            texts += list->item(i)->text();
    }
    return texts;
}

} // namespace

class TestEmoji : public TestCase {
    Q_OBJECT
private slots:
    void tableIsWhole() {
        QVERIFY(emojiTable().size() > 1500);
        QSet<QString> seen;
        for (const Emoji& emoji : emojiTable()) {
            QVERIFY2(!seen.contains(emoji.symbol), qPrintable(emoji.english));
            seen += emoji.symbol;
            QVERIFY2(!emoji.english.isEmpty() && !emoji.german.isEmpty(), qPrintable(emoji.symbol));
            // Qt 6.4 would draw their parts.
            QVERIFY2(!emoji.symbol.contains(QChar(0x200d)), qPrintable(emoji.english));
        }
        QCOMPARE(emojiTable().front().symbol, u"🙂"_s); // the common ones first
    }

    void finds_data() {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("first");
        QTest::newRow("the German name") << u"daumen hoch"_s << u"👍"_s;
        QTest::newRow("its beginning") << u"daum"_s << u"👍"_s;
        QTest::newRow("the English name") << u"thumbs up"_s << u"👍"_s;
        QTest::newRow("capitals") << u"Daumen HOCH"_s << u"👍"_s;
        QTest::newRow("umlauts") << u"lächelndes gesicht mit l"_s << u"😊"_s;
        QTest::newRow("another word for it") << u"danken"_s << u"🙏"_s;
        QTest::newRow("words in any order") << u"hoch daumen"_s << u"👍"_s;
        QTest::newRow("the usual heart before rare ones") << u"herz"_s << u"❤️"_s;
        QTest::newRow("a parcel") << u"paket"_s << u"📦"_s;
    }
    void finds() {
        QFETCH(QString, typed);
        QFETCH(QString, first);
        QCOMPARE(symbols(typed).value(0), first);
    }

    void namesComeBeforeOtherWords() {
        // "herz" is the name's beginning or a word in it for all of the first ones.
        for (const int index : findEmoji(u"herz"_s, 6))
            QVERIFY2(emojiTable()[size_t(index)].german.contains(u"herz"_s, Qt::CaseInsensitive),
                     qPrintable(emojiTable()[size_t(index)].german));
        QVERIFY(symbols(u"aumen"_s).isEmpty()); // not inside of words
        QVERIFY(symbols(u"gibtesnicht"_s).isEmpty());
        QCOMPARE(symbols({}, 3), (QStringList{u"🙂"_s, u"😊"_s, u"😀"_s}));
    }

    void findingIsQuick() {
        emojiTable();
        QElapsedTimer timer;
        timer.start();
        for (const QString& typed : {u"da"_s, u"ge"_s, u"lächelndes gesicht"_s, u"fl"_s})
            findEmoji(typed, 6);
        const double each = double(timer.nsecsElapsed()) / 1e6 / 4;
        qInfo("%.2f ms", each);
        QVERIFY(each < 16);
    }

    void completesWhileTyping() {
        Desk desk;
        QLocale::setDefault(QLocale(u"de"_s));
        desk.type(u"Gern! :d"_s);
        QVERIFY(!popup(desk)); // two letters at least
        desk.type(u"au"_s);
        QVERIFY(popup(desk));
        QCOMPARE(rows(desk).first(), u"👍  Daumen hoch"_s);
        QCOMPARE(rows(desk).size(), 3); // up, down and crossed
        desk.press(Qt::Key_Return);     // chooses, sends nothing
        QVERIFY(!popup(desk));
        QCOMPARE(desk.text(), u"Gern! 👍"_s);
        QVERIFY(desk.workspace.sent<SendReply>().isEmpty());
        desk.press(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(desk.text().endsWith(u":dau"_s)); // one step
        QLocale::setDefault(QLocale::c());
    }

    void spacesAndOtherKeys() {
        Desk desk;
        desk.type(u":thumbs d"_s);
        QCOMPARE(rows(desk).value(0), u"👎  thumbs down"_s);
        desk.press(Qt::Key_Backspace);
        QCOMPARE(rows(desk).value(0), u"👍  thumbs up"_s);
        desk.press(Qt::Key_Down);
        desk.press(Qt::Key_Tab);
        QCOMPARE(desk.text(), u"👎"_s);
        // Escape closes it and takes nothing else along; the next Enter sends.
        desk.type(u" :heart"_s);
        QVERIFY(popup(desk));
        desk.press(Qt::Key_Escape);
        QVERIFY(!popup(desk));
        QCOMPARE(desk.text(), u"👎 :heart"_s);
        desk.press(Qt::Key_Return);
        QCOMPARE(desk.lastReply().text, u"👎 :heart"_s);
    }

    void aColonIsMostlyAColon_data() {
        QTest::addColumn<QString>("text");
        for (const QString& text : {u"Bestellung:daumen"_s, u"um 12:daumen"_s, u"so: da"_s, u":-)"_s, u":10 Uhr"_s,
                                    u":d1"_s, u"http://da"_s, u": daumen"_s, u":daumen\nhoch"_s, u":qqqq"_s})
            QTest::newRow(qPrintable(text)) << text;
    }
    void aColonIsMostlyAColon() {
        QFETCH(QString, text);
        Desk desk;
        desk.edit->textCursor().insertText(text.chopped(1));
        desk.type(text.right(1));
        QVERIFY(!popup(desk));
        desk.press(Qt::Key_Return);
        QCOMPARE(desk.lastReply().text, text);
    }

    void goesAwayWithTheCaretAndTheChat() {
        Desk desk;
        desk.type(u"Gut :daum"_s);
        QVERIFY(popup(desk));
        desk.press(Qt::Key_Home);
        QVERIFY(!popup(desk));
        desk.press(Qt::Key_End);
        desk.type(u"e"_s);
        QVERIFY(popup(desk));
        desk.open(desk.second);
        QVERIFY(!popup(desk));
        // In notes, too.
        desk.composer.setMode(DraftMode::Note);
        desk.type(u":daum"_s);
        desk.press(Qt::Key_Return);
        QCOMPARE(desk.text(), u"👍"_s);
        QVERIFY(desk.workspace.sent<AddNote>().isEmpty());
    }
};

SOUFFLEUR_UI_TEST_MAIN(TestEmoji)
#include "tst_Emoji.moc"
