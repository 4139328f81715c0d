// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ComposerDesk.h"
#include "support/TestCase.h"
#include "ui/composer/SpellChecker.h"

#include <QAction>
#include <QContextMenuEvent>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QMenu>
#include <QTextBlock>
#include <QTextLayout>

using namespace souffleur;
using namespace souffleur::ui;
using namespace souffleur::test;

namespace {

//! A German customer, two dictionaries, a few words in them.
struct SpellingDesk : Desk {
    SpellingDesk() {
        workspace.dictionaryNames = {u"de_AT"_s, u"de_DE"_s, u"en_US"_s};
        workspace.rightWords = {{u"de_DE"_s, {u"Ihr"_s, u"Paket"_s, u"ist"_s, u"unterwegs"_s}},
                                {u"de_AT"_s, {u"Ihr"_s, u"Packerl"_s, u"ist"_s, u"unterwegs"_s}},
                                {u"en_US"_s, {u"parcel"_s, u"Your"_s, u"is"_s}}};
        workspace.meant = {{u"Pakett"_s, {u"Paket"_s, u"Parkett"_s}}};
        for (const ConversationId id : {first, second})
            workspace.conversation(id).language = u"de"_s;
    }
};

//! With a composer of its own, made after the dictionaries were set.
struct Fixture {
    SpellingDesk desk;
    Composer composer{desk.context, &desk.host};
    ComposerEdit* edit = composer.findChild<ComposerEdit*>();
    QPushButton* chip = composer.findChild<QPushButton*>(u"spellingLanguage"_s);

    Fixture() {
        composer.resize(560, 300);
        composer.show();
        open(desk.first);
    }
    void open(ConversationId id) {
        composer.setConversation(desk.workspace.conversation(id));
        edit->setFocus();
        pause();
    }
    void pause() {
        settle();
        desk.workspace.manualClock.advance(120ms);
        settle();
    }
    void type(const QString& text) {
        QTest::keyClicks(edit, text);
        pause();
    }
    //! The words that carry the wave.
    QStringList waved() const {
        QStringList found;
        for (QTextBlock block = edit->document()->begin(); block.isValid(); block = block.next()) {
            QString word;
            const auto formats = block.layout()->formats();
            int end = -1;
            for (const auto& range : formats) {
                if (range.format.underlineStyle() != QTextCharFormat::WaveUnderline)
                    continue;
                if (range.start != end && !word.isEmpty())
                    found += std::exchange(word, {});
                word += block.text().mid(range.start, range.length);
                end = range.start + range.length;
            }
            if (!word.isEmpty())
                found += word;
        }
        return found;
    }
    QString notices() const {
        QStringList texts;
        for (auto* bar : composer.findChildren<MessageBar*>()) {
            if (bar->isVisible())
                texts += bar->text();
        }
        return texts.join(u'\n');
    }
    QMenu* menu(const QString& name) const {
        for (QMenu* menu : composer.findChildren<QMenu*>(name)) {
            if (menu->isVisible())
                return menu;
        }
        return nullptr;
    }
    QStringList entries(const QMenu* menu) const {
        QStringList texts;
        for (const QAction* action : menu->actions())
            texts += action->text();
        return texts;
    }
    void openLanguages() {
        expectMenu();
        chip->click();
    }
    void choose(QMenu* menu, const QString& text) {
        for (QAction* action : menu->actions()) {
            if (action->text() == text) {
                action->trigger();
                menu->close();
                pause();
                return;
            }
        }
        QFAIL(qPrintable(text + u" is not among "_s + entries(menu).join(u'|')));
    }
    QMenu* openEditMenu(int position, bool atOnce = true) {
        if (atOnce)
            expectMenu();
        QTextCursor cursor = edit->textCursor();
        cursor.setPosition(position);
        edit->setTextCursor(cursor);
        QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(), QPoint(), Qt::NoModifier);
        QCoreApplication::sendEvent(edit, &event);
        settle();
        return menu(u"editMenu"_s);
    }
};

} // namespace

class TestSpelling : public TestCase {
    Q_OBJECT
private slots:
    void wordsToLookAt_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("words");
        const auto row = [](const char* name, const QString& text, const QString& words) {
            QTest::newRow(name) << text << words;
        };
        row("plain", u"Ihr Paket, bitte."_s, u"Ihr|Paket|bitte"_s);
        row("umlauts and hyphens", u"Größen-Tabelle für Rücksendungen"_s, u"Größen-Tabelle|für|Rücksendungen"_s);
        row("apostrophes", u"don't don\u2019t 'quoted'"_s, u"don't|don\u2019t|quoted"_s);
        row("placeholders", u"Hallo {{Name}} und {{ track link }}"_s, u"Hallo|und"_s);
        row("addresses", u"siehe https://shop.exmple/retour und www.abc.exmple, shop.exmple/hilfe"_s,
            u"siehe|und"_s);
        row("mail", u"an hilfee@shop.example bitte"_s, u"an|bitte"_s);
        row("order numbers", u"Bestellung A4711x und 2024er sowie #retoure"_s, u"Bestellung|und|sowie"_s);
        row("people", u"danke @janna, fragt @tim.b"_s, u"danke|fragt"_s);
        row("capitals", u"Die DHL und AGB im PDF-Format"_s, u"Die|und|im|PDF-Format"_s);
        row("emoji", u"Danke 👍🏽 sehr"_s, u"Danke|sehr"_s);
        row("other scripts", u"Привет 你好 مرحبا"_s, u"Привет"_s);
        row("letters alone", u"a b Paket"_s, u"Paket"_s);
        row("nothing", QString(), QString());
    }
    void wordsToLookAt() {
        QFETCH(QString, text);
        QFETCH(QString, words);
        QStringList found;
        for (const TextRange& range : spelledWords(text))
            found += text.mid(range.start, range.length);
        QCOMPARE(found.join(u'|'), words);
    }

    void marksWhatIsWrong() {
        Fixture f;
        f.type(u"Ihr Pakett ist unterwegs "_s);
        QCOMPARE(f.waved(), QStringList{u"Pakett"_s});
        // Corrected: the mark goes. Asked once for each word.
        QTextCursor cursor = f.edit->textCursor();
        cursor.setPosition(10);
        f.edit->setTextCursor(cursor);
        QTest::keyClick(f.edit, Qt::Key_Backspace);
        f.pause();
        QTest::keyClick(f.edit, Qt::Key_End);
        f.pause();
        QCOMPARE(f.waved(), QStringList());
        QCOMPARE(f.desk.workspace.spellingAsked.count(u"Ihr"_s), 1);
    }

    void halfAWordIsNotWrong() {
        Fixture f;
        f.type(u"Ihr Pak"_s);
        QCOMPARE(f.waved(), QStringList());
        f.type(u" "_s);
        QCOMPARE(f.waved(), QStringList{u"Pak"_s});
        // Somebody who goes away from it has finished it.
        f.type(u"unterw"_s);
        QCOMPARE(f.waved(), QStringList{u"Pak"_s});
        QTest::keyClick(f.edit, Qt::Key_Home);
        f.pause();
        QCOMPARE(f.waved(), (QStringList{u"Pak"_s, u"unterw"_s}));
    }

    void namesInTheConversationAreRight() {
        Fixture f; // Miriam Kessler writes to Jana Vogt
        f.type(u"Miriam Kesslers Brandt Vogt x "_s);
        QCOMPARE(f.waved(), QStringList{u"Brandt"_s});
        f.open(f.desk.second); // Tobias Brandt
        f.type(u"Brandt Kessler x "_s);
        QCOMPARE(f.waved(), QStringList{u"Kessler"_s});
    }

    void followsTheCustomersLanguage() {
        Fixture f;
        QCOMPARE(f.chip->text(), u"Deutsch"_s);
        QVERIFY(f.chip->toolTip().contains(u"Deutschland"_s));
        f.type(u"Your Paket "_s);
        QCOMPARE(f.waved(), QStringList{u"Your"_s});
        Conversation english = f.desk.workspace.conversation(f.desk.first);
        english.language = u"en"_s;
        f.composer.conversationUpdated(english);
        f.pause();
        QCOMPARE(f.waved(), QStringList{u"Paket"_s});
        QCOMPARE(f.chip->text(), u"English"_s);
        // A note is written to colleagues, in the window's language.
        QLocale::setDefault(QLocale(u"de"_s));
        f.composer.setMode(DraftMode::Note);
        QCOMPARE(f.chip->text(), u"Deutsch"_s);
        QLocale::setDefault(QLocale::c());
    }

    void choosesAnotherDictionary() {
        Fixture f;
        f.type(u"Ihr Packerl is unterwegs "_s);
        QCOMPARE(f.waved(), (QStringList{u"Packerl"_s, u"is"_s}));
        f.openLanguages();
        QMenu* menu = f.menu(u"spellingMenu"_s);
        QVERIFY(menu);
        QCOMPARE(f.entries(menu),
                 (QStringList{u"As the customer writes: Deutsch"_s, QString(), u"Deutsch (Österreich)"_s,
                              u"Deutsch (Deutschland)"_s, u"English (United States)"_s, QString(), u"Off"_s}));
        f.choose(menu, u"Deutsch (Österreich)"_s);
        QCOMPARE(f.waved(), QStringList{u"is"_s});
        QCOMPARE(f.desk.settings.dictionary(u"de"_s), u"de_AT"_s); // for all German texts
        f.open(f.desk.second);
        f.type(u"Packerl Paket "_s);
        QCOMPARE(f.waved(), QStringList{u"Paket"_s});
        // Another language is for this text only.
        f.open(f.desk.first);
        f.openLanguages();
        f.choose(f.menu(u"spellingMenu"_s), u"English (United States)"_s);
        QCOMPARE(f.waved(), (QStringList{u"Ihr"_s, u"Packerl"_s, u"unterwegs"_s}));
        f.open(f.desk.second);
        QCOMPARE(f.waved(), QStringList{u"Paket"_s});
        f.openLanguages();
        f.choose(f.menu(u"spellingMenu"_s), u"Off"_s);
        QCOMPARE(f.waved(), QStringList());
        QCOMPARE(f.chip->text(), u"Spelling off"_s);
        QVERIFY(!f.desk.settings.spelling());
        f.open(f.desk.first);
        QCOMPARE(f.waved(), QStringList());
        f.openLanguages();
        f.choose(f.menu(u"spellingMenu"_s), u"As the customer writes: Deutsch"_s);
        QCOMPARE(f.waved(), QStringList{u"is"_s});
        QVERIFY(f.desk.settings.spelling());
    }

    void withoutADictionaryNothingBreaks() {
        Fixture f;
        Conversation french = f.desk.workspace.conversation(f.desk.first);
        french.language = u"fr"_s;
        f.composer.conversationUpdated(french);
        f.type(u"Bonjour "_s);
        QCOMPARE(f.waved(), QStringList());
        QVERIFY2(f.chip->text().contains(u"no dictionary"_s), qPrintable(f.chip->text()));
        QVERIFY(f.desk.workspace.spellingAsked.isEmpty());
        f.composer.nextSpellingError();
        QVERIFY(f.notices().contains(u"No dictionary"_s));
        // Neither where there is no dictionary at all.
        Desk bare;
        bare.type(u"Pakett "_s);
        bare.workspace.manualClock.advance(1s);
        settle();
        QVERIFY(bare.workspace.spellingAsked.isEmpty());
    }

    void aBrokenDictionaryIsAskedOnce() {
        Fixture f;
        f.desk.workspace.dictionaryNames.clear(); // gone since the start
        f.type(u"Pakett "_s);
        f.type(u"Pakett "_s);
        f.type(u"Pakett "_s);
        QCOMPARE(f.desk.workspace.spellingAsked.count(u"Pakett"_s), 1);
        QCOMPARE(f.waved(), QStringList());
    }

    void jumpsFromMistakeToMistake() {
        Fixture f;
        f.type(u"Ihr Pakett ist unterwex "_s);
        const auto next = [&] {
            f.composer.nextSpellingError();
            return f.edit->textCursor().selectedText();
        };
        QCOMPARE(next(), u"Pakett"_s); // around the end
        QCOMPARE(next(), u"unterwex"_s);
        QCOMPARE(next(), u"Pakett"_s);
        f.edit->selectAll();
        f.type(u"Ihr Paket "_s);
        f.composer.nextSpellingError();
        QVERIFY(f.notices().contains(u"No spelling mistakes"_s));
        QCOMPARE(f.edit->toPlainText(), u"Ihr Paket "_s);
    }

    void menuCorrects() {
        Fixture f;
        f.type(u"Ihr Pakett ist unterwegs "_s);
        QMenu* menu = f.openEditMenu(6);
        QVERIFY(menu);
        QCOMPARE(f.entries(menu).mid(0, 3),
                 (QStringList{u"Paket"_s, u"Parkett"_s, u"Add “Pakett” to the dictionary"_s}));
        f.choose(menu, u"Paket"_s);
        QCOMPARE(f.edit->toPlainText(), u"Ihr Paket ist unterwegs "_s);
        QTest::keyClick(f.edit, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(f.edit->toPlainText(), u"Ihr Pakett ist unterwegs "_s); // one step
        menu = f.openEditMenu(1);                                        // a word that is right: the usual menu
        QVERIFY(menu);
        QVERIFY(!f.entries(menu).contains(u"Paket"_s));
        menu->close();
    }

    void aSlowDictionaryDoesNotKeepTheMenu() {
        Fixture f;
        f.type(u"Ihr Pakett ist "_s);
        f.desk.workspace.slow = true;
        QVERIFY(!f.openEditMenu(6, false));
        expectMenu();
        f.desk.workspace.manualClock.advance(500ms);
        settle();
        QMenu* menu = f.menu(u"editMenu"_s);
        QVERIFY(menu);
        QVERIFY(f.entries(menu).contains(u"No corrections found"_s));
        // The answer that comes too late opens no second one.
        while (f.desk.workspace.answerOne())
            settle();
        QVERIFY(menu->isVisible());
        QVERIFY(!f.entries(menu).contains(u"Paket"_s));
        menu->close();
    }

    void learnsWords() {
        Fixture f;
        f.type(u"Packerl packerl ist "_s);
        QCOMPARE(f.waved(), (QStringList{u"Packerl"_s, u"packerl"_s}));
        f.choose(f.openEditMenu(2), u"Add “Packerl” to the dictionary"_s);
        QCOMPARE(f.waved(), QStringList{u"packerl"_s});
        QCOMPARE(f.desk.workspace.sent<LearnWord>().size(), 1);
        QCOMPARE(f.desk.workspace.sent<LearnWord>().first().word, u"Packerl"_s);
        f.choose(f.openEditMenu(2), u"Remove “Packerl” from the dictionary"_s);
        QVERIFY(f.desk.workspace.sent<LearnWord>().last().forget);
        QCOMPARE(f.waved(), (QStringList{u"Packerl"_s, u"packerl"_s}));
        // What a colleague added comes with the change of the setting.
        f.desk.workspace.values.insert(QLatin1String(spellingsettings::OwnWords), QJsonArray{u"packerl"_s});
        f.desk.workspace.tell({}, EntityKind::Setting);
        f.pause();
        QCOMPARE(f.waved(), QStringList()); // a capital at the beginning of a sentence is fine, too
    }

    void hasNoCostForTheWindow() {
        Fixture f;
        QString text;
        for (int i = 0; i < 400; ++i)
            text += u"Wort%1 Rücksendung unterwegs bitte https://shop.example/%1 "_s.arg(i);
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < 10; ++i)
            spelledWords(text);
        const double each = double(timer.nsecsElapsed()) / 1e6 / 10;
        qInfo("%lld characters: %.2f ms", qlonglong(text.size()), each);
        QVERIFY2(each < 16, "looking for the words of a long text takes too long");
    }
};

SOUFFLEUR_UI_TEST_MAIN(TestSpelling)
#include "tst_Spelling.moc"
